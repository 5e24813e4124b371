"""Files on their way in: an address to send the bytes to, then the sharing of what arrived."""

import secrets
import threading

from sandbox.engine.errors import SlackError
from sandbox.engine.world import File, World


class Uploads:
    """The addresses that were given out. `base` is the local Slack's own, set when it stands."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.base = ""
        self._lock = threading.Lock()
        self._awaited: dict[str, str] = {}

    def begin(self, team_id: str, user_id: str, name: str, size: int, alt_txt: str = "") -> tuple[File, str]:
        """A file that does not exist yet, and where to send it."""
        created = int(self.world.clock.seconds())
        file = File(self.world.new_id("F"), team_id, user_id, name, size, created, alt_txt=alt_txt)
        ticket = secrets.token_urlsafe(24)
        with self._lock:
            self.world.files[file.file_id] = file
            self._awaited[ticket] = file.file_id
        return file, f"{self.base}/upload/v1/{ticket}"

    def receive(self, ticket: str, content: bytes) -> File:
        """The bytes have come; SlackError if nobody waits for them or they are not as many as was said."""
        with self._lock:
            file_id = self._awaited.get(ticket)
        if file_id is None:
            raise SlackError("file_not_found")
        file = self.world.files[file_id]
        if file.size != len(content):
            raise SlackError("file_upload_size_restricted")
        file.content = content
        return file

    def complete(self, team_id: str, file_id: str, title: str) -> File:
        """A file that has come whole; SlackError if it has not."""
        file = self.world.files.get(file_id)
        if file is None or file.team_id != team_id or file.content is None or file.complete:
            raise SlackError("file_not_found")
        file.title, file.complete = title or file.name, True
        return file
