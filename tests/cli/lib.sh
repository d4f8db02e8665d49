# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the tests of the command line share: a place of their own, the program run with its streams
# kept apart, results as TAP. A test runs in the build directory, where the program is.
set -u
top=$(cd "${top_srcdir:-.}" && pwd)
build=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
failures=0

HOME=$work/home XDG_DATA_HOME=$work/data TMPDIR=$work/tmp TERM=dumb TZ=UTC
export HOME XDG_DATA_HOME TMPDIR TERM TZ
unset DATELINE_ARCHIVE DATELINE_CONFIG XDG_CONFIG_HOME XDG_STATE_HOME NO_COLOR
mkdir "$HOME" "$TMPDIR"

# Runs the program; its output is in $work/out and $work/err, its exit code in $code.
run() {
    "$build/dateline" "$@" >"$work/out" 2>"$work/err" </dev/null
    code=$?
}

# A result: STATUS is the exit code of what was tested.
result() { # STATUS NAME
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
        return
    fi
    failures=$((failures + 1))
    echo "not ok $count - $2"
    sed 's/^/# out: /' "$work/out" | head -20
    sed 's/^/# err: /' "$work/err" | head -20
}

# GOT is WANT.
is() { # NAME GOT WANT
    [ "$2" = "$3" ]
    result $? "$1"
    [ "$2" = "$3" ] || printf '%s\n' "got: $2" "want: $3" | sed 's/^/# /'
}

# The last run ended with that code, and its messages or output hold a pattern.
exits() { # NAME CODE
    is "$1" "$code" "$2"
}
says() { # NAME PATTERN
    grep -q -- "$2" "$work/err"
    result $? "$1"
}
prints() { # NAME PATTERN
    grep -q -- "$2" "$work/out"
    result $? "$1"
}
silent() { # NAME: nothing on standard error
    [ ! -s "$work/err" ]
    result $? "$1"
}

# Members of the records that the last run printed, a line a record.
members() {
    "$build/tests/support/jsonl" "$@" <"$work/out"
}

lines() {
    wc -l <"$work/out" | tr -d ' '
}

# No control byte but newline and tab, no C1 control and no bidi control in UTF-8, in the two streams.
clean() { # NAME
    cat "$work/out" "$work/err" >"$work/both"
    controls=$(LC_ALL=C tr -d '\n\t\040-\176\200-\377' <"$work/both" | wc -c)
    c1=$(LC_ALL=C grep -c "$(printf '\302[\200-\237]')" "$work/both")
    bidi=$(LC_ALL=C grep -c "$(printf '\342\200[\252-\256]')" "$work/both")
    is "$1" "$((controls + c1 + bidi))" 0
}

finish() {
    echo "1..$count"
    [ "$failures" -eq 0 ]
}
