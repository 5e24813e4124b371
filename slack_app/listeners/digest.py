"""The digest as people use it: the command, the list's buttons, thanks, settings, names in recaps, the first days' reading."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import structlog
from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import NotAllowedError
from slack_app.flows import setup
from slack_app.flows.deps import Deps
from slack_app.flows.digest import catching_up, doing, exporting, naming, now, settings, thanking
from slack_app.gateway.protocol import GiveUpError, Receipt, TryAgainError
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, chosen, message_of, trigger_of
from slack_app.views import errors
from slack_app.views.actions import Action, Callback
from slack_app.views.digest import command as view
from slack_app.views.digest import recap, settings_reading
from slack_app.views.digest import thanking as thanks
from slack_app.views.digest.settings import Page
from slack_app.views.kit import Letter, View
from slack_app.views.words import words_for

log = structlog.get_logger()

Deed = Callable[[Deps, str, str, str, Receipt], bool]
Wish = Callable[[Deps, str, str], None]
DEEDS: Mapping[Action, Deed] = {Action.TODO_TAKE: doing.take, Action.TODO_DONE: doing.done}
WISHES: Mapping[Action, Wish] = {
    Action.CATCH_UP_START: catching_up.start,
    Action.CATCH_UP_DECLINE: catching_up.decline,
    Action.CATCH_UP_STOP: catching_up.stop,
}
SENT = (Callback.DIGEST_WHEN, Callback.DIGEST_WHAT, Callback.DIGEST_PATH)


def register(app: Routes) -> None:
    """Where people meet the digest."""
    for action, deed in DEEDS.items():
        app.action(action)(_doing(deed))
    app.action(Action.TODO_THANK)(began_to_thank)
    app.view(Callback.THANKS)(thanked)
    app.command("/digest")(asked)
    app.action(Action.DIGEST_SETTINGS)(opened)
    for callback in SENT:
        app.view(callback)(_sent(callback))
    app.action(Action.DIGEST_EXPORT)(asked_for_figures)
    app.action(Action.RECAP_UNNAMED)(chose_to_be_named)
    for action, wish in WISHES.items():
        app.action(action)(_wishing(wish))


def _doing(deed: Deed) -> Callable[..., None]:
    def did(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, where = acting(context), message_of(body)
        if where:
            deed(deps, who.team_id, who.user_id, _value(action), where)
        ack()

    return did


def began_to_thank(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Open the form in which a manager writes their thanks."""
    who, where = acting(context), message_of(body)
    if where:
        draw = partial(thanking.form, deps, who.team_id, who.user_id, _value(action), where)
        forms.show(deps, who, body, draw)
    ack()


def thanked(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep a manager's thanks."""
    who, words = acting(context), words_for(thanks.language_in(view))

    def deed() -> None:
        thanking.thank(deps, who.team_id, who.user_id, thanks.read(view))

    forms.keep(ack, who, view, words, Beside(thanks.errors, thanks.not_saved), deed)


def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Show a page of the settings."""
    who = acting(context)
    forms.show(deps, who, body, partial(settings.form, deps, who.team_id, who.user_id, _value(action)))
    ack()


def _sent(callback: Callback) -> Callable[..., None]:
    beside = Beside(
        settings_reading.errors, lambda words, error_id: settings_reading.not_saved(words, callback, error_id)
    )

    def sent(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, words = acting(context), words_for(str(view.get("private_metadata")))

        def deed() -> View | None:
            menu = settings.keep(deps, who.team_id, who.user_id, settings_reading.read(callback, view))
            return forms.back_to(deps, who, view, menu)

        forms.keep(ack, who, view, words, beside, deed)

    return sent


def asked_for_figures(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """A manager gets all figures as files; whoever is none is told so."""
    who, asked = acting(context), str(chosen(action).get("action_ts"))
    forms.do(deps, who, body, partial(exporting.ask, deps, who.team_id, who.user_id, asked=asked))
    ack()


def chose_to_be_named(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Someone does not wish to be named in recaps, or does again."""
    who = acting(context)
    naming.name_in_recaps(deps, who.team_id, who.user_id, unnamed=_value(action) != recap.ON)
    ack()


def _wishing(wish: Wish) -> Callable[..., None]:
    def wished(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who = acting(context)
        forms.do(deps, who, body, partial(wish, deps, who.team_id, who.user_id))
        ack()

    return wished


def asked(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """`/digest`, with a word or without; only the one who asks sees the answer."""
    who, typed = acting(context), str(body.get("text") or "").strip()
    try:
        letter = ANSWERS.get(typed.lower(), _unknown)(deps, who, body)
    except NotAllowedError as refusal:
        letter = errors.letter(setup.speaks_as(deps, who.team_id, who.user_id)[0], refusal.code)
    except (TryAgainError, GiveUpError) as error:
        log.warning("form_not_opened", team_id=who.team_id, code=error.code)
        letter = errors.letter(setup.speaks_as(deps, who.team_id, who.user_id)[0], "too_late")
    ack(text=letter.text, blocks=letter.blocks) if letter else ack()


def _figures(deps: Deps, who: Who, _body: dict[str, Any]) -> Letter:
    return now.figures(deps, who.team_id, who.user_id)


def _now(deps: Deps, who: Who, body: dict[str, Any]) -> Letter:
    return now.ask(deps, who.team_id, who.user_id, asked=trigger_of(body))


def _export(deps: Deps, who: Who, body: dict[str, Any]) -> Letter:
    return exporting.ask(deps, who.team_id, who.user_id, asked=trigger_of(body))


def _settings(deps: Deps, who: Who, body: dict[str, Any]) -> None:
    menu = settings.form(deps, who.team_id, who.user_id, Page.MENU)
    deps.slack.open_view(who.team_id, trigger_of(body), menu)


def _measures(deps: Deps, who: Who, _body: dict[str, Any]) -> Letter:
    return view.measures(setup.speaks_as(deps, who.team_id, who.user_id)[0])


def _help(deps: Deps, who: Who, _body: dict[str, Any]) -> Letter:
    words, manager = setup.speaks_as(deps, who.team_id, who.user_id)
    return view.help_for(words, manager=manager)


def _unknown(deps: Deps, who: Who, body: dict[str, Any]) -> Letter:
    words, manager = setup.speaks_as(deps, who.team_id, who.user_id)
    return view.unknown(words, str(body.get("text") or "").strip(), manager=manager)


ANSWERS: Mapping[str, Callable[[Deps, Who, dict[str, Any]], Letter | None]] = {
    "": _figures,
    "now": _now,
    "settings": _settings,
    "export": _export,
    "measures": _measures,
    "help": _help,
    "aide": _help,
}
"""What may stand after the command."""


def _value(action: object) -> str:
    return str(chosen(action).get("value") or "")
