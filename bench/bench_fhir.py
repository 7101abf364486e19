"""Paging submissions out to a program: all of them within a minute for 10,000, and the last page as fast as the first."""

import io
import sys
import tempfile
import time
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from screener import create_app, logs
from screener.accounts.client import Scope
from screener.audit import Actor
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.settings import from_environment
from screener.storage.submissions import Submissions
from screener.submissions.submission import received
from screener.web.use_cases import use_cases
from tests.documents.fhir.submissions import sent

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
SEARCH = "/fhir/QuestionnaireResponse?_count=50"


def main() -> None:
    """Print the seconds of a core for all pages, and a page of the last tenth as a ratio to one of the first."""
    logs.configure(io.StringIO())
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(from_environment({"SCREENER_INSTANCE": str(Path(folder) / "instance")}))
        made = use_cases(app)
        made.database.be_prepared()
        opened = sent()
        assert opened.content
        one, content = opened.submission, opened.content
        with made.database.writing() as connection:
            submissions = Submissions(connection, made.keyring)
            for number in range(COUNT):
                new = replace(
                    one,
                    id=str(uuid.uuid4()),
                    reference=code_from(number, REFERENCE_LENGTH),
                    received_at=one.received_at - timedelta(minutes=number),
                )
                submissions.add(new, content, received(new), send_key=new.id, receipt=new.id)
        scopes = frozenset({Scope.READ_RESPONSES})
        _, token = made.clients.make("bench", scopes, 1, Actor("bench", ""))
        client, address, times, found = app.test_client(), SEARCH, [], 0
        while address:
            began = time.process_time()
            page = client.get(address, headers={"Authorization": f"Bearer {token}"}).json
            times.append(time.process_time() - began)
            assert page
            found += len(page["entry"])
            address = next((link["url"] for link in page["link"] if link["relation"] == "next"), "")
        assert found == COUNT
        tenth = max(1, len(times) // 10)
        first, last = sorted(times[1 : tenth + 1]), sorted(times[-tenth:])
        print(f"{COUNT} submissions in {sum(times):.1f} s of one core, {len(times)} pages")
        print(
            f"page at the end against page at the start: {last[len(last) // 2] / first[len(first) // 2]:.2f}"
        )


if __name__ == "__main__":
    main()
