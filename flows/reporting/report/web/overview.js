// The overview's list of speakers: by type, by a word, and as long as wanted.
const SPEAKERS_AT_FIRST = 15;
let speakersWanted = SPEAKERS_AT_FIRST;

function showSpeakers() {
  const rows = [...document.querySelectorAll("table.speakers tbody tr")];
  const type = document.querySelector("[name=speaker-type]:checked").value;
  const wanted = byId("speaker-find").value.trim().toLowerCase();
  const fitting = rows.filter(
    (row) => (!type || row.dataset.type === type) && row.textContent.toLowerCase().includes(wanted),
  );
  const visible = new Set(fitting.slice(0, speakersWanted));
  for (const row of rows) row.hidden = !visible.has(row);
  byId("speakers-more").hidden = visible.size === fitting.length;
  byId("speakers-shown").textContent = fitting.length
    ? t("speakers.shown", { shown: visible.size, count: fitting.length })
    : t("speakers.none");
}

function startOverview() {
  for (const node of document.querySelectorAll(".needs-script")) node.hidden = false;
  for (const link of document.querySelectorAll("[data-speaker]")) {
    link.href = searchAddress({ speaker: JSON.parse(link.dataset.speaker) });
  }
  const fromTheTop = () => {
    speakersWanted = SPEAKERS_AT_FIRST;
    showSpeakers();
  };
  for (const choice of document.querySelectorAll("[name=speaker-type]")) {
    choice.addEventListener("change", fromTheTop);
  }
  byId("speaker-find").addEventListener("input", later(fromTheTop, 100));
  byId("speakers-more").addEventListener("click", () => {
    speakersWanted += 25;
    showSpeakers();
  });
  showSpeakers();
}
