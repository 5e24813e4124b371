"""A ticket in a tracker: its issue, filed once."""
