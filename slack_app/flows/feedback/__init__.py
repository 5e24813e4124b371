"""Feedback: said, routed, worked on, answered."""
