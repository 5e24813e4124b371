"""What is kept about someone: handed over when they ask, and forgotten when they ask."""

import json
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.flows import home, introductions, newcomers
from slack_app.flows.coffee import leaving
from slack_app.flows.confirming import ask_to_confirm
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import doing
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.said import withdrawing
from slack_app.flows.feedback.surveys import answering as surveys_answering
from slack_app.flows.outcomes import Done, Outcome
from slack_app.flows.people import community_and_member, direct_channel, person_hash, words_of
from slack_app.flows.redrawing import ask_to_redraw
from slack_app.jobs import Job
from slack_app.store import outbox, privacy, workspaces
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.feedback import privacy as feedback_privacy
from slack_app.store.outbox import Task
from slack_app.views import privacy as view


def ask_for_export(deps: Deps, team_id: str, user_id: str, *, asked: str) -> None:
    """Someone wants all that is kept about them; `asked` tells one wish from the next."""
    with transaction(deps) as session:
        wish = Task(Job.EXPORT_MEMBER, f"export:{user_id}:{asked}", user_id, door="answer")
        outbox.put(session, team_id, wish, now=deps.now())


def export_member(deps: Deps, errand: Errand) -> Outcome:
    """Put everything in one file, in their direct messages; a repeat after doubt may bring it twice, never none."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    community, member = community_and_member(deps, team_id, user_id)
    with deps.db.reading() as session:
        everything = privacy.everything_about(session, team_id, user_id) | _said(session, deps, team_id, user_id)
    content = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    channel_id = direct_channel(deps, team_id, user_id)
    comment = view.export_ready(words_of(member, community)).text
    deps.slack.upload(team_id, channel_id, view.export_filename(deps.now().date()), content, comment)
    return Done()


def _said(session: Session, deps: Deps, team_id: str, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """Their feedback; what they said without their name is found by its marks, and nothing is opened for it."""
    spoken_for = voicing.wanted_by(session, deps, team_id, user_id)
    marks = {voicing.mark_of(deps, team_id, ticket_id, user_id) for ticket_id in spoken_for}
    return feedback_privacy.everything_about(session, team_id, user_id, marks)


def forget(deps: Deps, team_id: str, user_id: str) -> None:
    """Delete everything about someone at once; their introduction is taken away, and a last word says that it is done."""
    community, member = community_and_member(deps, team_id, user_id)
    language = words_of(member, community).language
    with transaction(deps) as session:
        introductions.ask_to_withdraw_of(session, deps, team_id, user_id)
        leaving.ask_to_withdraw_of(session, deps, team_id, user_id)
        withdrawing.forget(session, deps, team_id, user_id)
        surveys_answering.forget(session, deps, team_id, user_id)
        _leave_out_of_reports(session, deps, team_id, user_id)
        workspaces.change_community(session, team_id, lambda known: _without(known, user_id), now=deps.now())
        privacy.forget(session, team_id, user_id, person_hash(deps, team_id, user_id), now=deps.now())
        ask_to_confirm(session, deps, team_id, user_id, {"what": "erased", "language": language}, forget=True)
        home.ask_to_publish(session, deps, team_id, user_id)


def _without(community: Community, user_id: str) -> Community:
    """The set-up, in which they are neither a manager nor of the team any more."""
    others = tuple(one for one in community.managers if one != user_id)
    team = tuple(one for one in community.digest.team if one != user_id)
    return replace(community, managers=others, digest=replace(community.digest, team=team))


def _leave_out_of_reports(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    """Reports count them no more, and what the team reads is drawn again without their name."""
    for report in reports.naming(session, team_id, user_id):
        if report.name == newcomers.NAME:
            others = [one for one in report.figures["newcomers"] if one["user_id"] != user_id]
            report.figures = {**report.figures, "newcomers": others}
            session.add(report)
        ask_to_redraw(session, deps, report)
    for report in doing.showing(session, team_id, user_id):
        ask_to_redraw(session, deps, report)
