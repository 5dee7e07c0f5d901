"""Figures that move: each number in each frame, read from the animated SVG, is one of the library's."""

import html
import json
import pathlib
import re
from collections import defaultdict
from fractions import Fraction
from xml.etree import ElementTree

import numpy as np
import pytest

import mathcnn
from mathcnn import layers, pooling
from mathcnn.text import resources

from .browser import opener

figures = mathcnn.figures
style, film = (resources.module("figures", name) for name in ("style", "film"))
MOVING = {one.name: one for one in figures.chosen(["moving"])}
SVG = "{http://www.w3.org/2000/svg}"


def frames_of(name, text):
    """What is seen in each frame: cells, marks and corners by place, and the text."""
    root = ElementTree.fromstring(text)
    n, sheet, own = int(root.get("data-frames")), root.find(f"{SVG}style").text, name.replace(".", "-")
    seen = [defaultdict(dict) for _ in range(n)]
    for group in root.findall(f"{SVG}g"):
        start, end = 0, n
        if group.get("class"):
            start, end = map(int, group.get("class").removeprefix(f"{own}-").split("-"))
            keys = re.search(rf"@keyframes {group.get('class')}{{(.*?}})}}", sheet)[1]
            changes = {
                round(float(at) * n / 100): on == "visible"
                for at, on in re.findall(r"([\d.]+)%{visibility:(\w+)}", keys)
            }
            shown, on = [], False
            for k in range(n):
                on = changes.get(k, on)
                shown.append(on)
            assert shown == [start <= k < end for k in range(n)], group.get("class")
        for one in group:
            for k in range(start, end):
                for kind in ("cell", "mark", "corner"):
                    if place := one.get(f"data-{kind}"):
                        table, *at = map(int, place.split(","))
                        seen[k][kind][table, tuple(at)] = one.text or ""
                if one.get("class") == "l":
                    seen[k]["says"][len(seen[k]["says"])] = one.text
    return seen


def number(text):
    return Fraction(text.replace("\N{MINUS SIGN}", "-"))


def table(frame, t):
    """The numbers of a table in a frame, by place."""
    return {at: number(text) for (of, at), text in frame["cell"].items() if of == t}


def said(frame):
    """The text below the tables: the name, the place, and the terms; and the value, if it is a sum."""
    text = " ".join(frame["says"].values())
    name, i, j, terms = re.fullmatch(r"(\w+)\[(\d+), (\d+)\] = (.*)", text).groups()
    return name, (int(i), int(j)), terms.replace("\N{MINUS SIGN}", "-")


def evaluated(terms):
    """A sum of products, a maximum or a mean, written out; both sides of its last equals sign must agree."""
    left, right = terms.rsplit(" = ", 1)
    if largest := re.fullmatch(r"max\((.*)\)", left):
        value = max(map(int, largest[1].split(", ")))
    elif mean := re.fullmatch(r"\((.*)\)/6", left):
        value = Fraction(sum(map(int, mean[1].split(" + "))), 6)
    else:
        factor = r"\(?(-?\d+)\)?"
        pairs = [re.fullmatch(f"{factor}×{factor}", term).groups() for term in left.split(" + ")]
        value = sum(int(a) * int(b) for a, b in pairs)
    assert value == Fraction(right), terms
    return value


