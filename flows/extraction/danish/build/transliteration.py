"""Latin spellings of names that Faker gives in other alphabets.

Russian, Ukrainian and Bulgarian names come out as Danish papers spell them (*Sergej*, *Tjernenko*)
and as English sources do (*Sergei*, *Chernenko*); Greek, Georgian and Armenian names in the one
common romanisation.
"""

from __future__ import annotations

import re

_SHARED = dict(zip("абвгдезиклмнопрстуфы", "abvgdeziklmnoprstufy", strict=True)) | {
    "э": "e", "ь": "", "ъ": "", "х": "kh", "ц": "ts", "і": "i", "ґ": "g", "'": "", "ʼ": "",
    "’": "",
}  # fmt: skip
_DANISH = _SHARED | {
    "ж": "zj", "ч": "tj", "ш": "sj", "щ": "sjtj", "ю": "ju", "я": "ja", "й": "j", "ё": "jo",
    "є": "je", "ї": "ji",
}  # fmt: skip
_ENGLISH = _SHARED | {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "й": "i", "ё": "yo",
    "є": "ye", "ї": "yi",
}  # fmt: skip
_UKRAINIAN = {"г": "h", "и": "y"}
_BULGARIAN = {"ъ": "a", "х": "h", "щ": "sht", "ч": "ch", "ш": "sh", "ж": "zh", "ю": "yu", "я": "ya"}
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_GEORGIAN_LETTERS = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_GEORGIAN_IN_LATIN = "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
_GEORGIAN = dict(zip(_GEORGIAN_LETTERS, _GEORGIAN_IN_LATIN.split(" "), strict=True))
_ARMENIAN_LETTERS = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև"
_ARMENIAN_IN_LATIN = (
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev"
)
_ARMENIAN = dict(zip(_ARMENIAN_LETTERS, _ARMENIAN_IN_LATIN.split(" "), strict=True))

ALPHABETS: dict[str, tuple[dict[str, str], ...]] = {
    "ru_RU": (_DANISH, _ENGLISH),
    "uk_UA": (_DANISH | _UKRAINIAN, _ENGLISH | _UKRAINIAN),
    "bg_BG": (_DANISH | _BULGARIAN,),
    "el_GR": (_GREEK,),
    "ka_GE": (_GEORGIAN,),
    "hy_AM": (_ARMENIAN,),
}


def romanised(name: str, locale: str) -> set[str]:
    """The Latin spellings of a name; the name itself where its locale writes Latin letters."""
    if locale not in ALPHABETS:
        return {name}
    return {_spelled(name.casefold(), alphabet, locale) for alphabet in ALPHABETS[locale]}


def _spelled(name: str, alphabet: dict[str, str], locale: str) -> str:
    if locale in ("ru_RU", "uk_UA"):
        name = _slavic_special_cases(name, english=alphabet["я"] == "ya", russian=locale == "ru_RU")
    if locale == "el_GR":
        name = _greek_digraphs(name)
    if locale == "hy_AM":
        name = name.replace("ու", "u")
    return "".join(alphabet.get(letter, letter) for letter in name).title()


def _slavic_special_cases(name: str, *, english: bool, russian: bool) -> str:
    if russian:
        name = re.sub(r"^е|(?<=[аеиоуыэюя])е", "ye" if english else "je", name)
        name = re.sub(r"(?<=[жчшщ])ё", "o", name)
    if english:
        name = re.sub(r"(ий|ый)$", "y", name)
    return name


def _greek_digraphs(name: str) -> str:
    plain = name.translate(str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ"))
    for greek, latin in (("ου", "ou"), ("γγ", "ng"), ("γκ", "gk"), ("ευ", "ef"), ("αυ", "av")):
        plain = plain.replace(greek, latin)
    return re.sub(r"^μπ", "b", re.sub(r"^ντ", "d", plain))
