"""`python -m viewer` and the console script `hashiya`.

A verb is looked for first: verbs need the core only, so they work on a machine without Qt's system
libraries and start without waiting for Qt. Everything else is the window.
"""

from __future__ import annotations

import builtins
import gc
import sys

from viewer import __version__

CLI_VERBS = ("read", "notes", "align", "check", "edition", "review", "search", "index", "plugins")
QT_MISSING = 4  # exit code, the same one that packaging/bootstrap.py uses

HELP_EN = """\
Hashiya (حاشية) - a viewer for bilingual Arabic and English documents, with notes in the margin.

usage: hashiya [PATH ...]                  open files and folders; without one, where you left off
       hashiya PATH --screenshot OUT.png   draw the window as a picture and leave
       hashiya read FILE --json            the document as JSON
       hashiya notes FOLDER --json         every note of the folder as JSON
       hashiya align AR EN --json          which paragraphs are translations of which
       hashiya check AR EN --json          where the two differ in what they should share
       hashiya edition FOLDER OUT          its texts as pages for any browser
       hashiya review TABLE FILE           what a reviser changed in an exported table
       hashiya search FOLDER QUERY --json  where it stands, as Arabic is spelled
       hashiya index FOLDER                make the folder's index for searches ready
       hashiya plugins                     which plug-ins there are, and which are allowed

the window:
  --language ar|en          language of the window (default: the system's)
  --theme light|sepia|dark  colours (default: the system's, light or dark)
  --size 1280x800           size of the window or the picture
  --screenshot OUT.png      works without a screen
  --self-test               check fonts, Arabic shaping, icons, translations, search and printing;
                            prints JSON; exit code 0 when all is well

everywhere:
  --version                 versions of Hashiya, Python, the system and Qt
  -h, --help                this text
  --                        what follows is a path: hashiya -- read  (or hashiya ./read)

exit codes: 0 done, 2 a file could not be read or a wrong argument, 3 no screen, 4 Qt cannot start
environment: HASHIYA_HOME moves settings, notes on single files, cache and logs to that folder
"""

HELP_AR = """\
حاشية (Hashiya): عارض للمستندات الثنائية اللغة، عربية وإنجليزية، مع ملاحظات في الهامش.

الاستعمال:
  hashiya [PATH ...]                  فتح ملفات أو مجلدات؛ وبلا مسار يعود إلى حيث توقفت
  hashiya PATH --screenshot OUT.png   رسم النافذة في صورة ثم الخروج
  hashiya read FILE --json            المستند بصيغة JSON
  hashiya notes FOLDER --json         كل ملاحظات المجلد بصيغة JSON
  hashiya align AR EN --json          أي الفقرات ترجمة لأيها
  hashiya check AR EN --json          أين يختلف النصان فيما ينبغي أن يتفقا فيه
  hashiya edition FOLDER OUT          نصوصه صفحاتٍ لأي متصفح
  hashiya review TABLE FILE           ما غيّره المراجع في جدول مُصدَّر
  hashiya search FOLDER QUERY --json  البحث كما تُكتب العربية
  hashiya index FOLDER                إعداد فهرس المجلد للبحث
  hashiya plugins                     ما في الجهاز من إضافات، وما أُذن به منها

النافذة:
  --language ar|en          لغة النافذة (المبدئي: لغة النظام)
  --theme light|sepia|dark  الألوان (المبدئي: ألوان النظام، فاتحة أو داكنة)
  --size 1280x800           مقاس النافذة أو الصورة
  --screenshot OUT.png      يعمل بلا شاشة
  --self-test               فحص الخطوط ووصل الحروف والأيقونات والترجمة والبحث والطباعة؛
                            يطبع JSON، ورمز الخروج 0 إن سلم كل شيء

عام:
  --version                 إصدارات حاشية وبايثون والنظام وكيوت
  -h, --help                هذا النص
  --                        ما بعدها مسار: hashiya -- read  (أو hashiya ./read)

رموز الخروج: 0 تم، 2 ملف تعذرت قراءته أو وسيط خاطئ، 3 لا شاشة، 4 تعذر تشغيل كيوت
متغيرات البيئة: HASHIYA_HOME ينقل الإعدادات وملاحظات الملفات المفردة والمخبأ والسجلات إلى ذلك المجلد
"""


