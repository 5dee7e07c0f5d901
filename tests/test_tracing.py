"""How the sides of a law are made: its own function, run on arrays whose sizes are letters."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import itertools
from typing import Any

import numpy as np
import pytest
import sympy as sp
from sympy import Indexed, IndexedBase

from mathcnn import catalogue, convolution, layers
from mathcnn.convolution import discrete
from mathcnn.language.formula import Domain, Law
from mathcnn.laws.families import additive, commutes, homogeneous
from mathcnn.text import resources

tracing, laws, namespaces, numpy_arrays, sizes_of, deriving = (
    resources.module("proofs", room)
    for room in (
        "tracing",
        "tracing.laws",
        "tracing.namespaces",
        "tracing.numpy_arrays",
        "tracing.sizes",
        "derivation",
    )
)
Array, Untraced = tracing.Array, tracing.Untraced


# ---------------------------------------------------------------- what a law declares

SAYS_LESS = Domain(
    r"\textstyle\sum x > 0, \; x_0 \geq 0",
    lambda x, env: "" if x.sum() > 0 else "sums to <= 0",
    lambda raw, env: abs(raw),
)
DOMAINS = {
    id(one): (f"{law.name}, {a}", one) for law in catalogue.catalog().laws.values() for a, one in law.domain.items()
}


def test_a_domain_that_does_not_declare_it_is_not_taken_for_nonnegative():
    """How a domain is written decides nothing."""
    law = lambda of: Law(discrete, commutes("f", "g").function(discrete, "commutes"), "=", True, domain={"f": of})
    assert tracing.sides(law(SAYS_LESS)).given.nonnegative == frozenset()
    declared = dataclasses.replace(SAYS_LESS, tex="", nonnegative=True)
    assert tracing.sides(law(declared)).given.nonnegative == {"f"}


@pytest.mark.parametrize("key", [key for key, (_, one) in DOMAINS.items() if one.nonnegative], ids=itertools.count())
def test_a_domain_that_declares_it_has_no_negative_entry(key):
    """What the domain itself says of an array with one negative entry, and what it makes of any numbers."""
    name, domain = DOMAINS[key]
    env = {"K": 4}
    rng = np.random.default_rng(0)
    for _ in range(20):
        raw = rng.normal(size=(2, 3)) * 5
        inside = np.asarray(domain.make(raw, env))
        assert (inside >= 0).all(), name
        for at in np.ndindex(inside.shape):
            wrong = inside.copy()
            wrong[at] = -1
            assert domain.fault(wrong, env), name


def test_domains_of_counts_and_probabilities_declare_it():
    assert sum(one.nonnegative for _, one in DOMAINS.values()) >= 5
    for name, domain in DOMAINS.values():
        if r"\neq" in domain.tex:
            assert not domain.nonnegative, name


# ---------------------------------------------------------------- NumPy's functions

SHAPES = {"x": (3, 4), "y": (3, 4), "v": (4,), "w": (5, 4), "one": (3, 1)}
CALLS = {
    "add": lambda x, y, v, w, one: x + y,
    "add a row": lambda x, y, v, w, one: x - v,
    "multiply by a column": lambda x, y, v, w, one: x * one,
    "divide": lambda x, y, v, w, one: x / 7,
    "negative": lambda x, y, v, w, one: -x,
    "power": lambda x, y, v, w, one: x**2 + np.square(y),
    "matmul with a column": lambda x, y, v, w, one: x @ v,
    "matmul": lambda x, y, v, w, one: x @ w.T,
    "pad": lambda x, y, v, w, one: np.pad(x, ((1, 0), (0, 2))),
    "roll": lambda x, y, v, w, one: np.roll(x, (1, -3), axis=(0, 1)),
    "roll the last axis": lambda x, y, v, w, one: np.roll(x, 2, axis=-1),
    "concatenate": lambda x, y, v, w, one: np.concatenate([x, w], axis=0),
    "concatenate with numbers": lambda x, y, v, w, one: np.concatenate([np.array([[1, 2, 3, 4]]), x]),
    "concatenate columns": lambda x, y, v, w, one: np.concatenate([x, one], axis=-1),
    "cumsum": lambda x, y, v, w, one: np.cumsum(v),
    "flip": lambda x, y, v, w, one: np.flip(x),
    "flip the last axis": lambda x, y, v, w, one: np.flip(x, axis=-1),
    "swapaxes": lambda x, y, v, w, one: np.swapaxes(x, -1, 0),
    "transpose": lambda x, y, v, w, one: np.transpose(x),
    "transpose to given axes": lambda x, y, v, w, one: np.transpose(x[None], (2, 0, -2)),
    "expand_dims": lambda x, y, v, w, one: np.expand_dims(x, 1),
    "expand the last axis": lambda x, y, v, w, one: np.expand_dims(x, -1),
    "broadcast_to": lambda x, y, v, w, one: np.broadcast_to(v, (2, 4)),
    "broadcast a column": lambda x, y, v, w, one: np.broadcast_to(one, (2, 3, 4)),
    "sum": lambda x, y, v, w, one: np.sum(x, axis=-1),
    "sum, keeping the axis": lambda x, y, v, w, one: np.sum(x, axis=1, keepdims=True),
    "sum of all": lambda x, y, v, w, one: np.sum(x),
    "mean": lambda x, y, v, w, one: np.mean(x, axis=0),
    "mean, keeping the axis": lambda x, y, v, w, one: x.mean(axis=-1, keepdims=True) * y,
    "slices": lambda x, y, v, w, one: x[1:, ::2],
    "an index from the end": lambda x, y, v, w, one: x[-1, ..., None],
    "backwards": lambda x, y, v, w, one: x[:, ::-1],
    "a slice up to the last": lambda x, y, v, w, one: x[:-1, 1:-1],
    "reshape": lambda x, y, v, w, one: one.reshape(-1) * x.T,
}


def symbolic(name: str, shape: tuple[int, ...], sizes: Any) -> Any:
    return Array(shape, lambda *place: Indexed(IndexedBase(name), *place), sizes)


def entries(e: Any, arrays: dict[str, np.ndarray]) -> Any:
    """An entry at numbers: sums are written out first, then entries are read."""
    e = sp.sympify(e).doit()
    return e.xreplace({x: sp.sympify(arrays[str(x.base)][tuple(map(int, x.indices))]) for x in e.atoms(Indexed)}).doit()


def compare(call: Any) -> None:
    sizes = sizes_of.Sizes()
    arrays = {a: np.array(range(1 + 7 * k, 1 + 7 * k + int(np.prod(s))), object).reshape(s) ** 2 % 23
              for k, (a, s) in enumerate(SHAPES.items())}  # fmt: skip
    got = call(**{a: symbolic(a, s, sizes) for a, s in SHAPES.items()})
    fractions = {a: np.vectorize(sp.Integer, otypes=[object])(x) for a, x in arrays.items()}
    want = np.asarray(call(**fractions), object)
    assert got.shape == want.shape
    for at in np.ndindex(want.shape):
        assert entries(got(*map(sp.Integer, at)), arrays) == want[at], at


@pytest.mark.parametrize("name", CALLS)
def test_functions_of_numpy_compute_what_numpy_does(name):
    compare(CALLS[name])


def test_every_function_that_is_listed_is_compared():
    used = {name for call in CALLS.values() for name in call.__code__.co_names}
    listed = {one.__name__ for one in numpy_arrays.FUNCTIONS}
    assert listed - used == {"copy"}  # see below


def test_a_wrong_function_is_seen(monkeypatch):
    monkeypatch.setitem(numpy_arrays.FUNCTIONS, np.flip, lambda x, axis=None: x)
    with pytest.raises(AssertionError):
        compare(CALLS["flip"])


def changed_after_a_sum(x, y, **_):
    z = x.copy()
    total = z + y
    z[0] = 5
    return total


def changed_after_a_part(x, **_):
    z = np.copy(x)
    part, last = z[1:], z[1, 2]
    z[1, :] = 7
    return part + last


def changed_through_transposes(x, v, **_):
    z = x.copy()
    turned = z.T[::-1]
    z[:, 1:] = v[:3]
    return turned


def changed_by_a_column(x, one, **_):
    z = x.copy()
    z[:2] = one[1:]
    z[2:, 1] = z[0, 0]
    return z


@pytest.mark.parametrize(
    "call", [changed_after_a_sum, changed_after_a_part, changed_through_transposes, changed_by_a_column]
)
def test_entries_that_are_replaced_later_change_views_and_nothing_else(call):
    compare(call)


REFUSED = {
    "a view is written into": lambda x, y, v: x[1:].__setitem__(0, 5),
    "a transposed array is written into": lambda x, y, v: x.T.__setitem__(0, 5),
    "shapes that do not fit": lambda x, y, v: x + v[1:],
    "a row that does not fit": lambda x, y, v: x.__setitem__(0, v[1:]),
    "a broadcast that does not fit": lambda x, y, v: np.broadcast_to(v, (3, 5)),
    "arrays that cannot be joined": lambda x, y, v: np.concatenate([x, v[None, 1:]]),
    "a ufunc with an output": lambda x, y, v: np.add(x, y, out=x),
    "a ufunc on a part": lambda x, y, v: np.add(x, y, where=True),
    "a reduction": lambda x, y, v: np.add.reduce(x),
    "a function that is not listed": lambda x, y, v: np.median(x),
    "a comparison": lambda x, y, v: x > y,
    "an array as an index": lambda x, y, v: x[np.array([0, 1])],
    "a roll of all entries": lambda x, y, v: np.roll(x, 1),
    "an array of another law": lambda x, y, v: x + symbolic("y", SHAPES["y"], sizes_of.Sizes()),
    "a length": lambda x, y, v: len(x),
    "a loop": lambda x, y, v: list(x),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_known_is_refused(what):
    sizes = sizes_of.Sizes()
    with pytest.raises(Untraced):
        REFUSED[what](**{a: symbolic(a, SHAPES[a], sizes) for a in ("x", "y", "v")})


# ---------------------------------------------------------------- laws from factories


def shifted_by_factory(function, pad, twice, of):
    """A law whose formula, helpers and NumPy stand in its closure, and whose helper has a default."""

    def law(discrete, f, g):
        tall = [pad(f, 1), function.zeros(f.shape)]
        return of(tall[0] + 0 * pad(twice["is"](tall[1]), 1), g), of(tall[0], g)

    return law


def padded(x, by, *, with_zeros=np.pad):
    return with_zeros(x, ((by, 0),))


def test_closures_of_a_factory_are_followed():
    """Formulas, NumPy, functions and what is in dictionaries; a helper's keyword default, too."""
    fn = shifted_by_factory(np, padded, {"is": lambda x: x}, discrete)
    sides = tracing.sides(Law(discrete, fn, "=", True))
    assert {x.base.label.name for x in sides.lhs.atoms(Indexed)} == {"f", "g"}
    assert inspect.getclosurevars(fn).nonlocals["function"] is np  # nothing in the law itself is changed
    assert inspect.getclosurevars(fn).nonlocals["of"] is discrete


