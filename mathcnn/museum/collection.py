"""Exhibits: faulty implementations of a formula, each right but for one fault that a framework really had.

An exhibit has the formula's own signature. It names the formula that it claims to compute, where the bug was reported,
and the laws that must reject it:

    @exhibit(layers.conv, "tensorflow#18454", "mxnet#8557", laws=["dilates"])
    def dilation_ignored(x, w, b=None, **options):
        \"\"\"The dilation was accepted, and not used.\"\"\"
        return layers.conv(x, w, b, **{**options, "dilation": 1})

A faulty gradient is declared by `@exhibit(layers.conv.backward, ...)`. The exhibits are the `Exhibit` objects in the
modules of this package that MODULES lists.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..catalogue import Unknown
from ..evidence.checkers import EQUALS_LITERAL
from ..language.formula import Formula, Gradient, nearest

MODULES = ("pooling", "convolution", "transposition", "normalization", "signals")
FORM, SPECIAL, DERIVATIVE = EQUALS_LITERAL, "special values", "derivative"  # checks that are no laws
REPOSITORIES = {  # on GitHub
    "Anakin": "PaddlePaddle/Anakin",
    "ComputeLibrary": "ARM-software/ComputeLibrary",
    "FlagGems": "flagos-ai/FlagGems",
    "Paddle": "PaddlePaddle/Paddle",
    "Theano": "Theano/Theano",
    "TorchSharp": "dotnet/TorchSharp",
    "backpack": "f-dangel/backpack",
    "caffe": "BVLC/caffe",
    "candle": "huggingface/candle",
    "chainer": "chainer/chainer",
    "coremltools": "apple/coremltools",
    "cubek": "tracel-ai/cubek",
    "deeplearning4j": "deeplearning4j/deeplearning4j",
    "dfdx": "chelsea0x3b/dfdx",
    "executorch": "pytorch/executorch",
    "imageproc": "image-rs/imageproc",
    "iree": "iree-org/iree",
    "keras": "keras-team/keras",
    "mlx": "ml-explore/mlx",
    "mxnet": "apache/mxnet",
    "ncnn": "Tencent/ncnn",
    "numpy": "numpy/numpy",
    "oneDNN": "uxlfoundation/oneDNN",
    "onnx": "onnx/onnx",
    "onnxruntime": "microsoft/onnxruntime",
    "pytorch": "pytorch/pytorch",
    "scikit-image": "scikit-image/scikit-image",
    "tensorflow": "tensorflow/tensorflow",
    "tinygrad": "tinygrad/tinygrad",
    "tract": "sonos/tract",
    "tt-metal": "tenstorrent/tt-metal",
    "xla": "openxla/xla",
}


@dataclass(frozen=True)
class Exhibit:
    """A faulty implementation of a formula, or of its gradient."""

    name: str
    claims: Formula | Gradient  # what it claims to compute
    faulty: Callable[..., Any]
    references: tuple[str, ...]  # "project#number"
    laws: tuple[str, ...]  # that must reject it
    modelled: str  # what is modelled differently from the original

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The faulty result for a call of the formula."""
        return self.faulty(*args, **kwargs)

    def __str__(self) -> str:
        return self.name

    @property
    def of(self) -> Formula:
        """The formula that it claims to compute, or whose gradient."""
        return self.claims.of if isinstance(self.claims, Gradient) else self.claims

    @property
    def claim(self) -> str:
        """The name of the formula, or of its gradient."""
        return f"{self.of.name}.backward" if isinstance(self.claims, Gradient) else self.of.name

    @property
    def module(self) -> str:
        """The name of the module that it is declared in."""
        return self.faulty.__module__.rpartition(".")[2]

    @property
    def what(self) -> str:
        """What was wrong."""
        return inspect.getdoc(self.faulty) or ""

    @property
    def links(self) -> list[str]:
        """The addresses of the reports."""
        numbers = (reference.split("#") for reference in self.references)
        return [f"https://github.com/{REPOSITORIES[project]}/issues/{number}" for project, number in numbers]

    @property
    def checks(self) -> list[str]:
        """The parts of the formula's verification that apply to it: the form and the laws, or the gradient."""
        if isinstance(self.claims, Gradient):
            return ["gradient"]
        return ["form", *(name for name, law in self.of.laws.items() if law.holds)]


def exhibit(
    claims: Formula | Gradient | None, *references: str, laws: Iterable[str], modelled: str = ""
) -> Callable[[Callable[..., Any]], Exhibit]:
    """A decorator that makes a faulty implementation an exhibit; its docstring says what was wrong.

    claims: the formula, or its gradient; references: the reports, "project#number", with a project of REPOSITORIES;
    laws: the names of the laws, or of FORM, SPECIAL and DERIVATIVE, that must reject it; modelled: what is modelled
    differently from the original. Raises TypeError for a law that the formula does not have, or a project that is not
    in REPOSITORIES.
    """

    def declared(faulty: Callable[..., Any]) -> Exhibit:
        if claims is None:
            raise TypeError(f"exhibit {faulty.__name__}: its formula has no gradient")
        one = Exhibit(faulty.__name__, claims, faulty, references, tuple(laws), modelled)
        if unknown := [law for law in one.laws if law not in {*one.of.laws, FORM, SPECIAL, DERIVATIVE}]:
            raise TypeError(f"exhibit {one.name}: {one.of.name} has no law {', '.join(unknown)}")
        if unknown := [r for r in references if r.partition("#")[0] not in REPOSITORIES]:
            raise TypeError(f"exhibit {one.name}: no repository is known for {', '.join(unknown)}")
        return one

    return declared


def exhibits() -> dict[str, Exhibit]:
    """All exhibits by name, in the order of MODULES. Raises TypeError if two have one name."""
    modules = [importlib.import_module(f"{__package__}.{name}") for name in MODULES]
    every = [one for module in modules for one in vars(module).values() if isinstance(one, Exhibit)]
    found = {one.name: one for one in every}
    if len(found) < len(every):
        raise TypeError("two exhibits have one name")
    return found


def find(name: str) -> Exhibit:
    """The exhibit with a name or a reference. Raises Unknown, with the nearest match, if there is none.

    >>> find("tensorflow#18454").name
    'dilation_ignored'
    """
    every = exhibits()
    by_reference = {r: one for one in reversed(every.values()) for r in one.references}
    if name in every or name in by_reference:
        return every.get(name) or by_reference[name]
    raise Unknown(f"no exhibit {name or repr(name)}{nearest(name.lower(), every) or nearest(name, by_reference)}")


# ---------------------------------------------------------------- what exhibits are made with


def settled(of: Formula, *args: Any, **options: Any) -> dict[str, Any]:
    """The arguments of a call besides arrays as fast forms get them: one entry for each axis, defaults filled in."""
    return of.read(args, options).scalars


def where_it_fits(of: Formula, *args: Any, instead: dict[str, Any], **options: Any) -> Any:
    """The result of a formula with other options, or with those asked for if the others leave no result.

    So an exhibit returns a wrong result, and does not raise. instead: the other options, by name.
    """
    try:
        return of(*args, **{**options, **instead})
    except ValueError:
        return of(*args, **options)
