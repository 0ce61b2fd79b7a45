"""The search of the site: one index of all languages, made by Pagefind and asked by `site/static/search`."""
