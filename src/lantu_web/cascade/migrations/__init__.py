"""Changes of the tables of the room, in their order."""
