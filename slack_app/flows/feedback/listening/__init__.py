"""What is said in channels: heard there, passed on, or asked for by a question that recurs."""
