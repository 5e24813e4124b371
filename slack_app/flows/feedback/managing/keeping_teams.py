"""Managers set up the teams and what they promise. All raise NotAllowedError."""

from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.community import checked as checked_community
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.feedback.worked_on.teams import MOST_TEAMS, Team, checked
from slack_app.flows import home
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards
from slack_app.flows.feedback.choosing import chosen
from slack_app.flows.feedback.teams import all_teams, team_of
from slack_app.flows.people import as_manager
from slack_app.store import workspaces
from slack_app.store.feedback import product_teams, rule_sets, trackers
from slack_app.views.feedback.managing import settings_lists as lists
from slack_app.views.feedback.managing import team_forms
from slack_app.views.feedback.managing.settings import saved
from slack_app.views.kit import View


def form(deps: Deps, team_id: str, user_id: str, product_team_id: int | None) -> View:
    """A team's form; of a new one, in which whoever makes it is, where there is no such team."""
    words, of = chosen(deps, team_id, user_id)
    known = next((team for team in of.teams if team.id == product_team_id), None)
    return team_forms.team_form(words, of, known or Team("", member_ids=(user_id,)))


def targets_form(deps: Deps, team_id: str, user_id: str, product_team_id: int, kind: Kind | None) -> View | None:
    """The form of what a team promises for a kind; None where there is no such team."""
    words, of = chosen(deps, team_id, user_id)
    known = next((team for team in of.teams if team.id == product_team_id), None)
    return team_forms.targets_form(words, known, kind) if known else None


def targets(deps: Deps, team_id: str, user_id: str, product_team_id: int | None) -> View:
    """The page of what a team promises; of all teams where there is no such team."""
    words, of = chosen(deps, team_id, user_id)
    known = next((team for team in of.teams if team.id == product_team_id), None)
    return lists.targets(words, known) if known else lists.teams(words, of)


def keep(deps: Deps, team_id: str, user_id: str, product_team_id: int | None, view_sent: object) -> View:
    """Keep a team as its form was sent, and show all. Raises InvalidAnswersError.

    Areas that are new are the community's from then on. Until anybody writes a rule, the first team has everything else.
    """
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        known = team_of(session, team_id, product_team_id)
        team, closes = team_forms.read_team(view_sent, known or Team(""))
        team = checked(_with_what_is_there(session, team_id, team))
        _with_areas(session, deps, team_id, team)
        _keep(session, deps, team_id, user_id, team, closes=closes)
        home.ask_to_publish(session, deps, team_id, user_id)
    words, of = chosen(deps, team_id, user_id)
    return lists.teams(words, of, saved(words))


def keep_targets(
    deps: Deps, team_id: str, user_id: str, product_team_id: int, kind: Kind | None, view_sent: object
) -> View:
    """Keep what a team promises for a kind. Raises InvalidAnswersError."""
    as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        workspaces.hold(session, team_id)
        known = team_of(session, team_id, product_team_id)
        if known:
            team = team_forms.read_targets(view_sent, known, kind)
            product_teams.change(session, team_id, product_team_id, team, now=deps.now())
            _draw_cards(session, deps, team_id, product_team_id)
    return targets(deps, team_id, user_id, product_team_id)


def _keep(session: Session, deps: Deps, team_id: str, user_id: str, team: Team, *, closes: bool) -> None:
    if not team.id:
        _add(session, deps, team_id, user_id, team)
        return
    product_teams.change(session, team_id, team.id, team, now=deps.now())
    if closes:
        product_teams.close(session, team_id, team.id, now=deps.now())
    _draw_cards(session, deps, team_id, team.id)


def _add(session: Session, deps: Deps, team_id: str, user_id: str, team: Team) -> None:
    there = all_teams(session, team_id)
    if len(there) >= MOST_TEAMS:
        raise InvalidAnswersError({"name": "too_many"})
    row = product_teams.add(session, team_id, team, now=deps.now())
    rules = rule_sets.in_force(session, team_id)
    if not there and not rules.rules and not rules.catch_all:
        now_all = replace(rules, catch_all=row.id)
        rule_sets.put_in_force(session, team_id, now_all, by_id=user_id, now=deps.now())


def _draw_cards(session: Session, deps: Deps, team_id: str, product_team_id: int) -> None:
    """What the team has stands in its channel as it is now, with the time it is promised now."""
    for ticket in product_teams.open_tickets(session, team_id, product_team_id):
        cards.ask_to_post(session, deps, ticket)


def _with_areas(session: Session, deps: Deps, team_id: str, team: Team) -> None:
    def change(now_set: Community) -> Community:
        areas = (*now_set.feedback.areas, *team.areas)
        return checked_community(replace(now_set, feedback=replace(now_set.feedback, areas=areas)))

    workspaces.change_community(session, team_id, change, now=deps.now())


def _with_what_is_there(session: Session, team_id: str, team: Team) -> Team:
    if team.default_tracker_id and trackers.find(session, team_id, team.default_tracker_id) is None:
        raise InvalidAnswersError({"default_tracker_id": "unknown"})
    return team
