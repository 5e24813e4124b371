"""The jobs of coffee: what leads to each, and what of it must be there once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from slack_app.domain.programmes import Audience
from slack_app.domain.rounds import Met
from slack_app.flows import clockwork
from slack_app.flows.coffee import asking, programmes
from slack_app.jobs import Job
from slack_app.store.schema import Participant, Round, Seat
from slack_app.views.coffee.thanks import Thanks
from tests.flows.coffee_stories import BOSS, WEEKLY, arrive, choose, manage, participant, programme
from tests.house import TEAM, House
from tests.workers.stories import Story, rows_of, settle_but
from workers.app import ERRANDS
from workers.base import perform

PAIR = ("UANA", "UBEN")
GROUP = "G-UANA-UBEN"


def joined(house: House, *more: str) -> None:
    """A programme that is on, with two people in it."""
    manage(house)
    arrive(house, *PAIR, "UZOE")
    programme_id = programme(house)
    for user_id in (*PAIR, *more):
        choose(house, programme_id, user_id)


def due(house: House) -> None:
    """The clock says Monday, and a manager presses at the same time."""
    joined(house)
    house.at = house.at.replace(day=9, hour=9)
    programmes.start(house.deps, TEAM, BOSS, 1)
    clockwork.tick(house.deps)


def opened(house: House) -> None:
    """A round has just opened; nothing that follows is done."""
    due(house)
    for row in rows_of(house, Job.OPEN_ROUND):
        perform(house.deps, row.id or 0, ERRANDS[Job.OPEN_ROUND])


def introduced(house: House) -> None:
    opened(house)
    settle_but(house)


def at_half(house: House) -> None:
    introduced(house)
    (found,) = house.rows(Round)
    house.at = found.half_at


def asked(house: House) -> None:
    at_half(house)
    settle_but(house)


def answered(house: House) -> None:
    asked(house)
    settle_but(house)
    house.slack.updates.clear()
    for user_id in PAIR:
        asking.answer(house.deps, TEAM, user_id, 1, Met.MET)


def agreed(house: House) -> None:
    asked(house)
    for user_id in PAIR:
        asking.answer(house.deps, TEAM, user_id, 1, Met.MET)
        asking.thank(house.deps, TEAM, user_id, 1, Thanks(5, "We laughed", may_share=True))


def over(house: House) -> None:
    introduced(house)
    (found,) = house.rows(Round)
    house.at = found.ends_at


def over_and_reported_on_monday(house: House) -> None:
    agreed(house)
    (found,) = house.rows(Round)
    house.at = found.ends_at
    settle_but(house)
    house.at += timedelta(days=1)


def silent_for_long(house: House) -> None:
    joined(house)
    with house.db.transaction() as session:
        for row in house.rows(Participant):
            row.silent_rounds = 2
            session.merge(row)
    house.at = house.at.replace(day=9, hour=9)
    clockwork.tick(house.deps)
    settle_but(house)
    (found,) = house.rows(Round)
    house.at = found.ends_at
    settle_but(house)
    house.at += timedelta(days=1)


def pausing(house: House) -> None:
    joined(house)
    choose(house, 1, "UANA", paused_until=date(2026, 3, 5))
    house.at = house.at.replace(day=5)


def alone(house: House) -> None:
    """Two who never wish to meet."""
    joined(house)
    choose(house, 1, "UANA", apart=("UBEN",))
    house.at = house.at.replace(day=9, hour=9)
    clockwork.tick(house.deps)


def late(house: House) -> None:
    introduced(house)
    choose(house, 1, "UANA", meets_newcomers=True)
    choose(house, 1, "UZOE")


def rehearsed(house: House) -> None:
    joined(house)
    for _ in range(2):
        programmes.rehearse(house.deps, TEAM, BOSS, 1, asked="1.0")


def cancelled(house: House) -> None:
    introduced(house)
    for _ in range(2):
        programmes.cancel(house.deps, TEAM, BOSS, 1)


def with_a_channel(house: House) -> None:
    manage(house)
    house.person("UANA")
    house.slack.inside["CALL"] = ["UANA"]
    programme(house, replace(WEEKLY, audience=Audience.CHANNEL, channel_id="CALL"))


def posts(house: House, channel: str, key: str) -> list[object]:
    return [post for post in house.slack.into(channel) if post.key.startswith(key)]


def files(house: House, name: str) -> list[object]:
    return [file for file in house.slack.files if file[1] == name]


def closings(house: House) -> list[object]:
    assert participant(house, "UANA").silent_rounds == 1
    return list(rows_of(house, Job.REPORT_ROUND))


def answers(house: House) -> list[object]:
    return list({str(update[1:]) for update in house.slack.updates if update[0].channel_id == GROUP})


STORIES: Mapping[Job, Story] = {
    Job.COUNT_IN: Story("nobody_is_counted_in_twice", with_a_channel, lambda h: h.rows(Participant), dies_after=""),
    Job.OPEN_ROUND: Story("no_round_is_opened_twice", due, lambda h: h.rows(Round), dies_after=""),
    Job.INTRODUCE_MEETING: Story("no_group_is_introduced_twice", opened, lambda h: posts(h, GROUP, "introduce")),
    Job.SEND_CALENDAR: Story("no_calendar_is_sent_twice", opened, lambda h: files(h, "coffee.ics"), dies_after=""),
    Job.TELL_LEFT_OUT: Story("nobody_is_told_twice_why", alone, lambda h: posts(h, "D-UANA", "left_out")),
    Job.CANCEL_MEETING: Story("no_group_is_called_off_twice", cancelled, lambda h: posts(h, GROUP, "cancel_meeting")),
    Job.MATCH_LATE: Story(
        "no_newcomer_is_matched_twice",
        late,
        lambda h: [row for row in h.rows(Seat) if row.user_id == "UZOE"],
        dies_after="",
    ),
    Job.ASK_IF_MET: Story("no_group_is_asked_twice", at_half, lambda h: posts(h, GROUP, "ask_met")),
    Job.SHOW_ANSWERS: Story("no_other_answers_are_shown", answered, answers, dies_after="update"),
    Job.SHARE_COFFEE: Story("nothing_is_shared_twice", agreed, lambda h: posts(h, "CCOFFEE", "share_coffee")),
    Job.CLOSE_ROUND: Story("no_silence_counts_twice", over, closings, dies_after=""),
    Job.ASK_SILENT: Story("no_silent_one_is_asked_twice", silent_for_long, lambda h: posts(h, "D-UANA", "ask_silent")),
    Job.END_PAUSE: Story("no_pause_ends_twice", pausing, lambda h: posts(h, "D-UANA", "end_pause")),
    Job.REHEARSE: Story("no_dry_run_is_shown_twice", rehearsed, lambda h: posts(h, f"D-{BOSS}", "rehearse")),
    Job.SHOW_ROUND: Story("no_round_is_shown_twice", opened, lambda h: posts(h, "CTEAM", "show_round")),
    Job.REPORT_ROUND: Story(
        "no_round_is_reported_twice", over_and_reported_on_monday, lambda h: posts(h, "CTEAM", "report_round")
    ),
    Job.SEND_NETWORK: Story(
        "no_picture_is_sent_twice", over_and_reported_on_monday, lambda h: files(h, "coffee.png"), dies_after=""
    ),
}
