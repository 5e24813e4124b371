"""The forms of a team and of what it promises, filled in with what holds, and how they are read back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Kind, Priority, Target
from slack_app.domain.feedback.worked_on.teams import MOST_MEMBERS, NAME_LENGTH, TARGET_HOURS, Team
from slack_app.domain.working_days import COUNTRIES
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback, Field
from slack_app.views.coffee.carried import number
from slack_app.views.feedback import labels
from slack_app.views.feedback.managing.settings import SetUp
from slack_app.views.feedback.managing.settings_forms import LONGEST_LIST, NONE, YES, form, one_of
from slack_app.views.feedback.managing.settings_lists import kind_named
from slack_app.views.feedback.managing.settings_reading import an_id, chosen_or_none, listed, whole
from slack_app.views.kit import Block, Element, View
from slack_app.views.words import Words, capital

FIRST_TARGET = f"{next(iter(Priority))}.{next(iter(Target))}"
"""The block id of the first field of the targets' form."""


def team_form(words: Words, of: SetUp, team: Team) -> View:
    """A team's form; of a new one, which has no id, only the name and the channel must be filled in."""
    blocks = [*_who(words, team), *_work(words, of, team), *_turns(words, of, team)]
    if team.id:
        blocks.append(_closing(words))
    return form(words, Callback.FEEDBACK_TEAM, words.plain("Team"), blocks, str(team.id or ""))


def targets_form(words: Words, team: Team, kind: Kind | None) -> View:
    """What a team promises for a kind, None: for any kind that has nothing of its own."""
    opening = words.say("*{team}*, {kind}: in hours of its work.", team=team.name, kind=kind_named(words, kind))
    blocks = [kit.section(opening), *_target_fields(words, team, kind)]
    return form(words, Callback.FEEDBACK_TARGETS, words.plain("Targets"), blocks, f"{team.id}:{kind or NONE}")


def read_team(view: object, known: Team) -> tuple[Team, bool]:
    """The team in a form, and whether it shall take nothing any more; what the form does not ask for stays."""
    state = kit.state_of(view)
    backup = kit.chosen_many(state, "backup_id")
    team = replace(
        known,
        name=kit.typed(state, "name"),
        channel_id=an_id(kit.chosen(state, "channel_id")),
        member_ids=tuple(filter(an_id, kit.chosen_many(state, "member_ids"))),
        areas=listed(kit.typed(state, "areas")),
        backup_id=an_id(backup[0]) if backup else None,
        tz=chosen_or_none(state, Field.TZ),
        hours=(whole(kit.chosen(state, "starts")), whole(kit.chosen(state, "ends"))),
        weekdays=tuple(day for day in range(7) if str(day) in kit.chosen_many(state, "weekdays")),
        country=chosen_or_none(state, "country"),
        default_tracker_id=number(chosen_or_none(state, "default_tracker_id") or ""),
        rotation=tuple(filter(an_id, kit.chosen_many(state, "rotation"))),
    )
    return team, YES in kit.chosen_many(state, "close")


def read_targets(view: object, known: Team, kind: Kind | None) -> Team:
    """The team with what the form promises for that kind. Raises InvalidAnswersError with each field at fault."""
    state = kit.state_of(view)
    faults: dict[str, str] = {}
    found: dict[Priority, dict[Target, int]] = {}
    for priority in Priority:
        for target in Target:
            name = block_of(priority, target)
            typed = kit.typed(state, name).strip()
            if typed and whole(typed) not in TARGET_HOURS:
                faults[name] = "out_of_range"
            elif typed:
                found.setdefault(priority, {})[target] = whole(typed)
    if faults:
        raise InvalidAnswersError(faults)
    others = {key: promised for key, promised in known.targets.items() if key[0] != kind}
    return replace(known, targets=others | {(kind, priority): promised for priority, promised in found.items()})


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    said = refusals.beside_fields(words, refusal, {"hours": "ends"})
    own = {
        "channel_id": words.plain("Please choose the channel in which the team reads feedback."),
        "ends": words.plain("Please let the day end after it begins."),
        "weekdays": words.plain("Please choose at least one day."),
    }
    hours = words.plain("Please write a number of hours from {least} to {most}, or nothing.", **_limits())
    own |= {block_of(priority, target): hours for priority in Priority for target in Target}
    return {name: own.get(name, text) for name, text in said.items()}


def block_of(priority: Priority, target: Target) -> str:
    """The block id of a target."""
    return f"{priority}.{target}"


def _limits() -> Mapping[str, int]:
    return {"least": TARGET_HOURS[0], "most": TARGET_HOURS[-1]}


