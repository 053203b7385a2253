/* Names: placed greedily, the most telling first, never over one another. */
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
  for (const [lon, lat] of last.sites || []) {
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    taken.push({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 });
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
  if (one.kind === "governorate") {
    const { x, y } = view.map.latLngToContainerPoint(one.at);
    return [[x, y + 22], [x, y - 22], [x, y + 44], [x, y - 44]];
  }
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
