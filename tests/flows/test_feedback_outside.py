"""A classifier outside is asked below the threshold: once, without names, never within a transaction; it only suggests."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from slack_app.domain.feedback.routed.because import Why
from slack_app.domain.feedback.routed.conditions import Conditions
from slack_app.domain.feedback.routed.opinions import Opinion, Question
from slack_app.domain.feedback.routed.rules import Actions, Rule
from slack_app.domain.feedback.terms import By, Field, Kind, Source, Status, Step
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows import privacy
from slack_app.flows.feedback.managing import settings, trackers
from slack_app.flows.feedback.routed import rehearsing
from slack_app.flows.feedback.worked_on import acting, opening
from slack_app.gateway.classifier import ChatClassifier, Classifier
from slack_app.gateway.protocol import TryAgainError
from slack_app.store.schema import Lesson, TicketStep, TrackerRow
from slack_app.store.sealing import Seal
from slack_app.views.feedback.managing.settings import Page
from slack_app.views.feedback.managing.settings_reading import what_is_heard
from slack_app.views.feedback.said import form as form_view
from slack_app.views.feedback.said.form import FormOf
from slack_app.views.words import words_for
from tests.flows.card_stories import MAX, cards, does, drawn, history, press, said, the
from tests.flows.coffee_stories import BOSS
from tests.flows.routing_stories import VAGUE, filled, options, route_again, ruled, why, with_team
from tests.flows.tracker_stories import GITHUB
from tests.gateway.trackers.local import LocalTracker, Reply, running
from tests.house import TEAM, House

PATH = "/v1/chat/completions"
WORDS = "Hello, it is about the thing of yesterday, says Zoé (zoe@acme.test, <@U0ZOE12345>)"
GOOD = {
    "kind": "complaint",
    "area": "Search",
    "confidence": 0.8,
    "reason": "Canary says so",
    "title": "About yesterday",
}
UNSAID = {"kind": None, "area": None}


def answered(**changes: Any) -> Reply:
    return Reply({"choices": [{"message": {"content": json.dumps({**GOOD, **changes})}}]})


@pytest.fixture
def outside() -> Iterator[LocalTracker]:
    with running() as server:
        server.says("POST", PATH, answered())
        yield server


def asking(house: House, outside: LocalTracker, **feedback: Any) -> int:
    """A community whose managers let the classifier be asked; its team's id."""
    team_id = with_team(house, **{"hook": True, **feedback})
    house.slack.nicknames = ["Zoé"]
    house.deps = replace(house.deps, classifier=ChatClassifier(f"{outside.url}/v1", None, "small", patience_s=1))
    return team_id


def with_issues(house: House) -> None:
    """What is accepted gets an issue in a tracker."""
    house.deps = replace(house.deps, seal=Seal(b"a key of tests"))
    trackers.keep(house.deps, TEAM, BOSS, GITHUB, None)
    (row,) = house.rows(TrackerRow)
    ruled(house, Rule("r1", "To the tracker", then=Actions(tracker=row.id)))


def asked(outside: LocalTracker) -> list[dict[str, Any]]:
    return [json.loads(one.body["messages"][1]["content"]) for one in outside.heard]


