"""What asks for the same: found by its letters and words, and ranked by what people said is alike."""
