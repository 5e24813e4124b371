"""Whom to meet and where to go: what a member hears after they introduced themselves."""

from collections.abc import Sequence

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.profile import Profile
from slack_app.domain.recommend import Room, Suggestion, people_to_meet, rooms_to_join
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Outcome, Say, Then
from slack_app.flows.people import community_and_member, direct_channel, of_their_own_will, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import members, nudges, outbox, profiles
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.views import recommend as view


def recommend(deps: Deps, errand: Errand) -> Outcome:
    """Name up to three channels and three people, each with its reason, and ask for one small act."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    community, member = community_and_member(deps, team_id, user_id)
    with deps.db.reading() as session:
        row = profiles.find(session, team_id, user_id)
        candidates = profiles.directory(session, team_id, but=user_id, now=deps.now())
    channel_id = direct_channel(deps, team_id, user_id)
    if row is None:
        letter = view.too_little_known(words_of(member, community))
        return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key))
    profile = Profile.from_json(row.answers)
    people = people_to_meet(user_id, profile, candidates, me_is_new=profiles.is_new(member, deps.now()))
    rooms = rooms_to_join(profile, _rooms(deps, team_id, community), starting=_starting(community))
    introduced = not errand.args.get("asked")
    letter = view.letter(words_of(member, community), rooms, people, introduced=introduced)
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key), _counted(team_id, people))


def ask_again(deps: Deps, team_id: str, user_id: str, *, asked: str) -> None:
    """Someone wants to know whom they could meet; `asked` tells one wish from the next."""
    of_their_own_will(deps, team_id, user_id)
    with transaction(deps) as session:
        again = Task(Job.RECOMMEND, f"recommend:{user_id}:{asked}", user_id, {"asked": True}, door="answer")
        outbox.put(session, team_id, again, now=deps.now())
        nudges.note_act(session, team_id, user_id, "clicked", deps.now())


def _rooms(deps: Deps, team_id: str, community: Community) -> list[Room]:
    """The open channels but those where everyone is already, and the team's own."""
    hidden = {community.team_channel, community.digest_channel, community.community_channel}
    found = deps.slack.channels(team_id)
    return [
        Room(one.channel_id, one.name, one.purpose, one.members)
        for one in found
        if one.channel_id not in hidden and not (one.is_general or one.is_private or one.is_archived)
    ]


def _starting(community: Community) -> Sequence[str]:
    return [one for one in (community.introductions_channel, community.coffee_channel) if one]


def _counted(team_id: str, people: Sequence[Suggestion]) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        members.count_recommendation(session, team_id, [one.id for one in people])

    return then
