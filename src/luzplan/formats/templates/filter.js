"use strict";
// What is asked stands in the address, #month=2012-02&role=…, so that it can be linked to and goes back.
(() => {
  const form = document.getElementById("filter");
  const count = document.getElementById("count");
  const questions = [...form.querySelectorAll("select")];
  const rows = [...document.querySelectorAll("tr[data-id]")];
  const lanes = [...document.querySelectorAll(".lp-lane")];
  const pictures = [...document.querySelectorAll("svg")].filter((one) => one.querySelector(".lp-lane"));

  const passes = (row) => questions.every(({ name, selectedIndex }) =>
    selectedIndex < 1 || row.dataset[name].split(" ").includes(String(selectedIndex - 1)));

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
    count.textContent = `показано ${left.size} из ${rows.length}` + (asked.length ? `: ${asked.join(", ")}` : "");
    form.classList.toggle("asked", asked.length > 0);
  };

  // An address written by hand may say «февраль» or «зам по увр».
  const place = (question, wanted) => {
    if (!wanted) return 0;
    const options = [...question.options];
    const exact = options.findIndex(({ value }) => value === wanted);
    return exact >= 0 ? exact : options.findIndex(({ text, value }) =>
      value && text.toLowerCase().startsWith(wanted.toLowerCase()));
  };

  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const one of questions) one.selectedIndex = Math.max(0, place(one, asked.get(one.name)));
    show();
  };

  const write = () => {
    const asked = new URLSearchParams(questions.filter((one) => one.value).map((one) => [one.name, one.value]));
    history.replaceState(null, "", `#${asked}`);
    show();
  };

  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(write));  // the form is empty only after this event
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
