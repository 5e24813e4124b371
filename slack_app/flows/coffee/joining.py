"""Who takes part without the form: members of a programme's channel, and who wishes so in their introduction."""

from sqlmodel import Session

from slack_app.domain.events import Heard
from slack_app.domain.programmes import Audience, Kind, Programme
from slack_app.flows.coffee import late
from slack_app.flows.deps import Deps
from slack_app.store import members
from slack_app.store.coffee import participants, programmes


def joined_channel(session: Session, deps: Deps, heard: Heard) -> None:
    """Somebody whom we know came into the channel of a programme: they are counted in, unless they had left it."""
    if not heard.user_id or members.find(session, heard.team_id, heard.user_id) is None:
        return
    for row in programmes.on(session, heard.team_id):
        made = Programme.from_json(row.choices)
        if made.audience is Audience.CHANNEL and made.channel_id == heard.channel_id:
            _take_part(session, deps, heard.team_id, heard.user_id, row.id or 0)


def wished_for_coffee(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    """Somebody said in their introduction that they like to meet others over coffee: that is joining."""
    for row in programmes.on(session, team_id):
        made = Programme.from_json(row.choices)
        if made.audience is Audience.OPT_IN and made.kind is Kind.COFFEE:
            _take_part(session, deps, team_id, user_id, row.id or 0)


def _take_part(session: Session, deps: Deps, team_id: str, user_id: str, programme_id: int) -> None:
    """Once; what they chose themselves stays as it is."""
    if participants.find(session, team_id, programme_id, user_id) is None:
        participants.join(session, team_id, programme_id, user_id, now=deps.now())
        late.ask_for_company(session, deps, team_id, programme_id, user_id)
