// The preview gets the height that its frame tells.
"use strict";

addEventListener("message", ({ data, source }) => {
  const frame = document.querySelector("iframe.preview");
  if (data?.type === "syndication-height" && source === frame?.contentWindow) frame.height = Math.ceil(data.height);
});
