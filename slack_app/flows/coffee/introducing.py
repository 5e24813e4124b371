"""A group is introduced to each other, as long as it is still right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from slack_app.domain.hours import zone_of
from slack_app.domain.icebreakers import pick
from slack_app.domain.matching import Reason
from slack_app.domain.meeting_times import Proposal, propose
from slack_app.domain.profile import Profile
from slack_app.domain.rounds import MeetingState, starter
from slack_app.flows import trouble
from slack_app.flows.coffee import falling_through, reasons, reporting
from slack_app.flows.coffee.asking import LAST
from slack_app.flows.coffee.gathering import profile_of
from slack_app.flows.coffee.groups import Group, group_of, wait_for_waking
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.introductions import ask_to_withdraw
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then, Wait
from slack_app.flows.trouble import SAYS_THE_MEMBER_IS_GONE
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.coffee import meetings, turns
from slack_app.store.coffee.participants import Candidate
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.views.coffee import calendar, introduction
from slack_app.views.coffee.introduction import IntroductionOf, PersonShown

LEAD = timedelta(hours=4)
"""Between the introduction and the first time that it proposes."""
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
NOT_PERMITTED = "missing_scope"
SAYS_SOMEBODY_IS_GONE = SAYS_THE_MEMBER_IS_GONE | {"invalid_user_combination"}


def introduce_meeting(deps: Deps, errand: Errand) -> Outcome:
    """Say to a group who they are, why they meet and how to begin, at a moment when nobody in it sleeps."""
    group = group_of(deps, errand.team_id, errand.args["meeting_id"])
    if group is None or not _is_to_come(group, deps.now()):
        return Drop("no_meeting")
    group = falling_through.mended(deps, group)
    if group is None:
        return Drop("fell_through")
    wait = wait_for_waking(deps, errand, group)
    if wait and wait.until < group.round.ends_at:
        return wait
    if wait:
        falling_through.give_up(deps, group)
        return Drop("never_awake_together")
    channel_id = _channel_of(deps, errand, group)
    if isinstance(channel_id, Wait):
        return channel_id
    return _introduction(deps, errand, _with_words(deps, group), channel_id)


def _is_to_come(group: Group, now: datetime) -> bool:
    """Whether they wait for their introduction, and some time is left to meet in."""
    return group.is_under_way and group.meeting.state == MeetingState.PLANNED and now + LEAD < group.round.ends_at


def _channel_of(deps: Deps, errand: Errand, group: Group) -> str | Wait:
    """Their direct messages; not yet when Slack says that somebody is not there, who is noted, or that we may not."""
    try:
        return deps.slack.open_dm(group.round.team_id, group.user_ids)
    except GiveUpError as error:
        if error.code == NOT_PERMITTED:
            return _until_it_is_permitted(deps, errand)
        if error.code not in SAYS_SOMEBODY_IS_GONE:
            raise
        falling_through.look_who_is_gone(deps, group)
        return Wait(deps.now())


def _until_it_is_permitted(deps: Deps, errand: Errand) -> Wait:
    """The app was installed before it had groups: managers are told what helps, and the groups wait for it."""
    with transaction(deps) as session:
        trouble.ask_to_warn(session, deps, errand.team_id, code=NOT_PERMITTED, about=errand.job.value)
    return Wait(deps.now() + AN_HOUR)


def _with_words(deps: Deps, group: Group) -> Group:
    """The group with its icebreaker and who starts, written down before they are said."""
    meeting, team_id = group.meeting, group.round.team_id
    if meeting.icebreaker and meeting.starter_id:
        return group
    seed = group.round.seed ^ group.id
    with transaction(deps) as session:
        starter_id = meeting.starter_id or _another_starter(session, deps, group, seed)
        used = meetings.used_icebreakers(session, team_id, group.user_ids)
        icebreaker = meeting.icebreaker or pick(_reasons(group), used, seed)
        meetings.set_words(session, team_id, group.id, starter_id=starter_id, icebreaker=icebreaker)
    return replace(group, meeting=meeting.model_copy(update={"starter_id": starter_id, "icebreaker": icebreaker}))


def _another_starter(session: Session, deps: Deps, group: Group, seed: int) -> str:
    chosen = starter({one.member.user_id: one.participant.times_started for one in group.people}, seed)
    turns.count_start(session, group.round.team_id, group.round.programme_id, chosen, now=deps.now())
    return chosen


def _introduction(deps: Deps, errand: Errand, group: Group, channel_id: str) -> Outcome:
    times = _times(group, deps.now())
    of = introduction_of(group, times)
    letter = introduction.introduction(group.languages, of, newcomer_id=_newcomer(group))
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key), _introduced(deps, group, times))


def _times(group: Group, now: datetime) -> tuple[Proposal, ...]:
    """Counted from the full hour, so that a repeat within it proposes the same."""
    after = now.replace(minute=0, second=0, microsecond=0) + LEAD
    return propose(group.zones, after, group.round.ends_at, group.community.tz, country=group.programme.country)


def introduction_of(group: Group, times: Sequence[Proposal]) -> IntroductionOf:
    """All that is shown of a group."""
    links = (one.participant.video_link for one in group.people)
    return IntroductionOf(
        meeting_id=group.id,
        programme_id=group.round.programme_id,
        programme=group.programme.name,
        people=tuple(_shown(group, one) for one in group.people),
        reasons=_reasons(group),
        icebreaker=group.meeting.icebreaker or "",
        starter_id=group.meeting.starter_id,
        times=tuple(times),
        video_links=tuple(link for link in links if link),
    )


def _shown(group: Group, one: Candidate) -> PersonShown:
    zone = zone_of(one.member.tz, group.community.tz)
    return PersonShown(one.member.user_id, profile_of(one) or Profile(), zone.key)


def _reasons(group: Group) -> tuple[Reason, ...]:
    return reasons.most_telling_first(reasons.from_json(group.meeting.reasons, group.user_ids))


def _newcomer(group: Group) -> str:
    """Who joined while the round was on its way, if it is for them that this group was made."""
    late = (one.member.user_id for one in group.people if one.participant.joined_at > group.round.opened_at)
    return next(late, "")


def _introduced(deps: Deps, group: Group, times: Sequence[Proposal]) -> Then:
    """What follows once it stands; a round that was called off meanwhile is called off there, too."""

    def then(session: Session, receipt: Receipt) -> None:
        team_id, now = group.round.team_id, deps.now()
        where = {"channel_id": receipt.channel_id, "message_ts": receipt.message_ts}
        if not meetings.introduced(session, team_id, group.id, **where, now=now):
            falling_through.call_off(session, deps, team_id, group.id, receipt.channel_id)
            return
        if len(meetings.seats(session, team_id, group.id)) < len(group.seats):
            ask_to_withdraw(session, deps, team_id, receipt)  # somebody asked to be forgotten meanwhile
        outbox.put(session, team_id, _calendar(group, times), now=now)
        for task in _questions(group, now):
            outbox.put(session, team_id, task, now=now)
        reporting.ask_to_redraw(session, deps, team_id, group.round.id or 0)

    return then


def _calendar(group: Group, times: Sequence[Proposal]) -> Task:
    args = {"meeting_id": group.id, "times": [[one.at.isoformat(), one.suits_all] for one in times]}
    return Task(Job.SEND_CALENDAR, f"calendar:{group.id}", args=args)


def _questions(group: Group, now: datetime) -> list[Task]:
    """At half of the round and shortly before its end, each only if some time has passed since the word before."""
    asked = {"half": group.round.half_at, LAST: group.last_call_at}
    return [
        Task(Job.ASK_IF_MET, f"ask_met:{group.id}:{which}", None, {"meeting_id": group.id, "which": which}, due_at=at)
        for which, at in asked.items()
        if at and at > now + A_DAY
    ]


def send_calendar(deps: Deps, errand: Errand) -> Outcome:
    """The proposed times as a file, beside the introduction; a repeat after doubt may bring it twice, never none."""
    group = group_of(deps, errand.team_id, errand.args["meeting_id"])
    if group is None or not group.meeting.channel_id or not group.is_under_way or not errand.args["times"]:
        return Drop("nothing_to_put_in")
    times = [Proposal(datetime.fromisoformat(at), suits_all) for at, suits_all in errand.args["times"]]
    words, domain = group.languages[0], f"{errand.team_id.lower()}.convive.invalid"
    content = calendar.invitation(words, introduction_of(group, times), stamp=deps.now(), domain=domain)
    deps.slack.upload(errand.team_id, group.meeting.channel_id, calendar.FILENAME, content, calendar.comment(words))
    return Done()
