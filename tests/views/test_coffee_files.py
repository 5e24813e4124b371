"""The files of coffee: a calendar that is right in every zone, and a picture that any viewer opens."""

import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from icalendar import Calendar

from slack_app.domain.meeting_times import LENGTH, Proposal
from slack_app.domain.profile import Profile
from slack_app.views.coffee import calendar, picture
from slack_app.views.words import words_for
from tests.views import coffee_world as world

EN, FR = words_for("en"), words_for("fr")
STAMP = datetime(2026, 11, 30, 8, tzinfo=UTC)
PAIR = world.group_of(Profile(role="Nurse"), world.PAIR, link="https://meet.example/room")
GROUND, DOT = (248, 247, 243), (22, 74, 110)


def events(of=PAIR, stamp=STAMP):
    return Calendar.from_ical(calendar.invitation(EN, of, stamp=stamp, domain="convive.example")).walk("VEVENT")


def test_each_proposed_time_is_a_tentative_event_of_half_an_hour():
    found = events()
    assert [event["DTSTART"].dt for event in found] == [proposal.at for proposal in PAIR.times]
    assert {event["DTEND"].dt - event["DTSTART"].dt for event in found} == {LENGTH}
    assert {(event["STATUS"], event["TRANSP"]) for event in found} == {("TENTATIVE", "TRANSPARENT")}
    assert {event["LOCATION"] for event in found} == {"https://meet.example/room"}


@pytest.mark.parametrize("month", [3, 10])
def test_the_instant_is_right_in_every_zone_whatever_its_clock_does(month):
    """Ten o'clock in Paris on each day around both changes of the clock."""
    paris = ZoneInfo("Europe/Paris")
    times = [datetime(2027, month, 20, 10, tzinfo=paris) + timedelta(days=n) for n in range(14)]
    of = replace(PAIR, times=tuple(Proposal(at.astimezone(UTC), suits_all=True) for at in times))
    starts = [event["DTSTART"].dt for event in events(of)]
    assert [at.astimezone(paris).hour for at in starts] == [10] * 14
    assert {at.utcoffset() for at in starts} == {timedelta(0)}


def test_sent_twice_it_is_the_same_events():
    first, again = events(), events(stamp=STAMP + timedelta(hours=3))
    assert [event["UID"] for event in first] == [event["UID"] for event in again]
    assert len({event["UID"] for event in first}) == 3
    assert first[0]["DTSTAMP"].dt == STAMP


def test_two_meetings_have_no_event_in_common():
    other = events(replace(PAIR, meeting_id=8))
    assert not {event["UID"] for event in events()} & {event["UID"] for event in other}


def test_a_name_cannot_add_a_line_to_the_calendar():
    of = replace(PAIR, programme="Coffee\r\nATTENDEE:mailto:evil@example.org; \\, x")
    written = calendar.invitation(EN, of, stamp=STAMP, domain="convive.example")
    assert b"\nATTENDEE" not in written
    assert len(events(of)) == 3


def test_the_calendar_speaks_the_group_s_language():
    written = calendar.invitation(FR, PAIR, stamp=STAMP, domain="convive.example")
    assert "proposition 1 sur 3" in written.decode()
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def pixels(png: bytes):
    """The picture read back by the standard: signature, chunks with their sums, rows without filter."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(name + body),)
        chunks[name], at = body, at + 12 + length
    width, height, depth, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colours) == (8, 2)
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, 1 + 3 * width)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, 3)


def at(place: float) -> int:
    return round((0.04 + 0.92 * place) * picture.SIDE)


def test_who_has_met_is_a_dot_and_who_has_not_an_empty_ring():
    drawn = pixels(picture.network_png(np.array([[0.2, 0.2], [0.8, 0.2], [0.5, 0.8]]), [(0, 1)]))
    assert tuple(drawn[at(0.2), at(0.2)]) == DOT
    assert tuple(drawn[at(0.8), at(0.5)]) == GROUND
    assert DOT in {tuple(pixel) for pixel in drawn[at(0.8)]}
    assert tuple(drawn[at(0.2), at(0.5)]) not in {GROUND, DOT}, "the line between them"
    assert tuple(drawn[0, 0]) == GROUND


def test_lines_and_dots_are_smooth_at_their_edges():
    drawn = pixels(picture.network_png(np.array([[0.1, 0.1], [0.9, 0.6]]), [(0, 1)]))
    assert len({tuple(pixel) for pixel in drawn.reshape(-1, 3)}) > 8


@pytest.mark.parametrize("people", [0, 1, 300])
def test_any_number_of_people_makes_a_picture_and_the_same_one_twice(people):
    positions = np.random.default_rng(7).random((people, 2))
    edges = [(n, (n * 7 + 1) % people) for n in range(people) for _ in range(4)]
    first = picture.network_png(positions, edges)
    assert pixels(first).shape == (picture.SIDE, picture.SIDE, 3)
    assert first == picture.network_png(positions, edges)
    assert len(first) < 300_000


def test_places_outside_the_picture_are_drawn_at_its_border():
    pixels(picture.network_png(np.array([[-5.0, 0.5], [9.0, 2.0]]), [(0, 1)]))
