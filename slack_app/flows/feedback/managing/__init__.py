"""What managers set up of feedback, and what they take with them."""
