// The line from a quote to the words that name its speaker. It runs between the lines of text and
// along the left margin, never across words. Where no words at the quote name the speaker, a broken
// line runs to the speaker's nearest mention, if there is one.
const LINE_GAP = 3;

function removeLink() {
  const text = byId("text");
  text.querySelector("svg.link")?.remove();
  for (const node of text.querySelectorAll(".nearest")) node.classList.remove("nearest");
}

// The speaker's mention that ends last before the quote, or else the first one.
function nearestMention(article, quote) {
  const mentions = article.actors[quote.actor]?.mentions || [];
  const start = quote.segments[0][0];
  const before = mentions.filter(([, end]) => end <= start);
  return before.length ? before[before.length - 1] : mentions.find(([begin]) => begin >= start);
}

function linkTarget(article, index) {
  const text = byId("text");
  const named = text.querySelector(`[data-mention~="${index}"]`);
  const quote = article.quotes[index];
  const nearest = named ? null : nearestMention(article, quote);
  if (nearest) {
    for (const node of text.querySelectorAll(`[data-actor~="${quote.actor}"]`)) {
      const start = Number(node.dataset.start);
      if (start >= nearest[0] && start < nearest[1]) node.classList.add("nearest");
    }
  }
  return named || text.querySelector(".piece.nearest");
}

function drawLink(article, index) {
  removeLink();
  const text = byId("text");
  const from = text.querySelector(`[data-quote~="${index}"]`);
  const to = linkTarget(article, index);
  if (!from || !to) return;
  const frame = text.getBoundingClientRect();
  const [start] = from.getClientRects();
  const ends = to.getClientRects();
  const end = ends[0];
  if (!start || !end) return;
  const startX = start.left - frame.left + Math.min(6, start.width / 2);
  const startY = start.bottom - frame.top + LINE_GAP;
  const endX = end.left - frame.left + end.width / 2;
  const endY = end.bottom - frame.top + LINE_GAP;
  const margin = -10;
  const sameLine = Math.abs(startY - endY) < 6;
  const path = sameLine
    ? `M${startX} ${startY - LINE_GAP} V${startY + 2} H${endX} V${endY - LINE_GAP}`
    : `M${startX} ${startY - LINE_GAP} V${startY + 2} H${margin} V${endY + 2} H${endX} V${endY - LINE_GAP}`;
  const arrow = `M${endX - 4} ${endY + 1} L${endX} ${endY - 4} L${endX + 4} ${endY + 1} Z`;
  const svg = drawing(
    "svg",
    { class: to.classList.contains("nearest") ? "link nearest" : "link", "aria-hidden": "true", width: "100%", height: "100%" },
    drawing("path", { d: path, class: "line" }),
    drawing("path", { d: arrow, class: "arrow" }),
  );
  text.prepend(svg);
}
