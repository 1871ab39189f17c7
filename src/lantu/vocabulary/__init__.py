"""Content as dated YAML with a reference: units, areas, indicators, bodies, wording, five-year plans.

Every table is loaded at first use and kept; nothing is loaded by importing this package.
"""

from lantu.vocabulary.areas import Area, AreaTable, area, area_named, children, find_areas, shipped_areas
from lantu.vocabulary.bodies import Body, BodyTable, find_bodies_in, find_body, shipped_bodies
from lantu.vocabulary.content import Content, Entry, Header, load_content, load_shipped
from lantu.vocabulary.five_year_plans import five_year_plan, plan_name, plan_number, plan_of_year
from lantu.vocabulary.indicators import Indicator, IndicatorTable, indicator, shipped_indicators
from lantu.vocabulary.matching import Match, Matcher, known_indicator, match_indicator, shipped_matcher
from lantu.vocabulary.units import (
    MULTIPLIERS,
    Unit,
    UnitTable,
    convert,
    printed_forms,
    shipped_units,
    split_unit,
    unit_named,
)
from lantu.vocabulary.wording import Wording, WordingTables, meaning_of, pattern_of, shipped_wording, words
from lantu.vocabulary.zones import Zone, find_zones, load_zones

__all__ = [
    "MULTIPLIERS",
    "Area",
    "AreaTable",
    "Body",
    "BodyTable",
    "Content",
    "Entry",
    "Header",
    "Indicator",
    "IndicatorTable",
    "Match",
    "Matcher",
    "Unit",
    "UnitTable",
    "Wording",
    "WordingTables",
    "Zone",
    "area",
    "area_named",
    "children",
    "convert",
    "find_areas",
    "find_bodies_in",
    "find_body",
    "find_zones",
    "five_year_plan",
    "indicator",
    "known_indicator",
    "load_content",
    "load_shipped",
    "load_zones",
    "match_indicator",
    "meaning_of",
    "pattern_of",
    "plan_name",
    "plan_number",
    "plan_of_year",
    "printed_forms",
    "shipped_areas",
    "shipped_bodies",
    "shipped_indicators",
    "shipped_matcher",
    "shipped_units",
    "shipped_wording",
    "split_unit",
    "unit_named",
    "words",
]
