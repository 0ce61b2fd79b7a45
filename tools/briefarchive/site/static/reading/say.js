// The texts of the scripts for reading.
import { _ } from "../words.js";

export const say = {
  copied: () => _("Copied"),
  search: () => _("Search"),
  sections: () => _("Next and previous section"),
  appearance: () => _("Dark or light mode"),
  close: () => _("Close"),
  keys: () => _("Keys"),
  inList: () => _("In the list of sources"),
  open: () => _("Open the page"),
  keep: (title) => _("Save: {title}", { title }),
  remove: (title) => _("Remove: {title}", { title }),
  clear: () => _("Remove all"),
  undo: () => _("Undo"),
  emptyBasket: () => _("Your reading list is empty. The bookmark beside a brief or a source saves it here, in this browser."),
  cannotKeep: () => _("Your browser is blocking this site from saving data."),
  readingList: () => _("Reading list"),
  print: () => _("Print"),
  copyLink: () => _("Copy a link to this list"),
  keepAll: () => _("Save all to my reading list"),
  sentList: () => _("This list was shared with you. Your own list is unchanged."),
  briefs: () => _("Briefs"),
  sources: () => _("Sources"),
  withdrawn: () => _("Withdrawn"),
  lost: (title) => _("Removed, or temporarily unavailable: {title}", { title }),
  withoutReference: (titles) => _("No reference was found for: {titles}", { titles: titles.join("; ") }),
};
