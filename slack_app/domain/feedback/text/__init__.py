"""Words as figures: what models and comparisons are made of."""
