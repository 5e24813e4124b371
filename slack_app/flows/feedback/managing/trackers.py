"""Managers set up trackers, switch them on and off, and try them. All raise NotAllowedError."""

import json
from collections.abc import Mapping
from secrets import token_hex, token_urlsafe

from sqlmodel import Session

from slack_app.domain.door import Kind as Door
from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.domain.feedback.trackers.kinds import (
    GIVES_ITS_OWN_SECRET,
    MOST_TRACKERS,
    Setup,
    TrackerKind,
    checked,
    is_elsewhere,
)
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.answered import polling
from slack_app.flows.feedback.trackers import tracking
from slack_app.flows.feedback.trackers.reaching import noting, opened, secrets_of
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.people import as_manager, direct_channel
from slack_app.flows.wishes import wished_by
from slack_app.gateway.protocol import GiveUpError, Post, TryAgainError
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.feedback import trackers
from slack_app.store.outbox import Task
from slack_app.store.schema import TrackerRow
from slack_app.views.feedback.trackers import forms as tracker_forms
from slack_app.views.feedback.trackers import listed as trackers_view
from slack_app.views.feedback.trackers.listed import Hook, Said
from slack_app.views.kit import View


class SecretsAreNotSafeError(NotAllowedError):
    """Nobody gave the installation a key: what is closed without one is open to whoever reads the database."""

    code = "no_secret_key"


def listed(deps: Deps, team_id: str, user_id: str, said: Said | None = None) -> View:
    """All trackers with their buttons, after what just came of one of them."""
    words, _ = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        rows = trackers.all_of(session, team_id)
    return trackers_view.menu(words, rows, said=said, is_safe=deps.seal.is_safe)


def new_form(deps: Deps, team_id: str, user_id: str, kind: TrackerKind) -> View:
    """The form of a new tracker. Raises SecretsAreNotSafeError, too."""
    words, _ = as_manager(deps, team_id, user_id)
    if not deps.seal.is_safe:
        raise SecretsAreNotSafeError
    return tracker_forms.form(words, kind)


def form(deps: Deps, team_id: str, user_id: str, tracker_id: int) -> View | None:
    """The form of a tracker, without its secrets; None where there is none."""
    words, _ = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        row = trackers.find(session, team_id, tracker_id)
    return tracker_forms.form(words, TrackerKind(row.kind), row) if row else None


def keep(deps: Deps, team_id: str, user_id: str, setup: Setup, tracker_id: int | None, *, renew: bool = False) -> View:
    """Keep what the form says, and show the list; of a new tracker also, this once, its hook. Raises InvalidAnswersError.

    `renew`: the hook gets another address and secret, and the old ones are good for nothing.
    """
    words, _ = as_manager(deps, team_id, user_id)
    if not deps.seal.is_safe:
        raise SecretsAreNotSafeError
    with transaction(deps) as session:
        held = trackers.hold(session, team_id, tracker_id) if tracker_id else None
        row, hook = _kept(session, deps, team_id, user_id, setup, held, renew=renew)
        polling.keep(session, deps, team_id)
        _file_what_waits(session, deps, row)
        rows = trackers.all_of(session, team_id)
        return trackers_view.menu(words, rows, said=Said("saved", row.name), hook=hook, is_safe=True)


def _kept(  # noqa: PLR0913  who says what of which
    session: Session,
    deps: Deps,
    team_id: str,
    user_id: str,
    setup: Setup,
    row: TrackerRow | None,
    *,
    renew: bool = False,
) -> tuple[TrackerRow, Hook | None]:
    before = _secrets_before(deps, row)
    if row and "token" in before and not setup.secrets.get("token"):
        _same_place(setup, row)
    found = checked(setup, before.keys())
    secrets = {**before, **found.secrets}
    is_new = row is None or renew
    if is_new and found.kind not in GIVES_ITS_OWN_SECRET and "hook" not in found.secrets:
        secrets["hook"] = token_hex(24)
    sealed, name = deps.seal.close(json.dumps(secrets)), token_urlsafe(24)
    values = {"kind": found.kind.value, "name": found.name, "choices": dict(found.choices), "sealed": sealed}
    if row is None:
        _room_for_one_more(session, team_id)
        row = trackers.add(session, team_id, {**values, "hook": name, "created_by": user_id}, now=deps.now())
    else:
        for column, value in values.items():
            setattr(row, column, value)
        row.hook, row.trouble, row.updated_at = name if renew else row.hook, None, deps.now()
        session.add(row)
    address = f"{deps.public_url}/hooks/{row.hook}" if deps.public_url else ""
    return row, Hook(found.kind, address, secrets.get("hook", "")) if is_new else None


