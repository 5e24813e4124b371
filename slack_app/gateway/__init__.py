"""From us to Slack, and to trackers: the only place that speaks slack_sdk's client or HTTP."""
