"""Parts switched off, what a field over words learns, and the table of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import extras
from benchmarks.extraction.__main__ import main
from benchmarks.extraction.means import comparison, sequences, variants, wordtags
from benchmarks.extraction.means.comparison import LEARNT, OURS, labeller
from benchmarks.extraction.readers import article_of
from knowledge.extract import extract
from knowledge.extract.tokens import tokenize

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Ada Example met Bob Other. Example said that the bridge was unsafe. Other shrugged. “I told them,” he added.\n\n"
    "The ministry has warned that it will close.\n"
)


def test_tags_by_lists_know_names_verbs_and_small_words() -> None:
    """Enough for the rules to work on: subjects, cues and what opens a clause."""
    tokens = tokenize("The ministry has warned that Ada Example quickly left.")
    wordtags.tag(tokens)
    assert [token.tag for token in tokens] == ["DT", "NN", "VBZ", "VBN", "IN", "NNP", "NNP", "RB", "VBD", "."]


def test_switching_a_part_off_leaves_no_trace() -> None:
    """The extractor is as it was once a variant has run."""
    article = article_of("one", TEXT)
    before = extract(article)
    for variant in (variants.rules_alone, variants.without_ranker):
        labels, _ = variant(article)
        assert any(label.span.of(TEXT) == "the bridge was unsafe" for label in labels)
    assert extract(article) == before


def test_a_field_learns_reports_from_our_own_articles(tmp_path: Path) -> None:
    """The plainest frame is found after training, by the command's own way."""
    weights = tmp_path / "weights"
    sequences.train(weights)
    labels, _ = labeller(LEARNT, weights)(article_of("one", TEXT))
    assert [label.span.of(TEXT) for label in labels] == ["the bridge was unsafe", "I told them", "it will close"]
    assert [label.mention.of(TEXT) for label in labels if label.mention] == ["Example", "he", "The ministry"]


def test_every_way_names_a_function_that_is_there() -> None:
    """The table cannot ask for what does not exist."""
    assert all(callable(labeller(means, None)) for means in (*OURS, LEARNT, *comparison.PARSED))


def test_the_table_has_a_row_for_each_way(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a model, the ways that need none."""
    monkeypatch.setattr(comparison, "OURS", OURS[-1:])
    main(["means", "--part", "floor"])
    printed = capsys.readouterr().out
    assert "| rules, tagger and ranker (knowledge.extract) |" in printed
    assert "| reports by a CRF over words, all else ours |" in printed
    assert "spaCy" not in printed


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    """Who lacks an optional dependency is told how to get it."""
    with pytest.raises(extras.ExtraMissingError, match=r"dragoman-bot\[means\]"):
        extras.needed("no_such_module_at_all")
    assert extras.needed("json").loads("1") == 1
    assert comparison.size_of(tmp_path) == 0
