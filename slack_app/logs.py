"""How the program speaks to whoever runs it: events with fields, and no secret in any of them."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

HIDDEN = "[hidden]"
_NAMES = re.compile(r"token|secret|password|passwd|authorization|cookie|signature|response_url|api_key", re.IGNORECASE)
_SHAPES = (
    (re.compile(r"\bxox[a-z](?:\.xox[a-z])?-[\w.%-]+|\bxapp-[\w-]+|\bxwfp-[\w-]+"), HIDDEN),
    (re.compile(r"https?://hooks\.slack(?:-gov)?\.com/[^\s\"'<>]+"), HIDDEN),
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]*):[^\s@]+@", re.IGNORECASE), rf"\1:{HIDDEN}@"),
    (re.compile(r"(\bBearer\s+)[\w.~+/=-]+", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(r"^((?:DETAIL|CONTEXT): +).+", re.MULTILINE), rf"\1{HIDDEN}"),  # where PostgreSQL quotes whole rows
    (
        re.compile(
            r"([\w-]*(?:token|secret|password|authorization|signature)[\w-]*[\"']?\s*[:=]\s*[\"']?)(?!\[hidden\])[^\s\"',;&)}]+",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
)


def redact(text: str) -> str:
    """`text` without tokens, hook addresses, passwords inside addresses, and values that are called a secret."""
    for shape, instead in _SHAPES:
        text = shape.sub(instead, text)
    return text


def redacted(value: object) -> object:
    """Any value, redacted to its leaves; what stands under a secret's name is hidden whatever it is."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Mapping):
        return {key: HIDDEN if _is_secret(key, inner) else redacted(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redacted(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact(str(value))


def _is_secret(key: object, value: object) -> bool:
    return bool(value) and not isinstance(value, bool) and bool(_NAMES.search(str(key)))


def _hide(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """The last processor but the renderer: tracebacks are text by then, so they are redacted too."""
    return {key: HIDDEN if _is_secret(key, value) else redacted(value) for key, value in event.items()}


def configure(log_format: str = "auto", level: str = "info", stream: TextIO | None = None) -> None:
    """Send everything that is logged, by us or by a library, through one redacting door to `stream` (standard error)."""
    out = stream or sys.stderr
    renderer = _renderer(log_format, out)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    door = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            _hide,
            renderer,
        ],
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(door)
    _take_over(handler, level)


def _renderer(log_format: str, out: TextIO) -> Processor:
    is_console = log_format == "console" or (log_format == "auto" and out.isatty())
    if is_console:
        return structlog.dev.ConsoleRenderer(colors=out.isatty())
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _take_over(handler: logging.Handler, level: str) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name, quietest in {
        "slack_sdk": "WARNING",
        "slack_bolt": "WARNING",
        "celery": "WARNING",
        "kombu": "WARNING",
        "alembic": "WARNING",
    }.items():
        logging.getLogger(name).setLevel(max(root.level, logging.getLevelName(quietest)))


def log_of(module: str) -> structlog.stdlib.BoundLogger:
    """The log of a module: `log_of(__name__).info("constant_event_name", team_id=…)`; ids, never text or names."""
    log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(module)
    return log
