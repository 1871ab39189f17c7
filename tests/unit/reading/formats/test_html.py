"""Web pages: the document without the portal, whatever the page says of itself."""

from __future__ import annotations

import base64

import pytest

from lantu.reading.formats import open_document


def read(body: str, head: str = "") -> str:
    return open_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "plan.html").text


LONG = "<p>到2030年，森林覆盖率达到48%，城镇调查失业率控制在5.5%以内，新增就业16万人。</p>" * 3


def test_what_the_portal_adds_is_left_out():
    links = "".join(f"<li><a href='#'>栏目{n}的名称</a></li>" for n in range(9))
    body = (
        f"<header>站名</header><nav>导航</nav><div class='header-top'>电话</div><ul>{links}</ul><script>var a='到2030年'</script>"
        f"<style>p</style><div class='bread crumbs'>您的位置</div>{LONG}<p hidden>隐藏一</p><p style='color:red; DISPLAY : none'>隐藏二</p>"
        f"<div aria-hidden='true'>隐藏三</div><div id='share'>分享</div><footer>版权</footer><!-- 注释 -->"
    )
    assert set(read(body).split("\n")) == {
        "到2030年，森林覆盖率达到48%，城镇调查失业率控制在5.5%以内，新增就业16万人。"
    }


def test_a_block_with_much_of_the_text_stays_whatever_its_name():
    assert "48%" in read(f"<div class='footer'>{LONG}</div><p>短</p>")


def test_only_the_main_part_where_there_is_one_and_its_title():
    text = read(f"<h1>蓝河市规划</h1><div>来源：某网</div><div id='zoom'>{LONG}</div>")
    assert text.startswith("蓝河市规划\n到2030年")
    assert "来源" not in text


def test_paragraphs_breaks_and_blanks():
    assert (
        read("<h2>第一章\n 总则</h2>甲<br>乙<div>丙 <b>丁</b>&nbsp;&amp;&#25105;</div><p>\n\n戊</p>")
        == "第一章 总则\n甲\n乙\n丙 丁\xa0&我\n戊"
    )


def test_lists_are_numbered_as_shown():
    assert read("<ol start=3><li>甲<li>乙<ol type=a><li>丙</ol></ol><ul><li>丁</ul>").split("\n") == [
        "3. 甲",
        "4. 乙",
        "a. 丙",
        "丁",
    ]


def test_small_marks():
    assert (
        read("<p>PM<sub>2.5</sub>平均10<sup>3</sup>㎡<ruby>蓝<rp>(</rp><rt>lán</rt></ruby></p><pre>甲\n乙</pre>")
        == "PM2.5平均10³㎡蓝\n甲\n乙"
    )


def test_tables_with_merged_cells():
    body = (
        "<table><thead><tr><th rowspan=2>类别<th colspan=2>“十五五”<br>目标</tr><tr><th>2028年<th>2030年</tr></thead>"
        "<tr><td rowspan=2>生态<td rowspan=2>17.5<td>48</tr><tr><td>27</tr><tr><td colspan=3>一、民生</tr></table>"
    )
    assert read(body).split("\n") == [
        "类别\t“十五五”目标\t“十五五”目标", "类别\t2028年\t2030年", "生态\t17.5\t48", "生态\t\t27", "一、民生"
    ]  # fmt: skip


def test_a_figure_over_several_columns_stands_once():
    rows = (
        "<tr><td>指标<td colspan=2>目标<tr><td>投资<td colspan=2>500<tr><td colspan=3>注：" + "投资为五年累计数。" * 6
    )
    assert read(f"<table>{rows}</table>").split("\n") == [
        "指标\t目标\t目标",
        "投资\t500\t",
        "注：" + "投资为五年累计数。" * 6,
    ]


def test_a_table_that_only_lays_the_page_out():
    inner = "<table><tr><td>指标<td>值</tr><tr><td>水量<td>5</tr></table>"
    assert read(f"<table><tr><td>左<td><p>上</p>{inner}<p>下</p></table>").split("\n") == [
        "左",
        "上",
        "指标\t值",
        "水量\t5",
        "下",
    ]
    assert read(f"<table><tr><td>{LONG * 9}<td>右</table>").split("\n")[-1] == "右"


@pytest.mark.parametrize(
    ("declared", "real"),
    [("gb2312", "gb18030"), ("GBK", "gbk"), ("big5", "big5"), ("utf-8", "gbk"), ("x", "utf-8"), ("", "gb18030")],
)
def test_encodings(declared, real):
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body>{LONG}<p>工作</p></body></html>'
    document = open_document(page.encode(real, "xmlcharrefreplace"), "plan.html")
    assert document.text.endswith("工作")


def test_a_page_in_utf_16():
    assert open_document(f"<html><body>{LONG}".encode("utf-16"), "plan.html").encoding == "utf-16-le"


def test_a_message_with_a_page():
    page = base64.b64encode("<html><body><p>到2030年".encode("gbk"))
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n" + page + b"\r\n--x--"
    )
    document = open_document(data, "plan.doc")
    assert (document.text, [note.code for note in document.notes]) == ("到2030年", ["R020"])


def test_a_fragment_is_a_page_when_it_is_called_so():
    assert open_document("<p>甲</p><p>乙</p>".encode(), "plan.html").text == "甲\n乙"
    assert open_document("<p>甲</p><p>乙</p>".encode(), "plan.txt").text == "<p>甲</p><p>乙</p>"


def test_a_raised_figure_is_no_digit_of_the_number_before_it():
    assert (
        read("<p>达到25.3<sup>1</sup>，面积5km<sup>2</sup>，占比7<sup>[3]</sup>%。</p>")
        == "达到25.3¹，面积5km²，占比7³%。"
    )
