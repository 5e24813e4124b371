"""Forms: shown to whom they are for; once sent, kept, or kept open with what is wrong beside its field: nothing is lost."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import Ack

from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.flows import setup
from slack_app.flows.deps import Deps
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.listeners.who import Who, errors_answer, trigger_of, view_of
from slack_app.views import errors
from slack_app.views.kit import View
from slack_app.views.words import Words

log = structlog.get_logger()


def show(deps: Deps, who: Who, body: dict[str, Any], draw: Callable[[], View | None]) -> None:
    """Open a form, on top of the one where its button stood; to whom it is not for, say so. None: nothing opens."""
    try:
        view = draw()
    except NotAllowedError as error:
        view = refusal(deps, who, error)
    if view:
        opens = deps.slack.push_view if view_of(body) else deps.slack.open_view
        opens(who.team_id, trigger_of(body), view)


def show_in_place(deps: Deps, who: Who, body: dict[str, Any], draw: Callable[[], View]) -> None:
    """Show a view in the place of the modal where its button stood, also to whom it is not for; from elsewhere it opens.

    What was done for it stays done where that modal is gone meanwhile.
    """
    view_id = view_of(body)
    if view_id is None:
        show(deps, who, body, draw)
        return
    try:
        view = draw()
    except NotAllowedError as error:
        view = refusal(deps, who, error)
    with suppress(TryAgainError, GiveUpError):
        deps.slack.update_view(who.team_id, view_id, view)


def do(deps: Deps, who: Who, body: dict[str, Any], deed: Callable[[], object]) -> None:
    """Do what a button asks for, which opens nothing; to whom it is not for, say so."""

    def draw() -> None:
        deed()

    show(deps, who, body, draw)


def refusal(deps: Deps, who: Who, error: NotAllowedError) -> View:
    """What someone reads who may not do it."""
    words, _ = setup.speaks_as(deps, who.team_id, who.user_id)
    return errors.notice(words, error.code)


@dataclass(frozen=True)
class Beside:
    """What is said beside a form's fields: of answers that cannot be kept, and of a failure that is not their fault."""

    wrong: Callable[[Words, InvalidAnswersError], dict[str, str]]
    failed: Callable[[Words, str], dict[str, str]]


def keep(
    ack: Ack, who: Who, view: dict[str, Any], words: Words, beside: Beside, deed: Callable[[], View | None]
) -> None:
    """Do what the form asks for: the view that the deed returns takes its place; where there is none, it closes.

    `words` must be known even when the database is away: those that the form was drawn in.
    """
    try:
        shown = deed()
    except InvalidAnswersError as error:
        errors_answer(ack, beside.wrong(words, error))
    except NotAllowedError as error:
        ack(response_action="update", view=errors.notice(words, error.code))
    except Exception:
        error_id = uuid.uuid4().hex[:8]
        log.exception("form_not_saved", team_id=who.team_id, form=view.get("callback_id"), error_id=error_id)
        errors_answer(ack, beside.failed(words, error_id))
    else:
        ack(response_action="update", view=shown) if shown else ack()


def back_to(deps: Deps, who: Who, view: dict[str, Any], beneath: View) -> View | None:
    """The form goes, and what was beneath it is drawn anew; a form that lies on nothing becomes it."""
    view_id = view.get("previous_view_id")
    if not isinstance(view_id, str):
        return beneath
    with suppress(TryAgainError, GiveUpError):
        deps.slack.update_view(who.team_id, view_id, beneath)
    return None
