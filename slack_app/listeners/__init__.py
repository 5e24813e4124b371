"""From Slack to us: read a payload, run one flow, acknowledge. The only place that speaks Bolt."""

from slack_bolt import App

from slack_app.listeners import (
    coffee,
    digest,
    events,
    introductions,
    newcomers,
    preferences,
    privacy,
    programmes,
    setup,
    support,
)


def register(app: App) -> None:
    """Everything that Slack may tell the app; Bolt asks them in turn, so what comes most often stands first."""
    events.register(app)
    introductions.register(app)
    newcomers.register(app)
    coffee.register(app)
    programmes.register(app)
    digest.register(app)
    preferences.register(app)
    privacy.register(app)
    setup.register(app)
    support.register(app)
