"""The groups of a round say whether they met, and how it was."""

from sandbox.coffee.seen import HELLO, QUESTION, language_of, members, name_of, written
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.story import Story

REMARKS = {"fr": "On n'a pas vu le temps passer.", "en": "Half an hour that felt like five minutes."}
Introduced = list[tuple[str, Message]]
"""Introductions, each with the id of its conversation."""


class Answers:
    """Their part in a round; `silent` is the id of somebody who never answers, nor does anything come of their groups."""

    def __init__(self, story: Story, silent: str) -> None:
        self.story, self.sandbox, self.silent = story, story.sandbox, silent

    def people(self, channel_id: str) -> list[Actor]:
        """Those of a group who answer."""
        found = (self.sandbox.as_person(user_id) for user_id in members(self.sandbox.world, channel_id))
        return [one for one in found if one.user_id != self.silent]

    def comes_to_nothing(self, channel_id: str) -> bool:
        """Whether the silent one is in it."""
        return self.silent in members(self.sandbox.world, channel_id)

    def first_words(self, fresh: Introduced) -> None:
        """They write to each other."""
        for channel_id, _ in fresh:
            for one in self.people(channel_id) if not self.comes_to_nothing(channel_id) else []:
                one.post(channel_id, f"{HELLO[language_of(one)]} !")
        self.story.settle()

    def at_half(self, fresh: Introduced, number: int) -> None:
        """All say that they met, or that it is planned, or not yet: group by group in turn."""
        asked = {channel_id: self._asked(channel_id, introduction) for channel_id, introduction in fresh}
        for channel_id in [channel_id for channel_id, found in asked.items() if len(found) != 1]:
            many = len(asked.pop(channel_id))
            self.story.expect(right=False, sentence=f"{self._names(channel_id)} are asked once ({many} times)")
        for index, (channel_id, found) in enumerate(asked.items()):
            self._answer(found[0], channel_id, (index + number) % 4)
        self.story.settle()
        for channel_id, found in asked.items():
            if not all(one.user_id in str(found[0].blocks) for one in self.people(channel_id)):
                self.story.expect(right=False, sentence=f"{self._names(channel_id)} see who answered what")

    def at_last(self, fresh: Introduced) -> None:
        """Those who were asked again say that they have met by now."""
        for channel_id, introduction in fresh:
            asked = self._asked(channel_id, introduction)
            if len(asked) > 1 and not self.comes_to_nothing(channel_id):
                self._says(self.people(channel_id)[0], asked[-1], "coffee_met")

    def _asked(self, channel_id: str, introduction: Message) -> list[Message]:
        found = written(self.sandbox.world.channels[channel_id], QUESTION)
        return [one for one in found if one.ts > introduction.ts]

    def _answer(self, question: Message, channel_id: str, turn: int) -> None:
        answer = {0: "coffee_planned", 1: "coffee_not_yet"}.get(turn, "coffee_met")
        for one in self.people(channel_id):
            self._says(one, question, "coffee_not_yet" if self.comes_to_nothing(channel_id) else answer)

    def _says(self, who: Actor, question: Message, answer: str) -> None:
        who.click(question, answer)
        if who.modal:
            said = {"rating": "5", "remark": REMARKS[language_of(who)], "may_share": ["may_share"]}
            outcome = who.submit(who.modal, said)
            if outcome.kind != "closed":
                self.story.expect(
                    right=False, sentence=f"{name_of(who)} says how it was: {outcome.kind} {outcome.errors}"
                )
        if who.modal:
            who.close(who.modal, cleared=True)

    def _names(self, channel_id: str) -> str:
        return " & ".join(name_of(self.sandbox.as_person(one)) for one in members(self.sandbox.world, channel_id))
