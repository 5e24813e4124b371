"""A round of coffee in whose middle the workers are killed: it opens once, and each group is introduced once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from slack_app.domain.people import Person
from slack_app.domain.programmes import Kind, preset
from slack_app.flows import clockwork
from slack_app.flows.coffee import mine, programmes
from slack_app.flows.deps import Deps
from slack_app.store.receiving import Inbox
from slack_app.store.schema import Meeting, Round, Seat
from slack_app.views.coffee.mine import MyChoices
from tests.fakes import FakeJobs, FakeSlack
from tests.faults.conftest import Place
from tests.faults.keeper import soon
from tests.faults.slack import TEAM

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

PEOPLE = [f"U{number:02}" for number in range(24)]
GROUPS = len(PEOPLE) // 2


def a_round_is_due(place: Place) -> None:
    """A manager has pressed: start a round now. Nobody is at work yet."""
    slack = FakeSlack(people={one: Person(one, TEAM, "fr-FR", "Europe/Paris") for one in PEOPLE})
    slack.people["UBOSS"] = Person("UBOSS", TEAM, "en-GB", "Europe/Paris", is_admin=True)
    inbox = Inbox(place.db, ring=lambda: None)
    deps = Deps(place.db, slack, FakeJobs(), inbox, now=lambda: datetime.now(UTC))
    clockwork.install(deps, TEAM, enterprise_id=None, bot_user_id="UBOT")
    programmes.keep(deps, TEAM, "UBOSS", None, replace(preset(Kind.COFFEE), name="Coffee"))
    programmes.switch(deps, TEAM, "UBOSS", 1, is_on=True)
    for user_id in PEOPLE:
        mine.keep(deps, TEAM, user_id, MyChoices(1, takes_part=True))
    programmes.start(deps, TEAM, "UBOSS", 1)
    inbox.close()


def introduced(place: Place) -> int:
    """How many groups have heard who they are."""
    return sum(times for key, times in place.slack.times().items() if key.startswith("introduce_meeting"))


def each_was_introduced_once(place: Place) -> None:
    soon(lambda: introduced(place) >= GROUPS, "every introduction")
    soon(place.is_nothing_left, "the end of all work")
    assert len(place.rows(Round)) == 1
    assert {row.state for row in place.rows(Meeting)} == {"introduced"}
    assert sorted(row.user_id for row in place.rows(Seat)) == PEOPLE
    assert set(place.slack.times().values()) == {1}
    assert introduced(place) == GROUPS


@pytest.mark.parametrize("step", ["while_the_round_is_written", "when_the_round_is_written"])
def test_who_is_killed_while_a_round_is_written_leaves_none_or_all_of_it(place: Place, step: str) -> None:
    a_round_is_due(place)
    place.begin(step).until("dead")
    assert len(place.rows(Meeting)) in (0, GROUPS)
    place.begin()
    each_was_introduced_once(place)


def test_killed_again_and_again_while_groups_are_introduced_each_hears_it_once(place: Place) -> None:
    a_round_is_due(place)
    worker = place.begin()
    for heard in (2, 5, 9):
        soon(lambda enough=heard: introduced(place) >= enough, f"{heard} introductions")
        worker.kill()
        worker = place.begin()
    each_was_introduced_once(place)
