"""The one table of commands: menus, toolbar, shortcuts and the list of shortcuts are made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from viewer.session.session import Session
from viewer.ui.base.i18n import tr
from viewer.ui.commands.conditions import (
    can_close_tab,
    can_go_back,
    can_go_forward,
    can_highlight,
    can_speak,
    has_beside,
    has_corpora,
    has_documents,
    has_folder,
    has_own_folder,
    has_pages,
    has_rows,
    has_sides,
    has_tabs,
    in_a_row,
    is_furniture,
    is_mode,
    is_open,
    is_repairing,
    is_set,
    is_speaking,
    is_status,
    on_a_bead,
    on_a_pin,
    shows_pages,
)

SEPARATOR = ""


@dataclass(frozen=True)
class Command:
    """One row. `do` is the path of a method from the window; `args` go to it.

    `keys`: as delivered; the first is shown in the menu. `local`: they hold in the text only.
    `when`: whether it can be done now (without: always), `ticked`: whether it is on; of panels the
    window knows.
    """

    id: str
    text: str
    do: str
    keys: tuple[str, ...] = ()
    args: tuple[object, ...] = ()
    icon: str = ""
    checkable: bool = False
    local: bool = False
    when: Callable[[Session], bool] | None = None
    ticked: Callable[[Session], bool] | None = None


InText = partial(Command, when=is_open)
"""A row about the open text."""


def menus() -> list[tuple[str, list[Command | str]]]:
    """(title, rows) of each menu, in the language of the moment; a string names a submenu."""
    return [
        (tr("&File"), _file()),
        (tr("&Edit"), _edit()),
        (tr("&View"), _view()),
        (tr("&Text", "menu"), _text()),
        (tr("&Rows"), _rows()),
        (tr("&Go"), _go()),
        (tr("&Help"), _help()),
    ]


def _dialog(
    id: str,
    text: str,
    keys: tuple[str, ...] = (),
    when: Callable[[Session], bool] | None = None,
) -> Command:
    """A row that shows the dialog of its name."""
    return Command(id, text, "show_dialog", keys, (id,), when=when)


def _file() -> list[Command | str]:
    return [
        Command(
            "open_folder", tr("Open &folder…"), "opening.folder", ("Ctrl+O",), (), "open-folder"
        ),
        Command(
            "open_files", tr("Open f&iles…"), "opening.files", ("Ctrl+Shift+O",), (), "open-file"
        ),
        "recent",
        Command("open_sample", tr("Sample corpus"), "opening.sample"),
        Command(
            "open_tab",
            tr("Open in a new &tab"),
            "tree.open_in_tab",
            ("Ctrl+Shift+T",),
            when=has_corpora,
        ),
        Command("new_window", tr("New &window"), "window_asked.emit", ("Ctrl+Shift+N",), (None,)),
        SEPARATOR,
        _dialog("pairs", tr("Find &pairs…"), (), has_corpora),
        _dialog("backups", tr("Earlier versions of the &notes…")),
        Command(
            "import_notes", tr("I&mport notes…"), "corpus_notes.import_notes", when=has_corpora
        ),
        _dialog("print", tr("Prin&t…"), ("Ctrl+P",), has_documents),
        _dialog("export", tr("E&xport…"), ("Ctrl+Shift+E",), has_documents),
        _dialog("pdf_copy", tr("Save a copy &with the notes…"), (), has_pages),
        SEPARATOR,
        InText("reload", tr("&Reload"), "session.loader.reload", ("F5",)),
        Command(
            "mark_folder",
            tr("Make a file that &opens this folder"),
            "notice.mark_folder",
            when=has_own_folder,
        ),
        Command(
            "close_tab", tr("Close the ta&b"), "panes.close_tab", ("Ctrl+W",), when=can_close_tab
        ),
        Command(
            "close_corpus",
            tr("&Close corpus"),
            "opening.close",
            ("Ctrl+Shift+W",),
            when=has_corpora,
        ),
        Command(
            "forget_corpus",
            tr("Forget this c&orpus…"),
            "show_dialog",
            (),
            ("forget",),
            when=has_folder,
        ),
        SEPARATOR,
        Command("quit", tr("&Quit"), "quit_asked.emit", ("Ctrl+Q",)),
    ]


def _edit() -> list[Command | str]:
    def sentence(name: str, text: str, keys: str, more: bool) -> Command:
        return InText(name, text, "pane.stride", (keys,), ("sentence", more, True))

    return [
        Command("undo", tr("&Undo"), "session.notebook.undo", ("Ctrl+Z",), (), "undo"),
        Command(
            "redo", tr("&Redo"), "session.notebook.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), (), "redo"
        ),
        SEPARATOR,
        InText("copy", tr("&Copy"), "pane.copy", ("Ctrl+C",), (), "copy"),
        Command("quotation", tr("Copy as a &quotation"), "pane.quoting.copy", ("Ctrl+Shift+C",)),
        InText("select_all", tr("Select &all"), "pane.select_all", ("Ctrl+A",)),
        sentence("select_sentence", tr("Select the sentence, and the ne&xt"), "Shift+J", True),
        sentence("unselect_sentence", tr("One sentence &less"), "Shift+K", False),
        SEPARATOR,
        InText("find", tr("&Find…"), "pane.show_find", ("Ctrl+F",), (), "search"),
        Command("search_corpus", tr("Search the &corpus…"), "search.ask", ("Ctrl+Shift+F",)),
        Command(
            "search_selection",
            tr("Search the corpus for the s&election"),
            "search.ask_selection",
            ("Ctrl+Alt+F",),
        ),
        Command("search_alike", tr("&Passages like this one"), "search.ask_alike"),
        InText("find_next", tr("Find &next"), "pane.find_next", ("F3", "Ctrl+G")),
        InText(
            "find_previous",
            tr("Find &previous"),
            "pane.find_previous",
            ("Shift+F3", "Ctrl+Shift+G"),
        ),
        SEPARATOR,
        Command(
            "highlight",
            tr("&Highlight"),
            "pane.highlight",
            ("Ctrl+H",),
            (),
            "highlighter",
            when=can_highlight,
        ),
        InText("note", tr("Write a &note"), "pane.write_note", ("Ctrl+M",), (), "note-add"),
        InText(
            "document_note",
            tr("Note on the whole &document"),
            "pane.write_document_note",
            ("Ctrl+Shift+M",),
        ),
        Command("link_note", tr("Link the note to its counter&part"), "notes.link", ("Ctrl+K",)),
        SEPARATOR,
        Command(
            "settings", tr("&Settings…"), "show_dialog", ("Ctrl+,",), ("settings",), "settings"
        ),
    ]


def _columns() -> list[Command]:
    """Which languages stand where, and whether their pages do."""

    def mode(key: str, text: str, keys: str, icon: str) -> Command:
        return Command(
            f"mode_{key}",
            text,
            "session.view.set_mode",
            (keys,),
            (key,),
            icon,
            True,
            False,
            has_sides,
            partial(is_mode, key),
        )

    def page(mode: str, text: str, keys: str) -> Command:
        return Command(
            *(f"page_{mode}", text, "session.pages.toggle", (keys,), (mode,)),
            checkable=True,
            when=has_pages,
            ticked=partial(shows_pages, mode),
        )

    return [
        mode("rtl", tr("&Arabic alone"), "Alt+1", "arabic"),
        mode("ltr", tr("&English alone"), "Alt+2", "english"),
        mode("side", tr("&Side by side"), "Alt+3", "side-by-side"),
        mode("stacked", tr("S&tacked"), "Alt+4", "stacked"),
        page("beside", tr("Pa&ge beside the text"), "Alt+5"),
        page("alone", tr("Page &instead of the text"), "Alt+6"),
    ]


def _view() -> list[Command | str]:
    def choice(name: str, text: str, *keys: str) -> Command:
        return Command(
            name, text, "toggle", keys, (name,), checkable=True, ticked=partial(is_set, name)
        )

    def panel(name: str, text: str, keys: str, icon: str) -> Command:
        do = "arrangement.toggle_panel"
        return Command(name, text, do, (keys,), (name,), icon, checkable=True)

    return [
        *_columns(),
        choice("swapped", tr("S&wap the columns")),
        choice("covered", tr("&Cover the translation"), "Ctrl+T"),
        choice("hover", tr("T&ranslation where the pointer rests")),
        choice("focus", tr("Di&m all but one paragraph"), "Shift+F11"),
        SEPARATOR,
        Command(
            *("beside", tr("Text &beside"), "panes.toggle_beside", ("Ctrl+\\",)),
            checkable=True,
            when=is_open,
            ticked=has_beside,
        ),
        SEPARATOR,
        Command("tree", tr("&Corpus"), "toggle_tree", ("F9",), (), "sidebar", True),
        panel("notes", tr("&Notes"), "F10", "notes"),
        panel("outline", tr("&Outline"), "F8", "outline"),
        panel("search", tr("Searc&h"), "F12", "search"),
        panel("translation", tr("Tr&anslation"), "Ctrl+F10", ""),
        panel("corpus_notes", tr("Notes of the cor&pus"), "Shift+F10", ""),
        panel("changes", tr("Chan&ges"), "Ctrl+F8", ""),
        panel("checks", tr("Translation chec&k"), "Ctrl+Shift+F8", ""),
        panel("words", tr("Wor&ds"), "Ctrl+F9", ""),
        SEPARATOR,
        "tree_show",
        "tree_order",
        "tree_group",
        "theme",
        "language",
        SEPARATOR,
        Command("full_screen", tr("&Full screen"), "full_screen.toggle", ("F11",), checkable=True),
    ]


def _text() -> list[Command | str]:
    def choice(name: str, text: str, keys: tuple[str, ...] = (), icon: str = "") -> Command:
        return Command(
            name, text, "toggle", keys, (name,), icon, True, ticked=partial(is_set, name)
        )

    def zoom(name: str, text: str, step: int, *keys: str) -> Command:
        return Command(f"zoom_{name}", text, "session.zoom", keys, (step,), f"zoom-{name}")

    def teach(name: str, text: str, furniture: bool) -> Command:
        when = partial(is_furniture, not furniture)
        return Command(name, text, "session.teaching.teach", (), (furniture,), when=when)

    extras = tr("Page e&xtras: captions, dates, buttons")
    furniture = choice("furniture", extras, ("Ctrl+Shift+F6",), "furniture")
    return [
        zoom("in", tr("&Larger"), 1, "Ctrl++", "Ctrl+="),
        zoom("out", tr("&Smaller"), -1, "Ctrl+-"),
        zoom("reset", tr("&Normal size"), 0, "Ctrl+0"),
        SEPARATOR,
        "spacing",
        "arabic_spacing",
        "measure",
        "arabic_font",
        "latin_font",
        "arabic_size",
        choice("justify", tr("&Justify"), (), "justify"),
        SEPARATOR,
        furniture,
        teach("teach_furniture", tr("Treat lines like this as page extras in this folder"), True),
        teach("teach_story", tr("Treat lines like this as text in this folder"), False),
        choice("numbers", tr("Paragraph n&umbers"), ("Ctrl+Shift+L",), "list-numbers"),
        choice("invisibles", tr("In&visible characters"), ("Ctrl+Shift+I",)),
        choice("xray", tr("Show text &directions"), ("Ctrl+Shift+B",)),
        SEPARATOR,
        InText(
            *("direction", tr("S&witch direction of paragraph"), "pane.turn_block"),
            keys=("Ctrl+Shift+X",),
            icon="direction",
        ),
        InText("document_direction", tr("Switch direction of d&ocument"), "pane.turn_document"),
        SEPARATOR,
        InText("look_up", tr("Loo&k the word up"), "session.lookups.ask_here", ("Ctrl+D",)),
        InText("transliterate", tr("Name in La&tin letters"), "session.lookups.transliterate_here"),
        Command(
            "speak",
            tr("R&ead aloud"),
            "session.speaking.speak_here",
            ("Ctrl+Alt+R",),
            when=can_speak,
        ),
        Command(
            "hush",
            tr("Stop readin&g aloud"),
            "session.speaking.stop",
            ("Ctrl+Alt+S",),
            when=is_speaking,
        ),
    ]


def _rows() -> list[Command | str]:
    def repair(name: str, text: str, do: str, key: str) -> Command:
        do, drawing = f"session.repairing.{do}", f"row-{name}"
        return Command(f"row_{name}", text, do, (key,), (), drawing, when=on_a_bead)

    def choice(name: str, text: str) -> Command:
        return Command(
            name, text, "toggle", (), (name,), checkable=True, ticked=partial(is_set, name)
        )

    def move(name: str, text: str, keys: str, up: bool) -> Command:
        return Command(
            *(f"row_{name}", text, "session.repairing.move", (keys,), (up,), f"row-{name}"),
            when=on_a_bead,
        )

    return [
        Command(
            "row_confirm",
            tr("&Confirm"),
            "session.repairing.confirm",
            ("P",),
            (),
            "check",
            checkable=True,
            when=on_a_bead,
            ticked=on_a_pin,
        ),
        repair("merge", tr("&Merge with the next"), "merge", "M"),
        repair("split", tr("&Split above this paragraph"), "split", "S"),
        move("up", tr("Move paragraph &up"), "Alt+Shift+Up", True),
        move("down", tr("Move paragraph &down"), "Alt+Shift+Down", False),
        repair("swap", tr("S&wap translation with the next"), "swap", "X"),
        repair("alone", tr("&No translation"), "alone", "N"),
        SEPARATOR,
        Command(
            *("repair", tr("Show and drag &borders"), "session.repairing.toggle"),
            keys=("F7",),
            checkable=True,
            when=has_rows,
            ticked=is_repairing,
        ),
        SEPARATOR,
        InText(
            *("translate", tr("&Write a translation"), "translation.write_here", ("T",)),
            icon="pencil",
        ),
        choice("mine", tr("My &translations in a column")),
        SEPARATOR,
        *_statuses(),
        InText("undone", tr("Next row to &be done"), "session.slots.go_on_undone", ("Shift+D",)),
        SEPARATOR,
        Command("doubtful", tr("Next doub&tful row"), "pane.next_doubtful", ("D",), when=has_rows),
        Command(
            "across", tr("To the &other side"), "pane.parallel.go_across", ("F4",), when=on_a_bead
        ),
    ]


def _statuses() -> list[Command]:
    def status(name: str, text: str, keys: str) -> Command:
        value = "" if name == "new" else name
        return Command(
            *(f"status_{name}", text, "session.slots.set_status", (keys,), (value,)),
            checkable=True,
            when=in_a_row,
            ticked=partial(is_status, value),
        )

    return [
        status("new", tr("N&ot begun"), "Ctrl+1"),
        status("draft", tr("D&raft"), "Ctrl+2"),
        status("done", tr("Don&e"), "Ctrl+3"),
        status("checked", tr("C&hecked"), "Ctrl+4"),
    ]


def _go() -> list[Command | str]:
    def stride(name: str, text: str, keys: str, *how: object) -> Command:
        return InText(name, text, "pane.stride", (keys,), how)

    def tab(name: str, text: str, keys: str, forward: bool) -> Command:
        return Command(name, text, "session.tabs.step", (keys,), (forward,), when=has_tabs)

    def heading(name: str, text: str, keys: str, forward: bool) -> Command:
        return InText(name, text, "outline.step", (keys,), (forward,))

    return [
        InText("go_to", tr("&Paragraph…"), "pane.ask_paragraph", ("Ctrl+L",)),
        Command("go_to_page", tr("Pa&ge…"), "pane.page_number.ask", ("Ctrl+J",), when=has_pages),
        InText("go_start", tr("&Beginning"), "pane.go_home", ("Ctrl+Home",)),
        InText("go_end", tr("&End"), "pane.go_end", ("Ctrl+End",)),
        SEPARATOR,
        Command(
            "back", tr("Bac&k"), "session.tabs.back", ("Alt+Left",), (), "back", when=can_go_back
        ),
        Command(
            "forward",
            tr("Fo&rward"),
            "session.tabs.forward",
            ("Alt+Right",),
            (),
            "forward",
            when=can_go_forward,
        ),
        InText(
            "follow", tr("Follow the &link"), "pane.links.follow_here", ("Ctrl+Return",), local=True
        ),
        SEPARATOR,
        InText("next_note", tr("&Next note"), "notes.step", ("Alt+Down",), (True,)),
        InText("previous_note", tr("Pre&vious note"), "notes.step", ("Alt+Up",), (False,)),
        SEPARATOR,
        heading("next_heading", tr("Next &heading"), "Alt+PgDown", True),
        heading("previous_heading", tr("Previous h&eading"), "Alt+PgUp", False),
        SEPARATOR,
        stride("next_sentence", tr("Next &sentence"), "J", "sentence", True),
        stride("previous_sentence", tr("Previous sen&tence"), "K", "sentence", False),
        stride("next_row", tr("Next &row"), "]", "bead", True),
        stride("previous_row", tr("Previous ro&w"), "[", "bead", False),
        SEPARATOR,
        Command("next_document", tr("Next &document"), "tree.step", ("Ctrl+PgDown",), (True,)),
        Command(
            "previous_document", tr("Previous d&ocument"), "tree.step", ("Ctrl+PgUp",), (False,)
        ),
        SEPARATOR,
        tab("next_tab", tr("Next t&ab"), "Ctrl+Tab", True),
        tab("previous_tab", tr("Pre&vious tab"), "Ctrl+Shift+Tab", False),
        Command(
            "other_text",
            tr("To the text &beside"),
            "panes.enter_beside",
            ("Shift+F6",),
            when=has_beside,
        ),
        SEPARATOR,
        Command("filter", tr("&Filter the corpus"), "focus_filter", ("Ctrl+E",)),
        Command("focus_text", tr("&Text", "place"), "focus_text", ("F6",)),
    ]


def _help() -> list[Command | str]:
    return [
        Command("guide", tr("&Guide to Hashiya"), "opening.guide", ("F1",), (), "help"),
        Command("tour", tr("&Tour of the window"), "opening.tour"),
        Command(
            "shortcuts",
            tr("&Keyboard shortcuts"),
            "show_dialog",
            ("Ctrl+?", "Shift+F1"),
            ("shortcuts",),
        ),
        Command("palette", tr("&Commands…"), "palette_box.open", ("Ctrl+Shift+P",)),
        SEPARATOR,
        Command("logs", tr("Open the &log folder"), "opening.logs"),
        Command("versions", tr("&New versions…"), "show_dialog", (), ("versions",)),
        Command("about", tr("&About Hashiya"), "show_dialog", (), ("about",), "info"),
    ]


class Action(QAction):
    """A row of the table as Qt wants it; looks its method up when it is triggered."""

    def __init__(self, command: Command, window: QMainWindow, icon: QIcon | None) -> None:
        super().__init__(command.text, window)
        self.command, self._window = command, window
        self.setObjectName(command.id)
        self.setCheckable(command.checkable)
        if icon is not None:
            self.setIcon(icon)
            self.setIconVisibleInMenu(not command.checkable)  # it would stand where the tick is
        self.triggered.connect(self._fire)

    def bind(self, keys: Iterable[str], reader: QWidget) -> None:
        """It has these keys now. A letter alone holds in the reader: only where none is typed."""
        keys = list(keys)
        lone = self.command.local or any(map(is_lone, keys))
        context = Qt.ShortcutContext
        here, there = (reader, self._window) if lone else (self._window, reader)
        there.removeAction(self)
        here.addAction(self)
        in_reader, in_window = context.WidgetWithChildrenShortcut, context.WindowShortcut
        self.setShortcutContext(in_reader if lone else in_window)
        self.setShortcuts([QKeySequence(each) for each in keys])
        plain = plain_text(self.command)
        shown = isolated_keys(keys[0]) if keys else ""
        self.setToolTip(f"{plain} ({shown})" if shown else plain)

    def say(self, text: str) -> None:
        """Be called that from now on, in menus and in the toolbar."""
        if text != self.text():
            self.setText(text)
            keys = self.shortcut().toString()
            plain = text.replace("&", "")
            self.setIconText(plain)
            self.setToolTip(f"{plain} ({isolated_keys(keys)})" if keys else plain)

    def _fire(self) -> None:
        attrgetter(self.command.do)(self._window)(*self.command.args)


def actions(
    window: QMainWindow, rows: Iterable[Command | str], icon: Callable[[str], QIcon]
) -> dict[str, Action]:
    """An action for each row, by the id of its command; `Action.bind` gives it its keys."""
    return {
        row.id: Action(row, window, icon(row.icon) if row.icon else None)
        for row in rows
        if isinstance(row, Command)
    }


def commands() -> Iterator[tuple[str, Command]]:
    """(title of its menu, command) of the whole table."""
    for title, rows in menus():
        for row in rows:
            if isinstance(row, Command):
                yield title.replace("&", ""), row


def keys_of(command: Command, chosen: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The keys of a command: as the reader set them (`Settings.keys`), or as delivered."""
    own = chosen.get(command.id)
    if own is None:
        return command.keys
    return tuple(each for each in own if isinstance(each, str) and QKeySequence(each).count())


def is_lone(keys: str) -> bool:
    """Whether they are one key that would be typed where text is written: `P`, `Shift+K`, `]`."""
    return len(keys.removeprefix("Shift+")) == 1


def plain_text(command: Command) -> str:
    """Its text without the marks of a menu."""
    return command.text.replace("&", "").rstrip("…")


def isolated_keys(keys: str) -> str:
    """Keys as this system writes them, from the left to the right in any text."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"\u2066{native}\u2069"
