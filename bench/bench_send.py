"""Durable Sends against raw inserts of the same rows with the same durability, by one and by 16 at once, on both databases.

Both in this one process, in turns, on the same disk.
"""

import io
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from databases import KINDS, fresh
from raw_rows import raw_inserts

from screener import logs
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import walk
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import Keyring
from screener.submissions.content import Contact
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Screening

SECONDS, ROUNDS = 0.4, 9
AT_ONCE = (1, 16)
ANSWERS = Answers(
    {
        "emergency": "none",
        "respondent": "self",
        "body-parts": frozenset({"left_hand"}),
        "new-or-worse": frozenset({"none"}),
        "medicine": "no",
        "happened": frozenset({"none"}),
        "signs-arm": frozenset({"cramps"}),
        "signs-limbs-other": "a note",
        "onset-age": 43,
        "onset-when": "over-a-year",
        "onset-pace": "years",
        "course": "worse",
        "through-day": frozenset({"one-task"}),
        "task": "writing",
        "triggers": frozenset({"stress"}),
    }
)


CONTACT = Contact(name="Ann Example", phone="+19135550123")


def sends(url: str) -> Callable[[], None]:
    """Return one Send on the database at ``url``, for any thread."""
    way = walk(DYSTONIA, ANSWERS)
    database = Database(open_engine(url))
    screening = Screening(database, Keyring([bytes(range(32))], "data"), tries_per_hour=10**9)

    def send() -> None:
        screening.send(
            way, CONTACT, language="en", translate=str, send_key=new_send_key(), address="192.0.2.1"
        )

    return send


def a_second(call: Callable[[], None], pool: ThreadPoolExecutor, threads: int) -> float:
    """Return how many calls a second so many threads made."""
    began = time.perf_counter()
    until = began + SECONDS

    def go_on() -> int:
        made = 0
        while time.perf_counter() < until:
            call()
            made += 1
        return made

    made = sum(one.result() for one in [pool.submit(go_on) for _ in range(threads)])
    return made / (time.perf_counter() - began)


def main() -> None:
    """Print the ratios."""
    logs.configure(io.StringIO())
    for kind in KINDS:
        with fresh(kind) as one, fresh(kind) as other:
            send = sends(one)
            send()
            insert = raw_inserts(kind, other, like=one)
            for threads in AT_ONCE:
                ours, baseline = [], []
                with ThreadPoolExecutor(threads) as pool:
                    a_second(send, pool, threads)
                    a_second(insert, pool, threads)
                    for _ in range(ROUNDS):
                        ours.append(a_second(send, pool, threads))
                        baseline.append(a_second(insert, pool, threads))
                medians = statistics.median(ours), statistics.median(baseline)
                what = f"Sends on {kind}, {threads} at once"
                print(f"{what}: {medians[0]:,.0f}/s, raw inserts of the same rows: {medians[1]:,.0f}/s")
                print(f"{what} = {medians[0] / medians[1]:.0%} of raw inserts of the same rows", flush=True)


main()
