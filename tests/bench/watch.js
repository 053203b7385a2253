/* Notes when the first map stood on the screen, and when page and map last changed after a press. */
(() => {
  if (window.top !== window) return;
  const seen = (window.__bench = { from: 0, last: 0, frames: new WeakSet() });
  const note = (records) => {
    for (const record of records) {
      const at = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      // not the page: the running sign, what a list tells screen readers, and what a library measures out of sight
      if (!at || !at.isConnected || at.closest('[data-testid="stStatusWidget"], [data-live-announcer]')) continue;
      seen.last = performance.now();
      return;
    }
  };
  const deep = { childList: true, characterData: true, subtree: true };
  new MutationObserver(note).observe(document, deep);
  setInterval(() => {
    for (const frame of document.querySelectorAll("iframe")) {
      const inside = frame.contentDocument;
      if (!seen.map && inside && inside.querySelector("path.leaflet-interactive")) seen.map = Date.now();
      if (!inside || !inside.body || seen.frames.has(inside)) continue;
      seen.frames.add(inside);
      new MutationObserver(note).observe(inside, { ...deep, attributes: true });
    }
  }, 20);
  addEventListener("keydown", () => { seen.from = seen.last = performance.now(); }, true);
  addEventListener("click", () => { seen.from = seen.last = performance.now(); }, true);
})();
