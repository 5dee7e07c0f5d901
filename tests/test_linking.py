"""Theorems run against the laws that they are called after, and programs in Coq run against the formulas.

`mathcnn prove` runs every theorem. Here are theorems that say something else, which must be found out.
"""

import json
import random
import re
import shutil
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import convolution, layers
from mathcnn.text import resources

assumptions, audit, link = (resources.module("proofs", name) for name in ("assumptions", "audit", "linking"))

needs_coq = pytest.mark.skipif(
    shutil.which("coqc") is None, reason=f"NO PROOF WAS CHECKED: coqc is missing; {audit.INSTALL}"
)


TRUE = """
Definition product (f g : nat -> R) n := sumf n.+1 (fun m => f m * g (n - m)%N).
Lemma product_commutes f g n : product f g n = product g f n.
Proof. by rewrite /product !sumf_is_a_sum; exact: (seq_conv_commutes f g n). Qed.
Theorem discrete_commutes (f g : nat -> R) n : product f g n = product g f n.
Proof. exact: product_commutes. Qed.
"""
UNTRUE = {  # each is a theorem, none says what the law that it is called after says
    "another law": ("discrete_distributes", "(f g : nat -> R) n : product f g n = product g f n", "product_commutes"),
    "another definition": ("discrete_has_unit", "(f : nat -> R) n : f n.+1 = f n.+1", "erefl"),
    "a premise that cannot be met": (
        "discrete_scales",
        "(f g : nat -> R) n : n < n -> product f g n = product g f n",
        "(fun _ => product_commutes f g n)",
    ),
    "a premise that is narrower": (
        "discrete_associates",
        "(f g h : nat -> R) n : f 0%N + g 0%N + h 0%N == 0 -> product f g n = product g f n",
        "(fun _ => product_commutes f g n)",
    ),
    "one side right": (
        "discrete_is_shift_equivariant",
        "(f g : nat -> R) (k n : nat) : product f g (n - k) = product g f (n - k)",
        "product_commutes",
    ),
    "an index too many": (
        "discrete_multiplies_sums",
        "(f g : nat -> R) n : product f g n = product g f n",
        "product_commutes",
    ),
    "the sides exchanged with something else": ("discrete_delays", "(f : nat -> R) (k n : nat) : f n = f n", "erefl"),
}


LEFT_OUT = """From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Totals Space LayersLaws.
Set Implicit Arguments.
Import GRing.Theory.
Local Open Scope ring_scope.
Section Planted.
Variables (R : comRingType) (G : space) (C M groups : nat) (kernel_size stride dilation p : G) (flip : bool)
  (x w v z : nat -> nat -> G -> R).
Definition every (y : nat -> nat -> G -> R) n c i := y n c (stride * i).
Definition added (y u : nat -> nat -> G -> R) n c i := y n c i + u n c i.
Definition flipped (y : nat -> nat -> G -> R) o c a := y o c (kernel_size - 1 - a).
Theorem conv_subsamples n o i : conv C M kernel_size stride dilation p false x w (fun=> 0) n o i =
  every (conv C M kernel_size 1 dilation p false x w (fun=> 0)) n o i.
Proof. by congr (_ + _); apply: eq_total => c; apply: eq_total => a; rewrite mul1r. Qed.
Theorem conv_adds_kernels n o i : conv C M kernel_size stride dilation 0 flip x (added w v) (fun=> 0) n o i =
  conv C M kernel_size stride dilation 0 flip x w (fun=> 0) n o i +
  conv C M kernel_size stride dilation 0 flip x v (fun=> 0) n o i.
Proof.
rewrite /conv !add0r -totalD; apply: eq_total => c; rewrite -totalD; apply: eq_total => a; exact: mulrDl.
Qed.
Theorem conv_flips n o i : conv C M kernel_size dilation stride p true x w (fun=> 0) n o i =
  conv C M kernel_size dilation stride p false x (flipped w) (fun=> 0) n o i.
Proof. by []. Qed.
End Planted.
"""


def planted_laws(untrue):
    theorems = "".join(f"Theorem {name} {says}.\nProof. exact: {proof}. Qed.\n" for name, says, proof in untrue)
    return f"""From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Executable Sequences.
Set Implicit Arguments.
Import GRing.Theory.
Local Open Scope ring_scope.
Section Planted.
Variable R : comRingType.
{TRUE.replace("seq_conv", "Sequences.seq_conv")}{theorems.replace("n < n", "(n < n)%N")}
End Planted.
"""


@pytest.fixture(scope="session")
def met(library, tmp_path_factory):
    """Theorems that don't say what their names say, run against the laws of these names."""
    here = library(tmp_path_factory.mktemp("planted"), "Executable", "Images", "Rationals", "Link")
    (here / "ConvolutionPlantedLaws.v").write_text(planted_laws(UNTRUE.values()))
    said = audit.coq("coqc", "ConvolutionPlantedLaws.v", work=here)
    assert not said.returncode, said.stderr
    names = [name for name, *_ in UNTRUE.values()] + ["discrete_commutes"]
    found = link.theorems(here, {"ConvolutionPlantedLaws": names})
    return {row.theorem.partition(".")[2]: row for row in link.link(here, found)}


