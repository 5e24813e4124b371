"""`/convive`: what the app does, in the reader's language."""

from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.flows import setup
from slack_app.flows.deps import Deps
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting
from slack_app.views import help as view


def register(app: Routes) -> None:
    """One command."""
    app.command("/convive")(asked)


def asked(ack: Ack, command: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """Help, with or without the word; anything else is answered with help, too."""
    who = acting(context)
    words, manager = setup.speaks_as(deps, who.team_id, who.user_id)
    typed = str(command.get("text") or "").strip()
    is_help = typed.lower() in {"", "help", "aide"}
    letter = view.help_for(words, manager=manager) if is_help else view.unknown_command(words, typed, manager=manager)
    ack(text=letter.text, blocks=letter.blocks)
