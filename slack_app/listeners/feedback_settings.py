"""Managers and their choices of feedback: the pages, the forms, the order of the rules, the dry run."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Kind
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.managing import exporting, keeping_teams, settings
from slack_app.flows.feedback.routed import ordering
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, chosen, selected
from slack_app.views import errors as refusals
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.managing import settings_reading, team_forms
from slack_app.views.feedback.managing.settings import Page
from slack_app.views.feedback.managing.settings_forms import carried_in
from slack_app.views.feedback.routed import rule_form
from slack_app.views.feedback.routed.rules import CATCH_ALL, CHANGE, FORCE
from slack_app.views.kit import View
from slack_app.views.words import Words, words_for

Keep = Callable[[Deps, Who, str, dict[str, Any]], View]
Wrong = Callable[[Words, InvalidAnswersError], dict[str, str]]
FORMS_OF_PAGES = frozenset({Page.WHAT})
"""Pages that are forms: they open on top of the page where their button stands."""


def register(app: Routes) -> None:
    """The pages, what opens a form, what is done at once, and the forms that are sent."""
    app.action(Action.FEEDBACK_SETTINGS)(opened)
    app.action(Action.TEAM_FORM)(opened_team)
    app.action(Action.CHANNEL_FORM)(opened_channel)
    app.action(Action.RULE_FORM)(opened_rule)
    app.action(Action.RULE_MOVE)(moved_rule)
    app.action(Action.RULES_DO)(did_with_rules)
    app.action(Action.RULES_DISCARD)(discarded_rules)
    app.action(Action.RULES_HISTORY)(opened_history)
    app.action(Action.RULES_REHEARSE)(rehearsed_rules)
    app.action(Action.FEEDBACK_EXPORT)(asked_for_everything)
    app.view(Callback.FEEDBACK_WHAT)(_sent(_keep_what, settings_reading.errors, "emojis"))
    app.view(Callback.FEEDBACK_CHANNEL)(_sent(_keep_channel, settings_reading.errors, "channel_id"))
    app.view(Callback.FEEDBACK_TEAM)(_sent(_keep_team, team_forms.errors, "name"))
    app.view(Callback.FEEDBACK_TARGETS)(_sent(_keep_targets, team_forms.errors, team_forms.FIRST_TARGET))
    app.view(Callback.FEEDBACK_RULE)(_sent(_keep_rule, rule_form.errors, "name"))


def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Show a page in the place of the one where its button stands; a form, and the first page, open anew."""
    who, value = acting(context), _value(action)
    draw = partial(settings.page, deps, who.team_id, who.user_id, value)
    if value in FORMS_OF_PAGES:
        forms.show(deps, who, body, draw)
    else:
        _turn(deps, who, body, draw)
    ack()


