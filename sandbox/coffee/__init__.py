"""The second journey: coffee, over twelve rounds."""
