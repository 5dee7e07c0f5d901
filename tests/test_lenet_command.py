"""`mathcnn lenet`, as a user meets it."""

import json
import os
import re
import signal
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from mathcnn.commands import main
from mathcnn.data import load
from mathcnn.data.pictures import read_digit
from mathcnn.networks import training
from mathcnn.networks.lenet import prepared

from . import calling

TINY = ["--train-images", "200", "--test-images", "60"]


def out_of(capsys, *argv, code=0):
    return calling.out_of(capsys, "lenet", *map(str, argv), code=code)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A trained network, images, a damaged checkpoint."""
    d = tmp_path_factory.mktemp("lenet")
    assert (
        main(
            [
                "lenet",
                "train",
                "--train-images",
                "1500",
                "--test-images",
                "300",
                "--epochs",
                "3",
                "-o",
                str(d / "net.npz"),
            ]
        )
        == 0
    )
    assert main(["lenet", "train", *TINY, "--variant", "1998", "--epochs", "1", "-o", str(d / "old.npz")]) == 0
    data = load("digits", train=1, test=40, seed=9)
    for k in (0, 1):
        Image.fromarray(data.test_images[k]).resize((84, 84)).save(d / f"{k}.png")
    Image.new("L", (30, 30), 255).save(d / "blank.png")
    (d / "damaged.npz").write_bytes((d / "net.npz").read_bytes()[:5000])
    (d / "labels").write_text("not an image")
    (d / "empty").mkdir()
    return d


def test_train_says_what_it_does(folder, tmp_path, capsys):
    argv = ["train", *TINY, "--epochs", "2", "--seed", "3", "--batch-norm", "--augment", "none", "-o"]
    printed = out_of(capsys, *argv, tmp_path / "a.npz")
    assert "LeNet-5, variant document, with batch normalisation: 61,990 parameters" in printed
    assert (
        "digits: 200 images to train, 60 to test; rendered with seed 3" in printed and "seed 3; checkpoint" in printed
    )
    assert [line.split()[0] for line in printed.splitlines()[-2:]] == ["1", "2"]
    again = out_of(capsys, *argv, tmp_path / "b.npz")
    assert (
        again.replace("b.npz", "a.npz") == printed
        and (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    )


def test_resume_after_the_end_changes_nothing(folder, capsys):
    before = (folder / "old.npz").read_bytes()
    printed = out_of(capsys, "train", "--resume", "-o", folder / "old.npz")
    assert "continuing after 1 epochs and 0 steps" in printed and (folder / "old.npz").read_bytes() == before


def test_interrupted_and_resumed(tmp_path):
    """Ctrl-C in the middle: exit code 130, one line, and --resume ends as if nothing had been."""
    argv = [
        sys.executable,
        "-m",
        "mathcnn",
        "lenet",
        "train",
        "--train-images",
        "3000",
        "--test-images",
        "60",
        "--epochs",
        "40",
        "-o",
    ]
    quiet = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        [*argv, tmp_path / "a.npz"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=quiet
    ) as process:
        while not (line := process.stdout.readline()).startswith("    1"):
            assert line
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130 and err == "mathcnn: interrupted\n"
    kept = training.Training.kept(tmp_path / "a.npz")
    assert 1 <= len(kept.epochs) < 40 and os.listdir(tmp_path) == ["a.npz"]


def test_evaluate(folder, capsys):
    told = json.loads(out_of(capsys, "evaluate", "--checkpoint", folder / "net.npz", "--json"))
    kept = training.Training.kept(folder / "net.npz")
    assert told["accuracy"] == kept.epochs[-1].test_accuracy > 0.8 and told["images"] == 300 == np.sum(
        told["confusion"]
    )
    printed = out_of(capsys, "evaluate", "--checkpoint", folder / "net.npz")
    assert (
        f"{100 * told['accuracy']:.2f} % right" in printed
        and "precision" in printed
        and str(told["confusion"][0][0]) in printed
    )
    other = json.loads(
        out_of(
            capsys, "evaluate", "--checkpoint", folder / "net.npz", "--data", "digits", "--test-images", "50", "--json"
        )
    )
    assert other["images"] == 50


def test_predict(folder, capsys):
    net, x = (
        training.Training.kept(folder / "net.npz").network,
        np.stack([read_digit(folder / name) for name in ("0.png", "1.png")]),
    )
    told = json.loads(
        out_of(capsys, "predict", "--checkpoint", folder / "net.npz", folder / "0.png", folder / "1.png", "--json")
    )
    assert [one["answer"] for one in told] == [str(k) for k in net.answers(net.outputs(prepared(x)))]
    assert [[one["shares"][name] for name in "0123456789"] for one in told] == net.probabilities(prepared(x)).tolist()
    assert all(abs(sum(one["shares"].values()) - 1) <= 20 * 2.0**-24 for one in told)
    assert told[0]["answer"] in out_of(capsys, "predict", "--checkpoint", folder / "net.npz", folder / "0.png")
    assert "answer" in out_of(capsys, "predict", "--checkpoint", folder / "old.npz", folder / "0.png")


def test_inspect(folder, tmp_path, capsys):
    printed = out_of(capsys, "inspect", "--variant", "1998")
    assert "340,908" in printed and "60,000" in printed and "classic.conv_by_table" in printed
    rows = json.loads(out_of(capsys, "inspect", "--json"))
    assert [row["name"] for row in rows if row["name"]] == ["C1", "S2", "C3", "S4", "C5", "F6", "output"]
    for k in range(2):
        out_of(
            capsys,
            "inspect",
            "--checkpoint",
            folder / "old.npz",
            "--image",
            folder / "1.png",
            "-o",
            tmp_path / f"{k}.png",
        )
    assert (tmp_path / "0.png").read_bytes() == (tmp_path / "1.png").read_bytes() and size_of(tmp_path / "0.png")[
        0
    ] > 1000


def size_of(path):
    with Image.open(path) as image:
        return image.size


def test_information(folder, tmp_path, capsys):
    printed = out_of(
        capsys, "information", "--checkpoint", folder / "net.npz", "--images", "200", "--json", tmp_path / "i.json"
    )
    assert (
        "data processing inequality, where one description is a function of another" in printed
        and "fails" not in printed
    )
    assert json.loads((tmp_path / "i.json").read_text())
    printed = out_of(capsys, "information", *TINY, "--epochs", "2", "--images", "60", "-o", tmp_path / "i.png")
    assert size_of(tmp_path / "i.png")[0] > 500


BAD = [
    ("nothing", [], "lenet: a command is needed: train, evaluate, predict, inspect, information, export"),
    ("misspelt", ["trian"], r"lenet: no command trian; did you mean train\?"),
    ("unknown option", ["train", "--epoch", "3"], "no option --epoch; did you mean --epochs"),
    ("no epochs", ["train", "--epochs", "0"], "'0' must be an integer between 1 and"),
    ("a rate that is none", ["train", "--rate", "fast"], "'fast' must be a finite number >= 0"),
    ("an infinite rate", ["train", "--rate", "inf"], "'inf' must be a finite number >= 0"),
    ("a momentum too large", ["train", "--momentum", "2"], "'2' must be a number between 0 and 1"),
    ("a variant", ["train", "--variant", "1989"], "'1989' must be one of document, 1998; did you mean 1998"),
    ("unknown data", ["train", "--data", "mnits", "-o", "{d}/x.npz"], "no data set mnits"),
    ("no data there", ["train", "--data", "{d}/empty", "-o", "{d}/x.npz"], "empty"),
    ("too many images", ["train", "--data", "{d}/nowhere/", "-o", "{d}/x.npz"], "nowhere"),
    (
        "a checkpoint that is there",
        ["train", "-o", "{d}/net.npz"],
        r"net\.npz exists: --resume continues from it, --overwrite replaces it",
    ),
    ("a directory that is not", ["train", *TINY, "-o", "{d}/no/x.npz"], "No such file or directory"),
    ("resume nothing", ["train", "--resume", "-o", "{d}/x.npz"], "there is no checkpoint"),
    ("resume what is damaged", ["train", "--resume", "-o", "{d}/damaged.npz"], "is not a checkpoint, or is damaged"),
    (
        "resume another variant",
        ["train", "--resume", "--variant", "1998", "-o", "{d}/net.npz"],
        "was trained with --variant document, not 1998",
    ),
    (
        "resume for longer",
        ["train", "--resume", "--epochs", "90", "-o", "{d}/net.npz"],
        "was trained with --epochs 3, not 90",
    ),
    (
        "resume on other data",
        ["train", "--resume", "--data", "mnist", "-o", "{d}/net.npz"],
        "omit --data and the numbers of images",
    ),
    (
        "evaluate nothing",
        ["evaluate", "--checkpoint", "{d}/none.npz"],
        r"there is no checkpoint .*none\.npz; mathcnn lenet train writes one",
    ),
    ("evaluate a directory", ["evaluate", "--checkpoint", "{d}"], "is a directory"),
    ("evaluate text", ["evaluate", "--checkpoint", "{d}/labels"], "is not a checkpoint, or is damaged"),
    ("predict nothing", ["predict", "--checkpoint", "{d}/net.npz"], "required: IMAGE"),
    ("predict no image", ["predict", "--checkpoint", "{d}/net.npz", "{d}/labels"], "labels"),
    ("predict what is not there", ["predict", "--checkpoint", "{d}/net.npz", "{d}/9.png"], "No such file or directory"),
    ("predict an empty page", ["predict", "--checkpoint", "{d}/net.npz", "{d}/blank.png"], "blank"),
    ("inspect without a picture", ["inspect", "--image", "{d}/0.png"], "--image and --output must be given together"),
    (
        "inspect into a text",
        ["inspect", "--image", "{d}/0.png", "-o", "{d}/x.txt"],
        r"the extension of a picture must be \.png, \.svg or \.pdf",
    ),
    (
        "information into a text",
        ["information", *TINY, "--epochs", "1", "-o", "{d}/x.txt"],
        r"the extension of a picture must be \.png, \.svg or \.pdf",
    ),
    ("one image of information", ["information", "--images", "1"], "'1' must be an integer between 2"),
    ("export nothing", ["export", "--checkpoint", "{d}/net.npz"], r"required: MODEL\.onnx"),
    (
        "export into nowhere",
        ["export", "--checkpoint", "{d}/net.npz", "{d}/no/x.onnx"],
        "No such file or directory|pip install",
    ),
]


@pytest.mark.parametrize(("argv", "says"), [pytest.param(*bad, id=name) for name, *bad in BAD])
def test_bad_calls(folder, capsys, argv, says):
    """Exit code 2, one line on stderr, nothing changed on disk."""
    held = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    said = calling.refused(["lenet", *(word.format(d=folder) for word in argv)], capsys)
    assert re.search(says, said), said
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == held
