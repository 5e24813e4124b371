from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.terms import Field
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.learned import guessing, learning
from slack_app.jobs import Job
from slack_app.store.database import Database
from slack_app.store.feedback import learned, lessons
from slack_app.store.schema import LearnedModel, Lesson, OutboxRow, Ticket
from tests.flows.learning_stories import many, said, taught
from tests.house import OTHER_TEAM, TEAM, House
from workers.base import perform

NO_AREAS: tuple[str, ...] = ()


def thought(house: House, words: str, areas=NO_AREAS):
    ticket = said(house, words)
    return house.read(lambda session: guessing.guess(session, house.deps, ticket, areas))


def models(house: House, field: str = "kind"):
    return sorted((row for row in house.rows(LearnedModel) if row.field == field), key=lambda row: row.version)


def asked(house: House) -> list[OutboxRow]:
    return [row for row in house.rows(OutboxRow) if row.job == Job.LEARN_ROUTING.value]


def test_before_anybody_taught_anything_the_kind_is_guessed_in_both_languages_and_never_acted_upon(house: House):
    for words, kind in (
        ("L'application plante depuis la mise à jour", "bug"),
        ("It would be great to have a dark mode", "idea"),
        ("Comment changer la langue ?", "question"),
        ("Super appli, je l'adore, merci", "praise"),
        ("Worst app ever, a waste of money", "complaint"),
    ):
        guess = thought(house, words)[Field.KIND]
        assert (guess.value, guess.may_act_alone, guess.worth_asking) == (kind, False, True), words
        assert guess.second != kind
        assert guess.confidence >= guess.second_confidence


def test_a_guess_tells_which_of_the_words_spoke_for_it_and_no_small_ones(house: House):
    guess = thought(house, "Hello, it *crashes* each time that I open the calendar :(")[Field.KIND]
    assert guess.terms[0] == "crashes"
    assert not {"hello", "it", "each", "that", "the"} & set(guess.terms)


@pytest.mark.parametrize("words", ["", "   ", "…", "<@U123>"[:0]])
def test_of_nothing_nothing_is_guessed(house: House, words: str):
    assert thought(house, words) == {}


@pytest.mark.parametrize(
    "words", ["👍👍", "<!channel>", "```only code```", "x" * 40_000, "日本語のメッセージです", "a\x00b"[:1]]
)
def test_whatever_is_said_something_is_answered(house: House, words: str):
    guess = thought(house, words)[Field.KIND]
    assert 0 <= guess.confidence <= 1


def test_words_that_a_ticket_does_not_keep_leave_no_trace_in_the_reasons(house: House):
    ticket = said(house, "")
    guesses = house.read(lambda session: guessing.guess(session, house.deps, ticket, (), words="The calendar crashes"))
    guess = guesses[Field.KIND]
    assert (guess.value, guess.terms) == ("bug", ())


def test_every_ten_lessons_a_model_is_learned(house: House):
    many(house, 9)
    assert not asked(house)
    taught(house, "How can I leave a channel?", "question")
    assert [row.key for row in asked(house)] == ["learn:kind"]
    house.settle()
    assert [(row.version, row.is_current, row.report["lessons"]) for row in models(house)] == [(1, True, 10)]
    many(house, 10, start=50)
    house.settle()
    assert [row.version for row in models(house)] == [1, 2]


def test_saying_something_else_later_replaces_the_lesson_and_what_was_guessed_first_stays(house: House):
    ticket = taught(house, "The calendar crashes", "idea")
    before = house.rows(Lesson)[0]
    with transaction(house.deps) as session:
        learning.learned(session, house.deps, ticket, Field.KIND, "bug", ("praise", 0.99))
    (after,) = house.rows(Lesson)
    assert (after.value, after.guessed, after.confidence) == ("bug", before.guessed, before.confidence)


def test_teams_and_priorities_are_no_lessons(house: House):
    ticket = said(house, "The calendar crashes")
    with transaction(house.deps) as session:
        for field in (Field.TEAM, Field.PRIORITY):
            learning.learned(session, house.deps, ticket, field, "high")
    assert not house.rows(Lesson)


def test_what_a_community_calls_things_is_learned(house: House):
    words = "Zorglub on the agenda"
    assert thought(house, words)[Field.KIND].value != "question"
    many(house, 20)
    for at in range(20):
        taught(house, f"Zorglub number {at}", "question")
    house.settle()
    assert thought(house, words)[Field.KIND].value == "question"


def test_alone_only_after_forty_lessons_and_only_where_it_was_right(house: House):
    many(house, 39)
    house.settle()
    assert not thought(house, "The poll crashes since the update")[Field.KIND].may_act_alone
    many(house, 11, start=39)
    house.settle()
    assert thought(house, "The poll crashes since the update")[Field.KIND].may_act_alone


