"""JSON and CSV become rows, as spreadsheets write them; what is wrong is said with its line."""

from wipo.webinars.importing.rows import Unreadable
from wipo.webinars.importing.sources import MAX_BYTES
from wipo.webinars.importing.sources import parse
from wipo.webinars.importing.sources import read

import json
import pytest

CSV = """\
type,year,id,language,state,title,objectives,audiences,builds_on,released,day_held,attended
Webinar,2024,first,en,held,First,Know|Do,smes ip-offices,,2024-05-30,2024-04-11,645
Webinar,2024,first,ar,,الأولى,,,,,,
Topic,2024,second,fr,,Deuxième,,,first,,,
"""


def rows(text, encoding="utf-8"):
    return parse("file.csv", text.encode(encoding))


def problems(name, data):
    with pytest.raises(Unreadable) as caught:
        parse(name, data if isinstance(data, bytes) else data.encode())
    return [(problem.place, problem.field, problem.reason) for problem in caught.value.problems]


def test_lines_of_one_item_are_translations():
    first, second = rows(CSV)
    assert first.data["original_language"] == "en"
    assert first.data["translations"] == {
        "en": {"title": "First", "objectives": "Know|Do"},
        "ar": {"title": "الأولى"},
    }
    assert first.data["fields"] == {"audiences": "smes ip-offices", "attended": "645"}
    assert first.data["released"] == {"en": "2024-05-30"}
    assert first.data["history"] == {"held": "2024-04-11"}
    assert second.data["builds_on"] == "first"
    assert first.places == {"en": "file.csv, line 2", "ar": "file.csv, line 3"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write(encoding, delimiter):
    found = rows(CSV.replace(",", delimiter), encoding)
    assert [row.data for row in found] == [row.data for row in rows(CSV)]


def test_excels_first_line():
    found = rows("sep=;\n" + CSV.replace(",", ";"))
    assert found[0].place == "file.csv, line 3"
    assert len(found) == 2


def test_lines_are_counted_through_cells_of_several_lines():
    text = (
        'type,year,id,language,title,objectives\nTopic,2024,a,en,A,"One\nTwo"\nTopic,2024,b,en,B,\n'
    )
    first, second = rows(text)
    assert first.data["translations"]["en"]["objectives"] == "One\nTwo"
    assert second.place == "file.csv, line 4"


def test_empty_lines_do_not_matter():
    assert len(rows(CSV + "\n,,,,,,,,,,,\n")) == 2


@pytest.mark.parametrize(
    "text,expected",
    [
        ("type,year,language,colour\n", ("file.csv, line 1", "", "colour")),
        ("type,year,title\n", ("file.csv, line 1", "", "“language” is missing")),
        ("type,year,language,type\n", ("file.csv, line 1", "", "twice")),
        (
            "type,year,id,language,title\nTopic,2024,a,en,A,more\n",
            ("file.csv, line 2", "", "6 cells under 5 columns"),
        ),
        (
            "type,year,id,language\nTopic,2024,a,en\nTopic,2024,a,en\n",
            ("file.csv, line 3", "language", "there already, in file.csv, line 2"),
        ),
        (
            "type,year,id,language\nTopic,2024,a,\n",
            ("file.csv, line 2", "language", "missing"),
        ),
        (
            "type,year,id,language,scope\nTopic,2024,a,en,reviews\nTopic,2024,a,fr,briefings\n",
            ("file.csv, line 3", "scope", "differs from file.csv, line 2"),
        ),
        ('type,year,language\n"Topic', ("file.csv, line 2", "", "no CSV")),
    ],
)
def test_bad_csv(text, expected):
    place, field, reason = expected
    found = problems("file.csv", text)
    assert len(found) == 1
    assert found[0][:2] == (place, field)
    assert reason in found[0][2]


@pytest.mark.parametrize(
    "name,data,reason",
    [
        ("a.xlsx", "PK", ".json or .csv"),
        ("a.json", "{", "no JSON"),
        ("a.json", "[" * 100_000, "no JSON"),
        ("a.json", "[]", "no records"),
        ("a.json", '{"records": {}}', "no records"),
        ("a.json", '{"records": []}', "no records"),
        ("a.json", '{"records": [1]}', "no record"),
        ("a.csv", "", "no records"),
        ("a.csv", b"type,year\n\xe9", "UTF-8"),
        ("a.csv", b"x" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_unreadable(name, data, reason):
    found = problems(name, data)
    assert len(found) == 1
    assert reason in found[0][2]


def test_json_errors_have_their_line():
    assert problems("a.json", '{\n"records": [\n}')[0][0] == "a.json, line 3"


def test_json_records_are_named():
    data = json.dumps({"records": [{"id": "one"}, {"year": 2024}]}).encode()
    assert [row.place for row in parse("a.json", data)] == [
        "a.json, record 1 (one)",
        "a.json, record 2",
    ]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Unreadable):
        read(tmp_path / "nothing.csv")


def test_a_file(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(CSV, encoding="utf-8")
    assert [row.data for row in read(path)] == [row.data for row in rows(CSV)]
