/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of one sentence: nothing is taken for another language, and few sentences are too short to tell. */
#include <string.h>

#include "dateline/language.h"
#include "support/test.h"

#define TOLD 37 /* of the sentences, at least */

static const struct {
    const char *lang, *text;
} sentences[] = {
    {"de", "Die Feuerwehr rettete gestern zwei Kinder aus dem brennenden Haus am Hafen, ihre "
           "Mutter kam mit leichten Verletzungen davon."},
    {"fr", "Les pompiers ont sauvé hier deux enfants de la maison en feu près du port, leur mère "
           "s'en est tirée avec des blessures légères."},
    {"es", "Los bomberos rescataron ayer a dos niños de la casa en llamas junto al puerto; su "
           "madre sufrió heridas leves."},
    {"pt", "Os bombeiros resgataram ontem duas crianças da casa em chamas junto ao porto; a mãe "
           "sofreu ferimentos leves."},
    {"it", "I vigili del fuoco hanno salvato ieri due bambini dalla casa in fiamme vicino al "
           "porto; la madre ha riportato ferite lievi."},
    {"ca", "Els bombers van rescatar ahir dos nens de la casa en flames prop del port; la mare va "
           "patir ferides lleus."},
    {"nl", "De brandweer redde gisteren twee kinderen uit het brandende huis bij de haven, hun "
           "moeder raakte licht gewond."},
    {"sv", "Räddningstjänsten räddade i går två barn ur det brinnande huset vid hamnen, deras mor "
           "fick lindriga skador."},
    {"da", "Brandvæsenet reddede i går to børn ud af det brændende hus ved havnen, og deres mor "
           "slap med lette skader."},
    {"nb", "Brannvesenet reddet i går to barn ut av det brennende huset ved havna, og moren deres "
           "slapp med lette skader."},
    {"fi", "Palokunta pelasti eilen kaksi lasta palavasta talosta sataman lähellä, ja heidän "
           "äitinsä selvisi lievin vammoin."},
    {"et", "Päästjad tõid eile sadama lähedal põlevast majast välja kaks last, nende ema pääses "
           "kergete vigastustega."},
    {"lv", "Ugunsdzēsēji vakar izglāba divus bērnus no degošas mājas pie ostas, viņu māte guva "
           "vieglus ievainojumus."},
    {"lt", "Ugniagesiai vakar išgelbėjo du vaikus iš degančio namo prie uosto, jų motina patyrė "
           "lengvų sužalojimų."},
    {"pl", "Strażacy uratowali wczoraj dwoje dzieci z płonącego domu przy porcie, a ich matka "
           "odniosła lekkie obrażenia."},
    {"cs", "Hasiči včera zachránili dvě děti z hořícího domu u přístavu, jejich matka vyvázla s "
           "lehkými zraněními."},
    {"sk", "Hasiči včera zachránili dve deti z horiaceho domu pri prístave, ich matka vyviazla s "
           "ľahkými zraneniami."},
    {"hu", "A tűzoltók tegnap két gyereket mentettek ki a kikötő melletti égő házból, az anyjuk "
           "könnyebben megsérült."},
    {"ro", "Pompierii au salvat ieri doi copii din casa în flăcări de lângă port, iar mama lor a "
           "scăpat cu răni ușoare."},
    {"hr", "Vatrogasci su jučer spasili dvoje djece iz zapaljene kuće kraj luke, a njihova je "
           "majka prošla s lakšim ozljedama."},
    {"sr", "Ватрогасци су јуче спасили двоје деце из запаљене куће код луке, а њихова мајка је "
           "прошла са лакшим повредама."},
    {"sl", "Gasilci so včeraj rešili dva otroka iz goreče hiše ob pristanišču, njuna mati jo je "
           "odnesla z lažjimi poškodbami."},
    {"tr", "İtfaiye dün limanın yanındaki yanan evden iki çocuğu kurtardı, anneleri ise hafif "
           "yaralandı."},
    {"az", "Yanğınsöndürənlər dünən limanın yanındakı yanan evdən iki uşağı xilas ediblər, anaları "
           "isə yüngül yaralanıb."},
    {"id", "Petugas pemadam kebakaran kemarin menyelamatkan dua anak dari rumah yang terbakar di "
           "dekat pelabuhan, ibu mereka hanya luka ringan."},
    {"vi", "Lính cứu hỏa hôm qua đã cứu hai đứa trẻ khỏi ngôi nhà đang cháy gần cảng, mẹ của chúng "
           "chỉ bị thương nhẹ."},
    {"sw", "Wazima moto jana waliwaokoa watoto wawili kutoka kwa nyumba iliyokuwa ikiwaka karibu "
           "na bandari, na mama yao alipata majeraha madogo."},
    {"sq", "Zjarrfikësit shpëtuan dje dy fëmijë nga shtëpia në flakë pranë portit, ndërsa nëna e "
           "tyre shpëtoi me plagë të lehta."},
    {"ru", "Пожарные вчера спасли двух детей из горящего дома у порта, их мать отделалась лёгкими "
           "травмами."},
    {"uk", "Пожежники вчора врятували двох дітей з палаючого будинку біля порту, їхня мати "
           "отримала легкі травми."},
    {"be", "Пажарныя ўчора выратавалі дваіх дзяцей з дома, які гарэў каля порта, іх маці атрымала "
           "лёгкія траўмы."},
    {"bg", "Пожарникарите вчера спасиха две деца от горящата къща край пристанището, а майка им се "
           "отърва с леки наранявания."},
    {"mk", "Пожарникарите вчера спасија две деца од запалената куќа кај пристаништето, а нивната "
           "мајка помина со полесни повреди."},
    {"kk", "Өрт сөндірушілер кеше порт жанындағы өртенген үйден екі баланы құтқарды, ал аналары "
           "жеңіл жарақат алды."},
    {"mn", "Гал сөнөөгчид өчигдөр боомтын ойролцоо шатаж байсан байшингаас хоёр хүүхдийг аварсан "
           "бөгөөд ээж нь хөнгөн гэмтжээ."},
    {"ar", "أنقذ رجال الإطفاء أمس طفلين من المنزل المحترق قرب الميناء، ونجت والدتهما بجروح طفيفة."},
    {"fa", "آتش‌نشانان دیروز دو کودک را از خانه‌ای که در نزدیکی بندر می‌سوخت نجات دادند "
           "و "
           "مادرشان جراحات جزئی برداشت."},
    {"ur", "فائر فائٹرز نے کل بندرگاہ کے قریب جلتے ہوئے گھر سے دو بچوں کو بچا لیا، ان کی ماں کو "
           "معمولی چوٹیں آئیں۔"},
    {"hi", "दमकल कर्मियों ने कल बंदरगाह के पास जलते हुए घर से दो बच्चों को बचाया, उनकी माँ को मामूली चोटें आईं।"},
    {"mr", "अग्निशमन दलाने काल बंदराजवळील जळत्या घरातून दोन मुलांची सुटका केली आहे आणि त्यांची आई किरकोळ जखमी "
           "झाली आहे."},
    {"ne", "दमकलले हिजो बन्दरगाह नजिकैको जलिरहेको घरबाट दुई बालबालिकालाई उद्धार गरेको छ, आमालाई सामान्य "
           "चोट लागेको छ।"},
    {"is", "Slökkviliðið bjargaði í gær tveimur börnum úr brennandi húsi við höfnina og móðir "
           "þeirra slapp með minni háttar meiðsl."},
    {"en", "Firefighters rescued two children from the burning house by the harbour yesterday, and "
           "their mother escaped with light injuries."},
};

