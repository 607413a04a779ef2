/** PGlite's file system in memory, holding a copy of a template from the start: nothing to delete afterwards. */
import { MemoryFS } from "@electric-sql/pglite";
import { join } from "@std/path";

/** Give it to PGlite as `fs`. The folder is laid out as PGlite's own root: the database is in `data`. */
export class TemplateCopy extends MemoryFS {
  constructor(private readonly folder: string) {
    super();
  }

  override async initialSyncFs(): Promise<void> {
    const { FS, WASM_PREFIX } = this.pg!.Module;
    const copy = async (from: string, to: string) => {
      if (!FS.analyzePath(to).exists) FS.mkdir(to);
      for (const entry of Deno.readDirSync(from)) {
        const [source, target] = [join(from, entry.name), `${to}/${entry.name}`];
        if (entry.isDirectory) await copy(source, target);
        // The bytes were read for this file alone, so it may keep them.
        else FS.writeFile(target, Deno.readFileSync(source), { canOwn: true });
      }
    };
    await copy(this.folder, WASM_PREFIX);
  }

  /** As PGlite does it: a library must be compiled before a query needs it. */
  #load(folder: string, name: string, source: string): Promise<void> {
    const { FS } = this.pg!.Module;
    return new Promise((resolve, reject) =>
      FS.createPreloadedFile(
        folder,
        name,
        Deno.readFileSync(source),
        true,
        true,
        resolve,
        () => reject(new Error(`Cannot load ${source}`)),
        false,
      )
    );
  }
}
