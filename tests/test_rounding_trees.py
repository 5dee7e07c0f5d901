"""A sum of products in any order, with or without fused multiply-add, is what proofs/rocq/FloatTrees.v says it is.

Random trees of additions are computed three times: with fractions that are rounded after every operation; by NumPy,
where nothing is fused; and by the definition that the theorems are about, which Coq runs. The results are checked
against the radius of `Rounded` for the statement itself, and, where they are whole, against the exact sum.
"""

import pathlib
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pytest

from mathcnn.layers import linear
from mathcnn.numbers import formats, rounded, rounding
from mathcnn.text import resources

from .test_proofs import needs_coq

assumptions = resources.module("proofs", "assumptions")
FORMATS = tuple(formats.UNIT)  # halves as well: the theorems are about every precision


class Number(NamedTuple):
    b: Fraction


class Product(NamedTuple):
    a: Fraction
    b: Fraction


class Add(NamedTuple):
    s: "Tree"
    t: "Tree"


class Fma(NamedTuple):
    a: Fraction
    b: Fraction
    s: "Tree"


Term = Number | Product
Tree = Term | Add | Fma


# ---------------------------------------------------------------- trees


def nearest(x: Fraction, dtype: str) -> Fraction:
    """The float nearest to a fraction, ties to even, subnormal ones included."""
    if not x:
        return x
    top = x.numerator.bit_length() - x.denominator.bit_length()
    top += Fraction(2) ** top <= abs(x)  # 2^(top - 1) <= |x| < 2^top
    step = max(Fraction(2) ** (top - formats.SIGNIFICAND[dtype]), Fraction(formats.UNDERFLOW[dtype]))
    return round(x / step) * step


def computed(tree: Tree, dtype: str) -> Fraction:
    match tree:
        case Number(b):
            return b
        case Product(a, b):
            return nearest(a * b, dtype)
        case Add(s, t):
            return nearest(computed(s, dtype) + computed(t, dtype), dtype)
        case Fma(a, b, s):
            return nearest(a * b + computed(s, dtype), dtype)


def by_numpy(tree: Tree, dtype: str) -> Any:
    number = getattr(np, dtype)
    match tree:
        case Number(b):
            return number(float(b))
        case Product(a, b):
            return number(float(a)) * number(float(b))
        case Add(s, t):
            return by_numpy(s, dtype) + by_numpy(t, dtype)


def terms(tree: Tree) -> Iterator[Term]:
    match tree:
        case Add(s, t):
            yield from terms(s)
            yield from terms(t)
        case Fma(a, b, s):
            yield Product(a, b)
            yield from terms(s)
        case _:
            yield tree


def value(term: Term) -> Fraction:
    return term.b if isinstance(term, Number) else term.a * term.b


def any_order(rng: random.Random, leaves: Sequence[Term], fused: float = 0.5) -> Tree:
    """Joins two trees after another, any two; a product is fused into an addition with this probability."""
    trees: list[Tree] = list(leaves)
    while len(trees) > 1:
        s, t = (trees.pop(rng.randrange(len(trees))) for _ in range(2))
        trees.append(Fma(*s, t) if isinstance(s, Product) and rng.random() < fused else Add(s, t))
    return trees[0]


def unfused(tree: Tree) -> Tree:
    match tree:
        case Add(s, t):
            return Add(unfused(s), unfused(t))
        case Fma(a, b, s):
            return Add(Product(a, b), unfused(s))
        case _:
            return tree


def a_float(rng: random.Random, dtype: str, low: int = -3, high: int = 3) -> Fraction:
    """A float of a full significand, or zero now and then, which pads arrays and starts loops."""
    if rng.random() < 0.1:
        return Fraction(0)
    p = formats.SIGNIFICAND[dtype]
    return nearest(
        rng.choice((-1, 1)) * Fraction(rng.randrange(2 ** (p - 1), 2**p)) * Fraction(2) ** (rng.randint(low, high) - p),
        dtype,
    )


def some_terms(rng: random.Random, n: int, dtype: str, **range_of: int) -> list[Term]:
    return [Product(a_float(rng, dtype, **range_of), a_float(rng, dtype, **range_of)) for _ in range(n)] + [
        Number(a_float(rng, dtype))
    ]


def gap(leaves: Sequence[Term], got: Fraction, dtype: str) -> float:
    """rho of a result: the leaves are what `linear` adds for one output."""
    numbers, products = ([leaf for leaf in leaves if isinstance(leaf, kind)] for kind in (Number, Product))
    (bias,) = numbers
    x, w = ([[float(f[at]) for f in products]] for at in (0, 1))
    with rounded.precision():
        balls = linear.literal(x=x, w=w, b=[float(bias.b)], number=rounded.Rounded(dtype))
        return rounding.rho(np.array([[float(got)]]), balls).rho


# ---------------------------------------------------------------- tier R


