// Draws the figures of a snapshot from the data in the file. Shapes and base map lie in the file too, so that nothing is asked of a network.
(() => {
  const { figures, layouts, view, shapes, topojson } = JSON.parse(document.getElementById("data").textContent);
  window.PlotlyGeoAssets = { topojson, ...shapes };
  const config = { displayModeBar: false, displaylogo: false, showSendToCloud: false, scrollZoom: false };
  for (const [key, { data, layout }] of Object.entries(figures)) {
    const plot = document.getElementById(key);
    const width = plot.clientWidth;
    const merged = { ...layout, ...layouts[key], width };
    const meta = { ...layout.meta, ...layouts[key]?.meta };
    const { l = 0, r = 0, t = 0, b = 0 } = merged.margin ?? {};
    if (meta.ratio) merged.height = Math.round((width - l - r) * meta.ratio) + t + b;
    const drawn = ({ views, from_px = 0, below_px = Infinity } = {}) => (!views || views.includes(view)) && width >= from_px && width < below_px;
    const traces = data.map((trace) => (drawn(trace.meta) ? trace : { ...trace, visible: false }));
    window.Plotly.newPlot(plot, traces, merged, config).then(() => (plot.dataset.painted = "true"));
  }
  // On paper the tables stand open below their pictures.
  const tables = [...document.querySelectorAll("details")];
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = tables.filter((table) => !table.open);
    for (const table of shut) table.open = true;
  });
  addEventListener("afterprint", () => {
    for (const table of shut) table.open = false;
  });
})();