static void one_sentence(void **state)
{
    (void)state;
    size_t told = 0;
    for (size_t i = 0; i < COUNT_OF(sentences); i++) {
        bool sure;
        const char *text = sentences[i].text;
        const char *lang = dl_language_find(text, strlen(text), &sure);
        if (lang && strcmp(lang, sentences[i].lang) != 0)
            fail_msg("%s taken for %s", sentences[i].lang, lang);
        told += lang != NULL;
    }
    print_message("# %zu of %zu told\n", told, COUNT_OF(sentences));
    assert_true(told >= TOLD);
}

/* Where a text is cut short, what is told surely is right, and the rest seldom wrong. */
static void cut_anywhere(void **state)
{
    (void)state;
    size_t wrong = 0, tried = 0;
    for (size_t i = 0; i < COUNT_OF(sentences); i++)
        for (size_t len = 40; len < strlen(sentences[i].text); len += 20) {
            bool sure;
            const char *lang = dl_language_find(sentences[i].text, len, &sure);
            bool other = lang && strcmp(lang, sentences[i].lang) != 0;
            tried++;
            wrong += other;
            assert_false(other && sure);
        }
    print_message("# %zu of %zu wrong\n", wrong, tried);
    assert_true(wrong * 25 <= tried);
}

/* Languages in which listed names are found. */
static const char abroad[] = "ar de es fa fr ja ko ru tr uk zh";

static const struct {
    const char *lang, *text;
} shorts[] = {
#define SHORT(lang, text) {lang, text},
#include "unit/shorts.def"
#undef SHORT
};

/* A line or two in a language with lists is told to be in it; English is never taken for one of those, nor are
 * languages without lists. */
static void short_texts(void **state)
{
    (void)state;
    size_t told = 0, all = 0, wrong = 0;
    for (size_t i = 0; i < COUNT_OF(shorts); i++) {
        bool sure, listed = strstr(abroad, shorts[i].lang);
        const char *lang = dl_language_find(shorts[i].text, strlen(shorts[i].text), &sure);
        bool other = lang && strcmp(lang, shorts[i].lang) != 0 && strstr(abroad, lang);
        if (other && !listed)
            fail_msg("%s taken for %s: %s", shorts[i].lang, lang, shorts[i].text);
        assert_false(other && sure);
        wrong += other;
        told += listed && lang && !other;
        all += listed;
    }
    print_message("# %zu of %zu short texts told, %zu wrong\n", told, all, wrong);
    assert_true(told * 100 >= all * 95 && wrong <= 1);
}

/* What tells nothing is told to be nothing. */
static void nothing_to_tell(void **state)
{
    (void)state;
    static const char *const texts[] = {"",       " ",   "12.5 %",       "UN",        "Oslo",
                                        "한",     "中",  "\u0414\u0430", "\xD0",      "é é é é",
                                        "Ельцын", "نعم", "日",           "x = y + z;"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        bool sure = true;
        assert_null(dl_language_find(texts[i], strlen(texts[i]), &sure));
        assert_false(sure);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_sentence),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(short_texts),
        cmocka_unit_test(nothing_to_tell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
