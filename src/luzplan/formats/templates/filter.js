"use strict";
// What is asked stands in the address, #month=2012-02&role=…, so that it can be linked to and goes back.
(() => {
  const form = document.getElementById("filter");
  const count = document.getElementById("count");
  const search = form.querySelector("input");
  const now = document.getElementById("now");
  const more = document.getElementById("more");
  const questions = [...form.querySelectorAll("select")];
  const month = questions.find(({ name }) => name === "month");
  const rows = [...document.querySelectorAll("tr[data-id]")];
  const lanes = [...document.querySelectorAll(".lp-lane")];
  const pictures = [...document.querySelectorAll("svg")].filter((one) => one.querySelector(".lp-lane"));

  const folded = (text) => text.toLowerCase().replaceAll("ё", "е");
  // A word in any form: the end of a long one does not matter.
  const stems = () => folded(search.value).split(/\s+/).filter(Boolean)
    .map((word) => (word.length > 5 ? word.slice(0, -2) : word));
  const texts = new Map(rows.map((row) => [row, folded(row.textContent)]));

  const passes = (row) => questions.every(({ name, selectedIndex }) =>
    selectedIndex < 1 || row.dataset[name].split(" ").includes(String(selectedIndex - 1)))
    && stems().every((stem) => texts.get(row).includes(stem));

  const show = () => {
    const left = new Set();
    for (const row of rows) {
      row.hidden = !passes(row);
      if (!row.hidden) left.add(row.dataset.id);
    }
    for (const section of document.querySelectorAll("section.rows")) {
      section.hidden = !section.querySelector("tr[data-id]:not([hidden])");
    }
    for (const lane of lanes) lane.classList.toggle("aside", !left.has(lane.dataset.id));
    for (const picture of pictures) picture.toggleAttribute("hidden", !picture.querySelector(".lp-lane:not(.aside)"));
    const asked = questions.filter((one) => one.selectedIndex > 0).map((one) => one.selectedOptions[0].text);
    if (search.value.trim()) asked.push(`«${search.value.trim()}»`);
    count.textContent = `показано ${left.size} из ${rows.length}` + (asked.length ? `: ${asked.join(", ")}` : "");
    form.classList.toggle("asked", asked.length > 0);
  };

  // The reader's own clock tells what is overdue and what is on; in a year that is over nothing is.
  const today = () => {
    const asked = new URLSearchParams(location.hash.slice(1)).get("today");
    if (/^\d{4}-\d\d-\d\d$/.test(asked ?? "")) return asked;
    const here = new Date();
    return new Date(here - here.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };
  const stateOf = (row, day) => {
    const open = (row.dataset.open ?? "").split(" ").filter(Boolean).map((span) => span.split("/"));
    if (open.some(([, end]) => end < day)) return "overdue";
    return open.some(([start, end]) => start <= day && day <= end) ? "due" : "";
  };
  const words = { overdue: "просрочено", due: "идёт сейчас" };
  const mark = () => {
    const day = today();
    for (const old of document.querySelectorAll(".now")) old.remove();
    for (const row of rows) {
      const state = day <= form.dataset.until ? stateOf(row, day) : "";
      row.classList.toggle("overdue", state === "overdue");
      row.classList.toggle("due", state === "due");
      if (!state) continue;
      const note = document.createElement("span");
      note.className = "now";
      note.textContent = words[state];
      row.querySelector("td.what")?.append(" ", note);
    }
    now.hidden = !month || !month.querySelector(`option[value="${day.slice(0, 7)}"]`);
  };

  // An address written by hand may say «февраль» or «зам по увр».
  const place = (question, wanted) => {
    if (!wanted) return 0;
    const options = [...question.options];
    const exact = options.findIndex(({ value }) => value === wanted);
    return exact >= 0 ? exact : options.findIndex(({ text, value }) =>
      value && text.toLowerCase().startsWith(wanted.toLowerCase()));
  };

  const go = () => {
    if (!form.classList.contains("asked")) return;
    document.querySelector("section.rows:not([hidden])")?.scrollIntoView();
  };

  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const one of questions) one.selectedIndex = Math.max(0, place(one, asked.get(one.name)));
    search.value = asked.get("search") ?? "";
    mark();
    show();
    go();
  };

  const write = () => {
    const fields = [...questions, search].filter((one) => one.value.trim());
    const asked = new URLSearchParams(fields.map((one) => [one.name, one.value]));
    history.replaceState(null, "", `#${asked}`);
    show();
  };

  form.addEventListener("change", write);
  search.addEventListener("input", write);
  now.addEventListener("click", () => {
    month.value = today().slice(0, 7);
    write();
    go();
  });
  more.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String(form.classList.toggle("open")));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(write));  // the form is empty only after this event
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
