"""Word's styles for the documents: Times New Roman 14 in all four font slots, no theme, no colours."""

from __future__ import annotations

import attrs

from kdcl.blocks import MILLIMETRES_OF_A4, Margins
from kdcl.renderers.docx.markup import NAMESPACES, twips

TYPEFACE = "Times New Roman"
TEXT_POINTS = 14
"""The size of running text."""
TEXT_WIDTH = twips(MILLIMETRES_OF_A4[0]) - twips(Margins().left) - twips(Margins().right)
"""The width of the text of an upright page in twips; the page column of the contents ends there."""

RULE_INDENT = 1150
"""The room in twips on both sides of a rule in a column of an upright page."""

CONTENTS_STEP = 5
"""How much farther in each level of the contents begins, in millimetres."""
CONTENTS_ROOM = 15
"""What the words of the contents leave free at the right margin for some dots and a page, in millimetres."""
DEEPEST_HEADING = 9
_FIRST_LINE = twips(12.7)
_BOLD = "<w:b/><w:bCs/>"
_CAPITALS = "<w:caps/>"
# Word chooses the slot by the letter: plain ones are in ascii, Vietnamese ones with accents in hAnsi.
_FONTS = "<w:rFonts " + " ".join(f'w:{slot}="{TYPEFACE}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"


@attrs.frozen(kw_only=True)
class _Style:
    """A paragraph style: its paragraph properties and its look, as markup in the order the schema wants."""

    identity: str
    name: str
    paragraph: str = ""
    look: str = ""
    base: str = "Normal"
    following: str = ""
    is_builtin: bool = False

    @property
    def markup(self) -> str:
        # Word knows its own styles by their English names in every language, and those of others by this mark
        custom = "" if self.is_builtin else ' w:customStyle="1"'
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.identity}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.base}"/>{following}<w:qFormat/>'
            f"<w:pPr>{self.paragraph}</w:pPr><w:rPr>{self.look}</w:rPr></w:style>"
        )


def _spacing(before: int = 0, after: int = 0, line: int = 240) -> str:
    # twentieths of a point around paragraphs, but 240ths of a line between lines
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(points: int) -> str:
    # half points; szCs is the size in complex scripts
    return f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/>'


def _justified(how: str) -> str:
    return f'<w:jc w:val="{how}"/>'


def _rule(indent: int) -> str:
    return (
        # a line of text cannot be lower than its letters, but for an exact height
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        '<w:spacing w:before="80" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{indent}" w:right="{indent}"/>'
    )


_ROOMY = _spacing(after=120, line=276)
_STYLES = (
    _Style(identity="Body", name="Body", paragraph=f'{_ROOMY}<w:ind w:firstLine="{_FIRST_LINE}"/>{_justified("both")}'),
    _Style(identity="Plain", name="Plain", paragraph=_spacing(after=60, line=264)),
    _Style(identity="Cell", name="Cell", paragraph=_spacing(before=30, after=30), look=_size(13)),
    _Style(identity="Head", name="Head", paragraph=_spacing(after=40), look=_size(13)),
    _Style(
        identity="Item",
        name="Item",
        paragraph=f'<w:keepNext/>{_spacing(before=120, after=60, line=276)}<w:ind w:firstLine="{_FIRST_LINE}"/>',
        look=_BOLD,
        following="Body",
    ),
    _Style(
        identity="Caption",
        name="caption",
        paragraph=f"<w:keepNext/>{_spacing(before=180, after=100)}",
        look=_BOLD,
        is_builtin=True,
    ),
    _Style(identity="CoverAuthority", name="Cover Authority", paragraph=_justified("center"), look=_CAPITALS),
    _Style(
        identity="CoverTitle",
        name="Cover Title",
        paragraph=_spacing(before=120, after=120) + _justified("center"),
        look=_BOLD + _CAPITALS + _size(20),
    ),
    _Style(identity="CoverFoot", name="Cover Foot", paragraph=_justified("center"), look=_BOLD + _CAPITALS),
    _Style(
        identity="Sign",
        name="Sign",
        paragraph=f"<w:keepLines/>{_spacing(before=60, after=60)}{_justified('center')}",
        look=_BOLD + _size(44),
    ),
    _Style(identity="Rule", name="Rule", paragraph=_rule(3400), look=_size(1)),
    _Style(identity="RuleInColumn", name="Rule In Column", paragraph=_rule(RULE_INDENT), look=_size(1)),
    _Style(identity="Recipients", name="Recipients", paragraph=_spacing(after=20), look=_size(12)),
    _Style(identity="Recipient", name="Recipient", paragraph=_spacing(after=0), look=_size(11)),
    _Style(
        identity="Spacer",
        name="Spacer",
        paragraph='<w:spacing w:line="20" w:lineRule="exact"/>',
        look=_size(1),
    ),
    _Style(
        identity="ContentsHead",
        name="Contents Head",
        paragraph=f'<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_spacing(after=120)}',
        look=_BOLD,
    ),
    _Style(identity="CommentText", name="annotation text", look=_size(11), is_builtin=True),
    _Style(identity="Footer", name="footer", paragraph=_justified("center"), look=_size(13), is_builtin=True),
)


def _heading_styles(level: int) -> tuple[_Style, _Style]:
    around = {1: _spacing(240, 160, 264), 2: _spacing(200, 120, 264)}.get(level, _spacing(160, 100, 276))
    stands = _justified("center" if level == 1 else "both")
    kept = "<w:keepNext/><w:keepLines/>"
    listed = _Style(
        identity=f"Heading{level}",
        name=f"heading {level}",
        paragraph=f'{kept}{around}{stands}<w:outlineLvl w:val="{level - 1}"/>',
        look=_BOLD,
        following="Body",
        is_builtin=True,
    )
    # without an outline level: the contents of Word list whatever has one
    unlisted = attrs.evolve(
        listed,
        identity=f"Heading{level}Unlisted",
        name=f"Heading {level} Unlisted",
        paragraph=f"{kept}{around}{stands}",
        is_builtin=False,
    )
    return listed, unlisted


def _contents_style(level: int) -> _Style:
    indent = twips(CONTENTS_STEP * (level - 1))
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    # for contents that Word lists anew: the entries written here depart from it, see `kdcl.renderers.docx.contents`
    return _Style(
        identity=f"TOC{level}",
        name=f"toc {level}",
        paragraph=f'{tabs}{_spacing(after=60)}<w:ind w:left="{indent}" w:right="{twips(CONTENTS_ROOM)}"/>',
        look=_BOLD if level == 1 else "",
        is_builtin=True,
    )


def styles_markup(language: str) -> str:
    """Return the styles part for a document in the language of this tag."""
    levels = range(1, DEEPEST_HEADING + 1)
    styles = [*_STYLES, *(style for level in levels for style in _heading_styles(level)), *map(_contents_style, levels)]
    languages = " ".join(f'w:{slot}="{language}"' for slot in ("val", "eastAsia", "bidi"))
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_size(TEXT_POINTS)}"
        f"<w:lang {languages}/></w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_spacing()}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/></w:pPr><w:rPr>{_FONTS}{_size(TEXT_POINTS)}<w:lang {languages}/></w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{_size(8)}</w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f"{''.join(style.markup for style in styles)}</w:styles>"
    )
