"""Text as the worst article may have it, for laws that must hold on any text."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "@everyone", "@here", "<@4444>", "<@&1>", "<#1>", "<t:0:R>", "</expert:1>", "<:x:1>", "https://discord.gg/x",
    "discord.gg/x", "**", "__", "~~", "||", "```", "`", "> ", "# ", "-# ", "- ", "1. ", "[a](https://x.example)", "](",
    "[", "]", "(", ")", "\\", "\n", "\r\n", "\u2028", "\x00", "\x1b[31m", "\t", "\u200b", "\u200d", "\u202e", "\u2067",
    "\ufeff", "\ud800", "\U0001f469\u200d\U0001f52c", "e\u0301", "\u0301" * 5, "赵华胜。", "半边天", "حسن", "שלום",
    "He said no. ", "word " * 30, "字" * 200, "x" * 300, "“quoted”", "...", "://", ".", " ",
)  # fmt: skip

TEXT = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join),
    st.builds(lambda piece, times: piece * times, st.sampled_from(PIECES), st.integers(1, 400)),
)
