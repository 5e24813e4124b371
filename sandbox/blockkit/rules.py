"""The small language in which blocks are declared: what a value may be, and what is said of one that is not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

JSONObject = Mapping[str, Any]


class Problem(NamedTuple):
    """One thing that Slack would refuse: where (a JSON pointer), which rule by a fixed word, and a sentence."""

    pointer: str
    code: str
    message: str


class Rule(Protocol):
    """What a value may be."""

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with `value`, which stands at the pointer `at`; never raises, whatever JSON it is."""


Together = Callable[[JSONObject], Iterator[Problem]]
"""A rule about several keys of one object; it sees only objects whose keys are all well, and gives pointers from there."""


def wrong(at: str, message: str, code: str = "failed_constraint") -> Problem:
    """Return a problem with a limit, or of another kind."""
    return Problem(at, code, message)


@dataclass(frozen=True)
class Text:
    """A string of `least` to `most` characters; `like` is a pattern for all of it, `kind` what that pattern means."""

    most: int = 3000
    least: int = 1
    like: str = ""
    kind: str = "value"

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a string."""
        if not isinstance(value, str):
            yield wrong(at, "must provide a string", "invalid_type")
        elif len(value) > self.most:
            yield wrong(at, f"must be less than {self.most + 1} characters")
        elif len(value) < self.least:
            yield wrong(at, f"must be more than {self.least - 1} characters")
        elif self.like and not re.fullmatch(self.like, value):
            yield wrong(at, f"must be a valid {self.kind}")


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: frozenset[str]

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a word."""
        if not isinstance(value, str):
            yield wrong(at, "must provide a string", "invalid_type")
        elif value not in self.words:
            yield wrong(at, f"value must be one of: {', '.join(sorted(self.words))}")


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a flag."""
        if not isinstance(value, bool):
            yield wrong(at, "must provide a boolean", "invalid_type")


@dataclass(frozen=True)
class Number:
    """A number from `least` to `most`; whole unless `decimal`."""

    least: float = float("-inf")
    most: float = float("inf")
    decimal: bool = False

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a number."""
        if isinstance(value, bool) or not isinstance(value, (int, float) if self.decimal else int):
            yield wrong(at, "must provide a number" if self.decimal else "must provide an integer", "invalid_type")
        elif not self.least <= value <= self.most:
            yield wrong(at, f"must be a number from {self.least:g} to {self.most:g}")


@dataclass(frozen=True)
class Nothing:
    """Null."""

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield a problem for all but null."""
        if value is not None:
            yield wrong(at, "must be null", "invalid_type")


@dataclass(frozen=True)
class Either:
    """Whatever satisfies the first rule or the second; of one that satisfies neither the second speaks."""

    first: Rule
    second: Rule

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what the second rule says, unless the first is content."""
        if any(self.first.check(value, at)):
            yield from self.second.check(value, at)


@dataclass(frozen=True)
class ListOf:
    """A list of `least` to `most` items, each of which obeys `item`."""

    item: Rule
    least: int = 1
    most: int = 100

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a list and with each of its items."""
        if not isinstance(value, list):
            yield wrong(at, "must provide an array", "invalid_type")
            return
        if len(value) > self.most:
            yield wrong(at, f"no more than {self.most} items allowed")
            return
        if len(value) < self.least:
            yield wrong(at, f"must contain at least {self.least} item{'s' if self.least > 1 else ''}")
        for number, item in enumerate(value):
            yield from self.item.check(item, f"{at}/{number}")


@dataclass(frozen=True)
class Shape:
    """An object with these keys and no others; a `type` key, where it has one, is judged by `Kinds`."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    together: tuple[Together, ...] = ()
    typed: bool = True

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with an object: its keys, then what they hold, then how they go together."""
        if not isinstance(value, Mapping):
            yield wrong(at, "must provide an object", "invalid_type")
            return
        problems = [*self._keys(value, at), *self._values(value, at)]
        yield from problems
        if not problems:
            for rule in self.together:
                yield from (Problem(at + one.pointer, one.code, one.message) for one in rule(value))

    def _keys(self, value: JSONObject, at: str) -> Iterator[Problem]:
        for key in self.required:
            if key not in value:
                yield wrong(at, f"missing required field: {key}", "missing_field")
        known = {*self.required, *self.optional, *({"type"} if self.typed else ())}
        for key in value:
            if key not in known:
                yield wrong(f"{at}/{escaped(key)}", f"invalid additional property: {key}", "unknown_field")

    def _values(self, value: JSONObject, at: str) -> Iterator[Problem]:
        for key, rule in {**self.required, **self.optional}.items():
            if key in value:
                yield from rule.check(value[key], f"{at}/{key}")


@dataclass(frozen=True)
class Kinds:
    """An object whose `type` says which shape it has."""

    shapes: Mapping[str, Rule]

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with an object of one of these types."""
        if not isinstance(value, Mapping):
            yield wrong(at, "must provide an object", "invalid_type")
        elif "type" not in value:
            yield wrong(at, "missing required field: type", "missing_field")
        elif not isinstance(value["type"], str) or value["type"] not in self.shapes:
            yield wrong(f"{at}/type", f"unsupported type: {str(value['type'])[:80]}", "unsupported_type")
        else:
            yield from self.shapes[value["type"]].check(value, at)

    def only(self, *names: str) -> "Kinds":
        """Return the same for fewer types."""
        return Kinds({name: self.shapes[name] for name in names})


def escaped(key: object) -> str:
    """Return a key as JSON pointers write it."""
    return str(key).replace("~", "~0").replace("/", "~1")


def words(*choices: str) -> Choice:
    """Return the rule for one of these words."""
    return Choice(frozenset(choices))


def at_least_one(*keys: str) -> Together:
    """Return the rule that one of these keys is there, and not empty."""

    def rule(value: JSONObject) -> Iterator[Problem]:
        if not any(value.get(key) for key in keys):
            yield wrong("", f"must provide one of: {', '.join(keys)}", "missing_field")

    return rule


def exactly_one(*keys: str) -> Together:
    """Return the rule that one of these keys is there, and only one."""

    def rule(value: JSONObject) -> Iterator[Problem]:
        given = [key for key in keys if key in value]
        if len(given) != 1:
            yield wrong(
                "", f"must provide exactly one of: {', '.join(keys)}", "failed_constraint" if given else "missing_field"
            )

    return rule
