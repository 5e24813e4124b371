"""Rules as managers see them, and why a ticket is where it is."""
