"""Addresses of the files of figures."""


def figures_address(page: str, name: str) -> str:
    """`figures/countries/RU/shelf.csv` of a picture on `countries/RU.html`; `figures/shelf.csv` of the front page's."""
    folder = page.removesuffix(".html")
    return f"figures/{name}.csv" if folder == "index" else f"figures/{folder}/{name}.csv"


def page_of_figures(address: str) -> str:
    """The page with the picture whose figures are at an address; empty if that is no such address."""
    folder, _, name = address.removeprefix("figures/").rpartition("/")
    if not address.startswith("figures/") or not name.endswith(".csv"):
        return ""
    return f"{folder or 'index'}.html"
