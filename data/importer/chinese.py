"""What a Chinese name in letters looks like: a surname of the list, then syllables of the spelling Pinyin. It finds nothing itself."""

import re
from collections.abc import Sequence

from data.importer.words import words

SURNAMES = words(
    "ai an bai ban bao bi bian bu cai cao cen chai chang che chen cheng chi chu cui dai deng di ding dong dou du duan fan fang fei feng fu gan gao ge geng gong gou gu guan guo han hao he hong hou hu hua huang hui huo ji jia"
    " jian jiang jiao jin jing kang ke kong kuang lai lan lang lei leng li lian liang liao lin ling liu long lou lu luo lv lyu ma mao mei meng mi miao mo mu nan ni nie ning niu ouyang pan pang pei peng pu qi qian qiang qiao qin"
    " qiu qu quan ran rao ren ruan shan shang shao shen sheng shi shu shuai situ song su sun tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying you yu"
    " yuan yue yun zang zeng zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuo zong zou zuo zhuge shangguan"
)
_SYLLABLE = r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|ve|er|a|o|e|i|u|v))"
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE}){{0,2}}", re.IGNORECASE)
_LONGER = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE}){{1,3}}", re.IGNORECASE)


def is_person(parts: Sequence[str]) -> bool:
    """Whether two or three words are a surname and a given name; letters such as AI are neither."""
    return (
        len(parts) in (2, 3)
        and parts[0].casefold() in SURNAMES
        and all(part[0].isupper() and _GIVEN.fullmatch(part) for part in parts[1:])
        and (parts[0].isupper() or not any(part.isupper() for part in parts[1:]))
    )


def is_name_of_place(word: str) -> bool:
    """Whether a word is of two syllables or more and no surname, as names of towns and rivers are, and firms after them."""
    return word[:1].isupper() and word.casefold() not in SURNAMES and bool(_LONGER.fullmatch(word))


def is_pinyin(word: str) -> bool:
    return bool(_GIVEN.fullmatch(word))
