"""The week's picture: a PNG that tells the same as its words, to whoever sees it and however it is printed."""

import struct
import subprocess
import sys
import zlib

import pytest

from slack_app.views.digest import drawing, picture
from slack_app.views.words import words_for
from tests.views import digest_world as world

EN, FR = words_for("en"), words_for("fr")
DIGESTS = dict(world.digests())
DRAWN = ["ordinary", "first week", "one week before", "nothing at all", "zeros", "ones", "too few", "very much"]
DEJAVU_BEGINS_TO_LACK = 0x2FFF


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG, each with its sum checked."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(name + body),)
        found[name], at = found.get(name, b"") + body, at + 12 + length
    return found


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("name", DRAWN)
def test_any_week_makes_a_picture_of_one_size(words, name):
    parts = chunks(picture.png(words, DIGESTS[name]))
    assert struct.unpack(">II", parts[b"IHDR"][:8]) == (1440, 960)
    assert len(zlib.decompress(parts[b"IDAT"])) > 1440 * 960
    assert set(parts) <= {b"IHDR", b"IDAT", b"IEND", b"pHYs"}, "nothing of the machine that drew it"


def test_the_same_digest_makes_the_same_picture_and_another_one_another():
    first, again = (picture.png(EN, DIGESTS["ordinary"]) for _ in range(2))
    assert first == again
    assert first != picture.png(FR, DIGESTS["ordinary"])
    assert first != picture.png(EN, DIGESTS["ones"])
    assert len(first) < 500_000


def test_the_words_tell_the_same_figures():
    alt = picture.alt(EN, DIGESTS["ordinary"])
    assert alt.startswith(
        "Four charts. Active members, week by week, Aug 24 to Nov 16: Active members from 47.1 to 62 and"
    )
    for panel in picture.panels(EN, DIGESTS["ordinary"]):
        assert panel.title in alt
        assert all(name in alt and note in alt for (name, _), note in zip(panel.series, panel.notes, strict=True))


def test_the_words_are_french_for_who_reads_french():
    alt = picture.alt(FR, DIGESTS["ordinary"])
    assert alt.startswith("Quatre graphiques. Membres en activité, semaine par semaine, du 24 août au 16 nov.\u00a0:")
    assert "Réponse sous 24 h de 21 % à 27 %." in alt


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("name", DRAWN)
def test_the_words_are_not_too_many_and_never_empty(words, name):
    assert 20 < len(picture.alt(words, DIGESTS[name])) <= picture.ALT
    assert not picture.alt(words, DIGESTS[name]).endswith("…")


def test_too_few_are_neither_drawn_nor_told():
    panels = picture.panels(EN, DIGESTS["too few"])
    assert [panel.is_empty for panel in panels] == [False, False, True, False]
    assert "Messages answered within 24 hours: too few to say." in picture.alt(EN, DIGESTS["too few"])


def test_a_week_with_too_few_is_a_gap_between_the_others():
    weeks = [world.week_of({**world._ORDINARY}, n) for n in (33, 4, 33)]
    of = picture.DigestOf(weeks[2], [weeks[1], weeks[0]])
    (_, row), *_ = picture.panels(EN, of)[2].series
    assert row == [0.27, None, 0.27]
    chunks(picture.png(EN, of))


@pytest.mark.parametrize("words", [EN, FR])
def test_every_letter_drawn_is_in_the_font(words):
    panels = picture.panels(words, DIGESTS["ordinary"])
    drawn = [picture.title(words, DIGESTS["ordinary"])]
    drawn += [text for panel in panels for text in (panel.title, *panel.labels, *(name for name, _ in panel.series))]
    assert not [text for text in drawn if any(ord(letter) > DEJAVU_BEGINS_TO_LACK for letter in text)]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", [*drawing.COLOURS, drawing.INK])
def test_colours_stand_out_from_their_ground(colour):
    assert contrast(colour, drawing.GROUND) >= 4.5


def test_nothing_is_told_by_colour_alone():
    assert len(set(drawing.LINES)) == len({dash for dash, _ in drawing.LINES}) == len(drawing.COLOURS)
    assert len({marker for _, marker in drawing.LINES}) == len(set(drawing.HATCHES)) == len(drawing.COLOURS)


def test_only_who_draws_waits_for_what_draws():
    program = (
        "import sys, slack_app.views.digest.picture; assert 'matplotlib' not in sys.modules;"
        "import slack_app.views.digest.drawing; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