def expected():
    """Of each film: the table that shows the result, the result by the library, and what the other tables hold."""
    large, w, x = figures.geometry.LARGE, figures.geometry.W, figures.geometry.X
    image = figures.pooling.IMAGE
    one = lambda a: np.asarray(a, float)[None, None]
    dy, seen, weights = figures.layers.DY, figures.layers.X, figures.layers.W
    back, how = [one(a) for a in (dy, seen, weights)], {"stride": 2, "padding": 1}
    exact = np.vectorize(Fraction, otypes=[object])(image)[None, None]
    small = x[:3, :4]
    padded = np.pad(small, ((0, 1), (1, 1)))
    return {
        "convolution_with_stride": (2, layers.conv(one(large), one(w), stride=2), {0: large, 1: w}),
        "convolution_with_padding": (2, layers.conv(one(small), one(w), padding="same"), {0: padded, 1: w}),
        "convolution_with_dilation": (2, layers.conv(one(large), one(w), dilation=2), {0: large, 1: w}),
        "transposed_convolution": (2, layers.conv_transpose(one(x[:2, :3]), one(w), stride=2), {0: x[:2, :3], 1: w}),
        "max_pooling": (1, pooling.max_pool(one(image), (2, 3), stride=2), {0: image}),
        "average_pooling": (1, pooling.avg_pool(exact, (2, 3), stride=2), {0: image}),
        "backpropagation_to_the_weights": (2, layers.conv.gradient["w"](*back, **how), {0: np.pad(seen, 1), 1: dy}),
        "backpropagation_to_the_input": (0, layers.conv.gradient["x"](*back, **how), {1: weights, 2: dy}),
    }


def check(name, text):
    """Each number of each frame of the film, against the library."""
    frames = frames_of(name, text)
    of, y, others = expected()[name.partition(".")[2]]
    y = y[0, 0]
    for t, values in others.items():
        assert all(table(frame, t) == dict(np.ndenumerate(values)) for frame in frames)
    assert table(frames[-1], of) == dict(np.ndenumerate(y))
    if name.endswith("transposed_convolution"):
        return check_transposed(frames)
    assert len(frames) == y.size
    for k, (frame, (place, value)) in enumerate(zip(frames, np.ndenumerate(y), strict=True)):
        shown = table(frame, of)
        assert shown == dict([*np.ndenumerate(y)][: k + 1])
        _, at, terms = said(frame)
        assert at == place and evaluated(terms) == value
        marked = {where: number(frame["cell"][where]) for where in frame["mark"]}
        corners = frame["corner"]
        numbers = sorted(map(int, re.findall(r"-?\d+", terms.rsplit(" = ", 1)[0].removesuffix("/6"))))
        if "max" in terms:
            assert list(marked.values()) == [value]
        elif not corners:
            assert sorted(marked.values()) == numbers
        elif set("abcd") & set(corners.values()):  # equal letters are the factors of one product
            letters = defaultdict(list)
            for where, letter in corners.items():
                letters[letter].append(marked[where])
            assert sum(a * b for a, b in letters.values()) == value
            assert sorted(v for pair in letters.values() for v in pair) == numbers
        else:
            assert sum(marked[where] * number(corner) for where, corner in corners.items()) == value
            assert sorted([*marked.values(), *map(number, corners.values())]) == numbers
    return None


def check_transposed(frames):
    """After entry k of the input the result is the transposed convolution of the entries up to it."""
    x, w = figures.geometry.X[:2, :3], figures.geometry.W
    assert len(frames) == x.size
    for k, frame in enumerate(frames):
        first = np.where(np.arange(x.size).reshape(x.shape) <= k, x, 0)
        y = layers.conv_transpose(first[None, None], w[None, None], stride=2)[0, 0]
        assert table(frame, 2) == dict(np.ndenumerate(y))
        _, at, terms = said(frame)
        value, adds = terms.split(" adds ")
        assert at == divmod(k, x.shape[1]) and int(value) == x[at]
        assert adds.split(", ") == [f"{value}×{v}" for v in w.flat]
        corners = {tuple(np.subtract(place, np.multiply(2, at))): text for (_, place), text in frame["corner"].items()}
        assert {place: int(text) for place, text in corners.items()} == dict(np.ndenumerate(w))


@pytest.mark.parametrize("name", MOVING)
def test_every_number_of_every_frame(name):
    check(name, MOVING[name].picture("moving.svg").decode())