def _print_version() -> int:
    """Print the versions. Qt comes last, because importing it is what may fail."""
    import platform

    print(f"Hashiya {__version__}")
    print(f"Python {platform.python_version()}")
    print(platform.platform())
    try:
        from PySide6 import __version__ as pyside
        from PySide6.QtCore import qVersion
    except ImportError as error:
        print(f"Qt: not usable ({error})")
    else:
        print(f"Qt {qVersion()}, PySide {pyside}")
    return 0


def _utf8_output() -> None:
    """Write UTF-8 whatever the console's code page: JSON and help hold Arabic."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # None under pytest and pythonw
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


_IMPORT = builtins.__import__
"""As it is before PySide puts another in its place."""


def load_qt() -> None:
    """Load Qt, and import everything else as Python does, which collects no garbage meanwhile: none
    of that is. (`viewer/ui/base/garbage_collection.py` goes on.) Raises ImportError.

    PySide reads the source of each module that is imported after it, to see whether it may want the
    names of Qt spelled in another way (`__feature__`): a tenth of the start, and none of ours does.
    """
    gc.disable()
    from PySide6 import QtWidgets  # noqa: F401

    builtins.__import__ = _IMPORT


def _window(argv: list[str], refused: bool) -> int:
    """Open the window; say how to mend it where Qt cannot be loaded."""
    try:
        load_qt()  # by itself, so that only Qt's own failure is caught
    except ImportError as error:
        print(
            f"hashiya: Qt cannot start here ({error}); install what is missing, on Debian"
            " and Ubuntu: sudo apt-get install libegl1 libgl1 libglib2.0-0 libfontconfig1"
            " libxkbcommon-x11-0 libxcb-cursor0",
            file=sys.stderr,
        )
        return QT_MISSING
    from viewer import app

    return app.main(argv, refused)


def _is_verb_of_plugin(word: str) -> bool:
    """Whether a plug-in that the reader allowed brings such a verb."""
    if not word.isidentifier() and not word.replace("-", "_").isidentifier():
        return False  # an option, a path, nothing
    from viewer.core.base import plugins

    return word in plugins.points(plugins.VERBS)


def _hand_over(argv: list[str]) -> bool | None:
    """Whether the program that runs already took what this start was asked to open; None where
    there is none to ask."""
    from viewer.core.base.paths import data_dir
    from viewer.start_options import start_options
    from viewer.ui.shell.hand_over import hand_over, is_running, socket_name

    try:
        folder = data_dir()
    except OSError:
        return None  # told of when the window is opened
    if not is_running(folder):
        return None
    options = start_options(argv)
    if options.screenshot or options.self_test:
        return None
    return hand_over(socket_name(folder), options.paths)


def main(argv: list[str] | None = None) -> int:
    """Run what the arguments (default: the command line's) ask for; return the exit code."""
    if sys.platform == "win32":
        from viewer.core.base.long_paths import allow_long_paths

        allow_long_paths()
    arguments = sys.argv[1:] if argv is None else list(argv)
    first = arguments[0] if arguments else ""
    if first == "--worker":
        from viewer.core.worker import server as child

        return child.serve(*arguments[1:2]) or 0
    if first == "--ocr":
        from viewer.core.ocr.launch import launch

        return launch(arguments[1:])
    _utf8_output()
    if first in CLI_VERBS or _is_verb_of_plugin(first):
        from viewer.cli import main as cli

        return cli.main(arguments)
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if "--help" in options or "-h" in options:
        from viewer.cli.saying import arabic

        print(HELP_AR if arabic() else HELP_EN, end="")
        return 0
    if "--version" in options:
        return _print_version()
    taken = _hand_over(arguments)
    return 0 if taken else _window(arguments, refused=taken is False)


if __name__ == "__main__":
    raise SystemExit(main())
