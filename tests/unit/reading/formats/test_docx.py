"""Word documents: what is printed is read, what is not is left out."""

from __future__ import annotations

import pytest
from tests.unit.reading.formats.raw import NAMES, archive, cell, docx, paragraph, run, table

from lantu.reading.formats import open_document


def read(body: str, **parts: str) -> str:
    return open_document(docx(body, **parts), "plan.docx").text


def codes(body: str) -> list[str]:
    return [note.code for note in open_document(docx(body), "plan.docx").notes]


def level(depth: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def numbering(*levels: str, second: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{second}</w:num>'
    )


def item(words: str, depth: int = 0, number: int = 1) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_several_levels_begin_anew_under_each_above():
    levels = numbering(
        level(0, "第%1章", "chineseCountingThousand"),
        level(1, "%2、", "chineseCounting"),
        level(2, "（%3）", "chineseCounting"),
    )
    body = (
        item("总则")
        + item("目标", 1)
        + item("近期", 2)
        + item("远期", 2)
        + item("任务", 1)
        + item("保障")
        + item("机制", 1)
    )
    assert read(body, numbering=levels).split("\n") == [
        "第一章 总则", "一、目标", "（一）近期", "（二）远期", "二、任务", "第二章 保障", "一、机制"
    ]  # fmt: skip


def test_decimal_numbers_of_all_levels():
    levels = numbering(level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3."))
    assert read(item("甲") + item("乙", 1) + item("丙", 1) + item("丁", 2), numbering=levels).split("\n") == [
        "1 甲", "1.1 乙", "1.2 丙", "1.2.1.丁"
    ]  # fmt: skip


def test_a_level_printed_as_decimals_beside_chinese_ones():
    levels = numbering(level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert read(item("甲") + item("乙", 1), numbering=levels) == "第一章 甲\n1.1 乙"


def test_two_lists_of_one_kind_go_on_unless_one_begins_anew():
    assert read(item("甲") + item("乙", number=2), numbering=numbering(level(0, "%1."))) == "1.甲\n2.乙"
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert read(item("甲") + item("乙", number=2), numbering=numbering(level(0, "%1."), second=anew)) == "1.甲\n1.乙"


def test_bullets_say_nothing_but_dashes_stay():
    assert read(item("甲"), numbering=numbering(level(0, "\uf06c", "bullet"))) == "甲"
    assert (
        read(item("创新增强"), numbering=numbering(level(0, "——", "bullet", '<w:suff w:val="nothing"/>')))
        == "——创新增强"
    )


def test_a_list_that_is_switched_off_or_unknown():
    assert read(item("甲", number=0) + item("乙", number=9), numbering=numbering(level(0, "%1."))) == "甲\n乙"


def test_styles_number_paragraphs_through_their_base():
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="b"/>') + paragraph("乙", '<w:pStyle w:val="c"/>')
    assert read(body, numbering=numbering(level(0, "%1、")), styles=styles) == "1、甲\n乙"


def test_tracked_changes_are_read_as_accepted_and_said():
    body = (
        f"<w:p>{run('到2030年达到')}<w:del>{run('5')}</w:del><w:ins>{run('6')}</w:ins>{run('%。')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半，')}</w:p><w:p>{run('后半。')}</w:p>"
    )
    assert read(body) == "到2030年达到6%。\n前半，后半。"
    assert codes(body) == ["R021"]


def test_a_deleted_row_and_moved_text():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删')}{cell('除')}</w:tr>"
    body = table([cell("甲"), cell("乙")]).replace("</w:tbl>", gone + "</w:tbl>")
    moved = f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
    assert read(body + moved) == "甲\t乙\n新"


def test_hidden_text_is_left_out_and_said():
    body = f"<w:p>{run('到2030年')}{run('内部数', '<w:vanish/>')}{run('达到6%', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>"
    assert read(body) == "到2030年达到6%"
    assert codes(body) == ["R024"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph('框中文字')}</w:txbxContent>"
    twice = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert read(f"<w:p>{run('正文')}<w:r>{twice}</w:r>{run('继续')}</w:p>") == "正文继续\n框中文字"
    assert read(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>") == "框中文字"


def test_footnotes_follow_at_the_end_and_do_not_touch_the_figure():
    notes = (
        f'<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{paragraph("按2025年价格计算")}</w:footnote>'
    )
    body = f'<w:p>{run("达到186")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("亿元")}</w:p>' + paragraph("下一段")
    assert read(body, footnotes=notes) == "达到186亿元\n下一段\n按2025年价格计算"


def test_links_fields_controls_and_formulas():
    body = (
        f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><w:fldSimple w:instr='DATE'>{run('2026年')}</w:fldSimple>"
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{run("其一")}'
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('整段控件')}</w:sdtContent></w:sdt>"
    )
    assert read(body) == "链接2026年其一控件x+1\n整段控件"


def test_contents_made_by_word_are_left_out():
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>" + paragraph(
        "第一章 3", '<w:pStyle w:val="10"/>'
    )
    assert read(body + paragraph("正文"), styles=styles) == "正文"


def test_marks_inside_runs():
    inner = "<w:r><w:tab/><w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>48%</w:t></w:r>'
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>lán</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>蓝</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    assert read(f"<w:p>{inner}</w:p><w:p>{symbol}</w:p><w:p>{ruby}</w:p>") == "甲乙-丙\n丁\n≥48%\n蓝"


def test_merged_cells_are_filled_with_names_not_with_figures():
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        [cell("类别", restart), cell("“十五五”目标", '<w:gridSpan w:val="2"/>')],
        [cell("", goes_on), cell("2028年"), cell("2030年")],
        [cell("生态", restart), cell("17.5", restart), cell("48")],
        [cell("", goes_on), cell("", goes_on), cell("27")],
        [cell("一、民生", '<w:gridSpan w:val="3"/>')],
    )
    assert read(table(*rows)).split("\n") == [
        "类别\t“十五五”目标\t“十五五”目标", "类别\t2028年\t2030年", "生态\t17.5\t48", "生态\t\t27", "一、民生"
    ]  # fmt: skip


def test_a_box_of_one_cell_keeps_its_paragraphs():
    inner = f"<w:tc>{paragraph('专栏1 重点工程')}{paragraph('建设水库3座。')}</w:tc>"
    assert read(table([inner])) == "专栏1 重点工程\n建设水库3座。"


def test_a_figure_over_several_columns_stands_once():
    wide = '<w:gridSpan w:val="2"/>'
    rows = (
        [cell("指标"), cell("目标", wide)],
        [cell("投资"), cell("500", wide)],
        [cell("排放"), cell("完成下达任务", wide)],
    )
    assert read(table(*rows)).split("\n") == ["指标\t目标\t目标", "投资\t500\t", "排放\t完成下达任务\t完成下达任务"]


def test_a_label_over_the_whole_width_is_one_line():
    label = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("二、人民生活")}{paragraph("（3项）")}</w:tc>'
    assert read(table([label], [cell("甲"), cell("乙")])) == "二、人民生活（3项）\n甲\t乙"


