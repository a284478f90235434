"""Arabic and English as such: folding, dates, bidi, sentences, transliteration. Works on str."""
