/* Tells the page around a frame how high it is; in WordPress, which allows a frame nothing, also where its links lead. */
(() => {
  "use strict";
  const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret"); // wp-embed.js knows us by it

  function tell() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    parent.postMessage({ type: "syndication-height", height }, "*");
    if (secret) parent.postMessage({ message: "height", value: height, secret }, "*");
  }

  function lead(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    parent.postMessage({ message: "link", value: link.href, secret }, "*");
  }

  tell(); // WordPress hides a frame until it speaks, and browsers observe nothing in one that is hidden
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("message", ({ data, source }) => {
    if (source === parent && data?.message === "ready") tell();
  });
  if (secret) addEventListener("click", lead);
})();
