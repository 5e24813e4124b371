"""The forms that a card's buttons open, sent back; and the author's answer to what the team asked."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import ChangedMeanwhileError
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.worked_on import acting as deeds
from slack_app.flows.feedback.worked_on import exchange, pressing, snoozing
from slack_app.flows.feedback.worked_on.pressing import Press
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.worked_on import card_reading as reading
from slack_app.views.feedback.worked_on import exchange as view_of_exchange
from slack_app.views.feedback.worked_on.private import Private, pressed
from slack_app.views.kit import View
from slack_app.views.words import words_for

Keep = Callable[[Deps, Press, dict[str, Any]], None]


def register(app: Routes) -> None:
    """What a team sends, and what an author answers."""
    for callback in SENT:
        app.view(callback)(_sent(callback))
    app.action(Action.FEEDBACK_REPLY)(began_to_answer)
    app.view(Callback.FEEDBACK_REPLY)(answered)


def _sent(callback: Callback) -> Callable[..., None]:
    def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, private = acting(context), Private.of(view)
        press = Press(who.team_id, who.user_id, private.ticket_id, private.seen)
        beside = Beside(
            lambda words, refusal: reading.errors(words, view, refusal),
            lambda words, error_id: reading.not_saved(words, callback, view, error_id),
        )
        forms.keep(ack, who, view, words_for(private.language), beside, partial(_keep, deps, press, callback, view))

    return sent


def _keep(deps: Deps, press: Press, callback: Callback, view: dict[str, Any]) -> View | None:
    """Do what the form asks for; where somebody else was faster, what they did takes its place."""
    try:
        SENT[callback](deps, press, view)
    except ChangedMeanwhileError:
        return pressing.what_happened(deps, press, _DEEDS[callback])
    return None


_DEEDS = {
    Callback.CARD_DUPLICATE: Deed.DUPLICATE,
    Callback.CARD_DECLINE: Deed.DECLINE,
    Callback.CARD_CHANGE: Deed.CHANGE,
    Callback.CARD_SNOOZE: Deed.SNOOZE,
    Callback.CARD_ASK: Deed.ASK,
    Callback.CARD_ASSIGN: Deed.ASSIGN,
}
SENT: Mapping[Callback, Keep] = {
    Callback.CARD_DUPLICATE: lambda deps, press, view: deeds.merge(deps, press, reading.other(view)),
    Callback.CARD_DECLINE: lambda deps, press, view: deeds.decline(deps, press, reading.reason(view)),
    Callback.CARD_CHANGE: lambda deps, press, view: deeds.correct(
        deps, press, reading.values(view), title=reading.title(view)
    ),
    Callback.CARD_SNOOZE: lambda deps, press, view: snoozing.snooze(deps, press, reading.until(view)),
    Callback.CARD_ASK: lambda deps, press, view: exchange.ask_author(deps, press, reading.words_in(view)),
    Callback.CARD_ASSIGN: lambda deps, press, view: deeds.assign(deps, press, reading.person(view)),
}


def began_to_answer(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """The author's form; whoever else presses a button that was passed on to them is told that it is not theirs."""
    who, (ticket_id, _) = acting(context), pressed(str(chosen(action).get("value") or ""))
    forms.show(deps, who, body, partial(exchange.form, deps, who.team_id, who.user_id, ticket_id))
    ack()


def answered(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep what the author answers."""
    who, private = acting(context), Private.of(view)
    words = words_for(private.language)

    def deed() -> View:
        exchange.answer(deps, who.team_id, who.user_id, private.ticket_id, view_of_exchange.read(view))
        return view_of_exchange.sent(words)

    forms.keep(ack, who, view, words, Beside(view_of_exchange.errors, view_of_exchange.not_saved), deed)
