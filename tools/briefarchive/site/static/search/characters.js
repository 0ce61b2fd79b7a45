// Made by tools/make_characters.py; a test compares the two.
export const UNSPACED = "\\u{e01}-\\u{e30}\\u{e32}-\\u{e33}\\u{e40}-\\u{e46}\\u{e81}-\\u{eb0}\\u{eb2}-\\u{eb3}\\u{ebd}-\\u{ec6}\\u{edc}-\\u{edf}\\u{1000}-\\u{102a}\\u{103f}\\u{1050}-\\u{1055}\\u{1100}-\\u{11ff}\\u{3131}-\\u{318e}\\u{ac00}-\\u{d7a3}\\u{1780}-\\u{17b3}\\u{3005}-\\u{3007}\\u{3400}-\\u{4dbf}\\u{4e00}-\\u{9fff}\\u{f900}-\\u{faff}\\u{20000}-\\u{323af}\\u{3041}-\\u{3096}\\u{309d}-\\u{309f}\\u{30a1}-\\u{30fa}\\u{30fc}-\\u{30ff}\\u{31f0}-\\u{31ff}\\u{ff66}-\\u{ff9d}\\u{3105}-\\u{312f}";
export const HAN = "\\u{3005}-\\u{3007}\\u{3400}-\\u{4dbf}\\u{4e00}-\\u{9fff}\\u{f900}-\\u{faff}\\u{20000}-\\u{323af}";
export const MARKS = "\\u{300}-\\u{36f}\\u{e31}\\u{e34}-\\u{e3a}\\u{e47}-\\u{e4e}\\u{eb1}\\u{eb4}-\\u{ebc}\\u{ec8}-\\u{ece}\\u{102b}-\\u{103e}\\u{1056}-\\u{1059}\\u{17b4}-\\u{17d3}\\u{3099}-\\u{309a}\\u{fe00}-\\u{fe0f}\\u{ff9e}-\\u{ff9f}\\u{e0100}-\\u{e01ef}";
export const UNSEEN = "\\u{ad}\\u{61c}\\u{200b}\\u{200e}-\\u{200f}\\u{202a}-\\u{202e}\\u{2060}-\\u{2064}\\u{2066}-\\u{2069}\\u{feff}";
export const PUNCTUATION = "!\"#%&'()*+,-./:;<=>?@[\\]_`{|}~\u00a1\u00a7\u00ab\u00ac\u00ae\u00b0\u00b7\u00bb\u00bf\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2020\u2021\u2022\u2026\u2030\u2039\u203a\u2044\u02bc\u02c6\u3001\u3002\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u301c\uff01\uff08\uff09\uff0c\uff0d\uff0e\uff0f\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d\uff5e\u30fb\u060c\u061b\u061f\u00b6";
export const JOINTS = "-/\\_~|&+=:;()[]{}<>\"!?@#%*\u00ab\u00bb\u201c\u201d\u201e\u2026\u00b7\u2022\u2010\u2011\u2012\u2013\u2014\u2015\u2044";
export const ELISIONS = "'\u2019\u2018\u02bc";
export const RUN_END = "\u01c0";
export const GLUE = "^";
export const PASSAGE_END = "\u00b6";
export const PINYIN = "\u01c2";
export const PASSAGE = "\u01c1";
export const OWN_SIGNS = {"^": "\u02c6", "\u01c0": "|", "\u00b6": "\u00a7", "\u01c2": "\u2021", "\u01c1": "||"};
export const LETTERS = {"\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u0131": "i", "\u014b": "n", "\u0127": "h"};
export const ARABIC_ARTICLES = ["\u0648\u0627\u0644", "\u0641\u0627\u0644", "\u0628\u0627\u0644", "\u0643\u0627\u0644", "\u0644\u0644", "\u0627\u0644"];
