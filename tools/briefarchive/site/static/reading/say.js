// The words that the scripts for reading say.
export const say = {
  copied: () => "Copied",
  search: () => "Search",
  sections: () => "Next and previous section",
  basket: () => "Basket",
  appearance: () => "Dark or light appearance",
  close: () => "Close",
  keys: () => "Keys",
  inList: () => "In the list of sources",
  open: () => "Open the page",
  keep: (title) => `Keep: ${title}`,
};
