"""Questions that recur: the managers' page and form, and the one click that makes feedback of a reply."""

from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.domain.plain import ts_at
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.listening import offering, questions
from slack_app.listeners import forms
from slack_app.listeners.feedback import number_of, value_of
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, selected
from slack_app.views import errors
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.listening import questions as drawn
from slack_app.views.feedback.managing.settings_forms import carried_in
from slack_app.views.kit import View
from slack_app.views.words import words_for


def register(app: Routes) -> None:
    """The page's buttons, the form, and the click under a reply."""
    app.action(Action.LISTENING_FORM)(opened)
    app.action(Action.LISTENING_ASK)(asked_now)
    app.action(Action.LISTENING_SWITCH)(switched)
    app.action(Action.LISTENING_MAKE)(made_feedback)
    app.view(Callback.FEEDBACK_QUESTION)(sent)


def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a question, or of a new one, which may begin with an example."""
    who, value = acting(context), selected(action) or value_of(action)
    forms.show(deps, who, body, partial(questions.form, deps, who.team_id, who.user_id, value))
    ack()


def asked_now(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Ask a question now."""
    who, listening_id = acting(context), number_of(value_of(action)) or 0
    forms.show_in_place(deps, who, body, partial(questions.ask_now, deps, who.team_id, who.user_id, listening_id))
    ack()


def switched(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Let a question be asked or rest, as the button says and not the other way round."""
    who = acting(context)
    listening_id, _, wanted = value_of(action).partition(":")
    deed = partial(questions.switch, deps, who.team_id, who.user_id, number_of(listening_id) or 0, is_on=wanted == "on")
    forms.show_in_place(deps, who, body, deed)
    ack()


def made_feedback(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Somebody's own reply becomes feedback; they are written to with its number."""
    who = acting(context)
    asking, _, ts = value_of(action).partition(":")
    asking_id, reply_ts = number_of(asking), ts_at({"ts": ts}, "ts")
    if asking_id is not None and reply_ts:
        deed = partial(offering.make_feedback, deps, who.team_id, who.user_id, asking_id, reply_ts)
        forms.do(deps, who, body, deed)
    ack()


def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep a question, and draw the page beneath its form anew."""
    who, (language, about) = acting(context), carried_in(view)

    def deed() -> View | None:
        shown = questions.keep(deps, who.team_id, who.user_id, number(about), drawn.read(view))
        return forms.back_to(deps, who, view, shown)

    beside = Beside(drawn.errors, lambda words, error_id: errors.not_saved(words, "question", error_id))
    forms.keep(ack, who, view, words_for(language), beside, deed)
