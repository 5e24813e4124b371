"""Feedback: what it is, where it goes and why, what may become of it, and who is told."""
