"""Series of letters: each step is planned for a member, and when its turn comes it goes, or does not and why is noted."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from slack_app.domain import series
from slack_app.domain.community import Community, steps_on
from slack_app.domain.door import Kind
from slack_app.domain.series import SERIES, WELCOME, Progress, Series, Verdict
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Drop, Outcome, Say, Then
from slack_app.flows.people import community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import nudges, outbox
from slack_app.store.errands import Errand
from slack_app.store.nudges import StepOf
from slack_app.store.outbox import Task
from slack_app.store.schema import Member
from slack_app.views import welcome
from slack_app.views.kit import Letter

LETTERS: Mapping[str, Callable[..., Letter]] = {WELCOME.name: welcome.letter}


def plan(session: Session, member: Member, which: Series, community: Community, *, first: Kind, now: datetime) -> None:
    """Each step becomes a row that is due in the member's own hours; the first is due now, for the reason `first`."""
    for place, step in enumerate(which.steps):
        due_at = series.planned_at(step, member.joined_at, member.tz, community.tz) if place else now
        door = Kind.NUDGE if place else first
        _plan_step(session, StepOf(member.team_id, member.user_id, which.name, step.name), due_at, door, now=now)


def _plan_step(session: Session, which: StepOf, due_at: datetime, door: Kind, *, now: datetime) -> None:
    nudges.plan(session, which, due_at)
    key, args = f"{which.series}:{which.step}:{which.user_id}", {"series": which.series, "step": which.step}
    outbox.put(session, which.team_id, Task(Job.NUDGE, key, which.user_id, args, door.value, due_at), now=now)


def nudge(deps: Deps, errand: Errand) -> Outcome:
    """The turn of one step has come: it goes, or it does not because of what the member did, and that is noted."""
    which = _step_of(errand)
    community, member = community_and_member(deps, which.team_id, which.user_id)
    if member is None:
        return Drop("unknown_member")
    verdict = _verdict(deps, which, member, community)
    if verdict.kind != "send":
        with transaction(deps) as session:
            decision = "held_out" if verdict.kind == "held_out" else "skipped"
            nudges.decide(session, which, decision, verdict.reason, now=deps.now())
        return Drop(verdict.reason)
    letter = _letter(deps, which, member, community)
    channel_id = direct_channel(deps, which.team_id, which.user_id)
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key), _noted(deps, which))


def _step_of(errand: Errand) -> StepOf:
    return StepOf(errand.team_id, errand.user_id or "", errand.args["series"], errand.args["step"])


def _verdict(deps: Deps, which: StepOf, member: Member, community: Community) -> Verdict:
    step = series.step_named(SERIES[which.series], which.step)
    with deps.db.reading() as session:
        planned_at = nudges.planned_at(session, which)
    if step is None or (planned_at and series.is_stale(planned_at, deps.now())):
        return Verdict("skip", "too_late")
    held_out = series.held_out(which.team_id, which.user_id, which.series, community.held_out_percent)
    return series.verdict(step, _progress(member), steps_on=steps_on(community), held_out=held_out)


def _progress(member: Member) -> Progress:
    return Progress(
        member.joined_at,
        member.introduced_at,
        member.first_posted_at,
        member.last_active_at,
        member.status,
        member.opted_out,
    )


def _letter(deps: Deps, which: StepOf, member: Member, community: Community) -> Letter:
    words = words_of(member, community)
    own_text = community.text_of(which.step, words.language)
    name = deps.slack.identity(which.team_id).team_name
    return LETTERS[which.series](
        words, which.step, which.user_id, own_text, community=name, contacts=community.managers
    )


def _noted(deps: Deps, which: StepOf) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        nudges.decide(session, which, "sent", None, now=deps.now())

    return then
