"""A member's coffee: their choices, their answers to a group's question, and their thanks."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import structlog
from slack_bolt import Ack, BoltContext

from slack_app.domain.participation import Silence
from slack_app.domain.rounds import Met
from slack_app.flows import setup
from slack_app.flows.coffee import asking, mine
from slack_app.flows.deps import Deps
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen, selected, trigger_of, view_of
from slack_app.views import errors
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee import carried, thanks
from slack_app.views.coffee import mine as view_of_mine
from slack_app.views.kit import View
from slack_app.views.words import Words, words_for

log = structlog.get_logger()

ANSWERS: Mapping[Action, Met] = {
    Action.COFFEE_MET: Met.MET,
    Action.COFFEE_PLANNED: Met.PLANNED,
    Action.COFFEE_NOT_YET: Met.NOT_YET,
    Action.COFFEE_CANNOT: Met.CANNOT,
}
SILENCES: Mapping[Action, Silence] = {
    Action.COFFEE_SILENCE_KEEP: Silence.KEEP,
    Action.COFFEE_SILENCE_LATER: Silence.LATER,
    Action.COFFEE_SILENCE_OUT: Silence.OUT,
}


def register(app: Routes) -> None:
    """Where someone may say what they wish, and what they send."""
    for action, met in ANSWERS.items():
        app.action(action)(_answering(met))
    for action, silence in SILENCES.items():
        app.action(action)(_breaking(silence))
    app.action(Action.COFFEE_MINE)(opened)
    app.action(Action.COFFEE_PICK)(picked)
    app.command("/coffee")(asked)
    app.view(Callback.COFFEE_MINE)(chose)
    app.view(Callback.COFFEE_THANKS)(thanked)


def asked(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open one's choices; where Slack did not take the form, say so."""
    who = acting(context)
    try:
        deps.slack.open_view(who.team_id, trigger_of(body), mine.form(deps, who.team_id, who.user_id))
    except (TryAgainError, GiveUpError) as error:
        log.warning("form_not_opened", team_id=who.team_id, code=error.code)
        words, _ = setup.speaks_as(deps, who.team_id, who.user_id)
        ack(text=errors.sentence(words, "too_late"))
    else:
        ack()


def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open one's choices from a message or Home, in the programme that the button is about."""
    who = acting(context)
    form = mine.form(deps, who.team_id, who.user_id, carried.number(str(chosen(action).get("value"))))
    deps.slack.open_view(who.team_id, trigger_of(body), form)
    ack()


def picked(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Show one's choices in another programme."""
    who, view_id = acting(context), view_of(body)
    if view_id:
        form = mine.form(deps, who.team_id, who.user_id, carried.number(selected(action)))
        deps.slack.update_view(who.team_id, view_id, form)
    ack()


def chose(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep someone's choices and show how they stand."""
    who = acting(context)
    beside = Beside(
        lambda words, refusal: view_of_mine.errors(words, refusal, view),
        lambda words, error_id: view_of_mine.not_saved(words, view, error_id),
    )

    def deed() -> View:
        return mine.keep(deps, who.team_id, who.user_id, view_of_mine.read(view))

    forms.keep(ack, who, view, _words(view), beside, deed)


def _answering(met: Met) -> Callable[..., None]:
    def answered(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        """Keep an answer; who met is thanked with a form."""
        who, meeting_id = acting(context), carried.number(str(chosen(action).get("value"))) or 0
        if asking.answer(deps, who.team_id, who.user_id, meeting_id, met) and met is Met.MET:
            form = asking.thanks_form(deps, who.team_id, who.user_id, meeting_id)
            with suppress(TryAgainError, GiveUpError):
                deps.slack.open_view(who.team_id, trigger_of(body), form)
        ack()

    return answered


def _breaking(silence: Silence) -> Callable[..., None]:
    def broke(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        """Keep what someone wishes after a long silence."""
        who, programme_id = acting(context), carried.number(str(chosen(action).get("value"))) or 0
        mine.break_silence(deps, who.team_id, who.user_id, programme_id, silence)
        ack()

    return broke


def thanked(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep how a meeting was."""
    who = acting(context)

    def deed() -> None:
        asking.thank(deps, who.team_id, who.user_id, carried.id_in(view) or 0, thanks.read(view))

    forms.keep(ack, who, view, _words(view), Beside(thanks.errors, thanks.not_saved), deed)


def _words(view: dict[str, Any]) -> Words:
    """The language that the form was opened in, known even when the database is away."""
    return words_for(carried.language_in(view))
