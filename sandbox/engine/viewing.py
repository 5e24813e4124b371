"""Views open, are laid on each other, change and close: modals (three deep at most) and Home tabs."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox.delivery.payloads.state import elements_of, state_values
from sandbox.delivery.payloads.views import Shelf, view_object, with_action_ids
from sandbox.engine.blockcheck import refuse_bad_view
from sandbox.engine.errors import SlackError
from sandbox.engine.parties import app_in
from sandbox.engine.world import Change, View, World

JSON = dict[str, Any]
DEEPEST = 3
LARGEST_BYTES = 250_000


class Viewing:
    """Everything that happens to views, told to whoever watches."""

    def __init__(self, world: World) -> None:
        self.world = world

    def open(self, team_id: str, user_id: str, given: Mapping[str, Any]) -> View:
        """A modal in the place of any other."""
        self._check(team_id, given)
        with self.world.lock:
            self._forget(user_id)
            view_id = self.world.new_id("V")
            view = self._made(team_id, user_id, given, Shelf(view_id, view_id))
            return self._lay(view)

    def push(self, team_id: str, user_id: str, given: Mapping[str, Any]) -> View:
        """A modal on top of those that are open."""
        self._check(team_id, given)
        with self.world.lock:
            stack = self.world.open_modals.get(user_id, [])
            if not stack:
                raise SlackError("not_found")
            if len(stack) >= DEEPEST:
                raise SlackError("push_limit_reached")
            shelf = Shelf(self.world.new_id("V"), stack[0], stack[-1])
            return self._lay(self._made(team_id, user_id, given, shelf))

    def publish(self, team_id: str, user_id: str, given: Mapping[str, Any], hash_: str = "") -> View:
        """A Home tab, whose id stays the same for a person."""
        self._check(team_id, given)
        with self.world.lock:
            view_id = self.world.homes.get(user_id) or self.world.new_id("V")
            if hash_ and view_id in self.world.views and self.world.views[view_id].shown["hash"] != hash_:
                raise SlackError("hash_conflict")
            view = self._made(team_id, user_id, given, Shelf(view_id, view_id))
            self.world.views[view_id], self.world.homes[user_id] = view, view_id
        self.world.publish(Change("home_published", team_id, user_id=user_id, facts={"view_id": view_id}))
        return view

    def update(self, view: View, given: Mapping[str, Any], hash_: str = "") -> View:
        """Something else in a view that is open; what the person typed stays where its element stays."""
        self._check(view.team_id, given, of=view)
        with self.world.lock:
            if hash_ and view.shown["hash"] != hash_:
                raise SlackError("hash_conflict")
            shelf = Shelf(view.view_id, view.shown["root_view_id"], view.previous_view_id)
            view.shown = self._made(view.team_id, view.user_id, given, shelf).shown
            view.typed = still_there(view)
            view.shown["state"] = {"values": state_values(view.shown["blocks"], view.typed)}
        kind = "home_published" if view.kind == "home" else "modals_changed"
        self.world.publish(Change(kind, view.team_id, user_id=view.user_id, facts={"view_id": view.view_id}))
        return view

    def put(self, view: View, block_id: str, action_id: str, chosen: object) -> None:
        """The person put something into an element."""
        with self.world.lock:
            view.typed.setdefault(block_id, {})[action_id] = chosen
            view.shown["state"] = {"values": state_values(view.shown["blocks"], view.typed)}

    def close(self, view: View, *, all_of_them: bool = False) -> list[View]:
        """The topmost modal goes away, or the whole stack; those that went."""
        with self.world.lock:
            stack = self.world.open_modals.get(view.user_id, [])
            gone = [self.world.views.pop(view_id) for view_id in (stack[:] if all_of_them else [view.view_id])]
            self.world.open_modals[view.user_id] = [view_id for view_id in stack if view_id in self.world.views]
        self.world.publish(Change("modals_changed", view.team_id, user_id=view.user_id))
        return gone

    def find(self, team_id: str, view_id: str, external_id: str) -> View:
        """A view of this workspace, by either id; SlackError if there is none."""
        for view in [self.world.views[view_id]] if view_id in self.world.views else list(self.world.views.values()):
            if view.team_id == team_id and (view.view_id == view_id or view.shown["external_id"] == external_id != ""):
                return view
        raise SlackError("not_found")

    def top(self, user_id: str) -> View | None:
        """The modal that a person sees."""
        stack = self.world.open_modals.get(user_id)
        return self.world.views[stack[-1]] if stack else None

    def _check(self, team_id: str, given: Mapping[str, Any], of: View | None = None) -> None:
        if len(json.dumps(given)) > LARGEST_BYTES:
            raise SlackError("view_too_large")
        refuse_bad_view(given)
        external = given.get("external_id")
        for other in list(self.world.views.values()) if external else []:
            if other is not of and other.team_id == team_id and other.shown["external_id"] == external:
                raise SlackError("duplicate_external_id")

    def _made(self, team_id: str, user_id: str, given: Mapping[str, Any], shelf: Shelf) -> View:
        named = {**given, "blocks": with_action_ids(given.get("blocks", []), shelf.view_id)}
        shown = view_object(app_in(self.world, team_id), named, shelf, at=self.world.clock.seconds())
        return View(shelf.view_id, team_id, user_id, str(given["type"]), shown)

    def _lay(self, view: View) -> View:
        self.world.views[view.view_id] = view
        self.world.open_modals.setdefault(view.user_id, []).append(view.view_id)
        self.world.publish(Change("modals_changed", view.team_id, user_id=view.user_id))
        return view

    def _forget(self, user_id: str) -> None:
        for view_id in self.world.open_modals.pop(user_id, []):
            self.world.views.pop(view_id, None)


def still_there(view: View) -> dict[str, JSON]:
    """What was typed into elements that the view still has."""
    kept: dict[str, JSON] = {}
    for block_id, element in elements_of(view.shown["blocks"]):
        typed = view.typed.get(block_id, {})
        if element["action_id"] in typed:
            kept.setdefault(block_id, {})[element["action_id"]] = typed[element["action_id"]]
    return kept
