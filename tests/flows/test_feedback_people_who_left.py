"""Who left the workspace: nobody is sent news, no ticket is given to them, and a backup who is gone is said to be."""

from datetime import timedelta

from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.deps import transaction
from slack_app.store import members
from tests.flows.card_stories import BACKUP, LEA, MAX, a_team, does, ready, said, the, under
from tests.house import TEAM, House


def leave(house: House, *user_ids: str) -> None:
    """Their accounts are closed."""
    with transaction(house.deps) as session:
        for user_id in user_ids:
            member = members.find(session, TEAM, user_id)
            assert member
            member.status = "deactivated"
            session.add(member)


def test_no_news_is_sent_to_who_left(house: House) -> None:
    ready(house)
    ticket = said(house)
    leave(house, "UANA")
    does(house, ticket, Deed.ACCEPT)
    house.pass_time(days=1)
    assert house.slack.to("UANA") == []


def test_nobody_who_left_has_a_turn(house: House) -> None:
    ready(house)
    a_team(house, name="Search", areas=("Search",), rotation=(MAX, LEA))
    leave(house, MAX)
    assert {the(house, said(house, f"No. {n} is hard to find", area="Search")).assignee_id for n in range(3)} == {LEA}
    leave(house, LEA)
    assert the(house, said(house, "Nobody is left to look", area="Search")).assignee_id is None


def test_where_the_backup_left_the_card_says_that_nobody_could_be_told(house: House) -> None:
    ready(house)
    leave(house, BACKUP)
    said(house)
    house.until(house.at + timedelta(days=6))
    assert any("no backup whom I could tell" in line for line in under(house))
    assert house.slack.to(BACKUP) == []
