// The explanation beside the text: of a quote, an actor, or a stretch that is no quote.
function factList(facts) {
  const list = element("dl");
  for (const [name, ...values] of facts) {
    if (!values.some((value) => value !== null && value !== undefined && value !== "")) continue;
    list.append(element("dt", {}, t(name)), element("dd", {}, ...values.filter(Boolean)));
  }
  return list;
}

const quoted = (article, place) => (place ? isolated(words(article, place[0], place[1]), { class: "said" }) : null);

function confidenceBar(confidence) {
  const svg = drawing(
    "svg",
    { class: "bar", height: "8", "aria-hidden": "true" },
    drawing("rect", { class: "rail", width: "100%", height: "8" }),
    drawing("rect", { class: "fill", width: `${(confidence * 100).toFixed(1)}%`, height: "8" }),
  );
  return element("span", { class: "trust" }, element("span", {}, share(confidence)), svg);
}

function actorLine(actor) {
  const facts = [t(`type.${actor.type}`), actor.party].filter(Boolean).join(", ");
  return element("span", { class: "quiet" }, ` (${facts})`);
}

function noMention(article, quote) {
  if (!quote.speaker) return null;
  return t(nearestMention(article, quote) ? "panel.nearest" : "panel.no_mention");
}

function quoteExplanation(article, index) {
  const quote = article.quotes[index];
  const actor = article.actors[quote.actor];
  const speaker = quote.speaker ? isolated(quote.speaker, { class: "who" }) : element("span", { class: "who open" }, t("panel.open"));
  const unnamed = quote.speaker && !actor ? element("span", { class: "quiet" }, ` (${t("panel.unnamed")})`) : null;
  const joint = (quote.joint || []).map((other) => article.actors[other].name).join(", ");
  const how = known(`how.${quote.rule}`) ? element("span", { class: "how" }, t(`how.${quote.rule}`)) : null;
  const asked = quote.answers === undefined ? null : article.quotes[quote.answers];
  const place = quote.segments.map(([start, end]) => t("panel.place_value", { start, end })).join(", ");
  return [
    element("h2", {}, t("panel.quote", { number: index + 1 }), " ", element("span", { class: `chip ${quote.kind}` }, t(`kind.${quote.kind}`))),
    element("blockquote", { dir: "auto" }, ...shown(quoteWords(article, quote))),
    factList([
      ["panel.speaker", speaker, actor ? actorLine(actor) : unnamed],
      ["panel.role", quote.role ? isolated(quote.role) : null],
      ["panel.together", joint ? isolated(joint) : null],
      ["panel.rule", element("span", { class: "rule-name" }, t(`rule.${quote.rule}`)), how],
      ["panel.confidence", confidenceBar(quote.confidence)],
      ["panel.mention", quote.mention ? quoted(article, quote.mention) : noMention(article, quote)],
      ["panel.cue", quoted(article, quote.cue)],
      ["panel.medium", quote.medium ? isolated(quote.medium) : null],
      ["panel.when", quote.when ? isolated(quote.when) : null],
      ["panel.answers", asked ? isolated(quoteWords(article, asked), { class: "said" }) : null],
      ["panel.place", place],
    ]),
  ];
}

function actorExplanation(article, index) {
  const actor = article.actors[index];
  const forms = (actor.aliases || []).join(", ");
  return [
    element("h2", {}, isolated(actor.name), " ", element("span", { class: "chip" }, t(`type.${actor.type}`))),
    factList([
      ["panel.role", actor.role ? isolated(actor.role) : null],
      ["panel.party", actor.party ? isolated(actor.party) : null],
      ["panel.organization", actor.organization ? isolated(actor.organization) : null],
      ["panel.age", actor.age ? isolated(actor.age) : null],
      ["panel.aliases", forms ? isolated(forms) : null],
      ["panel.mentions", number(actor.mentions.length)],
      ["panel.quotes", number(actor.quotes)],
    ]),
    actor.quotes ? element("p", {}, element("a", { href: searchAddress({ speaker: actor.name }) }, t("speakers.quotes_of", { name: actor.name }))) : null,
  ].filter(Boolean);
}

function nonExplanation(article, index) {
  const [start, end, reason] = article.nonQuotes[index];
  return [
    element("h2", {}, t("panel.non_quote")),
    element("blockquote", { dir: "auto" }, ...shown(words(article, start, end))),
    factList([
      ["panel.reason", t(`reason.${reason}`)],
      ["panel.place", t("panel.place_value", { start, end })],
    ]),
  ];
}

const EXPLANATIONS = { quote: quoteExplanation, actor: actorExplanation, non: nonExplanation };

function fillPanel(article, active) {
  byId("panel").classList.toggle("active", Boolean(active));
  byId("panel-content").replaceChildren(
    ...(active
      ? EXPLANATIONS[active.type](article, active.index)
      : [element("h2", {}, t("panel.heading")), element("p", {}, t("panel.empty")), element("p", { class: "quiet keys" }, t("panel.keys"))]),
  );
}
