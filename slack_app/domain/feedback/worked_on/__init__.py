"""What a team does with a ticket: what may follow, by when, in whose working hours."""
