"""A network as a small picture: people as dots, meetings as lines, on a light ground that stays light in a dark window."""

import struct
import zlib
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

SIDE = 640
"""Pixels of each side of the picture."""
_FINE = 3
"""Drawn so many times finer each way, then averaged: edges come out smooth."""
_MARGIN = 0.04
_GROUND, _LINE, _DOT = (248.0, 247.0, 243.0), (148.0, 163.0, 178.0), (22.0, 74.0, 110.0)
_AT_ONCE = 200
_MANY = 600
"""Lines from which on each is drawn finer."""

Mask = NDArray[np.bool_]
Places = NDArray[np.float64]
Colour = tuple[float, float, float]


def network_png(positions: Places, edges: Iterable[tuple[int, int]]) -> bytes:
    """The picture of people at `positions` (n by 2, within 0..1) and of `edges` between them (pairs of their indices).

    Whoever has no edge is an empty ring: nothing is told by colour alone.
    """
    pairs = np.array([(int(a), int(b)) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    places = (_MARGIN + (1 - 2 * _MARGIN) * np.clip(positions, 0, 1).reshape(-1, 2)) * SIDE * _FINE
    joined = np.isin(np.arange(len(places)), pairs)
    radius = _radius(len(places))
    picture = np.empty((SIDE, SIDE, 3))
    picture[:] = _GROUND
    for mask, colour in (
        (_lines(places, pairs), _LINE),
        (_discs(places, radius * 1.35), _GROUND),
        (_discs(places, radius), _DOT),
        (_discs(places[~joined], radius * 0.6), _GROUND),
    ):
        picture = _laid(picture, mask, colour)
    return _png(picture.round().astype(np.uint8))


def _radius(people: int) -> float:
    """Of a dot, in fine pixels: fewer people are drawn larger."""
    return _FINE * float(np.clip(60 / np.sqrt(max(people, 1)), 3.5, 12))


def _blank() -> Mask:
    return np.zeros((SIDE * _FINE, SIDE * _FINE), dtype=np.bool_)


def _lines(places: Places, pairs: NDArray[np.int64]) -> Mask:
    """Every line, one pixel wide, or finer where they are many: enough points on each, each point a small square."""
    width = _FINE if len(pairs) < _MANY else 1
    mask, along = _blank(), np.linspace(0, 1, SIDE * _FINE)[:, None, None]
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        points = places[some[:, 0]] * (1 - along) + places[some[:, 1]] * along
        x, y = points.reshape(-1, 2).astype(np.int64).T
        for right in range(width):
            for down in range(width):
                mask[np.minimum(y + down, mask.shape[0] - 1), np.minimum(x + right, mask.shape[1] - 1)] = True
    return mask


def _discs(places: Places, radius: float) -> Mask:
    mask, reach = _blank(), int(np.ceil(radius)) + 1
    for x, y in places:
        rows = np.arange(max(0, int(y) - reach), min(mask.shape[0], int(y) + reach + 1))
        columns = np.arange(max(0, int(x) - reach), min(mask.shape[1], int(x) + reach + 1))
        inside = (rows[:, None] - y) ** 2 + (columns[None, :] - x) ** 2 <= radius**2
        mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] |= inside
    return mask


def _laid(picture: NDArray[np.float64], mask: Mask, colour: Colour) -> NDArray[np.float64]:
    """The colour over the picture, as much of it as the mask covers each pixel."""
    covered: NDArray[np.float64] = mask.reshape(SIDE, _FINE, SIDE, _FINE).mean(axis=(1, 3))[..., None]
    laid: NDArray[np.float64] = picture * (1 - covered) + np.array(colour) * covered
    return laid


def _png(pixels: NDArray[np.uint8]) -> bytes:
    """8-bit RGB (PNG, third edition, W3C 2025, §11): each row begins with the number of its filter, 0."""
    height, width, _ = pixels.shape
    rows = np.hstack([np.zeros((height, 1), dtype=np.uint8), pixels.reshape(height, width * 3)])
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(parts))


def _chunks(parts: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    for name, body in parts:
        yield struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
