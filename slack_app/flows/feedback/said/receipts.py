"""What someone is told of what they said: its number, what it counts for, and how much it matters to them."""

from sqlmodel import Session

from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.flows.feedback.said.said_before import Known
from slack_app.store.feedback import tickets
from slack_app.views.feedback.said.filed import Became, FiledOf


def receipt_of(session: Session, known: Known, speaker: Speaker) -> FiledOf:
    """The receipt for what was just sent."""
    ticket = known.ticket
    stands = tickets.canonical(session, ticket.team_id, ticket)
    return FiledOf(
        known.became,
        stands.number if known.became in (Became.JOINED, Became.VOICE) else ticket.number,
        None if known.became is Became.VOICE else ticket.id,
        voices=stands.voices,
        impact=ticket.impact,
        unnamed=speaker.anonymous,
    )
