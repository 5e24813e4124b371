"""The managers' forms: channels, language, interests, managers, steps."""

from collections.abc import Iterable, Sequence
from typing import Any

from slack_app.domain.community import CHANNELS, HELD_OUT_PERCENTS, MOST_MANAGERS, WEEKLY_CAPS, Community
from slack_app.views import kit
from slack_app.views.actions import Action, Callback, Field
from slack_app.views.kit import Block, View
from slack_app.views.setup_summary import PURPOSES, TITLES, languages
from slack_app.views.welcome import DRAFTS
from slack_app.views.words import Words

MORE_INTERESTS = "interests_more"
"""The block id of a second field, where the topics do not fit in one."""
_ROOM = 2400


def channels_modal(words: Words, community: Community) -> View:
    """Which channel is for what."""
    invite = words.say("Invite me into each of them with `/invite`: I can write only where I am.")
    names = [name for name in TITLES if name in CHANNELS]
    return _form(
        words,
        Callback.CHANNELS,
        words.plain("Channels"),
        [kit.context(invite), *(_channel(words, community, name) for name in names)],
    )


def language_modal(words: Words, community: Community) -> View:
    """The community's own language and time zone, where no member's is known."""
    spoken = kit.select(Action.ANSWER, languages(), initial=community.language)
    for_whom = words.plain("For the team's channel, and for those whose own language I do not speak.")
    zone = kit.option(community.tz, community.tz)
    zones = kit.external_select(Action.PICK_ZONE, initial=zone, placeholder=words.plain("Type a city: Paris…"))
    for_what = words.plain("For what is sent to a channel, and for those whose own time zone is not known.")
    fields = [
        kit.field(words.plain("Language of the community"), spoken, Field.LANGUAGE, hint=for_whom),
        kit.field(words.plain("Time zone"), zones, Field.TZ, hint=for_what),
    ]
    return _form(words, Callback.LANGUAGE, words.plain("Language"), fields)


def zone_options(query: object, zones: Iterable[str]) -> dict[str, Any]:
    """The answer while a manager types a time zone; `zones` are IANA's names."""
    key = query.strip().lower().replace(" ", "_") if isinstance(query, str) else ""
    fitting = [zone for zone in sorted(zones) if key in zone.lower()][:50]
    return {"options": [kit.option(zone, zone) for zone in fitting]}


def interests_modal(words: Words, community: Community) -> View:
    """The topics that members choose among, one a line."""
    parts = _parts(community.interests)
    fields = [
        kit.field(
            words.plain("Interests to choose from"),
            kit.text_input(initial=parts[0], lines=True, placeholder=words.plain("Gardening")),
            Field.INTERESTS,
            hint=words.plain("One a line. Members can add their own."),
            optional=True,
        )
    ]
    if len(parts) > 1:
        more = kit.text_input(initial=parts[1], lines=True)
        fields.append(kit.field(words.plain("More interests"), more, MORE_INTERESTS, optional=True))
    return _form(words, Callback.INTERESTS, words.plain("Interests"), fields)


def managers_modal(words: Words, community: Community) -> View:
    """Who may change the set-up besides the workspace's admins."""
    people = kit.users_select(
        initial=community.managers, most=MOST_MANAGERS, placeholder=words.plain("Choose people")
    )  # fmt: skip
    hint = words.plain("The workspace's admins are managers already.")
    field = kit.field(words.plain("Managers"), people, Field.MANAGERS, hint=hint, optional=True)
    return _form(words, Callback.MANAGERS, words.plain("Managers"), [field])


def steps_modal(words: Words, community: Community) -> View:
    """Which letters of the welcome are sent, how many messages a week, and whom reminders leave out."""
    choices = [kit.option(words.plain(draft.name), step, words.plain(draft.when)) for step, draft in DRAFTS.items()]
    steps_on = [step for step in DRAFTS if step not in community.steps_off]
    steps = kit.checkboxes(Action.ANSWER, choices, initial=steps_on)
    letters = kit.field(words.plain("Letters of the welcome"), steps, Field.STEPS, optional=True)
    return _form(words, Callback.STEPS, words.plain("Steps and limits"), [letters, *_limits(words, community)])


def _limits(words: Words, community: Community) -> list[Block]:
    cap = kit.number_input(initial=community.weekly_cap, least=WEEKLY_CAPS[0], most=WEEKLY_CAPS[-1])
    share = kit.number_input(initial=community.held_out_percent, least=0, most=HELD_OUT_PERCENTS[-1])
    counted = words.plain("For each member, over everything. Answers to what they do are not counted.")
    compared = words.plain("They are welcomed all the same. Comparing shows what reminders really change. 0: nobody.")
    label = words.plain("Share of newcomers without reminders, in %")
    return [
        kit.field(words.plain("Messages a week, at most"), cap, Field.WEEKLY_CAP, hint=counted),
        kit.field(label, share, Field.HELD_OUT_PERCENT, hint=compared),
    ]


def _channel(words: Words, community: Community, name: str) -> Block:
    picker = kit.channel_select(initial=getattr(community, name), placeholder=words.plain("Choose a channel"))
    return kit.field(words.plain(TITLES[name]), picker, name, hint=words.plain(PURPOSES[name]), optional=True)


def _parts(topics: Sequence[str]) -> list[str]:
    """The topics one a line, in one field or two: a field holds 3,000 characters, and nobody's topic is cut off."""
    parts = [""]
    for topic in topics:
        if len(parts[-1]) + len(topic) > _ROOM and len(parts) == 1:
            parts.append("")
        parts[-1] += f"{topic}\n"
    return [part.strip() for part in parts]


def _form(words: Words, callback: Callback, title: str, blocks: Sequence[Block]) -> View:
    """The form remembers its language, so that a failure can be told in it even when the database is away."""
    save, cancel = words.plain("Save"), words.plain("Cancel")
    return kit.modal(callback, title, blocks, submit=save, close=cancel, private=words.language)
