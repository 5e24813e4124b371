"""How a community begins with the app: its owner sets it up in the app's Home, and some members introduce themselves."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import zip_longest
from time import monotonic

from sandbox.engine.channels import Message
from sandbox.engine.elements import NotThereError, interactive
from sandbox.engine.world import View
from sandbox.life import founding
from sandbox.life.doings import close, fill_form
from sandbox.life.hand import Hand
from sandbox.life.residents import Character, Resident
from sandbox.life.stage import Stage
from sandbox.life.wanting import COMMAND as COFFEE
from sandbox.life.wanting import TAKEN, Wanting
from sandbox.life.words import feedback
from sandbox.life.words.rooms import PRODUCT, TEAM
from sandbox.life.words.trades import INTERESTS

PATIENCE_SECONDS, BREATH_SECONDS = 20.0, 1.0
APART = timedelta(seconds=4)
"""One introduction follows the other after a moment, by the clock: so the app need not hurry Slack."""
FIRST_TO_INTRODUCE, FIRST_AT_COFFEE = 12, 18
CHANNELS = {
    "community_channel": "general",
    "introductions_channel": "introductions",
    "coffee_channel": "coffee",
    "digest_channel": "community-team",
    "team_channel": "community-team",
}
ZONE = "Europe/Paris"
COMMAND, DIGEST, FEEDBACK = "/intro", "/digest", founding.FEEDBACK
READ_HISTORY, STOP_READING = "catch_up_start", "catch_up_stop"
READING_SECONDS, READING_STEP = 0.08, timedelta(seconds=12)


class Opening:
    """The first quarter of an hour; `idle` is the app's word that it has nothing to do."""

    def __init__(self, stage: Stage, idle: Callable[[], bool]) -> None:
        self.stage, self.idle = stage, idle

    def play(self, many: int = FIRST_TO_INTRODUCE) -> int:
        """Both parts; how many people have introduced themselves."""
        return self.introduce(many) if self.set_up() else 0

    def set_up(self) -> bool:
        """The owner fills the forms of the set-up; False if the app offers none."""
        hand = self.stage.hand(self.stage.community.team[0])
        if hand is None:
            return False
        hand.actor.open_home()
        self.stage.sandbox.quiet(PATIENCE_SECONDS, self.idle)
        forms = {"set_up_channels": self._channels(), "set_up_language": {}, "set_up_interests": interests()}
        taken = [self._fill(hand, action_id, values) for action_id, values in forms.items()]
        return all(taken)

    def _channels(self) -> dict[str, object]:
        channels = self.stage.community.channels
        return {block_id: channels[name].channel_id for block_id, name in CHANNELS.items()}

    def _fill(self, hand: Hand, action_id: str, values: Mapping[str, object]) -> bool:
        home = hand.actor.home
        try:
            answer = hand.actor.click(home, action_id) if home else None
        except NotThereError:
            return False
        view = hand.actor.modal
        if answer is None or not answer.ok or view is None:
            return False
        outcome = hand.actor.submit(view, values or language(hand, view))
        close(hand)
        return outcome.kind == "closed"

    def read_history(self) -> bool:
        """The owner lets the app read what was said before it came, and the time passes that it takes; whether it has.

        An app that offers no such thing is not waited for.
        """
        self._settle()
        owner, team = self.stage.hand(self.stage.community.team[0]), self.stage.community.channels[TEAM]
        offer = next((one for one in team.messages.values() if has(one, READ_HISTORY)), None)
        if owner is None or offer is None:
            return False
        founding.press(owner.actor, offer, READ_HISTORY)
        self.while_reading(offer)
        return not has(offer, STOP_READING)

    def while_reading(self, offer: Message) -> None:
        """Time goes faster until the message says that all is read, or patience is at its end."""
        until = monotonic() + PATIENCE_SECONDS * 2
        while (has(offer, READ_HISTORY) or has(offer, STOP_READING)) and monotonic() < until:
            self.stage.sandbox.quiet(READING_SECONDS, self.idle, still=READING_SECONDS / 2)
            self.stage.sandbox.clock.advance(READING_STEP)
        self._settle()

    def ask_for_digest(self) -> None:
        """The owner does not wait for Monday with the digest either."""
        owner = self.stage.hand(self.stage.community.team[0])
        if owner is not None and DIGEST in self.stage.sandbox.hall.spec.commands:
            owner.actor.run_command(self.stage.community.channels[TEAM].channel_id, DIGEST, "now")
            self._settle()

    def introduce(self, many: int = FIRST_TO_INTRODUCE) -> int:
        """Some long-standing members fill in the form of the introduction, in both languages in turn."""
        if COMMAND not in self.stage.sandbox.hall.spec.commands:
            return 0
        return sum(self._introduces(one) for one in self._eager()[:many])

    def found_coffee(self, wanting: Wanting, many: int = FIRST_AT_COFFEE) -> int:
        """The owner makes a weekly programme and switches it on, and people join it; how many. 0 if there is none to make."""
        owner = self.stage.hand(self.stage.community.team[0])
        if owner is None or COFFEE not in self.stage.sandbox.hall.spec.commands:
            return 0
        weekly = {"cadence": "weekly", "channel_id": self.stage.community.channels["coffee"].channel_id}
        try:
            founding.make(owner.actor, self._settle, "coffee", weekly)
            founding.switch_on(owner.actor, self._settle)
        except NotThereError:
            return 0
        return sum(wanting.join(one) for one in self._eager()[:many])

    def found_feedback(self) -> bool:
        """The owner makes a product team with a channel of its own: what people say gets somewhere. False if there is none to make."""
        owner = self.stage.hand(self.stage.community.team[0])
        if owner is None or FEEDBACK not in self.stage.sandbox.hall.spec.commands:
            return False
        community = self.stage.community
        team = {
            "name": feedback.TEAM_NAME,
            "channel_id": community.channels[PRODUCT].channel_id,
            "member_ids": [one.user_id for one in community.product_team],
            "areas": "\n".join(feedback.AREAS),
        }
        try:
            return founding.make_team(owner.actor, self._settle, "general", team).kind in TAKEN
        except NotThereError:
            return False

    def say_feedback(self) -> int:
        """Some members say something to that team, each in their language; how many did."""
        by_language = {
            language: [one for one in self._eager() if one.language == language] for language in ("fr", "en")
        }
        people = [by_language[language].pop() for language, _, _ in feedback.SAID if by_language[language]]
        said = [self._says(one, words, kind) for one, (_, kind, words) in zip(people, feedback.SAID, strict=False)]
        self._settle()
        return sum(said)

    def _says(self, one: Resident, words: str, kind: str) -> bool:
        hand = self.stage.hand(one)
        if hand is None:
            return False
        self.stage.ledger.acts(one)
        hand.actor.run_command("general", FEEDBACK, words)
        self._settle()
        form = hand.actor.modal
        outcome = hand.actor.submit(form, {"feedback_kind": kind}) if form else None
        asked = hand.actor.modal
        if asked and asked.shown.get("submit"):
            # Whether it is one of those that are there: it is not.
            outcome = hand.actor.submit(asked)
        close(hand)
        return outcome is not None and outcome.kind == "updated"

    def start_round(self) -> None:
        """The owner does not wait for Monday: whoever is awake is introduced now."""
        owner = self.stage.hand(self.stage.community.team[0])
        if owner is not None:
            founding.press(owner.actor, founding.listed(owner.actor, self._settle), founding.START)
            founding.put_away(owner.actor)

    def _settle(self) -> None:
        self.stage.sandbox.quiet(PATIENCE_SECONDS, self.idle)

    def _eager(self) -> list[Resident]:
        here = [one for one in self.stage.community.residents if one.speaks_up(self.stage.now) and not one.is_guest]
        taking_part = [one for one in here if one.character in {Character.KEEN, Character.ORDINARY}]
        by_language = [[one for one in taking_part if one.language == language] for language in ("fr", "en")]
        return [one for pair in zip_longest(*by_language) for one in pair if one is not None]

    def _introduces(self, one: Resident) -> bool:
        hand = self.stage.hand(one)
        if hand is None:
            return False
        self.stage.ledger.acts(one)
        hand.actor.run_command(self.stage.community.channels["introductions"].channel_id, COMMAND)
        done = fill_form(hand) if hand.actor.modal else "left"
        self.stage.sandbox.quiet(BREATH_SECONDS, self.idle, still=0)
        self.stage.sandbox.clock.advance(APART)
        return done == "sent"


def has(message: Message, action_id: str) -> bool:
    """Whether a message has such a button."""
    return any(element["action_id"] == action_id for _, element in interactive(message.blocks))


def interests() -> dict[str, object]:
    """The topics that members choose among, one a line."""
    return {"interests": "\n".join(INTERESTS)}


def language(hand: Hand, view: View) -> dict[str, object]:
    """French, in Paris."""
    zones = hand.actor.suggest(view, "pick_zone", ZONE)
    return {"language": "fr", "tz": zones[0]} if zones else {"language": "fr"}
