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
        "und": tr("Language not known"),
    }
