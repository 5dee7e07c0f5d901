"""How theorems about real numbers are run: a side is enclosed where it lies, and nowhere else."""

import shutil

import pytest

from mathcnn.text import resources

audit = resources.module("proofs", "audit")

needs_coq = pytest.mark.skipif(
    shutil.which("coqc") is None, reason=f"NO PROOF WAS CHECKED: coqc is missing; {audit.INSTALL}"
)

HEAD = """From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From CNN Require Import Link RealLink.
Definition plog (p q : R) : R := if Req_EM_T p 0 then 0%R else (p * ln q)%R.
Definition spread (S : nat) (p : nat -> R) : R := foldr (fun i s => plog (p i) (p i) + s)%R 0%R (iota 0 S).
Axiom law : forall (S : nat) (p : nat -> R), foldr (fun i s => p i + s)%R 0%R (iota 0 S) = 1%R -> (spread S p <= 0)%R.
From Coq Require Import ZArith.
Open Scope Z_scope.
"""
BY_NAME = {  # three probabilities, and the bounds of -ln 2, which is the spread of 1/2, 0, 1/2
    "true": ("Num 1 2; Num 0 1; Num 1 2", "(-6932/10000)%R (-6931/10000)%R (-1/10)%R (1/10)%R"),
    "a bound that the left side lies above": (
        "Num 1 2; Num 0 1; Num 1 2",
        "(-6933/10000)%R (-6932/10000)%R (-1/10)%R (1/10)%R",
    ),
    "a bound that the right side lies below": (
        "Num 1 2; Num 0 1; Num 1 2",
        "(-6932/10000)%R (-6931/10000)%R (1/100)%R (1/10)%R",
    ),
    "a premise that does not hold": ("Num 1 2; Num 1 3; Num 1 2", "(-11/10)%R (-10/10)%R (-1/10)%R (1/10)%R"),
}


@pytest.fixture(scope="module")
def said(library, tmp_path_factory):
    work = library(tmp_path_factory.mktemp("real"), "RealLink")
    goals = [
        f"Goal True. first [pose proof (@law (read (Num 3 1)) (read (Row [:: {row}]))) as E; "
        f'discharge_reals E; enclose E {bounds}; idtac "LINKED {at}"'
        f' | idtac "DIFFERS {at}"]. Abort.'
        for at, (row, bounds) in enumerate(BY_NAME.values())
    ]
    (work / "Planted.v").write_text(HEAD + "\n".join(goals) + "\n")
    answer = audit.coq("coqc", "Planted.v", work=work)
    assert not answer.returncode, answer.stderr
    return answer.stdout


@needs_coq
@pytest.mark.parametrize("how", BY_NAME)
def test_a_side_is_enclosed_where_it_lies_only(said, how):
    at = list(BY_NAME).index(how)
    assert (f"LINKED {at}" in said, f"DIFFERS {at}" in said) == (how == "true", how != "true"), said
