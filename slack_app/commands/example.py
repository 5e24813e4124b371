"""Every setting as a page to fill in: what `.env.example` holds."""

from slack_app.settings import Settings

HEADING = """# Copy this page to .env and fill in what you need. Only the Slack part is needed to talk to Slack.
# The page is made by: python3 -m slack_app settings
"""


def page() -> str:
    """The text of `.env.example`."""
    lines, group = [HEADING], ""
    for variable, told in variables():
        if told["group"] != group:
            group = told["group"]
            lines.append(f"# --- {group} ---")
        lines.append(f"# {told['description']}")
        lines.append(f"#{variable}={told['default'] or told['example']}\n")
    return "\n".join(lines)


def variables() -> list[tuple[str, dict[str, str]]]:
    """Each variable with its group, description, default and example."""
    found = []
    for field in Settings.model_fields.values():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        default = "" if field.default in (None, ()) else str(field.default)
        told = {"group": str(extra["group"]), "description": field.description or "", "default": default}
        found.append((str(extra["variable"]), told | {"example": str(extra["example"])}))
    return found


def which_are_set(settings: Settings) -> list[dict[str, str | bool]]:
    """Each variable, and whether the environment or `.env` sets it; never its value."""
    names = dict(zip((variable for variable, _ in variables()), Settings.model_fields, strict=True))
    return [
        {
            "variable": variable,
            "is_set": names[variable] in settings.model_fields_set,
            "description": told["description"],
        }
        for variable, told in variables()
    ]
