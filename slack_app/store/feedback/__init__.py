"""Feedback: tickets and who wants them, what was decided, learned and told, and the trackers, questions and surveys around them."""
