/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a text is: source, publisher and the agencies it was taken from, as the words of plain texts tell. Outlets
 * and events are invented; agencies bear their real names. */
#include "support/whose.h"

#define FIRST                                                                                      \
    "The harbour office has closed two of its piers after the storm of last week, and will open "  \
    "them again when the cranes are mended."
#define SECOND                                                                                     \
    "Nobody was hurt, the harbour master said, but a boat was lost, and the nets of three others " \
    "were found on the road to the church."
#define THIRD "The council will hear of it on Monday, when it meets in the old school."
#define BODY FIRST "\n\n" SECOND "\n\n" THIRD "\n"
#define TITLE "Two piers closed after the storm\n\n"

/* All traps are tried before the test fails. */
static void try_all(const char *const (*traps)[2], size_t count)
{
    size_t right = 0;
    for (size_t i = 0; i < count; i++)
        right += whose_is(traps[i][0], traps[i][1], NULL);
    print_message("# %zu of %zu right\n", right, count);
    assert_int_equal(right, count);
}

#define TRY(traps) try_all(traps, COUNT_OF(traps))

static void agencies_in_datelines(void **state)
{
    (void)state;
    static const char *const traps[][2] = {
        {TITLE "OSLO, March 3 (Reuters) - " BODY, "Reuters / - / -"},
        {TITLE "WASHINGTON, March 3 (Xinhua) -- " BODY, "Xinhua / - / -"},
        {TITLE "(Reuters) - " BODY, "Reuters / - / -"},
        {TITLE "MOSCOW, March 3. /TASS/. " BODY, "TASS / - / -"},
        {TITLE "BERLIN (dpa) - " BODY, "Deutsche Presse-Agentur / - / -"},
        {TITLE "PARIS (AFP) — " BODY, "Agence France-Presse / - / -"},
        {TITLE "ERNHAVN, March 3 (Harbour Wire): " BODY, "Harbour Wire / - / -"},
        {TITLE "LONDON/BERLIN, March 3 (Reuters) - " BODY, "Reuters / - / -"},
        {TITLE "ANKARA (AA) - " BODY, "Anadolu / - / -"},
        {TITLE "JAKARTA (ANTARA/Anadolu) - " BODY, "Antara / - / Anadolu"},
        {TITLE "ISLAMABAD, Mar 03 (APP): " BODY, "Associated Press of Pakistan / - / -"},
        {TITLE "SEOUL (Kelp Point News / Sputnik - 3rd March, 2023) " BODY,
         "Kelp Point News / - / Sputnik"},
        {TITLE "SEOUL, March 3 (Yonhap) -- " BODY, "Yonhap / - / -"},
        /* an acronym in brackets far within the sentence is no agency */
        {TITLE "MANILA - The Armed Forces of the Philippines (AFP) sent boats. " BODY, "- / - / -"},
        /* nor is one that explains a party */
        {TITLE "The Awami Party of Piers (APP) met in the old school. " BODY, "- / - / -"},
    };
    TRY(traps);
}

static void mastheads(void **state)
{
    (void)state;
    static const char *const traps[][2] = {
        {"The Moscow Times\n\n" TITLE "MOSCOW (Reuters) - " BODY, "The Moscow Times / - / Reuters"},
        {"Two piers closed after the storm | Kelp Gazette\n\n" TITLE BODY, "Kelp Gazette / - / -"},
        {"Two piers closed after the storm - Kelp Gazette\n\n" TITLE "OSLO (AP) — " BODY,
         "Kelp Gazette / - / Associated Press"},
        {"Kelp Gazette\n\n" TITLE "Kelp Gazette\n\nFriday, 3 March 2023\n\n" BODY,
         "Kelp Gazette / - / -"},
        /* words of menus, whatever paper is called so, too */
        {"Home\nUS\nPrint\nMore\nTime\nWorld\n\n" TITLE "US\nPrint\nMore\nApp\n\n" BODY,
         "- / - / -"},
        {"Print\n\n" TITLE "Print\n\n" BODY, "- / - / -"},
        {"App\nStandard\nStar\nMore\n\n" TITLE "3 March 2023\n\n" BODY, "- / - / -"},
        {TITLE "Published by Kelp Gazette\n3 March 2023\n\n" BODY, "Kelp Gazette / - / -"},
        {TITLE "Published by Ann Roe\n3 March 2023\n\n" BODY "\n© 2023 Kelp Gazette\n",
         "Kelp Gazette / - / -"},
    };
    TRY(traps);
}

