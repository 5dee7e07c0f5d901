"""Layers of LeNet-5: products that exceed the type of the arrays on the way to a result that does not."""

import numpy as np
import pytest

from mathcnn.classic import conv_by_table

LARGE = {np.float32: (-3.8e28, -2e30), np.float64: (1e200, -1e300)}


@pytest.mark.parametrize("kind", LARGE)
def test_an_overflow_of_weight_and_table_times_zero_is_zero(kind):
    weight, entry = LARGE[kind]
    x, w, table = np.zeros((2, 1, 3), kind), np.full((2, 1, 2), weight, kind), np.full((2, 1), entry, kind)
    w[1], table[1] = 2, 3
    x[1] = [[1, 2, 5]]
    with np.errstate(all="ignore"):
        y = conv_by_table(x, w, table, np.array([7, 1], kind))
    assert y.dtype == kind
    assert y[0].tolist() == [[7, 7], [1, 1]]
    assert y[1, 1].tolist() == [19, 43]
    assert np.isinf(y[1, 0]).all()


def test_what_fits_the_type_comes_out_though_a_product_on_the_way_does_not():
    x, w, table = (np.full((1,) * n, v, np.float32) for n, v in ((3, 1e-30), (3, 1e25), (2, 2e20)))
    assert abs(float(conv_by_table(x, w, table)[0, 0, 0]) - 2e15) <= 1e-6 * 2e15


@pytest.mark.parametrize("kind", LARGE)
def test_gradients_of_such_products_are_zero_where_they_are(kind):
    weight, entry = LARGE[kind]
    x, w, table = np.ones((1, 2, 1), kind), np.full((1, 2, 1), weight, kind), np.full((1, 2), entry, kind)
    table[0, 1] = 0
    found = conv_by_table.backward(np.zeros((1, 1, 1), kind), x, w, table)
    assert all(part.dtype == kind and not part.any() for part in found if part is not None)
    large = np.full((1, 1, 1), weight, kind)  # times x beyond the type; times 0 in the table it is 0
    dw = conv_by_table.backward(large, x * kind(abs(entry)), np.ones_like(w), table)[1]
    assert np.isinf(dw[0, 0, 0]) and dw[0, 1, 0] == 0


def test_nan_and_infinity_that_are_given_are_kept():
    x, table = np.zeros((1, 2, 1)), np.ones((1, 2))
    for v in (np.nan, np.inf):
        w = np.array([[[v], [1e200]]])
        assert np.isnan(conv_by_table(x, w, table * 1e200)).all()
