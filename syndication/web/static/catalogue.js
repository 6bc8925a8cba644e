// The table of feeds without loading the page anew: its links and its form ask for the part that changes. Without
// this they lead to the same tables.
"use strict";

{
  const PLACES = 'a, button, input:not([type="hidden"])';
  const table = document.querySelector("#table");
  let latest = 0;

  // What had the focus has it again in the new table, so that a keyboard goes on where it was.
  function remember() {
    const place = [...table.querySelectorAll(PLACES)].indexOf(document.activeElement);
    return () => {
      if (place >= 0) table.querySelectorAll(PLACES)[place]?.focus({ preventScroll: true });
    };
  }

  async function load(address, isNew) {
    const mine = ++latest;
    const reply = await fetch(address);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const found = page.querySelector("#table");
    if (!reply.ok || !found) throw new Error(`${address}: ${reply.status}`);
    if (mine !== latest) return; // somebody asked for another one meanwhile
    const restore = remember();
    table.replaceChildren(...found.childNodes);
    document.title = page.title;
    if (isNew) history.pushState(null, "", address);
    restore();
  }

  function show(address, isNew = true) {
    load(address, isNew).catch(() => location.assign(address));
  }

  table.addEventListener("click", (event) => {
    const link = event.target.closest("thead a, .pages a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.href);
  });

  table.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(event.target.action);
    address.search = new URLSearchParams(new FormData(event.target));
    show(address.href);
  });

  addEventListener("popstate", () => show(location.href, false));
}
