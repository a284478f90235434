"""What is known about a word as a page: analyses, parts, glosses, translations. Only makes HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from viewer.core.dictionaries.analysis import OURS, Analysis
from viewer.core.dictionaries.service import Consulted
from viewer.core.language.transliteration import Romanised
from viewer.core.morphology.affixes import Segment
from viewer.core.morphology.entries import language_of
from viewer.core.search.translation_finder import Rendered, Translated
from viewer.ui.base.i18n import RULE, shown_number, tr
from viewer.ui.base.names import isolated

ANALYSES_SHOWN = 12
"""Analyses that are shown at first."""
TRANSLATION_SHOWN = 220
"""Code points of a translation that are shown."""


class HtmlStyle:
    """Colours and fonts of a page. Sizes are points."""

    def __init__(
        self,
        colours: dict[str, str],
        arabic: str,
        latin: str,
        size: float,
        factor: float,
        rtl: bool,
    ) -> None:
        """`rtl`: the interface runs so."""
        self.colours, self.arabic, self.latin = colours, arabic, latin
        self.size, self.factor, self.rtl = size, factor, rtl

    def word(self, text: str, scale: float = 1.0, colour: str = "") -> str:
        """Text in the font of its language."""
        arabic = language_of(text) == "ar"
        family = self.arabic if arabic else self.latin
        points = self.size * scale * (self.factor if arabic else 1.0)
        ink = f"color:{self.colours[colour]};" if colour else ""
        style = f"font-family:'{family}'; font-size:{points:.1f}pt; {ink}"
        return f'<span style="{style}">{isolated(escape(text))}</span>'

    def small(self, text: str) -> str:
        points = self.size * 0.78
        ink = self.colours["muted"]
        return f'<span style="font-size:{points:.1f}pt; color:{ink};">{text}</span>'

    @property
    def direction(self) -> str:
        return "rtl" if self.rtl else "ltr"


def link(word: str, shown: str, scheme: str = "word") -> str:
    """A word that is looked up when it is clicked; `shown` is HTML. `root`: a root, whose words
    are searched then."""
    return f'<a href="{scheme}:{quote(word)}" style="text-decoration:none;">{shown}</a>'


def page(parts: Iterable[str], style: HtmlStyle) -> str:
    body = "".join(parts)
    return f'<html><body dir="{style.direction}">{body}</body></html>'


def consulted(found: Consulted, style: HtmlStyle, all_of_it: bool = False) -> str:
    """The analyses of a word, best first; in place of none what can be said instead."""
    if not found.analyses:
        return _nothing(found, style)
    shown = found.analyses if all_of_it else found.analyses[:ANALYSES_SHOWN]
    made, before = [_here(found, style), _latin(found, style)], ""
    for analysis in shown:
        told = analysis.source != before
        made.append(_analysis(analysis, found, style, told, not before))
        before = analysis.source
    if len(shown) < len(found.analyses):
        more = escape(tr("%n more", None, len(found.analyses) - len(shown)))
        made.append(f'<p dir="{style.direction}"><a href="more:">{more}</a></p>')
    if not has_dictionaries(found):
        made.append(f'<p dir="{style.direction}">{style.small(escape(how_to_get()))}</p>')
    return "".join(made)


def _here(found: Consulted, style: HtmlStyle) -> str:
    """What stands for the word in the translation where it was asked about, and how it is
    probably read there."""
    told = []
    if found.here:
        shown = link(found.here, style.word(found.here))
        told.append(escape(tr("In this text: %1")).replace("%1", shown))
    if found.read not in ("", found.word):
        told.append(escape(tr("Probably read: %1")).replace("%1", style.word(found.read)))
    line = f'<p dir="{style.direction}" style="margin:6px 0 4px 0;">'
    return line + RULE.join(told) + "</p>" if told else ""


def _latin(found: Consulted, style: HtmlStyle) -> str:
    """The word in Latin letters, where it may be a name."""
    if not found.latin:
        return ""
    told = tr("As a name in Latin letters: %1")
    word = style.small(isolated(escape(found.latin)))
    return f'<p dir="{style.direction}">{style.small(escape(told)).replace("%1", word)}</p>'


def has_dictionaries(found: Consulted) -> bool:
    return bool(found.sources)


def how_to_get() -> str:
    """One sentence on where dictionaries come from."""
    return tr(
        "No dictionary is here yet: install the packages dict-freedict-ara-eng and "
        "dict-freedict-eng-ara, or name a folder with dictionaries of dictd or StarDict in the "
        "menu above."
    )


def _nothing(found: Consulted, style: HtmlStyle) -> str:
    text = tr("No dictionary here knows this word.") if has_dictionaries(found) else how_to_get()
    made = [_headline(style.word(found.word, 1.7), found.language == "ar")]
    made += [_here(found, style), f'<p dir="{style.direction}">{escape(text)}</p>']
    made.append(_latin(found, style))
    if len(found.guess) > 1:
        made.append(_segments(found.guess, style))
        stem = next((part.text for part in found.guess if part.kind == "stem"), "")
        again = escape(tr("Look up %1")).replace("%1", style.word(stem))
        made.append(f'<p dir="{style.direction}">{link(stem, again)}</p>')
    return "".join(made)


def _headline(shown: str, rtl: bool) -> str:
    return f'<p dir="{"rtl" if rtl else "ltr"}" style="margin:10px 0 2px 0;">{shown}</p>'


def _analysis(
    analysis: Analysis, found: Consulted, style: HtmlStyle, told: bool, first: bool
) -> str:
    """`told`: the source is named, because it is another than before."""
    rtl = found.language == "ar"
    made = []
    if told:
        name = tr("Hashiya itself") if analysis.source == OURS else analysis.source
        rule = style.colours["border"]
        line = f'<hr style="background-color:{rule};" />' if not first else ""
        made.append(line + f'<p dir="{style.direction}">{style.small(escape(isolated(name)))}</p>')
    made.append(_headline(style.word(analysis.word, 1.7), rtl))
    if about := _about(analysis, style):
        made.append(f'<p dir="{style.direction}" style="margin:0 0 4px 0;">{about}</p>')
    if len(analysis.segments) > 1:
        made.append(_segments(analysis.segments, style))
    made.append(_glosses(analysis.glosses, style))
    if analysis.note:
        note = escape(isolated(analysis.note))
        made.append(f'<p dir="{style.direction}">{style.small(note)}</p>')
    return "".join(made)


def _about(analysis: Analysis, style: HtmlStyle) -> str:
    """Part of speech, lemma, root, on one line."""
    told = []
    if analysis.kind:
        told.append(escape(speech().get(analysis.kind, isolated(analysis.kind))))
    if analysis.through:
        told.append(escape(throughs().get(analysis.through, analysis.through)))
    if analysis.lemma and analysis.lemma != analysis.word:
        told.append(_labelled(tr("of %1"), analysis.lemma, style))
    if analysis.root:
        spaced = " ".join(analysis.root)
        root = link(analysis.root, style.word(spaced), "root")
        told.append(escape(tr("Root: %1")).replace("%1", root))
    return style.small(RULE.join(told)) if told else ""


def _labelled(text: str, word: str, style: HtmlStyle) -> str:
    return escape(text).replace("%1", link(word, style.word(word)))


def _segments(segments: Sequence[Segment], style: HtmlStyle) -> str:
    """The parts in their order, each with its meaning after it.

    No table: those of Qt's pages run from the left whatever their direction, so that a screen
    reader would hear the parts backwards, or the eye see them so.
    """
    names, made = kinds(), []
    ground = style.colours["alternate_base"]
    for part in segments:
        word = style.word(part.text, 1.15 if part.kind == "stem" else 1.0)
        # The glosses of parts are English; an interface in another language names what they are.
        named = escape(names.get(part.kind, ""))
        told = isolated(escape(part.gloss)) if part.gloss and not style.rtl else named
        inner = f"\u2067&nbsp;{word}&nbsp;{style.small(told)}&nbsp;\u2069"
        made.append(f'<span style="background-color:{ground};">{inner}</span>')
    return f'<p dir="rtl" style="margin:2px 0 2px 0;">{" ".join(made)}</p>'


def _glosses(glosses: Sequence[str], style: HtmlStyle) -> str:
    if not glosses:
        return ""
    arabic = language_of(" ".join(glosses)) == "ar"
    comma = "، " if arabic else ", "
    shown = comma.join(link(gloss, style.word(gloss, 1.0, "text")) for gloss in glosses)
    way = "rtl" if arabic else "ltr"
    return f'<p dir="{way}" style="margin:2px 0 6px 0;">{shown}</p>'


def romanised(text: str, found: Romanised, style: HtmlStyle) -> str:
    """A name in Latin letters, large, to be copied."""
    made = [_headline(style.word(text, 1.7), True), _headline(style.word(found.text, 1.5), False)]
    if not found.whole:
        told = tr("Short vowels are not known for all of it, so some are missing.")
        made.append(f'<p dir="{style.direction}">{style.small(escape(told))}</p>')
    copy = escape(tr("Copy"))
    made.append(f'<p dir="{style.direction}"><a href="copy:{quote(found.text)}">{copy}</a></p>')
    return "".join(made)


# How it was translated


def translations(found: Translated, style: HtmlStyle) -> str:
    """The likeliest counterparts, and beads to look at."""
    if not found.beads:
        return ""
    ink = style.colours["border"]
    title = escape(tr("How it was translated"))
    made = [f'<hr style="background-color:{ink};" /><p dir="{style.direction}"><b>{title}</b> ']
    made.append(style.small(escape(tr("in %n row(s)", None, found.beads))) + "</p>")
    if found.counterparts:
        counts = ((each.word, f"({shown_number(each.beads)})") for each in found.counterparts[:8])
        words = RULE.join(f"{link(w, style.word(w))} {style.small(n)}" for w, n in counts)
        made.append(f'<p dir="{style.direction}">{words}</p>')
    made += (_bead(at, each, style) for at, each in enumerate(found.rendered))
    return "".join(made)


def _bead(number: int, each: Rendered, style: HtmlStyle) -> str:
    """Both texts; a click on either opens the place."""
    word = f"<b>{escape(each.text)}</b>"
    one = f"{escape(each.before)}{word}{escape(each.after)}"
    rtl = language_of(each.text) == "ar"
    return _line(number, one, rtl, style, "text") + _line(
        number, _marked(each), language_of(each.other) == "ar", style, "muted"
    )


def _line(number: int, shown: str, rtl: bool, style: HtmlStyle, colour: str) -> str:
    family = style.arabic if rtl else style.latin
    points = style.size * 0.88 * (style.factor if rtl else 1.0)
    ink = style.colours[colour]
    font = f"font-family:'{family}'; font-size:{points:.1f}pt; color:{ink};"
    top = 9 if colour == "text" else 1
    return (
        f'<p dir="{"rtl" if rtl else "ltr"}" style="margin:{top}px 0 0 0;">'
        f'<a href="place:{number}" style="text-decoration:none; {font}">{shown}</a></p>'
    )


def _marked(each: Rendered) -> str:
    """The translation around its first counterpart, counterparts in bold."""
    text, spans = each.other, sorted(each.spans)
    first = max(0, spans[0][0] - TRANSLATION_SHOWN // 2) if spans else 0
    last = min(len(text), first + TRANSLATION_SHOWN)
    made, at = ["…" if first else ""], first
    for start, end in spans:
        if at <= start and end <= last:
            made += [escape(text[at:start]), f"<b>{escape(text[start:end])}</b>"]
            at = end
    return "".join([*made, escape(text[at:last]), "…" if last < len(text) else ""])


# Words for what the core names


def speech() -> dict[str, str]:
    """Parts of speech."""
    return {
        "noun": tr("noun"),
        "verb": tr("verb"),
        "adjective": tr("adjective"),
        "adverb": tr("adverb"),
        "preposition": tr("preposition"),
        "conjunction": tr("conjunction"),
        "particle": tr("particle"),
        "pronoun": tr("pronoun"),
        "name": tr("name", "proper noun"),
        "number": tr("number", "part of speech"),
        "interjection": tr("interjection"),
    }


def throughs() -> dict[str, str]:
    """How a word comes of its lemma."""
    return {
        "plural": tr("broken plural"),
        "feminine": tr("feminine"),
        "nisba": tr("relative adjective"),
        "derived": tr("of the same root"),
        "weak": tr("weak form"),
    }


def kinds() -> dict[str, str]:
    """What a part of a word is."""
    return {
        "conjunction": tr("conjunction"),
        "preposition": tr("preposition"),
        "article": tr("article"),
        "future": tr("future"),
        "emphasis": tr("emphasis"),
        "person": tr("person"),
        "stem": tr("stem"),
        "feminine": tr("feminine"),
        "plural": tr("plural"),
        "dual": tr("dual"),
        "nisba": tr("relative adjective"),
        "adverb": tr("accusative"),
        "subject": tr("subject"),
        "object": tr("object"),
        "possessive": tr("possessive"),
    }
