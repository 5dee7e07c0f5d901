"""`mathcnn list WORD`: formulas are found by name, by the names that frameworks use, by description and by law."""

import json

import pytest

from mathcnn import catalogue
from mathcnn.commands import main
from mathcnn.display import search
from mathcnn.display.aliases import ALIASES, GRADIENTS

FIRST = {
    "conv": "layers.conv",
    "conv2d": "layers.conv",
    "Conv3D": "layers.conv",
    "nn.Conv2d": "layers.conv",
    "F.conv2d": "layers.conv",
    "torch.nn.functional.conv1d": "layers.conv",
    "tf.nn.conv2d": "layers.conv",
    "keras.layers.Conv2D": "layers.conv",
    "layers.conv": "layers.conv",
    "depthwise": "layers.conv",
    "dilated convolution": "layers.conv",
    "convtranspose": "layers.conv_transpose",
    "ConvTranspose2d": "layers.conv_transpose",
    "conv2d_transpose": "layers.conv_transpose",
    "deconvolution": "layers.conv_transpose",
    "linear": "layers.linear",
    "nn.Linear": "layers.linear",
    "fc": "layers.linear",
    "batchnorm": "normalization.batch_norm",
    "batch_norm": "normalization.batch_norm",
    "batch-norm": "normalization.batch_norm",
    "BatchNorm2d": "normalization.batch_norm",
    "BatchNormalization": "normalization.batch_norm",
    "batch normalisation": "normalization.batch_norm",
    "LRN": "normalization.local_response_norm",
    "maxpool2d": "pooling.max_pool",
    "max_pool2d": "pooling.max_pool",
    "MaxPooling2D": "pooling.max_pool",
    "average pooling": "pooling.avg_pool",
    "GlobalAveragePooling2D": "pooling.global_avg_pool",
    "crossentropy": "activation.cross_entropy",
    "cross entropy": "activation.cross_entropy",
    "CrossEntropyLoss": "activation.cross_entropy",
    "mse": "fitting.mean_squared_error",
    "MSELoss": "fitting.mean_squared_error",
    "receptive field": "geometry.receptive_field",
    "expit": "activation.sigmoid",
    "np.convolve": "convolution.discrete",
    "KLDivLoss": "information.kl_divergence",
    "FFT": "convolution.dft",
    "Sobel": "kernels.sobel_x",
    "backprop": "layers.conv",
    "autograd": "layers.conv",
    "weight gradient": "layers.conv",
    "gradient with respect to the weights": "layers.conv",
    "gradient of a convolution": "layers.conv",
    "conv2d backward": "layers.conv",
    "conv2d_weight": "layers.conv",
    "Conv2DBackpropFilter": "layers.conv",
    "wgrad": "layers.conv",
    "linear weight gradient": "layers.linear",
    "conv transpose input gradient": "layers.conv_transpose",
    "derivative of relu": "activation.relu",
    "softmax backward": "activation.softmax",
    "backpropagation through max pooling": "pooling.max_pool",
    "gradient of batch normalisation": "normalization.batch_norm",
    "batch norm gradient scale": "normalization.batch_norm",
}


def names(query, topics=None):
    return [one.formula.name for one in search.search(query.split(), topics or catalogue.catalog().topics.values())]


@pytest.mark.parametrize("query", FIRST)
def test_what_is_found_first(query):
    assert names(query)[0] == FIRST[query]


def test_several_formulas_may_have_one_name():
    assert {"layers.conv", "convolution.toeplitz"} == set(names("im2col"))
    assert set(names("dense")[:2]) == {"perceptron.dense", "layers.linear"}
    assert {"activation.cross_entropy", "fitting.mean_squared_error", "classic.rejecting_loss"} <= set(names("loss"))


def test_gradient_finds_the_formulas_that_have_one():
    found = search.search(["gradient"], catalogue.catalog().topics.values())
    have = {name for name, of in catalogue.catalog().formulas.items() if of.backward}
    assert {one.formula.name for one in found if one.why == "has a gradient"} == have and len(have) > 40
    assert have == {one.formula.name for one in found[: len(have)]}
    assert names("backward") and "geometry.output_size" not in names("gradient")


def test_a_gradient_is_found_by_what_it_is_for():
    topics = catalogue.catalog().topics.values()
    found = {one.formula.name: one.why for one in search.search(["weight", "gradient"], topics)}
    assert found["layers.conv"] == "gradient for w, has a gradient"
    assert found["normalization.batch_norm"] == "gradient for gamma, has a gradient"
    assert "activation.relu" not in found and "pooling.max_pool" not in found  # they have no weights
    assert "layers.linear" not in names("filter")  # only beside "gradient"
    assert "layers.linear" in names("filter gradient")


