// Added by `newsstand serve` to the pages it serves, and to nothing that is built: loads the page again
// when the site has changed, at the height where it was.

{
  const kept = "newsstand.preview";
  const made = new URL(document.currentScript.src).search.slice(1);

  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/newsstand-preview.txt", { cache: "no-store" });
      const now = (await answer.text()).trim();
      if (!answer.ok || now === made) return;
      sessionStorage.setItem(kept, JSON.stringify({ address: location.href, top: scrollY }));
      location.reload();
    } catch { /* The server is away; it may come back. */ }
  }, 1000);

  const before = JSON.parse(sessionStorage.getItem(kept) ?? "null");
  sessionStorage.removeItem(kept);
  if (before?.address === location.href) {
    const root = document.documentElement;
    const restore = () => scrollTo({ top: before.top, behavior: "instant" });
    const watch = new MutationObserver(() => {
      if (!root.dataset.ready) return;
      stop();
      requestAnimationFrame(restore);
    });
    // A reader who scrolls meanwhile knows better.
    const signs = ["wheel", "touchstart", "keydown"];
    const stop = () => {
      watch.disconnect();
      signs.forEach((sign) => removeEventListener(sign, stop));
    };
    signs.forEach((sign) => addEventListener(sign, stop, { passive: true }));
    watch.observe(root, { attributes: true, attributeFilter: ["data-ready"] });
    restore();
    if (root.dataset.ready) stop();
  }
}
