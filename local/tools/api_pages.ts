/**
 * task build:docs: makes the API pages, a folder that any static host serves: our pages with Swagger UI and Redoc, whose
 * packages are pinned here. They are no imports of this project: only their bundles are wanted, not what these were made of.
 */
import { encodeBase64 } from "@std/encoding/base64";
import { dirname, fromFileUrl, join, toFileUrl } from "@std/path";
import { unpack } from "../supabase/extensions/untar.ts";

const source = new URL("../../clients/api-pages/", import.meta.url);

/** Where the made pages are. */
export const apiPagesFolder: string = fromFileUrl(new URL("dist/", source));

/** Our own files, and where each goes. */
const ownFiles: Readonly<Record<string, readonly string[]>> = {
  "_headers": ["_headers"],
  "settings.json": ["docs/settings.json", "redoc/settings.json"],
  "docs/index.html": ["docs/index.html"],
  "docs/start.js": ["docs/start.js"],
  "redoc/index.html": ["redoc/index.html"],
  "redoc/start.js": ["redoc/start.js"],
};

interface Bundle {
  /** The package with its version. */
  readonly name: string;
  /** Of the whole package, as npm writes it: what comes must be what was looked at. */
  readonly integrity: string;
  /** An address of another host that the bundle would ask. */
  readonly asks?: string;
  /** Its files that are served, and where. */
  readonly files: Readonly<Record<string, string>>;
}

const bundles: readonly Bundle[] = [
  {
    name: "swagger-ui-dist@5.35.0",
    integrity:
      "sha512-U06rpMtW9V3XPGOBeamTUSr0Z09jMX4IJuANpE/EZbAhw0G8CgwrzU4YmXkn/h0wCDNsXdGarTNNHC3sU8yVUQ==",
    files: {
      "swagger-ui-bundle.js": "docs/swagger-ui-bundle.js",
      "swagger-ui.css": "docs/swagger-ui.css",
    },
  },
  {
    name: "redoc@2.5.3",
    integrity:
      "sha512-bBbat+Sx6xKWdyoCGTtA0BWeTEW9Vs4VnEja7q7ZLOk4IM7cHQLrf+kDxWF6dKeKxT8kOBnoy/OsNXCeLttpyQ==",
    asks: "https://cdn.redoc.ly/redoc/logo-mini.svg",
    files: { "bundles/redoc.standalone.js": "redoc/redoc.standalone.js" },
  },
];

/** Makes the pages in `folder`; with the bundles in place already, without the network. @throws {Error} saying what could not be had */
export async function buildApiPages(folder: string = apiPagesFolder): Promise<void> {
  for (const [from, targets] of Object.entries(ownFiles)) {
    for (const to of targets) await place(folder, to, await Deno.readFile(new URL(from, source)));
  }
  await Promise.all(bundles.map((bundle) => placeBundle(folder, bundle)));
}

async function placeBundle(
  folder: string,
  { name, integrity, asks, files }: Bundle,
): Promise<void> {
  // The version is part of the mark: another one is fetched anew.
  const mark = join(folder, `.${name.replaceAll("/", "+")}`);
  if (await Deno.readTextFile(mark).catch(() => "") === integrity) return;
  const packed = await Deno.makeTempDir({ prefix: "estate-docs-" });
  try {
    const { success, stderr } = await new Deno.Command("npm", {
      args: ["pack", name, "--silent", "--ignore-scripts", "--pack-destination", packed],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    const [archive] = [...Deno.readDirSync(packed)].map((entry) => join(packed, entry.name));
    if (!success || archive === undefined) {
      throw new Error(`Cannot fetch ${name} from npm: ${new TextDecoder().decode(stderr).trim()}`);
    }
    const digest = await crypto.subtle.digest("SHA-512", await Deno.readFile(archive));
    if (`sha512-${encodeBase64(digest)}` !== integrity) {
      throw new Error(`Cannot use ${name}: it is not the package that is pinned in api_pages.ts`);
    }
    const missing = new Map(Object.entries(files));
    for (const file of await unpack(toFileUrl(archive))) {
      const inside = file.name.replace(/^package\//, "");
      const to = missing.get(inside);
      if (to === undefined) continue;
      await place(folder, to, asks === undefined ? file.content : without(asks, file.content));
      missing.delete(inside);
    }
    if (missing.size > 0) throw new Error(`Cannot find ${[...missing.keys()]} in ${name}`);
    await Deno.writeTextFile(mark, integrity);
  } finally {
    await Deno.remove(packed, { recursive: true });
  }
}

/** The text with nothing to ask in place of an address. */
function without(address: string, content: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(content);
  return new TextEncoder().encode(text.replaceAll(address, "data:,"));
}

async function place(folder: string, name: string, content: Uint8Array): Promise<void> {
  const path = join(folder, name);
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeFile(path, content);
}

if (import.meta.main) {
  await buildApiPages();
  console.log(`Wrote ${apiPagesFolder}`);
}
