// What is being built, shown while its parts are picked. Without this script the form's button does it.
"use strict";

const form = document.getElementById("build");
const matches = document.getElementById("matches"); // spoken when it changes
const PAUSE = 250; // milliseconds after the last stroke or click
let timer;
let asked = new AbortController();

function address() {
  const query = new URLSearchParams(new FormData(form));
  if (!query.get("q")) query.delete("q");
  const address = new URL(form.action);
  address.search = query;
  address.hash = "";
  return address.href;
}

async function refresh() {
  asked.abort();
  asked = new AbortController();
  const wanted = address();
  try {
    const reply = await fetch(wanted, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const result = page.getElementById("result") ?? page.querySelector("main"); // which says what is wrong
    for (const button of result.querySelectorAll("button[data-copy]")) button.hidden = false; // as site.js does
    document.getElementById("result").replaceChildren(...result.childNodes);
    if (matches) matches.textContent = page.getElementById("matches")?.textContent ?? "";
    history.replaceState(null, "", wanted);
  } catch {
    // Asked for something else meanwhile, or the service is away: what is shown stays, and the button still works.
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
