"""Machines beside this one: network namespaces with addresses of their own, each joined to this one by a cable.

What listens on 127.0.0.1 here cannot be reached from there, nor the other way round; files, and sockets that are files, can.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Network

_TRIALS = IPv4Network("198.18.0.0/15")
"""Addresses that RFC 2544 keeps for trials: nobody's on any network."""
_LASTS = "echo there; exec cat"
"""As long as whoever started it: its input ends with them, and with it go the namespace and the cable."""


class NoMachine(Exception):
    """None can be made here; the message says why."""


@dataclass(frozen=True, slots=True)
class Machine:
    """One that runs, at its ``address``. ``enter`` comes before a command that is to run there."""

    address: str
    enter: tuple[str, ...]


@contextmanager
def machines(count: int) -> Iterator[tuple[str, list[Machine]]]:
    """Start some (at most six) that last until the end of this; give the address by which all know this one, and them.

    Raises ``NoMachine``.
    """
    of_this_process = list(_TRIALS.subnets(new_prefix=29))[os.getpid() % 2**14]
    here, *addresses = map(str, of_this_process.hosts())
    with ExitStack() as stack:
        made = [
            stack.enter_context(_machine(here, addresses[number], f"scr{os.getpid()}n{number}"))
            for number in range(count)
        ]
        yield here, made


@contextmanager
def _machine(here: str, address: str, cable: str) -> Iterator[Machine]:
    with subprocess.Popen(
        ["unshare", "--net", "sh", "-c", _LASTS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stderr
        if not holder.stdout.readline():
            raise NoMachine(holder.stderr.read().strip())
        enter = ("nsenter", "--target", str(holder.pid), "--net")
        _ip(f"link add {cable} type veth peer name eth0 netns {holder.pid}")
        for before, said in (
            ((), f"address add {here} peer {address} dev {cable}"),
            ((), f"link set {cable} up"),
            (enter, f"address add {address} peer {here} dev eth0"),
            (enter, "link set eth0 up"),
            (enter, "link set lo up"),
        ):
            _ip(said, before)
        yield Machine(address, enter)


def _ip(said: str, before: tuple[str, ...] = ()) -> None:
    done = subprocess.run([*before, "ip", *said.split()], check=False, capture_output=True, text=True)
    if done.returncode:
        raise NoMachine(f"ip {said}: {done.stderr.strip()}")
