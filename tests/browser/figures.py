"""Blocks that show figures, pictures and cards, three or so to a message."""

from typing import Any

from tests.browser.pieces import NAMES, Blocks, mrkdwn, plain


def cells(*texts: str) -> list[dict[str, Any]]:
    return [{"type": "raw_text", "text": text} for text in texts]


def points(*values: int) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in zip(("Sept.", "Oct.", "Nov."), values, strict=True)]


def chart(kind: str) -> dict[str, Any]:
    if kind == "pie":
        segments = [{"label": label, "value": value} for label, value in (("French", 7), ("English", 5), ("Both", 3))]
        return {"type": "data_visualization", "title": "Languages", "chart": {"type": "pie", "segments": segments}}
    series = [{"name": "Joined", "data": points(12, 19, 27)}, {"name": "Spoke", "data": points(5, 11, 16)}]
    axes = {"categories": ["Sept.", "Oct.", "Nov."]}
    return {
        "type": "data_visualization",
        "title": f"Newcomers ({kind})",
        "chart": {"type": kind, "series": series, "axis_config": axes},
    }


FIGURES: list[Blocks] = [
    [chart("bar"), chart("line")],
    [
        chart("pie"),
        chart("area"),
        {
            "type": "data_table",
            "caption": "Channels",
            "page_size": 2,
            "rows": [cells("Name", "Posts"), *(cells(f"#room-{n}", str(n * 7)) for n in range(1, 6))],
        },
    ],
    [
        {
            "type": "markdown",
            "text": "## Markdown\n\n- **one**\n- [two](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        },
        {"type": "table", "rows": [cells("Left", "Right"), cells("1", "2")], "column_settings": [{"align": "right"}]},
        {
            "type": "carousel",
            "elements": [
                {
                    "type": "card",
                    "title": mrkdwn(f"*{name}*"),
                    "body": mrkdwn("Something to read about it"),
                    "actions": [{"type": "button", "action_id": f"take_{name}", "text": plain("Take")}],
                }
                for name in NAMES[:3]
            ],
        },
        {
            "type": "video",
            "title": plain("A talk"),
            "alt_text": "Someone speaks",
            "thumbnail_url": "https://example.org/t.png",
            "video_url": "https://example.org/v",
        },
        {"type": "image", "alt_text": "A harbour at dawn", "image_url": "https://example.org/harbour.png"},
    ],
]


def rich(text: str) -> dict[str, Any]:
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [line]}


def task(title: str, status: str, **more: Any) -> dict[str, Any]:
    return {"type": "task_card", "task_id": title, "title": title, "status": status, **more}


SOURCE = {"type": "url", "url": "https://example.org/count", "text": "The count"}
PROGRESS: Blocks = [
    {"type": "plan", "title": "The week", "tasks": [task("Greet", "complete"), task("Introduce", "in_progress")]},
    task("Count", "error", details=rich("Who came"), output=rich("Twelve people"), sources=[SOURCE]),
    {
        "type": "container",
        "title": plain("Folded"),
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": [{"type": "section", "text": mrkdwn("What lies *inside*")}],
    },
    {
        "type": "container",
        "title": plain("Open"),
        "subtitle": mrkdwn("Under the title"),
        "has_header_divider": True,
        "child_blocks": [{"type": "section", "text": mrkdwn("In plain sight")}],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "judge",
                "positive_button": {"text": plain("Good"), "value": "good"},
                "negative_button": {"text": plain("Bad"), "value": "bad"},
            },
            {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Throw away"), "value": "it"},
        ],
    },
]
