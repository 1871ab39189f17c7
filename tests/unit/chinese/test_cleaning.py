from __future__ import annotations

import pytest

from lantu.chinese.cleaning import clean
from lantu.chinese.lines import join_lines
from lantu.chinese.script import simplify_script
from lantu.model.text import MappedText


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        # pinyin
        ("藍(lán)河市(縣)與乾(gān)果", "蓝河市（县）与干果"),
        ("蓝（lan）河（hé）和氧(O)", "蓝河和氧（O）"),
        # script
        ("沿著藍河,意味著甚麼?原著和著名景點", "沿着蓝河，意味着什么？原著和著名景点"),
        ("「十四五」時期發展規劃", "“十四五”时期发展规划"),
        ("乾县、沈阳、著作、藉以瞭望", "乾县、沈阳、著作、藉以瞭望"),
        # width
        ("达标率９８．５％,绿地1,200处;比例1:3(含新建)", "达标率98.5%，绿地1,200处；比例1:3（含新建）"),
        ("PM_2.5、PM₂.₅和PM2．5浓度", "PM2.5、PM2.5和PM2.5浓度"),
        ("完成10%,其中5G基站30座!", "完成10%，其中5G基站30座！"),
        ('建设"两廊"和"三园"', "建设“两廊”和“三园”"),
        ("see plan (v1.2), page 3: ok", "see plan (v1.2), page 3: ok"),
        ("增长4%—5%,2021-2025年", "增长4%—5%，2021-2025年"),
        ("园区面积３㎢,长５㎞", "园区面积3平方公里，长5公里"),
        ("Ⅲ类水体,25℃", "Ⅲ类水体，25℃"),
        ("(1)加强(含(二))", "（1）加强（含（二））"),
        # spaces
        ("到 2025 年， “ 蓝河 ” 湾 ( 一期 ) 建成", "到2025年，“蓝河”湾（一期）建成"),
        ("序　言", "序言"),
        ("第三章 建设产业体系 夯实 “双链” 根基", "第三章 建设产业体系 夯实 “双链” 根基"),
        ("第九篇　推进治理，建设花城", "第九篇 推进治理，建设花城"),
        ("项目　　单位　　2025年　　属性", "项目\t单位\t2025年\t属性"),
        ("12 林草覆盖率（%） 23.2 24.2 约束性", "12 林草覆盖率（%） 23.2 24.2 约束性"),
        ("引进 AI for Science 平台", "引进AI for Science平台"),
        ("蓝\u200b河\ufeff市\xa0长", "蓝河市长"),
        ("5. 5G基站\t120", "5. 5G基站\t120"),
        # lines
        ("一段。\r\n二段。\r三段。", "一段。\n二段。\n三段。"),
        ("浓度以PM\n2.5\n年均计", "浓度以PM2.5年均计"),
    ],
)
def test_clean(printed: str, wanted: str) -> None:
    cleaned = clean(printed)
    assert cleaned.mapped.text == wanted
    assert clean(wanted).mapped.text == wanted


def test_a_simplified_text_keeps_what_only_looks_traditional() -> None:
    text = "乾县历史悠久，著名学者沈先生著有三部专著，藉此闻名。" * 3
    assert simplify_script(MappedText.of(text)).text == text


BODY = (
    "蓝河市坚持生态优先的发展道路，统筹推进城乡建设、水系整治与产业升级，"
    "到规划期末建成三条滨水绿道和两座城市公园，居民出门十分钟可到达公共绿地，"
    "每年新增停车泊位五百个以上，老旧管网改造里程累计达到一百二十公里左右，"
)


def wrapped(paragraphs: list[str], width: int = 24) -> str:
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        first = paragraph[: width - 2]
        lines.append(first)
        lines += [paragraph[i : i + width] for i in range(width - 2, len(paragraph), width)]
        lines.append(f"— {number + 1} —")
    return "\n".join(lines)


def test_hard_wrapped_lines_are_joined_across_pages() -> None:
    paragraphs = [BODY[turn * 7 :] + BODY[:-1] + "。" for turn in range(5)]
    assert clean(wrapped(paragraphs)).mapped.text.split("\n")[:5] == paragraphs


def test_pinyin_is_told_from_its_character_across_the_end_of_a_line() -> None:
    paragraphs = [BODY[turn * 7 :] + BODY[:-1] + "。" for turn in range(5)]
    printed = (
        wrapped(paragraphs).replace("建\n", "建\n(jiàn)").replace("\n时", "\n时(shí)").replace("道\n", "道\n（dào）")
    )
    assert "\n(jiàn)" in printed or "\n（dào）" in printed
    assert clean(printed).mapped.text.split("\n")[:5] == paragraphs


def test_headings_and_rows_keep_their_lines_in_a_wrapped_text() -> None:
    paragraphs = [BODY[turn * 7 :] + BODY[:-1] + "。" for turn in range(4)]
    text = (
        "第一章 总体要求\n" + wrapped(paragraphs) + "\n一、主要指标\n序号 指标 2025年 属性\n1 绿地率（%） 40 约束性\n"
    )
    lines = clean(text).mapped.text.split("\n")
    assert lines[0] == "第一章 总体要求"
    assert "一、主要指标" in lines
    assert "1 绿地率（%） 40 约束性" in lines


def test_a_sentence_cut_by_a_page_number_is_whole_again() -> None:
    long = "到规划期末，全市建成三条滨水绿道和两座城市公园，覆盖"
    assert clean(f"{long}\n- 12 -\n全部街道。\n第 3 页 共 9 页\n二、保障").mapped.text == f"{long}全部街道。\n二、保障"


def test_running_heads_go_with_the_page_numbers() -> None:
    page = "蓝河市规划纲要\n— {} —\n一、加强绿化。\n"
    text = "".join(page.format(number) for number in range(1, 5))
    assert "蓝河市规划纲要" not in clean(text).mapped.text


def test_paragraph_lines_stay() -> None:
    text = "\n".join([BODY + "成效明显。", "目标", BODY * 2 + "稳步推进。", "（一）任务"] * 6)
    assert join_lines(MappedText.of(text)).text == text


def test_spans_lead_back_to_the_print() -> None:
    printed = "藍(lán)河市新增綠(lǜ)地 ３㎡,達標。"
    mapped = clean(printed).mapped
    at = mapped.text.index("绿地3平方米")
    start, end = mapped.original_span(at, at + 6)
    assert printed[start:end] == "綠(lǜ)地 ３㎡"
