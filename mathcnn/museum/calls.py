"""What a call of a formula is like: the conditions under which a faulty implementation is wrong are about this."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..language.formula import Formula


class Call:
    """A call of a formula. Its arguments are attributes: arrays as they were given, all others one entry an axis.

    of: the formula; args, kwargs: the arguments
    """

    def __init__(self, of: Formula, args: tuple[Any, ...], kwargs: Mapping[str, Any]):
        bound = of.signature.bind(*args, **kwargs)
        bound.apply_defaults()
        self.of, self.asked = of, dict(bound.arguments)
        self.given: dict[str, Any] = dict(self.asked)
        with contextlib.suppress(ValueError):  # a table that sums to 1 up to rounding only: the formula may refuse it
            self.given |= of.read(args, dict(kwargs)).scalars

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.given:
            raise AttributeError(name)
        return self.given[name]

    def each(self, name: str) -> tuple[Any, ...]:
        """An argument along each axis; a formula of one axis has one entry."""
        found = self.given[name]
        return (found,) if self.of.axiswise else tuple(found)

    @property
    def first(self) -> np.ndarray:
        """The first array argument."""
        return np.asarray(self.given[next(a for a in self.of.signature.parameters if a in self.of.arrays)])

    @property
    def dtype(self) -> str:
        """The name of the type of the first array."""
        return self.first.dtype.name

    @property
    def rank(self) -> int:
        """The number of spatial axes of the first array."""
        return self.first.ndim - 2

    @property
    def batch(self) -> int:
        """How many images there are."""
        return len(self.first)

    @property
    def width(self) -> int:
        """The length of the last axis of the first array."""
        return self.first.shape[-1]

    @property
    def cin(self) -> int:
        """How many channels the first array has."""
        return self.first.shape[1]

    @property
    def cout(self) -> int:
        """How many output channels a convolution has."""
        return int(np.shape(self.given["w"])[0])

    @property
    def k(self) -> tuple[int, ...]:
        """The kernel's size along each axis."""
        if "kernel_size" in self.given:
            return self.each("kernel_size")
        return tuple(np.shape(self.given["w"])[2:])

    @property
    def s(self) -> tuple[int, ...]:
        """The stride along each axis."""
        return self.each("stride")

    @property
    def p(self) -> tuple[tuple[int, int], ...]:
        """The padding (before, after) along each axis."""
        return self.each("padding")

    @property
    def d(self) -> tuple[int, ...]:
        """The dilation along each axis."""
        return self.each("dilation")

    @property
    def axis(self) -> int:
        """The axis, if there is one."""
        found = self.given["axis"]
        return int(found[0] if isinstance(found, tuple) else found)

    @property
    def terms(self) -> int:
        """How many products a result of a convolution is the sum of."""
        return math.prod(np.shape(self.given["w"])[1:])

    @property
    def values(self) -> int:
        """How many values a channel has."""
        return self.first.size // max(1, self.cin)

    def all(self, name: str, *values: Any) -> bool:
        """Whether an argument has one of these values along every axis; a padding on both sides."""
        found = getattr(self, name)
        return all(v in values or (isinstance(v, tuple) and v[0] == v[1] and v[0] in values) for v in found)
