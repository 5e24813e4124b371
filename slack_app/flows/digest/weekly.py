"""The weekly digest: counted once, told in one message, with its details and its picture in the thread."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.digest.weeks import WEEK, monday
from slack_app.flows import trouble
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import details
from slack_app.flows.digest.freezing import frozen
from slack_app.flows.digest.shown import WEEKLY, figures_of, items_of, words_in
from slack_app.flows.outcomes import Drop, Outcome, Say, Then
from slack_app.flows.redrawing import stands
from slack_app.gateway.protocol import Post, Receipt
from slack_app.store import reports, workspaces
from slack_app.store.errands import Errand
from slack_app.store.schema import Report
from slack_app.views.digest import weekly as view


def weekly_digest(deps: Deps, errand: Errand) -> Outcome:
    """Tell managers how the last week was, and what is worth doing in this one."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
    if not community.digest.is_on:
        return Drop("switched_off")
    week = monday(date.fromisoformat(errand.args["day"])) - WEEK
    report = frozen(deps, errand, WEEKLY, week, community.language)
    if not isinstance(report, Report):
        return report
    place = _place(deps, errand, report, community)
    if place is None:
        return Drop("nobody_to_tell")
    return Say(drawn(deps, report, place, errand.key), told(deps, report))


def _place(deps: Deps, errand: Errand, report: Report, community: Community) -> str | None:
    """Where it is told; where an earlier try may have told it, for one digest does not stand in two places."""
    if errand.maybe_from and report.channel_id:
        return report.channel_id
    place = trouble.where_managers_read(deps, errand.team_id, community, rather=community.digest_channel)
    if place:
        with transaction(deps) as session:
            reports.stands_at(session, report, place, None)
    return place


def drawn(deps: Deps, report: Report, place: str, key: str) -> Post:
    """The message as it stands now; without what only newer Slacks draw, too."""
    words, of = words_in(report), replace(figures_of(report), todo=items_of(deps, report))
    letter = view.digest(words, of)
    return Post(place, letter.text, letter.blocks, key=key, simpler=view.simpler(words, of).blocks)


def told(deps: Deps, report: Report) -> Then:
    """Once it is told, its details follow in the thread."""
    stand = stands(report)

    def then(session: Session, receipt: Receipt) -> None:
        stand(session, receipt)
        details.ask_for_details(session, deps, report)

    return then
