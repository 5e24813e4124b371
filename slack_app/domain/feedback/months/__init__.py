"""*You said, we did*: what a month is told of, and how it is taken along."""
