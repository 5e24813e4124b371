"""Rules and tickets of every shape."""

from hypothesis import strategies as st

from slack_app.domain.feedback.routed.conditions import AuthorGroup, Conditions, Confidence, Item
from slack_app.domain.feedback.routed.rules import Actions, Rule
from slack_app.domain.feedback.terms import Impact, Kind, Priority, Source

WORDS = ("crash", "slow", "invoice", "dark mode")
AREAS = ("Payments", "Mobile")

conditions = st.builds(
    Conditions,
    channels=st.sampled_from([(), ("C1",), ("C1", "C2")]),
    sources=st.sampled_from([(), (Source.FORM,), (Source.EMOJI, Source.CHANNEL)]),
    kinds=st.sampled_from([(), (Kind.BUG,), (Kind.IDEA, Kind.PRAISE)]),
    areas=st.sampled_from([(), AREAS[:1], AREAS]),
    confidences=st.sampled_from([(), (Confidence.HIGH,), (Confidence.MEDIUM, Confidence.LOW)]),
    words=st.sampled_from([(), WORDS[:1], WORDS[1:]]),
    languages=st.sampled_from([(), ("fr",)]),
    groups=st.sampled_from([(), (AuthorGroup.NEWCOMER,)]),
    people=st.sampled_from([(), ("UANA",)]),
    impacts=st.sampled_from([(), (Impact.BLOCKS,)]),
    voices=st.sampled_from([None, 2, 5]),
)
actions = st.builds(
    Actions,
    kind=st.sampled_from([None, Kind.BUG, Kind.IDEA]),
    area=st.sampled_from([None, *AREAS]),
    team=st.sampled_from([None, 1, 2]),
    priority=st.sampled_from([None, *Priority]),
    assignee=st.sampled_from([None, "UBEN"]),
    tracker=st.sampled_from([None, 7]),
)
rules = st.lists(
    st.builds(Rule, id=st.uuids().map(lambda one: one.hex[:8]), name=st.just("A rule"), when=conditions, then=actions),
    max_size=8,
    unique_by=lambda one: one.id,
)
items = st.builds(
    Item,
    words=st.lists(st.sampled_from([*WORDS, "hello", "again"])).map(" ".join),
    language=st.sampled_from(["fr", "en"]),
    source=st.sampled_from(Source),
    channel_id=st.sampled_from([None, "C1", "C2", "C3"]),
    kind=st.sampled_from([None, *Kind]),
    kind_level=st.sampled_from(Confidence),
    area=st.sampled_from([None, *AREAS]),
    area_level=st.sampled_from(Confidence),
    author_id=st.sampled_from([None, "UANA", "UBEN"]),
    groups=st.sampled_from([frozenset(), frozenset({AuthorGroup.NEWCOMER})]),
    voices=st.integers(1, 12),
    impact=st.sampled_from([None, *Impact]),
)  # fmt: skip
