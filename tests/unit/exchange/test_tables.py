"""Strict tables: either language, whole or not at all, every reason named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.errors import PackageError
from lantu.exchange.csvfile import TableError, read_table, table_text, write_table
from lantu.exchange.csvtext import parse_rows
from lantu.model.records import Observation, Task, Unread

HEADER = "indicator,period,basis,value,unit,state,supplier,source\n"
ROW = "森林覆盖率,2026,point,46.90,%,final,市林草局,公报\n"


def written(folder, text, encoding="utf-8"):
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_either_language_with_mark_and_any_order(tmp_path):
    chinese = "数值,指标,时期,计算口径,单位,数据状态,数据提供单位,来源\r\n46.90,森林覆盖率,2026,point,%,final,市林草局,公报\r\n,,,,,,,\r\n"
    (found,) = read_table(Observation, written(tmp_path, chinese, "utf-8-sig"))
    assert found == read_table(Observation, written(tmp_path, HEADER + ROW))[0]
    assert found.value == Decimal("46.90")
    assert (found.subject, found.note) == ("", None)


def test_all_rows_are_complained_of_at_once(tmp_path):
    bad = ROW.replace("46.90", "四十七") + ROW.replace("point", "spot").replace("final", "") + "a,b\n" + ROW
    with pytest.raises(TableError) as refused:
        read_table(Observation, written(tmp_path, HEADER + bad))
    places = [(reason.fields["row"], reason.fields["column"]) for reason in refused.value.reasons]
    assert places == [(2, "value"), (3, "basis"), (3, "state"), (4, "-")]
    assert [reason.fields["reason"].code for reason in refused.value.reasons] == ["P021", "P024", "P020", "P019"]
    for language in ("zh", "en"):
        assert len(refused.value.text(language).splitlines()) == 5
    assert "四十七" in refused.value.text("zh")


def test_many_reasons_are_cut_short_in_words_only(tmp_path):
    with pytest.raises(TableError) as refused:
        read_table(Observation, written(tmp_path, HEADER + ROW.replace("46.90", "x") * 30))
    assert len(refused.value.reasons) == 30
    assert refused.value.text("en").splitlines()[-1] == "  … and 10 more"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("P016", ""),
        ("P016", "\n,,\n"),
        ("P013", HEADER.replace("unit", "einheit") + ROW),
        ("P014", HEADER.replace("\n", ",单位\n") + ROW.replace("\n", ",%\n")),
        ("P017", "indicator,period\nx,2026\n"),
        ("P015", HEADER + '"x" y,2026\n'),
        ("P015", HEADER + 'x"y,"2026\n'),
    ],
)
def test_headers_and_quotes_that_do_not_fit(tmp_path, code, text):
    with pytest.raises(TableError) as refused:
        read_table(Observation, written(tmp_path, text))
    assert code in {reason.fields["reason"].code for reason in refused.value.reasons}


def test_ids_are_given_once(tmp_path):
    text = "id,reason,text,passage,start,end\nu1,broken_characters,x,1,0,1\nu1,broken_characters,y,1,2,3\n,broken_characters,z,1,4,5\n"
    with pytest.raises(TableError) as refused:
        read_table(Unread, written(tmp_path, text))
    assert [reason.fields["reason"].code for reason in refused.value.reasons] == ["P009", "P020"]


def test_another_encoding_and_a_missing_file(tmp_path):
    with pytest.raises(PackageError, match="P008"):
        read_table(Observation, written(tmp_path, HEADER + ROW, "gb18030"))
    with pytest.raises(PackageError, match="P005"):
        read_table(Observation, tmp_path / "none.csv")


def test_names_in_one_cell_as_people_write_them(tmp_path):
    text = table_text(Task, []) + "t1,修桥,修,桥,交通局,财政局；水利局;住建局,2027,false,,1.1,0.9,1,2\n"
    (task,) = read_table(Task, written(tmp_path, text))
    assert task.bodies == ("财政局", "水利局", "住建局")
    assert "财政局、水利局、住建局" in table_text(Task, [task])


def test_a_cell_is_no_formula_for_a_spreadsheet(tmp_path):
    place = Unread(id="u1", reason="unreadable_value", text='=HYPERLINK("x")', passage="1", start=0, end=1)
    write_table(tmp_path / "t.csv", Unread, [place])
    assert ",\"'=HYPERLINK" in (tmp_path / "t.csv").read_text("utf-8")
    assert read_table(Unread, tmp_path / "t.csv") == (place,)


def test_a_failed_write_leaves_the_old_table(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    write_table(path, Unread, [])
    before = path.read_bytes()
    monkeypatch.setattr("lantu.exchange.files.os.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(PackageError, match="P006"):
        write_table(path, Unread, [], "zh")
    assert [each.name for each in tmp_path.iterdir()] == ["t.csv"]
    assert path.read_bytes() == before


def test_ten_million_marks_end_soon():
    assert len(list(parse_rows("," * 2_000_000))) == 0
    with pytest.raises(ValueError, match="1"):
        list(parse_rows('"' * 10_000_001))
