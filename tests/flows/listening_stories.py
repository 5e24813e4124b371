"""What stories of questions that recur share: a question in a channel, people who reply, the one click."""

from typing import Any

from slack_app.domain.feedback.listening import Listening
from slack_app.flows.feedback.listening import offering, questions
from slack_app.gateway.protocol import Post, Spoken
from slack_app.store.schema import Asking, ListeningRow
from tests.flows.coffee_stories import BOSS
from tests.flows.feedback_in_stories import WORDS, listening
from tests.house import TEAM, House

QUESTION = "What frustrated you this week?"


def recurring(house: House, *, asks: bool = False, choices: Any = None, **more: Any) -> int:
    """A community that takes feedback, and a question in #general, Thursdays at 14:00; its id. `asks`: it was asked."""
    listening(house, **(choices or {}))
    questions.keep(house.deps, TEAM, BOSS, None, (Listening(QUESTION, "C1", **more), False))
    (row,) = house.rows(ListeningRow)
    if asks:
        ask_now(house, row.id)
        house.settle()
    return int(row.id)


def ask_now(house: House, question_id: int) -> None:
    """A manager does not wait for Thursday."""
    questions.ask_now(house.deps, TEAM, BOSS, question_id)


def asked(house: House) -> list[Post]:
    """The questions in the channel."""
    return [post for post in house.slack.into("C1") if "asking:" in str(post.blocks)]


def head(house: House) -> str:
    """Where the latest question stands."""
    *_, (_, _, receipt) = [one for one in house.slack.posts if "asking:" in str(one[1].blocks)]
    return receipt.message_ts


def ts_of(number: int = 0) -> str:
    """When somebody's reply of that number stands."""
    return f"1772445{number:03}.000100"


def answers(house: House, user_id: str, words: str = WORDS, *, number: int = 0, thread_ts: str = "") -> str:
    """Somebody replies in the thread."""
    ts, thread = ts_of(number), thread_ts or head(house)
    house.slack.spoken["C1", ts] = Spoken(words, user_id, thread_ts=thread)
    more = {"channel": "C1", "channel_type": "channel", "ts": ts, "thread_ts": thread, "text": words}
    house.hear(house.event("message", user=user_id, **more))
    return ts


def to_feedback(house: House, user_id: str, *, number: int = 0) -> None:
    """They press the one button."""
    *_, asking = house.rows(Asking)
    offering.make_feedback(house.deps, TEAM, user_id, asking.id, ts_of(number))
