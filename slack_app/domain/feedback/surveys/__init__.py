"""Surveys: answers that are nobody's, what they come to, and how sure that is."""
