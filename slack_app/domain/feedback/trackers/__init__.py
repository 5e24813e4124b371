"""What is known of trackers: their kinds, what an issue says, and what they send by themselves."""
