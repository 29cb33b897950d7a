/* The form of a new incident: puts what is typed into the marked places of the commented file, and the file into the
   link to the host's editor. The file and its marks come with the page, and answers.js tells what an answer means;
   nothing of the format is known here. Without this script the file is there to copy. */

"use strict";

(() => {
  const form = document.querySelector(".pm-new");
  const file = document.querySelector(".pm-new-file code");
  if (!form || !file) return;

  const name = document.querySelector(".pm-new-name");
  const open = document.querySelector(".pm-new-open");
  const left = document.querySelector(".pm-new-left");
  const done = document.querySelector(".pm-new-done");
  const marks = Object.fromEntries([...file.querySelectorAll("[data-field]")].map(mark => [mark.dataset.field, mark]));
  const blanks = Object.fromEntries(Object.entries(marks).map(([field, mark]) => [field, mark.textContent]));
  const indent = marks.services.previousSibling.textContent.match(/ *$/)[0];
  const [day, words] = name.dataset.name.match(/([^/]*)\.yaml$/)[1].match(/^(.{10})-(.*)$/).slice(1);
  const zones = form.dataset.zones.split(" ");
  const abbreviations = JSON.parse(form.dataset.abbreviations);
  const known = new Map([...document.querySelectorAll("#new-services option")].map(one => [one.value, one.dataset.said]));

  const rows = () => [...form.querySelectorAll(".pm-new-service")];
  const typed = control => control.value.trim().replace(/^TODO\b.*/, "");
  const say = (place, text) => { if (place.textContent !== text) place.textContent = text; };
  const listed = words => words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

  // -- what the answers mean --

  // Of every control that has an answer.
  function read() {
    const { title, start, end, timezone, share, slug } = form.elements;
    const found = new Map();
    const take = (control, answer) => { if (typed(control)) found.set(control, answer(typed(control))); };
    take(title, text => answers.title(text, title.dataset.most));
    take(timezone, text => answers.zone(text, zones, abbreviations));
    const zone = fine(found.get(timezone));
    take(start, text => answers.time(text, zone));
    take(end, text => answers.end(text, zone, found.get(start)));
    take(share, answers.share);
    take(slug, text => answers.slug(text, slug.dataset.most));
    const named = new Set();
    for (const row of rows()) {
      const [service, effect] = row.querySelectorAll("input, select");
      take(service, text => named.has(text)
        ? answers.wrong(`${text} is named twice`, "keep one of the two, with the gravest of what happened")
        : answers.slug(text, service.dataset.most));
      named.add(typed(service));
      if (effect.value && !typed(service)) {
        found.set(service, answers.wrong(`something was ${effect.value}`, "write the name of the service"));
      }
    }
    return found;
  }

  const fine = answer => answer && !answers.isWrong(answer) ? answer.text : undefined;

  // Controls whose answer is finished: while one types nothing is called wrong.
  const finished = new Set();

  // With what happened to it the name of a service is finished too.
  function finish(control) {
    finished.add(control);
    if (control.name === "effect") finished.add(control.parentElement.querySelector("input"));
  }

  // Without what happened to it a service stands in the file all the same.
  function unsaid(row) {
    const [service, effect] = row.querySelectorAll("input, select");
    return typed(service) && finished.has(service) && !effect.value
      && answers.wrong(`${typed(service)}: what happened to it?`, "");
  }

  function tell(control, answer) {
    const place = document.getElementById(control.getAttribute("aria-describedby").split(" ")[1]);
    const wrong = finished.has(control) && answer && answers.isWrong(answer);
    if (wrong) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
    if (!wrong) say(place, "");
    else write(place, answer.message + (answer.help && "; "), answer.help, answer.choices, control);
  }

  // A text, with a button for each choice where it stands in the help.
  function write(place, message, help, choices, control) {
    if (place.textContent === message + help) return;
    place.replaceChildren(message, help);
    for (const choice of choices) {
      const rest = place.lastChild.splitText(place.lastChild.data.indexOf(choice));
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = choice;
      button.addEventListener("click", () => {
        control.value = choice;
        fill();
        control.focus();
      });
      rest.before(button);
      rest.data = rest.data.slice(choice.length);
    }
  }

  function remark(row) {
    const service = row.querySelector("input"), place = row.querySelector(".pm-new-known");
    const text = typed(service);
    const near = text && !known.has(text) && finished.has(service) && answers.nearest(text, known.keys(), 0.75);
    if (near) write(place, "no report names it yet; ", `did you mean ${near}?`, [near], service);
    else say(place, known.get(text) ?? "");
  }

  // -- the file --

  // At a word, as the command does.
  function cut(text, most) {
    if (text.length <= most) return text;
    const end = text.slice(0, Number(most) + 1).lastIndexOf("-");
    return text.slice(0, end > 0 ? end : most);
  }

  function put(field, text) {
    if (!marks[field]) return;
    marks[field].textContent = text || blanks[field];
    marks[field].classList.toggle("pm-new-filled", Boolean(text));
  }

  function fill() {
    const { title, start, end, timezone, severity, share, slug } = form.elements;
    const found = read();
    for (const control of form.querySelectorAll("input")) tell(control, found.get(control));
    for (const row of rows()) {
      tell(row.querySelector("select"), !row.querySelector("[aria-invalid]:not(select)") && unsaid(row));
      remark(row);
    }
    const text = control => fine(found.get(control));
    // JSON's strings are YAML's too, whatever stands in them.
    put("title", text(title) && JSON.stringify(text(title)));
    for (const control of [start, end, timezone, share]) put(control.name, text(control));
    // The line of an optional field is a comment until it is filled in.
    put("severity", severity?.value && blanks.severity?.replace(/^#(\w+: )TODO.*/, (_, key) => key + severity.value));
    put("services", rows().map(row => [...row.querySelectorAll("input, select")])
      .filter(([service]) => text(service))
      .map(([service, effect]) => `${text(service)}: ${effect.value || "TODO"}`).join(`\n${indent}`));

    // Also of a title that is too long: it is a good beginning for a name all the same.
    slug.placeholder = cut(answers.slugOf(typed(title)), slug.dataset.most) || words;
    const began = fine(found.get(start)) ? found.get(start).day : day;
    const folder = name.dataset.folder.replace(/YYYY$/, began.slice(0, 4));
    name.textContent = `${folder}/${began}-${text(slug) || slug.placeholder}.yaml`;
    done.value = "";
    remember();
    if (open) open.href = address();
    sayLeft(found, [began === day && start, name.textContent.endsWith(`-${words}.yaml`) && (typed(title) ? slug : title)]
      .filter(Boolean));
  }

  const label = control => control.labels[0]?.textContent ?? control.getAttribute("aria-label");

  // What the name of the file lacks.
  let nameless = "";

  // What is left to do. Without a name of its own no file can be added.
  function sayLeft(found, lacking) {
    const refused = fields().filter(control => found.has(control) && answers.isWrong(found.get(control)))
      .filter(control => !lacking.includes(control)).map(label);
    const blank = file.textContent.split("\n").filter(line => !/^ *#/.test(line)).join("\n").match(/\bTODO\b/g)?.length;
    nameless = lacking.length ? `no name yet: it needs ${listed(lacking.map(label))}` : "";
    const parts = [
      nameless && `The file has ${nameless}.`,
      refused.length && `Not in the file, because it cannot be read as it is: ${listed(refused)}.`,
      !lacking.length && blank && `${blank} ${blank > 1 ? "TODOs are" : "TODO is"} left to write.`,
    ];
    say(left, parts.filter(Boolean).join(" "));
    left.classList.toggle("pm-new-refused", refused.length > 0);
    if (!open) return;
    if (lacking.length) open.setAttribute("aria-disabled", "true"); else open.removeAttribute("aria-disabled");
    open.onclick = event => {
      if (!lacking.length) return;
      event.preventDefault();
      lacking[0].focus();
    };
  }

  // The whole file where the host takes so long an address; else the file without its comments; else its name alone.
  function address() {
    const lines = file.textContent.split("\n");
    const bare = lines.filter((line, number) => !number || !/^ *(#|$)/.test(line));
    for (const text of [file.textContent, bare.join("\n"), ""]) {
      const url = new URL(open.dataset.new);
      // What stands before the path in the repository is in the link that came with the page.
      url.searchParams.set(open.dataset.path, inside + name.textContent);
      if (text) url.searchParams.set(open.dataset.text, text);
      if (url.href.length <= open.dataset.most) return url.href;
    }
    return open.dataset.new;
  }
  const inside = open ? new URL(open.href).searchParams.get(open.dataset.path).slice(0, -name.dataset.name.length) : "";

  // -- the form --

  function addRow() {
    const row = rows()[0].cloneNode(true);
    for (const said of row.querySelectorAll("span, small")) said.textContent = "";
    for (const control of row.querySelectorAll("input, select")) {
      control.removeAttribute("aria-invalid");
      control.value = "";
    }
    rows().at(-1).after(row);
    number();
    return row;
  }

  function removeRow(row) {
    const next = row.nextElementSibling.matches(".pm-new-service") ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    number();
    fill();
    next.querySelector("input").focus();
  }

  // From 1, without a gap. A row that is alone stays.
  function number() {
    const all = rows();
    for (const [at, row] of all.entries()) {
      for (const one of row.querySelectorAll("[id], [aria-label], [aria-describedby]")) {
        for (const named of ["id", "aria-label", "aria-describedby"]) {
          if (one.hasAttribute(named)) one.setAttribute(named, one.getAttribute(named).replace(/\d+/g, at + 1));
        }
      }
      row.querySelector(".pm-new-remove").hidden = all.length === 1;
    }
  }

  // What was typed stays for as long as the tab, where the browser lets it.
  const KEY = `pm-new ${location.pathname}`;
  const fields = () => [...form.querySelectorAll("input, select")];

  function remember() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(fields().map(({ name, value }) => [name, value])));
    } catch { /* then it does not stay */ }
  }

  function recall() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
    } catch { /* then nothing stayed */ }
    while (rows().length < kept.filter(([named]) => named === "service").length) addRow();
    // In order, as they were: the services have their names alike.
    for (const control of fields()) {
      const at = kept.findIndex(([named]) => named === control.name);
      if (at < 0) continue;
      control.value = kept.splice(at, 1)[0][1];
      if (control.value) finish(control);
    }
    for (const row of rows()) if (typed(row.querySelector("input"))) finished.add(row.querySelector("select"));
  }

  function begin() {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone.replace(/^Etc\/(?=UTC$)/, "");
    if (fine(answers.zone(own, zones, abbreviations))) form.elements.timezone.value = own;
  }

  document.getElementById("new-zones").append(...["UTC", ...zones].map(zone => new Option(zone)));
  form.querySelector(".pm-new-more").addEventListener("click", () => {
    addRow().querySelector("input").focus();
  });
  form.addEventListener("click", ({ target }) => {
    if (target.matches(".pm-new-remove")) removeRow(target.closest(".pm-new-service"));
  });
  form.addEventListener("input", ({ target }) => {
    if (!target.hasAttribute("aria-invalid")) finished.delete(target);
    fill();
  });
  form.addEventListener("change", ({ target }) => {
    finish(target);
    fill();
  });
  // What happened to a service is looked for when its row is left; on the way to what is pressed not before the press,
  // since it would move away from below the pointer.
  function leave(to) {
    for (const row of rows()) {
      if (typed(row.querySelector("input")) && !row.contains(to)) finished.add(row.querySelector("select"));
    }
    fill();
  }
  form.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target.closest(".pm-new-service") && !relatedTarget?.matches("a, button")) leave(relatedTarget);
  });
  document.addEventListener("click", () => leave(document.activeElement), true);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", event => {
    event.preventDefault();
    if (!confirm("Empty every field?")) return;
    rows().slice(1).forEach(row => row.remove());
    number();
    for (const control of fields()) control.value = "";
    finished.clear();
    begin();
    fill();
    form.elements.title.focus();
  });

  const copy = document.querySelector(".pm-new-copy"), save = document.querySelector(".pm-new-save");
  const next = what => nameless ? `it has ${nameless}` : `${what} ${name.textContent}`;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(file.textContent);
      done.value = `copied; ${next("save it as")}`;
    } catch {
      getSelection().selectAllChildren(file);
      done.value = `selected: copy it with the keyboard, and ${next("save it as")}`;
    }
  });
  save.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.textContent], { type: "application/yaml" }));
    link.download = name.textContent.split("/").pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
    done.value = `downloaded as ${link.download}; ${next("put it at")}`;
  });
  form.hidden = copy.hidden = save.hidden = false;
  begin();
  recall();
  fill();
})();
