"""The digest, played by the people of the local Slack: from the set-up over the past that is read to a second Monday."""

from datetime import date

from sandbox.digest import seen
from sandbox.digest.doing import Doing
from sandbox.digest.figures import Truth
from sandbox.digest.members import Members
from sandbox.digest.town import Town
from sandbox.engine.channels import Message
from sandbox.engine.elements import NotThereError
from sandbox.life import founding
from sandbox.life.opening import READ_HISTORY, STOP_READING, Opening, has
from sandbox.life.player import Player
from sandbox.life.turns import FADING, GATHERING_IN, HEART
from sandbox.life.words.rooms import TEAM
from sandbox.story import Story

PARIS, MONDAY = "Europe/Paris", 0
WEEKS_READ = 7
SECOND = "Owen"


class DigestJourney:
    """Everyone's part in it; `play` returns what was not as it should be."""

    def __init__(self, story: Story, player: Player) -> None:
        self.story, self.sandbox, self.player = story, story.sandbox, player
        self.town = Town(story, player)
        self.boss, self.second = self.sandbox.named("Maëlle"), self.sandbox.named(SECOND)
        self.channels = self.town.channels
        self.team = self.channels[TEAM]
        self.opening = Opening(player.stage, story.idle)
        managers = [one.user_id for one in player.stage.community.team]
        self.truth = Truth(story, managers, PARIS)
        self.doing = Doing(story, self.boss, self.second, self.town)
        self.members = Members(story, self.boss, self.town)

    def play(self) -> list[str]:
        """All of it."""
        try:
            self.it_is_set_up()
            self.the_past_is_read()
            self.the_digest_is_asked_for()
            self.members.read_what_they_may()
            self.members.settings_are_chosen()
            first = self.a_monday("A week goes by, and it is Monday")
            self.doing.all_kinds(first)
            self.members.a_recap_is_read(self.truth)
            self.members.a_morning_is_told()
            second = self.a_monday("Another week goes by")
            self.doing.does_not_come_back(second)
            self.all_figures()
        except (NotThereError, LookupError) as error:
            self.story.expect(right=False, sentence=f"the digest goes on to its end: {type(error).__name__} {error}")
        return [*self.story.wrong, *self.player.ledger.wrong]

    # -- the first day --------------------------------------------------------------------------------

    def it_is_set_up(self) -> None:
        """A manager chooses channels, French, and the time of Paris."""
        self.story.chapter("A manager sets the digest up")
        self.story.expect(self.opening.set_up(), "the channels, the language and the time zone are chosen")
        self.story.settle()
        offers = [one for one in self.team.messages.values() if has(one, READ_HISTORY)]
        self.story.show_channel(self.team)
        self.story.expect(len(offers) == 1, "managers are asked once whether the last weeks shall be read")

    def the_past_is_read(self) -> None:
        """She says yes; the message tells how far it is, and that it is done."""
        self.story.chapter("The last weeks are read")
        offer = next(one for one in self.team.messages.values() if has(one, READ_HISTORY))
        self.story.expect(self.opening.read_history(), "the past is read")
        self.story.tell_again(offer)
        self.story.show_channel(self.team)
        said = not has(offer, READ_HISTORY) and not has(offer, STOP_READING)
        self.story.expect(said, "the message says that it is done")

    def the_digest_is_asked_for(self) -> None:
        """What `/digest now` shows is what was really said; its list finds what has changed of late."""
        story, boss = self.story, self.boss
        story.chapter("/digest now")
        self.asks("now")
        found = seen.written(boss.dm, seen.NOW)
        story.show_inbox(boss)
        if not story.expect(len(found) == 1, "the digest of the last whole week comes in a direct message"):
            return
        self.truth.threads(boss.dm, found[0])
        self.truth.list_holds(found[0])
        self.something_changed(found[0])
        self.truth.history(self.files())

    def something_changed(self, digest: Message) -> None:
        """Who carried a channel and is silent, that channel, and the one that boils: those who live there would say so too."""
        listed = seen.on_the_list(digest)
        heart = self.sandbox.named(HEART).user_id
        # Nobody stands on a list twice: whose question waits is answered first.
        noticed = ("quiet", heart) in listed or heart in self.truth.who_wait(listed)
        self.story.expect(noticed, f"it has noticed that nothing is heard of {HEART}")
        for kind, about, sentence in (
            ("dying", self.channels[FADING].channel_id, f"and that #{FADING} has fallen silent"),
            ("boiling", self.channels[GATHERING_IN].channel_id, f"and that #{GATHERING_IN} boils"),
        ):
            self.story.expect((kind, about) in listed, sentence)

    def files(self) -> dict[date, seen.Figures]:
        """All weeks as the manager is sent them."""
        self.asks("export")
        self.story.show_inbox(self.boss)
        return seen.exported(self.boss)

    def asks(self, text: str) -> None:
        """The manager types the command; whatever the hour is, she is answered."""
        self.town.acts(self.boss)
        self.boss.run_command(self.team, "/digest", text)
        self.story.settle()

    # -- Mondays --------------------------------------------------------------------------------------

    def a_monday(self, chapter: str) -> Message:
        """The community lives until the next Monday's morning, not today's: there is one digest more, and it is right."""
        if self.truth.today().weekday() == MONDAY:
            self.town.live_to(10, 0, PARIS)
        story, before = self.story, len(seen.written(self.team, seen.WEEKLY))
        self.town.live_to(8, 30, PARIS, weekday=MONDAY)
        story.chapter(chapter)
        story.show_channel(self.team)
        self.town.live_to(9, 30, PARIS, weekday=MONDAY)
        found = seen.written(self.team, seen.WEEKLY)
        story.show_channel(self.team)
        story.expect(len(found) == before + 1, "one digest has come, and only one")
        if not found:
            raise NotThereError(seen.WEEKLY)
        self.truth.threads(self.team, found[-1])
        self.truth.list_holds(found[-1])
        return found[-1]

    def all_figures(self) -> None:
        """The files have each week once, with the figures of those that were lived through as they really were."""
        self.story.chapter("All figures, as files")
        self.truth.lived(self.files())
        self.asks("settings")
        form = self.boss.modal
        if self.story.expect(form, "the settings open from the command") and form:
            self.story.show_view(self.boss, form)
        founding.put_away(self.boss)
