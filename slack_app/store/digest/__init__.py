"""The digest: weeks and how far everybody has come, as they were counted, and what was told and done of them."""
