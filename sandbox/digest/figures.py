"""Whether what a digest says is true: its figures, its list and its thread, held against the local Slack's own world."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.digest import seen
from sandbox.digest.judge import Judge, differences, public_talk, week_of
from sandbox.engine.channels import Channel, Message
from sandbox.life.digest import led_to
from sandbox.story import Story

LEAST_WEEKS, A_WEEK = 7, timedelta(weeks=1)
MICROSECONDS = 1_000_000


class Truth:
    """Counts anew whenever it is asked; `managers` are the team, by their ids."""

    def __init__(self, story: Story, managers: Collection[str], tz: str) -> None:
        self.story, self.sandbox, self.world = story, story.sandbox, story.sandbox.world
        self.managers, self.tz = managers, tz
        self.team_id = self.sandbox.teams[0]
        self.begin = self.today()

    def judge(self) -> Judge:
        """Who counts what is there now."""
        bots = {one.user_id for one in self.world.people_of(self.team_id) if one.is_bot}
        return Judge(public_talk(self.world, self.team_id), self.managers, bots, self.tz)

    def today(self) -> date:
        """The day where the community is."""
        return self.sandbox.clock.now().astimezone(ZoneInfo(self.tz)).date()

    def this_monday(self, day: date) -> date:
        """The Monday of a day's week."""
        return day - timedelta(days=day.weekday())

    # -- figures --------------------------------------------------------------------------------------

    def history(self, told: Mapping[date, seen.Figures]) -> None:
        """Every week that was read from history is as it was, and there are as many as were promised.

        How quickly people were answered in the first of them is passed over: the day before it was not read.
        """
        judge, last = self.judge(), self.this_monday(self.begin) - A_WEEK
        self.story.expect(
            len(told) >= LEAST_WEEKS and max(told, default=None) == last, f"{len(told)} weeks are counted"
        )
        for monday, figures in sorted(told.items()):
            right = judge.count(monday) | judge.seen_in_history(monday)
            if monday == min(told):
                del right["reply_rate"]
            wrong = differences(figures, right)
            self.story.expect(not wrong, f"the week of {monday} is told as it was {'; '.join(wrong)}".rstrip())

    def lived(self, told: Mapping[date, seen.Figures]) -> None:
        """The weeks that were lived through, likewise."""
        judge, first = self.judge(), self.this_monday(self.begin)
        weeks = [monday for monday in sorted(told) if monday >= first]
        self.story.expect(len(weeks) > 1, f"{len(weeks)} weeks more are counted")
        for monday in weeks:
            came = {"joined": self.joined(monday)} if monday > first else {}
            wrong = differences(told[monday], judge.count(monday) | came)
            self.story.expect(not wrong, f"the week of {monday} is told as it was {'; '.join(wrong)}".rstrip())

    def joined(self, monday: date) -> float:
        """How many people came in a week."""
        week = week_of(monday, self.tz)
        people = (one for one in self.world.people_of(self.team_id) if not one.is_bot)
        return sum(week.start <= one.joined < week.end for one in people)

    # -- the list -------------------------------------------------------------------------------------

    def list_holds(self, digest: Message) -> None:
        """At most five things, each true at this moment, each link leading to what it speaks of."""
        listed = seen.on_the_list(digest)
        self.story.expect(len(listed) <= 5, f"{len(listed)} things are on its list")  # noqa: PLR2004 (as is promised)
        judge, now = self.judge(), float(digest.ts)
        for kind, about in listed:
            if not self.is_true(judge, kind, about, now):
                self.story.expect(right=False, sentence=f"it is true: {kind} {about}")
        links = [url for value, url in seen.links(digest).items() if not self.leads(value, url)]
        self.story.expect(not links, f"every link leads to what was said {' '.join(links)}".rstrip())

    def is_true(self, judge: Judge, kind: str, about: str, now: float) -> bool:
        """Whether that is worth doing."""
        monday = self.this_monday(datetime.fromtimestamp(now, ZoneInfo(self.tz)).date()) - A_WEEK
        if kind == "answer":
            return judge.is_waiting(*_question(about), now)
        if kind in {"dying", "boiling"}:
            usual = judge.usual(about, [monday - number * A_WEEK for number in range(1, 8)])
            ratio = judge.in_channel(about, monday) / max(usual, 1)
            return ratio < 0.35 if kind == "dying" else ratio > 2.5  # noqa: PLR2004 (about a third, about threefold)
        there = about in self.world.people and not self.world.people[about].deleted
        return there and (kind != "quiet" or judge.silent_since(about, week_of(monday, self.tz).start))

    def who_wait(self, listed: Iterable[tuple[str, str]]) -> set[str]:
        """Those whose questions are on a list."""
        questions = (_question(about) for kind, about in listed if kind == "answer")
        return {self.world.channels[channel_id].messages[ts].user_id for channel_id, ts in questions}

    def leads(self, value: str, url: str) -> bool:
        """Whether a link leads to a message that is there."""
        found = led_to(self.world, url)
        return found is not None and (found[1] is not None or not value.startswith("answer"))

    # -- the thread -----------------------------------------------------------------------------------

    def threads(self, channel: Channel, digest: Message) -> None:
        """Under it stand tables with all figures, and a picture with words for those who do not see it."""
        replies = seen.in_thread(channel, digest)
        tables = [block for one in replies for block in one.blocks if block["type"] == "data_table"]
        pictures = [self.world.files[file_id] for one in replies for file_id in one.file_ids]
        right = bool(tables) and [bool(one.alt_txt) for one in pictures] == [True]
        self.story.expect(right, f"{len(tables)} tables and {len(pictures)} picture stand in its thread")

    def public_thread(self, url: str, least: int) -> bool:
        """Whether a link leads to a thread of so many people in a channel that everybody may read."""
        found = led_to(self.world, url)
        if found is None or found[1] is None or found[0].is_private:
            return False
        return self.judge().people_in(found[0].channel_id, found[1].ts) >= least


def _question(about: str) -> tuple[str, str]:
    """The channel and the ts of a question on the list."""
    channel_id, _, micros = about.partition(":")
    return channel_id, f"{int(micros) // MICROSECONDS}.{int(micros) % MICROSECONDS:06d}"
