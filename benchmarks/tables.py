"""Tables in Markdown from the record of a run: times, ratios with quartiles, and goals with what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Any  # Any: a record is what JSON holds

Row = Sequence[str]


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Lower quartile, median and upper quartile."""
    if len(values) < 2:
        return (values[0],) * 3
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def grid(head: Row, rows: Iterable[Row], left: int) -> str:
    """A table. head, rows: its cells; left: how many columns are text, and so are not set to the right."""
    lines = [head, ["---"] * left + ["---:"] * (len(head) - left), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def duration(seconds: float) -> str:
    """A time in a unit in which it is a number from 1 to 1,000, with three digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size or unit == "us":
            v = seconds / size
            return f"{v:.{0 if v >= 99.95 else 1 if v >= 9.995 else 2}f} {unit}"
    raise AssertionError


def ratios(case: dict[str, Any], ours: str, beside: Sequence[str]) -> list[float] | None:
    """In each round, the time of a peer over that of the fastest of others; None if one side was not measured."""
    times = case["seconds"]
    others = [times[p] for p in beside if p in times]
    if ours not in times or not others:
        return None
    return [a / min(one) for a, one in zip(times[ours], zip(*others, strict=True), strict=True)]


def shown(values: Sequence[float]) -> str:
    """Median and quartiles."""
    low, middle, high = quartiles(values)
    return f"{middle:.2f}" if len(values) < 2 else f"{middle:.2f} ({low:.2f} to {high:.2f})"


# ---------------------------------------------------------------- times


def times(work: dict[str, Any]) -> str:
    """Medians of each peer; for those that have goals, the ratio to the peer beside which they stand, with quartiles;
    operations and bytes of the definition, and how many of them the fastest does in a second."""
    cases, beside = work["cases"], work["beside"]
    peers = [p for p in work["peers"] if any(p in case["seconds"] for case in cases)]
    counted = any(case["operations"] for case in cases)
    ours = {goal["ours"] for case in cases for goal in case["goals"]}
    compared = [p for p in peers if p != beside and p in ours and any(beside in case["seconds"] for case in cases)]
    columns = list(cases[0]["columns"])
    head = [*columns, *(work["peers"][p] for p in peers)]
    head += [f"{work['peers'][p]} / {work['peers'][beside]}" for p in compared]
    rows = []
    for case in cases:
        row = [case["columns"].get(c, "") for c in columns]
        row += [duration(quartiles(case["seconds"][p])[1]) if p in case["seconds"] else sign(case, p) for p in peers]
        row += [shown(found) if (found := ratios(case, p, [beside])) else "" for p in compared]
        rows.append([*row, *costs(case, peers)] if counted else row)
    if counted:
        head += ["operations", "MB", "GFLOP/s of the fastest", "GB/s"]
    return grid(head, rows, len(columns))


def sign(case: dict[str, Any], peer: str) -> str:
    """What stands in place of a time."""
    why = case["refused"].get(peer, "")
    return "wrong result" if why.startswith("wrong") else "not installed" if why.endswith("installed") else ""


def costs(case: dict[str, Any], peers: Sequence[str]) -> list[str]:
    """Operations and bytes of the definition, and how many of them the fastest peer does in a second."""
    best = min((quartiles(case["seconds"][p])[1] for p in peers if p in case["seconds"]), default=None)
    said = [f"{case['operations']:.3g}" if case["operations"] else "", f"{case['moved'] / 1e6:.3g}"]
    if best is None:
        return [*said, "", ""]
    return [*said, f"{case['operations'] / best / 1e9:.3g}" if case["operations"] else "", rate(case["moved"], best)]


def rate(moved: float, seconds: float) -> str:
    return f"{moved / seconds / 1e9:.3g}"


# ---------------------------------------------------------------- goals


def outcome(case: dict[str, Any], goal: dict[str, Any]) -> tuple[str, str]:
    """What was measured for a goal, and "met", "missed by ..." or why it was not measured."""
    ours, beside, most = goal["ours"], goal["beside"], goal["most"]
    if ours not in case["seconds"]:
        return "", f"not measured: {case['refused'].get(ours, 'no time')}"
    found = ratios(case, ours, beside) if beside else case["seconds"][ours]
    if found is None:
        why = next((case["refused"][p] for p in beside if p in case["refused"]), "no time")
        return "", f"not measured: {why}"
    middle = quartiles(found)[1]
    said = shown(found) if beside else duration(middle)
    return said, "met" if middle <= most else f"missed by a factor of {middle / most:.2f}"


def goals(work: dict[str, Any]) -> list[list[str]]:
    """For each goal of each case: the case, what is compared, the goal, what was measured, the outcome."""
    rows = []
    for case in work["cases"]:
        for goal in case["goals"]:
            ours = work["peers"][goal["ours"]]
            most = f"{goal['most']:g}" if goal["beside"] else duration(goal["most"])
            others = ", ".join(work["peers"][p] for p in goal["beside"] if p in case["seconds"])
            others = f"the fastest of {others}" if ", " in others else others
            against = f"{ours} / {others or work['peers'][goal['beside'][0]]}" if goal["beside"] else ours
            rows.append([" ".join(case["columns"].values()), against, most, *outcome(case, goal)])
    return rows


HEAD = ["case", "compared", "goal: at most", "measured", "outcome"]


def counts(work: dict[str, Any]) -> tuple[int, int, int]:
    """How many goals of a work are met, missed, and not measured."""
    said = [row[-1] for row in goals(work)]
    met, missed = said.count("met"), sum(one.startswith("missed") for one in said)
    return met, missed, len(said) - met - missed


DISTURBED = "**Other programs ran meanwhile, and threads waited for each other: these times and ratios mean little.**"
QUIET = 0.15  # cores that other processes may keep at work


def disturbed(work: dict[str, Any]) -> bool:
    """Whether other processes had so much of the machine that the times mean little."""
    return bool((work["others"] or 0) > QUIET)


def section(work: dict[str, Any], level: str = "##") -> str:
    """A work as Markdown: what it is, its times, its goals, and why goals are missed."""
    versions = ", ".join(f"{name} {version}" for name, version in sorted(work["versions"].items()) if version)
    busy = "" if work["others"] is None else f"; other processes kept {work['others']:g} cores at work"
    blocks = [
        f"{level} {work['title']}",
        work["about"],
        *([DISTURBED] if disturbed(work) else []),
        f"{work['when']}, {work['rounds']} rounds, {work['threads']} threads, {work['took']} s{busy}. {versions}.",
        times(work),
    ]
    if rows := goals(work):
        met, missed, unknown = counts(work)
        said = f"Goals: {met} met, {missed} missed" + (f", {unknown} not measured" if unknown else "")
        blocks += [f"{said}.", grid(HEAD, rows, 2)]
        if missed and work["tried"]:
            blocks.append(f"Where the limit is: {work['tried']}")
    wrong = [(c["name"], p, why) for c in work["cases"] for p, why in c["refused"].items() if why.startswith("wrong")]
    blocks += [f"* {name}: {work['peers'][p]}: {why}" for name, p, why in wrong]
    return "\n\n".join(blocks)


def summary(works: dict[str, dict[str, Any]]) -> str:
    """How many goals of each work are met and missed."""
    rows = [[work["title"], *map(str, counts(work))] for work in works.values() if goals(work)]
    return grid(["work", "goals met", "missed", "not measured"], rows, 1)
