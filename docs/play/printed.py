"""Write what the pages of this folder take from the library: `python -m docs.play.printed`.

`docs/_static/play/printed.js` holds each formula by name, `films.js` the figures that move, as SVG by name, and
`colours.css` the colours of the figures.
"""

from __future__ import annotations

import json
import pathlib

import sympy as sp

from mathcnn import geometry, layers, pooling
from mathcnn.display.pages import mathml
from mathcnn.language.latex import latex_of
from mathcnn.text import resources

OUT = pathlib.Path(__file__).parents[1] / "_static" / "play"
MOST_LAYERS = 8  # as in sizes.js
SHORT = {"kernel_sizes": "k", "strides": "s", "dilations": "d"}


def receptive_field(layers: int | None = None) -> str:
    """The receptive field as LaTeX; for a number of layers, with its sum and products written out."""
    statement, value = geometry.receptive_field.statement, geometry.receptive_field.statement.rhs
    named = lambda e: sp.IndexedBase(SHORT[e.base.name])[e.indices[0]]
    if layers is not None:
        (count,) = (one for one in statement.free_symbols if one.name == "L")
        value = value.subs(count, layers).doit()
        named = lambda e: sp.Symbol(f"{SHORT[e.base.name]}_{e.indices[0]}")
    value = value.replace(lambda e: isinstance(e, sp.Indexed), named)
    return latex_of([sp.Eq(statement.lhs, value, evaluate=False)], [], [])[0]


def formulas() -> dict[str, str]:
    """Each formula as LaTeX, by the name that page.js uses."""
    return {
        "size": geometry.output_size.latex(),
        "size, rounded up": geometry.output_size.latex(ceil_mode=True),
        "size, transposed": geometry.transposed_output_size.latex(),
        "conv": layers.conv.latex(2),
        "transposed": layers.conv_transpose.latex(2),
        "max": pooling.max_pool.latex(2),
        "avg": pooling.avg_pool.latex(2),
        "field": receptive_field(),
        **{f"field of {n}": receptive_field(n) for n in range(1, MOST_LAYERS + 1)},
    }


def printed() -> str:
    """The script: each formula as MathML, its brackets as high as what they contain."""
    tall = lambda tex: tex.replace(r"\lfloor", r"\left\lfloor").replace(r"\rfloor", r"\right\rfloor")
    taller = lambda tex: tall(tex).replace(r"\lceil", r"\left\lceil").replace(r"\rceil", r"\right\rceil")
    found = {name: mathml(taller(tex)) for name, tex in formulas().items()}
    return f'// Written by docs/play/printed.py.\n"use strict";\nconst printed = {json.dumps(found, indent=1)};\n'


def films() -> str:
    """The script: each figure that moves as an animated SVG without colours of its own."""
    shelf = resources.package("figures")
    found = {one.name: one.animated() for one in shelf.catalog().values() if one.film}
    return f'// Written by docs/play/printed.py.\n"use strict";\nconst films = {json.dumps(found, indent=1)};\n'


def colours() -> str:
    """The colours of the figures as custom properties, light and dark, by the theme of the page or of the system."""
    style = resources.module("figures", "style")
    names = ("paper", "ink", "muted", "rule", "blue", "vermilion", "green", "orange", "purple")
    light, dark = (
        " ".join(f"--play-{name}: {getattr(look, name)};" for name in names) for look in (style.LIGHT, style.DARK)
    )
    return (
        f"/* Written by docs/play/printed.py. */\nbody {{ {light} }}\n"
        f'body[data-theme="dark"] {{ {dark} }}\n'
        f'@media (prefers-color-scheme: dark) {{ body:not([data-theme="light"]) {{ {dark} }} }}\n'
    )


if __name__ == "__main__":
    (OUT / "printed.js").write_text(printed(), "utf-8")
    (OUT / "films.js").write_text(films(), "utf-8")
    (OUT / "colours.css").write_text(colours(), "utf-8")
