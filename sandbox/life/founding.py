"""How a manager makes a coffee programme and switches it on, by the app's own Home and forms."""

from collections.abc import Callable, Mapping

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.elements import NotThereError, interactive
from sandbox.engine.interacting import Outcome, blocks_of
from sandbox.engine.ports import Answer
from sandbox.engine.world import View

FEEDBACK, SETTINGS, TEAM_FORM = "/feedback", "feedback_settings", "team_form"
Settle = Callable[[], object]
LIST, NEW, SWITCH, START = "coffee_programmes", "coffee_new", "coffee_switch", "coffee_start"
"""The action ids of the list of programmes, of a new one of a kind, of what switches one (its value ends with `:on`), and
of what opens a round at once."""


def press(actor: Actor, where: Message | View, action_id: str, value: str = "") -> Answer:
    """Press the button with this action id whose value is, begins or ends with this, the last if there are several.

    NotThereError if there is none.
    """
    for block_id, element in reversed(list(interactive(blocks_of(where)))):
        carried = str(element.get("value") or "")
        if element["action_id"] == action_id and (carried.startswith(value) or carried.endswith(value)):
            return actor.click(where, action_id, block_id=block_id)
    raise NotThereError(action_id)


def listed(manager: Actor, settle: Settle) -> View:
    """The managers' list of programmes, opened from the app's Home; NotThereError if the app has none."""
    manager.open_home()
    settle()
    if manager.home is None:
        raise NotThereError(LIST)
    press(manager, manager.home, LIST)
    settle()
    if manager.modal is None:
        raise NotThereError(LIST)
    return manager.modal


def make(manager: Actor, settle: Settle, kind: str, values: Mapping[str, object]) -> Outcome:
    """A new programme of a kind, with these values in its form and the rest as it is offered."""
    press(manager, listed(manager, settle), NEW, kind)
    settle()
    form = manager.modal
    if form is None:
        raise NotThereError(NEW)
    outcome = manager.submit(form, values)
    settle()
    return outcome


def switch_on(manager: Actor, settle: Settle) -> bool:
    """Switch on the newest programme that is off; whether the app took it."""
    answer = press(manager, listed(manager, settle), SWITCH, ":on")
    settle()
    put_away(manager)
    return answer.ok


def make_team(manager: Actor, settle: Settle, where: str, values: Mapping[str, object]) -> Outcome:
    """A product team that hears feedback, made by the command in a channel; NotThereError if the app has none to make."""
    manager.run_command(where, FEEDBACK, "settings")
    for action_id, value in ((SETTINGS, "teams"), (TEAM_FORM, "")):
        settle()
        press(manager, topmost(manager, action_id), action_id, value)
    settle()
    outcome = manager.submit(topmost(manager, TEAM_FORM), values)
    settle()
    put_away(manager)
    return outcome


def topmost(manager: Actor, wanted: str) -> View:
    """What is open; NotThereError, of what was wanted, if nothing is."""
    if manager.modal is None:
        raise NotThereError(wanted)
    return manager.modal


def put_away(manager: Actor) -> None:
    """Close all that is open."""
    if manager.modal:
        manager.close(manager.modal, cleared=True)
