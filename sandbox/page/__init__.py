"""The visible local Slack: a page to be anyone in it, with the few routes that it needs."""
