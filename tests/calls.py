"""Calls of every formula, generated: valid arguments from the shape lines, types, memory layouts, and objects that are
no arguments.
"""

import datetime
import functools
import itertools
import random
from decimal import Decimal
from fractions import Fraction

import numpy as np

import mathcnn
from mathcnn.evidence import cases
from mathcnn.language.formula import Formula

FORMULAS = {name: f for name, f in mathcnn.catalog().items() if isinstance(f, Formula)}
WITH_ARRAYS = {name: f for name, f in FORMULAS.items() if f.arrays}
SEED = 20261126


@functools.cache
def valid(name):
    """Arguments that a formula takes: arrays in float64, and the others; the same ones each time."""
    of = FORMULAS[name]
    for case, rng in cases.sampled(of, 1, SEED):
        arrays = {a: x.astype(np.int64) if x.dtype.kind == "O" else x for a, x in cases.floats(case, rng).items()}
        return arrays, {a: cases.as_float(v) for a, v in case.kwargs.items()}
    raise AssertionError(f"no arguments for {name}")


def arguments(name):
    """New arrays each time, so that a test may change them."""
    arrays, others = valid(name)
    return {a: np.array(x) for a, x in arrays.items()}, dict(others)


def results(y):
    """The arrays and numbers of a result, None left out."""
    return [part for part in (y if isinstance(y, tuple) else (y,)) if part is not None]


def whole(of, arrays):
    """The same arrays as integers, where the formula takes them."""
    return {a: np.rint(np.clip(x, -3, 3)) if a not in of.labels | of.domain.keys() else x for a, x in arrays.items()}


# ---------------------------------------------------------------- memory layouts


def fortran(x):
    return np.array(x, order="F")


def strided(x):
    if not x.ndim:
        return np.array(x)
    wide = np.full([2 * n for n in x.shape], 99, x.dtype)
    view = wide[(slice(None, None, 2),) * x.ndim]
    view[...] = x
    return view


def backwards(x):
    turned = (slice(None, None, -1),) * x.ndim
    return x[turned].copy()[turned] if x.ndim else np.array(x)


def read_only(x):
    x = np.array(x)
    x.flags.writeable = False
    return x


def offset(x):
    """Not aligned: one byte after a multiple of the item size."""
    raw = np.empty(x.nbytes + 1, np.uint8)
    view = raw[1:].view(x.dtype).reshape(x.shape) if x.size else x
    view[...] = x
    return view


LAYOUTS = [fortran, strided, backwards, read_only, offset]

# ---------------------------------------------------------------- objects that are no arguments, or hardly


