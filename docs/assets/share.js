/* Buttons that copy what a report offers to share, and one that prints. Without this file it is there to select. */

"use strict";

(() => {
  const share = document.querySelector(".pm-share");
  if (!share) return;

  const said = document.createElement("output");
  const button = (name, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", press);
    return made;
  };

  // Where the clipboard is closed to the page (no secure connection, or not allowed) the text is selected instead.
  async function copy(field) {
    said.value = "";
    try {
      await navigator.clipboard.writeText(field.value);
      said.value = `${field.name} copied`;
    } catch {
      field.select();
      said.value = "selected: copy it with the keyboard";
    }
  }

  for (const field of share.querySelectorAll("input, textarea")) {
    if (field.name === "link") field.value = new URL(field.value, location.href).href;
    field.closest("p").append(button(`Copy the ${field.name}`, () => copy(field)));
  }
  const details = share.querySelector("details");
  details.append(button("Print", () => print()), said);

  // As menus do, it closes on Escape and on a press beside it.
  share.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", event => { if (!share.contains(event.target)) details.open = false; });
})();
