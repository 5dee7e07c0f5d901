"""The time of a training step and of inference of LeNet-5 in mathcnn, PyTorch (eager) and JAX (jit), on two cores.

    python benchmarks/lenet.py [--json FILE] [--turns N]

Each library runs in a process of its own, on the same two cores; they alternate, so that other work on the machine
affects all of them. All start with the same weights and get the same float32 batch, mathcnn with the batch axis
innermost. A training step is logits, mean cross-entropy, gradient and one step of momentum; inference is logits and
softmax. The benchmark checks that the losses of three steps agree. Times are medians over rounds, with quartiles;
ratios are medians of the ratios within a round. Memory is the peak of a process minus its memory after imports (Linux
only). It takes about two minutes on an idle machine; on a busy machine the results are not meaningful. Needs PyTorch
and JAX: pip install "mathcnn[torch,jax]".
"""

import argparse
import json
import multiprocessing
import os
import platform
import statistics
import sys
import time
from datetime import date
from pathlib import Path

BATCHES = (32, 64, 128, 256)
RATE, MOMENTUM = 0.01, 0.9
SECONDS = 0.12  # a turn
STEPS, AGREE = 3, 2.0**-12  # losses of float32 after so many steps; their sums have up to 400 terms
GOALS = {"training step": ("torch", 0.9), "inference": ("torch", 1.2)}


# ----------------------------------------------------------- the libraries: a training step and inference on one batch


def mathcnn_peer(weights, images, labels):
    import numpy as np

    from mathcnn.memory import Buffers, batch_first, batch_last
    from mathcnn.networks.lenet import Network
    from mathcnn.optimization import next_velocity, next_weight

    network = Network()
    for name, w in weights.items():
        network.parameters[name][...] = w
    theta, velocity = network.theta, np.zeros_like(network.theta)
    x, t = batch_first(batch_last(images)), labels

    def step():
        loss, gradient, _ = network.gradient(x, t)
        np.copyto(velocity, next_velocity.fn(velocity, gradient, theta, MOMENTUM, 0.0))
        np.copyto(theta, next_weight.fn(theta, velocity, RATE))
        return loss

    Buffers().__enter__()  # until the process ends
    return step, lambda: network.outputs(x)


def torch_peer(weights, images, labels):
    import torch
    from torch import nn

    torch.set_num_threads(2)
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
        for p, w in zip(network.parameters(), weights.values(), strict=True):
            p.copy_(torch.from_numpy(w))
    optimizer, loss_of = torch.optim.SGD(network.parameters(), RATE, MOMENTUM), nn.CrossEntropyLoss()
    x, t = torch.from_numpy(images), torch.from_numpy(labels)

    def step():
        optimizer.zero_grad()
        loss = loss_of(network(x), t)
        loss.backward()
        optimizer.step()
        return loss.item()

    def infer():
        with torch.inference_mode():
            return torch.softmax(network(x), 1)

    return step, infer


def jax_peer(weights, images, labels):
    import jax
    from jax import lax
    from jax import numpy as jnp

    jax.config.update("jax_platforms", "cpu")

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
    state = [{k: jnp.asarray(w) for k, w in weights.items()}]
    state.append(jax.tree.map(jnp.zeros_like, state[0]))
    x, t = jnp.asarray(images), jnp.asarray(labels)

    def step():
        loss, *state[:] = stepped(*state, x, t)
        jax.block_until_ready(state)
        return float(loss)

    return step, lambda: answered(state[0], x).block_until_ready()


PEERS = {"mathcnn": mathcnn_peer, "torch": torch_peer, "jax": jax_peer}
IMPORTS = {
    "mathcnn": ["mathcnn.networks.lenet", "mathcnn.optimization"],
    "torch": ["torch", "torch.nn"],
    "jax": ["jax", "jax.numpy"],
}


# ---------------------------------------------------------------- one process for each library


