"""What a benchmark consists of: works, their cases, the peers that do them, and the goals.

A work is one module of `benchmarks/works/` with a `WORK`. This module imports nothing heavy, since it is imported by
the process that waits while a peer is measured.
"""

from __future__ import annotations

import importlib.util
import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any  # Any: arrays, tensors and models of every library

if TYPE_CHECKING:
    import numpy as np

Arrays = dict[str, Any]
Prepare = Callable[["Case", Arrays, int], Any]


class NotOffered(Exception):
    """A peer does not do a case. The message says why: it lacks the operation, or would take too long."""


class WrongResult(Exception):
    """A result is not what the formula gives. The message says where."""


@dataclass(frozen=True)
class Goal:
    """A time that a peer of ours must not exceed.

    ours: the name of the peer; most: the largest ratio of its time to that of `beside`, or without `beside` the largest
    time in seconds; beside: the names of other peers, of which the fastest of each round counts.
    """

    ours: str
    most: float
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One thing that all peers of a work do.

    name: unique in the work; columns: what the tables show of it, by heading; settings: what the peers need to know;
    operations: additions and multiplications that the definition takes, 0 where they are not counted; moved: bytes of
    the arrays, each read or written once; goals: see `Goal`.
    """

    name: str
    columns: Mapping[str, str]
    settings: Mapping[str, Any] = field(default_factory=dict)
    operations: float = 0
    moved: float = 0
    goals: tuple[Goal, ...] = ()

    def rng(self) -> np.random.Generator:
        """A generator of random numbers that depends on the name only, so that each process has the same arrays."""
        import numpy as np

        return np.random.default_rng(zlib.crc32(self.name.encode()))


@dataclass(frozen=True)
class Peer:
    """What does the cases of a work.

    prepare: a function of case, arrays and number of threads. It returns a function without arguments, which is
    measured, or `Measured`, and raises `NotOffered`; needs: the modules without which the peer is left out; package:
    the module whose version is shown; about: what the peer is, for the page.
    """

    prepare: Prepare
    needs: tuple[str, ...] = ()
    package: str = "mathcnn"
    about: str = ""

    def missing(self) -> str:
        """The first module that is needed and not installed; "" if there is none."""
        return next((name for name in (*self.needs, self.package) if importlib.util.find_spec(name) is None), "")


@dataclass(frozen=True)
class Measured:
    """A time that the peer measured itself, such as that of a first call, and the result.

    seconds: the time; result: what is compared with the results of the others.
    """

    seconds: float
    result: Any = None


@dataclass(frozen=True)
class Work:
    """One kind of work: a section of the page.

    title, about: for the page; cases: a function of `quick` that lists the cases; peers: by name; beside: the peer that
    ratios are to, "" for none; arrays: makes the arrays of a case; agrees: raises `WrongResult` or AssertionError for a
    result that is wrong, given case, arrays and result; rounds: how often each peer runs; tried: for goals that are
    missed, what was tried and where the limit is.
    """

    title: str
    about: str
    cases: Callable[[bool], list[Case]]
    peers: Mapping[str, Peer]
    beside: str
    arrays: Callable[[Case], Arrays]
    agrees: Callable[[Case, Arrays, Any], None]
    rounds: int = 5
    tried: str = ""


def names() -> list[str]:
    """The names of all works, in the order of the page."""
    return ["machine", "lenet", "conv", "layers", "oracle", "image", "discrete", "information", "compiling", "verify"]


def environment(threads: int) -> dict[str, str]:
    """The variables that tell every library how many threads it may use.

    threads: how many.
    """
    counted = ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR", "NUMBA", "VECLIB_MAXIMUM")
    return {
        **os.environ,
        **{f"{name}_NUM_THREADS": str(threads) for name in counted},
        "JAX_PLATFORMS": "cpu",
        "XLA_FLAGS": f"--xla_cpu_multi_thread_eigen={str(threads > 1).lower()}",
        "PYTHON_CPU_COUNT": str(threads),
    }
