"""Surveys: the managers' page and form, and the answers."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.flows.deps import Deps
from slack_app.flows.feedback.surveys import answering, making
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, chosen, selected
from slack_app.views import errors as refusals
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.surveys import reading as survey_reading
from slack_app.views.kit import View
from slack_app.views.words import words_for

Keep = Callable[[Deps, Who, dict[str, Any]], View | None]


def register(app: Routes) -> None:
    """What opens a form, what is done at once, and the forms that are sent."""
    app.action(Action.SURVEY_FORM)(opened)
    app.action(Action.SURVEY_CLOSE)(ended)
    app.action(Action.SURVEY_SCORE)(scored)
    app.action(Action.SURVEY_NEVER)(said_never)
    app.view(Callback.SURVEY_FORM)(_sent(_preview, survey_reading.ASKS))
    app.view(Callback.SURVEY_PREVIEW)(_sent(_make, survey_reading.ASKS))
    app.view(Callback.SURVEY_ANSWER)(_sent(_answer, survey_reading.SCORE))


def opened(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a new survey."""
    who = acting(context)
    forms.show(deps, who, body, partial(making.form, deps, who.team_id, who.user_id))
    ack()


def ended(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Close a survey, or call it off, and show the page as it is now."""
    who, survey_id = acting(context), number(str(chosen(action).get("value"))) or 0
    forms.show_in_place(deps, who, body, partial(making.end, deps, who.team_id, who.user_id, survey_id))
    ack()


def scored(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Someone chose a number: the form opens with it."""
    who, (survey_id, _, score) = acting(context), selected(action).partition(":")
    of, given = number(survey_id), number(score)
    if of is not None and given is not None:
        draw = partial(answering.form, deps, who.team_id, who.user_id, of, given)
        forms.show(deps, who, body, draw)
    ack()


def said_never(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Someone wants no surveys any more, or does again: their message says so."""
    who, (survey_id, _, what) = acting(context), str(chosen(action).get("value")).partition(":")
    of = number(survey_id)
    if of is not None:
        answering.never(deps, who.team_id, who.user_id, of, is_never=what == "never")
    ack()


def _sent(keep: Keep, first: str) -> Callable[..., None]:
    """Do what a form asks for; of a failure it is said beside the form's first field."""
    beside = Beside(survey_reading.errors, lambda words, error_id: refusals.not_saved(words, first, error_id))

    def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, words = acting(context), words_for(survey_reading.language_in(view))
        forms.keep(ack, who, view, words, beside, partial(keep, deps, who, view))

    return sent


def _preview(deps: Deps, who: Who, view: dict[str, Any]) -> View:
    return making.preview(deps, who.team_id, who.user_id, survey_reading.chosen(view))


def _make(deps: Deps, who: Who, view: dict[str, Any]) -> View | None:
    page = making.make(deps, who.team_id, who.user_id, survey_reading.choice_in(view))
    return forms.back_to(deps, who, view, page)


def _answer(deps: Deps, who: Who, view: dict[str, Any]) -> View:
    return answering.send(deps, who.team_id, who.user_id, survey_reading.answer(view))
