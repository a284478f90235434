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
    "openpyxl",
    "regex",
    "pyphen",
}
CORE = "viewer.core"
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_WINDOW = 60, 600, 200

ROOMS = {
    # The ground: no Qt, no words for the reader.
    "core.base": "",
    "core.language": "",
    "core.text": "core.language",
    "core.morphology": "core.language",
    "core.bitext": "core.dictionaries core.morphology core.text core.language core.base",
    "core.parsing": "core.text core.base",
    "core.parsing.bilingual": "core.parsing core.text core.language",
    "core.parsing.html": "core.parsing core.parsing.news core.parsing.office core.text"
    " core.language",
    "core.parsing.news": "core.text core.language",
    "core.parsing.office": "core.parsing core.text core.base",
    "core.parsing.pdf": "core.parsing.scan core.text",
    "core.parsing.scan": "core.parsing core.text core.base",
    "core.formats": "core.parsing.* core.text core.language core.base",
    "core.pages": "core.formats core.notes core.parsing.pdf core.parsing.scan core.text core.base",
    "core.corpus": "core.formats core.bitext core.parsing core.parsing.news core.parsing.scan"
    " core.text core.language"
    " core.base",
    "core.notes": "core.parsing core.text core.base",
    "core.dictionaries": "core.morphology core.parsing core.language core.base",
    "core.export": "core.bitext core.notes core.dictionaries core.parsing.office core.text"
    " core.language core.base",
    "core.export.edition": "core.export core.search core.morphology core.notes core.language"
    " core.base",
    "core.worker": "core.formats core.pages core.corpus core.bitext core.notes core.dictionaries"
    " core.morphology core.parsing.* core.text core.language core.base",
    "core.ocr": "core.worker core.pages core.parsing.scan core.base",
    "core.search": "core.worker core.corpus core.bitext core.notes core.morphology"
    " core.parsing.scan core.text core.language core.base",
    "core.user": "core.formats core.base",
    "core.upkeep": "core.*",
    "cli": "core.*",
    # What is open, and what can be done to it: no widget.
    "session.base": "core.*",
    "session.bitext": "session.base core.*",
    "session.notes": "session.bitext session.base core.*",
    "session.pages": "session.base core.*",
    "session.search": "session.base core.*",
    "session.words": "session.base core.*",
    "session": "session.* core.*",
    # What is on the screen.
    "ui.base": "core.*",
    "ui.reader.layout": "session.base ui.base core.*",
    "ui.reader.paint": "ui.reader.layout session.base ui.base core.*",
    "ui.reader.widget": "ui.reader.paint ui.reader.layout session.base ui.base core.*",
    "ui.reader.page": "ui.reader.widget ui.reader.paint ui.reader.layout session.* ui.base core.*",
    "ui.reader.pane": "ui.reader.page ui.reader.widget ui.reader.paint ui.reader.layout session.*"
    " ui.base core.*",
    "ui.printing": "ui.reader.paint ui.reader.layout session.* ui.base core.*",
    "ui.panels": "session.* ui.base core.*",
    "ui.panels.notes": "session.* ui.base core.*",
    "ui.panels.search": "session.* ui.base core.*",
    "ui.panels.words": "session.* ui.base core.*",
    "ui.commands": "session.* ui.base core.*",
    "ui.tree": "ui.commands session.* ui.base core.*",
    "ui.settings": "ui.commands session.* ui.base core.*",
    "ui.dialogs": "ui.settings ui.printing ui.commands session.* ui.base core.*",
    "ui.shell": "ui.* session.* core.*",
    "": "*",
}
"""The rooms under `viewer/`, and the rooms that each may import from besides itself; `core.*` is
core and every room in it. `viewer` itself (its version) is free to all."""


