"""The one door that every message to a member passes: quiet hours, weekly cap, pauses, opt-outs."""

from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.door import Entry, Kind, Openness, knock
from slack_app.flows.deps import Deps
from slack_app.flows.sealed import keys_of, sealed_to
from slack_app.store import members, outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.outbox import Whose

WEEK = timedelta(days=7)
COUNTED = (Kind.NUDGE.value,)


def ask(session: Session, deps: Deps, errand: Errand) -> Entry:
    """Whether this message may go to its member now; the member is held, so that two messages cannot both be the last."""
    user_id = errand.user_id or sealed_to(deps, errand.args)
    if not errand.door or not user_id:
        return Entry("now")
    member = members.hold(session, errand.team_id, user_id)
    if member is None:
        return Entry("never", reason="unknown_member")
    now, community = deps.now(), workspaces.community_of(session, errand.team_id)
    since, team_id = now - WEEK, errand.team_id
    whose = Whose(user_id, keys_of(deps, team_id, user_id) if errand.door in COUNTED else ())
    sent_at = outbox.started_messages(session, team_id, whose, COUNTED, since, but=errand.id)
    who = Openness(member.status, member.tz, member.paused_until, member.opted_out)
    return knock(
        Kind(errand.door), who, now=now, fallback_tz=community.tz, sent_at=sent_at, weekly_cap=community.weekly_cap
    )
