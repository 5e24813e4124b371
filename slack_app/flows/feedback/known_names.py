"""The words by which the people of each workspace are known, in this process's memory and nowhere else."""

from collections import OrderedDict
from datetime import datetime, timedelta

import structlog

from slack_app.domain.feedback.routed.without_names import known_by
from slack_app.gateway.protocol import GiveUpError, Slack, TryAgainError

log = structlog.get_logger()

_GOOD_FOR, _LEFT_ALONE_FOR = timedelta(hours=1), timedelta(minutes=10)
_MOST_KEPT = 20


class KnownNames:
    """Of the workspaces that were asked for last, as Slack told them within the hour."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[datetime, frozenset[str] | None]] = OrderedDict()

    def of(self, slack: Slack, team_id: str, *, now: datetime) -> frozenset[str] | None:
        """The words of their names; None where Slack does not tell them now, or did not within ten minutes."""
        until, words = self._kept.get(team_id, (now, None))
        if now >= until:
            words = _read(slack, team_id)
            self._kept[team_id] = (now + (_LEFT_ALONE_FOR if words is None else _GOOD_FOR), words)
            self._let_go()
        return words

    def _let_go(self) -> None:
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)


def _read(slack: Slack, team_id: str) -> frozenset[str] | None:
    try:
        return known_by(slack.called(team_id))
    except (TryAgainError, GiveUpError) as failure:
        log.info("names_unknown", team_id=team_id, code=failure.code)
        return None
