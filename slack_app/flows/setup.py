"""Managers set up their community: each form shows what holds now, and is kept as a whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_app.domain.community import Community, checked, may_manage
from slack_app.flows import clockwork, home
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import catching_up
from slack_app.flows.people import as_manager, of_their_own_will, words_of
from slack_app.store import workspaces
from slack_app.views.kit import View
from slack_app.views.words import Words

Form = Callable[[Words, Community], View]


def form(deps: Deps, team_id: str, user_id: str, draw: Form) -> View:
    """A form of the set-up, for a manager. Raises NotAllowedError."""
    words, community = as_manager(deps, team_id, user_id)
    return draw(words, community)


def change(deps: Deps, team_id: str, user_id: str, changes: Mapping[str, Any]) -> None:
    """Keep a form's answers. Raises NotAllowedError, and InvalidAnswersError when they cannot hold."""
    alter(deps, team_id, user_id, lambda now_set: replace(now_set, **changes))


def alter(deps: Deps, team_id: str, user_id: str, change_of: Callable[[Community], Community]) -> Community:
    """Let the set-up be what the function makes of it, and what recurs be as it says then. Raises as `change`."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        community = workspaces.change_community(
            session, team_id, lambda now_set: checked(change_of(now_set)), now=deps.now()
        )
        clockwork.keep_schedules(session, deps, team_id, community)
        home.ask_to_publish(session, deps, team_id, user_id)
        if community.digest_channel or community.team_channel:
            catching_up.ask_to_offer(session, deps, team_id)
    return community


def speaks_as(deps: Deps, team_id: str, user_id: str) -> tuple[Words, bool]:
    """The words for someone, and whether they are a manager."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
    return words_of(member, community), may_manage(community, user_id, member.is_admin)
