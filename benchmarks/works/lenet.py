"""A training step and an inference of LeNet-5: both engines beside PyTorch (eager), JAX (jit) and ONNX Runtime."""

from __future__ import annotations

import math

import numpy as np

from ..plan import Arrays, Case, Goal, NotOffered, Peer, Work, WrongResult
from . import session, torch_with

BATCHES = (32, 64, 128, 256)
RATE, MOMENTUM = 0.01, 0.9
STEPS, AGREE = 3, 2.0**-12  # losses of float32 after so many steps; their sums have up to 400 terms
MOST = {"training step": {"numpy": 1.0, "compiled": 0.4}, "inference": {"numpy": 1.2, "compiled": 0.5}}
SHAPES = {"C1": (6, 1, 5, 5), "C3": (16, 6, 5, 5), "C5": (120, 16, 5, 5), "F6": (84, 120), "output": (10, 84)}
SUMS = {"C1": 28 * 28, "C3": 10 * 10, "C5": 1, "F6": 1, "output": 1}  # places where the weights of a layer are used
ENTRIES = 32**2 + 2 * (6 * 28**2 + 16 * 10**2 + 120 + 84) + 6 * 14**2 + 16 * 5**2 + 10  # of all activations of an image


def cases(quick: bool) -> list[Case]:
    weights = sum(math.prod(shape) for shape in SHAPES.values())
    products = sum(math.prod(SHAPES[k]) * places for k, places in SUMS.items())
    to_first = math.prod(SHAPES["C1"]) * SUMS["C1"]  # no gradient goes to the images
    return [
        Case(
            f"{kind}, batch {n}",
            {"what": kind, "batch": str(n)},
            {"kind": kind, "batch": n},
            2.0 * n * (products if kind == "inference" else 3 * products - to_first),
            4.0 * (n * ENTRIES * (1 if kind == "inference" else 3) + weights * (1 if kind == "inference" else 5)),
            tuple(Goal(ours, most, ("torch",)) for ours, most in goals.items()),
        )
        for kind, goals in MOST.items()
        for n in ((32, 256) if quick else BATCHES)
    ]


def arrays(case: Case) -> Arrays:
    """The same weights, images and labels for all."""
    rng, n = np.random.default_rng(0), case.settings["batch"]
    given: Arrays = {}
    for name, shape in SHAPES.items():
        given[f"{name}.w"] = (rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))).astype(np.float32)
        given[f"{name}.b"] = np.zeros(shape[0], np.float32)
    given["images"] = rng.standard_normal((n, 1, 32, 32)).astype(np.float32)
    given["labels"] = rng.integers(0, 10, n)
    return given


def weights_of(given: Arrays) -> Arrays:
    return {name: x for name, x in given.items() if "." in name}


class Stepped:
    """A training step, whose result, when it is first called, is the losses of some steps."""

    def __init__(self, step):
        self.step, self.first = step, True

    def __call__(self):
        if not self.first:
            return self.step()
        self.first = False
        return np.array([self.step() for _ in range(STEPS)])


def ours(engine: str):
    def prepare(case: Case, given: Arrays, threads: int):
        from mathcnn.memory import Buffers, batch_first, batch_last
        from mathcnn.networks.lenet import Network
        from mathcnn.optimization import next_velocity, next_weight

        network = Network(engine=engine)
        for name, w in weights_of(given).items():
            network.parameters[name][...] = w
        theta, velocity = network.theta, np.zeros_like(network.theta)
        x, t = batch_first(batch_last(given["images"])), given["labels"]
        Buffers().__enter__()  # until the process ends, as in a training

        def step():
            loss, gradient, _ = network.gradient(x, t)
            np.copyto(velocity, next_velocity.fn(velocity, gradient, theta, MOMENTUM, 0.0))
            np.copyto(theta, next_weight.fn(theta, velocity, RATE))
            return loss

        return Stepped(step) if case.settings["kind"] == "training step" else lambda: network.outputs(x)

    return prepare


def by_torch(case: Case, given: Arrays, threads: int):
    torch = torch_with(threads)
    nn = torch.nn
    network = nn.Sequential(
        nn.Conv2d(1, 6, 5),
        nn.ReLU(),
        nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.AvgPool2d(2),
        nn.Conv2d(16, 120, 5),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )
    with torch.no_grad():
        for p, w in zip(network.parameters(), weights_of(given).values(), strict=True):
            p.copy_(torch.from_numpy(w))
    optimizer, loss_of = torch.optim.SGD(network.parameters(), RATE, MOMENTUM), nn.CrossEntropyLoss()
    x, t = torch.from_numpy(given["images"]), torch.from_numpy(given["labels"])

    def step():
        optimizer.zero_grad()
        loss = loss_of(network(x), t)
        loss.backward()
        optimizer.step()
        return loss.item()

    def infer():
        with torch.inference_mode():
            return torch.softmax(network(x), 1)

    return Stepped(step) if case.settings["kind"] == "training step" else infer


