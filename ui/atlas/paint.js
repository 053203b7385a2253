/* Painting: what a message changes, in place. */
const defs = (() => {
  const holder = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  holder.setAttribute("width", 0);
  holder.setAttribute("height", 0);
  holder.style.position = "absolute";
  return holder;
})();

function hatched(fill) {
  const id = `hatch-${fill.replace(/[^0-9a-zA-Z]/g, "")}`;
  if (!defs.querySelector(`#${id}`)) {
    const make = (name, attributes, parent) => {
      const made = parent.appendChild(document.createElementNS(defs.namespaceURI, name));
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const pattern = make("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    make("rect", { width: 6, height: 6, fill }, pattern);
    make("rect", { width: 0.9, height: 6, fill: INK, "fill-opacity": 0.38 }, pattern);
  }
  return `url(#${id})`;
}

const EDGES = { solid: null, dashed: "5 4", dotted: "1 3.5" };
function areaStyle(style, marked) {
  if (!style) return { fillColor: LAND, color: "#dcd8cc", weight: 0.8, dashArray: null, lineCap: "round" };
  const [fill, edge] = style, special = edge !== "solid";
  return { fillColor: marked ? hatched(fill) : fill, color: special ? "#6b7682" : "#fffdf8", weight: special ? 1.1 : 0.9, dashArray: EDGES[edge], lineCap: edge === "dotted" ? "round" : "butt" };
}

function paintAreas(view) {
  const areas = last.areas, raised = [];
  for (const [code, drawn] of view.shapes) {
    const { index } = byCode.get(code);
    const kind = areas ? areas.classes[index] : null;
    const style = kind === null || kind === undefined ? null : areas.styles[kind];
    const marked = Boolean(areas && areas.marked.includes(index));
    const painted = JSON.stringify([style, marked]);
    if (style && style[1] !== "solid") raised.push(drawn.shape);
    if (painted === drawn.painted) continue;
    drawn.painted = painted;
    drawn.shape.setStyle(areaStyle(style, marked));
    drawn.shape.getElement().dataset.class = style ? areas.keys[kind] : "";
  }
  for (const shape of raised) shape.bringToFront();
}

function paintCircles(view) {
  const circles = last.circles;
  for (const code of view.shapes.keys()) {
    const one = byCode.get(code), value = circles ? circles.values[one.index] : null;
    let drawn = view.circles.get(code);
    if (value === null || value === undefined) {
      if (drawn) { drawn.remove(); view.circles.delete(code); }
      continue;
    }
    if (!drawn) {
      drawn = L.circleMarker(latLng(one.point), { renderer: view.marks, pane: "marks", radius: 1 });
      drawn.addTo(view.map);
      drawn.getElement().dataset.code = code;
      drawn.getElement().dataset.circle = code;
      view.circles.set(code, drawn);
    }
    if (drawn.value === value && drawn.scale === circles.scale) continue;
    drawn.value = value;
    drawn.scale = circles.scale;
    const known = value > 0, masked = value < 0;
    const radius = known ? Math.max(1.5, circles.largest * Math.sqrt(value / circles.scale)) : 2.6;
    drawn.setStyle({
      radius,
      color: circles.color, weight: 1.2, dashArray: masked ? "1.5 1.5" : null,
      fillColor: "#fff", fillOpacity: known ? 0.3 : 0.9,
    });
  }
  const order = [...view.circles].sort((p, q) => q[1].getRadius() - p[1].getRadius());
  const signature = order.map(([code]) => code).join();
  if (view.circleOrder !== signature) for (const [, drawn] of order) drawn.bringToFront();
  view.circleOrder = signature;
}

function paintExtra(view) {
  const signature = JSON.stringify([last.rings, last.lines, last.sites]);
  if (view.extraPainted === signature) return;
  view.extraPainted = signature;
  view.extra.clearLayers();
  if (view.spec.inset) return;
  const quiet = { renderer: view.reach, pane: "reach", interactive: false };
  for (const [lon, lat, km, color] of last.rings || [])
    L.circle([lat, lon], { ...quiet, radius: km * 1000, color, weight: 1.5, dashArray: "6 4", fillColor: color, fillOpacity: 0.06 }).addTo(view.extra);
  for (const [x1, y1, x2, y2, color, weight] of last.lines || [])
    L.polyline([[y1, x1], [y2, x2]], { ...quiet, color, weight, opacity: 0.75 }).addTo(view.extra);
  for (const [index, [lon, lat, , , color]] of (last.sites || []).entries()) {
    const seat = L.circleMarker([lat, lon], { renderer: view.marks, pane: "marks", radius: 7, color: "#fff", weight: 2.5, fillColor: color, fillOpacity: 1 });
    seat.addTo(view.extra);
    seat.getElement().dataset.site = String(index);
  }
}

function paintSelection(view) {
  const signature = last.selected.join();
  if (view.selected === signature) return;
  view.selected = signature;
  view.selection.clearLayers();
  const style = { renderer: view.chosen, pane: "chosen", interactive: false, fill: false, lineJoin: "round" };
  for (const code of last.selected.filter((one) => view.shapes.has(one))) {
    L.polygon(byCode.get(code).shape, { ...style, color: "#fff", weight: 5.5, opacity: 0.9 }).addTo(view.selection);
    L.polygon(byCode.get(code).shape, { ...style, color: ACCENT, weight: 3 }).addTo(view.selection);
  }
}
