"""What a member chooses of coffee: to take part, skip, pause, less often, with whom never; and after long silence."""

from datetime import datetime

from sqlmodel import Session

from slack_app.domain.door import Kind
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.hours import local, zone_of
from slack_app.domain.participation import LATER, Silence, Standing, pause_until
from slack_app.domain.programmes import Programme
from slack_app.flows import home
from slack_app.flows.coffee import late, shown
from slack_app.flows.coffee.schedule import next_on
from slack_app.flows.confirming import ask_to_confirm
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Drop, Outcome, Say, Then
from slack_app.flows.people import direct_channel, of_their_own_will, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.coffee import apart, participants, programmes, turns
from slack_app.store.coffee.participants import Wishes
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Member
from slack_app.views.coffee import mine as view
from slack_app.views.coffee import waiting
from slack_app.views.coffee.mine import MyChoices
from slack_app.views.kit import View


def form(deps: Deps, team_id: str, user_id: str, programme_id: int | None = None) -> View:
    """Someone's choices, in that programme or the first."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        of = shown.mine(session, deps, team_id, user_id, community, programme_id=programme_id)
    return view.form(words_of(member, community), of)


def keep(deps: Deps, team_id: str, user_id: str, chosen: MyChoices) -> View:
    """Keep what someone chose, and show how they stand now. Raises InvalidAnswersError."""
    member = of_their_own_will(deps, team_id, user_id)
    with transaction(deps) as session:
        community = workspaces.community_of(session, team_id)
        until = pause_until(chosen.paused_until, zone_of(member.tz, community.tz).key, deps.now())
        if programmes.find(session, team_id, chosen.programme_id) is None:
            raise InvalidAnswersError({view.TAKING: "unknown"})
        apart.keep(session, team_id, user_id, chosen.apart, now=deps.now())
        if chosen.takes_part:
            _take_part(session, deps, member, chosen, until)
        else:
            participants.leave(session, team_id, chosen.programme_id, user_id, now=deps.now())
        home.ask_to_publish(session, deps, team_id, user_id)
    with deps.db.reading() as session:
        of = shown.mine(session, deps, team_id, user_id, community, programme_id=chosen.programme_id)
    return view.saved(words_of(member, community), of)


def _take_part(session: Session, deps: Deps, member: Member, chosen: MyChoices, until: datetime | None) -> None:
    """They are in, as they wish; who was not in before may find company at once."""
    team_id, user_id, programme_id = member.team_id, member.user_id, chosen.programme_id
    before = participants.hold(session, team_id, programme_id, user_id)
    joins = before is None or before.status == Standing.OUT
    if joins or (before and before.status == Standing.ASKED):
        participants.join(session, team_id, programme_id, user_id, now=deps.now())
    wishes = Wishes(
        skips_next=chosen.skips_next,
        paused_until=until,
        every=chosen.every,
        wish=chosen.wish,
        meets_newcomers=chosen.meets_newcomers,
        video_link=chosen.video_link,
    )
    participants.set_wishes(session, team_id, programme_id, user_id, wishes, now=deps.now())
    if until:
        _ask_to_end(session, deps, team_id, user_id, programme_id, until)
    if joins:
        late.ask_for_company(session, deps, team_id, programme_id, user_id)


def _ask_to_end(session: Session, deps: Deps, team_id: str, user_id: str, programme_id: int, until: datetime) -> None:
    """A pause ends by itself. Another pause in its place has an end of its own."""
    key, args = f"end_pause:{programme_id}:{user_id}:{until:%Y-%m-%dT%H:%M:%SZ}", {"programme_id": programme_id}
    task = Task(Job.END_PAUSE, key, user_id, {**args, "until": until.isoformat()}, Kind.WELCOME.value, until)
    outbox.put(session, team_id, task, now=deps.now())


def end_pause(deps: Deps, errand: Errand) -> Outcome:
    """Say that a pause is over; not where it was changed meanwhile."""
    team_id, user_id, programme_id = errand.team_id, errand.user_id or "", errand.args["programme_id"]
    with deps.db.reading() as session:
        row = programmes.find(session, team_id, programme_id)
        taking = participants.find(session, team_id, programme_id, user_id)
        if row is None or taking is None or taking.status == Standing.OUT:
            return Drop("not_in")
        if taking.paused_until != datetime.fromisoformat(errand.args["until"]):
            return Drop("pause_was_changed")
        community, member = workspaces.community_of(session, team_id), members.find(session, team_id, user_id)
        following = next_on(session, row, community, deps.now())
    name, words = Programme.from_json(row.choices).name, words_of(member, community)
    letter = waiting.pause_over(words, programme_id, name, following)
    post = Post(direct_channel(deps, team_id, user_id), letter.text, letter.blocks, key=errand.key)
    return Say(post, _over(deps, errand))


def _over(deps: Deps, errand: Errand) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        participants.end_pause(
            session, errand.team_id, errand.args["programme_id"], errand.user_id or "", now=deps.now()
        )

    return then


def _stay(session: Session, deps: Deps, team_id: str, user_id: str, programme_id: int, until: datetime | None) -> None:
    """They are in, whatever became of them since they were asked; until then they are left in peace."""
    if not turns.stay(session, team_id, programme_id, user_id, paused_until=until, now=deps.now()):
        participants.join(session, team_id, programme_id, user_id, now=deps.now())
        turns.stay(session, team_id, programme_id, user_id, paused_until=until, now=deps.now())
    if until:
        _ask_to_end(session, deps, team_id, user_id, programme_id, until)


def break_silence(deps: Deps, team_id: str, user_id: str, programme_id: int, silence: Silence) -> None:
    """What someone wishes who was silent for long; a word tells them that it is so."""
    member = of_their_own_will(deps, team_id, user_id)
    until = deps.now() + LATER if silence is Silence.LATER else None
    with transaction(deps) as session:
        row = programmes.find(session, team_id, programme_id)
        if row is None:
            return
        if silence is Silence.OUT:
            participants.leave(session, team_id, programme_id, user_id, now=deps.now())
        else:
            _stay(session, deps, team_id, user_id, programme_id, until)
        community = workspaces.community_of(session, team_id)
        told = {"what": "silence", "silence": silence.value, "language": words_of(member, community).language}
        told |= {"programme": Programme.from_json(row.choices).name, "programme_id": str(programme_id)}
        told |= {"until": local(until, member.tz, community.tz).date().isoformat()} if until else {}
        ask_to_confirm(session, deps, team_id, user_id, told)
        home.ask_to_publish(session, deps, team_id, user_id)
