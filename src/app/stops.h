/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_STOPS_H
#define APP_STOPS_H

#include "app/reading.h"

#define STOPS_MAX 128

/*
 * Where the reading of documents stopped, for the documents read last: who opens one again goes on
 * there. A document that was but previewed leaves nothing.
 */
typedef struct dl_stop {
    dl_key key;
    dl_field field;
    size_t at; /* byte of the first line shown */
} dl_stop;

typedef struct dl_stops {
    dl_stop items[STOPS_MAX];
    size_t len, next; /* the next one kept takes this place */
    dl_key reading;   /* the document that has been read since it was opened */
} dl_stops;

/* Keeps the place in READING, where that has been read. */
void dl_stops_keep(dl_stops *stops, dl_reading *reading);

/* Scrolls READING to where it was left, if it was. */
void dl_stops_go(const dl_stops *stops, dl_reading *reading);

#endif
