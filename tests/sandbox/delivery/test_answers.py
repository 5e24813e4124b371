"""What acknowledgements mean to Slack."""

import pytest

from sandbox.delivery.answers import Step, of_submission, of_suggestion

TITLE = {"type": "plain_text", "text": "Title"}
BLOCKS = [{"type": "input", "block_id": "name"}, {"type": "section", "block_id": "intro"}]
NEXT = {"type": "modal", "title": TITLE, "blocks": [{"type": "divider"}]}
OPTION = {"text": {"type": "plain_text", "text": "One"}, "value": "1"}


@pytest.mark.parametrize("body", [None, {}])
def test_an_empty_answer_closes_the_modal(body):
    assert of_submission(body, BLOCKS).step is Step.CLOSE


def test_errors_stand_beside_their_fields():
    answer = of_submission({"response_action": "errors", "errors": {"name": "Too short"}}, BLOCKS)
    assert (answer.step, answer.errors) == (Step.ERRORS, {"name": "Too short"})


@pytest.mark.parametrize("step", ["update", "push"])
def test_another_view_comes(step):
    answer = of_submission({"response_action": step, "view": NEXT}, BLOCKS)
    assert (answer.step, answer.view) == (Step(step), NEXT)


def test_the_whole_stack_goes():
    assert of_submission({"response_action": "clear"}, BLOCKS).step is Step.CLEAR


@pytest.mark.parametrize(
    "body",
    [
        {"response_action": "explode"},
        {"text": "thanks"},
        {"response_action": "errors"},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"intro": "a section has no errors"}},
        {"response_action": "errors", "errors": {"elsewhere": "no such block"}},
        {"response_action": "errors", "errors": {"name": ""}},
        {"response_action": "errors", "errors": {"name": 7}},
        {"response_action": "update"},
        {"response_action": "update", "view": {**NEXT, "title": {**TITLE, "text": "t" * 25}}},
        {"response_action": "push", "view": {"type": "home", "blocks": []}},
    ],
)
def test_what_slack_cannot_use_is_refused_with_a_reason(body):
    answer = of_submission(body, BLOCKS)
    assert answer.step is Step.REFUSED
    assert answer.problem


def test_options_are_offered_alone_or_in_groups():
    assert of_suggestion({"options": [OPTION] * 100}).options == [OPTION] * 100
    group = {"label": TITLE, "options": [OPTION]}
    assert of_suggestion({"option_groups": [group]}).option_groups == [group]
    assert of_suggestion({"options": []}).problem == ""


@pytest.mark.parametrize(
    "body", [None, {}, {"options": [OPTION] * 101}, {"options": [{"value": "1"}]}, {"option_groups": 1}]
)
def test_wrong_options_are_refused_with_a_reason(body):
    assert of_suggestion(body).problem
