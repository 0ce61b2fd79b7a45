
const [query, done] = arguments;
(async () => {
  const [{ indexAt }, { briefItem }] = await Promise.all(
    ["client", "results"].map((name) => import(`/_static/search/${name}.js`)),
  );
  const list = document.querySelector("[data-place=results]");
  const answer = await indexAt(new URL("/search/", location.href).href).ask(query, { limit: 1000, whole: true });
  list.replaceChildren(...answer.results.map((result) => briefItem(result, new URL("/", location.href))));
  const all = [...list.querySelectorAll("*")];
  return {
    names: [...new Set(all.map((one) => one.tagName))],
    attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))],
    schemes: [...new Set(all.filter((one) => one.href).map((one) => new URL(one.href).protocol))],
    count: answer.results.length,
  };
})().then(done, (error) => done({ names: [String(error)], attributes: [], schemes: [], count: 0 }));
