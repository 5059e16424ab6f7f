// What the address after # names is what is shown:
//   #overview, #search?words=...&speaker=..., #article/<article_id>/<number of the quote>
const VIEWS = ["overview", "search", "article"];
const WIDE = window.matchMedia("(min-width: 60rem)");

function showView(name) {
  for (const view of VIEWS) byId(view).hidden = view !== name;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function follow(moved) {
  const [path, query = ""] = location.hash.slice(1).split("?");
  const [place, id, number] = path.split("/");
  if (place === "main") return;
  if (place === "search") {
    showView("search");
    fillSearch(query);
    resultsWanted = RESULTS_AT_ONCE;
    showResults();
  } else if (place === "article" && ARTICLES.length) {
    showView("article");
    const index = articleNumbers.get(id) ?? current ?? 0;
    if (index !== current || moved) showArticle(index);
    showList();
    const quote = Number(number) - 1;
    if (ARTICLES[index].quotes[quote]) openQuote(quote);
    else if (moved && id) byId("article-title").focus({ preventScroll: true });
  } else {
    showView("overview");
    if (place && place !== "overview") byId(place)?.scrollIntoView();
  }
  if (moved && VIEWS.includes(place) && !number) window.scrollTo(0, 0);
}

function openQuote(index) {
  const button = byId("text").querySelector(`[data-open-quote="${index}"]`);
  button?.scrollIntoView({ block: "center" });
  button?.focus({ preventScroll: true });
  activate({ type: "quote", index }, true);
}

function speak(chosen) {
  language = chosen;
  translate();
  showMonths();
  showSpeakers();
  if (searchRows) showResults();
  if (current !== null) {
    const before = active;
    const kept = pinned;
    showArticle(current);
    showList();
    if (before) activate(before, kept);
  }
}

startOverview();
startSearch();
startReader();
speak(language);
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}
// There is room for both beside the text on a wide screen; on a small one they wait to be asked.
const unfold = () => {
  byId("shelf").open = WIDE.matches;
  byId("legend").open = WIDE.matches;
};
unfold();
WIDE.addEventListener("change", unfold);
window.addEventListener("hashchange", () => follow(true));
follow(true);
