"""A dry run for a manager: today's people brought together as a round would; nothing of it is kept."""

from contextlib import suppress
from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.hours import local
from slack_app.domain.programmes import Programme
from slack_app.flows.coffee.counting_in import present_in, strangers_among
from slack_app.flows.coffee.gathering import Gathered, bring_together, gather, gather_in, seed_of
from slack_app.flows.coffee.reasons import most_telling_first
from slack_app.flows.deps import Deps
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.people import community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import members, outbox
from slack_app.store.coffee import participants, programmes
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import ProgrammeRow
from slack_app.views.coffee import rehearsal as view
from slack_app.views.coffee.rehearsal import RehearsalOf


def rehearse(deps: Deps, errand: Errand) -> Outcome:
    """Who would meet whom today and why, and who nobody; `whole`: all of it in a file, where the message was too short."""
    team_id, user_id, programme_id = errand.team_id, errand.user_id or "", errand.args["programme_id"]
    community, member = community_and_member(deps, team_id, user_id)
    with deps.db.reading() as session:
        row = programmes.find(session, team_id, programme_id)
    if row is None:
        return Drop("no_programme")
    words, channel_id = words_of(member, community), direct_channel(deps, team_id, user_id)
    of = _rehearsal(deps, row, community.tz)
    if errand.args.get("whole"):
        named = replace(of, names=deps.slack.names(team_id))
        content, comment = view.rehearsal_file(words, named).encode(), view.file_comment(words, of.programme)
        deps.slack.upload(team_id, channel_id, view.FILENAME, content, comment)
        return Done()
    letter = view.rehearsal(words, of)
    post = Post(channel_id, letter.text, letter.blocks, key=errand.key)
    return Say(post) if view.is_whole(of) else Say(post, _and_the_rest(deps, errand))


def _and_the_rest(deps: Deps, errand: Errand) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        args = {**errand.args, "whole": True}
        task = Task(Job.REHEARSE, f"{errand.key}:whole", errand.user_id, args, errand.door)
        outbox.put(session, errand.team_id, task, now=deps.now())

    return then


def _rehearsal(deps: Deps, row: ProgrammeRow, tz: str) -> RehearsalOf:
    programme, programme_id = Programme.from_json(row.choices), row.id or 0
    gathered = _gathered(deps, row, programme)
    seed = seed_of(programme_id, local(deps.now(), tz).date())
    matching = bring_together(deps, row.team_id, programme, gathered.people, seed=seed)
    return RehearsalOf(
        programme_id=programme_id,
        programme=programme.name,
        groups=tuple((group.user_ids, most_telling_first(group.reasons)) for group in matching.groups),
        left_out=tuple((one.user_id, one.why.value) for one in matching.left_out),
        is_on=row.is_on,
    )


class _OnlyImaginedError(Exception):
    """Ends a transaction of which nothing shall stay."""


def _gathered(deps: Deps, row: ProgrammeRow, programme: Programme) -> Gathered:
    """Those who would be due; a channel's people are counted in as they would be, and then all of it is undone."""
    team_id, programme_id, now = row.team_id, row.id or 0, deps.now()
    present = present_in(deps, team_id, programme)
    if present is None:
        return gather(deps, team_id, programme_id, programme, only=None)
    strangers = [one for batch in strangers_among(deps, team_id, present) for one in batch]
    found = Gathered()
    with suppress(_OnlyImaginedError), deps.db.transaction() as session:
        members.meet_many(session, team_id, strangers, now=now)
        known = members.known(session, team_id, present)
        participants.ensure_many(session, team_id, programme_id, sorted(known), now=now)
        found = gather_in(session, deps, team_id, programme_id, programme, only=frozenset(known))
        raise _OnlyImaginedError
    return found
