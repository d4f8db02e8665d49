/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_formats DIRECTORY: writes a file of each format there and says how many documents each holds. */
#include <stdio.h>

#include "support/formats.h"

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    for (const formats_file *file = formats_write(argv[1]); file->name; file++)
        printf("%s %zu\n", file->name, file->documents);
    return 0;
}
