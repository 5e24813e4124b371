"""What is counted: a week of the community from its rows, and weeks beside each other. docs/metrics.md gives the definitions."""
