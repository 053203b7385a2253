/* The map's side of the page. The territory is drawn once; each message from the server only repaints it.
 *
 * AtlasData (put before this file when it is prepared): {order, delegations, governorates, words, land, own}.
 * Atlas.start(id, options) makes the map; Atlas.paint(message) repaints it. Arrays in a message follow AtlasData.order.
 * Text is only ever set as text, never as markup: names come from people's files.
 */
window.Atlas = (() => {
  "use strict";
  const { delegations, governorates, land, words } = window.AtlasData;
  const INK = "#1d2b3a", ACCENT = "#0f766e", NEIGHBOUR = "#eceae4", LAND = "#f5f2ea";
  const OWN = [...new Set(delegations.map((one) => one.governorate))];
  const TOWN = delegations.filter((one) => one.town === "Kasserine").map((one) => one.code);
  delegations.forEach((one, index) => { one.index = index; });
  const byCode = new Map(delegations.map((one) => [one.code, one]));
  const views = [];
  let options = {}, last = {}, grid = null;

  /* ---- reading the prepared data ---- */

  function unfold(flat) {
    let x = 0, y = 0;
    const points = [];
    for (let i = 0; i < flat.length; i += 2) points.push([(y += flat[i + 1]) / 1000, (x += flat[i]) / 1000]);
    return points;
  }
  for (const one of [...delegations, ...governorates, land]) one.shape = one.rings.map((ring) => [unfold(ring)]);
  const boundsOf = (shapes) => shapes.reduce((all, one) => all.extend(L.latLngBounds(one.shape.flat(2))), L.latLngBounds([]));
  const latLng = ([lon, lat]) => L.latLng(lat, lon);
  const say = (key) => words[options.language][key];
  const names = (one) => {
    const latin = one.names.fr, arabic = one.names.ar;
    return options.labels === "both" ? [latin, arabic] : [options.labels === "ar" ? arabic : latin];
  };

  /* ---- one view: the whole territory, one panel, or the inset ---- */

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

  /* ---- pointing and clicking ---- */

  function listen(view) {
    const { map, holder } = view;
    const tip = view.tip = view.box.appendChild(document.createElement("div"));
    tip.className = "atlas-tip";
    tip.setAttribute("role", "status");
    map.on("mousemove", (event) => point(view, event));
    map.on("mouseout", () => point(view, null));
    map.on("click", (event) => {
      const found = under(view, event);
      if (found) report(found);
    });
    holder.addEventListener("keydown", (event) => keyboard(view, event), true);
    map.on("focus click", () => { if (!view.spec.inset) map.scrollWheelZoom.enable(); });
    holder.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    map.on("zoom viewreset moveend resize", () => place(view));
    map.on("zoomend dragend", () => { if (!view.fitting) moved(view); });
  }

  /* One stop for the keyboard per map; on it, arrows go from delegation to delegation and Enter chooses. */
  function keyboard(view, event) {
    const code = event.target.dataset && event.target.dataset.code;
    if (!code) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") report({ kind: "delegation", code });
    else if (step) {
      const codes = [...view.shapes.keys()];
      const next = view.shapes.get(codes[(codes.indexOf(code) + step + codes.length) % codes.length]).shape.getElement();
      event.target.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function under(view, event) {
    const index = view.points.nearest(event.containerPoint);
    if (index >= 0) return { kind: "point", code: index, version: last.version };
    const data = event.originalEvent.target.dataset || {};
    if (data.site) return { kind: "site", code: data.site };
    return data.code ? { kind: "delegation", code: data.code } : null;
  }

  function point(view, event) {
    const found = event && under(view, event);
    const tip = view.tip;
    const hovered = found && found.kind === "delegation" ? found.code : null;
    if (view.hovered !== hovered) {
      view.hovered = hovered;
      view.hover.setLatLngs(hovered ? byCode.get(hovered).shape : []);
      view.holder.style.cursor = found ? "pointer" : "";
    }
    if (!found) { tip.style.visibility = "hidden"; view.told = ""; return; }
    const told = `${found.kind} ${found.code} ${last.version}`;
    if (view.told !== told) { view.told = told; tell(tip, found); }
    const { clientWidth: width, clientHeight: height } = view.box;
    const { x, y } = event.containerPoint;
    const left = x + 14 + tip.offsetWidth > width ? x - 12 - tip.offsetWidth : x + 14;
    const top = y + 16 + tip.offsetHeight > height ? y - 10 - tip.offsetHeight : y + 16;
    tip.style.transform = `translate(${Math.max(2, left)}px, ${Math.max(2, top)}px)`;
    tip.style.visibility = "visible";
  }

  function tell(tip, found) {
    const lines = [];
    let title = "";
    if (found.kind === "point") {
      const points = last.points;
      title = points.labels ? points.labels[found.code] : points.kinds[points.kindOf[found.code]][2];
      if (points.labels) lines.push(points.kinds[points.kindOf[found.code]][2]);
    } else if (found.kind === "site") {
      title = last.sites[found.code][2];
      lines.push(last.sites[found.code][3]);
    } else {
      const one = byCode.get(found.code);
      title = names(one).join(" · ");
      if (last.areas) lines.push(last.areas.labels[one.index]);
      if (last.circles) lines.push(last.circles.labels[one.index]);
    }
    const head = document.createElement("b");
    head.textContent = title;
    tip.dir = options.language === "ar" ? "rtl" : "ltr";
    tip.replaceChildren(head, ...lines.filter(Boolean).map((line) => {
      const row = document.createElement("div");
      row.dir = "auto";
      row.textContent = line;
      return row;
    }));
  }

  /* Told at once and once: the frame's own message a quarter of a second later finds nothing new to say. */
  function report(found) {
    const frame = window.__GLOBAL_DATA__, value = { ...found, at: Date.now() };
    frame.last_active_drawing = value;
    frame.previous_data = { last_active_drawing: value };
    window.Streamlit.setComponentValue(frame.previous_data);
  }

  /* ---- sizes: the frame takes the height its width calls for ---- */

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

  /* ---- names: placed greedily, the most telling first, never over one another ---- */

  const measure = document.createElement("canvas").getContext("2d");
  const SIZES = { governorate: [14.5, 650], delegation: [11, 450], neighbour: [11.5, 400], land: [14, 400], sea: [13, 400], site: [12.5, 700] };

  function candidates(view) {
    const found = [], { spec, map } = view;
    const wide = kilometres(map.getBounds())[0];
    for (const [index, site] of (last.sites || []).entries())
      found.push({ kind: "site", lines: [site[2]], at: L.latLng(site[1], site[0]), shift: 15, room: Infinity, always: true, index });
    const overview = !spec.inset && !options.panels && wide > 190;
    if (overview)
      for (const one of governorates)
        if (spec.governorates.includes(one.code)) found.push({ kind: "governorate", lines: names(one), at: latLng(one.centre), room: Infinity });
    if (!overview)
      for (const one of [...delegations].sort((p, q) => q.centre[2] - p.centre[2])) {
        if (!view.shapes.has(one.code)) continue;
        const bounds = L.latLngBounds(one.shape.flat(2));
        const room = map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
        found.push({ kind: "delegation", code: one.code, lines: names(one), at: latLng(one.centre), room: room * 1.02 + 4 });
      }
    if (!spec.inset) {
      for (const one of governorates)
        if (!OWN.includes(one.code)) {
          const bounds = L.latLngBounds(one.shape.flat(2));
          const room = map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
          found.push({ kind: "neighbour", lines: names(one), at: latLng(one.centre), room });
        }
      found.push({ kind: "land", lines: [say("algeria")], at: L.latLng(35.95, 7.95), room: Infinity });
      found.push({ kind: "sea", lines: [say("sea")], at: L.latLng(37.32, 8.62), room: Infinity });
      found.push({ kind: "sea", lines: [say("gulf")], at: L.latLng(34.95, 11.15), room: Infinity });
    }
    return found;
  }

  function place(view) {
    view.points.draw();
    const { map, names: paneElement } = view, size = map.getSize(), taken = [], made = [];
    if (!size.x || !map._loaded) return;
    const blocked = (box) => taken.some((one) => box.left < one.right && box.right > one.left && box.top < one.bottom && box.bottom > one.top);
    for (const corner of view.box.querySelectorAll(".leaflet-control, .atlas-title, .atlas-inset")) {
      const outer = view.box.getBoundingClientRect(), inner = corner.getBoundingClientRect();
      if (inner.width) taken.push({ left: inner.left - outer.left, right: inner.right - outer.left, top: inner.top - outer.top, bottom: inner.bottom - outer.top });
    }
    for (const one of candidates(view)) {
      const [px, weight] = SIZES[one.kind];
      measure.font = `${weight} ${px}px "Atlas Arabic", "Atlas Latin", sans-serif`;
      const width = Math.max(...one.lines.map((line) => measure.measureText(line).width)) * (one.kind === "land" ? 1.25 : 1.04);
      const height = one.lines.length * px * 1.2, centre = map.latLngToContainerPoint(one.at);
      if (width > one.room) continue;
      const boxAt = ([x, y]) => ({ x, y, left: x - width / 2 - 2, right: x + width / 2 + 2, top: y - height / 2, bottom: y + height / 2 });
      const fits = (box) => box.left > 2 && box.top > 2 && box.right < size.x - 2 && box.bottom < size.y - 2 && !blocked(box);
      const places = [[centre.x, centre.y - (one.shift || 0)], ...around(view, one, height)].map(boxAt);
      const free = places.filter(fits);
      const box = one.always ? places[0] : free.find((place) => !covered(view, one, place)) || free[0];
      if (!box) continue;
      taken.push(box);
      made.push(nameElement(one, map.containerPointToLayerPoint([box.x, box.y])));
    }
    paneElement.replaceChildren(...made);
  }

  /* A delegation's name leaves its circle free where it can: under it or over it. */
  function around(view, one, height) {
    const circle = one.code && view.circles.get(one.code);
    if (!circle) return [];
    const { x, y } = view.map.latLngToContainerPoint(circle.getLatLng()), out = circle.getRadius() + height / 2 + 1;
    return [[x, y + out], [x, y - out]];
  }
  function covered(view, one, box) {
    if (one.kind !== "delegation") return false;
    for (const circle of view.circles.values()) {
      const { x, y } = view.map.latLngToContainerPoint(circle.getLatLng()), r = circle.getRadius();
      const dx = x - Math.max(box.left, Math.min(x, box.right)), dy = y - Math.max(box.top, Math.min(y, box.bottom));
      if (dx * dx + dy * dy < r * r) return true;
    }
    return false;
  }

  function nameElement(one, at) {
    const element = document.createElement("div");
    element.className = `atlas-name ${one.kind}`;
    element.style.transform = `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)`;
    for (const line of one.lines) {
      const row = element.appendChild(document.createElement("div"));
      row.dir = "auto";
      row.textContent = line;
    }
    return element;
  }

  /* ---- painting ---- */

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
      const known = value > 0, masked = value < 0;
      const radius = known ? Math.max(1.5, circles.largest * Math.sqrt(value / circles.scale)) : 2.6;
      drawn.setRadius(radius);
      drawn.setStyle({
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

  /* ---- points: one canvas, so that two thousand cost what one costs ---- */

  const MARGIN = 120;
  const Points = L.Layer.extend({
    initialize(view) { this.view = view; this.at = []; },
    onAdd(map) {
      this.canvas = document.createElement("canvas");
      this.canvas.style.cssText = "position:absolute;pointer-events:none";
      map.getPane("marks").appendChild(this.canvas);
    },
    onRemove() { this.canvas.remove(); },
    nearest(where) {
      let best = -1, least = 81;
      for (let i = 0; i < this.at.length; i += 1) {
        const [x, y] = this.at[i], far = (x - where.x) ** 2 + (y - where.y) ** 2;
        if (far < least) { best = i; least = far; }
      }
      return best;
    },
    draw() {
      const { map } = this.view, points = last.points;
      if (!this.canvas || (!points && !this.at.length)) return;
      this.at = [];
      this.canvas.dataset.n = points ? points.kindOf.length : 0;
      const size = map.getSize(), ratio = window.devicePixelRatio || 1;
      this.canvas.width = (size.x + 2 * MARGIN) * ratio;
      this.canvas.height = (size.y + 2 * MARGIN) * ratio;
      this.canvas.style.width = `${size.x + 2 * MARGIN}px`;
      L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([-MARGIN, -MARGIN]));
      if (!points) return;
      const pen = this.canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio);
      pen.lineWidth = 1;
      let index = 0;
      for (const [lon, lat, kinds] of points.places) {
        const centre = map.latLngToContainerPoint([lat / 1e4, lon / 1e4]);
        for (let i = 0; i < kinds.length; i += 1, index += 1) {
          /* points of one place are set in a spiral around it, so that each can be seen and clicked */
          const turn = i * 2.39996, out = i ? 4.6 * Math.sqrt(i) : 0;
          const x = centre.x + out * Math.cos(turn), y = centre.y + out * Math.sin(turn);
          this.at.push([x, y]);
          const [color, shape] = points.kinds[points.kindOf[index]];
          mark(pen, shape, x, y, color);
        }
      }
    },
  });

  function mark(pen, shape, x, y, color) {
    pen.beginPath();
    if (shape === "square") pen.rect(x - 3.3, y - 3.3, 6.6, 6.6);
    else if (shape === "triangle") { pen.moveTo(x, y - 4.4); pen.lineTo(x + 4.2, y + 3.2); pen.lineTo(x - 4.2, y + 3.2); pen.closePath(); }
    else if (shape === "diamond") { pen.moveTo(x, y - 4.8); pen.lineTo(x + 4.8, y); pen.lineTo(x, y + 4.8); pen.lineTo(x - 4.8, y); pen.closePath(); }
    else pen.arc(x, y, 3.7, 0, 7);
    pen.fillStyle = color;
    pen.fill();
    pen.strokeStyle = "#fff";
    pen.stroke();
  }

  /* ---- what the page calls ---- */

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
      if (extra.inset) view.bounds = view.bounds.pad(1.1);
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

  const token = new (L.Layer.extend({ onAdd() {}, onRemove() {} }))();
  function paint(message) {
    last = message;
    if (last.points) unpack(last.points);
    for (const layer of [last.areas, last.circles]) if (layer) layer.labels = layer.labels.filled.map((one) => fill(layer.labels.wordings[one[0]], one.slice(1)));
    for (const view of views) {
      paintAreas(view);
      paintCircles(view);
      paintExtra(view);
      paintSelection(view);
      place(view);
      point(view, null);
    }
    if (message.height !== options.height) { options.height = message.height; layout(); }
    window.feature_group = []; // the frame only ever appends to it
    document.body.dataset.painted = message.version;
    return token;
  }

  const fill = (wording, numbers) => wording.split("\u0001").map((part, i) => (i ? numbers[i - 1] : "") + part).join("");
  function unpack(points) {
    points.kindOf = [];
    for (const place of points.places) for (const letter of place[2]) points.kindOf.push(letter.charCodeAt(0) - 97);
  }

  return { start, paint };
})();
