"""What those see who say something: the form, what may be the same, and what became of theirs."""
