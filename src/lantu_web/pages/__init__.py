"""What every page is made of: frame, looks, tables of declared columns, charts."""
