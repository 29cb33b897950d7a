/* The index of incidents: filters, an order by any column, and both in the address, so that a view can be sent.
   Without this file the table is complete, and the usual orders are pages of their own. */

"use strict";

(() => {
  const table = document.querySelector(".pm-index");
  const form = document.querySelector(".pm-filter");
  if (!table || !form) return;

  const body = table.tBodies[0];
  const none = document.querySelector(".pm-none");
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.map(head => head.dataset.sort);
  const initial = heads.find(head => head.ariaSort)?.dataset.sort;
  const FACETS = [...form.querySelectorAll("select")].map(select => select.name).filter(name => name !== "sort");
  const NAMES = {
    rank: "rank", date: "date", title: "title", lost: "lost user time",
    duration: "duration", noticed: "time to detect", share: "users affected",
  };
  const RISING = ["rank", "title"];  // Columns that a first press orders from the least; others from the most.
  const SECONDS = { d: 86400, h: 3600, min: 60, s: 1 };

  // What a cell says, as a number; null where it says that nobody knows.
  const READ = {
    rank: cell => +cell.textContent,
    date: cell => cell.parentNode.querySelector("a").href.match(/(\d{4}-\d\d-\d\d)-[^/]*\/$/)[1],
    title: cell => cell.querySelector("a").textContent,
    lost: cell => seconds(cell.textContent),
    duration: cell => seconds(cell.textContent),
    noticed: cell => cell.textContent.includes("before") ? -1 : seconds(cell.textContent),
    share: cell => cell.textContent.match(/[\d.]+(?= %)/)?.[0] * 1 || (/\b0 %/.test(cell.textContent) ? 0 : null),
  };

  function seconds(text) {
    const parts = [...text.matchAll(/(\d+) (d|h|min|s)\b/g)];
    return parts.length ? parts.reduce((sum, [, count, unit]) => sum + count * SECONDS[unit], 0) : null;
  }

  // Accents make no difference to what is found.
  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const incidents = [...body.rows].map((row, place) => {
    const link = row.querySelector("a"), about = row.querySelector("p");
    return {
      row, place,
      words: folded([row.cells[columns.indexOf("date")].textContent, link.textContent, link.getAttribute("href"),
                     about.textContent, row.dataset.services].join(" ")),
      year: [READ.date(row.cells[0]).slice(0, 4)],
      organisation: [...about.querySelectorAll("span")].map(name => name.textContent),
      severity: [...about.querySelectorAll(".pm-severity")].map(badge => badge.textContent),
      service: row.dataset.services.split(" "),
      tag: (about.querySelector("i")?.textContent ?? "").split(" ").filter(Boolean).map(tag => tag.slice(1)),
      by: [row.dataset.by],
    };
  });

  function fill(select) {
    const counts = new Map();
    for (const incident of incidents)
      for (const value of incident[select.name]) counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts.keys()].sort();
    if (select.name === "year") values.reverse();
    for (const value of values) select.add(new Option(`${value} (${counts.get(value)})`, value));
    // A choice between one thing and nothing is none.
    select.parentNode.hidden = values.length < 2;
  }

  let order = { key: "", falls: true };

  function sort(key, falls) {
    if (order.key === key && order.falls === falls) return;
    order = { key, falls };
    const column = columns.indexOf(key);
    const values = new Map();
    if (key) for (const { row } of incidents) values.set(row, READ[key](row.cells[column]));
    const compared = (a, b) => {
      const one = values.get(a.row), two = values.get(b.row);
      // The unknown comes last, whichever way the rest runs.
      if (one === null || two === null) return (one === null) - (two === null) || a.place - b.place;
      const by = typeof one === "string" ? one.localeCompare(two, "en") : one - two;
      return (falls ? -by : by) || a.place - b.place;
    };
    const sorted = key ? [...incidents].sort(compared) : incidents;
    body.append(...sorted.map(incident => incident.row));
    for (const head of heads) head.removeAttribute("aria-sort");
    const head = heads[columns.indexOf(key || initial)];
    if (head) head.setAttribute("aria-sort", key && !falls ? "ascending" : "descending");
  }

  function show() {
    const asked = new FormData(form);
    const words = folded(asked.get("q")).split(/\s+/).filter(Boolean);
    const facets = FACETS.filter(name => asked.get(name));
    let shown = 0;
    for (const incident of incidents) {
      const fits = words.every(word => incident.words.includes(word))
        && facets.every(name => incident[name].includes(asked.get(name)));
      if (incident.row.hidden === fits) incident.row.hidden = !fits;
      shown += fits;
    }
    const [, minus, key] = asked.get("sort").match(/^(-?)(.*)$/);
    sort(key, minus === "-");
    form.querySelector("output").value = `${shown} of ${incidents.length} shown`;
    form.querySelector("[type=reset]").disabled = !words.length && !facets.length && !key;
    none.hidden = shown > 0;
    table.hidden = shown === 0;
    const query = new URLSearchParams([...asked].filter(([, value]) => value));
    const search = query.size ? `?${query}` : "";
    history.replaceState(history.state, "", location.pathname + search + location.hash);
    // The other orders take the filters along, not the order.
    query.delete("sort");
    for (const link of document.querySelectorAll(".pm-others a")) link.search = query.toString();
  }

  for (const select of form.querySelectorAll("select:not([name=sort])")) fill(select);
  form.elements.sort.add(new Option("as it came", ""));
  for (const key of columns)
    for (const minus of RISING.includes(key) ? ["", "-"] : ["-", ""])
      form.elements.sort.add(new Option(`${NAMES[key]}, ${minus ? "falling" : "rising"}`, minus + key));

  for (const head of heads) {
    const key = head.dataset.sort;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pm-order";
    button.setAttribute("aria-label", `Sort by ${NAMES[key]}`);
    button.addEventListener("click", () => {
      const falls = head.ariaSort === "descending" ? false : head.ariaSort === "ascending" ? true : !RISING.includes(key);
      form.elements.sort.value = (falls ? "-" : "") + key;
      show();
    });
    // Behind the words, above what is drawn below them.
    head.insertBefore(button, head.querySelector("svg, span"));
  }

  // Whoever comes by a link with a query finds the view it names; what it names and is not there is passed over.
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements[name];
    if (!field) continue;
    field.value = value;
    if (field.selectedIndex === -1) field.value = "";
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  none.querySelector("button").addEventListener("click", () => { form.reset(); form.elements.q.focus(); });
  form.hidden = false;
  show();
  // Where there is no room for the filters they are folded away, unless a link has set one.
  const fold = form.querySelector(".pm-fold");
  const unfold = open => fold.setAttribute("aria-expanded", open);
  fold.addEventListener("click", () => unfold(fold.ariaExpanded === "false"));
  unfold([...FACETS, "sort"].some(name => form.elements[name].value));
})();
