/* Rows to read and to choose: a table whose cells are texts, numbers or bars. Built by setting text, never markup.
 *
 * data: {label, direction, language, height, choose, chosen, words, series: [[name, color]], scale, head: [[name, kind]], rows}
 * A cell is a text; of kind "number" [text, value]; of kind "bars" [[text, value, error], ...], one entry a series.
 */
const sorted = new WeakMap(); // the column a reader sorted by outlives the next change

export default function ({ data, parentElement, setTriggerValue }) {
  const make = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const draw = () => {
    const order = sortedRows(data, sorted.get(parentElement));
    const wrap = make("div", "table-wrap rows");
    wrap.dir = data.direction;
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", data.label);
    if (data.height) wrap.style.maxHeight = `${data.height}px`;
    if (data.series.length > 1) wrap.append(legend(data.series, make));
    const table = make("table");
    if (data.head.some(([name]) => name)) table.append(head());
    const body = make("tbody");
    for (const index of order) body.append(row(index));
    table.append(body);
    wrap.append(table);
    const before = parentElement.querySelector(":scope > .rows");
    if (before) {
      before.replaceWith(wrap);
      wrap.scrollTop = before.scrollTop;
    } else parentElement.append(wrap);
    parentElement.querySelector(":scope > .rows-n")?.remove();
    if (data.count) {
      const count = make("p", "rows-n", data.count);
      count.dir = data.direction;
      parentElement.append(count);
    }
  };
  const head = () => {
    const line = make("tr");
    const { column, down } = sorted.get(parentElement) || {};
    for (const [position, [name, kind]] of data.head.entries()) {
      const cell = make("th", kind === "number" ? "n" : "");
      cell.scope = "col";
      cell.setAttribute("aria-sort", column === position ? (down ? "descending" : "ascending") : "none");
      const button = make("button", "", name);
      button.type = "button";
      button.title = data.words.sort;
      button.onclick = () => {
        const now = sorted.get(parentElement) || {};
        const first = kind === "number"; // numbers from the largest, texts from the first letter
        const next = now.column !== position ? first : now.down === first ? !first : null;
        if (next === null) sorted.delete(parentElement);
        else sorted.set(parentElement, { column: position, down: next });
        draw();
      };
      cell.append(button);
      cell.dataset.label = name; // for paper, where browsers do not repeat buttons on every page
      line.append(cell);
    }
    const part = make("thead");
    part.append(line);
    return part;
  };
  const row = (index) => {
    const line = make("tr", data.chosen === index ? "chosen" : "");
    for (const [position, cell] of data.rows[index].entries()) {
      const kind = data.head[position][1];
      if (kind === "bars") line.append(bars(cell, data, make));
      else {
        const made = kind === "number" ? make("td", "n", cell[0]) : written(cell, kind === "text" ? "" : kind, make);
        made.dataset.label = data.head[position][0]; // for a phone, where a row may stand without its heading
        line.append(made);
      }
    }
    if (!data.choose) return line;
    const choose = () => setTriggerValue("choose", { row: index, version: data.version });
    line.tabIndex = 0;
    line.setAttribute("aria-selected", data.chosen === index);
    line.onclick = () => { if (!String(getSelection())) choose(); };
    line.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    };
    return line;
  };
  draw();
}

/* An address reads from the left, at the side where the column begins. */
function written(text, className, make) {
  if (!/^(https?:\/\/|www\.)/.test(text)) return make("td", className, text);
  const cell = make("td", className), inner = make("span", "", text);
  inner.dir = "auto";
  cell.append(inner);
  return cell;
}

function sortedRows(data, by) {
  const order = data.rows.map((_, index) => index);
  if (!by || by.column >= data.head.length) return order;
  const kind = data.head[by.column][1], letters = new Intl.Collator(data.language, { numeric: true });
  const value = (index) => {
    const cell = data.rows[index][by.column];
    if (kind === "number") return cell[1];
    return kind === "bars" ? cell.reduce((sum, [, one]) => sum + (one || 0), 0) : cell;
  };
  const empty = (one) => one === null || one === undefined;
  return order.sort((p, q) => {
    const a = value(p), b = value(q);
    if (empty(a) || empty(b)) return empty(a) - empty(b); // no figure comes last either way
    return (by.down ? -1 : 1) * (kind === "number" || kind === "bars" ? a - b : letters.compare(a, b)) || p - q;
  });
}

function legend(series, make) {
  const line = make("div", "series");
  for (const [name, color] of series) {
    const one = make("span", "", name), swatch = make("i");
    swatch.style.background = color;
    one.prepend(swatch);
    line.append(one);
  }
  return line;
}

/* One bar after another where they add up, one under another where they do not. */
function bars(cells, data, make) {
  const cell = make("td", data.stacked ? "bars" : "bars apart");
  const room = make("div");
  for (const [index, [text, value, error]] of cells.entries()) {
    const part = make("div", "bar"), fill = make("b");
    const share = value > 0 ? (100 * value) / data.scale : 0;
    const [name, color] = data.series[index];
    fill.style.background = color;
    part.title = name ? data.words.says.replace("{a}", name).replace("{b}", text) : text;
    const track = data.stacked ? part : make("div", "track");
    if (data.stacked) part.style.width = `${share}%`;
    else {
      fill.style.width = `${share}%`;
      part.append(track);
    }
    if (error) {
      const whisker = make("u");
      whisker.style.insetInlineStart = `${(100 * Math.max(0, value - error)) / data.scale}%`;
      whisker.style.width = `${(100 * (Math.min(data.scale, value + error) - Math.max(0, value - error))) / data.scale}%`;
      track.append(whisker);
    }
    if (value || !data.stacked) {
      track.append(fill);
      part.append(make("small", data.stacked ? (share < 9 ? "hid" : index ? "dark" : "") : "", text));
    }
    room.append(part);
  }
  cell.append(room);
  return cell;
}
