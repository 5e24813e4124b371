"""Refusals that the rules can give; the edge turns each into one sentence for people."""


class ConviveError(Exception):
    """The root of every refusal of ours: `code` is constant, for logs and catalogues."""

    code = "refused"


class InvalidAnswersError(ConviveError):
    """Some answers of a form cannot be kept: `fields` maps a field's name to the code of what is wrong."""

    code = "invalid_answers"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in fields.items()))
        self.fields = fields


class NotAllowedError(ConviveError):
    """The person may not do that here (only a manager may)."""

    code = "not_allowed"


class InvalidRuleError(ConviveError):
    """The text is no recurrence that a schedule can follow."""

    code = "invalid_rule"


class RuleIsOverError(ConviveError):
    """The recurrence has no occurrence any more."""

    code = "rule_is_over"
