
const [queries, done] = arguments;
(async () => {
  const { indexAt } = await import("/_static/search/client.js");
  const index = indexAt(new URL("/search/", location.href).href);
  const answers = [];
  for (const query of queries) answers.push(await index.ask(query, { limit: 50 }));
  return answers;
})().then((answers) => done(JSON.stringify(answers)), (error) => done(JSON.stringify(String(error))));
