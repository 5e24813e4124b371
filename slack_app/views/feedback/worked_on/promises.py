"""What is said of a promise: most of its time is over, or all of it."""

from slack_app.domain.feedback.terms import Target
from slack_app.domain.feedback.worked_on.targets import WARN_AT_PERCENT, Stage
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.feedback import labels
from slack_app.views.kit import Letter
from slack_app.views.words import Words


def under_card(words: Words, stage: Stage, target: Target, *, has_backup: bool) -> Letter:
    """Under the ticket's card."""
    name = labels.target(words, target)
    if stage is Stage.WARNING:
        percent = words.percent(WARN_AT_PERCENT / 100)
        said = words.say("{target}: {percent} of the promised time is over.", target=name, percent=percent)
    elif has_backup:
        said = words.say("{target}: it is late. I have told the backup of the team.", target=name)
    else:
        said = words.say("{target}: it is late. The team has no backup whom I could tell.", target=name)
    return Letter(text=said, blocks=[kit.section(said)])


def to_backup(words: Words, number: int, team: str, target: Target, link: str) -> Letter:
    """To the team's backup, with the way to the card."""
    said = words.say(
        "#{number} of the team {team} is late: {target}. You are its backup: would you see to it?",
        number=str(number),
        team=team,
        target=labels.target(words, target),
    )
    button = [kit.actions(kit.button(words.plain("Open the card"), Action.CARD_OPEN, url=link))] if link else []
    way_out = words.say("Who is a team's backup is set by the managers, under Feedback in my Home tab.")
    return Letter(text=said, blocks=[kit.section(said), *button, kit.context(way_out)])
