"""Have you met? The question to a group, its answers, the thanks after it, and what a group agrees to share."""

from sqlmodel import Session

from slack_app.domain.rounds import MeetingState, Met, is_open, may_share
from slack_app.flows.coffee.groups import Group, group_of, load, wait_for_waking
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.introductions import ask_to_withdraw
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.people import community_and_member, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.coffee import meetings, turns
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.views.coffee import asking, thanks
from slack_app.views.coffee.asking import MeetingShown
from slack_app.views.coffee.thanks import Thanks
from slack_app.views.kit import Letter, View
from slack_app.views.words import words_for

LAST = "last"


def ask_if_met(deps: Deps, errand: Errand) -> Outcome:
    """Ask a group once at half of the round, and again before its end where the meeting is still open."""
    group, is_last = group_of(deps, errand.team_id, errand.args["meeting_id"]), errand.args["which"] == LAST
    if group is None or not group.is_under_way or group.meeting.state != MeetingState.INTRODUCED:
        return Drop("no_meeting")
    if not is_open(group.answers.get(user_id) for user_id in group.user_ids):
        return Drop("answered")
    if not is_last and _is_last(deps, group):
        return Drop("last_call_has_come")
    wait = wait_for_waking(deps, errand, group)
    if wait:
        return wait if wait.until < group.round.ends_at else Drop("round_is_over")
    letter = _question(group, is_last=is_last)
    return Say(Post(group.meeting.channel_id or "", letter.text, letter.blocks, key=errand.key), _asked(deps, group))


def _question(group: Group, *, is_last: bool) -> Letter:
    starter_id = None if group.meeting.wrote_at else group.meeting.starter_id
    shown = MeetingShown(group.id, group.round.programme_id, group.answers, starter_id, is_last)
    return asking.have_you_met(group.languages, shown)


def _asked(deps: Deps, group: Group) -> Then:
    def then(session: Session, receipt: Receipt) -> None:
        meetings.asked(session, group.round.team_id, group.id, receipt.message_ts)
        ask_to_show(session, deps, group.round.team_id, group.id)

    return then


def answer(deps: Deps, team_id: str, user_id: str, meeting_id: int, met: Met) -> bool:
    """Keep what someone of a group answers, and show it there; False when they have no seat in it."""
    with transaction(deps) as session:
        if not meetings.answer(session, team_id, meeting_id, user_id, met, now=deps.now()):
            return False
        group = load(session, team_id, meeting_id)
        if group:
            turns.break_silence(session, team_id, group.round.programme_id, user_id, now=deps.now())
        ask_to_show(session, deps, team_id, meeting_id)
        return True


def ask_to_show(session: Session, deps: Deps, team_id: str, meeting_id: int) -> None:
    """Ask that a group's question be drawn again with its answers."""
    task = Task(Job.SHOW_ANSWERS, f"show_answers:{meeting_id}", args={"meeting_id": meeting_id})
    outbox.put_again(session, team_id, task, now=deps.now())


def show_answers(deps: Deps, errand: Errand) -> Outcome:
    """Draw the question again with the answers."""
    group = group_of(deps, errand.team_id, errand.args["meeting_id"])
    if group is None or not group.meeting.channel_id or not group.meeting.asked_ts:
        return Drop("not_asked")
    where = Receipt(group.meeting.channel_id, group.meeting.asked_ts)
    letter = _question(group, is_last=_is_last(deps, group))
    deps.slack.update(errand.team_id, where, letter.text, letter.blocks)
    return Done()


def _is_last(deps: Deps, group: Group) -> bool:
    """Whether what stands there is the last call."""
    return group.last_call_at is not None and deps.now() >= group.last_call_at


def thanks_form(deps: Deps, team_id: str, user_id: str, meeting_id: int) -> View:
    """Thanks to who met, with what they said before."""
    community, member = community_and_member(deps, team_id, user_id)
    with deps.db.reading() as session:
        seat = meetings.seat(session, team_id, meeting_id, user_id)
    known = Thanks(seat.rating, seat.remark or "", bool(seat.may_share)) if seat else None
    return thanks.form(words_of(member, community), meeting_id, known)


def thank(deps: Deps, team_id: str, user_id: str, meeting_id: int, said: Thanks) -> bool:
    """Keep how it was for someone; once everyone in the group agrees, what they said is shared, and only as long."""
    with transaction(deps) as session:
        remark, agrees = said.remark or None, said.may_share
        rated = meetings.rate(
            session, team_id, meeting_id, user_id, rating=said.rating, remark=remark, may_share=agrees
        )
        if not rated:
            return False
        if _agree(load(session, team_id, meeting_id)):
            task = Task(Job.SHARE_COFFEE, shared_as(meeting_id), args={"meeting_id": meeting_id})
            outbox.put_unless_done(session, team_id, task, now=deps.now())
        elif told := outbox.stands_at(session, team_id, shared_as(meeting_id)):
            ask_to_withdraw(session, deps, team_id, Receipt(*told))
        return True


def shared_as(meeting_id: int) -> str:
    """The key of what a group shared."""
    return f"share_coffee:{meeting_id}"


def _agree(group: Group | None) -> bool:
    return group is not None and may_share((seat.may_share, seat.remark) for seat in group.seats)


def share_coffee(deps: Deps, errand: Errand) -> Outcome:
    """Tell the programme's channel what a group said, as all of them agreed."""
    group = group_of(deps, errand.team_id, errand.args["meeting_id"])
    if group is None or not _agree(group):
        return Drop("not_agreed")
    channel_id = group.programme.channel_id or group.community.coffee_channel
    if channel_id is None:
        return Drop("no_channel")
    remarks = [(seat.user_id, seat.remark) for seat in group.seats if seat.remark]
    letter = asking.shared(words_for(group.community.language), group.programme.name, group.user_ids, remarks)
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key), _shared(deps, group))


def _shared(deps: Deps, group: Group) -> Then:
    """It is known where it stands; who took their consent back while it was sent has it taken away."""

    def then(session: Session, receipt: Receipt) -> None:
        meetings.shared(session, group.round.team_id, group.id, now=deps.now())
        if not _agree(load(session, group.round.team_id, group.id)):
            ask_to_withdraw(session, deps, group.round.team_id, receipt)

    return then
