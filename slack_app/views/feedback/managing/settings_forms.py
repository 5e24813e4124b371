"""The forms of what is heard and of one channel, filled in with what holds; settings_reading reads them back."""

from collections.abc import Iterator, Mapping, Sequence

from slack_app.domain.feedback.channels import TOLD, ChannelChoices
from slack_app.domain.feedback.choices import MONTHLY_DAYS, VOTES, FeedbackChoices
from slack_app.domain.feedback.terms import Kind
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback import labels
from slack_app.views.feedback.managing.settings import SetUp
from slack_app.views.feedback.managing.settings_lists import EMOJI_BY, MODES
from slack_app.views.kit import Block, Element, View
from slack_app.views.words import Words, mark

NONE = "none"
YES = "yes"
USUAL = "usual"
LONGEST_LIST = 3000
_SWITCHES = {
    "is_on": (mark("Feedback"), mark("Hear what members say, and bring it to a team")),
    "anonymous": (mark("Without a name"), mark("Let people send it without their name")),
}


def what_form(words: Words, of: SetUp) -> View:
    """What is heard and from whom, the areas, triage, votes, names, and what is told each month."""
    chosen = of.community.feedback
    blocks = [
        *_heard(words, chosen),
        *_sorted(words, chosen),
        *_outside(words, of),
        *_voices(words, chosen),
        *_monthly(words, chosen),
    ]
    return form(words, Callback.FEEDBACK_WHAT, words.plain("What is heard"), blocks)


def channel_form(words: Words, of: SetUp, channel_id: str | None = None) -> View:
    """The choices of one channel; without one, of a channel that is chosen in the form."""
    known = of.community.feedback.channel(channel_id)
    chosen = known or ChannelChoices(channel_id or "")
    blocks = [
        _which(words, channel_id),
        *_hearing(words, chosen, is_new=known is None),
        *_defaults(words, of, chosen),
        _told(words, chosen),
    ]
    return form(words, Callback.FEEDBACK_CHANNEL, words.plain("Feedback in a channel"), blocks)


def form(words: Words, callback: Callback, title: str, blocks: Sequence[Block], about: str = "") -> View:
    """A form that remembers its language, so that a failure can be told in it, and what it is `about`."""
    save, cancel = words.plain("Save"), words.plain("Cancel")
    return kit.modal(callback, title, blocks, submit=save, close=cancel, private=f"{words.language} {about}".strip())


def carried_in(view: object) -> tuple[str, str]:
    """The language that a form was drawn in, and what it is about; each empty where nothing of ours is carried."""
    private = view.get("private_metadata") if isinstance(view, Mapping) else None
    language, _, about = private.partition(" ") if isinstance(private, str) else ("", "", "")
    return language, about


def one_of(options: Sequence[Element], initial: str | None, none: str) -> Element:
    """A list of which one is chosen, or none, which is called `none`."""
    return kit.select(Action.ANSWER, [kit.option(none, NONE), *options], initial=initial or NONE)


def kinds(words: Words) -> list[Element]:
    """All kinds as choices."""
    return [kit.option(labels.kind(words, kind), kind) for kind in Kind]


def _switch(words: Words, name: str, *, is_on: bool) -> Block:
    label, text = _SWITCHES[name]
    box = kit.checkboxes(Action.ANSWER, [kit.option(words.plain(text), YES)], initial=[YES] if is_on else [])
    return kit.field(words.plain(label), box, name, optional=True)


def _heard(words: Words, chosen: FeedbackChoices) -> Iterator[Block]:
    yield _switch(words, "is_on", is_on=chosen.is_on)
    named = " ".join(f":{name}:" for name in chosen.emojis)
    hint = words.plain("Whoever puts one of them on a message makes feedback of it. Their names, as :ticket:.")
    yield kit.field(
        words.plain("Emoji"), kit.text_input(initial=named, longest=500), "emojis", hint=hint, optional=True
    )
    whose = [kit.option(words.plain(text), by) for by, text in EMOJI_BY.items()]
    mine = words.plain("On one's own message it always counts.")
    yield kit.field(words.plain("Whose emoji counts"), kit.select(Action.ANSWER, whose, initial=chosen.emoji_by), "emoji_by", hint=mine)  # fmt: skip


def _sorted(words: Words, chosen: FeedbackChoices) -> Iterator[Block]:
    areas = kit.text_input(initial="\n".join(chosen.areas), longest=LONGEST_LIST, lines=True)
    each = words.plain("What your product consists of, one a line: Payments, Mobile… People choose among them.")
    yield kit.field(words.plain("Areas"), areas, "areas", hint=each, optional=True)
    channel = kit.channel_select(initial=chosen.triage_channel, placeholder=words.plain("Choose a channel"))
    unknown = words.plain("There it is read whose team nobody knows. Without one: the team's channel.")
    yield kit.field(words.plain("Channel for triage"), channel, "triage_channel", hint=unknown, optional=True)


