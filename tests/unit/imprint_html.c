/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a page is, as its mark-up and its metadata tell; and who wrote it. Outlets and events are invented. */
#include "support/whose.h"

#define FIRST                                                                                      \
    "The harbour office has closed two of its piers after the storm of last week, and will open "  \
    "them again when the cranes are mended."
#define SECOND                                                                                     \
    "Nobody was hurt, the harbour master said, but a boat was lost, and the nets of three others " \
    "were found on the road to the church."
#define THIRD "The council will hear of it on Monday, when it meets in the old school."

/* A page: what stands in its head after the title, before its text, and after it. */
#define PAGE(head, before, after)                                                                  \
    "<!DOCTYPE html><html lang=en><head>" head "</head><body><article><h1>Two piers closed after " \
    "the storm</h1>" before "<div class=article-body><p>" FIRST "</p><p>" SECOND "</p><p>" THIRD   \
    "</p></div>" after "</article></body></html>"
#define PLAIN_TITLE "<title>Two piers closed after the storm</title>"
#define META(name, content) "<meta property=\"" name "\" content=\"" content "\">"
#define CANONICAL(link) "<link rel=canonical href=\"" link "\">"
#define LD(json)                                                                                   \
    "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\"," json "}</script>"
#define ARTICLE(json) LD("\"@type\":\"NewsArticle\",\"headline\":\"Two piers closed\"," json)
#define GAZETTE META("og:site_name", "Kelp Gazette")
#define GAZETTE_LINK CANONICAL("https://www.kelpgazette.example/2023/piers")

/* All traps (page, whose it is, who wrote it) are tried before the test fails. */
static void try_all(const char *const (*traps)[3], size_t count)
{
    size_t right = 0;
    for (size_t i = 0; i < count; i++)
        right += whose_is(traps[i][0], traps[i][1], traps[i][2]);
    print_message("# %zu of %zu right\n", right, count);
    assert_int_equal(right, count);
}

#define TRY(traps) try_all(traps, COUNT_OF(traps))

