# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads every #include of the files given (paths from the top directory: src/FLOOR/..., include/
# dateline/...) and prints a line for each that the floors of docs/architecture.md do not allow.
# The first operand says which files there are: their names are needed before their contents, since
# a public header belongs to the floor that holds the source of the same name.

BEGIN {
    may["base"] = "base"
    may["model"] = "base model"
    may["import"] = "base model import"
    may["annotate"] = "base model annotate"
    may["store"] = "base model store"
    may["view"] = "base model view"
    may["app"] = "base model annotate store view app"
    may["tui"] = "base view tui"
    may["cli"] = "base model import annotate store view app tui cli"
    may["tools"] = may["cli"] " tools"

    # Public headers and tables without a source of their name.
    floor_of["dateline/abbreviations.def"] = "base"
    floor_of["dateline/annotate.h"] = "annotate"
    floor_of["dateline/app.h"] = "app"
    floor_of["dateline/colours.def"] = "model"
    floor_of["dateline/datefind.h"] = "import"
    floor_of["dateline/decisions.def"] = "model"
    floor_of["dateline/document_facts.def"] = "model"
    floor_of["dateline/mappings.def"] = "import"
    floor_of["dateline/forms.def"] = "model"
    floor_of["dateline/gazetteer.h"] = "annotate"
    floor_of["dateline/import.h"] = "import"
    floor_of["dateline/kinds.def"] = "model"
    floor_of["dateline/layout.h"] = "view"
    floor_of["dateline/pane.h"] = "view"
    floor_of["dateline/roles.def"] = "view"
    floor_of["dateline/rules.def"] = "model"
    floor_of["dateline/reaches.def"] = "model"
    floor_of["dateline/store.h"] = "store"

    # Libraries that only these floors see: a pattern of the header's name, and the floors.
    only["^(n?cursesw?|panel|term|termcap)(/|\\.h)"] = "tui"
    only["^sqlite3"] = "store import" # the archive; other readers' caches
    only["^yaml\\.h$"] = "cli"
    only["^jansson"] = "import cli tools"
    only["^libxml/"] = "import tools"
    only["^(gmime|libexttextcat|archive|archive_entry|zlib|csv)[/.]"] = "import"
    only["^nettle/"] = "base"
    only["^vterm"] = "tools"
}

function complain(text) {
    print FILENAME ":" FNR ": " text
}

function holds(list, word) {
    return index(" " list " ", " " word " ") > 0
}

# The floor of a file or of an include's name; "" where none is known.
function find_floor(name,    parts) {
    sub(/^(src|include)\//, "", name)
    if (name in floor_of)
        return floor_of[name]
    split(name, parts, "/")
    return parts[1] in may ? parts[1] : ""
}

function check_own(floor, name,    target) {
    target = find_floor(name)
    if (target == "")
        complain("\"" name "\" belongs to no floor: give it a source of its name, or a row in tests/arch/floors.awk")
    else if (!holds(may[floor], target))
        complain(floor " may not include " target " (\"" name "\")")
    else if (target != floor && name !~ /^dateline\// && floor != "cli" && floor != "tools")
        complain("\"" name "\" is private to " target)
    else if (FILENAME ~ /^include\// && name !~ /^dateline\//)
        complain("a public header includes a private one (\"" name "\")")
}

function check_library(floor, name,    pattern) {
    for (pattern in only)
        if (name ~ pattern && (FILENAME ~ /^include\// || !holds(only[pattern], floor)))
            complain("<" name "> is for " only[pattern] " alone")
}

# The list of files.
FNR == NR {
    if ($0 ~ /^src\/[^\/]+\/[^\/]+\.c$/) {
        split($0, part, "/")
        sub(/\.c$/, "", part[3])
        for (i = 0; i < 2; i++) {
            header = "dateline/" part[3] (i ? ".def" : ".h")
            if (!(("include/" header) in listed))
                continue
            if (header in floor_of && floor_of[header] != part[2])
                print $0 ": " header " belongs to both " floor_of[header] " and " part[2]
            floor_of[header] = part[2]
        }
    }
    listed[$0] = 1
    next
}

FNR == 1 {
    floor = find_floor(FILENAME)
    if (floor == "")
        complain("the file belongs to no floor")
}

floor != "" && /^[ \t]*#[ \t]*include/ {
    if (match($0, /"[^"]*"/))
        check_own(floor, substr($0, RSTART + 1, RLENGTH - 2))
    else if (match($0, /<[^>]*>/))
        check_library(floor, substr($0, RSTART + 1, RLENGTH - 2))
    else
        complain("an include that cannot be read")
}
