"""Tables of indicators in a plan's text, however they were printed, read into statements."""

from lantu.reading.extraction.tables.reader import (
    IndicatorTable,
    read_indicator_tables,
    read_tables,
    read_tables_with_unread,
)

__all__ = ["IndicatorTable", "read_indicator_tables", "read_tables", "read_tables_with_unread"]
