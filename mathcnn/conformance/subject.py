"""A function of a target, called as the checks call a formula."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..evidence.cases import Case, Within, drawn_within
from ..evidence.cases.within import RANKS
from ..evidence.checks import Fault, Inputs, NotOffered, said
from ..language import shapes
from ..language.call import BoundCall
from ..language.formula import Formula
from ..language.work import multiply_adds
from . import kinds, own_gradient, refusals, signatures, spellings, timing
from .aliases import Function, LibraryArray, Scalar
from .recording import current, note
from .scope import Scope

if TYPE_CHECKING:
    from .conventions import Conventions
    from .target import Target


class Left(Fault):
    """A function of a target raised what ends a program, such as SystemExit; the message says what."""


def kept(fn: Callable[..., LibraryArray], *args: Any, **kwargs: Any) -> LibraryArray:  # Any: those of the function
    """What a function returns. Raises what it raises, and Left for what would end the program that checks it."""
    try:
        return fn(*args, **kwargs)
    except (Exception, KeyboardInterrupt):
        raise
    except BaseException as error:  # such as SystemExit: the target may raise anything
        raise Left(said(error)) from error


@dataclass(frozen=True)
class Asked:
    """The arguments of a call: arrays in their own type, other arguments as numbers, and as the caller wrote them."""

    arrays: dict[str, np.ndarray]
    scalars: dict[str, Scalar]
    written: Mapping[str, Scalar]
    dtype: str
    reading: BoundCall

    def facts(self, of: Formula) -> refusals.Facts:
        """What the call is like; see `refusals`."""
        return refusals.facts_of(of, self.reading.plan.rank, self.arrays, self.scalars, self.dtype)

    def work(self, of: Formula) -> float:
        """About how many operations the statement needs."""
        work = 1.0
        with contextlib.suppress(Exception):  # an estimate: bounds may be anything
            work = float(multiply_adds(self.reading.plan, self.reading.env))
        return work + sum(x.size for x in self.arrays.values())


class Subject:
    """A function of a target, which is called with a formula's arguments.

    An adapter gets the arguments as the formula's own fast form does: words are resolved to numbers, and there is one
    number, or one pair, for each spatial axis. A function of one's own gets them in one of several spellings (see
    `spellings`), in the order and by the names of its scope. An argument that it does not have raises NotOffered,
    unless it is at its default; so does whatever its scope leaves out, and what it refuses by an exception (see
    `refusals`).

    of: the formula; target: what the function belongs to; fn: the function
    """

    def __init__(self, of: Formula, target: Target, fn: Function, scope: Scope | None = None):
        self.of, self.target, self.fn, self.scope = of, target, fn, scope or Scope()
        self.fit = (
            None if target.adapted else signatures.fit(of, fn, self.scope.arguments, self.scope.order, self.scope.state)
        )
        self.before: Callable[[str], None] | None = None  # gets every call as Python before it is made
        self.kind = kinds.expected(of)
        self.results = 0  # how many arrays of numbers it has returned
        self.misfits: dict[str, None] = {}  # what is wrong with the kinds of results, each thing once
        self.wild = False  # whether a call had NaN or infinities among its arguments; a check may set it back
        self.spoken = ""  # the way in which the arguments of the last call were written
        self.plain = False  # whether arrays are passed in the order of C if the function refuses some other layout
        self.taken: set[str] = set()  # ways to write arguments in which it has returned
        self.unspoken: dict[str, str] = {}  # ways to write arguments that raised: what was raised
        self.known: refusals.Refusals | None = None  # what the function refuses, once that has been looked for
        self.conventions: Conventions | None = None  # what it computes instead of what it is asked for
        self.returned = False  # whether the function came back from the last call, so that an exception is ours
        self.whole = False  # whether integers are passed as they are
        self.mixed = False  # whether each array is passed in its own type
        self.spelling = ""  # the one way in which arguments are written, of `spellings`; "" for each of them in turn

    @property
    def dtypes(self) -> tuple[str, ...]:
        """The types of numbers that the function takes, widest first."""
        return self.target.dtypes

    @property
    def widest(self) -> str:
        return self.target.dtypes[0]

    def __call__(self, *args: LibraryArray, **kwargs: LibraryArray) -> np.ndarray:
        """The result for a formula's arguments, as an array of NumPy.

        Raises NotOffered for what the target does not have, TypeError for a result that is no array of numbers, and
        whatever the function raises.
        """
        return self.attempt(self.read(args, kwargs))

    def offers(self, *args: LibraryArray, **kwargs: LibraryArray) -> np.ndarray:
        """Zeros in the shape of the result, without calling the function.

        Raises NotOffered for what is known not to be offered.
        """
        asked = self.read(args, kwargs)
        if self.known is not None and (why := self.known.why(asked.facts(self.of))):
            raise NotOffered(why)
        return np.zeros(asked.reading.shape, asked.dtype)

    def learn(self, count: int, seed: int) -> None:
        """Find out what the function refuses, and by which conventions it computes; once for each target.

        count: samples from which conventions are found; seed: where these start.
        """
        of, memory = self.of, self.target.memory
        if of.spaces or not (of.arrays or of.scalars):
            return
        if not self.target.adapted:
            if of.name not in memory:
                memory[of.name] = refusals.found(self)
            self.known = memory[of.name]
            refused = {d for d in self.dtypes if (refusals.TYPE, d) in self.known.refused}
            if len(refused) < len(self.dtypes):
                self.target = dataclasses.replace(self.target, dtypes=tuple(d for d in self.dtypes if d not in refused))
        from .conventions import conventions

        key = f"{of.name} by convention, {count}, {seed}"
        if key not in memory:
            with drawn_within(self.within()):
                memory[key] = conventions(self, self.widest, count, seed)
        self.conventions = memory[key]

    # -- what is asked

    def read(self, args: tuple[LibraryArray, ...], kwargs: dict[str, LibraryArray]) -> Asked:
        """The arguments of a call, in the words of the target's own conventions.

        Raises NotOffered for a type or an argument that the target does not have.
        """
        of = self.of
        reading = of.read(args, kwargs)
        bound = of.signature.bind(*args, **kwargs).arguments
        given = {a: np.asarray(bound[a]) for a in of.arrays if bound.get(a) is not None}
        numeric = [x.dtype for a, x in given.items() if a not in of.labels]
        whole = self.whole and bool(numeric) and all(one.kind in "iu" for one in numeric)
        dtype = np.result_type(*numeric).name if whole else kinds.of_floats(numeric)
        if not (whole or self.mixed or dtype in self.target.dtypes):
            raise NotOffered(dtype)
        kept = {a for a, x in given.items() if self.mixed or a in of.labels or x.dtype.name == dtype}
        arrays = {a: x if a in kept else x.astype(dtype) for a, x in given.items()}
        scalars = {a: v for a, v in reading.scalars.items() if a not in of.switches}
        self.scope.refuse(of, reading.plan.rank, arrays, scalars)
        if self.conventions is not None:
            arrays, scalars = self.conventions.asked(arrays, scalars)
            fixed = {a for a in self.conventions.held if self.fit and not self.fit.takes(a)}
            scalars = {a: v for a, v in scalars.items() if a not in fixed}
        for a in self.fit.needed if self.fit else ():
            if a in of.arrays and a not in arrays:  # zeros mean the same, to a function that cannot do without it
                if a not in of.optional:
                    raise NotOffered(f"no {a}: the function cannot be called without it")
                sizes = (shapes.value(entry.size, reading.env) for entry in reading.plan.arrays[a])
                arrays[a] = np.zeros(tuple(sizes), dtype)
        if lacking := next((a for a in arrays if not self.takes(a)), ""):
            raise NotOffered(f"{lacking}: the function has no such argument")
        if self.plain and self.particular:
            arrays = {a: np.array(x, order="C") for a, x in arrays.items()}
        self.scope.refuse_memory(arrays)
        left_out = signatures.if_left_out(of, self.fit, bound)
        passed = signatures.passed(of, self.fit, scalars, left_out, self.scope.only)
        return Asked(arrays, passed, bound, dtype, reading)

    @property
    def particular(self) -> bool:
        """Whether the function does not take every layout in memory."""
        known = self.known.refused if self.known else ()
        said = not self.scope.negative_strides or not self.scope.read_only or self.scope.contiguous
        return said or any(about.startswith(refusals.MEMORY) for about, _ in known)

    def takes(self, a: str) -> bool:
        """Whether the function, or the object that a factory returns, has an argument of the formula."""
        called = self.scope.state and a in self.of.arrays and a not in self.scope.state
        return bool(called) or self.fit is None or self.fit.takes(a)

    def own_words(self, kwargs: Mapping[str, Scalar]) -> dict[str, Scalar]:
        """Arguments with the words that the target computes when it is asked for theirs: equal to `kwargs` unless it
        differs by convention. Both it and the formula have to be asked for these."""
        return dict(kwargs) if self.conventions is None else self.conventions.computed(self.of, kwargs)

    def within(self) -> Within:
        """The cases that the function takes."""
        of, scope, known = self.of, self.scope, self.known
        held: dict[str, Scalar] = {}
        for a in (*of.scalars, *of.along):
            default, only = of.signature.parameters[a].default, scope.only.get(a, ())
            if len(only) == 1:
                held[a] = only[0]
            elif default is not inspect.Parameter.empty and not (self.fit is None or self.fit.takes(a)):
                held[a] = default
        if self.conventions is not None:
            differing = {a for words in self.conventions.meant for a, _ in words}
            held = {a: v for a, v in held.items() if a not in differing} | dict(self.conventions.held)
        passed = {a: True for a in of.arrays if self.fit and a in self.fit.needed and a not in of.optional}
        passed |= {a: False for a in of.arrays if not self.takes(a)}
        refused = known.refused if known else {}
        ranks = tuple(r for r in RANKS if (refusals.RANK, refusals.rank_fact(of, r)) not in refused)
        ranks = tuple(r for r in ranks if not scope.ranks or not of.ranked or r in scope.ranks)
        plain = scope == Scope() and not refused and self.conventions is None
        axes = {about.partition(",")[0] for about, _ in refused if about.endswith(", axes")}
        sides = {about.partition(",")[0] for about, _ in refused if about.endswith(", sides")}
        axes |= {"kernel_size", "stride", "dilation", "padding"} if scope.square else set()
        sides |= {"padding"} if scope.symmetric_padding or scope.square else set()
        accepts = None if plain else self.accepts
        return Within(ranks or RANKS, held, passed, axes=frozenset(axes), sides=frozenset(sides), accepts=accepts)

    def accepts(self, case: Case) -> bool:
        """Whether the function takes the arguments of a case."""
        of = self.of
        arrays = {a: s for a, s in case.shapes.items() if a in of.arrays}
        scalars = {a: v for a, v in case.kwargs.items() if a in of.names}
        with_values = of.labels | case.domain.keys()
        if not with_values & arrays.keys():
            try:
                zeros = {a: np.broadcast_to(np.zeros(()), s) for a, s in arrays.items()}
                reading = of.read((), {**zeros, **scalars})
            except (ValueError, TypeError):
                return True  # a law calls the formula with other arguments than these
            scalars = {a: v for a, v in reading.scalars.items() if a not in of.switches}
        try:
            self.scope.refuse(of, case.plan.rank, arrays, scalars)
            if self.conventions is not None:
                self.conventions.asked({}, scalars)
        except NotOffered:
            return False
        if self.known is None:
            return True
        return not self.known.why(refusals.facts_of(of, case.plan.rank, arrays, scalars, ""))

    # -- how it is asked

    def attempt(self, asked: Asked) -> np.ndarray:
        """The result of a call.

        Raises whatever the function raises, RuntimeError if it writes into its arguments, TypeError if it returns no
        numbers.
        """
        self.wild = self.wild or any(kinds.has_specials(x) for x in asked.arrays.values())
        found = self.checked(self.raw(asked), asked.dtype, asked.arrays, self.further(asked))
        if not found.ndim and self.kind and (shape := asked.reading.shape):
            self.misfits[f"a number, where an array of shape {shape} is asked for"] = None
        return found

    def further(self, asked: Asked) -> int:
        """How many results a call has beside the first."""
        given = {**self.of.definition.defaults, **asked.written, **asked.scalars, **asked.arrays}
        return sum(len(others) for when, others in self.of.companions if when(given))

    def raw(self, asked: Asked) -> LibraryArray:
        """What the function returns for a call.

        Raises whatever the function raises, NotOffered instead if it is known to refuse such calls or says that they
        are not implemented, and RuntimeError if it writes into its arguments.
        """
        self.returned, inputs = False, Inputs(asked.arrays)
        try:
            with timing.told():
                y = kept(self.called, asked, asked.scalars) if self.target.adapted else kept(self.spelled, asked)
        except NotOffered:
            raise
        except Exception as error:  # whatever the target raises
            if self.known is not None and (why := self.known.why(asked.facts(self.of))):
                raise NotOffered(why) from error
            if isinstance(error, NotImplementedError):
                raise NotOffered(f"raises NotImplementedError: {error}".split("\n")[0]) from error
            raise
        self.returned = True
        inputs.check()
        return y

    def spelled(self, asked: Asked) -> LibraryArray:
        """What the function returns for arguments spelled in the first way that it takes. If there is none, it raises
        what it does in a way in which it returned before, or else in the first; NotOffered for a fraction that no
        float holds, which few functions take."""
        first, known = None, None
        for kind, scalars in [way for way in self.ways(asked) if self.spelling in ("", way[0])]:
            try:
                self.spoken = kind
                y = self.called(asked, scalars)
                self.taken.add(kind)
                return y
            except NotOffered:
                raise
            except (*refusals.DELIBERATE, IndexError) as error:
                first, wrong = first or error, f"{type(error).__name__}: {error}".split("\n")[0]
                known = known or (error if kind in self.taken else None)
                self.unspoken.setdefault(kind, wrong)
        if first is not None and (a := next((a for a, v in asked.scalars.items() if spellings.no_float_holds(v)), "")):
            raise NotOffered(f"{a} that no float holds: raises {type(first).__name__}") from first
        if known is not None and not self.spelling:
            raise known
        if first is None or self.spelling:
            raise NotOffered(f"{self.spelling}: raises {self.unspoken.get(self.spelling)}")
        raise first

    def ways(self, asked: Asked) -> list[spellings.Spelled]:
        """The ways to write the arguments of a call, in the order in which they are tried."""
        held = any(a in self.scope.only for a in self.of.along)  # a function that declares its axis gets it as it says
        shape = () if held else next((x.shape for x in asked.arrays.values()), ())
        return spellings.spellings(self.of, asked.scalars, asked.written, self.fit.none if self.fit else (), shape)

    def called(self, asked: Asked, scalars: dict[str, Scalar]) -> LibraryArray:
        """What the function returns for arguments spelled in one way, as the formula has it."""
        of, scope = self.of, self.scope
        self.note(asked.arrays, scalars)
        lifted = {a: self.target.lifted(scope.given(of, a, x)) for a, x in asked.arrays.items()}
        if self.target.adapted:
            if (record := current()) is not None:
                record.arrays(asked.arrays, lifted)
            y = self.fn(**lifted, **scalars)
            if record is not None:
                record.result = y
            return self.target.lowered(y)
        with timing.limited(asked.work(of), self.known, sum(x.size for x in asked.arrays.values())):
            if not scope.state:
                positional, named = signatures.placed(of, lifted, scalars, self.fit)
                y = self.fn(*positional, **named)
            else:
                state = {a: x for a, x in lifted.items() if a in scope.state}
                positional, named = signatures.placed(of, state, scalars, self.fit)
                y = self.fn(*positional, **named)(*(x for a, x in lifted.items() if a not in scope.state))
        return scope.returned(y, self.target.lowered)

    def note(self, arrays: dict[str, np.ndarray], scalars: dict[str, Scalar], dy: np.ndarray | None = None) -> None:
        """Say which call is made, as Python. dy: the weights of the results, if it is one of the gradient."""
        note(arrays, scalars, dy)
        if self.before:
            from .reproductions import call_of, gradient_of

            self.before(call_of(self, arrays, scalars) if dy is None else gradient_of(self, arrays, scalars, dy))

    def checked(self, y: LibraryArray, dtype: str, arrays: dict[str, np.ndarray], further: int = 0) -> np.ndarray:
        """A result as an array, the first of several; what is wrong with its kind is noted in `misfits`.

        y: what came; dtype, arrays: of the arguments; further: how many results are asked for beside it. Raises
        TypeError for a result that holds no numbers.
        """
        if isinstance(y, tuple) and self.of.companions and y:
            if len(y) != 1 + further:
                wanted = f"{1 + further} are" if further else "one array is"
                self.misfits[f"a tuple of {len(y)}, where {wanted} asked for"] = None
            y = y[0]
        if inspect.iscoroutine(y):
            y.close()  # else Python warns that nobody awaited it
        found, wrong = kinds.read(y, self.kind, dtype, all(x.dtype.isnative for x in arrays.values()))
        self.results += 1
        if wrong:
            self.misfits[wrong] = None
        return found

    def backward(self, dy: np.ndarray, **given: LibraryArray) -> tuple[np.ndarray | None, ...]:
        """The vector-Jacobian product by the target's automatic differentiation.

        dy: the weights of the results, an array of their shape; given: the formula's arguments by keyword. Returns one
        array for each array of the formula, None for those that the target does not differentiate by. Raises
        NotOffered if the target has no automatic differentiation.
        """
        if self.target.gradient is None:
            raise NotOffered(f"{self.target.name} has no automatic differentiation")
        asked = self.read((), given)
        weights = np.asarray(dy, asked.dtype)
        inputs = Inputs({"dy": weights, **asked.arrays})
        lifted = {a: self.target.lifted(x) for a, x in asked.arrays.items()}
        pull = functools.partial(kept, self.target.gradient)
        dy_lifted = self.target.lifted(weights)
        found = own_gradient.pulled(self, asked, weights, lambda fn: pull(fn, dy_lifted, lifted))
        inputs.check()
        names = [a for a in self.of.arrays if a not in self.of.labels]
        return tuple(self.target.lowered(found[a]) if a in found else None for a in names)
