"""The command line, as a process of its own: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from bot import commands, manual
from bot.__main__ import main
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Dragoman = Callable[..., subprocess.CompletedProcess[bytes]]

KEYS = ["query", "outcome", "people", "excerpts", "suggestions", "note"]
EXCERPT_KEYS = [
    *("id", "type", "kind", "text", "speaker", "native_name", "affiliation", "article", "file"),
    *("headline", "author", "outlet", "published", "url", "page", "score", "source_spans"),
]


@pytest.fixture
def environment(articles: Path, data: Path, tmp_path: Path) -> dict[str, str]:
    """The environment in which the small corpus is configured."""
    home = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    return {**home, "DRAGOMAN_ARTICLES": str(articles), "DRAGOMAN_DATA": str(data)}


@pytest.fixture
def dragoman(environment: dict[str, str], tmp_path: Path) -> Dragoman:
    """Runs one command line over the small corpus, in an empty folder."""

    def run(*arguments: str, said: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
        line, env = [sys.executable, "-m", "bot", *arguments], environment | environ
        return subprocess.run(line, input=said, env=env, cwd=tmp_path, capture_output=True, timeout=60, check=False)  # noqa: S603 - our own command line

    return run


def objects(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The JSON objects that were printed, one a line."""
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def refused(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one sentence with which a run failed."""
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines), done.stdout) == (2, 1, b"")
    return lines[0]


# --------------------------------------------------------------------------------------------------------- ask


def test_one_question_is_answered_and_out(dragoman: Dragoman) -> None:
    """For a person: words, speaker, citation; no colour in a pipe."""
    done = dragoman("ask", "/quote second wall")
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown.startswith("“The breakwater is our second wall”\n  Ana Reis (罗安娜)")
    assert "\x1b" not in shown


def test_a_choice_is_shown_as_the_line_that_takes_it(dragoman: Dragoman) -> None:
    """There is no second question in which to give a number."""
    shown = dragoman("ask", "/expert", "Reis", "topic:ice").stdout.decode()
    line = next(line for line in shown.splitlines() if "Carla Reis" in line)
    taken = dragoman("ask", line.partition("  ")[0]).stdout.decode()
    assert "“Buyers pay for the ice, not for the cod”" in taken


@pytest.mark.parametrize(
    ("question", "status", "outcome"),
    [
        ("/quote second wall", 0, "found"),
        ("/expert Reis", 0, "ambiguous"),
        ("/expert Dora Finch", 0, "mentioned_only"),
        ("/expert Xyzzy", 1, "not_found"),
        ("/exprt Reis", 2, "error"),
        ("", 2, "error"),
    ],
)
def test_the_exit_status_tells_the_outcome(dragoman: Dragoman, question: str, status: int, outcome: str) -> None:
    """0 answered, 1 nothing found, 2 not to be answered as asked."""
    done = dragoman("ask", "--json", question)
    assert (done.returncode, done.stderr, [each["outcome"] for each in objects(done)]) == (status, b"", [outcome])


def test_a_script_gets_exactly_this_shape(dragoman: Dragoman) -> None:
    """Every key, always, in this order; null where nothing is known."""
    (answer,) = objects(dragoman("ask", "--json", "/expert Ana Reis"))
    assert list(answer) == KEYS
    assert answer["people"] == [{"id": answer["people"][0]["id"], "name": "Ana Reis", "native_name": "罗安娜"}]
    excerpt = next(each for each in answer["excerpts"] if each["text"].startswith("We have never"))
    assert list(excerpt) == EXCERPT_KEYS
    assert (excerpt["type"], excerpt["kind"], excerpt["speaker"]) == ("quotation", "direct", "Ana Reis")
    assert (excerpt["author"], excerpt["published"]) == ("Ines Writer", "2024-05-17")
    assert (answer["suggestions"], answer["note"]) == ([], None)


def test_source_spans_point_into_the_file(dragoman: Dragoman, articles: Path) -> None:
    """The very words, in the file that is named."""
    (answer,) = objects(dragoman("ask", "--json", "/quote The ice decides"))
    (span,) = answer["excerpts"][0]["source_spans"]
    text = (articles / answer["excerpts"][0]["file"]).read_text(encoding="utf-8")
    assert text[span["start"] : span["end"]] == answer["excerpts"][0]["text"] == "The ice decides, not the office"


def test_a_digest_names_its_original(dragoman: Dragoman) -> None:
    """As an object beside the digest's own citation."""
    (answer,) = objects(dragoman("ask", "--json", "/quote tide keeps its own books"))
    assert answer["excerpts"][0]["headline"] == "What the Coast Is Saying"
    assert answer["excerpts"][0]["original"] == {
        "headline": "Voices From the Coast",
        "author": "Mara Original",
        "outlet": "The Coastal Review",
        "published": "2024-06-30",
        "url": "https://review.example/voices",
    }


def test_every_line_of_standard_input_is_answered(dragoman: Dragoman) -> None:
    """Blank lines are skipped; what cannot be answered is an object like any other, and the run goes on."""
    lines = [
        "\ufeff/expert Bruno Baker",
        "",
        "   ",
        "/quote " + "x" * 10_000,
        "/quote",
        "'; DROP TABLE quotation; --",
        '/quote "NEAR(" OR *',
        "/quote 🙂 שלום \u202e",
        "/quote a\x00b",
        "/quote second wall",
    ]
    said = "\r\n".join(lines).encode() + b"\n/quote \xff\xfe\n/quote the tide"
    done = dragoman("ask", "--json", said=said)
    answers = objects(done)
    assert (done.returncode, done.stderr) == (2, b"")
    assert [each["query"] for each in answers[:2]] == ["/expert Bruno Baker", "/quote " + "x" * 10_000]
    errors = [place for place, each in enumerate(answers) if each["outcome"] == "error"]
    assert (len(answers), errors) == (10, [1, 2, 3])
    assert [answers[place]["outcome"] for place in (0, 7, 9)] == ["found"] * 3
    assert all(list(each) == KEYS for each in answers)


def test_an_article_is_a_script_s_too(dragoman: Dragoman) -> None:
    """What has no place of its own in the shape is told in words."""
    source = objects(dragoman("ask", "--json", said=b"/articles\n/about\n/help"))
    assert "Fish Prices Double" in source[0]["suggestions"]
    assert "3 articles" in source[1]["note"]
    assert "/quote phrase" in source[2]["note"]


# ----------------------------------------------------------------------------------------------------- console


def test_the_console_answers_a_pipe_line_by_line(dragoman: Dragoman) -> None:
    """A choice is taken by its number, and `/quit` ends it before the rest is read."""
    done = dragoman("console", said=b"/expert Reis\n\n1\n7\n/quit\n/about\n")
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "2 people fit “Reis”" in shown
    assert "─ Ana Reis (罗安娜)" in shown or "─ Carla Reis" in shown
    assert "› /about" not in shown
    assert "\x1b" not in shown


def test_the_console_ends_with_its_input(dragoman: Dragoman) -> None:
    """Cleanly, whatever bytes came."""
    done = dragoman("console", said=b"\xff\x00\n/expert Bruno Baker")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Bruno Baker" in done.stdout.decode()


# ---------------------------------------------------------------------------------------------- build, export


def test_a_build_says_what_became_of_each_file(dragoman: Dragoman, tmp_path: Path) -> None:
    """0 where all is well, 1 where something was set aside; a second build finds nothing to do."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "good.md").write_text("---\ntitle: Good\n---\n\n“Ice is cold,” said Ana Reis.\n", encoding="utf-8")
    here = {"DRAGOMAN_ARTICLES": str(folder), "DRAGOMAN_DATA": str(tmp_path / "own")}
    first = dragoman("build", **here)
    assert (first.returncode, first.stdout.decode().splitlines()[0]) == (0, "added: good.md")
    (folder / "bad.md").write_bytes(b"")
    second = dragoman("build", "--json", **here)
    (report,) = objects(second)
    assert (second.returncode, report["unchanged"], report["set_aside"][0]["file"]) == (1, ["good.md"], "bad.md")


def test_a_build_that_cannot_be_is_one_sentence(dragoman: Dragoman, tmp_path: Path) -> None:
    """The data folder cannot be made where a file is."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "DRAGOMAN_DATA" in refused(dragoman("build", DRAGOMAN_DATA=str(tmp_path / "file" / "data")))


def test_an_export_of_other_folders_leaves_no_trace(dragoman: Dragoman, articles: Path, tmp_path: Path) -> None:
    """Everything that was found, as JSON lines; neither data folder nor temporary folder remains."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    data = tmp_path / "never"
    done = dragoman("export", "--articles", str(articles), DRAGOMAN_DATA=str(data), TMPDIR=str(temporary))
    assert (done.returncode, done.stderr) == (0, b"")
    assert {record["type"] for record in objects(done)} == {"article", "person", "quotation"}
    assert list(temporary.iterdir()) == []
    assert not data.exists()


def test_an_export_of_the_configured_base_is_the_same(dragoman: Dragoman, articles: Path) -> None:
    """The same articles give the same records, ids included."""
    assert objects(dragoman("export")) == objects(dragoman("export", "--articles", str(articles)))


def test_a_closed_pipe_is_no_error(environment: dict[str, str], tmp_path: Path) -> None:
    """Whoever reads has seen enough, as in `dragoman export | head -1`: no complaint, and the status says so."""
    line = [sys.executable, "-m", "bot", "ask", "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(line, env=environment, cwd=tmp_path, stdin=pipe, stdout=pipe, stderr=pipe) as running:  # noqa: S603 - our own command line
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(b"/about\n")
        running.stdin.flush()
        assert running.stdout.read(1) == b"{"
        running.stdout.close()
        running.stdin.write(b"/about\n")
        running.stdin.close()
        assert (running.stderr.read(), running.wait(60)) == (b"", 141)


# ------------------------------------------------------------------------------------------------------ others


def test_without_a_token_the_variable_is_named(dragoman: Dragoman) -> None:
    """With how to get one, and what works without."""
    wanted = {"run": "neither DISCORD_TOKEN nor SLACK_BOT_TOKEN is set", "sync": "DISCORD_TOKEN is not set"}
    for task, variable in wanted.items():
        told = refused(dragoman(task))
        assert variable in told
        assert "discord.com/developers" in told


def test_a_wrong_setting_is_one_sentence(dragoman: Dragoman) -> None:
    """Whatever was to be done."""
    assert "DRAGOMAN_LOG takes one of" in refused(dragoman("ask", "/about", DRAGOMAN_LOG="loud"))


def test_the_doctor_finds_nothing_wrong(dragoman: Dragoman) -> None:
    """Folders, base and what is switched off."""
    done = dragoman("doctor")
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert [line.split()[:2] for line in lines[:3]] == [["ok", "articles:"], ["ok", "knowledge"], ["note", "discord:"]]


def test_the_doctor_says_who_can_read_the_site(dragoman: Dragoman) -> None:
    """This machine alone, or everybody who reaches it: there is no login."""
    assert b"note  site: switched off" in dragoman("doctor").stdout
    assert b"on this machine alone" in dragoman("doctor", DRAGOMAN_SITE="127.0.0.1:8080").stdout
    assert b"It has no login." in dragoman("doctor", DRAGOMAN_SITE="0.0.0.0:8080").stdout


def test_the_site_is_served_without_a_token(environment: dict[str, str], tmp_path: Path, unused_tcp_port: int) -> None:
    """At the address that was asked for, until a signal; nothing is printed but the log."""
    line = [sys.executable, "-m", "bot", "serve", "--port", str(unused_tcp_port)]
    with subprocess.Popen(  # noqa: S603 - our own command line
        line, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stderr is not None
        assert running.stdout is not None
        assert f"the site is at http://127.0.0.1:{unused_tcp_port}/" in running.stderr.readline().decode()
        with urllib.request.urlopen(f"http://127.0.0.1:{unused_tcp_port}/healthz") as answer:
            assert json.load(answer)["ok"] is True
        running.send_signal(signal.SIGTERM)
        assert (running.stdout.read(), running.stderr.read(), running.wait(60)) == (b"", b"", 0)


@pytest.mark.parametrize("port", ["0", "many", "65536"])
def test_a_port_that_is_none_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is started."""
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", port])
    assert ended.value.code == 2
    assert "is no port" in capsys.readouterr().err


def test_the_doctor_says_what_to_mend(dragoman: Dragoman, tmp_path: Path) -> None:
    """A folder that is not there, no article, a token that is none, which is not shown."""
    done = dragoman(
        "doctor",
        DRAGOMAN_ARTICLES=str(tmp_path / "nowhere"),
        DRAGOMAN_DATA=str(tmp_path / "own"),
        DISCORD_TOKEN="my secret",
    )
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert [line.split()[0] for line in shown.splitlines() if line[0] != " "].count("wrong") == 3
    assert "nowhere" in shown
    assert "secret" not in shown


def test_the_commands_page_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """docs/commands.md is what `dragoman manifest docs` prints."""
    assert main(["manifest", "docs"]) == 0
    assert capsys.readouterr().out == manual.page(commands.load())
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == manual.page(commands.load())


def test_the_manifest_is_what_discord_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """One payload a command, and one for the menu beside a message."""
    assert main(["manifest", "discord"]) == 0
    names = {payload["name"] for payload in json.loads(capsys.readouterr().out)}
    assert names == {name for name in commands.load() if " " not in name} | {"Who said this?"}


def test_the_manifest_is_what_slack_takes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One slash command for each first word of a command, by the operator's prefix."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_COMMAND_PREFIX", "dm-")
    assert main(["manifest", "slack", "--url", "https://my.example"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert {each["command"] for each in made["features"]["slash_commands"]} == {
        f"/dm-{name.split()[0]}" for name in commands.load()
    }
    assert made["settings"]["socket_mode_enabled"] is False


@pytest.mark.parametrize("arguments", [[], ["dance"], ["ask", "--loud"]])
def test_a_wrong_command_line_is_told_how(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Usage, and exit status 2."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: dragoman" in capsys.readouterr().err


def test_explain_says_what_decided(dragoman: Dragoman) -> None:
    """The cue, the rule and the speaker of a quotation that the export names; the same as JSON."""
    rows = [json.loads(line) for line in dragoman("export").stdout.decode().splitlines()]
    quotation = next(row for row in rows if row["type"] == "quotation" and row["speaker"])
    told = dragoman("explain", quotation["id"]).stdout.decode()
    assert quotation["speaker"]["name"] in told
    assert quotation["cue"] in told
    found = json.loads(dragoman("explain", "--json", quotation["id"]).stdout)
    assert (found["id"], found["cue"], found["kind"]) == (quotation["id"], quotation["cue"], quotation["kind"])
    assert found["text"] in found["passage"] or len(quotation["spans"]) > 1


def test_explain_of_nothing_is_one_sentence(dragoman: Dragoman) -> None:
    """An id that no quotation has is told, with exit status 2."""
    done = dragoman("explain", "q-nothing")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("dragoman: No quotation has the id 'q-nothing'.")


# ------------------------------------------------------------------------------------------------------ backup


def test_a_backup_says_where_it_is(dragoman: Dragoman, tmp_path: Path, environment: dict[str, str]) -> None:
    """Beside the state, or where it is told; never over something else."""
    data = tmp_path / "data of its own"
    data.mkdir()
    told = refused(dragoman("backup", DRAGOMAN_DATA=str(data)))
    assert "nothing to back up" in told
    asked = dragoman("ask", "/about", DRAGOMAN_DATA=str(data), DRAGOMAN_ARTICLES=environment["DRAGOMAN_ARTICLES"])
    assert asked.returncode == 0
    made = dragoman("backup", DRAGOMAN_DATA=str(data))
    assert (made.returncode, made.stdout.decode().startswith(f"{data}/state-2")) == (0, True)
    assert dragoman("backup", "copy.db", DRAGOMAN_DATA=str(data)).stdout == b"copy.db\n"
    assert "--force" in refused(dragoman("backup", "copy.db", DRAGOMAN_DATA=str(data)))
    assert dragoman("backup", "copy.db", "--force", DRAGOMAN_DATA=str(data)).returncode == 0
