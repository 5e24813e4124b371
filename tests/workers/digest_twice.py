"""The jobs of the digest: what leads to each, and what of it must be there once."""

from collections.abc import Mapping
from datetime import timedelta

from slack_app.domain.people import Person
from slack_app.flows import clockwork
from slack_app.flows.deps import transaction
from slack_app.flows.digest import catching_up, doing, exporting, learning, now, thanking
from slack_app.jobs import Job
from slack_app.store.schema import CatchUpChannel, Member
from slack_app.views.digest.thanking import ThanksWritten
from tests.flows.coffee_stories import BOSS
from tests.flows.digest_stories import a_day, a_week, alive, at, standing, with_room, write
from tests.house import TEAM, House
from tests.workers.stories import Story, rows_of, settle_but
from workers.app import ERRANDS
from workers.base import perform

MONDAY = at(2026, 3, 9, 8)
THANK = "thank UBEN"


def lived(house: House) -> None:
    """A week in which Ben helped three others is over."""
    alive(house, brief=True, recap=True, recap_channel="CALL")
    with_room(house, "CALL", "all")
    a_week(house)
    for user_id in ("UCAT", "UDAN"):
        write(house, "UBEN", to=write(house, user_id))
    asked = write(house, "UANA", "Who comes along?")
    for user_id in ("UBEN", "UDAN"):
        write(house, user_id, to=asked)
    house.settle()


def due(house: House) -> None:
    """Two clocks say that it is Monday."""
    lived(house)
    house.at = MONDAY
    for _ in range(2):
        clockwork.tick(house.deps)


def counted(house: House) -> None:
    """The week is counted and frozen; told it is not."""
    due(house)
    for row in rows_of(house, Job.WEEKLY_DIGEST):
        perform(house.deps, row.id or 0, ERRANDS[Job.WEEKLY_DIGEST])


def told(house: House) -> None:
    due(house)
    settle_but(house, Job.DIGEST_DETAILS)


def detailed(house: House) -> None:
    told(house)
    settle_but(house, Job.DIGEST_PICTURE)


def done(house: House) -> None:
    due(house)
    house.settle()
    house.slack.updates.clear()
    for user_id in ("UCAT", "UDAN"):
        doing.done(house.deps, TEAM, user_id, THANK, standing(house))


def thanked(house: House) -> None:
    due(house)
    house.settle()
    for _ in range(2):
        thanking.thank(house.deps, TEAM, BOSS, ThanksWritten(THANK, "Merci !", may_tell=True))


def asked_now(house: House) -> None:
    due(house)
    house.settle()
    for _ in range(2):
        now.ask(house.deps, TEAM, BOSS, asked="1")
    for row in rows_of(house, Job.DIGEST_NOW):
        perform(house.deps, row.id or 0, ERRANDS[Job.DIGEST_NOW])


def asked_for_files(house: House) -> None:
    due(house)
    house.settle()
    for _ in range(2):
        exporting.ask(house.deps, TEAM, BOSS, asked="1")


def in_the_morning(house: House) -> None:
    lived(house)
    house.at = MONDAY
    house.settle()
    write(house, "UDAN", "Who has the key?")
    house.at += timedelta(days=1)
    for _ in range(2):
        clockwork.tick(house.deps)


def recap_is_due(house: House) -> None:
    due(house)
    house.settle()
    house.at += timedelta(hours=1)
    clockwork.tick(house.deps)


def worth_reading(house: House) -> None:
    alive(house)
    a_day(house)
    for _ in range(2):
        with transaction(house.deps) as session:
            catching_up.ask_to_offer(session, house.deps, TEAM)


def begun(house: House) -> None:
    worth_reading(house)
    house.settle()
    house.slack.updates.clear()
    for _ in range(2):
        catching_up.start(house.deps, TEAM, BOSS)


def strangers(house: House) -> None:
    alive(house)
    house.slack.people["UFAR"] = Person("UFAR", TEAM, "fr-FR", "Europe/Paris")
    write(house, "UFAR")
    settle_but(house, Job.LEARN_MEMBERS)
    with transaction(house.deps) as session:
        learning.ask_to_learn(session, house.deps, TEAM)
    house.at += timedelta(minutes=10)


def posts(house: House, key: str, channel: str = "CTEAM") -> list[object]:
    return [post for post in house.slack.into(channel) if post.key.startswith(key)]


def files(house: House, end: str) -> list[object]:
    return [name for _, name, _, _ in house.slack.files if name.endswith(end)]


def redrawn(house: House) -> list[object]:
    return list({str(update) for update in house.slack.updates if update[0] == standing(house)})


def whispered(house: House) -> list[object]:
    return [one for one in house.slack.whispers if one[1] == "UCAT"]  # type: ignore[attr-defined]


def shown(house: House) -> list[object]:
    return list({update[0].message_ts for update in house.slack.updates})


STORIES: Mapping[Job, Story] = {
    Job.WEEKLY_DIGEST: Story("no_week_is_told_twice", counted, lambda h: posts(h, "weekly_digest")),
    Job.DIGEST_DETAILS: Story("no_details_are_told_twice", told, lambda h: posts(h, "digest_details")),
    Job.DIGEST_PICTURE: Story(
        "no_picture_of_a_week_is_sent_twice", detailed, lambda h: files(h, "digest.png"), dies_after=""
    ),
    Job.SHOW_DIGEST: Story("no_other_list_is_shown", done, redrawn, dies_after="update"),
    Job.TELL_DOER: Story("nobody_is_told_twice_what_came_of_it", done, whispered, dies_after=""),
    Job.GIVE_THANKS: Story("nobody_is_thanked_twice", thanked, lambda h: posts(h, "give_thanks", "D-UBEN")),
    Job.DIGEST_NOW: Story("no_digest_comes_twice", asked_now, lambda h: posts(h, "digest_now", f"D-{BOSS}")),
    Job.EXPORT_DIGEST: Story("no_figures_are_sent_twice", asked_for_files, lambda h: files(h, ".csv"), dies_after=""),
    Job.DAILY_BRIEF: Story("no_day_is_told_twice", in_the_morning, lambda h: posts(h, "daily_brief")),
    Job.WEEKLY_RECAP: Story("no_recap_is_told_twice", recap_is_due, lambda h: posts(h, "weekly_recap", "CALL")),
    Job.OFFER_CATCH_UP: Story("nothing_is_offered_twice", worth_reading, lambda h: posts(h, "offer_catch_up")),
    Job.CATCH_UP: Story("no_channel_is_read_twice", begun, lambda h: [*h.rows(CatchUpChannel)][:1], dies_after=""),
    Job.SHOW_CATCH_UP: Story("no_other_progress_is_shown", begun, shown, dies_after="update"),
    Job.LEARN_MEMBERS: Story(
        "nobody_is_met_twice",
        strangers,
        lambda h: [row for row in h.rows(Member) if row.user_id == "UFAR"],
        dies_after="",
    ),
}
