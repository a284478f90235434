"""The one table of commands: menus, toolbar, shortcuts and the list of shortcuts are made of it.

A row calls what it does (`w` is its window), so that any tool finds the way from the one to the
other. Nothing of it is looked up before the command is chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from viewer.core.base.choice_file import Choice
from viewer.core.base.paths import homepage
from viewer.core.base.settings import Mode, PageMode, Settings
from viewer.ui.base import choices
from viewer.ui.base.i18n import tr
from viewer.ui.commands.command import SEPARATOR, Command, Group, Menus, Row
from viewer.ui.commands.conditions import (
    can_close_tab,
    can_go_back,
    can_go_forward,
    can_highlight,
    can_keep_tab,
    can_speak,
    has_beside,
    has_corpora,
    has_documents,
    has_folder,
    has_own_folder,
    has_pages,
    has_pdf,
    has_read_scan,
    has_rows,
    has_scan,
    has_sides,
    has_tabs,
    in_a_row,
    is_furniture,
    is_mode,
    is_on,
    is_open,
    is_repairing,
    is_speaking,
    is_status,
    on_a_bead,
    on_a_pin,
    shows_pages,
)
from viewer.ui.commands.submenus import RecentMenu, choice_menu, choice_menus

if TYPE_CHECKING:
    from viewer.ui.shell.panels import PanelRow
    from viewer.ui.shell.window import MainWindow

InText = partial(Command, when=is_open)
"""A row about the open text."""


def menus(w: MainWindow) -> Menus:
    """The menus of a window, in the language of the moment."""
    return [
        (tr("&File"), _file(w)),
        (tr("&Edit"), _edit(w)),
        (tr("&View"), _view(w)),
        (tr("&Text", "menu"), _text(w)),
        (tr("&Rows"), _rows(w)),
        (tr("&Go"), _go(w)),
        (tr("&Help"), _help(w)),
    ]


def _file(w: MainWindow) -> list[Row]:
    return [
        Command(
            *("open_folder", tr("Open &folder…"), lambda: w.opening.folder(), ("Ctrl+O",)),
            icon="open-folder",
        ),
        Command(
            *("open_files", tr("Open f&iles…"), lambda: w.opening.files(), ("Ctrl+Shift+O",)),
            icon="open-file",
        ),
        RecentMenu,
        Command("open_sample", tr("Sample corpus"), lambda: w.opening.sample()),
        Command(
            *("open_tab", tr("Open in a new &tab"), lambda: w.tree.open_in_tab()),
            keys=("Ctrl+Shift+T",),
            when=has_corpora,
        ),
        Command(
            *("new_window", tr("New &window"), lambda: w.window_asked.emit(None)),
            keys=("Ctrl+Shift+N",),
        ),
        SEPARATOR,
        Command("pairs", tr("Find &pairs…"), lambda: w.dialogs.pairs(), when=has_corpora),
        Command("backups", tr("Earlier versions of the &notes…"), lambda: w.dialogs.backups()),
        Command(
            *("import_notes", tr("I&mport notes…"), lambda: w.corpus_notes.import_notes()),
            when=has_corpora,
        ),
        *_copies(w),
        SEPARATOR,
        Command("read_scan", tr("Read the s&can…"), lambda: w.dialogs.scan(), when=has_scan),
        InText("reload", tr("&Reload"), lambda: w.session.loader.reload(), ("F5",)),
        Command(
            *("mark_folder", tr("Make a file that &opens this folder")),
            do=lambda: w.notice.mark_folder(),
            when=has_own_folder,
        ),
        Command(
            *("keep_tab", tr("&Keep the tab open"), lambda: w.session.tabs.keep()),
            when=can_keep_tab,
        ),
        Command(
            *("close_tab", tr("Close the ta&b"), lambda: w.panes.close_tab(), ("Ctrl+W",)),
            when=can_close_tab,
        ),
        Command(
            *("close_corpus", tr("&Close corpus"), lambda: w.opening.close(), ("Ctrl+Shift+W",)),
            when=has_corpora,
        ),
        Command(
            *("forget_corpus", tr("Forget this c&orpus…"), lambda: w.dialogs.forget()),
            when=has_folder,
        ),
        SEPARATOR,
        Command("quit", tr("&Quit"), lambda: w.quit_asked.emit(), ("Ctrl+Q",)),
    ]


def _copies(w: MainWindow) -> list[Command]:
    """What can be made of the open text: paper, files."""
    return [
        Command(
            *("print", tr("Prin&t…"), lambda: w.dialogs.print(), ("Ctrl+P",)),
            when=has_documents,
        ),
        Command(
            *("export", tr("E&xport…"), lambda: w.dialogs.export(), ("Ctrl+Shift+E",)),
            when=has_documents,
        ),
        Command(
            *("review", tr("Import a re&vised table…"), lambda: w.dialogs.review()),
            when=has_documents,
        ),
        Command(
            *("pdf_copy", tr("Save a copy &with the notes…"), lambda: w.dialogs.pdf_copy()),
            when=has_pdf,
        ),
    ]


def _edit(w: MainWindow) -> list[Row]:
    def sentence(name: str, text: str, keys: str, more: bool) -> Command:
        return InText(name, text, lambda: w.pane.stride("sentence", more, True), (keys,))

    return [
        Command("undo", tr("&Undo"), lambda: w.session.notebook.undo(), ("Ctrl+Z",), "undo"),
        Command(
            *("redo", tr("&Redo"), lambda: w.session.notebook.redo()),
            keys=("Ctrl+Shift+Z", "Ctrl+Y"),
            icon="redo",
        ),
        SEPARATOR,
        InText("copy", tr("&Copy"), lambda: w.pane.copy(), ("Ctrl+C",), "copy"),
        Command(
            *("quotation", tr("Copy as a &quotation"), lambda: w.pane.quoting.copy()),
            keys=("Ctrl+Shift+C",),
        ),
        Command(
            *("quotation_proof", tr("Copy as a quotation with file and hash")),
            do=lambda: w.pane.quoting.copy(proof=True),
        ),
        InText("select_all", tr("Select &all"), lambda: w.pane.select_all(), ("Ctrl+A",)),
        sentence("select_sentence", tr("Select the sentence, and the ne&xt"), "Shift+J", True),
        sentence("unselect_sentence", tr("One sentence &less"), "Shift+K", False),
        SEPARATOR,
        InText("find", tr("&Find…"), lambda: w.pane.show_find(), ("Ctrl+F",), "search"),
        Command(
            *("search_corpus", tr("Search the &corpus…"), lambda: w.search.ask()),
            keys=("Ctrl+Shift+F",),
        ),
        Command(
            *("search_selection", tr("Search the corpus for the s&election")),
            do=lambda: w.search.ask_selection(),
            keys=("Ctrl+Alt+F",),
        ),
        Command("search_alike", tr("&Passages like this one"), lambda: w.search.ask_alike()),
        InText("find_next", tr("Find &next"), lambda: w.pane.find_next(), ("F3", "Ctrl+G")),
        InText(
            *("find_previous", tr("Find &previous"), lambda: w.pane.find_previous()),
            keys=("Shift+F3", "Ctrl+Shift+G"),
        ),
        SEPARATOR,
        *_note_writing(w),
        SEPARATOR,
        Command(
            *("settings", tr("&Settings…"), lambda: w.dialogs.settings(), ("Ctrl+,",), "settings"),
        ),
    ]


def _note_writing(w: MainWindow) -> list[Row]:
    return [
        Command(
            *("highlight", tr("&Highlight"), lambda: w.pane.highlight(), ("Ctrl+H",)),
            icon="highlighter",
            when=can_highlight,
        ),
        InText(
            *("highlight_all", tr("Highlight e&very occurrence"), lambda: w.pane.highlight_all()),
            keys=("Ctrl+Alt+H",),
        ),
        InText("note", tr("Write a &note"), lambda: w.pane.write_note(), ("Ctrl+M",), "note-add"),
        InText(
            *("document_note", tr("Note on the whole &document")),
            do=lambda: w.pane.write_document_note(),
            keys=("Ctrl+Shift+M",),
        ),
        Command(
            *("link_note", tr("Link the note to its counter&part"), lambda: w.notes.link()),
            keys=("Ctrl+K",),
        ),
        Command(
            *("correct_word", tr("Correct the w&ord…"), lambda: w.pane.correct_word(), ("F2",)),
            when=has_read_scan,
        ),
    ]


def _columns(w: MainWindow) -> list[Row]:
    """Which languages stand where, and whether their pages do."""

    def mode(key: Mode, text: str, keys: str, icon: str) -> Command:
        return Command(
            *(f"mode_{key}", text, lambda: w.session.view.set_mode(key), (keys,), icon),
            checkable=True,
            when=has_sides,
            ticked=partial(is_mode, key),
        )

    def page(mode: PageMode, text: str, keys: str) -> Command:
        return Command(
            *(f"page_{mode}", text, lambda: w.session.pages.toggle(mode), (keys,)),
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


def _view(w: MainWindow) -> list[Row]:
    def panel(row: PanelRow) -> Command:
        return Command(
            *(row.name, row.text, lambda: w.arrangement.toggle_panel(row.name), (row.keys,)),
            icon=row.icon,
            checkable=True,
        )

    return [
        *_columns(w),
        _aids(w),
        Command(
            *("beside", tr("Text &beside"), lambda: w.panes.toggle_beside(), ("Ctrl+\\",)),
            checkable=True,
            when=is_open,
            ticked=has_beside,
        ),
        SEPARATOR,
        Command(
            *("tree", tr("&Corpus"), lambda: w.toggle_tree(), ("F9",), "sidebar"), checkable=True
        ),
        *map(panel, w.parts.rows),
        SEPARATOR,
        choice_menus(
            *(tr("L&ist of texts"), choices.tree_show, choices.tree_order, choices.tree_group)
        ),
        choice_menu(choices.theme),
        choice_menu(choices.language),
        SEPARATOR,
        Command(
            *("full_screen", tr("&Full screen"), lambda: w.full_screen.toggle(), ("F11",)),
            checkable=True,
        ),
    ]


def _aids(w: MainWindow) -> Group:
    return Group(
        tr("A&ids for reading"),
        [
            _choice(w, Settings.swapped, tr("S&wap the columns")),
            _choice(w, Settings.covered, tr("&Cover the translation"), "Ctrl+T"),
            _choice(w, Settings.hover, tr("T&ranslation where the pointer rests")),
            _choice(w, Settings.links, tr("Counterparts of &words")),
            _choice(w, Settings.states, tr("Words of m&y list")),
            _choice(w, Settings.focus, tr("Di&m all but one paragraph"), "Shift+F11"),
        ],
    )


def _choice(w: MainWindow, choice: Choice[bool], text: str, *keys: str, icon: str = "") -> Command:
    """A row that turns a setting on and off."""
    return Command(
        *(choice.name, text, lambda: w.session.toggle(choice), keys, icon),
        checkable=True,
        ticked=partial(is_on, choice),
    )


def _text(w: MainWindow) -> list[Row]:
    def zoom(name: str, text: str, step: int, *keys: str) -> Command:
        return Command(f"zoom_{name}", text, lambda: w.session.zoom(step), keys, f"zoom-{name}")

    def teach(name: str, text: str, furniture: bool) -> Command:
        when = partial(is_furniture, not furniture)
        return Command(name, text, lambda: w.session.teaching.teach(furniture), when=when)

    extras = tr("Page e&xtras: captions, dates, buttons")
    return [
        zoom("in", tr("&Larger"), 1, "Ctrl++", "Ctrl+="),
        zoom("out", tr("&Smaller"), -1, "Ctrl+-"),
        zoom("reset", tr("&Normal size"), 0, "Ctrl+0"),
        SEPARATOR,
        choice_menus(
            *(tr("T&ype and spacing"), choices.arabic_font, choices.latin_font),
            *(choices.arabic_size, choices.line_spacing, choices.arabic_spacing, choices.measure),
        ),
        _choice(w, Settings.justify, tr("&Justify"), icon="justify"),
        _choice(w, Settings.hyphens, tr("Part words at the &ends of lines")),
        _choice(w, Settings.kashida, tr("Fill Arabic lines by &kashida")),
        SEPARATOR,
        _choice(w, Settings.furniture, extras, "Ctrl+Shift+F6", icon="furniture"),
        teach("teach_furniture", tr("Treat lines like this as page extras in this folder"), True),
        teach("teach_story", tr("Treat lines like this as text in this folder"), False),
        _choice(w, Settings.numbers, tr("Paragraph n&umbers"), "Ctrl+Shift+L", icon="list-numbers"),
        _choice(w, Settings.invisibles, tr("In&visible characters"), "Ctrl+Shift+I"),
        _choice(w, Settings.xray, tr("Show text &directions"), "Ctrl+Shift+B"),
        SEPARATOR,
        InText(
            *("direction", tr("S&witch direction of paragraph"), lambda: w.pane.turn_block()),
            keys=("Ctrl+Shift+X",),
            icon="direction",
        ),
        InText(
            *("document_direction", tr("Switch direction of d&ocument")),
            do=lambda: w.pane.turn_document(),
        ),
        SEPARATOR,
        InText(
            *("copy_link", tr("Copy a lin&k to this place"), lambda: w.pane.place_links.copy()),
            keys=("Ctrl+Alt+K",),
        ),
        InText(
            *("link_place", tr("Link this place to the cop&ied one"), lambda: w.pane.link_place()),
            keys=("Ctrl+Shift+K",),
        ),
        SEPARATOR,
        *_words(w),
    ]


def _words(w: MainWindow) -> list[Row]:
    """What can be learned of a word or a paragraph."""
    return [
        InText(
            *("look_up", tr("Loo&k the word up"), lambda: w.session.lookups.ask_here()),
            keys=("Ctrl+D",),
        ),
        InText(
            *("transliterate", tr("Name in La&tin letters")),
            do=lambda: w.session.lookups.transliterate_here(),
        ),
        InText(
            *("vowels", tr("Show vo&wels"), lambda: w.session.vowels.show_here()),
            keys=("Ctrl+Alt+V",),
        ),
        Command(
            *("speak", tr("R&ead aloud"), lambda: w.session.speaking.speak_here()),
            keys=("Ctrl+Alt+R",),
            when=can_speak,
        ),
        Command(
            *("hush", tr("Stop readin&g aloud"), lambda: w.session.speaking.stop()),
            keys=("Ctrl+Alt+S",),
            when=is_speaking,
        ),
    ]


def _rows(w: MainWindow) -> list[Row]:
    repairing = w.session.repairing

    def repair(name: str, text: str, do: Callable[[], object], key: str) -> Command:
        return Command(f"row_{name}", text, do, (key,), f"row-{name}", when=on_a_bead)

    return [
        Command(
            *("row_confirm", tr("&Confirm"), lambda: repairing.confirm(), ("P",), "check"),
            checkable=True,
            when=on_a_bead,
            ticked=on_a_pin,
        ),
        repair("merge", tr("&Merge with the next"), lambda: repairing.merge(), "M"),
        repair("split", tr("&Split above this paragraph"), lambda: repairing.split(), "S"),
        repair("up", tr("Move paragraph &up"), lambda: repairing.move(True), "Alt+Shift+Up"),
        repair(
            *("down", tr("Move paragraph &down"), lambda: repairing.move(False)), "Alt+Shift+Down"
        ),
        repair("swap", tr("S&wap translation with the next"), lambda: repairing.swap(), "X"),
        repair("alone", tr("&No translation"), lambda: repairing.alone(), "N"),
        SEPARATOR,
        Command(
            *("repair", tr("Show and drag &borders"), lambda: repairing.toggle(), ("F7",)),
            checkable=True,
            when=has_rows,
            ticked=is_repairing,
        ),
        SEPARATOR,
        InText(
            *("translate", tr("&Write a translation"), lambda: w.translation.write_here(), ("T",)),
            icon="pencil",
        ),
        _choice(w, Settings.mine, tr("My &translations in a column")),
        SEPARATOR,
        *_statuses(w),
        InText(
            *("undone", tr("Next row to &be done"), lambda: w.session.slots.go_on_undone()),
            keys=("Shift+D",),
        ),
        SEPARATOR,
        Command(
            *("doubtful", tr("Next doub&tful row"), lambda: w.pane.next_doubtful(), ("D",)),
            when=has_rows,
        ),
        Command(
            *("across", tr("To the &other side"), lambda: w.pane.parallel.go_across(), ("F4",)),
            when=on_a_bead,
        ),
    ]


def _statuses(w: MainWindow) -> list[Command]:
    def status(name: str, text: str, keys: str) -> Command:
        value = "" if name == "new" else name
        return Command(
            *(f"status_{name}", text, lambda: w.session.slots.set_status(value), (keys,)),
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


def _go(w: MainWindow) -> list[Row]:
    def note(name: str, text: str, keys: str, forward: bool) -> Command:
        return InText(name, text, lambda: w.notes.step(forward), (keys,))

    def document(name: str, text: str, keys: str, forward: bool) -> Command:
        return Command(name, text, lambda: w.tree.step(forward), (keys,))

    def tab(name: str, text: str, keys: str, forward: bool) -> Command:
        return Command(name, text, lambda: w.session.tabs.step(forward), (keys,), when=has_tabs)

    def heading(name: str, text: str, keys: str, forward: bool) -> Command:
        return InText(name, text, lambda: w.outline.step(forward), (keys,))

    return [
        *_places(w),
        SEPARATOR,
        Command(
            *("back", tr("Bac&k"), lambda: w.session.tabs.back(), ("Alt+Left",), "back"),
            when=can_go_back,
        ),
        Command(
            *("forward", tr("Fo&rward"), lambda: w.session.tabs.forward(), ("Alt+Right",)),
            icon="forward",
            when=can_go_forward,
        ),
        InText(
            *("follow", tr("Follow the &link"), lambda: w.pane.links.follow_here()),
            keys=("Ctrl+Return",),
            local=True,
        ),
        SEPARATOR,
        note("next_note", tr("&Next note"), "Alt+Down", True),
        note("previous_note", tr("Pre&vious note"), "Alt+Up", False),
        heading("next_heading", tr("Next &heading"), "Alt+PgDown", True),
        heading("previous_heading", tr("Previous h&eading"), "Alt+PgUp", False),
        _strides(w),
        document("next_document", tr("Next &document"), "Ctrl+PgDown", True),
        document("previous_document", tr("Previous d&ocument"), "Ctrl+PgUp", False),
        SEPARATOR,
        tab("next_tab", tr("Next t&ab"), "Ctrl+Tab", True),
        tab("previous_tab", tr("Pre&vious tab"), "Ctrl+Shift+Tab", False),
        Command(
            *("other_text", tr("To the text &beside"), lambda: w.panes.enter_beside()),
            keys=("Shift+F6",),
            when=has_beside,
        ),
        SEPARATOR,
        Command("filter", tr("&Filter the corpus"), lambda: w.focus_filter(), ("Ctrl+E",)),
        InText(
            *("reveal", tr("Show in the &list of texts"), lambda: w.tree.reveal()),
            keys=("Ctrl+Shift+Y",),
        ),
        Command("focus_text", tr("&Text", "place"), lambda: w.focus_text(), ("F6",)),
    ]


def _strides(w: MainWindow) -> Group:
    def stride(name: str, text: str, keys: str, unit: str, forward: bool) -> Command:
        return InText(name, text, lambda: w.pane.stride(unit, forward), (keys,))

    return Group(
        tr("Sentences and ro&ws"),
        [
            stride("next_sentence", tr("Next &sentence"), "J", "sentence", True),
            stride("previous_sentence", tr("Previous sen&tence"), "K", "sentence", False),
            stride("next_row", tr("Next &row"), "]", "bead", True),
            stride("previous_row", tr("Previous ro&w"), "[", "bead", False),
        ],
    )


def _places(w: MainWindow) -> list[Row]:
    return [
        InText("go_to", tr("&Paragraph…"), lambda: w.pane.ask_paragraph(), ("Ctrl+L",)),
        Command(
            *("go_to_page", tr("Pa&ge…"), lambda: w.pane.page_number.ask(), ("Ctrl+J",)),
            when=has_pages,
        ),
        Command(
            *("next_doubtful_word", tr("Ne&xt doubtful word")),
            do=lambda: w.pane.next_doubtful_word(),
            keys=("Shift+F2",),
            when=has_read_scan,
        ),
        InText("go_start", tr("&Beginning"), lambda: w.pane.go_home(), ("Ctrl+Home",)),
        InText("go_end", tr("&End"), lambda: w.pane.go_end(), ("Ctrl+End",)),
    ]


def _help(w: MainWindow) -> list[Row]:
    versions = Command("versions", tr("&New versions…"), lambda: w.dialogs.versions())
    return [
        Command("guide", tr("&Guide to Hashiya"), lambda: w.opening.guide(), ("F1",), "help"),
        Command("tour", tr("&Tour of the window"), lambda: w.opening.tour()),
        Command(
            *("shortcuts", tr("&Keyboard shortcuts"), lambda: w.dialogs.shortcuts()),
            keys=("Ctrl+?", "Shift+F1"),
        ),
        Command("palette", tr("&Commands…"), lambda: w.palette_box.open(), ("Ctrl+Shift+P",)),
        SEPARATOR,
        Command("logs", tr("Open the &log folder"), lambda: w.opening.logs()),
        *([versions] if homepage() else []),
        Command("about", tr("&About Hashiya"), lambda: w.dialogs.about(), icon="info"),
    ]
