"""What managers do with a digest's list: one takes something on, another comes too late, one thanks, one says it is done."""

from sandbox.digest import seen
from sandbox.digest.town import Town
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.life import founding
from sandbox.reading import message_lines
from sandbox.story import Story

WORDS = "Merci, vraiment. On te voit, et cela compte."


class Doing:
    """Two managers before a list."""

    def __init__(self, story: Story, first: Actor, second: Actor, town: Town) -> None:
        self.story, self.sandbox, self.first, self.second = story, story.sandbox, first, second
        self.town = town
        self.settled: set[tuple[str, str]] = set()

    def all_kinds(self, digest: Message) -> None:
        """Whatever is on it is done in its way."""
        self.story.chapter("Two managers do what is on the list")
        for kind, about in seen.on_the_list(digest):
            if kind in {"greet", "quiet"}:
                self._taken(digest, kind, about)
            elif kind == "thank":
                self._thanked(digest, about)
            else:
                self._done(digest, kind, about)
        self.story.tell_again(digest)
        self.story.show_channel(self.sandbox.world.channels[digest.channel_id])
        self.story.expect(not seen.on_the_list(digest), "nothing is left to press on it")

    def _taken(self, digest: Message, kind: str, about: str) -> None:
        self._press(self.first, digest, seen.TAKE, kind, about)
        text = str(digest.blocks)
        right = (kind, about) not in seen.on_the_list(digest) and self.first.user_id in text
        name = self.sandbox.world.people[about].real_name
        self.story.expect(right, f"the list says who sees to {name}")
        self._note(kind, about)

    def _done(self, digest: Message, kind: str, about: str) -> None:
        self._press(self.second, digest, seen.DONE, kind, about)
        right = (kind, about) not in seen.on_the_list(digest) and self.second.user_id in str(digest.blocks)
        self.story.expect(right, f"the list says who has seen to it ({kind})")
        self._note(kind, about)

    def _thanked(self, digest: Message, about: str) -> None:
        thanked, story = self.sandbox.as_person(about), self.story
        before = len(thanked.inbox())
        self._press(self.first, digest, seen.THANK, "thank", about)
        form = self.first.modal
        if not story.expect(form, "a form with words to change opens") or form is None:
            return
        story.show_view(self.first, form)
        outcome = self.first.submit(form, {"thanks_words": WORDS})
        founding.put_away(self.first)
        story.settle()
        story.expect(outcome.kind == "closed", f"the thanks are sent {outcome.errors or ''}".rstrip())
        self._arrives(thanked, before)
        self._note("thank", about)

    def _arrives(self, thanked: Actor, before: int) -> None:
        """At once, or when it is day where they live."""
        waited = 0
        while len(thanked.inbox()) == before and waited < 4:  # noqa: PLR2004 (a day, and its hours)
            waited += 1
            self.town.live_to((9 + 5 * waited) % 24, 5, thanked.person.tz or "UTC")
        read = self.story.show_inbox(thanked)
        text = " ".join(line for one in read for line in message_lines(self.sandbox.world, one))
        self.story.expect(WORDS in text, f"{thanked.person.real_name} reads them")

    def _press(self, who: Actor, digest: Message, action: str, kind: str, about: str) -> None:
        founding.press(who, digest, action, f"{kind} {about}")
        self.story.settle()

    def _note(self, kind: str, about: str) -> None:
        self.settled.add((kind, about))

    def does_not_come_back(self, digest: Message) -> None:
        """What was seen to is not on the next list."""
        again = self.settled & set(seen.on_the_list(digest))
        self.story.expect(not again, f"nothing of it comes back {sorted(again) or ''}".rstrip())
