"""The corpus loader: a checkout of three lines, made up here in the corpus's own formats."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from benchmarks.extraction.checkout import open_checkout
from benchmarks.extraction.corenlp import Parse, Token
from benchmarks.extraction.means import corpus
from benchmarks.extraction.polnear import is_development, texts
from benchmarks.extraction.readers import article_of
from benchmarks.extraction.speech import reports_speech
from knowledge.model import Kind, Span

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "“We will not move,” Ada Example said.\nShe believes the plan is dead. She added that\nthe plan is buried.\n"
NAMES = [base for base in (f"made-up_{number}" for number in range(40)) if is_development(f"polnear/{base}")]
KEPT_BACK = next(base for base in (f"made-up_{number}" for number in range(40)) if base not in NAMES)


def at(words: str, start: int = 0) -> Span:
    """Where the words stand in the text."""
    found = TEXT.index(words, start)
    return Span(found, found + len(words))


def annotation() -> str:
    """Three attributions in standoff format; the last one's content is broken by the line end."""
    late = TEXT.index("She added")
    bounds = [
        ("Source", at("Ada Example")),
        ("Cue", at("said")),
        ("Content", at("“We will not move,”")),
        ("Source", at("She")),
        ("Cue", at("believes")),
        ("Content", at("the plan is dead")),
        ("Source", at("She", late)),
        ("Cue", at("added")),
    ]
    lines = [f"T{n}\t{label} {span.start} {span.end}\t..." for n, (label, span) in enumerate(bounds, 1)]
    broken = at("that"), at("the plan is buried")
    lines.append(f"T9\tContent {broken[0].start} {broken[0].end};{broken[1].start} {broken[1].end}\t...")
    events = ["Source:T1 Cue:T2 Content:T3", "Source:T4 Cue:T5 Content:T6", "Source:T7 Cue:T8 Content:T9"]
    return "\n".join(lines + [f"E{n}\tAttribution:T{3 * n - 1} {roles}" for n, roles in enumerate(events, 1)])


def parse() -> str:
    """The same text as a parser writes it: two names and a pronoun that mean one person."""
    words = [("Ada", "NNP", "PERSON"), ("Example", "NNP", "PERSON"), ("said", "VBD", "O"), ("She", "PRP", "O")]
    tokens = "".join(
        f"<token id='{n}'><CharacterOffsetBegin>{at(word).start}</CharacterOffsetBegin>"
        f"<CharacterOffsetEnd>{at(word).end}</CharacterOffsetEnd><POS>{tag}</POS><NER>{entity}</NER></token>"
        for n, (word, tag, entity) in enumerate(words, 1)
    )
    links = "".join(
        f"<dep type='{name}'><governor idx='{head}'/><dependent idx='{word}'/></dep>"
        for name, head, word in (("compound", 2, 1), ("nsubj", 3, 2), ("root", 0, 3))
    )
    mentions = "".join(f"<mention><sentence>1</sentence><head>{head}</head></mention>" for head in (2, 4))
    return (
        f"<root><document><sentences><sentence><tokens>{tokens}</tokens><parse>(ROOT)</parse>"
        f"<dependencies type='basic-dependencies'>{links}</dependencies></sentence></sentences>"
        f"<coreference><coreference>{mentions}</coreference></coreference></document></root>"
    )


def git(*arguments: str) -> None:
    """Run git as somebody made up."""
    made_up = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *made_up, *arguments], check=True)  # noqa: S603, S607 - the words stand in this file


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A work tree with one article to develop with and one that is kept back."""
    for base in (NAMES[0], KEPT_BACK):
        for folder, name, content in (
            ("text", f"{base}.txt", TEXT),
            ("attributions", f"{base}_b222.ann", ""),
            ("attributions", f"{base}_a111.ann", annotation()),
            ("corenlp", f"{base}.txt.xml", parse()),
        ):
            file = tmp_path / "data" / "train" / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    return tmp_path


def test_only_the_development_part_is_read(checkout: Path) -> None:
    """Articles that the hash keeps back are not even loaded."""
    assert [text.id for text in texts(checkout)] == [f"polnear/{NAMES[0]}"]


def test_speech_counts_and_belief_is_ignored(checkout: Path) -> None:
    """The first annotator's attributions, trimmed and joined over the line end; "believes" is no speech."""
    (text,) = texts(checkout)
    assert [label.span.of(TEXT) for label in text.labels] == ["We will not move", "that\nthe plan is buried"]
    assert [label.kind for label in text.labels] == [Kind.DIRECT, Kind.INDIRECT]
    assert [span.of(TEXT) for span in text.ignored] == ["the plan is dead"]


