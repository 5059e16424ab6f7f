// The reader: the list of articles, one article's text, and what is being explained in it.
const LISTED_AT_FIRST = 40;
let listedWanted = LISTED_AT_FIRST;
let listed = ARTICLES.map((_, index) => index);
let current = null;
let active = null;
let pinned = false;

const articleAddress = (article, quote) =>
  `#article/${article.id}${quote === undefined ? "" : `/${quote + 1}`}`;

function showList() {
  const wanted = byId("article-find").value.trim().toLowerCase();
  const fits = (article) => `${article.title || ""}\n${article.text}`.toLowerCase().includes(wanted);
  listed = ARTICLES.map((_, index) => index).filter((index) => !wanted || fits(ARTICLES[index]));
  byId("article-list").replaceChildren(
    ...listed.slice(0, listedWanted).map((index) => {
      const article = ARTICLES[index];
      const link = element("a", { href: articleAddress(article), "aria-current": index === current ? "true" : null }, isolated(headline(article)));
      const about = `${month(article.month)} · ${t("reader.quotes", { count: article.quotes.length })}`;
      return element("li", {}, link, element("span", { class: "quiet" }, about));
    }),
  );
  const chosen = byId("article-list").querySelector("[aria-current]");
  if (chosen) byId("article-list").scrollTop = chosen.offsetTop - byId("article-list").offsetTop - 60;
  byId("article-more").hidden = listed.length <= listedWanted;
  byId("article-found").textContent = listed.length ? t("reader.found", { count: listed.length }) : t("reader.none");
}

function showPosition() {
  const at = listed.indexOf(current);
  byId("article-position").textContent = t("reader.position", { number: at + 1 || "–", count: listed.length });
  byId("article-previous").disabled = at <= 0;
  byId("article-next").disabled = at < 0 || at + 1 >= listed.length;
}

function turn(step) {
  const next = listed[listed.indexOf(current) + step];
  if (next !== undefined) location.hash = articleAddress(ARTICLES[next]);
}

function showArticle(index) {
  current = index;
  active = null;
  pinned = false;
  const article = ARTICLES[index];
  byId("article-title").replaceChildren(isolated(headline(article)));
  byId("article-title").classList.toggle("borrowed", !article.title);
  byId("article-about").replaceChildren(isolated(`${aboutArticle(article)} · ${article.file}`));
  for (const name of ["text", "article-title", "article-actors"]) byId(name).lang = article.language;
  byId("text").replaceChildren(...articleText(article));
  byId("article-actors").replaceChildren(
    ...article.actors.map((actor, number) => {
      const about = t("reader.actor_line", { mentions: actor.mentions.length, quotes: actor.quotes });
      return element(
        "li",
        {},
        element("button", { type: "button", class: `name-of ${actor.type}`, "data-open-actor": number, "aria-pressed": "false" }, isolated(actor.name)),
        element("span", { class: "quiet" }, ...[actor.role, actor.party].filter(Boolean).flatMap((value) => [isolated(value), ", "]), about),
      );
    }),
  );
  if (!article.actors.length) byId("article-actors").append(element("li", { class: "quiet" }, t("reader.actors_none")));
  byId("article-non-section").hidden = !article.nonQuotes.length;
  byId("article-non").replaceChildren(
    ...article.nonQuotes.map(([start, end, reason]) =>
      element("li", {}, isolated(words(article, start, end), { class: "said" }), element("span", { class: "quiet" }, ` ${t(`reason.${reason}`)}`)),
    ),
  );
  fillPanel(article, null);
  showPosition();
}

const same = (a, b) => a && b && a.type === b.type && a.index === b.index;

// Shows what is meant by `next` (null: nothing) in the text, the line to its speaker, the panel.
function activate(next, pin = false) {
  if (!same(active, next)) {
    for (const node of byId("article").querySelectorAll(".on")) node.classList.remove("on");
    for (const node of byId("article").querySelectorAll("[aria-pressed=true]")) node.setAttribute("aria-pressed", "false");
    removeLink();
    if (next) {
      const names = next.type === "quote" ? ["quote", "cue", "mention", "medium", "when"] : [next.type];
      for (const name of names) {
        for (const node of byId("text").querySelectorAll(`[data-${name}~="${next.index}"]`)) node.classList.add("on");
      }
      byId("article").querySelector(`[data-open-${next.type}="${next.index}"]`)?.setAttribute("aria-pressed", "true");
      if (next.type === "quote") drawLink(ARTICLES[current], next.index);
    }
    fillPanel(ARTICLES[current], next);
  }
  active = next;
  pinned = pin && Boolean(next);
}

// What a place in the text is first of all: a cue or a speaker's mention belongs to its quote.
function meaningOf(node) {
  const piece = node.closest?.("[data-open-quote], [data-open-actor], [data-open-non], .piece");
  if (!piece || !byId("article").contains(piece)) return null;
  const data = piece.dataset;
  if (data.openQuote) return { type: "quote", index: Number(data.openQuote) };
  if (data.openActor) return { type: "actor", index: Number(data.openActor) };
  if (data.openNon) return { type: "non", index: Number(data.openNon) };
  if (data.quote) return { type: "quote", index: Number(data.quote) };
  if (data.cue) return { type: "quote", index: Number(data.cue.split(" ")[0]) };
  if (data.mention && !data.actor) return { type: "quote", index: Number(data.mention.split(" ")[0]) };
  if (data.actor) return { type: "actor", index: Number(data.actor) };
  if (data.non) return { type: "non", index: Number(data.non) };
  return null;
}

function moveAlongQuotes(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches("[data-open-quote], [data-open-non]")) return;
  const stops = [...byId("text").querySelectorAll("[data-open-quote], [data-open-non]")];
  const next = stops[stops.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function startReader() {
  byId("article-find").addEventListener("input", later(() => {
    listedWanted = LISTED_AT_FIRST;
    showList();
    showPosition();
  }, 150));
  byId("article-more").addEventListener("click", () => {
    listedWanted += LISTED_AT_FIRST;
    showList();
  });
  byId("article-previous").addEventListener("click", () => turn(-1));
  byId("article-next").addEventListener("click", () => turn(1));
  byId("panel-close").addEventListener("click", () => activate(null));
  const page = byId("page");
  page.addEventListener("mouseover", (event) => {
    if (!pinned) activate(meaningOf(event.target));
  });
  page.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-open-quote], [data-open-actor], [data-open-non]")) {
      activate(meaningOf(event.target), true);
    }
  });
  page.addEventListener("click", (event) => {
    if (event.target.closest("details, .turning")) return;
    activate(meaningOf(event.target), true);
  });
  page.addEventListener("keydown", moveAlongQuotes);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") activate(null);
  });
  for (const box of document.querySelectorAll("[data-layer]")) {
    box.addEventListener("change", () => byId("text").classList.toggle(`without-${box.dataset.layer}`, !box.checked));
  }
  window.addEventListener("resize", later(() => {
    if (active?.type === "quote") drawLink(ARTICLES[current], active.index);
  }, 100));
}
