"""What people read of why they were brought together."""

from slack_app.domain.matching import Reason, Term
from slack_app.flows.coffee.reasons import most_telling_first

PYTHON = Reason(Term.INTERESTS, ("Python",), ("U1", "U2"))
MENTORING = Reason(Term.OFFERS, ("Mentoring",), ("U1", "U2"))
FRENCH, HOURS = (Reason(term, (), ("U1", "U2")) for term in (Term.LANGUAGE, Term.HOURS))


def test_what_people_share_is_told_before_what_only_makes_it_possible():
    assert most_telling_first([FRENCH, PYTHON, HOURS, MENTORING]) == (PYTHON, MENTORING, FRENCH, HOURS)
    assert most_telling_first([HOURS, FRENCH]) == (HOURS, FRENCH)
