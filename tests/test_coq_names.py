"""Each definition, lemma, tactic and notation of the proofs is in one file: no other file has its name.

Left out are names that other files do not see: those that end with their section, and those that are `Local`.
"""

import re
from collections import defaultdict

import pytest

from mathcnn.text import resources

record = resources.module("proofs", "record")
ROCQ = resources.folder("proofs") / "rocq"

STATED = "Theorem|Lemma|Corollary|Fact|Remark|Proposition|Example|Definition|Fixpoint|CoFixpoint|Canonical|Coercion"
GROUPED = "Inductive|CoInductive|Variant|Record|Structure|Class"  # these name fields or constructors, too
PASSING = "Notation|Ltac2|Ltac|Axiom|Parameter|Instance"  # in a section these end with it
NAMED = re.compile(rf"({STATED}|{GROUPED}|{PASSING})\s+(?:Structure\s+)?([^\W\d][\w']*)")
TOGETHER = re.compile(r"\bwith\s+([^\W\d][\w']*)[^|]*?:=")  # what is defined together with the first
PARTS = re.compile(r"(?:[{;|]|:=)\s*([^\W\d][\w']*)")


def names(text):
    """The names of a file that other files see."""
    found, depth = set(), 0
    for sentence in re.split(r"\.(?=\s|$)", record.without_comments(text)):
        words, attributes, locality = record.bare(sentence)
        if re.match(r"Section\b", words):
            depth += 1
        elif re.match(r"End\b", words):
            depth -= 1
        match = NAMED.match(words)
        if not match or "Local" in locality or "local" in attributes or depth and re.fullmatch(PASSING, match[1]):
            continue
        found.add(match[2])
        if re.fullmatch("Ltac|Fixpoint|Inductive", match[1]):
            found.update(TOGETHER.findall(words))
        if re.fullmatch(GROUPED, match[1]):
            found.update(PARTS.findall(words[match.end() :]))
    return found


def repeated(texts):
    """The names that several files have, with the files."""
    where = defaultdict(list)
    for file, text in sorted(texts.items()):
        for name in names(text):
            where[name].append(file)
    return {name: files for name, files in sorted(where.items()) if len(files) > 1}


def texts():
    return {path.stem: path.read_text("utf-8") for path in ROCQ.glob("*.v")}


def test_each_name_is_in_one_file():
    assert repeated(texts()) == {}


FILE = """(* Lemma in_a_comment : True. *)
Section A.
Variable R : Type. Notation K := R. Ltac first := idtac. Let hidden := R.
Lemma kept (x : R) : x = x. Proof. by []. Qed.
End A.
Local Notation own := nat.
#[local] Instance alone : A := B.
#[export] Instance shown : A := B.
Ltac one := idtac with two a := one.
Record place := Place { row : nat; column : nat }.
Inductive sign : Set := Plus | Minus of nat.
Tactic Notation "by_hand" := idtac.
"""


def test_the_names_of_a_file():
    assert names(FILE) == {"kept", "shown", "one", "two", "place", "Place", "row", "column", "sign", "Plus", "Minus"}


@pytest.mark.parametrize("planted", ["Lemma guardD : True.", "Ltac known := idtac.", "Definition guardD := 0."])
def test_a_name_that_another_file_has_is_seen(planted):
    name = planted.split()[1]
    assert repeated({**texts(), "Planted": planted})[name] == ["Guards", "Planted"]
    assert name not in repeated({**texts(), "Planted": f"Local {planted}"})
