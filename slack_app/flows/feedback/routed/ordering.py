"""Managers write and order the routing rules, and put them in force; every version stays. All raise NotAllowedError."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.routed import rules as order
from slack_app.domain.feedback.routed.rules import Rule, Rules
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.choosing import chosen
from slack_app.flows.feedback.routed import rehearsing
from slack_app.flows.feedback.teams import all_teams
from slack_app.flows.people import as_manager
from slack_app.store import workspaces
from slack_app.store.feedback import rule_sets, trackers
from slack_app.views.feedback.routed import rule_form
from slack_app.views.feedback.routed import rules as view
from slack_app.views.feedback.routed.rules import CATCH_ALL, DOWN, OFF, UP, Said, Version
from slack_app.views.kit import View

_MOVES: dict[str, Callable[[Rules, str], Rules]] = {
    UP: lambda rules, rule_id: order.moved(rules, rule_id, order.UP),
    DOWN: lambda rules, rule_id: order.moved(rules, rule_id, order.DOWN),
    OFF: order.without_rule,
}


def form(deps: Deps, team_id: str, user_id: str, rule_id: str) -> View:
    """The form of a rule, or of the catch-all; of a new rule where the id is no rule's."""
    words, of = chosen(deps, team_id, user_id)
    if rule_id == CATCH_ALL:
        return rule_form.catch_all_form(words, of)
    return rule_form.rule_form(words, of, of.shown_rules.rule(rule_id) or Rule(uuid4().hex[:8], ""))


def keep_rule(deps: Deps, team_id: str, user_id: str, rule_id: str, view_sent: object) -> View:
    """Keep a rule that was sent among those that wait, and show them. Raises InvalidAnswersError."""

    def change(session: Session, rules: Rules) -> Rules:
        former = rules.rule(rule_id)
        areas = (*workspaces.community_of(session, team_id).feedback.areas, *_areas_of(former))
        rule = rule_form.read_rule(view_sent, rule_id, dict.fromkeys(areas))
        return order.with_rule(rules, _with_what_is_there(session, team_id, rule))

    return _changed(deps, team_id, user_id, change)


def keep_catch_all(deps: Deps, team_id: str, user_id: str, product_team_id: int | None) -> View:
    """Let everything else go to that team, None: to triage. Raises InvalidAnswersError for a team that is not there."""

    def change(session: Session, rules: Rules) -> Rules:
        if product_team_id and product_team_id not in _team_ids(session, team_id):
            raise InvalidAnswersError({"team": "unknown"})
        return replace(rules, catch_all=product_team_id)

    return _changed(deps, team_id, user_id, change)


def move(deps: Deps, team_id: str, user_id: str, rule_id: str, what: str) -> View:
    """Move a rule up or down, or take it away; anything else changes nothing."""
    moving = _MOVES.get(what)
    return _changed(deps, team_id, user_id, lambda _, rules: moving(rules, rule_id) if moving else rules)


def put_in_force(deps: Deps, team_id: str, user_id: str) -> View:
    """Let the rules that wait hold from now on."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        waiting = rule_sets.draft(session, team_id)
        if waiting is not None:
            rule_sets.put_in_force(session, team_id, waiting, by_id=user_id, now=deps.now())
            rule_sets.drop_draft(session, team_id)
    words, of = chosen(deps, team_id, user_id)
    return view.rules(words, of, view.said(words, Said.IN_FORCE) if waiting is not None else "")


def discard(deps: Deps, team_id: str, user_id: str) -> View:
    """Drop the rules that wait; those in force stay."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        rule_sets.drop_draft(session, team_id)
    words, of = chosen(deps, team_id, user_id)
    return view.rules(words, of, view.said(words, Said.DROPPED))


def restore(deps: Deps, team_id: str, user_id: str, number: int) -> View:
    """Let an earlier version hold again, as a new one; what waits goes on waiting, unless that is the same."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        row = rule_sets.version(session, team_id, number) if number > rule_sets.DRAFT else None
        if row:
            rules = Rules.from_json(row.rules)
            rule_sets.put_in_force(session, team_id, rules, by_id=user_id, now=deps.now())
            if rule_sets.draft(session, team_id) == rules:
                rule_sets.drop_draft(session, team_id)
    words, _ = chosen(deps, team_id, user_id)
    said = view.said(words, Said.RESTORED, number) if row else ""
    return history(deps, team_id, user_id, said)


def history(deps: Deps, team_id: str, user_id: str, said: str = "") -> View:
    """The versions, the newest first."""
    words, of = chosen(deps, team_id, user_id)
    with deps.db.reading() as session:
        rows = rule_sets.versions(session, team_id)
    versions = [
        Version(
            number=row.version,
            at=local(row.created_at, of.community.tz),
            by_id=row.by_id,
            rules=Rules.from_json(row.rules),
        )
        for row in rows
    ]
    return view.history(words, of, versions, said)


def rehearsed(deps: Deps, team_id: str, user_id: str, *, asked: str) -> View:
    """Ask for a dry run, which comes as a message; the rules as they are."""
    rehearsing.ask(deps, team_id, user_id, asked=asked)
    words, of = chosen(deps, team_id, user_id)
    return view.rules(words, of, view.said(words, Said.REHEARSING))


def _changed(deps: Deps, team_id: str, user_id: str, change: Callable[[Session, Rules], Rules]) -> View:
    """The page with the rules that wait, as they are after the change; no two managers undo each other."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        waiting = rule_sets.draft(session, team_id)
        former = rule_sets.in_force(session, team_id) if waiting is None else waiting
        rule_sets.keep_draft(session, team_id, change(session, former), by_id=user_id, now=deps.now())
    words, of = chosen(deps, team_id, user_id)
    return view.rules(words, of)


def _with_what_is_there(session: Session, team_id: str, rule: Rule) -> Rule:
    """The rule, where its team and its tracker are the workspace's. Raises InvalidAnswersError."""
    then = rule.then
    if then.team and then.team not in _team_ids(session, team_id):
        raise InvalidAnswersError({"then.team": "unknown"})
    if then.tracker and trackers.find(session, team_id, then.tracker) is None:
        raise InvalidAnswersError({"then.tracker": "unknown"})
    return rule


def _team_ids(session: Session, team_id: str) -> set[int]:
    return {team.id for team in all_teams(session, team_id)}


def _areas_of(rule: Rule | None) -> tuple[str, ...]:
    """The areas that a rule names, also those that managers took off their list."""
    return (*rule.when.areas, *([rule.then.area] if rule.then.area else [])) if rule else ()
