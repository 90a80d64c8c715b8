"""English wording for `fair_wording`: patterns over folded text, PLAIN ones about whoever is hired."""

from __future__ import annotations

from smmhire.vacancies.grounds import Ground

# The one who applies. 'People', 'women' and 'men' alone are as often the audience.
_WHO = (
    r"(?:candidates?|applicants?|persons?|individuals?|someone|somebody|anyone|employees?|staff"
    r"|managers?|marketers?"
    r"|specialists?|executives?|freelancers?|ladies|lady|girls?|boys?|guys?|males?|females?"
    r"|graduates?|interns?)"
)
_AGE = (
    r"(?:1[6-9]|[2-6]\d)\b(?!\s?(?:%|percent|minutes?|hours?|days?|weeks?|months?|posts?|pages?|k\b|[,.]\d))"
)
_YEARS = r"(?:\s?(?:years?|yrs?)(?:\s(?:old|of age))?)?(?!\s(?:of\s)?(?:\w+\s){0,2}experience)"
_LIMIT = (
    r"(?:under|below|younger than|not (?:older|over|above) than|no older than|not over|up to|within"
    r"|between|aged?|ages)"
)
_SEX = r"(?:females?|males?|ladies|lady|wom[ae]n|m[ae]n|girls?|boys?)"
_ONE = r"(?:female|male|girl|boy|lady|woman|man|guy|gentleman|ladies|girls|boys|guys)"
_SEEK = (
    r"(?:looking for|searching for|need(?:ed|s)?|seek(?:ing|s)?|hir(?:e|ing)|requires?|required|wants?"
    r"|prefer(?:s|ably)?|must be|should be|only)"
)
_FAITH = r"(?:muslims?|non-muslims?|hindus?|christians?|buddhists?|jews|jewish|catholics?)"
_END = r"(?=\s?(?:[.,;:)!?/\n]|$|and\b|or\b|only\b|preferred\b))"

