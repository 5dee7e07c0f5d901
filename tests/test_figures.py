"""Figures: each claim holds, each planted fault breaks it, nothing is cut off, and the gallery is up to date."""

import dataclasses
import io
import itertools
import os
import pathlib
import re
import subprocess
import sys

import matplotlib
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

import mathcnn
from mathcnn.commands import figures as command
from mathcnn.commands import main
from mathcnn.text import resources
from mathcnn.text.references import cited

figures = mathcnn.figures
style = resources.module("figures", "style")
CATALOG = figures.catalog()
FOLDER = pathlib.Path(__file__).parent.parent / "figures"
EASY = "convolution.sum_of_copies"


# These show one trained network, which one process trains once: with the slow tests, which run in one process.
TRAINED = ("lenet.training_curve", "lenet.filters_and_maps", "lenet.mutual_information_per_layer")


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.slow) if name in TRAINED else name for name in CATALOG],
)
def one(request):
    """Each figure in turn, with all its tests, since its data are computed once a process."""
    return CATALOG[request.param]


# ---------------------------------------------------------------- what a figure says


def test_claim_holds_and_faults_break_it(one):
    assert one.wrong and one.holds(one.shown)
    for parameter, fault in one.wrong.items():
        assert not one.holds(one.data(**{parameter: fault})), parameter


def test_caption_and_source(one):
    assert one.title and not one.title.endswith(".") and one.caption.endswith(".")
    assert all(citation.reference for citation in cited(one.source))


def test_every_parameter_of_the_data_needs_a_fault():
    with pytest.raises(TypeError, match="its parameters and `wrong` must have the same names, and differ in conv"):
        figures.figure(data=lambda conv=None: None, holds=bool, wrong={})


# ---------------------------------------------------------------- what it looks like


def test_words_can_be_read(one, monkeypatch):
    """They are large enough, inside the page, and apart."""
    with style.LIGHT.applied():
        sheet = one.draw(one.shown, style.LIGHT)
        assert sheet.get_figwidth() <= 7.5
        assert not list(unreadable(sheet, monkeypatch))


@pytest.mark.parametrize(
    "name", [name for name in CATALOG if name.partition(".")[0] in ("conformance", "evidence", "museum")]
)
def test_words_can_be_read_when_every_record_is_out_of_date(name, monkeypatch):
    """The daggers have room."""
    one = CATALOG[name]
    every = set(mathcnn.TOPICS)
    changed = dict.fromkeys(one.shown.targets, every) if "targets" in vars(one.shown) else every
    shown = figures.Data(**{**vars(one.shown), "changed": changed})
    with style.LIGHT.applied():
        sheet = one.draw(shown, style.LIGHT)
        assert any("†" in text.get_text() for ax in sheet.axes for text in ax.texts)
        assert not list(unreadable(sheet, monkeypatch))


def unreadable(sheet, monkeypatch):
    """What is wrong with the words of a figure, at 100 pixels an inch. Words that stand aslant are not compared."""
    drawn, draw, canvas = {}, Text.draw, FigureCanvasAgg(sheet)
    canvas.draw()  # now everything has its place
    monkeypatch.setattr(Text, "draw", lambda text, renderer: drawn.setdefault(text) or draw(text, renderer))
    canvas.draw()
    monkeypatch.setattr(Text, "draw", draw)
    boxes = {
        text: text.get_window_extent(canvas.get_renderer())
        for text in drawn
        if text.get_visible() and text.get_text().strip()
    }
    for text, box in boxes.items():
        if text.get_fontsize() < 7:
            yield "too small", text
        if box.x0 < -1 or box.y0 < -1 or box.x1 > sheet.bbox.x1 + 1 or box.y1 > sheet.bbox.y1 + 1:
            yield "cut off", text
    straight = [(text, box) for text, box in boxes.items() if text.get_rotation() % 90 == 0]
    for (one, a), (other, b) in itertools.combinations(straight, 2):
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1:
            yield "one on the other", one, other


def test_unreadable_words_are_seen(monkeypatch):
    with style.LIGHT.applied():
        sheet, ax = style.page(3, 2)
        ax.axis("off")
        one, other = ax.text(0.1, 0.5, "one"), ax.text(0.12, 0.5, "other")
        long = ax.text(0.6, 0.1, "much too long for this page", in_layout=False)
        small = ax.text(0.1, 0.9, "small", size=5)
        assert list(unreadable(sheet, monkeypatch)) == [
            ("cut off", long),
            ("too small", small),
            ("one on the other", one, other),
        ]


