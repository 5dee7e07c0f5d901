"""The generated file of Coq: definitions of formulas, and the propositions that laws state.

Trusted. It trusts `formulas` and `laws`. The file in `rocq/` is a copy to read and to prove from; a check writes its
own.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from mathcnn import catalogue
from mathcnn.language.formula import Law

from .expressions import Unprinted
from .formulas import printed
from .gradients import gradient_laws
from .laws import Proposition, proposition

NAME = "Generated"
HEAD = """(** The formulas, and what their laws say, printed from Python by `python -m proofs.printing`. Do not edit.

Definitions: a formula, by its statement, under one choice of words; a law, by its name, as the proposition that a
proof has to prove. *)

From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed PrintedReals PrintedExtended.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
"""


@dataclass(frozen=True)
class Generated:
    """text: of the file. propositions: of the laws that are printed, by the law's name. why: others are not."""

    text: str
    propositions: dict[str, Proposition]
    why: dict[str, str]


@functools.cache
def generated() -> Generated:
    """All formulas and laws that are printed."""
    return generated_from(printed_laws())


def printed_laws() -> list[Law]:
    """All laws of the catalogue, and those about gradients; what is not printed is linked (see `linking`)."""
    return [*(law for law in catalogue.catalog().laws.values() if law.holds), *gradient_laws()]


def generated_with(law: Law) -> Generated:
    """The same file with one law in place of that of the same name, or after the others."""
    laws = printed_laws()
    found = [law if one.name == law.name else one for one in laws]
    return generated_from(found if law in found else [*found, law])


def generated_from(laws: list[Law]) -> Generated:
    """The file about some laws."""
    propositions: dict[str, Proposition] = {}
    why: dict[str, str] = {}
    for law in laws:
        try:
            propositions[law.name] = proposition(law)
        except Unprinted as error:
            why[law.name] = str(error)
    return written(propositions, why)


def written(propositions: dict[str, Proposition], why: dict[str, str]) -> Generated:
    """The file with some propositions, and with the definitions that they use."""
    formulas = list(dict.fromkeys(one for each in propositions.values() for one in each.formulas))
    texts = [printed(of, words).text for of, words in formulas]
    texts += dict.fromkeys(text for one in propositions.values() for text in one.words)
    texts += [one.said for one in propositions.values()]
    return Generated("\n".join([HEAD, *(f"{text}\n" for text in texts)]), propositions, why)


def laws_at(of: Generated, line: int) -> set[str]:
    """The laws whose proposition needs what is defined at a line of the file, counted from 1; none if nothing is."""
    before = "\n".join(of.text.split("\n")[:line])
    names = re.findall(r"^Definition (\w+)", before, re.M)
    own = f"Definition {names[-1]} " if names else ""
    here = lambda text: bool(own) and own in text
    return {
        law
        for law, one in of.propositions.items()
        if here(one.definition) or any(here(printed(*each).text) for each in one.formulas)
    }
