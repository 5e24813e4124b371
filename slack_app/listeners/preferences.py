"""What a member wishes: quiet for a while or for good, messages again, their language."""

from datetime import date, timedelta
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.flows import preferences
from slack_app.flows.deps import Deps
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen, selected
from slack_app.views.actions import Action, Fewer

A_WEEK = timedelta(days=7)


def register(app: Routes) -> None:
    """The menu of each message, and the choices of Home."""
    app.action(Action.FEWER_MESSAGES)(asked_for_fewer)
    app.action(Action.PAUSE_UNTIL)(paused)
    app.action(Action.STOP_MESSAGES)(stopped)
    app.action(Action.RESUME_MESSAGES)(resumed)
    app.action(Action.CHOOSE_LANGUAGE)(chose_language)


def asked_for_fewer(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """A week's quiet, or none of these messages any more."""
    who = acting(context)
    match selected(action):
        case Fewer.PAUSE_WEEK:
            preferences.pause_for(deps, who.team_id, who.user_id, A_WEEK)
        case Fewer.STOP:
            preferences.stop_messages(deps, who.team_id, who.user_id)
    ack()


def paused(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Quiet until a date; an emptied or impossible date changes nothing."""
    who = acting(context)
    try:
        day = date.fromisoformat(str(chosen(action).get("selected_date")))
    except ValueError:
        ack()
        return
    preferences.pause_until(deps, who.team_id, who.user_id, day)
    ack()


def stopped(ack: Ack, context: BoltContext, deps: Deps) -> None:
    """No messages of the app's own accord any more."""
    who = acting(context)
    preferences.stop_messages(deps, who.team_id, who.user_id)
    ack()


def resumed(ack: Ack, context: BoltContext, deps: Deps) -> None:
    """Messages again."""
    who = acting(context)
    preferences.resume(deps, who.team_id, who.user_id)
    ack()


def chose_language(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Speak to them in the language that they chose."""
    who = acting(context)
    preferences.choose_language(deps, who.team_id, who.user_id, selected(action))
    ack()
