"""Tables of probabilities, several axes as one, and values that are infinite or no number, as they are printed for
Coq."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from mathcnn import catalogue
from mathcnn.information.miller_madow import COUNTS
from mathcnn.language.statement import PLog
from mathcnn.probability.domains import CHANNEL, POSITIVE_TABLE, TABLE
from proofs.printing import domains, expressions, extended, laws, tables
from proofs.printing.arrays import Array
from proofs.printing.calls import Called
from proofs.printing.expressions import Unprinted, Values
from proofs.printing.files import HEAD
from proofs.printing.formulas import printed
from proofs.printing.traces import Trace

from .test_coq_printing import cases, differing
from .test_coq_reals import enclosed, needs_coq

HALF = Fraction(1, 2)


def text_of(law):
    """The proposition of a law."""
    return laws.proposition(catalogue.find_law(law)).text


# ---------------------------------------------------------------- hypotheses


def test_a_table_is_a_hypothesis():
    said = text_of("probability.marginal::sums_to_one")
    assert "((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->" in said
    assert "((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->" in said
    assert "-> 0 < (joint i1 i2)) ->" in text_of("probability.conditional::chain")
    assert "(between 0%Z Y i5) -> (sumb (zrange Z_) (fun i6 => (channel i5 i6))) = 1) ->" in text_of(
        "information.mutual_information::data_processing"
    )
    assert "-> exists n : nat, (counts i1) = n%:R) ->" in text_of("information.miller_madow::falls_with_observations")


SAYS = {  # what the text of each hypothesis says, on numbers
    TABLE: lambda p: bool((p >= 0).all()) and p.sum() == 1,
    POSITIVE_TABLE: lambda p: bool((p > 0).all()) and p.sum() == 1,
    CHANNEL: lambda p: bool((p >= 0).all()) and all(row.sum() == 1 for row in p),
    COUNTS: lambda p: all(v >= 0 and v == int(v) for v in p.flat) and bool((p > 0).any()),
}


@pytest.mark.parametrize("domain", SAYS, ids=["table", "positive", "channel", "counts"])
def test_a_hypothesis_says_what_the_check_of_the_domain_says(domain):
    assert domain in domains.DOMAINS
    found = set()
    for entries in itertools.product([Fraction(-1), Fraction(0), HALF, Fraction(1)], repeat=4):
        p = np.array(entries, object).reshape(2, 2)
        found.add(SAYS[domain](p))
        assert (domain.fault(p, {}) == "") is SAYS[domain](p), p
    assert found >= {False} and (domain is POSITIVE_TABLE or found == {False, True})


# ---------------------------------------------------------------- several axes as one


def entries(shape):
    """An array of text whose entries name their places."""
    return Array(Trace(), shape, (False,) * len(shape), lambda places: " ".join(str(k.doit()) for k in places))


def test_axes_as_one_have_the_places_of_numpy():
    shape = (2, 3, 4)
    known = np.array([" ".join(map(str, at)) for at in np.ndindex(shape)], object).reshape(shape)
    for groups in ([(0, 1, 2)], [(0, 2), (1,)], [(1,), (0, 2)], [(), (0, 1, 2)], [(2,), (1,), (0,)]):
        expected = known.transpose([k for group in groups for k in group])
        expected = expected.reshape([int(np.prod([shape[k] for k in group], dtype=int)) for group in groups])
        found = tables.as_one(entries(shape), groups)
        assert tuple(found.shape) == expected.shape
        assert all(found.at(tuple(map(sp.Integer, at))) == expected[at] for at in np.ndindex(expected.shape))


MOVES = {  # functions that move entries of arrays of two and of three axes
    "new axes": lambda x, y: np.expand_dims(x, (0, 2)),
    "a new last axis": lambda x, y: x[..., None],
    "the first two axes exchanged": lambda x, y: np.swapaxes(y, 0, 1),
    "the last two axes exchanged": lambda x, y: np.swapaxes(y, 1, 2),
    "in one row": lambda x, y: y.ravel(),
    "the last two as one": lambda x, y: y.reshape(y.shape[0], -1),
    "in reverse order": lambda x, y: np.flip(y),
    "axes in reverse order": lambda x, y: y.T,
    "the last of all": lambda x, y: x.ravel()[-1],
}


@pytest.mark.parametrize("what", MOVES)
def test_entries_are_moved_as_numpy_moves_them(what):
    known = [np.array([" ".join(map(str, at)) for at in np.ndindex(n)], object).reshape(n) for n in ((2, 3), (2, 3, 4))]
    expected, found = np.array(MOVES[what](*known), object), MOVES[what](entries((2, 3)), entries((2, 3, 4)))
    assert tuple(found.shape) == expected.shape
    for at in np.ndindex(expected.shape):
        assert found.at(tuple(map(sp.Integer, at))) == expected[at], at


def test_an_entry_is_appended_after_all():
    x, i = entries((2, 3)), sp.Symbol("i", integer=True)
    assert (
        np.append(x, x.ravel()[:1]).at((i,))
        == "(if (i <? 6%Z)%Z then floor(i/3) Mod(i, 3) else floor(i/3) - 2 Mod(i, 3))"
    )


def test_a_result_has_the_axes_of_its_table_again():
    marginal = catalogue.find_formula("probability.marginal")
    for axis in ((0, 2), (1,), (), (0, 1, 2), (2, 0)):
        trace = Trace()
        shape = sp.symbols("A B C", integer=True, positive=True)
        found = Called(marginal, trace)(Array(trace, shape, (False,) * 3, lambda places: f"(p {places})"), axis=axis)
        assert found.shape == tuple(shape[k] for k in sorted(axis))


def test_a_number_of_a_place_leads_back():
    sizes = (2, 3, 4)
    for at in np.ndindex(sizes):
        assert [k.doit() for k in tables.together(tables.numbered(at, sizes), sizes)] == list(at)
        assert tables.numbered(at, sizes) == np.ravel_multi_index(at, sizes)


def test_the_last_axis_is_fastest_in_a_law():
    said = text_of("probability.marginal::of_a_marginal")
    assert "(probability_marginal R (A * C)%Z B" in said
    assert "(p (Z.div i7 C)%Z i8 (Z.modulo i7 C)%Z)) ((i10 * C) + i9)%Z" in said


def test_an_open_axis_has_no_number():
    law = catalogue.find_law("probability.marginal::sums_to_one")
    other = law.attached_to(law.of)
    other.fn = lambda marginal, joint, axis: (marginal(joint, axis=0).sum(), 1)
    other.fn.__name__ = "sums_to_one"
    with pytest.raises(Unprinted, match="number of an axis"):
        laws.proposition(other)
    other.fn = lambda marginal, joint, axis: (joint.sum(axis=1), joint.sum(axis=1))
    with pytest.raises(Unprinted, match="number of an axis"):
        laws.proposition(other)
    other.fn = lambda marginal, joint, axis: (joint.T, joint.T)
    with pytest.raises(Unprinted, match="reverse"):
        laws.proposition(other)


# ---------------------------------------------------------------- values that are infinite or no number


def test_what_has_no_number_in_it_is_a_number():
    x, y = sp.symbols("x y", real=True)
    said = extended.ExtendedValues(Values({}, {}), set())
    assert said(x + y) == "(Number (x + y))"
    assert said(sp.Piecewise((x, x > 0), (sp.nan, True))) == "(if (0 < x :> R) then (Number x) else NoNumber)"
    assert said(PLog(x, sp.oo, y, evaluate=False)) == "(weighted_log_extended x (Infinite false) y)"
    with pytest.raises(Unprinted):
        said(sp.exp(sp.Piecewise((x, x > 0), (sp.nan, True)), evaluate=False))


def test_an_argument_must_be_a_number_and_the_law_says_so():
    said = text_of("probability.conditional::given_one_after_the_other")
    assert "-> (is_number (probability_conditional R A (2 * B)%Z" in said and "(number_of (" in said


def test_an_infinite_argument_of_a_formula_of_numbers_is_refused():
    """The proposition would claim that minus infinity is a number."""
    with pytest.raises(Unprinted, match="an infinity"):
        text_of("pooling.max_pool::pads")


def test_infinite_values_are_compared_as_such():
    assert "(at_most (information_kl_divergence B" in text_of("information.kl_divergence::shrinks_through_a_channel")
    assert "= (Infinite false)" in text_of("information.kl_divergence::is_infinite_off_the_support")


# ---------------------------------------------------------------- definitions run in Coq

OVER_RATIONALS = {  # faults of definitions over an ordered field
    "a sum over what is kept": ("probability.marginal", r"zrange Y\)", "zrange X)"),
    "no number in place of a number": ("probability.conditional", r"\(if \(~~ ", "(if (id "),
    "always the first of the others": ("probability.conditional", r"\(joint x y\)\) / ", "(joint x 0%Z)) / "),
}


@needs_coq
@pytest.mark.slow
def test_definitions_of_tables_are_the_literal_forms_and_wrong_ones_are_seen(tmp_path):
    asked = cases([(catalogue.find_formula(name), ()) for name in ("probability.marginal", "probability.conditional")])
    texts = {of.name: printed(of, words).text for of, words, _ in asked}
    assert differing(tmp_path, asked) == []
    for what, (name, right, wrong) in OVER_RATIONALS.items():
        planted = re.sub(right, wrong, texts[name])
        assert planted != texts[name], what
        text = HEAD + "\n".join((texts | {name: planted}).values()) + "\n"
        assert differing(tmp_path, asked, text) == [expressions.name(name)], what


TABLES = {
    "information.entropy": ([[2, 0, 1, 1]],),
    "information.conditional_entropy": ([[1, 0], [1, 2]],),
    "information.mutual_information": ([[1, 0], [1, 2]],),
    "information.conditional_mutual_information": ([[[1, 0], [1, 1]], [[0, 1], [2, 2]]],),
    "information.kl_divergence": ([2, 0, 1, 1], [1, 1, 1, 1]),
    "information.miller_madow": ([3, 0, 2, 5],),
}


def function(p):
    """An array as a function in Coq, 7 outside."""
    binders = [f"n{k}" for k in range(p.ndim)]
    text = "7"
    for at in np.ndindex(p.shape):
        test = " && ".join(f"Z.eqb {n} {k}%Z" for n, k in zip(binders, at, strict=True))
        text = f"if {test} then {p[at].numerator} / {p[at].denominator} else {text}"
    return f"(fun {' '.join(f'({n} : Z)' for n in binders)} => {text})"


def term_of(name, arrays, base):
    """A definition at an array and a base, as a real number of Coq, and the value of the literal form."""
    of = catalogue.find_formula(name)
    total = (lambda p: p) if name == "information.miller_madow" else (lambda p: p / int(p.sum()))
    given = [total(np.vectorize(Fraction, otypes=[object])(np.array(p))) for p in arrays]
    expected = float(sp.N(of.literal(*given, base=base), 20))
    if name == "information.entropy":  # several variables are one
        given = [p.ravel() for p in given]
    sizes = " ".join(f"{n}%Z" for n in given[0].shape)
    term = f"{expressions.name(name)} {sizes} {base} {' '.join(map(function, given))}"
    return (f"number_of ({term})" if printed(of, ()).extended else term), expected


OVER_REALS = {  # faults of definitions over the real numbers
    "a logarithm of another quotient": (
        "information.conditional_entropy",
        r" / \(@information_\w+_row ",
        " * (@{row} ",
    ),
    "a base that does not matter": ("information.entropy", r" base\)\)\)\)\.", " (2%:R)))))."),
    "a row for a column": ("information.mutual_information", "_col R X Y base joint y", "_row R X Y base joint y"),
    "the marginal of another pair": (
        "information.conditional_mutual_information",
        r"base joint y z\)\)\)",
        "base joint z y)))",
    ),
    "a divergence from the first": (
        "information.kl_divergence",
        r" / \(guard \(between 0%Z S s\) \(q s\)",
        " / (guard (between 0%Z S s) (p s)",
    ),
    "all outcomes counted": ("information.miller_madow", r"\(if \(0 < ", "(if (0 <= "),
}


@needs_coq
@pytest.mark.slow
def test_definitions_of_information_are_the_literal_forms_and_wrong_ones_are_seen(tmp_path):
    texts = {name: printed(catalogue.find_formula(name), ()).text for name in TABLES}
    asked = [term_of(name, arrays, 3) for name, arrays in TABLES.items()]
    assert all(enclosed(tmp_path, "\n".join([HEAD, *texts.values(), ""]), asked))
    for what, (name, right, wrong) in OVER_REALS.items():
        row = expressions.name(name) + "_row"
        planted = re.sub(right, lambda _, text=wrong.replace("{row}", row): text, texts[name])
        assert planted != texts[name], what
        texts[name] = planted
    assert not any(enclosed(tmp_path, "\n".join([HEAD, *texts.values(), ""]), asked))