def test_paragraphs_of_a_cell_do_not_join_figures():
    inner = f"<w:tc>{paragraph('投资5')}{paragraph('2.5公里')}</w:tc>"
    assert read(table([inner, cell("乙")])) == "投资5 2.5公里\t乙"


def test_a_table_within_a_table():
    inside = table([cell("甲"), cell("乙")])
    assert read(table([f"<w:tc>{paragraph('标题')}{inside}</w:tc>"])) == "标题\n甲\t乙"
    assert read(table([f"<w:tc>{inside}{paragraph('')}</w:tc>", cell("丙")])) == "甲乙\t丙"


def test_the_strict_form_and_a_main_part_of_another_name():
    data = docx(paragraph("第一章"), main="word/document2.xml")
    assert open_document(data, "plan.docx").text == "第一章"
    strict = NAMES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = archive({"word/document.xml": f"<w:document {strict}><w:body>{paragraph('严格')}</w:body></w:document>"})
    assert open_document(data, "plan.docx").text == "严格"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (1010, "一千零一十")],
)
def test_chinese_counting(number, words):
    levels = numbering(
        level(0, "第%1条", "chineseCounting").replace('<w:start w:val="1"/>', f'<w:start w:val="{number}"/>')
    )
    assert read(item("甲"), numbering=levels) == f"第{words}条 甲"


def test_a_raised_figure_is_no_digit_of_the_number_before_it():
    above = '<w:vertAlign w:val="superscript"/>'
    body = f"<w:p>{run('达到25.3')}{run('1', above)}{run('%，面积5km')}{run('2', above)}{run('，共')}{run('三', above)}</w:p>"
    assert read(body) == "达到25.3¹%，面积5km²，共三"
