"""The board: its lists and what narrows them, each ticket on a line with the way to its details."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from slack_app.domain.feedback.terms import OPEN, RESOLVED, Kind
from slack_app.domain.feedback.worked_on.listing import Listing, Narrowed
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback import labels
from slack_app.views.kit import Block, Element, View
from slack_app.views.words import Mrkdwn, Words, escaped, mark, mention

PAGE, TITLE = 8, 150
ANY = "-"
_LISTS = {
    Listing.QUEUE: mark("My team's queue"),
    Listing.WAITING: mark("Waiting longest"),
    Listing.WANTED: mark("Most wanted"),
    Listing.TRIAGE: mark("Triage"),
    Listing.MINE: mark("What I take care of"),
}


@dataclass(frozen=True)
class LineShown:
    """One ticket of a list. `days` is how long ago it was filed; `assignee_id` and `team` only for who is on a team."""

    ticket_id: int
    number: int
    words: str
    status: str
    kind: str | None = None
    area: str | None = None
    voices: int = 1
    days: int = 0
    team: str = ""
    assignee_id: str | None = None


@dataclass(frozen=True)
class BoardShown:
    """A page of the board. Whoever `is_on_team` may choose among all lists; `teams` are (id, name)."""

    narrowed: Narrowed
    lines: Sequence[LineShown]
    count: int
    is_on_team: bool
    teams: Sequence[tuple[str, str]] = ()
    areas: Sequence[str] = ()


def board(words: Words, shown: BoardShown) -> View:
    """The modal."""
    blocks = [*_choices(words, shown), kit.context(_how_many(words, shown))]
    blocks += [block for one in shown.lines for block in _line(words, one)]
    if not shown.lines:
        blocks.append(kit.section(words.say("Nothing is here.")))
    blocks += _pages(words, shown)
    private = json.dumps({"language": words.language, **shown.narrowed.to_json()}, ensure_ascii=False)
    return kit.modal(
        Callback.BOARD, words.plain("Feedback board"), blocks, close=words.plain("Close"), private=private
    )  # fmt: skip


def narrowed_in(view: object) -> Narrowed:
    """What a board that is open shows."""
    private = view.get("private_metadata") if isinstance(view, Mapping) else None
    try:
        return Narrowed.from_json(json.loads(private)) if isinstance(private, str) else Narrowed()
    except ValueError:
        return Narrowed()


def changed(narrowed: Narrowed, action: Action, value: str) -> Narrowed:
    """What is shown once somebody chose `value` in that element of the board; what cannot be is as if it were any."""
    name = _CHANGES[action]
    given = None if value == ANY else int(value) if name in _NUMBERS and _is_number(value) else value
    page = narrowed.page if name == "page" else 0
    return Narrowed.from_json({**replace(narrowed, page=page).to_json(), name: given})


_CHANGES = {
    Action.BOARD_SHOW: "listing",
    Action.BOARD_TEAM: "team",
    Action.BOARD_KIND: "kind",
    Action.BOARD_STATUS: "status",
    Action.BOARD_AREA: "area",
    Action.BOARD_PAGE: "page",
    Action.BOARD_PAGE_BACK: "page",
}
CHANGES = tuple(_CHANGES)
"""The elements that show something else."""
_NUMBERS = ("team", "page")


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 19  # noqa: PLR2004  digits of a row's id


def _choices(words: Words, shown: BoardShown) -> list[Block]:
    now = shown.narrowed
    statuses = [(one.value, labels.status(words, one)) for one in (*OPEN, *RESOLVED)]
    status = _select(Action.BOARD_STATUS, words.plain("Any open"), statuses, now.status)
    areas = [_select(Action.BOARD_AREA, words.plain("Any area"), [(one, one) for one in shown.areas], now.area)]
    narrowing = [status, *(areas if shown.areas else [])]
    if not shown.is_on_team:
        return [
            kit.section(words.say("What people here wish for. Say *Mine too*, and it counts.")),
            kit.actions(*narrowing),
        ]
    lists = [kit.option(words.plain(name), one.value) for one, name in _LISTS.items()]
    kinds = [(kind.value, labels.kind(words, kind)) for kind in Kind]
    kind = _select(Action.BOARD_KIND, words.plain("Any kind"), kinds, now.kind)
    team_id = str(now.product_team_id) if now.product_team_id else None
    team = _select(Action.BOARD_TEAM, words.plain("Any team"), shown.teams, team_id)
    return [
        kit.actions(kit.select(Action.BOARD_SHOW, lists, initial=now.listing)),
        kit.actions(*([team] if shown.teams else []), kind, *narrowing),
    ]


def _select(action: Action, any_: str, options: Sequence[tuple[str, str]], value: str | None) -> Element:
    listed = [kit.option(any_, ANY), *(kit.option(name, key) for key, name in options)]
    return kit.select(action, listed, initial=value or ANY, placeholder=any_)


def _how_many(words: Words, shown: BoardShown) -> Mrkdwn:
    return words.plural("{n} in this list.", "{n} in this list.", shown.count)


def _line(words: Words, one: LineShown) -> list[Block]:
    start = kit.cut(" ".join(one.words.split()), TITLE)
    title = escaped(start) if start else words.say("A message that was pointed at.")
    opens = words.plain("Details")
    label = words.plain("Details of #{number}", number=str(one.number))
    button = kit.button(opens, Action.BOARD_TICKET, value=str(one.ticket_id), label=label)
    said = Mrkdwn(f"*#{one.number}* {title}")
    return [kit.section(said, accessory=button), kit.context(_facts(words, one))]


def _facts(words: Words, one: LineShown) -> Mrkdwn:
    parts = [labels.status(words, one.status), labels.kind(words, one.kind), one.area or "", one.team]
    said = [escaped(part) for part in parts if part]
    said.append(words.plural("{n} person says so", "{n} people say so", one.voices))
    said.append(words.plural("{n} day old", "{n} days old", one.days) if one.days else words.say("since today"))
    if one.assignee_id:
        said.append(words.say("{person} takes care of it", person=mention(one.assignee_id)))
    return Mrkdwn(" · ".join(said))


def _pages(words: Words, shown: BoardShown) -> list[Block]:
    page, buttons = shown.narrowed.page, []
    if page > 0:
        buttons.append(kit.button(words.plain("Back"), Action.BOARD_PAGE_BACK, value=str(page - 1)))
    if (page + 1) * PAGE < shown.count:
        buttons.append(kit.button(words.plain("Further"), Action.BOARD_PAGE, value=str(page + 1)))
    return [kit.actions(*buttons)] if buttons else []
