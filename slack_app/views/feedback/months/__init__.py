"""*You said, we did*: the draft, its form, and what goes out."""
