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
    found = {}
    for a in formula.gradient if formula.backward is not None else ():
        try:
            found[a] = formula.gradient[a]
        except NotDerived:
            continue
    return found


def gradient_of(formula: Formula, name: str) -> GradientFormula:
    """The gradient of a formula by an array, or by what the array is called: "w", "weight", "bias".

    Raises LookupError with one line: there is no such array, or no rule for its gradient.
    """
    arrays = list(formula.gradient)
    called = [a for a in arrays if name.lower() in ARGUMENTS.get(a, ())]
    array = called[0] if name not in arrays and len(called) == 1 else name
    try:
        return formula.gradient[array]
    except KeyError as error:
        raise LookupError(error.args[0]) from None
    except NotDerived as error:  # its message ends with the expression
        raise LookupError(str(error).partition(", in ")[0]) from None


def statements(gradient: GradientFormula) -> dict[str, list[str]]:
    """The statement of a gradient and its named parts, as text and as LaTeX."""
    latex = statement_of(gradient)
    return {"text": [unicode.text(tex) for tex in latex], "latex": latex}


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
            table.add_row(row["formula"], row["array"], "\n".join(row["text"]))
        out.print(table)
        out.print(f"\n{plural(len(rows), 'gradient')}; `mathcnn show NAME --gradient ARRAY` shows one")


def derivation_as_dict(gradient: GradientFormula) -> dict[str, Any]:
    """The derivation of a gradient: the statement of the formula, and the statement after each step."""
    latex_of = lambda plan: {"latex": plan.latex, "text": [unicode.text(tex) for tex in plan.latex]}
    rank = 2 if gradient.ranked and not gradient.axiswise else 1
    steps = gradient.derivation().steps
    return {
        "name": gradient.name,
        "formula": gradient.of.name,
        "from": [unicode.text(tex) for tex in statement_of(gradient.of)],
        "steps": [{"step": step.name, "said": step.said, **latex_of(gradient.step(step, rank))} for step in steps],
    }


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
