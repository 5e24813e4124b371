"""What a person does with what the app shows: commands, clicks, choices, forms, shortcuts, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

from sandbox.delivery.answers import Offered, Step, Submitted, of_submission, of_suggestion
from sandbox.delivery.payloads import interactions, parties
from sandbox.delivery.payloads.state import CHOSEN, action_of, state_values
from sandbox.engine import shapes
from sandbox.engine.channels import Channel, Message
from sandbox.engine.elements import chosen_in, element_by, element_in, pressed_in
from sandbox.engine.errors import SlackError
from sandbox.engine.hall import Hall
from sandbox.engine.parties import app_in, room, someone
from sandbox.engine.people import Person
from sandbox.engine.ports import Answer, Delivery
from sandbox.engine.replies import ReplyAddress
from sandbox.engine.world import View

JSON = dict[str, Any]
DISPATCHING = {"section", "actions", "context_actions"}


@dataclass(frozen=True)
class Outcome:
    """What became of a submission; `errors` are by block id.

    "closed", "errors", "updated", "pushed", "cleared", "incomplete" (the client did not send it: these blocks lack an
    answer) or "failed" (the person reads that something went wrong).
    """

    kind: str
    errors: Mapping[str, str] = field(default_factory=dict)
    view: View | None = None
    answer: Answer | None = None


class Interacting:
    """One person, using the app."""

    def __init__(self, hall: Hall, person: Person) -> None:
        self.hall, self.world, self.person = hall, hall.world, person
        self.user_id, self.team_id = person.user_id, person.team_id

    @property
    def modal(self) -> View | None:
        """The modal that this person sees."""
        return self.hall.viewing.top(self.user_id)

    @property
    def home(self) -> View | None:
        """The app's Home tab as it was last published for this person."""
        view_id = self.world.homes.get(self.user_id)
        return self.world.views[view_id] if view_id else None

    # -- commands and shortcuts -------------------------------------------------------------------------

    def run_command(self, channel: Channel | str, command: str, text: str = "") -> Answer:
        """Type a slash command; what the app answers at once appears in the channel. LookupError if there is none."""
        where = self.world.channels[channel] if isinstance(channel, str) and channel in self.world.channels else channel
        if isinstance(where, str):
            where = self.world.channel_named(self.team_id, where)
        if command not in self.hall.spec.commands:
            raise LookupError(command)
        url = self.hall.replies.issue(self.team_id, where, self.user_id)
        form = interactions.slash_command(
            self._app, self._me, room(where), f"{command} {text}".strip(), trigger_id=self._trigger(), response_url=url
        )
        answer = self._delivery.command(form)
        if answer.ok and (answer.body.get("text") or answer.body.get("blocks")):
            self.hall.replies.say(ReplyAddress(self.team_id, where.channel_id, self.user_id, 0.0), answer.body)
        return answer

    def shortcut(self, callback_id: str) -> Answer:
        """Choose a global shortcut; LookupError if the app has none of that name."""
        self._offered(callback_id, "global")
        payload = interactions.shortcut(
            self._app, self._me, callback_id, trigger_id=self._trigger(), action_ts=self._now()
        )
        return self._delivery.interact(payload)

    def message_shortcut(self, message: Message, callback_id: str) -> Answer:
        """Choose a shortcut in a message's menu; LookupError if the app has none of that name."""
        self._offered(callback_id, "message")
        payload = interactions.message_action(
            self._app,
            self._me,
            self._origin(message),
            callback_id,
            trigger_id=self._trigger(),
            action_ts=self._now(),
        )
        return self._delivery.interact(payload)

    def _offered(self, callback_id: str, kind: str) -> None:
        known = {(one["callback_id"], one["type"]) for one in self.hall.spec.shortcuts}
        if (callback_id, kind) not in known:
            raise LookupError(callback_id)

    # -- elements ---------------------------------------------------------------------------------------

    def click(self, where: Message | View, action_id: str, *, block_id: str = "", value: str = "") -> Answer:
        """Press a button; of a pair for feedback, the one with this `value`."""
        found_in, element = element_in(blocks_of(where), action_id, block_id)
        return self._act(where, found_in, pressed_in(element, value), None)

    def choose(self, where: Message | View, action_id: str, value: object, *, block_id: str = "") -> Answer | None:
        """Choose or type something (an option by its value or text, a user id, a date, words…).

        The app hears of it at once where Slack would tell it; None where it only hears on submitting.
        """
        found_in, element = element_in(blocks_of(where), action_id, block_id)
        chosen = chosen_in(element, value)
        self._put(where, found_in, element, chosen)
        return self._act(where, found_in, element, chosen) if dispatches(where, found_in, element) else None

    def suggest(self, where: Message | View, name: str, typed: str) -> list[JSON]:
        """Type in an external select (named by its action id or its block's id): the options that the app offers."""
        offered = self.offers(where, name, typed)
        return [*offered.options, *(option for group in offered.option_groups for option in group["options"])]

    def offers(self, where: Message | View, name: str, typed: str, *, block_id: str = "") -> Offered:
        """The same as the app answers it: options, or groups of them."""
        blocks = blocks_of(where)
        found_in, element = element_in(blocks, name, block_id) if block_id else element_by(blocks, name)
        action_id = str(element["action_id"])
        payload = interactions.block_suggestion(
            self._app, self._me, self._origin(where), block_id=found_in, action_id=action_id, typed=typed
        )
        return of_suggestion(self._delivery.interact(payload).body)

    def _put(self, where: Message | View, block_id: str, element: JSON, chosen: object) -> None:
        if element["type"] not in CHOSEN:
            return
        if isinstance(where, View):
            self.hall.viewing.put(where, block_id, element["action_id"], chosen)
        else:
            where.typed.setdefault(block_id, {})[element["action_id"]] = chosen

    def _act(self, where: Message | View, block_id: str, element: JSON, chosen: object) -> Answer:
        action = action_of(element, block_id, chosen, self._now())
        view_id = where.view_id if isinstance(where, View) else None
        trigger = self.hall.triggers.issue(self.team_id, self.user_id, view_id)
        payload = interactions.block_actions(self._app, self._me, self._origin(where), [action], trigger_id=trigger)
        return self._delivery.interact(payload)

    # -- forms ------------------------------------------------------------------------------------------

    def fill(self, view: View, values: Mapping[str, object]) -> None:
        """Put values into a form, by action id or block id, telling the app nothing."""
        for name, value in values.items():
            block_id, element = element_by(view.shown["blocks"], name)
            self._put(view, block_id, element, chosen_in(element, value))

    def submit(self, view: View, values: Mapping[str, object] | None = None, *, anyway: bool = False) -> Outcome:
        """Fill a modal and press its button; `anyway` sends it though Slack's client would ask for what is missing."""
        self.fill(view, values or {})
        missing = lacking(view)
        if missing and not anyway:
            return Outcome("incomplete", dict.fromkeys(missing, "required"), view)
        payload = interactions.view_submission(self._app, self._me, view.shown, trigger_id=self._trigger(view.view_id))
        answer = self._delivery.interact(payload)
        return self._outcome(view, answer) if answer.ok else Outcome("failed", view=view, answer=answer)

    def _outcome(self, view: View, answer: Answer) -> Outcome:
        meant = of_submission(answer.body, view.shown["blocks"])
        if meant.step in {Step.UPDATE, Step.PUSH}:
            return self._shown(meant, view, answer)
        if meant.step in {Step.CLOSE, Step.CLEAR}:
            self.hall.viewing.close(view, all_of_them=meant.step is Step.CLEAR)
            return Outcome("closed" if meant.step is Step.CLOSE else "cleared", answer=answer)
        return Outcome("errors" if meant.step is Step.ERRORS else "failed", meant.errors, view, answer)

    def _shown(self, meant: Submitted, view: View, answer: Answer) -> Outcome:
        viewing = self.hall.viewing
        try:
            if meant.step is Step.UPDATE:
                return Outcome("updated", view=viewing.update(view, meant.view), answer=answer)
            return Outcome("pushed", view=viewing.push(self.team_id, self.user_id, meant.view), answer=answer)
        except SlackError:
            return Outcome("failed", view=view, answer=answer)

    def close(self, view: View, *, cleared: bool = False) -> None:
        """Close a modal, or (cleared) all that lie on each other; the app is told if it asked to be."""
        for gone in self.hall.viewing.close(view, all_of_them=cleared):
            if gone.shown["notify_on_close"]:
                self._delivery.interact(interactions.view_closed(self._app, self._me, gone.shown, cleared=cleared))

    # -- what every payload needs -----------------------------------------------------------------------

    @property
    def _app(self) -> parties.Installation:
        return app_in(self.world, self.team_id)

    @property
    def _me(self) -> parties.Person:
        return someone(self.person)

    @property
    def _delivery(self) -> Delivery:
        delivery = self.hall.hearing.delivery
        if delivery is None:
            raise LookupError("nobody delivers")
        return delivery

    def _trigger(self, view_id: str | None = None) -> str:
        return self.hall.triggers.issue(self.team_id, self.user_id, view_id)

    def _now(self) -> str:
        return f"{time():.6f}"

    def _origin(self, where: Message | View) -> interactions.Origin:
        if isinstance(where, View):
            state = state_values(where.shown["blocks"], where.typed)
            return interactions.Origin(view=where.shown, state=state)
        channel = self.world.channels[where.channel_id]
        return interactions.Origin(
            room=room(channel),
            message=shapes.message(self.world, where),
            ephemeral=where.ephemeral_to is not None,
            state=state_values(where.blocks, where.typed),
            response_url=self.hall.replies.issue(self.team_id, channel, self.user_id, where),
        )


def blocks_of(where: Message | View) -> list[JSON]:
    """The blocks of a message or a view."""
    blocks: list[JSON] = where.shown["blocks"] if isinstance(where, View) else where.blocks
    return blocks


def dispatches(where: Message | View, block_id: str, element: Mapping[str, Any]) -> bool:
    """Whether Slack tells the app at once: always, but for inputs that did not ask for it."""
    block = next((one for one in blocks_of(where) if one.get("block_id") == block_id), {})
    return bool(block.get("type") in DISPATCHING or block.get("dispatch_action") or element["type"] == "button")


def lacking(view: View) -> list[str]:
    """The ids of the input blocks that must have an answer and have none."""
    values = view.shown["state"]["values"]
    return [
        block["block_id"]
        for block in view.shown["blocks"]
        if block["type"] == "input" and not block.get("optional") and not answered(values.get(block["block_id"], {}))
    ]


def answered(states: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether anything stands in an input."""
    return any(value for state in states.values() for name, value in state.items() if name != "type")
