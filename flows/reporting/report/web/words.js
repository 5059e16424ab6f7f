// The page's data, its words in two languages, and small helpers to build elements.
// Text from the data reaches the page as text nodes and attributes only.
const DATA = JSON.parse(document.getElementById("data").textContent);
const LANGUAGES = ["da", "en"];
let language = DATA.language;

const byId = (id) => document.getElementById(id);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function drawing(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function number(value, digits = 0) {
  const [whole, part] = Number(value).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "da" ? "." : ",");
  return part ? grouped + (language === "da" ? "," : ".") + part : grouped;
}

// A few are not none, and nearly all are not all.
function share(value) {
  const part = Number(value);
  let percent = (part * 100).toFixed(0);
  if (percent === "0" && part > 0) percent = "<1";
  if (percent === "100" && part < 1) percent = ">99";
  return percent + (language === "da" ? " %" : "%");
}

function month(value) {
  const [year, which] = String(value || "unknown").split("-");
  if (!/^\d+$/.test(year)) return t("month.unknown");
  return which ? `${DATA.months[language][Number(which) - 1]} ${year}` : year;
}

// A code for which there are no words stands for itself.
function t(key, values = {}) {
  const words = (values.count === 1 && DATA.texts[`${key}.one`]) || DATA.texts[key];
  if (!words) return key.slice(key.indexOf(".") + 1);
  return words[LANGUAGES.indexOf(language)].replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    if (name === "share") return share(value);
    if (name === "month" || name === "first" || name === "last") return month(value);
    if (typeof value === "number") return number(value, Number.isInteger(value) ? 0 : 1);
    return DATA.texts[`${name}.${value}`] ? t(`${name}.${value}`) : String(value);
  });
}

const known = (key) => key in DATA.texts;

// Everything that was written for one language before the script began is written anew.
function translate() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) {
    const values = node.dataset.a ? JSON.parse(node.dataset.a) : {};
    node.textContent = t(node.dataset.t, values);
  }
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
  }
  for (const node of document.querySelectorAll("[data-n]")) node.textContent = number(node.dataset.n);
  for (const node of document.querySelectorAll("[data-d]")) node.textContent = number(node.dataset.d, 1);
  for (const node of document.querySelectorAll("[data-p]")) node.textContent = share(node.dataset.p);
  for (const node of document.querySelectorAll("[data-m]")) node.textContent = month(node.dataset.m);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
    button.disabled = false;
  }
}

// The last of several calls within the delay is the one that counts.
function later(work, milliseconds) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}
