"""The printed definitions of gradients: each is run in Coq against the literal form of the derived gradient, and wrong
printers are seen.

Those over the real numbers do not compute: a few are enclosed by intervals, with the words that all are made of. Others
take too long: where exponentials are compared, where 17159 is a sum of ones, and where arrays are large.
"""

from __future__ import annotations

import functools
import re

import numpy as np
import pytest
import sympy as sp

from mathcnn.language.derivatives.formulas import GradientFormula
from proofs.printing import expressions
from proofs.printing.expressions import Values
from proofs.printing.files import HEAD, generated_from
from proofs.printing.formulas import printed
from proofs.printing.gradients import gradient_laws

from . import test_coq_printing
from .test_coq_printing import cases, differing, needs_coq
from .test_coq_reals import enclosed

REALS = {  # the formulas with gradients that do not compute, and the arrays
    "activation": "cross_entropy.x log_softmax.x scaled_tanh.x sigmoid.x silu.x softmax.x",
    "classic": "rejecting_loss.y",
    "fitting": "largest_curvature.x smallest_curvature.x",
    "information": "conditional_mutual_information.joint entropy.p miller_madow.counts mutual_information.joint",
    "normalization": (
        "batch_norm.gamma batch_norm.running_mean batch_norm.running_var batch_norm.x "
        "group_norm.gamma group_norm.x layer_norm.gamma layer_norm.x local_response_norm.x"
    ),
}


@functools.cache
def gradients():
    """The definitions of gradients that propositions about gradients are said with."""
    found = dict.fromkeys(
        one for each in generated_from(list(gradient_laws())).propositions.values() for one in each.formulas
    )
    return [one for one in found if isinstance(one[0], GradientFormula)]


def in_the_plane(definitions):
    """The definitions that are run, with two axes where they have spatial ones."""
    return cases([one for one in definitions if printed(*one).ring != expressions.REALS], (2,))


@pytest.mark.slow
def test_what_does_not_compute():
    reals = {of.name for of, words in gradients() if printed(of, words).ring == expressions.REALS}
    listed = {(topic, *one.split(".")) for topic, those in REALS.items() for one in those.split()}
    assert reals == {f"{topic}.{of}.gradient['{array}']" for topic, of, array in listed}


@needs_coq
@pytest.mark.slow
def test_definitions_of_gradients_are_the_literal_forms(tmp_path):
    asked = in_the_plane(gradients())
    assert len(asked) > 130
    assert differing(tmp_path, asked) == []


ENCLOSED = (
    *("activation.sigmoid", "activation.silu", "normalization.layer_norm", "normalization.local_response_norm"),
    *("fitting.largest_curvature", "fitting.smallest_curvature"),
)


@needs_coq
@pytest.mark.slow
def test_definitions_over_the_reals_enclose_the_literal_forms(tmp_path, monkeypatch):
    monkeypatch.setitem(test_coq_printing.SPATIAL, "H", (2,))
    for letter in ("beta", "bias"):
        monkeypatch.setitem(test_coq_printing.NUMBERS, letter, 2)
    chosen = [one for one in gradients() if one[0].of.name in ENCLOSED and printed(*one).ring == expressions.REALS]
    text, asked = "\n".join([HEAD, *(printed(*one).text for one in chosen), ""]), []
    for one in chosen:
        head, indices, expected = test_coq_printing.applied(*one, 1, np.random.default_rng(3))
        asked.append((f"{head} {indices[0]}", float(sp.N(expected.flat[0], 20))))
    assert len(asked) == 7 and all(value for _, value in asked)
    assert all(enclosed(tmp_path, text, asked))
    assert not any(enclosed(tmp_path, text, [(term, -value) for term, value in asked]))


# ---------------------------------------------------------------- wrong printers

CHOSEN = {  # formulas, and what the names of the definitions of their gradients end with: sums, windows, cases, parts
    "convolution.discrete": ("f", "g"),
    "layers.conv": ("x", "w"),
    "layers.linear": ("x", "w", "b"),
    "layers.pad": ("x", "x_mode_reflect"),
    "pooling.max_pool": ("x",),
    "pooling.avg_pool": ("x_count_include_pad_false",),
    "activation.relu": ("x",),
    "normalization.batch_var": ("x",),
    "arrays.div": ("z",),
    "fitting.least_squares_slope": ("x", "y"),
}


def one_short(self, e, form, text, right=Values.ranged):
    """Ranges that end one before their ends."""
    return right(self, e.func(e.function, *((v, low, high - 1) for v, low, high in e.limits)), form, text)


def one_further(self, e, right=Values.bare):
    """The entry after the one that is read, on the last axis."""
    return right(self, e.base[(*e.indices[:-1], e.indices[-1] + 1)] if e.indices else e)


# of the definitions that read outside of an array, where they leave it to the array that this is zero
OUTSIDE = r"Definition (convolution_discrete_gradient_f|layers_conv_gradient_|pooling_avg_pool_)"
WRONG = {  # what is changed, how, and what the definitions have that are wrong with it
    "a bound that is short by one": (Values, "ranged", one_short, r"sumb|maxb"),
    "an index that is shifted by one": (Values, "bare", one_further, r"guard|seen"),
    "no zero outside": (expressions, "guarded", lambda entry, places, bounds: entry, OUTSIDE),
    "the case that does not hold": (Values, "holds", lambda self, e: "false", r"\(if "),
}


def chosen():
    """The definitions that wrong printers are tried on, by name."""
    named = {printed(*one).name: one for one in gradients()}
    ends = {f"{name.replace('.', '_')}_gradient_{end}" for name, those in CHOSEN.items() for end in those}
    assert ends <= named.keys()
    return {name: named[name] for name in sorted(ends)}


@needs_coq
@pytest.mark.slow
def test_wrong_printers_of_gradients_are_seen(tmp_path):
    asked = in_the_plane(chosen().values())
    right = {printed(*one).name: printed(*one).text for one in chosen().values()}
    for what, (where, name, wrong, words) in WRONG.items():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(where, name, wrong)
            texts = {of: printed.__wrapped__(*one).text for of, one in chosen().items()}
        wrong_ones = {of for of in texts if re.search(words, right[of])}
        assert wrong_ones and all(texts[of] != right[of] for of in wrong_ones), what
        assert set(differing(tmp_path, asked, HEAD + "\n".join(texts.values()) + "\n")) == wrong_ones, what


@needs_coq
@pytest.mark.slow
def test_the_gradient_by_another_argument_is_seen(tmp_path):
    pairs = [("convolution_discrete_gradient_f", "convolution_discrete_gradient_g")]
    pairs += [("layers_linear_gradient_x", "layers_linear_gradient_w")]
    named = chosen()
    asked = in_the_plane([named[one] for one, _ in pairs])
    texts = [printed(*named[other]).text.replace(other, one) for one, other in pairs]
    assert differing(tmp_path, asked, HEAD + "\n".join(texts) + "\n") == sorted(one for one, _ in pairs)