# Machado, Oliveira, Fernandes: A physiologically-based model for simulation of color vision deficiency (2009), severity
# 1
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def lab(colour, matrix):
    """CIE L*a*b* (D65) of a colour as somebody with this matrix sees it."""
    srgb = np.array(matplotlib.colors.to_rgb(colour))
    linear = np.clip(
        np.asarray(matrix) @ np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4), 0, 1
    )
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ linear
        / [0.95047, 1, 1.08883]
    )
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("look", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_colours_can_be_told_apart_and_read(look):
    for who, matrix in BLINDNESS.items():
        for one, other in itertools.combinations((*look.colours, look.paper), 2):
            assert np.linalg.norm(lab(one, matrix) - lab(other, matrix)) > 10, (who, one, other)
    assert (
        style.contrast(look.ink, look.paper) > 7 and style.contrast(look.muted, look.paper) > 4.5
    )  # WCAG 2.2, AAA and AA
    assert all(style.contrast(colour, look.paper) >= 2 for colour in look.colours)
    red, green = "#cc4444", "#668833"  # what the first line is for
    assert min(np.linalg.norm(lab(red, m) - lab(green, m)) for m in BLINDNESS.values()) < 25


# ---------------------------------------------------------------- files


def gallery_of(name):
    return {f"{name}{theme}.{kind}" for theme in ("", ".dark") for kind in ("png", *CATALOG[name].moves)}


@pytest.mark.slow
def test_gallery_is_what_is_drawn(one):
    """Byte by byte, in another process than the one that drew it: of what every machine computes alike, where
    matplotlib and Pillow are the same.

    What shows verdicts on record says which of them the code has outgrown, so then it looks different.
    """
    kept = (FOLDER / "gallery" / f"{one.name}.png").read_bytes()
    comparable = Image.open(io.BytesIO(kept)).text["Software"] == figures.MADE_WITH
    if comparable and not one.rounded and not getattr(one.shown, "changed", ()):
        assert one.picture("png") == kept, "draw it again: mathcnn figures --gallery --out figures"


def test_most_of_the_gallery_is_compared():
    assert sum(one.rounded for one in CATALOG.values()) < len(CATALOG) / 3


def test_gallery_page_is_up_to_date():
    page = (FOLDER / "README.md").read_text("utf-8")
    assert page == command.gallery(CATALOG, FOLDER / "gallery"), (
        "write it again: mathcnn figures --gallery --out figures"
    )
    kept = list((FOLDER / "gallery").iterdir())  # light and dark
    assert {path.name for path in kept} == {file for name in CATALOG for file in gallery_of(name)}
    assert sum(path.stat().st_size for path in kept) < 4 * 2**20


@pytest.mark.parametrize("kind", ["svg", "png", "pdf", "gif"])
def test_same_bytes_again(kind, monkeypatch, caplog):
    short = dataclasses.replace(CATALOG["convolution.two_boxes"], frames=3) if kind == "gif" else CATALOG[EASY]
    first = short.picture(kind)
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 20)  # a matplotlibrc of the user's
    assert short.picture(kind) == first
    assert matplotlib.rcParams["font.size"] == 20
    assert first.startswith({"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "gif": b"GIF89a"}[kind])
    assert b"date>" not in first and b"CreationDate" not in first
    assert not caplog.records
    dark = short.picture(kind, dark=True)
    assert dark != first
    if kind in ("png", "gif"):
        assert Image.open(io.BytesIO(dark)).convert("RGB").getpixel((0, 0)) == tuple(
            bytes.fromhex(style.DARK.paper[1:])
        )


def test_what_moves_moves():
    boxes = CATALOG["convolution.two_boxes"]
    film = Image.open(io.BytesIO((FOLDER / "gallery" / f"{boxes.name}.gif").read_bytes()))
    assert film.n_frames == boxes.frames == len(boxes.shown.places)
    assert film.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_other_formats_are_refused():
    with pytest.raises(ValueError, match="format = 'gif': it must be one of svg, png, pdf"):
        CATALOG[EASY].picture("gif")


# ---------------------------------------------------------------- names


def test_names():
    assert figures.find("sum_of_copies") is figures.find(EASY) is figures.convolution.sum_of_copies
    assert [one.name for one in figures.chosen(["geometry", EASY, "geometry.padding"])][-2:] == [
        "geometry.transposed",
        EASY,
    ]
    assert figures.chosen() == list(CATALOG.values())
    assert repr(CATALOG[EASY]) == f"<figure {EASY}: Convolution is a sum of shifted copies>"
    with pytest.raises(figures.Unknown, match="no figure style"):
        figures.chosen(["style"])  # a script without figures
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        figures.nonsense  # noqa: B018


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("sum_of_copie", EASY),
        ("SUM_OF_COPIES", EASY),
        ("convolution.two_bxes", "convolution.two_boxes"),
        ("geometri.padding", "geometry.padding"),
    ],
)
def test_nearest_match(name, meant):
    with pytest.raises(figures.Unknown, match=f"^no figure {name}; did you mean {meant}\\?$"):
        figures.find(name)


