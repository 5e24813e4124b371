"""Coffee programmes: who takes part, who met whom, and the rounds."""
