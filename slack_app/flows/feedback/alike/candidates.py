"""Which tickets may be the same as what somebody says: found on the shelf, followed to what they stand for, and ranked."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from slack_app.domain.feedback.alike.likeness import features_of
from slack_app.domain.feedback.alike.nearness import RECENTLY, Candidate
from slack_app.domain.feedback.alike.signature import Signature, unpacked
from slack_app.domain.feedback.terms import OPEN, RESOLVED, Status
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.learned import ranking_likeness
from slack_app.store.feedback import signatures
from slack_app.store.feedback.signatures import Standing

_MOST_LOOKED_AT, _MOST_RANKED = 100, 15


def of(
    session: Session, deps: Deps, team_id: str, signature: Signature, but: Collection[int] = frozenset()
) -> list[Candidate]:
    """The fifteen likeliest tickets that may be asked about, each once, none of `but` nor what leads to those."""
    if not signature:
        return []
    before = deps.now() - RECENTLY
    shelf = deps.shelves.of(session, team_id, before=before)
    weights = shelf.weighed(signature)
    nearest = shelf.nearest(signature, _MOST_LOOKED_AT, weights)
    standing = _with_what_they_lead_to(session, team_id, {ticket_id for ticket_id, _ in nearest})
    ranker = ranking_likeness.current(session, team_id)
    found: dict[int, Candidate] = {}
    for entry_id, _ in nearest:
        stands_for = _followed(entry_id, standing)
        if {entry_id, stands_for} & {*but, *found} or not _may_be_asked_about(standing.get(stands_for), before):
            continue
        other = unpacked(standing[entry_id].signature)
        if other:
            features = features_of(weights, signature, other)
            found[stands_for] = Candidate(stands_for, entry_id, other, features, ranker.probability(features))
        if len(found) == _MOST_RANKED:
            break
    return list(found.values())


def without_own(
    session: Session, deps: Deps, team_id: str, found: Collection[Candidate], user_id: str
) -> list[Candidate]:
    """Those that somebody does not speak for yet, with their name or without."""
    families = signatures.leading_to(session, team_id, [one.ticket_id for one in found])
    marks = {voicing.mark_of(deps, team_id, one, user_id): one for one in families}
    own = {families[one] for one in signatures.spoken_for(session, team_id, marks)}
    return [one for one in found if one.ticket_id not in own]


def _with_what_they_lead_to(session: Session, team_id: str, ticket_ids: Collection[int]) -> Mapping[int, Standing]:
    standing = signatures.standing(session, team_id, ticket_ids)
    while following := {one.merged_into_id for one in standing.values() if one.merged_into_id} - standing.keys():
        found = signatures.standing(session, team_id, following)
        standing |= found
        if not found:
            break
    return standing


def _followed(ticket_id: int, standing: Mapping[int, Standing]) -> int:
    """What a ticket was linked to in the end; itself where it was not."""
    seen = {ticket_id}
    while (one := standing.get(ticket_id)) and one.merged_into_id is not None and one.merged_into_id not in seen:
        ticket_id = one.merged_into_id
        seen.add(ticket_id)
    return ticket_id


def _may_be_asked_about(one: Standing | None, before: datetime) -> bool:
    if one is None:
        return False
    return one.status in OPEN or (Status(one.status) in RESOLVED and one.resolved_at >= before)