static void labels(void **state)
{
    (void)state;
    static const char *const traps[][2] = {
        {TITLE "Source: Sea Office (EN)\n\n" BODY, "Sea Office (EN) / - / -"},
        {TITLE "Source: Xinhua / Sputnik\n\n" BODY, "Xinhua / - / Sputnik"},
        {TITLE "Source: Sea/Air Office\n\n" BODY, "Sea/Air Office / - / -"},
        {TITLE BODY "\nSource: TASS\n", "TASS / - / -"},
        {TITLE BODY "\nSource: TASS\n\n© 2023 Kelp Gazette\n", "Kelp Gazette / - / TASS"},
        {TITLE BODY "\nQuelle: dpa\n", "Deutsche Presse-Agentur / - / -"},
        {TITLE BODY "\nFuente: EFE\n", "EFE / - / -"},
        {TITLE BODY "\nИсточник: ТАСС\n", "TASS / - / -"},
        {TITLE BODY "\n来源：新华社\n", "Xinhua / - / -"},
        {TITLE BODY "\nSources: AFP, Reuters\n", "Agence France-Presse / - / Reuters"},
        {TITLE "Source: Agencies\n\n" BODY, "- / - / -"},
        {TITLE "Source: Own\n\n" BODY, "- / - / -"},
        /* a person who tells is no imprint */
        {TITLE "Police source: We Saw Nothing\n\n" BODY, "- / - / -"},
        /* what a table was taken from is not where the text was */
        {TITLE BODY "\nSource: Pier Statistics Office, table 4\n\n" BODY, "- / - / -"},
        {TITLE "Source: Sea Office\n\n" BODY "\n© 2023 Kelp Gazette\n",
         "Sea Office / Kelp Gazette / -"},
        {TITLE BODY
         "\nThis article was originally published by Fjord Lens.\n\n© 2023 Kelp Gazette\n",
         "Fjord Lens / Kelp Gazette / -"},
        {TITLE BODY "\nRepublished from Fjord Lens under a free licence.\n\n© 2023 Kelp Gazette\n",
         "Fjord Lens / Kelp Gazette / -"},
    };
    TRY(traps);
}

static void credits(void **state)
{
    (void)state;
    static const char *const traps[][2] = {
        {TITLE BODY "\nWith inputs from AFP\n\n© 2023 Kelp Gazette\n",
         "Kelp Gazette / - / Agence France-Presse"},
        {TITLE BODY "\n(With inputs from Reuters and TASS)\n\n© 2023 Kelp Gazette\n",
         "Kelp Gazette / - / Reuters, TASS"},
        {TITLE BODY "\n(With inputs from agencies)\n\n© 2023 Kelp Gazette\n",
         "Kelp Gazette / - / -"},
        {TITLE BODY "\nThe Associated Press contributed to this report.\n\n© 2023 Kelp Gazette\n",
         "Kelp Gazette / - / Associated Press"},
        {TITLE BODY "\nAFP contributed to this story.\n\n© 2023 Kelp Gazette\n",
         "Kelp Gazette / - / Agence France-Presse"},
        {TITLE BODY "\n(Reporting by Ann Roe in Oslo; Editing by Jo Doe)\n", "- / - / -"},
        {TITLE BODY "\nPhoto: Reuters\n\n© 2023 Kelp Gazette\n", "Kelp Gazette / - / -"},
        {TITLE "File photo by Xinhua\n\n" BODY "\n© 2023 Kelp Gazette\n", "Kelp Gazette / - / -"},
        {TITLE "(AP Photo/Jo Doe)\n\n" BODY "\n© 2023 Kelp Gazette\n", "Kelp Gazette / - / -"},
        {TITLE "Image source, Reuters\n\n" BODY "\n© 2023 Kelp Gazette\n", "Kelp Gazette / - / -"},
        {TITLE BODY "\n© 2020 AFP\n", "Agence France-Presse / - / -"},
        {"Two piers closed after the storm | Kelp Gazette\n\n" TITLE BODY
         "\nCopyright 2018 The Associated Press. All rights reserved.\n",
         "Kelp Gazette / - / Associated Press"},
        {"Two piers closed after the storm | Kelp Gazette\n\n" TITLE
         "By Ann Roe, Associated Press\n\n" BODY,
         "Kelp Gazette / - / Associated Press"},
        {TITLE "By Ann Roe via Reuters\n\n" BODY "\n© 2023 Kelp Gazette\n",
         "Kelp Gazette / - / Reuters"},
        {TITLE BODY "\ndpa/afp\n", "Deutsche Presse-Agentur / - / Agence France-Presse"},
        {TITLE BODY "\n(dpa)\n", "Deutsche Presse-Agentur / - / -"},
        {TITLE FIRST
         "\n\n\"The piers stay shut,\" she said, as quoted by ANTARA from Anadolu.\n\n" THIRD "\n",
         "- / - / Antara, Anadolu"},
        {TITLE FIRST "\n\nThe nets were found, TASS reports.\n\n" THIRD "\n", "- / - / TASS"},
        {TITLE FIRST "\n\nThe nets were found, Xinhua reported on Friday.\n\n" THIRD "\n",
         "- / - / Xinhua"},
        {"MOSCOW, March 3 (AP) — " BODY "\nJoin the GlobalSecurity.org mailing list\n",
         "Associated Press / GlobalSecurity.org / -"},
    };
    TRY(traps);
}

