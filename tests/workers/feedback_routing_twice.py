"""The jobs of routing: what leads to each, and what of it must be there once."""

from collections.abc import Mapping

from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.routed import rehearsing
from slack_app.flows.feedback.said import filing
from slack_app.jobs import Job
from slack_app.store.feedback import tickets
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import TicketStep
from tests.flows.card_stories import CARDS, ready, said
from tests.flows.coffee_stories import BOSS
from tests.house import TEAM, House
from tests.workers.stories import Story

LONG = "The export of invoices fails every time a name has an accent"


def filed(house: House) -> None:
    """Ben says word for word what Ana said, and says twice that it is new."""
    ready(house)
    said(house, LONG)
    with transaction(house.deps) as session:
        new = NewTicket(LONG, Source.FORM, "f" * 32, kind="idea", area="Checkout")
        ticket = filing.keep(session, house.deps, TEAM, new, Speaker("UBEN"))
        for _ in range(2):
            filing.file(session, house.deps, ticket)


def routed(house: House) -> list[object]:
    """One voice was added, one step was noted, one card stands."""
    first, second = house.read(lambda session: [tickets.by_number(session, TEAM, number) for number in (1, 2)])
    assert (first.voices, second.merged_into_id) == (2, first.id)
    assert len([post for post in house.slack.into(CARDS) if post.key.startswith("card:")]) == 1
    return [row for row in house.rows(TicketStep) if row.ticket_id == second.id and row.step == "routed"]


def asked_for_dry_run(house: House) -> None:
    ready(house)
    said(house)
    for _ in range(2):
        rehearsing.ask(house.deps, TEAM, BOSS, asked="1")


def dry_runs(house: House) -> list[object]:
    return [post for post in house.slack.to(BOSS) if post.key.startswith("rehearse_rules:")]


STORIES: Mapping[Job, Story] = {
    Job.ROUTE_TICKET: Story("nothing_is_routed_twice_and_no_voice_counts_twice", filed, routed, dies_after=""),
    Job.REHEARSE_RULES: Story("no_dry_run_comes_twice", asked_for_dry_run, dry_runs),
}
