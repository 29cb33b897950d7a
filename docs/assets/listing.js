/* Tables of incidents and of tasks: filters, an order by any column, and both in the address, so that a view can be sent.
   Without this file a table is complete, and the usual orders of incidents are pages of their own. */

"use strict";

(() => {
  const table = document.querySelector(".pm-index, .pm-listing");
  const form = document.querySelector(".pm-filter");
  if (!table || !form) return;

  // Rows stand in several bodies, of which a browser lays out only those in view.
  const bodies = [...table.tBodies], batch = bodies[0].rows.length;
  const ROW = 5.5;  // Height of a row in rem, about: the room that a body out of view is given.
  const none = document.querySelector(".pm-none");
  const heads = [...table.tHead.rows[0].cells];
  const initial = heads.find(head => head.ariaSort)?.dataset.sort;
  const controls = Object.fromEntries([...form.elements].filter(control => control.name).map(c => [c.name, c]));
  const { words: field, sort, ...rest } = controls;
  const facets = Object.keys(rest);

  const text = cell => cell.textContent;
  const texts = (row, selector) => [...row.querySelectorAll(selector)].map(text);
  const address = row => [...row.querySelectorAll("a")].pop().getAttribute("href");
  const day = row => address(row).match(/(\d{4}-\d\d-\d\d)-[^/]*\/$/)[1];
  const number = (cell, pattern) => { const found = text(cell).match(pattern); return found && +found[0]; };

  // A length as pages write it, in seconds, unless the cell knows it better; null where it is not known.
  function seconds(cell) {
    if (cell.dataset.s) return +cell.dataset.s;
    const units = { d: 86400, h: 3600, min: 60, s: 1 };
    const parts = [...text(cell).matchAll(/(\d+) (d|h|min|s)\b/g)];
    return parts.length ? parts.reduce((sum, [, count, unit]) => sum + count * units[unit], 0) : null;
  }

  // By what rows can be filtered: from a row to its values.
  const FACETS = {
    year: row => [day(row).slice(0, 4)],
    organisation: row => texts(row, "p span"),
    severity: row => texts(row, ".pm-severity"),
    service: row => row.dataset.services.split(" "),
    tag: row => texts(row, "p i").flatMap(tags => tags.split(" ")).map(tag => tag.slice(1)),
    by: row => [row.dataset.by],
    owner: row => row.querySelector(".pm-owner") ? texts(row, ".pm-owner") : ["no owner"],
    due: row => [row.querySelector("[data-day]") ? row.querySelector("[data-day] b") ? "overdue" : "later" : "no due date"],
  };

  // By what rows can be ordered: from a cell to a value that compares, null where there is none; and what it is called
  // when it falls and when it rises. A column `rises` first where a reader looks for the least.
  const COLUMNS = {
    rank: { name: "rank", orders: ["last first", "first first"], rises: true, read: cell => +text(cell) },
    // Where rows come newest first they come by the instant, which is finer than the day.
    date: {
      name: "date", orders: ["newest first", "oldest first"],
      read: (cell, place) => initial === "date" ? -place : day(cell.parentNode),
    },
    title: { name: "title", orders: ["Z to A", "A to Z"], rises: true, read: text },
    lost: { name: "lost user time", orders: ["most first", "least first"], read: seconds },
    duration: { name: "duration", orders: ["longest first", "shortest first"], read: seconds },
    noticed: {
      name: "time to detect", orders: ["longest first", "shortest first"],
      read: cell => text(cell).includes("before") ? -1 : seconds(cell),
    },
    share: { name: "users affected", orders: ["most first", "least first"], read: cell => number(cell, /[\d.]+(?= %)/) },
    due: { name: "due day", orders: ["latest first", "earliest first"], rises: true, read: cell => cell.dataset.day ?? null },
    owner: {
      name: "owner", orders: ["Z to A", "A to Z"], rises: true,
      read: cell => cell.classList.contains("pm-owner") ? text(cell) : null,
    },
    incident: { name: "incident", orders: ["Z to A", "A to Z"], rises: true, read: text },
    age: { name: "age", orders: ["oldest first", "newest first"], read: cell => +cell.dataset.days },
  };

  // Case and accents make no difference to what is found.
  const folded = words => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const items = bodies.flatMap(body => [...body.rows]).map((row, place) => {
    const values = Object.fromEntries(facets.map(name => [name, FACETS[name](row)]));
    return { row, place, values, words: folded(`${text(row)} ${address(row)} ${row.dataset.services}`) };
  });

  function fill(select) {
    const counts = new Map();
    for (const { values } of items)
      for (const value of values[select.name]) counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts.keys()].sort((a, b) => a.localeCompare(b, "en"));
    if (select.name === "year") values.reverse();
    for (const value of values) select.add(new Option(`${value} (${counts.get(value)})`, value));
    // A choice that leaves every row where it is is none.
    select.parentNode.hidden = !values.length || (values.length === 1 && counts.get(values[0]) === items.length);
  }

  let ordered = "";

  function order(by) {
    if (by === ordered) return;
    ordered = by;
    const key = by.replace("-", ""), falls = by.startsWith("-");
    const column = heads.findIndex(head => head.dataset.sort === (key || initial));
    const values = key && new Map(items.map(({ row, place }) => [row, COLUMNS[key].read(row.cells[column], place)]));
    const compared = (a, b) => {
      const one = values.get(a.row), two = values.get(b.row);
      // What is not known comes last, whichever way the rest runs.
      if (one === null || two === null) return (one === null) - (two === null) || a.place - b.place;
      const difference = typeof one === "string" ? one.localeCompare(two, "en") : one - two;
      return (falls ? -difference : difference) || a.place - b.place;
    };
    const sorted = key ? [...items].sort(compared) : items;
    const rows = sorted.map(({ row }) => row);
    bodies.forEach((body, place) => body.append(...rows.slice(place * batch, (place + 1) * batch)));
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[column]?.setAttribute("aria-sort", key && !falls ? "ascending" : "descending");
  }

  function show() {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const asked = facets.filter(name => rest[name].value);
    let shown = 0;
    for (const { row, values, words: told } of items) {
      const fits = words.every(word => told.includes(word))
        && asked.every(name => values[name].includes(rest[name].value));
      if (row.hidden === fits) row.hidden = !fits;
      shown += fits;
    }
    order(sort.value);
    for (const body of bodies) {
      const left = [...body.rows].filter(row => !row.hidden).length;
      body.style.containIntrinsicBlockSize = `${left * ROW}rem`;
    }
    const by = sort.value ? `, ${sort.selectedOptions[0].text}` : "";
    form.querySelector("output").value = `${shown} of ${items.length} shown${by}`;
    for (const said of document.querySelectorAll(".pm-what")) said.hidden = shown < items.length || sort.value !== "";
    form.querySelector("[type=reset]").disabled = !words.length && !asked.length && !sort.value;
    none.hidden = shown > 0;
    table.hidden = shown === 0;

    const query = new URLSearchParams(location.search);
    for (const [name, value] of new FormData(form)) value ? query.set(name, value) : query.delete(name);
    history.replaceState(history.state, "", location.pathname + (query.size ? `?${query}` : "") + location.hash);
    // The other orders take the filters along.
    const filters = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "sort"));
    for (const link of document.querySelectorAll(".pm-others a")) link.search = filters;
  }

  for (const name of facets) fill(rest[name]);

  sort.add(new Option("as listed", ""));
  for (const head of heads) {
    const key = head.dataset.sort, { name, orders: [falling, rising], rises = false } = COLUMNS[key];
    const options = [new Option(`${name}, ${falling}`, `-${key}`), new Option(`${name}, ${rising}`, key)];
    for (const option of rises ? options.reverse() : options) sort.add(option);
    // The name of the column becomes what orders it; the link to what it means moves behind it.
    const link = head.querySelector("a");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pm-order";
    button.append(link ? link.textContent : head.firstChild);
    button.addEventListener("click", () => {
      const falls = { descending: false, ascending: true }[head.ariaSort] ?? !rises;
      sort.value = (falls ? "-" : "") + key;
      show();
    });
    head.prepend(button);
    if (!link) continue;
    link.setAttribute("aria-label", `What ${link.textContent.toLowerCase()} means`);
    link.textContent = "?";
    link.className = "pm-meaning";
  }

  // Whoever comes by a link with a query finds the view it names; what it names and is not there is passed over.
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (!Object.hasOwn(controls, name)) continue;
    const control = controls[name];
    control.value = value;
    if (control.selectedIndex === -1) control.value = "";
  }

  // Where there is no room for the filters they are folded away, unless a link has set one.
  const fold = form.querySelector(".pm-fold");
  const unfold = open => fold.setAttribute("aria-expanded", open);
  fold.addEventListener("click", () => unfold(fold.ariaExpanded === "false"));
  unfold([...facets, "sort"].some(name => form.elements[name].value));

  form.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  none.querySelector("button").addEventListener("click", () => { form.reset(); field.focus(); });
  form.hidden = false;
  show();
})();
