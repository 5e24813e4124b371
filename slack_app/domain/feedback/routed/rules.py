"""The managers' routing rules: one visible order, of which the first that applies decides each field; and what decides the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.channels import AREA_LENGTH
from slack_app.domain.feedback.routed.conditions import (
    MOST_WORDS,
    NOTHING_ASKED,
    WORD_LENGTH,
    Conditions,
    Confidence,
    Item,
)
from slack_app.domain.feedback.terms import Kind, Priority
from slack_app.domain.plain import JSON, id_at, int_at, mapping_at, str_at
from slack_app.domain.words import clean

NAME_LENGTH = 60
MOST_RULES = 50
UP, DOWN = -1, 1


class Act(StrEnum):
    """What a rule may decide, each by itself."""

    KIND = "kind"
    AREA = "area"
    TEAM = "team"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    TRACKER = "tracker"


@dataclass(frozen=True)
class Actions:
    """What a rule decides; None: nothing of that. Teams and trackers are rows' ids."""

    kind: Kind | None = None
    area: str | None = None
    team: int | None = None
    priority: Priority | None = None
    assignee: str | None = None
    tracker: int | None = None

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote; what is unknown is left out."""
        kind, priority = str_at(stored, "kind"), str_at(stored, "priority")
        return cls(
            kind=Kind(kind) if kind in set(Kind) else None,
            area=clean(str_at(stored, "area") or "", AREA_LENGTH) or None,
            team=int_at(stored, "team"),
            priority=Priority(priority) if priority in set(Priority) else None,
            assignee=id_at(stored, "assignee"),
            tracker=int_at(stored, "tracker"),
        )

    def to_json(self) -> dict[str, JSON]:
        """The decisions as plain JSON."""
        return {act.value: value for act, value in self.decided().items()}

    def decided(self) -> dict[Act, str | int]:
        """What is decided, and nothing else."""
        found = {act: getattr(self, act.value) for act in Act}
        return {act: value.value if isinstance(value, StrEnum) else value for act, value in found.items() if value}


NOTHING_DECIDED = Actions()


@dataclass(frozen=True)
class Rule:
    """When, then what. `id` is its own for ever, `name` the managers' word for it, which people read on cards."""

    id: str
    name: str
    when: Conditions = NOTHING_ASKED
    then: Actions = NOTHING_DECIDED

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """What `to_json` wrote; None without an id."""
        rule_id = id_at(stored, "id")
        if rule_id is None:
            return None
        return cls(
            id=rule_id,
            name=clean(str_at(stored, "name") or "", NAME_LENGTH) or "?",
            when=Conditions.from_json(mapping_at(stored, "when")),
            then=Actions.from_json(mapping_at(stored, "then")),
        )

    def to_json(self) -> dict[str, JSON]:
        """The rule as plain JSON."""
        return {"id": self.id, "name": self.name, "when": self.when.to_json(), "then": self.then.to_json()}


@dataclass(frozen=True)
class Rules:
    """All rules in their order, and the catch-all, which is always there: its team, None for the triage queue."""

    rules: tuple[Rule, ...] = ()
    catch_all: int | None = None

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote; what cannot be read is left out, and the catch-all is there whatever was."""
        rows = stored if isinstance(stored, list) else []
        found = {rule.id: rule for row in rows if (rule := Rule.from_json(row))}
        last = next((row for row in reversed(rows) if isinstance(row, Mapping) and "catch_all" in row), None)
        return cls(tuple(found.values())[:MOST_RULES], int_at(last, "catch_all"))

    def to_json(self) -> list[dict[str, JSON]]:
        """The rules as plain JSON, the catch-all last."""
        return [*(rule.to_json() for rule in self.rules), {"catch_all": self.catch_all}]

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


@dataclass(frozen=True)
class Decision:
    """What a rule decided."""

    value: str | int
    rule: Rule


def decide(rules: Iterable[Rule], item: Item, *, settled: frozenset[Act] = frozenset()) -> Mapping[Act, Decision]:
    """What the rules decide of a ticket: of each field the first that applies; `settled` is decided already.

    A kind or an area that a rule has set is what the rules after it see.
    """
    found: dict[Act, Decision] = {}
    for rule in rules:
        open_acts = {act: value for act, value in rule.then.decided().items() if act not in settled | found.keys()}
        if open_acts and rule.when.is_met_by(item):
            found |= {act: Decision(value, rule) for act, value in open_acts.items()}
            item = _as_decided(item, rule, open_acts.keys())
    return found


def with_rule(rules: Rules, rule: Rule) -> Rules:
    """The rules with this one: in the place of its former self, or after all others.

    Raises InvalidAnswersError: `name` required, `then` required (it decides nothing), `words` too_many or too_long, `rules`
    too_many.
    """
    faults = dict(_faults(rule))
    if rules.rule(rule.id) is None and len(rules.rules) >= MOST_RULES:
        faults["rules"] = "too_many"
    if faults:
        raise InvalidAnswersError(faults)
    others = {one.id: one for one in rules.rules}
    return replace(rules, rules=tuple((others | {rule.id: rule}).values()))


def without_rule(rules: Rules, rule_id: str) -> Rules:
    """The rules without that one."""
    return replace(rules, rules=tuple(rule for rule in rules.rules if rule.id != rule_id))


def moved(rules: Rules, rule_id: str, by: int) -> Rules:
    """The rules with one of them a place further up or down (`UP`, `DOWN`); at the end of the list it stays."""
    order = list(rules.rules)
    place = next((at for at, rule in enumerate(order) if rule.id == rule_id), None)
    if place is None or not 0 <= place + by < len(order):
        return rules
    order[place], order[place + by] = order[place + by], order[place]
    return replace(rules, rules=tuple(order))


def _as_decided(item: Item, rule: Rule, acts: Iterable[Act]) -> Item:
    if Act.KIND in acts:
        item = replace(item, kind=rule.then.kind, kind_level=Confidence.HIGH)
    if Act.AREA in acts:
        item = replace(item, area=rule.then.area, area_level=Confidence.HIGH)
    return item


def _faults(rule: Rule) -> Iterator[tuple[str, str]]:
    if not clean(rule.name, NAME_LENGTH):
        yield "name", "required"
    if not rule.then.decided():
        yield "then", "required"
    if len(rule.when.words) > MOST_WORDS:
        yield "words", "too_many"
    elif any(len(word) > WORD_LENGTH for word in rule.when.words):
        yield "words", "too_long"
