"""From Slack to us: read a payload, run one flow, acknowledge. The only place that speaks Bolt."""

from slack_app.listeners import (
    coffee,
    digest,
    events,
    introductions,
    links,
    newcomers,
    preferences,
    privacy,
    programmes,
    setup,
    support,
)
from slack_app.listeners.routing import Routes


def register(app: Routes) -> None:
    """Everything that Slack may tell the app."""
    events.register(app)
    links.register(app)
    introductions.register(app)
    newcomers.register(app)
    coffee.register(app)
    programmes.register(app)
    digest.register(app)
    preferences.register(app)
    privacy.register(app)
    setup.register(app)
    support.register(app)
