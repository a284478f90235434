"""i18n, theme, small widgets. No session."""
