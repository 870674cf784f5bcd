"""Reports on trees that are drawn by hand, and the readers built on them."""

from __future__ import annotations

import pytest

from benchmarks.extraction.means import treereader, variants
from benchmarks.extraction.means.parsing import Parsed, Word, moved
from benchmarks.extraction.means.trees import TreeReport, reports
from benchmarks.extraction.readers import article_of
from knowledge.model import Kind, Span
from tests.benchmarks.extraction.means.trees import tree

TEXT = "Ada Example, the mayor, said that the old bridge was unsafe.\n\n“We will not wait at all,” she added."


def span(words: str, text: str = TEXT) -> Span:
    """Where the words stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("drawn", "source", "contents"),
    [
        (
            "Ada/NNP/nsubj/2 Lee/NNP/flat/0 said/VBD/ROOT/2 that/IN/mark/5 it/PRP/nsubj/5 sank/VBD/ccomp/2 ././punct/2",
            "Ada Lee",
            ["it sank"],
        ),
        (
            "It/PRP/nsubj/1 sank/VBD/ccomp/4 ,/,/punct/4 Ada/NNP/nsubj/4 said/VBD/ROOT/4 ,/,/punct/4 fast/RB/advmod/1",
            "Ada",
            ["It sank", "fast"],
        ),
        ("It/PRP/nsubj/1 sank/VBD/ROOT/1 ,/,/punct/4 Ada/NNP/nsubj/4 said/VBD/parataxis/1", "Ada", ["It sank"]),
        (
            "It/PRP/nsubj/1 sank/VBD/ROOT/1 ,/,/punct/5 according/VBG/case/5 to/IN/fixed/3 Ada/NNP/obl/1",
            "Ada",
            ["It sank"],
        ),
        (
            "Ada/NNP/nsubj/1 left/VBD/ROOT/1 ,/,/punct/3 saying/VBG/advcl/1 it/PRP/nsubj/5 sank/VBD/ccomp/3",
            "Ada",
            ["it sank"],
        ),
        (
            "Those/DT/nsubj/5 who/WP/nsubj/2 said/VBD/acl:relcl/0 it/PRP/nsubj/4 sank/VBD/ccomp/2 left/VBD/ROOT/5",
            "Those",
            ["it sank"],
        ),
        ("Ada/NNP/nsubj/1 warned/VBD/ROOT/1 of/IN/case/3 floods/NNS/obl/1", "Ada", ["of floods"]),
        ("Ada/NNP/nsubj/1 announced/VBD/ROOT/1 a/DT/det/3 plan/NN/obj/1", "Ada", ["a plan"]),
    ],
)
def test_a_cue_governs_what_is_said(drawn: str, source: str, contents: list[str]) -> None:
    """Clauses before, around and after the cue; sources from the verb above, and those that relative clauses mean."""
    words = tree(drawn)
    text = " ".join(word.text for word in words)
    (report,) = reports(words)
    assert report.source is not None
    assert report.source.of(text) == source
    assert [content.of(text) for content in report.contents] == contents


@pytest.mark.parametrize(
    "drawn",
    [
        "Ada/NNP/nsubj/3 did/VBD/aux/3 not/RB/advmod/3 say/VB/ROOT/3 it/PRP/nsubj/5 sank/VBD/ccomp/3",
        "Ada/NNP/nsubj/1 said/VBD/ROOT/1 ././punct/1",
        "The/DT/det/1 report/NN/nsubj/2 sank/VBD/ROOT/2",
    ],
)
def test_nothing_said_is_no_report(drawn: str) -> None:
    """Denied words, a cue without content, a noun that looks like a cue."""
    assert list(reports(tree(drawn))) == []


def test_a_name_ends_before_what_hangs_on_it() -> None:
    """The mention holds the apposition, the name does not; a relative clause belongs to neither."""
    drawn = (
        "Ada/NNP/nsubj/7 Lee/NNP/flat/0 ,/,/punct/4 the/DT/det/4 mayor/NN/appos/0 who/WP/nsubj/6 left/VBD/acl:relcl/0"
    )
    (report,) = reports(tree(f"{drawn} said/VBD/ROOT/7 it/PRP/nsubj/9 sank/VBD/ccomp/7"))
    assert report.source == Span(0, len("Ada Lee , the mayor"))
    assert report.head == len("Ada Lee")


def parsed(*found: TreeReport) -> Parsed:
    """What a pipeline would say of the text above."""
    passages = tuple(passage.span for passage in article_of("one", TEXT).passages)
    return Parsed(TEXT, passages, found, (span("Ada Example"),), {})


SAID = TreeReport(
    span("said"),
    "say",
    (span("the old bridge was unsafe"),),
    span("Ada Example, the mayor"),
    span("Ada Example").end,
)
ADDED = TreeReport(span("added"), "add", (span("We will not wait at all"),), span("she"), span("she").end)


def test_trees_alone_make_labels() -> None:
    """Words in marks grow to their marks, a pronoun is whoever spoke last, and uncued words take the nearest cue."""
    for second in (ADDED, TreeReport(ADDED.cue, "add", (), ADDED.source, ADDED.head)):
        labels, _ = treereader.labels(article_of("one", TEXT), parsed(SAID, second))
        assert [label.span.of(TEXT) for label in labels] == ["the old bridge was unsafe", "We will not wait at all"]
        assert [label.kind for label in labels] == [Kind.INDIRECT, Kind.DIRECT]
        assert [label.speaker for label in labels] == ["Ada Example", "Ada Example"]
        assert labels[1].mention == span("she")


@pytest.mark.parametrize(
    "variant", ["with_trees", "with_both", "with_indirect", "with_subjects", "with_missing_subjects"]
)
def test_trees_stand_in_for_a_part_of_the_rules(variant: str) -> None:
    """Reports or subjects come from trees; marks, people and speakers stay ours."""
    labels, people = getattr(variants, variant)(article_of("one", TEXT), parsed(SAID, ADDED))
    assert [label.span.of(TEXT) for label in labels] == ["the old bridge was unsafe", "We will not wait at all"]
    assert {label.speaker for label in labels} == {"Ada Example"}
    assert [person.name for person in people] == ["Ada Example"]


def test_tags_of_another_pipeline_drive_the_rules() -> None:
    """A tag that makes a noun of the cue leaves the clause without one."""
    article = article_of("one", TEXT)
    as_noun = {at: Word("NN", "") for at in range(span("said").start, span("said").end)}
    assert len(variants.whole(article)[0]) == 2
    assert len(variants.with_tags(article, parsed())[0]) == 2
    read = Parsed(TEXT, (), (), (), {at: Word("NNP", "PER") for at in range(len(TEXT))} | as_noun)
    assert variants.with_tags(article, read)[0] != variants.whole(article)[0]


def test_places_move_with_their_passage() -> None:
    """A report found in a passage is told by its places in the body."""
    assert moved(SAID, 3).cue == SAID.cue.moved(3)
    assert moved(SAID, 3).head == SAID.head + 3
