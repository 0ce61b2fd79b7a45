project = "Notas"
language = "es"
