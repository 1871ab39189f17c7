"""Projects: rows of project tables, members of boxes (专栏) and numbered lines of project lists."""

from lantu.reading.extraction.projects.reader import read_projects

__all__ = ["read_projects"]
