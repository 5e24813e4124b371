"""Everything that the app needs, looked at in turn."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from slack_app.commands import check_machine, check_slack, check_store
from slack_app.commands.findings import Finding
from slack_app.settings import Settings

Examination = Callable[[Settings, datetime], Iterator[Finding]]

EXAMINATIONS: Sequence[Examination] = (
    check_machine.python,
    check_machine.time_zones,
    check_machine.languages,
    check_machine.disk,
    check_machine.key,
    check_machine.classifier,
    check_store.database,
    check_store.broker,
    check_slack.mode,
    check_slack.workspaces,
    check_slack.socket,
)


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """What each examination found; one that finds nothing to look at says nothing."""
    return [finding for examination in EXAMINATIONS for finding in examination(settings, now)]
