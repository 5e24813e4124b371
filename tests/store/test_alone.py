"""One process alone works on a SQLite file."""

from pathlib import Path

import pytest

from slack_app.store.alone import Alone, NotAloneError


def test_a_second_one_is_refused_and_told_which_file(tmp_path: Path) -> None:
    first = Alone(tmp_path / "convive.db")
    with pytest.raises(NotAloneError, match=r"convive\.db"):
        Alone(tmp_path / "convive.db")
    first.close()


def test_when_the_first_has_ended_the_next_may_begin(tmp_path: Path) -> None:
    Alone(tmp_path / "convive.db").close()
    Alone(tmp_path / "convive.db").close()


def test_two_files_do_not_know_of_each_other(tmp_path: Path) -> None:
    one, other = Alone(tmp_path / "one.db"), Alone(tmp_path / "other.db")
    one.close()
    other.close()
