"""The two source articles: every directly quoted sentence has its right speaker, and nothing else is quoted."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge import formats
from knowledge.extract import extract
from knowledge.extract.marks import find_regions
from knowledge.model import Kind, Span
from tests.knowledge.extract.reading import Reading
from tests.places import ARTICLES, needs_articles

pytestmark = needs_articles

THAW, TEA_LEAVES = "000_166d25c085e6b858.txt", "003_a861f474fe7f994a.txt"

# A few words of each quotation, and its speaker; "|" parts names of which each will do.
MARKED = {
    THAW: {
        "window for peace": "Wang Yi",
        "China supports all efforts dedicated": "Wang Yi",
        "constructive role": "Wang Yi",
        "The Chinese have seen this coming": "Dennis Wilder",
        "a complete rapprochement might not be": "Dennis Wilder",
        "“very senior Chinese officials”": "Dennis Wilder",
        "only Trump goes to Moscow": "very senior Chinese officials",
        "reverse Nixon": "some analysts",
        "In the same way as Nixon": "Dennis Wilder",
        "their strong alignment today could diminish": "Dennis Wilder",
        "not a reset but a wholesale": "Lucian Kim",
        "a roadblock to closer cooperation": "Lucian Kim",
        "would prefer to see a weak": "Sari Arho Havren",
        "geopolitical and economic cooperation": "Marco Rubio",
        "“to force”": "Keith Kellogg",
        "uncomfortable with": "Keith Kellogg",
        "the little brother in a coalition": "JD Vance",
        "Until we get the Ukrainian situation": "Robert O’Brien",
        "historically there is distrust between them": "Sari Arho Havren",
        "Xi does not want Putin to": "Steve Tsang",
        "Who knows who will be the": "Steve Tsang",
        "Everything is moving very quickly": "Sari Arho Havren",
        "there is room for that to": "Sari Arho Havren",
    },
    TEA_LEAVES: {
        "greatest strategic pressure coming from the": "Zhao Huasheng",
        "a relatively stable strategic rear": "Zhao Huasheng",
        "invisible and seemingly unremarkable in times": "Zhao Huasheng",
        "ensure the basic stability of half": "Zhao Huasheng",
        "a state of turmoil and uncertainty": "Zhao Huasheng",
        "security and economic interests": "Zhao Huasheng",
        "the greatest strategic challenge facing China": "Zhao Huasheng",
        "the sword of Damocles hanging over": "Zhao Huasheng",
        "China would then find itself in": "Zhao Huasheng",
        "the only one that is not": "Zhao Huasheng",
        "this will be a strategic success": "Zhao Huasheng",
        "the most important foreign source of": "Zhao Huasheng",
        "push to build a new international": "Zhao Huasheng",
        "each other’s security and development": "Wang Xiaoquan",
        "I cannot see China benefitting from": "Xu Mingqi",
        "put global economic governance in jeopardy": "Xu Mingqi",
        "refusing to condemn Russia has strained": "Yan Xuetong",
        "The last thing China wants is": "Zhou Bo",
        "not always on the side of": "Zhou Bo",
        "do not advise President Putin to": "Wang Wen",
        "the overt claim to restore": "Feng Yujun",
        "discursive bubble": "Feng Yujun",
        "the greatest scourge of all": "Yuan Gang",
        "Could China’s Tannu Uriankhai": "Yuan Gang",
        "would China resign itself to this": "Yuan Gang",
        "treat the territories of other countries": "Yuan Gang",
        "Hitler’s cry for": "Yuan Gang",
        "we are driving this change together": "Xi Jinping",
        "careful reform and improvement of the": "Zhao Long",
        "hopes for its complete disintegration": "Zhao Long",
        "remains an important strategic partner of": "Tang Shiping",
        "does not imply supporting all of": "Zhao Huasheng",
        "the initiative to destroy a friendly": "Zhao Huasheng",
        "more difficult to build up and": "Zhao Huasheng",
        "participation in sanctions against Russia and": "Zhao Huasheng",
        "afraid to continue its struggle against": "Yang Jiemian",
        "an extremely unfavourable strategic situation": "Yang Jiemian",
        "“proactive”": "Feng Shaolei",
        "some form of formal alliance structure": "a UK civil servant|UK civil servant",
        "is more conducive to the long-term": "Ding Xiaoxing",
        "another breakdown in relations between the": "Ding Xiaoxing",
        "will continue to pursue a hedging": "Wang Dong",
        "“bottom line”": "Beijing",
    },
}

# Marked words that a reader may take for a label: each is a term, or has one of these speakers, or nobody.
LABELS = {
    TEA_LEAVES: {
        "containment": "",
        "completely": "Zhao Huasheng",
        "Putin’s brain": "",
        "dear friend": "Xi Jinping",
        "returnee scholar": "",
        "no limits": "",
        "giving a bride away": "",
        "contradictions": "the Chinese|Chinese",
        "government-commissioned national security": "a UK civil servant|UK civil servant|author|the author",
        "challenges”": "",
    },
}

PARAPHRASED = {
    THAW: {
        "cracking the China-Russia partnership could": "Senior U.S. officials",
        "Washington was prepared to reset": "JD Vance",
        "the White House had discussed": "Robert O’Brien",
        "the likelihood of the United States": "Sari Arho Havren",
        "efforts to reset Russia ties": "Steve Tsang",
        "he expects Xi to visit": "Donald Trump",
        "is also fueling unease in": "experts and former officials",
    },
    TEA_LEAVES: {
        "maintain its close ties with Moscow": "Zhao Huasheng",
        "Stability abroad continues to be key": "Xu Mingqi",
        "the negative impact that the war": "Zhou Bo",
        "does not align with China’s developmental": "Huang Jing",
        "a credible alternative to offer": "Feng Yujun",
        "has tarnished China’s image": "Zhao Huasheng",
        "neither pro-US nor anti-US": "Zhao Huasheng",
        "what would happen if either": "Feng Shaolei",
        "the deep rift and growing hostility": "Yang Jiemian",
    },
}

NATIVE_NAMES = {
    "Zhao Huasheng": "赵华胜", "Wang Xiaoquan": "王晓泉", "Xu Mingqi": "徐明棋", "Yan Xuetong": "阎学通",
    "Zhou Bo": "周波", "Yang Jiemian": "杨洁勉", "Wang Wen": "王文", "Feng Yujun": "冯玉军", "Yuan Gang": "袁刚",
    "Lu Shaye": "卢沙野", "Zhao Long": "赵隆", "Huang Jing": "黄靖", "Tang Shiping": "唐世平",
    "Feng Shaolei": "冯绍雷", "Ding Xiaoxing": "丁晓星", "Wang Dong": "王栋",
}  # fmt: skip

# How lines begin that are no body: navigation, headlines, captions, headings, pull quotes, players, biographies.
NO_BODY = {
    THAW: (
        "Accessibility links", "Breaking News", "China 'Nervous' Over", "U.S. President Donald Trump (left)",
        "What’s Washington’s Strategy", "Can Trump Break", "With An Eye On", "please wait", "No media source",
        "    Reid Standish", "About The Newsletter", "In recent years, it has", "Subscribe to this",
        "RFE/RL has been declared", "If you are in Russia",
    ),
    TEA_LEAVES: (
        "The Republic of Agora", "The Art Of", "China–Russia Relations", "Thomas des Garets Geddes",
        "Security as China’s", "Perhaps more damaging", "The Positive and Negative", "An Imperialistic",
        "Chinese scholars do not hesitate", "Being dragged further", "Made with by",
    ),
}  # fmt: skip


def rows(table: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    """The rows of all articles: file, words, speakers."""
    return [(file, words, names) for file, found in table.items() for words, names in found.items()]


@cache
def reading(file: str) -> Reading:
    """One article as it is read and extracted; extraction is deterministic, so once is enough."""
    article = formats.read(ARTICLES / file, ARTICLES)
    return Reading(article, extract(article))


def same(name: str | None, names: str) -> bool:
    """Whether it is one of these names, with or without a capital at the beginning."""
    return name is not None and name.lower() in names.lower().split("|")


@pytest.mark.parametrize(("file", "words", "names"), rows(MARKED))
def test_marked_words_have_their_speaker(file: str, words: str, names: str) -> None:
    """Whoever is quoted with these words said them."""
    one = reading(file).of(words)
    assert one.kind is not Kind.INDIRECT
    assert same(one.speaker, names), one


@pytest.mark.parametrize(("file", "words", "names"), rows(PARAPHRASED))
def test_paraphrases_have_their_speaker(file: str, words: str, names: str) -> None:
    """Whoever is paraphrased with these words said them."""
    assert same(reading(file).speaker(words), names), reading(file).of(words)


@pytest.mark.parametrize(("file", "words", "names"), rows(LABELS))
def test_labels_are_nobody_elses(file: str, words: str, names: str) -> None:
    """A label in marks is a term, or is said by whom it fits, or by nobody."""
    found = [one for one in reading(file).marked if words in f"{one.text}”"]
    shortest = min(found, key=lambda one: len(one.text), default=None)
    term = any(words in f"{one}”" for one in reading(file).terms)
    assert term or shortest is not None
    assert term or shortest is None or shortest.speaker is None or same(shortest.speaker, names), shortest


@pytest.mark.parametrize("file", [THAW, TEA_LEAVES])
def test_no_marked_words_are_lost(file: str) -> None:
    """All words in outermost marks are in a quotation or a term."""
    article, findings = reading(file).article, reading(file).findings
    kept = [*findings.terms, *(span for quotation in findings.quotations for span in quotation.spans)]
    regions = find_regions(article.body, [passage.span for passage in article.passages])
    lost = [r.inner.of(article.body) for r in regions if r.depth == 0 and not any(s.overlaps(r.inner) for s in kept)]
    assert lost == []


@pytest.mark.parametrize("file", [THAW, TEA_LEAVES])
def test_every_direct_quotation_is_in_the_table(file: str) -> None:
    """No direct quotation of four words or more is found beside those that a reader finds."""
    known = [*MARKED[file], *LABELS.get(file, {})]
    direct = [one for one in reading(file).said if one.kind is Kind.DIRECT and len(one.text.split()) >= 4]
    assert [one.text for one in direct if not any(words.strip("“”") in one.text for words in known)] == []


@pytest.mark.parametrize(("file", "beginning"), [(file, line) for file, lines in NO_BODY.items() for line in lines])
def test_nothing_around_the_body_is_quoted(file: str, beginning: str) -> None:
    """No quotation stands in a heading, caption, pull quote, player or biography."""
    source = (ARTICLES / file).read_text(encoding="utf-8")
    article = reading(file).article
    quoted = [s for q in reading(file).findings.quotations for span in q.spans for s in article.source_spans(span)]
    places = [at for at in range(len(source)) if source.startswith(beginning, at) and source[at - 1 : at] in {"", "\n"}]
    assert places
    for at in places:
        line = Span(at, max(source.find("\n", at), at + 1))
        assert not any(span.overlaps(line) for span in quoted)


def test_native_names_of_all_who_have_them() -> None:
    """Everybody whose name the article gives in Chinese has it, and nobody else does."""
    assert {p.name: p.native_name for p in reading(TEA_LEAVES).findings.people if p.native_name} == NATIVE_NAMES
    assert [p.name for p in reading(THAW).findings.people if p.native_name] == []


@pytest.mark.parametrize("file", [THAW, TEA_LEAVES])
def test_nobody_is_there_twice(file: str) -> None:
    """Surnames alone and names with titles are not people of their own."""
    names = [person.name for person in reading(file).findings.people if not person.group]
    assert [a for a in names for b in names if a != b and set(a.split()) < set(b.split())] == []
    assert len(set(names)) == len(names)
