"""`poe catalogues`: brings `locales/*.po` up to date with the sentences that stand in the code.

New sentences come in without a translation, and those that are said no more go. For a further language, make an empty
file named by its tag, such as `locales/fr.po`, first. Nothing here is needed to run the bot.
"""

from __future__ import annotations

import ast
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from bot.language import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CODE = FOLDER.parent
# Which arguments of a call are sentences.
_SAID = {"say": slice(1), "_said": slice(1), "many": slice(2), "Command": slice(1, 2), "Option": slice(1, 2)}
_HEADER = """\
# What the bot says. `poe catalogues` brings the sentences up to date with the code; their translations are yours.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def in_code() -> Catalog:
    """Every sentence that the code says, with the files it stands in."""
    found = Catalog()
    for path in sorted(_CODE.rglob("*.py")):
        file = path.relative_to(_CODE.parent).as_posix()
        for sentence in _sentences(ast.parse(path.read_text(encoding="utf-8"))):
            found.add(sentence, locations=[(file, 0)])
    for path in sorted(_CODE.rglob("*.html")):
        file = path.relative_to(_CODE.parent).as_posix()
        for sentence in _in_template(Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))):
            found.add(sentence, locations=[(file, 0)])
    return found


def kept(path: Path) -> Catalog:
    """What a file has, with its translations."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"))


def renewed(path: Path) -> str:
    """What the file should have: the sentences of the code, with those translations that there are."""
    catalogue, body = kept(path), BytesIO()
    catalogue.update(in_code(), no_fuzzy_matching=True)
    write_po(body, catalogue, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    header = _HEADER.format(language=catalogue.locale_identifier, plurals=catalogue.plural_forms)
    return header + body.getvalue().decode().rstrip() + "\n"


def main() -> None:
    """Bring every catalogue up to date."""
    for path in FOLDER.glob("*.po"):
        path.write_text(renewed(path), encoding="utf-8", newline="\n")


def _sentences(module: ast.Module) -> Iterator[str | tuple[str, ...]]:
    """What the calls in a module say: texts, and constants of that module; what is only known at run time is not told.

    Babel's own reader would miss the calls inside f-strings.
    """
    constants = {
        target.id: _text(node.value)
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and (places := _SAID.get(_called(node.func))):
            given = [constants.get(each.id) if isinstance(each, ast.Name) else _text(each) for each in node.args]
            texts = tuple(text for text in given[places] if text)
            if texts:
                yield texts if len(texts) > 1 else texts[0]


def _in_template(template: nodes.Template) -> Iterator[str | tuple[str, ...]]:
    """What the calls in a template say."""
    for call in template.find_all(nodes.Call):
        function = call.node
        name = function.attr if isinstance(function, nodes.Getattr) else getattr(function, "name", "")
        given = [each.value for each in call.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        if texts := tuple(given[_SAID[name]]) if name in _SAID else ():
            yield texts if len(texts) > 1 else texts[0]


def _called(function: ast.expr) -> str:
    """The name that stands before the bracket of a call."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(given: ast.expr) -> str | None:
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None
