"""A ticket with its team: its card, the board, what is done with it, and what was promised."""