class Hostile:
    """An object whose conversion fails in its own way."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("not now\nnor later")

    def __repr__(self):
        raise RuntimeError("no name")


def circle():
    held = []
    held.append(held)
    return held


def of_torch(grad):
    import torch

    return torch.ones(2, 3, requires_grad=grad)


def sparse():
    from scipy.sparse import csr_array

    return csr_array(np.eye(3))


OBJECTS = {
    "None": lambda: None,
    "text": lambda: "abc",
    "empty text": lambda: "",
    "bytes": lambda: b"abc",
    "a tensor with grad": lambda: of_torch(True),
    "a tensor": lambda: of_torch(False),
    "sparse": sparse,
    "masked": lambda: np.ma.masked_array(np.ones(3), np.array([False, True, False])),
    "list of masked": lambda: [np.ma.masked_array(np.ones(3), np.array([False, True, False]))] * 2,
    "nested masked": lambda: [[np.ma.masked, 1.0]],
    "generator": lambda: (v for v in (1, 2)),
    "map": lambda: map(abs, (1, 2)),
    "endless": lambda: itertools.count(),
    "complex objects": lambda: np.array([1j, 2], object),
    "objects": lambda: np.array([object(), object()]),
    "object": object,
    "hostile": Hostile,
    "list of hostile": lambda: [Hostile()],
    "2**60": lambda: 2**60,
    "2**63": lambda: 2**63,
    "-2**63": lambda: -(2**63),
    "10**400": lambda: 10**400,
    "10**5000": lambda: 10**5000,
    "list of 10**400": lambda: [10**400, 1.5],
    "[2**63, -1]": lambda: [2**63, -1],
    "uint64": lambda: np.uint64(2**63),
    "True": lambda: True,
    "np.True_": lambda: np.True_,
    "-1": lambda: -1,
    "0": lambda: 0,
    "1.5": lambda: 1.5,
    "-0.0": lambda: -0.0,
    "ragged": lambda: [[1, 2], [3]],
    "dict": lambda: {"a": 1},
    "set": lambda: {1, 2},
    "dates": lambda: np.array(["2026-01-01"], "M8[D]"),
    "date": lambda: datetime.date(2026, 1, 1),
    "timedelta": lambda: np.timedelta64(1, "s"),
    "timedeltas": lambda: np.array([1], "m8[s]"),
    "structured": lambda: np.ones(2, [("a", "f8"), ("b", "i4")]),
    "one field": lambda: np.ones(2, [("a", "f8")]),
    "void": lambda: np.ones(2, "V8"),
    "recarray": lambda: np.rec.array([(1.0, 2)], dtype=[("a", "f8"), ("b", "i4")]),
    "complex": lambda: 1j,
    "complex array": lambda: np.ones(2, complex),
    "np.complex64": lambda: np.complex64(1),
    "no entries": lambda: np.zeros((0,)),
    "no rows": lambda: np.zeros((0, 3)),
    "[]": lambda: [],
    "()": tuple,
    "nan": lambda: float("nan"),
    "inf": lambda: float("inf"),
    "np nan": lambda: np.float32("nan"),
    "Decimal": lambda: Decimal("0.1"),
    "Decimal nan": lambda: Decimal("nan"),
    "Fraction": lambda: Fraction(1, 3),
    "huge Fraction": lambda: Fraction(10**400, 3),
    "function": lambda: abs,
    "type": lambda: int,
    "Ellipsis": lambda: Ellipsis,
    "slice": lambda: slice(2),
    "module": lambda: np,
    "circle": circle,
    "np.str_": lambda: np.str_("a"),
    "text array": lambda: np.array(["a", "b"]),
    "objects in text": lambda: np.array(["a", 1], object),
    "bool array": lambda: np.array([True, False]),
    "NaNs": lambda: np.full(3, np.nan),
    "5 axes": lambda: np.ones((1,) * 9),
    "tuple of True": lambda: (True,),
    "tuple of 1.0": lambda: (1.0, 1.0),
    "pair of 2**60": lambda: (2**60, 2**60),
    "array of objects": lambda: np.array([1, Fraction(1, 2)], object),
    "nested tuples": lambda: (((1,),),),
}


def like(x, name):
    """Objects in the shape of an array, where a shape check would not refuse them first."""
    if name == "a tensor with grad":
        import torch

        return torch.tensor(np.asarray(x, np.float64), requires_grad=True)
    if name == "sparse":
        from scipy.sparse import csr_array

        return csr_array(np.asarray(x, float).reshape(-1, x.shape[-1] if x.ndim else 1))
    kinds = {
        "masked": lambda: np.ma.masked_array(x, np.zeros(x.shape, bool)),
        "list of masked": lambda: [np.ma.masked_array(row, True) for row in x],
        "complex array": lambda: x.astype(complex),
        "complex objects": lambda: x.astype(object) + 1j * 0,
        "generator": lambda: (v for v in x),
        "objects": lambda: np.full(x.shape, object()),
        "dates": lambda: np.full(x.shape, np.datetime64("2026-01-01")),
        "text": lambda: x.astype(str),
        "timedeltas": lambda: np.full(x.shape, np.timedelta64(1, "s")),
        "structured": lambda: np.ones(x.shape, [("a", "f8")]),
        "objects in text": lambda: x.astype(str).astype(object),
        "uint64": lambda: np.full(x.shape, 2**63, np.uint64),
        "Nones": lambda: np.full(x.shape, None),
        "no entries": lambda: x[:0],
        "void": lambda: np.zeros(x.shape, "V4"),
        "record": lambda: np.ones(x.shape, [("a", "f4")]).view(np.recarray),
    }
    return kinds[name]()


LIKE = [
    "a tensor with grad",
    "sparse",
    "masked",
    "list of masked",
    "complex array",
    "complex objects",
    "generator",
    "objects",
    "dates",
    "text",
    "timedeltas",
    "structured",
    "objects in text",
    "uint64",
    "Nones",
    "no entries",
    "void",
    "record",
]


def rng(name):
    return random.Random(f"{SEED} {name}")
