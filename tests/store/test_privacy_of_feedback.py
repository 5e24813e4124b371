"""Of feedback, each can have their own and nobody else's; who is forgotten stands in no row, neither by name nor by word."""

from typing import Any

import pytest
from sqlmodel import SQLModel, select

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.terms import Source, Status, Step
from slack_app.flows import privacy
from slack_app.flows.deps import transaction
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.said import withdrawing
from slack_app.store.feedback import privacy as feedback_privacy
from slack_app.store.feedback import remarks, steps, tickets, voices
from slack_app.store.feedback.privacy import nameless
from slack_app.store.schema import (
    Lesson,
    News,
    OutboxRow,
    ProductTeam,
    Remark,
    RuleSet,
    Ticket,
    TicketStep,
    TrackerRow,
    Voice,
)
from tests.flows.feedback_back_stories import decide, ready, said, wants
from tests.house import OTHER_TEAM, TEAM, House

NAMED, UNNAMED, ASKED = "The purple button hides", "My boss reads this aloud", "Which phone was it?"
ANSWERED, OTHERS = "A pocket phone from Lyon", "Ben wants a calendar"
TERM = "purple"


def live(house: House) -> dict[str, int]:
    """Ana says two things, one of them without her name, and wants what Ben said; she is of a team, too."""
    ready(house, "UMAX")
    ids = {
        "named": said(
            house, NAMED, "UANA", source_channel_id="C1", source_ts="1.5", signature=b"grams", impact="blocks"
        ),
        "unnamed": said(house, UNNAMED, "UANA", anonymous=True),
        "others": said(house, f"{OTHERS}, says <@UANA>", "UBEN"),
    }
    wants(house, ids["named"], "UBEN")
    wants(house, ids["others"], "UANA", anonymous=True)
    decide(house, ids["unnamed"], Status.ACCEPTED, by="UMAX")
    house.pass_time(hours=2)
    with transaction(house.deps) as session:
        now, deps = house.at, house.deps
        named, others = (tickets.hold(session, TEAM, ids[name]) for name in ("named", "others"))
        assert named
        assert others
        named.because = [{"field": "kind", "by": "model", "value": "bug", "terms": [TERM]}]
        others.assignee_id, others.merged_by, others.decline_reason = "UANA", "UANA", "<@UANA> says no"
        session.add_all([named, others])
        remarks.add(session, TEAM, ids["named"], from_team=True, by_id="UMAX", words=ASKED, now=now)
        remarks.add(session, TEAM, ids["named"], from_team=False, by_id=None, words=ANSWERED, now=now)
        remarks.add(session, TEAM, ids["others"], from_team=True, by_id="UANA", words="Is it urgent?", now=now)
        steps.note(session, TEAM, ids["others"], Step.ASSIGNED, by_id="UANA", facts={"assignee": "UANA"}, now=now)
        for ticket_id in (ids["named"], ids["others"]):
            lesson = Lesson(team_id=TEAM, ticket_id=ticket_id, field="kind", value="bug", at=now)
            session.add(lesson)
        session.add_all(_of_the_team(TEAM, now))
        session.add_all(_of_the_team(OTHER_TEAM, now))
        assert deps.seal.is_safe is False
    return ids


def _of_the_team(team_id: str, now: Any) -> list[SQLModel]:
    choices = {"name": "Apps", "member_ids": ["UANA", "UMAX"], "backup_id": "UANA", "rotation": ["UANA"]}
    rules = [
        {"id": "r1", "name": "Hers", "when": {"people": ["UANA"]}, "then": {"assignee": "UANA", "kind": "bug"}},
        {"catch_all": None},
    ]
    same = {"created_at": now, "updated_at": now}
    return [
        ProductTeam(team_id=team_id, choices=choices, **same),
        RuleSet(team_id=team_id, version=1, rules=rules, by_id="UANA", created_at=now),
        TrackerRow(
            team_id=team_id, kind="github", name="Hub", sealed="x", hook=f"h{team_id}", created_by="UANA", **same
        ),
    ]


