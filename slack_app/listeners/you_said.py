"""Managers and a month's answer: what opens its form, what is done with it at once, and the form that is sent."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.flows.deps import Deps
from slack_app.flows.feedback.months import publishing
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen
from slack_app.views import errors as refusals
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.managing.settings_forms import carried_in
from slack_app.views.feedback.months import form as you_said_form
from slack_app.views.kit import View
from slack_app.views.words import words_for

PRESSED: Mapping[Action, Callable[[Deps, str, str, int], View | None]] = {
    Action.YOU_SAID_EDIT: publishing.form,
    Action.YOU_SAID_SEND: publishing.send,
    Action.YOU_SAID_SKIP: publishing.skip,
    Action.YOU_SAID_BACK: publishing.bring_back,
}


def register(app: Routes) -> None:
    """The buttons of the draft, and its form."""
    for action, does in PRESSED.items():
        app.action(action)(_pressed(does))
    app.view(Callback.YOU_SAID)(written)


def _pressed(does: Callable[[Deps, str, str, int], View | None]) -> Callable[..., None]:
    def pressed(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, about = acting(context), number(str(chosen(action).get("value") or "")) or 0
        forms.show(deps, who, body, partial(does, deps, who.team_id, who.user_id, about))
        ack()

    return pressed


def written(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep what a manager wrote."""
    who, (language, about) = acting(context), carried_in(view)
    beside = Beside(
        you_said_form.errors,
        lambda words, error_id: refusals.not_saved(words, you_said_form.OPENING, error_id),
    )
    read = you_said_form.read(view, about)
    forms.keep(ack, who, view, words_for(language), beside, partial(publishing.keep, deps, who.team_id, who.user_id, read))  # fmt: skip
