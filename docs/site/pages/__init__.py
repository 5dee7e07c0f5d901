"""The generated pages, one module a kind."""

from __future__ import annotations

from collections.abc import Sequence

from ..staging import Stage
from . import front


def write(stage: Stage, only: Sequence[str] | None = None) -> None:
    """Write every generated page.

    stage: where they are written. only: names of formulas, to write pages of these alone.
    """
    front.write(stage)
