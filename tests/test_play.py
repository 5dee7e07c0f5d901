"""The page on which sizes and positions are tried: its scripts compute in Chromium what the library computes."""

import html
import importlib
import itertools
import json
import pathlib
import random
import re
import sys
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import geometry, layers, pooling

from .browser import DARK, opener, violations

ROOT = pathlib.Path(__file__).parents[1]
PAGE, STATIC = ROOT / "docs" / "play" / "sizes.md", ROOT / "docs" / "_static" / "play"
NAMES = ("size", "kernel", "stride", "dilation", "before", "after", "extra")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    return opener(tmp_path_factory.mktemp("browser"))


def page(script=""):
    """The page as a file of its own, without the frame of the site, and a script that runs when it is there."""
    tags = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("<")]
    body = "\n".join(tags).replace("../../_static", (ROOT / "docs" / "_static").as_uri())
    script = f"<script>addEventListener('load', () => {{ {script} }})</script>" if script else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sizes</title><style>body {'
        "background: var(--play-paper); color: var(--play-ink)}</style></head><body>"
        f"<main><h1>Sizes</h1>{body}</main>{script}</body></html>"
    )


def said(chromium, expression, *options, hash=""):
    """What an expression of JavaScript is on the page, and the errors that the page reported."""
    script = (
        'const out = document.createElement("pre"); out.id = "said"; let value; try { value = '
        f"{expression} }} catch (error) {{ value = `error: ${{error.stack}}` }} "
        "out.textContent = JSON.stringify(value, (_, v) => typeof v === 'bigint' ? String(v) : v); "
        "document.body.append(out)"
    )
    dom = chromium(page(script), "--dump-dom", "--virtual-time-budget=5000", *options, hash=hash)
    found = json.loads(html.unescape(re.search(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)[1]))
    assert not str(found).startswith("error: "), found
    return found


def axis(*numbers, ceil=False):
    """An axis as sizes.js has it: the size and the kernel, and of the others those that are given."""
    return {**dict(zip(NAMES, (*numbers, *(0, 0, 1, 1, 0, 0, 0)[len(numbers) :]), strict=True)), "ceil": ceil}


def library(kind, one):
    """The size by the library; None if it has none."""
    how = {key: one[key] for key in ("stride", "dilation")} | {"padding": ((one["before"], one["after"]),)}
    try:
        if kind == "transposed":
            return geometry.transposed_output_size(one["size"], one["kernel"], output_padding=one["extra"], **how)
        if kind == "conv":
            return geometry.output_size(one["size"], one["kernel"], **how)
        x = np.arange(one["size"], dtype=float)[None, None]
        return pooling.max_pool(x, one["kernel"], ceil_mode=one["ceil"], **how).shape[2]
    except ValueError:
        return None


PADS = ((0, 0), (1, 1), (0, 2), (3, 1))
GRID = [
    *(
        ("conv", axis(*numbers, *pads))
        for *numbers, pads in itertools.product((1, 2, 5, 6, 7), (1, 2, 3, 4), (1, 2, 3), (1, 2), PADS)
    ),
    *(
        ("transposed", axis(*numbers, *pads, extra))
        for *numbers, pads, extra in itertools.product((1, 2, 5), (1, 3, 4), (1, 2, 3), (1, 2), PADS, (0, 1, 2, 3))
    ),
    *(
        ("max", axis(*numbers, *pads, ceil=ceil))
        for *numbers, pads, ceil in itertools.product((1, 2, 5, 6), (1, 2, 3), (1, 2, 3), (1, 2), PADS, (False, True))
    ),
    *(
        ("conv", axis(*numbers))
        for numbers in ((224, 7, 2, 1, 3, 3), (224, 11, 4, 1, 2, 2), (32, 5), (112, 3, 2, 1, 1, 1))
    ),
    ("max", axis(112, 3, 2, 1, 1, 1, ceil=True)),
    ("max", axis(55, 3, 2)),
    ("conv", axis(1000000, 1000, 999, 1000)),
    ("transposed", axis(14, 4, 2, 1, 1, 1)),
]


def test_sizes_are_those_of_the_library(chromium):
    """Of each of the grid: the size, or a message where the library refuses. The words for padding, too."""
    got = said(
        chromium,
        f"{json.dumps(GRID)}.map(([kind, axis]) => "
        "sizes.wrong(kind, axis, 'rows') ? null : sizes.resultSize(kind, axis))",
    )
    expected = [library(kind, one) for kind, one in GRID]
    assert got == expected
    assert min(expected.count(None), len(expected) - expected.count(None)) > 100
    words = [
        (word, axis(*numbers))
        for word in ("valid", "same", "full")
        for numbers in itertools.product((4, 7), (1, 3, 4), (1, 2, 3), (1, 2))
    ]
    pads = said(chromium, f"{json.dumps(words)}.map(([word, axis]) => sizes.padding(word, axis))")
    for (word, one), (before, after) in zip(words, pads, strict=True):
        how = {key: one[key] for key in ("stride", "dilation")}
        x, w = np.arange(1.0, one["size"] + 1)[None, None], np.arange(1.0, one["kernel"] + 1)[None, None]
        try:
            y = layers.conv(x, w, padding=word, **how)
        except ValueError:
            continue  # "valid", and the kernel does not fit
        assert np.array_equal(y, layers.conv(x, w, padding=((before, after),), **how)), (word, one)


