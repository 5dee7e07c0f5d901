"""Python that makes the calls of a check again, with the target alone."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator

import numpy as np

from ..evidence.checks import Sample, call, exact_scalars, float_scalars, sides, split_dy
from ..evidence.reproduction import called, printed, program
from ..language.formula import Law
from ..numbers.rounding import Gap
from . import signatures
from .aliases import LibraryArray, Scalar
from .recording import Record, numpy_text, recorded_calls
from .subject import Subject

NAMES: dict[int, str] = {}  # of arrays that are written by a name, by their identity
MOST = 300  # entries of an array that are written out
OF_TARGETS = ["from mathcnn.catalogue import find_formula", "from mathcnn.conformance import target"]


def function_of(subject: Subject) -> str:
    """The function of a target as Python: by its own name, or through `target` for an adapter."""
    name, typed, single = subject.target.name, subject.target.typed, subject.target.single
    if not typed:
        layout = f".laid_out({subject.target.layout!r})" if subject.target.layout else ""
        return f"target({name!r}){layout}.subject(find_formula({subject.of.name!r}))"
    return typed if single else f"{typed}.{subject.of.__name__}"


def imports_of(subject: Subject) -> list[str]:
    """The first lines of Python that uses `function_of`."""
    return ["import numpy as np", *OF_TARGETS] if not subject.target.typed else subject.target.imports


def call_of(subject: Subject, arrays: dict[str, np.ndarray], scalars: dict[str, Scalar]) -> str:
    """A call of the function as Python; large arrays are written as ones of the same shape."""
    positional, named = signatures.placed(subject.of, arrays, scalars, subject.fit if subject.target.typed else None)
    return called(function_of(subject), positional, named, _text)


@contextlib.contextmanager
def named(arrays: dict[str, np.ndarray]) -> Iterator[None]:
    """A context in which these arrays are written by their names."""
    before = dict(NAMES)
    NAMES.update({id(x): a for a, x in arrays.items()})
    try:
        yield
    finally:
        NAMES.clear()
        NAMES.update(before)


def _text(v: LibraryArray | Scalar) -> str:
    if id(v) in NAMES:
        return NAMES[id(v)]
    if not isinstance(v, np.ndarray):
        return repr(v)
    return str(numpy_text(v)) if v.size <= MOST else f"np.ones({v.shape}, {v.dtype.name!r})"


def of_sample(subject: Subject, sample: Sample, gap: Gap, fault: str, law: Law | None, gradient: bool = False) -> str:
    """The calls of the target on a sample, and their outcome.

    sample: where it fails; gap: the wrong entry; fault: what was raised instead, or ""; law: the law whose sides are
    called; gradient: whether the gradient is called. Returns lines of Python, the last of which is a comment.
    """
    lines: list[str] = []
    with recorded_calls(subject.target.as_python) as record, contextlib.redirect_stdout(io.StringIO()):
        _run(subject, sample, law, gradient, lines)
    imports = subject.target.imports
    if record.lines:
        lines = _recorded(record, sample if gradient else None)
    else:
        imports = imports_of(subject)
    if fault:
        outcome = f"raises {fault}"
    else:
        at = f" at {gap.place}" if gap.place is not None else ""
        outcome = f"{gap.got}{at}, and {'the other side' if law else 'the formula'} says {gap.want}"
    return program(imports, lines, outcome)


def _run(subject: Subject, sample: Sample, law: Law | None, gradient: bool, lines: list[str]) -> None:
    """Call a target on a sample again; each call is appended to `lines` before it is made. A call may raise anything:
    the lines so far, and that call, are what is shown.
    """
    of, whole = subject.of, any(x.dtype == object for x in sample.arrays.values())
    given, dy = split_dy(sample) if gradient else (sample.arrays, None)
    kwargs = float_scalars(exact_scalars(sample.case, whole=whole))
    arrays = {
        a: x.astype(np.int64 if a in of.labels else sample.dtype) if x.dtype == object else x for a, x in given.items()
    }

    tried: list[str] = []

    def noted(*args: LibraryArray, **options: LibraryArray) -> np.ndarray:
        before, subject.before = subject.before, tried.append
        try:
            return subject(*args, **options)
        finally:
            subject.before = before
            lines.extend(printed(one) for one in tried[-1:])  # the way to write the arguments that was taken
            tried.clear()

    with contextlib.suppress(Exception):
        if dy is not None:
            subject.backward(dy, **arrays, **kwargs)
        elif law is not None:
            sides(law, noted, sample.case, arrays, kwargs)
        else:
            call(of, noted, arrays, kwargs)


def _recorded(record: Record, gradient: Sample | None) -> list[str]:
    """The calls that an adapter made, and their results; of a gradient, its weights."""
    lines = [*record.lines, *(printed(name) for _, name in record.names)]
    if gradient is not None:
        weights = np.array2string(np.asarray(split_dy(gradient)[1], float), separator=", ").replace("\n", "")
        lines.append(f"# the gradient of its sum with weights dy = {weights}")
    return lines
