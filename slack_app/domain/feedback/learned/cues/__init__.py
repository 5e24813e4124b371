"""What people say when something is broken, wished for, good, a pity or not understood, in English and French: written by hand."""
