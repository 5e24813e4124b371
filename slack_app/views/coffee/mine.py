"""Someone's own choices: whether, how often and with whom they like to meet; and how the form is read back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.participation import EVERY, LONGEST_LINK, MOST_APART, checked_link
from slack_app.domain.plain import ID
from slack_app.domain.programmes import wishes
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee import mine_told
from slack_app.views.coffee.carried import carried, id_in, number
from slack_app.views.coffee.mine_told import MineOf, MyProgramme
from slack_app.views.kit import Block, View
from slack_app.views.words import Words, literal, mark

TAKING, PAUSED_UNTIL, OFTEN, WISH, VIDEO_LINK, APART = "taking", "paused_until", "every", "wish", "video_link", "apart"
TAKES_PART, SKIPS_NEXT, MEETS_NEWCOMERS = "takes_part", "skips_next", "meets_newcomers"
_OFTEN = {1: mark("Every round"), 2: mark("Every second round")}
_WISHES = {0: mark("No preference"), 2: mark("Two of us"), 3: mark("Three of us")}


@dataclass(frozen=True)
class MyChoices:
    """What someone chose in one programme; `apart` holds in all of them, and is theirs alone."""

    programme_id: int
    takes_part: bool
    skips_next: bool = False
    paused_until: date | None = None
    every: int = 1
    wish: int | None = None
    meets_newcomers: bool = False
    video_link: str | None = None
    apart: tuple[str, ...] = ()


def form(words: Words, of: MineOf) -> View:
    """The choices in one programme; where there are several, a list chooses which."""
    shown = of.shown()
    if shown is None:
        nothing = words.say("There is no coffee programme here yet. The managers of this community can make one.")
        return kit.modal(
            Callback.COFFEE_MINE, words.plain("My coffee choices"), [kit.section(nothing)], close=words.plain("Close")
        )
    return kit.modal(
        Callback.COFFEE_MINE,
        words.plain("My coffee choices"),
        [*_which(words, of, shown), *_fields(words, of, shown), *_apart(words, of)],
        submit=words.plain("Save"),
        close=words.plain("Cancel"),
        private=carried(words, shown.programme_id),
    )


def saved(words: Words, of: MineOf) -> View:
    """After the form was sent: how things stand now, in its place."""
    shown = of.shown()
    lines = [mine_told.line(words, of.today, shown)] if shown else []
    blocks = [kit.section(said) for said in (words.say("Saved."), *lines)]
    return kit.modal(Callback.NOTICE, words.plain("My coffee choices"), blocks, close=words.plain("Close"))


def read(view: object) -> MyChoices:
    """What someone chose, whatever was sent. Raises InvalidAnswersError; whether a day is over is not known here."""
    state, programme_id = kit.state_of(view), id_in(view)
    if programme_id is None:
        raise InvalidAnswersError({TAKING: "unknown"})

    def place(name: str) -> str:
        return block_of(name, programme_id or 0)

    taking = kit.chosen_many(state, place(TAKING))
    return MyChoices(
        programme_id=programme_id,
        takes_part=TAKES_PART in taking,
        skips_next=SKIPS_NEXT in taking,
        paused_until=_day(kit.chosen(state, place(PAUSED_UNTIL))),
        every=_one_of(EVERY, kit.chosen(state, place(OFTEN))) or 1,
        wish=_one_of((2, 3), kit.chosen(state, place(WISH))),
        meets_newcomers=MEETS_NEWCOMERS in taking,
        video_link=checked_link(kit.typed(state, place(VIDEO_LINK))),
        apart=tuple(dict.fromkeys(filter(ID.fullmatch, kit.chosen_many(state, APART))))[:MOST_APART],
    )


def errors(words: Words, refusal: InvalidAnswersError, view: object) -> dict[str, str]:
    """What is wrong, beside its field."""
    names = (TAKING, PAUSED_UNTIL, OFTEN, WISH, VIDEO_LINK)
    blocks = {name: block_of(name, id_in(view) or 0) for name in names}
    said = refusals.beside_fields(words, refusal, blocks)
    if refusal.fields.get(VIDEO_LINK) == "unknown":
        said[blocks[VIDEO_LINK]] = words.plain("Please give an address that begins with https.")
    return said


def not_saved(words: Words, view: object, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was chosen stays in it."""
    return refusals.not_saved(words, block_of(TAKING, id_in(view) or 0), error_id)


