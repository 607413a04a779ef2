/** task build:web: the app as files for any static host, of the project that the environment names. */
import { dirname, fromFileUrl, join, toFileUrl } from "@std/path";
import { StackError } from "../../stack_error.ts";
import { runTask } from "../../run_task.ts";
import { buildWeb } from "./build.ts";
import { compressed, isCompressible } from "./compress.ts";
import { hasPlaces, settled } from "./settle.ts";
import { walk } from "./walk.ts";

const target = fromFileUrl(new URL("../../../clients/web/dist/", import.meta.url));

function setting(name: string): string {
  const value = Deno.env.get(name);
  if (value !== undefined && value !== "") return value;
  throw new StackError(
    `Cannot build the web app: ${name} is missing`,
    "Set VITE_SUPABASE_URL and VITE_SUPABASE_PUBLISHABLE_KEY of the project that it is for.",
  );
}

async function main(): Promise<void> {
  const project = {
    url: setting("VITE_SUPABASE_URL"),
    publishableKey: setting("VITE_SUPABASE_PUBLISHABLE_KEY"),
    basemapUrl: Deno.env.get("VITE_BASEMAP_URL") ?? "",
  };
  const folder = await buildWeb();
  await Deno.remove(target, { recursive: true }).catch(() => {});
  for (const path of await walk(toFileUrl(`${folder}/`))) {
    const to = join(target, path);
    await Deno.mkdir(dirname(to), { recursive: true });
    if (!hasPlaces(path)) {
      await Deno.copyFile(join(folder, path), to);
      continue;
    }
    const text = settled(path, await Deno.readTextFile(join(folder, path)), project);
    await Deno.writeTextFile(to, text);
    if (!isCompressible(path)) continue;
    for (const [ending, smaller] of compressed(new TextEncoder().encode(text))) {
      await Deno.writeFile(to + ending, smaller);
    }
  }
  console.log(`Wrote ${target}`);
}

await runTask(main);
