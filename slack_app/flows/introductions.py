"""A member introduces themselves: the form, what is kept of it, and the introduction in the channel."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from slack_app.domain.profile import Profile
from slack_app.flows import home
from slack_app.flows.coffee import joining
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.people import LONG_AGO, community_and_member, of_their_own_will, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import members, nudges, outbox, profiles, workspaces
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import ProfileRow
from slack_app.views import intro, introduction
from slack_app.views.words import Words, words_for


def form(deps: Deps, team_id: str, user_id: str) -> Mapping[str, Any]:
    """The form in the member's language, with what they answered before."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        row = profiles.find(session, team_id, user_id)
    words, profile = words_of(member, community), Profile.from_json(row.answers) if row else None
    return intro.modal(words, profile, channel_id=community.introductions_channel, private=words.language)


def submit(deps: Deps, team_id: str, user_id: str, profile: Profile) -> None:
    """Keep what someone told of themselves, and ask for what follows: once, however often they send the form."""
    of_their_own_will(deps, team_id, user_id)
    now = deps.now()
    with transaction(deps) as session:
        member = members.meet(session, team_id, user_id, joined_at=LONG_AGO, now=now)
        community = workspaces.community_of(session, team_id)
        language = words_of(member, community).language
        row = profiles.keep(session, team_id, user_id, profile, language=language, now=now)
        member.introduced_at = member.introduced_at or now
        session.add(member)
        members.note_activity(session, team_id, user_id, at=now, posted=False)
        nudges.note_act(session, team_id, user_id, "introduced", now)
        if profile.open_to_coffee:
            joining.wished_for_coffee(session, deps, team_id, user_id)
        _ask_for_what_follows(session, deps, row, has_channel=community.introductions_channel is not None)


def _ask_for_what_follows(session: Session, deps: Deps, row: ProfileRow, *, has_channel: bool) -> None:
    team_id, user_id, now = row.team_id, row.user_id, deps.now()
    if row.intro_ts:
        _ask_to_refresh(session, deps, team_id, user_id)
    elif has_channel:
        outbox.put_unless_done(session, team_id, Task(Job.INTRODUCE, f"introduce:{user_id}", user_id), now=now)
    outbox.put(session, team_id, Task(Job.RECOMMEND, f"recommend:{user_id}", user_id, door="answer"), now=now)
    home.ask_to_publish(session, deps, team_id, user_id)


def _ask_to_refresh(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    key = f"refresh_introduction:{user_id}"
    outbox.put_again(session, team_id, Task(Job.REFRESH_INTRODUCTION, key, user_id), now=deps.now())


def introduce(deps: Deps, errand: Errand) -> Outcome:
    """Present the newcomer in the introductions channel, in their own words and language."""
    user_id = errand.user_id or ""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
        row = profiles.find(session, errand.team_id, user_id)
    if row is None or community.introductions_channel is None:
        return Drop("nothing_to_introduce")
    letter = introduction.post(words_for(row.language), user_id, Profile.from_json(row.answers))
    post = Post(community.introductions_channel, letter.text, letter.blocks, key=errand.key)
    return Say(post, _stands_at(deps, errand))


def _stands_at(deps: Deps, errand: Errand) -> Then:
    """Once it stands somewhere, its button can be given the address of its own thread."""

    def then(session: Session, receipt: Receipt) -> None:
        row = profiles.find(session, errand.team_id, errand.user_id or "")
        if row is None:
            ask_to_withdraw(session, deps, errand.team_id, receipt)
            return
        row.intro_channel_id, row.intro_ts = receipt.channel_id, receipt.message_ts
        session.add(row)
        _ask_to_refresh(session, deps, errand.team_id, row.user_id)

    return then


def ask_to_withdraw(session: Session, deps: Deps, team_id: str, where: Receipt) -> None:
    """Ask that a message of ours be taken away."""
    args = {"channel_id": where.channel_id, "message_ts": where.message_ts}
    key = f"withdraw:{where.channel_id}:{where.message_ts}"
    outbox.put(session, team_id, Task(Job.WITHDRAW_INTRODUCTION, key, args=args), now=deps.now())


def refresh_introduction(deps: Deps, errand: Errand) -> Outcome:
    """Draw the introduction again, with the newest answers and the address of its thread."""
    with deps.db.reading() as session:
        row = profiles.find(session, errand.team_id, errand.user_id or "")
    if row is None or not row.intro_channel_id or not row.intro_ts:
        return Drop("nothing_to_refresh")
    where = Receipt(row.intro_channel_id, row.intro_ts)
    link = deps.slack.permalink(errand.team_id, where)
    profile = Profile.from_json(row.answers)
    letter = introduction.post(words_for(row.language), row.user_id, profile, link)
    deps.slack.update(errand.team_id, where, letter.text, letter.blocks)
    return Done()


def withdraw_introduction(deps: Deps, errand: Errand) -> Outcome:
    """Take away the introduction of someone who asked to be forgotten."""
    deps.slack.delete(errand.team_id, Receipt(errand.args["channel_id"], errand.args["message_ts"]))
    return Done()


def ask_to_withdraw_of(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    """If someone's introduction stands in a channel, ask that it be taken away."""
    row = profiles.find(session, team_id, user_id)
    if row and row.intro_channel_id and row.intro_ts:
        ask_to_withdraw(session, deps, team_id, Receipt(row.intro_channel_id, row.intro_ts))


def topics(deps: Deps, team_id: str, user_id: str) -> tuple[Words, tuple[str, ...]]:
    """The words of the one who types, and the topics that the community proposes."""
    community, member = community_and_member(deps, team_id, user_id)
    return words_of(member, community), community.interests
