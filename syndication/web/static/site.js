// On every page: buttons that copy the text of another element, <button data-copy="#id" data-copied="Copied" hidden>.
// They are hidden until this runs: without it they would do nothing.
"use strict";

const announcement = document.createElement("p");
announcement.className = "hidden";
announcement.setAttribute("role", "status");
document.body.append(announcement);

function textOf(element) {
  return "value" in element ? element.value : element.textContent.trim();
}

function select(element) {
  if ("select" in element) {
    element.select();
  } else {
    getSelection().selectAllChildren(element);
  }
}

// The clipboard is open to secure pages only: elsewhere the text is at least selected.
async function copy(element) {
  try {
    await navigator.clipboard.writeText(textOf(element));
    return true;
  } catch {
    select(element);
    return document.execCommand("copy");
  }
}

async function answer(button) {
  const element = document.querySelector(button.dataset.copy);
  if (!element || !(await copy(element))) return;
  const label = button.firstChild; // what follows it tells this button apart, and stays
  const text = label.data;
  if (text === button.dataset.copied) return;
  announcement.textContent = label.data = button.dataset.copied;
  setTimeout(() => {
    label.data = text;
    announcement.textContent = "";
  }, 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) answer(button);
});

for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
