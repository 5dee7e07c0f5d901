"""Layouts of a library's own: everyday sizes, and small calls with axes of size 1, in channels last."""

import dataclasses

import numpy as np
import pytest

from mathcnn import catalogue
from mathcnn.conformance import Target, campaign, judging, own_layouts
from mathcnn.conformance.plan import calls
from mathcnn.conformance.plan.narrow import EACH, narrow
from mathcnn.conformance.target import target
from mathcnn.evidence import verdicts

from .targets import CONV


def right(x, w, b=None, **kwargs):
    return CONV(x, w, b, **kwargs)


def by_strides(x, w, b=None, **kwargs):
    """A kernel that takes a result of one column for a merged axis, if there is one channel and columns are skipped."""
    y = CONV(x, w, b, **kwargs).copy()
    if x.shape[1] == 1 and y.shape[-1] == 1 and kwargs["stride"][-1] > kwargs["stride"][0] and y.size > 1:
        y[:] = y.ravel()[0]
    return y


def one_channel(x, w, b=None, **kwargs):
    """Wrong at ordinary sizes, with the three channels of an image."""
    y = CONV(x, w, b, **kwargs).copy()
    if x.shape[1] == 3 and x.shape[-1] > 16:
        y[..., -1] = 0
    return y


def rows_in(fn):
    layouts = {"channels last": {CONV.name: fn}}
    held = Target("planted", {CONV.name: CONV}, layouts=layouts, dtypes=("float32",), adapted=True)
    return list(judging.verdicts(held, CONV, "layouts", 4, 0))


def test_what_is_right_in_a_layout_holds_and_what_is_wrong_there_fails(monkeypatch):
    layers = own_layouts.everyday
    monkeypatch.setattr(own_layouts, "COUNT", 120)
    monkeypatch.setattr(own_layouts, "everyday", lambda of: layers(of)[:20])
    rows = rows_in(right)
    laws = [f"{what}, channels last, {n} axes" for what in ("axes of size 1", "everyday sizes") for n in (3, 4, 5)]
    assert [row.law for row in rows] == [law for law in laws if law in [row.law for row in rows]] and len(rows) > 3
    assert {row.verdict for row in rows} == {verdicts.HOLDS} and sum(row.cases for row in rows) > 130
    for fn in (by_strides, one_channel):
        row = next(row for row in rows_in(fn) if row.verdict == verdicts.FAILS)
        assert "target('planted').laid_out('channels last').subject(" in row.reproduce


def test_targets_without_layouts_have_no_such_part():
    assert list(judging.verdicts(Target("planted", {CONV.name: CONV}), CONV, "layouts", 4, 0)) == []
    assert not [task for task in campaign.tasks("scipy") if task.part == "layouts"]


@pytest.mark.parametrize("name", ["layers.conv", "layers.conv_transpose", "pooling.avg_pool", "pooling.max_pool"])
def test_narrow_calls_have_one_image_one_channel_and_one_column(name):
    of = catalogue.find_formula(name)
    points = narrow(of, 0, 120)
    assert points == narrow(of, 0, 120) and len(points) == 120
    results = [calls.bound(of, point).result for point in points]
    for rank in (1, 2, 3):
        mine = [y for y in results if len(y) == rank + 2]
        for axis in (0, 1, rank + 1):  # of the others, few results of a transposed convolution have one entry
            sizes = [y[axis] for y in mine]
            assert min(sizes) == 1 < max(sizes), (rank, axis)
    strides = [point.kwargs.get("stride") for point in points]
    assert len({s for s in strides if isinstance(s, tuple) and len(s) == 2}) == 9  # each pair of 1, 2, 3


def test_narrow_calls_go_on_where_a_number_of_axes_has_no_more_of_them():
    """With one axis a result of one entry is rare: 31 calls of resize were found, and none with a word or a scale."""
    points = narrow(catalogue.find_formula("layers.resize"), 0, 600)
    ranks = [len(point.shapes["x"]) - 2 for point in points]
    assert min(map(ranks.count, (1, 2, 3))) > 40
    for arg, count in (("scale", 5), ("mode", 1), ("coordinates", 4), ("rounding", 3)):
        assert len({point.kwargs[arg] for point in points if arg in point.kwargs} - {None}) == count, arg
    assert any("scale" not in point.kwargs for point in points) and any("size" not in point.kwargs for point in points)


