"""The completion scripts themselves, for bash, zsh and fish.

Each knows the commands and options by heart. Words that begin with `+`, `#` or `@`, and ids, come from
`tme completion names`: lines of a word, a separator and a description.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SEPARATOR = "\N{SYMBOL FOR HORIZONTAL TABULATION}"
"""Stands between a word and its description; a visible sign, because a real tab is cleaned from output."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a script knows by heart."""

    shared: tuple[str, ...] = ()
    summaries: dict[str, str] = field(default_factory=dict)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    below: dict[str, dict[str, str]] = field(default_factory=dict)
    """The commands below a command, with their summaries."""
    with_ids: list[str] = field(default_factory=list)
    """Commands that take the numbers of tasks."""


_BASH = """\
# Completion of tme for bash: eval "$(tme completion bash)"
_tme_names() {
    if [[ -z $_tme_known || $((SECONDS - _tme_known_at)) -gt 5 ]]; then
        _tme_known=$(tme completion names 2>/dev/null)
        _tme_known_at=$SECONDS
    fi
    local line word
    while IFS= read -r line; do
        word=${line%%SEPARATOR*}
        [[ -n $word && $word == "$1"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
    done <<< "$_tme_known"
}
_tme_words() {
    local word
    for word in $2; do
        [[ $word == "$1"* ]] && COMPREPLY+=("$word")
    done
}
_tme() {
    local current=${COMP_WORDS[COMP_CWORD]} command= below= place
    for ((place = 1; place < COMP_CWORD; place++)); do
        case ${COMP_WORDS[place]} in
            --now|--zone|--lang) ((place++)) ;;
            -*) ;;
            *) command=${COMP_WORDS[place]}; break ;;
        esac
    done
    COMPREPLY=()
    current=${current#[\\'\\"\\\\]}
    if [[ -z $command ]]; then
        _tme_words "$current" "COMMANDS SHARED"
        return
    fi
    local options= ids= below=
    case $command in
CASES
    esac
    case $current in
        --*) _tme_words "$current" "$options SHARED" ;;
        [+#@]*) _tme_names "$current" ;;
        *)
            [[ -n $below && $((place + 1)) -eq $COMP_CWORD ]] && _tme_words "$current" "$below"
            [[ -n $ids && $current != *[!0-9]* ]] && _tme_names "$current" && _tme_only_ids
            ;;
    esac
}
_tme_only_ids() {
    local word kept=()
    for word in "${COMPREPLY[@]}"; do
        [[ $word != *[!0-9]* ]] && kept+=("$word")
    done
    COMPREPLY=("${kept[@]}")
}
COMP_WORDBREAKS=${COMP_WORDBREAKS//@}  # else a word such as @anna would be taken apart
complete -o default -F _tme tme
"""

_ZSH = """\
#compdef tme
# Completion of tme for zsh: eval "$(tme completion zsh)" after compinit
_tme_names() {
    if [[ -z $_tme_known || $((SECONDS - _tme_known_at)) -gt 5 ]]; then
        typeset -g _tme_known="$(tme completion names 2>/dev/null)"
        typeset -g _tme_known_at=$SECONDS
    fi
    local line
    local -a found said
    for line in "${(@f)_tme_known}"; do
        [[ $line == $~1 ]] || continue
        found+=("${line%%SEPARATOR*}")
        said+=("${line/SEPARATOR/  }")
    done
    compadd -l -d said -a found
}
_tme() {
    local -a commands below options
    local command place ids
    commands=(
COMMANDS
    )
    for ((place = 2; place < CURRENT; place++)); do
        case ${words[place]} in
            --now|--zone|--lang) ((place++)) ;;
            -*) ;;
            *) command=${words[place]}; break ;;
        esac
    done
    options=(SHARED)
    if [[ -z $command ]]; then
        if [[ $PREFIX == -* ]]; then compadd -a options; else _describe command commands; fi
        return
    fi
    case $command in
CASES
    esac
    case $PREFIX in
        --*) compadd -a options ;;
        [+\\#@]*) _tme_names '[+#@]*' ;;
        *)
            [[ -n $below && $((place + 1)) -eq $CURRENT ]] && _describe command below
            [[ -n $ids ]] && _tme_names '[0-9]*'
            ;;
    esac
}
compdef _tme tme
"""

_FISH = """\
# Completion of tme for fish: tme completion fish | source
function __tme_names
    set -l now (date +%s)
    if not set -q __tme_known_at; or test (math $now - $__tme_known_at) -gt 5
        set -g __tme_known (tme completion names 2>/dev/null | string replace SEPARATOR \\t)
        set -g __tme_known_at $now
    end
    string match -r -- $argv[1] $__tme_known
end
complete -c tme -f
LINES
complete -c tme -n 'string match -qr "^[+#@]" -- (commandline -ct)' -a '(__tme_names "^[+#@].*")'
"""


def bash(known: Known) -> str:
    """The script for bash 3.2 and later."""
    cases = []
    for name, options in known.options.items():
        below = " ".join(known.below.get(name, ()))
        ids = "yes" if name in known.with_ids else ""
        cases.append(f"        {name}) options='{' '.join(options)}' below='{below}' ids='{ids}' ;;")
    return _filled(
        _BASH,
        COMMANDS=" ".join(known.summaries),
        SHARED=" ".join(known.shared),
        CASES="\n".join(cases),
        SEPARATOR=SEPARATOR,
    )


def zsh(known: Known) -> str:
    """The script for zsh."""
    cases = []
    for name, options in known.options.items():
        below = " ".join(_zsh_described(known.below.get(name, {})))
        ids = "yes" if name in known.with_ids else ""
        cases.append(f"        {name}) options+=({' '.join(options)}); below=({below}); ids='{ids}' ;;")
    commands = "\n".join(f"        {each}" for each in _zsh_described(known.summaries))
    return _filled(
        _ZSH, COMMANDS=commands, SHARED=" ".join(known.shared), CASES="\n".join(cases), SEPARATOR=SEPARATOR
    )


def fish(known: Known) -> str:
    """The script for fish."""
    lines = [
        f"complete -c tme -n __fish_use_subcommand -a {name} -d {_quoted(said)}"
        for name, said in known.summaries.items()
    ]
    for name, options in known.options.items():
        inside = f"-n '__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c tme {inside} -l {option.lstrip('-')}" for option in options]
        for below, said in known.below.get(name, {}).items():
            lines.append(f"complete -c tme {inside} -a {below} -d {_quoted(said)}")
    with_ids = " ".join(known.with_ids)
    lines += [f"complete -c tme -l {option.lstrip('-')}" for option in known.shared]
    lines.append(
        f"complete -c tme -n '__fish_seen_subcommand_from {with_ids}' -k -a '(__tme_names \"^[0-9].*\")'"
    )
    return _filled(_FISH, LINES="\n".join(lines), SEPARATOR=SEPARATOR)


SCRIPTS: Mapping[str, Callable[[Known], str]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _filled(template: str, **parts: str) -> str:
    for name, part in parts.items():
        template = template.replace(name, part)
    return template


def _zsh_described(names: Mapping[str, str]) -> list[str]:
    return [_quoted(f"{name}:{said}") for name, said in names.items()]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "’") + "'"
