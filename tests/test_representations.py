"""Information of representations: cases worked by hand, and a planted violation for each place where the data
processing inequality holds.
"""

import itertools
import json
import math

import numpy as np
import pytest

from mathcnn.display import information as pages
from mathcnn.information import mutual_information_from_samples
from mathcnn.networks import data_processing as inequality
from mathcnn.networks.data_processing import Check, data_processing
from mathcnn.networks.information import measure, study
from mathcnn.networks.lenet import Network, prepared
from mathcnn.networks.representations import BINNINGS, Representation, binned, patterns


def layer(name, values):
    """A layer whose results are these numbers (N, maps)."""
    values = np.asarray(values)
    values = values[:, None] if values.ndim == 1 else values
    return Representation(name, values.shape[1:], patterns(values.astype(np.float64).view(np.int64)), values)


def studied(*layers, labels, bins=2, binning="width"):
    return study(layers, np.asarray(labels), bins, binning, permutations=5, seed=0)


def by_rule(checks):
    return {(check.rule, check.measure): check for check in checks}


# ---------------------------------------------------------------- measures


def test_what_is_the_label_tells_all_of_it():
    labels = [0, 1, 2, 3] * 2
    (row,) = studied(layer("T", np.array(labels, float)), labels=labels, bins=4).rows
    assert (row.about_image, row.about_label, row.exact_label, row.patterns) == (2.0, 2.0, 2.0, 4)
    assert row.label_excess == (4 - 4 - 4 + 1) / (2 * 8 * math.log(2)) and row.image_lacks == (4 - 1) / (
        2 * 8 * math.log(2)
    )
    assert not row.saturated


def test_what_is_independent_tells_nothing():
    pairs = np.array([*itertools.product([0.0, 1.0], [0, 1])] * 3)
    found = studied(layer("T", pairs[:, 0]), labels=pairs[:, 1])
    excess = 1 / (2 * 12 * math.log(2))  # 3 of these less 1 less 1, each rounded twice, and the sums
    assert found.rows[0].about_label == 0 and abs(found.rows[0].label_excess - excess) <= 16 * 2**-53 * excess
    assert found.label_entropy == 1 and found.image_entropy == 1


def test_random_labels_show_the_bias_only():
    """2 N ln(2) I of independent variables is chi-squared with (a - 1)(b - 1) degrees of freedom; Miller and Madow give
    its mean, and the mean of five stays within six standard deviations."""
    rng = np.random.default_rng(0)
    values, labels = rng.integers(0, 4, 2000).astype(float), rng.integers(0, 10, 2000)
    row = study([layer("T", values)], labels, 4, "width", permutations=5, seed=1).rows[0]
    unit, freedom = 2 * 2000 * math.log(2), 3 * 9
    assert abs(row.label_excess * unit - freedom) < 1e-9 * freedom
    assert abs(row.chance * unit - freedom) < 6 * math.sqrt(2 * freedom / 5)
    assert abs(row.best_map * unit) < 6 * math.sqrt(2 * freedom)


def test_saturated_where_nearly_every_image_has_its_own_pattern():
    labels = [0, 1] * 8
    every, few = studied(layer("each", np.arange(16.0)), layer("few", np.arange(16.0) % 5), labels=labels, bins=16).rows
    assert every.saturated and every.about_image == 4 and every.about_label == 1 and every.chance == 1
    assert not few.saturated


