"""The rules of the house, as tests. Standard library only: they read the source, they run nothing.

A rule about a module that is not written yet holds by itself.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PURE = {
    "markdown",
    "lxml",
    "chardet",
    "platformdirs",
    "filelock",
    "rapidfuzz",
    "fasttext",
    "pypdfium2",
    "PIL",
    "trafilatura",
    "hijridate",
    "docx",
    "regex",
}
CORE = "viewer.core"
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_WINDOW = 60, 600, 200


def module_name(path: Path) -> str:
    """`viewer/ui/panels/__init__.py` -> `viewer.ui.panels`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(ROOT.glob("viewer/**/*.py"))}


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def package_of(name: str) -> str:
    """The package that relative imports of the module start from."""
    return name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]


def imported(name: str, root: ast.AST | None = None) -> set[str]:
    """The modules that a module imports, anywhere in it (or under `root`).

    `from viewer.core.language import dates` counts as viewer.core.language.dates, where that is a
    module of ours.
    """
    found: set[str] = set()
    for node in ast.walk(root or tree(name)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(_from(node, name))
    return found


def _from(node: ast.ImportFrom, name: str) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        parts = package_of(name).split(".")
        base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [base])])
    for alias in node.names:
        full = f"{base}.{alias.name}"
        yield full if full in MODULES or base == "PySide6" else base


