/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what the terminal sends to strokes.
 *
 * ncurses joins the bytes of the keys that the terminal's description names, and waits for the rest
 * of them as long as set_escdelay says. It is asked for bytes and not for characters: its reading of
 * characters loses one that arrives in two parts, and after a byte that is no UTF-8 it swallows the
 * keys that follow. So characters are put together here.
 *
 * What comes after an ESC without a pause is a key pressed with Alt, or a sequence that the
 * description does not name: such a one (ECMA-48: CSI, SS3, and strings up to their terminator) is
 * read to its end and ignored, so that its letters do not run commands.
 *
 * One such sequence says that what follows is pasted, up to another. The end is looked for in the bytes
 * themselves, however they arrive, and no report of the mouse is read meanwhile: nothing in a pasted text may
 * end it early or swallow its end.
 */
#include <string.h>

#include <term.h>

#include "tui/tui.h"

#define REST_DELAY 25   /* ms between the bytes of a sequence */
#define STRING_MAX 4096 /* bytes of a control string before it is taken for something else */
#define ESC DL_STROKE_ESC

static const struct {
    int code;
    dl_stroke stroke;
} codes[] = {
    {KEY_UP, DL_STROKE_UP},           {KEY_DOWN, DL_STROKE_DOWN},
    {KEY_LEFT, DL_STROKE_LEFT},       {KEY_RIGHT, DL_STROKE_RIGHT},
    {KEY_HOME, DL_STROKE_HOME},       {KEY_FIND, DL_STROKE_HOME},
    {KEY_A1, DL_STROKE_HOME},         {KEY_END, DL_STROKE_END},
    {KEY_SELECT, DL_STROKE_END},      {KEY_C1, DL_STROKE_END},
    {KEY_PPAGE, DL_STROKE_PAGE_UP},   {KEY_A3, DL_STROKE_PAGE_UP},
    {KEY_NPAGE, DL_STROKE_PAGE_DOWN}, {KEY_C3, DL_STROKE_PAGE_DOWN},
    {KEY_BTAB, DL_STROKE_BACK_TAB},   {KEY_DC, DL_STROKE_DELETE},
    {KEY_IC, DL_STROKE_INSERT},       {KEY_BACKSPACE, DL_STROKE_BACKSPACE},
    {KEY_ENTER, DL_STROKE_ENTER},
};

/* Sequences that terminals send for these keys whatever their description says, as xterm, the Linux
 * console and rxvt have them in one mode or the other. */