def test_names_of_gradients_are_of_formulas_and_arrays_that_have_one():
    formulas = catalogue.catalog().formulas
    for name, arguments in GRADIENTS.items():
        assert formulas[name].backward is not None and set(arguments) <= set(formulas[name].arrays), name
        for a, called in arguments.items():
            for alias in called:
                assert any(
                    one.formula.name == name and f"gradient for {a}" in one.why
                    for one in search.search([alias], catalogue.catalog().topics.values())
                ), alias


def test_the_check_of_names_of_gradients_can_fail(monkeypatch):
    """The faults that it is for, planted: an argument that the formula lacks, and a name that finds nothing."""
    monkeypatch.setitem(GRADIENTS, "layers.linear", {"gamma": ()})
    with pytest.raises(AssertionError):
        test_names_of_gradients_are_of_formulas_and_arrays_that_have_one()
    monkeypatch.setitem(GRADIENTS, "layers.linear", {"w": ("?",)})
    with pytest.raises(catalogue.Unknown):
        test_names_of_gradients_are_of_formulas_and_arrays_that_have_one()


def test_small_words_need_not_match():
    assert names("derivative of the softmax") == names("derivative softmax")
    assert names("of")  # but a query of nothing else is searched


def test_laws_and_descriptions_are_searched():
    found = search.search(["commutes"], catalogue.catalog().topics.values())
    assert (found[0].formula.name, found[0].why) == ("convolution.discrete", "law commutes")
    assert "layers.conv" in names("layers.conv::pads") and "perceptron.local" in names("locality")


def test_every_word_must_match():
    assert names("layers conv")[0] == "layers.conv" and len(names("layers conv")) < len(names("layers"))
    with pytest.raises(catalogue.Unknown, match=r"no formula is found for softmax sobel$"):
        names("softmax sobel")


def test_a_short_word_is_a_whole_word():
    assert names("fc") == ["layers.linear"]
    assert all("mse" not in name for name in names("mse")) and len(names("mse")) == 1  # no part of "themselves"


def check_aliases(table):
    formulas = catalogue.catalog().formulas
    for name, aliases in table.items():
        assert name in formulas and len(set(map(search.normalized, aliases))) == len(aliases), name
        for alias in aliases:
            assert name in names(alias), f"{alias} does not find {name}"


@pytest.mark.slow
def test_every_alias_is_of_a_formula_and_finds_it():
    check_aliases(ALIASES)


@pytest.mark.parametrize("name", catalogue.catalog().formulas)
def test_a_formula_is_found_by_its_name(name):
    assert names(name)[0] == name and name in names(name.partition(".")[2])


@pytest.mark.parametrize(
    ("query", "near"),
    [("mxpool", "max_pool"), ("gradeint", "gradient"), ("sofmax", "softmax"), ("geometri", "geometry"), ("xyzzy", "")],
)
def test_nothing_found_names_what_is_similar(query, near, capsys):
    assert main(["list", query]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1 and f"no formula is found for {query}" in printed.err
    assert near in printed.err and ("did you mean" in printed.err) is bool(near)


def test_the_command(capsys):
    assert main(["list", "conv2d"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["formula", "found", "by"] and lines[1].startswith("layers.conv ")
    assert main(["list", "conv2d", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told[0]["name"] == "layers.conv" and told[0]["gradient"] is True and "layers.conv::pads" in told[0]["laws"]
    assert main(["list", "LRN", "--laws", "--json"]) == 0
    laws = json.loads(capsys.readouterr().out)
    assert laws and all(law["name"].startswith("normalization.local_response_norm::") for law in laws)


def test_topics_are_listed_as_they_were(capsys):
    assert main(["list", "layers", "geometry"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("layers  ") and "\ngeometry  " in printed and "found by" not in printed


def test_the_check_of_aliases_can_fail(monkeypatch):
    """The faults that the test of aliases is for, planted: an alias of no formula, and one that finds nothing."""
    with pytest.raises(AssertionError):
        check_aliases({"layers.none": ("nothing",)})
    monkeypatch.setitem(ALIASES, "layers.conv", ("?",))
    with pytest.raises(catalogue.Unknown):
        check_aliases({"layers.conv": ("?",)})
