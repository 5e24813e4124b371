"""Coffee, in order: who is gathered, how a round opens, goes its way and ends, and what each may choose on it."""
