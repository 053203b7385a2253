/* The prepared territory, read. AtlasData comes before this script: {delegations, governorates, land, words, style}.
 *
 * The parts of this folder are joined, in the order of ui/assets.py, inside one function that returns {start, paint}:
 * Atlas.start(id, options) makes the map, Atlas.paint(message) repaints it. Arrays in a message follow the order of
 * `delegations`. Text is only ever set as text, never as markup: names come from people's files.
 */
const { delegations, governorates, land, words } = window.AtlasData;
const INK = "#1d2b3a", ACCENT = "#0f766e", NEIGHBOUR = "#eceae4", LAND = "#f5f2ea";
const OWN = [...new Set(delegations.map((one) => one.governorate))];
const TOWN = delegations.filter((one) => one.town === "Kasserine").map((one) => one.code);
delegations.forEach((one, index) => { one.index = index; });
const byCode = new Map(delegations.map((one) => [one.code, one]));
const views = [];
let options = {}, last = {}, grid = null;


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
