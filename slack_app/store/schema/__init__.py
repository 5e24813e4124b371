"""The tables. Every row belongs to a workspace: `team_id` is part of every unique key."""

from slack_app.store.schema.coffee import Apart, LeftOut, Meeting, Participant, ProgrammeRow, Round, Seat
from slack_app.store.schema.community import (
    Erasure,
    EventRow,
    Greeting,
    Heartbeat,
    Member,
    Nudge,
    OutboxRow,
    ProfileRow,
    Report,
    Run,
    Schedule,
    Workspace,
)

__all__ = [
    "Apart",
    "Erasure",
    "EventRow",
    "Greeting",
    "Heartbeat",
    "LeftOut",
    "Meeting",
    "Member",
    "Nudge",
    "OutboxRow",
    "Participant",
    "ProfileRow",
    "ProgrammeRow",
    "Report",
    "Round",
    "Run",
    "Schedule",
    "Seat",
    "Workspace",
]