def memory(field):
    """The memory of this process in bytes: VmRSS is the present value, VmHWM the peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


def worker(peer, batch, pipe):
    """Answer requests (kind of run, number of calls) with the seconds of one call; at the end, with the memory."""
    import importlib

    import numpy as np

    for module in IMPORTS[peer]:
        importlib.import_module(module)
    weights, images, labels = work(batch)
    before = memory("VmRSS")
    step, infer = PEERS[peer](weights, images, labels)
    losses = [step() for _ in range(STEPS)]
    infer()
    runs = {"training step": step, "inference": infer}
    pipe.send(
        {
            "losses": losses,
            "version": importlib.import_module(peer).__version__,
            "shares": float(np.asarray(infer()).sum()),
        }
    )
    while (asked := pipe.recv()) is not None:
        kind, calls = asked
        run = runs[kind]
        started = time.perf_counter()
        for _ in range(calls):
            run()
        pipe.send((time.perf_counter() - started) / calls)
    pipe.send(memory("VmHWM") - before)


def processor():
    """The name of the processor, from Linux."""
    named = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return named[0] if named else platform.machine()


def work(batch):
    """The same weights, images and labels for all, with nothing but NumPy."""
    import numpy as np

    rng = np.random.default_rng(0)
    shapes = {"C1": (6, 1, 5, 5), "C3": (16, 6, 5, 5), "C5": (120, 16, 5, 5), "F6": (84, 120), "output": (10, 84)}
    weights = {}
    for name, shape in shapes.items():
        weights[f"{name}.w"] = (rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))).astype(np.float32)
        weights[f"{name}.b"] = np.zeros(shape[0], np.float32)
    return weights, rng.standard_normal((batch, 1, 32, 32)).astype(np.float32), rng.integers(0, 10, batch)


def measured(batch, turns):
    """The seconds of each library's runs in each round, and the versions, losses and memory."""
    context = multiprocessing.get_context("spawn")
    pipes, processes, said = {}, [], {}
    try:
        for peer in PEERS:
            pipes[peer], end = context.Pipe()
            processes.append(context.Process(target=worker, args=(peer, batch, end), daemon=True))
            processes[-1].start()
            end.close()
            said[peer] = pipes[peer].recv()  # one after the other: none starts while another is timed
        same_work(said, batch)
        times = {kind: {peer: [] for peer in PEERS} for kind in GOALS}
        for kind, of_peers in times.items():
            calls = {}
            for peer, pipe in pipes.items():
                pipe.send((kind, 3))
                calls[peer] = max(3, round(SECONDS / pipe.recv()))
            for turn in range(turns):
                for peer in (*PEERS,)[turn % 3 :] + (*PEERS,)[: turn % 3]:
                    pipes[peer].send((kind, calls[peer]))
                    of_peers[peer].append(pipes[peer].recv())
        for pipe in pipes.values():
            pipe.send(None)
        peak = {peer: pipe.recv() for peer, pipe in pipes.items()}
    except EOFError:
        sys.exit(f"{peer} ended early, as it said above; it needs: pip install 'mathcnn[torch,jax]'")
    finally:
        for process in processes:
            process.join(5)
            process.kill()
    return {
        "batch": batch,
        "seconds": times,
        "peak_bytes": peak,
        "losses": {p: s["losses"] for p, s in said.items()},
        "versions": {p: s["version"] for p, s in said.items()},
    }


def same_work(said, batch):
    """Losses step by step, and shares that sum to one: else the peers compute different things."""
    ours = said["mathcnn"]["losses"]
    for peer, found in said.items():
        for k, (a, b) in enumerate(zip(ours, found["losses"], strict=True)):
            if not abs(a - b) <= AGREE * abs(a):
                sys.exit(f"mathcnn and {peer} do different work: loss {a} and {b} at step {k}")
        if not abs(found["shares"] - batch) <= AGREE * batch:
            sys.exit(f"{peer}: the shares of {batch} images sum to {found['shares']}")


# ---------------------------------------------------------------- the parts of a step


