"""The reading workbench: the document as printed on one side, what was read in it on the other, and people deciding.

- :mod:`chapters` cuts a document into what one page shows; :mod:`source` lays out its text as printed.
- :mod:`cards` says what an item is; :mod:`choosing` narrows the items; :mod:`queries` reads, each for its viewer.
- :mod:`fields` and :mod:`posted` turn what was typed into decisions; :mod:`suggestions` helps while typing.
- :mod:`views`, :mod:`deciding_views`, :mod:`item_views` and :mod:`trace_views` answer requests; :mod:`gone` what was typed of
  an item that somebody else took away meanwhile.
"""
