"""The third journey: the digest, from the day on which managers set it up to its second Monday."""
