"""What a model thinks of a text: shipped figures and rules, blended with what a workspace's corrections teach."""
