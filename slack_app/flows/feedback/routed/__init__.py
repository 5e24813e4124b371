"""Where a ticket goes and why: by what was said, by rules, by models, and by whoever knows better."""