PLAIN_EN: dict[Ground, tuple[str, ...]] = {
    Ground.AGE: (
        rf"{_WHO}(?:\s(?:who|must|should|are|is|be|of|in|the|from)){{0,4}}\s{_LIMIT}\s(?:the\s)?"
        r"(?:ages?\s)?(?:of\s)?"
        rf"(?:below\s|under\s|between\s)?{_AGE}(?:\s?(?:-|to|and)\s?{_AGE})?{_YEARS}",
        r"age(?:d)?(?:\s(?:limit|range|requirement))?\s?(?:of\s(?:the\s)?)?(?:candidates?"
        r"|applicants?)\s?(?:[:-]|is|must be|should be|between|below"
        rf"|under)\s?(?:\w+\s){{0,3}}?{_AGE}{_YEARS}",
        r"(?P<words>young(?:\sand\s\w+)?)\s(?:,?\s?\w+\s)?(?:candidates?|applicants?|blood)\b",
        (
            r"(?P<words>young(?:,|\sand|\s&)\s\w+)\s(?:smm\s|social media\s)?(?:manager|marketer"
            r"|specialist|executive|person)\b"
        ),
        r"(?:candidates?|applicants?)\s(?:must|should)\sbe\syoung",
        r"young\s(?:people|men|women)\s(?:wanted|needed|required)",
        rf"(?:above|over|older than)\s{_AGE}{_YEARS}\s(?:need|should|may|must)\snot\sapply",
        rf"age\s(?:should|must|may)\snot\s(?:exceed|be (?:over|above|more than))\s{_AGE}{_YEARS}",
        r"^young(?=\s?[.!]?$)",
        r"recent graduates? only",
    ),
    Ground.GENDER: (
        rf"(?:only\s)?{_SEX}\s(?:candidates?|applicants?)(?:\s(?:only|preferred|are preferred"
        r"|will be preferred|(?:will\s)?(?:get|be given)"
        r"\s(?:preference|priority)))?",
        rf"{_SEX}\s(?:need|should|may|must)\snot\sapply",
        rf"only\s{_SEX}\s(?:can|may|should|will|are)\s(?:apply|be considered|eligible|invited)",
        (
            r"(?:looking for|searching for|hiring|hire|seeking)\san?\s(?:[\w-]+\s(?:and\s)?){0,2}?"
            r"(?:girl|boy|lady|woman|man|guy|gentleman)\b"
            r"(?!['-]|\s(?:or|and|/|models?|influencers?|audience|customers?|brand)\b)"
        ),
        (
            r"(?:gender|sex)\s?(?:preference\s?)?[:-]\s?(?:only\s)?(?:females?|males?|wom[ae]n"
            r"|m[ae]n)\b(?!\s?(?:and|or|/|,|&))"
        ),
        r"(?:candidates?|applicants?)\s(?:must|should)\sbe\s(?:an?\s)?(?:female|male|wom[ae]n|m[ae]n)\b",
    ),
    Ground.LOOKS: (
        rf"(?:smart|good|nice|beautiful|attractive|decent)[\s-]looking\s{_WHO}",
        r"(?:attractive|beautiful|pretty|handsome|good-looking|slim|fair-skinned|fair)\s(?:and\s\w+\s)?"
        r"(?:girl|lady|woman|candidates?|female|male|man|boy|person|applicants?|ladies|girls)\b",
        r"(?:candidates?|applicants?|you)\s(?:must|should)\sbe\s(?:\w+\s(?:and\s)?)?(?:presentable"
        r"|attractive|beautiful|handsome"
        r"|good[\s-]looking|smart[\s-]looking)",
        r"(?:cv|resume|résumé|application)s?\swith\s(?:(?:a|an|your|recent|passport|size"
        r"|passport-size|full|length|full-length|one|two|copy|of"
        r"|coloured|colored)\s){0,4}(?:photo|photograph|picture)s?\b",
        r"(?:minimum\s)?height\D{0,14}?\d\s?(?:'|ft\b|feet|foot)\s?(?:\d{1,2}(?:\"|''|\s?inch(?:es)?)?)?",
        r"fair\s(?:complexion|skin tone)",
        (
            r"full[\s-](?:size|length)\s(?:photo|picture)s?(?:graphs?)?\s(?:of\s)?(?:yourself"
            r"|the candidate|the applicant)"
        ),
    ),
    Ground.FAMILY: (
        (
            r"(?:unmarried|single)\s(?:females?|males?|girls?|lady|ladies|wom[ae]n only|m[ae]n only"
            r"|candidates?|applicants?)\b"
        ),
        r"(?:only\s)?(?:un)?married\s(?:candidates?|applicants?)",
        r"marital status\s?[:-]\s?(?:single|unmarried|married|bachelor)",
        (
            r"(?:candidates?|applicants?|girls?|lad(?:y|ies)|wom[ae]n|females?)\s(?:with no|without)\s"
            r"(?:small\s|young\s)?(?:kids|children)\b"
        ),
        r"(?:no|without)\s(?:any\s)?family\s(?:responsibilit\w+|obligations|commitments)",
        (
            r"(?:not\s(?:be\s)?pregnant|(?:no|not)\s(?:plans?|planning)\s(?:of\s|for\s|a\s|to\s)*"
            r"(?:pregnan\w+|maternity(?:\sleave)?|have children))"
        ),
    ),
    Ground.ORIGIN: (
        rf"(?:only\s)?{_FAITH}\s(?:candidates?|applicants?)(?:\s(?:only|preferred))?",
        r"religion\s?[:-]\s?(?:islam|muslim|hindu\w*|christian\w*|buddhis\w*)",
        rf"(?:candidates?|applicants?|you)\s(?:must|should)\sbe\s(?:an?\s)?(?:practi[cs]ing\s)?{_FAITH}",
        rf"{_FAITH}\s(?:need|should|may|must)\snot\sapply",
        r"(?:of|with)\s(?:european|slavic|asian|white)\s(?:appearance|looks)",
    ),
    Ground.HEALTH: (
        r"(?:candidates?|applicants?|you)\s(?:must|should)\s(?:be\s(?:physically\s(?:and mentally\s)?"
        r"(?:fit|sound|healthy|able)|able-bodied|in\s"
        r"(?:good|sound|excellent)\shealth|medically fit|healthy)|have\s(?:good|sound|excellent)\s"
        r"(?:physical\s|mental\s)?health)",
        r"physically\s(?:and mentally\s)?(?:fit|sound|able|healthy)\b",
        r"(?:no|without(?:\sany)?|free (?:from|of)(?:\sany)?)\s(?:physical\s)?disabilit(?:y|ies)",
        r"able-bodied",
        (
            r"(?:disabled|handicapped)\s(?:persons?|people|candidates?|applicants?)\s(?:need|should|may"
            r"|must)\snot\sapply"
        ),
        r"pregnancy test|medically fit",
    ),
}

