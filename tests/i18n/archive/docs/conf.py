project = "Archivo del Istmo"
language = "es"
copyright = "quienes compilan el archivo"  # noqa: A001
html_baseurl = "https://archivo.example/"
briefs_license = "CC-BY-4.0"
briefs_repository = "https://github.com/ejemplo/istmo"
extensions = ["briefarchive.site"]
