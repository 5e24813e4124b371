"""Managers choose what the digest is like. All raise NotAllowedError."""

from slack_app.flows import setup
from slack_app.flows.deps import Deps
from slack_app.flows.people import as_manager
from slack_app.views.digest import settings as menu
from slack_app.views.digest import settings_forms as forms
from slack_app.views.digest.settings_reading import Changes
from slack_app.views.kit import View


def form(deps: Deps, team_id: str, user_id: str, page: str) -> View:
    """A page of the settings as they are; the menu where the page is unknown."""
    words, community = as_manager(deps, team_id, user_id)
    return forms.form(words, community, page)


def keep(deps: Deps, team_id: str, user_id: str, changes: Changes) -> View:
    """Keep what a form changes, and show the menu. Raises InvalidAnswersError, too."""
    community = setup.alter(deps, team_id, user_id, changes.on)
    words, _ = as_manager(deps, team_id, user_id)
    return menu.menu(words, community, menu.saved(words))
