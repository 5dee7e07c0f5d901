"""What a function takes is found out by calling it: how many axes, which sizes, which layouts in memory."""

import random
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import activation, arrays, check, geometry, layers, normalization, pooling
from mathcnn.conformance import Target, pattern, refusals, signatures, target
from mathcnn.conformance.causes import ADVICE, causes
from mathcnn.conformance.laws import verdicts as of_law
from mathcnn.conformance.plan import layouts
from mathcnn.conformance.plan.everyday import everyday
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.subject import Subject
from mathcnn.evidence import cases
from mathcnn.evidence.verdicts import CONVENTION, FAILS, HOLDS, NOT_OFFERED, Verdict

from .planted import right_partial


def refused(name, of):
    return refusals.found(target(f"tests.planted.right_partial:{name}", of.name).subject(of)).refused


def test_a_number_of_axes_that_is_not_taken_is_found_for_letters_of_any_number():
    found = {fact for about, fact in refused("softmax_of_rows", activation.softmax) if about == refusals.RANK}
    assert found == {f"x of {n} axes" for n in (1, 3, 4, 5)}
    found = {fact for about, fact in refused("product_of_matrices", arrays.matmul) if about == refusals.RANK}
    assert found == {"1 batch axis", "2 batch axes", "3 batch axes"}


def test_sizes_that_windows_do_not_cover_evenly_are_found():
    assert ("rest", refusals.NOT_COVERED) in refused("pool_without_a_rest", pooling.max_pool)
    assert ("rest", refusals.NOT_COVERED) not in refused("channels_in_fours", layers.conv)

    def facts(x, **arguments):
        return refusals.facts_of(pooling.max_pool, 1, {"x": (1, 1, x)}, arguments, "")["rest"]

    assert not facts(9, kernel_size=(3,)) and facts(10, kernel_size=(3,))  # the stride of a pool is its window
    assert not facts(10, kernel_size=(3,), stride=(1,)) and not facts(10, kernel_size=(3,), padding=((1, 1),))
    assert facts(8, kernel_size=(3,), stride=(2,), dilation=(1,)) and not facts(9, kernel_size=(3,), stride=(2,))
    assert not facts(8, kernel_size=(2,), stride=(5,), dilation=(2,)) and facts(9, kernel_size=(2,), stride=(5,))


def test_square_kernels_are_tried_before_a_number_of_axes_is_blamed():
    found = {fact for about, fact in refused("one_axis", layers.conv) if about == refusals.RANK}
    assert found == {"2 spatial axes", "3 spatial axes"}

    def square_only(x, w):
        if len(set(w.shape[2:])) > 1:
            raise ValueError("square kernels only")
        return layers.conv(x, w)

    subject = Subject(layers.conv, Target("one's own", {"layers.conv": square_only}, ("float64",)), square_only)
    assert set(refusals.found(subject).refused) == {("square", "a kernel that is not square")}


def test_the_names_of_frameworks_are_matched_before_places():
    def of(function, formula):
        found = signatures.fit(formula, function)
        return dict(found.named)

    norm = of(right_partial.norm_as_in_a_framework, normalization.group_norm)
    assert norm == {"x": "input", "groups": "num_groups", "gamma": "weight", "beta": "bias", "eps": "epsilon"}
    conv = of(lambda input, bias, weight, strides=1, pads=0: None, layers.conv)
    assert conv == {"x": "input", "b": "bias", "w": "weight", "stride": "strides", "padding": "pads"}
    own = of(lambda x, size, alpha, beta, bias: None, normalization.local_response_norm)
    assert own == {a: a for a in ("x", "size", "alpha", "beta", "bias")}  # a name of the formula's own means that
    declared = signatures.fit(layers.conv, lambda input, filters, strides=None: None, {"input": "x", "filters": "w"})
    assert not declared.takes("stride")  # whoever declares names has said all of them
    two = of(lambda x, weight, scale, shift: None, normalization.layer_norm)
    assert two == {"x": "x", "gamma": "weight", "beta": "shift", "eps": "scale"}, two  # by their places


@pytest.mark.slow
def test_statistics_that_a_function_needs_are_passed_and_inference_is_a_convention():
    def inference(x, mean, var, gamma, beta, eps=1e-5):
        return normalization.batch_norm(x, gamma, beta, eps, training=False, running_mean=mean, running_var=var)

    rows = check(normalization.batch_norm, inference)
    fall = [(row.verdict, row.says) for row in rows if row.verdict not in (HOLDS, NOT_OFFERED)]
    assert fall == [(CONVENTION, "training = True computes training = False")]


@pytest.mark.slow
def test_a_fraction_that_no_float_holds_may_raise():
    def by_floats(x, scale):
        if any(isinstance(one, Fraction) for one in np.ravel(np.asarray(scale, object))):
            raise TypeError("floats only")
        return layers.resize(x, scale=scale, mode="linear")

    rows = check(layers.resize, by_floats)
    assert {row.verdict for row in rows} <= {HOLDS, NOT_OFFERED, CONVENTION}
    said = [row.says for row in rows if row.verdict == CONVENTION]
    assert said == ["mode = 'nearest' computes mode = 'linear'"]