static void names_of_sites(void **state)
{
    (void)state;
    static const char *const traps[][3] = {
        {PAGE(PLAIN_TITLE GAZETTE, "", ""), "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE CANONICAL("https://tass.com/world/1"), "", ""), "TASS / - / -", NULL},
        {PAGE(PLAIN_TITLE META("og:url", "http://en.fjordlens.example/a"), "", ""),
         "en.fjordlens.example / - / -", NULL},
        /* a company that owns the paper is not the paper */
        {PAGE(PLAIN_TITLE GAZETTE GAZETTE_LINK ARTICLE(
                  "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Coast Media Ltd\"}"),
              "", "<footer>© 2023 Coast Media Ltd. All rights reserved.</footer>"),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE GAZETTE_LINK ARTICLE(
                  "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Kelp Gazette\"}"),
              "", ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE("<title>Two piers closed after the storm | Kelp Farm Diary</title>" META(
                  "og:site_name", "Blogger") CANONICAL("http://kelpfarmdiary.example/a"),
              "", ""),
         "Kelp Farm Diary / - / -", NULL},
        {PAGE("<title>Two piers closed after the storm - Kelp Gazette</title>" META(
                  "og:site_name", "@kelpgazette") GAZETTE_LINK,
              "", ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE META("og:site_name", "https://www.kelpgazette.example"), "", ""),
         "kelpgazette.example / - / -", NULL},
        {PAGE(PLAIN_TITLE META("og:site_name", "Kelp Gazette | News from the coast | Weather")
                  GAZETTE_LINK,
              "", ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE "<meta name=application-name content=\"Kelp Gazette\">" GAZETTE_LINK, "",
              ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE("<title>Two piers closed after the storm | World | Kelp Gazette</title>" GAZETTE_LINK,
              "", ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE "<link rel=alternate type=application/rss+xml title=\"Kelp Gazette » "
                          "Feed\" href=/feed>" GAZETTE_LINK,
              "", ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE CANONICAL("/2023/piers") GAZETTE, "", ""), "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE META("og:site_name", "Home") GAZETTE_LINK, "", ""),
         "kelpgazette.example / - / -", NULL},
        {PAGE(PLAIN_TITLE GAZETTE_LINK, "<p>In: <span itemprop=publisher>Kelp Gazette</span></p>",
              ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE META("twitter:site", "@TheKelp") GAZETTE_LINK, "", ""),
         "kelpgazette.example / - / -", NULL},
        /* menus are no mastheads */
        {PAGE(PLAIN_TITLE, "<ul><li>Print<li>US<li>More<li>Time</ul>",
              "<ul><li>Print<li>US<li>More<li>Time</ul>"),
         "- / - / -", NULL},
        {"<!-- saved from url=(0043)https://www.fjordlens.example/2023/piers -->" PAGE(PLAIN_TITLE,
                                                                                       "", ""),
         "fjordlens.example / - / -", NULL},
    };
    TRY(traps);
}

static void agencies(void **state)
{
    (void)state;
    static const char *const traps[][3] = {
        {PAGE(PLAIN_TITLE GAZETTE, "", "<p>With inputs from AFP</p>"),
         "Kelp Gazette / - / Agence France-Presse", NULL},
        {"<html><head>" PLAIN_TITLE GAZETTE "</head><body><article><h1>Two piers closed after the "
         "storm</h1><p>OSLO (AP) — " FIRST "</p><p>" SECOND "</p><p>" THIRD "</p></article></body>",
         "Kelp Gazette / - / Associated Press", NULL},
        {PAGE(PLAIN_TITLE GAZETTE ARTICLE(
                  "\"author\":{\"@type\":\"Organization\",\"name\":\"Associated Press\"}"),
              "", ""),
         "Kelp Gazette / - / Associated Press", "-"},
        {PAGE(PLAIN_TITLE GAZETTE GAZETTE_LINK ARTICLE(
                  "\"publisher\":{\"name\":\"Associated Press\"}"),
              "", ""),
         "Kelp Gazette / - / Associated Press", NULL},
        {PAGE(PLAIN_TITLE GAZETTE "<meta name=source content=AFP>", "", ""),
         "Kelp Gazette / - / Agence France-Presse", NULL},
        {PAGE(PLAIN_TITLE GAZETTE, "<p class=byline>By <span>Reuters Staff</span></p>", ""),
         "Kelp Gazette / - / Reuters", "-"},
        {PAGE(PLAIN_TITLE GAZETTE, "<p class=byline>By Ann Roe, Associated Press</p>", ""),
         "Kelp Gazette / - / Associated Press", "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE,
              "<figure><figcaption>A pier. (AP Photo/Jo Doe)</figcaption></figure>",
              "<p>Photo: Reuters</p>"),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE CANONICAL("https://tass.com/a")
                  ARTICLE("\"author\":{\"@type\":\"Organization\",\"name\":\"TASS\"}"),
              "", ""),
         "TASS / - / -", "-"},
    };
    TRY(traps);
}

