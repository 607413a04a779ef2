/**
 * Which modules go into one file. Round trips cost more than bytes, so what every first screen needs is two files: `core` of others
 * and `shell` of ours. What that is follows from the imports of the first screens themselves: nothing has to be named here, and
 * what only other screens import cannot get in.
 */
import type { Plugin } from "vite";
import { pageModules } from "./first_screen.ts";

const core =
  /node_modules\/(\.deno\/[^/]+\/node_modules\/)?(react|react-dom|scheduler|@tanstack|@lingui|idb-keyval)\//;
const ours =
  /clients\/web\/src\/(main|routeTree|(shell|session|offline|i18n|ui|format)\/[a-z_]+\.tsx?)/;
/** A file for each picture would be a round trip for each. */
const pictures = /node_modules\/.*lucide-react\/.*\/icons\//;
const plain = /clients\/web\/src\/ui\/[a-z_]+\.tsx?/;
/** What is large beside our own parts: whoever imports it stays a file of its own. */
const large = /node_modules\/.*(react-aria|react-stately|@internationalized|uqr)/;
const entry = /clients\/web\/src\/main\.tsx/;

type Graph = ReadonlyMap<string, readonly string[]>;

/** `from` and all that they import at once. */
function reach(graph: Graph, from: Iterable<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...graph.get(id) ?? []);
  }
  return reached;
}

/** Vite's plugin that learns the imports, and the groups that follow from them. */
export function chunks() {
  let first: ReadonlySet<string> = new Set();
  let forms: ReadonlySet<string> = new Set();
  const plugin: Plugin = {
    name: "estate-chunks",
    apply: "build",
    buildEnd() {
      const ids = [...this.getModuleIds()];
      const graph = new Map(ids.map((id) => [id, this.getModuleInfo(id)?.importedIds ?? []]));
      first = reach(graph, ids.filter((id) => [entry, ...pageModules].some((it) => it.test(id))));
      // What is typed into, chosen and listed: no first screen has it, most others do.
      forms = new Set(
        ids.filter((id) =>
          plain.test(id) && !first.has(id) && ![...reach(graph, [id])].some((it) => large.test(it))
        ),
      );
    },
  };
  const groups = [
    { name: "core", test: core, priority: 2 },
    {
      name: "shell",
      test: (id: string) => first.has(id) && (ours.test(id) || pictures.test(id)),
      priority: 1,
    },
    { name: "forms", test: (id: string) => forms.has(id), priority: 0 },
  ];
  return { plugin, groups };
}
