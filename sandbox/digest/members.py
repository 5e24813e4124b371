"""The members' part: the figures that all may see, the recap and one's name in it; the moderators' short form."""

from sandbox.digest import seen
from sandbox.digest.figures import Truth
from sandbox.digest.town import Town
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.life import founding
from sandbox.life.wanting import TAKEN
from sandbox.life.words.rooms import TEAM
from sandbox.story import Story

PARIS, LEAST_PEOPLE = "Europe/Paris", 3
READER = "Solène"
SETTINGS = {"brief": ["yes"], "brief_hour": "9", "recap": ["yes"], "recap_weekday": "0", "recap_hour": "10"}


class Members:
    """What is told to those who do not run the place."""

    def __init__(self, story: Story, boss: Actor, town: Town) -> None:
        self.story, self.sandbox, self.boss, self.town = story, story.sandbox, boss, town
        self.channels = town.channels
        self.reader = self.sandbox.named(READER)

    def read_what_they_may(self) -> None:
        """`/digest` shows a member figures; what is for managers is refused kindly."""
        story, reader = self.story, self.reader
        story.chapter("A member asks for the figures")
        general = self.channels["general"]
        before = len(reader.seen_in(general))
        reader.run_command(general, "/digest")
        story.settle()
        told = reader.seen_in(general)[before:]
        story.tell(told, f"{READER} reads")
        story.expect(any(any(map(str.isdigit, str(one.blocks))) for one in told), "figures, for everyone to see")
        inbox = len(reader.inbox())
        reader.run_command(general, "/digest", "export")
        story.settle()
        told = reader.seen_in(general)[before + len(told) :]
        story.tell(told, f"{READER} reads")
        story.expect(told and len(reader.inbox()) == inbox, "the files are for managers, and it says so")

    def settings_are_chosen(self) -> None:
        """A manager switches the recap and the short form on."""
        story, boss = self.story, self.boss
        story.chapter("A manager chooses")
        boss.run_command(self.channels[TEAM], "/digest", "settings")
        story.settle()
        menu = boss.modal
        if not story.expect(menu, "the settings open") or menu is None:
            return
        story.show_view(boss, menu)
        founding.press(boss, menu, "digest_settings", "when")
        story.settle()
        form = boss.modal
        if form is None:
            return
        story.show_view(boss, form)
        outcome = boss.submit(form, {**SETTINGS, "recap_channel": self.channels["general"].channel_id})
        story.settle()
        story.expect(
            outcome.kind in TAKEN, f"a recap for members, and a short form every morning {outcome.errors or ''}"
        )
        founding.put_away(boss)

    def a_recap_is_read(self, truth: Truth) -> None:
        """On Monday at ten in the members' channel: threads that everybody may read; who wishes is not named."""
        story, general = self.story, self.channels["general"]
        story.chapter("The members' recap")
        if not seen.written(general, seen.RECAP):
            self.town.live_to(10, 20, PARIS)
        found = seen.written(general, seen.RECAP)
        story.tell(found[-1:], "in #general")
        if not story.expect(len(found) == 1, "members read one recap"):
            return
        links = [url for action, _, url in seen.buttons(found[0]) if action == seen.OPEN]
        right = all(truth.public_thread(url, LEAST_PEOPLE) for url in links)
        story.expect(links and right, f"{len(links)} threads of three people or more, which everybody may read")
        self._somebody_stays_unnamed(found[0])

    def _somebody_stays_unnamed(self, recap: Message) -> None:
        named = [one for one in self.sandbox.world.people if f"<@{one}>" in str(recap.blocks)]
        if not named:
            self.story.remark("nobody is named in it")
            return
        who = self.sandbox.as_person(named[0])
        self.town.acts(who)
        founding.press(who, recap, "recap_unnamed")
        self.story.settle()
        self.story.expect(f"<@{who.user_id}>" not in str(recap.blocks), f"{who.person.real_name} is named no more")

    def a_morning_is_told(self) -> None:
        """The next morning moderators read what waits, unless there is nothing."""
        self.story.chapter("The next morning")
        self.town.live_to(9, 20, PARIS)
        found = seen.written(self.channels[TEAM], seen.BRIEF)
        self.story.tell(found[-1:], f"in #{TEAM}")
        self.story.expect(found, "moderators read the short form")
