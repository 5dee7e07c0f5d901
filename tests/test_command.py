"""The command line, as a user meets it."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from PIL import Image

import mathcnn
from mathcnn import catalogue
from mathcnn.commands import main
from mathcnn.data import photographs
from mathcnn.display import formulas as pages
from mathcnn.display import terminal
from mathcnn.evidence import verdicts, verification

from .bad.command import CALLS

KEYS = [
    "formula",
    "kind",
    "law",
    "implementation",
    "verdict",
    "evidence",
    "tier",
    "cases",
    "max_rho",
    "counterexample",
    "reproduce",
    "seconds",
    "place",
    "says",
    "dtype",
    "histogram",
]
COMMAND = [sys.executable, "-m", "mathcnn"]


def out_of(capsys, *argv, code=0):
    """What a call prints, after it ended with the exit code that it should end with."""
    assert main(argv) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def process(*argv, **options):
    return subprocess.run([*COMMAND, *argv], capture_output=True, text=True, timeout=120, **options)


# ---------------------------------------------------------------- bad calls


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Images that are fine, damaged, gigantic or none."""
    d = tmp_path_factory.mktemp("images")
    rng = np.random.default_rng(0)
    grey, colour = (rng.integers(0, 256, shape, dtype=np.uint8) for shape in ((40, 30), (40, 30, 3)))
    deep = rng.integers(0, 65536, (40, 30, 3), dtype=np.uint16)
    photographs.write_image(d / "grey.png", grey)
    photographs.write_image(d / "tiny.png", grey[:2, :2])
    photographs.write_image(d / "colour.png", colour)
    photographs.write_image(d / "alpha.png", np.concatenate([colour, grey[..., None]], -1))
    photographs.write_image(d / "deep.png", deep)
    photographs.write_image(d / "float.tiff", grey.astype(np.float32))
    Image.fromarray(grey.astype(np.int32)).save(d / "whole32.tiff")
    for name, x in (
        ("truncated.png", grey),
        ("truncated.jpg", grey),
        ("truncated.gif", grey),
        ("truncated16.png", deep),
        ("truncated16.tiff", deep),
    ):
        photographs.write_image(d / name, x)
        whole = (d / name).read_bytes()
        (d / name).write_bytes(whole[: len(whole) // 2])
    png = (d / "grey.png").read_bytes()
    header = b"IHDR" + (60000).to_bytes(4) * 2 + png[24:29]
    import zlib

    (d / "gigantic.png").write_bytes(png[:12] + header + zlib.crc32(header).to_bytes(4) + png[33:])
    (d / "text.png").write_text("not an image")
    (d / "empty.png").write_bytes(b"")
    (d / "page.eps").write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")
    (d / "folder.png").mkdir()
    return d


def listing(d):
    return {str(path.relative_to(d)): path.stat().st_mtime_ns for path in d.rglob("*")}


@pytest.mark.parametrize(("argv", "message"), [row[1:] for row in CALLS], ids=[row[0] for row in CALLS])
def test_bad_call(argv, message, folder, capfd):
    before = listing(folder)
    assert main([word.replace("{d}", str(folder)) for word in argv]) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("mathcnn: ")
    assert re.search(message, printed.err.strip()), printed.err
    assert listing(folder) == before


def test_bad_calls_are_many_and_distinct():
    assert len(CALLS) >= 40
    assert len({row[0] for row in CALLS}) == len(CALLS)


# ---------------------------------------------------------------- list and show


def test_list_names_every_formula(capsys):
    printed = out_of(capsys, "list")
    for name in mathcnn.catalog().formulas:
        assert re.search(rf"^ *{re.escape(name)} ", printed, re.MULTILINE)


def test_list_as_json(capsys):
    (told,) = json.loads(out_of(capsys, "list", "layers", "--json"))
    assert told["topic"] == "layers"
    conv = next(f for f in told["formulas"] if f["name"] == "layers.conv")
    assert (
        "layers.conv::pads" in conv["laws"]
        and "layers.conv::ignores_tap_order" in conv["non_laws"]
        and conv["gradient"]
    )


def test_show_says_what_a_formula_is(capsys):
    printed = out_of(capsys, "show", "layers.linear")
    of = mathcnn.layers.linear
    for wanted in (
        "∑{c=0…C - 1}",
        of.shapes,
        "adds_a_bias  linear(x, w, b) = linear(x, w) + b",
        "Does not hold",
        "Ian Goodfellow, Yoshua Bengio, Aaron Courville: Deep Learning (2016), section 6.3",
        ">>> linear(",
    ):
        assert wanted in printed
    assert "flip = True: tap = k - u - 1" in out_of(capsys, "show", "conv")
    for absent in (" holds (", "counterexample", "Coq", "LayersLaws"):
        assert absent not in printed


def test_show_verifies_if_asked(capsys):
    printed = out_of(capsys, "show", "layers.linear", "--verify", "--jobs", "1")
    for wanted in ("adds_a_bias", "Forms and gradient", "mathcnn holds (sampled, R", "counterexample: x = "):
        assert wanted in printed
    assert "Theorem" not in printed and "forall" not in printed


@pytest.mark.parametrize("name", ["layers.conv", "conv", "convolution.discrete", "geometry.output_size", "conv::pads"])
def test_show_loads_little(name):
    """It answers in under a second because it loads one topic and nothing that verifies, proves or draws."""
    code = (
        f"import sys\nfrom mathcnn.commands import main\nassert main(['show', {name!r}]) == 0\n"
        "print('loaded', *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "mathcnn.catalogue" in loaded and len(done.stdout.splitlines()) >= 2
    packages = (
        "evidence",
        "conformance",
        "museum",
        "audit",
        "networks",
        "data",
        "fitting",
        "probability",
        "normalization",
    )
    assert not loaded & {"scipy.stats", "matplotlib", "PIL", *(f"mathcnn.{one}" for one in packages)}


def test_what_a_name_without_a_topic_loads():
    """The topics that list a name are found without loading them, and no topic is missed."""
    for full in mathcnn.catalog().formulas:
        topic, _, name = full.partition(".")
        assert topic in catalogue._topics_that_list(name)
        assert catalogue.find_formula(name).name == full
    assert catalogue._topics_that_list("xyzzy") == []


def test_show_as_json(capsys):
    told = json.loads(out_of(capsys, "show", "geometry.output_size", "--json"))
    assert "forms" not in told and not any({"verdicts", "proofs"} & set(law) for law in told["laws"])
    told = json.loads(out_of(capsys, "show", "geometry.output_size", "--verify", "--json", "--jobs", "1"))
    assert told["conventions"]["ceil_mode"] == {"False": r"\mathrm{ceil} = 0", "True": r"\mathrm{ceil} = 1"}
    assert set(told["spellings"]["padding"]) == {"'valid'", "'full'", "'same'"}
    assert {row["verdict"] for law in told["laws"] for row in law["verdicts"]} == {"holds"}
    assert told["source"][0]["key"] == "dumoulin2016"


def test_show_a_law(capsys):
    printed = out_of(capsys, "show", "conv::pads")
    assert "pads" in printed and "Padding is the same as zeros around the input." in printed and "holds" not in printed
    assert "mathcnn holds" in out_of(capsys, "show", "conv::pads", "--verify", "--jobs", "1")


def test_show_latex_alone(capsys):
    assert out_of(capsys, "show", "layers.linear", "--latex") == mathcnn.layers.linear.latex() + "\n"
    assert (
        out_of(capsys, "show", "layers.linear::adds_a_bias", "--latex").strip()
        == mathcnn.layers.linear.laws["adds_a_bias"].latex()
    )


@pytest.mark.parametrize("topic", mathcnn.TOPICS)
def test_every_formula_has_a_page(topic, capsys):
    assert out_of(capsys, "show", topic).startswith(topic)
    for formula in catalogue.topic(topic).formulas.values():
        told = pages.formula_as_dict(formula)
        with terminal.page() as out:
            pages.print_formula(told, out)
        printed = capsys.readouterr().out
        assert formula.name in printed
        for line in [*told["text"], *(law["text"] for law in told["laws"])]:
            assert line in printed and "\\" not in line, f"{formula.name}: {line}"


# ---------------------------------------------------------------- verify


NAMES = ["geometry.conv_parameters", "layers.flatten"]


def test_verify_prints_a_summary_by_topic(capsys):
    printed = out_of(capsys, "verify", *NAMES, "--jobs", "1", "--examples", "5")
    rows = verification.verify(NAMES, examples=5)
    table = {line.split()[0]: line.split()[1:] for line in printed.splitlines()[1:3]}
    head = printed.splitlines()[0].split(None, 7)
    assert head == ["topic", "formulas", "proved", "derived", "exact", "sampled", "open", "fall short"]
    for topic, numbers in table.items():
        here = [row for row in rows if row.formula.startswith(f"{topic}.")]
        rungs = [sum(row.evidence == rung for row in here) for rung in verdicts.RUNGS]
        assert list(map(int, numbers)) == [1, *rungs, 0]
    assert sum(map(int, printed.splitlines()[3].split()[3:])) == len(rows)
    assert f"{len(rows)} hold, 0 fall short" in printed.splitlines()[-1] and len(printed.splitlines()) == 6


def test_verify_prints_all_rows_if_asked(capsys):
    printed = out_of(capsys, "verify", *NAMES, "--jobs", "1", "--examples", "5", "--all")
    rows = verification.verify(NAMES, examples=5)
    assert sum(printed.count(f"{name}  ") for name in NAMES) == len(rows) and "topic" not in printed
    assert f"{len(rows)} hold, 0 fall short" in printed.splitlines()[-1]
    assert max(map(len, printed.splitlines())) > 80, "a table was cut to the width of a terminal that there is not"


def test_verify_as_json(capsys, tmp_path):
    report = tmp_path / "report.json"
    out_of(
        capsys,
        "verify",
        "layers.flatten",
        "conv::pads",
        "--jobs",
        "1",
        "--examples",
        "5",
        "--seed",
        "7",
        "--json",
        str(report),
    )
    told = json.loads(report.read_text(), parse_constant=pytest.fail)
    assert list(told) == ["mathcnn", "seed", "examples", "versions", "topics", "verdicts"]
    assert (told["mathcnn"], told["seed"], told["examples"]) == (mathcnn.__version__, 7, 5)
    assert set(told["versions"]) == {"python", "numpy", "scipy", "sympy", "python-flint"}
    assert all(list(row) == KEYS for row in told["verdicts"])
    assert {row["formula"] for row in told["verdicts"]} == {"layers.flatten", "layers.conv"}
    assert {row["kind"] for row in told["verdicts"]} == {"form", "law", "gradient"}
    assert list(tmp_path.iterdir()) == [report]


def test_json_on_stdout_is_json_alone(capsys):
    assert main(["verify", "conv::pads", "--jobs", "1", "--examples", "5", "--json", "-"]) == 0
    printed = capsys.readouterr()
    assert len(json.loads(printed.out)["verdicts"]) == 2
    assert printed.err.startswith("2 hold, 0 fall short")


def test_jobs_change_nothing():
    names = ["geometry.output_size", "layers.linear"]
    once, twice = (
        [{**row.as_dict(), "seconds": 0} for row in verification.verify(names, examples=5, jobs=jobs)]
        for jobs in (1, 2)
    )
    assert once == twice


def test_a_name_twice_is_verified_once():
    assert verification.tasks(["layers.linear", "linear", "linear::adds_a_bias"]) == verification.tasks(
        ["layers.linear"]
    )
    assert len(set(verification.tasks())) == len(verification.tasks())


WRONG = verdicts.Verdict(
    "layers.conv",
    "law",
    "pads",
    "mathcnn",
    verdicts.FAILS,
    verdicts.SAMPLED,
    "R",
    3,
    float("inf"),
    "x = [[1.0]]: 1 and 2",
    "print(1)",
    0.1,
)


def test_what_falls_short_is_shown_and_told(capsys, monkeypatch, tmp_path):
    """A planted failing row: exit code 1, counterexample and reproduction, JSON without an Infinity."""
    monkeypatch.setattr(verification, "_verdicts", lambda task, examples, seed: [WRONG])
    printed = out_of(capsys, "verify", "conv::pads", "--jobs", "1", "--json", str(tmp_path / "report.json"), code=1)
    assert "0 hold, 1 fall short" in printed and printed.splitlines()[1].split() == ["layers", *"1000001"]
    assert "layers.conv::pads (law, mathcnn): fails" in printed
    assert "counterexample: x = [[1.0]]: 1 and 2" in printed and "      print(1)" in printed
    assert (
        json.loads((tmp_path / "report.json").read_text(), parse_constant=pytest.fail)["verdicts"][0]["max_rho"]
        == "inf"
    )


def test_a_check_that_breaks_down_is_a_row(monkeypatch):
    def broken(*args, **options):
        raise RuntimeError("planted")

    monkeypatch.setattr(verification, "verify_formula", broken)
    (row,) = verification.verify("conv::pads")
    assert (row.kind, row.law, row.verdict, row.evidence, row.good) == ("law", "pads", "fails", "open", False)
    assert "RuntimeError: planted" in row.counterexample


@pytest.mark.parametrize("wrong", [{"examples": 0}, {"seed": -1}, {"jobs": 0}, {"examples": True}, {"seed": 1.5}])
def test_verify_refuses_numbers_that_make_no_sense(wrong):
    with pytest.raises(ValueError, match="must be an integer >="):
        verification.verify("conv::pads", **wrong)


def test_nothing_is_left_half_written(capsys, monkeypatch, tmp_path):
    """A run that dies leaves the old report as it was."""
    old = tmp_path / "report.json"
    old.write_text("old")

    def dies(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(verification, "verify", dies)
    assert main(["verify", "conv::pads", "--json", str(old)]) == 130
    assert capsys.readouterr().err == "mathcnn: interrupted\n"
    assert old.read_text() == "old" and list(tmp_path.iterdir()) == [old]


def test_a_device_is_written_to_and_not_replaced(capsys):
    out_of(capsys, "verify", "conv::pads", "--jobs", "1", "--examples", "1", "--json", os.devnull)
    assert not os.path.isfile(os.devnull)


# ---------------------------------------------------------------- as a process


def test_help_and_version_come_at_once():
    code = """
import sys
from mathcnn.commands import main
try:
    main(["--help"])
except SystemExit:
    print([m for m in ("numpy", "sympy", "rich") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    assert process("--version").stdout == f"mathcnn {mathcnn.__version__}\n"


def test_module_and_exit_code():
    done = process("show", "layers.cnov")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "mathcnn: no formula layers.cnov; did you mean layers.conv?\n",
    )


def test_a_closed_pipe_is_silent():
    """The reader is gone before the first byte, so that no buffer can take what is written."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*COMMAND, "list", "--json"], stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(writer)
    assert done.returncode == 141 and done.stderr == ""


def test_a_full_disk_is_one_line():
    if not os.path.exists("/dev/full"):
        return
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, "list"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "mathcnn: No space left on device\n"


def test_interrupted_is_one_line(tmp_path):
    target = tmp_path / "report.json"
    running = subprocess.Popen(
        [*COMMAND, "verify", "--jobs", "2", "--json", str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not any(tmp_path.iterdir()) and time.monotonic() < deadline:  # its report is open: the run has begun
        time.sleep(0.1)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "mathcnn: interrupted\n")
    assert not any(tmp_path.iterdir())


def on_terminal(*argv, columns=100, **environment):
    """What a call writes to a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")} | {
        "TERM": "xterm-256color",
        **environment,
    }
    running = subprocess.Popen([*COMMAND, *argv], stdout=inner, stderr=inner, stdin=inner, env=env)
    os.close(inner)
    written = b""
    with contextlib.suppress(OSError):  # a terminal that nobody writes to any more
        while part := os.read(outer, 65536):
            written += part
    os.close(outer)
    assert running.wait(60) == 0
    return written.decode()


def test_colour_is_for_terminals_alone():
    assert "\x1b[" in on_terminal("list", "layers")
    assert "\x1b[3" not in on_terminal("list", "layers", NO_COLOR="1")
    assert "\x1b" not in process("list", "layers").stdout


@pytest.mark.parametrize("columns", [80, 120])
def test_tables_keep_to_the_terminal(columns):
    written = on_terminal(
        "verify", "layers.flatten", "--all", "--examples", "2", "--jobs", "1", columns=columns, NO_COLOR="1"
    )
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
    lines = list(map(str.rstrip, plain[plain.rindex("layers.flatten\r\n") :].splitlines()))
    assert max(map(len, lines[:-1])) <= columns  # the summary is one line, whatever its length
    assert any(re.match(r"  law .*holds +sampled +E ", line) for line in lines)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize(
    "argv",
    [["list", "conv2d"], ["list", "geometry"], ["show", "layers.linear"], ["verify", "layers.flatten"]],
    ids=" ".join,
)
def test_pages_keep_to_the_terminal(argv, columns):
    """No line is longer than the terminal, and no word is lost in one that is narrow."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", on_terminal(*argv, columns=columns, NO_COLOR="1"))
    lines = [line.rpartition("\r")[2].rstrip() for line in plain.replace("\r\n", "\n").split("\n")]
    assert max(map(len, lines)) <= columns
    if argv[0] == "list":
        wide = [line.split()[0] for line in process(*argv).stdout.splitlines() if "." in line.split(" ")[0]]
        assert all(name in plain for name in wide)


def test_long_commands_say_how_long_they_take(monkeypatch, capsys):
    for name, takes in (("verify", "minute"), ("audit", "minute"), ("museum", "minute"), ("prove", "minutes")):
        assert re.search(rf"It usually\s+takes[^.]*{takes}", process(name, "--help").stdout), name
    assert "minute" in process("lenet", "train", "--help").stdout
    said = []
    monkeypatch.setattr(terminal, "notice", said.append)
    monkeypatch.setattr(verification, "verify", lambda *args, **options: verdicts.Verdicts([]))
    out_of(capsys, "verify", "layers.flatten")
    assert not said
    out_of(capsys, "verify")
    assert len(said) == 1 and re.fullmatch(r"verifying \d\d+ formulas; this usually takes .*minute.*", said[0])


def test_a_narrow_character_set_is_no_error():
    done = process("show", "layers", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and "\\u2211" in done.stdout
