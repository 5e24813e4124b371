"""The Web API, method by method: `TABLE` maps each name to the function that does it."""

from collections.abc import Callable

from sandbox.engine.calls import Answer, Call
from sandbox.engine.methods import (
    auth,
    chat,
    conversations,
    files,
    history,
    membership,
    reactions,
    scheduled,
    team,
    users,
    views,
)

TABLE: dict[str, Callable[[Call], Answer]] = {
    **auth.METHODS,
    **chat.METHODS,
    **scheduled.METHODS,
    **conversations.METHODS,
    **membership.METHODS,
    **history.METHODS,
    **users.METHODS,
    **views.METHODS,
    **reactions.METHODS,
    **files.METHODS,
    **team.METHODS,
}
