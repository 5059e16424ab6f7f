// An article's running text, cut where anything begins or ends, so that each piece knows all that
// it is part of. Pieces stand side by side; quotes may overlap without harm.
const NO_BREAK = "\u2060";

// A number on the line of the words before it and of the mark or comma behind it.
const glued = (button) => element("span", { class: "glued" }, NO_BREAK, button, NO_BREAK);

function articleMarks(article) {
  const marks = [];
  const add = (type, index, place) => {
    if (place) marks.push({ type, index, start: place[0], end: place[1] });
  };
  article.quotes.forEach((quote, index) => {
    quote.segments.forEach((place) => add("quote", index, place));
    add("cue", index, quote.cue);
    add("mention", index, quote.mention);
    add("medium", index, quote.mediumPlace);
    add("when", index, quote.whenPlace);
  });
  article.actors.forEach((actor, index) => actor.mentions.forEach((place) => add("actor", index, place)));
  article.nonQuotes.forEach((place, index) => add("non", index, place));
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

function piecesOf(start, end, marks) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    if (mark.start > start) cuts.add(mark.start);
    if (mark.end < end) cuts.add(mark.end);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1];
    return { start: from, end: to, marks: inside.filter((mark) => mark.start <= from && mark.end >= to) };
  });
}

// Of several marks of a type on one piece, the shortest is meant.
function innermost(piece, type) {
  return piece.marks
    .filter((mark) => mark.type === type)
    .reduce((best, mark) => (best && best.end - best.start <= mark.end - mark.start ? best : mark), null);
}

function pieceElement(article, piece) {
  const text = shown(words(article, piece.start, piece.end));
  if (!piece.marks.length) return text;
  const classes = ["piece"];
  const attributes = { "data-start": piece.start, "data-end": piece.end };
  const quote = innermost(piece, "quote");
  if (quote) {
    classes.push("quote", article.quotes[quote.index].kind);
    attributes["data-quote"] = quote.index;
  }
  const actor = innermost(piece, "actor");
  if (actor) {
    classes.push("actor", article.actors[actor.index].type);
    if (actor.start === piece.start) classes.push("first");
    attributes["data-actor"] = actor.index;
  }
  const non = innermost(piece, "non");
  if (non) {
    classes.push("non");
    attributes["data-non"] = non.index;
  }
  for (const type of ["cue", "mention", "medium", "when"]) {
    const found = piece.marks.filter((mark) => mark.type === type);
    if (found.length) {
      classes.push(type);
      if (type === "mention" && found.some((mark) => mark.start === piece.start)) classes.push("begins");
      if (type === "mention" && found.some((mark) => mark.end === piece.end)) classes.push("ends");
      attributes[`data-${type}`] = found.map((mark) => mark.index).join(" ");
    }
  }
  return [element("span", { ...attributes, class: classes.join(" ") }, ...text)];
}

function quoteButton(article, index) {
  const quote = article.quotes[index];
  const label = t("panel.number_label", {
    number: index + 1,
    kind: quote.kind,
    speaker: quote.speaker || t("panel.open"),
    rule: t(`rule.${quote.rule}`),
    share: quote.confidence,
  });
  return element("button", { type: "button", class: `number ${quote.kind}`, "data-open-quote": index, "aria-label": label, "aria-pressed": "false" }, String(index + 1));
}

function nonButton(article, index) {
  const [start, end, reason] = article.nonQuotes[index];
  const label = t("panel.non_label", { words: words(article, start, end), reason: t(`reason.${reason}`) });
  return element("button", { type: "button", class: "number not", "data-open-non": index, "aria-label": label, "aria-pressed": "false" }, "×");
}

function paragraphElement(article, [start, end, role], marks) {
  const own = !["debris", "caption", "byline", "footer"].includes(role);
  const children = [];
  for (const piece of piecesOf(start, end, marks)) {
    children.push(...pieceElement(article, piece));
    for (const mark of piece.marks) {
      if (mark.end !== piece.end) continue;
      const quote = mark.type === "quote" ? article.quotes[mark.index] : null;
      if (quote && quote.segments[quote.segments.length - 1][1] === piece.end) {
        children.push(glued(quoteButton(article, mark.index)));
      }
      if (mark.type === "non") children.push(glued(nonButton(article, mark.index)));
    }
  }
  const label = own && role !== "question" ? null : element("span", { class: "role" }, t(`role.${role}`));
  const tag = role === "subheading" ? "h2" : "p";
  return element(tag, { class: `paragraph ${role}${own ? "" : " debris"}`, dir: "auto" }, label, ...children);
}

function articleText(article) {
  const marks = articleMarks(article);
  return article.paragraphs.map((paragraph) => paragraphElement(article, paragraph, marks));
}
