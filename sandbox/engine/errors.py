"""How a call ends that is not granted: Slack's code, and what else the answer says."""


class SlackError(Exception):
    """An `ok: false`: `code` is Slack's, `more` what else the answer says."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.code, self.more = code, more


def invalid(*messages: str, code: str = "invalid_arguments") -> SlackError:
    """The error for arguments that are not right, with reasons where Slack puts them."""
    return SlackError(code, response_metadata={"messages": list(messages)})
