/**
 * task functions:imports: writes supabase/functions/deno.json. What is deployed reads that file alone, so it
 * must name every import of the functions; the versions are written by hand in one place, the root's deno.json.
 */
import { fromFileUrl } from "@std/path";

const root = new URL("../../", import.meta.url);
const folder = new URL("supabase/functions/", root);

/** The file that deployed functions resolve their imports with. */
export const functionsConfig: string = fromFileUrl(new URL("deno.json", folder));

const bare =
  /(?:\bfrom\s+|^import\s+|\bimport\(\s*|\bimport\.meta\.resolve\(\s*)"([@a-z][^":]*)"/gm;

/**
 * What supabase/functions/deno.json must be: of the root's imports, those of any module in that folder.
 * @throws {Error} naming an import that the root does not know
 */
export async function expectedFunctionsConfig(): Promise<string> {
  const { imports: known, fmt } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", root)),
  ) as {
    imports: Readonly<Record<string, string>>;
    fmt: { readonly lineWidth: number; readonly exclude: readonly string[] };
  };
  const used = new Set<string>();
  for await (const file of modulesOf(folder)) {
    for (const [, specifier = ""] of (await Deno.readTextFile(file)).matchAll(bare)) {
      const name = Object.keys(known).find((name) =>
        name === specifier || name.endsWith("/") && specifier.startsWith(name)
      );
      if (name === undefined) {
        throw new Error(
          `Cannot find "${specifier}" of ${fromFileUrl(file)} in deno.json's imports`,
        );
      }
      used.add(name);
    }
  }
  const imports = Object.fromEntries(Object.entries(known).filter(([name]) => used.has(name)));
  const prefix = "supabase/functions/";
  // No lockfile: the runtime's Deno refuses the version that ours writes. How lines are written is said again, for Deno formats
  // what lies below a deno.json by that file alone.
  const own = {
    lineWidth: fmt.lineWidth,
    exclude: fmt.exclude.filter((it) => it.startsWith(prefix)).map((it) => it.slice(prefix.length)),
  };
  return `${JSON.stringify({ lock: false, fmt: own, imports }, null, 2)}
`;
}

async function* modulesOf(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    const address = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory) yield* modulesOf(address);
    else if (entry.name.endsWith(".ts")) yield address;
  }
}

if (import.meta.main) await Deno.writeTextFile(functionsConfig, await expectedFunctionsConfig());
