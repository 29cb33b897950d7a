/* The form of a new incident: puts what is typed into the marked places of the commented file, and the file into the
   link to the host's editor. The file, its marks and the patterns of values come with the page; nothing of the format
   is known here. Without this script the file is there to copy. */

"use strict";

(() => {
  const form = document.querySelector(".pm-new");
  const file = document.querySelector(".pm-new-file code");
  if (!form || !file) return;

  const name = document.querySelector(".pm-new-name");
  const open = document.querySelector(".pm-new-open");
  const said = document.querySelector(".pm-new-ways output");
  const marks = Object.fromEntries([...file.querySelectorAll("[data-field]")].map(mark => [mark.dataset.field, mark]));
  const blanks = Object.fromEntries(Object.entries(marks).map(([field, mark]) => [field, mark.textContent]));
  const indent = marks.services.previousSibling.textContent.match(/ *$/)[0];
  const [day, words] = name.dataset.name.match(/([^/]*)\.yaml$/)[1].match(/^(.{10})-(.*)$/).slice(1);

  // The value of a control where it is of its form; else nothing, and the control says so.
  function value(control, told) {
    const text = control.value.trim();
    const fits = !text || new RegExp(control.dataset.pattern, "u").test(text);
    if (told || fits) tell(control, fits);
    return fits ? text : "";
  }

  function tell(control, fits) {
    const help = document.getElementById(control.getAttribute("aria-describedby"));
    const rows = [...form.querySelectorAll(`[aria-describedby="${help.id}"]`)];
    if (fits) control.removeAttribute("aria-invalid"); else control.setAttribute("aria-invalid", "true");
    help.dataset.text ??= help.textContent;
    const wrong = rows.some(row => row.hasAttribute("aria-invalid"));
    help.textContent = wrong ? `Write it like this: ${help.dataset.text}` : help.dataset.text;
    help.classList.toggle("pm-new-wrong", wrong);
  }

  const slug = title => title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  // At a word, as the command does.
  function cut(text, most) {
    if (text.length <= most) return text;
    const end = text.slice(0, most + 1).lastIndexOf("-");
    return text.slice(0, end > 0 ? end : most);
  }

  function fill(told) {
    const { title, start, end, timezone, share, slug: own } = form.elements;
    const put = (field, text) => {
      marks[field].textContent = text || blanks[field];
      marks[field].classList.toggle("pm-new-filled", Boolean(text));
    };
    const check = control => value(control, control === told);
    const named = check(title);
    // JSON's strings are YAML's too, whatever stands in them.
    put("title", named && JSON.stringify(named));
    put("start", check(start));
    put("end", check(end));
    put("timezone", check(timezone));
    put("share", check(share));
    const services = [...form.querySelectorAll(".pm-new-service")]
      .map(row => [check(row.querySelector("input")), row.querySelector("select").value]).filter(([service]) => service);
    put("services", [...new Map(services)].map(([service, effect]) => `${service}: ${effect}`).join(`\n${indent}`));

    own.placeholder = cut(slug(named), own.maxLength) || words;
    const began = check(start).match(/\d{4}-\d\d-\d\d/)?.[0] || day;
    const folder = name.dataset.folder.replace(/YYYY$/, began.slice(0, 4));
    name.textContent = `${folder}/${began}-${check(own) || own.placeholder}.yaml`;
    if (open) open.href = address();
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

  const zones = document.getElementById("new-zones");
  for (const zone of Intl.supportedValuesOf?.("timeZone") ?? []) zones.append(new Option(zone));
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (new RegExp(form.elements.timezone.dataset.pattern, "u").test(own)) form.elements.timezone.value = own;

  form.querySelector(".pm-new-more").addEventListener("click", event => {
    const rows = [...form.querySelectorAll(".pm-new-service")];
    const row = rows.at(-1).cloneNode(true);
    row.querySelector("input").value = "";
    row.querySelector("input").removeAttribute("aria-invalid");
    rows.at(-1).after(row);
    row.querySelector("input").focus();
    event.preventDefault();
  });
  // While one types nothing is called wrong.
  form.addEventListener("input", () => fill());
  form.addEventListener("change", event => fill(event.target));
  form.addEventListener("submit", event => event.preventDefault());

  // -- the file --

  const copy = document.querySelector(".pm-new-copy"), save = document.querySelector(".pm-new-save");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(file.textContent);
      said.value = "copied";
    } catch {
      getSelection().selectAllChildren(file);
      said.value = "selected: copy it with the keyboard";
    }
  });
  save.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.textContent], { type: "application/yaml" }));
    link.download = name.textContent.split("/").pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  });
  form.hidden = copy.hidden = save.hidden = false;
  fill();
})();
