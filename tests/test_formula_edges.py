"""Arguments at the edges of what a formula takes: NumPy's numbers as words and sizes, empty choices of axes, numbers
that are too large or not finite, and bounds of integers."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from mathcnn import convolution, fitting, geometry, information, layers, normalization, probability
from mathcnn.language.formula import formula
from mathcnn.numbers.sequences import Sequence

X = np.random.default_rng(3).standard_normal((2, 3, 4, 5))
P = np.full((2, 3), 1 / 6)
N = sp.Symbol("N", integer=True, positive=True)
n = sp.Symbol("n", integer=True)
k, l, K = sp.symbols("k l K", integer=True, positive=True)
x, y, z = map(sp.IndexedBase, "xyz")


@pytest.mark.parametrize("integer", [np.int64, np.int32, np.uint8])
@pytest.mark.parametrize("correction", [0, 1])
def test_numpy_integers_are_words(integer, correction):
    word = integer(correction)
    assert np.array_equal(
        normalization.batch_var(X, correction=word), normalization.batch_var(X, correction=correction)
    )
    parts = [np.ones(3), np.zeros(3)]
    same = normalization.batch_norm(X, *parts, correction=correction)[0]
    assert np.array_equal(normalization.batch_norm(X, *parts, correction=word)[0], same)


@pytest.mark.parametrize("wrong", [np.int64(2), np.float64(0), np.timedelta64(1), np.str_("1"), "0", 0.5, None])
def test_other_numbers_are_no_words(wrong):
    with pytest.raises(ValueError, match=r"batch_var: correction = .*: it must be one of 0, 1"):
        normalization.batch_var(X, correction=wrong)


def test_bools_of_numpy_are_words():
    w = np.ones((1, 3, 2, 2))
    assert np.array_equal(layers.conv(X, w, flip=np.True_), layers.conv(X, w, flip=True))


@pytest.mark.parametrize("nothing", [(), [], np.array([]), np.array([], int)])
def test_no_axis_at_all(nothing):
    assert abs(probability.marginal(P, axis=nothing) - 1) <= 1e-15
    assert np.abs(probability.conditional(P, axis=nothing) - P).max() < 1e-15
    assert information.conditional_entropy(P, axis=nothing) == information.entropy(P)


@pytest.mark.parametrize("several", [(3, 5), [3, 5], np.array([3, 5]), np.array([3, 5], np.uint8)])
def test_arrays_count_as_tuples_of_sizes(several):
    assert geometry.conv_parameters(2, 4, several) == 2 * 4 * 15 + 4
    assert geometry.conv_connections(2, 4, several, several) == geometry.conv_connections(2, 4, (3, 5), (3, 5))
    assert geometry.conv_multiply_adds(2, 4, 3, several) == geometry.conv_multiply_adds(2, 4, (3, 3), (3, 5))
    assert geometry.pool_connections(2, several, several) == geometry.pool_connections(2, (3, 5), (3, 5))
    assert geometry.subsample_connections(2, several, several) == geometry.subsample_connections(2, (3, 5), (3, 5))
    assert geometry.output_size(several, 2) == (2, 4)
    assert geometry.output_size((8, 9), several) == (6, 5)
    assert layers.conv(X, np.ones((1, 3, 2, 2)), stride=np.array([2, 1])).shape == (2, 1, 2, 4)


@pytest.mark.parametrize("nothing", [(), [], np.array([]), np.zeros((0, 2))])
def test_sizes_of_no_axis(nothing):
    for call in (
        lambda: geometry.conv_parameters(2, 4, nothing),
        lambda: geometry.conv_connections(2, 4, (3, 3), nothing),
        lambda: geometry.conv_connections(2, 4, nothing, 3),
        lambda: geometry.pool_connections(2, (3, 3), nothing),
        lambda: geometry.output_size(nothing, 2),
        lambda: layers.conv(X, np.ones((1, 3, 2, 2)), stride=nothing),
    ):
        with pytest.raises(ValueError, match=r"^(geometry|layers)\.\w+: \w+ = .*: it must be"):
            call()


@pytest.mark.parametrize("entries", [[10**400, 1.5], [1.5, 10**400], [10**400, 2.0]])
def test_integers_too_large_beside_floats(entries):
    for call in (
        lambda: convolution.discrete(entries, [1.0]),
        lambda: convolution.discrete.backward([1.0, 1.0], entries, [1.0]),
        lambda: convolution.discrete.backward(entries, [1.0, 1.0], [1.0]),
        lambda: fitting.mean_squared_error(entries, [1.0, 2.0]),
        lambda: information.entropy(entries),
    ):
        with pytest.raises(ValueError, match=r"^(convolution|fitting|information)\.") as error:
            call()
        assert len(str(error.value)) < 400 and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("entries", "largest"),
    [
        ([2**70], 2 * (2**140 + 1)),
        ([Fraction(58, 3)], Fraction(6746, 9)),
        ([Fraction(58, 3)] * 2, Fraction(6746, 9)),
        ([2**70] * 3, 2 * (2**140 + 1)),
        ([Fraction(0)], 2),
    ],
)
def test_curvatures_whose_root_is_rational(entries, largest):
    assert fitting.largest_curvature(entries) == largest and fitting.smallest_curvature(entries) == 0


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
def test_layers_of_no_size(odd):
    with pytest.raises(ValueError, match=r"receptive_field: kernel_sizes holds (nan|-?inf)"):
        geometry.receptive_field(np.full(2, odd), [6, 3], [4, 4])
    with pytest.raises(ValueError, match=r"receptive_field: strides holds (nan|-?inf)"):
        geometry.receptive_field([6, 3], np.full(2, odd), [4, 4])


@formula(sp.Eq(y[n], 2 * x[n]), shapes="(N) -> (N)", source="none")
def hungry(x, *, tap=1):
    """Needs more memory than there is."""
    raise MemoryError


def test_too_little_memory_is_an_error_of_the_arguments():
    for error in (ValueError, MemoryError):
        with pytest.raises(error, match=r"hungry: tap = 2000000 needs more memory than there is$"):
            hungry(np.ones(2), tap=2 * 10**6)
        with pytest.raises(error, match=r"hungry: the call needs more memory than there is$"):
            hungry(np.ones(2), tap=3)  # from the second call on


def test_messages_are_one_short_line():
    masked = np.ma.masked_array(np.ones(3), [0, 1, 0])
    for call in (
        lambda: geometry.transposed_output_size(5, 3, padding=10**400),
        lambda: geometry.output_size(10**400, 10**401, dilation=10**400),
        lambda: convolution.two_sided(Sequence([1, 1]), masked, 3),
        lambda: convolution.two_sided(np.ones((3, 3)), Sequence([1, 1]), 3),
        lambda: layers.pad(np.ones((1, 1, 3)), 10**400),
        lambda: layers.pad(np.ones((1, 1, 3, 3)), 2**30),
    ):
        with pytest.raises((ValueError, TypeError)) as error:
            call()
        assert len(str(error.value)) < 400 and "\n" not in str(error.value)


@pytest.mark.parametrize("beta", [0.3, np.float32(0.7), Fraction(7, 10), 0.75, 1, 2.0])
def test_powers_of_fractions_by_floats_are_quick(beta):
    """An exponent such as 0.7 is a fraction with the denominator 2^52."""
    entries = [[[Fraction(3, 7)]], [[Fraction(-1, 5)]]]
    options = {"size": np.int64(3), "alpha": np.float64(0.5), "beta": beta}
    found = normalization.local_response_norm(np.array(entries, object)[None, ..., 0], **options)
    floats = normalization.local_response_norm(np.array(entries, float)[None, ..., 0], **options)
    assert np.abs(found.astype(float) - floats).max() < 1e-7


def bounds(of, *args, **kwargs):
    """The bound of a result, where every entry of the arguments may be as large as 1."""
    call = of.read(args, kwargs)
    return call.plan.magnitude(call.env, {f"big_{a}": 1 for a in of.arrays})


@pytest.mark.parametrize("size", [(9, 7), (3, 7), (3, 2), (1, 1), (12, 2)])
@pytest.mark.parametrize("kernel", [(2, 3), (4, 5), (1, 1), (10, 1)])
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_bounds_count_the_terms_that_exist(size, kernel, mode):
    """A sum over an image has no more terms than the kernel has entries; some result has as many as the bound says."""
    image, weights = np.ones(size, np.int64), np.ones(kernel, np.int64)
    if mode == "valid" and any(a > h for a, h in zip(kernel, size, strict=True)):
        return
    bound = bounds(convolution.image, image, weights, mode)
    most = np.minimum(size, kernel).prod()
    assert bound == most >= convolution.image(image, weights, mode).max()


def test_large_images_of_integers_are_taken():
    """2000 x 2000 by 31 x 31 of values below 2^24 stay below 2^63; one more bit in each does not."""
    assert 961 * (2**24 - 1) ** 2 < 2**63
    image, kernel = np.zeros((2000, 2000), np.int64), np.zeros((31, 31), np.int64)
    call = convolution.image.read((image, kernel), {})
    assert call.plan.magnitude(call.env, {"big_I": 2**24 - 1, "big_K": 2**24 - 1}) == 961 * (2**24 - 1) ** 2
    image[0, 0] = kernel[0, 0] = 2**27
    with pytest.raises(ValueError, match=r"integers as large as \|I\| <= 134217728, \|K\| <= 134217728 may reach"):
        convolution.image(image, kernel)


def test_bounds_of_letters_that_share_an_index():
    """x[k + l] for every k and l has more terms than x has entries; each letter may be bounded on its own only."""
    statement = sp.Eq(y[n], sp.Sum(x[k + l] * z[n], (k, 0, K - 1), (l, 0, K - 1)))
    both = formula(statement, shapes="(K), (N) -> (N)", source="none")(lambda x, z: None)
    assert bounds(both, np.ones(5, int), np.ones(1, int)) == 25
    once = formula(sp.Eq(y[n], sp.Sum(x[n - 2 * k] * z[k], (k, 0, K - 1))), shapes="(N), (K) -> (N)", source="none")(
        lambda x, z: None
    )
    assert bounds(once, np.ones(3, int), np.ones(7, int)) == 3
    assert bounds(once, np.ones(9, int), np.ones(7, int)) == 7
