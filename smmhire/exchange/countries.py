"""Countries as people write them, in English, Russian and Bengali, as ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast
from unicodedata import normalize

# Beside the names that CLDR has (through Babel): what surveys and job sites are full of.
ALIASES: dict[str, str] = {
    "us": "US", "usa": "US", "u s": "US", "u s a": "US", "united states of america": "US", "america": "US",
    "us of a": "US", "the states": "US", "states": "US", "united state": "US", "united states america": "US",
    "сша": "US", "америка": "US", "মার্কিন যুক্তরাষ্ট্র": "US", "যুক্তরাষ্ট্র": "US", "আমেরিকা": "US",
    "uk": "GB", "u k": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "great britain": "GB", "britain": "GB", "united kingdom of great britain and northern ireland": "GB",
    "англия": "GB", "যুক্তরাজ্য": "GB", "ইংল্যান্ড": "GB",
    "russia": "RU", "russian federation": "RU", "рф": "RU", "российская федерация": "RU",
    "holland": "NL", "the netherlands": "NL", "uae": "AE", "u a e": "AE", "korea": "KR", "south korea": "KR",
    "republic of korea": "KR", "czech republic": "CZ", "czechia": "CZ", "viet nam": "VN", "ivory coast": "CI",
    "turkey": "TR", "hong kong": "HK", "macau": "MO", "taiwan": "TW", "burma": "MM", "swaziland": "SZ",
    "bd": "BD", "bangla desh": "BD", "in": "IN", "bharat": "IN", "ভারত": "IN", "বাংলাদেশ": "BD",
    "белоруссия": "BY", "беларусь": "BY", "eire": "IE", "republic of ireland": "IE",
    "aotearoa new zealand": "NZ", "nz": "NZ", "can": "CA",
    "macedonia": "MK", "congo the democratic republic of the": "CD", "congo": "CG", "democratic republic"
    " of congo": "CD",
    "drc": "CD", "reunion": "RE", "curacao": "CW", "cote d ivoire": "CI", "cabo verde": "CV", "macao": "MO",
    "palestine": "PS", "palestinian territory": "PS", "vatican": "VA", "east timor": "TL",
    "syrian arab republic": "SY", "lao people s democratic republic": "LA", "brunei darussalam": "BN",
    "turkiye": "TR", "киргизия": "KG", "молдавия": "MD", "туркмения": "TM", "республика беларусь": "BY",
    "республика казахстан": "KZ", "республика узбекистан": "UZ", "великобритания": "GB", "оаэ": "AE",
    "юар": "ZA",
    "кнр": "CN", "южная корея": "KR", "голландия": "NL", "чехия": "CZ", "республика армения": "AM",
    "ইউএসএ": "US", "ইউকে": "GB", "ব্রিটেন": "GB", "ইন্ডিয়া": "IN", "আমিরাত": "AE", "সৌদি": "SA",
    "দক্ষিণ কোরিয়া": "KR",
    "গণপ্রজাতন্ত্রী বাংলাদেশ": "BD", "people s republic of bangladesh": "BD", "republic of india": "IN",
}  # fmt: skip

# The codes of three letters, in the order of those of two.
_CODES = (
    "AD AND AE ARE AF AFG AG ATG AI AIA AL ALB AM ARM AO AGO AQ ATA AR ARG AS ASM AT AUT AU AUS AW ABW AX ALA"
    " AZ AZE BA BIH BB BRB BD BGD BE BEL BF BFA BG BGR BH BHR BI BDI BJ BEN BL BLM BM BMU BN BRN BO BOL BQ"
    " BES"
    " BR BRA BS BHS BT BTN BV BVT BW BWA BY BLR BZ BLZ CA CAN CC CCK CD COD CF CAF CG COG CH CHE CI CIV CK"
    " COK"
    " CL CHL CM CMR CN CHN CO COL CR CRI CU CUB CV CPV CW CUW CX CXR CY CYP CZ CZE DE DEU DJ DJI DK DNK DM"
    " DMA"
    " DO DOM DZ DZA EC ECU EE EST EG EGY EH ESH ER ERI ES ESP ET ETH FI FIN FJ FJI FK FLK FM FSM FO FRO FR"
    " FRA"
    " GA GAB GB GBR GD GRD GE GEO GF GUF GG GGY GH GHA GI GIB GL GRL GM GMB GN GIN GP GLP GQ GNQ GR GRC GS"
    " SGS"
    " GT GTM GU GUM GW GNB GY GUY HK HKG HM HMD HN HND HR HRV HT HTI HU HUN ID IDN IE IRL IL ISR IM IMN IN"
    " IND"
    " IO IOT IQ IRQ IR IRN IS ISL IT ITA JE JEY JM JAM JO JOR JP JPN KE KEN KG KGZ KH KHM KI KIR KM COM KN"
    " KNA"
    " KP PRK KR KOR KW KWT KY CYM KZ KAZ LA LAO LB LBN LC LCA LI LIE LK LKA LR LBR LS LSO LT LTU LU LUX LV"
    " LVA"
    " LY LBY MA MAR MC MCO MD MDA ME MNE MF MAF MG MDG MH MHL MK MKD ML MLI MM MMR MN MNG MO MAC MP MNP MQ"
    " MTQ"
    " MR MRT MS MSR MT MLT MU MUS MV MDV MW MWI MX MEX MY MYS MZ MOZ NA NAM NC NCL NE NER NF NFK NG NGA NI"
    " NIC"
    " NL NLD NO NOR NP NPL NR NRU NU NIU NZ NZL OM OMN PA PAN PE PER PF PYF PG PNG PH PHL PK PAK PL POL PM"
    " SPM"
    " PN PCN PR PRI PS PSE PT PRT PW PLW PY PRY QA QAT RE REU RO ROU RS SRB RU RUS RW RWA SA SAU SB SLB SC"
    " SYC"
    " SD SDN SE SWE SG SGP SH SHN SI SVN SJ SJM SK SVK SL SLE SM SMR SN SEN SO SOM SR SUR SS SSD ST STP SV"
    " SLV"
    " SX SXM SY SYR SZ SWZ TC TCA TD TCD TF ATF TG TGO TH THA TJ TJK TK TKL TL TLS TM TKM TN TUN TO TON TR"
    " TUR"
    " TT TTO TV TUV TW TWN TZ TZA UA UKR UG UGA UM UMI US USA UY URY UZ UZB VA VAT VC VCT VE VEN VG VGB VI"
    " VIR"
    " VN VNM VU VUT WF WLF WS WSM YE YEM YT MYT ZA ZAF ZM ZMB ZW ZWE"
)
_ALPHA_3 = _CODES.split()
ALPHA_3 = dict(zip((code.lower() for code in _ALPHA_3[1::2]), _ALPHA_3[::2], strict=True))

# Two-letter codes of CLDR that are no countries.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# Beside codes of states, short names that stand for countries only.
_SHORT_COUNTRIES = frozenset({"UK", "USA", "UAE"})
MOST_OF_A_CODE = 3
# 'Tanzania, United Republic of': what stands behind the comma is the kind of state.
_KIND_OF_STATE = re.compile(r"^(.+?), (?:the )?.*\b(?:republic|states?|province|jamahiriya)\b.*$", re.I)
_PARTS = re.compile(r"[,/()]+")
_NOT_A_LETTER = re.compile(r"[\s.,/()'’`\"*_-]+")


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str | None:
    """The code of the country that `text` names, None where it names none we know, or more than one.

    Slips of spelling are not guessed at; 'England, UK' names one country in two words.
    """
    whole = _code(text)
    if whole is not None:
        return whole
    state = _KIND_OF_STATE.match(text.strip())
    if state is not None and (named := _code(state[1])) is not None:
        return named
    parts = [part for part in _PARTS.split(text) if part.strip()]
    codes = {_code(part) for part in parts}
    return codes.pop() if len(parts) > 1 and len(codes) == 1 else None


def _code(text: str) -> str | None:
    folded = _folded(text)
    known = _names()
    code = known.get(folded) or known.get(folded.removeprefix("the "))
    if code is None and folded.upper() in set(known.values()):
        return folded.upper()
    return code


def _folded(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", normalize("NFC", text).casefold().replace("&", " and ")).strip()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for language in ("bn", "ru", "en"):
        territories = cast("Mapping[str, str]", Locale(language).territories)
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                names[_folded(name)] = code
                for variant in _variants(name):
                    names.setdefault(_folded(variant), code)
    return names | ALPHA_3 | {_folded(name): code for name, code in ALIASES.items()}


def _variants(name: str) -> tuple[str, ...]:
    """Myanmar and Burma of 'Myanmar (Burma)', Saint Lucia of 'St. Lucia'."""
    outside, bracket, inside = name.partition(" (")
    variants = (outside, inside.rstrip(")")) if bracket else ()
    return (*variants, name.replace("St. ", "Saint "))


def city_alone(text: str) -> str:
    """'Dhaka' of 'Dhaka, Bangladesh'."""
    return text if country_of_city(text) is None else text.rpartition(",")[0].strip()


def country_of_city(text: str) -> str | None:
    """'BD' of 'Dhaka, Bangladesh'. Other short codes are none: 'Portland, ME' is not in Montenegro."""
    city, _comma, place = text.rpartition(",")
    place = place.strip()
    names_country = len(place) > MOST_OF_A_CODE or place.upper() in _SHORT_COUNTRIES
    return country_code(place) if city.strip() and names_country else None
