/* Points: one canvas, so that two thousand cost what one costs. */
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
    const within = options.panels && !this.view.spec.inset ? this.view.bounds.pad(0.04) : null;
    for (const [lon, lat, kinds] of points.places) {
      if (within && !within.contains([lat / 1e4, lon / 1e4])) { // another panel's
        for (let i = 0; i < kinds.length; i += 1, index += 1) this.at.push([NaN, NaN]);
        continue;
      }
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
