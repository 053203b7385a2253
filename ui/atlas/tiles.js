/* An online base map under the areas, where the installation asks for one. One that does not come goes without a word. */
const tiled = { came: 0, failed: 0, layers: [] };
function baseMap(view) {
  if (!options.tiles || view.spec.inset) return;
  const pane = view.map.createPane("tiles");
  pane.style.zIndex = 230;
  pane.style.pointerEvents = "none";
  const layer = L.tileLayer(options.tiles.url, { pane: "tiles", maxZoom: 14, updateWhenIdle: true });
  layer.on("tileload", () => { tiled.came += 1; showTiles(true); });
  layer.on("tileerror", () => { tiled.failed += 1; if (tiled.failed > tiled.came) showTiles(false); });
  tiled.layers.push([view, layer]);
  layer.addTo(view.map);
}

function showTiles(here) {
  const credit = document.querySelector(".atlas-credit");
  const said = [say("credit"), here ? options.tiles.credit : ""].filter(Boolean).join(" · ");
  if (credit.textContent !== said) credit.textContent = said;
  for (const [view, layer] of tiled.layers) {
    view.map.getPane("areas").style.opacity = here ? 0.8 : "";
    if (!here) layer.remove();
  }
}