@pytest.mark.parametrize("name", MOVING)
def test_a_wrong_number_is_seen(name):
    """Each text of a film that has a number is changed in turn; a tenth of them."""
    text = MOVING[name].picture("moving.svg").decode()
    places = [one.start() for one in re.finditer(r"(?<=>)[^<>]*\d[^<>]*(?=</text>)", text)]
    for at in places[:: max(1, len(places) // 10)]:
        digit = re.compile(r"\d").search(text, at)
        wrong = text[: digit.start()] + str((int(digit[0]) + 1) % 10) + text[digit.end() :]
        with pytest.raises((AssertionError, ValueError, KeyError)):
            check(name, wrong)


@pytest.mark.parametrize("name", MOVING)
def test_file(name):
    """It is small, needs nothing else, stops for those who prefer it, and is light or dark."""
    light, dark = (MOVING[name].picture("moving.svg", dark).decode() for dark in (False, True))
    assert len(light) < 40_000 and light == MOVING[name].picture("moving.svg").decode()
    assert style.LIGHT.paper in light and style.DARK.paper in dark and style.DARK.paper not in light
    assert not re.search(r"<script|href|url\(|@import", light)
    assert light.count("@keyframes") == light.count("animation:none") > 0
    assert "@media (prefers-reduced-motion:reduce)" in light and f'aria-label="{MOVING[name].title}"' in light
    bare = MOVING[name].animated()
    assert style.LIGHT.paper not in bare and "var(--play-ink)" in bare


def test_long_texts_are_broken():
    assert (
        max(len(line) for one in MOVING.values() for f in one.film(one.shown).frames for line in film.broken(f.says))
        <= 58
    )


# ---------------------------------------------------------------- in a browser, and what a gallery needs to know

PLAYED = """(() => {
  const box = document.createElement("div"); box.dataset.film = NAME; document.body.append(box);
  const shown = player.show(box), svg = box.querySelector("svg"), [back, run, next] = box.querySelectorAll("button");
  const seen = () => [...svg.querySelectorAll("g")].filter((g) => getComputedStyle(g).visibility === "visible")
    .flatMap((g) => [...g.querySelectorAll("text.l")]).map((t) => t.textContent).join(" ");
  const said = [run.textContent];
  run.click(); said.push(run.textContent);
  for (let k = 0; k < Number(svg.dataset.frames); k += 1) { shown.put(k); said.push(seen()); }
  next.click(); said.push(shown.at()); back.click(); said.push(shown.at()); run.click(); said.push(run.textContent);
  return said;
})()"""


@pytest.mark.parametrize("options", [(), ("--force-prefers-reduced-motion",)])
def test_player(options, tmp_path):
    """Pause and play, one frame on and back; where motion is not wanted, frame after frame."""
    one, static = (
        MOVING["moving.transposed_convolution"],
        pathlib.Path(__file__).parents[1] / "docs" / "_static" / "play",
    )
    scripts = "".join(f'<script src="{(static / name).as_uri()}"></script>' for name in ("films.js", "player.js"))
    call = f"<script>document.title = JSON.stringify({PLAYED.replace('NAME', json.dumps(one.name))})</script>"
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body>{scripts}{call}</body></html>"
    dom = opener(tmp_path)(page, "--dump-dom", "--virtual-time-budget=2000", *options)
    found = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", dom)[1]))
    before, after, *frames, forwards, back, again = found
    assert frames == [frame.says for frame in one.film(one.shown).frames]
    assert (forwards, back) == (0, len(frames) - 1)
    assert [before, after, again] == (["Play"] * 3 if options else ["Pause", "Play", "Pause"])


def test_figures_say_which_formulas_they_show():
    """Derived from the functions that compute the data; records of verdicts are of all formulas, so of none."""
    formulas = {one.name: one.formulas for one in figures.catalog().values()}
    assert formulas["geometry.padding"] == ("layers.conv", "geometry.output_size")
    assert formulas["moving.backpropagation_to_the_weights"] == ("layers.conv",)  # through functions of another script
    assert set().union(*formulas.values()) <= set(mathcnn.catalogue.catalog().formulas)
    without = {name.partition(".")[0] for name, found in formulas.items() if not found}
    assert without == {"kernels", "museum", "conformance", "benchmarks", "evidence"}
    one = MOVING["moving.max_pooling"]
    assert one.command == "mathcnn figures moving.max_pooling"
    assert one.files(dark=True) == {
        "png": "moving.max_pooling.dark.png",
        "moving.svg": "moving.max_pooling.dark.moving.svg",
    }
