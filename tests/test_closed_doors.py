"""What the program never does, read from its source: run what is data, start another program, call somebody unasked."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import screener

HOUSE = Path(screener.__file__).parent
ROOT = HOUSE.parent
TREES = {
    str(file.relative_to(HOUSE)): ast.parse(file.read_text("utf-8")) for file in sorted(HOUSE.rglob("*.py"))
}

RUNS_DATA = {"eval", "exec", "compile", "__import__"}
"""Called by their bare name: ``re.compile`` is no such thing."""
MAKES_PROGRAMS = {"render_template_string", "from_string", "pickle", "marshal", "shelve", "dill"}
STARTS_PROGRAMS = {"subprocess", "pty", "pexpect", "multiprocessing"}
OF_OS = re.compile(r"^(system|popen|exec[lv]|spawn|posix_spawn|startfile)")
CALLS_OTHERS = {
    *("smtplib", "socket", "ssl", "requests", "httpx", "aiohttp", "urllib3", "ftplib", "telnetlib"),
    *("urllib.request", "http.client", "xmlrpc.client", "create_engine"),
}

STARTERS = {"storage/upkeep/dumps.py", "storage/upkeep/postgresql_programs.py"}
"""Files that start another program, written again: pg_dump and pg_restore, for a command."""
CALLERS = {
    *("adapters/mail_server.py", "adapters/receiver.py", "adapters/audit_stream.py", "adapters/https.py"),
    *("storage/engines.py", "server.py"),
}
"""Files that open a connection outwards, written again: the mail server, the receiver of Bundles, the system log, the identity
provider, the database; the last one tries its own port."""


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            for alias in node.names:
                yield alias.name
                yield f"{node.module}.{alias.name}"


def _attributes(tree: ast.AST) -> Iterator[str]:
    return (node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def _files_that_import(wanted: set[str]) -> set[str]:
    return {name for name, tree in TREES.items() if wanted & set(_imports(tree))}


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_no_program_text_is_made_from_data() -> None:
    bare = {
        name
        for name, tree in TREES.items()
        for call in _calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id in RUNS_DATA
    }
    taken = {name for name, tree in TREES.items() if MAKES_PROGRAMS & set(_attributes(tree))}
    assert bare | taken | _files_that_import(MAKES_PROGRAMS) == set()


def test_markup_is_made_of_words_of_the_program_alone() -> None:
    loose = [
        (name, call.lineno)
        for name, tree in TREES.items()
        for call in _calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id == "Markup"
        if not all(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert loose == [], "what is put into it by format() is escaped, what it is made of is not"


def test_every_program_that_is_started_stands_in_one_place_and_without_a_shell() -> None:
    assert _files_that_import(STARTS_PROGRAMS) == STARTERS
    of_os = {
        (name, taken)
        for name, tree in TREES.items()
        for taken in (*_attributes(tree), *_imports(tree))
        if OF_OS.match(taken.removeprefix("os."))
    }
    assert of_os == set()
    shells = [
        (starter, call.lineno)
        for starter in STARTERS
        for call in _calls(TREES[starter])
        for keyword in call.keywords
        if keyword.arg == "shell"
    ]
    assert shells == []


def test_every_connection_outwards_is_made_in_a_room_that_is_listed() -> None:
    assert _files_that_import(CALLS_OTHERS) == CALLERS


def test_what_talks_with_an_identity_provider_is_loaded_where_there_is_one() -> None:
    wanted = "screener.adapters.single_sign_on"
    assert _files_that_import({wanted}) == {"web/wiring.py"}
    at_once = ast.Module(
        [node for node in TREES["web/wiring.py"].body if not isinstance(node, ast.FunctionDef)], []
    )
    assert wanted not in set(_imports(at_once))


def test_no_script_writes_html() -> None:
    writes = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|javascript:"
    )
    scripts = list((HOUSE / "static").glob("*.js"))
    assert scripts
    assert [file.name for file in scripts if writes.search(file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-test.lock", "requirements-mutation.lock"]
)
def test_every_dependency_is_locked_with_its_hashes(lock: str) -> None:
    entries = (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    packages = [entry for entry in entries if re.match(r"[a-z0-9]", entry)]
    assert packages
    loose = [entry for entry in packages if not re.search(r"==\S+.*--hash=sha256:[0-9a-f]{64}", entry)]
    assert loose == []


def test_types_are_checked_strictly_in_the_whole_tree_and_secrets_in_constant_time() -> None:
    checked = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert checked["strict"] is True
    assert "compare_digest(given" in (ROOT / "screener/web/metrics.py").read_text()
