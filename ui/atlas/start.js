/* What the page calls. */
function start(id, given) {
  options = { ...given };
  document.documentElement.lang = options.language;
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = window.AtlasData.style;
  document.body.appendChild(defs);
  const holder = document.getElementById(id);
  grid = holder.appendChild(document.createElement("div"));
  grid.className = options.panels ? "atlas-grid panels" : "atlas-grid";
  const credit = holder.appendChild(document.createElement("div"));
  credit.className = "atlas-credit";
  credit.dir = "auto";
  credit.textContent = say("credit");
  const title = (codes) => codes.map((code) => names(governorates.find((one) => one.code === code)).join(" · ")).join(say("and"));
  const add = (area, codes, extra) => {
    const view = makeView(extra.inset ? views[views.length - 1].box : grid, { area, governorates: codes, ...extra });
    view.bounds = boundsOf(delegations.filter((one) => (extra.inset ? TOWN.slice(-1).includes(one.code) : codes.includes(one.governorate))));
    if (extra.inset) view.bounds = townBounds(view.bounds.pad(1.1));
    return view;
  };
  if (options.panels) {
    add("a", ["22"], { title: title(["22"]), scaleAt: "bottomright" });
    add("b", ["33"], { title: title(["33"]), scaleAt: "bottomleft" });
    add("c", ["42", "43"], { title: title(["42", "43"]), zoom: true, scaleAt: "bottomright" });
  } else add("", OWN, { zoom: true });
  add("", ["42"], { inset: true, title: say("inset"), scaleAt: "topleft" });
  if (window.Streamlit) {
    const set = window.Streamlit.setFrameHeight;
    window.Streamlit.setFrameHeight = () => set(frameHeight || options.height);
  }
  new ResizeObserver(() => layout()).observe(holder);
  document.fonts.ready.then(() => views.forEach(place));
  layout();
  return views[0].map;
}

/* The town with the points of its delegations, whose circles stand there, above the caption. */
function townBounds(bounds) {
  for (const one of delegations) if (TOWN.includes(one.code)) bounds.extend(latLng(one.point));
  const low = bounds.getSouth() - 0.22 * (bounds.getNorth() - bounds.getSouth());
  return bounds.extend([low, bounds.getWest()]);
}

const token = new (L.Layer.extend({ onAdd() {}, onRemove() {} }))();
function paint(message) {
  last = message;
  if (last.points) unpack(last.points);
  for (const layer of [last.areas, last.circles]) if (layer) layer.labels = unpackLabels(layer.labels);
  for (const view of views) {
    paintAreas(view);
    paintCircles(view);
    paintExtra(view);
    paintSelection(view);
    if (settled(view)) view.points.draw();
    else place(view);
    point(view, null);
  }
  if (message.height !== options.height) { options.height = message.height; layout(); }
  window.feature_group = []; // the frame only ever appends to it
  document.body.dataset.painted = message.version;
  return token;
}

const unpackLabels = ({ wordings, filled }) => filled.map((one) => {
  const [index, ...numbers] = one.split("|");
  return wordings[index].split("\u0001").map((part, i) => (i ? numbers[i - 1] : "") + part).join("");
});
/* Names stay where they are while figures change; they move only when a circle or a seat comes or goes. */
function settled(view) {
  const signature = JSON.stringify([[...view.circles.keys()].sort(), last.sites]);
  const same = view.placedFor === signature;
  view.placedFor = signature;
  return same;
}

function unpack(points) {
  points.kindOf = [];
  for (const place of points.places) for (const letter of place[2]) points.kindOf.push(letter.charCodeAt(0) - 97);
}