def test_the_best_map_is_found():
    labels = np.array([0, 1] * 10)
    values = np.stack([np.zeros(20), labels.astype(float), (np.arange(20) // 2 % 2).astype(float)], axis=1)
    (row,) = studied(layer("T", values), labels=labels).rows
    lacking = 1 / (2 * 20 * math.log(2))  # of two outcomes; three entropies of one that tells all lack it once in all
    assert row.best == 1 and row.best_map == 1 + lacking and row.best_map > row.mean_map > 0 - lacking


# ---------------------------------------------------------------- intervals


def test_intervals_by_hand():
    values = np.array([[0.0], [0.9], [1.0], [2.1], [4.0]])
    assert binned(values, 4).ravel().tolist() == [0, 0, 1, 2, 3]
    assert binned(values, 2).ravel().tolist() == [0, 0, 0, 1, 1]
    assert binned(np.array([[3.0], [1.0], [1.0], [9.0]]), 4, "frequency").ravel().tolist() == [2, 0, 0, 3]
    assert binned(np.full((3, 2), 0.1), 8).max() == 0
    assert binned(np.array([[7], [3]]), 2).ravel().tolist() == [7, 3]  # answers are no values to be sorted


@pytest.mark.parametrize("binning", BINNINGS)
def test_twice_as_wide_intervals_join_two(binning):
    rng = np.random.default_rng(2)
    for values in (
        rng.standard_normal((300, 3)),
        rng.integers(-3, 4, (300, 2)) / 3,
        rng.standard_normal((50, 4)).astype(np.float32) ** 9,
    ):
        for bins in (64, 16, 4):
            assert (binned(values, bins, binning) >> 1 == binned(values, bins // 2, binning)).all()


# ---------------------------------------------------------------- the inequality


LABELS = np.array([0, 1, 1, 0] * 5)
CHAIN = [
    layer("a", np.arange(20.0)),
    layer("b", np.arange(20.0) % 4),
    layer("c", np.arange(20.0) % 2),
    layer("d", np.zeros(20)),
]


def test_holds_along_functions():
    checks = data_processing(CHAIN, LABELS, 4, "width")
    assert len(checks) == 6 and all(check.holds for check in checks)
    to_image, to_label = checks[:2]
    assert [s.finer_bits for s in to_image.steps] == [math.log2(20), 2, 1] and [
        s.coarser_bits for s in to_image.steps
    ] == [2, 1, 0]
    assert [s.finer_bits for s in to_label.steps] == [1, 1, 0] and to_label.strict == 1


def test_a_layer_that_knows_more_than_the_one_before_is_caught():
    checks = by_rule(data_processing([CHAIN[0], CHAIN[2], CHAIN[1]], LABELS, 4, "width"))
    for measured in ("I(X; T)", "I(T; Y)"):
        check = checks["from layer to layer, exact", measured]
        assert not check.holds and [(v.finer, v.coarser) for v in check.violations] == [("c", "b")]
    assert all(check.holds for (rule, _), check in checks.items() if "layer to layer" not in rule)


def test_the_smallest_violation_is_caught():
    """One of 2,000 images told apart that the layer before had not."""
    before, after = np.arange(2000) // 2, np.arange(2000) // 2
    after[-1] += 1
    values = np.zeros((2000, 1))
    layers = [Representation("a", (1,), before, values), Representation("b", (1,), after, values)]
    assert not data_processing(layers, np.arange(2000) % 2, 2, "width")[0].holds
    assert data_processing(layers[::-1], np.arange(2000) % 2, 2, "width")[0].holds


def test_patterns_that_the_bytes_do_not_give_are_caught():
    planted = Representation("a", (1,), np.zeros(20, np.int64), CHAIN[2].values)
    checks = by_rule(data_processing([planted], LABELS, 2, "width"))
    assert not checks["from a layer's bytes to its patterns", "I(X; T)"].holds


def test_intervals_that_do_not_join_are_caught(monkeypatch):
    """Equal intervals as someone might get them: the wider ones begin half an interval later."""
    monkeypatch.setattr(
        inequality, "binned", lambda v, bins, binning: np.floor(v * bins / 20 + (bins == 2) * 0.25).astype(np.int64)
    )
    labels = np.arange(20) >= 8
    check = by_rule(data_processing([CHAIN[0]], labels, 4, "width"))[
        "from intervals to intervals twice as wide", "I(T; Y)"
    ]
    assert not check.holds


def test_nothing_shown_is_no_pass():
    assert not Check("a rule", "I(X; T)", ()).holds


def test_binning_breaks_it():
    """Two values in one interval, which the next layer sets apart: a bit appears in the patterns, and none in the
    bytes.
    """
    values, labels = np.tile([0.0, 0.1, 0.9, 1.0], 50), np.tile([0, 1, 0, 1], 50)
    found = studied(layer("before", values), layer("after", labels.astype(float)), labels=labels)
    (rise,) = found.rises
    assert (
        found.holds
        and (rise.before, rise.after, rise.bits) == ("before", "after", 1.0)
        and 0.9 < rise.beyond_chance <= 1
    )
    assert not studied(layer("after", labels.astype(float)), layer("before", values), labels=labels).rises


def test_more_patterns_alone_are_no_rise():
    """As many patterns as images know every label, as they know random ones."""
    rng = np.random.default_rng(3)
    labels = rng.integers(0, 10, 200)
    found = studied(
        layer("few", rng.integers(0, 2, 200).astype(float)),
        layer("many", rng.standard_normal(200)),
        labels=labels,
        bins=65536,
    )
    assert found.rows[1].about_label - found.rows[0].about_label > 2 and not found.rises


# ---------------------------------------------------------------- networks


IMAGES = np.kron(np.random.default_rng(4).integers(0, 256, (40, 7, 7)), np.ones((4, 4))).astype(np.uint8)
IMAGES[1] = IMAGES[0]  # as two images can be the same


@pytest.mark.parametrize(("variant", "batch_norm"), [("document", False), ("document", True), ("1998", False)])
def test_of_networks(variant, batch_norm):
    network = Network(variant, batch_norm=batch_norm, seed=3)
    labels = np.arange(40) // 4
    found = measure(network, IMAGES, labels)
    assert found.holds and [row.name for row in found.rows][:2] == ["image", "C1"] and found.rows[-1].name == "answer"
    assert len({row.name for row in found.rows}) == len(found.rows) == len(network.inference.layers) + 2
    assert found.image_entropy == found.rows[0].exact_image == found.rows[1].exact_image
    assert abs(math.log2(40) - found.image_entropy - 2 / 40) <= (40 + 10) * 2**-53 * math.log2(
        40
    )  # a sum of 39 terms, each rounded thrice
    answers = network.answers(network.outputs(prepared(IMAGES)))
    told = mutual_information_from_samples(answers, labels, correction=None)
    assert found.rows[-1].exact_label == found.rows[-1].about_label == told < found.label_entropy
    assert found.checks[1].steps[-1].coarser_bits < found.checks[1].steps[-1].finer_bits


def test_the_same_seed_gives_the_same_study():
    network, labels = Network(seed=1), np.arange(40) % 10
    first, again, other = (measure(network, IMAGES, labels, seed=seed) for seed in (5, 5, 6))
    assert first == again != other


def test_what_is_shown(capsys):
    network, labels = Network(seed=1), np.arange(40) % 10
    history = [measure(network, IMAGES, labels, binning=binning) for binning in BINNINGS]
    json.dumps(pages.as_dicts(history), allow_nan=False)
    pages.print_history(history)
    said = capsys.readouterr().out
    assert (
        "after each epoch" in said
        and "holds     I(T; Y) from layer to layer, exact: 28 steps" in said
        and "VIOLATED" not in said
    )
    planted = study([CHAIN[2], CHAIN[1]], LABELS, 2, "width", 1, 0)
    pages.print_history([planted])
    said = capsys.readouterr().out
    assert "VIOLATED  I(X; T) from layer to layer, exact: in 1 of 1 steps" in said and "after" not in said
    figure = pages.figure(history)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for ax in figure.axes[: len(history[0].rows)] for text in [ax.title]]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))


BAD = [
    ({"bins": 3}, "bins = 3: it must be a power of two"),
    ({"bins": 1}, "bins = 1"),
    ({"bins": True}, "bins = True"),
    ({"binning": "kmeans"}, "binning = 'kmeans': it must be one of width, frequency"),
    ({"permutations": 0}, "permutations = 0"),
    ({"labels": np.zeros(3, int)}, r"labels \(3,\)"),
]


@pytest.mark.parametrize("k", range(len(BAD)))
def test_bad_input(k):
    changes, message = BAD[k]
    with pytest.raises(ValueError, match=message):
        measure(Network(), IMAGES, **{"labels": np.zeros(40, int), **changes})


def test_a_network_that_has_gone_astray():
    network = Network()
    network.parameters["C3.b"][2] = np.nan
    with pytest.raises(ValueError, match="C3 has a result nan"):
        measure(network, IMAGES, np.zeros(40, int))
