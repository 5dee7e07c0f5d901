"""What an exhibit is, and how it is examined.

An exhibit is a faulty implementation with the formula's own signature, right but for one thing. It names the formula
that it claims to compute, where the bug was reported, and the laws that have to reject it:

    @exhibit(layers.conv, "tensorflow#18454", "mxnet#8557", laws=["dilates"])
    def dilation_ignored(x, w, b=None, **options):
        \"\"\"The dilation was accepted, and not used.\"\"\"
        return layers.conv(x, w, b, **{**options, "dilation": 1})

A gradient may be on show, too: `@exhibit(layers.conv.backward, ...)`. The halls are modules, and what hangs in them is
read off them: nothing is registered. No verdict is stored: `run` examines every exhibit by `verdicts.verify_formula`.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..catalogue import Unknown
from ..evidence import verdicts
from ..evidence.verdicts import FAILS, Verdict
from ..language.formula import Formula, Gradient, Law, nearest

HALLS = ("pooling", "convolution", "transposition", "normalization", "signals")
FORM, SPECIAL, DERIVATIVE = "equals the literal form", "special values", "derivative"  # checks that are no laws
EXAMPLES = 5  # random cases a check
NAMED = 8  # times as many for the laws that an exhibit names

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


# ---------------------------------------------------------------- exhibits


@dataclass(frozen=True)
class Exhibit:
    """A faulty implementation of a formula, or of its gradient."""

    name: str
    claims: Formula | Gradient  # what it claims to compute
    faulty: Callable[..., Any]
    references: tuple[str, ...]  # "project#number"
    laws: tuple[str, ...]  # that have to reject it
    modelled: str  # what of the original is not here, and what stands in for it

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.faulty(*args, **kwargs)

    def __str__(self) -> str:
        return self.name

    @property
    def of(self) -> Formula:
        return self.claims.of if isinstance(self.claims, Gradient) else self.claims

    @property
    def claim(self) -> str:
        """The name of the formula, or of its gradient."""
        return f"{self.of.name}.backward" if isinstance(self.claims, Gradient) else self.of.name

    @property
    def hall(self) -> str:
        return self.faulty.__module__.rpartition(".")[2]

    @property
    def what(self) -> str:
        """What was wrong."""
        return inspect.getdoc(self.faulty) or ""

    @property
    def links(self) -> list[str]:
        return [
            f"https://github.com/{REPOSITORIES[project]}/issues/{number}"
            for project, number in (r.split("#") for r in self.references)
        ]

    @property
    def checks(self) -> list[str]:
        """The pieces of the formula's verification that concern it: forms and laws, or the gradient."""
        return (
            ["gradient"]
            if isinstance(self.claims, Gradient)
            else ["form", *(name for name, law in self.of.laws.items() if law.holds)]
        )


def exhibit(
    claims: Formula | Gradient | None, *references: str, laws: Iterable[str], modelled: str = ""
) -> Callable[[Callable[..., Any]], Exhibit]:
    """Put a faulty implementation on show; its docstring says what was wrong."""

    def hang(faulty: Callable[..., Any]) -> Exhibit:
        if claims is None:
            raise TypeError(f"exhibit {faulty.__name__}: its formula has no gradient")
        one = Exhibit(faulty.__name__, claims, faulty, references, tuple(laws), modelled)
        if unknown := [law for law in one.laws if law not in {*one.of.laws, FORM, SPECIAL, DERIVATIVE}]:
            raise TypeError(f"exhibit {one.name}: {one.of.name} has no law {', '.join(unknown)}")
        if unknown := [r for r in references if r.partition("#")[0] not in REPOSITORIES]:
            raise TypeError(f"exhibit {one.name}: no repository is known for {', '.join(unknown)}")
        return one

    return hang


def exhibits() -> dict[str, Exhibit]:
    """Everything on show, by name, hall by hall."""
    halls = [importlib.import_module(f"{__package__}.{hall}") for hall in HALLS]
    every = [one for hall in halls for one in vars(hall).values() if isinstance(one, Exhibit)]
    found = {one.name: one for one in every}
    if len(found) < len(every):
        raise TypeError("two exhibits have one name")
    return found


