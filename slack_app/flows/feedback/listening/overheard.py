"""A message of a channel, read once: whether it may become feedback, whose it is, and by whom it is passed on."""

from dataclasses import dataclass

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.feedback.channels import EmojiBy
from slack_app.domain.feedback.channels import Heard as Mode
from slack_app.domain.feedback.said import wording
from slack_app.domain.feedback.said.secrets import secrets_in
from slack_app.domain.feedback.said.wording import is_left_alone
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import teams
from slack_app.flows.outcomes import Drop
from slack_app.flows.people import get_to_know, is_forgotten
from slack_app.gateway.protocol import GiveUpError, Spoken
from slack_app.store import members, workspaces
from slack_app.store.errands import Errand


@dataclass(frozen=True)
class Passed:
    """A message that is passed on: by whom (None: by its channel's choice), whose it is, and how it reads now."""

    channel_id: str
    ts: str
    by_id: str | None
    author_id: str
    spoken: Spoken

    @property
    def is_own(self) -> bool:
        """Whether its author passes it on."""
        return self.by_id == self.author_id

    @property
    def has_secret(self) -> bool:
        """Whether something in it looks like a password or a key."""
        return bool(secrets_in(wording.as_typed(self.spoken.words)))

    @property
    def says_something(self) -> bool:
        """Whether there is more in it than an emoji or dots; a file without words may say a lot."""
        words, _ = wording.fitted(wording.as_typed(self.spoken.words))
        return not words or wording.fault_of(words) is None


def read(deps: Deps, errand: Errand) -> Passed | Drop:
    """The message, where it may be passed on; else why not. Raises what the gateway raises."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    channel_id, ts = str(errand.args["channel_id"]), str(errand.args["ts"])
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
    if not _may_be_read(deps, team_id, channel_id, community):
        return Drop("private_place")
    spoken = deps.slack.words_at(team_id, channel_id, ts, errand.args.get("thread_ts"))
    if spoken is None or spoken.user_id is None:
        return Drop("no_message_of_a_person")
    if errand.args.get("own") and spoken.user_id != user_id:
        return Drop("not_theirs")
    if not (is_ours(deps, team_id, user_id) and is_ours(deps, team_id, spoken.user_id)):
        return Drop("outsider")
    passed = Passed(channel_id, ts, user_id if errand.args.get("by_emoji") else None, spoken.user_id, spoken)
    with deps.db.reading() as session:
        refusal = _refusal(session, deps, team_id, community, passed)
    return Drop(refusal) if refusal else passed


def _may_be_read(deps: Deps, team_id: str, channel_id: str, community: Community) -> bool:
    """A public channel, or one that managers chose."""
    if community.feedback.channel(channel_id):
        return True
    try:
        return not deps.slack.channel(team_id, channel_id).is_private
    except GiveUpError:
        return False


def is_ours(deps: Deps, team_id: str, user_id: str) -> bool:
    """Whether somebody is a member, asked of Slack where nobody knows; never of who asked to be forgotten."""
    with deps.db.reading() as session:
        if members.find(session, team_id, user_id):
            return True
        if is_forgotten(session, deps, team_id, user_id):
            return False
    try:
        get_to_know(deps, team_id, user_id)
    except GiveUpError:
        return False
    with deps.db.reading() as session:
        return members.find(session, team_id, user_id) is not None


def _refusal(session: Session, deps: Deps, team_id: str, community: Community, passed: Passed) -> str | None:
    choices, by_id = community.feedback, passed.by_id
    if not choices.is_on or is_forgotten(session, deps, team_id, passed.author_id):
        return "not_wanted"
    if by_id is None and choices.heard_in(passed.channel_id) is not Mode.EVERY:
        return "not_heard_here"
    if by_id is None and not passed.says_something:
        return "says_nothing"
    if passed.is_own:
        return None
    if is_left_alone(passed.spoken.words):
        return "left_alone"
    team_only = by_id is not None and choices.emoji_by_in(passed.channel_id) is EmojiBy.TEAM
    return "not_of_the_team" if team_only and not teams.is_of_a_team(session, team_id, by_id or "") else None
