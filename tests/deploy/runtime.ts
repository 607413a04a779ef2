/**
 * Deno as the edge runtime has it, over the files of one function as they were uploaded and nothing else. The
 * runtime itself comes as a Docker image only; it is built on this version of Deno.
 */
import { dirname, join } from "@std/path";
import { brotliCompressSync, constants } from "node:zlib";
import type { UploadedFunction } from "./management_api.ts";

const version = "2.1.4";

/** What a run printed and how it ended. */
export interface Run {
  readonly success: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** A function whose files lie in a folder of their own. */
export interface LaidOut {
  /** Starts its entrypoint and prints what it answers to a GET of `path`. */
  start(path: string, env: Readonly<Record<string, string>>): Promise<Run>;
  /** Runs a script beside its files. */
  run(
    script: string,
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<Run>;
  /** Bytes of its modules and of its packages, which go whole, compressed as the CLI compresses a bundle. */
  bundleBytes(): Promise<number>;
}

/** The Deno of the edge runtime. */
export interface Runtime {
  /** Lays a function's files out under `folder`. */
  layOut(uploaded: UploadedFunction, folder: string): Promise<LaidOut>;
}

/** Prints status and body of the entrypoint's answer, in place of listening. */
const starter = `
const [entrypoint, path] = Deno.args;
const served = Promise.withResolvers();
Deno.serve = (handler) => (served.resolve(handler), { finished: Promise.resolve() });
await import(new URL(entrypoint, import.meta.url).href);
const response = await (await served.promise)(new Request("http://localhost" + path));
console.log(JSON.stringify({ status: response.status, body: await response.json() }));
Deno.exit(0);
`;

/** Finds the Deno of the edge runtime; packages are downloaded to `cache`. */
export async function openRuntime(cache: string): Promise<Runtime> {
  const { stdout } = await new Deno.Command("npx", {
    args: ["-y", `deno@${version}`, "eval", "console.log(Deno.execPath())"],
    // Away from the project, whose lockfile is too new for it.
    cwd: dirname(cache),
    stdin: "null",
    stderr: "inherit",
  }).output();
  const executable = text(stdout).trim();
  const sizes = new Map<string, Promise<number>>();
  const sizeOf = (part: string, read: () => Promise<readonly Uint8Array[]>) => {
    const known = sizes.get(part) ?? read().then(compressedBytes);
    sizes.set(part, known);
    return known;
  };
  return {
    async layOut(uploaded, folder) {
      for (const [path, bytes] of uploaded.files) {
        await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
        await Deno.writeFile(join(folder, path), bytes);
      }
      const config = ["--config", uploaded.importMap];
      const deno = async (
        args: readonly string[],
        env: Readonly<Record<string, string>> = {},
      ): Promise<Run> => {
        const { success, stdout, stderr } = await new Deno.Command(executable, {
          args: [...args],
          cwd: folder,
          // An older Deno knows the machine's own certificates only when it is told to.
          env: { DENO_DIR: cache, NO_COLOR: "1", DENO_TLS_CA_STORE: "system,mozilla", ...env },
          stdin: "null",
          stdout: "piped",
          stderr: "piped",
        }).output();
        return { success, stdout: text(stdout), stderr: text(stderr) };
      };
      const run: LaidOut["run"] = async (script, args = [], env = {}) => {
        const file = `script_${crypto.randomUUID()}.js`;
        await Deno.writeTextFile(join(folder, file), script);
        return await deno(["run", "--allow-all", "--quiet", ...config, file, ...args], env);
      };
      return {
        run,
        start: (path, env) => run(starter, [`./${uploaded.entrypoint}`, path], env),
        async bundleBytes() {
          const info = await deno(["info", "--json", ...config, uploaded.entrypoint]);
          const { npmPackages } = JSON.parse(info.stdout) as {
            npmPackages: Record<string, { name: string; version: string }>;
          };
          const packages = join(cache, "npm", await registryIn(cache));
          const all = await Promise.all([
            compressedBytes([...uploaded.files.values()]),
            ...Object.values(npmPackages).map(({ name, version }) =>
              sizeOf(`${name}@${version}`, () => filesUnder(join(packages, name, version)))
            ),
          ]);
          return all.reduce((sum, bytes) => sum + bytes, 0);
        },
      };
    },
  };
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The folder of packages is named after the registry they come from. */
async function registryIn(cache: string): Promise<string> {
  for await (const entry of Deno.readDir(join(cache, "npm"))) {
    if (entry.isDirectory) return entry.name;
  }
  throw new Error("No package was downloaded");
}

async function filesUnder(folder: string): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) files.push(...await filesUnder(path));
    else files.push(await Deno.readFile(path));
  }
  return files;
}

function compressedBytes(parts: readonly Uint8Array[]): number {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return brotliCompressSync(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }).length;
}
