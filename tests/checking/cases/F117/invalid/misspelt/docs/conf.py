project = "Briefs"
briefs_also_check = [
    "C212",
    "C221",
    "V201",
    "",
]