@pytest.mark.parametrize("dtype", FORMATS)
def test_every_order_stays_within_the_radius(dtype):
    rng, gaps = random.Random(1), []
    for _ in range(150):
        leaves = some_terms(rng, rng.randint(1, 12), dtype)
        gaps.append(gap(leaves, computed(any_order(rng, leaves), dtype), dtype))
    assert 0.4 < max(gaps) <= 1


@pytest.mark.parametrize("dtype", FORMATS)
def test_underflow_stays_within_the_radius(dtype):
    """Products near the smallest number: u times their size is far below what is lost."""
    tiny, rng, gaps = Fraction(formats.UNDERFLOW[dtype]), random.Random(2), []
    for _ in range(50):
        leaves = [
            Product(
                nearest(rng.randrange(1, 16) * tiny, dtype), Fraction(rng.choice((-1, 1)) * rng.randrange(1, 16), 16)
            )
            for _ in range(4)
        ]
        gaps.append(gap([*leaves, Number(tiny)], computed(any_order(rng, [*leaves, Number(tiny)]), dtype), dtype))
    assert 0.25 < max(gaps) <= 1


@pytest.mark.parametrize("dtype", FORMATS)
def test_the_radius_is_nearly_reached(dtype, monkeypatch):
    """1 + u + u + ...: each sum is half way between 1 and the next float, and every tie goes to 1."""
    u, n = Fraction(formats.UNIT[dtype]), 12
    tree: Tree = Number(Fraction(1))
    for _ in range(n):
        tree = Fma(Fraction(1, 2), 2 * u, tree)
    assert computed(tree, dtype) == 1
    assert n / (n + 2) < gap(list(terms(tree)), Fraction(1), dtype) <= 1
    monkeypatch.setitem(formats.UNIT, dtype, float(u / 2))
    assert gap(list(terms(tree)), Fraction(1), dtype) > 1  # half the unit would not do


def radius(leaves: Sequence[Term], dtype: str) -> tuple[Fraction, Fraction, Fraction]:
    """The bounds of `float_tree_error`, `float_tree_within_radius` and `float_tree_first_order`, as RoundingTrees.v
    defines them.
    """
    u, smallest = Fraction(formats.UNIT[dtype]), Fraction(formats.UNDERFLOW[dtype])
    n = sum(value(leaf) != 0 for leaf in leaves)
    products = [abs(value(leaf)) for leaf in leaves if isinstance(leaf, Product) and value(leaf)]
    absolute = sum((abs(value(leaf)) for leaf in leaves), Fraction(0))
    drift = lambda eta: sum((u * p + eta for p in products), Fraction(0))
    k = max(n - 1, 0)
    gamma = k * u / (1 - k * u)
    return (
        drift(smallest / 2) + k * u * (absolute + drift(smallest / 2)),
        drift(smallest) + gamma * (absolute + drift(smallest)),
        (n + 1) * u * absolute + len(products) * smallest,
    )


@pytest.mark.parametrize("dtype", FORMATS)
def test_the_radius_is_the_one_of_the_theorem(dtype):
    """`Rounded` rounds radii upwards, to 30 bits, at no more than 8 operations a term: 2^-20 holds for hundreds of
    terms.
    """
    rng = random.Random(3)
    for _ in range(50):
        leaves = some_terms(rng, rng.randint(1, 12), dtype)
        linear_in_n, stated, first_order = radius(leaves, dtype)
        with rounded.precision():
            number = linear.literal(
                x=[[float(f.a) for f in leaves[:-1]]],
                w=[[float(f.b) for f in leaves[:-1]]],
                b=[float(leaves[-1].b)],
                number=rounded.Rounded(dtype),
            )[0, 0]
            used = rounded.enclosed(number).rad()
            used = Fraction(int(used.man_exp()[0])) * Fraction(2) ** int(used.man_exp()[1])
        assert linear_in_n <= stated <= used <= stated * (1 + Fraction(1, 2**20))
        assert linear_in_n <= first_order
        assert abs(computed(any_order(rng, leaves), dtype) - sum(map(value, leaves))) <= linear_in_n


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_wrong_tree_is_beyond_the_radius(dtype):
    rng = random.Random(4)
    for _ in range(50):
        leaves = some_terms(rng, rng.randint(2, 6), dtype)
        largest = max(leaves[:-1], key=lambda leaf: abs(value(leaf)))
        dropped = any_order(rng, [leaf for leaf in leaves if leaf is not largest])
        assert gap(leaves, computed(dropped, dtype), dtype) > 1
        halved = max(leaves[:-1], key=lambda leaf: abs(value(leaf) - nearest(value(leaf), "float16")))
        wrong = any_order(
            rng, [leaf for leaf in leaves if leaf is not halved] + [Number(nearest(value(halved), "float16"))]
        )
        assert gap(leaves, computed(wrong, dtype), dtype) > 1


# ---------------------------------------------------------------- tier E