def _who(words: Words, team: Team) -> Iterator[Block]:
    example = words.plain("Mobile, Payments, Support…")
    name = kit.text_input(initial=team.name, longest=NAME_LENGTH, placeholder=example)
    yield kit.field(words.plain("Name"), name, "name")
    channel = kit.channel_select(initial=team.channel_id, placeholder=words.plain("Choose a channel"))
    reads = words.plain("There each piece of feedback stands as a card. If it is private, invite me with /invite.")
    yield kit.field(words.plain("Channel"), channel, "channel_id", hint=reads)
    people = _people(words, team.member_ids, MOST_MEMBERS)
    may = words.plain("They decide what becomes of feedback, as managers may everywhere.")
    yield kit.field(words.plain("Who is in it"), people, "member_ids", hint=may, optional=True)
    areas = kit.text_input(initial="\n".join(team.areas), longest=LONGEST_LIST, lines=True)
    whose = words.plain("One a line. What is about them comes to this team, unless a rule or a channel says otherwise.")
    yield kit.field(words.plain("Areas that are theirs"), areas, "areas", hint=whose, optional=True)


def _work(words: Words, of: SetUp, team: Team) -> Iterator[Block]:
    days = [kit.option(capital(words.weekday(day)), str(day)) for day in range(7)]
    worked = kit.checkboxes(Action.ANSWER, days, initial=[str(day) for day in team.weekdays])
    clock = words.plain("What is promised is counted in these hours and days.")
    yield kit.field(words.plain("Days of work"), worked, "weekdays", hint=clock, optional=True)
    hours = [kit.option(words.clock(time(hour % 24)), str(hour)) for hour in range(25)]
    for name, label, hour in (
        ("starts", words.plain("From"), team.hours[0]),
        ("ends", words.plain("To"), team.hours[1]),
    ):
        some = hours[:24] if name == "starts" else hours[1:]
        yield kit.field(label, kit.select(Action.ANSWER, some, initial=str(hour)), name)
    zone = kit.option(team.tz, team.tz) if team.tz else None
    zones = kit.external_select(Action.PICK_ZONE, initial=zone, placeholder=words.plain("Type a city: Paris…"))
    holds = words.plain("Without one: {zone}, as for the community.", zone=of.community.tz)
    yield kit.field(words.plain("Time zone"), zones, Field.TZ, hint=holds, optional=True)
    named = sorted((words.country(code), code) for code in COUNTRIES)
    countries = one_of([kit.option(name, code) for name, code in named], team.country, words.plain("No country"))
    yield kit.field(words.plain("Public holidays of"), countries, "country")


def _turns(words: Words, of: SetUp, team: Team) -> Iterator[Block]:
    turns = _people(words, team.rotation, MOST_MEMBERS)
    fair = words.plain("What is new is given to them in turn. Nobody: whoever wishes takes it.")
    yield kit.field(words.plain("In turn"), turns, "rotation", hint=fair, optional=True)
    backup = _people(words, [team.backup_id] if team.backup_id else [], 1)
    late = words.plain("Hears of it when a target's time is over.")
    yield kit.field(words.plain("When it is late"), backup, "backup_id", hint=late, optional=True)
    if of.trackers:
        options = [kit.option(name, str(tracker_id)) for tracker_id, name in of.trackers.items()]
        tracker = one_of(options, str(team.default_tracker_id or ""), words.plain("No tracker"))
        accepted = words.plain("What is accepted gets its issue there.")
        yield kit.field(words.plain("Tracker"), tracker, "default_tracker_id", hint=accepted)


def _closing(words: Words) -> Block:
    text = words.plain("The team takes no more feedback")
    box = kit.checkboxes(Action.ANSWER, [kit.option(text, YES)])
    stays = words.plain("What it has stays its own. What is new goes where everything else goes.")
    return kit.field(words.plain("Close the team"), box, "close", hint=stays, optional=True)


def _target_fields(words: Words, team: Team, kind: Kind | None) -> Iterator[Block]:
    for priority in Priority:
        for target in Target:
            hours = team.targets.get((kind, priority), {}).get(target)
            label = words.plain(
                "{priority}: {target}", priority=labels.priority(words, priority), target=labels.target(words, target)
            )
            written = kit.text_input(initial=str(hours or ""), longest=4)
            yield kit.field(label, written, block_of(priority, target), optional=True)


def _people(words: Words, initial: Sequence[str], most: int) -> Element:
    return kit.users_select(initial=initial, most=most, placeholder=words.plain("Choose people"))