OPEN_EN: dict[Ground, tuple[str, ...]] = {
    Ground.AGE: (
        r"(?:^|[,;:(•]\s?|\bbe\s|\bis\s|\bare\s|-\s)(?P<words>(?:under|below|younger than"
        r"|not older than|no older than|not over)\s"
        rf"(?:the age of\s)?{_AGE}{_YEARS}){_END}",
        r"(?:under|below|younger than|not older than|no older than|not over|up to|maximum|max\.?)\s"
        rf"(?:the age of\s)?{_AGE}\s?(?:years?|yrs?)\s"
        r"(?:old|of age)",
        rf"under the age of\s{_AGE}",
        rf"(?:aged?|ages|between the ages of)\s(?:between\s|from\s)?{_AGE}\s?(?:-|to|and)\s?{_AGE}{_YEARS}",
        rf"{_AGE}\s?(?:-|to)\s?{_AGE}\s(?:years?|yrs?)\s(?:old|of age)",
        r"(?:maximum\s|max\.?\s|upper\s)?age(?:\slimit|\srange|\sgroup|\sbracket)?\s?(?:[:-]|is"
        r"|must be|should be|between|below|under|up to|not"
        r" (?:over|more than|exceeding)|no more than|max(?:imum)?)\s?(?:(?:between|from|under|below"
        r"|up to|max(?:imum)?|at most|not more than)\s)?"
        rf"{_AGE}(?:\s?(?:-|to|and)\s?{_AGE})?{_YEARS}",
        (
            r"(?P<words>young(?:\sand\s\w+)?)\s(?:,?\s?\w+\s)?(?:person|professional|specialist"
            r"|manager|marketer"
            r"|graduate|lady|ladies|girl|boy|guy|talent|individual)s?\b"
        ),
        r"young(?:,|\sand|\s&)\s(?:energetic|dynamic|smart|enthusiastic|ambitious|motivated"
        r"|hard-?working|creative|passionate|fresh)\b"
        r"(?!(?:,?\s\w+){0,2}\s(?:team|company|brand|start-?up|office|collective|business|agency|crowd))",
        r"(?:must|should)\sbe\syoung\b|someone\syoung\b|digital natives? only",
    ),
    Ground.GENDER: (
        rf"{_SEX}\s(?:only|preferred|preferably|will be preferred|are preferred|(?:will\s)?(?:get"
        r"|be given)\s(?:preference|priority))"
        r"(?![\s-](?:gym|groups?|pages?|communit|brand|shop|collection|event|class|club|section|line"
        r"|range|coach|school|college|network))",
        rf"only\s(?:for\s)?(?:females?|males?|ladies|women|men|girls|boys)\b{_END}",
        (
            r"(?:only|preferably)\s(?:female|male|lady|ladies|girls|boys)\s(?:managers?|marketers?"
            r"|specialists?|executives?|staff|employees?)"
        ),
        (
            rf"{_SEEK}\s(?:for\s)?(?:an?\s)?(?:[\w-]+\s(?:and\s)?){{0,2}}?{_ONE}\b(?!['-]|\s(?:or|and|/)\s"
            rf"(?:{_SEX}|{_ONE})\b)"
        ),
        (
            rf"{_ONE}\s(?:smm|social media|digital|content|community|page|marketing)(?:\s\w+)?\s?"
            r"(?:manager|marketer|specialist|executive|moderator)s?"
        ),
    ),
    Ground.LOOKS: (
        r"(?:smart|good|nice|decent|attractive)[\s-]looking\b",
        (
            r"(?:pleasant|presentable|attractive|smart|good physical|decent physical|impressive physical)"
            r"\s(?:physical\s)?appearance\b(?!\sof)"
        ),
        r"good looks\b|physically attractive|physical attractiveness",
        r"(?:must|should)\sbe\s(?:\w+\s(?:and\s)?)?(?:presentable|beautiful|handsome|pretty)\b",
        r"(?:be|smart and|neat and)\spresentable\b",
        (
            r"(?:full[\s-](?:size|length)|recent|passport[\s-]size)\s(?:photo|picture)(?:graph)?s?\s(?:is"
            r"\s|are\s)?(?:required|mandatory|a must|must)"
        ),
    ),
    Ground.FAMILY: (
        r"unmarried\b",
        r"(?:must|should)\sbe\ssingle\b(?=\s?(?:[.,;)!?\n]|$|and\b|or\b))",
        r"bachelors? only\b|(?:preferably|only)\s(?:single|bachelor)\b(?=\s?(?:[.,;)!?\n]|$))",
        (
            r"married\s(?:females?|women|girls?|lad(?:y|ies)|men|males?)\s(?:only|preferred|are preferred"
            r"|not allowed)"
        ),
    ),
    Ground.ORIGIN: (
        (
            rf"{_FAITH}\s(?:only|preferred|are preferred|females?|males?|girls?|boys?|lad(?:y|ies)"
            r"|wom[ae]n|man)\b"
        ),
        rf"(?:only|preferably|must be|should be)\s(?:an?\s)?(?:practi[cs]ing\s)?{_FAITH}\b",
    ),
    Ground.HEALTH: (
        (
            r"(?:must|should)\s(?:be in|have|enjoy)\s(?:good|sound|excellent|perfect)\s(?:physical\s"
            r"|mental\s)?health\b"
        ),
        r"(?:good|sound|excellent)\s(?:physical(?:\sand mental)?)\s(?:health|condition|fitness)\b",
        r"(?:must|should)\sbe\s(?:healthy|fit and healthy)\b",
        r"medical\s(?:test|examination|check-?up|fitness certificate)\s(?:is\s)?(?:required|mandatory)",
    ),
}

# Both sexes named, or one invited without the other being turned away.
SPARED_EN = (
    rf"(?:both\s)?{_SEX}\s?(?:and|or|/|&|,)\s?(?:both\s)?{_SEX}(?:\s\w+)?",
    (
        r"(?:female|women|male)\s(?:candidates?|applicants?)\s(?:are\s)?(?:especially\s|also\s|strongly\s"
        r"|equally\s)?(?:encouraged|welcome|invited)"
    ),
    r"(?:young|mature|older)\s(?:and|or)\s(?:young|mature|older|experienced)",
)
