"""The weekly digest: counted once, told in one message, with its details and its picture in the thread."""

from dataclasses import replace
from datetime import date
from functools import partial

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.measures.weeks import WEEK, monday
from slack_app.flows import trouble
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import catching_up, details
from slack_app.flows.digest.freezing import NOTHING_HEARD, frozen
from slack_app.flows.digest.shown import WEEKLY, figures_of, items_of, words_in
from slack_app.flows.outcomes import Drop, Outcome, Say, Then
from slack_app.flows.redrawing import place_of, stands
from slack_app.gateway.protocol import Post, Receipt
from slack_app.store import workspaces
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.schema import Report
from slack_app.views.digest import command
from slack_app.views.digest import weekly as view
from slack_app.views.words import words_for

NOTHING_YET = "nothing_yet"


def weekly_digest(deps: Deps, errand: Errand) -> Outcome:
    """Tell managers how the last week was, and what is worth doing in this one."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
    if not community.digest.is_on:
        return Drop("switched_off")
    week = monday(date.fromisoformat(errand.args["day"])) - WEEK
    report = frozen(deps, errand, WEEKLY, week, community.language)
    if isinstance(report, Drop) and report.reason == NOTHING_HEARD:
        return _nothing_yet(deps, errand, community, week)
    if not isinstance(report, Report):
        return report
    place = place_of(deps, errand, report, partial(_place, deps, errand.team_id, community))
    if place is None:
        return Drop("nobody_to_tell")
    return Say(drawn(deps, report, place, errand.key), told(deps, report))


def _place(deps: Deps, team_id: str, community: Community) -> str | None:
    return trouble.where_managers_read(deps, team_id, community, rather=community.digest_channel)


def _nothing_yet(deps: Deps, errand: Errand, community: Community, week: date) -> Outcome:
    """The first time that there is nothing to tell, managers hear why, and are offered to look back."""
    place = _place(deps, errand.team_id, community)
    with transaction(deps) as session:
        if place is None or reports.between(session, errand.team_id, NOTHING_YET, date.min, week):
            return Drop(NOTHING_HEARD)
        reports.freeze(session, errand.team_id, NOTHING_YET, week, {}, now=deps.now())
        catching_up.ask_to_offer(session, deps, errand.team_id)
    letter = command.nothing_yet(words_for(community.language), manager=True)
    return Say(Post(place, letter.text, letter.blocks, key=errand.key))


def drawn(deps: Deps, report: Report, place: str, key: str) -> Post:
    """The message as it stands now; without what only newer Slacks draw, too."""
    words, of = words_in(report), replace(figures_of(report), todo=items_of(deps, report))
    letter = view.digest(words, of)
    return Post(place, letter.text, letter.blocks, key=key, simpler=view.simpler(words, of).blocks)


def told(deps: Deps, report: Report) -> Then:
    """Once it is told, its details follow in the thread."""
    stand = stands(deps, report)

    def then(session: Session, receipt: Receipt) -> None:
        stand(session, receipt)
        details.ask_for_details(session, deps, report)

    return then
