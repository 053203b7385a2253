/* Pointing, clicking, and the keyboard. */
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
