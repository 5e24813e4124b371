"""What stories of routing share: a community that takes feedback, its teams, its rules, and what is sent as a form."""

from collections.abc import Mapping
from typing import Any

from slack_app.domain.feedback.routed.because import Reason, reasons_of
from slack_app.domain.feedback.routed.rules import Rule, Rules
from slack_app.domain.feedback.terms import Field
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.routed import ordering
from slack_app.jobs import Job
from slack_app.store import workspaces
from slack_app.store.feedback import rule_sets
from slack_app.store.schema import OutboxRow
from tests.flows.card_stories import ready, the
from tests.flows.coffee_stories import BOSS
from tests.house import TEAM, House
from tests.views.sending import sent

VAGUE = {"kind": None, "area": None}
"""A form in which nothing but the words was filled in."""


def ruled(house: House, *rules: Rule, catch_all: int | None = None) -> None:
    """Managers have put these rules in force."""
    with transaction(house.deps) as session:
        workspaces.hold(session, TEAM)
        rule_sets.put_in_force(session, TEAM, Rules(rules, catch_all), by_id=BOSS, now=house.at)


def with_team(house: House, **feedback: Any) -> int:
    """A community that is set up; the team of the checkout, by its id."""
    return ready(house, **feedback)


def why(house: House, ticket_id: int) -> Mapping[Field, Reason]:
    return reasons_of(the(house, ticket_id).because)


def filled(view: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """A form as Slack sends it, with these fields filled in: text is typed, a list is chosen of many, a part is as it is."""
    form = sent(dict(view))
    for name, value in fields.items():
        part = value if isinstance(value, dict) else {"value": value}
        form["state"]["values"][name.replace("__", ".")] = {"answer": part}
    return form


def option(value: object) -> dict[str, Any]:
    return {"selected_option": {"value": str(value)}}


def options(*values: str) -> dict[str, Any]:
    return {"selected_options": [{"value": value} for value in values]}


def write_rule(house: House, name: str, **fields: Any) -> str:
    """A manager writes a rule, which waits then; its id."""
    form = ordering.form(house.deps, TEAM, BOSS, "")
    rule_id = str(form["private_metadata"].split()[1])
    ordering.keep_rule(house.deps, TEAM, BOSS, rule_id, filled(form, name=name, **fields))
    return rule_id


def route_again(house: House) -> None:
    """The errand that routed the only ticket is done once more."""
    (row,) = [row for row in house.rows(OutboxRow) if row.job == Job.ROUTE_TICKET]
    with house.db.transaction() as session:
        session.get_one(OutboxRow, row.id).state = "pending"
    house.pass_time(minutes=1)
    assert {one.state for one in house.rows(OutboxRow) if one.id == row.id} != {"pending"}
