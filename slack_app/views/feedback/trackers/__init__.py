"""Trackers as managers set them up, and what stands in an issue."""
