"""A small corpus that nobody published: two namesakes, somebody only mentioned, a digest, every kind of quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = """---
title: The Harbour Stays Open
author: Ines Writer
outlet: The Example Gazette
date: 2024-05-17
url: https://gazette.example/harbour
language: en
---

“The harbour will stay open all winter,” said Ana Reis (罗安娜), the harbour master. “We have never closed, and we \
never will,” Reis said. “The breakwater is our second wall,” she added.

## The other side

Fishermen disagree. “The ice decides, not the office,” said Bruno Baker, a fisherman from Northbay. Baker said that \
the pilots “had no radar” in the last storm.

Ines Writer visited the harbour in May. Mayor Dora Finch was away last week. \
Nobody in her office had seen the lighthouse lamps go out one after another.
"""

MARKET = """---
title: Fish Prices Double
author: Jo Reporter
outlet: The Example Gazette
date: 2024-06-02
language: en
---

Fish costs twice what it did in spring. “Buyers pay for the ice, not for the cod,” said Carla Reis, a broker at the \
Northbay exchange. Reis argued that prices would fall before Christmas.

“Nobody counts the herring any more,” Bruno Baker said.
"""

DIGEST = """---
title: What the Coast Is Saying
author: Dragoman
outlet: Dragoman digests
date: 2024-07
language: en
reports_on:
  title: Voices From the Coast
  author: Mara Original
  outlet: The Coastal Review
  date: 2024-06-30
  url: https://review.example/voices
---

The coast is divided. “The tide keeps its own books,” said Emil Stone, a retired pilot.

“Fog has all the patience it needs,” Stone said. “Rope remembers every knot it was tied in,” Stone said.

“Gulls know the market before we do,” Stone said. “Lamps are cheaper than rocks,” Stone said.

“Maps show where the sea was last year,” Stone said. “Pilots retire, and channels never do,” Stone said.
"""

ARTICLES = {"harbour.md": HARBOUR, "market.md": MARKET, "digest.md": DIGEST}


def write(folder: Path) -> Path:
    """Put the articles into `folder`, which is made."""
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
