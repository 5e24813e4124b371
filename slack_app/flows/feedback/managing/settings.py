"""Managers choose what feedback is like: the pages, what is heard, and each channel. All raise NotAllowedError."""

from collections.abc import Callable
from dataclasses import replace

from slack_app.flows import setup
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import cards
from slack_app.flows.feedback.choosing import chosen
from slack_app.flows.feedback.listening import questions
from slack_app.flows.feedback.managing import keeping_teams, trackers
from slack_app.flows.feedback.surveys import making as surveys
from slack_app.store.feedback import product_teams
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.managing import settings as menu
from slack_app.views.feedback.managing import settings_forms, settings_lists
from slack_app.views.feedback.managing.settings import Page, SetUp
from slack_app.views.feedback.managing.settings_reading import ChannelChosen, WhatIsHeard
from slack_app.views.feedback.routed import rules
from slack_app.views.kit import View
from slack_app.views.words import Words

_PAGES: dict[str, Callable[[Words, SetUp], View]] = {
    Page.WHAT: settings_forms.what_form,
    Page.TEAMS: settings_lists.teams,
    Page.CHANNELS: settings_lists.channels,
    Page.RULES: rules.rules,
}


def page(deps: Deps, team_id: str, user_id: str, value: str) -> View:
    """A page of the settings as they are, by the value of the button that leads there; the menu for any other."""
    name, _, about = value.partition(":")
    if name == Page.TRACKERS:
        return trackers.listed(deps, team_id, user_id)
    if name == Page.SURVEYS:
        return surveys.listed(deps, team_id, user_id)
    if name == Page.QUESTIONS:
        return questions.listed(deps, team_id, user_id)
    if name == Page.TARGETS:
        return keeping_teams.targets(deps, team_id, user_id, number(about))
    words, of = chosen(deps, team_id, user_id)
    return _PAGES.get(name, menu.menu)(words, of)


def menu_after(deps: Deps, team_id: str, user_id: str, said: str) -> View:
    """The menu, beneath what just came of something."""
    words, of = chosen(deps, team_id, user_id)
    return menu.menu(words, of, said)


def channel_form(deps: Deps, team_id: str, user_id: str, channel_id: str) -> View:
    """The form of a channel's choices; empty: of one that is chosen there."""
    words, of = chosen(deps, team_id, user_id)
    return settings_forms.channel_form(words, of, channel_id or None)


def keep_what(deps: Deps, team_id: str, user_id: str, changes: WhatIsHeard) -> View:
    """Keep what is heard, and show the menu. What waits in triage goes where it is read now. Raises InvalidAnswersError."""
    setup.alter(deps, team_id, user_id, changes.on)
    with transaction(deps) as session:
        for ticket in product_teams.open_tickets(session, team_id, None):
            cards.ask_to_post(session, deps, ticket)
    words, of = chosen(deps, team_id, user_id)
    return menu.menu(words, of, menu.saved(words))


def keep_channel(deps: Deps, team_id: str, user_id: str, changes: ChannelChosen) -> View:
    """Keep a channel's choices, and show all. Raises InvalidAnswersError."""
    _, before = chosen(deps, team_id, user_id)
    known = before.team_named(changes.channel.product_team_id) is not None
    kept = changes if known else replace(changes, channel=replace(changes.channel, product_team_id=None))
    setup.alter(deps, team_id, user_id, kept.on)
    words, of = chosen(deps, team_id, user_id)
    return settings_lists.channels(words, of, menu.saved(words))
