// Searching the quotes of the included articles.
const RESULTS_AT_ONCE = 40;
let searchRows = null;
let resultsWanted = RESULTS_AT_ONCE;

const searchAddress = (fields) => `#search?${new URLSearchParams(fields)}`;

// Made when first needed: one row per quote, in lower case once and for all.
function quoteRows() {
  searchRows ||= ARTICLES.flatMap((article) =>
    article.quotes.map((quote, index) => {
      const actor = article.actors[quote.actor];
      return {
        article,
        quote,
        index,
        words: quoteWords(article, quote).toLowerCase(),
        speaker: [quote.speaker, quote.role, actor?.name, actor?.party].filter(Boolean).join(" ").toLowerCase(),
      };
    }),
  );
  return searchRows;
}

function searchFields() {
  return Object.fromEntries(
    [...new FormData(byId("search-form"))].map(([name, value]) => [name, value.trim()]),
  );
}

function foundQuotes(fields) {
  const wanted = fields.words.toLowerCase().split(/\s+/).filter(Boolean);
  const speaker = fields.speaker.toLowerCase();
  const [least, most] = (fields.confidence || "0-2").split("-").map(Number);
  return quoteRows().filter(
    ({ article, quote, words: text, speaker: names }) =>
      wanted.every((word) => text.includes(word)) &&
      names.includes(speaker) &&
      (!fields.kind || quote.kind === fields.kind) &&
      (!fields.rule || quote.rule === fields.rule) &&
      quote.confidence >= least &&
      quote.confidence < most &&
      (!fields.from || (article.month && article.month >= fields.from)) &&
      (!fields.to || (article.month && article.month <= fields.to)),
  );
}

// The text with the words that were searched for in `mark` elements.
function withMarks(text, wanted) {
  const lower = text.toLowerCase();
  if (!wanted.length || lower.length !== text.length) return shown(text);
  const parts = [];
  let at = 0;
  while (at < text.length) {
    const hits = wanted
      .map((word) => [lower.indexOf(word, at), word.length])
      .filter(([place]) => place >= 0)
      .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    if (!hits.length) break;
    const [place, length] = hits[0];
    parts.push(...shown(text.slice(at, place)), element("mark", {}, ...shown(text.slice(place, place + length))));
    at = place + length;
  }
  return [...parts, ...shown(text.slice(at))];
}

function resultItem({ article, quote, index }, wanted) {
  const speaker = quote.speaker
    ? isolated(quote.speaker, { class: "who" })
    : element("span", { class: "who open" }, t("panel.open"));
  const role = quote.role ? element("span", { class: "quiet" }, ", ", isolated(quote.role)) : null;
  const facts = [
    t(`kind.${quote.kind}`),
    t(`rule.${quote.rule}`),
    share(quote.confidence),
    month(article.month),
  ].join(" · ");
  return element(
    "li",
    {},
    element("blockquote", { class: `piece quote ${quote.kind}`, dir: "auto", lang: article.language }, ...withMarks(quoteWords(article, quote), wanted)),
    element("p", {}, speaker, role, element("span", { class: "facts" }, facts)),
    element("p", {}, element("a", { href: articleAddress(article, index) }, t("search.open")), " ", isolated(headline(article), { class: "quiet" })),
  );
}

function showResults() {
  const fields = searchFields();
  const found = foundQuotes(fields);
  const wanted = fields.words.toLowerCase().split(/\s+/).filter(Boolean);
  byId("search-results").replaceChildren(
    ...found.slice(0, resultsWanted).map((row) => resultItem(row, wanted)),
  );
  byId("search-more").hidden = found.length <= resultsWanted;
  const articles = new Set(found.map((row) => row.article)).size;
  byId("search-found").textContent = found.length
    ? t("search.found", { count: found.length, articles })
    : t("search.none");
}

function showMonths() {
  const months = [...new Set(ARTICLES.map((article) => article.month).filter(Boolean))].sort();
  for (const name of ["from", "to"]) {
    const select = byId("search-form").elements[name];
    const chosen = select.value;
    select.replaceChildren(
      element("option", { value: "" }, t("search.any")),
      ...months.map((value) => element("option", { value }, month(value))),
    );
    select.value = chosen;
  }
}

function fillSearch(query) {
  const given = new URLSearchParams(query);
  for (const field of byId("search-form").elements) {
    if (field.name) field.value = given.get(field.name) || "";
  }
}

function startSearch() {
  const names = new Map();
  for (const article of ARTICLES) {
    for (const { speaker } of article.quotes) {
      if (speaker) names.set(speaker, (names.get(speaker) || 0) + 1);
    }
  }
  const most = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 300);
  byId("speaker-names").append(...most.map(([value]) => element("option", { value })));
  const fromTheTop = () => {
    resultsWanted = RESULTS_AT_ONCE;
    showResults();
  };
  byId("search-form").addEventListener("input", later(fromTheTop, 120));
  byId("search-form").addEventListener("reset", () => setTimeout(fromTheTop, 0));
  byId("search-form").addEventListener("submit", (event) => event.preventDefault());
  byId("search-more").addEventListener("click", () => {
    resultsWanted += RESULTS_AT_ONCE;
    showResults();
  });
}
