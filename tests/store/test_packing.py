"""Ids stand for numbers and numbers for ids; packed rows are the same however the database hands them over."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.measures.log import Act
from slack_app.store import activity, packing
from slack_app.store.activity import Deed
from slack_app.store.database import Database
from tests.house import TEAM

IDS = st.from_regex(r"[A-Z][A-Z0-9]{0,11}", fullmatch=True)
AT = 1_772_452_800_000_000


@given(st.lists(IDS, max_size=50))
def test_of_every_id_of_slacks_its_number_tells_which_it_was(slack_ids: list[str]) -> None:
    assert all(packing.can_be_told(one) for one in slack_ids)
    numbers = np.array([packing.number(one) for one in slack_ids], np.int64)
    assert packing.ids(numbers) == slack_ids


@pytest.mark.parametrize("strange", ["", "u1", "U1 ", "U-1", "1U", "U0123456789AB", "Ü1", "U1\n"])
def test_what_is_no_id_of_slacks_is_known_as_such(strange: str) -> None:
    assert not packing.can_be_told(strange)


@given(st.lists(st.lists(st.sampled_from(["", "UANA", "UBEN", "U0", "W0123456789Z"]), max_size=8), max_size=5))
def test_places_lead_back_to_whom_each_part_named(parts: list[list[str]]) -> None:
    numbers = [np.array([packing.number(one) for one in part], np.int64) for part in parts]
    everybody, places = packing.places(numbers)
    assert sorted(set(everybody)) == sorted({one for part in parts for one in part})
    assert len(everybody) == len(set(everybody))
    assert [[everybody[at] for at in part.tolist()] for part in places] == parts


class CutShort:
    """`group_concat` as SQLite had it before 3.38: what it is given ends at the first zero."""

    def __init__(self) -> None:
        self.found = b""

    def step(self, value: bytes, _between: str) -> None:
        self.found += value

    def finalize(self) -> bytes:
        return self.found.partition(b"\0")[0]


def test_from_an_old_sqlite_the_rows_are_read_one_by_one(sqlite_url: str) -> None:
    db, deeds = Database(sqlite_url), [Deed("UANA", Act.POST, AT + at, AT + at, "C1", AT + at) for at in range(5)]
    with db.transaction() as session:
        activity.note_many(session, TEAM, deeds)
        session.connection().connection.driver_connection.create_aggregate("group_concat", 2, CutShort)
        log = activity.log(session, TEAM, 0, AT + 9)
    assert sorted(log.at.tolist()) == [one.at for one in deeds]
    db.close()
