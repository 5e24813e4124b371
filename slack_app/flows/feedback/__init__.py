"""Feedback: said or heard, routed, worked on, answered.

A folder for each of these, one for what managers set up, and here what all of them stand on; pyproject.toml says which may know which.
"""
