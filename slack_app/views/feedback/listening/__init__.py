"""What is asked in channels, and what those see who replied."""
