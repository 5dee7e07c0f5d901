"""The definition of a formula: what its author states, and what follows from that about its arguments."""

from __future__ import annotations

import difflib
import functools
import inspect
import itertools
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any  # Any: a word is a text, a bool, None or a number

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef

from .admission import Numbers
from .domain import Domain, FunctionSpace
from .shapes import shown, split
from .statement import limits_of
from .symbols import Axis, AxisArgument, Convention, Method, Words

PACKAGE = __name__.partition(".")[0]


def topic_of(fn: Callable[..., object]) -> str:
    """The topic of a function: the subpackage that it is defined in; its module, for functions outside this package."""
    package, _, rest = fn.__module__.partition(".")
    return rest.partition(".")[0] if package == PACKAGE else fn.__module__


def nearest(v: object, known: Iterable[object]) -> str:
    """ "; did you mean ...?" with the name in `known` that is most like the text v, or an empty text."""
    found = difflib.get_close_matches(str(v), [str(k) for k in known], 1) if isinstance(v, str) else []
    return f"; did you mean {found[0]}?" if found else ""


def bracketed(text: str) -> bool:
    """Whether a text is one pair of brackets and what is in it."""
    depths = list(itertools.accumulate((ch == "(") - (ch == ")") for ch in text))
    return text[:1] == "(" and min(depths[:-1], default=0) > 0 and depths[-1] == 0


