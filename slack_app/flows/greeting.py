"""Who greets a newcomer in person: promised once, wherever it is promised, and shown wherever it is asked for."""

from sqlmodel import Session

from slack_app.domain.digest.todo import TodoKind
from slack_app.flows.deps import Deps
from slack_app.flows.redrawing import ask_to_redraw
from slack_app.store.digest import reports, settled


def promise(session: Session, deps: Deps, team_id: str, newcomer_id: str, greeter_id: str) -> bool:
    """Someone will greet a newcomer; False when somebody else was first. Every message that asks for it shows who."""
    now = deps.now()
    won = reports.claim_greeting(session, team_id, newcomer_id, greeter_id, now=now)
    first = reports.greeters(session, team_id, [newcomer_id]).get(newcomer_id, greeter_id)
    settled.settle(session, team_id, TodoKind.GREET, newcomer_id, user_id=newcomer_id, by_id=first, now=now)
    for report in reports.naming(session, team_id, newcomer_id):
        ask_to_redraw(session, deps, report)
    return won
