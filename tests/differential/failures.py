"""What a call does that it should not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Failure:
    rule: str
    says: str

    @property
    def kind(self) -> str:
        """What failures of one kind have in common: the message without its numbers."""
        return re.sub(r"0x[0-9a-f]+|-?\d+(\.\d*)?(e[-+]?\d+)?|\[.*\]|\(.*\)|'[^']*'", "#", self.says)[:70]


def parts(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)
