/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of many languages, scripts and calendars, and the languages of texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dateline/datefind.h"
#include "import/calendar.h"
#include "dateline/language.h"

struct example {
    const char *text, *want, *lang;
};

static dl_date_found find(const char *text, const char *lang, dl_arena *arena)
{
    dl_date_context context = {.day_month = dl_date_habit(NULL, lang), .rest = text, .lang = lang};
    dl_date_found found = {.utc = DL_UTC_NONE};
    dl_date_find(text, strlen(text), &context, arena, &found);
    return found;
}

static void languages(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Dienstag, 5. März 2019, 14.30 Uhr", "2019-03-05T14:30", NULL},
        {"le mardi 5 mars 2019 à 14h30", "2019-03-05T14:30", NULL},
        {"1er août 2021", "2021-08-01", NULL},
        {"martes 5 de marzo de 2019", "2019-03-05", NULL},
        {"martedì 5 marzo 2019", "2019-03-05", NULL},
        {"5 de março de 2019", "2019-03-05", NULL},
        {"5 maart 2019", "2019-03-05", NULL},
        {"5 марта 2019 года", "2019-03-05", NULL},
        {"5 БЕРЕЗНЯ 2019 Р.", "2019-03-05", NULL},
        {"5 marca 2019 r.", "2019-03-05", NULL},
        {"5. března 2019", "2019-03-05", NULL},
        {"2019. március 5.", "2019-03-05", NULL},
        {"2019 m. kovo 5 d.", "2019-03-05", NULL},
        {"2019. gada 5. marts", "2019-03-05", NULL},
        {"5 Mart 2019 Salı", "2019-03-05", NULL},
        {"5 KASIM 2019", "2019-11-05", NULL},
        {"5 Μαρτίου 2019", "2019-03-05", NULL},
        {"5 ΜΑΡΤΙΟΥ 2019", "2019-03-05", NULL},
        {"ngày 5 tháng 3 năm 2019", "2019-03-05", NULL},
        {"5 Agustus 2019", "2019-08-05", NULL},
        {"5 מרץ 2019", "2019-03-05", NULL},
        {"٥ مارس ٢٠١٩", "2019-03-05", "ar"},
        {"5 آذار/مارس 2019", "2019-03-05", "ar"},
        {"५ मार्च २०१९", "2019-03-05", "hi"},
        {"2019年3月5日", "2019-03-05", NULL},
        {"二〇一九年三月五日", "2019-03-05", NULL},
        {"二〇一九年十一月二十五日", "2019-11-25", NULL},
        {"2019년 3월 5일", "2019-03-05", NULL},
        {"5 listopad 2019", "2019-11-05", "pl"},
        {"5. listopada 2019.", "2019-10-05", "hr"},
        {"mar 5 mar 2019", "2019-03-05", "es"},
        {"June 3, 201914:20", "2019-06-03T14:20", NULL},
        {"Harbour Gazette3 June 2019", "2019-06-03", NULL},
        {"31 апреля 2019", "", NULL},
        {"you may 5", "", NULL},
        {"we won 3 set 2", "", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        dl_arena arena = {0};
        char buf[DL_DATE_TEXT];
        dl_date_format(find(examples[i].text, examples[i].lang, &arena).date, buf);
        if (strcmp(buf, examples[i].want) != 0)
            fail_msg("\"%s\": read \"%s\", want \"%s\"", examples[i].text, buf, examples[i].want);
        dl_arena_release(&arena);
    }
}

static void calendars(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Juche 108 (2019)", "2019", NULL},
        {"March 5, Juche 108 (2019)", "2019-03-05", NULL},
        {"주체108(2019)년 3월 5일", "2019-03-05", NULL},
        {"令和元年5月1日", "2019-05-01", NULL},
        {"平成31年3月5日", "2019-03-05", NULL},
        {"昭和40年3月5日", "1965-03-05", NULL},
        {"民國108年3月5日", "2019-03-05", NULL},
        {"5 มีนาคม 2562", "2019-03-05", NULL},
        {"๕ มีนาคม ๒๕๖๒", "2019-03-05", NULL},
        {"5 มี.ค. 62", "2019-03-05", NULL},
        {"29 กุมภาพันธ์ 2563", "2020-02-29", NULL},
        {"29 กุมภาพันธ์ 2562", "", NULL},
        {"14 اسفند 1397", "2019-03-05", "fa"},
        {"۱۳۹۷/۱۲/۱۴", "2019-03-05", NULL},
        {"30 Esfand 1399", "2021-03-20", NULL},
        {"30 Esfand 1400", "", NULL},
        {"30 Esfand 1403", "2025-03-20", NULL},
        {"31 Mehr 1400", "", NULL},
        {"1 رمضان 1440 هـ", "2019-05-06", "ar"},
        {"5 Ramadan 1440 AH", "2019-05-10", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        dl_arena arena = {0};
        char buf[DL_DATE_TEXT];
        dl_date_found found = find(examples[i].text, examples[i].lang, &arena);
        dl_date_format(found.date, buf);
        if (strcmp(buf, examples[i].want) != 0)
            fail_msg("\"%s\": read \"%s\", want \"%s\"", examples[i].text, buf, examples[i].want);
        dl_arena_release(&arena);
    }
}

