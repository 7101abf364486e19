"""Time two things in turns, so that a noisy machine is unfair to both alike, and print their ratio."""

import statistics
import time
from collections.abc import Callable, Sequence


def rates(
    ours: Callable[[], object], baseline: Callable[[], object], *, calls: int, rounds: int
) -> tuple[float, float]:
    """Return the calls a second of each: the median of ``rounds`` rounds of ``calls`` calls, taken in turns."""
    measured: tuple[list[float], list[float]] = ([], [])
    ours()
    baseline()
    for _ in range(rounds):
        for call, results in zip((ours, baseline), measured, strict=True):
            began = time.perf_counter()
            for _ in range(calls):
                call()
            results.append(calls / (time.perf_counter() - began))
    return statistics.median(measured[0]), statistics.median(measured[1])


def fastest(calls: Sequence[Callable[[], object]], *, rounds: int) -> list[float]:
    """Return the seconds that each took at best in so many rounds in turns: what others do meanwhile only ever slows one."""
    for call in calls:
        call()
    best = [float("inf")] * len(calls)
    for _ in range(rounds):
        for place, call in enumerate(calls):
            began = time.perf_counter()
            call()
            best[place] = min(best[place], time.perf_counter() - began)
    return best


def report(name: str, ours: float, baseline: float, against: str) -> None:
    """Print both rates and, last, their ratio."""
    print(f"{name}: {ours:,.0f}/s, {against}: {baseline:,.0f}/s")
    print(f"{name} = {ours / baseline:.0%} of {against}")