def opened_team(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a team, or of what it promises for a kind."""
    who = acting(context)
    about, _, kind = _value(action).partition(":")
    if kind:
        draw = partial(keeping_teams.targets_form, deps, who.team_id, who.user_id, number(about) or 0, _kind(kind))
        forms.show(deps, who, body, draw)
    else:
        forms.show(deps, who, body, partial(keeping_teams.form, deps, who.team_id, who.user_id, number(about)))
    ack()


def opened_channel(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a channel's choices."""
    who = acting(context)
    forms.show(deps, who, body, partial(settings.channel_form, deps, who.team_id, who.user_id, _value(action)))
    ack()


def opened_rule(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form of a rule, or of the catch-all."""
    who = acting(context)
    forms.show(deps, who, body, partial(ordering.form, deps, who.team_id, who.user_id, _value(action)))
    ack()


def moved_rule(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """A rule is to be changed, moved or taken away."""
    who = acting(context)
    rule_id, _, what = selected(action).partition(":")
    if what == CHANGE:
        forms.show(deps, who, body, partial(ordering.form, deps, who.team_id, who.user_id, rule_id))
    else:
        _turn(deps, who, body, partial(ordering.move, deps, who.team_id, who.user_id, rule_id, what))
    ack()


def did_with_rules(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """The rules that wait are put in force, or an earlier version is."""
    who = acting(context)
    what, _, version = _value(action).partition(":")
    if what == FORCE:
        _turn(deps, who, body, partial(ordering.put_in_force, deps, who.team_id, who.user_id))
    else:
        _turn(deps, who, body, partial(ordering.restore, deps, who.team_id, who.user_id, number(version) or 0))
    ack()


def discarded_rules(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """The rules that wait are dropped."""
    who = acting(context)
    _turn(deps, who, body, partial(ordering.discard, deps, who.team_id, who.user_id))
    ack()


def opened_history(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Show the versions of the rules."""
    who = acting(context)
    _turn(deps, who, body, partial(ordering.history, deps, who.team_id, who.user_id))
    ack()


def rehearsed_rules(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """A dry run of the rules, for each time that somebody asks."""
    who, asked = acting(context), str(chosen(action).get("action_ts"))
    _turn(deps, who, body, partial(ordering.rehearsed, deps, who.team_id, who.user_id, asked=asked))
    ack()


def asked_for_everything(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps
) -> None:
    """A manager gets everything as files, and reads that it is on its way."""
    who, asked = acting(context), str(chosen(action).get("action_ts"))

    def draw() -> View:
        said = exporting.ask(deps, who.team_id, who.user_id, asked=asked)
        return settings.menu_after(deps, who.team_id, who.user_id, said.text)

    _turn(deps, who, body, draw)
    ack()


def _turn(deps: Deps, who: Who, body: dict[str, Any], draw: Callable[[], View]) -> None:
    """Show a page in the place of the settings' page where its button stands; anywhere else it opens."""
    on_page = str((body.get("view") or {}).get("callback_id")) == Callback.FEEDBACK_MENU
    (forms.show_in_place if on_page else forms.show)(deps, who, body, draw)


def _sent(keep: Keep, wrong: Wrong, first: str) -> Callable[..., None]:
    """Keep a form, and draw the page beneath it anew; of a failure it is said beside the form's first field."""
    beside = Beside(wrong, lambda words, error_id: refusals.not_saved(words, first, error_id))

    def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, (language, about) = acting(context), carried_in(view)

        def deed() -> View | None:
            return forms.back_to(deps, who, view, keep(deps, who, about, view))

        forms.keep(ack, who, view, words_for(language), beside, deed)

    return sent


def _keep_what(deps: Deps, who: Who, _about: str, view: dict[str, Any]) -> View:
    return settings.keep_what(deps, who.team_id, who.user_id, settings_reading.what_is_heard(view))


def _keep_channel(deps: Deps, who: Who, _about: str, view: dict[str, Any]) -> View:
    return settings.keep_channel(deps, who.team_id, who.user_id, settings_reading.channel(view))


def _keep_team(deps: Deps, who: Who, about: str, view: dict[str, Any]) -> View:
    return keeping_teams.keep(deps, who.team_id, who.user_id, number(about), view)


def _keep_targets(deps: Deps, who: Who, about: str, view: dict[str, Any]) -> View:
    product_team_id, _, kind = about.partition(":")
    return keeping_teams.keep_targets(
        deps, who.team_id, who.user_id, number(product_team_id) or 0, _kind(kind), view
    )  # fmt: skip


def _keep_rule(deps: Deps, who: Who, about: str, view: dict[str, Any]) -> View:
    if about == CATCH_ALL:
        return ordering.keep_catch_all(deps, who.team_id, who.user_id, rule_form.read_catch_all(view))
    return ordering.keep_rule(deps, who.team_id, who.user_id, about, view)


def _kind(text: str) -> Kind | None:
    return next((one for one in Kind if one == text), None)


def _value(action: object) -> str:
    return str(chosen(action).get("value") or "")
