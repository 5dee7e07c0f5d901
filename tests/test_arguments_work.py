"""What can be refused before the work is begun is: outputs that can't be written, and extras that are not installed."""

import builtins
import importlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mathcnn.commands import main
from mathcnn.text import extras

from .calling import refused

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
