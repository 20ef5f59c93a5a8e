"""`shapelint completion SHELL`: a script that completes commands, options and their values."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from shapelint.app.cli.arguments import COMMANDS, options_of

_BASH = """\
# source <(shapelint completion bash)
_shapelint() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" command="${{COMP_WORDS[1]}}"
    case "$command:$before" in
{values}
    esac
    if [[ "$word" == -* ]]; then
        case "$command" in
{options}
        *) COMPREPLY=($(compgen -W "{default}" -- "$word")); return;;
        esac
    fi
    COMPREPLY=()
    if [[ $COMP_CWORD == 1 ]]; then COMPREPLY=($(compgen -W "{commands}" -- "$word")); fi
    COMPREPLY+=($(compgen -f -- "$word"))
}}
complete -o filenames -F _shapelint shapelint
"""

# zsh reads the completions of bash: one description of the options, not two.
_ZSH = "# source <(shapelint completion zsh)\nautoload -Uz compinit bashcompinit && compinit && bashcompinit\n"


def completion(options: argparse.Namespace) -> int:
    print({"bash": _bash, "zsh": lambda: _ZSH + _bash(), "fish": _fish}[options.shell](), end="")
    return 0


def _options(command: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each option's name, its help, and the values it may have."""
    for action in options_of(command):
        for name in action.option_strings:
            if name.startswith("--"):
                yield (
                    name,
                    (action.help or "").replace("%%", "%"),
                    [str(one) for one in action.choices or _values(name)],
                )


def _values(name: str) -> list[str]:
    from shapelint.report.render.catalog import names
    from shapelint.rules.catalog import rules

    if name in ("--select", "--ignore", "--extend-select"):
        return [word for rule in rules() for word in (rule.code, rule.name)]
    return names() if name == "--output-format" else []


def _bash() -> str:
    values, options = [], []
    for command in COMMANDS:
        listed = list(_options(command))
        options.append(_case(command, (name for name, _, _ in listed)))
        values += [_case(f"{command}:{name}", choices) for name, _, choices in listed if choices]
    default = " ".join(name for name, _, _ in _options("check"))
    return _BASH.format(
        values="\n".join(values), options="\n".join(options), default=default, commands=" ".join(COMMANDS)
    )


def _case(pattern: str, words: Iterable[str]) -> str:
    return f'        {pattern}) COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word")); return;;'


def _fish() -> str:
    lines = ["# shapelint completion fish | source"]
    for command, text in COMMANDS.items():
        lines.append(f"complete -c shapelint -n __fish_use_subcommand -a {command} -d {_quoted(text)}")
        for name, words, choices in _options(command):
            line = f"complete -c shapelint -n '__fish_seen_subcommand_from {command}' -l {name[2:]} -d {_quoted(words)}"
            lines.append(f"{line} -xa {_quoted(' '.join(choices))}" if choices else line)
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
