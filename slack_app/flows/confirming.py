"""A word back to someone who chose something: what was done, and the way back."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from sqlmodel import Session

from slack_app.domain.participation import Silence
from slack_app.flows.deps import Deps
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.people import direct_channel
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.views import errors, messages, privacy
from slack_app.views.coffee import waiting
from slack_app.views.digest import recap
from slack_app.views.kit import Letter
from slack_app.views.words import Words, words_for

LETTERS: Mapping[str, Callable[[Words], Letter]] = {
    "stopped": messages.stopped,
    "resumed": messages.resumed,
    "erased": privacy.erased,
    "unnamed": partial(recap.naming_noted, unnamed=True),
    "named": partial(recap.naming_noted, unnamed=False),
}


def ask_to_confirm(
    session: Session, deps: Deps, team_id: str, user_id: str, told: Mapping[str, str], *, forget: bool = False
) -> None:
    """Ask that someone be told; with `forget` the row leaves no trace of them afterwards.

    `told`: `what` (paused, stopped, resumed, erased, unnamed, named, date_is_past), `language`, and with paused `until`, a date; or
    silence, with which (`silence`), where (`programme`, `programme_id`) and perhaps `until`.
    """
    args = {**told, "user_id": user_id, "forget": forget}
    task = Task(Job.CONFIRM, f"confirm:{uuid.uuid4().hex}", None if forget else user_id, args)
    outbox.put(session, team_id, task, now=deps.now())


def confirm(deps: Deps, errand: Errand) -> Outcome:
    """Tell them."""
    letter = _letter(words_for(errand.args["language"]), errand)
    if letter is None:
        return Drop("unknown_word")
    channel_id = direct_channel(deps, errand.team_id, errand.args["user_id"])
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key))


def _letter(words: Words, errand: Errand) -> Letter | None:
    match errand.args["what"]:
        case "paused":
            return messages.paused(words, date.fromisoformat(errand.args["until"]))
        case "silence":
            return _silence_noted(words, errand)
        case "date_is_past":
            return errors.letter(words, "date_is_past")
        case what if what in LETTERS:
            return LETTERS[what](words)
    return None


def _silence_noted(words: Words, errand: Errand) -> Letter:
    args, until = errand.args, errand.args.get("until")
    day = date.fromisoformat(until) if until else None
    return waiting.silence_noted(words, int(args["programme_id"]), args["programme"], Silence(args["silence"]), day)
