"""When a group is not what it was: who is gone is taken out, what cannot be is told, a round called off is called off."""

from collections.abc import Collection

from sqlmodel import Session

from slack_app.domain.door import Kind
from slack_app.domain.programmes import Programme
from slack_app.domain.rounds import GONE, RoundState
from slack_app.flows.coffee import reporting
from slack_app.flows.coffee.groups import Group, group_of, load, still_takes_part, wait_for_waking
from slack_app.flows.coffee.schedule import next_on
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.people import direct_channel, words_of
from slack_app.flows.trouble import SAYS_THE_MEMBER_IS_GONE
from slack_app.gateway.protocol import GiveUpError, Post
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.coffee import apart, meetings, programmes, rounds, turns
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.views.coffee import introduction, waiting

LEAST = 2


def mended(deps: Deps, group: Group) -> Group | None:
    """The group without those who are gone; None where it cannot meet any more, which the others are told."""
    if not _is_wrong(deps, group):
        return group
    team_id = group.round.team_id
    with transaction(deps) as session:
        meetings.hold(session, team_id, group.id)
        now_there = load(session, team_id, group.id)
        if now_there is None:
            return None
        staying = _staying(deps, now_there)
        if len(staying) < LEAST or apart.is_any(session, team_id, staying):
            _fall_through(session, deps, now_there, staying)
            return None
        meetings.take_out(session, team_id, group.id, set(now_there.user_ids) - set(staying))
    return group_of(deps, team_id, group.id)


def _is_wrong(deps: Deps, group: Group) -> bool:
    staying = _staying(deps, group)
    with deps.db.reading() as session:
        is_apart = apart.is_any(session, group.round.team_id, staying)
    return is_apart or len(staying) < max(LEAST, len(group.user_ids))


def _staying(deps: Deps, group: Group) -> list[str]:
    return [one.member.user_id for one in group.people if still_takes_part(one, deps.now())]


def _fall_through(session: Session, deps: Deps, group: Group, staying: Collection[str]) -> None:
    """The meeting is cancelled; nobody is told whether someone left or does not wish to meet."""
    team_id, round_id, now = group.round.team_id, group.round.id or 0, deps.now()
    meetings.cancel(session, team_id, group.id)
    rounds.leave_out(session, team_id, round_id, [(user_id, GONE) for user_id in staying])
    turns.leave_out(session, team_id, group.round.programme_id, staying, now=now)
    for user_id in staying:
        outbox.put(session, team_id, left_out(round_id, user_id), now=now)
    reporting.ask_to_redraw(session, deps, team_id, round_id)


def look_who_is_gone(deps: Deps, group: Group) -> None:
    """Slack does not let us speak to somebody of a group: ask after each; if all seem there, it falls through."""
    gone = False
    for one in group.people:
        gone = _is_gone(deps, group.round.team_id, one.member.user_id) or gone
    if not gone:
        give_up(deps, group)


def give_up(deps: Deps, group: Group) -> None:
    """Nothing brings these people together this time, though all of them are there."""
    with transaction(deps) as session:
        _fall_through(session, deps, group, group.user_ids)


def _is_gone(deps: Deps, team_id: str, user_id: str) -> bool:
    try:
        if not deps.slack.person(team_id, user_id).deleted:
            return False
    except GiveUpError as error:
        if error.code not in SAYS_THE_MEMBER_IS_GONE:
            raise
    with transaction(deps) as session:
        member = members.hold(session, team_id, user_id)
        if member:
            member.status, member.updated_at = "deactivated", deps.now()
            session.add(member)
    return True


def left_out(round_id: int, user_id: str) -> Task:
    """The word to someone for whom a round has nobody; why that is stands on its own row, which is exported to nobody."""
    args = {"round_id": round_id}
    return Task(Job.TELL_LEFT_OUT, f"left_out:{round_id}:{user_id}", user_id, args, Kind.WELCOME.value)


def tell_left_out(deps: Deps, errand: Errand) -> Outcome:
    """Say to someone why nobody was found, and that they come first; not where somebody was found after all."""
    team_id, user_id, round_id = errand.team_id, errand.user_id or "", errand.args["round_id"]
    with deps.db.reading() as session:
        found = rounds.find(session, team_id, round_id)
        row = programmes.find(session, team_id, found.programme_id) if found else None
        why = rounds.why_left_out(session, team_id, round_id, user_id)
        if found is None or row is None or why is None or found.state != RoundState.OPEN:
            return Drop("not_left_out")
        community, member = workspaces.community_of(session, team_id), members.find(session, team_id, user_id)
        following = next_on(session, row, community, deps.now())
    name, words = Programme.from_json(row.choices).name, words_of(member, community)
    letter = waiting.left_out(words, found.programme_id, name, why, following)
    return Say(Post(direct_channel(deps, team_id, user_id), letter.text, letter.blocks, key=errand.key))


def call_off_round(session: Session, deps: Deps, team_id: str, round_id: int) -> None:
    """Every group that was introduced is told, one after the other."""
    told = (one for one, _ in meetings.of_round(session, team_id, round_id) if one.channel_id)
    now = deps.now()
    tasks = (_calling_off(one.id or 0, one.channel_id or "") for one in told)
    outbox.put_many(session, team_id, tasks, now=now)


def call_off(session: Session, deps: Deps, team_id: str, meeting_id: int, channel_id: str) -> None:
    """One group is told that its round is called off."""
    outbox.put(session, team_id, _calling_off(meeting_id, channel_id), now=deps.now())


def _calling_off(meeting_id: int, channel_id: str) -> Task:
    args = {"meeting_id": meeting_id, "channel_id": channel_id}
    return Task(Job.CANCEL_MEETING, f"cancel_meeting:{meeting_id}", args=args)


def cancel_meeting(deps: Deps, errand: Errand) -> Outcome:
    """Tell a group kindly that its round is called off."""
    group = group_of(deps, errand.team_id, errand.args["meeting_id"])
    if group is None:
        return Drop("no_meeting")
    wait = wait_for_waking(deps, errand, group)
    if wait:
        return wait
    letter = introduction.not_happening(group.languages, group.round.programme_id, group.programme.name)
    return Say(Post(errand.args["channel_id"], letter.text, letter.blocks, key=errand.key))
