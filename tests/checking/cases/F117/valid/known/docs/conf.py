briefs_also_check = ["C212", "S2"]