def test_what_is_not_implemented_is_not_offered():
    def in_fours(x):
        if x.size % 4:
            raise NotImplementedError("fours only")
        return np.maximum(x, 0)

    def broken(x):
        if x.size % 4:
            raise ValueError("fours only")
        return np.maximum(x, 0)

    assert {row.verdict for row in check(activation.relu, in_fours)} <= {HOLDS, NOT_OFFERED}
    rows = check(activation.relu, broken)
    assert FAILS in {row.verdict for row in rows}
    (cause,) = [one for one in causes(rows) if one.verdict == FAILS]
    assert cause.advice == ADVICE and ADVICE in str(cause)


def test_no_advice_is_given_for_wrong_numbers():
    wrong = check(activation.relu, lambda x: np.maximum(x, 0) + (np.size(x) > 4) * np.asarray(x > 0, x.dtype))
    assert [one.advice for one in causes(wrong) if one.verdict == FAILS] == [""]


def test_one_entry_has_no_direction_in_memory():
    """NumPy calls such an array contiguous with any stride: a copy for another library may keep a negative one."""
    reverse = layouts.LAYOUTS["reversed"]
    assert not reverse.applies(np.zeros((1, 1))) and reverse.applies(np.zeros((1, 2)))
    assert min(refusals.held_so("with negative strides", np.zeros((1, 1))).strides) > 0
    assert min(refusals.held_so("with negative strides", np.zeros((1, 2))).strides) < 0
    shapes = [(1,), (1, 1), (1, 3), (3, 1), (2, 1, 3)]
    for seed in range(40):
        for shape in shapes:
            held = cases.odd_layout(np.zeros(shape), random.Random(seed))
            assert all(step > 0 for step, n in zip(held.strides, shape, strict=True) if n == 1)


def law_row(function, name, of=pooling.max_pool, learn=False):
    subject = Subject(of, Target("one's own", {of.name: function}, ("float64",)), function)
    if learn:
        subject.learn(8, 0)
    with cases.drawn_within(subject.within()):
        (row,) = of_law(Rows(subject, 8, 0), name)
    return row


def test_what_is_not_true_of_the_formula_fails_with_its_counterexample():
    zeros = lambda x, kernel_size, stride=None: 0 * pooling.max_pool(x, kernel_size, stride=stride)
    row = law_row(zeros, "commutes_with_a_shift")
    assert row.verdict == FAILS and row.counterexample.endswith("1.0 and 0.0 at (0, 0, 0)"), row
    assert row.says.endswith("also in this one, where those of the formula differ")


def test_what_is_not_true_of_the_formula_is_not_asked_where_it_shows_in_no_call_that_is_taken():
    row = law_row(right_partial.pool_without_a_rest, "commutes_with_a_shift", learn=True)
    assert row.verdict == NOT_OFFERED and row.says == "the formula has no counterexample within what the target takes"

    def single(x, kernel_size):
        if np.max(kernel_size) > 1:
            raise ValueError("one entry a window")
        return x

    row = law_row(single, "commutes_with_a_shift")
    why = "the counterexample of the formula raises ValueError: one entry a window"
    assert row.verdict == NOT_OFFERED and row.says == why


def test_matrices_have_no_batch():
    x, z = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)
    assert arrays.matmul.definition.ranks == (0, 1, 2, 3) and layers.conv.definition.ranks == (1, 2, 3)
    assert (arrays.matmul(x, z) == x @ z).all() and (arrays.matmul.literal(x, z) == x @ z).all()
    dx, dz = arrays.matmul.backward(np.ones((2, 4)), x, z)
    assert (dx == np.ones((2, 4)) @ z.T).all() and (dz == x.T @ np.ones((2, 4))).all()
    assert 2 in {len(case.shapes["x"]) for case, _ in cases.sampled(arrays.matmul, 40, 0)}
    with pytest.raises(ValueError, match=r"z has shape \(1, 3, 4\); it must have 2 axes"):
        arrays.matmul(x, z[None])
    with pytest.raises(ValueError, match=r"x has shape \(3,\); it must have 2 to 10 axes"):
        arrays.matmul(x[0], z)


def test_a_report_says_of_matrices_how_many_batch_axes_wrong_calls_have():
    every = [(len(one.shapes["x"]), pattern.described(arrays.matmul, one)) for one in everyday(arrays.matmul)]
    wrong, right = [d for n, d in every if n == 3], [d for n, d in every if n != 3]
    assert pattern.common(wrong, right) == "one batch axis"


def test_a_formula_of_numbers_has_no_arrays_that_windows_could_leave_a_rest_of():
    of = geometry.pool_connections
    own = Subject(of, Target("one's own", {of.name: of.fn}, ("float64",)), of.fn)
    assert refusals.found(own).refused == {}


def test_what_is_not_offered_is_no_diagnosis():
    several = "not offered: read-only arrays: raises TypeError: no; 1 batch axis: raises TypeError: no"
    for says, said in ((several, "results are wrong"), (f"rounded to 11 bits; {several}", "rounded to 11 bits")):
        row = Verdict("layers.conv", "form", "everyday sizes", "ops", FAILS, "sampled", "E", 20, dtype="float64")
        row.says, row.counterexample, row.entries = says, "x = [1]: 0.0 and 1.0 at (0,)", 1
        assert [one.says for one in causes([row])] == [said]
