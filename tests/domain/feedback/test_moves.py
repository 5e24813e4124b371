"""What may become of a ticket: every way through its life is legal, and no other."""

from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.terms import OPEN, RESOLVED, Status
from slack_app.domain.feedback.worked_on.moves import (
    DECIDED,
    STEPS,
    Deed,
    deeds_of,
    is_an_answer,
    may_be_linked,
    may_be_linked_to,
    may_become,
)

DECISION = {
    Deed.ACCEPT: Status.ACCEPTED,
    Deed.PLAN: Status.PLANNED,
    Deed.SHIP: Status.SHIPPED,
    Deed.DECLINE: Status.DECLINED,
}
any_status = st.sampled_from(Status)


@given(any_status, any_status)
def test_only_what_is_open_or_resolved_is_decided_and_a_decision_leads_there_too(status, then):
    if may_become(status, then):
        assert {status, then} <= {*OPEN, *RESOLVED}
        assert status is not then
        assert then in STEPS


@given(st.lists(any_status, max_size=30))
def test_whatever_is_decided_one_after_the_other_a_ticket_stays_where_one_can_go_on(wishes):
    status = Status.NEW
    for wish in wishes:
        status = wish if may_become(status, wish) else status
        assert any(may_become(status, then) for then in DECIDED)
        assert deeds_of(status)


@given(any_status, st.booleans())
def test_what_a_card_offers_is_legal(status, is_asleep):
    offered = deeds_of(status, is_asleep=is_asleep)
    assert len(set(offered)) == len(offered)
    assert all(may_become(status, DECISION[deed]) for deed in offered if deed in DECISION)
    assert (Deed.DUPLICATE in offered) <= may_be_linked(status)
    assert (Deed.WAKE in offered) <= is_asleep
    assert (Deed.REOPEN in offered) <= may_become(status, Status.NEW)


def test_nothing_is_decided_of_a_draft_of_what_is_linked_or_of_what_was_taken_back():
    for status in (Status.DRAFT, Status.MERGED, Status.WITHDRAWN):
        assert not any(may_become(status, then) for then in Status)
    assert deeds_of(Status.DRAFT) == deeds_of(Status.WITHDRAWN) == ()
    assert deeds_of(Status.MERGED)[0] is Deed.UNMERGE


def test_what_is_open_is_linked_to_what_is_open_or_resolved_and_a_draft_to_both():
    assert {one for one in Status if may_be_linked(one)} == {Status.DRAFT, *OPEN}
    assert {one for one in Status if may_be_linked_to(one)} == {*OPEN, *RESOLVED}


def test_two_who_press_at_once_do_not_both_decide():
    """Whatever the first did of a new one, the same deed is not offered any more."""
    for deed, then in DECISION.items():
        assert deed not in deeds_of(then)


def test_whoever_spoke_is_answered_by_a_decision_and_not_by_a_move():
    assert {one for one in Status if is_an_answer(one)} == {*DECIDED, Status.MERGED}
