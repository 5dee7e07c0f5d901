"""Arrays as Python that makes them again: their entries, their type, and how they lie in memory.

A small array in the order of C is an expression, `np.array([1.0, 2.0], 'float32')`. Any other one is made by
some lines: the entries that differ from most others, or all of them as compressed bytes; then the layout. Beyond `TEXT`
characters it is filled with other numbers of the same kind, which a comment says.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable

import numpy as np

MOST = 300  # entries that are written out
FEW = 12  # entries that are written one by one, among others that are equal
TEXT = 20_000  # characters of compressed entries
BYTES = 2**18  # of entries that are compressed, at most
LOOKED = 2**12  # entries at most that say of which kind others are
PIECE = 2**14  # bytes that are compressed at once: random numbers are too long after a few
MODULES = {"np": "import numpy as np", "zlib": "import zlib", "base64": "import base64"}
TYPES = "import ml_dtypes  # NumPy knows bfloat16 by it"


def numbers(x: np.ndarray) -> str:
    """The entries of an array as nested lists, in Python that knows `np`."""
    narrow = x.dtype.kind == "V" or x.dtype.name == "bfloat16"
    text = str(x.astype(float).tolist() if narrow else x.tolist())
    return re.sub(r"(?<![\w.'])(nan|inf)\b", r"np.\1", text) if x.dtype.kind in "fV" else text


def array(x: np.ndarray) -> str:
    """An array as a call of `np.array`. Complex ones with NaN or infinities are pairs of numbers, since `nanj` is no
    Python."""
    if x.dtype.kind == "c" and x.ndim and not np.isfinite(x).all():
        parts = np.ascontiguousarray(x).view(x.real.dtype)
        return f"np.array({numbers(parts)}, {type_of(parts)}).view({type_of(x)})"
    return f"np.array({numbers(x)}, {type_of(x)})"


def type_of(x: np.ndarray) -> str:
    """The type of an array as the last argument of `np.array`."""
    return repr(x.dtype.name) if x.dtype.isnative else repr(x.dtype.str)


def expression(x: np.ndarray) -> str:
    """An array as one expression; "" if it needs more."""
    if x.size > MOST or not plain(x):
        return ""
    if not x.size:
        return f"np.zeros({x.shape}, {type_of(x)})"
    return array(x)


def plain(x: np.ndarray) -> bool:
    """Whether an array lies in memory as a new one does, but for its byte order, which its type says."""
    flags = x.flags
    return bool(flags.c_contiguous and flags.aligned and flags.writeable)


def lines(name: str, x: np.ndarray, most: int = BYTES) -> list[str]:
    """The lines that make an array.

    name: of the variable; x: the array; most: the bytes of an array that is written with its own entries
    """
    return [*_entries(name, x, most), *_layout(name, x)]


def _entries(name: str, x: np.ndarray, most: int) -> list[str]:
    """The lines that make an array with these entries, in the order of C."""
    if not x.size:
        return [f"{name} = np.zeros({x.shape}, {type_of(x)})"]
    if x.size <= MOST:
        return [f"{name} = {array(x)}"]
    rest, others = _rest(x)
    if rest is not None:
        found = [f"{name} = np.full({x.shape}, {numbers(rest)}, {type_of(x)})"]
        return [*found, *(f"{name}[{', '.join(map(str, at))}] = {numbers(x[tuple(at)])}" for at in others)]
    if x.nbytes <= most:
        packed = _packed(np.ascontiguousarray(x).tobytes())
        if len(packed) <= TEXT:
            about = f"  # {x.size:,} entries{_range(x)}"
            made = f"np.frombuffer(bytearray(zlib.decompress(base64.b64decode({packed!r}))), {type_of(x)})"
            return [f"{name} = {made}.reshape({x.shape}){about}"]
    return [f"{name} = {_like(x)}  # other numbers of the same kind: {x.size:,} entries are too many to be written"]


def _packed(data: bytes) -> str:
    """Compressed bytes as text; only the beginning where that is longer than TEXT already."""
    packer, found = zlib.compressobj(6), b""
    for k in range(0, len(data), PIECE):
        found += packer.compress(data[k : k + PIECE])
        if len(found) > TEXT:
            break
    return base64.b64encode(found + packer.flush()).decode()


def _rest(x: np.ndarray) -> tuple[np.ndarray | None, np.ndarray]:
    """The entry that all but a few have, and the places of these few; None if there is no such entry."""
    bits = np.ascontiguousarray(x).view(np.uint8).reshape(x.size, x.itemsize)
    middle = bits[x.size // 2]
    for some in (bits[:MOST], bits):  # a few entries mostly tell
        differ = (some != middle).any(1)
        if np.count_nonzero(differ) > FEW:
            return None, np.empty((0, x.ndim), int)
    return np.array(x.reshape(-1)[x.size // 2]), np.argwhere(differ.reshape(x.shape))


def _range(x: np.ndarray) -> str:
    """The smallest and the largest number of an array: ", from -4.0 to 4.0"."""
    if x.dtype.kind not in "fiuV":
        return ""
    wide = x.astype(float) if x.dtype.kind == "V" else x
    numbers_ = wide[np.isfinite(wide)]
    return f", from {numbers_.min()} to {numbers_.max()}" if numbers_.size else ""


def _like(x: np.ndarray) -> str:
    """An expression for an array with entries of the same kind, as some of them show: integers of the same range, or
    numbers."""
    rng, kind = "np.random.default_rng(0)", type_of(x)
    along = round(LOOKED ** (1 / x.ndim))  # each axis
    some = x[tuple(slice(None, None, 1 + n // along) for n in x.shape)]
    wide = some.astype(float) if x.dtype.kind in "fV" else some
    finite = wide[np.isfinite(wide)] if x.dtype.kind in "fV" else wide
    if x.dtype.kind in "iu" or finite.size and (finite == np.rint(finite)).all() and np.abs(finite).max() < 2**53:
        return f"{rng}.integers({int(finite.min())}, {int(finite.max()) + 1}, {x.shape}).astype({kind})"
    scale = float(f"{np.std(finite):.2g}") if finite.size else 1.0
    shift = float(f"{np.mean(finite):.2g}") if finite.size else 0.0
    return f"({rng}.standard_normal({x.shape}) * {scale} + {shift}).astype({kind})"


def _layout(name: str, x: np.ndarray) -> list[str]:
    """The lines that put an array in the order of C into the memory layout of x."""
    if plain(x):
        return []
    if x.flags.aligned and x.flags.f_contiguous:
        found = [f"{name} = np.asfortranarray({name})"] if not x.flags.c_contiguous else []
    elif x.flags.aligned and x.flags.c_contiguous:
        found = []
    else:
        reach = [step * (n - 1) for step, n in zip(x.strides, x.shape, strict=True)]
        before, after = -sum(min(0, r) for r in reach), sum(max(0, r) for r in reach) + x.itemsize
        offset = before + (x.__array_interface__["data"][0] - before) % x.itemsize if not x.flags.aligned else before
        made = f"np.ndarray({x.shape}, {type_of(x)}, bytearray({offset + after}), {offset}, {x.strides})"
        found = [f"values, {name} = {name}, {made}  # shape, type, memory, offset, strides", f"{name}[...] = values"]
    return [*found, *([] if x.flags.writeable else [f"{name}.flags.writeable = False"])]


def imports(text: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """The imports that lines of Python need for the arrays in them, beside those that are known."""
    whole, known = "\n".join(text), list(known)
    needed = [line for name, line in MODULES.items() if re.search(rf"(?<![\w.]){name}\.", whole)]
    if "'bfloat16'" in whole:
        needed.append(TYPES)
    if re.search(r"(?<![\w.])Fraction\(", whole):
        needed.append("from fractions import Fraction")
    given = {part.strip() for line in known for part in line.removeprefix("import ").split(",")}
    return [line for line in needed if line not in known and line.removeprefix("import ") not in given]


class Writer:
    """Writes the arrays of calls: small ones where they stand, others by a name, with the lines that make them.

    named: arrays that have a name already, by their identity; most: the bytes of an array that is written with its own
    entries; always: whether small arrays get a name, too
    """

    def __init__(self, named: dict[int, str] | None = None, most: int = BYTES, always: bool = False):
        self.named, self.most, self.always, self.lines = dict(named or {}), most, always, list[str]()
        self.held: list[np.ndarray] = []  # so that no other array gets the identity of one that is named

    def text(self, x: np.ndarray, name: str) -> str:
        """An array as Python: an expression, or its name. name: that it gets if it is free."""
        if id(x) in self.named:
            return self.named[id(x)]
        if not self.always and (found := expression(x)):
            return found
        return self.define(x, name)

    def define(self, x: np.ndarray, name: str) -> str:
        """The name of an array that gets one, with the lines that make it."""
        if id(x) not in self.named:
            taken = set(self.named.values())
            free = (
                name
                if name not in taken
                else next(f"{name}_{k}" for k in range(2, 10**6) if f"{name}_{k}" not in taken)
            )
            self.named[id(x)] = free
            self.held.append(x)
            self.lines += lines(free, x, self.most)
        return self.named[id(x)]
