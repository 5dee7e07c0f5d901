"""How formulas are printed: as LaTeX, as terms of laws, and as a page."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from .definition import Definition
from .latex import Term, letter, write

if TYPE_CHECKING:
    from .formula import Formula


class Card(str):
    """A Markdown page, which a notebook renders."""

    def _repr_markdown_(self) -> str:
        return str(self)


def as_term(definition: Definition, args: tuple[Any, ...], scalars: dict[str, Any]) -> Term:
    """A formula of terms, as a term. Any: whatever a law passes to its implementation, terms and numbers."""
    notation = definition.notation
    terms = [write(a) for a in args if a is not None]
    if notation and "{}" in notation:
        named = {k: write(v).tex for k, v in scalars.items()}
        tight = notation[0] in "\\{" and " " not in notation
        whole = Term(notation.format(*(a.inner() for a in terms), **named), tight)
        unsaid = ", ".join(tex for k, tex in named.items() if f"{{{k}}}" not in notation)  # conventions, as an index
        return Term(rf"\left({whole.tex}\right)_{{{unsaid}}}") if unsaid else whole
    said = [(letter(k), write(v).tex) for k, v in scalars.items() if v is not None]
    options = ", ".join(tex if tex == name else f"{name}={tex}" for name, tex in said)
    name = notation or rf"\operatorname{{{definition.fn.__name__.replace('_', ' ')}}}"
    name += f"_{{{options}}}" if options else ""
    return Term(f"{name}({', '.join(a.tex for a in terms)})" if terms or not notation else name)


def aligned(lines: list[str]) -> str:
    """Equations as one formula for notebooks, named parts on lines of their own."""
    first, *parts = lines
    if not parts:
        return rf"$\displaystyle {first}$"
    rows = r" \\ ".join(line.replace(" = ", " &= ", 1) for line in (first, *parts))
    return rf"$\displaystyle \begin{{aligned}} {rows} \end{{aligned}}$"


def card(of: Formula) -> Card:
    """A formula as a Markdown page: its statement, shapes, conventions, laws and source."""
    lines = [
        f"### {of.name}",
        "",
        inspect.getdoc(of.fn) or "",
        "",
        f"$$ {of.latex()} $$",
        "",
        f"Shapes: `{of.shapes}`",
        "",
    ]
    found = of.gradient.derivable() if of.backward is not None else {}
    lines += [line for a, one in found.items() for line in (f"Gradient by `{a}`: $ {one.latex()} $", "")]
    for a, known in of.conventions.items():
        lines.append(f"Convention `{a}`: {', '.join(f'`{w!r}`' for w in known)}  ")
    for kind, holds in (("Laws", True), ("Does not hold", False)):
        if laws := [law for law in of.laws.values() if law.holds is holds]:
            lines += ["", f"{kind}:", "", *(f"* `{law.name}`: $ {law.latex()} $" for law in laws)]
    return Card("\n".join([*lines, "", f"Source: {of.source}", ""]))
