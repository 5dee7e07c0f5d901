"""Proofs as pages: the law, the theorems about it that the ledger has, and its derivation: hypotheses, and every line
with the step that leads to it. The scripts are in `proofs`, and a page is written of what the kernel accepted when it
ran them just now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import sympy as sp
from rich.console import Console
from rich.text import Text
from sympy import oo
from sympy.concrete.expr_with_limits import ExprWithLimits

from ..language import unicode
from ..language.formula import Law
from ..language.latex import SUM, Writer, letter
from ..language.statement import limits_of
from ..text import resources
from . import ledger

Derivation: TypeAlias = Any  # the folder `proofs` is a part of the package only where that is installed
Derived: TypeAlias = Any

INDENT = 4


def derivations() -> Mapping[str, Derivation]:
    """Every derivation, by the name of its law."""
    found: Mapping[str, Derivation] = resources.package("proofs").derivations()
    return found


def refused() -> type[ValueError]:
    """What a derivation raises where a step is none."""
    error: type[ValueError] = resources.module("proofs", "kernel").Refused
    return error


def derivation_of(law: Law) -> Derivation | None:
    """The derivation of a law, still to be checked. A law of a formula that was restated is another law, and has none."""
    found = derivations().get(law.name)
    return found if found is not None and found.law is law else None


class LineWriter(Writer):
    """Prints the lines of a derivation: the outermost sum first, sums over all of Z, and brackets of one place as [k =
    0].
    """

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
        ends = lambda lo, hi: r"\mathbb{R}" if (lo, hi) == (-oo, oo) else rf"[{self._print(lo)}, {self._print(hi)}]"
        signs = (rf"\int_{{{ends(lo, hi)}}}" for _, lo, hi in reversed(e.limits))
        return (
            " ".join(signs)
            + " "
            + self.parenthesize(e.function, SUM)
            + "".join(rf" \, d{self._print(s)}" for s, *_ in e.limits)
        )

    def _print_Within(self, e: sp.Function) -> str:
        k, lo, hi = e.args
        if hi - lo == 1:
            return rf"[{self._print(k)} = {self._print(lo)}]"
        return super()._print_Within(e)


def writer_of(derived: Derived) -> LineWriter:
    bound = [s for line in derived.lines for s in limits_of(line.expr)]
    return LineWriter([*derived.sides.place, *dict.fromkeys(bound)], [*derived.sides.place, *bound], brackets=True)


def hypotheses(law: Law, derived: Derived) -> Iterator[str]:
    """What the derivation supposes, as LaTeX."""
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
    """Whether sizes of at least 1 are enough for it."""
    beyond = {
        s: 1 + sp.Dummy(integer=True, nonnegative=True) for s in fact.free_symbols if s.is_integer and s.is_positive
    }
    return bool(sp.expand(fact.xreplace(beyond)).is_nonnegative)


def reason(step: str, said: str) -> str:
    return f"{step}: {said}" if said else step


def in_tex(words: str) -> str:
    """What is said beside a line, for LaTeX."""
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


def theorems(law: Law) -> list[dict[str, Any]]:
    """The theorems of a proof assistant that prove the law, as the ledger has them."""
    return [
        {
            "theorem": one.theorem,
            "says": one.says,
            "axioms": list(one.axioms),
            "axes": list(one.ranks),
            "stale": one.stale,
        }
        for one in ledger.proofs_of(law)
    ]


def about(law: Law) -> dict[str, Any]:
    """The theorems about a law, and its derivation as it was checked just now, for JSON;

    `Refused` where a step is none.
    """
    tex = law.latex()
    told: dict[str, Any] = {
        "name": law.name,
        "latex": tex,
        "text": unicode.text(tex),
        "theorems": theorems(law),
        "idea": "",
        "derived": [],
    }
    if (derivation := derivation_of(law)) is None:
        return told
    told["idea"] = (derivation.script.__doc__ or "").strip()
    for derived in derivation.check():
        write = writer_of(derived).doprint
        told["derived"].append(
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
    return told


def print_theorem(one: dict[str, Any], out: Console) -> None:
    """A theorem's name, what it rests on, and its statement."""
    axioms = f"axioms: {', '.join(one['axioms'])}" if one["axioms"] else "no axiom"
    stale = f"; stale: {one['stale']}" if one["stale"] else ""
    out.print(Text.assemble(("\nProved ", "bold"), f"by {one['theorem']} ({axioms})", (stale, "bold red")))
    for line in one["says"].splitlines():
        out.print(Text(" " * INDENT + line))


def print_proof(told: dict[str, Any], out: Console) -> None:
    """A page of mathematics: the law, theorems about it, what is supposed, line by line, q.e.d."""
    out.print(Text.assemble((told["name"], "bold"), "  ", (told["text"], "cyan")))
    if told["idea"]:
        out.print(Text(told["idea"], "italic"))
    for one in told["theorems"]:
        print_theorem(one, out)
    for k, way in enumerate(told["derived"]):
        words = ", ".join(f"{a} = {word!r}" for a, word in way["words"].items())
        alike = k and [line["step"] for line in way["lines"]] == [line["step"] for line in told["derived"][0]["lines"]]
        if alike and way["at"] is None:
            out.print(Text(f"\nThe same steps, each checked, with {words}.", "dim"))
            continue
        if way["at"] is None or not k:
            out.print(Text(f"\nSupposed{f' (with {words})' if words and way['at'] is None else ''}", "bold"))
            for rule in way["hypotheses"]:
                out.print(Text(" " * INDENT + unicode.text(rule)))
        out.print(Text("\nDerived" + (f" at {words}" if way["at"] is not None else ""), "bold"))
        lines = [line["text"] for line in way["lines"]]
        reasons = ["by definition", *(reason(line["step"], line["said"]) for line in way["lines"][1:])]
        wide = max(map(len, lines)) + INDENT
        beside = wide + 3 + max(map(len, reasons)) <= out.width
        for j, (line, why) in enumerate(zip(lines, reasons, strict=True)):
            head = " " * (INDENT - 2) + ("= " if j else "  ")
            if beside:
                out.print(Text.assemble(head, (line.ljust(wide - INDENT), "cyan"), "   ", (why, "dim")))
            else:
                out.print(Text.assemble(head, (line, "cyan")))
                out.print(Text(" " * (INDENT + 4) + why, "dim"))
        if len(lines) == 1:
            out.print(Text(" " * INDENT + "Both sides are this expression, once the formulas are written out."))
        out.print(Text(" " * INDENT + "∎"))
