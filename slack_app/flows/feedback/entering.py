"""Who says something, and whether feedback is heard from them at all."""

from dataclasses import dataclass

from slack_app.domain.community import Community
from slack_app.domain.errors import FeedbackIsOffError, NotForGuestsError
from slack_app.flows.deps import Deps
from slack_app.flows.people import of_their_own_will, words_of
from slack_app.store import members, workspaces
from slack_app.views.words import Words


@dataclass(frozen=True)
class Entered:
    """Someone who may speak: who, in which words, in what community; `may_be_unnamed`: also without their name.

    `outside` is the host that may be asked about their words, if any is.
    """

    team_id: str
    user_id: str
    words: Words
    community: Community
    may_be_unnamed: bool
    outside: str = ""


def enter(deps: Deps, team_id: str, user_id: str) -> Entered:
    """Let somebody in who wants to say something. Raises FeedbackIsOffError, and NotForGuestsError for a stranger."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        is_ours = members.find(session, team_id, user_id) is not None
    if not is_ours:
        raise NotForGuestsError
    if not community.feedback.is_on:
        raise FeedbackIsOffError
    may_be_unnamed = community.feedback.anonymous and deps.seal.is_safe
    outside = deps.classifier.host if community.feedback.hook else ""
    return Entered(team_id, user_id, words_of(member, community), community, may_be_unnamed, outside)
