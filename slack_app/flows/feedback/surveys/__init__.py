"""Surveys: made, asked, answered into a box, and closed."""
