/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shown.h"

bool dl_shown_holds(const dl_shown *shown, const dl_mention *mention)
{
    if (!dl_shown_is_sure(shown, mention))
        return false;
    if (dl_mention_is_office(mention))
        return !shown->hides_offices;
    return shown->places & 1U << dl_kinds_place(shown->kinds, mention->kind, mention->entity);
}

const dl_own_kind *dl_shown_own(const dl_shown *shown, const dl_mention *mention)
{
    return dl_kinds_own(shown->kinds, dl_kinds_place(shown->kinds, mention->kind, mention->entity));
}

dl_style dl_shown_style(const dl_shown *shown, dl_kind kind, const char *id)
{
    size_t place = dl_kinds_place(shown->kinds, kind, id);
    const dl_own_kind *own = dl_kinds_own(shown->kinds, place);
    /* roles.def has the kinds first, and the colours in the order of colours.def */
    if (own)
        return (dl_style){.role = (uint8_t)(DL_ROLE_RED + own->colour)};
    return (dl_style){.role = (uint8_t)dl_kinds_stored(shown->kinds, place)};
}