def find(name: str) -> Exhibit:
    """An exhibit by its name or by a reference, or `Unknown` with the nearest match.

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
    """The arguments of a call as fast forms see them, one entry an axis; defaults filled in."""
    return of.read(args, options).scalars


def where_it_fits(of: Formula, *args: Any, instead: dict[str, Any], **options: Any) -> Any:
    """The formula with other options instead of those asked for; with those where the others leave no result. So an
    exhibit is wrong, and does not break down."""
    try:
        return of(*args, **{**options, **instead})
    except ValueError:
        return of(*args, **options)


# ---------------------------------------------------------------- examinations


@dataclass(frozen=True)
class Finding:
    """An exhibit, and what the checks said about it."""

    exhibit: Exhibit
    rows: list[Verdict]

    @property
    def fallen(self) -> list[Verdict]:
        """The checks that caught it, one row a check."""
        return list({row.law: row for row in reversed(self.rows) if row.verdict == FAILS and row.cases}.values())[::-1]

    @property
    def caught(self) -> list[str]:
        return [row.law for row in self.fallen]

    @property
    def by_laws(self) -> list[str]:
        """What caught it other than a comparison with the literal form."""
        return [name for name in self.caught if name not in (FORM, SPECIAL)]

    @property
    def missed(self) -> list[str]:
        """The laws that it names and that let it pass."""
        return [name for name in self.exhibit.laws if name not in self.caught]

    @property
    def rejected(self) -> bool:
        """Caught by every law that it names, and by a law other than a comparison with the literal form."""
        return not self.missed and bool(self.by_laws)


def examine(one: Exhibit, examples: int = EXAMPLES, seed: int = 0, smallest: bool = True) -> Finding:
    """Every form and law of the formula, or its gradient's checks, on the faulty implementation. The laws that it names
    see more cases than the others, which are only asked for what else would have noticed; without `smallest` only
    counterexamples of named laws are made as small as they go."""
    backward = one.faulty if isinstance(one.claims, Gradient) else None
    faulty = one.of if backward else one.faulty
    rows: list[Verdict] = []
    with np.errstate(all="ignore"):  # what is wrong may overflow, and is compared all the same
        for check in one.checks:
            if check in one.of.laws and check not in one.laws and not smallest:
                rows.append(verdicts.fast_verdict(one.of.laws[check], faulty, one.name, examples, seed))
                continue
            count = (
                NAMED * examples
                if check in one.laws or check == "gradient"
                else 3 * examples
                if check == "form"
                else examples
            )
            rows += verdicts.verify_formula(one.of, count, seed, faulty, one.name, backward=backward, only=check)
    return Finding(one, rows)


def run(
    names: Iterable[str] = (),
    *,
    examples: int = EXAMPLES,
    seed: int = 0,
    smallest: bool = True,
    done: Callable[[Any], object] | None = None,
) -> list[Finding]:
    """Examine exhibits, by name or reference; all of them where none is named. `done` is called after each;
    `smallest=False` is quicker."""
    findings = []
    for one in [find(name) for name in names] or exhibits().values():
        findings.append(examine(one, examples, seed, smallest))
        if done:
            done(one)
    return findings


# ---------------------------------------------------------------- as data


def matrix(findings: Iterable[Finding]) -> dict[str, dict[str, Any]]:
    """Which check caught which bug, a matrix a formula: {"layers.conv": {"checks": [...], "bugs": [...], "caught":
    [[True, ...]]}}, a row a bug. Checks stand in the formula's order, and those that caught nothing are left out."""
    groups: dict[str, list[Finding]] = {}
    for found in findings:
        groups.setdefault(found.exhibit.claim, []).append(found)

    def one(group: list[Finding]) -> dict[str, Any]:
        order = [FORM, SPECIAL, *group[0].exhibit.of.laws, DERIVATIVE]
        checks = [name for name in order if any(name in found.caught for found in group)]
        return {
            "checks": checks,
            "bugs": [found.exhibit.name for found in group],
            "caught": [[name in found.caught for name in checks] for found in group],
        }

    return {claim: one(group) for claim, group in groups.items()}


def told(found: Finding) -> dict[str, Any]:
    """An exhibit and its verdicts, for JSON."""
    one = found.exhibit
    law = lambda name: one.of.laws[name].latex() if isinstance(one.of.laws.get(name), Law) else None
    return {
        "name": one.name,
        "hall": one.hall,
        "formula": one.claim,
        "what": one.what,
        "modelled": one.modelled,
        "references": list(one.references),
        "links": one.links,
        "named": list(one.laws),
        "rejected": found.rejected,
        "missed": found.missed,
        "caught": [
            {
                "law": row.law,
                "kind": row.kind,
                "latex": law(row.law),
                "named": row.law in one.laws,
                "tier": row.tier,
                "cases": row.cases,
                "counterexample": row.counterexample,
            }
            for row in found.fallen
        ],
        "passed": list(dict.fromkeys(row.law for row in found.rows if row.law not in found.caught)),
    }
