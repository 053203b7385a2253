/* Sizes: the frame takes the height its width calls for; panels share one scale. */
const PAD = 10, CREDIT = 16;
const kilometres = (bounds) => {
  const middle = Math.cos((bounds.getCenter().lat * Math.PI) / 180);
  return [(bounds.getEast() - bounds.getWest()) * 111.32 * middle, (bounds.getNorth() - bounds.getSouth()) * 110.9];
};

function layout() {
  const width = grid.parentElement.clientWidth;
  if (!width) return;
  let height = Math.min(options.height, Math.max(320, Math.round(width * 1.1)));
  if (options.panels) height = layoutPanels(width);
  else if (views[1]) {
    const side = Math.round(Math.min(170, width * 0.26));
    Object.assign(views[1].box.style, { right: "10px", bottom: "22px", width: `${side}px`, height: `${Math.round(side * 0.86)}px`, display: width < 480 ? "none" : "" });
  }
  grid.parentElement.style.height = `${height + CREDIT}px`;
  resizeFrame(height + CREDIT);
  for (const view of views) view.map.invalidateSize({ pan: false });
  fit(false);
}

function layoutPanels(width) {
  const [a, b, c] = views.map((view) => kilometres(view.bounds));
  const narrow = width < 560;
  grid.classList.toggle("narrow", narrow);
  const room = (px) => px - 2 * PAD;
  const per = narrow
    ? Math.min(room(width) / c[0], (width - 8 - 4 * PAD) / (a[0] + b[0]))
    : Math.min((width - 8 - 4 * PAD) / (Math.max(a[0], b[0]) + c[0]), (Math.max(options.height, 420) - 2 * PAD) / c[1]);
  const set = (name, value) => grid.style.setProperty(`--${name}`, value);
  const first = Math.max(a[0], b[0]);
  set("left", narrow ? `${a[0]}fr` : `${first}fr`);
  set("right", narrow ? `${b[0]}fr` : `${c[0]}fr`);
  set("a", narrow ? `${Math.round(Math.max(a[1], b[1]) * per + 2 * PAD + 26)}px` : `${a[1]}fr`);
  set("b", `${b[1]}fr`);
  set("c", `${Math.round(c[1] * per + 2 * PAD + 8)}px`);
  const inset = views[3];
  if (inset) {
    const side = Math.round(Math.min(160, Math.max(112, per * 58)));
    const tall = Math.round(Math.min(side * 0.78, Math.max(64, per * 36)));
    Object.assign(inset.box.style, { left: "6px", bottom: "6px", width: `${side}px`, height: `${tall}px` });
  }
  const top = Math.round(c[1] * per + 2 * PAD + 8);
  return narrow ? top + 8 + Math.round(Math.max(a[1], b[1]) * per + 2 * PAD + 26) : top;
}

/* Panels share one scale on the ground: in this projection that is zoom + log2(cos latitude). */
function fit(all) {
  const shrink = (view) => Math.log2(Math.cos((view.bounds.getCenter().lat * Math.PI) / 180));
  const fitting = views.filter((view) => !view.spec.inset);
  const zooms = fitting.map((view) => view.map.getBoundsZoom(view.bounds, false, L.point(2 * PAD, 2 * PAD)) - shrink(view));
  const common = Math.min(...zooms);
  if (!Number.isFinite(common)) return;
  for (const view of views) {
    if (view.touched && !all) continue;
    view.touched = false;
    const zoom = view.spec.inset ? view.map.getBoundsZoom(view.bounds) : common + shrink(view);
    still(view, () => {
      view.map.setMinZoom(0).setView(view.bounds.getCenter(), zoom, { animate: false }).setMinZoom(zoom - 0.75);
      view.home = zoom;
    });
    place(view);
  }
}

function still(view, move) {
  view.fitting = true;
  move();
  view.fitting = false;
}

function moved(view) {
  const zoom = view.map.getZoom();
  view.touched = true;
  if (L.Browser.mobile) view.map.dragging[zoom > view.home + 0.1 ? "enable" : "disable"]();
  for (const other of views)
    if (options.panels && other !== view && !other.spec.inset && !view.spec.inset) {
      const target = other.home + zoom - view.home;
      if (Math.abs(other.map.getZoom() - target) > 1e-6) still(other, () => other.map.setZoom(target, { animate: false }));
      other.touched = true;
      place(other);
    }
}

let frameHeight = 0;
function resizeFrame(height) {
  frameHeight = height;
  if (window.Streamlit) window.Streamlit.setFrameHeight(height);
}
