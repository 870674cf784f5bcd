"""The words that the furniture of web pages is made of: menus, calls to the reader, credits, legal notices.

These are data of the trade, in English, found on every outlet's pages; a block's shape and place decide first. Limits
are in characters, because every block of every page is asked.
"""

from __future__ import annotations

import re

from knowledge.formats.shape import count_words, ends_sentence, has_quotation_marks

_BUTTON, _HEADING, _LABEL, _CALL, _NOTICE, _CAPTION = 36, 80, 110, 300, 450, 520
_BUTTON_WORDS = 4


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(patterns), flags)


_LABELS = _any(
    r"\b(?:sign[ -]?(?:up|in)|log[ -]?in|click (?:here|to)|privacy (?:policy|notice)|all rights reserved)\b",
    r"\b(?:read (?:more|next|also|full|the full)|see (?:also|more)|view all)\b",
    r"\b(?:(?:learn|show|load) more|more (?:from|on))\b",
    r"\brelated (?:articles?|stor(?:y|ies)|topics?|content|video|links?|posts?)\b",
    r"\b(?:share (?:this|on|via|full)|follow us|copy link|print this|save (?:article|for later)|contact us|about us)\b",
    r"\b(?:most (?:read|popular|viewed|shared)|you may (?:also )?like|up next|what to read next)\b",
    r"\beditors?['’]s? picks?\b",
    r"\b(?:(?:leave|post|add) a comment|view comments|join the conversation|thank(?:s| you) for|your inbox)\b",
    r"\b(?:skip to|jump to (?:content|main)|back to top|app store|google play|table of contents|min(?:ute)? read)\b",
    r"\b(?:(?:valid )?e-?mail(?: address| this)|opens? (?:in )?(?:a )?new (?:tab|window)|promoted (?:content|stor))\b",
    r"\b(?:listen to (?:this )?article|watch (?:live|now|video)|live updates|purchase licensing|filed under)\b",
    r"\b(?:terms (?:of (?:use|service)|and conditions)|tags?:|topics?:)",
)
_BUTTONS = _any(
    r"\b(?:advertis\w+|share|related|comments?|menu|search|home|close|print|save|subscribe|newsletters?|register)\b",
    r"\b(?:cookies?|copyright|recommended|facebook|twitter|whatsapp|instagram|linkedin|youtube|telegram|reddit)\b",
    r"\b(?:pinterest|e-?mail|trending|sponsored|inbox|key (?:points|takeaways)|follow)\b",
    r"^(?:image|photo|video|audio|gallery|listen|watch|live|play|mute)$",
)
_BREADCRUMBS = re.compile(r"\S [>»›→] \S")
_DOUBLED = re.compile(r"(.{8,100}) *\1")
_PICTURE_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|mp4|mp3)", re.IGNORECASE)

_CALLS = _any(
    r"\b(?:subscribe|sign(?:ing)? up|(?:click|tap) here|newsletters?|inbox|donat\w+)\b",
    r"\bfollow (?:us|him|her|them|\S+ on)\b",
    r"\b(?:become a (?:member|subscriber|patron)|membership|leave a comment|join the conversation|comment policy)\b",
    r"\b(?:support (?:our|us|independent)|contact(?:ing)? us|get in touch|let us know|free trial)\b",
    r"\bdownload (?:our|the) app\b",
    r"\b(?:all rights reserved|terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|we use cookies)\b",
    r"\b(?:e-?mail (?:us|me|him|her)|can be reached at|reprint permission|affiliate|commission|free of charge)\b",
    r"\b(?:premium (?:content|articles)|no cost to you|thank(?:s| you) for reading)\b",
)
_TO_READER = re.compile(r"\b(?:you|your|yours|we|our|us|my|here|please)\b|[\w.]*@[\w.]+", re.IGNORECASE)
_IMPERATIVE = _any(
    r"(?:please |to )?(?:subscribe|sign up|click|tap|follow|donate|join|read (?:more|next)|see also|download|share)\b",
    r"(?:please |to )?(?:watch|listen|support|contact|e-?mail|log in|register|enable|refresh|enter|type|provide)\b",
    r"(?:please |to )?(?:wait|allow|choose|select|check|update|upgrade|disable|reload|get)\b",
)
_LEGAL = _any(
    r"\ball rights reserved\b|^(?:copyright\b|©|\(c\) ?\d{4})|\brepublish(?:ed)? (?:this|with permission|under)\b",
    r"\bmay not be (?:published|reproduced|broadcast|rewritten|reprinted)\b",
    r"\bthis (?:article|story|piece|post|interview|conversation|transcript) (?:was|is|has been) "
    r"(?:originally |first |lightly )?"
    r"(?:published|republished|produced|amended|supported|updated|corrected|edited|condensed|translated)\b",
    r"\b(?:created|produced) this (?:story|article) using\b|\ban earlier version of this (?:article|story|post)\b",
    r"\bthis article appears in print\b",
)

