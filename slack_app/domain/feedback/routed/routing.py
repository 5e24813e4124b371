"""Where a ticket goes: what its author said, the channel's defaults, the rules, the models; else people are asked, or it waits in triage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from slack_app.domain.feedback.channels import ChannelChoices
from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.listening import Listening
from slack_app.domain.feedback.routed.because import Reason, Why
from slack_app.domain.feedback.routed.conditions import Confidence, Item, level_of
from slack_app.domain.feedback.routed.priority import prioritised
from slack_app.domain.feedback.routed.rules import Act, Decision, Rules, decide
from slack_app.domain.feedback.terms import By, Field, Kind
from slack_app.domain.feedback.worked_on.teams import Team, owner_of

SAID = frozenset({By.PERSON, By.AUTHOR})
_ACTS = {Field.KIND: Act.KIND, Field.AREA: Act.AREA}


@dataclass(frozen=True)
class Setting:
    """What managers set up, as far as it decides where something goes."""

    rules: Rules = field(default_factory=Rules)
    teams: Sequence[Team] = ()
    channel: ChannelChoices | None = None
    asked: Listening | None = None
    """The question that it answers."""

    def team(self, team_id: int | None) -> Team | None:
        """The team of that id, if it takes anything now."""
        return next((team for team in self.teams if team.id == team_id), None) if team_id else None


@dataclass(frozen=True)
class Routed:
    """What was decided, with a reason for each field; without a `team` it waits in triage."""

    kind: str | None
    area: str | None
    team: Team | None
    priority: str
    reasons: Mapping[Field, Reason]
    assignee_id: str | None = None
    tracker_id: int | None = None


def route(item: Item, said: Mapping[Field, Reason], guesses: Mapping[Field, Guess], setting: Setting) -> Routed:
    """Decide every field. `item` is the ticket as it came in; `said` is what its author (or a person) said of it."""
    known = {**_defaults(setting.channel), **_asked_about(setting.asked), **said}
    item = _as_known(item, known, guesses)
    decided = decide(setting.rules.rules, item, settled=frozenset(_ACTS[one] for one in known if one in _ACTS))
    reasons = {one: known.get(one) or _reason(one, decided, guesses.get(one)) for one in _ACTS}
    area = reasons[Field.AREA].value
    reasons[Field.TEAM] = said.get(Field.TEAM) or team_reason(reasons[Field.AREA], decided, setting)
    reasons[Field.PRIORITY] = said.get(Field.PRIORITY) or prioritised(item.words, item.impact, item.voices, decided)
    chosen = reasons[Field.TEAM].value
    return Routed(
        kind=reasons[Field.KIND].value,
        area=area,
        team=setting.team(int(chosen)) if chosen else None,
        priority=str(reasons[Field.PRIORITY].value),
        reasons=reasons,
        assignee_id=_text(decided.get(Act.ASSIGNEE)),
        tracker_id=_number(decided.get(Act.TRACKER)),
    )


def team_reason(area: Reason, decided: Mapping[Act, Decision], setting: Setting) -> Reason:
    """Whose it is: the rule's team, the question's, the channel's, the one that has the area, the catch-all's; closed teams take nothing."""
    ruled, channel, asked = decided.get(Act.TEAM), setting.channel, setting.asked
    if ruled and setting.team(_number(ruled)):
        return Reason(Field.TEAM, By.RULE, str(ruled.value), rule=ruled.rule.name)
    if asked and setting.team(asked.product_team_id):
        return Reason(Field.TEAM, By.CHANNEL, str(asked.product_team_id), why=Why.ASKED)
    if channel and setting.team(channel.product_team_id):
        return Reason(Field.TEAM, By.CHANNEL, str(channel.product_team_id))
    if owner := owner_of(setting.teams, area.value):
        return Reason(Field.TEAM, area.by, str(owner.id), rule=area.rule, why=Why.OWNS_AREA)
    if last := setting.team(setting.rules.catch_all):
        return Reason(Field.TEAM, By.CATCH_ALL, str(last.id))
    return Reason(Field.TEAM, By.NOBODY, None)


def as_it_stands(item: Item, reasons: Mapping[Field, Reason]) -> Item:
    """The item with the kind and the area that were decided of it, and how sure that was."""
    kind, area = reasons.get(Field.KIND), reasons.get(Field.AREA)
    if kind and kind.value:
        item = replace(item, kind=Kind(kind.value), kind_level=_level(kind))
    if area and area.value:
        item = replace(item, area=area.value, area_level=_level(area))
    return item


def _defaults(channel: ChannelChoices | None) -> dict[Field, Reason]:
    if channel is None:
        return {}
    defaults = {Field.KIND: channel.default_kind, Field.AREA: channel.default_area}
    return {one: Reason(one, By.CHANNEL, str(value)) for one, value in defaults.items() if value}


def _asked_about(asked: Listening | None) -> dict[Field, Reason]:
    if asked is None:
        return {}
    about = {Field.KIND: asked.kind, Field.AREA: asked.area}
    return {one: Reason(one, By.CHANNEL, str(value), why=Why.ASKED) for one, value in about.items() if value}


def _as_known(item: Item, known: Mapping[Field, Reason], guesses: Mapping[Field, Guess]) -> Item:
    """What rules see: what was said, else what the model thinks and how sure it is."""
    thought = {one: Reason(one, By.MODEL, guess.value, confidence=guess.confidence) for one, guess in guesses.items()}
    return as_it_stands(item, {**thought, **known})


def _level(reason: Reason) -> Confidence:
    return level_of(reason.confidence or 0.0) if reason.by is By.MODEL else Confidence.HIGH


def _reason(one: Field, decided: Mapping[Act, Decision], guess: Guess | None) -> Reason:
    if ruled := decided.get(_ACTS[one]):
        return Reason(one, By.RULE, str(ruled.value), rule=ruled.rule.name)
    if guess and guess.may_act_alone:
        return Reason(one, By.MODEL, guess.value, None, guess.terms, guess.near, guess.confidence)
    if guess and guess.worth_asking:
        asked = tuple(value for value in (guess.value, guess.second) if value)
        return Reason(one, By.NOBODY, None, None, guess.terms, guess.near, guess.confidence, candidates=asked)
    return Reason(one, By.NOBODY, None)


def _text(decision: Decision | None) -> str | None:
    return str(decision.value) if decision else None


def _number(decision: Decision | None) -> int | None:
    return decision.value if decision and isinstance(decision.value, int) else None