@pytest.mark.parametrize("name, factors", [("normalization.batch_mean", 5), ("pooling.adaptive_avg_pool", 7)])
def test_there_are_as_many_narrow_calls_as_factors_ask_for(name, factors):
    assert len(narrow(catalogue.find_formula(name), 0, 600)) == factors * EACH


def test_formulas_without_axes_have_what_they_have():
    assert narrow(catalogue.find_formula("geometry.output_size"), 0, 5) == ()
    assert len(narrow(catalogue.find_formula("activation.relu"), 0, 5)) == 5


@pytest.mark.parametrize("name", ["activation.cross_entropy", "fitting.mean_squared_error"])
def test_a_formula_whose_result_is_one_number_has_narrow_calls(name):
    points = narrow(catalogue.find_formula(name), 0, 20)
    assert points and any(1 in shape for point in points for shape in point.shapes.values())


# ---------------------------------------------------------------- the fast forms of this package


@pytest.mark.slow
def test_mathcnn_is_a_target_with_every_formula():
    held = target("mathcnn")
    assert set(held.functions) == set(catalogue.catalog().formulas) and not held.adapted
    for name, parts in {
        "geometry.receptive_field": ("form", "everyday"),  # integers beyond int64
        "activation.leaky_relu": ("form", "edges", "calls", "gradient"),
        "convolution.toeplitz": ("form", "gradient"),  # of which networks make two calls
        "layers.linear": ("gradient",),  # an optional array
    }.items():
        for part in parts:
            rows = list(judging.verdicts(held, catalogue.find_formula(name), part, 4, 0))
            assert rows and all(row.good or row.verdict == verdicts.NOT_OFFERED for row in rows), (name, part, rows)


def test_a_wrong_gradient_of_a_formula_is_found():
    of = catalogue.find_formula("activation.leaky_relu")
    held = target("mathcnn")

    def doubled(fn, dy, arrays):
        return {a: 2 * g for a, g in held.gradient(fn, dy, arrays).items()}

    rows = list(judging.verdicts(dataclasses.replace(held, gradient=doubled, memory={}), of, "gradient", 4, 0))
    assert any(row.verdict == verdicts.FAILS for row in rows)


# ---------------------------------------------------------------- PyTorch


def test_torch_gets_channels_last_and_reproductions_keep_it():
    torch = pytest.importorskip("torch")
    from mathcnn.conformance.adapters import torch as adapter

    seen = []
    run = adapter.channels_last(lambda x, w, b=None: seen.extend((x, w, b)))
    run(torch.ones(4, 1, 4, 5), torch.ones(3, 2, 1, 4), b=torch.ones(3))
    assert [x.stride() for x in seen] == [(20, 1, 5, 1), (8, 1, 8, 2), (1,)]
    x = torch.arange(40.0).reshape(4, 2, 1, 5)
    run(x, x)
    assert torch.equal(seen[3], x) and seen[3].stride() == (10, 1, 10, 2)
    again = eval(adapter.as_python(seen[3]), {"torch": torch})
    assert again.stride() == seen[3].stride() and torch.equal(again, x)
    assert adapter.as_python(torch.ones(1, 2)) == "torch.tensor([[1.0, 1.0]], dtype=torch.float32)"
    repeated = torch.ones(1).expand(2, 3)  # memory that holds one entry for several places
    assert torch.equal(eval(adapter.as_python(repeated), {"torch": torch}), repeated)


def test_the_layouts_of_torch_compute_what_its_own_order_does():
    pytest.importorskip("torch")
    held = target("torch")
    of = catalogue.find_formula("pooling.max_pool")
    x = np.arange(48.0).reshape(1, 2, 4, 6)
    one, other = (t.subject(of)(x, 2) for t in (held, held.laid_out("channels last")))
    assert np.array_equal(one, other) and held.laid_out("channels last").layout == "channels last"
    with pytest.raises(KeyError):
        held.laid_out("channels first")
