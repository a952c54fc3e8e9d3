"""What a section's paragraphs sound like, for a heading that does not say it. It reads no facts.

A paragraph speaks for a section by words of what is done there: people who meet, things that are built or paid for together, results that
are reported. One word says little; the paragraphs of a section together say it well.
"""

import re
from collections.abc import Iterable

_SIGNS = {
    "budget": r"budget\w*|expenditures?|outlays?|appropriat\w+|(?:per cent|percent|%) (?:more|up|above|over|higher)|(?:up|rise of|increase of|growth of) [\d.]+ ?(?:%|per)"
    r"|(?:billion|bn|trillion) yuan|yuan (?:billion|bn)|science and technology|research and development|(?:national |public )?defence|education|diplomacy|transfers?",
    "collaboration": r"joint(?:ly)?|together|partners?|companies|company|firms?|engineers|plants?|contracts?|worth|cost|paid|costs?|(?:million|billion|bn|m) (?:euros?|dollars|rupees|reais|pesos|rand|dirhams?|riyals?|pounds|kroner)"
    r"|(?:EUR|USD|US\$|GBP|AED|SAR|[$\u20ac\u00a3])\s?\d|inaugurat\w+|broke ground|handed over|delivered|supplied|suppliers?|built (?:by|for|with)|training|trained|began|started|share|shared|run by|both sides|solar|station|port|near",
    "breakthrough": r"reported?|published|papers?|journals?|authors?|researchers|scientists|physicists|chemists|biologists|doctors|stud(?:y|ies)|trials?|results?|first|records?|discover\w*|describ\w+|species|genome"
    r"|shown|presented|measured|quantum|telescope|space(?:craft|ship)?|prototypes?|longest|fastest|largest|minutes|hours|kilometres|degrees|times|patients|without|than|no|not|yet|so far|alone|can|found|designed|developed",
    "diplomacy": r"visit(?:s|ed|ing)?|met|meetings?|ministers?|vice|deputy|presidents?|ambassadors?|embass\w+|envoys?|delegat\w+|counterparts?|secretary|chair(?:ed|s)?|talks|dialogues?|summit|invit\w+|letters?|agreements?|memorand\w+"
    r"|signed|treat\w+|declar\w+|statements?|governments?|exchanges?|bilateral\w*|relations|councils?|commissions?|committees?|forums?|conferences?|host(?:s|ed)|held|protocols?|notes|scholarships?|students",
}  # fmt: skip
_HEARD = {section: re.compile(rf"(?<!\w)(?:{signs})(?!\w)", re.IGNORECASE) for section, signs in _SIGNS.items()}


def sounds(paragraphs: Iterable[str]) -> dict[str, float]:
    """For each section, the mean number of different signs of it in a paragraph; empty where there is no paragraph."""
    texts = list(paragraphs)
    return {
        section: sum(len({word.casefold() for word in heard.findall(text)}) for text in texts) / len(texts)
        for section, heard in _HEARD.items()
        if texts
    }
