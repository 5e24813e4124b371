"""What is said of the community's week: to managers, to moderators, to members."""
