"""What is written beside a model: how often it is right, and how sure it must be; read back strictly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_app.domain.feedback.learned.calibration import ASK, NEVER, Said, accuracy, alone_from
from slack_app.domain.feedback.terms import Field
from slack_app.domain.plain import JSON, float_at, int_at

JUDGED_BY = 50
LESSONS_FOR: Mapping[Field, int] = {Field.KIND: 40, Field.AREA: 200}
AREA_START, AREA_RIGHT = 0.60, 0.90
AREAS_OF_TWO = 0.5


@dataclass(frozen=True)
class Limits:
    """From which confidence on the app decides alone; from which on, of the first or of two together, it is worth asking with buttons."""

    alone: float = NEVER
    ask: float = ASK
    ask_of_two: float = NEVER


def report(field: Field, many: int, held_out: Sequence[Said]) -> dict[str, JSON]:
    """The report on a model of so many lessons; `held_out` is what was said of the last ones, unseen."""
    alone = alone_from(held_out)
    if field is Field.AREA:
        alone = max(AREA_START, alone_from(held_out, right=AREA_RIGHT, start=NEVER))
    sure = [one for one in held_out if one.confidence >= alone]
    return {
        "lessons": many,
        "accuracy": round(accuracy(held_out[-JUDGED_BY:]), 4),
        "alone_from": alone,
        "alone_accuracy": round(accuracy(sure), 4),
        "alone_share": round(len(sure) / max(len(held_out), 1), 4),
        "held_out": [[one.ticket_id, one.said, round(one.confidence, 4)] for one in held_out],
    }


def limits(field: Field, stored: Mapping[str, object]) -> Limits:
    """What a report allows; alone only after enough lessons (40 for the kind, 200 for the area)."""
    many, alone = int_at(stored, "lessons") or 0, float_at(stored, "alone_from")
    of_two = AREAS_OF_TWO if field is Field.AREA else NEVER
    return Limits(alone=alone if alone and many >= LESSONS_FOR[field] else NEVER, ask_of_two=of_two)


def remembered(stored: Mapping[str, object]) -> dict[int, tuple[str, float]]:
    """What the model said of items that it had not seen, by ticket."""
    rows = stored.get("held_out")
    found = {}
    for row in rows if isinstance(rows, list) else []:
        match row:
            case [int(ticket_id), str(said), int() | float() as sure]:
                found[ticket_id] = (said, float(sure))
    return found
