"""Where feedback goes and why: rules, what models think, and how urgent it is."""