def by_jax(case: Case, given: Arrays, threads: int):
    import jax
    from jax import lax
    from jax import numpy as jnp

    def logits(p, x):
        conv = lambda x, k: lax.conv_general_dilated(x, p[f"{k}.w"], (1, 1), "VALID") + p[f"{k}.b"][:, None, None]
        halved = lambda x: lax.reduce_window(x, 0.0, lax.add, (1, 1, 2, 2), (1, 1, 2, 2), "VALID") / 4
        x = halved(jax.nn.relu(conv(x, "C1")))
        x = halved(jax.nn.relu(conv(x, "C3")))
        x = jax.nn.relu(conv(x, "C5")).reshape(len(x), -1)
        x = jax.nn.relu(x @ p["F6.w"].T + p["F6.b"])
        return x @ p["output.w"].T + p["output.b"]

    def loss_of(p, x, t):
        return -jnp.take_along_axis(jax.nn.log_softmax(logits(p, x)), t[:, None], axis=1).mean()

    @jax.jit
    def stepped(p, v, x, t):
        loss, g = jax.value_and_grad(loss_of)(p, x, t)
        v = jax.tree.map(lambda v, g: MOMENTUM * v + g, v, g)
        return loss, jax.tree.map(lambda p, v: p - RATE * v, p, v), v

    answered = jax.jit(lambda p, x: jax.nn.softmax(logits(p, x)))
    state = [{k: jnp.asarray(w) for k, w in weights_of(given).items()}]
    state.append(jax.tree.map(jnp.zeros_like, state[0]))
    x, t = jnp.asarray(given["images"]), jnp.asarray(given["labels"])

    def step():
        loss, *state[:] = stepped(*state, x, t)
        jax.block_until_ready(state)
        return float(loss)

    infer = lambda: answered(state[0], x).block_until_ready()
    return Stepped(step) if case.settings["kind"] == "training step" else infer


def by_onnxruntime(case: Case, given: Arrays, threads: int):
    if case.settings["kind"] != "inference":
        raise NotOffered("the package runs networks, and does not train them")
    from mathcnn.networks.lenet import Network
    from mathcnn.networks.onnx import onnx_model

    network = Network()
    for name, w in weights_of(given).items():
        network.parameters[name][...] = w
    found = session(onnx_model(network), threads)
    first = found.get_inputs()[0].name
    return lambda: found.run(None, {first: given["images"]})[0]


def agrees(case: Case, given: Arrays, result: np.ndarray) -> None:
    """Losses, step by step, or probabilities, beside the network in float64.

    The worst case of five layers of float32 is as large as a gradient, so that the bounds of tier R would show nothing.
    """
    from mathcnn.networks.lenet import Network
    from mathcnn.optimization import next_velocity, next_weight

    network = Network(dtype=np.float64)
    for name, w in weights_of(given).items():
        network.parameters[name][...] = w
    x = given["images"].astype(np.float64)
    if case.settings["kind"] == "inference":
        want = network.outputs(x)
    else:
        theta, velocity, losses = network.theta, np.zeros_like(network.theta), []
        for _ in range(STEPS):
            loss, gradient, _ = network.gradient(x, given["labels"])
            velocity = next_velocity.fn(velocity, gradient, theta, MOMENTUM, 0.0)
            np.copyto(theta, next_weight.fn(theta, velocity, RATE))
            losses.append(loss)
        want = np.array(losses)
    if np.shape(result) != want.shape or not np.all(np.abs(result - want) <= AGREE * np.abs(want).max()):
        raise WrongResult(f"{case.name}: {np.ravel(result)[:3]}, and in float64 {np.ravel(want)[:3]}")


WORK = Work(
    title="LeNet-5",
    about="float32, the same weights and batch for all, ours with the batch axis innermost. A training step is logits, "
    "mean cross-entropy, gradient and one step of momentum; inference is logits and softmax. PyTorch is eager, JAX "
    "compiles.",
    cases=cases,
    peers={
        "numpy": Peer(ours("numpy"), about="NumPy engine"),
        "compiled": Peer(ours("compiled"), ("llvmlite",), about="compiled engine"),
        "torch": Peer(by_torch, package="torch", about="PyTorch"),
        "jax": Peer(by_jax, package="jax", about="JAX"),
        "onnxruntime": Peer(by_onnxruntime, ("onnx",), "onnxruntime", "ONNX Runtime"),
    },
    beside="torch",
    arrays=arrays,
    agrees=agrees,
    rounds=7,
    tried="Of a step of the NumPy engine, copying the windows of C1 and C3 and matrix products with 6 and 16 rows, "
    "which are too few for BLAS, take most of the time. The compiled engine cuts a batch into parts of 16 or 32 "
    "images, which threads share, and puts each part through all layers in one call, with the batch axis innermost "
    "in every array.",
)
