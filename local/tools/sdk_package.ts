/**
 * task build:sdk: makes the npm package of @estate/sdk in clients/sdk/dist: ES modules with types, for Node 20, browsers,
 * bundlers and Deno. tsup builds it, in a folder of its own: what it is made of is nothing that the project runs on.
 */
import { dirname, fromFileUrl, join, relative } from "@std/path";

const root = new URL("../../", import.meta.url);
const sdk = new URL("clients/sdk/", root);
const builder = "npm:tsup@8.5.1";
const compiler = "npm:typescript@5.9.3";

/** Where the package is made. */
export const packageFolder: string = fromFileUrl(new URL("dist/", sdk));

/** How large an entry is, with what it loads from the package itself. */
export interface EntrySize {
  readonly entry: string;
  readonly bytes: number;
  readonly gzippedBytes: number;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
}

/** Makes the package in `folder`. @throws {Error} with what the builder said */
export async function buildSdkPackage(
  folder: string = packageFolder,
): Promise<readonly EntrySize[]> {
  const manifest = await readJson<Manifest>(new URL("deno.json", sdk));
  const { imports } = await readJson<{ imports: Record<string, string> }>(
    new URL("deno.json", root),
  );
  const workshop = await Deno.makeTempDir({ prefix: "estate-sdk-" });
  try {
    await copySources(fromFileUrl(new URL("src/", sdk)), join(workshop, "src"), imports);
    const entries = Object.fromEntries(
      Object.entries(manifest.exports).map((
        [name, path],
      ) => [nameOf(name), path.replace("./", "")]),
    );
    await write(workshop, "deno.json", {
      nodeModulesDir: "auto",
      lock: false,
      imports: {
        "tsup": builder,
        "typescript": compiler,
        "deno-std": packageOf(imports, "@std/csv/parse"),
        "@supabase/supabase-js": packageOf(imports, "@supabase/supabase-js"),
      },
    });
    await write(workshop, "tsconfig.json", {
      compilerOptions: {
        target: "es2022",
        module: "esnext",
        moduleResolution: "bundler",
        lib: ["es2023", "dom", "dom.iterable"],
        strict: true,
        exactOptionalPropertyTypes: true,
        allowImportingTsExtensions: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
      },
      include: ["src"],
    });
    await write(workshop, "package.json", {
      name: manifest.name,
      version: manifest.version,
      type: "module",
      dependencies: { "@supabase/supabase-js": versionOf(imports, "@supabase/supabase-js") },
    });
    await write(workshop, "tsup.config.json", {
      entry: entries,
      format: ["esm"],
      dts: true,
      target: "es2022",
      platform: "neutral",
      // What both entries need is made once: an EstateError of one is an EstateError of the other.
      splitting: true,
      treeshake: true,
      clean: true,
      outDir: folder,
      // Of Deno's standard library, the reading of CSV comes along.
      noExternal: ["deno-std"],
    });
    await deno(workshop, ["install", "--quiet"]);
    await deno(workshop, ["run", "-A", "--quiet", builder, "--config", "tsup.config.json"]);
    await write(folder, "package.json", packageJson(manifest));
    await Deno.copyFile(new URL("README.md", sdk), join(folder, "README.md"));
    return await Promise.all(Object.keys(entries).map((entry) => sizeOf(folder, entry)));
  } finally {
    await Deno.remove(workshop, { recursive: true });
  }
}

/** From the last one that runs in Node 20 on: npm takes the newest of a range that says it runs where it is installed. */
const supabaseRange = "^2.109.0";

function packageJson({ name, version, exports }: Manifest) {
  return {
    name,
    version,
    description: "Typed functions for Estate: renting and selling homes in Nigeria",
    license: "UNLICENSED",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    exports: Object.fromEntries(
      Object.keys(exports).map((entry) => [entry, {
        types: `./${nameOf(entry)}.d.ts`,
        default: `./${nameOf(entry)}.js`,
      }]),
    ),
    types: "./index.d.ts",
    dependencies: { "@supabase/supabase-js": supabaseRange },
  };
}

const nameOf = (entry: string) => entry === "." ? "index" : entry.replace("./", "");

/** Of "npm:/deno-std@1.4.0/csv/parse.js": "npm:deno-std@1.4.0". */
function packageOf(imports: Readonly<Record<string, string>>, name: string): string {
  return `npm:${/^npm:\/?((?:@[^/]+\/)?[^/@]+@[^/]+)/.exec(imports[name] ?? "")?.[1]}`;
}

const versionOf = (imports: Readonly<Record<string, string>>, name: string) =>
  packageOf(imports, name).replace(/^.*@/, "");

/** The modules without their tests, with the standard library by its name on npm. */
async function copySources(
  from: string,
  to: string,
  imports: Readonly<Record<string, string>>,
): Promise<void> {
  for await (const entry of Deno.readDir(from)) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory && entry.name !== "testing") await copySources(source, target, imports);
    if (!entry.isFile || !entry.name.endsWith(".ts") || entry.name.endsWith("_test.ts")) continue;
    const text = (await Deno.readTextFile(source)).replaceAll(
      /from "(@std\/[^"]+)"/g,
      (_, name: string) => `from "${imports[name]?.replace(/^npm:\/([^@]+)@[^/]+/, "$1")}"`,
    );
    await Deno.mkdir(to, { recursive: true });
    await Deno.writeTextFile(target, text);
  }
}

/** An entry with the modules of the package that it imports, however far. */
async function sizeOf(folder: string, entry: string): Promise<EntrySize> {
  const texts = new Map<string, string>();
  const visit = async (path: string) => {
    if (texts.has(path)) return;
    const text = await Deno.readTextFile(path);
    texts.set(path, text);
    for (const [, next = ""] of text.matchAll(/(?:from|import) ?["'](\.[^"']+)["']/g)) {
      await visit(join(dirname(path), next));
    }
  };
  await visit(join(folder, `${entry}.js`));
  const whole = new TextEncoder().encode([...texts.values()].join("\n"));
  const packed = new Blob([whole]).stream().pipeThrough(new CompressionStream("gzip"));
  return { entry, bytes: whole.length, gzippedBytes: (await new Response(packed).bytes()).length };
}

const readJson = async <Shape>(url: URL) => JSON.parse(await Deno.readTextFile(url)) as Shape;

async function write(folder: string, name: string, value: unknown): Promise<void> {
  await Deno.writeTextFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}

async function deno(folder: string, args: readonly string[]): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (success) return;
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
  throw new Error(`Cannot build the package (deno ${args[0]}): ${said}`);
}

if (import.meta.main) {
  for (const { entry, bytes, gzippedBytes } of await buildSdkPackage()) {
    console.log(`${entry.padEnd(12)} ${bytes} bytes, ${gzippedBytes} gzipped`);
  }
  console.log(`Wrote ${relative(Deno.cwd(), packageFolder)}`);
}