@pytest.mark.parametrize(
    ("of", "family"),
    [
        (discrete, commutes("f", "g")),
        (discrete, additive("g", "h")),
        (discrete, homogeneous("f", "c")),
        (layers.conv, additive("x", "z")),
        (layers.conv, homogeneous("w", "c")),
    ],
)
def test_laws_from_families_have_sides(of, family):
    shapes = {new: shape for new, (_, shape) in family.adds.items()}
    law = Law(of, family.function(of, "of_a_family"), family.relation, True, **shapes)
    sides = tracing.sides(law, tracing.conventions(law)[0])
    assert sides.lhs.atoms(Indexed) and sides.rhs.atoms(Indexed)


def test_one_law_leaves_nothing_behind_for_the_next():
    """The sides of a law are the same whatever was traced before."""
    names = ["layers.conv::pads", "convolution.discrete::commutes", "convolution.two_sided::associates_where_summable"]
    chosen = [catalogue.find(name) for name in names]
    once = [tracing.every_sides(law) for law in chosen]
    again = [tracing.every_sides(law) for law in reversed(chosen)][::-1]
    assert [[(s.lhs, s.rhs, s.sizes) for s in each] for each in once] == [
        [(s.lhs, s.rhs, s.sizes) for s in each] for each in again
    ]


