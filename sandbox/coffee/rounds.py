"""One round of coffee after the other: who is introduced, in which language, what managers read of it."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sandbox.coffee.answers import Answers, Introduced
from sandbox.coffee.judge import Judge
from sandbox.coffee.seen import HELLO, INTRODUCTION, REPORT, has, key_of, members, name_of, written
from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.reading import message_lines
from sandbox.story import Story

PARIS = "Europe/Paris"
MONDAY, TUESDAY, THURSDAY, FRIDAY = 0, 1, 3, 4
ROUNDS_OF_SILENCE = 3
Joins = Callable[[], str]


class Rounds:
    """Plays rounds with those who are `present`, and judges each."""

    def __init__(self, story: Story, team: Channel, judge: Judge, silent: Actor) -> None:
        self.story, self.sandbox, self.team, self.judge = story, story.sandbox, team, judge
        self.answers = Answers(story, silent.user_id)
        self.present: set[str] = set()
        self.latecomer: Joins | None = None
        """What lets somebody join while the next round is on its way; their name."""
        self._away: dict[str, int] = {}
        self._to_tell: dict[str, int] = {}
        self._seen: set[tuple[str, str]] = set()

    # -- who is there ---------------------------------------------------------------------------------

    def away(self, who: Actor, rounds: int) -> None:
        """Somebody misses so many rounds."""
        self.present.discard(who.user_id)
        self._away[who.user_id] = rounds

    def told_when_back(self, who: Actor) -> None:
        """They are to read that their pause is over."""
        self._to_tell[who.user_id] = len(who.inbox())

    def next_monday(self, weeks: int) -> date:
        """The Monday so many weeks from that of this week."""
        today = self.sandbox.clock.now().astimezone(ZoneInfo(PARIS)).date()
        return today + timedelta(weeks=weeks, days=-today.weekday())

    def _who_comes_back(self) -> None:
        for user_id in [user_id for user_id, left in self._away.items() if not left]:
            del self._away[user_id]
            self.present.add(user_id)
            if user_id in self._to_tell:
                who = self.sandbox.as_person(user_id)
                told = str([one.text for one in who.inbox()[self._to_tell.pop(user_id) :]])
                self.story.show_inbox(who)
                self.story.expect("pause" in told, f"{name_of(who)} is told that the pause is over")
        self._away = {user_id: left - 1 for user_id, left in self._away.items()}

    # -- a round --------------------------------------------------------------------------------------

    def play(self, number: int) -> None:
        """From Monday to Monday; the first one is told in full."""
        story, first = self.story, number == 1
        story.chapter(f"Round {number}")
        story.go_to(11, 10, PARIS, weekday=MONDAY)
        self._who_comes_back()
        fresh = self._introduced(in_full=first) + self._somebody_comes_late()
        self.answers.first_words(fresh)
        story.go_to(11, 30, PARIS, weekday=THURSDAY)
        self.answers.at_half(fresh, number)
        story.go_to(11, 30, PARIS, weekday=FRIDAY)
        self.answers.at_last(fresh)
        for channel_id, _ in fresh[:2] if first else []:
            story.show_channel(self.sandbox.world.channels[channel_id])
        story.go_to(9, 40, PARIS, weekday=MONDAY)
        self._reported(number)
        if number == ROUNDS_OF_SILENCE:
            self._silence_is_asked_about()

    def groups(self) -> Introduced:
        """Every introduction so far, with its conversation."""
        places = [one for one in self.sandbox.world.channels.values() if one.kind is ChannelKind.MPIM]
        return [(one.channel_id, said) for one in places for said in written(one, INTRODUCTION)]

    def _new(self) -> Introduced:
        found = [one for one in self.groups() if (one[0], one[1].ts) not in self._seen]
        self._seen |= {(channel_id, said.ts) for channel_id, said in found}
        return found

    def _introduced(self, *, in_full: bool) -> Introduced:
        story, fresh = self.story, self._new()
        wrong = self.judge.judged([members(self.sandbox.world, channel_id) for channel_id, _ in fresh], self.present)
        names = " · ".join(self._names(channel_id) for channel_id, _ in fresh)
        story.expect(not wrong, f"everyone is introduced as well as can be: {names} {'; '.join(wrong)}".rstrip())
        for channel_id, said in fresh:
            self._in_their_language(channel_id, said)
        for channel_id, _ in fresh if in_full else []:
            story.show_channel(self.sandbox.world.channels[channel_id])
            story.expect(self._has_calendar(channel_id), "with a file for their calendars")
        return fresh

    def _in_their_language(self, channel_id: str, said: Message) -> None:
        """In one language if they share one; each speaks at least that of their Slack."""
        people = [self.sandbox.world.people[one] for one in members(self.sandbox.world, channel_id)]
        own = {"fr" if (one.locale or "").startswith("fr") else "en" for one in people}
        text = " ".join(message_lines(self.sandbox.world, said))
        used = {language for language, hello in HELLO.items() if hello in text}
        if not used or not used <= own:
            self.story.expect(right=False, sentence=f"{self._names(channel_id)} are introduced in {used} of {own}")

    def _somebody_comes_late(self) -> Introduced:
        if self.latecomer is None:
            return []
        self.story.go_to(11, 0, PARIS, weekday=TUESDAY)
        name, self.latecomer = self.latecomer(), None
        self.story.go_to(11, 20, PARIS)
        fresh = self._new()
        names = " · ".join(self._names(channel_id) for channel_id, _ in fresh)
        self.story.expect(name in names, f"{name} need not wait for the next round: {names}")
        for channel_id, _ in fresh:
            self.story.show_channel(self.sandbox.world.channels[channel_id])
            self.judge.remember(members(self.sandbox.world, channel_id))
        return fresh

    # -- what is told of it ---------------------------------------------------------------------------

    def _reported(self, number: int) -> None:
        if number in (1, ROUNDS_OF_SILENCE):
            self.story.show_channel(self.team)
        read = [one for one in self.team.messages.values() if one.bot_id]
        reports = sum(key_of(one).startswith(REPORT) for one in read)
        files = [self.sandbox.world.files[file_id] for one in read if not one.is_reply for file_id in one.file_ids]
        drawn = sum(one.name.endswith(".png") and bool(one.alt_txt) for one in files)
        right = reports == drawn == number
        self.story.expect(right, f"managers read how it went, with a picture ({reports} reports, {drawn} pictures)")

    def _silence_is_asked_about(self) -> None:
        who, self.answers.silent = self.sandbox.as_person(self.answers.silent), ""
        asked = [one for one in self.story.show_inbox(who) if has(one, "coffee_silence_keep")]
        if self.story.expect(len(asked) == 1, f"{name_of(who)}, silent three times, is asked what suits them"):
            who.click(asked[0], "coffee_silence_keep")
            self.story.settle()
            self.story.show_inbox(who)

    def in_all(self) -> None:
        """How connected they have become."""
        others = [set().union(*(pair - {one} for pair in self.judge.met if one in pair)) for one in self.present]
        fewest = min((len(met) for met in others), default=0)
        self.story.remark(f"each of {len(others)} people has met {fewest} others or more")

    # -- small things ---------------------------------------------------------------------------------

    def _names(self, channel_id: str) -> str:
        return " & ".join(name_of(self.sandbox.as_person(one)) for one in members(self.sandbox.world, channel_id))

    def _has_calendar(self, channel_id: str) -> bool:
        said = self.sandbox.world.channels[channel_id].messages.values()
        files = [self.sandbox.world.files[file_id] for one in said for file_id in one.file_ids]
        return any(b"BEGIN:VEVENT" in (one.content or b"") for one in files if one.name.endswith(".ics"))
