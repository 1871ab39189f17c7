"""Files written part by part, for what no library writes on request: numbering, tracked changes, hostile content."""

from __future__ import annotations

import io
import zipfile
import zlib

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def docx(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word document of a body in XML; further parts by name: numbering, styles, footnotes, each its content."""
    folder, _, base = main.rpartition("/")
    links = "".join(f'<Relationship Id="{n}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for n in parts)
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships {RELATIONS}><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>',
            main: f"<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
            f"{folder}/_rels/{base}.rels": f"<Relationships {RELATIONS}>{links}</Relationships>",
        }
        | {f"{folder}/{n}.xml": f"<w:{n} {NAMES}>{content}</w:{n}>" for n, content in parts.items()}
    )


def run(words: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(words: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words)}</w:p>"


def cell(words: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"


def xlsx(
    rows: str, more: str = "", styles: str = "", strings: str = "", sheets: str = "", title: str = "Sheet1"
) -> bytes:
    """A spreadsheet of one sheet of rows in XML; more stands after them; further sheets are only named."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{part}.xml"/>'
        for n, (kind, part) in enumerate(
            [("worksheet", "worksheets/sheet1"), ("styles", "styles"), ("sharedStrings", "strings")]
        )
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships {RELATIONS}><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {main} xmlns:r="{OFFICE}"><sheets><sheet name="{title}" sheetId="1" r:id="r0"/>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships {RELATIONS}>{links}</Relationships>",
            "xl/worksheets/sheet1.xml": f"<worksheet {main}>{more if more.startswith('<cols') else ''}<sheetData>{rows}</sheetData>{'' if more.startswith('<cols') else more}</worksheet>",
            "xl/styles.xml": f"<styleSheet {main}>{styles}</styleSheet>",
            "xl/strings.xml": f"<sst {main}>{strings}</sst>",
        }
    )


def pdf(
    *contents: bytes, resources: bytes = b"", font: bytes = b"", further: tuple[bytes, ...] = (), trailer: bytes = b""
) -> bytes:
    """A PDF of pages with these contents; further objects are numbered from 5 + 2 × pages on."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)]
    objects += [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>" % font, b"<</Font<</F1 3 0 R>>%s>>" % resources]
    for n, content in enumerate(contents):
        packed = zlib.compress(content)
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources 4 0 R>>" % (6 + 2 * n)
        objects += [page, b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)]
    objects += further
    written, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, lines, len(objects) + 1, trailer, len(written),
    )  # fmt: skip


def scan(pages: int) -> bytes:
    """A PDF of pages that hold a picture each and no text."""
    number = 5 + 2 * pages
    return pdf(
        *[DRAW] * pages,
        resources=b"/XObject<</Im1 %d 0 R>>" % number,
        further=(PICTURE,),
    )


PICTURE = b"<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>stream\n\0\x40\x80\xff\nendstream"
DRAW = b"q 500 0 0 700 50 50 cm /Im1 Do Q "
WORDS = b"BT /F1 12 Tf 50 700 Td (abcdefghijklmnop) Tj 0 -20 Td (qrstuvwxyz) Tj ET "


def lettered(*contents: bytes, first: int) -> bytes:
    """A PDF whose font says that its letters a to z are the characters from a code point on; /Im1 is a picture."""
    lines = b"".join(b"<%02x> <%04x>\n" % (97 + n, first + n) for n in range(26))
    cmap = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 26 beginbfchar\n%sendbfchar endcmap" % lines
    number = 5 + 2 * len(contents)
    return pdf(
        *contents,
        resources=b"/XObject<</Im1 %d 0 R>>" % (number + 1),
        font=b"/ToUnicode %d 0 R" % number,
        further=(b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap), PICTURE),
    )