static void carriers(void **state)
{
    (void)state;
    static const char *const traps[][3] = {
        {PAGE(PLAIN_TITLE CANONICAL("https://news.yahoo.com/piers-1.html") ARTICLE(
                  "\"publisher\":{\"name\":\"Yahoo News\"},\"provider\":{\"name\":\"Reuters\"}"),
              "", ""),
         "Reuters / Yahoo News / -", NULL},
        {PAGE(PLAIN_TITLE CANONICAL("https://www.msn.com/en-us/piers")
                  ARTICLE("\"provider\":{\"@type\":\"Organization\",\"name\":\"Kelp Gazette\"}"),
              "", ""),
         "Kelp Gazette / MSN / -", NULL},
        {PAGE(PLAIN_TITLE CANONICAL("https://news.yahoo.com/piers-1.html"), "", ""),
         "Yahoo News / - / -", NULL},
        {PAGE(PLAIN_TITLE GAZETTE CANONICAL(
                  "https://web.archive.org/web/20200102/https://kelpgazette.example/a"),
              "", ""),
         "Kelp Gazette / Internet Archive / -", NULL},
        {PAGE(PLAIN_TITLE GAZETTE GAZETTE_LINK ARTICLE("\"provider\":{\"name\":\"Kelp Gazette\"}"),
              "", ""),
         "Kelp Gazette / - / -", NULL},
        {PAGE(PLAIN_TITLE GAZETTE_LINK META("og:url", "https://news.yahoo.com/piers-1.html")
                  GAZETTE,
              "", ""),
         "Kelp Gazette / Yahoo News / -", NULL},
        {PAGE(PLAIN_TITLE GAZETTE META("original-source", "https://tass.com/a"), "", ""),
         "TASS / Kelp Gazette / -", NULL},
    };
    TRY(traps);
}

static void authors(void **state)
{
    (void)state;
    static const char *const traps[][3] = {
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe"), "", ""), NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "ANN ROE"), "", ""), NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "By ANN ROE and JO MCDOE"), "", ""), NULL,
         "Ann Roe, Jo McDoe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe, Foreign Editor"), "", ""), NULL,
         "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe in Oslo"), "", ""), NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe | Kelp Gazette"), "", ""), NULL,
         "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe & Jo Doe"), "", ""), NULL,
         "Ann Roe, Jo Doe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe; Jo Doe"), "", ""), NULL,
         "Ann Roe, Jo Doe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe, Jo Doe and Pia Loe"), "", ""), NULL,
         "Ann Roe, Jo Doe, Pia Loe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "ann.roe@kelpgazette.example"), "", ""), NULL,
         "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "ann.roe@kelpgazette.example (Ann Roe)"), "", ""),
         NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe aroe@kelpgazette.example"), "", ""), NULL,
         "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Kelp Gazette"), "", ""), "Kelp Gazette / - / -",
         "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Kelp Gazette Staff"), "", ""), NULL, "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Staff Reporter"), "", ""), NULL, "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Editorial Board"), "", ""), NULL, "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "admin"), "", ""), NULL, "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Web Desk"), "", ""), NULL, "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "AFP"), "", ""),
         "Kelp Gazette / - / Agence France-Presse", "-"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe, AFP"), "", ""),
         "Kelp Gazette / - / Agence France-Presse", "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Dr. Ann Roe"), "", ""), NULL, "Dr. Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Анна Берг"), "", ""), NULL, "Анна Берг"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Roe, Ann"), "", ""), NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann Roe, FPNN"), "", ""), NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ann RoeStaff Writer"), "", ""), NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE META("author", "Ludwig van der Kelp"), "", ""), NULL,
         "Ludwig van der Kelp"},
        {PAGE(PLAIN_TITLE GAZETTE,
              "<p class=byline>By <a href=/author/roe>ANN ROE</a>, Foreign "
              "Editor</p>",
              ""),
         NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE, "<p class=byline>Ann Roe in Oslo and Jo Doe in Bergen</p>", ""),
         NULL, "Ann Roe, Jo Doe"},
        {PAGE(PLAIN_TITLE GAZETTE, "",
              "<p>(Reporting by Ann Roe in Oslo and Jo Doe; Editing by Pia "
              "Loe)</p>"),
         NULL, "Ann Roe, Jo Doe"},
        {PAGE(PLAIN_TITLE GAZETTE, "<p class=byline>By Ann Roe<br>Kelp Gazette Staff Writer</p>",
              ""),
         NULL, "Ann Roe"},
        {PAGE(PLAIN_TITLE GAZETTE, "<p class=byline>Ann Roe is our woman on the coast.</p>", ""),
         NULL, "Ann Roe"},
    };
    TRY(traps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_sites),
        cmocka_unit_test(agencies),
        cmocka_unit_test(carriers),
        cmocka_unit_test(authors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
