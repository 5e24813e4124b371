"""What exists in the local Slack: workspaces, people, channels, messages, views, files, and who may change them."""

import random
import string
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.engine.clock import Clock
from sandbox.engine.people import Installation, Person, Role, Workspace

__all__ = [
    "Change",
    "Channel",
    "ChannelKind",
    "File",
    "Installation",
    "Message",
    "Person",
    "Role",
    "View",
    "Workspace",
    "World",
]

JSON = dict[str, Any]
ID_LETTERS = string.ascii_uppercase + string.digits


@dataclass
class View:
    """A modal that is open, or someone's Home tab (`kind` "modal" or "home"); `shown` is Slack's whole view object."""

    view_id: str
    team_id: str
    user_id: str
    kind: str
    shown: JSON
    typed: dict[str, JSON] = field(default_factory=dict)
    """What the person has put in so far: block_id → action_id → what they chose."""

    @property
    def previous_view_id(self) -> str | None:
        """The modal below it."""
        below: str | None = self.shown["previous_view_id"]
        return below


@dataclass
class File:
    """A file; `content` is None until it was uploaded, `channel_ids` where it was shared."""

    file_id: str
    team_id: str
    user_id: str
    name: str
    size: int
    created: int
    title: str = ""
    alt_txt: str = ""
    """What it shows, for those who do not see it."""
    content: bytes | None = None
    channel_ids: list[str] = field(default_factory=list)
    complete: bool = False


@dataclass(frozen=True)
class Change:
    """Something that became different; `kind` is a word like `message_posted`, `facts` are ids and what a page needs."""

    kind: str
    team_id: str
    channel_id: str = ""
    user_id: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


class World:
    """All state, in memory. Hold `lock` (re-entrant) to read what belongs together, or to change anything."""

    def __init__(self, clock: Clock, seed: int = 1) -> None:
        self.clock = clock
        self.seed = seed
        self.lock = threading.RLock()
        self.app_name = "App"
        self._watchers: list[Callable[[Change], None]] = []
        self.clear()

    def clear(self) -> None:
        """Empty it; what is put in again the same way has the same ids."""
        self.chance = random.Random(self.seed)  # noqa: S311 (a seeded world, no secrets)
        self.app_id = self.new_id("A")
        self.workspaces: dict[str, Workspace] = {}
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.installations: dict[str, Installation] = {}
        """By team."""
        self.open_modals: dict[str, list[str]] = {}
        """By person: the stack of view ids, the topmost last."""
        self.homes: dict[str, str] = {}
        """By person: the view id of the Home tab."""
        self._direct: dict[frozenset[str], str] = {}
        self._channels_of: dict[str, dict[str, None]] = {}

    # -- telling ----------------------------------------------------------------------------------

    def watch(self, watcher: Callable[[Change], None]) -> Callable[[], None]:
        """Be told of each change, in the changing thread (be quick, take no lock); returns how to stop."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def publish(self, change: Change) -> None:
        """Tell everyone who watches."""
        for watcher in tuple(self._watchers):
            watcher(change)

    # -- ids ----------------------------------------------------------------------------------------

    def new_id(self, prefix: str) -> str:
        """An id shaped like Slack's: a letter and ten others."""
        return prefix + "".join(self.chance.choices(ID_LETTERS, k=10))

    # -- adding -------------------------------------------------------------------------------------

    def add_workspace(self, workspace: Workspace) -> Workspace:
        """Put a workspace into the world."""
        with self.lock:
            self.workspaces[workspace.team_id] = workspace
        return workspace

    def add_person(self, person: Person) -> Person:
        """Put someone into their workspace (no event is sent: see acting)."""
        with self.lock:
            self.people[person.user_id] = person
        return person

    def add_channel(self, channel: Channel) -> Channel:
        """Put a channel into its workspace."""
        with self.lock:
            self.channels[channel.channel_id] = channel
            if channel.is_direct:
                self._direct[frozenset(channel.members)] = channel.channel_id
            for user_id in channel.members:
                self._channels_of.setdefault(user_id, {})[channel.channel_id] = None
        return channel

    def install(self, installation: Installation) -> Installation:
        """Give the app a bot in a workspace."""
        with self.lock:
            self.installations[installation.team_id] = installation
        return installation

    # -- finding ------------------------------------------------------------------------------------

    def people_of(self, team_id: str) -> Iterator[Person]:
        """Everyone whose home is this workspace, in the order in which they came."""
        return (person for person in self.people.values() if person.team_id == team_id)

    def channels_of(self, team_id: str) -> Iterator[Channel]:
        """Every channel and conversation which this workspace has, shared ones too."""
        return (channel for channel in self.channels.values() if channel.is_in(team_id))

    def conversations_of(self, user_id: str) -> list[Channel]:
        """Every conversation someone is a member of."""
        return [self.channels[channel_id] for channel_id in self._channels_of.get(user_id, ())]

    def channel_named(self, team_id: str, name: str) -> Channel:
        """The channel with this name; KeyError if there is none."""
        for channel in self.channels_of(team_id):
            if channel.name == name.removeprefix("#"):
                return channel
        raise KeyError(name)

    def installation_of_bot(self, user_id: str) -> Installation | None:
        """The app's installation whose bot this person is."""
        person = self.people.get(user_id)
        found = self.installations.get(person.team_id) if person else None
        return found if found and found.bot_user_id == user_id else None

    def direct(self, team_id: str, user_ids: Iterable[str]) -> Channel:
        """The direct message (two people) or group direct message (more) of exactly these people, made when new."""
        together = frozenset(user_ids)
        with self.lock:
            found = self._direct.get(together)
            return self.channels[found] if found else self._new_direct(team_id, together)

    def existing_direct(self, user_ids: Iterable[str]) -> Channel | None:
        """The same, if it was opened before."""
        found = self._direct.get(frozenset(user_ids))
        return self.channels[found] if found else None

    def _new_direct(self, team_id: str, together: frozenset[str]) -> Channel:
        kind = ChannelKind.MPIM if len(together) > 2 else ChannelKind.IM  # noqa: PLR2004 (two are a pair)
        handles = sorted(self.people[user_id].handle for user_id in together)
        return self.add_channel(
            Channel(
                channel_id=self.new_id("C" if kind is ChannelKind.MPIM else "D"),
                team_id=team_id,
                name=f"mpdm-{'--'.join(handles)}-1" if kind is ChannelKind.MPIM else "",
                kind=kind,
                created=int(self.clock.seconds()),
                members=dict.fromkeys(sorted(together), 0.0),
            )
        )

    # -- membership -----------------------------------------------------------------------------------

    def put_in(self, channel: Channel, user_id: str) -> bool:
        """Make someone a member; False if they were one."""
        with self.lock:
            if user_id in channel.members:
                return False
            channel.members[user_id] = self.clock.seconds()
            self._channels_of.setdefault(user_id, {})[channel.channel_id] = None
            return True

    def take_out(self, channel: Channel, user_id: str) -> bool:
        """Make someone no member any more; False if they were none."""
        with self.lock:
            if user_id not in channel.members:
                return False
            del channel.members[user_id]
            self._channels_of[user_id].pop(channel.channel_id, None)
            return True
