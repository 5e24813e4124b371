"""Trackers as managers see them: the list, what a test showed, and what to tell the tracker, once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from slack_app.domain.feedback.trackers.kinds import GIVES_ITS_OWN_SECRET, TrackerKind
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.trackers.troubles import remedy
from slack_app.views.kit import Block, Letter, View
from slack_app.views.words import Mrkdwn, Words, code, mark

LIST = "list"
"""The value of a button that leads back to the list."""
KINDS = {
    TrackerKind.GITHUB: mark("GitHub"),
    TrackerKind.GITLAB: mark("GitLab"),
    TrackerKind.JIRA: mark("Jira Cloud"),
    TrackerKind.LINEAR: mark("Linear"),
    TrackerKind.CLICKUP: mark("ClickUp"),
    TrackerKind.WEBHOOK: mark("Another one"),
}
_SAID = {
    "saved": mark("*{name}* is saved. *Send a test* says whether it works."),
    "on": mark("*{name}* is on: accepted feedback may go there."),
    "off": mark("*{name}* is off: nothing goes there, and nothing is heard from it."),
    "testing": mark("I am trying *{name}*, and will write to you what came of it. Nothing is filed by that."),
}
_WHERE = {
    TrackerKind.GITHUB: mark(
        "On GitHub: the repository's Settings, Webhooks, Add webhook; content type application/json, and of the events “Issues”."
    ),
    TrackerKind.GITLAB: mark(
        "On GitLab: the project's Settings, Webhooks; paste the secret as secret token, and tick “Issues events”."
    ),
    TrackerKind.JIRA: mark("In Jira: System settings, WebHooks; tick “Issue updated” and “Issue deleted”."),
    TrackerKind.LINEAR: mark(
        "In Linear: Settings, API, New webhook, for issues. Linear shows you a secret: paste it in the form of this tracker."
    ),
    TrackerKind.CLICKUP: mark(
        "ClickUp makes webhooks by its API alone, and gives a secret then: whoever makes one can paste it in the form of this"
        " tracker. Without one I ask every 15 minutes, which is enough."
    ),
    TrackerKind.WEBHOOK: mark(
        "Let the tracker POST JSON with “ref” there when something changes, signed in the header X-Convive-Signature-256:"
        " sha256= and the HMAC-SHA256 of the body. What I post is signed in the same way."
    ),
}


class Shown(Protocol):
    """A tracker, as far as people see it."""

    id: int | None
    kind: str
    name: str
    is_on: bool
    tested_at: datetime | None
    trouble: str | None


@dataclass(frozen=True)
class Said:
    """What just came of a tracker."""

    what: str
    name: str


@dataclass(frozen=True)
class Hook:
    """Where a tracker sends to, and by which secret: shown this once. `address` is empty where the world does not reach the app."""

    kind: TrackerKind
    address: str
    secret: str


def menu(
    words: Words, rows: Sequence[Shown], *, said: Said | None = None, hook: Hook | None = None, is_safe: bool = True
) -> View:
    """All trackers, and a button for each kind of new one."""
    blocks = [kit.section(words.say(_SAID[said.what], name=said.name))] if said else []
    blocks += _hook(words, hook) if hook else []
    for row in rows:
        blocks += _one(words, row)
    if not rows:
        blocks.append(kit.section(_none_yet(words)))
    blocks.append(kit.divider())
    blocks += _new(words) if is_safe else [kit.section(not_safe(words))]
    back = kit.button(words.plain("Back to the settings"), Action.FEEDBACK_SETTINGS, value="menu")
    title, close = words.plain("Trackers"), words.plain("Close")
    return kit.modal(Callback.FEEDBACK_MENU, title, [*blocks, kit.actions(back)], close=close, private=words.language)


def not_safe(words: Words) -> Mrkdwn:
    """Why no tracker can be set up."""
    return words.say(
        "A tracker's token can only be kept where it is locked away: the person who runs this app sets `CONVIVE_SECRET_KEY`,"
        " and then a tracker can be added here."
    )


def tested(words: Words, row: Shown, project: str, code: str | None) -> Letter:
    """What a test showed: in words, with what to mend."""
    if code is None:
        text = words.say("*{name}* works: I can read {project}. Nothing was filed.", name=row.name, project=project)
    else:
        why = remedy(words, code)
        text = words.say("*{name}* does not work yet. {why}", name=row.name, why=why)
    change = kit.button(words.plain("Change it"), Action.TRACKER_FORM, value=str(row.id))
    again = kit.button(words.plain("Send a test again"), Action.TRACKER_TEST, value=str(row.id))
    return Letter(text=text, blocks=[kit.section(text), kit.actions(change, again)])


def _none_yet(words: Words) -> Mrkdwn:
    return words.say(
        "No tracker yet, and none is needed: the board is built in. With one, accepted feedback becomes an issue there,"
        " and what becomes of the issue is told here."
    )


def _one(words: Words, row: Shown) -> Iterator[Block]:
    kind = words.say(KINDS[TrackerKind(row.kind)])
    state = words.say("on") if row.is_on else words.say("off")
    lines = [words.say("*{name}* · {kind} · {state}", name=row.name, kind=kind, state=state)]
    if row.trouble:
        lines.append(remedy(words, row.trouble))
    elif row.tested_at:
        lines.append(words.say("Last tried on {day}: it works.", day=words.date(row.tested_at.date())))
    yield kit.section("\n".join(lines))
    value, name = str(row.id), row.name
    test = kit.button(
        words.plain("Send a test"),
        Action.TRACKER_TEST,
        value=value,
        label=words.plain("Send a test: {name}", name=name),
    )
    change = kit.button(
        words.plain("Change"), Action.TRACKER_FORM, value=value, label=words.plain("Change: {name}", name=name)
    )
    text, label = words.plain("Switch on"), words.plain("Switch on: {name}", name=name)
    if row.is_on:
        text, label = words.plain("Switch off"), words.plain("Switch off: {name}", name=name)
    switch = kit.button(text, Action.TRACKER_SWITCH, value=f"{value}:{'off' if row.is_on else 'on'}", label=label)
    yield kit.actions(test, change, switch)


def _new(words: Words) -> Iterator[Block]:
    yield kit.section(words.say("*Add a tracker*"))
    options = [kit.option(words.plain(name), kind) for kind, name in KINDS.items()]
    yield kit.actions(kit.select(Action.TRACKER_FORM, options, placeholder=words.plain("Choose one")))


def _hook(words: Words, hook: Hook) -> Iterator[Block]:
    """The address and the secret; there is nobody to whom they are shown again."""
    if not hook.address:
        yield kit.section(
            words.say(
                "I ask it every 15 minutes what became of its issues. To hear it at once, the person who runs this app sets"
                " `CONVIVE_PUBLIC_URL`; then open *Change* here and ask for a new address."
            )
        )
        return
    yield kit.section(
        words.say(
            "To hear at once what becomes of an issue, tell {kind} this. It is shown only now.",
            kind=words.say(KINDS[hook.kind]),
        )
    )
    lines = [words.say("*Address:* {address}", address=code(hook.address))]
    if hook.secret and hook.kind not in GIVES_ITS_OWN_SECRET:
        lines.append(words.say("*Secret:* {secret}", secret=code(hook.secret)))
    yield kit.section("\n".join([*lines, words.say(_WHERE[hook.kind])]))
