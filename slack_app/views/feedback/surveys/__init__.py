"""A survey as those see it who are asked, and as managers do."""
