// Puts the words of the address that was asked for into the search box, so that one key finds what it may have meant.
(function () {
  "use strict";
  let name;
  try {
    name = decodeURIComponent(location.pathname);
  } catch {
    return; // it is no address that anybody has written
  }
  const last = name.split("/").filter((part) => part && !/^index\.\w+$/.test(part)).pop() || "";
  const words = last
    .replace(/\.\w+$/, "")
    .replace(/^\d{4}-\d{2}-\d{2}-/, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && word !== "404");
  document.querySelector(".nf input[type=search]").value = words.join(" ");
})();
