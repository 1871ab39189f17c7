"""The office side of a plan: bringing it in, its versions, what was decided of them, packages."""
