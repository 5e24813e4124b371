"""What a team sees of a ticket: its card, its forms, its history, the exchange with its author, the board."""
