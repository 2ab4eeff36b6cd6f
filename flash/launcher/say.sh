# How the launcher talks: on stderr, so that stdout carries only what was asked for.

say() { printf 'cortado: %s\n' "$*" >&2; }

# A line that the next one replaces, shown to a person only.
progress() {
    if [ -t 2 ]; then printf '\r\033[Kcortado: %s' "$*" >&2; else say "$*"; fi
}

progress_done() { if [ -t 2 ]; then printf '\r\033[K' >&2; fi; }

die() {
    say "$1"
    shift
    local line
    for line in "$@"; do printf '    %s\n' "$line" >&2; done
    exit 1
}
