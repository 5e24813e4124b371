"""What was said before that may be the same."""
