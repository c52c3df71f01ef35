// Runs inside the pages under test, before anything else of theirs: it notes every script that runs,
// touches whatever an article has made, and walks what stands on the page. A plain script, so that it
// works in every engine; the server of the tests puts it into each page (stage.mjs).

(() => {
  // What ran, and what the policy refused, in the order in which it came.
  const seen = [];
  const note = (what) => {
    seen.push(what);
    // Some never stop; what they call ends them.
    if (seen.length > 50) throw new Error("enough was seen");
  };
  // What attacks call to show that they run. Those of a frame tell the page around it, too.
  for (const name of ["alert", "confirm", "prompt", "print", "open", "attacked"]) {
    Object.defineProperty(globalThis, name, { value: (text) => void note(`${name}(${String(text).slice(0, 60)})`), writable: false, configurable: false });
  }
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => seen.push(`refused: ${effectiveDirective} ${blockedURI} ${sample}`));

  const RUNS = /^(javascript|vbscript|data|livescript|mocha):/i;
  // A link that only leads somewhere is the reader's to follow: the test stays where it is.
  const stay = (event) => {
    const link = event.composedPath().find((node) => node.localName === "a" || node.localName === "area");
    // The tests' own way to another article (drive.mjs) says so in what no reader's click has.
    if (!link || RUNS.test(link.protocol ?? "") || event.detail === 7) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ["click", "auxclick", "dblclick", "mousedown", "mouseup", "keydown"]) addEventListener(type, stay, true);
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  /** All elements below a node, those of shadow roots and templates too. */
  function* below(node) {
    for (const element of node.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* below(element.shadowRoot);
      if (element.content?.querySelectorAll) yield* below(element.content);
    }
  }

  const MOUSE = ["pointerover", "pointerenter", "mouseover", "mouseenter", "mousemove", "pointerdown", "mousedown", "pointerup", "mouseup", "pointerout", "mouseout", "mouseleave", "contextmenu", "dblclick", "auxclick", "wheel"];
  const OTHER = ["focus", "focusin", "keydown", "keypress", "keyup", "input", "change", "select", "submit", "toggle", "beforetoggle", "scroll", "drag", "dragstart", "dragenter", "drop", "copy", "cut", "paste", "touchstart", "touchend", "animationstart", "animationend", "transitionend", "blur", "focusout"];

  /** Hovers, focuses and presses an element as a reader may, and whatever else can happen to it. */
  function touch(element) {
    for (const type of MOUSE) element.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true }));
    // Every element is focused itself: the app writes down where the reader is each time it hears of one.
    for (const type of OTHER) element.dispatchEvent(new Event(type, { bubbles: type !== "focusin", composed: true, cancelable: true }));
    try { element.focus?.({ preventScroll: true }); } catch { /* An element may have no place in which to be focused. */ }
    try { element.click ? element.click() : element.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, cancelable: true })); } catch (error) { note(`a click threw ${error}`); }
  }

  /** Touches everything below the places, then waits for what comes of it. */
  async function touchAll(places, patience) {
    for (const place of places) for (const element of [...below(place)]) touch(element);
    await pause(patience);
  }

  const LEADS = ["href", "src", "action", "formaction", "data", "xlink:href", "poster", "background", "cite", "longdesc", "srcset", "ping", "manifest", "code", "codebase", "classid", "lowsrc", "dynsrc", "profile", "usemap", "icon", "srcdoc"];
  const HARMLESS = new Set(["http:", "https:", "mailto:", "tel:"]);

  /** What is wrong with an address of the page, or nothing. */
  function wrongAddress(element, name, value) {
    let url;
    try { url = new URL(value, document.baseURI); } catch { return ""; }
    if (HARMLESS.has(url.protocol)) return "";
    const isPicture = element.localName === "img" && name === "src";
    if (isPicture && (/^data:image\/(png|jpeg|gif|webp|avif);base64,/i.test(value) || url.protocol === "blob:")) return "";
    return `${element.localName}[${name}=${value.slice(0, 80)}]`;
  }

  /** What of an article's body is not on the list that the program has of itself. */
  function strangers(place, allowed) {
    const found = [];
    const elements = new Set(allowed.elements);
    for (const element of below(place)) {
      // What the reading room puts beside pictures and code is the program's own. Authors have no buttons and
      // none of these classes: where no script runs, on printed pages, nothing of it may be there.
      if (element.closest("button, .ways, .code-bar, .code-numbers, .tab-list")) {
        if (!allowed.room) found.push(`<${element.localName}> of the reading room`);
        continue;
      }
      const name = element.localName;
      // Formulas are nodes of the program's own making: a list of their own.
      if (element.namespaceURI === "http://www.w3.org/1998/Math/MathML") {
        if (!allowed.maths.elements.includes(name)) found.push(`<${name}>`);
        for (const { name: attribute } of element.attributes) if (!allowed.maths.attributes.includes(attribute)) found.push(`${name}[${attribute}]`);
        continue;
      }
      if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") found.push(`<${name}> of ${element.namespaceURI}`);
      if (!elements.has(name)) found.push(`<${name}>`);
      for (const { name: attribute, value } of element.attributes) {
        const pair = `${name}[${attribute}]`;
        // What the reading room writes on blocks of code: the name of the language, and colours.
        if (allowed.room && element.closest("pre > code") && (attribute === "data-label" || (name === "span" && /^class=code-[a-z]+$/.test(`${attribute}=${value}`)))) continue;
        const values = allowed.attributes[attribute];
        if (values === undefined) found.push(pair);
        else if (values && !values.includes(value)) found.push(`${name}[${attribute}=${value.slice(0, 80)}]`);
        if (attribute === "href" && name !== "a") found.push(pair);
        if (attribute === "src" && name !== "img") found.push(pair);
        if (attribute === "target" && !element.rel.includes("noopener")) found.push(`${pair} without rel`);
        if (attribute === "id" && !/^(h-|fn-|fnref-)/.test(value)) found.push(`${name}[id=${value}]`);
      }
    }
    return found;
  }

  /** What no part of the page may hold, whoever made it. */
  function dangers(place) {
    const found = [];
    for (const element of below(place)) {
      const name = element.localName;
      if (/^(script|style|link|meta|base|iframe|frame|frameset|object|embed|applet|form|template|noscript|video|audio|source|track|svg|marquee|portal|fencedframe|area|map|isindex|keygen|textarea|xmp|plaintext|listing|dialog)$/.test(name)) found.push(`<${name}>`);
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute)) found.push(`${name}[${attribute}]`);
        if (/^(srcdoc|formaction|ping|is|slot|accesskey|autofocus|contenteditable|popovertarget|nonce)$/i.test(attribute)) found.push(`${name}[${attribute}]`);
        if (LEADS.includes(attribute)) found.push(wrongAddress(element, attribute, value));
      }
    }
    return found.filter(Boolean);
  }

  /** Hosts of the pictures and players that are shown, which may be asked for them. */
  const pictures = (place) => [...below(place)].filter((element) => element.matches("img, iframe.player") && /^https?:/.test(element.src)).map(({ src }) => new URL(src).host);

  globalThis.oracle = Object.freeze({ seen, below, touchAll, strangers, dangers, pictures, pause });
})();
