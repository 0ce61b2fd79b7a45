// The texts of the search in the language of the page.
import { _, ngettext } from "../words.js";

export const say = {
  briefs: (count) => ngettext("{number} brief", "{number} briefs", count),
  results: (count) => ngettext("{number} result", "{number} results", count),
  filed: (count) => ngettext("{number} brief on its page", "{number} briefs on its page", count),
  passages: (count) => ngettext("Found in {number} passage", "Found in {number} passages", count),
  sources: (count) => ngettext("{number} source", "{number} sources", count),
  get nothing() { return _("Nothing was found."); },
  all: (count) => ngettext("See the only result", "See all {number} results", count),
  get searching() { return _("Searching …"); },
  get inSource() { return `${_("In a source:")} `; },
  inLanguage: (name) => _("in {language}", { language: name }),
  get alsoIn() { return _("also in"); },
  moreTerms: (count) => _("and {number} more", { number: count }),
  ofKind: (kind, count) => `${kind} ${count}`,
  get comma() { return _(", "); },
  evidence: (sources, kinds) => _("{sources}: {tellers}", { sources, tellers: kinds }),
  sameAs: (said, name) => `${said} → ${name}`,
  missing: (text) => _("No brief has “{text}”.", { text }),
  unknownTerm: (kind, text) => _("No {kind} named “{text}” was found.", { text, kind }),
  noBrief: (label) => _("{name}: no brief yet.", { name: label }),
  get beside() { return _("See also:"); },
  get either() { return _("One by one:"); },
  get or() { return _("“OR” is treated as a word, and a result must have all words. Search for one thing at a time."); },
  get mean() { return _("Did you mean:"); },
  get apart() { return _("As separate words:"); },
  get unquoted() { return _("Without quotation marks:"); },
  fewer: (text) => _("Without “{text}”:", { text }),
  get page() { return _("Its page:"); },
  get cut() { return _("The query is too long; only its beginning was used."); },
  more: (count) => ngettext("Show {number} more", "Show {number} more", count),
  allValues: (count) => _("All {number}", { number: count }),
  allValuesOf: (count, filter) => _("All {number}: {filter}", { number: count, filter }),
  remove: (name) => _("{name}: remove this filter", { name }),
  get counts() { return _("Counts are of results; a translation counts separately."); },
  get noCounts() { return _("Counts are not available for this query."); },
  here: (shown, all) => _("{shown} of {all} on this page", { shown, all }),
  get search() { return _("Search the archive"); },
  get absent() {
    return _("There is no search index beside this page; “briefs build” makes it. Pages opened from a folder cannot use it: run “python3 -m http.server” in the site’s folder, and open the address that it prints.");
  },
  get full() {
    return _("The browser does not have enough memory for the search. Close other pages of this site, and reload this one.");
  },
};
