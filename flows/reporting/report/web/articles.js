// Articles and places in their text. Places count characters (code points), browsers count UTF-16.
const ARTICLES = DATA.articles;
for (const article of ARTICLES) {
  article.quotes ||= [];
  article.actors ||= [];
  article.nonQuotes ||= [];
  article.paragraphs ||= [];
}
const articleNumbers = new Map(ARTICLES.map((article, index) => [article.id, index]));

// Null where both ways of counting agree, which is nearly everywhere.
function characters(article) {
  if (article.characters === undefined) {
    article.characters = /[\ud800-\udfff]/.test(article.text) ? Array.from(article.text) : null;
  }
  return article.characters;
}

function words(article, start, end) {
  const list = characters(article);
  return list ? list.slice(start, end).join("") : article.text.slice(start, end);
}

function quoteWords(article, quote) {
  return quote.segments.map(([start, end]) => words(article, start, end)).join(" ");
}

// A headline is rare in the seed files; the opening words stand in for it.
function headline(article) {
  if (article.title) return article.title;
  const lead = article.paragraphs.find(([, , role]) => role === "lead") || article.paragraphs[0];
  const text = lead ? words(article, lead[0], lead[1]) : article.text;
  const sentence = /^.{20,110}?[.!?](?=\s|$)/su.exec(text);
  if (sentence) return sentence[0].replace(/\.$/, "");
  return text.length > 110 ? `${text.slice(0, 110).replace(/\s+\S*$/, "")} …` : text;
}

// Characters that draw nothing, or turn the words around them about, are named instead of drawn.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

function shown(text) {
  const parts = [];
  let plain = "";
  for (const character of text) {
    if (!UNSEEN.test(character)) {
      plain += character;
      continue;
    }
    const code = `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    if (plain) parts.push(plain);
    plain = "";
    parts.push(
      element("span", { class: "unseen-character", "data-code": code, role: "img", "aria-label": t("reader.unseen", { code }) }),
    );
  }
  if (plain) parts.push(plain);
  return parts;
}

const isolated = (text, attributes = {}) => element("bdi", attributes, ...shown(text));

function aboutArticle(article) {
  return [
    month(article.month),
    ...(article.agencies || []),
    t("reader.quotes", { count: article.quotes.length }),
    t("reader.words", { count: article.words }),
  ].join(" · ");
}