def module_name(path: Path) -> str:
    """`viewer/ui/panels/__init__.py` -> `viewer.ui.panels`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(ROOT.glob("viewer/**/*.py"))}


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


@cache
def nodes(name: str) -> list[ast.AST]:
    """Every node of a module, in no order: most rules look at all of them."""
    return list(ast.walk(tree(name)))


def package_of(name: str) -> str:
    """The package that relative imports of the module start from."""
    return name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]


@cache
def imported(name: str) -> frozenset[str]:
    """The modules that a module imports, anywhere in it.

    `from viewer.core.language import dates` counts as viewer.core.language.dates, where that is a
    module of ours.
    """
    found: set[str] = set()
    for node in nodes(name):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(_from(node, name))
    return frozenset(found)


def _from(node: ast.ImportFrom, name: str) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        parts = package_of(name).split(".")
        base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [base])])
    for alias in node.names:
        full = f"{base}.{alias.name}"
        yield full if full in MODULES or base == "PySide6" else base


def under(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def of(*packages: str) -> list[str]:
    """The modules of ours under these names."""
    return [name for name in MODULES if under(name, *packages)]


# Rule 1 -----------------------------------------------------------------------------------------


def room_of(name: str) -> str:
    """The room that a module stands in: `viewer.ui.panels.outline` -> `ui.panels`."""
    return package_of(name).partition(".")[2]


def arrows() -> set[tuple[str, str]]:
    """(a module, one of ours that it imports), those for the type checker too."""
    return {(module, name) for module in MODULES for name in imported(module) & MODULES.keys()}


def may_import(room: str, other: str) -> bool:
    rules = ROOMS[room].split()
    above = [rule.removesuffix(".*") for rule in rules if rule.endswith(".*")]
    return other in (room, *rules) or "*" in rules or under(other, *above)


def test_every_room_stands_in_the_table() -> None:
    assert {room_of(name) for name in MODULES if MODULES[name].name != "__init__.py"} == set(ROOMS)


def test_rooms_import_as_the_table_says() -> None:
    wrong = {
        (module, name)
        for module, name in arrows()
        if name != "viewer" and not may_import(room_of(module), room_of(name))
    }
    assert not wrong


def test_no_import_goes_in_a_circle() -> None:
    ours: dict[str, set[str]] = {name: set() for name in MODULES}
    for module, name in arrows():
        if module != name:
            ours[module].add(name)
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join([*way[way.index(name) :], name])
        if name not in done:
            for other in sorted(ours[name]):
                visit(other, (*way, name))
            done.add(name)

    for name in MODULES:
        visit(name, ())


def is_pure(name: str) -> bool:
    top = name.partition(".")[0]
    return top == "viewer" or top in sys.stdlib_module_names or top in PURE


def test_core_imports_only_the_pure() -> None:
    wrong = {(m, n) for m in of(CORE) for n in imported(m) if not is_pure(n)}
    # The places that know the packages of the extras.
    extras = {
        "viewer.core.bitext.arrays",
        "viewer.core.bitext.sentence_vectors",
        "viewer.core.language.vowels",
        "viewer.core.morphology.roots",
    }
    assert not {(m, n) for m, n in wrong if m not in extras or n.startswith("PySide6")}


def test_core_and_the_verbs_import_without_qt() -> None:
    names = [*of(CORE), *of("viewer.cli"), "viewer.__main__"]
    block = "import sys, importlib; sys.modules['PySide6'] = None\n"
    code = block + "for name in sys.argv[1:]: importlib.import_module(name)"
    result = subprocess.run(
        [sys.executable, "-c", code, *names], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr


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
    names = ("arabic", "identification", "late_pattern")
    language = {f"viewer.core.language.{name}" for name in names}
    ground = ("document", "lines", "page_lines")
    floor = {*(f"viewer.core.text.{name}" for name in ground), *language}
    wrong = {
        (m, n) for m in of(*floor) for n in imported(m) if under(n, "viewer") if n not in floor
    }
    assert not wrong


# Rule 3 -----------------------------------------------------------------------------------------


def test_the_session_knows_qtcore_only() -> None:
    wrong = {
        (module, name)
        for module in of("viewer.session")
        for name in imported(module)
        if under(name, "PySide6") and not under(name, "PySide6.QtCore")
    }
    assert not wrong


def is_panel(name: str) -> bool:
    """A module with a dock; the others beside it are parts of one panel."""
    classes = [n for n in nodes(name) if isinstance(n, ast.ClassDef)]
    return any("QDockWidget" in ast.unparse(base) for c in classes for base in c.bases)


def test_only_what_makes_panels_imports_them() -> None:
    panels = {name for name in of("viewer.ui.panels") if is_panel(name)}
    wrong = {
        (module, name)
        for module in MODULES
        if module not in ("viewer.ui.shell.panels", "viewer.ui.shell.panel_window")
        for name in imported(module) & panels
    }
    assert not wrong


def test_the_table_of_commands_loads_no_panel() -> None:
    code = (
        "import sys, viewer.ui.shell.command_table\n"
        "print([name for name in sys.modules if name.startswith('viewer.ui.panels')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_nothing_is_looked_up_by_a_path_in_a_string() -> None:
    """`do="pane.copy"` is found by no tool, and by no reader who renames `copy`."""
    wrong = {
        f"{MODULES[name].relative_to(ROOT)}:{node.lineno}"
        for name in MODULES
        for node in nodes(name)
        if isinstance(node, ast.ImportFrom)
        if {alias.name for alias in node.names} & {"attrgetter", "methodcaller"}
    }
    assert not wrong


def test_nobody_imports_the_window_or_the_app() -> None:
    may = {
        "viewer.ui.shell.window": {
            "viewer.app",
            "viewer.window_making",
            "viewer.ui.shell.command_table",
        },
        "viewer.app": {"viewer.__main__"},
    }
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
        for node in nodes(name)
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
        for node in nodes(name)
        if isinstance(node, ast.Global)
    ]
    assert not wrong


# Rule 6 -----------------------------------------------------------------------------------------


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_small_enough_to_read() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in MODULES.values()
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    ]
    long += [
        f"{MODULES[name].relative_to(ROOT)}:{node.lineno} {node.name}: {length(node)} lines"
        for name in MODULES
        for node in nodes(name)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if length(node) > LONGEST_FUNCTION
    ]
    assert not long


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
        for node in nodes(name)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert not wrong


# Rule 8 -----------------------------------------------------------------------------------------


def test_a_public_class_has_its_name_for_itself() -> None:
    where: dict[str, list[str]] = {}
    for name in MODULES:
        for node in tree(name).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(name)
    assert {name: modules for name, modules in where.items() if len(modules) > 1} == {}


SAID_BY_A_PROTOCOL = {"VERSION"}
"""Names that every module of a room must have: see `FormatModule`."""


def constants(name: str) -> Iterator[str]:
    """The public constants that a module makes; what it only imports is another's."""
    for node in tree(name).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        made = ast.unparse(node.value) if isinstance(node, ast.Assign) else ""
        for target in targets:
            for each in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(each, ast.Name) and each.id.isupper() and "TypeVar" not in made:
                    yield each.id


