"""A fictional bilingual community in two workspaces: everything from one seed, every name invented."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.engine.channels import Channel, ChannelKind
from sandbox.engine.hall import Hall
from sandbox.engine.people import Installation, Person, Role, Workspace

DAY = 86_400
FRENCH, ENGLISH = "fr-FR", "en-GB"


@dataclass(frozen=True)
class Cast:
    """Someone of the seed: name, language, zone, role, and what stands in their profile."""

    name: str
    locale: str | None
    tz: str | None
    title: str = ""
    role: Role = Role.MEMBER
    deleted: bool = False


FIRST = (
    Cast("Maëlle Kerbrat", FRENCH, "Europe/Paris", "Animatrice de la communauté", Role.OWNER),
    Cast("Owen Hartley", ENGLISH, "Europe/London", "Community manager", Role.ADMIN),
    Cast("Solène Vauquier", FRENCH, "Europe/Paris", "Développeuse Python"),
    Cast("Idriss Benkacem", FRENCH, "Africa/Casablanca", "Ingénieur données"),
    Cast("Tamsin Okafor", ENGLISH, "Africa/Lagos", "Product designer"),
    Cast("Bastien Roussillet", FRENCH, "Europe/Brussels", "Rédacteur technique"),
    Cast("Priya Nandakumar", "en-IN", "Asia/Kolkata", "Machine learning engineer"),
    Cast("Éloïse Tremblet", "fr-CA", "America/Toronto", "Chercheuse en accessibilité"),
    Cast("Jonas Lindqvist", ENGLISH, "Europe/Stockholm", "Backend developer"),
    Cast("Noémie Castaing", FRENCH, "Europe/Zurich", "Juriste, communs numériques"),
    Cast("Rafael Montoro", "es-ES", "Europe/Madrid", "Data journalist"),
    Cast("Grace Whitcombe", "en-US", "America/New_York", "Developer advocate"),
    Cast("Aminata Diouf", FRENCH, "Africa/Dakar", "Entrepreneuse sociale"),
    Cast("Kenji Morisawa", "ja-JP", "Asia/Tokyo", "Site reliability engineer"),
    Cast("Lucie Fontenac", FRENCH, "Indian/Reunion", "Formatrice"),
    Cast("Callum Reid", "en-US", "America/Los_Angeles", ""),
    Cast("Hugo Delmas", FRENCH, "Europe/Paris", "Étudiant"),
    Cast("Invité Dupuy", FRENCH, "Europe/Paris", "", Role.GUEST),
    Cast("Nell Barrow", ENGLISH, "Europe/London", "", Role.SINGLE_CHANNEL_GUEST),
    Cast("Former Member", ENGLISH, "Europe/London", deleted=True),
)
SECOND = (
    Cast("Freya Halvorsen", ENGLISH, "Europe/Oslo", "Head of programmes", Role.OWNER),
    Cast("Malik Ferrand", FRENCH, "Europe/Paris", "Chargé de partenariats"),
    Cast("Ines Cardoso", "pt-PT", "Europe/Lisbon", "Researcher"),
    Cast("Théo Larrivée", "fr-CA", "America/Montreal", "Médiateur"),
)
PUBLIC = (
    ("general", "Announcements for everyone · Annonces pour tout le monde"),
    ("introductions", "Say who you are · Dites qui vous êtes"),
    ("coffee", "Meet someone new · Rencontrez quelqu'un"),
    ("python", "Python, from first steps to asyncio"),
    ("design", "Interfaces, accessibility, research"),
    ("data", "Data and machine learning · Données"),
    ("entraide", "Questions et réponses en français"),
    ("random", "Everything else · Tout le reste"),
)


def populate(hall: Hall) -> None:
    """Fill an empty world; the first workspace is the larger one. The app is installed in both."""
    first = plant(hall, Workspace(hall.world.new_id("T"), "Les Passerelles", "passerelles", locale=FRENCH), FIRST)
    second = plant(hall, Workspace(hall.world.new_id("T"), "Nordlys Commons", "nordlys", locale=ENGLISH), SECOND)
    partners = Channel(hall.world.new_id("C"), first, "partners", shared_with=frozenset({second}))
    members = [one for team_id, most in ((first, 4), (second, 2)) for one in humans(hall, team_id)[:most]]
    add(hall, partners, members, with_app=False)


def humans(hall: Hall, team_id: str) -> list[Person]:
    """Everyone of a workspace who is no program."""
    return [person for person in hall.world.people_of(team_id) if not person.is_bot]


def plant(hall: Hall, workspace: Workspace, cast: Iterable[Cast]) -> str:
    """A workspace with its people and channels and the app; its id."""
    hall.world.add_workspace(workspace)
    team_id = workspace.team_id
    install(hall, team_id)
    people = [enter(hall, team_id, one) for one in cast]
    regular = [person for person in people if not person.is_guest and not person.deleted]
    for name, purpose in PUBLIC:
        channel = Channel(hall.world.new_id("C"), team_id, name, purpose=purpose, is_general=name == "general")
        add(hall, channel, regular if name in {"general", "introductions"} else some(hall, regular))
    add(hall, Channel(hall.world.new_id("C"), team_id, "community-team", ChannelKind.PRIVATE), regular[:2])
    board = Channel(hall.world.new_id("C"), team_id, "board", ChannelKind.PRIVATE)
    add(hall, board, regular[:1], with_app=False)
    old = Channel(hall.world.new_id("C"), team_id, "archive-2024", is_archived=True)
    add(hall, old, regular[:3], with_app=False)
    for guest in (person for person in people if person.is_guest):
        hall.world.put_in(hall.world.channel_named(team_id, "random"), guest.user_id)
    return team_id


def install(hall: Hall, team_id: str) -> Installation:
    """The app's bot in a workspace."""
    world = hall.world
    bot = Person(
        user_id=world.new_id("U"),
        team_id=team_id,
        handle=hall.spec.name.lower(),
        real_name=hall.spec.name,
        role=Role.BOT,
        bot_id=world.new_id("B"),
        app_id=world.app_id,
        updated=int(world.clock.seconds()),
    )
    world.add_person(bot)
    token = f"xoxb-local-{hashlib.sha256(bot.user_id.encode()).hexdigest()[:24]}"
    return world.install(Installation(team_id, bot.user_id, bot.bot_id, token, hall.spec.scopes))


