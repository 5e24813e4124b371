"""The digest: what is counted, what is worth doing about it, and what is told of it."""