def test_a_community_that_contradicts_itself_is_never_decided_for(house: House):
    for at in range(60):
        taught(house, f"The calendar is as it is {at % 7}", ("bug", "idea", "praise")[at % 3])
    house.settle()
    assert not thought(house, "The calendar is as it is 3")[Field.KIND].may_act_alone


def test_the_two_most_alike_of_those_confirmed_are_told(house: House):
    lot = many(house, 20)
    house.settle()
    guess = thought(house, lot[0].words)[Field.KIND]
    assert guess.near[0] == lot[0].id
    assert len(guess.near) == 2


def test_the_last_three_models_are_kept_and_the_one_in_use(house: House):
    for turn in range(5):
        many(house, 10, start=10 * turn)
        house.settle()
    assert [row.version for row in models(house)] == [3, 4, 5]
    assert [row.is_current for row in models(house)] == [False, False, True]


def test_a_model_that_is_worse_is_not_used_and_the_better_one_stays(house: House):
    many(house, 40)
    house.settle()
    (good,) = [row.version for row in models(house) if row.is_current]
    many(house, 60, start=100, wrong=True)
    many(house, 50, start=40)
    house.settle()
    newest = models(house)[-1]
    assert newest.version > good
    assert [row.version for row in models(house) if row.is_current] == [newest.report["stays_with"]] == [good]


def test_erased_words_are_forgotten_with_every_figure_that_was_learned_from_them(house: House):
    lot = many(house, 30)
    house.settle()
    old = {row.figures for row in models(house)}
    with transaction(house.deps) as session:
        gone = session.get_one(Ticket, lot[0].id)
        gone.words = ""
        session.add(gone)
        learning.forget(session, house.deps, TEAM)
    house.at += timedelta(minutes=1)
    house.settle()
    (only,) = models(house)
    assert only.is_current
    assert only.report["lessons"] == 29
    assert only.figures not in old
    assert lot[0].id not in thought(house, lot[0].words)[Field.KIND].near


def test_when_all_words_are_erased_no_model_stays(house: House):
    many(house, 10)
    house.settle()
    with transaction(house.deps) as session:
        for ticket in house.rows(Ticket):
            session.get_one(Ticket, ticket.id).words = ""
        learning.forget(session, house.deps, TEAM)
    house.settle()
    assert not models(house)


@dataclass
class Meanwhile:
    """A database in which something happens before the next transaction."""

    db: Database
    happens: Callable[[], None]

    def reading(self):
        return self.db.reading()

    def transaction(self):
        self.happens()
        self.happens = lambda: None
        return self.db.transaction()


def test_words_erased_while_they_are_learned_are_not_kept(house: House):
    lot = many(house, 20)

    def erased() -> None:
        with transaction(house.deps) as session:
            session.get_one(Ticket, lot[0].id).words = ""

    (row,) = asked(house)
    perform(
        house.deps,
        row.id or 0,
        lambda given, errand: learning.learn_routing(replace(given, db=Meanwhile(house.db, erased)), errand),
    )
    assert not models(house)
    many(house, 1, start=30)
    house.settle()
    assert [model.report["lessons"] for model in models(house)] == [20]


def test_areas_are_the_workspaces_own_and_begin_with_their_names(house: House):
    areas = ("Billing", "Mobile app", "Calendar")
    guess = thought(house, "My calendar shows the wrong day", areas)[Field.AREA]
    assert (guess.value, guess.may_act_alone, guess.worth_asking) == ("Calendar", False, True)
    assert guess.terms[0] == "calendar"
    assert Field.AREA not in thought(house, "My calendar shows the wrong day")
    for names in ("AB", "ABC", "ABCDEFGH"):
        assert not thought(house, "Hmm, grumble", tuple(names))[Field.AREA].worth_asking


def test_areas_are_learned_from_words_that_are_in_no_name(house: House):
    house.set_up(feedback=FeedbackChoices(areas=("Billing", "Mobile", "Other")))
    many(house, 20, Field.AREA)
    house.settle()
    guess = thought(house, "The invoice is wrong", ("Billing", "Mobile", "Other"))[Field.AREA]
    assert (guess.value, guess.may_act_alone) == ("Billing", False)


def test_one_workspace_learns_nothing_of_another(house: House):
    many(house, 10)
    house.settle()
    assert house.read(lambda session: learned.current(session, OTHER_TEAM, "kind")) is None
    assert house.read(lambda session: lessons.count(session, OTHER_TEAM, "kind")) == 0


def test_figures_that_cannot_be_read_are_as_if_there_were_none(house: House):
    many(house, 10)
    house.settle()
    with transaction(house.deps) as session:
        for row in house.rows(LearnedModel):
            held = session.get_one(LearnedModel, (row.team_id, row.field, row.version))
            held.figures, held.version = b"damaged", 9
    assert thought(house, "The poll crashes")[Field.KIND].value == "bug"