def test_constants_say_of_what_they_are() -> None:
    """A name that fits three modules tells neither of what the constant is nor in which unit."""
    where: dict[str, list[str]] = {}
    for module in MODULES:
        for name in constants(module):
            if not name.startswith("_") and name not in SAID_BY_A_PROTOCOL:
                where.setdefault(name, []).append(module)
    vague = {name: modules for name, modules in where.items() if len(modules) > 2}
    vague |= {name: modules for name, modules in where.items() if name == "LONGEST"}
    assert vague == {}


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


@pytest.mark.slow
def test_pyright_finds_nothing() -> None:
    if not has_module("pyright"):
        pytest.skip("pyright is not installed here")
    if shutil.which("node") is None:
        pytest.skip("pyright needs node, which is not on this machine")
    checked([sys.executable, "-m", "pyright", "--pythonpath", sys.executable])


@pytest.mark.slow
@pytest.mark.parametrize("system", ["Windows", "Darwin"])
def test_nothing_is_called_that_another_system_has_not(system: str) -> None:
    """What `os`, `signal`, `socket` and others have differs: os.major is not there on Windows."""
    if not has_module("pyright") or shutil.which("node") is None:
        pytest.skip("pyright and node are not on this machine")
    known = ["--pythonpath", sys.executable, "--pythonplatform", system]
    checked([sys.executable, "-m", "pyright", *known, "viewer"])