def rows_of(house: House, team_id: str = TEAM) -> list[str]:
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if hasattr(mapper.class_, "team_id")]
    with house.db.reading() as session:
        return [
            str(row.model_dump())
            for table in tables
            for row in session.exec(select(table).where(table.team_id == team_id))
        ]


def kept(house: House, user_id: str) -> dict[str, list[dict[str, Any]]]:
    with house.db.reading() as session:
        ids = voicing.wanted_by(session, house.deps, TEAM, user_id)
        marks = {voicing.mark_of(house.deps, TEAM, one, user_id) for one in ids}
        return feedback_privacy.everything_about(session, TEAM, user_id, marks)


def test_the_file_holds_all_that_someone_said_without_their_name_too(house: House) -> None:
    live(house)
    everything = kept(house, "UANA")
    assert {row["words"] for row in everything["ticket"]} == {NAMED, UNNAMED}
    assert len(everything["voice"]) == 3
    assert [row["words"] for row in everything["remark"]] == [ASKED, ANSWERED]
    assert [row["status"] for row in everything["news"]] == ["accepted"]
    assert [row["words"] for row in everything["remark_by_id"]] == ["Is it urgent?"]
    assert [row["name"] for row in everything["product_team"]] == ["Apps"]
    assert [row["step"] for row in everything["ticket_step_by_id"]] == ["assigned"]


@pytest.mark.parametrize("user_id", ["UANA", "UBEN", "UMAX"])
def test_the_file_names_nobody_else_and_holds_nobody_else_s_words(house: House, user_id: str) -> None:
    live(house)
    everything = kept(house, user_id)
    assert {row["user_id"] for rows in everything.values() for row in rows} == {user_id}
    others = {"UANA", "UBEN", "UMAX"} - {user_id}
    own_words = [NAMED, UNNAMED, ANSWERED] if user_id != "UANA" else [OTHERS]
    assert not [one for one in own_words if one in str(everything)]
    assert not [one for one in others if f"'{one}'" in str(everything)]


def test_the_file_that_is_handed_over_has_it_all(house: House) -> None:
    live(house)
    privacy.ask_for_export(house.deps, TEAM, "UANA", asked="1")
    house.settle()
    ((_, _, content, _),) = house.slack.files
    assert UNNAMED in content.decode()


def test_who_is_forgotten_stands_in_no_row_and_so_do_their_words(house: House) -> None:
    live(house)
    there = rows_of(house, OTHER_TEAM)
    hers = ("UANA", NAMED, UNNAMED, ANSWERED, TERM)
    assert all(any(one in row for row in rows_of(house)) for one in hers)
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert [row for row in rows_of(house) for one in hers if one in row] == []
    assert rows_of(house, OTHER_TEAM) == there
    marks = {voicing.mark_of(house.deps, TEAM, one.id or 0, "UANA") for one in house.rows(Ticket)}
    assert not [row for row in (*house.rows(Voice), *house.rows(News)) if row.mark in marks]


def test_what_others_want_stays_without_the_words_and_what_nobody_wants_is_withdrawn(house: House) -> None:
    ids = live(house)
    privacy.forget(house.deps, TEAM, "UANA")
    found = {row.id: row for row in house.rows(Ticket)}
    named, unnamed, others = (found[ids[name]] for name in ("named", "unnamed", "others"))
    assert (named.status, named.words, named.voices, named.source_ts, named.signature) == ("new", "", 1, None, None)
    assert unnamed.status == "withdrawn"
    assert OTHERS in others.words
    assert (others.voices, others.assignee_id) == (1, None)
    assert [row.ticket_id for row in house.rows(Lesson)] == [ids["others"]]
    assert [row.words for row in house.rows(Remark)] == ["Is it urgent?"]


