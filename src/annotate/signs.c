/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words whose presence beside a name tells what it is. They are the grammar of the rules, not
 * names, and so stand here and not in the gazetteer.
 */
#include <string.h>

#include "annotate/gazetteer.h"

static const struct {
    uint32_t classes;
    const char *words;
} signs[] = {
    {DL_CLASS_ARTICLE | DL_CLASS_FUNCTION, "the a an"},
    {DL_CLASS_FUNCTION,
     "he she it its his her hers their they them we us you i me my our your yours this that these "
     "those there here who whom whose which what when where why how is are was were be been being "
     "am "
     "has have had do does did not no nor or but if so as by to from with without against between "
     "among over under about into onto than then also after before during since until while "
     "because "
     "although though however meanwhile moreover more most some any all both each every other such "
     "only just yet still now today yesterday tomorrow many much few several one two three four "
     "five "
     "six seven eight nine ten first second third last next new old former late early can could "
     "would "
     "should may might must shall will let says said say according despite amid per via up down "
     "out "
     "off again once never always even too very same own yes dear re see also instead"},
    {DL_CLASS_FUNCTION | DL_CLASS_LINK, "and for on"},
    {DL_CLASS_FUNCTION | DL_CLASS_LINK | DL_CLASS_OF, "of"},
    {DL_CLASS_FUNCTION | DL_CLASS_IN,
     "in at near outside across inside within toward towards around throughout via"},
    {DL_CLASS_PARTICLE,
     "bin ibn bint al el ould van der den de la le du da dos das do di del della von zu af ben abu "
     "ter ten ud ul uz ur y e"},
    {DL_CLASS_GIVEN, "chad georgia jordan"}, /* doubtful as countries, and so named here */
    {DL_CLASS_FEATURE,
     "river lake island islands mountain mountains valley county province oblast prefecture "
     "peninsula "
     "canal beach strait straits desert bay creek falls glacier airport bridge street avenue "
     "boulevard "
     "road square park forest reservoir raion township hills plateau archipelago basin delta dam"},
    {DL_CLASS_MOUNT, "mount lake cape fort port gulf bay strait isle sea river"},
    {DL_CLASS_QUARTER,
     "north south east west northern southern eastern western greater old upper lower inner outer "
     "central new"},
    {DL_CLASS_VESSEL, "ship vessel warship frigate destroyer cruiser corvette submarine tanker "
                      "ferry yacht trawler icebreaker "
                      "minesweeper carrier steamer freighter schooner flagship gunboat "
                      "uss usns uscgc hms hmas hmcs hmnzs ins kri brp roks jds mv"},
    {DL_CLASS_DEED, "treaty treaties agreement agreements protocol protocols conventions act prize "
                    "cup communique"},
    {DL_CLASS_STATE, "king queen monarch monarchy president premier prime parliament government "
                     "foreign army navy embassy ambassador "
                     "capital border borders"},
    {DL_CLASS_ANY, "a an another any some no every each one two three several many other"},
    {DL_CLASS_LANGUAGE,
     "swahili hausa yoruba igbo zulu xhosa amharic tigrinya pashto dari farsi urdu hindi bengali "
     "punjabi gujarati marathi telugu kannada malayalam sinhala tagalog mandarin cantonese arabic "
     "hebrew yiddish latin esperanto catalan basque welsh gaelic quechua guarani"},
    {DL_CLASS_CLUB, "real atletico inter dynamo dinamo spartak lokomotiv sporting olympique "
                    "borussia bayern"},
    {DL_CLASS_FORMER, "former ex then late next new future incoming outgoing designate elect first "
                      "last acting interim caretaker deputy vice assistant associate junior shadow "
                      "previous past previously would-be onetime longtime ousted deposed exiled "
                      "self-proclaimed own candidate candidates nominee hopeful contender"},
    {DL_CLASS_DIRECTION, "north south east west"},
    {DL_CLASS_WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday"},
    {DL_CLASS_DATE,
     "january february march april may june july august september october november december jan "
     "feb "
     "mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday "
     "sunday mon tue tues wed thu thur thurs fri sat sun"},
    {DL_CLASS_MOTION,
     "fly flew flies flown flying flight flights travel travels travelled traveled travelling "
     "traveling trip trips go goes went gone going arrive arrives arrived arriving arrival return "
     "returns returned returning visit visits visited visiting tour way route journey drive drove "
     "driving road railway train trains bus km kilometres kilometers miles mile came come comes "
     "coming move moved moves moving headed heading left leave leaves leaving evacuated fled flee "
     "fleeing relocated deported sailed walked marched transferred flown reached reach born "
     "recalled posted"},
    {DL_CLASS_SITE,
     "region area airport suburb suburbs district street streets square metro subway station "
     "resident residents residential mayor city museum hotel university marathon province county "
     "bureau correspondent outskirts neighbourhood neighborhood summit conference court time port "
     "harbour harbor zoo hospital stadium theatre theater opera"},
    {DL_CLASS_PLACE_OF,
     "capital city town outskirts suburb suburbs streets centre center north south east west "
     "northeast northwest southeast southwest northern southern eastern western central downtown "
     "mayor governor port region residents university siege battle bishop archbishop "
     "visited visiting reached leaving entered state municipality republic kingdom province county "
     "district commonwealth people government"},
    {DL_CLASS_NOT_PERSON,
     "street avenue road boulevard lane drive square park bridge tower building hotel hospital "
     "school college university airport station stadium arena theatre theater museum library "
     "church "
     "cathedral mosque temple palace castle house hall center centre institute foundation prize "
     "award awards act law bill case river lake sea ocean bay gulf island islands mountain "
     "mountains "
     "mount valley county city town village district province region state states county company "
     "co "
     "corp corporation inc ltd llc plc group bank fund trust association society club league cup "
     "championship championships games game olympics party union committee commission council "
     "agency authority ministry department office bureau court force forces army navy brigade "
     "division regiment battalion times post news newspaper magazine journal press radio "
     "television "
     "tv show movie film album song band orchestra day week month year meeting assembly elections "
     "secretariat staff motors electric war battle treaty agreement "
     "accord plan doctrine world american british russian chinese airlines airways railway "
     "railroad "
     "festival conference summit forum expo election report review test effect disease syndrome "
     "theorem bros brothers sons associates partners family administration government cabinet "
     "campaign memorial monument cemetery canal dam port harbour harbor beach hill hills creek "
     "falls "
     "forest desert"},
    {
        DL_CLASS_ABBREVIATION,
#define DL_ABBREVIATION(word, kind) word " "
#include "dateline/abbreviations.def"
#undef DL_ABBREVIATION
    },
    {DL_CLASS_SAY,
     "said says told added noted stressed warned stated argued claimed denied announced declared "
     "explained insisted replied answered asked wrote tweeted recalled continued concluded spoke "
     "expressed called vowed pledged urged thanked met visited voted believes thinks resigned "
     "died"},
};

bool dl_signs_add(dl_lexicon *lexicon)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *word = signs[i].words;
        for (size_t len; *word; word += len) {
            word += strspn(word, " ");
            len = strcspn(word, " ");
            uint32_t number = dl_lexicon_intern(lexicon, word, len);
            if (!number)
                return false;
            dl_lexicon_classify(lexicon, number, signs[i].classes);
        }
    }
    return true;
}
