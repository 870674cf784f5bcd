"""Parts of speech and kinds of names, by a small conditional random field trained on GUM (see NOTICE)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from knowledge.extract.features import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.tokens import Token

WEIGHTS = Path(__file__).parent / "weights" / "tagger.crfsuite"


def tag(tokens: Sequence[Token]) -> None:
    """Set `tag` and `entity` of every token of one sentence."""
    if not tokens:
        return
    for token, label in zip(tokens, _model().tag(features(tokens)), strict=True):
        token.tag, _, token.entity = label.partition("~")


@cache
def _model() -> pycrfsuite.Tagger:
    model = pycrfsuite.Tagger()
    model.open(str(WEIGHTS))
    return model
