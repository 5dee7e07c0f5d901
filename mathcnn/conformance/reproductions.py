"""Python that makes the calls of a check again, with the target alone.

A check is run again on the sample that falls short, and the calls that it makes are written down, with their arrays as
they lie in memory. An adapter's calls are those of its library.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any  # Any: arrays of a library

import numpy as np

from ..evidence.checks import Sample
from ..evidence.reproduction import called, printed, program
from ..language.formula import Law
from ..numbers.rounding import Gap
from . import signatures
from .aliases import LibraryArray, Scalar
from .recording import noted_calls, recorded_calls
from .scope import CHANNELS_LAST, axes_of
from .subject import Subject
from .target import lifting
from .written import Writer, expression, imports

NAMES: dict[int, str] = {}  # of arrays that are written by a name, by their identity
ANNOUNCED = 2**14  # bytes of an array that is written whole before each call
OF_TARGETS = ["from mathcnn.catalogue import find_formula", "from mathcnn.conformance import target"]


def function_of(subject: Subject) -> str:
    """The function of a target as Python: by its own name, or through `target` for an adapter."""
    name, typed, single = subject.target.name, subject.target.typed, subject.target.single
    if not typed:
        layout = f".laid_out({subject.target.layout!r})" if subject.target.layout else ""
        return f"target({name!r}){layout}.subject(find_formula({subject.of.name!r}))"
    named = subject.scope.formula == subject.of.name  # a function of a module may declare its formula
    own = getattr(subject.fn, "__name__", "") if named else ""
    return typed if single else f"{typed}.{own or subject.of.__name__}"


def imports_of(subject: Subject) -> list[str]:
    """The first lines of Python that uses `function_of`."""
    if not subject.target.typed:
        return ["import numpy as np", *OF_TARGETS]
    arrays = subject.scope.arrays
    return [*subject.target.imports, *([f"import {arrays}"] if arrays != "numpy" else [])]


def whole(first: Iterable[str], lines: Iterable[str], comment: str = "") -> str:
    """A program, with the imports that its arrays need. first: other imports; comment: what came out."""
    first, lines = list(first), list(lines)
    return program([*first, *imports(lines, first)], lines, comment)


# ---------------------------------------------------------------- one call


def call_of(
    subject: Subject, arrays: dict[str, np.ndarray], scalars: dict[str, Scalar], writer: Writer | None = None
) -> str:
    """A call of the function as Python.

    writer: gets the lines that make its arrays; if it is None, these lines come before the call.
    """
    mine = writer or Writer(NAMES, ANNOUNCED)
    texts = {a: _given(subject, a, x, mine.text(x, a)) for a, x in arrays.items()}
    text = _called(subject, texts, scalars, any(x.dtype.name == "bfloat16" for x in arrays.values()))
    return text if writer is not None else "\n".join([*mine.lines, text])


class Text(str):
    """Python that stands for an array."""

    def __repr__(self) -> str:
        return str(self)


def _called(subject: Subject, texts: dict[str, str], scalars: dict[str, Scalar], narrow: bool) -> str:
    """A call with arrays as Python, as the scope has it. narrow: whether the arrays are of bfloat16."""
    of, scope, name = subject.of, subject.scope, function_of(subject)
    fit = subject.fit if subject.target.typed else None
    state = {a: Text(t) for a, t in texts.items() if not scope.state or a in scope.state}
    positional, by_name = signatures.placed(of, state, scalars, fit)
    text = called(name, positional, by_name)
    if not subject.target.typed:
        return text
    if scope.state:
        text = f"{text}({', '.join(t for a, t in texts.items() if a not in scope.state)})"
    if scope.arrays == "torch":
        text = f"{text}.detach().cpu(){'.float()' * narrow}.numpy()"  # NumPy's own types do not have bfloat16
    elif scope.arrays != "numpy":
        text = f"np.asarray({text})" if narrow else f"np.from_dlpack({text}, device='cpu')"
    layout = scope.layouts.get("result", scope.layout)
    if layout and layout != CHANNELS_LAST:
        axes = tuple(int(k) for k in np.argsort(axes_of("result", layout, len(layout))))
        text = f"{text}.transpose({axes})"
    return text


def _given(subject: Subject, a: str, x: np.ndarray, text: str) -> str:
    """An array as Python, as the function takes it; see `Scope.given`."""
    scope, of = subject.scope, subject.of
    if not subject.target.typed:
        return text
    layout = scope.layouts.get(a, scope.layout if of.arrays and a == of.arrays[0] else "")
    if layout == CHANNELS_LAST and x.ndim >= 3:
        text = f"np.moveaxis(np.ascontiguousarray(np.moveaxis({text}, 1, -1)), -1, 1)"
    elif layout and x.ndim >= 3:
        text = f"np.ascontiguousarray({text}.transpose({axes_of(a, layout, x.ndim)}))"
    if scope.arrays == "torch":
        return f"{_tensor(x, text)}{f'.to({scope.device!r})' if scope.device else ''}"
    if scope.arrays == "numpy":
        return text
    if not x.dtype.isnative:
        text = f"{text}.astype({x.dtype.name!r})"
    return f"{scope.arrays}.{lifting(importlib.import_module(scope.arrays))}(np.array({text}, order='C'))"


def _tensor(x: np.ndarray, text: str) -> str:
    """A tensor of an array that is written as Python, as `adapters.torch.lifted` makes it."""
    if not x.dtype.isnative:
        text = f"{text}.astype({x.dtype.name!r})"
    if x.dtype.name == "bfloat16":
        return f"torch.from_numpy(np.array({text}, order='C').view(np.int16)).view(torch.bfloat16)"
    if any(step < 0 or step % x.itemsize for step in x.strides):
        text = f"np.array({text}, order='C')"
    return f"torch.from_numpy({text})"


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


# ---------------------------------------------------------------- the calls of a check


def of_sample(
    subject: Subject,
    sample: Sample,
    gap: Gap,
    fault: str,
    law: Law | None,
    judge: Callable[[Sample], Any],
    gradient: bool = False,
    first: bool = False,
) -> str:
    """The calls of the target that a check makes on a sample, and their outcome.

    sample: where it fails; gap: the wrong entry; fault: what was raised instead, or ""; law: the law whose sides are
    called; judge: the check; gradient: whether the gradient is called; first: whether the first call is wrong, and not
    the last. Returns lines of Python, the last of which is a comment.
    """
    writer = Writer()
    with recorded_calls(subject.target.as_python) as record, contextlib.redirect_stdout(io.StringIO()):
        record.writer = writer
        calls = _calls(subject, sample, judge, writer, gradient and subject.target.adapted)
    if record.lines and not gradient:
        lines, first_lines = [*writer.lines, *record.lines, *map(printed, record.results)], subject.target.imports
    else:
        shown = calls if law is not None or not calls else calls[:1] if first else calls[-1:]
        lines, first_lines = [*writer.lines, *map(printed, shown)], imports_of(subject)
    if fault:
        outcome = f"raises {fault}"
    else:
        at = f" at {gap.place}" if gap.place is not None else ""
        outcome = f"{gap.got}{at}, and {'the other side' if law else 'the formula'} says {gap.want}"
        if law is not None and not _returned(subject, sample, gap, judge):  # it is computed from what is printed
            outcome = f"{law.said} One side has {gap.got}{at}, the other {gap.want}"
    return whole(first_lines, lines, outcome)


def _calls(
    subject: Subject, sample: Sample, judge: Callable[[Sample], Any], writer: Writer, gradients: bool = False
) -> list[str]:
    """The calls that a check makes on a sample, as Python; the check may raise anything. gradients: of gradients
    alone, if there are any."""
    found: list[str] = []

    def noted(arrays: dict[str, np.ndarray], scalars: dict[str, Scalar], dy: np.ndarray | None) -> None:
        if dy is not None:
            found.append(gradient_of(subject, arrays, scalars, dy, writer))
        else:
            found.append(call_of(subject, arrays, scalars, writer))

    before, subject.before = subject.before, None
    try:
        with noted_calls(noted), contextlib.suppress(Exception):
            judge(sample)
    finally:
        subject.before = before
    chosen = [one for one in found if ".backward(" in one] if gradients else []
    return list(dict.fromkeys(chosen or found))


def _returned(subject: Subject, sample: Sample, gap: Gap, judge: Callable[[Sample], Any]) -> bool:
    """Whether a call that a check makes on a sample returns the wrong entry of a gap, at its place."""
    made: list[dict[str, Any]] = []
    with noted_calls(lambda arrays, scalars, dy: made.append({**arrays, **scalars})), contextlib.suppress(Exception):
        judge(sample)
    for given in made:
        with contextlib.suppress(Exception):  # the target may raise anything, and a place may be outside
            here, real = subject(**given)[gap.place or ()], isinstance(gap.got, (float, np.floating))
            if not (real and here.dtype.kind in "iu") and (here == gap.got or here != here and gap.got != gap.got):
                return True
    return False


def gradient_of(
    subject: Subject,
    arrays: dict[str, np.ndarray],
    scalars: dict[str, Scalar],
    dy: np.ndarray,
    writer: Writer | None = None,
) -> str:
    """The call of a gradient as Python; parameters as for `call_of`. dy: the weights of the results."""
    if writer is None:
        mine = Writer(NAMES, ANNOUNCED)
        text = gradient_of(subject, arrays, scalars, dy, mine)
        return "\n".join([*mine.lines, text])
    pull = subject.target.gradient
    if not subject.target.typed and not isinstance(pull, functools.partial):
        texts = {a: Text(writer.text(x, a)) for a, x in arrays.items()}
        return called(f"{function_of(subject)}.backward", [Text(writer.text(dy, "dy"))], {**texts, **scalars})
    own = pull.args[1] if isinstance(pull, functools.partial) and len(pull.args) > 1 else None
    name, module = getattr(own, "__qualname__", "gradient"), getattr(own, "__module__", None)
    typed = name if module in (None, "__main__") or "<" in name else f"{module}.{name}"
    typed = typed if "<" not in typed else "gradient"
    positional, by_name = signatures.placed(
        subject.of, {a: Text(writer.text(x, a)) for a, x in arrays.items()}, scalars, subject.fit
    )
    return called(typed, [Text(writer.text(np.asarray(dy), "dy")), *positional], by_name)


def parts_of(
    subject: Subject, arrays: dict[str, np.ndarray], scalars: dict[str, Scalar], line: str
) -> tuple[list[str], list[str], str]:
    """The imports, the lines before a call, and the call: of the library itself, if the target is an adapter of one.

    arrays: by the names that they have in the program; none if the call has not been made; line: the call of the
    function.
    """
    if subject.target.adapted and arrays and (own := recorded(subject, arrays, scalars)):
        imports_ = list(dict.fromkeys(["import numpy as np", *subject.target.imports]))
        return imports_, own[:-1], own[-1].partition(" = ")[2]
    *more, call = line.split("\n")
    return list(imports_of(subject)), more, call


def recorded(subject: Subject, arrays: dict[str, np.ndarray], scalars: dict[str, Scalar]) -> list[str]:
    """The calls of a library that an adapter makes, with arrays by their names, the last with its result; [] if they
    do not show where that comes from."""
    writer = Writer({id(x): a for a, x in arrays.items()})
    with recorded_calls(subject.target.as_python) as record, contextlib.redirect_stdout(io.StringIO()):
        record.writer = writer
        with contextlib.suppress(Exception):  # the target may raise anything, and the line that raises is the last
            subject(**arrays, **scalars)
    if not record.lines or not (result := record.result_name()):
        return []
    if record.lines[-1].startswith(f"{result} = "):
        return [*writer.lines, *record.lines]
    return [*writer.lines, *record.lines, f"y = {result}"]


def lifted(x: np.ndarray, name: str, tensor: LibraryArray) -> str:
    """An array that has a name, as a library's own: `torch.from_numpy(x)`."""
    library = type(tensor).__module__.partition(".")[0]
    if library == "torch":
        return _tensor(x, name)
    if library.startswith("jax"):
        return f"jax.numpy.asarray({name if x.dtype.isnative else f'{name}.astype({x.dtype.name!r})'})"
    if tensor is x:
        return name
    return f"np.ascontiguousarray({name}{'' if x.dtype.isnative else f', {x.dtype.name!r}'})"


__all__ = [
    "NAMES",
    "OF_TARGETS",
    "call_of",
    "expression",
    "function_of",
    "gradient_of",
    "imports_of",
    "lifted",
    "named",
    "of_sample",
    "parts_of",
    "recorded",
    "whole",
]
