"""Tags of the templates of the room."""