@dataclass(frozen=True, eq=False, kw_only=True)
class Definition:
    """A formula as its author states it. The parameters are those of `formula`, with the words of arguments sorted by
    what they are; `like` is the definition whose arguments are kept when only the statement changes.

    Raises TypeError when the statement is no equation, the shape line has another form than described, they have
    different arrays, or one letter has two meanings.
    """

    fn: Callable[..., Any]  # Any: a fast form takes and returns arrays and numbers of many types
    statement: sp.Eq
    shapes: str = "->()"
    where: tuple[sp.Eq, ...] = ()
    requires: Mapping[sp.Basic, str] = field(default_factory=dict)
    domain: dict[str, Domain] = field(default_factory=dict)
    notation: str | None = None
    source: str = ""
    words: dict[str, Words] = field(default_factory=dict)
    along: dict[str, str] = field(default_factory=dict)  # argument that selects axes: letter of the shape line
    spaces: dict[str, FunctionSpace] = field(default_factory=dict)
    methods: dict[str, tuple[str, ...]] = field(default_factory=dict)  # argument that chooses how to compute: words
    like: Definition | None = None
    incoming: str | None = None  # of a gradient: the array of the shape of the formula's result

    @classmethod
    def of(
        cls,
        fn: Callable[..., Any],
        statement: sp.Eq,
        words: Mapping[str, Words | AxisArgument | FunctionSpace | Method],
        **parts: Any,
    ) -> Definition:
        """A definition from the keyword arguments of `formula`; Any: they are passed on as they are."""
        return cls(
            fn=fn,
            statement=statement,
            words={a: w for a, w in words.items() if isinstance(w, Words)},
            along={a: w.letter for a, w in words.items() if isinstance(w, AxisArgument)},
            spaces={a: w for a, w in words.items() if isinstance(w, FunctionSpace)},
            methods={a: w.words for a, w in words.items() if isinstance(w, Method)},
            **parts,
        )

    def __post_init__(self) -> None:
        self._check_parts()
        if "->" not in self.shapes or len(self.brackets) != len(self.arrays):
            raise TypeError(
                f"{self.name}: the shape line {self.shapes!r} has {len(self.brackets)} arrays before ->, and the "
                f"statement reads {len(self.arrays)} of the arguments {', '.join(self.names)}: "
                f"{', '.join(self.arrays) or 'none'}"
            )
        for e in (self.statement, *self.where):
            bound = set(limits_of(e.rhs))
            free = set(getattr(e.lhs, "indices", ()))
            twice = bound & free | {s for s in bound | free if s.name in {*self.arrays, *self.scalars}}
            if twice:
                raise TypeError(f"{self.name}: one letter, two meanings: {', '.join(sorted(map(str, twice)))}")

    def _check_parts(self) -> None:
        """TypeError if the statement is no equation, or the shape line has not the form "(A, B), (C)? -> (D)"."""
        for e in (self.statement, *self.where):
            if not isinstance(e, sp.Eq):
                raise TypeError(
                    f"{self.name}: {shown(e, str)} is stated; it must be a SymPy equation, Eq(y[n], ...), of two "
                    "different sides"
                )
            indices = getattr(e.lhs, "indices", ())
            if len(set(indices)) < len(indices) or not all(isinstance(i, sp.Symbol) for i in indices):
                raise TypeError(f"{self.name}: the left side {e.lhs} must have a different letter for each index")
        before, arrow, after = self.shapes.partition("->") if isinstance(self.shapes, str) else ("", "", "")
        if not arrow or not all(bracketed(b.removesuffix("?")) for b in split(before)) or not bracketed(after.strip()):
            raise TypeError(
                f'{self.name}: shapes = {shown(self.shapes)}: it must be a text such as "(N, C), (C)? -> (N)", with '
                "the axes of each array and of the result in brackets"
            )

    @functools.cached_property
    def axes_fit(self) -> bool:
        """True. TypeError if an array, or the result, has other numbers of indices in the statement and in the shape
        line. A call asks for this; a statement that is only shown, such as a misprint, may have other ones.
        """
        lhs, result = self.statement.lhs, self.shapes.rpartition("->")[2].strip()
        several = {a: split(b.rstrip("?")[1:-1]) for a, b in zip(self.arrays, self.brackets, strict=True)}
        read = {(x, str(x.base)) for e in self._texts for x in e.atoms(sp.Indexed)}
        if isinstance(lhs, sp.Indexed):
            read = {(x, a) for x, a in read if x != lhs} | {(lhs, "the result")}
            several["the result"] = split(result[1:-1])
        for x, a in sorted(read, key=str):
            if a in several and len(x.indices) != len(several[a]):
                raise TypeError(
                    f"{self.name}: the statement has {x}, and the shape line gives {a} the axes "
                    f"({', '.join(several[a])}); there must be one index for each"
                )
        return True

    # -- names

    @functools.cached_property
    def name(self) -> str:
        """The full name: "layers.conv"."""
        return f"{topic_of(self.fn)}.{self.fn.__name__}"

    @property
    def home(self) -> dict[str, Any]:
        """The global names of the module that states the formula; Any: they are whatever the module defines."""
        found: dict[str, Any] = inspect.unwrap(self.fn).__globals__
        return found

    @property
    def scope(self) -> dict[str, Any]:
        """The names that shape lines may use; Any: letters, and functions of letters such as `output_size`.

        A name in a shape line is looked up among the global names of the module that states the formula, then in the
        module `letters` beside it, which holds the letters that the formulas of a topic share.
        """
        letters = sys.modules.get(f"{self.home.get('__package__')}.letters")
        return {**vars(letters), **self.home} if letters else self.home

    # -- arguments

    @functools.cached_property
    def signature(self) -> inspect.Signature:
        """The signature of the fast form, without the choice of a method."""
        found = inspect.signature(self.fn)
        return found.replace(parameters=[p for a, p in found.parameters.items() if a not in self.methods])

    @functools.cached_property
    def names(self) -> list[str]:
        """The names of all arguments."""
        return list(self.signature.parameters)

    @functools.cached_property
    def defaults(self) -> dict[str, Any]:
        """The arguments that may be left out, with what they are then."""
        return {a: p.default for a, p in self.signature.parameters.items() if p.default is not inspect.Parameter.empty}

    @functools.cached_property
    def brackets(self) -> list[str]:
        """The part of the shape line before the arrow, array by array."""
        return split(self.shapes.partition("->")[0])

    @functools.cached_property
    def _texts(self) -> list[sp.Basic]:
        """Every expression of the definition."""
        values = (sp.sympify(v) for w in self.words.values() for vs in w.words.values() for v in vs)
        return [self.statement, *self.where, *self.requires, *values]

    @functools.cached_property
    def arrays(self) -> list[str]:
        """The arguments that the statement reads entries of, in the order of the signature."""
        if self.like:
            return self.like.arrays
        bases = {str(x.base) for e in self._texts for x in e.atoms(sp.Indexed)}
        return [a for a in self.names if a in bases]

    @functools.cached_property
    def optional(self) -> set[str]:
        """The arrays that the shape line marks with ?."""
        return {a for a, bracket in zip(self.arrays, self.brackets, strict=False) if bracket.endswith("?")}

    @functools.cached_property
    def labels(self) -> set[str]:
        """The arrays whose entries are indices into other arrays."""
        reads = {x for e in self._texts for i in e.atoms(sp.Indexed) for j in i.indices for x in j.atoms(sp.Indexed)}
        return {str(x.base) for x in reads} & set(self.arrays)

    @functools.cached_property
    def functions(self) -> set[str]:
        """The arguments that are functions."""
        return {str(f.func) for e in self._texts for f in e.atoms(AppliedUndef)} & set(self.names)

    @functools.cached_property
    def scalars(self) -> dict[str, tuple[sp.Symbol, ...]]:
        """The arguments that are numbers, one for each spatial axis if so stated, with the letters that they set."""
        if self.like:
            return self.like.scalars
        letters = {s.name.split()[0]: s for e in self._texts for s in e.free_symbols if isinstance(s, sp.Symbol)}
        letters |= {
            n: s for n, s in self.scope.items() if isinstance(s, sp.Symbol) and n in self.names and n not in letters
        }
        return {
            a: self.words[a].letters if a in self.words else (letters[a],)
            for a in self.names
            if a not in self.arrays and (a in self.words or a in letters)
        }

    @functools.cached_property
    def switches(self) -> list[str]:
        """The arguments that are True or False and that the statement does not read."""
        known = {*self.arrays, *self.scalars, *self.along, *self.functions}
        return [a for a in self.names if a not in known and isinstance(self.signature.parameters[a].default, bool)]

    @functools.cached_property
    def whole(self) -> dict[str, bool]:
        """For each number argument whether it takes integers only."""
        return {a: all(bool(s.is_integer) for s in letters) for a, letters in self.scalars.items()}

    # -- axes

    @functools.cached_property
    def axiswise(self) -> bool:
        """Whether the result is one number for each axis, so that a tuple of arguments gives a tuple."""
        return isinstance(self.statement.lhs, Axis)

    @functools.cached_property
    def ranked(self) -> bool:
        """Whether there is a number of spatial axes."""
        starred = "*" in "".join(t[:1] for bracket in self.brackets for t in split(bracket.strip("?")[1:-1]))
        return starred or any(self.per_axis(a) for a in self.scalars)

    @functools.cached_property
    def shaped(self) -> bool:
        """Whether arrays take part, as arguments or as the result."""
        return bool(self.arrays) or "(" in self.shapes.rpartition("->")[2].replace("()", "")

    def per_axis(self, a: str) -> bool:
        """Whether a number argument takes one number for each spatial axis."""
        return self._per_axis[a]

    @functools.cached_property
    def _per_axis(self) -> dict[str, bool]:
        return {a: any(isinstance(s, Axis) for s in letters) for a, letters in self.scalars.items()}

    @functools.cached_property
    def ranks(self) -> tuple[int, ...]:
        """The numbers of spatial axes at which a formula is checked: up to three, and none if it may have none."""
        if not self.ranked or self.axiswise:
            return (1,)
        marks = [[t.startswith("*") for t in split(bracket.strip("?")[1:-1])] for bracket in self.brackets]
        first = next((starred for starred in marks if any(starred)), [False])
        return (0, 1, 2, 3) if first[0] and not all(first) else (1, 2, 3)

    def rank(self, arrays: Mapping[str, Numbers], values: Mapping[str, Any]) -> int:
        """The number of spatial axes of a call; Any: `values` are the arguments as they were passed.

        They are those of the first array that has some; without one, the length of the longest tuple of numbers.
        Raises ValueError if an array has none, or more than three. If no axis stands before them, such as that of a
        batch, there may be eight, and none if others follow, such as those of a matrix.
        """
        if not self.ranked or self.axiswise:
            return 1
        for a, bracket in zip(self.arrays, self.brackets, strict=True):
            starred = [t.startswith("*") for t in split(bracket.strip("?")[1:-1])]
            if any(starred) and a in arrays:
                fixed, shape = starred.count(False), arrays[a].shape
                least, most = int(not (starred[0] and fixed)), 8 if starred[0] else 3
                if not least <= len(shape) - fixed <= most:
                    rule = f"{fixed + least} to {fixed + most} axes"
                    rule = rule if starred[0] else f"{fixed} axes before 1 to 3 spatial axes"
                    raise ValueError(f"{self.name}: {a} has shape {shape}; it must have {rule}")
                return len(shape) - fixed
        rank = 1
        for a in self.scalars:
            v = values[a]
            if self.per_axis(a) and (isinstance(v, (tuple, list)) or isinstance(v, np.ndarray) and v.ndim):
                if not len(v):
                    raise ValueError(
                        f"{self.name}: {a} = {shown(v)}: it must be a number, or one for each spatial axis"
                    )
                rank = max(rank, len(v))
        return rank

    # -- words

    def is_word(self, a: str, v: object) -> bool:
        """Whether the argument `a` takes v as one of its words, and not as a number."""
        return isinstance(self.words[a], Convention) or isinstance(v, (str, bool, type(None)))

    def word(self, a: str, v: object) -> Any:
        """The word of the argument `a` that v is; Any: a text, a bool, None or a number.

        NumPy's numbers and bools count as Python's; a bool is no number. Raises ValueError that lists the words.
        """
        words = self.words[a].words
        plain = v.item() if isinstance(v, np.generic) and v.dtype.kind in "biu" else v
        for word in words:
            alike = isinstance(plain, type(word)) and isinstance(plain, bool) == isinstance(word, bool)
            if alike and plain == word:
                return word
        numbers = "" if isinstance(self.words[a], Convention) else ", or numbers"
        known = ", ".join(map(repr, words))
        raise ValueError(f"{self.name}: {a} = {shown(v)}: it must be one of {known}{numbers}{nearest(v, words)}")

    def words_of(self, values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
        """The words among the arguments of a call: ((argument, word), ...). Raises ValueError for an unknown one."""
        return tuple((a, self.word(a, values[a])) for a in self.words if a in values and self.is_word(a, values[a]))

    def default_words(self, **words: Any) -> tuple[tuple[str, Any], ...]:
        """The words under which a formula is shown: those given, else the defaults that are words.

        Raises TypeError for an argument that there is not, and ValueError for a value that is no word, since a
        statement has letters for numbers and arrays.
        """
        for a, v in words.items():
            self._check_shown(a, v)
        chosen = {a: words.get(a, self.signature.parameters[a].default) for a in self.words}
        for a, v in chosen.items():
            if v is inspect.Parameter.empty:
                chosen[a] = next(iter(self.words[a].words))
        return self.words_of(chosen)

    def _check_shown(self, a: str, v: object) -> None:
        """Raise an error if a statement cannot be shown with the value v of the argument `a`."""
        takes = ", ".join(self.words)
        if a not in self.signature.parameters and a not in self.words:
            raise TypeError(f"{self.name}: there is no argument {a}{nearest(a, self.words)}")
        if a not in self.words:
            only = f"only {takes} can be given" if takes else "no argument can be given"
            raise ValueError(f"{self.name}: {a} = {shown(v)}: the statement has letters for {a}; {only}")
        if not self.is_word(a, v):
            known = ", ".join(map(repr, self.words[a].words))
            rule = f"the statement has letters for numbers; it must be one of {known}"
            raise ValueError(f"{self.name}: {a} = {shown(v)}: {rule}")

    @property
    def conventions(self) -> dict[str, list[Any]]:
        """The arguments whose words are conventions between which implementations differ, each with its words."""
        return {a: list(w.words) for a, w in self.words.items() if isinstance(w, Convention)}

    # -- calls

    def may_lack(self, a: str) -> bool:
        """Whether the argument `a` may be None or left out."""
        return self.signature.parameters[a].default is None

    def bound(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> inspect.BoundArguments:
        """The arguments by name; Any: anything can be passed. Raises TypeError with the formula's name."""
        try:
            return self.signature.bind(*args, **kwargs)
        except TypeError as error:
            hint = "".join(nearest(k, self.names) for k in kwargs if k not in self.names)
            raise TypeError(f"{self.name}: {error}{hint}") from None
