"""What the learner solves: ``from exercises import check, hint, solution``."""

import os

from exercises.checks.api import check, grade, hint, progress, solution

__all__ = ["check", "grade", "hint", "progress", "solution"]

# The servers are on this machine: answers that use requests ask them past any proxy.
others = os.environ.get("no_proxy") or os.environ.get("NO_PROXY", "")
past = "*" if others == "*" else f"127.0.0.1,localhost,{others}".rstrip(",")
os.environ |= {"no_proxy": past, "NO_PROXY": past}
