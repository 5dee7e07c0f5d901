"""`mathcnn.check`: a function of one's own against a formula, by the parts of `judging` that the command runs, in this
process."""

from __future__ import annotations

import functools
import time
import traceback
import warnings

import numpy as np

from .. import catalogue
from ..evidence.checks import said
from ..evidence.rows import Verdict, Verdicts
from ..evidence.verification import Task
from ..language.formula import Formula
from ..language.shapes import shown
from . import judging
from .aliases import Function
from .own_gradient import gradient_by
from .rows import broken, once
from .scope import Scope
from .target import ALL_TYPES, Target
from .target import check as check_signature

GRADIENT = "gradient"  # the part that is left out if there is nothing to check


def check(
    of: Formula | str,
    function: Function,
    examples: int = 20,
    seed: int = 0,
    label: str | None = None,
    *,
    gradient: Function | None = None,
) -> Verdicts:
    """Check a function against a formula: its form, its edges, large cases, every law, and a gradient if one is given.

    The checks are those of `mathcnn verify FORMULA --against module:function`, in this process. So a function that ends
    the process, hangs or uses up memory takes this process with it; the command runs it in processes of its own.

    Parameters
    ----------
    of : the formula, or its name.
    function : a function with the formula's signature. Parameters with a default, and arrays that may be left out, need
        not be there: what needs them is "not offered". It may declare what it takes; see `mathcnn.conformance.scope`.
    examples : about how many random cases each check looks at, an integer >= 1.
    seed : of the cases, an integer >= 0.
    label : the name of the function in the rows; its own name if None.
    gradient : function of (dy, then what `function` takes) that returns the vector-Jacobian product for each array of
        the formula, in this order as a tuple, or by name as a dict; of one array, it may return it alone. dy has the
        shape of the results. None if there is none to check; then there are no rows about it.

    Returns
    -------
    The rows; `print` shows them as a table. Whatever the function raises or returns is in a row.

    Raises
    ------
    TypeError : `of` is no formula, or a function cannot be called.
    ValueError : examples or seed is not what is said here.
    NoTarget : the function cannot be called with the formula's arguments.
    catalogue.Unknown : there is no formula with this name.

    >>> import numpy as np
    >>> rows = check("activation.relu", lambda x: np.minimum(x, 0), 3)
    >>> rows[0].verdict, rows[0].law
    ('fails', 'equals the literal form')
    """
    for name, number, least in (("examples", examples, 1), ("seed", seed, 0)):
        if isinstance(number, bool) or not isinstance(number, int) or number < least:
            raise ValueError(f"{name} = {number!r}: it must be an integer >= {least}")
    of = catalogue.find_formula(of) if isinstance(of, str) else of
    if not isinstance(of, Formula):
        raise TypeError(f"of: it must be a formula or its name, and is {shown(of)}")
    for name, given in (("function", function), (GRADIENT, gradient)):
        if not callable(given) and not (name == GRADIENT and given is None):
            raise TypeError(f"{name}: it must be callable, and is {shown(given)}")
    held = target_of(of, function, label, gradient)
    rows = Verdicts()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for part in judging.run_of(of):
            if part != GRADIENT or gradient is not None:
                rows += judged(held, of, part, examples, seed)
    return Verdicts(once(rows))


def judged(held: Target, of: Formula, part: str, examples: int, seed: int) -> list[Verdict]:
    """The rows of a part; one more, which fails, if something was raised that no check expects."""
    found: list[Verdict] = []
    started, calls = time.perf_counter(), [""]

    def note(line: str) -> None:
        calls[0] = line

    try:
        found += judging.verdicts(held, of, part, examples, seed, note)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever the function raises, SystemExit too
        where = "".join(f"\n# {line}" for line in "".join(traceback.format_tb(error.__traceback__)[-2:]).splitlines())
        found.append(broken(Task(of.name, part, of), held.name, said(error), f"{calls[0]}{where}", started))
    return found


def target_of(of: Formula, function: Function, label: str | None, gradient: Function | None) -> Target:
    """A function as a target with one formula; parameters as for `check`. Raises NoTarget if it cannot be called so."""
    own = getattr(function, "__qualname__", None) or getattr(function, "__name__", None) or type(function).__qualname__
    name, module = str(label or own), getattr(function, "__module__", None)
    if isinstance(function, Formula):
        module, typed = f"mathcnn.{function.topic}", f"mathcnn.{function.name}"
    elif module in (None, "__main__") or "<" in own:
        last = own.rpartition(".")[2]
        module, typed = None, last if last.isidentifier() else "function"
    else:
        typed = f"{module}.{own}"
    check_signature(of, function, name, Scope())
    of_it = None if gradient is None else functools.partial(gradient_by, of, gradient)
    imports = ["import numpy as np", f"import {module}" if module else f"# {typed}: the function that was checked"]
    return Target(name, {of.name: function}, ALL_TYPES, imports=imports, typed=typed, single=True, gradient=of_it)
