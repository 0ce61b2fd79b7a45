// Fills the search box with the words of the missing address, so that Enter searches for them.
(function () {
  "use strict";
  let name;
  try {
    name = decodeURIComponent(location.pathname);
  } catch {
    return; // the address is not valid
  }
  const last = name.split("/").filter((part) => part && !/^index\.\w+$/.test(part)).pop() || "";
  const words = last
    .replace(/\.\w+$/, "")
    .replace(/^\d{4}-\d{2}-\d{2}-/, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && word !== "404");
  document.querySelector(".nf input[type=search]").value = words.join(" ");
})();
