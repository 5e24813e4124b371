"""The managers' set-up: forms opened from Home, suggestions, previews, and what is sent back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from zoneinfo import available_timezones

from slack_bolt import Ack, BoltContext

from slack_app.flows import setup
from slack_app.flows.deps import Deps
from slack_app.flows.people import as_manager
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting
from slack_app.views import setup as drawn
from slack_app.views import setup_reading, setup_texts
from slack_app.views.actions import Action, Callback
from slack_app.views.kit import View
from slack_app.views.words import words_for

FORMS: Mapping[Action, setup.Form] = {
    Action.SET_UP_CHANNELS: drawn.channels_modal,
    Action.SET_UP_LANGUAGE: drawn.language_modal,
    Action.SET_UP_INTERESTS: drawn.interests_modal,
    Action.SET_UP_MANAGERS: drawn.managers_modal,
    Action.SET_UP_STEPS: drawn.steps_modal,
    Action.SET_UP_TEXTS: setup_texts.texts_modal,
}
SENT = (Callback.CHANNELS, Callback.LANGUAGE, Callback.INTERESTS, Callback.MANAGERS, Callback.STEPS, Callback.TEXTS)


def register(app: Routes) -> None:
    """A button and a form for each part of the set-up."""
    for action, draw in FORMS.items():
        app.action(action)(_opening(draw))
    app.options(Action.PICK_ZONE)(typed_zone)
    app.action(Action.PREVIEW_TEXTS)(previewed)
    for callback in SENT:
        app.view(callback)(_sent(callback))


def _opening(draw: setup.Form) -> Callable[..., None]:
    def opened(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who = acting(context)
        forms.show(deps, who, body, partial(setup.form, deps, who.team_id, who.user_id, draw))
        ack()

    return opened


def typed_zone(ack: Ack, payload: dict[str, Any]) -> None:
    """Time zones that fit what a manager types."""
    ack(**drawn.zone_options(payload.get("value"), available_timezones()))


def previewed(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Show the letters as they will look with what stands in the form now, saved or not."""
    who = acting(context)

    def draw() -> View:
        words, _ = as_manager(deps, who.team_id, who.user_id)
        name = deps.slack.identity(who.team_id).team_name
        written = setup_texts.written(body.get("view") or {})
        return setup_texts.preview_modal(words, written, who.user_id, community=name)

    forms.show(deps, who, body, draw)
    ack()


def _sent(callback: Callback) -> Callable[..., None]:
    beside = Beside(setup_reading.errors, lambda words, error_id: setup_reading.not_saved(words, callback, error_id))

    def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, words = acting(context), words_for(str(view.get("private_metadata")))

        def deed() -> None:
            setup.change(deps, who.team_id, who.user_id, setup_reading.read(callback, view))

        forms.keep(ack, who, view, words, beside, deed)

    return sent
