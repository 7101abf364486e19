"""How a request is read of a connection: within bounds, so that nobody's head keeps the process, and in one way alone."""

from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import ChunkedReceiver
from waitress.utilities import Error, RequestEntityTooLarge

LARGEST_HEAD = 32 * 1024
LONGEST_LINE = 8 * 1024
"""Of a request, which holds its address: one of no page of ours is half as long, and thousands of arguments cost time to read."""
_BLANKS = bytes.maketrans(b"\t\r\n", b"   ")
_LONGEST_GAP = b" " * 64
"""waitress tries each way to part the blanks before a header's value, and their number squared are too many. Nobody sends so many."""
_NO_HEAD = b"GET / HTTP/1.0\r\n"
"""Is read in the place of a head that is not, so that it can be answered."""


class _Chunks(ChunkedReceiver):  # type: ignore[misc]
    """A body in chunks: what is said about them may be as long as a head, for each chunk costs time, also one of a byte."""

    error: Any = None
    _about = 0

    def received(self, data: bytes) -> int:
        """Take what it can of ``data``, and return how many bytes that is."""
        before = len(self)
        taken: int = super().received(data)
        self._about += taken - (len(self) - before)
        if self._about > LARGEST_HEAD:
            self.error = self.error or RequestEntityTooLarge("more about chunks than a head may have")
        return taken


class _AddressTooLong(Error):  # type: ignore[misc]
    code = 414
    reason = "URI Too Long"


class Request(HTTPRequestParser):  # type: ignore[misc]
    """What is read of a connection: the head within bounds of length and time, then the body."""

    body_rcv: Any = None
    error: Any = None

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, unless it would take long or could be read in two ways."""
        if header_plus.find(b"\r\n") > LONGEST_LINE:
            header_plus = _NO_HEAD
            self.error = _AddressTooLong("an address of no page")
        if _LONGEST_GAP in header_plus.translate(_BLANKS):  # a folded line goes on with the line before it
            raise ParsingError("a gap in the head")
        try:
            super().parse_header(header_plus)
        except ValueError:  # Python makes no number of thousands of figures
            raise ParsingError("a head that cannot be read") from None
        # Whoever stands in front may have gone by the other one, and what it took for a body be read as a request here.
        if ("CONTENT_LENGTH" in self.headers and self.chunked) or "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("a body of two lengths, or in chunks before there were any")
        if self.chunked:
            self.body_rcv = _Chunks(self.body_rcv.getbuf())
        if self.body_rcv is None:
            self.expect_continue = False  # waitress would wait for a body that was never announced
