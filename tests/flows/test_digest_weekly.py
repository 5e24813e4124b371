"""On Monday managers read what to do and how the week was: once, the same words, wherever they read."""

from tests.flows.digest_stories import a_week, alive, digests, next_monday, reports
from tests.house import House


def test_on_monday_morning_managers_read_how_the_week_was(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    (post,) = digests(house)
    assert "The week of" in post.text
    (report,) = reports(house)
    assert report.figures["this"]["values"]["messages"] == [9.0, 4]
