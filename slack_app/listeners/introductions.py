"""The introduction's form: opened from a message, a command, a shortcut or Home; suggestions; and its answers."""

from typing import Any

import structlog
from slack_bolt import Ack, BoltContext

from slack_app.flows import introductions, preferences, recommending, setup
from slack_app.flows.deps import Deps
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen, trigger_of
from slack_app.views import errors, intro
from slack_app.views.actions import Action, Callback
from slack_app.views.words import words_for

log = structlog.get_logger()


def register(app: Routes) -> None:
    """Where someone may begin, and what they send."""
    app.action(Action.INTRODUCE)(pressed)
    app.action(Action.MEET_PEOPLE)(asked_whom_to_meet)
    app.command("/intro")(opened)
    app.shortcut("introduce")(opened)
    app.options(Action.PICK_TOPICS)(typed)
    app.view(Callback.INTRODUCTION)(sent)


def opened(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form; to a command whose form Slack did not take, say so."""
    who = acting(context)
    try:
        deps.slack.open_view(who.team_id, trigger_of(body), introductions.form(deps, who.team_id, who.user_id))
    except (TryAgainError, GiveUpError) as error:
        if "command" not in body:
            raise
        log.warning("form_not_opened", team_id=who.team_id, code=error.code)
        words, _ = setup.speaks_as(deps, who.team_id, who.user_id)
        ack(text=errors.sentence(words, "too_late"))
    else:
        ack()


def pressed(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form from a button, which is also what its reader did next."""
    who = acting(context)
    opened(ack, body, context, deps)
    preferences.note_click(deps, who.team_id, who.user_id, "clicked")


def asked_whom_to_meet(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Channels and people, in a direct message; who has no profile yet is given the form by the button's sender."""
    who = acting(context)
    recommending.ask_again(deps, who.team_id, who.user_id, asked=str(chosen(action).get("action_ts")))
    ack()


def typed(ack: Ack, payload: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Topics that fit what someone types, their own new one among them."""
    who = acting(context)
    words, topics = introductions.topics(deps, who.team_id, who.user_id)
    ack(**intro.options(words, payload.get("value"), topics))


def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep the answers."""
    who, words = acting(context), words_for(str(view.get("private_metadata")))

    def deed() -> None:
        introductions.submit(deps, who.team_id, who.user_id, intro.read(view))

    forms.keep(ack, who, view, words, Beside(intro.errors, intro.not_saved), deed)
