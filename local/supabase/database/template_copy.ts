/** PGlite's file system in memory, holding a copy of a template from the start: nothing to delete afterwards. */
import { MemoryFS } from "@electric-sql/pglite";
import { join } from "@std/path";

/** Give it to PGlite as `fs`. */
export class TemplateCopy extends MemoryFS {
  constructor(private readonly folder: string) {
    super();
  }

  override initialSyncFs(): Promise<void> {
    const { FS, WASM_PREFIX } = this.pg!.Module;
    const copy = (from: string, to: string) => {
      if (!FS.analyzePath(to).exists) FS.mkdir(to);
      for (const entry of Deno.readDirSync(from)) {
        const [source, target] = [join(from, entry.name), `${to}/${entry.name}`];
        if (entry.isDirectory) copy(source, target);
        // The bytes were read for this file alone, so it may keep them.
        else FS.writeFile(target, Deno.readFileSync(source), { canOwn: true });
      }
    };
    copy(this.folder, WASM_PREFIX);
    return Promise.resolve();
  }
}
