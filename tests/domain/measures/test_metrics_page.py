"""What docs/metrics.md promises of each measure, and what the code holds to."""

import re
from pathlib import Path

from slack_app.domain.digest.choices import PathRules
from slack_app.domain.measures.terms import MEASURES

PAGE = (Path(__file__).parents[3] / "docs" / "metrics.md").read_text(encoding="utf-8")
ROWS = [row for row in re.findall(r"^\| (.+) \|$", PAGE, re.MULTILINE) if row.count(" | ") == 3]
MANY = {"Here after 1, 4, 12 weeks": 3, "Stage: aware … advocate": 4}


def test_every_measure_has_its_row_in_order_with_its_minimum():
    told = []
    for row in ROWS:
        name, _, _, n = row.split(" | ")
        if not name.startswith(("Measure", "---")):
            told += [int((re.findall(r"; (\d+)$", n) or [0])[0])] * MANY.get(name, 1)
    assert told == [definition.at_least for definition in MEASURES.values()]


def test_the_path_s_rules_are_those_that_are_told():
    rules = PathRules()
    for sentence in (
        f"wrote {rules.posts} message in the last four weeks",
        f"Replied {rules.replies} times to other people",
        f"Helped {rules.helped} people in the last four weeks",
        f"in {rules.helping_weeks} of the last 12 weeks",
    ):
        assert sentence in PAGE
