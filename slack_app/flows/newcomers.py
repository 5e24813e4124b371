"""The team's word on newcomers after their first week, and the human who greets them."""

from datetime import date, timedelta

from sqlmodel import Session

from slack_app.domain.newcomers import Newcomer, from_json, to_json
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.greeting import promise
from slack_app.flows.outcomes import Done, Drop, Outcome, Say
from slack_app.flows.people import community_and_member, words_of
from slack_app.flows.redrawing import stands
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Member, Report
from slack_app.views import team as view
from slack_app.views.words import words_for

NAME = "newcomers"
A_WEEK = timedelta(days=7)
NOT_OLDER_THAN = timedelta(days=21)


def report_newcomers(deps: Deps, errand: Errand) -> Outcome:
    """Tell the team who joined a week ago, who became active, who stalled, and whom to write to; nothing if nobody."""
    with transaction(deps) as session:
        community = workspaces.community_of(session, errand.team_id)
        report = _frozen(session, deps, errand) if community.team_channel else None
    if report is None or not community.team_channel:
        return Drop("nothing_to_report")
    letter = view.newcomers_report(words_for(community.language), from_json(report.figures), {})
    post = Post(community.team_channel, letter.text, letter.blocks, key=errand.key)
    return Say(post, stands(deps, report))


def _frozen(session: Session, deps: Deps, errand: Errand) -> Report | None:
    """The report of that day, counted once; those it names are named by no other."""
    day, now = date.fromisoformat(errand.args["day"]), deps.now()
    report = reports.of_day(session, errand.team_id, NAME, day)
    if report:
        return report
    before, after = now - A_WEEK, now - NOT_OLDER_THAN
    found = members.to_report(session, errand.team_id, joined_before=before, joined_after=after)
    if not found:
        return None
    for member in found:
        member.reported_at = now
        session.add(member)
    return reports.freeze(session, errand.team_id, NAME, day, to_json(_newcomer(one) for one in found), now=now)


def _newcomer(member: Member) -> Newcomer:
    return Newcomer(
        member.user_id,
        member.joined_at,
        member.introduced_at,
        member.first_posted_at,
        member.active_days,
        member.status,
    )


def claim_greeting(deps: Deps, team_id: str, greeter_id: str, newcomer_id: str, where: Receipt) -> bool:
    """Someone will greet a newcomer in person; the first to say so does, and the message shows who."""
    with transaction(deps) as session:
        report = reports.standing_at(session, team_id, where.channel_id, where.message_ts)
        if report is None or newcomer_id not in {one["user_id"] for one in report.figures["newcomers"]}:
            return False
        won = promise(session, deps, team_id, newcomer_id, greeter_id)
        args = {"newcomer_id": newcomer_id, "channel_id": where.channel_id}
        thanks = Task(Job.THANK_GREETER, f"thank:{newcomer_id}:{greeter_id}", greeter_id, args)
        outbox.put(session, team_id, thanks, now=deps.now())
        return won


def thank_greeter(deps: Deps, errand: Errand) -> Outcome:
    """Thank the one who will greet someone, or say who was first; only they see it, and twice does no harm."""
    team_id, greeter_id, newcomer_id = errand.team_id, errand.user_id or "", errand.args["newcomer_id"]
    community, member = community_and_member(deps, team_id, greeter_id)
    with deps.db.reading() as session:
        first = reports.greeters(session, team_id, [newcomer_id]).get(newcomer_id)
    words = words_of(member, community)
    if first and first != greeter_id:
        letter = view.greeting_was_taken(words, newcomer_id, first)
    else:
        letter = view.greeting_taken(words, newcomer_id)
    deps.slack.tell_privately(team_id, errand.args["channel_id"], greeter_id, letter.text, letter.blocks)
    return Done()


def show_greeter(deps: Deps, errand: Errand) -> Outcome:
    """Draw the report again with those who greet."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
        report = reports.find(session, errand.team_id, errand.args["report_id"])
        if report is None or not report.channel_id or not report.message_ts:
            return Drop("no_report")
        frozen = from_json(report.figures)
        greeters = reports.greeters(session, errand.team_id, [one.user_id for one in frozen.joined])
    letter = view.newcomers_report(words_for(community.language), frozen, greeters)
    deps.slack.update(errand.team_id, Receipt(report.channel_id, report.message_ts), letter.text, letter.blocks)
    return Done()
