"""A thousand events, sent again and in another order: each effect happens exactly once."""

from benchmarks.redelivery import play


def test_each_effect_of_a_thousand_redelivered_and_reordered_events_happens_once(database_url: str) -> None:
    counts = play(database_url, 1000)
    assert counts.deliveries > 2 * counts.events
    assert counts.is_exact, counts
