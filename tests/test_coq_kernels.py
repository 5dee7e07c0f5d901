"""What kernels make of polynomials and of smooth images, as it is printed for Coq, against `mathcnn.kernels.taylor`."""

from __future__ import annotations

import itertools
import shutil
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from mathcnn import catalogue
from mathcnn.kernels import KERNELS, letters
from mathcnn.kernels.taylor import applied, leading_term
from proofs.printing import check, taylor
from proofs.printing.expressions import Unprinted
from proofs.printing.files import generated_from
from proofs.printing.laws import proposition
from proofs.printing.traces import Trace

TABLE = np.array([[2, -1, 3], [0, 5, Fraction(1, 2)], [-4, 1, 7]], object)


def of(name):
    return catalogue.find_law(f"kernels.{name}")


@pytest.mark.parametrize(("down", "across"), [(0, 0), (1, 0), (0, 3), (2, 1)])
def test_a_monomial_is_seen_as_its_statement_says(down, across):
    y, x = (np.array(Fraction(v), object) for v in (3, Fraction(-5, 2)))
    found = taylor.SEEN.literal(TABLE, y, x, q=down, p=across)
    assert found == taylor.seen_monomial(TABLE, y, x, down, across)


def term_of_the_statement(d, order):
    """The value of the statement of a term, evaluated by SymPy."""
    said = taylor.TERM.statement.rhs
    value, test = said.function.args
    found = 0
    for p, q in itertools.product(range(order + 1), repeat=2):
        at = {taylor.p: sp.Integer(p), taylor.q: sp.Integer(q), taylor.n: sp.Integer(order)}
        if test.xreplace(at) == True:  # noqa: E712  # SymPy's truth value
            found += value.xreplace(at | {taylor.k: sp.S.One, taylor.l: sp.S.One}).doit()
    entry = {"K": lambda a, b: TABLE[a + 1, b + 1], "d": lambda p, q: d[p, q]}
    values = {x: sp.sympify(entry[str(x.base)](*map(int, x.indices))) for x in found.atoms(sp.Indexed)}
    return found.xreplace(values)


@pytest.mark.parametrize("order", range(5))
def test_a_term_of_the_expansion_is_as_its_statement_says(order):
    d = np.array([[Fraction(1 + 3 * p + 7 * q, 2) for q in range(order + 1)] for p in range(order + 1)], object)
    assert term_of_the_statement(d, order) == taylor.term_of_order(TABLE, d, order)


@pytest.mark.parametrize("name", KERNELS)
def test_the_parts_of_a_leading_term_are_the_terms_of_its_expansion(name):
    """The numbers that are printed for a leading term are those that the terms of its expansion have."""
    K = np.vectorize(Fraction, otypes=[object])(KERNELS[name]())
    value, first, after, factors = taylor.parts_of(leading_term(K), Trace())
    n, m = (int(text.removesuffix("%Z")) for text in (first, after))
    unit = lambda size, p, q: np.array(
        [[Fraction(int((i, j) == (p, q))) for j in range(size)] for i in range(size)], object
    )
    term = lambda order, p: taylor.term_of_order(K, unit(order + 1, p, order - p), order)
    assert Trace().number(sp.sympify(term(0, 0))) == value
    for order in range(1, m + 1):
        terms = [term(order, p) for p in range(order + 1)]
        assert any(terms) is (order in (n, m))
        if order == n:
            for p, v in enumerate(terms):
                assert f"((p =? {p}%Z)%Z && (q =? {order - p}%Z)%Z) then {Trace().number(sp.sympify(v))} " in factors


def test_which_monomials_are_kept_is_said_of_all_of_them():
    said = proposition(of("laplacian::annihilates_planes")).text
    assert said.count("(forall x y : R") == 10 and said.count("(~ ") == 6
    assert all(f"(words_seen_monomial R 1%Z 1%Z {q}%Z {p}%Z " in said for q in range(4) for p in range(4 - q))


def test_other_leading_terms_are_other_propositions():
    """A sign, a factor, an order and a remainder."""
    h, f_xx, f_yy, x = letters.h, letters.f_xx, letters.f_yy, letters.x
    good = taylor.parts_of(-3 * h**2 * (f_xx + f_yy) + sp.O(h**4), Trace())
    others = [
        3 * h**2 * (f_xx + f_yy) + sp.O(h**4),
        -3 * h**2 * (f_xx + 2 * f_yy) + sp.O(h**4),
        -3 * h * letters.f_x + sp.O(h**4),
        -3 * h**2 * (f_xx + f_yy) + sp.O(h**3),
        letters.f - 3 * h**2 * (f_xx + f_yy) + sp.O(h**4),
    ]
    found = [taylor.parts_of(one, Trace()) for one in others]
    assert len({good, *found}) == 6
    for one in (-3 * h**2 * (f_xx + f_yy), h**2 * f_xx + h * letters.f_x + sp.O(h**4), x * h**2 + sp.O(h**4)):
        with pytest.raises(Unprinted):
            taylor.parts_of(one, Trace())


def remainder(order):
    return sp.O(letters.h**order)


TO_THE_RIGHT = letters.h * letters.f_x
WRONG = {  # other values of what is said of a kernel, all of them false
    "another factor": ("sobel_x::estimates_f_x", lambda K: (leading_term(K()), 9 * TO_THE_RIGHT + remainder(3))),
    "another remainder": ("sobel_x::estimates_f_x", lambda K: (leading_term(K()), 8 * TO_THE_RIGHT + remainder(2))),
    "another polynomial": ("laplacian::of_a_parabola", lambda K: (applied(K(), letters.x**2), -5)),
}


@pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")
@pytest.mark.deep
@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_value_is_not_proved_by_the_theorem(what):
    name, fn = WRONG[what]
    law = of(name)
    wrong = law.attached_to(law.of)
    wrong.fn, fn.__name__ = fn, law.fn.__name__  # the proposition has the same name
    assert proposition(wrong).text != proposition(law).text
    assert check.check(wrong, f"ProvedTaylor.{name.replace('::', '_')}").fault


def test_kernels_that_are_turned_by_an_argument_are_refused():
    with pytest.raises(Unprinted, match="turned by an argument"):
        taylor.one_way(True)


def test_a_definition_that_several_laws_use_is_printed_once():
    text = generated_from([of("laplacian::is_three_laplacians"), of("sharpen::subtracts_the_laplacian")]).text
    assert text.count("Definition leads ") == 1 and text.index("Definition leads ") < text.index("(leads R ")