def at_import(name: str) -> set[str]:
    """What a module of ours imports from ours while it is being imported.

    Not inside functions (that is how a cycle is broken) and not for the type checker only.
    """
    found: set[str] = set()
    waiting: list[ast.AST] = list(tree(name).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= imported(name, node)
        waiting.extend(ast.iter_child_nodes(node))
    return found & MODULES.keys()


def under(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def of(*packages: str) -> list[str]:
    """The modules of ours under these names."""
    return [name for name in MODULES if under(name, *packages)]


# Rule 1 -----------------------------------------------------------------------------------------


def core_may_import(name: str) -> bool:
    top = name.partition(".")[0]
    if top == "viewer":
        return under(name, CORE) or name in ("viewer", "viewer.core.base.paths")
    return top in sys.stdlib_module_names or top in PURE


def test_core_imports_only_the_pure() -> None:
    wrong = {(m, n) for m in of(CORE) for n in imported(m) if not core_may_import(n)}
    # The one place that knows the package of the extra `semantic`.
    wrong = {
        (m, n)
        for m, n in wrong
        if m != "viewer.core.bitext.sentence_vectors" or n.startswith("PySide6")
    }
    assert not wrong


def test_core_and_the_verbs_import_without_qt() -> None:
    names = [*of(CORE), *of("viewer.cli"), "viewer.core.base.paths", "viewer.__main__"]
    block = "import sys, importlib; sys.modules['PySide6'] = None\n"
    code = block + "for name in sys.argv[1:]: importlib.import_module(name)"
    result = subprocess.run(
        [sys.executable, "-c", code, *names], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr


def test_the_command_line_imports_core_only() -> None:
    names = {n for m in of("viewer.cli") for n in imported(m) if under(n, "viewer", "PySide6")}
    assert all(core_may_import(name) or under(name, "viewer.cli") for name in names), names


# Rule 2 -----------------------------------------------------------------------------------------


def test_a_format_never_imports_another_format() -> None:
    formats = "viewer.core.formats"
    wrong = {
        (module, name)
        for module in of(formats)
        if module != formats
        for name in imported(module)
        if under(name, formats) and name != module
    }
    assert not wrong


def test_document_lines_and_arabic_are_the_ground_floor() -> None:
    language = {"viewer.core.language.arabic", "viewer.core.language.identification"}
    floor = {"viewer.core.text.document", "viewer.core.text.lines", *language}
    wrong = {
        (m, n) for m in of(*floor) for n in imported(m) if under(n, "viewer") if n not in floor
    }
    assert not wrong


def test_no_import_cycles() -> None:
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join([*way[way.index(name) :], name])
        if name not in done:
            for other in sorted(at_import(name)):
                visit(other, (*way, name))
            done.add(name)

    for name in MODULES:
        visit(name, ())


# Rule 3 -----------------------------------------------------------------------------------------


SESSION = (
    "viewer.session.session",
    "viewer.session.base.load_jobs",
    "viewer.session.base.view_state",
    "viewer.session.notes.notebook",
    "viewer.session.document_dates",
    "viewer.session.bitext.alignment",
    "viewer.session.reading_position",
    "viewer.session.tabs",
    "viewer.session.forget_corpus",
    "viewer.session.restore",
    "viewer.session.bitext.pin_editing",
    "viewer.session.search.corpus_search",
    "viewer.session.search.search_jobs",
    "viewer.session.words.word_lookup",
    "viewer.session.read_aloud",
    "viewer.session.words.lookup_jobs",
    "viewer.session.bitext.own_translation",
    "viewer.session.bitext.export",
    "viewer.session.bitext.pairing",
    "viewer.session.line_rules",
    "viewer.session.watch_files",
    "viewer.session.notes.restore_version",
    "viewer.session.base.pending_saves",
    "viewer.ui.base.typing_pause",
    "viewer.ui.shell.end_signals",
    "viewer.session.notes.corpus_notes",
    "viewer.session.notes.rename_tag",
    "viewer.session.scan",
    "viewer.session.base.background_jobs",
)


def test_the_session_and_its_parts_know_core_and_qtcore_only() -> None:
    allowed = (CORE, "PySide6.QtCore", "viewer.core.base.paths", *SESSION)
    wrong = {
        (module, name)
        for module in of(*SESSION)
        for name in imported(module)
        if under(name, "viewer", "PySide6") and not under(name, *allowed)
    }
    assert not wrong


def is_panel(name: str) -> bool:
    """A module with a dock; the others beside it are parts of one panel."""
    classes = [n for n in ast.walk(tree(name)) if isinstance(n, ast.ClassDef)]
    return any("QDockWidget" in ast.unparse(base) for c in classes for base in c.bases)


def test_a_panel_knows_no_other_widget() -> None:
    plain = (
        *(
            "base.i18n",
            "base.error_messages",
            "base.theme",
            "base.note_colours",
            "base.hit_reasons",
            "base.note_labels",
            "base.empty_state",
            "base.combo_box",
        ),
        "base.fit_to_screen",
    )
    parts = [name for name in of("viewer.ui.panels") if not is_panel(name)]
    free = {*SESSION, *(f"viewer.ui.{name}" for name in plain), *parts}
    wrong = {
        (module, name)
        for module in of("viewer.ui.panels")
        for name in imported(module)
        if under(name, "viewer.ui") and name not in free and name != module
    }
    assert not wrong


def test_only_the_window_imports_panels() -> None:
    panels = "viewer.ui.panels"
    wrong = {
        (module, name)
        for module in MODULES
        if module != "viewer.ui.shell.window" and not under(module, panels)
        for name in imported(module)
        if under(name, panels)
    }
    assert not wrong


def test_nobody_imports_the_window_or_the_app() -> None:
    may = {"viewer.ui.shell.window": {"viewer.app"}, "viewer.app": {"viewer.__main__"}}
    wrong = {
        (module, name)
        for module in MODULES
        for name in imported(module)
        if name in may and module not in may[name]
    }
    assert not wrong


# Rule 4 -----------------------------------------------------------------------------------------


def test_only_the_interface_translates() -> None:
    wrong = [
        f"{MODULES[name].relative_to(ROOT)}:{node.lineno}"
        for name in MODULES
        if not under(name, "viewer.ui", "viewer.app")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "tr"
    ]
    assert not wrong


# Rule 5 -----------------------------------------------------------------------------------------


def is_quiet(node: ast.stmt) -> bool:
    """Whether a statement of an `__init__.py` only says something: docstring, import, constant."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return not any(isinstance(part, ast.Call) for part in ast.walk(node))
    return False


def test_packages_run_nothing() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for name, path in MODULES.items()
        if path.name == "__init__.py"
        for node in tree(name).body
        if not is_quiet(node)
    ]
    assert not wrong


def test_nothing_is_rebound_as_a_global() -> None:
    wrong = [
        f"{MODULES[name].relative_to(ROOT)}:{node.lineno}"
        for name in MODULES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Global)
    ]
    assert not wrong


# Rule 6 -----------------------------------------------------------------------------------------


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("name", MODULES)
def test_small_enough_to_read(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= LONGEST_FILE
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert length(node) <= LONGEST_FUNCTION, f"{node.name}: {length(node)} lines"


def test_the_window_class_is_small() -> None:
    for name in of("viewer.ui.shell.window"):
        for node in tree(name).body:
            if isinstance(node, ast.ClassDef):
                assert length(node) < LONGEST_WINDOW, f"{node.name}: {length(node)} lines"


# Rule 7 -----------------------------------------------------------------------------------------


def test_signals_connect_to_bound_methods() -> None:
    """A lambda connected to a signal outlives its widget: "C++ object already deleted"."""
    wrong = [
        f"{MODULES[name].relative_to(ROOT)}:{node.lineno}"
        for name in MODULES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert not wrong


# The readers that are not people ------------------------------------------------------------------


def checked(command: list[str]) -> None:
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    assert result.returncode == 0, result.stdout + result.stderr


def has_module(name: str) -> bool:
    return (
        subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True).returncode
        == 0
    )


def test_ruff_finds_nothing() -> None:
    if not has_module("ruff"):
        pytest.skip("ruff is not installed here")
    checked([sys.executable, "-m", "ruff", "check", "--no-cache", "viewer"])


def test_pyright_finds_nothing() -> None:
    if not has_module("pyright"):
        pytest.skip("pyright is not installed here")
    if shutil.which("node") is None:
        pytest.skip("pyright needs node, which is not on this machine")
    checked([sys.executable, "-m", "pyright", "--pythonpath", sys.executable])