def whole_terms(rng: random.Random, n: int, dtype: str) -> list[Term]:
    """Whole numbers whose absolute terms add up to exactly 2^p."""
    most = 2 ** formats.SIGNIFICAND[dtype]
    size = int((most / (2 * n)) ** 0.5)
    leaves = [
        Product(Fraction(rng.randint(-size, size)), Fraction(rng.choice((-1, 1)) * rng.randint(1, size)))
        for _ in range(n)
    ]
    rest = most - sum(abs(value(leaf)) for leaf in leaves)
    return [*leaves, Number(rest * rng.choice((-1, 1)))]


@pytest.mark.parametrize("dtype", FORMATS)
def test_whole_numbers_are_added_exactly(dtype):
    rng = random.Random(5)
    for _ in range(100):
        leaves = whole_terms(rng, rng.randint(1, 12), dtype)
        assert computed(any_order(rng, leaves), dtype) == sum(map(value, leaves))


@pytest.mark.parametrize("dtype", FORMATS)
def test_above_the_bound_they_are_not(dtype):
    most = 2 ** formats.SIGNIFICAND[dtype]
    assert rounding.is_exact_at([most], dtype) and not rounding.is_exact_at([most + 1], dtype)
    assert computed(Add(Number(Fraction(most)), Number(Fraction(1))), dtype) == most


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_wrong_sum_of_whole_numbers_is_seen(dtype):
    rng, seen = random.Random(6), 0
    for _ in range(50):
        leaves = whole_terms(rng, rng.randint(2, 12), dtype)
        exact, products = sum(map(value, leaves)), [leaf for leaf in leaves[:-1] if value(leaf)]
        for leaf in products:
            others = [other for other in leaves if other is not leaf]
            assert computed(any_order(rng, others), dtype) != exact
            if (rounded := nearest(value(leaf), "float16")) != value(leaf):
                seen += computed(any_order(rng, [*others, Number(rounded)]), dtype) != exact
    assert seen > 100


# ---------------------------------------------------------------- three ways to compute


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_numpy_rounds_alike(dtype):
    rng = random.Random(7)
    for _ in range(100):
        tree = any_order(rng, some_terms(rng, rng.randint(1, 12), dtype), fused=0)
        assert Fraction(float(by_numpy(tree, dtype))) == computed(tree, dtype)


def in_coq(x: Fraction) -> str:
    return f"({x.numerator}, {1 - x.denominator.bit_length()})%Z"


def said_in_coq(tree: Tree) -> str:
    name = "RoundingTrees."
    match tree:
        case Number(b):
            return f"({name}Leaf ({name}Plain {in_coq(b)}))"
        case Product(a, b):
            return f"({name}Leaf ({name}Product {in_coq(a)} {in_coq(b)}))"
        case Add(s, t):
            return f"({name}Add {said_in_coq(s)} {said_in_coq(t)})"
        case Fma(a, b, s):
            return f"({name}Fma {in_coq(a)} {in_coq(b)} {said_in_coq(s)})"


def run_by_coq(work: pathlib.Path, trees: list[Tree], run: str) -> list[Fraction | None]:
    queries = [f"Eval vm_compute in (CNN.FloatTrees.{run} {said_in_coq(tree)})." for tree in trees]
    found: list[Fraction | None] = []
    for answer in assumptions.answers(
        work, f"Trees{run}", ["FloatTrees"], queries, before=["Import CNN.RoundingTrees.", "Require Import ZArith."]
    ):
        text = "".join(
            character if character in "-0123456789" else " " for character in answer.partition("\n     :")[0]
        ).split()
        found.append(Fraction(int(text[0])) * Fraction(2) ** int(text[1]) if "Some" in answer else None)
    return found


@pytest.fixture(scope="module")
def work(library, tmp_path_factory):
    """The proofs that are run here, compiled."""
    return library(tmp_path_factory.mktemp("trees"), "FloatTrees")


@needs_coq
@pytest.mark.slow
@pytest.mark.parametrize("dtype, run", [("float32", "run32"), ("float64", "run64")])
def test_the_theorems_are_about_what_is_computed(work, dtype, run):
    rng, trees, tiny = random.Random(8), [], Fraction(formats.UNDERFLOW[dtype])
    for _ in range(40):
        trees.append(any_order(rng, some_terms(rng, rng.randint(1, 8), dtype), fused=0.8))
        trees.append(any_order(rng, whole_terms(rng, rng.randint(1, 8), dtype)))
        trees.append(any_order(rng, [Product(rng.randrange(1, 16) * tiny, a_float(rng, dtype)) for _ in range(4)]))
    want = [computed(tree, dtype) for tree in trees]
    assert run_by_coq(work, trees, run) == want
    assert [computed(unfused(tree), dtype) for tree in trees] != want  # so fusing shows
    largest = Fraction(formats.LARGEST[dtype])
    assert run_by_coq(work, [Add(Number(largest), Number(largest)), Fma(largest, largest, Number(-largest))], run) == [
        None,
        None,
    ]
