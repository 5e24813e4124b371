"""What somebody of the product team does with a card."""

from collections.abc import Mapping

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.engine.elements import NotThereError, interactive
from sandbox.life import founding
from sandbox.story import Story

MENU = "card_more"
REASON = "Merci ! C'est déjà possible : Exporter, puis Tout l'agenda."


class Team:
    """One person of it, and the channel in which the cards stand."""

    def __init__(self, story: Story, who: Actor, channel: Channel) -> None:
        self.story, self.who, self.channel = story, who, channel

    def accepts(self, card: Message) -> None:
        """It is taken on."""
        self.presses(card, "card_accept")

    def ships(self, card: Message) -> None:
        """It is done."""
        self.presses(card, "card_ship")

    def declines(self, card: Message) -> str:
        """With a reason, which is returned."""
        self.presses(card, "card_decline")
        self.fills({"reason": REASON})
        return REASON

    def changes(self, card: Message, values: Mapping[str, object]) -> None:
        """What the app got wrong is put right."""
        self.presses(card, "card_change")
        self.fills(values)

    def asks(self, card: Message, words: str) -> None:
        """The author is asked."""
        self.chooses(card, "ask")
        self.fills({"words": words})

    def assigns(self, card: Message, user_id: str) -> None:
        """Somebody takes care of it."""
        self.chooses(card, "assign")
        self.fills({"person": [user_id]})

    def presses(self, card: Message, action_id: str) -> None:
        """A button of the row."""
        founding.press(self.who, card, action_id)
        self.story.settle()

    def chooses(self, card: Message, deed: str) -> None:
        """An entry of the menu; NotThereError if it has none such."""
        for block_id, element in interactive(card.blocks):
            values = [str(one["value"]) for one in element.get("options") or ()]
            wanted = next((value for value in values if value.startswith(f"{deed}:")), None)
            if element["action_id"] == MENU and wanted:
                self.who.choose(card, MENU, wanted, block_id=block_id)
                self.story.settle()
                return
        raise NotThereError(deed)

    def fills(self, values: Mapping[str, object]) -> None:
        """The form that is open, and sends it."""
        form = self.who.modal
        if form is None:
            raise NotThereError(str(values))
        self.story.show_view(self.who, form)
        named = {
            str(block.get("block_id", "")).partition(":")[0]: block.get("block_id") for block in form.shown["blocks"]
        }
        outcome = self.who.submit(form, {named[name]: value for name, value in values.items()})
        self.story.settle()
        self.story.expect(outcome.kind == "closed", f"it is taken {outcome.errors or ''}".strip())
