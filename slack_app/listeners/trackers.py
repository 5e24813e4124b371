"""Managers and their trackers: the list, the form, and a button for each thing that can be done."""

from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.domain.feedback.trackers.kinds import TrackerKind
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.managing import trackers
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, chosen, selected
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.trackers import forms as tracker_forms
from slack_app.views.kit import View
from slack_app.views.words import words_for


def register(app: Routes) -> None:
    """What opens the form, what is done at once, and the form itself."""
    app.action(Action.TRACKER_FORM)(opened)
    app.action(Action.TRACKER_TEST)(tested)
    app.action(Action.TRACKER_SWITCH)(switched)
    app.view(Callback.FEEDBACK_TRACKER)(sent)


def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a tracker, or of a new one of a kind; else the list."""
    who, value = acting(context), selected(action) or str(chosen(action).get("value") or "")
    forms.show(deps, who, body, lambda: _form(deps, who, value))
    ack()


def _form(deps: Deps, who: Who, value: str) -> View | None:
    kind = next((one for one in TrackerKind if one == value), None)
    if kind:
        return trackers.new_form(deps, who.team_id, who.user_id, kind)
    tracker_id = number(value)
    if tracker_id is None:
        return trackers.listed(deps, who.team_id, who.user_id)
    return trackers.form(deps, who.team_id, who.user_id, tracker_id)


def tested(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Try a tracker; what came of it is written to who asked."""
    who, pressed = acting(context), chosen(action)
    tracker_id, asked = number(str(pressed.get("value"))) or 0, str(pressed.get("action_ts"))
    draw = partial(trackers.ask_to_test, deps, who.team_id, who.user_id, tracker_id, asked=asked)
    forms.show_in_place(deps, who, body, draw)
    ack()


def switched(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Let a tracker be used or rest, as the button says and not the other way round."""
    who = acting(context)
    tracker_id, _, wanted = str(chosen(action).get("value")).partition(":")
    draw = partial(trackers.switch, deps, who.team_id, who.user_id, number(tracker_id) or 0, is_on=wanted == "on")
    forms.show_in_place(deps, who, body, draw)
    ack()


def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep a tracker; its form becomes the list, with what to tell the tracker on top."""
    who, words = acting(context), words_for(tracker_forms.language_in(view))

    def deed() -> View | None:
        setup, tracker_id, renew = tracker_forms.read(view)
        shown = trackers.keep(deps, who.team_id, who.user_id, setup, tracker_id, renew=renew)
        forms.back_to(deps, who, view, trackers.listed(deps, who.team_id, who.user_id))
        return shown

    forms.keep(ack, who, view, words, Beside(tracker_forms.errors, tracker_forms.not_saved), deed)
