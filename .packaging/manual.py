#!/usr/bin/env python3
"""manual.py FOLDER VERSION DATE: man pages of the program from its own description.

Reads what `spice --experimental-dump-help` prints from stdin; writes spice.1 and a page for each subcommand.
"""
import json
import pathlib
import sys
import textwrap

EXIT_STATUS = [
    ("0", "done"),
    ("1", "failed"),
    ("2", "usage"),
    ("3", "conflict, or the target does not allow it"),
    ("4", "not found"),
    ("5", "nobody answers at the address"),
    ("130", "interrupted"),
]
FILES = [
    ("$XDG_CONFIG_HOME/spice/config.yaml", "settings; see spice config show"),
    ("$XDG_DATA_HOME/spice", "the data directory"),
    ("/usr/share/spice", "themes and the sample tables of spice demo"),
    ("/etc/spice/config.yaml, /etc/spice/spice.env", "settings of the systemd units"),
    ("/var/lib/spice", "data of the systemd units"),
]


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def paragraphs(text):
    """Plain paragraphs are filled; lines that are indented stay as they are."""
    lines = []
    for block in (text or "").split("\n\n"):
        rest = block.splitlines()
        if not rest:
            continue
        lines.append(".PP")
        while rest:
            is_example = rest[0].startswith(" ")
            run = []
            while rest and rest[0].startswith(" ") == is_example:
                run.append(rest.pop(0))
            if is_example:
                lines += [".RS 2", ".nf"]
                lines += [escaped(line) for line in textwrap.dedent("\n".join(run)).splitlines()]
                lines += [".fi", ".RE"]
            else:
                lines += [escaped(line) for line in run]
    return lines


def shown(items):
    return [item for item in items or [] if item.get("shouldDisplay", True)]


def subcommands(command):
    return [sub for sub in shown(command.get("subcommands")) if sub["commandName"] != "help"]


def spelling(argument):
    value = "\\fI" + escaped(argument.get("valueName") or "value") + "\\fR"
    if argument["kind"] == "positional":
        return value
    names = []
    for name in argument["names"]:
        dashes = "--" if name["kind"] == "long" else "-"
        names.append("\\fB" + escaped(dashes + name["name"]) + "\\fR")
    text = ", ".join(sorted(names, key=len))
    return text if argument["kind"] == "flag" else text + " " + value


def synopsis(command, words):
    parts = ["\\fB" + escaped(" ".join(words)) + "\\fR"]
    if subcommands(command):
        parts.append("\\fIsubcommand\\fR")
    for argument in shown(command.get("arguments")):
        text = spelling(argument)
        if argument.get("isRepeating"):
            text += " ..."
        parts.append("[" + text + "]" if argument.get("isOptional", True) else text)
    return " ".join(parts)


def options(command):
    lines = []
    for argument in shown(command.get("arguments")):
        lines += [".TP", spelling(argument)]
        text = " ".join(filter(None, [argument.get("abstract"), argument.get("discussion")]))
        if argument.get("defaultValue") and argument["kind"] != "flag":
            text += " Default: " + argument["defaultValue"] + "."
        lines.append(escaped(text.strip() or "See above."))
    return lines


def section(command, words):
    """What a subcommand within a page says."""
    lines = [".SS " + escaped(" ".join(words)), escaped(command.get("abstract", ""))]
    lines += [".PP", synopsis(command, words)]
    lines += paragraphs(command.get("discussion")) + options(command)
    for sub in subcommands(command):
        lines += section(sub, words + [sub["commandName"]])
    return lines


def pairs(title, items):
    lines = [".SH " + title]
    for name, text in items:
        lines += [".TP", "\\fB" + escaped(name) + "\\fR", escaped(text)]
    return lines


def page(command, words, version, date):
    title = "-".join(words)
    lines = [
        f'.TH "{title.upper()}" "1" "{date}" "spice {version}" "Spice Harvester"',
        ".SH NAME",
        escaped(title) + " \\- " + escaped(command.get("abstract", "").rstrip(".")),
        ".SH SYNOPSIS",
        synopsis(command, words),
    ]
    if command.get("discussion"):
        lines += [".SH DESCRIPTION"] + paragraphs(command["discussion"])
    if shown(command.get("arguments")):
        lines += [".SH OPTIONS"] + options(command)
    inner = subcommands(command)
    if len(words) == 1:
        names = [(f"spice-{sub['commandName']}(1)", sub.get("abstract", "")) for sub in inner]
        lines += pairs("SUBCOMMANDS", names)
    elif inner:
        lines.append(".SH SUBCOMMANDS")
        for sub in inner:
            lines += section(sub, words + [sub["commandName"]])
    lines += pairs("EXIT STATUS", EXIT_STATUS)
    if len(words) == 1:
        lines += pairs("FILES", FILES)
    else:
        lines += [".SH SEE ALSO", "\\fBspice\\fR(1)"]
    return "\n".join(lines) + "\n"


def main():
    folder, version, date = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    root = json.load(sys.stdin)["command"]
    (folder / "spice.1").write_text(page(root, ["spice"], version, date))
    for sub in subcommands(root):
        words = ["spice", sub["commandName"]]
        (folder / ("-".join(words) + ".1")).write_text(page(sub, words, version, date))


if __name__ == "__main__":
    main()
