"""Feedback as it comes in: the command, the shortcut, the buttons that lead to the form, and the form itself."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import structlog
from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.said.wording import as_typed
from slack_app.domain.feedback.terms import Source
from slack_app.domain.messages import facts_of
from slack_app.domain.plain import id_at, mapping_at, str_at, ts_at
from slack_app.flows import setup
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.managing import exporting, settings
from slack_app.flows.feedback.said import mine, saying
from slack_app.flows.feedback.worked_on import board
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.listeners import forms
from slack_app.listeners.forms import Beside
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, chosen, trigger_of
from slack_app.views import errors
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.listening import offered as listening
from slack_app.views.feedback.said import asked, command
from slack_app.views.feedback.said import form_reading as reading
from slack_app.views.feedback.said.form import Message
from slack_app.views.kit import Letter, View
from slack_app.views.words import words_for

log = structlog.get_logger()
HELP = {"help", "aide"}
PRIVATE = {"directmessage", "privategroup"}
"""What Slack calls a place in a shortcut's payload that not everybody may read."""


def register(app: Routes) -> None:
    """Where people say something."""
    app.command("/feedback")(asked_for)
    app.shortcut(Callback.FEEDBACK_SHORTCUT)(began_with_message)
    app.action(Action.FEEDBACK)(began)
    app.view(Callback.FEEDBACK)(said)


def asked_for(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """`/feedback`, with a word that is its own, with somebody's words, or without any."""
    who, typed = acting(context), str(body.get("text") or "").strip()
    answer = ANSWERS.get(typed.lower())
    try:
        letter = answer(deps, who, body) if answer else _form(deps, who, body)
    except NotAllowedError as refusal:
        letter = errors.letter(setup.speaks_as(deps, who.team_id, who.user_id)[0], refusal.code)
    except (TryAgainError, GiveUpError) as error:
        log.warning("form_not_opened", team_id=who.team_id, code=error.code)
        letter = errors.letter(setup.speaks_as(deps, who.team_id, who.user_id)[0], "too_late")
    ack(text=letter.text, blocks=letter.blocks) if letter else ack()


def _form(deps: Deps, who: Who, body: dict[str, Any]) -> Letter | None:
    typed = str(body.get("text") or "")
    return _open(deps, who, body, saying.form(deps, who.team_id, who.user_id, Source.FORM, typed=typed))


def _mine(deps: Deps, who: Who, body: dict[str, Any]) -> Letter | None:
    return _open(deps, who, body, mine.mine(deps, who.team_id, who.user_id))


def _board(deps: Deps, who: Who, body: dict[str, Any]) -> Letter | None:
    return _open(deps, who, body, board.shown(deps, who.team_id, who.user_id))


def _settings(deps: Deps, who: Who, body: dict[str, Any]) -> Letter | None:
    return _open(deps, who, body, settings.page(deps, who.team_id, who.user_id, ""))


def _export(deps: Deps, who: Who, body: dict[str, Any]) -> Letter:
    return exporting.ask(deps, who.team_id, who.user_id, asked=trigger_of(body))


def _help(deps: Deps, who: Who, _body: dict[str, Any]) -> Letter:
    words, manager = setup.speaks_as(deps, who.team_id, who.user_id)
    return command.help_for(words, manager=manager)


def _open(deps: Deps, who: Who, body: dict[str, Any], view: View) -> Letter | None:
    deps.slack.open_view(who.team_id, trigger_of(body), view)
    return None


ANSWERS: Mapping[str, Callable[[Deps, Who, dict[str, Any]], Letter | None]] = {
    "mine": _mine,
    "board": _board,
    "settings": _settings,
    "export": _export,
    "help": _help,
    "aide": _help,
}
"""What may stand after the command; anything else is what somebody wants to say."""


def began_with_message(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """The form with a message's words; what an app wrote is passed on, the app's own words are not."""
    who, message = acting(context), mapping_at(body, "message")
    text = "" if id_at(message, "user") == context.bot_user_id else as_typed(str_at(message, "text") or "")
    draw = partial(
        saying.form, deps, who.team_id, who.user_id, Source.SHORTCUT, typed=text, message=_message(body, who)
    )
    forms.show(deps, who, body, draw)
    ack()


def _message(body: dict[str, Any], who: Who) -> Message:
    message, channel = mapping_at(body, "message"), mapping_at(body, "channel")
    facts, channel_id = facts_of(message), id_at(channel, "id") or ""
    is_private = str_at(channel, "name") in PRIVATE or channel_id[:1] in {"D", "G"}
    return Message(
        channel_id=None if is_private else channel_id,
        ts=None if is_private else ts_at(message, "ts"),
        thread_ts=None if is_private else ts_at(message, "thread_ts"),
        is_own=facts is not None and facts.user_id == who.user_id,
        is_private=is_private,
    )


def began(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """The form, from a button; or that for one's own words on what was only pointed at."""
    who, value = acting(context), value_of(action)
    adds_to, asking_id = number_after(asked.ADD, value), number_after(listening.ANSWER, value)
    if asking_id is not None:
        draw = partial(saying.form_to_answer, deps, who.team_id, who.user_id, asking_id)
    elif adds_to is not None:
        draw = partial(saying.form_to_add, deps, who.team_id, who.user_id, adds_to)
    else:
        source = Source.HOME if value == Source.HOME else Source.FORM
        draw = partial(saying.form, deps, who.team_id, who.user_id, source)
    forms.show(deps, who, body, draw)
    ack()


def said(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Keep what somebody says, and show what may be the same, or that it is kept."""
    who, words = acting(context), words_for(reading.language_in(view))

    def deed() -> View:
        kept, form_id = reading.carried_by(view), str(view.get("id") or trigger_of(view))
        return saying.say(deps, who.team_id, who.user_id, reading.read(view), form_id=form_id, kept=kept)

    forms.keep(ack, who, view, words, Beside(reading.errors, reading.not_saved), deed)


def value_of(action: object) -> str:
    """What a button carries."""
    return str(chosen(action).get("value") or "")


def number_after(prefix: str, value: str) -> int | None:
    """The id that a button carries after these words; None where it begins otherwise."""
    return number_of(value.removeprefix(prefix)) if value.startswith(prefix) else None


def number_of(text: str) -> int | None:
    """The id that it names, if it is one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(2**63)) else None
