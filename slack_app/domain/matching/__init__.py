"""Who meets whom in a round of coffee chats: the best groups, with their reasons."""

from slack_app.domain.matching.checks import InvalidMatchingError
from slack_app.domain.matching.one_round import explain, match, who_with
from slack_app.domain.matching.values import (
    DEFAULT_WEIGHTS,
    Group,
    LeftOut,
    Matching,
    Past,
    Person,
    Reason,
    Recipe,
    Rule,
    Term,
    Without,
)

__all__ = [
    "DEFAULT_WEIGHTS",
    "Group",
    "InvalidMatchingError",
    "LeftOut",
    "Matching",
    "Past",
    "Person",
    "Reason",
    "Recipe",
    "Rule",
    "Term",
    "Without",
    "explain",
    "match",
    "who_with",
]