static void feet(void **state)
{
    (void)state;
    static const char *const traps[][2] = {
        {TITLE BODY "\n© 2024 Kelp Gazette | Imprint | Privacy\n", "Kelp Gazette / - / -"},
        {TITLE BODY "\nFollow Kelp Gazette on Telegram\n", "Kelp Gazette / - / -"},
        {TITLE BODY "\nKelp Gazette © 1998-2024\n", "Kelp Gazette / - / -"},
        {TITLE BODY "\nCopyright © Kelp Gazette 2024. All rights reserved.\n",
         "Kelp Gazette / - / -"},
        {TITLE BODY "\n© 2024\n", "- / - / -"},
        {TITLE BODY "\n© 2024 All rights reserved.\n", "- / - / -"},
        {TITLE BODY "\nContact: newsroom@kelpgazette.example\n", "kelpgazette.example / - / -"},
        {TITLE BODY "\nWrite to jo.doe@gmail.com\n", "- / - / -"},
    };
    TRY(traps);
}

/* A text with LINK above it. */
#define LINKED(link) TITLE link "\n\n" BODY

static void links(void **state)
{
    (void)state;
    static const char *const traps[][2] = {
        {LINKED("https://www.fjordlens.example/2020/quay"), "fjordlens.example / - / -"},
        {LINKED("https://tass.com/world/123"), "TASS / - / -"},
        {LINKED("https://English.News.CN/123"), "Xinhua / - / -"},
        {LINKED("https://user:word@www.fjordlens.example:8080/quay"), "fjordlens.example / - / -"},
        {LINKED("https://web.archive.org/web/20200304050607/http://www.fjordlens.example/quay"),
         "fjordlens.example / Internet Archive / -"},
        {LINKED("https://web.archive.org/web/20200304050607id_/https://tass.com/a"),
         "TASS / Internet Archive / -"},
        {LINKED("https://archive.ph/2020.03.04-050607/https://www.fjordlens.example/a"),
         "fjordlens.example / archive.today / -"},
        {LINKED("https://archive.ph/AbCdE"), "- / archive.today / -"},
        {LINKED("https://www-fjordlens-example.translate.goog/a?_x_tr_sl=no"),
         "fjordlens.example / Google Translate / -"},
        {LINKED("https://north--coast-example.translate.goog/a"),
         "north-coast.example / Google Translate / -"},
        {LINKED(
             "https://translate.google.com/translate?sl=no&u=https%3A%2F%2Ffjordlens.example%2Fa"),
         "fjordlens.example / Google Translate / -"},
        {LINKED("https://webcache.googleusercontent.com/"
                "search?q=cache:AbC-1:https://www.fjordlens.example/a+&cd=1"),
         "fjordlens.example / Google Cache / -"},
        {LINKED("https://www.google.com/amp/s/www.fjordlens.example/a/amp"),
         "fjordlens.example / - / -"},
        {LINKED("https://fjordlens-example.cdn.ampproject.org/c/s/fjordlens.example/a"),
         "fjordlens.example / - / -"},
        {LINKED("https://news.yahoo.com/two-piers-1.html"), "Yahoo News / - / -"},
        {LINKED("https://news.yahoo.com/two-piers-1.html") "\n(Reuters)\n",
         "Reuters / Yahoo News / -"},
        {LINKED("http://[::1]/a"), "- / - / -"},
        {LINKED("http://192.168.0.1/a"), "- / - / -"},
        {LINKED("http://localhost/a/b/c"), "- / - / -"},
    };
    TRY(traps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agencies_in_datelines),
        cmocka_unit_test(mastheads),
        cmocka_unit_test(labels),
        cmocka_unit_test(credits),
        cmocka_unit_test(feet),
        cmocka_unit_test(links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