/* Each day of a calendar is one after the day before it, and no day is missing; the years' first days
 * are known from elsewhere. */
static void days_follow(void **state)
{
    (void)state;
    static const struct {
        dl_date_calendar calendar;
        int first, last, month_most;
    } spans[] = {{DL_DATE_SOLAR, 1178, 1633, 31}, {DL_DATE_HIJRI, 1290, 1600, 30}};
    for (size_t s = 0; s < 2; s++) {
        dl_day before = dl_calendar_day(spans[s].calendar, spans[s].first, 1, 1) - 1;
        for (int y = spans[s].first; y <= spans[s].last; y++)
            for (int m = 1; m <= 12; m++)
                for (int d = 1; d <= spans[s].month_most; d++) {
                    dl_day day = dl_calendar_day(spans[s].calendar, y, m, d);
                    if (d > 28 && day == DL_DAY_NONE)
                        continue;
                    if (day != before + 1 && !(y == 1300 && m == 1 && d == 1))
                        fail_msg("calendar %d: %d-%d-%d is no day after", (int)s, y, m, d);
                    before = day;
                }
    }
    static const int nowruz[][2] = {{1375, 20}, {1379, 20}, {1380, 21}, {1395, 20},
                                    {1396, 21}, {1399, 20}, {1403, 20}, {1404, 21}};
    for (size_t i = 0; i < sizeof nowruz / sizeof *nowruz; i++)
        assert_int_equal(dl_calendar_day(DL_DATE_SOLAR, nowruz[i][0], 1, 1),
                         dl_day_from_civil(nowruz[i][0] + 621, 3, nowruz[i][1]));
}

static void instants(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t want;
    } examples[] = {
        {"Tue, 05 Mar 2019 23:30:00 -0500", 1551846600},
        {"2019-03-05T23:30:00Z", 1551828600},
        {"2019-03-05T23:30:00+05:30", 1551808800},
        {"5 March 2019 23:30 GMT+3", 1551817800},
        {"5 March 2019 11:30 pm EST", 1551846600},
        {"5 March 2019 11:30 pm CST", DL_UTC_NONE}, /* of China, or of Chicago */
        {"5 March 2019 23:30", DL_UTC_NONE},
        {"5 March 2019", DL_UTC_NONE},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        dl_arena arena = {0};
        dl_date_found found = find(examples[i].text, NULL, &arena);
        assert_true(found.utc == examples[i].want);
        assert_int_equal(found.date.day, dl_day_from_civil(2019, 3, 5));
        dl_arena_release(&arena);
    }
}

static void languages_of_texts(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text;
    } examples[] = {
        {"en", "The harbour was closed for a day, and the ferry that was due from the islands "
               "was sent to another port by the pilots."},
        {"de", "Der Hafen ist am Montag für einen Tag geschlossen worden, und die Fähre von den "
               "Inseln wird nach Auskunft der Lotsen in einen anderen Hafen geleitet."},
        {"fr", "Le port est fermé pour la journée, et le bateau qui vient des îles est dirigé "
               "par les pilotes sur un autre port."},
        {"ru", "Порт был закрыт на один день, и паром, который шёл с островов, по словам "
               "лоцманов не был принят."},
        {"uk", "Порт був закритий на один день, і пором, що йшов з островів, за словами "
               "лоцманів не був прийнятий."},
        {"ar", "أغلق الميناء يوما كاملا وقال المرشدون إن السفينة التي جاءت من الجزر ذهبت إلى "
               "ميناء آخر بعد ذلك خلال المساء"},
        {"ja", "港は一日閉鎖され、島々からの連絡船は別の港に向かったと水先人が述べた。"},
        {"zh", "港口关闭一天，来自群岛的渡轮被引水员带往另一个港口停靠，旅客改乘巴士。"},
        {"ko", "항구는 하루 동안 폐쇄되었고 섬에서 오는 여객선은 다른 항구로 향했다."},
        {"el", "Το λιμάνι έκλεισε για μία ημέρα και το πλοίο πήγε αλλού."},
        {NULL, "Xyzzy 1234"},
        {NULL, ""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        bool sure;
        const char *lang = dl_language_find(examples[i].text, strlen(examples[i].text), &sure);
        if (!examples[i].lang)
            assert_null(lang);
        else if (!lang || strcmp(lang, examples[i].lang) != 0)
            fail_msg("%s taken for %s", examples[i].lang, lang ? lang : "none");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages),          cmocka_unit_test(calendars),
        cmocka_unit_test(days_follow),        cmocka_unit_test(instants),
        cmocka_unit_test(languages_of_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
