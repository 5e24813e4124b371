"""Putting residents into the world: accounts, channels, and who came and went in the weeks before now."""

import random
from collections.abc import Iterable

from sandbox.engine.channels import Channel, ChannelKind
from sandbox.engine.hall import Hall
from sandbox.engine.people import Person, Role
from sandbox.engine.world import World
from sandbox.life.residents import Character, Nursery, Resident
from sandbox.life.rhythm import DAY, HOUR, WEEK, day_of, moment
from sandbox.life.words.names import BOTS
from sandbox.life.words.places import REGIONS
from sandbox.life.words.rooms import INTRODUCTIONS, PRODUCT, ROOMS, TEAM
from sandbox.seed import add, handle_of

SECOND_ADMIN = "Anaïs Corvaisier"
LEAVES_A_WEEK = 0.006
FALLS_SILENT = 0.12
LONGEST_WEEKS = 130


def newcomers_a_week(people: int, weeks: int) -> float:
    """How many of a community of this size came each week: a fortieth, and never more than two of five in all."""
    return people * min(0.025, 0.4 / max(weeks, 1))


def already_there(hall: Hall, team_id: str, nursery: Nursery) -> list[Resident]:
    """The people whom the world has by name, with a character of their own."""
    known = [person for person in hall.world.people_of(team_id) if not person.is_bot and not person.deleted]
    return [resident_of(person, nursery) for person in known]


def resident_of(person: Person, nursery: Nursery) -> Resident:
    """Someone who has an account."""
    one = nursery.draw(person.real_name, "fr" if (person.locale or "").startswith("fr") else "en")
    regions = {region.tz: region for regions in REGIONS.values() for region in regions}
    town = regions[person.tz].towns[0] if person.tz in regions else (person.tz or "").rpartition("/")[2]
    one.tz, one.locale, one.town = person.tz, person.locale, town
    one.user_id, one.joined, one.is_guest = person.user_id, person.joined, person.is_guest
    one.own_title = person.title
    if person.is_guest:
        one.rooms = {"random"}
    if person.is_admin:
        one.character, one.speaks = Character.ORDINARY, ("fr", "en")
    return one


def arrivals(count: int, weeks: int, now: float, nursery: Nursery) -> list[Resident]:
    """That many people: some came in the last weeks, the others before; some have left or fallen silent since."""
    chance, came = nursery.chance, round(newcomers_a_week(count, weeks) * weeks)
    people = [nursery.draw() for _ in range(count)]
    for number, one in enumerate(people):
        if number < count - came:
            one.joined = now - (weeks + chance.random() ** 2 * LONGEST_WEEKS) * WEEK - 2 * DAY
        else:
            week = (number - (count - came)) * weeks / came
            one.joined = min(moment(day_of(now - week * WEEK - 2 * DAY), one.tz, chance), now - 2 * HOUR)
        go_their_way(one, weeks, now, chance)
    return sorted(people, key=lambda one: one.joined)


def go_their_way(one: Resident, weeks: int, now: float, chance: random.Random) -> None:
    """Some leave, some fall silent, in the last weeks."""
    since = max(one.joined + WEEK, now - weeks * WEEK)
    if since < now and chance.random() < LEAVES_A_WEEK * weeks:
        one.left = since + chance.random() * (now - since)
    elif since < now and chance.random() < FALLS_SILENT:
        one.quiet_from = since + chance.random() * (now - since)


def settle(hall: Hall, team_id: str, one: Resident, now: float) -> Person:
    """Their account, as it stands now."""
    gone = one.left <= now
    handle = handle_of(one.name)
    person = Person(
        user_id=hall.world.new_id("U"),
        team_id=team_id,
        handle=handle,
        real_name=one.name,
        role=Role.ADMIN if one.name == SECOND_ADMIN else Role.GUEST if one.is_guest else Role.MEMBER,
        locale=one.locale,
        tz=one.tz,
        display_name=one.first_name,
        title=one.title,
        email=f"{handle}@{hall.world.workspaces[team_id].domain}.example",
        deleted=gone,
        joined=one.joined,
        updated=int(one.left if gone else one.joined),
    )
    one.user_id = person.user_id
    return hall.world.add_person(person)


def open_rooms(hall: Hall, team_id: str) -> dict[str, Channel]:
    """The channels by name; those which the world has not yet are made, with the app in them."""
    known = {channel.name: channel for channel in hall.world.channels_of(team_id) if channel.name}
    for room in ROOMS:
        if room.name not in known:
            channel = Channel(hall.world.new_id("C"), team_id, room.name, purpose=room.purpose)
            known[room.name] = add(hall, channel, [])
    if TEAM not in known:
        known[TEAM] = add(hall, Channel(hall.world.new_id("C"), team_id, TEAM, ChannelKind.PRIVATE), [])
    return known


def open_product_room(hall: Hall, team_id: str, people: Iterable[Resident]) -> Channel:
    """The private channel of those who can act on feedback, with the app in it."""
    known = [hall.world.people[one.user_id] for one in people]
    return add(hall, Channel(hall.world.new_id("C"), team_id, PRODUCT, ChannelKind.PRIVATE), known)


def fill_rooms(world: World, channels: dict[str, Channel], residents: Iterable[Resident]) -> None:
    """Everyone in the channels of their choice, since they came."""
    for one in residents:
        for name in rooms_for(one):
            put_in(world, channels[name], one)


def rooms_for(one: Resident) -> list[str]:
    """The channels of someone, in a fixed order: a guest has but one."""
    return sorted(one.rooms) if one.is_guest else [INTRODUCTIONS, *sorted(one.rooms)]


def put_in(world: World, channel: Channel, one: Resident) -> None:
    """Someone is a member, from when they came to the workspace."""
    world.put_in(channel, one.user_id)
    channel.members[one.user_id] = max(one.joined, float(channel.created))


def add_bots(hall: Hall, team_id: str, nursery: Nursery) -> list[Resident]:
    """Programs that others have built; the first one announces the week."""
    world, found = hall.world, []
    for name in BOTS:
        bot = Person(world.new_id("U"), team_id, handle_of(name), name, Role.BOT, bot_id=world.new_id("B"))
        bot.display_name, bot.app_id, bot.joined, bot.tz = (
            name,
            world.new_id("A"),
            world.clock.seconds() - 400 * DAY,
            "Europe/Paris",
        )
        one = nursery.draw(name, "en")
        one.user_id, one.tz, one.character = world.add_person(bot).user_id, bot.tz, Character.SILENT
        found.append(one)
    return found
