"""A PDF of 400 kB of Arabic, alone and beside 300 kB of English, by the program's own printing.

How long it takes, the longest stall of the window, and what share of the Arabic words and numbers
pdfium finds in the text layer again, by font. `samples`: the news and mixed lines of `seeds/`.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

import common


def words(text: str) -> Counter[str]:
    plain = "".join(c for c in text if not unicodedata.combining(c))
    return Counter(re.findall(r"[\u0621-\u064a0-9]+", plain))


def share(path: Path, text: str) -> float:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(str(path))
    found = words(" ".join(page.get_textpage().get_text_range() for page in pdf))
    pdf.close()
    wanted = words(text)
    return sum((wanted & found).values()) / sum(wanted.values())


def printed(folder: Path, documents: dict, font: str, searchable: bool) -> tuple[int, float, float]:
    """Pages, seconds, longest step in milliseconds."""
    from PySide6.QtWidgets import QApplication

    from viewer.core.base.settings import Settings
    from viewer.session.session import Session
    from viewer.ui.printing.sheet import Choices
    from viewer.ui.printing.work import Printing

    session = Session(Settings(arabic_font=font), folder)
    session.view.show(documents)
    printing, told = Printing(session, False), []
    printing.done.connect(told.append)
    begun, longest = time.perf_counter(), 0.0
    choices = Choices(searchable=searchable, numbers=False, title=False)
    printing.save(folder / "out.pdf", list(documents), choices)
    while not told:
        step = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - step)
    taken = time.perf_counter() - begun
    printing.close()
    session.close()
    return told[0], taken, longest * 1000


def main() -> int:
    with common.home() as folder:
        common.application()
        from viewer.core.text.document import Document

        def document(text: str, language: str) -> Document:
            rtl = language == "ar"
            return Document.of_text(text, language=language, direction="rtl" if rtl else "ltr")

        arabic, english = common.arabic(400_000), common.english(300_000)
        names = ("reading/mixed", "news/baghdad-ambassador", "reading/the-well")
        seeds = common.ROOT / "seeds"
        samples = "\n".join((seeds / f"{n}.ar.txt").read_text("utf-8") for n in names)
        fonts = (("Amiri", False), ("Noto Sans Arabic", False), ("Amiri", True))
        for text, what in ((arabic, "plain"), (samples, "samples")):
            for font, searchable in fonts:
                one = {"ar": document(text, "ar")}
                pages, taken, longest = printed(folder, one, font, searchable)
                found = share(folder / "out.pdf", text)
                told = "searchable" if searchable else font
                print(
                    f"{what}, {told}: {pages} pages, {taken:.1f} s, longest step {longest:.0f} ms,"
                    f" words found {found:.1%}"
                )
        both = {"ar": document(arabic, "ar"), "en": document(english, "en")}
        pages, taken, longest = printed(folder, both, "Amiri", False)
        print(f"two columns: {pages} pages, {taken:.1f} s, longest step {longest:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
