"""When so many people want something that it is put before the team by itself."""

from slack_app.domain.feedback.terms import Status
from slack_app.domain.feedback.worked_on.moves import UNDECIDED


def is_to_be_put_before_team(status: Status, voices: int, threshold: int, *, was_put: bool) -> bool:
    """Whether it is time: nobody has decided yet, enough people want it, and it was not put before them already."""
    return status in UNDECIDED and voices >= threshold and not was_put