def test_what_is_unsure_is_asked_without_names_and_fills_the_two_buttons(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    ticket_id = said(house, WORDS, **VAGUE)
    (question,) = asked(outside)
    assert question["words"] == "Hello, it is about the thing of yesterday, says … (…, …)"
    assert question["areas"] == ["Checkout", "Search"]
    assert "UANA" not in str(outside.heard)
    ticket, reasons = the(house, ticket_id), why(house, ticket_id)
    assert (ticket.kind, ticket.area, ticket.status) == (None, None, Status.TRIAGE)
    assert {one.by for field, one in reasons.items() if field in UNSAID} == {By.NOBODY}
    assert (reasons[Field.KIND].why, reasons[Field.KIND].candidates[0]) == (Why.OUTSIDE, "complaint")
    assert reasons[Field.AREA].candidates == ("Search", "Checkout")
    shown = str(cards(house, "CTRIAGE")[0].blocks)
    assert "card_choose" in shown
    assert "the outside classifier suggests Complaint (80%" in shown
    assert "Canary" not in shown
    assert history(house, ticket_id)[:3] == ["filed", "asked_outside", "routed"]


def test_a_press_decides_and_what_the_model_had_thought_is_the_lesson(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    ticket_id = said(house, WORDS, **VAGUE)
    acting.choose(house.deps, press(ticket_id, BOSS), Field.KIND, "complaint")
    house.settle()
    assert why(house, ticket_id)[Field.KIND].by is By.PERSON
    (lesson,) = house.rows(Lesson)
    assert (lesson.value, lesson.confidence) != ("complaint", 0.8)
    assert lesson.guessed != "complaint" or lesson.confidence < 0.45


@pytest.mark.parametrize("sure", [0.44, 0.0])
def test_who_is_unsure_too_says_nothing(house: House, outside: LocalTracker, sure: float) -> None:
    asking(house, outside)
    outside.says("POST", PATH, answered(confidence=sure))
    reasons = why(house, said(house, WORDS, **VAGUE))
    assert {one.why for one in reasons.values()} == {None}


def test_off_by_default_nobody_is_asked(house: House, outside: LocalTracker) -> None:
    asking(house, outside, hook=False)
    ticket_id = said(house, WORDS, **VAGUE)
    assert not outside.heard
    assert "asked_outside" not in history(house, ticket_id)


@pytest.mark.parametrize(
    "new",
    [
        {"anonymous": True},
        {"kind": "bug", "area": "Search"},
        {"words": "", "source": Source.EMOJI, "source_channel_id": "C1", "source_ts": "1.0"},
        {"source": Source.EMOJI, "source_channel_id": "C1", "source_ts": "1.0"},
        {"source": Source.CHANNEL, "source_channel_id": "C1", "source_ts": "1.0"},
        {"source": Source.SURVEY},
        {"source": Source.LISTENING},
        {"words": "Zoé @zoe zoe@acme.test !!"},
    ],
)
def test_nameless_words_messages_and_what_is_decided_are_never_shown_outside(
    house: House, outside: LocalTracker, new: dict[str, Any]
) -> None:
    asking(house, outside)
    ticket_id = said(house, **{"words": WORDS, **VAGUE, **new})
    assert the(house, ticket_id).filed_at
    assert not outside.heard


def test_what_a_rule_decides_is_not_asked(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    ruled(house, Rule("r1", "All", Conditions(words=("thing",)), Actions(kind=Kind.BUG, area="Search")))
    said(house, WORDS, **VAGUE)
    assert not outside.heard


@pytest.mark.parametrize(
    "reply", [Reply(status=500), Reply(drops=True), Reply(hangs=True), answered(kind="x"), Reply(b"?")]
)
def test_where_it_fails_the_ticket_goes_on_as_if_it_were_off(house: House, outside: LocalTracker, reply: Reply) -> None:
    asking(house, outside)
    outside.says("POST", PATH, reply)
    ticket_id = said(house, WORDS, **VAGUE)
    assert (the(house, ticket_id).status, len(outside.heard)) == (Status.TRIAGE, 1)
    assert {one.why for one in why(house, ticket_id).values()} == {None}


def test_who_does_not_answer_is_left_alone_for_a_while_and_nobody_waits_for_them(
    house: House, outside: LocalTracker
) -> None:
    asking(house, outside)
    outside.says("POST", PATH, Reply(status=503), answered())
    first, second = said(house, WORDS, **VAGUE), said(house, f"{WORDS} too", **VAGUE)
    assert {the(house, one).status for one in (first, second)} == {Status.TRIAGE}
    assert len(outside.heard) == 1
    assert "asked_outside" not in history(house, second)


def test_while_names_are_not_known_nothing_is_sent_and_slack_is_left_alone_for_a_while(
    house: House, outside: LocalTracker
) -> None:
    asking(house, outside)
    house.slack.faults["called"].append(TryAgainError("ratelimited"))
    first, second = said(house, WORDS, **VAGUE), said(house, f"{WORDS} too", **VAGUE)
    assert {the(house, one).status for one in (first, second)} == {Status.TRIAGE}
    assert not outside.heard
    house.pass_time(minutes=11)
    said(house, f"{WORDS} once more", **VAGUE)
    said(house, f"{WORDS} and again", **VAGUE)
    assert (len(outside.heard), house.slack.names_asked) == (2, 1)


@dataclass
class Interrupted:
    """A classifier in the middle of whose answer something happens."""

    inner: Classifier
    happens: Callable[[], object]
    host: str = "llm.test"

    def rests(self) -> bool:
        return self.inner.rests()

    def classify(self, question: Question) -> Opinion | None:
        found = self.inner.classify(question)
        self.happens()
        return found


def test_a_worker_that_dies_after_asking_leaves_nobody_who_asks_again(house: House, outside: LocalTracker) -> None:
    asking(house, outside)

    def dies() -> None:
        raise TryAgainError("killed")

    house.deps = replace(house.deps, classifier=Interrupted(house.deps.classifier, dies))
    ticket_id = said(house, WORDS, **VAGUE)
    house.pass_time(minutes=5)
    assert the(house, ticket_id).status == Status.TRIAGE
    assert len(outside.heard) == 1
    assert history(house, ticket_id).count("asked_outside") == 1


def test_what_was_answered_is_kept_and_a_repeat_uses_it(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    ticket_id = said(house, WORDS, **VAGUE)
    with house.db.transaction() as session:
        ticket = session.merge(the(house, ticket_id))
        ticket.status, ticket.because = Status.DRAFT, []
    route_again(house)
    assert why(house, ticket_id)[Field.KIND].why is Why.OUTSIDE
    assert len(outside.heard) == 1


def test_no_transaction_is_open_while_it_is_asked(house: House, outside: LocalTracker) -> None:
    asking(house, outside)

    def writes() -> None:
        with house.db.transaction() as session:
            session.add(TicketStep(team_id=TEAM, ticket_id=0, step=Step.VOICE, at=house.at))

    house.deps = replace(house.deps, classifier=Interrupted(house.deps.classifier, writes))
    assert the(house, said(house, WORDS, **VAGUE)).status == Status.TRIAGE


def test_words_that_are_taken_back_meanwhile_leave_no_answer(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    forget = lambda: privacy.forget(house.deps, TEAM, "UANA")  # noqa: E731  one call, given on
    house.deps = replace(house.deps, classifier=Interrupted(house.deps.classifier, forget))
    ticket_id = said(house, WORDS, **VAGUE)
    assert the(house, ticket_id).status == Status.WITHDRAWN
    assert {json.dumps(row.facts) for row in house.rows(TicketStep) if row.step == Step.ASKED_OUTSIDE} == {"{}"}


def test_a_dry_run_asks_nobody(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    ticket_id = said(house, WORDS, **VAGUE)
    rehearsing.ask(house.deps, TEAM, BOSS, asked="1")
    house.settle()
    assert [post for post in house.slack.to(BOSS) if post.key.startswith("rehearse_rules:")]
    assert len(outside.heard) == 1
    assert history(house, ticket_id).count("asked_outside") == 1


def test_a_drafted_title_is_used_only_once_someone_kept_it(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    with_issues(house)
    unread, kept = (said(house, f"{WORDS} {one}", kind=None) for one in ("one", "two"))
    assert "About yesterday" in str(cards(house)[-1].blocks)
    does(house, unread, Deed.ACCEPT)
    form = opening.form(house.deps, press(kept), Deed.CHANGE)
    (field,) = [block for block in form["blocks"] if block.get("block_id") == "issue_title"]
    assert field["element"]["initial_value"] == "About yesterday"
    acting.correct(house.deps, press(kept), {}, title="About  yesterday's thing")
    house.settle()
    assert "About yesterday's thing" in drawn(house, kept)
    assert history(house, kept)[-1] == "titled"
    does(house, kept, Deed.ACCEPT)
    assert [one.title for one in house.trackers.filed] == [f"{WORDS} one"[:120], "About yesterday's thing"]


def test_a_title_that_is_saved_twice_is_kept_once_and_goes_with_the_words(house: House, outside: LocalTracker) -> None:
    asking(house, outside)
    with_issues(house)
    ticket_id = said(house, WORDS, kind=None)
    for title in ("It", "It", "", ""):
        acting.correct(house.deps, press(ticket_id), {}, title=title)
    assert history(house, ticket_id).count("titled") == 2
    privacy.forget(house.deps, TEAM, "UANA")
    told = [row.facts for row in house.rows(TicketStep) if row.step in (Step.TITLED, Step.ASKED_OUTSIDE)]
    assert told == [{}, {}, {}]


def test_the_switch_is_offered_only_where_there_is_somebody_to_ask(house: House, outside: LocalTracker) -> None:
    with_team(house)
    assert "hook" not in str(settings.page(house.deps, TEAM, BOSS, Page.WHAT))
    asking(house, outside, hook=False)
    page = settings.page(house.deps, TEAM, BOSS, Page.WHAT)
    host = outside.url.removeprefix("http://")
    assert host in str(page)
    assert "Never sent: who said it" in str(page)
    menu = settings.keep_what(house.deps, TEAM, BOSS, what_is_heard(filled(page, hook=options("yes"))))
    assert f"{host} is asked" in str(menu)
    said(house, WORDS, **VAGUE)
    assert len(outside.heard) == 1
    page = settings.page(house.deps, TEAM, BOSS, Page.WHAT)
    settings.keep_what(house.deps, TEAM, BOSS, what_is_heard(filled(page, hook=options())))
    said(house, f"{WORDS} again", **VAGUE)
    assert len(outside.heard) == 1


@pytest.mark.parametrize("unnamed", [True, False])
def test_who_fills_in_the_form_reads_where_their_words_may_go(unnamed: bool) -> None:
    of = FormOf(Source.FORM, may_be_unnamed=unnamed, outside="llm.test")
    told = str(form_view.form(words_for("en"), of))
    assert "llm.test" in told
    assert ("Not if you leave your name out" in told) is unnamed
    assert MAX not in told
