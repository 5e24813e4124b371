"""What was told is drawn anew, when somebody has done something of it or is not to be named in it any more."""

from collections.abc import Callable, Mapping

from slack_app.flows.deps import Deps
from slack_app.flows.digest import briefing, recapping, weekly
from slack_app.flows.digest.shown import NOW, WEEKLY
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.schema import Report

DRAWN: Mapping[str, Callable[[Deps, Report, str, str], Post]] = {
    WEEKLY: weekly.drawn,
    NOW: weekly.drawn,
    recapping.NAME: recapping.drawn,
    briefing.NAME: briefing.drawn,
}
"""How each report is drawn, by its name as far as a colon."""
IS_GONE = frozenset({"message_not_found", "channel_not_found", "is_archived"})
"""Somebody took the message or its channel away: nobody misses it, and managers need not hear of it."""


def show_digest(deps: Deps, errand: Errand) -> Outcome:
    """Draw a digest, a recap or a brief again, as it was counted and as it stands now."""
    with deps.db.reading() as session:
        report = reports.find(session, errand.team_id, errand.args["report_id"])
    if report is None or not report.channel_id or not report.message_ts:
        return Drop("not_told")
    draw = DRAWN.get(report.name.partition(":")[0])
    if draw is None:
        return Drop("no_digest")
    post = draw(deps, report, report.channel_id, errand.key)
    where = Receipt(report.channel_id, report.message_ts)
    try:
        deps.slack.update(errand.team_id, where, post.text, post.blocks, simpler=post.simpler)
    except GiveUpError as refusal:
        if refusal.code not in IS_GONE:
            raise
        return Drop(refusal.code)
    return Done()
