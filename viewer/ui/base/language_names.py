"""The languages of documents in words."""

from __future__ import annotations

from viewer.ui.base.i18n import tr


def language_names() -> dict[str, str]:
    """The languages that a reader can choose for a document."""
    return {
        "ar": tr("Arabic"),
        "en": tr("English"),
        "fa": tr("Persian"),
        "ur": tr("Urdu"),
        "ckb": tr("Kurdish"),
        "he": tr("Hebrew"),
        "fr": tr("French"),
        "de": tr("German"),
        "es": tr("Spanish"),
        "tr": tr("Turkish"),
        "it": tr("Italian"),
        "pt": tr("Portuguese"),
        "nl": tr("Dutch"),
        "pl": tr("Polish"),
        "ru": tr("Russian"),
        "uk": tr("Ukrainian"),
        "el": tr("Greek"),
        "az": tr("Azerbaijani"),
        "ps": tr("Pashto"),
        "hi": tr("Hindi"),
        "bn": tr("Bengali"),
        "id": tr("Indonesian"),
        "ms": tr("Malay"),
        "sw": tr("Swahili"),
        "so": tr("Somali"),
        "am": tr("Amharic"),
        "zh": tr("Chinese"),
        "ja": tr("Japanese"),
        "ko": tr("Korean"),
        "und": tr("Language not known"),
    }
