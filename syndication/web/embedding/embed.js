/* Headlines on any page: docs/embedding.md. No cookie, no tracking, no dependency; news are only ever shown as text. */
(() => {
  "use strict";
  const NAME = "syndication-headlines";
  const ATTRIBUTES = ["feed", "count", "lang", "theme", "heading"];
  const USUAL = 5;
  const MOST = 20;
  const PATIENCE_MS = 10000;
  const WORDS = {}; // language to words: the service fills it in when it sends this file
  const script = document.currentScript || document.querySelector('script[src*="/embed.js"]');
  const SERVICE = new URL(".", script.src).href;

  const CSS = `
:host { display: block; color: var(--syndication-text, inherit); background: var(--syndication-background, transparent); font-family: var(--syndication-font, inherit) }
:host([hidden]) { display: none }
:host([theme="light"]), :host([theme="dark"]) { padding: 1em }
:host([theme="light"]) { color-scheme: light; color: var(--syndication-text, #1f1d1a); background: var(--syndication-background, #fbfaf7); --syndication-link-of-theme: #8f3410 }
:host([theme="dark"]) { color-scheme: dark; color: var(--syndication-text, #ece8e1); background: var(--syndication-background, #171614); --syndication-link-of-theme: #f3a878 }
a { color: var(--syndication-link, var(--syndication-link-of-theme, inherit)); text-underline-offset: .15em }
p { margin: var(--syndication-gap, .5em) 0 }
[part~="title"] { font-weight: bold; font-size: 1.1em }
ul { list-style: none; margin: 0; padding: 0 }
li { margin: var(--syndication-gap, .5em) 0; overflow-wrap: anywhere }
time, [part~="note"], [part~="more"] { font-size: .875em }
li time { display: block }
`;

  /** The address of a feed's JSON document, from its own or its page's, in full or below the service. */
  function resolve(feed) {
    const asked = (feed || "all").trim().replace(/^\/+/, "");
    const url = URL.canParse(asked, SERVICE) ? new URL(asked, SERVICE) : new URL(encodeURIComponent(asked), SERVICE);
    url.pathname = url.pathname.replace(/\.(json|atom|rss)$/, "") + ".json";
    return url.href;
  }

  /** An address that may be a link: no javascript: and the like. */
  function web(address) {
    return /^https?:\/\//i.test(address) ? address : "";
  }

  /** What is shown of a JSON Feed, and kept. */
  function pick(feed) {
    return {
      title: feed.title || "",
      page: web(feed.home_page_url),
      language: feed.language || "",
      items: feed.items.slice(0, MOST).map((item) => ({
        title: item.title || item.summary || "",
        page: web(item._syndication?.page || item.url),
        day: (item._syndication?.month || item.date_published || "").slice(0, 10),
      })),
    };
  }

  /** Ask for a feed; what came last, with its time as `asOf`, where that fails; null where nothing ever came. */
  async function load(address) {
    try {
      const signal = AbortSignal.timeout?.(PATIENCE_MS);
      const reply = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", signal });
      if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
      const news = pick(await reply.json());
      keep(address, news);
      return news;
    } catch (error) {
      console.warn(`${NAME}: ${address}: ${error.message}`);
      return recall(address);
    }
  }

  /** The browser's cache for programs, not its storage: nothing of it is ever sent. Absent on pages without https. */
  async function keep(address, news) {
    try {
      const kept = JSON.stringify({ ...news, asOf: new Date().toISOString() });
      await (await caches.open(NAME)).put(address, new Response(kept));
    } catch {
      // a page may forbid it, or have no room
    }
  }

  async function recall(address) {
    try {
      return await (await (await caches.open(NAME)).match(address)).json();
    } catch {
      return null;
    }
  }

  function make(name, part, ...content) {
    const element = document.createElement(name);
    if (part) element.setAttribute("part", part);
    element.append(...content);
    return element;
  }

  function link(part, address, text) {
    const element = make(address ? "a" : "span", part, text);
    if (address) element.href = address;
    return element;
  }

  /** A date in a language; in the browser's own where the language is none. */
  function say(date, language, options) {
    try {
      return new Intl.DateTimeFormat(language || undefined, options).format(date);
    } catch {
      return new Intl.DateTimeFormat(undefined, options).format(date);
    }
  }

  /** A source's date, "2012-03-04", or "2012-03" where it gives no more. */
  function dateOf(day, language) {
    const date = new Date(day);
    if (isNaN(date)) return "";
    const options = { year: "numeric", month: "long", timeZone: "UTC" };
    const shown = make("time", "date", say(date, language, day.length > 7 ? { ...options, day: "numeric" } : options));
    shown.dateTime = day;
    return shown;
  }

  function line(item, news, language) {
    const title = link("link", item.page, item.title);
    title.lang = news.language;
    const shown = make("li", "item", title, dateOf(item.day, language));
    shown.dir = "auto";
    return shown;
  }

  class Headlines extends HTMLElement {
    static observedAttributes = ATTRIBUTES;
    #address = "";
    #news = null;
    #isLoading = false;
    #isDue = false;

    constructor() {
      super();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    }

    connectedCallback() {
      this.#renewSoon();
    }

    attributeChangedCallback() {
      this.#renewSoon();
    }

    /** Once for all that a program changes in one go. */
    #renewSoon() {
      if (this.#isDue) return;
      this.#isDue = true;
      queueMicrotask(() => {
        this.#isDue = false;
        if (this.isConnected) this.#renew();
      });
    }

    async #renew() {
      const address = resolve(this.getAttribute("feed"));
      const isOther = address !== this.#address;
      if (isOther) this.#news = null;
      this.#address = address;
      const mustLoad = isOther || (!this.#isLoading && (!this.#news || this.#news.asOf));
      this.#isLoading ||= mustLoad;
      this.#show();
      if (!mustLoad) return;
      const news = await load(address);
      if (address !== this.#address) return; // another feed was asked for meanwhile
      this.#isLoading = false;
      this.#news = news;
      this.#show();
    }

    #show() {
      const language = this.closest("[lang]")?.lang || document.documentElement.lang || this.#news?.language || "";
      const words = [language, this.#news?.language || ""].map((tag) => WORDS[tag.split("-")[0].toLowerCase()]);
      const tell = words.find(Boolean) || Object.values(WORDS)[0];
      const shown = make("div", "headlines", ...(this.#news ? this.#list(tell, language) : this.#wait(tell)));
      shown.role = "group"; // a section would be a landmark, and a page may have many of these
      shown.ariaLabel = this.getAttribute("heading") || this.#news?.title || null;
      shown.ariaBusy = this.#isLoading;
      this.shadowRoot.replaceChildren(shown);
    }

    /** Until there are headlines: what the page has put into the element. */
    #wait(tell) {
      const page = web(this.#address.replace(/\.json(?=$|[?#])/, ""));
      const slot = document.createElement("slot");
      const more = page ? [" ", link("more-link", page, tell.more)] : [];
      return this.#isLoading ? [slot] : [slot, make("p", "note", tell.away, ...more)];
    }

    #list(tell, language) {
      const news = this.#news;
      const heading = this.getAttribute("heading") ?? news.title;
      const asked = parseInt(this.getAttribute("count"), 10) || USUAL;
      const items = news.items.slice(0, Math.min(Math.max(asked, 1), MOST));
      const title = link("title-link", news.page, heading);
      if (!this.hasAttribute("heading")) title.lang = news.language;
      const list = make("ul", "list", ...items.map((item) => line(item, news, language)));
      list.role = "list"; // Safari takes it away with the bullets
      return [
        heading && make("p", "title", title),
        items.length ? list : make("p", "note", tell.none),
        news.asOf && make("p", "note", tell.as_of.replace("{date}", this.#asOf(language))),
        news.page && make("p", "more", link("more-link", news.page, tell.more)),
      ].filter(Boolean);
    }

    #asOf(language) {
      return say(new Date(this.#news.asOf), language, { dateStyle: "long", timeStyle: "short" });
    }
  }

  /** Give a frame of ours the height that it tells. */
  addEventListener("message", ({ data, source }) => {
    if (data?.type !== "syndication-height" || !(data.height > 0)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === source && frame.src.startsWith(SERVICE)) frame.height = Math.ceil(data.height);
    }
  });

  if (!customElements.get(NAME)) customElements.define(NAME, Headlines);
  if ("feed" in script.dataset) {
    const element = document.createElement(NAME);
    for (const name of ATTRIBUTES) {
      if (name in script.dataset) element.setAttribute(name, script.dataset[name]);
    }
    element.setAttribute("feed", resolve(script.dataset.feed)); // of this service, if another one's script was first
    script.after(element);
  }
})();