static const struct {
    const char *sequence;
    int code;
} usual[] = {
    {"\033[A", KEY_UP},    {"\033OA", KEY_UP},    {"\033[B", KEY_DOWN},   {"\033OB", KEY_DOWN},
    {"\033[C", KEY_RIGHT}, {"\033OC", KEY_RIGHT}, {"\033[D", KEY_LEFT},   {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME},  {"\033OH", KEY_HOME},  {"\033[F", KEY_END},    {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME}, {"\033[7~", KEY_HOME}, {"\033[4~", KEY_END},   {"\033[8~", KEY_END},
    {"\033[2~", KEY_IC},   {"\033[3~", KEY_DC},   {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
    {"\033[Z", KEY_BTAB},  {"\033OM", KEY_ENTER},
};

void dl_keys_init(dl_tui *tui)
{
    keypad(tui->input, TRUE);
    define_key(NULL, KEY_MOUSE); /* its sequence is the beginning of one that is to be skipped */
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (key_defined(usual[i].sequence) == 0)
            define_key(usual[i].sequence, usual[i].code);
}

void dl_keys_set_mouse(dl_tui *tui, bool on)
{
    (void)tui;
    const char *sequence = key_mouse;
    define_key(NULL, KEY_MOUSE);
    if (on && sequence)
        define_key(sequence, KEY_MOUSE);
}

/* Sets *RET to the next thing that the mouse did; false where there is no more. ncurses reads as many as
 * there are at once, and tells of one. */
static bool read_mouse(dl_event *ret)
{
    static const struct {
        mmask_t button;
        dl_mouse_kind kind;
    } kinds[] = {{BUTTON1_PRESSED, DL_MOUSE_CLICK},
                 {BUTTON4_PRESSED, DL_MOUSE_WHEEL_UP},
                 {BUTTON5_PRESSED, DL_MOUSE_WHEEL_DOWN}};
    MEVENT event;
    if (getmouse(&event) == ERR)
        return false;
    *ret = (dl_event){.kind = DL_EVENT_IGNORED};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (event.bstate & kinds[i].button)
            *ret = (dl_event){.kind = DL_EVENT_MOUSE, .mouse = {kinds[i].kind, event.x, event.y}};
    return true;
}

/* The next byte or code of a key, waiting DELAY ms for it; ERR where none comes. */
static int read_code(dl_tui *tui, int delay)
{
    int code = tui->held;
    tui->held = ERR;
    if (code != ERR)
        return code;
    do {
        wtimeout(tui->input, delay);
        code = wgetch(tui->input);
    } while (code == KEY_RESIZE); /* ncurses says so too when it is resized */
    return code;
}

static void begin_paste(dl_tui *tui)
{
    tui->pasting = true;
    tui->pasted_len = 0;
    dl_keys_set_mouse(tui, false);
}

/* Takes CODE, which was pasted; true where it is the end of that. */
static bool take_pasted(dl_tui *tui, int code)
{
    static const char end[] = "\033[201~";
    const size_t end_len = sizeof end - 1;
    char *text = tui->pasted;
    if (code <= 0 || code > 0xFF)
        return false;
    if (tui->pasted_len == DL_PASTE_MAX) { /* what may be the end has to be kept */
        memmove(text + DL_PASTE_MAX - end_len, text + DL_PASTE_MAX - end_len + 1, end_len - 1);
        tui->pasted_len--;
    }
    text[tui->pasted_len++] = (char)code;
    if (tui->pasted_len < end_len || memcmp(text + tui->pasted_len - end_len, end, end_len) != 0)
        return false;
    text[tui->pasted_len - end_len] = '\0';
    tui->pasting = false;
    dl_keys_set_mouse(tui, tui->mouse);
    return true;
}

/* Reads the rest of a sequence that began with ESC and INTRODUCER. */
static void skip_sequence(dl_tui *tui, int introducer)
{
    char read[8] = "";
    size_t len = 0;
    int code = introducer == 'O' ? read_code(tui, REST_DELAY) : 0x20;
    while (introducer == '[' && code >= 0x20 && code < 0x40) {
        code = read_code(tui, REST_DELAY);
        if (len + 1 < sizeof read && code > 0 && code < 0x7F)
            read[len++] = (char)code;
    }
    if (strcmp(read, "200~") == 0)
        begin_paste(tui);
    if (code > 0xFF || code == ESC)
        tui->held = code; /* a key that came into it */
}

/* Reads a control string up to BEL or ST. */
static void skip_string(dl_tui *tui)
{
    for (int i = 0, code, before = 0; i < STRING_MAX; i++, before = code) {
        code = read_code(tui, REST_DELAY);
        if (code == ERR || code == '\a' || (before == ESC && code == '\\'))
            return;
    }
}

/* Looks at what follows an ESC. True where it was a sequence, which has been read; else *CODE is the
 * key, with Alt where tui->alt says so. */
static bool read_after_escape(dl_tui *tui, int *code)
{
    int next = read_code(tui, 0);
    if (next == ERR)
        return false;
    if (next == ESC) {
        tui->held = next; /* twice the key */
        return false;
    }
    bool introduces = next > 0 && next <= 0xFF && strchr("[O]P^_X", next);
    int after = introduces ? read_code(tui, REST_DELAY) : ERR;
    if (after == ERR) {
        *code = next;
        tui->alt = DL_STROKE_ALT;
        return false;
    }
    tui->held = after;
    if (next == '[' || next == 'O')
        skip_sequence(tui, next);
    else
        skip_string(tui);
    return true;
}

static dl_stroke stroke_of(int code)
{
    if (code >= KEY_F(1) && code <= KEY_F(12))
        return DL_STROKE_F1 + (dl_stroke)(code - KEY_F(1));
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].code == code)
            return codes[i].stroke;
    return DL_STROKE_NONE;
}

/* Puts a byte of a character of several bytes to those before. Returns the character with its last
 * one, -1 where more must come, DL_STROKE_NONE where the bytes are none. */
static int64_t join(dl_tui *tui, int byte)
{
    if (byte >= 0xC0)
        tui->partial_len = 0;
    if (byte >= 0xF8 || (byte < 0xC0 && tui->partial_len == 0))
        return DL_STROKE_NONE;
    tui->partial[tui->partial_len++] = (char)byte;
    unsigned char first = (unsigned char)tui->partial[0];
    if (tui->partial_len < (first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2))
        return -1;
    size_t len;
    uint32_t cp = dl_text_decode(tui->partial, tui->partial_len, &len);
    bool whole = len == tui->partial_len && cp >= 0xA0;
    tui->partial_len = 0;
    return whole ? cp : DL_STROKE_NONE;
}

/* What CODE types; -1 where it is part of a character. */
static int64_t take(dl_tui *tui, int code)
{
    if (code >= 0x80 && code <= 0xFF)
        return join(tui, code);
    tui->partial_len = 0;
    return code < 0x80 ? (int64_t)code : (int64_t)stroke_of(code);
}

bool dl_keys_read(dl_tui *tui, dl_event *ret)
{
    int code;
    while (tui->mouse_told || (code = read_code(tui, 0)) != ERR) {
        if (tui->mouse_told || code == KEY_MOUSE) {
            tui->mouse_told = read_mouse(ret);
            if (!tui->mouse_told)
                continue;
            tui->keys++;
            return true;
        }
        if (tui->pasting) {
            tui->fruitless = 0;
            if (!take_pasted(tui, code))
                continue;
            tui->keys++;
            *ret = (dl_event){.kind = DL_EVENT_PASTE, .text = tui->pasted};
            return true;
        }
        bool skipped = code == ESC && read_after_escape(tui, &code);
        if (tui->pasting)
            continue;
        int64_t stroke = skipped ? DL_STROKE_NONE : take(tui, code);
        if (stroke < 0)
            continue;
        tui->keys++;
        *ret = (dl_event){.kind = stroke ? DL_EVENT_KEY : DL_EVENT_IGNORED};
        if (stroke)
            ret->stroke = (dl_stroke)stroke | tui->alt;
        tui->alt = 0;
        return true;
    }
    return false;
}
