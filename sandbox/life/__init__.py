"""A community that lives in the local Slack: its people, its past, and how it goes on. It knows nothing of the app."""
