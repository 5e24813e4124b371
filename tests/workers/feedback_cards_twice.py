"""The jobs of a ticket's card and of its thread: what leads to each, and what of it must be there once."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.said import filing
from slack_app.flows.feedback.worked_on import acting, exchange, snoozing
from slack_app.jobs import Job
from slack_app.store.feedback.tickets import NewTicket
from tests.flows.card_stories import BACKUP, cards, history, press, ready, said, the, under
from tests.house import TEAM, House
from tests.workers.stories import Story, rows_of

TWO_WORKING_DAYS_LATER = datetime(2026, 3, 4, 10, 1, tzinfo=UTC)
A_DAY_LATER = date(2026, 3, 3)


def filed(house: House) -> None:
    """Ben says that it is new, twice; its card is still to be posted."""
    ready(house)
    with transaction(house.deps) as session:
        new = NewTicket("The button does nothing", Source.FORM, "f" * 32, kind="idea", area="Checkout")
        ticket = filing.keep(session, house.deps, TEAM, new, Speaker("UBEN"))
        for _ in range(2):
            filing.file(session, house.deps, ticket)


def accepted(house: House) -> None:
    """It is accepted and assigned; its card does not show it yet."""
    ready(house)
    ticket_id = said(house)
    house.slack.updates.clear()
    acting.assign(house.deps, press(ticket_id), "ULEA")
    acting.assign(house.deps, press(ticket_id), "ULEA")


def asked(house: House) -> None:
    """The team asks its author, by a form that is sent twice."""
    ready(house)
    ticket_id = said(house)
    for _ in range(2):
        exchange.ask_author(house.deps, press(ticket_id), "Which button?")


def late(house: House) -> None:
    """Nobody answered; the team was warned, and now what is promised is over."""
    ready(house)
    said(house)
    house.until(TWO_WORKING_DAYS_LATER - timedelta(hours=2))
    house.at = TWO_WORKING_DAYS_LATER


def asleep(house: House) -> None:
    """It was put off until today."""
    ready(house)
    snoozing.snooze(house.deps, press(said(house)), A_DAY_LATER)
    house.settle()
    house.at += timedelta(days=1)


def shown_as_it_stands(house: House) -> list[object]:
    """However often it is drawn, it is one card that shows the same."""
    assert len(cards(house)) == 1
    return list({(where.message_ts, str(blocks)) for where, _, blocks in house.slack.updates})


def told_its_author(house: House) -> list[object]:
    return [post for post in house.slack.to("UANA") if post.key.startswith("tell_remark:")]


def warned_once(house: House) -> list[object]:
    """One line under the card, one step, one message to the backup."""
    assert history(house, 1).count("escalated") == 1
    assert len([line for line in under(house) if "it is late" in line]) == 1
    return [post for post in house.slack.to(BACKUP) if post.key.startswith("target:")]


def woken(house: House) -> list[object]:
    assert the(house, 1).snoozed_until is None
    assert history(house, 1).count("woken") == 1
    return [row for row in rows_of(house, Job.POST_REMARK) if row.args.get("step") == "woken"]


STORIES: Mapping[Job, Story] = {
    Job.POST_CARD: Story("no_card_is_posted_twice", filed, lambda house: list(cards(house))),
    Job.SHOW_CARD: Story("no_other_card_is_shown", accepted, shown_as_it_stands, dies_after="update"),
    Job.POST_REMARK: Story("no_line_stands_twice_under_a_card", asked, lambda house: list(under(house))),
    Job.TELL_REMARK: Story("no_author_is_asked_twice", asked, told_its_author),
    Job.CHECK_TARGET: Story("no_backup_is_told_twice", late, warned_once),
    Job.WAKE_TICKET: Story("nothing_wakes_twice", asleep, woken, dies_after=""),
}