def drawn(kind, seed):
    """Two axes with numbers that fit, drawn with a seed."""
    draw = random.Random(seed)
    while True:
        two = [
            axis(*(draw.randint(1, most) for most in (7, 4, 3, 3)), draw.randint(0, 2), draw.randint(0, 2))
            for _ in range(2)
        ]
        for one in two:
            one["extra"] = draw.randint(0, max(one["stride"], one["dilation"]) - 1) if kind == "transposed" else 0
        if kind in ("max", "avg"):
            two = [{**one, "ceil": seed % 2 == 1} for one in two]
        if all(library("max" if kind == "avg" else kind, one) for one in two):
            return two


def computed(kind, two, x, w):
    """The layer by the library, in fractions for averages."""
    how = {key: tuple(one[key] for one in two) for key in ("stride", "dilation")}
    how["padding"] = tuple((one["before"], one["after"]) for one in two)
    x, w, kernel = np.array(x)[None, None], np.array(w)[None, None], tuple(one["kernel"] for one in two)
    if kind == "conv":
        return layers.conv(x, w, **how)[0, 0]
    if kind == "transposed":
        return layers.conv_transpose(x, w, output_padding=tuple(one["extra"] for one in two), **how)[0, 0]
    if kind == "max":
        return pooling.max_pool(x, kernel, ceil_mode=two[0]["ceil"], **how)[0, 0]
    return pooling.avg_pool(np.vectorize(Fraction, otypes=[object])(x), kernel, ceil_mode=two[0]["ceil"], **how)[0, 0]


def test_results_are_those_of_the_library(chromium):
    """The numbers in the cells, entry by entry, for each kind of layer."""
    cases = [(kind, *drawn(kind, seed)) for kind in ("conv", "transposed", "max", "avg") for seed in range(12)]
    found = said(
        chromium,
        f"""{json.dumps(cases)}.map(([kind, rows, columns]) => {{
        const [x, w] = [sizes.input(rows.size, columns.size), sizes.weights(rows.kernel, columns.kernel)];
        return [x, w, sizes.result(kind, rows, columns, x, w).map((line) => line.map(sizes.fraction))] }})""",
    )
    for (kind, *two), (x, w, y) in zip(cases, found, strict=True):
        assert np.array_equal(computed(kind, two, x, w), np.vectorize(Fraction)(y)), (kind, two)


def test_receptive_fields_are_those_of_the_library(chromium):
    """Of stacks, whose layers differ; also where the product of strides is beyond 2^53."""
    draw = random.Random(3)
    stacks = [
        [axis(0, *(draw.randint(1, most) for most in (5, 3, 3))) for _ in range(draw.randint(1, 8))] for _ in range(60)
    ]
    stacks += [[axis(0, 1000000, 1000000, 1000000)] * 8, [axis(0, k, s) for k, s in ((5, 1), (2, 2)) * 2]]
    found = said(chromium, f"{json.dumps(stacks)}.map(sizes.receptiveField)")
    for stack, field in zip(stacks, found, strict=True):
        ours = [[int(one[key]) for one in stack] for key in ("kernel", "stride", "dilation")]
        assert int(field) == geometry.receptive_field(*(np.array(row, object) for row in ours)), stack
    size, chosen = 300, [axis(0, 3, 2, 1, 1, 1), axis(0, 2, 1, 3), axis(0, 4, 3, 2, 2, 2)]
    got = said(chromium, f"sizes.stack({size}, {json.dumps(chosen)})")
    assert got["wrong"] is None and len(got["rows"]) == 3
    for n, row in enumerate(got["rows"]):
        size = library("conv", {**chosen[n], "size": size})
        assert row["size"] == size
    cone = said(chromium, f"sizes.cone({json.dumps(chosen)}, 5)")[0]
    last = got["rows"][-1]
    assert cone[0] == int(last["start"]) + 5 * int(last["jump"]) and cone[-1] - cone[0] + 1 == int(last["field"])


def test_faulty_functions_are_seen(chromium):
    """The comparison of the grid rejects a size without the 1, and ceil mode without its clamp."""
    room = "axis.size + axis.before + axis.after - sizes.reach(axis)"
    for fault in (
        f"Math.floor(({room}) / axis.stride) + 1",
        f"(axis.ceil ? Math.ceil : Math.floor)(({room} - 1) / axis.stride) + 1",
    ):
        of = [(kind, one) for kind, one in GRID if kind != "transposed"]
        got = said(chromium, f"{json.dumps(of)}.map(([kind, axis]) => sizes.wrong(kind, axis, '') ? null : {fault})")
        assert got != [library(kind, one) for kind, one in of]


