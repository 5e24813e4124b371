"""The form of a tracker: what its kind must be told, and read back. A secret is never shown, only replaced."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.trackers.kinds import ANSWERS, NAME_LENGTH, Answer, Setup, TrackerKind
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.trackers.listed import KINDS
from slack_app.views.kit import Block, View
from slack_app.views.words import Words, mark

YES = "yes"
_IN_BRACES = {name: "{" + name + "}" for name in ("title", "body", "marker", "labels", "priority", "link", "ref")}
"""What stands in an address or a body as it is typed."""
_LABELS: Mapping[tuple[TrackerKind | None, str], tuple[str, str]] = {
    (None, "repository"): (mark("Repository"), mark("Owner and name: acme/website")),
    (None, "token"): (mark("Token"), mark("It is locked away, and never shown again.")),
    (None, "address"): (mark("Address of its API"), mark("Only where it is one of your own.")),
    (None, "project"): (mark("Project"), mark("Its path, like acme/website, or its number.")),
    (None, "email"): (mark("Email of the token's account"), ""),
    (None, "issue_type"): (mark("Kind of issue"), mark("As the project calls it: Task, Bug, Story…")),
    (None, "team"): (mark("Team"), mark("Its short name: ENG, if its issues are called ENG-12.")),
    (None, "list"): (mark("List"), mark("The number in the list's address.")),
    (None, "hook"): (
        mark("Secret of its webhook"),
        mark("Only if it gave you one of its own; without a webhook I ask every 15 minutes."),
    ),
    (None, "lookup"): (
        mark("Look-up address"),
        mark("With {marker} in it: there I see whether an issue was taken, so that none is filed twice."),
    ),
    (None, "status"): (mark("Status address"), mark("With {ref} in it: there I read what became of an issue.")),
    (None, "body"): (
        mark("What is posted"),
        mark("JSON, with {title}, {body}, {marker}, {labels}, {priority} and {link} in it. Without it, all of these."),
    ),
    (None, "done"): (mark("Words for: done"), mark("Its own words or numbers, with commas between them.")),
    (None, "not_planned"): (
        mark("Words for: will not be done"),
        mark("Its own words or numbers, with commas between them."),
    ),
    (None, "started"): (
        mark("Words for: being worked on"),
        mark("Its own words or numbers, with commas between them."),
    ),
    (TrackerKind.JIRA, "address"): (mark("Address of the site"), mark("https://acme.atlassian.net")),
    (TrackerKind.JIRA, "project"): (mark("Project"), mark("Its key: WEB, if its issues are called WEB-12.")),
    (TrackerKind.WEBHOOK, "address"): (mark("Address"), mark("Where issues are posted as JSON.")),
    (TrackerKind.WEBHOOK, "token"): (
        mark("Authorization"),
        mark("The whole header, like “Bearer …” or “Basic …”. It is locked away, and never shown again."),
    ),
}
_SHAPES = {
    "repository": mark("Please write owner and name, with a slash between them: acme/website."),
    "address": mark("Please write a whole address that begins with https://."),
    "email": mark("Please write an email address."),
    "list": mark("Please write the list's number."),
    "lookup": mark("Please write a whole address with {marker} in it."),
    "status": mark("Please write a whole address with {ref} in it."),
    "body": mark("This is not JSON: please look at its quotes, commas and braces."),
}
_ELSEWHERE = mark(
    "The address leads to another place now: please paste the token for it, so that the old one stays where it was."
)
_ODD = mark("This cannot be right: please look at how it is written there.")


class Known(Protocol):
    """A tracker that is there already."""

    id: int | None
    name: str
    choices: dict[str, Any]


def form(words: Words, kind: TrackerKind, known: Known | None = None) -> View:
    """The form of a new tracker of that kind, or of one that is there, filled in but for its secrets."""
    called = words.plain(KINDS[kind])
    name = kit.text_input(initial=known.name if known else called, longest=NAME_LENGTH)
    blocks = [kit.field(words.plain("What it is called here"), name, "name")]
    blocks += [_field(words, kind, answer, known) for answer in ANSWERS[kind]]
    blocks += _renewal(words) if known else []
    blocks.append(kit.context(_what_goes_there(words)))
    private = f"{words.language} {kind} {known.id if known else ''}".strip()
    save, close = words.plain("Save"), words.plain("Cancel")
    return kit.modal(Callback.FEEDBACK_TRACKER, called, blocks, submit=save, close=close, private=private)


def _what_goes_there(words: Words) -> str:
    return words.say(
        "What goes there: the words, the kind, the area, how many people say so, and a link back. Never a name. What an"
        " author takes back here later stays in the tracker."
    )


def _field(words: Words, kind: TrackerKind, answer: Answer, known: Known | None) -> Block:
    label, hint = _LABELS.get((kind, answer.name)) or _LABELS[None, answer.name]
    initial = "" if answer.is_secret else str((known.choices if known else {}).get(answer.name) or answer.default)
    keeps = known is not None and answer.is_secret
    said = (
        words.plain("Leave it empty to keep the one that is there.")
        if keeps
        else (words.plain(hint, **_IN_BRACES) if hint else "")
    )
    longest, lines = (2000, True) if answer.name == "body" else (1000, False)
    box = kit.text_input(initial=initial, longest=longest, lines=lines)
    return kit.field(words.plain(label), box, answer.name, hint=said, optional=keeps or not answer.is_required)


def _renewal(words: Words) -> Iterator[Block]:
    option = kit.option(words.plain("A new address and secret for its webhook"), YES)
    hint = words.plain("The old ones are good for nothing then.")
    label = words.plain("Webhook")
    yield kit.field(label, kit.checkboxes(Action.ANSWER, [option]), "renew", hint=hint, optional=True)


def language_in(view: Mapping[str, Any]) -> str:
    """The language in which the form was drawn."""
    return str(view.get("private_metadata") or "").partition(" ")[0]


def read(view: Mapping[str, Any]) -> tuple[Setup, int | None, bool]:
    """What the form says, of which tracker, and whether its hook is made anew. Raises InvalidAnswersError."""
    _, kind_name, tracker_id = (*str(view.get("private_metadata") or "").split(" "), "", "", "")[:3]
    kind = next((one for one in TrackerKind if one == kind_name), None)
    if kind is None:
        raise InvalidAnswersError({"name": "unknown"})
    state = kit.state_of(view)
    typed = {answer: kit.typed(state, answer.name).strip() for answer in ANSWERS[kind]}
    choices = {answer.name: text for answer, text in typed.items() if not answer.is_secret}
    secrets = {answer.name: text for answer, text in typed.items() if answer.is_secret}
    number = int(tracker_id) if tracker_id.isascii() and tracker_id.isdecimal() else None
    return Setup(kind, kit.typed(state, "name"), choices, secrets), number, YES in kit.chosen_many(state, "renew")


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    said = refusals.beside_fields(words, refusal)
    odd = {name for name, code in refusal.fields.items() if code == "shape"}
    elsewhere = {name for name, code in refusal.fields.items() if code == "elsewhere"}
    said |= {name: words.plain(_ELSEWHERE) for name in elsewhere}
    return said | {name: words.plain(_SHAPES.get(name, _ODD), **_IN_BRACES) for name in odd}


def not_saved(words: Words, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    return refusals.not_saved(words, "name", error_id)