_NO_FLAG = re.RegexFlag(0)
_CREDIT = _any(
    r"^(?:[Ff]ile |[Hh]andout |[Ss]tock )?(?:[Pp]hoto(?:graph|graphy)?|PHOTO|[Ii]mage|IMAGE|[Pp]icture|[Ii]llustration"
    r"|[Gg]raphic|[Vv]ideo|[Cc]redit)s?(?: [Cc]aption| [Cc]redit| [Ss]ource)?(?: by (?=[A-Z])| ?:| [Cc]ourtesy)",
    r"^\W{0,3}(?:Figure|Fig\.|Table|Chart|Map|Graph|Exhibit|Box) \d+ ?[:.]|\bCredit\.{2,3} ?[A-Z]",
    r"^FILE(?: PHOTO)? ?[-–—:]|^Image (?:caption|source|credit)[ ,]",
    r"(?:[Pp]hoto(?:graph)?|PHOTO|[Ii]mage|[Pp]icture|[Ii]llustration|[Cc]redit|CREDIT)s?: ?\S[^.!?]{1,80}[.)]*$",
    r"\([^()]{0,80}\b(?:AP|AFP|Reuters|REUTERS|Getty|GETTY|EPA|Photo|PHOTO|Image|Courtesy|via|Shutterstock)\b[^()]{0,80}\)\.?$",
    r"\b(?:Getty Images|AP Photo|Shutterstock|iStock)\b[^.!?]{0,40}\.?\)?$|\b(?:REUTERS|AFP|AP|EPA)/[A-Z]",
    flags=_NO_FLAG,
)
_CREDIT_WITHOUT_END = _any(
    r"\b(?:photo(?:graph)?|image|picture|illustration|courtesy)s? ?(?:by |of |courtesy (?:of )?|/ ?)\S[^.!?]{2,80}$",
    r"©[^.!?]{2,60}$|\([A-Z][^()]{0,60}/ ?[A-Z][^()]{0,60}\)$",
)
_SLASHED = re.compile(r"(?:^|[A-Z][\w.’'-]+ )[A-Z][\w.’'-]+ ?/ ?[A-Z][\w.’'-]*(?: [A-Z]\w*){0,2}[.)]*$")
_POSITIONED = _any(
    r"\((?:left|right|cent(?:re|er)|l|r|c|top|bottom|back|front|above|below|seated|pictured|(?:from|far|second) \w+)\)",
    r",? (?:from left|left to right|pictured)\b",
    r"\bin (?:this|an undated) (?:file |handout |undated )?(?:photo|picture|image)\b",
)

_CLOSING = _any(
    r"about (?:the|this|our) (?:newsletter|authors?|writers?|podcast|project|series|publication)[:.]?$",
    r"(?:\d+ )?(?:comments?|responses|replies)\b.*$|(?:leave|post|add) a (?:comment|reply)[:.]?$",
    r"(?:newsletters?|notes|footnotes|references|works cited|contact(?: us)?|disclosure|tags|topics)[:.]?$",
)
_ELSEWHERE = _any(
    r"(?:related|recommended|trending|popular|sponsored|most (?:read|popular|viewed|recent|shared))\b.*$",
    r"(?:more|latest|also|further) (?:from|on|in|by|stories|news|coverage|reading)\b.*$",
    r"(?:read (?:next|more)|up next|latest|see also|what to read next|editors?['’]s? picks?)[:.]?$",
    r"you (?:may|might) (?:also )?(?:like|be interested)\b.*$",
)


def is_label(text: str) -> bool:
    """Whether a short line without a sentence's end is a menu entry, a button or a link to something else."""
    if len(text) > _LABEL:
        return False
    if _BREADCRUMBS.search(text) or _DOUBLED.fullmatch(text) or _PICTURE_FILE.fullmatch(text):
        return True
    return not ends_sentence(text) and _names_furniture(text)


def is_call(text: str) -> bool:
    """Whether a block calls on the reader to subscribe, follow, donate or write; quoted speech never does."""
    if len(text) > _CALL or has_quotation_marks(text):
        return False
    if len(text) <= _LABEL and _IMPERATIVE.match(text) and _names_furniture(text):
        return True
    return bool((_TO_READER.search(text) or _IMPERATIVE.match(text)) and _CALLS.search(text))


def is_legal(text: str) -> bool:
    """Whether a block is a notice about rights, or about how the text came to be."""
    return len(text) <= _NOTICE and bool(_LEGAL.search(text)) and not has_quotation_marks(text)


def is_caption(text: str) -> bool:
    """Whether a block says what a picture shows: it names who took it, or where in it somebody stands."""
    if len(text) > _CAPTION:
        return False
    if _CREDIT.search(text) or ("/" in text and _SLASHED.search(text) and not has_quotation_marks(text)):
        return True
    if not ends_sentence(text) and _CREDIT_WITHOUT_END.search(text):
        return True
    return len(text) <= _CAPTION // 2 and bool(_POSITIONED.search(text)) and not has_quotation_marks(text)


def closes_article(text: str) -> bool:
    """Whether a line heads what is no longer the article: comments, notes, the newsletter, the author."""
    return len(text) <= _HEADING and bool(_CLOSING.match(text))


def points_elsewhere(text: str) -> bool:
    """Whether a line heads a list of other stories, which may stand in the middle of an article or after it."""
    return len(text) <= _HEADING and bool(_ELSEWHERE.match(text))


def _names_furniture(text: str) -> bool:
    if len(text) <= _BUTTON and count_words(text) <= _BUTTON_WORDS and _BUTTONS.search(text):
        return True
    return bool(_LABELS.search(text))
