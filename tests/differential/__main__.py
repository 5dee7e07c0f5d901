"""A campaign: python -m tests.differential --calls 100000 --seed 1"""

import argparse
import functools
import multiprocessing
import resource

from . import calls, campaign
from .judge import judged

ABOUT = "Random calls of every formula, judged against other implementations."
parser = argparse.ArgumentParser(prog="python -m tests.differential", description=ABOUT)
parser.add_argument("--calls", type=int, default=10_000)
parser.add_argument("--seed", type=int, default=0)
parser.add_argument("--jobs", type=int, default=1, help="processes")
parser.add_argument("--start", type=int, default=0, help="the first call")
parser.add_argument("--formula", default="", help="of one formula alone")
parser.add_argument("--only", type=int, help="one call, shown and judged")
parser.add_argument("--untimed", action="store_true", help="without comparing times")
parser.add_argument("--seconds", type=float, default=float("inf"), help="stop then, and report")
parser.add_argument("--memory", type=int, default=6, help="GiB that a process may take")


def main() -> int:
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (given.memory * 2**30,) * 2)
    if given.only is not None:
        call = calls.draw(given.seed, given.only, given.formula)
        print(
            "from tests.differential import arrays as A\n"
            "from tests.differential.arrays import dtype_of, np\n"
            "from mathcnn import *"
        )
        print(call.text())
        failures, ended = judged(call)
        print(f"# ended in {ended};", "; ".join(f"{one.rule}: {one.says}" for one in failures) or "no rule broken")
        return bool(failures)
    work = functools.partial(
        campaign.run,
        given.calls,
        given.seed,
        step=given.jobs,
        seconds=given.seconds,
        timing=not given.untimed,
        only=given.formula,
    )
    summary = campaign.Summary()
    starts = [given.start + k for k in range(given.jobs)]
    if given.jobs == 1:
        summary = work(starts[0])
    else:
        with multiprocessing.get_context("fork").Pool(given.jobs) as pool:
            for report in pool.map(functools.partial(reported, work), starts):
                summary.merge(report)
    print(summary.text(given.seed))
    return bool(summary.found)


def reported(work: functools.partial[campaign.Summary], start: int) -> campaign.Summary:
    """A summary that can be sent to another process: calls are drawn again there."""
    summary = work(start)
    for one in summary.found.values():
        one.call = calls.Drawn(one.call.name, one.call.size, one.call.text())  # type: ignore[assignment]
    return summary


if __name__ == "__main__":
    raise SystemExit(main())
