// Takes the countries of the 1:50m world out of plotly.js' own geometry: node take.mjs <package>/dist/plotly-geo-assets.js
// Keeps the quantised arcs as they are; drops the other layers, the arcs only they use, and the centroids.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

globalThis.window = globalThis;
const world = createRequire(import.meta.url)(resolve(process.argv[2])).topojson.world_50m;
const kept = new Map();
const renumber = (arc) => {
  if (Array.isArray(arc)) return arc.map(renumber);
  const index = arc < 0 ? ~arc : arc;
  if (!kept.has(index)) kept.set(index, kept.size);
  return arc < 0 ? ~kept.get(index) : kept.get(index);
};
const geometries = world.objects.countries.geometries.map(({ type, id, arcs }) => ({ type, id, arcs: renumber(arcs) }));
const topology = {
  type: "Topology",
  transform: world.transform,
  objects: { countries: { type: "GeometryCollection", geometries } },
  arcs: [...kept.keys()].map((index) => world.arcs[index]),
};
const target = join(dirname(fileURLToPath(import.meta.url)), "world_50m.topo.json.gz");
writeFileSync(target, gzipSync(JSON.stringify(topology), { level: 9 }));
