"""Managers and their coffee programmes: the list, the form, and a button for each thing that can be done."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import structlog
from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.programmes import Kind
from slack_app.flows.coffee import programmes
from slack_app.flows.coffee.programmes import What
from slack_app.flows.deps import Deps
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, chosen, trigger_of, view_of
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee import carried, programme_reading
from slack_app.views.coffee.programmes import ON
from slack_app.views.kit import View
from slack_app.views.words import words_for

log = structlog.get_logger()

Deed = Callable[[Deps, str, str, int], What]
DEEDS: Mapping[Action, Deed] = {
    Action.COFFEE_START: programmes.start,
    Action.COFFEE_SKIP: programmes.skip_next,
    Action.COFFEE_CANCEL: programmes.cancel,
}


def register(app: Routes) -> None:
    """The list, what opens a form, and what does something at once."""
    app.action(Action.COFFEE_PROGRAMMES)(listed)
    app.action(Action.COFFEE_NEW)(made)
    app.action(Action.COFFEE_CHANGE)(changed)
    for action, deed in DEEDS.items():
        app.action(action)(_doing(deed))
    app.action(Action.COFFEE_SWITCH)(switched)
    app.action(Action.COFFEE_REHEARSE)(rehearsed)
    app.view(Callback.COFFEE_PROGRAMME)(sent)


def listed(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Show all programmes."""
    who = acting(context)
    forms.show(deps, who, body, lambda: programmes.listed(deps, who.team_id, who.user_id))
    ack()


def made(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a new programme."""
    who, value = acting(context), chosen(action).get("value")
    kind = next((one for one in Kind if one == value), Kind.COFFEE)
    forms.show(deps, who, body, lambda: programmes.new_form(deps, who.team_id, who.user_id, kind))
    ack()


def changed(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a programme."""
    who, programme_id = acting(context), _id(action)
    forms.show(deps, who, body, lambda: programmes.form(deps, who.team_id, who.user_id, programme_id))
    ack()


def switched(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Let a programme run or rest, as the button says and not the other way round."""
    _, _, wanted = str(chosen(action).get("value")).partition(":")
    _do(deps, acting(context), body, action, partial(programmes.switch, is_on=wanted == ON))
    ack()


def rehearsed(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """A dry run, for each time that somebody asks."""
    asked = str(chosen(action).get("action_ts"))
    _do(deps, acting(context), body, action, partial(programmes.rehearse, asked=asked))
    ack()


def _doing(deed: Deed) -> Callable[..., None]:
    def did(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        _do(deps, acting(context), body, action, deed)
        ack()

    return did


def _do(deps: Deps, who: Who, body: dict[str, Any], action: object, deed: Deed) -> None:
    """Do it, then show the list with what came of it: in place of the one where the button was, or anew."""
    try:
        what = deed(deps, who.team_id, who.user_id, _id(action))
        view, view_id = programmes.listed(deps, who.team_id, who.user_id, what), view_of(body)
    except NotAllowedError as refusal:
        view, view_id = forms.refusal(deps, who, refusal), None
    with suppress(TryAgainError, GiveUpError):
        if view_id:
            deps.slack.update_view(who.team_id, view_id, view)
        else:
            deps.slack.open_view(who.team_id, trigger_of(body), view)


def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep a programme, and show the list with it."""
    who, words = acting(context), words_for(carried.language_in(view))

    def deed() -> View | None:
        what = programmes.keep(deps, who.team_id, who.user_id, *programme_reading.read(view))
        return forms.back_to(deps, who, view, programmes.listed(deps, who.team_id, who.user_id, what))

    forms.keep(ack, who, view, words, Beside(programme_reading.errors, programme_reading.not_saved), deed)


def _id(action: object) -> int:
    number, _, _ = str(chosen(action).get("value")).partition(":")
    return carried.number(number) or 0
