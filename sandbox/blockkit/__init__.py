"""What Slack refuses in messages and views: each block and element declared, one small checker over them."""

from sandbox.blockkit.check import check_blocks, check_message, check_view
from sandbox.blockkit.rules import Problem

__all__ = ["Problem", "check_blocks", "check_message", "check_view"]
