"""Who is counted in without the form: a channel's members, got to know first, and who wished for coffee before."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from slack_app.domain.people import Person, may_be_welcomed
from slack_app.domain.programmes import Audience, Kind, Programme
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.flows.people import person_hash
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.store import members, privacy, profiles
from slack_app.store.batches import in_batches
from slack_app.store.coffee import participants, programmes
from slack_app.store.errands import Errand

MANY = 20
"""So many strangers are looked up one by one at most; of more, whoever the list of everyone names at once."""


def count_in(deps: Deps, errand: Errand) -> Outcome:
    """Before a programme's first round: the people of its channel, or who said in their introduction that they wish so."""
    programme_id = errand.args["programme_id"]
    with deps.db.reading() as session:
        row = programmes.find(session, errand.team_id, programme_id)
    if row is None:
        return Drop("no_programme")
    programme = Programme.from_json(row.choices)
    if programme.audience is Audience.OPT_IN and programme.kind is Kind.COFFEE:
        with transaction(deps) as session:
            wishing = list(profiles.open_to_coffee(session, errand.team_id))
            participants.ensure_many(session, errand.team_id, programme_id, wishing, now=deps.now())
    audience_of(deps, errand.team_id, programme_id, programme)
    return Done()


def audience_of(deps: Deps, team_id: str, programme_id: int, programme: Programme) -> frozenset[str] | None:
    """The people of the programme's channel, each counted in once; None where people join by themselves.

    Raises what the gateway raises; what was learnt until then is kept, so that the next time gets further.
    """
    present = present_in(deps, team_id, programme)
    if present is None:
        return None
    for batch in strangers_among(deps, team_id, present):
        with transaction(deps) as session:
            members.meet_many(session, team_id, batch, now=deps.now())
    with transaction(deps) as session:
        known = members.known(session, team_id, present)
        participants.ensure_many(session, team_id, programme_id, sorted(known), now=deps.now())
    return frozenset(known)


def present_in(deps: Deps, team_id: str, programme: Programme) -> frozenset[str] | None:
    """Who is in the programme's channel, but for those who asked to be forgotten: with them nothing begins by itself."""
    if programme.audience is not Audience.CHANNEL or not programme.channel_id:
        return None
    present = frozenset(deps.slack.members_of(team_id, programme.channel_id))
    with deps.db.reading() as session:
        forgotten = privacy.forgotten(session, team_id)
    if not forgotten:
        return present
    return frozenset(one for one in present if person_hash(deps, team_id, one) not in forgotten)


def strangers_among(deps: Deps, team_id: str, present: frozenset[str]) -> Iterator[list[Person]]:
    """Those whom we do not know yet and for whom it is (no bots, no guests), in batches.

    Of many, those whom the list of everyone names at once; the rest are asked for one by one, some each time.
    """
    with deps.db.reading() as session:
        left = set(present) - members.known(session, team_id, present)
    if len(left) > MANY:
        with suppress(TryAgainError):
            for batch in in_batches(one for one in deps.slack.everyone(team_id) if one.user_id in left):
                yield _welcome(batch, team_id)
                left -= {one.user_id for one in batch}
    for user_id in sorted(left)[:MANY]:
        with suppress(GiveUpError):
            person = deps.slack.person(team_id, user_id)
            yield _welcome([person], team_id)


def _welcome(found: Iterable[Person], team_id: str) -> list[Person]:
    return [one for one in found if may_be_welcomed(one, team_id)]