# ---------------------------------------------------------------- the command


def test_command_draws(tmp_path, capsys):
    assert (
        main(
            [
                "figures",
                EASY,
                "geometry.padding",
                "--out",
                str(tmp_path / "new" / "folder"),
                "--format",
                "png",
                "--dark",
            ]
        )
        == 0
    )
    printed = capsys.readouterr()
    assert printed.err == "" and printed.out.count("\n") == 2
    drawn = sorted((tmp_path / "new" / "folder").iterdir())
    assert [path.name for path in drawn] == [f"{EASY}.dark.png", "geometry.padding.dark.png"]
    assert all(str(path) in printed.out for path in drawn)
    assert drawn[0].read_bytes() == CATALOG[EASY].picture("png", dark=True)


def test_command_writes_a_gallery(tmp_path, capsys):
    assert main(["figures", EASY, "--out", str(tmp_path), "--gallery"]) == 0
    assert (tmp_path / "README.md").read_text("utf-8") == command.gallery([EASY], tmp_path / "gallery")
    assert {path.name for path in (tmp_path / "gallery").iterdir()} == gallery_of(EASY)


def test_command_lists(capsys):
    assert main(["figures", "--list"]) == 0
    printed = capsys.readouterr().out
    assert all(one.name in printed and one.title in printed for one in CATALOG.values())


def test_what_does_not_hold_is_not_drawn(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(
        figures.convolution, "sum_of_copies", dataclasses.replace(CATALOG[EASY], holds=lambda data: False)
    )
    assert main(["figures", EASY, "--out", str(tmp_path)]) == 1
    assert "its caption is wrong, so it was not drawn" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["sum_of_copie"], r"no figure sum_of_copie; did you mean convolution\.sum_of_copies\?"),
        ([""], "no figure ''"),
        (["--format", "jpg"], f"'jpg' must be one of {', '.join(figures.FORMATS)}"),
        (["--gallery", "--dark"], "cannot be combined with --format or --dark"),
        ([EASY, "--out", "{file}"], "File exists"),
        ([EASY, "--out", "{file}/beneath"], "Not a directory"),
        ([EASY, "--out", "/proc/none"], "No such file or directory"),
    ],
)
def test_bad_calls(argv, said, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["figures", *(word.replace("{file}", str(tmp_path / "file")) for word in argv)]) == 2
    refused(capsys.readouterr(), said)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def refused(printed, said):
    assert printed.out == ""
    assert printed.err.count("\n") == 1 and re.search(said, printed.err), printed.err


def test_missing_font(tmp_path, capsys, monkeypatch):
    def without(font, **options):
        raise ValueError("Failed to find font")

    monkeypatch.setattr(font_manager, "findfont", without)
    assert main(["figures", EASY, "--out", str(tmp_path)]) == 2
    refused(capsys.readouterr(), "the font DejaVu Sans is missing")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("backend", "code", "said"),
    [("nonsense", 2, "MPLBACKEND=nonsense is not a backend of matplotlib"), ("TkAgg", 0, "")],
)
def test_without_a_display(backend, code, said, tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    call = (
        f"import sys; from mathcnn.commands import main; code = main(['figures', '{EASY}']); "
        "sys.exit('matplotlib.pyplot' in sys.modules or code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", call],
        cwd=tmp_path,
        env={**environment, "MPLBACKEND": backend},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == code, done.stderr
    assert done.stderr.count("\n") == bool(said) and said in done.stderr
    assert bool(list(tmp_path.iterdir())) == (code == 0)
