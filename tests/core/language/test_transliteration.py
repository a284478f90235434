"""ALA-LC: names as libraries write them."""

from __future__ import annotations

import pytest

from viewer.core.language.transliteration import ala_lc, romanised

TABLE = [
    ("مُحَمَّد", "Muḥammad"), ("محمد", "Muḥammad"), ("القاهِرَة", "al-Qāhirah"), ("بغداد", "Baghdād"),
    ("عَبْد الرَّحْمٰن", "ʻAbd al-Raḥmān"), ("الكاظمي", "al-Kāẓimī"), ("عَرَبِيَّة", "ʻArabīyah"),
    ("عَرَبِيّ", "ʻArabī"), ("مُصْطَفَى", "Muṣṭafá"), ("يُوسُف", "Yūsuf"), ("حُسَيْن", "Ḥusayn"),
    ("نُور الدِّين", "Nūr al-Dīn"), ("ابن خَلْدُون", "ibn Khaldūn"), ("القُرْآن", "al-Qurʼān"),
    ("مَسْأَلَة", "Masʼalah"), ("أَدْهَم", "Adʹham"), ("قُوَّة", "Qūwah"), ("عُلُوّ", "ʻUlūw"),
    ("سُورِيا", "Sūriyā"), ("شَوْكَة", "Shawkah"), ("فائِدَة", "Fāʼidah"), ("بِالكِتاب", "bi-al-Kitāb"),
    ("عَمْرو", "ʻAmr"), ("لِلكِتاب", "lil-Kitāb"), ("رِئاسَة", "Riʼāsah"), ("دُنْيا", "Dunyā"),
    ("السودان", "al-Sūdān"), ("إيران", "Īrān"), ("كَتَبُوا", "Katabū"), ("اللّٰه", "Allāh"),
]  # fmt: skip


@pytest.mark.parametrize(("arabic", "latin"), TABLE)
def test_names(arabic: str, latin: str) -> None:
    assert romanised(arabic).text == latin
    assert romanised(arabic).whole


def test_unknown_vowels_are_told() -> None:
    made = romanised("ماثيو تولر")
    assert not made.whole and made.text == "Māthyū Tūlr"


def test_an_analyser_gives_the_vowels() -> None:
    made = romanised("شجرة", lambda word: "شَجَرَة" if word == "شجرة" else "")
    assert made.whole and made.text == "Shajarah"


def test_what_is_no_name_has_no_capitals_and_the_rest_stays() -> None:
    assert romanised("كِتاب، USA 5", name=False).text == "kitāb, USA 5"
    assert ala_lc("") == ""