def test_a_name_is_its_own_evidence(checkout: Path) -> None:
    """The speaker of a named mention is its longest form in the article."""
    label = next(texts(checkout)).labels[0]
    assert (label.speaker, label.sort, label.origin) == ("Ada Example", "named", "mention")


def test_hand_labels_overrule_the_parser(checkout: Path, tmp_path: Path) -> None:
    """A pronoun is whom a person says it is, nobody for a dash."""
    mention = at("She", TEXT.index("She added"))
    file = tmp_path / "hand.tsv"
    file.write_text(
        f"# comment\npolnear/{NAMES[0]}\t{mention.start}\t{mention.end}\tBea Other\tshe\n", encoding="utf-8"
    )
    label = next(texts(checkout, file)).labels[1]
    assert (label.speaker, label.sort, label.origin) == ("Bea Other", "pronoun", "hand")
    file.write_text(file.read_text(encoding="utf-8").replace("Bea Other", "-"), encoding="utf-8")
    assert next(texts(checkout, file)).labels[1].speaker is None


def test_without_a_parse_capitals_must_do(checkout: Path) -> None:
    """A snapshot may lack the parser's files."""
    (checkout / "data" / "train" / "corenlp" / f"{NAMES[0]}.txt.xml").unlink()
    labels = next(texts(checkout)).labels
    assert [(label.speaker, label.sort) for label in labels] == [("Ada Example", "named"), (None, "pronoun")]


def test_a_bare_git_folder_is_as_good_as_a_work_tree(checkout: Path, tmp_path: Path) -> None:
    """The same articles come out of the last commit, without any work tree."""
    bare = tmp_path / "bare"
    git("init", "-q", str(checkout))
    git("-C", str(checkout), "add", "data")
    git("-C", str(checkout), "commit", "-qm", "Made up")
    git("clone", "-q", "--bare", str(checkout), str(bare / "repo"))
    assert list(texts(bare)) == list(texts(checkout))
    with pytest.raises(KeyError):
        open_checkout(bare).read("data/nothing.txt")
    with pytest.raises(KeyError):
        open_checkout(checkout).read("data/nothing.txt")


def test_no_checkout_is_an_error(tmp_path: Path) -> None:
    """An empty folder is refused."""
    with pytest.raises(FileNotFoundError, match="neither a work tree nor a git folder"):
        open_checkout(tmp_path)


@pytest.mark.parametrize("cue", ["said", "has repeatedly denied", "according to", "begged, adding", "quipping"])
def test_verbs_of_communication_report_speech(cue: str) -> None:
    """In any of their forms."""
    assert reports_speech(cue)


@pytest.mark.parametrize("cue", ["believes", "hopes to", "plans", "wants", ""])
def test_verbs_of_attitude_do_not(cue: str) -> None:
    """Beliefs and plans are no speech."""
    assert not reports_speech(cue)


def test_trees_of_the_corpus_are_read_too(checkout: Path) -> None:
    """The name and the names' spans come from the corpus' own analysis; an article it lacks has no trees."""
    (text,) = texts(checkout)
    read = corpus.reader(checkout)
    parsed = read(article_of(text.id, TEXT))
    assert [person.of(TEXT) for person in parsed.people] == ["Ada Example"]
    assert parsed.words[at("said").start].tag == "VBD"
    assert read(article_of("polnear/nothing", TEXT)).words == {}


def test_the_corpus_speaks_of_relations_by_older_names() -> None:
    """A passive's agent and a verb's other nouns are told as parsers of today tell them."""
    text = "It was read by her in bed"
    drawn = [
        ("It", "PRP", "nsubjpass", 2),
        ("was", "VBD", "auxpass", 2),
        ("read", "VBN", "root", None),
        ("by", "IN", "case", 4),
        ("her", "PRP", "nmod", 2),
        ("in", "IN", "case", 6),
        ("bed", "NN", "nmod", 2),
    ]
    starts = [text.index(word) for word, *_ in drawn]
    tokens = [
        Token(Span(start, start + len(word)), tag, "O", 0, head, relation)
        for start, (word, tag, relation, head) in zip(starts, drawn, strict=True)
    ]
    words = corpus.words_of(text, Parse(tokens=tokens))
    assert [word.dep_ for word in words] == ["nsubj:pass", "aux:pass", "root", "case", "obl:agent", "case", "obl"]
    assert [word.text for word in words[6].subtree] == ["in", "bed"]