def block_of(name: str, programme_id: int) -> str:
    """The block id of a programme's field: Slack keeps what was typed under the same id when a form is drawn anew."""
    return f"{name}.{programme_id}"


def _which(words: Words, of: MineOf, shown: MyProgramme) -> Iterator[Block]:
    if len(of.programmes) > 1:
        options = [kit.option(literal(one.programme.name), str(one.programme_id)) for one in of.programmes]
        picker = kit.select(Action.COFFEE_PICK, options, initial=str(shown.programme_id))
        yield kit.section(words.say("Which programme? Save before you go on to another."), accessory=picker)
    yield kit.section(mine_told.line(words, of.today, shown))


def _fields(words: Words, of: MineOf, shown: MyProgramme) -> Iterator[Block]:
    def field(name: str, label: str, element: kit.Element, hint: str = "") -> Block:
        return kit.field(label, element, block_of(name, shown.programme_id), hint=hint, optional=True)

    yield field(TAKING, words.plain("Taking part"), _taking(words, shown))
    often = [kit.option(words.plain(text), str(every)) for every, text in _OFTEN.items()]
    yield field(OFTEN, words.plain("How often?"), kit.select(Action.ANSWER, often, initial=str(shown.every)))
    pause = shown.paused_until.isoformat() if shown.paused_until and shown.paused_until > of.today else ""
    picker = kit.date_picker(Action.ANSWER, initial=pause, placeholder=words.plain("Choose a day"))
    ends = words.plain("It ends by itself on that day, and I will tell you.")
    yield field(PAUSED_UNTIL, words.plain("Pause until"), picker, ends)
    if wishes(shown.programme):
        sizes = [kit.option(words.plain(text), str(size)) for size, text in _WISHES.items()]
        yield field(
            WISH, words.plain("I prefer to meet as"), kit.select(Action.ANSWER, sizes, initial=str(shown.wish or 0))
        )
    link = kit.text_input(initial=shown.video_link, longest=LONGEST_LINK, placeholder="https://")
    yield field(VIDEO_LINK, words.plain("Link to a video room"), link, words.plain("Shown to the people you meet."))


def _taking(words: Words, shown: MyProgramme) -> kit.Element:
    options = [
        kit.option(words.plain("Introduce me to people here"), TAKES_PART),
        kit.option(
            words.plain("Skip the next round"), SKIPS_NEXT, words.plain("After it everything goes on as before")
        ),
        kit.option(
            words.plain("I like to meet newcomers"), MEETS_NEWCOMERS, words.plain("Also while a round is on its way")
        ),
    ]
    ticked = {TAKES_PART: shown.takes_part, SKIPS_NEXT: shown.skips_next, MEETS_NEWCOMERS: shown.meets_newcomers}
    return kit.checkboxes(Action.ANSWER, options, initial=[name for name, is_ticked in ticked.items() if is_ticked])


def _apart(words: Words, of: MineOf) -> list[Block]:
    people = kit.users_select(initial=of.apart, most=MOST_APART, placeholder=words.plain("Choose people"))
    only_you = words.plain("Only you can see this, in no message and nowhere else. It holds in all programmes.")
    return [kit.divider(), kit.field(words.plain("Never introduce me to"), people, APART, hint=only_you, optional=True)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _one_of(offered: tuple[int, ...], text: str) -> int | None:
    found = number(text)
    return found if found in offered else None