def test_what_someone_did_for_a_team_outlives_them_nameless_and_no_rule_begins_to_hold_for_everybody(
    house: House,
) -> None:
    live(house)
    privacy.forget(house.deps, TEAM, "UANA")
    (rules,) = [row for row in house.rows(RuleSet) if row.team_id == TEAM]
    assert rules.rules[0]["when"]["people"] == ["nobody"]
    assert rules.rules[0]["then"] == {"assignee": None, "kind": "bug"}
    (team,) = [row for row in house.rows(ProductTeam) if row.team_id == TEAM]
    assert (team.choices["member_ids"], team.choices["backup_id"]) == (["UMAX"], None)
    assert [row.by_id for row in house.rows(TicketStep) if row.step == "assigned"] == [None]


def test_an_author_takes_their_words_back_and_a_voter_only_their_voice(house: House) -> None:
    ids = live(house)
    withdrawing.take_back(house.deps, TEAM, "UANA", ids["others"])
    withdrawing.take_back(house.deps, TEAM, "UANA", ids["unnamed"])
    found = {row.id: row for row in house.rows(Ticket)}
    assert OTHERS in found[ids["others"]].words
    assert found[ids["others"]].voices == 1
    assert (found[ids["unnamed"]].status, found[ids["unnamed"]].words) == ("withdrawn", "")
    assert NAMED in found[ids["named"]].words
    withdrawing.take_back(house.deps, TEAM, "UBEN", ids["others"])
    assert {row.id: row.status for row in house.rows(Ticket)}[ids["others"]] == "withdrawn"


@pytest.mark.parametrize("user_id", ["UMAX", "UNOBODY"])
def test_nobody_takes_back_what_others_said(house: House, user_id: str) -> None:
    ids = live(house)
    with pytest.raises(NotAllowedError):
        withdrawing.take_back(house.deps, TEAM, user_id, ids["named"])
    with pytest.raises(NotAllowedError):
        withdrawing.take_back(house.deps, TEAM, "UANA", 999)


def test_what_is_linked_stands_where_it_stood_when_its_author_leaves(house: House) -> None:
    ids = live(house)
    with transaction(house.deps) as session:
        named = tickets.hold(session, TEAM, ids["named"])
        assert named
        named.merged_into_id, named.status, named.merged_by = ids["others"], "merged", "UMAX"
        session.add(named)
        session.flush()
        tickets.recount(session, house.deps.seal, TEAM, ids["named"])
    withdrawing.take_back(house.deps, TEAM, "UANA", ids["named"])
    found = {row.id: row for row in house.rows(Ticket)}
    assert (found[ids["named"]].status, found[ids["named"]].words) == ("merged", "")
    assert found[ids["others"]].voices == 2
    with house.db.reading() as session:
        assert len(voices.of(session, TEAM, [ids["named"]])) == 1


def test_what_was_exchanged_goes_from_the_card_s_thread_too(house: House) -> None:
    ids = live(house)
    (answered,) = [row for row in house.rows(Remark) if row.words == ANSWERED]
    with transaction(house.deps) as session:
        session.add(
            OutboxRow(
                team_id=TEAM, job="post_remark", key=f"remark:{answered.id}", args={}, state="done", attempts=0,
                due_at=house.at, hint_at=house.at, created_at=house.at, channel_id="CTEAM", message_ts="7.0",
            )
        )  # fmt: skip
    withdrawing.take_back(house.deps, TEAM, "UANA", ids["named"])
    house.settle()
    assert [(one.channel_id, one.message_ts) for one in house.slack.deleted] == [("CTEAM", "7.0")]


def test_an_id_is_taken_out_of_any_json_and_the_rest_stays() -> None:
    stored = {"a": ["U1", "U2"], "b": "U1", "c": [{"d": "U1", "e": 1}], "people": ["U1", "U2"]}
    assert nameless(stored, "U1") == {"a": ["U2"], "b": None, "c": [{"d": None, "e": 1}], "people": ["U2"]}
    assert nameless({"people": ["U1"]}, "U1") == {"people": ["nobody"]}


def test_said_by_a_draft_s_author_it_is_gone_at_once(house: House) -> None:
    ready(house)
    ticket = said(house, NAMED, "UANA", status="draft", source=Source.SHORTCUT)
    withdrawing.take_back(house.deps, TEAM, "UANA", ticket)
    assert [(row.status, row.words) for row in house.rows(Ticket)] == [("withdrawn", "")]
