/** The files of a folder and of those inside it. */

/** Their paths from it, in order. */
export async function walk(folder: URL, under = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(new URL(under, folder))) {
    const path = under + entry.name;
    if (entry.isDirectory) found.push(...await walk(folder, `${path}/`));
    else found.push(path);
  }
  return found.sort();
}
