"""Pages about gradients: those of a formula, one of them, and the steps of its derivation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any  # Any: facts are texts, numbers, and lists and dictionaries of them

from rich.console import Console
from rich.text import Text

from ..language import unicode
from ..language.formula import Formula
from ..language.gradients import NotDerived
from ..language.wording import statement_of
from ..text.tables import Grid
from ..text.wording import plural
from .aliases import ARGUMENTS
from .terminal import indented, page

if TYPE_CHECKING:
    from ..language.derivatives.formulas import GradientFormula

INDENT = 4


def gradients_of(formula: Formula) -> dict[str, GradientFormula]:
    """The gradients of a formula by array, those that can be derived; none if the formula has no gradient."""
    return formula.gradient.derivable() if formula.backward is not None else {}


def gradient_of(formula: Formula, name: str) -> GradientFormula:
    """The gradient of a formula by an array, or by what the array is called: "w", "weight", "bias".

    Raises LookupError with one line: there is no such array, or no rule for its gradient.
    """
    arrays = list(formula.gradient)
    called = [a for a in arrays if name.lower() in (a.lower(), *ARGUMENTS.get(a, ()))]
    array = called[0] if name not in arrays and len(called) == 1 else name
    try:
        return formula.gradient[array]
    except KeyError as error:
        raise LookupError(error.args[0]) from None
    except NotDerived as error:
        raise LookupError(str(error)) from None


def statements(gradient: GradientFormula) -> dict[str, list[str]]:
    """The statement of a gradient and its named parts, as text and as LaTeX; also in the form of textbooks, if the
    formula states one."""
    found = as_texts("", statement_of(gradient))
    if gradient.textbook is not None:
        found |= as_texts("textbook_", statement_of(gradient.textbook))
    return found


def as_texts(name: str, latex: list[str]) -> dict[str, list[str]]:
    """Equations as text and as LaTeX."""
    return {f"{name}text": [unicode.text(tex) for tex in latex], f"{name}latex": latex}


def listed(formulas: Iterable[Formula]) -> list[dict[str, Any]]:
    """The gradients of formulas, for JSON."""
    return [
        {"name": g.name, "formula": of.name, "array": a, "shapes": g.shapes, **statements(g)}
        for of in formulas
        for a, g in gradients_of(of).items()
    ]


def print_list(formulas: Iterable[Formula]) -> None:
    """A table of the gradients of formulas, with their statements."""
    rows = listed(formulas)
    with page() as out:
        table = Grid("formula", "by", "gradient", whole=["formula", "by"])
        for row in rows:
            table.add_row(row["formula"], row["array"], "\n".join(row.get("textbook_text", row["text"])))
        out.print(table)
        out.print(f"\n{plural(len(rows), 'gradient')}; `mathcnn show NAME --gradient ARRAY` shows one")


def derivation_as_dict(gradient: GradientFormula) -> dict[str, Any]:
    """The derivation of a gradient: the statement of the formula, and the statement after each step.

    Each step is checked: in `cases` small cases it equals the derivative of the literal form, unless `fault` says where
    it does not.
    """
    # where a derivation is shown: it takes a tenth of a second
    from ..evidence.derivation import derivative_law, proved_as_generated
    from ..evidence.derived import checked_steps

    rank = 2 if gradient.ranked and not gradient.axiswise else 1
    steps = []
    for one in checked_steps(gradient):
        tex = gradient.step(one.step, rank).latex
        said = {
            "step": one.step.name,
            "said": one.step.said,
            "runs": one.step.runs,
            "cases": one.cases,
            "fault": one.fault,
        }
        steps.append({**said, "text": [unicode.text(line) for line in tex], "latex": tex})
    stated = [unicode.text(tex) for tex in statement_of(gradient.of)]
    laws = [*gradient.laws.values(), *filter(None, [derivative_law(gradient)])]
    proved = [found for law in laws if (found := proved_as_generated(law))]
    return {"name": gradient.name, "formula": gradient.of.name, "from": stated, "steps": steps, "proved": proved}


def checked(step: dict[str, Any]) -> str:
    """What the check of a step of a derivation found."""
    if step["fault"]:
        return f"differs from the derivative: {step['fault']}"
    if not step["runs"]:
        return "not run: it has a sum without end"
    if not step["cases"]:
        return "not run: by default the formula does not read this array"
    return f"equals the derivative of the literal form, exactly, in {plural(step['cases'], 'case')}"


def print_derivation(facts: dict[str, Any], out: Console) -> None:
    """The steps of a derivation, each with its reason."""
    out.print(Text(facts["name"], "bold"))
    out.print(Text("\nThe formula", "bold"))
    for line in facts["from"]:
        out.print(indented(Text(line, "cyan"), INDENT))
    for k, step in enumerate(facts["steps"], 1):
        out.print(Text.assemble((f"\n{k}. {step['step']}", "bold"), "  ", (step["said"], "dim")))
        for line in step["text"]:
            out.print(indented(Text(line, "cyan"), INDENT))
        out.print(indented(Text(checked(step), "bold red" if step["fault"] else "green"), INDENT))
    if facts["proved"]:
        from .proofs import print_printed

        for one in facts["proved"]:
            print_printed(one, out)
