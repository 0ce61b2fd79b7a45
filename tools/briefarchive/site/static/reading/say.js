// The words that the scripts for reading say.
import { _ } from "../words.js";

export const say = {
  copied: () => _("Copied"),
  search: () => _("Search"),
  sections: () => _("Next and previous section"),
  basket: () => _("Basket"),
  appearance: () => _("Dark or light appearance"),
  close: () => _("Close"),
  keys: () => _("Keys"),
  inList: () => _("In the list of sources"),
  open: () => _("Open the page"),
  keep: (title) => _("Keep: {title}", { title }),
};
