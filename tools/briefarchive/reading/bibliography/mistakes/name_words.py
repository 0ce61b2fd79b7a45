"""Words by which names of people and of organisations are told apart in lists of authors."""

import re

_GIVEN = (
    "Aaron Adam Adrian Alan Albert Alec Alex Alexander Alexandra Alexei Alice Alison Amanda Amy Ana Andrea "
    "Andreas Andrei Andrew Andy Angela Anita Ann Anna Anne Anthony Antonio Arthur Barbara Ben Benjamin Bernard "
    "Bill Bob Boris Brad Brian Bruce Carl Carlos Carol Caroline Catherine Charles Charlie Chris Christian "
    "Christina Christine Christopher Claire Clara Claudia Colin Craig Dan Daniel Daniela David Dean Deborah "
    "Denis Dennis Diana Diane Diego Dmitri Dmitry Don Donald Dorothy Douglas Edward Elena Elisabeth Elizabeth "
    "Emily Emma Eric Erik Ernest Eva Evan Eve Felix Fiona Frances Francesco Francis Frank Fred Frederick "
    "Gabriel Gary Geoffrey George Gerald Gerard Giovanni Glenn Gordon Graham Greg Gregory Guy Hannah Hans "
    "Harold Harry Heather Helen Henry Howard Hugh Ian Igor Irene Isabel Isabella Ivan Jack Jacob Jacques James "
    "Jamie Jan Jane Janet Jason Jay Jean Jeff Jeffrey Jennifer Jeremy Jessica Jim Joan Joanna Joe Joel Johan "
    "Johannes John Jonathan Jordan Jorge Jose Joseph Joshua Juan Judith Julia Julian Julie Karen Karl Kate "
    "Katherine Kathleen Kathrin Katie Keith Ken Kenneth Kevin Kim Klaus Kristin Larry Laura Lauren Lawrence "
    "Lee Leo Leonard Leslie Linda Lisa Louis Louise Lucy Luis Luke Marc Marco Marcus Margaret Maria Marie "
    "Mario Mark Markus Martha Martin Mary Matt Matthew Maxim Megan Melissa Michael Michel Michelle Miguel Mike "
    "Mikhail Nadia Nancy Natalia Natalie Neil Nicholas Nick Nicola Nicole Nikolai Nina Noah Nora Oleg Olga "
    "Oliver Olivia Oscar Owen Pablo Pamela Patricia Patrick Paul Paula Pavel Pedro Peter Philip Philippe Phil "
    "Pierre Rachel Ralph Raymond Rebecca Richard Rob Robert Robin Roger Roland Ron Ronald Rosa Rose Ross Roy "
    "Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Sergei Sergey Sharon "
    "Shaun Simon Sofia Sonia Sophia Sophie Stefan Stephanie Stephen Steve Steven Stuart Susan Sven Sylvia "
    "Tatiana Ted Teresa Theo Theodore Thomas Tim Timothy Tom Tony Tracy Ulrich Ursula Valerie Vanessa Vera "
    "Victor Victoria Vincent Viktor Virginia Vladimir Walter Wayne Wendy Werner William Wolfgang Yuri Yvonne "
    "Zoe "
)
GIVEN_NAMES = frozenset(_GIVEN.split())
"""Given names that stand first in a byline."""

_EASTERN = (
    "An Ao Bai Ban Bao Bi Bian Cai Cao Chai Chang Chen Cheng Chi Chu Cui Dai Deng Ding Dong Dou Du Duan Fan "
    "Fang Fei Feng Fu Gan Gao Ge Geng Gong Gu Guan Guo Han Hao He Hong Hou Hu Hua Huang Huo Ji Jia Jiang Jiao "
    "Jin Jing Kang Ke Kong Kuang Lai Lan Lei Leng Li Lian Liang Liao Lin Ling Liu Long Lou Lu Luo Lv Lü Ma Mao "
    "Mei Meng Mi Miao Mo Mu Ni Nie Niu Ouyang Pan Pang Pei Peng Pi Pu Qi Qian Qiao Qin Qiu Qu Quan Ran Ren "
    "Ruan Sang Sha Shan Shang Shao Shen Sheng Shi Shu Sima Song Su Sun Tan Tang Tao Teng Tian Tong Tu Wan Wang "
    "Wei Wen Weng Wu Xi Xia Xiang Xiao Xie Xin Xing Xiong Xu Xue Yan Yang Yao Ye Yi Yin Ying You Yu Yuan Yue "
    "Zang Zeng Zhai Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zuo Kim Park Choi Jung Yoon Jang "
    "Lim Kwon Hwang Nguyen Tran Pham Hoang Phan Dang Bui "
)
FAMILY_NAMES_FIRST = frozenset(_EASTERN.split())
"""Family names of China, Korea and Vietnam as they are written in Latin letters, where they stand first."""

_DOUBLE = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 夏侯 歐陽 司馬 諸葛 東方 "
DOUBLE_FAMILY_NAMES = frozenset(_DOUBLE.split())
"""Chinese family names of two characters."""

ORGANISATION = re.compile(
    r"\b(?:Ministry|Department|Embassy|University|Institute|Institution|Bureau|Office|Committee|Commission|Council|Agency|"
    r"Administration|Association|Foundation|Corporation|Company|Centre|Center|Secretariat|Bank|Government|Organi[sz]ation|"
    r"Academy|Authority|Chamber|Fund|Federation|Forum|Group|Ltd|Inc|Xinhua|Reuters|Bloomberg|Newsroom|News|Press|Times|"
    r"Daily|Union|Library|Museum|Network|Parliament|Congress|Observatory|Society|Society|Board|Programme|Policy)\b"
)
"""Words that stand in names of organisations and in hardly any of people."""
