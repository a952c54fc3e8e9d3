"""Says from an event's words what kind it is, how far it is, and which field and topics it belongs to. What no word tells stays open."""

import re

_KINDS = [
    ("mission", r"\b(?:launch(?:ed|es)?|orbit|lift(?:ed)? off|taikonauts?|astronauts?|spacecraft|probe|lander|docked|relay satellite|rocket|space station|maiden flight|first flight)\b"),
    ("agreement", r"\b(?:signed|agreements?|memorand(?:um|a)|MoU|protocols?|treaty|letter of intent|contract|renewed|action plan|accord)\b"),
    ("award", r"\b(?:award(?:ed)?|prize|medal|honou?red)\b"),
    ("appointment", r"\b(?:appointed|elected|took office|sworn in|named as)\b"),
    ("visit", r"\b(?:visit(?:ed|s)?|travelled|toured|delegation)\b"),
    ("forum", r"\b(?:forum|conference|summit|symposium|congress|workshop|dialogue|science week|seminar|expo|exhibition)\b"),
    ("facility", r"\b(?:laboratory|plant|station|centre|center|dam|park|farm|observatory|school|facility|hub|garden|seed bank|factory|railway|tunnel)\b.{0,120}\b(?:inaugurated|opened|operations?|operating|built|commissioned|service|construction|began|completed|founded|handed over|on stream|switched on)\b|\b(?:began|work|construction)\b.{0,40}\b(?:on|of)\b.{0,40}\b(?:park|plant|farm|centre|laboratory|station)\b"),
    ("meeting", r"\b(?:met|meeting|talks|received|discussed|held)\b"),
    ("declaration", r"\b(?:declaration|communiqu[e\u00e9]|joint statement)\b"),
    ("research", r"\b(?:study|paper|published|found|discover\w*|observ\w+|measured|decoded|sequenc\w+|genome|fossils?|proved|journal|described|picture of|detected)\b"),
    ("statement", r"\b(?:said|stated|announced|called for|stressed)\b"),
]  # fmt: skip
_BREAKTHROUGH = ("mission", "research", "award")
_FIELDS = {
    "space": r"satellites?|orbit|spacecraft|rockets?|lunar|moon|space station|taikonauts?|launch (?:site|cent)|probe|space (?:agency|administration|launch|mission)|Chang'e|asteroid|Venus|Mars\b",
    "astronomy": r"telescopes?|galax\w+|black holes?|stars?\b|radio burst|astronom\w+|cosmic|observatory",
    "physics": r"particle physics|physicists?|physics|mathematic\w+|detector|accelerator|collider|plasma|neutrino|laser|protons?|primes?\b",
    "quantum": r"quantum|qubits?|entangle\w+",
    "AI": r"artificial intelligence|\bAI\b|language model|multimodal\w*|machine learning|algorithm|neural|chatbot|large model|CARES Copilot|robots?|robotics",
    "energy": r"energy|batter(?:y|ies)|lithium-ion|solar|wind farm|power plant|electricity|hydro\w*|turbines?|nuclear|fusion|grid|biofuel|fuel|photovoltaic|megawatts?|power station|electrolyte",
    "materials": r"alloys?|materials?|metallurg\w+|plastic|glass fibre|polymer|graphene|ceramics?|rare earths?|chips?\b|semiconductor\w*",
    "transport": r"trains?|railways?|tunnel|bridges?|ferr(?:y|ies)|ships?\b|aircraft|vehicles?|ports?\b|drones?|maglev|airport|cranes?",
    "environment": r"ecolog\w+|environment\w*|climate|glaciers?|remote sensing|oceans?|marine|deep[- ]sea|desert\w*|biodiversity|water|flood|seism\w+|volcan\w+|earthquakes?|mangroves?|Arctic|Antarctic\w*|sediment|weather|pollution|Green Silk Road",
    "agriculture": r"rice|wheat|crops?|farm(?:s|ers|ing)?\b|agricultur\w+|seeds?|seed bank|livestock|locusts?|oats?|veterinary|soils?|food|swine|turkey|bees?",
    "biotech": r"genes?\b|gene (?:editing|therapy)|genom\w+|stem cells?|biotech\w*|DNA|protein|cloned",
    "health": r"clinical|medical|medicine|diseases?|patients?|hospitals?|vaccin\w+|cancer|malaria|tuberculosis|surg\w+|health|drug|therapy|cornea|neurosurgery|doctors?|physicians?",
    "policy": r"cooperation|bilateral|academic exchange|talent|funding|joint funding|science policy|exchange (?:students|places)|innovation system|reform|evaluation|sci-tech|priorit\w+",
}  # fmt: skip
_POLICY_KINDS = ("agreement", "meeting", "visit", "forum", "statement", "declaration", "appointment", "award")
_TOPICS = {
    "change-5-samples": r"Chang['\u2019]e-5 (?:lunar )?samples?", "change-6": r"Chang['\u2019]e-6", "change-7": r"Chang['\u2019]e-7", "change-8": r"Chang['\u2019]e-8", "queqiao-2": r"Queqiao-2",
    "ilrs": r"International Lunar Research Station|\bILRS\b", "smile": r"\bSMILE\b", "tiangong": r"Tiangong", "tianwen-2": r"Tianwen-2", "misrsat-2": r"MisrSat-2", "qianfan": r"Qianfan",
    "svom": r"\bSVOM\b", "ska": r"Square Kilometre Array|\bSKA\b", "bingo": r"\bBINGO\b", "cepc": r"\bCEPC\b", "iter": r"\bITER\b", "best": r"\bBEST\b", "meng-xiang": r"Meng ?Xiang",
    "kaznu-remote-sensing-lab": r"(?=.*KazNU)(?=.*remote sensing)", "waic": r"World (?:AI|Artificial Intelligence) Conference|\bWAIC\b",
    "belt-and-road-science": r"Belt and Road", "lunar-exploration": r"lunar (?:orbit|exploration|soil|mission|research)|\bMoon\b", "spaceflight": r"taikonauts?|space station|carrier rocket|test satellites|weather satellites?",
    "earth-observation": r"remote sensing|earth observation", "fusion-energy": r"\bfusion\b|tokamak|plasma", "quantum-computing": r"qubits?|quantum comput\w+",
    "astronomy-physics": r"telescopes?|black holes?|particle physics|mathematics|galax\w+|neutrino", "artificial-intelligence": r"artificial intelligence|\bAI\b|language model|multimodal\w*|CARES Copilot",
    "energy-engineering": r"batter(?:y|ies)|solar (?:park|panels|hybrid|farm)|wind farm|power plant|turbines?|alloys?", "desert-farming": r"desertification|dryland|desert (?:fruit|farming|control)",
    "ocean-polar": r"oceanograph\w+|deep[- ]sea|Antarctic\w*|Arctic|ice-going|research ship|marine geology", "research-funding": r"joint funding|research fund\w*|joint(?:ly)? fund(?:ed|s)? projects|science fund\w*",
    "academic-exchange": r"academic exchange|talent cultivation|exchange (?:places|students|of students)|exchange \w+ students|continue scientific collaboration", "health-biotech": r"clinical|vaccin\w+|gene therapy|diseases?|patients?|medical|genome",
    "science-governance": r"sci-tech systems?|science and technology cooperation|science policy|governance",
}  # fmt: skip
_PROJECTS = frozenset(
    ["change-5-samples", "change-6", "change-7", "change-8", "queqiao-2", "ilrs", "smile", "tiangong", "tianwen-2", "misrsat-2", "qianfan", "svom", "ska", "bingo", "cepc", "iter", "best", "meng-xiang", "waic"]
)  # fmt: skip
_PLANNED = (
    r"\b(?:will be (?:built|held|launched|signed|opened)|is to be (?:built|held|opened)|is (?:planned|scheduled|due) )"
)
_ANNOUNCED = r"\b(?:announced|said|stated|declared)\b.{0,40}\b(?:will|would|plans?|is to|are to)\b|\bplans? to\b"
_ONGOING = r"\b(?:is|are) (?:under way|underway|being built|under construction|continuing|running)\b"


