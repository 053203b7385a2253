/* One view: the whole territory, one panel, or the inset. Drawn once. */
function makeView(parent, spec) {
  const box = parent.appendChild(document.createElement("div"));
  box.className = spec.inset ? "atlas-inset atlas-view" : "atlas-view";
  if (spec.area) box.style.gridArea = spec.area;
  const holder = box.appendChild(document.createElement("div"));
  const map = L.map(holder, {
    zoomSnap: 0, zoomDelta: 0.75, zoomControl: false, attributionControl: false, scrollWheelZoom: false,
    zoomAnimation: false, fadeAnimation: false, inertia: false, maxZoom: 14, dragging: !L.Browser.mobile && !spec.inset,
    doubleClickZoom: !spec.inset, touchZoom: !spec.inset, boxZoom: false, keyboard: !spec.inset,
    maxBounds: [[31.8, 5.5], [39, 14]], maxBoundsViscosity: 1, center: [35.6, 9.6], zoom: 7,
  });
  holder.setAttribute("role", "application");
  holder.setAttribute("aria-label", spec.title || say("aria"));
  const view = { map, box, holder, spec, shapes: new Map(), circles: new Map(), touched: false };
  const pane = (name, z, quiet) => {
    const made = map.createPane(name);
    made.style.zIndex = z;
    if (quiet) made.style.pointerEvents = "none";
    view[name] = L.svg({ pane: name, padding: 0.4 });
    return made;
  };
  pane("land", 210, true); pane("areas", 300); pane("borders", 340, true); pane("reach", 360, true);
  pane("marks", 400); pane("chosen", 420, true);
  view.names = map.createPane("names");
  view.names.style.zIndex = 460;
  view.names.style.pointerEvents = "none";
  drawTerritory(view);
  baseMap(view);
  view.extra = L.layerGroup().addTo(map);
  view.selection = L.layerGroup().addTo(map);
  view.hover = L.polygon([], { renderer: view.chosen, pane: "chosen", interactive: false, fill: false, color: INK, weight: 2 }).addTo(map);
  view.points = new Points(view).addTo(map);
  controls(view);
  listen(view);
  views.push(view);
  return view;
}

function drawTerritory(view) {
  const quiet = (shape, style, renderer = view.land, pane = "land") =>
    L.polygon(shape, { renderer, pane, interactive: false, ...style }).addTo(view.map);
  quiet(land.shape, { fillColor: "#f1efe9", fillOpacity: 1, stroke: false });
  for (const one of governorates)
    quiet(one.shape, { fillColor: NEIGHBOUR, fillOpacity: 1, color: "#d3d0c6", weight: 1 });
  for (const one of delegations) {
    if (!view.spec.governorates.includes(one.governorate)) continue;
    const shape = L.polygon(one.shape, { renderer: view.areas, pane: "areas", fillOpacity: 1, ...areaStyle(null) });
    shape.addTo(view.map);
    const path = shape.getElement();
    path.dataset.code = one.code;
    path.setAttribute("role", "button");
    path.setAttribute("tabindex", !view.spec.inset && view.shapes.size === 0 ? "0" : "-1");
    path.setAttribute("aria-label", names(one).join(" · "));
    view.shapes.set(one.code, { shape, painted: "" });
  }
  for (const one of governorates)
    if (view.spec.governorates.includes(one.code))
      quiet(one.shape, { fill: false, color: "#4c5865", weight: view.spec.inset ? 1 : 1.6, lineJoin: "round" }, view.borders, "borders");
}

const Scale = L.Control.Scale.extend({
  _updateMetric(most) {
    const metres = this._getRoundNum(most);
    const text = metres < 1000 ? `${metres} ${say("m")}` : `${metres / 1000} ${say("km")}`;
    this._updateScale(this._mScale, text, metres / most);
  },
  _updateScale(scale, text, ratio) {
    scale.style.width = `${Math.round(this.options.maxWidth * ratio)}px`;
    scale.textContent = text;
  },
});

function controls(view) {
  const { map, spec } = view;
  new Scale({ imperial: false, maxWidth: spec.inset ? 50 : 100, position: spec.scaleAt || "bottomleft" }).addTo(map);
  if (spec.title) {
    const title = view.box.appendChild(document.createElement("div"));
    title.className = "atlas-title";
    title.dir = "auto";
    title.textContent = spec.title;
  }
  if (!spec.zoom) return;
  const bar = L.control.zoom({ position: "topright", zoomInText: "+", zoomOutText: "−", zoomInTitle: say("zoom_in"), zoomOutTitle: say("zoom_out") }).addTo(map);
  const home = bar.getContainer().appendChild(document.createElement("a"));
  home.href = "#";
  home.title = say("reset");
  home.setAttribute("role", "button");
  home.setAttribute("aria-label", say("reset"));
  home.textContent = "⤢";
  L.DomEvent.disableClickPropagation(home);
  L.DomEvent.on(home, "click", (event) => { L.DomEvent.stop(event); fit(true); });
}