@needs_coq
@pytest.mark.deep
def test_a_theorem_that_says_what_the_law_says_is_linked(met):
    row = met["discrete_commutes"]
    assert (row.law, row.fault, row.ranks) == ("convolution.discrete::commutes", "", (1,)) and row.cases >= 3


@needs_coq
@pytest.mark.slow
@pytest.mark.parametrize("how", UNTRUE)
def test_a_theorem_that_says_something_else_is_not(met, how):
    row = met[UNTRUE[how][0]]
    assert row.fault, row


@pytest.mark.slow
@needs_coq
def test_a_theorem_that_leaves_an_argument_out_is_not(library, tmp_path):
    """The flip is held at False, the padding at 0; stride and dilation are exchanged. At any number of axes."""
    library(tmp_path, "LayersLaws", "RealLink")
    (tmp_path / "LayersPlantedLaws.v").write_text(LEFT_OUT)
    said = audit.coq("coqc", "LayersPlantedLaws.v", work=tmp_path)
    assert not said.returncode, said.stderr
    names = ["conv_subsamples", "conv_adds_kernels", "conv_flips"]
    rows = link.link(tmp_path, link.theorems(tmp_path, {"LayersPlantedLaws": names}))
    assert [row.law for row in rows] == [f"layers.conv::{name.removeprefix('conv_')}" for name in names]
    assert all("differs from the law" in row.fault for row in rows), rows


def test_variables_are_read_as_coq_prints_them():
    says = (
        "forall (R : comRingType) (x : Z * Z -> R) (p : Z), is_true (0 < n) -> (forall i : nat, f i) -> "
        "forall i j : Z, x (i, j) = x (j, i)"
    )
    assert list(link.variables(says)) == [
        ("R", "comRingType"),
        ("x", "Z * Z -> R"),
        ("p", "Z"),
        ("", "is_true (0 < n)"),
        ("", "(forall i : nat, f i)"),
        ("i", "Z"),
        ("j", "Z"),
    ]
    assert link.datum([1, Fraction(-1, 2), True]) == "(Row [:: (Num (1) 1); (Num (-1) 2); (Num (1) 1)])"
    assert link.nested((1, 2, 3)) == ((1, 2), 3)


# ---------------------------------------------------------------- programs in Coq that are the formulas


def written(rows):
    """A list, or a list of lists, of whole numbers, in Coq's notation."""
    if not isinstance(rows, list):
        return f"({rows})%Z"
    return "[:: " + "; ".join(map(written, rows)) + "]"


def read(answer):
    """The list that Coq prints."""
    value = re.sub(r"\s+", " ", answer).strip().removeprefix("=").rsplit(":", 1)[0]
    return json.loads(value.replace("[::", "[").replace(";", ",").replace("%Z", "").replace("(", "").replace(")", ""))


def test_reading_what_coq_prints():
    assert read("     = [:: 1; (-2); 3]\n     : seq Z\n") == [1, -2, 3]
    assert written([[1, -2]]) == "[:: [:: (1)%Z; (-2)%Z]]"


@pytest.fixture(scope="session")
def vectors():
    draw = random.Random(6)
    matrix = lambda h, w: [[draw.randint(-9, 9) for _ in range(w)] for _ in range(h)]
    images = [(matrix(draw.randint(3, 7), 8), matrix(draw.randint(1, 3), draw.randint(1, 4))) for _ in range(12)]
    sequences = [(image[0][: draw.randint(1, 8)], kernel[0]) for image, kernel in images]
    return sequences, images


@needs_coq
def test_what_coq_computes_is_what_python_states(library, vectors, tmp_path):
    """The definitions of Executable.v, which the theorems are about, against the literal forms of the formulas."""
    sequences, images = vectors
    library(tmp_path, "Executable", "Images")
    queries, expected = [], []
    for f, g in sequences:
        queries.append(f"Eval vm_compute in Executable.zconv {written(f)} {written(g)}.")
        expected.append(convolution.discrete.literal(f, g))
    for I, K in images:
        queries.append(f"Eval vm_compute in Executable.zconv2 {written(I)} {written(K)}.")
        expected.append(convolution.image.literal(I, K, mode="full"))
        queries.append(f"Eval vm_compute in Executable.zxcorr2 {written(I)} {written(K)}.")
        expected.append(convolution.cross_correlation.literal(I, K, mode="valid"))
        assert np.array_equal(expected[-1], layers.conv.literal([[I]], [[K]])[0, 0])
    notations = ["From Coq Require Import ZArith.", "From mathcomp Require Import all_ssreflect."]
    answers = assumptions.answers(tmp_path, "Vectors", ["Executable"], queries, before=notations)
    got = [read(answer) for answer in answers]
    assert got == [one.tolist() for one in expected]
    turned = [convolution.image.literal(I, K, mode="valid").tolist() for I, K in images]  # the fault that this is for
    assert got[len(sequences) + 1 :: 2] != turned
