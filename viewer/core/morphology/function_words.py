"""The small words of Arabic, which dictionaries treat badly: vocalised, with glosses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from viewer.core.language.arabic import letters


@dataclass(frozen=True, slots=True)
class FunctionWord:
    """`takes`: the letters that pronouns are written to; empty where none are."""

    word: str
    kind: str
    glosses: tuple[str, ...]
    takes: str = ""


_TABLE = """
مِنْ preposition from,of,than من
إِلى preposition to,towards,until إلي
عَنْ preposition about,from,away from عن
عَلى preposition on,over,against علي
في preposition in,at,about في
مَعَ preposition with مع
عِنْدَ preposition at,with,upon عند
لَدى preposition at,with,in the possession of لدي
بَيْنَ preposition between,among بين
بَعْدَ preposition after بعد
قَبْلَ preposition before قبل
خِلالَ preposition during,through خلال
مُنْذُ preposition since,ago
حَتّى preposition until,even,in order to
ضِدَّ preposition against ضد
نَحْوَ preposition towards,about نحو
حَوْلَ preposition about,around حول
دُونَ preposition without,below دون
بِدُونِ preposition without
وَراءَ preposition behind وراء
أَمامَ preposition in front of,before أمام
تَحْتَ preposition under تحت
فَوْقَ preposition above,over فوق
وَفْقَ preposition according to
عَبْرَ preposition across,through,via عبر
إِثْرَ preposition after,following
رَغْمَ preposition despite
حَسَبَ preposition according to
بِحَسَبِ preposition according to
سِوى particle except,other than
عَدا preposition except
إِزاءَ preposition towards,regarding
لَكِنَّ conjunction but,however لكن
لكِنْ conjunction but,however
إِنَّ particle that,indeed إن
إِنْ conjunction if
أَنَّ conjunction that أن
أَنْ conjunction that,to
كَأَنَّ conjunction as if كأن
لِأَنَّ conjunction because لأن
لَعَلَّ particle perhaps لعل
لَيْتَ particle if only ليت
أَوْ conjunction or
أَمْ conjunction or
ثُمَّ conjunction then
بَلْ conjunction rather,but
إِذا conjunction if,when
إِذْ conjunction since,as,when
لَوْ conjunction if
لَوْلا conjunction if not for
كَما conjunction as,also
بَيْنَما conjunction while,whereas
عِنْدَما conjunction when
حِينَما conjunction when
كُلَّما conjunction whenever
حَيْثُ conjunction where,since
حِينَ conjunction when
لَمّا conjunction when,not yet
مِمّا conjunction which,from what
عَمّا conjunction about what
إِنَّما particle only,but rather
فِيما conjunction while,in what
رَيْثَما conjunction until
كَيْ conjunction in order that
لِكَيْ conjunction in order that
إِلّا particle except,but
أَلّا particle not to,that not
لا particle no,not
لَمْ particle did not
لَنْ particle will not
لَيْسَ verb is not
ما pronoun what,that which,not
قَدْ particle already,may
سَوْفَ particle will
هَلْ particle is it that
أَمّا particle as for
إِمّا particle either
نَعَمْ particle yes
كَلّا particle no,never
يا particle O
أَيُّها particle O
غَيْرُ noun other than,not,un- غير
كُلُّ noun every,all كل
بَعْضُ noun some بعض
جَمِيعُ noun all جميع
كافَّةُ noun all
كِلا noun both
كِلْتا noun both
نَفْسُ noun same,self نفس
ذاتُ noun same,self,possessing ذات
ذُو noun possessing
أَيُّ noun any,which أي
أَيَّةُ noun any,which
مِثْلُ noun like,such as مثل
أَحَدُ noun one,someone أحد
إِحْدى noun one إحدا
هُوَ pronoun he,it
هِيَ pronoun she,it
هُمْ pronoun they
هُنَّ pronoun they
هُما pronoun they
أَنا pronoun I
أَنْتَ pronoun you
أَنْتُمْ pronoun you
نَحْنُ pronoun we
هٰذا pronoun this
هٰذِهِ pronoun this
ذٰلِكَ pronoun that
تِلْكَ pronoun that
ذاكَ pronoun that
هٰؤُلاءِ pronoun these
أُولٰئِكَ pronoun those
هٰذانِ pronoun these two
هاتانِ pronoun these two
كَذٰلِكَ adverb also,likewise
الَّذِي pronoun who,which,that
الَّتِي pronoun who,which,that
الَّذِينَ pronoun who,that
اللَّذانِ pronoun who,which
اللَّتانِ pronoun who,which
اللَّواتِي pronoun who
اللّاتِي pronoun who
مَنْ pronoun who,whoever
ماذا pronoun what
لِماذا adverb why
كَيْفَ adverb how
أَيْنَ adverb where
مَتى adverb when
كَمْ pronoun how many
هُنا adverb here
هُناكَ adverb there,there is
هُنالِكَ adverb there
الآنَ adverb now
أَيْضاً adverb also
فَقَطْ adverb only
جِدّاً adverb very
مَعاً adverb together
خُصُوصاً adverb especially
خاصَّةً adverb especially
مَثَلاً adverb for example
ثَمَّةَ adverb there is
رُبَّما adverb perhaps
حالِيّاً adverb currently
كانَ verb was,were,be
كانَتْ verb was,were
يَكُونُ verb be
تَكُونُ verb be
لَيْسَتْ verb is not
صارَ verb become
أَصْبَحَ verb become
باتَ verb become
ظَلَّ verb remain,continue
تَمَّ verb be done,be completed
جاءَ verb come
كادَ verb almost do
قالَ verb say
سِيَّما adverb especially
كَوْنَ noun being كون
عَدَمُ noun lack,non- عدم
وَحْدَ noun alone وحد
أَبُو noun father أبو
أَبِي noun father أبي
أَبا noun father أبا
أَخُو noun brother أخو
أَخِي noun brother أخي
أَخا noun brother أخا
ابْنُ noun son ابن
"""


@lru_cache(maxsize=1)
def function_words() -> dict[str, list[FunctionWord]]:
    """By their letters without marks."""
    found: dict[str, list[FunctionWord]] = {}
    for word in _all():
        found.setdefault(letters(word.word), []).append(word)
    return found


@lru_cache(maxsize=1)
def with_pronouns() -> dict[str, list[FunctionWord]]:
    """By the letters that pronouns are written to."""
    found: dict[str, list[FunctionWord]] = {}
    for word in _all():
        if word.takes:
            found.setdefault(word.takes, []).append(word)
    return found


def _all() -> list[FunctionWord]:
    made = []
    for line in _TABLE.strip().split("\n"):
        kinds = ("preposition", "conjunction", "particle", "pronoun", "adverb", "noun", "verb")
        kind = next(name for name in kinds if f" {name} " in line)
        word, _, rest = line.partition(f" {kind} ")
        glosses, takes = rest, ""
        if rest[-1] > "\u0600":
            glosses, _, takes = rest.rpartition(" ")
        made.append(FunctionWord(word, kind, tuple(glosses.split(",")), takes))
    return made
