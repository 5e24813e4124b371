"""Feedback as people see it: forms, cards, the board, and what comes back."""
