"""The digest: what managers choose of it, what is worth doing, and what is told."""
