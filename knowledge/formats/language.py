"""The language of a text, only where script or function words leave no doubt."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 20_000
_FEWEST_WORDS = 20
_SHARE = 0.15
_LEAD = 2.0

# Words without which two sentences of the language can hardly be written, and which few of the others have.
_FUNCTION_WORDS = {
    "en": "the of and to in that is was for it with as his her on be at by had not are but from have they which this",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se le ce il sont la avec",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha este",
    "it": "di e il la che in un a per è una sono non con del si da i le al ha dei come gli alla più nel della",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à é foi",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit door naar heeft",
}
KNOWN = frozenset({*_FUNCTION_WORDS, "ja", "ko", "zh", "ru"})
_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")

_SCRIPTS = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af]")),
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
    ("other", re.compile(r"[\u0370-\u03ff\u0530-\u1fff\uab30-\uabff]")),
)
_NOT_RUSSIAN = re.compile(r"[іїєґўјљњћђџѓќәөүұқғңһ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэё]", re.IGNORECASE)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of `text`'s language where it is evident, else None: "en", "zh", "ru" and a few more."""
    sample = text[:_SAMPLE]
    counts = {script: len(letters.findall(sample)) for script, letters in _SCRIPTS}
    script = max(counts, key=lambda name: counts[name])
    # Foreign names in brackets must not decide, so two thirds of the letters have to be of one script.
    if counts[script] < 2 * sum(counts.values()) / 3 and not counts["kana"]:
        return None
    if counts["kana"] * 4 > counts["han"] and counts["kana"] + counts["han"] > counts["latin"]:
        return "ja"
    if script == "latin":
        return _by_function_words(sample)
    if counts[script] < _FEWEST_WORDS:
        return None
    return {"hangul": "ko", "han": "zh", "cyrillic": _russian(sample)}.get(script)


def _russian(sample: str) -> str | None:
    return "ru" if _RUSSIAN.search(sample) and not _NOT_RUSSIAN.search(sample) else None


def _by_function_words(sample: str) -> str | None:
    words = _WORD.findall(sample.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    counts = Counter(words)
    shares = {language: sum(counts[w] for w in known) / len(words) for language, known in _WORDS.items()}
    best, second = sorted(shares, key=lambda language: shares[language], reverse=True)[:2]
    evident = shares[best] >= _SHARE and shares[best] >= _LEAD * shares[second]
    return best if evident else None
