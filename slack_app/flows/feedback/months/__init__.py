"""*You said, we did*: a month, written from its tickets, and sent by a manager."""
