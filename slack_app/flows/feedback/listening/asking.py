"""A question that recurs is asked in its channel, and shows later what came of it."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from slack_app.domain import recurrence
from slack_app.domain.community import Community
from slack_app.domain.feedback.listening import COMPLETED_AFTER, GRACE, Listening, rule_text
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, schedules, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import listening
from slack_app.store.outbox import Task
from slack_app.store.schema import Asking, ListeningRow
from slack_app.views.feedback.listening import offered as view
from slack_app.views.feedback.listening.offered import Asked
from slack_app.views.kit import Letter
from slack_app.views.words import words_for

IS_GONE = frozenset({"message_not_found", "channel_not_found", "is_archived", "cant_update_message"})


def schedule_of(listening_id: int) -> str:
    """The name of the schedule by which a question is asked."""
    return f"{Job.ASK_LISTENING.value}:{listening_id}"


def task_of(listening_id: int, day: date, *, by_hand: bool = False) -> Task:
    """What asks a question on a day: the same row whether the clock or somebody calls for it, so that it is asked once."""
    args = {"listening_id": listening_id, "day": day.isoformat(), **({"by_hand": True} if by_hand else {})}
    return Task(Job.ASK_LISTENING, f"{schedule_of(listening_id)}:{day.isoformat()}", args=args)


def recur(session: Session, deps: Deps, row: ListeningRow, community: Community) -> None:
    """The question recurs as it was chosen; one that rests, or was taken away, does not."""
    name = schedule_of(row.id or 0)
    if not row.is_on or row.is_closed:
        schedules.drop(session, row.team_id, name)
        return
    rule = rule_text(Listening.from_json(row.choices))
    due_at = recurrence.next_due(rule, community.tz, deps.now())
    schedules.set_rule(session, row.team_id, name, rule=rule, tz=community.tz, next_due_at=due_at, grace=GRACE)


def recur_all(session: Session, deps: Deps, team_id: str, community: Community) -> None:
    """The same of every question, where the community's time zone may be another now."""
    for row in listening.all_of(session, team_id):
        recur(session, deps, row, community)


def ask(deps: Deps, errand: Errand) -> Outcome:
    """Post the question once a day at most; where the app cannot hear what is replied, managers are told instead."""
    team_id, day = errand.team_id, date.fromisoformat(errand.args["day"])
    with transaction(deps) as session:
        asking = _begun(session, deps, errand, day)
    if asking is None:
        return Drop("not_wanted")
    if asking.message_ts:
        return Drop("asked_already")
    _check(deps, team_id, asking.channel_id)
    letter = _letter(deps, asking)
    return Say(Post(asking.channel_id, letter.text, letter.blocks, key=errand.key), _stands(deps, asking))


def _begun(session: Session, deps: Deps, errand: Errand, day: date) -> Asking | None:
    team_id, listening_id = errand.team_id, int(errand.args["listening_id"])
    row = listening.hold(session, team_id, listening_id)
    if row is None or not (row.is_on or errand.args.get("by_hand")):
        return None
    if not workspaces.community_of(session, team_id).feedback.is_on:
        return None
    return listening.begin(session, team_id, listening_id, day, Listening.from_json(row.choices), now=deps.now())


def _check(deps: Deps, team_id: str, channel_id: str) -> None:
    """Raise GiveUpError with Slack's own word where nobody would be heard."""
    found = deps.slack.channel(team_id, channel_id)
    if found.is_archived:
        raise GiveUpError("is_archived")
    if not found.is_member:
        raise GiveUpError("not_in_channel")


def _stands(deps: Deps, asking: Asking) -> Then:
    def then(session: Session, receipt: Receipt) -> None:
        team_id, asking_id, now = asking.team_id, asking.id or 0, deps.now()
        place = {"channel_id": receipt.channel_id, "message_ts": receipt.message_ts}
        listening.stands(session, team_id, asking_id, **place, now=now)
        outbox.put(session, team_id, replace(_showing(asking_id), due_at=now + COMPLETED_AFTER), now=now)
        before = listening.before(session, team_id, asking_id)
        if before:
            outbox.put_again(session, team_id, _showing(before.id or 0), now=now)

    return then


def show(deps: Deps, errand: Errand) -> Outcome:
    """The question's message says how much came of it; where nothing did it stays as it is."""
    team_id, asking_id = errand.team_id, int(errand.args["asking_id"])
    with deps.db.reading() as session:
        asking = listening.asking(session, team_id, asking_id)
        came, done = listening.how_many(session, team_id, [asking_id]).get(asking_id, (0, 0))
    if asking is None or not asking.message_ts or not came:
        return Drop("nothing_to_show")
    letter = _letter(deps, asking, came, done)
    try:
        deps.slack.update(team_id, Receipt(asking.channel_id, asking.message_ts), letter.text, letter.blocks)
    except GiveUpError as refusal:
        if refusal.code not in IS_GONE:
            raise
        return Drop(refusal.code)
    return Done()


def _letter(deps: Deps, asking: Asking, came: int = 0, done: int = 0) -> Letter:
    """The question in the community's language, with what came of it so far."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, asking.team_id)
    emojis = community.feedback.emojis_in(asking.channel_id)
    return view.question(words_for(community.language), Asked(asking.id or 0, asking.question, emojis, came, done))


def _showing(asking_id: int) -> Task:
    return Task(Job.SHOW_LISTENING, f"show_listening:{asking_id}", args={"asking_id": asking_id})
