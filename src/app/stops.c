/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stops.h"

static const dl_stop *find(const dl_stops *stops, dl_key key)
{
    for (size_t i = 0; i < stops->len; i++)
        if (stops->items[i].key == key)
            return &stops->items[i];
    return NULL;
}

void dl_stops_keep(dl_stops *stops, dl_reading *reading)
{
    if (!reading->open || stops->reading != reading->doc.key)
        return;
    const dl_stop *old = find(stops, reading->doc.key);
    dl_stop stop = {.key = reading->doc.key};
    stop.at = dl_reading_byte(reading, reading->top, &stop.field);
    if (old) {
        stops->items[old - stops->items] = stop;
        return;
    }
    stops->items[stops->next] = stop;
    stops->next = (stops->next + 1) % STOPS_MAX;
    stops->len += stops->len < STOPS_MAX;
}

void dl_stops_go(const dl_stops *stops, dl_reading *reading)
{
    const dl_stop *stop = find(stops, reading->doc.key);
    if (stop && (stop->field != DL_FIELD_BODY || stop->at > 0)) /* else the heading is in view */
        dl_reading_scroll(reading, dl_reading_line(reading, stop->field, stop->at));
}