def _outside(words: Words, of: SetUp) -> Iterator[Block]:
    """Only where whoever runs the app names somebody to ask."""
    if not of.outside:
        return
    ask = kit.option(words.plain("Ask it where I am unsure"), YES)
    box = kit.checkboxes(Action.ANSWER, [ask], initial=[YES] if of.community.feedback.hook else [])
    hint = words.plain(
        "Sent there: the words and your areas, once for each piece of feedback. Taken out before: members' names, mentions,"
        " addresses, telephone numbers, links and what looks like a secret. Never sent: who said it, what is said without a"
        " name, messages and answers to surveys. The form says so. It only suggests, and drafts a title; people decide."
    )
    yield kit.field(words.plain("A classifier outside: {host}", host=of.outside), box, "hook", hint=hint, optional=True)


def _voices(words: Words, chosen: FeedbackChoices) -> Iterator[Block]:
    number = kit.number_input(initial=chosen.vote_threshold, least=VOTES[0], most=VOTES[-1])
    hint = words.plain("When so many people say the same, it is put before its team by itself.")
    yield kit.field(words.plain("Voices that make a team look"), number, "vote_threshold", hint=hint)
    yield _switch(words, "anonymous", is_on=chosen.anonymous)


def _monthly(words: Words, chosen: FeedbackChoices) -> Iterator[Block]:
    channel = kit.channel_select(initial=chosen.monthly_channel, placeholder=words.plain("Choose a channel"))
    hint = words.plain("Each month: what you said, what we did. You read and change it before it goes out.")
    yield kit.field(words.plain("Channel for “you said, we did”"), channel, "monthly_channel", hint=hint, optional=True)
    day = kit.number_input(initial=chosen.monthly_day, least=MONTHLY_DAYS[0], most=MONTHLY_DAYS[-1])
    yield kit.field(words.plain("Day of the month"), day, "monthly_day")


def _which(words: Words, channel_id: str | None) -> Block:
    channel = kit.channel_select(initial=channel_id, placeholder=words.plain("Choose a channel"))
    invited = words.plain("I hear only channels that I am in: invite me there with /invite.")
    return kit.field(words.plain("Channel"), channel, "channel_id", hint=invited)


def _hearing(words: Words, chosen: ChannelChoices, *, is_new: bool) -> Iterator[Block]:
    modes = [kit.option(words.plain(text), mode) for mode, text in MODES.items()]
    usual = [] if is_new else [kit.option(words.plain("Nothing of its own: as everywhere"), USUAL)]
    hint = words.plain("Of every message, the author is told; one that begins with 📣 is left alone.")
    modes_field = kit.select(Action.ANSWER, [*modes, *usual], initial=chosen.mode)
    yield kit.field(words.plain("What is heard there"), modes_field, "mode", hint=hint)
    whose = [kit.option(words.plain(text), by) for by, text in EMOJI_BY.items()]
    by = one_of(whose, chosen.emoji_by, words.plain("As everywhere"))
    yield kit.field(words.plain("Whose emoji counts"), by, "emoji_by")


def _defaults(words: Words, of: SetUp, chosen: ChannelChoices) -> Iterator[Block]:
    open_ = words.plain("Nothing in advance")
    kind = one_of(kinds(words), chosen.default_kind, open_)
    yield kit.field(words.plain("Kind, unless somebody says another"), kind, "default_kind")
    areas = [kit.option(area, area) for area in of.community.feedback.areas]
    if areas:
        area = one_of(areas, chosen.default_area, open_)
        yield kit.field(words.plain("Area, unless somebody says another"), area, "default_area")
    if of.teams:
        team = one_of(team_options(of), str(chosen.product_team_id or ""), open_)
        yield kit.field(words.plain("Team, unless a rule names another"), team, "product_team_id")


def team_options(of: SetUp) -> list[Element]:
    """All teams as choices."""
    return [kit.option(team.name, str(team.id)) for team in of.teams]


def _told(words: Words, chosen: ChannelChoices) -> Block:
    options = [kit.option(labels.status(words, one), one) for one in TOLD]
    told = kit.checkboxes(Action.ANSWER, options, initial=[one for one in TOLD if one in chosen.tell])
    hint = words.plain("To whoever said it there, and to those who joined.")
    return kit.field(words.plain("What is told back"), told, "tell", hint=hint, optional=True)