def parts(batch, calls=40):
    """Microseconds an image of each layer of ours, forwards and backwards, and of what else a step does."""
    import numpy as np

    from mathcnn.memory import Buffers
    from mathcnn.networks.lenet import Network
    from mathcnn.optimization import next_velocity, next_weight

    network, (weights, images, t) = Network(), work(batch)
    for name, w in weights.items():
        network.parameters[name][...] = w
    stack, names = network.training, []
    for layer in stack.layers:
        names.append(layer.name or f"{names[-1].partition(' ')[0]} {layer.formula.name.partition('.')[2]}")
    found = {}

    def timed(name, run):
        seconds = []
        for _ in range(calls):
            started = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - started)
        found[name] = statistics.median(seconds) / batch * 1e6

    with Buffers():
        x = np.moveaxis(np.ascontiguousarray(np.moveaxis(images, 0, -1)), -1, 0)
        held = list(stack.activations(x))
        dy = network.loss.backward.fn(np.float32(1), held[-1], t)[0]
        for name, run, before in zip(names, stack._steps, held, strict=False):
            timed(f"{name} forwards", lambda run=run, before=before: run.run(before))
        timed("loss", lambda: (network.loss.fn(held[-1], t), network.loss.backward.fn(np.float32(1), held[-1], t)))
        for k in range(len(stack.layers) - 1, -1, -1):
            layer, run = stack.layers[k], stack._steps[k]
            wrt = {"wrt": [*layer.formula.arrays[: bool(k)], *layer.trained]} if run.selective else {}
            pull = lambda run=run, dy=dy, before=held[k], wrt=wrt: run.pull(dy, before, **run.given, **wrt)
            timed(f"{names[k]} backwards", pull)
            dy = pull()[0]
        v, g = np.zeros_like(network.theta), np.zeros_like(network.theta)
        timed(
            "momentum",
            lambda: next_weight.fn(network.theta, next_velocity.fn(v, g, network.theta, MOMENTUM, 0.0), RATE),
        )
    return found


# ---------------------------------------------------------------- what is shown


def quartiles(values):
    return statistics.quantiles(values, n=4)


def report(results, by_part, batch_of_parts):
    from rich.console import Console
    from rich.table import Table

    out = Console(width=None if sys.stdout.isatty() else 120)
    for kind, (peer, most) in GOALS.items():
        table = Table(
            "batch",
            *PEERS,
            "ours / torch",
            "ours / jax",
            title=f"{kind}: microseconds an image, medians (quartiles)",
            caption=f"goal: at most {most} of {peer}'s time",
        )
        for found in results:
            seconds, n = found["seconds"][kind], found["batch"]
            cells = [
                "{1:.1f} [dim]({0:.1f}-{2:.1f})[/]".format(*(1e6 * q / n for q in quartiles(seconds[p]))) for p in PEERS
            ]
            for p in ("torch", "jax"):
                low, middle, high = found["ratios"][kind][p]
                good = p != peer or middle <= most
                cells.append(f"[{'green' if good else 'bold red'}]{middle:.2f}[/] [dim]({low:.2f}-{high:.2f})[/]")
            table.add_row(str(n), *cells)
        out.print(table)
    table = Table("batch", *(f"{p} (MiB)" for p in PEERS), title="most memory beyond the imports")
    for found in results:
        table.add_row(str(found["batch"]), *(f"{found['peak_bytes'][p] / 2**20:.1f}" for p in PEERS))
    out.print(table)
    table = Table("part", "us an image", title=f"the parts of a step, batch {batch_of_parts}, one by one")
    for name, us in by_part.items():
        table.add_row(name, f"{us:.2f}")
    table.add_row("in all", f"{sum(by_part.values()):.1f}")
    out.print(table)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", metavar="FILE", help="also write everything, turn by turn")
    parser.add_argument("--turns", type=int, default=25, help="how often each is timed (default 25)")
    args = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, cores)  # every pool of threads, ours and theirs, counts these
    os.environ |= {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2", "JAX_PLATFORMS": "cpu"}
    results = []
    for batch in BATCHES:
        print(f"batch {batch} ...", file=sys.stderr, flush=True)
        found = measured(batch, args.turns)
        found["ratios"] = {
            kind: {p: quartiles([a / b for a, b in zip(s["mathcnn"], s[p], strict=True)]) for p in ("torch", "jax")}
            for kind, s in found["seconds"].items()
        }
        results.append(found)
    by_part = parts(64)
    report(results, by_part, 64)
    if args.json:
        said = {
            "benchmark": "lenet",
            "when": date.today().isoformat(),
            "machine": processor(),
            "cores": len(cores),
            "turns": args.turns,
        }
        Path(args.json).write_text(json.dumps({**said, "results": results, "parts_us_an_image": by_part}, indent=1))


if __name__ == "__main__":
    main()
