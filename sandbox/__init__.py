"""A local Slack: a house of its own, which knows nothing of the app but the address where it stands."""
