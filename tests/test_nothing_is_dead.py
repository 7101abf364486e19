"""What nobody uses is not here: no function, class, method or constant, and no class of a style sheet."""

import re
from pathlib import Path

from vulture import Vulture

from screener.web import templating

ROOT = Path(templating.__file__).parents[1]
PAGES = [
    file
    for folder in ("templates", "documents")
    for file in (ROOT / folder).rglob("*.*")
    if file.suffix not in {".py", ".pyc"}
]
SCRIPTS = [*(ROOT / "static").glob("*.js")]
TESTS = [*Path(__file__).parent.rglob("test_*.py")]
SHEETS = [*(ROOT / "static").glob("*.css")]

ROUTES = [
    "@*.get",
    "@*.post",
    "@*.route",
    "@*.command",
    "@*.url_defaults",
    "@*.url_value_preprocessor",
    "@*.after_request",
    "@*.after_app_request",
    "@*.app_errorhandler",
    "@*.errorhandler",
    "@*.before_request",
    "@compiles",
]
"""Flask, click and SQLAlchemy call what stands under these."""

FOR_OTHERS = {
    "gunicorn": {"handle_quit", "setup", "load", "load_config", "worker"},
    "waitress": {
        "accepting",
        "channel_class",
        "error_task_class",
        "expect_continue",
        "handle_exit",
        "parser_class",
        "response_headers",
        "will_close",
    },
    "Werkzeug": {"_compile_builder", "direct_passthrough", "url_rule_class"},
    "Flask-WTF": {"csrf_valid"},
    "enum": {"_missing_", "_name_", "_value_"},
    "logging": {"handlers"},
    "sys": {"unraisablehook"},
    "smtplib": {"readline"},
    "SQLAlchemy": {
        "cache_ok",
        "impl",
        "inherit_cache",
        "isolation_level",
        "process_bind_param",
        "process_result_value",
    },
    "prometheus-client": {"collect"},
    "Flask-Babel": {"domain_instance", "get_translations"},
    "WTForms": {
        "Meta",
        "csrf_class",
        "field_class",
        "current_token",
        "validate_*",
        "pre_validate",
        "process_data",
        "process_formdata",
    },
    "Authlib": {
        "TOKEN_ENDPOINT_AUTH_METHODS",
        "_request",
        "check_endpoint_auth_method",
        "check_grant_type",
        "client",
        "config",
        "create_oauth2_request",
        "get_allowed_scope",
        "get_audiences",
        "get_client_id",
        "payload",
        "process_assertion_claims",
        "resolve_client_public_key",
        "validate_jti",
        "validate_requested_scope",
    },
    "Flask": {"ensure_sync", "merge_slashes", "request_class", "secret_key", "session_interface"},
    "Jinja": {"lstrip_blocks", "trim_blocks", "undefined"},
}
"""Names that only a library reads or calls."""

A_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def _read(files: list[Path]) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_each_name_of_the_program_is_used_by_the_program() -> None:
    finder = Vulture(ignore_names=[*set().union(*FOR_OTHERS.values())], ignore_decorators=ROUTES)
    finder.scavenge([str(ROOT)], exclude=["*/migrations/*"])
    said = set(re.findall(r"\w+", _read(PAGES)))
    assert [
        str(item.filename.name) + ": " + item.name
        for item in finder.get_unused_code()
        if item.name not in said
    ] == []


def _styled() -> set[str]:
    """Return the classes that the style sheets have rules for."""
    without_comments = re.sub(r"/\*.*?\*/", "", _read(SHEETS), flags=re.DOTALL)
    return set(A_CLASS.findall(re.sub(r"\{[^{}]*\}", "", without_comments)))


def test_each_class_of_a_style_sheet_is_on_some_page() -> None:
    pages = _read([*PAGES, *SCRIPTS, *ROOT.rglob("*.py")])
    whole, begun = set(re.findall(r"[\w-]+", pages)), tuple(set(re.findall(r"([a-z][\w-]*--)\{\{", pages)))
    assert [name for name in sorted(_styled()) if name not in whole and not name.startswith(begun)] == []


def test_each_class_on_a_page_is_styled_or_asked_for() -> None:
    words = re.sub(r"\{[{%].*?[%}]\}", " ", _read(PAGES))
    names = {
        name
        for value in re.findall(r'class="([^"]*)"', words)
        for name in value.split()
        if re.fullmatch(r"[a-z][\w-]*\w", name)
    }
    asked_for = {*A_CLASS.findall(_read(SCRIPTS)), *re.findall(r'"([\w-]+)"', _read(TESTS))}
    blocks = {name.partition("__")[0] for name in _styled()}
    assert sorted(names - _styled() - blocks - asked_for) == []
