"""The measures of a week counted a second time, slowly, by the words of docs/metrics.md: from all that ever happened."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from math import ceil
from statistics import fmean, median
from zoneinfo import ZoneInfo

from slack_app.domain.measures.log import Act, Flag
from slack_app.domain.measures.terms import Measure, Value
from tests.domain.measures.communities import ACTS, MESSAGES

DAY, HOUR = 86_400_000_000, 3_600_000_000


class Plainly:
    """One week of a community; `earlier` are the weeks counted before it, oldest first."""

    def __init__(self, community, week: date, earlier: "list[Plainly]"):
        self.community, self.week, self.earlier = community, week, earlier
        self.zone = ZoneInfo(community.tz)
        self.start, self.end = self.midnight(week), self.midnight(week + timedelta(days=7))
        self.heard = [one for one in community.deeds if self.start - DAY <= one.at < self.end]
        self.lived = [one for one in community.deeds if self.start <= one.at < self.end]
        outside = {one.user_id for one in self.heard if one.flags & Flag.OUTSIDE}
        self.members = {one for one in community.known if one not in community.team and one not in outside}
        self.persons = set(community.known) | {one.user_id for one in self.heard if one.act in MESSAGES}
        self.said = [one for one in self.lived if one.act in MESSAGES]
        self.active = {one.user_id for one in self.lived if one.act in ACTS} & self.members
        self.counted_from = {
            one for one, person in community.known.items()
            if one in self.members and (one in self.active or (person.is_here and person.joined < self.end))
        }  # fmt: skip
        self.stage = self.stages()

    def midnight(self, day):
        utc = datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(UTC)
        return (utc - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)

    def day_of(self, at):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)).astimezone(self.zone).date()

    def week_of(self, at):
        day = self.day_of(at)
        return day - timedelta(days=day.weekday())

    def before(self, how_many):
        """The week so many weeks before, as a Monday."""
        return self.week - timedelta(weeks=how_many)

    # who was there

    def active_on(self, first, last):
        """Members who did anything on one of these days."""
        found = (one for one in self.community.deeds if one.act in ACTS and first <= self.day_of(one.at) <= last)
        return {one.user_id for one in found} & self.members

    def presence(self):
        days = [self.week + timedelta(days=n) for n in range(7)]
        daily = [len(self.active_on(day, day)) for day in days]
        monthly = [len(self.active_on(day - timedelta(days=30), day)) for day in days]
        n = len(self.counted_from)
        yield Measure.ACTIVE_WEEKLY, Value(len(self.active), n)
        yield Measure.ACTIVE_DAILY, Value(fmean(daily), n)
        yield Measure.ACTIVE_MONTHLY, Value(monthly[-1], n)
        sticks = fmean(a / b if b else 0 for a, b in zip(daily, monthly, strict=True))
        yield Measure.STICKINESS, Value(sticks if monthly[-1] else None, monthly[-1])

    def comings(self):
        n = len(self.counted_from)
        last_week = self.active_on(self.before(1), self.week - timedelta(days=1))
        ever = {one.user_id for one in self.community.deeds if one.act in ACTS and one.at < self.start}
        yield Measure.NEW, Value(len(self.active - ever), n)
        yield Measure.RETURNING, Value(len(self.active & last_week), n)
        yield Measure.RESURRECTED, Value(len((self.active & ever) - last_week), n)
        yield Measure.QUIET, Value(len(last_week - self.active), n)

    # what they said

    def talk(self):
        n = len(self.counted_from)
        by = Counter(one.user_id for one in self.said if one.user_id in self.members)
        reacted = {one.user_id for one in self.lived if one.act == Act.REACTION} & self.members
        yield Measure.POSTERS, Value(len(by), n)
        yield Measure.REACTORS, Value(len(reacted - set(by)), n)
        yield Measure.MESSAGES, Value(by.total(), n)
        yield Measure.MESSAGES_PER_ACTIVE, ratio(by.total(), len(self.active))
        yield Measure.VOICES, Value(len({one.user_id for one in self.said}), n)
        top = sum(messages for _, messages in by.most_common(ceil(len(by) / 10)))
        yield Measure.TOP_SHARE, Value(top / by.total() if by else None, len(by))
        replies = [one.user_id for one in self.said if one.act == Act.REPLY]
        members, team = (sum(one in group for one in replies) for group in (self.members, self.community.team))
        yield Measure.MEMBERS_REPLIES, ratio(members, members + team)

    def channels(self):
        return {
            channel: (len(said), len({one.user_id for one in said}))
            for channel in {one.channel_id for one in self.said}
            if (said := [one for one in self.said if one.channel_id == channel])
        }

    # threads

    def author(self, channel_id, head):
        """Who began a thread, as far as the rows of this week and the day before say."""
        thread = [one for one in self.heard if (one.channel_id, one.head) == (channel_id, head)]
        began = [one.user_id for one in thread if one.act == Act.POST]
        named = began or [one.to for one in thread if one.act == Act.REPLY and one.to]
        return named[0] if named and named[0] in self.persons else None

    def answers(self):
        asked, answered, waits = [], [], []
        for head in self.heard:
            if head.act != Act.POST or head.user_id not in self.members or head.at >= self.end - DAY:
                continue
            first = min((one.at for one in self.replies_to(head)), default=None)
            asked.append(head)
            if first is not None:
                waits.append((first - head.at) / HOUR)
                answered += [head] if first - head.at <= DAY else []
        questions = [one for one in asked if one.flags & Flag.QUESTION]
        yield Measure.QUESTIONS, Value(len(questions), len(asked))
        yield Measure.REPLY_RATE, ratio(len(answered), len(asked))
        yield Measure.UNANSWERED, Value(len([one for one in questions if one not in answered]), len(questions))
        yield Measure.FIRST_RESPONSE_MEDIAN, Value(median(waits) if waits else None, len(waits))
        p90 = sorted(waits)[ceil(0.9 * len(waits)) - 1] if waits else None
        yield Measure.FIRST_RESPONSE_P90, Value(p90, len(waits))

    def replies_to(self, head):
        thread = (one for one in self.heard if (one.channel_id, one.head) == (head.channel_id, head.head))
        return [one for one in thread if one.act == Act.REPLY and one.user_id != head.user_id]

    def depth(self):
        threads = defaultdict(list)
        for one in self.said:
            if one.act == Act.REPLY:
                threads[one.channel_id, one.head].append(one.user_id)
        people = [len({*who, self.author(*key) or who[0]}) for key, who in threads.items()]
        yield Measure.PEOPLE_PER_THREAD, ratio(sum(people), len(threads))
        yield Measure.REPLIES_PER_THREAD, ratio(sum(map(len, threads.values())), len(threads))
        yield Measure.THREADS_OF_THREE, Value(len([n for n in people if n >= 3]), len(threads))

    def help(self):
        """Who replied to whom, as often as they did."""
        replies = [one for one in self.said if one.act == Act.REPLY]
        named = [(one.user_id, self.author(one.channel_id, one.head)) for one in replies]
        return [(who, whom) for who, whom in named if whom and whom != who]

    def reciprocity(self):
        pairs = set(self.help())
        yield Measure.RECIPROCITY, ratio(len([pair for pair in pairs if pair[::-1] in pairs]), len(pairs))

    def contribution(self):
        gave = {one.user_id for one in self.said if one.flags & Flag.RESOURCE} | {who for who, _ in self.help()}
        shared = [one for one in self.said if one.flags & Flag.RESOURCE and one.user_id in self.members]
        messages = [one for one in self.said if one.user_id in self.members]
        yield Measure.CONTRIBUTORS, Value(len(gave & self.members), len(self.counted_from))
        yield Measure.RESOURCES, Value(len(shared), len(messages))

    # who came, stayed, left, spoke at last

    def first_message(self, user_id):
        return min(
            (one.at for one in self.community.deeds if one.user_id == user_id and one.act in MESSAGES), default=None
        )

    def cohort(self, weeks_ago):
        came = set()
        for one in self.members:
            joined, wrote = self.community.known[one].joined, self.first_message(one)
            if joined > 0 and self.week_of(joined) == self.before(weeks_ago) and not (wrote and wrote < joined):
                came.add(one)
        return came

    def newcomers(self):
        yield Measure.JOINED, Value(len(self.cohort(0)), len(self.counted_from))
        for measure, ago, days in ((Measure.ACTIVATED_7, 1, 7), (Measure.ACTIVATED_14, 2, 14)):
            cohort = self.cohort(ago)
            wrote = [one for one in cohort if (at := self.first_message(one)) and at - self.joined(one) <= days * DAY]
            yield measure, ratio(len(wrote), len(cohort))
        for measure, ago in ((Measure.RETENTION_1, 1), (Measure.RETENTION_4, 4), (Measure.RETENTION_12, 12)):
            yield measure, ratio(len(self.cohort(ago) & self.active), len(self.cohort(ago)))
        moves = sorted((one for one in self.lived if one.act in (Act.JOINED, Act.LEFT)), key=lambda it: (it.at, it.act))
        gone = {one for one, act in {it.user_id: it.act for it in moves}.items() if act == Act.LEFT}
        yield Measure.LEFT, Value(len(gone & self.members), len(self.counted_from))

    def joined(self, user_id):
        return self.community.known[user_id].joined

    def conversion(self):
        silent = {
            one for one in self.counted_from
            if self.joined(one) < self.start - 28 * DAY and not ((at := self.first_message(one)) and at < self.start)
        }  # fmt: skip
        yield Measure.CONVERSION, ratio(len(silent & {one.user_id for one in self.said}), len(silent))

    # the path

    def of_four_weeks(self):
        return [*[one for one in self.earlier if one.week >= self.before(3)], self]

    def helped_in(self, user_id):
        """The weeks, of the last twelve, in which they helped; five weeks without any activity, and one begins anew."""
        found, silent = 0, 0
        for one in [self, *reversed(self.earlier)][:12]:
            there = user_id in {deed.user_id for deed in one.lived if deed.act in ACTS}
            silent = 0 if there else silent + (one is not self)
            if silent >= 5:
                break
            found += user_id in {who for who, _ in one.help()}
        return found

    def stages(self):
        rules, weeks = self.community.rules, self.of_four_weeks()
        stage = dict(self.earlier[-1].stage) if self.earlier else {}
        for one in self.members:
            introduced = self.community.known[one].introduced
            messages = sum(it.user_id == one for week in weeks for it in week.said)
            replies = [who for week in weeks for who, _ in week.help()].count(one)
            helped = sum(len({whom for who, whom in week.help() if who == one}) for week in weeks)
            earned = 1 if 0 < introduced < self.end or messages >= rules.posts else 0
            earned = 2 if replies >= rules.replies else earned
            earned = 3 if helped >= rules.helped and self.helped_in(one) >= rules.helping_weeks else earned
            stage[one] = max(stage.get(one, 0), earned)
        return stage

    def path(self):
        here = [one for one in self.members if self.community.known[one].is_here and one in self.counted_from]
        at = Counter(self.stage.get(one, 0) for one in here)
        for n, measure in enumerate((Measure.AWARE, Measure.ACTIVATED, Measure.CONTRIBUTOR, Measure.ADVOCATE)):
            yield measure, Value(at[n], len(here))

    def values(self):
        return dict(
            pair for part in (
                self.presence, self.comings, self.talk, self.answers, self.depth, self.reciprocity,
                self.contribution, self.newcomers, self.conversion, self.path,
            ) for pair in part()
        )  # fmt: skip


def ratio(part, whole):
    return Value(part / whole if whole else None, whole)
