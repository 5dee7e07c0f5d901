"""Calls by their factors as a text, in which a row carries those that were wrong, and those that were right."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from .plan.factors import Value

Call = dict[str, Value]


@dataclass(frozen=True)
class Factored:
    """The calls of a row, by their factors. wrong, right: those whose results are wrong, and right."""

    wrong: Sequence[Call]
    right: Sequence[Call] = ()

    @property
    def text(self) -> str:
        """It as one word."""
        every = [*self.wrong, *self.right]
        names = list(dict.fromkeys(name for one in every for name in one))
        table = {"names": names, "wrong": len(self.wrong), "columns": [[one.get(a) for one in every] for a in names]}
        return base64.b85encode(zlib.compress(json.dumps(table, separators=(",", ":")).encode(), 9)).decode()

    @classmethod
    def read(cls, text: str) -> Factored:
        """The calls of such a text; none of an empty one."""
        if not text:
            return cls([])
        table = json.loads(zlib.decompress(base64.b85decode(text)))
        names, n = table["names"], table["wrong"]
        every = [
            {a: v for a, v in zip(names, values, strict=True) if v is not None}
            for values in zip(*table["columns"], strict=True)
        ]
        return cls(every[:n], every[n:])
