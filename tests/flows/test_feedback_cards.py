"""The card in the team's channel: posted once, drawn anew as everything stands, and where it went."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlmodel import select

from slack_app.domain.feedback.terms import Field, Status
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.deps import transaction
from slack_app.flows.feedback import cards
from slack_app.flows.feedback.said import withdrawing
from slack_app.flows.feedback.worked_on import acting
from slack_app.gateway.protocol import Channel, Fence, GiveUpError, Post, Receipt
from slack_app.jobs import Job
from slack_app.store.feedback import product_teams, tickets
from slack_app.store.schema import OutboxRow, Ticket, Voice
from slack_app.views.kit import Letter, check
from tests.flows.card_stories import (
    CARDS,
    LEA,
    MAX,
    OTHERS,
    TRIAGE,
    a_team,
    does,
    drawn,
    press,
    ready,
    said,
    the,
    under,
    wants,
)
from tests.flows.card_stories import cards as posted
from tests.house import TEAM, House


@pytest.fixture
def team(house: House) -> Iterator[int]:
    yield ready(house)
    for _, post, _ in house.slack.posts:
        assert check(Letter(post.text, list(post.blocks)), "message") == []
    for _, text, blocks in house.slack.updates:
        assert check(Letter(text, list(blocks)), "message") == []


def test_what_is_said_stands_once_in_the_channel_of_its_team(house: House, team: int) -> None:
    ticket = the(house, said(house))
    (card,) = posted(house)
    assert (ticket.product_team_id, ticket.status, ticket.card_channel_id) == (team, Status.NEW, CARDS)
    assert ticket.card_ts
    assert "The button does nothing" in str(card.blocks)
    assert "<@UANA>" in str(card.blocks)
    assert "Team:* this area is theirs" in str(card.blocks)


def test_a_card_of_which_nothing_changed_is_not_touched_for_slack_marks_it_as_edited(house: House, team: int) -> None:
    ticket_id = said(house)
    assert house.slack.updates == []
    sent = drawn(house, ticket_id)
    with transaction(house.deps) as session:
        cards.ask_to_show(session, house.deps, TEAM, ticket_id)
    house.settle()
    assert len(house.slack.updates) == 1
    assert drawn(house, ticket_id) == sent


def test_what_changes_while_a_card_is_on_its_way_is_shown_once_it_stands(house: House, team: int) -> None:
    sending = house.slack.post

    def slowly(team_id: str, post: Post, *, fence: Fence | None = None) -> Receipt:
        with transaction(house.deps) as session:
            (ticket,) = session.exec(select(Ticket)).all()
            ticket.words = "The button does nothing at all"
            session.add(ticket)
            cards.ask_to_show(session, house.deps, TEAM, ticket.id or 0)
        house._perform_all()  # there is no card yet that could be drawn anew
        return sending(team_id, post, fence=fence)

    house.slack.post = slowly  # type: ignore[method-assign]
    ticket_id = said(house)
    assert "nothing at all" in drawn(house, ticket_id)


def test_who_draws_a_card_anew_waits_for_it_to_be_known_where_it_stands(house: House, team: int) -> None:
    ticket_id = said(house)
    where = the(house, ticket_id).card_ts
    with transaction(house.deps) as session:
        session.get_one(Ticket, ticket_id).card_ts = None
        cards.ask_to_show(session, house.deps, TEAM, ticket_id)
    with ThreadPoolExecutor(1) as pool:
        with transaction(house.deps) as session:
            ticket = tickets.hold(session, TEAM, ticket_id)
            assert ticket
            ticket.card_ts = where
            session.flush()
            drawing = pool.submit(house._perform_all)
            assert not wait([drawing], timeout=0.5).done
        drawing.result(timeout=30)
    assert [at.message_ts for at, _, _ in house.slack.updates] == [where]


def test_what_is_nobodys_stands_in_triage(house: House, team: int) -> None:
    ticket_id = said(house, area="Search")
    (card,) = posted(house, TRIAGE)
    assert "Looking for its team" in str(card.blocks)
    assert the(house, ticket_id).status == Status.TRIAGE


@pytest.mark.usefixtures("team")
def test_who_gave_no_name_has_none_on_the_card_nor_a_way_to_where_they_said_it(house: House) -> None:
    ticket_id = said(house, anonymous=True, source_channel_id="CALL", source_ts="1700000001.000100")
    wants(house, ticket_id, "UBEN")
    shown = drawn(house, ticket_id) + str(posted(house)[0].blocks)
    assert "UANA" not in shown
    assert "CALL" not in shown
    assert "gave no name; 2 people say so" in shown


@pytest.mark.usefixtures("team")
def test_nowhere_stands_who_said_it_without_their_name(house: House) -> None:
    ticket_id = said(house, by="UANA", anonymous=True)
    acting.decline(house.deps, press(ticket_id), "Not now.")
    house.settle()
    beside = [
        row for row in house.rows(OutboxRow) if "UANA" in str(row.model_dump()) and str(ticket_id) in str(row.args)
    ]
    assert beside == []
    assert [row.user_id for row in house.rows(Voice)] == [None]
    assert "UANA" not in str([row.model_dump() for row in house.rows(Ticket)])


def test_words_of_the_greatest_length_and_full_of_marks_fit(house: House, team: int) -> None:
    ticket_id = said(house, words='<!channel> *a* "quoted" & more\n' * 93, by="UBEN")
    wants(house, ticket_id, "UCAT")
    shown = drawn(house, ticket_id)
    assert "rich_text" in shown
    assert "'type': 'mrkdwn', 'text': '<!channel>" not in shown


@pytest.mark.usefixtures("team")
def test_of_what_was_pointed_at_the_card_shows_the_way(house: House) -> None:
    said(house, words="", source_channel_id="CALL", source_ts="1700000001.000100")
    (card,) = posted(house)
    assert "https://slack.test/archives/CALL/p1700000001000100" in str(card.blocks)


def test_a_ticket_that_goes_to_another_team_leaves_word_where_it_went(house: House, team: int) -> None:
    other = a_team(house, name="Search", channel_id=OTHERS, member_ids=(LEA,), areas=())
    ticket_id = said(house)
    old = the(house, ticket_id).card_ts
    acting.correct(house.deps, press(ticket_id), {Field.TEAM: str(other)})
    house.settle()
    (card,) = posted(house, OTHERS)
    left = [text for where, text, _ in house.slack.updates if where == Receipt(CARDS, old)]
    assert "went to the team Search" in left[-1]
    assert (the(house, ticket_id).card_channel_id, the(house, ticket_id).cards) == (OTHERS, 2)
    assert card.key == f"card:{ticket_id}:2"
    acting.correct(house.deps, press(ticket_id, by=LEA), {Field.TEAM: None})
    house.settle()
    assert len(posted(house, TRIAGE)) == 1


@pytest.mark.usefixtures("team")
def test_a_card_that_somebody_deleted_comes_back_while_the_ticket_is_open(house: House) -> None:
    ticket_id = said(house)
    house.slack.faults["update"].append(GiveUpError("message_not_found"))
    does(house, ticket_id, Deed.ACCEPT)
    assert len(posted(house)) == 2
    house.slack.faults["update"].append(GiveUpError("message_not_found"))
    does(house, ticket_id, Deed.SHIP)
    assert len(posted(house)) == 2
    assert not [row for row in house.rows(OutboxRow) if row.job == Job.WARN_MANAGERS]


def test_where_the_channel_is_gone_the_card_stands_where_managers_read(house: House, team: int) -> None:
    house.slack.rooms[CARDS] = Channel(CARDS, "cards", is_member=True, is_archived=True)
    ticket_id = said(house)
    assert len(posted(house, "CTEAM")) == 1
    assert the(house, ticket_id).card_channel_id == "CTEAM"
    house.settle()
    assert len(posted(house, "CTEAM")) == 1
    assert [row for row in house.rows(OutboxRow) if row.job == Job.WARN_MANAGERS]


def test_a_ticket_that_moves_while_its_card_is_posted_has_one_card_that_counts(house: House, team: int) -> None:
    other = a_team(house, name="Search", channel_id=OTHERS, areas=())
    ticket_id = said(house)
    with transaction(house.deps) as session:
        ticket = session.get_one(Ticket, ticket_id)
        cards.ask_anew(session, house.deps, ticket)
        ticket.product_team_id = other
        session.add(ticket)
    house.settle()
    assert [len(posted(house, one)) for one in (CARDS, OTHERS)] == [1, 1]
    assert the(house, ticket_id).card_channel_id == OTHERS


@pytest.mark.usefixtures("team")
def test_a_team_without_a_channel_has_its_cards_where_the_team_of_the_community_reads(house: House) -> None:
    with transaction(house.deps) as session:
        (own,) = product_teams.all_of(session, TEAM)
        product_teams.change(session, TEAM, own.id, own.__class__(**{**vars(own), "channel_id": None}), now=house.at)
    said(house)
    assert len(posted(house, "CTEAM")) == 1


@pytest.mark.usefixtures("team")
def test_what_was_taken_back_says_so_and_offers_nothing(house: House) -> None:
    ticket_id = said(house)
    withdrawing.take_back(house.deps, TEAM, "UANA", ticket_id)
    house.settle()
    shown = drawn(house, ticket_id)
    assert "The button does nothing" not in shown
    assert "UANA" not in shown
    assert "action_id" not in shown
    assert "0 people" not in shown


@pytest.mark.usefixtures("team")
def test_who_is_asked_to_take_care_of_it_hears_so_under_the_card(house: House) -> None:
    ticket_id = said(house)
    acting.assign(house.deps, press(ticket_id), LEA)
    acting.assign(house.deps, press(ticket_id), LEA)
    house.settle()
    assert f"<@{LEA}> takes care of it" in drawn(house, ticket_id)
    (line,) = under(house)
    assert f"<@{MAX}> asked <@{LEA}>" in line
    acting.assign(house.deps, press(ticket_id), None)
    house.settle()
    assert LEA not in drawn(house, ticket_id)
    assert len(under(house)) == 1


@pytest.mark.usefixtures("team")
def test_a_tracker_is_offered_only_where_there_is_one(house: House) -> None:
    ticket_id = said(house)
    acting.decide(house.deps, press(ticket_id), Deed.ACCEPT)
    house.settle()
    assert "assign:" in drawn(house, ticket_id)
    assert "track:" not in drawn(house, ticket_id)
