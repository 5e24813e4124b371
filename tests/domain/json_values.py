"""Any JSON at all, as it may come in at a door."""

from hypothesis import strategies as st

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from(["U1", "T1", "C1", "1700000000.000100", "message", "im", "fr"])
)
ANY_JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)


def objects_with(*keys: str) -> st.SearchStrategy[dict[str, object]]:
    """Objects in which each of these keys may stand with any value."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(keys, ANY_JSON))
