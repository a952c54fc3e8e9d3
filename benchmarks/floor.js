// The bare page: buttons change the filters, the answer is drawn into divs that stay until another page is opened.
// A figure is painted two frames after Plotly has drawn it, as in ui/chart.js.

const CONFIG = { topojsonURL: "/geo/topo/", displayModeBar: false, displaylogo: false, showSendToCloud: false, scrollZoom: false };
const stage = document.getElementById("figures");
const last12 = JSON.parse(document.body.dataset.last);
const [label, view] = JSON.parse(document.body.dataset.view);
const state = { page: location.pathname.slice(1) || "overview", ...read() };
const plots = new Map();
const library = new Promise((resolve) => document.querySelector("script[defer]").addEventListener("load", () => resolve(window.Plotly)));
let asked = 0;

function read() {
  const query = new URLSearchParams(location.search);
  return { from: query.get("from"), to: query.get("to"), source: query.getAll("source"), field: query.getAll("field") };
}

const toggled = (values, value) => (values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);

document.querySelector("nav").addEventListener("click", ({ target }) => {
  if (!target.dataset.do) return;
  const [what, value] = target.dataset.do.split(":");
  if (what === "page") state.page = value;
  else if (what === "preset") Object.assign(state, { from: null, to: null, source: [], field: [] }, value === "all" ? {} : last12);
  else state[what] = toggled(state[what], value);
  show(what === "page");
});

// The map at the first of its zooms: traces that belong to others stay hidden, its height follows its width.
function zoomed({ data, layout }, width) {
  const { ratio } = { ...layout.meta, ...view.meta };
  const { l = 0, r = 0, t = 0, b = 0 } = layout.margin;
  const height = ratio ? Math.round((width - l - r) * ratio) + t + b : layout.height;
  return {
    data: data.map((trace) => ((trace.meta?.views ?? [label]).includes(label) ? trace : { ...trace, visible: false })),
    layout: { ...layout, ...view, height },
  };
}

async function show(fresh) {
  const mine = ++asked;
  const query = new URLSearchParams();
  for (const name of ["from", "to", "source", "field"]) for (const value of [state[name] ?? []].flat()) query.append(name, value);
  const answer = fetch(`/figures/${state.page}?${query}`);
  if (fresh) {
    for (const plot of plots.values()) window.Plotly?.purge(plot);
    plots.clear();
    stage.replaceChildren();
    stage.dataset.page = state.page;
  }
  const figures = await (await answer).json();
  const Plotly = await library;
  if (mine !== asked) return;
  for (const [key, plot] of plots) {
    if (key in figures) continue;
    Plotly.purge(plot);
    plot.remove();
    plots.delete(key);
  }
  for (const [key, figure] of Object.entries(figures)) {
    let plot = plots.get(key);
    if (!plot) {
      plots.set(key, (plot = document.createElement("div")));
      plot.dataset.chart = key;
      stage.append(plot);
    }
    const { data, layout } = key === "collaboration-map" ? zoomed(figure, plot.clientWidth) : figure;
    Plotly.react(plot, data, layout, CONFIG).then(() => requestAnimationFrame(() => requestAnimationFrame(() => (plot.dataset.painted = mine))));
  }
}

show(true);
