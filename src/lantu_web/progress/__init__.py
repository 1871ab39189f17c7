"""Where every target of a plan stands: measured, judged, looked ahead, told."""
