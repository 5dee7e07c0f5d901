"""Bad arguments of every command and option, generated from the parsers: exit code 2, one line, nothing printed,
nothing written.
"""

import argparse
import builtins
import importlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mathcnn.commands import commands, main, usage
from mathcnn.text import extras


def parsers(known=None, before=()):
    """Each command with its words."""
    for name, parser in (known or commands()).named.items():
        if name in (known or commands()).groups:
            yield from parsers((known or commands()).groups[name], (*before, name))
        else:
            yield [*before, name], parser


NUMBERS = [
    "",
    " ",
    "-1",
    "+",
    "1.5",
    "1e3",
    "1e400",
    "nan",
    "inf",
    "-inf",
    "0x10",
    "1_000",
    "٣",
    "１",
    "²",
    "9" * 30,
    "9" * 5000,
    "-" + "9" * 30,
    "1 2",
    "\0",
]
TYPED = [(words, action) for words, parser in parsers() for action in parser._actions if action.type is not None]


def kind_of(action):
    return action.type.__qualname__.partition(".")[0]


def allowed(action, text):
    """Numbers with a fraction or an exponent are numbers, where no integer is wanted."""
    return kind_of(action) == "number" and text in ("1.5", "1e3", "9" * 30) and action.dest != "momentum"


def refused(argv, capfd):
    assert main(argv) == 2, argv
    printed = capfd.readouterr()
    assert (
        printed.out == ""
        and printed.err.startswith("mathcnn: ")
        and printed.err.count("\n") == 1
        and len(printed.err) < 640
    ), (argv, printed)
    return printed.err


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty directory to work in, where a default output would be seen."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    yield tmp_path
    assert not os.listdir(tmp_path / "here")


@pytest.mark.parametrize(
    ("words", "action"), TYPED, ids=[" ".join([*words, action.option_strings[-1]]) for words, action in TYPED]
)
def test_bad_values(words, action, capfd, place):
    option = action.option_strings[-1]
    assert kind_of(action) in ("whole", "number", "one_of"), "a type that this test knows no bad values for"
    for text in NUMBERS:
        if not allowed(action, text):
            said = refused([*words, f"{option}={text}"], capfd)
            assert f"{option}" in said and ("must be" in said)


def test_there_are_many():
    assert len(TYPED) >= 30 and {kind_of(action) for _, action in TYPED} == {"whole", "number", "one_of"}


@pytest.mark.parametrize(("words", "parser"), list(parsers()), ids=[" ".join(words) for words, _ in parsers()])
def test_unknown_options_and_missing_values(words, parser, capfd, place):
    refused([*words, "--no-such-option"], capfd)
    refused([*words, "-Z"], capfd)
    for action in parser._actions:
        if action.option_strings and action.nargs is None:
            assert "expected one argument" in refused([*words, action.option_strings[-1]], capfd)
        elif action.option_strings and action.nargs == 0 and action.dest != "help":
            assert "ignored explicit argument" in refused([*words, f"{action.option_strings[-1]}=3"], capfd)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "::",
        "xyzzy",
        "layers.",
        ".conv",
        "layers.conv::",
        "\x1b[2J",
        "a\nb",
        "é" * 500,
        "../..",
        "-",
        "\ud800",
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show"],
        ["show", "--proof"],
        ["verify"],
        ["verify", "--against", "numpy"],
        ["audit"],
        ["museum"],
        ["figures"],
        ["filter", "-o", "x.png", "--kernel"],
        ["lenet", "evaluate", "--checkpoint"],
        ["lenet", "train", "--data"],
        ["lenet", "predict", "--checkpoint", "x"],
        ["verify", "geometry", "--against"],
    ],
    ids=" ".join,
)
def test_bad_names(words, name, capfd, place):
    said = refused([*words, name], capfd)
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("99999999999999999999", "between 0 and 2**64 - 1"),
        ("18446744073709551616", "between 0 and 2**64 - 1"),
        ("-1", "between 0 and 2**64 - 1"),
    ],
)
def test_the_range_of_a_seed_is_said(text, rule, capfd, place):
    for words in (["verify"], ["audit"], ["museum"], ["prove"], ["lenet", "train"], ["lenet", "information"]):
        assert f"--seed: '{text}' must be an integer {rule}" in refused([*words, f"--seed={text}"], capfd)


def test_the_ends_of_a_range_are_in_it(capsys):
    for seed in (0, 2**64 - 1):
        assert (
            main(
                [
                    "verify",
                    "geometry.output_size::relationship_1",
                    "--examples",
                    "1",
                    "--jobs",
                    "1",
                    "--seed",
                    str(seed),
                ]
            )
            == 0
        )
    assert usage.whole(1, 1024)("1024") == 1024 and usage.whole(0)("+00007") == 7
    with pytest.raises(argparse.ArgumentTypeError, match=r"'1025' must be an integer between 1 and 1024$"):
        usage.whole(1, 1024)("1025")
    with pytest.raises(argparse.ArgumentTypeError, match=r"'2147483648' must be an integer between 0 and 2\*\*31 - 1$"):
        usage.whole(0)(str(2**31))