def enter(hall: Hall, team_id: str, one: Cast) -> Person:
    """Someone who has been there for some time."""
    world = hall.world
    joined = world.clock.seconds() - DAY * world.chance.randint(40, 900)
    handle = handle_of(one.name)
    person = Person(
        user_id=world.new_id("U"),
        team_id=team_id,
        handle=handle,
        real_name=one.name,
        role=one.role,
        locale=one.locale,
        tz=None if one.deleted else one.tz,
        display_name=one.name.partition(" ")[0],
        title=one.title,
        email=f"{handle}@{world.workspaces[team_id].domain}.example",
        deleted=one.deleted,
        joined=joined,
        updated=int(joined),
    )
    return world.add_person(person)


def handle_of(name: str) -> str:
    """The short name that Slack would make."""
    plain = str.maketrans("àâäçéèêëîïôöùûüÿœ' ", "aaaceeeeiioouuuyo__")
    return name.lower().translate(plain).replace("_", ".")


def some(hall: Hall, people: list[Person]) -> list[Person]:
    """About half of them."""
    return [person for person in people if hall.world.chance.random() < 0.5]  # noqa: PLR2004 (half)


def add(hall: Hall, channel: Channel, people: Iterable[Person], *, with_app: bool = True) -> Channel:
    """A channel with these people in it."""
    world = hall.world
    channel.created = int(world.clock.seconds()) - DAY * 900
    members = [person.user_id for person in people]
    if with_app:
        members.append(world.installations[channel.team_id].bot_user_id)
    channel.creator = members[0] if members else ""
    channel.members = dict.fromkeys(members, float(channel.created))
    return world.add_channel(channel)
