"""Arguments that are no numbers, or not the right ones. `REFUSED` has to be an error wherever an array or a number is
expected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

ANYTHING: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    '"abc"': lambda: "abc",
    'b"abc"': lambda: b"abc",
    "{}": dict,
    "{1, 2}": lambda: {1, 2},
    "object()": object,
    "[1, [2, 3]]": lambda: [1, [2, 3]],
    "(k for k in range(3))": lambda: (k for k in range(3)),
    "print": lambda: print,
    "np.array([1 + 2j, 3])": lambda: np.array([1 + 2j, 3]),
    "np.array(['a', 'b'])": lambda: np.array(["a", "b"]),
    "np.array([object(), None], object)": lambda: np.array([object(), None], object),
    "1j": lambda: 1j,
    "np.array(['2020-01-01'], 'M8[D]')": lambda: np.array(["2020-01-01"], "M8[D]"),
    "np.ma.array([1.0, 2.0], mask=[True, False])": lambda: np.ma.array([1.0, 2.0], mask=[True, False]),
    "np.zeros(2, [('a', 'f8')])": lambda: np.zeros(2, [("a", "f8")]),
    "[None, 1.0]": lambda: [None, 1.0],
    "[1j, 2]": lambda: [1j, 2],
    "NotImplemented": lambda: NotImplemented,
    "type": lambda: type,
    "np.array('abc')": lambda: np.array("abc"),
    "{'a': 1}": lambda: {"a": 1},
}
NUMBERS: dict[str, Callable[[], Any]] = {
    "-1": lambda: -1,
    "0": lambda: 0,
    "True": lambda: True,
    "np.True_": lambda: np.True_,
    "1.0": lambda: 1.0,
    "2.5": lambda: 2.5,
    "nan": lambda: np.nan,
    "inf": lambda: np.inf,
    "-0.0": lambda: -0.0,
    "2**60": lambda: 2**60,
    "2**63": lambda: 2**63,
    "10**400": lambda: 10**400,
    "-(2**70)": lambda: -(2**70),
    "np.float64(nan)": lambda: np.float64(np.nan),
    "np.int64(-3)": lambda: np.int64(-3),
    "np.uint8(0)": lambda: np.uint8(0),
    "(1, True)": lambda: (1, True),
    "(1.0, 1.0)": lambda: (1.0, 1.0),
    "(1, 2, 3, 4)": lambda: (1, 2, 3, 4),
    "()": tuple,
    "[]": list,
    "[[1]]": lambda: [[1]],
    "((1, 2), (3, 4), (5, 6))": lambda: ((1, 2), (3, 4), (5, 6)),
    "np.array([1, 1])": lambda: np.array([1, 1]),
    "np.array(2)": lambda: np.array(2),
    "np.array(2.0)": lambda: np.array(2.0),
    '"smae"': lambda: "smae",
    '"same"': lambda: "same",
    "10**9": lambda: 10**9,
}
ARRAYS: dict[str, Callable[[], Any]] = {
    "np.zeros(())": lambda: np.zeros(()),
    "np.zeros(0)": lambda: np.zeros(0),
    "np.zeros((2, 0, 3))": lambda: np.zeros((2, 0, 3)),
    "np.ones((2, 3, 4, 5, 2, 2, 1))": lambda: np.ones((2, 3, 4, 5, 2, 2, 1)),
    "[]": list,
    "[[]]": lambda: [[]],
    "3": lambda: 3,
    "np.full(2, nan)": lambda: np.full(2, np.nan),
    "[2**63, -1]": lambda: [2**63, -1],
    "[2**70]": lambda: [2**70],
    "[10**400, 1.5]": lambda: [10**400, 1.5],
    "[True, 2]": lambda: [True, 2],
    "np.array([2**64 - 1], 'u8')": lambda: np.array([2**64 - 1], "u8"),
    "range(3)": lambda: range(3),
    "[np.ma.array([1.0], mask=[True])]": lambda: [np.ma.array([1.0], mask=[True])],
    "memoryview(b'ab')": lambda: memoryview(b"ab"),
}
NOT_AN_INTEGER = {
    "True",
    "np.True_",
    "1.0",
    "2.5",
    "nan",
    "inf",
    "-0.0",
    "(1, True)",
    "(1.0, 1.0)",
    "1j",
    "np.array(2.0)",
}
REFUSED = {
    '"abc"',
    'b"abc"',
    "{}",
    "{1, 2}",
    "object()",
    "[1, [2, 3]]",
    "print",
    "1j",
    "[1j, 2]",
    "np.array([1 + 2j, 3])",
    "np.array(['a', 'b'])",
    "np.array([object(), None], object)",
    "NotImplemented",
    "type",
    "{'a': 1}",
    "[None, 1.0]",
    "np.zeros(2, [('a', 'f8')])",
    "np.ma.array([1.0, 2.0], mask=[True, False])",
    "np.array(['2020-01-01'], 'M8[D]')",
    "np.array('abc')",
    "[np.ma.array([1.0], mask=[True])]",
    "scipy.sparse.csr_matrix([[1.0]])",
    "torch.ones(2, requires_grad=True)",
}


def optional() -> dict[str, Callable[[], Any]]:
    """Objects of libraries that may not be there."""
    found: dict[str, Callable[[], Any]] = {}
    try:
        import scipy.sparse

        found["scipy.sparse.csr_matrix([[1.0]])"] = lambda: scipy.sparse.csr_matrix([[1.0]])
    except ImportError:  # pragma: no cover
        pass
    try:
        import torch

        found["torch.ones(2, requires_grad=True)"] = lambda: torch.ones(2, requires_grad=True)
    except ImportError:  # pragma: no cover
        pass
    return found
