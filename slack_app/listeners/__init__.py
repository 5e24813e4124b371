"""From Slack to us: read a payload, run one flow, acknowledge. The only place that speaks Bolt."""

from slack_app.listeners import (
    board,
    card_forms,
    cards,
    coffee,
    digest,
    events,
    feedback,
    feedback_answers,
    feedback_settings,
    introductions,
    links,
    listening,
    newcomers,
    preferences,
    privacy,
    programmes,
    setup,
    support,
    surveys,
    trackers,
    you_said,
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
    feedback.register(app)
    feedback_answers.register(app)
    feedback_settings.register(app)
    listening.register(app)
    cards.register(app)
    card_forms.register(app)
    board.register(app)
    preferences.register(app)
    privacy.register(app)
    trackers.register(app)
    surveys.register(app)
    you_said.register(app)
    setup.register(app)
    support.register(app)