TYPED = """(() => {
  const at = (id) => document.getElementById(`play-${id}`);
  const shown = () => ["output", "wrong", "reads", "numbers-rows", "numbers-columns"].map((id) => at(id).textContent);
  const type = (id, value) => { at(id).value = value; at(id).dispatchEvent(new Event("input")); };
  const press = (key) => at("pictures").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const found = { first: shown() };
  press("ArrowRight"); press("ArrowDown"); press("ArrowDown");
  found.moved = at("reads").textContent; found.hash = location.hash;
  press("End"); found.end = at("reads").textContent;
  found.bad = ["2.5", "abc", "", "0", "-1", "1e3", "99999999"].map((value) => { type("stride-columns", value);
    return [at("wrong").textContent, at("stride-columns").getAttribute("aria-invalid"), at("shown").hidden]; });
  type("stride-columns", "1"); type("kernel-rows", "9"); found.wide = at("wrong").textContent;
  type("kernel-rows", "3"); found.again = shown();
  at("kind").value = "max"; at("kind").dispatchEvent(new Event("change"));
  type("before-rows", "5"); found.outside = at("wrong").textContent;
  type("before-rows", "1"); found.field = at("sees").textContent;
  type("after-columns", "1"); type("size-rows", "224"); type("size-columns", "300");
  found.large = [at("output").textContent, at("undrawn").textContent];
  at("add").click(); at("remove").click(); at("remove").click(); found.layers = at("layers").children.length;
  type("stack-size", "3"); found.stack = at("wrong-stack").textContent;
  return found;
})()"""


def test_page_answers(chromium):
    """Typing, keys, messages, formulas and the address."""
    start = "#kind=conv&padding=numbers&size=5,8&kernel=3,2&stride=2,1&dilation=1,2&before=1,0&after=1,3&at=0,0"
    found = said(chromium, TYPED, hash=start)
    output, wrong, reads, rows, columns = found["first"]
    size = geometry.output_size((5, 8), (3, 2), stride=(2, 1), dilation=(1, 2), padding=((1, 1), (0, 3)))
    assert output == f"Result: {size[0]} × {size[1]} (rows × columns)" and wrong == ""
    assert reads == "Window (0, 0) reads rows −1, 0, 1 and columns 0, 2. 0×3 + (−1)×4 + 3×5 + 1×5 = 16"
    for text, o in ((rows, size[0]), (columns, size[1])):
        assert re.sub(r"[^a-zA-Z]", "", text) == "o" and text.endswith(f"={o}")
    assert found["moved"].startswith("Window (2, 1) reads rows 3, 4, 5 and columns 1, 3.")
    assert "at=2,1" in found["hash"] and "kernel=3,2" in found["hash"]
    assert found["end"].startswith(f"Window ({size[0] - 1}, {size[1] - 1}) reads")
    shown = ("2.5", "abc", "", "0", "-1", "1e3", "99999999")
    for text, (message, invalid, hidden) in zip(shown, found["bad"], strict=True):
        value = int(text) if re.fullmatch(r"-?\d+", text) else "not a number"
        assert message == f"No result. stride, columns: {value}; must be an integer from 1 to 1000000."
        assert invalid == "true" and hidden
    assert found["wide"] == (
        "No result. kernel size, rows: 9 with dilation 1 spans 9 entries; must be at "
        "most the 7 of the input with its padding."
    )
    assert found["again"][:2] == found["first"][:2]
    assert found["outside"].startswith("No result. padding, rows: window 0 reads padding only;")
    assert found["field"].startswith("Receptive field: 32. Result 0 of 1 sees the places 0 to 31")
    assert found["large"] == [
        "Result: 112 × 299 (rows × columns)",
        "Drawn up to 36 entries along an axis, padding included.",
    ]
    assert found["layers"] == 4
    assert found["stack"] == (
        "No result. kernel size, layer 1: 5 with dilation 1 spans 5 entries; must be at "
        "most the 3 of the input with its padding."
    )


def test_page_reports_no_error_and_fits_its_window(chromium):
    script = """(() => { const d = document.documentElement; return [d.scrollWidth - d.clientWidth,
    document.querySelectorAll("#play-pictures rect").length > 50, document.querySelectorAll("math").length] })()"""
    for width in (500, 1400):  # Chromium makes no window narrower than 500
        assert said(chromium, script, f"--window-size={width},900") == [0, True, 6]


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), (DARK,)])
def test_page_is_accessible(options, chromium):
    assert violations(page(), chromium, *options) == []


def test_what_is_printed_is_up_to_date(monkeypatch):
    """The formulas, the figures that move and the colours are those of the library."""
    monkeypatch.syspath_prepend(str(PAGE.parent))
    pytest.importorskip("latex2mathml", reason="pip install 'mathcnn[html]' for formulas in MathML")
    printed = importlib.import_module("printed")
    sys.modules.pop("printed")
    again = "write it again: python -m docs.play.printed"
    assert (STATIC / "printed.js").read_text("utf-8") == printed.printed(), again
    assert (STATIC / "films.js").read_text("utf-8") == printed.films(), again
    assert (STATIC / "colours.css").read_text("utf-8") == printed.colours(), again
    assert f"MOST_LAYERS = {printed.MOST_LAYERS};" in (STATIC / "sizes.js").read_text("utf-8")