def _secrets_before(deps: Deps, row: TrackerRow | None) -> Mapping[str, str]:
    """The secrets that are known; none where they were closed with another key: then all are asked for anew."""
    if row is None:
        return {}
    try:
        return secrets_of(deps, row)
    except GiveUpError:
        return {}


def _same_place(setup: Setup, row: TrackerRow) -> None:
    """Nobody learns a token by letting it be sent to an address of their own. Raises InvalidAnswersError."""
    if is_elsewhere(setup.kind, setup.choices, row.choices):
        raise InvalidAnswersError({"token": "elsewhere"})


def _room_for_one_more(session: Session, team_id: str) -> None:
    if len(trackers.all_of(session, team_id)) >= MOST_TRACKERS:
        raise InvalidAnswersError({"name": "too_many"})


def switch(deps: Deps, team_id: str, user_id: str, tracker_id: int, *, is_on: bool) -> View:
    """Let a tracker be used, or rest: then nothing is filed there and nothing is heard from it."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = trackers.hold(session, team_id, tracker_id)
        if row:
            row.is_on, row.updated_at = is_on, deps.now()
            session.add(row)
            session.flush()
            polling.keep(session, deps, team_id)
            if is_on:
                _file_what_waits(session, deps, row)
    said = Said("on" if is_on else "off", row.name) if row else None
    return listed(deps, team_id, user_id, said)


def _file_what_waits(session: Session, deps: Deps, row: TrackerRow) -> None:
    """Tickets that could not be filed while the tracker was wrongly set up are filed now."""
    for ticket in trackers.without_issue(session, row.team_id, row.id or 0) if row.is_on else ():
        tracking.ask_to_file(session, deps, ticket)


def ask_to_test(deps: Deps, team_id: str, user_id: str, tracker_id: int, *, asked: str) -> View:
    """A manager wants to know whether a tracker works; `asked` tells one wish from the next. The answer comes as a message."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = trackers.find(session, team_id, tracker_id)
        if row:
            key, args = f"test_tracker:{tracker_id}:{user_id}:{asked}", {"tracker_id": tracker_id}
            task = Task(Job.TEST_TRACKER, key, user_id, args=args, door=Door.ANSWER.value)
            outbox.put(session, team_id, task, now=deps.now())
    return listed(deps, team_id, user_id, Said("testing", row.name) if row else None)


def test_tracker(deps: Deps, errand: Errand) -> Outcome:
    """Read the project, file nothing, and tell who asked what came of it: also that nobody answered is an answer."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    wisher = wished_by(deps, errand)
    with deps.db.reading() as session:
        row = trackers.find(session, team_id, errand.args["tracker_id"])
    if row is None or wisher is None:
        return Drop("not_allowed")
    words, _ = wisher
    project, code = _tried(deps, row)
    letter = trackers_view.tested(words, row, project, code)
    channel_id = direct_channel(deps, team_id, user_id)
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key))


def _tried(deps: Deps, row: TrackerRow) -> tuple[str, str | None]:
    """What the project is called there, and what went wrong."""
    try:
        with noting(deps, row):
            project = opened(deps, row).test()
    except (TryAgainError, GiveUpError) as failure:
        return "", failure.code
    with transaction(deps) as session:
        held = trackers.hold(session, row.team_id, row.id or 0)
        if held:
            held.tested_at = deps.now()
            session.add(held)
            _file_what_waits(session, deps, held)
    return project, None


def names_of(session: Session, team_id: str) -> Mapping[int, str]:
    """What the trackers are called that are on, by id: for the lists from which rules and teams choose."""
    return {row.id or 0: row.name for row in trackers.all_of(session, team_id) if row.is_on}
