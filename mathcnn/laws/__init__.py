"""Families of laws, and the functions of arrays that laws are said with. The laws of gradients are made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import gradients

if TYPE_CHECKING:
    from ..language.derivatives.formulas import GradientFormula


def _laws_of(gradient: GradientFormula) -> None:
    """Attach the laws of a gradient; loaded when the first gradient is derived."""
    from .gradients import attach

    attach(gradient)


gradients.Gradients.attach_laws = staticmethod(_laws_of)
