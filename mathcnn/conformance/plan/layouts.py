"""How the arrays of a call lie in memory.

Each layout is a line of Python in `x` and `np`, so that a reproduction can show it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Layout:
    """A layout. Called with an array it returns one with the same entries, but for those that repeat some.

    text: the array as Python, made of an array `x`; axes: how many axes it needs, at least; entries: how many entries
    """

    text: str
    axes: int = 1
    entries: int = 1

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """The array in this layout; `x` itself if that has too few axes or entries."""
        found = eval(self.text, {"np": np, "x": x}) if self.applies(x) else x
        return np.asarray(found)

    def applies(self, x: np.ndarray) -> bool:
        """Whether an array has the axes and the entries that the layout is about."""
        return x.ndim >= self.axes and x.size >= self.entries

    def of(self, name: str) -> str:
        """The line of Python that puts the array with this name into the layout."""
        return f"{name} = " + re.sub(r"\bx\b", name, self.text)


PLAIN = "C order"
BROADCAST, REPEATED = "broadcast", "repeated along the second axis"
EQUAL = (BROADCAST, REPEATED)  # layouts in which entries are equal
LAYOUTS: dict[str, Layout] = {
    PLAIN: Layout("x", 0),
    "Fortran order": Layout("np.asfortranarray(x)"),
    "columns first": Layout("np.ascontiguousarray(x.swapaxes(-1, -2)).swapaxes(-1, -2)", 2),
    "every second entry": Layout("np.repeat(x, 2, axis=-1)[..., ::2]"),
    # one entry has no direction: NumPy calls it contiguous with any stride, and copies for a target that asks for one
    # would keep the negative stride
    "reversed": Layout("np.flip(np.flip(x).copy())", entries=2),
    BROADCAST: Layout("np.broadcast_to(x[..., :1], x.shape)"),
    REPEATED: Layout("np.broadcast_to(x[:, :1], x.shape)", 2),
    "channels last": Layout("np.moveaxis(np.ascontiguousarray(np.moveaxis(x, 1, -1)), -1, 1)", 3),
    "unaligned": Layout("np.frombuffer(bytearray(b'0' + x.tobytes()), x.dtype, offset=1).reshape(x.shape)"),
    "read-only": Layout("np.frombuffer(x.tobytes(), x.dtype).reshape(x.shape)"),
    "big-endian": Layout("x.astype(x.dtype.newbyteorder('>'))", 0),
    "part of a larger array": Layout("np.pad(x, 1, constant_values=7)[(slice(1, -1),) * x.ndim]"),
}
