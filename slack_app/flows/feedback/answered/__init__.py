"""What becomes of a ticket: decided by its team or read from its tracker, and told to everyone who spoke for it."""
