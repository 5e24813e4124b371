"""What a person does on the page: every verb by its name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sandbox.engine.acting import Actor
from sandbox.page import being, speaking, steering, using
from sandbox.page.asked import JSON, Asked

if TYPE_CHECKING:
    from sandbox.page.routes import Page

Verb = Callable[["Page", Actor, Asked], JSON]
VERBS: dict[str, Verb] = {
    verb.__name__: verb
    for verb in (
        speaking.post,
        speaking.edit,
        speaking.delete,
        speaking.dismiss,
        speaking.react,
        speaking.unreact,
        speaking.join,
        speaking.leave,
        speaking.open_direct,
        speaking.read,
        using.command,
        using.shortcut,
        using.message_action,
        using.open_home,
        using.action,
        using.suggest,
        using.submit,
        using.close,
        being.newcomer,
        being.profile,
        being.upload,
        steering.clock,
        steering.fault,
        steering.faults_clear,
        steering.deliveries,
    )
}
BY_HAND = (
    speaking.post,
    speaking.edit,
    speaking.delete,
    speaking.react,
    speaking.unreact,
    using.command,
    using.shortcut,
    using.message_action,
    using.action,
    using.submit,
)
"""Who does one of these is played by somebody from then on."""
