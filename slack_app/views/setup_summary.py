"""The managers' part of App Home: what is set up, what is missing, and the ways to change it."""

from collections.abc import Iterator

from slack_app.domain.community import CHANNELS, CHECKLIST, Community, still_to_do
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.digest.settings import in_a_line
from slack_app.views.feedback.managing.settings import in_a_line as feedback_in_a_line
from slack_app.views.kit import Block
from slack_app.views.welcome import DRAFTS
from slack_app.views.words import LANGUAGES, Mrkdwn, Words, channel_link, mark, mention, own_name

TITLES = {
    "introductions_channel": mark("Channel for introductions"),
    "team_channel": mark("Channel of the team"),
    "community_channel": mark("Channel of the whole community"),
    "digest_channel": mark("Channel for the digest"),
    "coffee_channel": mark("Channel for coffee introductions"),
    "interests": mark("Interests to choose from"),
}
PURPOSES = {
    "introductions_channel": mark("Introductions of newcomers are posted there."),
    "team_channel": mark("Those who run the community read there who has joined, and whom to write to."),
    "community_channel": mark("Joining it starts the welcome, as joining the workspace does."),
    "digest_channel": mark(
        "Managers read there each week what is alive, what needs someone, and whether it gets better. It names people:"
        " best a private channel of those who run the community."
    ),
    "coffee_channel": mark("What groups agree to share of their meetings is posted there."),
    "interests": mark("Members choose among them, so that they find each other under the same name."),
}


def is_first_run(community: Community) -> bool:
    """Whether what matters most is still missing."""
    return bool({"introductions_channel", "team_channel"} & set(still_to_do(community)))


def for_managers(words: Words, community: Community, teams: int = 0) -> list[Block]:
    """The checklist, the choices made, and a button for each form; so many product teams take feedback."""
    return [
        kit.header(words.plain("Set-up (only managers see this)")),
        kit.section(_opening(words, community)),
        kit.section("\n".join(_line(words, community, name) for name in _shown(community))),
        kit.section("\n".join(_choices(words, community, teams))),
        _buttons(words),
    ]


def _shown(community: Community) -> list[str]:
    """What is asked for, and what was set up although nothing asks for it yet."""
    return [name for name in TITLES if name in CHECKLIST or getattr(community, name)]


def _opening(words: Words, community: Community) -> Mrkdwn:
    missing = len(still_to_do(community))
    if not missing:
        return words.say("Everything is set up.")
    return words.plural("{n} thing is still to be set up.", "{n} things are still to be set up.", missing)


def _line(words: Words, community: Community, name: str) -> str:
    title = words.say(TITLES[name])
    channel_id = getattr(community, name) if name in CHANNELS else None
    if channel_id:
        return words.say("✓ *{title}:* {channel}", title=title, channel=channel_link(channel_id))
    if name == "interests" and community.interests:
        count = words.plural("{n} topic", "{n} topics", len(community.interests))
        return words.say("✓ *{title}:* {count}", title=title, count=count)
    return words.say("☐ *{title}:* still to do. {purpose}", title=title, purpose=words.say(PURPOSES[name]))


def _choices(words: Words, community: Community, teams: int) -> list[str]:
    language = own_name(community.language)
    steps_on = [words.say(draft.name) for step, draft in DRAFTS.items() if step not in community.steps_off]
    return [
        words.say("*Language and time zone:* {language}, {tz}", language=language, tz=community.tz),
        words.say("*Welcome:* {steps}", steps=words.listing(steps_on))
        if steps_on
        else words.say("*Welcome:* switched off"),
        words.plural("*Limit:* {n} message a week", "*Limit:* {n} messages a week", community.weekly_cap),
        in_a_line(words, community),
        feedback_in_a_line(words, community, teams),
        _managers(words, community),
        *_exceptions(words, community),
    ]


def _managers(words: Words, community: Community) -> str:
    people = words.listing(mention(one) for one in community.managers)
    if not people:
        return words.say("*Managers:* the workspace's admins")
    return words.say("*Managers:* {people}, and the workspace's admins", people=people)


def _exceptions(words: Words, community: Community) -> Iterator[str]:
    if community.held_out_percent:
        yield words.say(
            "*Held out:* {share} of newcomers get no reminders, to measure what reminders change",
            share=words.percent(community.held_out_percent / 100),
        )
    if community.texts:
        yield words.plural("*Own texts:* {n} letter", "*Own texts:* {n} letters", len(community.texts))


def _buttons(words: Words) -> Block:
    return kit.actions(
        kit.button(words.plain("Channels"), Action.SET_UP_CHANNELS, style="primary"),
        kit.button(words.plain("Interests"), Action.SET_UP_INTERESTS),
        kit.button(words.plain("Welcome texts"), Action.SET_UP_TEXTS),
        kit.button(words.plain("Steps and limits"), Action.SET_UP_STEPS),
        kit.button(words.plain("Language and time zone"), Action.SET_UP_LANGUAGE),
        kit.button(words.plain("Managers"), Action.SET_UP_MANAGERS),
        kit.button(words.plain("Coffee programmes"), Action.COFFEE_PROGRAMMES),
        kit.button(words.plain("Digest"), Action.DIGEST_SETTINGS),
        kit.button(words.plain("Feedback"), Action.FEEDBACK_SETTINGS),
    )


def languages() -> list[kit.Element]:
    """The languages that the app speaks, as choices named by their speakers."""
    return [kit.option(own_name(code), code) for code in LANGUAGES]