# ---------------------------------------------------------------- outputs


WRITERS = {
    "verify --json": ["verify", "geometry.output_size", "--json"],
    "verify --against --json": ["verify", "activation.relu", "--against", "scipy", "--json"],
    "verify --against --html": ["verify", "activation.relu", "--against", "scipy", "--html"],
    "verify --against --junit": ["verify", "activation.relu", "--against", "scipy", "--junit"],
    "verify --against --journal": ["verify", "activation.relu", "--against", "scipy", "--journal"],
    "audit --json": ["audit", "--json"],
    "audit --html": ["audit", "--html"],
    "prove --json": ["prove", "--json"],
    "filter -o": ["filter", "--kernel", "sobel_x", "-o"],
    "figures --out": ["figures", "--out"],
    "lenet train -o": ["lenet", "train", "-o"],
    "lenet information -o": ["lenet", "information", "-o"],
    "lenet information --json": ["lenet", "information", "--json"],
    "lenet export": ["lenet", "export"],
}


@pytest.fixture
def no_work(monkeypatch):
    """Any of the long works fails the test."""

    def begun(*args, **options):
        pytest.fail("the work was begun")

    from mathcnn import audit as document
    from mathcnn import conformance
    from mathcnn.evidence import verification
    from mathcnn.networks import training
    from mathcnn.text import resources

    monkeypatch.setattr(verification, "verify", begun)
    monkeypatch.setattr(verification, "spread", begun)
    monkeypatch.setattr(conformance, "verify_against", begun)
    monkeypatch.setattr(document, "audit", begun)
    monkeypatch.setattr(training, "loaded", begun)
    monkeypatch.setattr("mathcnn.data.photographs.filter_image", begun)
    monkeypatch.setattr("mathcnn.networks.onnx.export", begun)
    monkeypatch.setattr(resources.module("proofs", "proving"), "prove", begun)


@pytest.mark.parametrize(
    "where", ["loop.png", "a missing directory/x.png", "file.png/x.png", "a directory", "x" * 300 + ".png", ""]
)
@pytest.mark.parametrize("name", WRITERS)
def test_outputs_that_can_not_be_written(name, where, place, capfd, no_work):
    (place / "loop.png").symlink_to("loop.png")
    (place / "file.png").write_bytes(b"old")
    (place / "a directory.png").mkdir()
    if where == "a directory":
        where = "file.png" if "--out" in name else "a directory.png"
    if name == "figures --out" and where == "a missing directory/x.png":
        where = "loop.png/x"  # a directory that is missing is made
    before = sorted(os.listdir(place))
    said = refused([*WRITERS[name], str(place / where) if where else ""], capfd)
    assert not where or where[:60] in said or "png" in said
    assert (
        sorted(os.listdir(place)) == before
        and (place / "loop.png").is_symlink()
        and (place / "file.png").read_bytes() == b"old"
    )


def test_the_check_of_outputs_can_fail(place, no_work, monkeypatch):
    """The fault that these tests are for, planted: an output that is looked at when the work is done."""
    import contextlib

    from mathcnn.commands import audit

    monkeypatch.setattr(audit, "outputs", lambda **paths: contextlib.nullcontext({}))
    with pytest.raises(pytest.fail.Exception, match="the work was begun"):
        main(["audit", "--json", str(place / "none" / "x.json")])


@pytest.mark.parametrize(
    "argv",
    [
        ["audit", "--json", "{d}/x", "--html", "{d}/x"],
        ["audit", "--json", "{d}/x", "--html", "{d}/./x"],
        ["audit", "--json", "-", "--html", "-"],
        ["lenet", "information", "--json", "{d}/x.png", "-o", "{d}/x.png"],
        ["verify", "activation.relu", "--against", "scipy", "--json", "{d}/x", "--junit", "{d}/x"],
    ],
)
def test_two_outputs_in_one_file(argv, place, capfd, no_work):
    assert "name one file" in refused([word.format(d=place) for word in argv], capfd)


# ---------------------------------------------------------------- extras


