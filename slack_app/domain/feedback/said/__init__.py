"""What somebody says, made ready: its words, who speaks, what had better not be in it, and how much at once."""
