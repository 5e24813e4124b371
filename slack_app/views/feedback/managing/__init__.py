"""What managers set of feedback, and take along."""
