"""Proofs as data for pages: the law, the theorems about it in the ledger, and its derivation with hypotheses and every
line with the step that leads to it. The scripts are in `proofs`; they are run, and what the kernel accepts is returned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy as sp
from sympy import oo
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language import unicode
from ..language.derivatives.formulas import GradientFormula
from ..language.formula import Law
from ..language.latex import SUM, Writer, letter
from ..language.statement import limits_of
from ..text import resources
from . import ledger
from .rows import LINKED, OPEN, PROVED

Page: TypeAlias = dict[str, Any]  # for JSON
Derivation: TypeAlias = Any  # the folder `proofs` is a part of the package only where that is installed
Derived: TypeAlias = Any


def derivations() -> Mapping[str, Derivation]:
    """Every derivation, by the name of its law."""
    found: Mapping[str, Derivation] = resources.package("proofs").derivations()
    return found


def refused() -> type[ValueError]:
    """The exception that a derivation raises if a step is not accepted."""
    error: type[ValueError] = resources.module("proofs", "kernel").Refused
    return error


def derivation_of(law: Law) -> Derivation | None:
    """The derivation of a law, not yet checked; None if there is none, as for a law of a formula that was restated."""
    found = derivations().get(law.name)
    return found if found is not None and found.law is law else None


class LineWriter(Writer):
    """Writes the lines of a derivation: the outermost sum first, sums over all of Z, and brackets of one place as
    [k = 0]."""

    def _over(self, sign: str, e: ExprWithLimits) -> str:
        signs = (
            rf"{sign}_{{{self._print(s)} \in \mathbb{{Z}}}}"
            if (lo, hi) == (-oo, oo)
            else rf"{sign}_{{{self._print(s)}={self._print(lo)}}}^{{{self._print(hi)}}}"
            for s, lo, hi in reversed(e.limits)
        )
        inside = self._print(e.function)
        return " ".join(signs) + " " + (rf"\left({inside}\right)" if e.function.is_Add else inside)

    def _print_Integral(self, e: sp.Integral) -> str:
        signs = (rf"\int_{{{self._interval(lo, hi)}}}" for _, lo, hi in reversed(e.limits))
        inside: str = self.parenthesize(e.function, SUM)
        return " ".join([*signs, inside]) + "".join(rf" \, d{self._print(s)}" for s, *_ in e.limits)

    def _interval(self, lo: sp.Expr, hi: sp.Expr) -> str:
        return r"\mathbb{R}" if (lo, hi) == (-oo, oo) else rf"[{self._print(lo)}, {self._print(hi)}]"

    def _print_Within(self, e: sp.Function) -> str:
        k, lo, hi = e.args
        if hi - lo == 1:
            return rf"[{self._print(k)} = {self._print(lo)}]"
        written: str = super()._print_Within(e)
        return written


def writer_of(derived: Derived) -> LineWriter:
    bound = [s for line in derived.lines for s in limits_of(line.expr)]
    return LineWriter([*derived.sides.place, *dict.fromkeys(bound)], [*derived.sides.place, *bound], brackets=True)


def hypotheses(law: Law, derived: Derived) -> Iterator[str]:
    """The hypotheses of a derivation, as LaTeX."""
    sides, tex = derived.sides, writer_of(derived).doprint
    if sides.shape:
        yield ", ".join(rf"0 \leq {tex(s)} < {tex(n)}" for s, n in zip(sides.place, sides.shape, strict=True))
    for name, ends in sides.given.supports.items():
        if ends:
            ranges = ", ".join(rf"{tex(first)} \ldots {tex(last)}" for first, last in ends)
            sign = rf", \; {letter(name)} \geq 0" if name in sides.given.nonnegative else ""
            yield rf"{letter(name)} = 0 \text{{ outside }} {ranges}{sign}"
    for fact in sides.sizes:
        if not evident(fact):
            yield rf"{tex(fact)} \geq 0"
    for rule in derived.assumed:
        yield rf"\text{{{rule}}}" if isinstance(rule, str) else rf"{tex(rule.lhs)} \neq 0"
    if law.of.ranked and (law.rank or 1) == 1:
        yield r"\text{one spatial axis}"


def evident(fact: sp.Expr) -> bool:
    """Whether a fact follows from sizes >= 1."""
    beyond = {
        s: 1 + sp.Dummy(integer=True, nonnegative=True) for s in fact.free_symbols if s.is_integer and s.is_positive
    }
    return bool(sp.expand(fact.xreplace(beyond)).is_nonnegative)


def reason(step: str, said: str) -> str:
    return f"{step}: {said}" if said else step


def in_tex(words: str) -> str:
    """The reason of a line as LaTeX text."""
    for sign, tex in (("→", r"$\to$"), ("ℤ", r"$\mathbb{Z}$"), ("⌊", r"$\lfloor$"), ("⌋", r"$\rfloor$")):
        words = words.replace(sign, tex)
    return words


def latex(law: Law, derived: Derived) -> str:
    """The lines as one aligned display."""
    tex = writer_of(derived).doprint
    first, *rest = (tex(line.expr) for line in derived.lines)
    rows = [rf"& {first} && \text{{by definition}}"]
    rows += [
        rf"={{}} & {line} && \text{{{in_tex(reason(one.step, one.said))}}}"
        for line, one in zip(rest, derived.lines[1:], strict=True)
    ]
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def theorems(law: Law) -> list[Page]:
    """The theorems of a proof assistant that prove a law, as the ledger has them."""
    return [
        {
            "theorem": one.theorem,
            "says": one.says,
            "axioms": list(one.axioms),
            "axes": list(one.ranks),
            "by_definition": one.by_definition,
            "stale": one.stale,
        }
        for one in ledger.proofs_of(law)
    ]


def printed(law: Law) -> Page:
    """What is generated for Coq from a law, with the theorem that proves it; {} if it is not printed."""
    found: Page = resources.module("proofs", "printing.record").page(law) if law.holds else {}
    return found


def recorded_theorem(law: Law) -> str:
    """The theorem that the record has for what is generated from a law; "" if it has none. `printed` says whether the
    record is stale, which takes longer."""
    found: Page = resources.module("proofs", "printing.record").recorded().get(law.name, {})
    theorem: str = found.get("theorem", "")
    return theorem


def proved_as_generated(law: Law) -> Page:
    """The theorem of what is generated from a law, also a stale one; {} if there is none, or if the formula was
    restated."""
    of = law.of
    own = of.of.gradient[of.array] is of if isinstance(of, GradientFormula) else ledger.as_defined(of)
    if not own or not recorded_theorem(law):
        return {}
    found = printed(law)
    return found if found.get("theorem") else {}


@dataclass(frozen=True)
class Shown:
    """What theorems show of a law. rung: PROVED, LINKED, or OPEN if they are of another statement than the present one;
    tier: "generated", or what linked theorems cover; says: their names, or why they do not count."""

    rung: str
    tier: str
    says: str


def shown_by_theorems(law: Law) -> Shown | None:
    """What theorems show of a law: PROVED if one proves the proposition that is generated from it, LINKED if the law
    was only run against one. None if there is no theorem."""
    generated, linked = proved_as_generated(law), ledger.proofs_of(law)
    stale = [generated["stale"]] if generated and generated["stale"] else []
    if generated and not stale:
        return Shown(PROVED, "generated", generated["theorem"])
    if stale := stale or [one.stale for one in linked if one.stale]:
        return Shown(OPEN, "", f"its proof is stale: {stale[0]}; mathcnn prove checks it again")
    return Shown(LINKED, ledger.extent(law, linked), ", ".join(one.theorem for one in linked)) if linked else None


def derivative_law(gradient: GradientFormula) -> Law | None:
    """What a theorem says of a gradient that depends on its array: that it is the derivative of the formula. None for
    a gradient of which the laws say what it is."""
    law: Law = resources.module("proofs", "printing.gradients").law_of(gradient)
    return None if law.fn.__name__ in gradient.laws else law


def page_of(law: Law) -> Page:
    """The theorems about a law and its derivation, which is checked by this call.

    Parameters
    ----------
    law : the law.

    Returns
    -------
    {"name", "latex", "text", "shown", "theorems", "printed", "idea", "derived"}, for JSON. `shown` is the rung that
    theorems give the law, or "". `theorems` are those that are linked to it. `printed` is what is generated for Coq
    from the law, with the theorem that proves it, or {}.

    Raises
    ------
    refused() : a step of the derivation is not accepted.
    """
    tex = law.latex()
    page: Page = {
        "name": law.name,
        "latex": tex,
        "text": unicode.text(tex),
        "shown": shown.rung if (shown := shown_by_theorems(law)) else "",
        "theorems": theorems(law),
        "printed": printed(law),
        "idea": "",
        "derived": [],
    }
    if (derivation := derivation_of(law)) is None:
        return page
    page["idea"] = (derivation.script.__doc__ or "").strip()
    for derived in derivation.check():
        write = writer_of(derived).doprint
        page["derived"].append(
            {
                "words": derived.sides.words,
                "at": derived.sides.at,
                "hypotheses": list(hypotheses(law, derived)),
                "latex": latex(law, derived),
                "lines": [
                    {
                        "latex": write(line.expr),
                        "text": unicode.text(write(line.expr)),
                        "step": line.step,
                        "said": line.said,
                    }
                    for line in derived.lines
                ],
            }
        )
    return page