NEEDS = [
    (["audit", "--html", "{d}/x.html"], "jinja2", "an HTML page needs jinja2: pip install 'mathcnn[html]'"),
    (["audit", "--html", "{d}/x.html"], "latex2mathml", "an HTML page needs latex2mathml: pip install 'mathcnn[html]'"),
    (
        ["audit", "--html", "{d}/x.html"],
        "latex2mathml.converter",
        "an HTML page needs latex2mathml: pip install 'mathcnn[html]'",
    ),
    (
        ["verify", "activation.relu", "--against", "scipy", "--html", "{d}/x"],
        "jinja2",
        "an HTML report needs jinja2: pip install 'mathcnn[html]'",
    ),
    (
        ["verify", "activation.relu", "--against", "scipy", "--html", "{d}/x"],
        "latex2mathml",
        "an HTML report needs latex2mathml: pip install",
    ),
    (
        ["verify", "activation.relu", "--against", "scipy", "--dask", "localhost:1"],
        "distributed",
        "a Dask cluster needs distributed: pip install",
    ),
    (["lenet", "export", "{d}/x.onnx"], "onnx", "an ONNX file needs onnx: pip install 'mathcnn[onnx]'"),
    (
        ["lenet", "inspect", "--image", "{d}/x.png", "-o", "{d}/y.png"],
        "matplotlib",
        "a picture needs matplotlib: pip install 'mathcnn[figures]'",
    ),
    (
        ["lenet", "information", "-o", "{d}/x.png"],
        "matplotlib",
        "a picture needs matplotlib: pip install 'mathcnn[figures]'",
    ),
    (["figures"], "matplotlib", "drawing figures needs matplotlib: pip install 'mathcnn[figures]'"),
    (["figures", "--list"], "PIL", "drawing figures needs Pillow: pip install 'mathcnn[figures]'"),
]


def without(monkeypatch, package):
    """A package is not installed, whether or not it was imported before."""
    real = builtins.__import__
    for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(builtins, "__import__", real)


@pytest.mark.parametrize(
    ("argv", "package", "says"), NEEDS, ids=[f"{' '.join(argv[:1])} without {package}" for argv, package, _ in NEEDS]
)
def test_what_is_missing_shows_before_the_work(argv, package, says, place, capfd, no_work, monkeypatch):
    without(monkeypatch, package)
    before = os.listdir(place)
    assert says in refused([word.format(d=place) for word in argv], capfd)
    assert os.listdir(place) == before


def test_a_package_that_does_not_import_is_named(place, capfd, no_work, monkeypatch):
    (place / "latex2mathml.py").write_text("raise RuntimeError('planted')")
    for name in [name for name in sys.modules if name.startswith("latex2mathml")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(place)
    importlib.invalidate_caches()
    before = sorted(os.listdir(place))
    assert "latex2mathml, which does not import: RuntimeError: planted" in refused(
        ["audit", "--html", f"{place}/x.html"], capfd
    )
    assert [one for one in sorted(os.listdir(place)) if one != "__pycache__"] == before


def test_the_check_of_extras_can_fail(place, no_work, monkeypatch):
    """The fault that these tests are for, planted: nothing is asked before the work."""
    from mathcnn.commands import audit

    without(monkeypatch, "latex2mathml")
    monkeypatch.setattr(audit, "need", lambda *args: None)
    with pytest.raises(pytest.fail.Exception, match="the work was begun"):
        main(["audit", "--html", str(place / "x.html")])


def test_extras_are_those_of_the_project():
    told = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    for extra, packages in extras.EXTRAS.items():
        listed = " ".join(required(told, extra)).replace("-", "_").lower()
        assert all(extras._installed_as(name).lower() in listed for name in packages), extra
    everything = required(told, "all")
    for extra in ("images", "figures", "data", "onnx", "html", "dask", "mnist", "strategies"):
        assert set(told[extra]) - {"mathcnn[images]"} <= everything, extra


def required(told, extra):
    """The packages of an extra, with those of the extras that it includes."""
    found = set()
    for line in told[extra]:
        if line.startswith("mathcnn["):
            for other in line.removeprefix("mathcnn[").rstrip("]").split(","):
                found |= required(told, other)
        else:
            found.add(line)
    return found


@pytest.mark.parametrize(
    ("option", "rule"),
    [
        ("--mathcnn-examples=0", "between 1 and 1000000"),
        ("--mathcnn-seed=-1", "between 0 and 18446744073709551615"),
        ("--mathcnn-seed=99999999999999999999", "between 0 and 18446744073709551615"),
    ],
)
def test_options_of_the_pytest_plugin(option, rule, tmp_path):
    plugins = [word for name in ("no:mathcnn", "mathcnn.pytest_plugin", "no:cacheprovider") for word in ("-p", name)]
    argv = [sys.executable, "-m", "pytest", *plugins, "--mathcnn-against", "scipy", option]
    (tmp_path / "test_none.py").write_text("")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(argv, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    name, _, value = option.partition("=")
    assert (
        done.returncode == 4
        and f"ERROR: {name}: {value} must be an integer {rule}" in done.stderr
        and "Traceback" not in done.stderr
    )
