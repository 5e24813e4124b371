"""Payloads of which any part is missing, null or something else altogether."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.domain.json_values import ANY_JSON
from tests.payloads import Payload

RUN = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
"""Each example knocks at a real door with a real database behind it."""


@st.composite
def damaged(draw: st.DrawFn, whole: st.SearchStrategy[Payload]) -> Payload:
    """A payload with up to three faults, at any depth."""
    payload = draw(whole)
    for _ in range(draw(st.integers(1, 3))):
        payload = _broken(draw, payload)
    return payload


def _broken(draw: st.DrawFn, payload: Payload) -> Payload:
    name = draw(st.sampled_from([*payload, "something_new"]))
    inner = payload.get(name)
    if isinstance(inner, dict) and inner and draw(st.booleans()):
        return {**payload, name: _broken(draw, inner)}
    if isinstance(inner, list) and inner and isinstance(inner[0], dict) and draw(st.booleans()):
        return {**payload, name: [_broken(draw, inner[0])]}
    if draw(st.booleans()):
        return {key: value for key, value in payload.items() if key != name}
    return {**payload, name: draw(ANY_JSON)}
