"""The managers' set-up: forms opened from Home, suggestions, previews, and what is sent back."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

import structlog
from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.flows import setup
from slack_app.flows.deps import Deps
from slack_app.flows.people import as_manager
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, errors_answer, trigger_of
from slack_app.views import errors, setup_reading, setup_texts
from slack_app.views import setup as forms
from slack_app.views.actions import Action, Callback
from slack_app.views.kit import View
from slack_app.views.words import words_for

log = structlog.get_logger()

FORMS: Mapping[Action, setup.Form] = {
    Action.SET_UP_CHANNELS: forms.channels_modal,
    Action.SET_UP_LANGUAGE: forms.language_modal,
    Action.SET_UP_INTERESTS: forms.interests_modal,
    Action.SET_UP_MANAGERS: forms.managers_modal,
    Action.SET_UP_STEPS: forms.steps_modal,
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
        try:
            view = setup.form(deps, who.team_id, who.user_id, draw)
        except NotAllowedError as refusal:
            view = _refusal(deps, who, refusal)
        deps.slack.open_view(who.team_id, trigger_of(body), view)
        ack()

    return opened


def _refusal(deps: Deps, who: Who, refusal: NotAllowedError) -> View:
    words, _ = setup.speaks_as(deps, who.team_id, who.user_id)
    return errors.notice(words, refusal.code)


def typed_zone(ack: Ack, payload: dict[str, Any]) -> None:
    """Time zones that fit what a manager types."""
    ack(**forms.zone_options(payload.get("value"), available_timezones()))


def previewed(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Show the letters as they will look with what stands in the form now, saved or not."""
    who = acting(context)
    try:
        words, _ = as_manager(deps, who.team_id, who.user_id)
        name = deps.slack.identity(who.team_id).team_name
        written = setup_texts.written(body.get("view") or {})
        view = setup_texts.preview_modal(words, written, who.user_id, community=name)
    except NotAllowedError as refusal:
        view = _refusal(deps, who, refusal)
    deps.slack.push_view(who.team_id, trigger_of(body), view)
    ack()


def _sent(callback: Callback) -> Callable[..., None]:
    def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        _keep(callback, ack, view, context, deps)

    return sent


def _keep(callback: Callback, ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep a form; or say, beside the field, what is wrong. A form that cannot be kept stays open as it is."""
    who, words = acting(context), words_for(str(view.get("private_metadata")))
    try:
        words, _ = as_manager(deps, who.team_id, who.user_id)
        setup.change(deps, who.team_id, who.user_id, setup_reading.read(callback, view))
    except InvalidAnswersError as refusal:
        errors_answer(ack, setup_reading.errors(words, refusal))
    except NotAllowedError as refusal:
        ack(response_action="update", view=errors.notice(words, refusal.code))
    except Exception:
        error_id = uuid.uuid4().hex[:8]
        log.exception("setup_not_saved", team_id=who.team_id, error_id=error_id)
        errors_answer(ack, setup_reading.not_saved(words, callback, error_id))
    else:
        ack()
