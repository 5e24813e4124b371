"""What someone does with a message of the app: press, choose, fill the form that opens, say hello, write to someone."""

from collections.abc import Callable
from typing import Any

from sandbox.engine.acting import CannotError
from sandbox.engine.channels import Message
from sandbox.engine.elements import NotThereError, interactive
from sandbox.engine.world import View
from sandbox.life.answers import BY_KIND, filled
from sandbox.life.hand import Hand
from sandbox.life.words.common import HELLOS, PERSONAL

JSON = dict[str, Any]
Doing = Callable[[Hand, Message, JSON], str]
"""Does it, and says in one word what came of it; "failed" if the app did not take it."""
CANNOT = (CannotError, LookupError)
MOST_FORMS = 4


def press(hand: Hand, message: Message, element: JSON) -> str:
    """Press the button (of several alike, the one of the same value), and fill the form if one opens."""
    try:
        answer = hand.actor.click(message, element["action_id"], block_id=block_of(message, element))
    except NotThereError:
        return "gone"
    if not answer.ok:
        return "failed"
    return fill_form(hand) if hand.actor.modal else "pressed"


def block_of(message: Message, element: JSON) -> str:
    """The id of the block in which it stands; NotThereError if it is gone. Empty where no value tells it from others."""
    if "value" not in element:
        return ""
    for block_id, one in interactive(message.blocks):
        if (one["action_id"], one.get("value")) == (element["action_id"], element["value"]):
            return block_id
    raise NotThereError(element["action_id"])


def fill_form(hand: Hand) -> str:
    """Fill what is open and send it; what follows it too. A form that takes no answer is closed."""
    for _ in range(MOST_FORMS):
        view = hand.actor.modal
        if view is None:
            return "sent"
        outcome = send(hand, view)
        if outcome in {"failed", "errors", "incomplete", "read"}:
            close(hand)
            return outcome
    close(hand)
    return "sent"


def send(hand: Hand, view: View) -> str:
    """Send a form with everything filled in; if that is refused, with only what must be."""
    if not view.shown.get("submit"):
        return "read"
    outcome = hand.actor.submit(view, filled(hand, view))
    if outcome.kind in {"errors", "incomplete"}:
        outcome = hand.actor.submit(view, filled(hand, view, required_only=True))
    return outcome.kind


def close(hand: Hand) -> None:
    """Close all that is open."""
    if hand.actor.modal:
        hand.actor.close(hand.actor.modal, cleared=True)


def choose(hand: Hand, message: Message, element: JSON) -> str:
    """Choose something in a menu, a picker or a list that stands in a message."""
    view = View("", hand.actor.team_id, hand.actor.user_id, "message", {"blocks": message.blocks})
    answering = BY_KIND.get(element["type"])
    value = answering(hand, view, "", element) if answering and "external" not in element["type"] else None
    if value is None:
        return "left"
    try:
        answer = hand.actor.choose(message, element["action_id"], value)
    except NotThereError:
        return "gone"
    return "failed" if answer and not answer.ok else "chosen"


def say_hello(hand: Hand, message: Message, element: JSON) -> str:
    """Say hello in the thread, to the person whom the button names; press it too, as Slack does when it opens a link."""
    channel, newcomer = hand.channel_of(message), hand.actor.world.people.get(str(element.get("value")))
    if newcomer is None or newcomer.user_id == hand.actor.user_id or not hand.may_write_in(channel):
        return "left"
    if press(hand, message, element) == "failed":
        return "failed"
    said = {channel.messages[ts].text for ts in channel.threads.get(message.ts, ())}
    hellos = [hello.format(name=newcomer.shown_name) for hello in HELLOS[hand.language]]
    hand.actor.reply(message, hand.chance.choice([hello for hello in hellos if hello not in said] or hellos))
    return "hello"


def greet(hand: Hand, message: Message, element: JSON) -> str:
    """Take it on to greet someone, and write to them."""
    newcomer = hand.actor.world.people.get(str(element.get("value")))
    done = press(hand, message, element)
    if done == "pressed" and newcomer and not newcomer.deleted:
        line = hand.chance.choice(PERSONAL[hand.language]).format(name=newcomer.shown_name)
        hand.actor.write_to([newcomer.user_id], line)
    return done