def test_modules_of_laws_are_not_changed():
    law = catalogue.find("layers.conv::pads")
    home = inspect.unwrap(law.fn).__globals__
    before = dict(home)
    tracing.every_sides(law)
    assert dict(home) == before


def test_a_function_that_is_rebound_keeps_its_own_names():
    def other(v):
        return 2 * v if isinstance(v, int) and not isinstance(v, bool) else v

    def outer(one):
        def fn(x, *, two=2):
            return [x + one + two + y for y in (1,)]

        return fn

    fn = outer(10)
    assert namespaces.rebound(fn, other)(0) == [20 + 4 + 1]
    assert fn(0) == [13]
    lazy = namespaces.within(other, (__name__,))
    assert lazy((1, [2, {"a": 3}], "x", None)) == (2, [4, {"a": 6}], "x", None)
    assert lazy(functools.partial(fn, 5))() == [10 + 20 + 4 + 1]


def test_a_law_about_functions_that_calls_another_formula_is_untraced():
    def law(continuous, f, g, x):
        return convolution.discrete(f, g), continuous(g, f, x)

    with pytest.raises(Untraced):
        tracing.every_sides(Law(convolution.continuous, law, "=", True))


def test_declared_domains_reach_the_sides_of_laws():
    """Without them a derivation supposes that variances plus eps are not zero."""
    (sides, *_) = tracing.every_sides(catalogue.find("normalization.batch_norm::infers_affinely"))
    assert sides.given.nonnegative == {"running_var"}
