// The matrix as a table of buttons: text only, no HTML from the data; a press sends the key of a cell, row or column.
const make = (tag, attributes = {}, text = "") => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.textContent = text;
  return node;
};

const pressable = (kind, key, label, send, attributes) => {
  const button = make("button", { type: "button", "data-key": `${kind}:${key}`, ...attributes }, label);
  button.onclick = () => send(kind, key);
  return button;
};

const heading = (data, send) => {
  const row = make("tr");
  row.append(make("th", { scope: "col", class: "corner" }, data.corner));
  for (const column of data.columns) {
    const head = make("th", { scope: "col", title: column.name });
    head.append(pressable("stage", column.key, column.short, send, { "aria-label": column.name, "aria-pressed": column.chosen }));
    row.append(head);
  }
  return row;
};

const cellOf = (data, row, column, [state, count, lost], send) => {
  const known = data.states[state];
  const told = [row.name, row.under, column.name, `${known.name} ${count}`.trim(), lost ? data.lost.replace("#", lost) : ""];
  const spoken = told.filter(Boolean).join(" · ");
  const chosen = row.on && column.chosen;
  const cell = make("td", state === "not_applicable" ? { class: "void" } : {});
  const button = pressable("cell", `${row.key}|${column.key}`, "", send, {
    class: `s ${state}`, "aria-label": spoken, title: spoken, "aria-pressed": chosen,
  });
  button.append(make("b", { "aria-hidden": "true" }, known.symbol));
  if (count) button.append(make("span", { dir: "ltr" }, count));
  if (lost) button.append(make("i", {}, `▼ ${lost}`));
  cell.append(button);
  return cell;
};

const body = (data, send) =>
  data.rows.map((row) => {
    const line = make("tr", row.chosen ? { class: "chosen" } : {});
    const head = make("th", { scope: "row" });
    const name = pressable("row", row.key, row.name, send, { "aria-pressed": row.chosen });
    if (row.under) name.append(make("small", {}, row.under));
    head.append(name);
    line.append(head, ...data.columns.map((column, at) => cellOf(data, row, column, row.cells[at], send)));
    return line;
  });

const legend = (data) => {
  const list = make("ul", { class: "key" });
  for (const [state, known] of Object.entries(data.states)) {
    const item = make("li");
    item.append(make("i", { class: `s ${state}`, "aria-hidden": "true" }, known.symbol), make("span", {}, known.name), make("b", {}, known.n));
    list.append(item);
  }
  const lost = make("li");
  lost.append(make("i", { class: "lost", "aria-hidden": "true" }, "▼"), make("span", {}, data.lost_key));
  list.append(lost);
  return list;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".grid");
  const held = root.getRootNode().activeElement?.getAttribute("data-key");
  const scrolled = root.querySelector(".wrap")?.scrollTop ?? 0;
  const send = (kind, key) => setTriggerValue("pressed", `${kind}:${key}`);
  root.setAttribute("dir", data.direction);
  const table = make("table");
  table.append(make("caption", {}, data.caption), make("thead"), make("tbody"));
  table.querySelector("thead").append(heading(data, send));
  table.querySelector("tbody").append(...body(data, send));
  const wrap = make("div", { class: "wrap", tabindex: "0" });
  wrap.append(table);
  root.replaceChildren(wrap, legend(data));
  wrap.scrollTop = scrolled;
  if (held) root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}