def kind(text: str, section: str) -> str | None:
    """The first kind whose words stand in the first sentence."""
    if section == "budget":
        return "statement"
    told = [name for name, words in _KINDS if re.search(words, text, re.IGNORECASE)]
    if section == "breakthrough":
        return next((name for name in told if name in _BREAKTHROUGH), "technology")
    return next((name for name in told if name != "research"), told[0] if told else None)


def status(text: str, section: str) -> str:
    """How far it is, as the first sentence says."""
    if re.search(_ANNOUNCED, text) or section == "budget":
        return "announced"
    if re.search(_ONGOING, text):
        return "ongoing"
    return "planned" if re.search(_PLANNED, text) else "done"


def field(text: str, first: str, kind: str | None) -> tuple[str | None, str]:
    """Field and why it is unsure; empty where its words are clearly the most. Words of the first sentence count twice."""
    scores = {name: len(_found(words, text)) + len(_found(words, first)) for name, words in _FIELDS.items()}
    if kind in _POLICY_KINDS:
        scores["policy"] += 2
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not scores[ranked[0]]:
        return None, "no word tells its field"
    if scores[ranked[0]] <= scores[ranked[1]] + 1:
        return ranked[0], f"it may be {ranked[1]} as well"
    return ranked[0], ""


def topics(text: str, first: str) -> list[str]:
    """Projects that the first sentence names, and themes that any of the words tell."""
    return [name for name, words in _TOPICS.items() if re.search(words, first if name in _PROJECTS else text)]


def _found(words: str, text: str) -> set[str]:
    return {hit.casefold() for hit in re.findall(rf"\b(?:{words})", text, re.IGNORECASE)}
