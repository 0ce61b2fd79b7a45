"""The figures of a picture as CSV."""

from briefarchive.exporting.table import figures_table
from briefarchive.facets.views import FigureTable, Link, TableRow


def test_it_has_the_table_and_what_each_row_is_about_for_machines() -> None:
    row = TableRow(key="2014-10-17", texts=(Link(text="October 17, 2014"), Link(text='=HYPERLINK("x")')), counts=(3, 0))
    table = FigureTable(key="date", texts=("Event", "Brief"), counts=("Sources", "Press"), rows=(row,))
    assert figures_table(table).decode("utf-8-sig") == (
        '"date","Event","Brief","Sources","Press"\r\n"2014-10-17","October 17, 2014","\'=HYPERLINK(""x"")","3","0"\r\n'
    )
