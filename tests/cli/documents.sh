# SPDX-License-Identifier: GPL-3.0-or-later
#
# The documents of these tests, written for them.
make_documents() { # DIRECTORY
    mkdir -p "$1/more"
    cat >"$1/harbour.txt" <<'EOF'
Ministers meet in Oslo on harbour dues
Date: 14/03/2023 | Source: Harbour Gazette

Ministers of France and Norway met in Oslo on Tuesday to talk about harbour dues. The United Nations sent an observer.

The French delegation asked for a year of grace. Norway agreed to half of it, and the United Nations will look at the figures in June.
EOF
    cat >"$1/ferry.txt" <<'EOF'
date 2021-06-05 HELSINKI, June 5. /TASS/. Finland and Sweden will run a common night ferry from autumn on, the ports of both countries said on Saturday.

The harbour of Turku is to be dredged for it. Finland pays two thirds.
EOF
    cat >"$1/more/undated.txt" <<'EOF'
Norway counts its lighthouses

Norway has begun to count its lighthouses, and France will help with a ship. The harbour masters of the west coast were asked to name those that are dark.
EOF
}
