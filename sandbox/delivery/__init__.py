"""How the local Slack reaches an app: what it sends, by which way, and what an answer means."""
