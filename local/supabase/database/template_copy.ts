/** PGlite's file system in memory, holding a copy of a template from the start: nothing to delete afterwards. */
import { MemoryFS } from "@electric-sql/pglite";
import { join } from "@std/path";

/** A file of Emscripten's file system in memory. */
interface MemoryFile {
  /** Of `contents`, those from the start that are the file's; the rest is room to grow. */
  usedBytes: number;
  contents: Uint8Array | null;
}

/** Give it to PGlite as `fs`. The template must stay as it is until the copy is closed. */
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
        else readWhenAsked(FS.create(target, 0o666) as unknown as MemoryFile, source);
      }
    };
    copy(this.folder, WASM_PREFIX);
    return Promise.resolve();
  }
}

/** Fills `file` from the disk's file `source` once somebody asks for what is in it: most of a database is never read. */
function readWhenAsked(file: MemoryFile, source: string): void {
  const become = (value: Uint8Array | null) =>
    Object.defineProperty(file, "contents", { value, writable: true });
  file.usedBytes = Deno.statSync(source).size;
  Object.defineProperty(file, "contents", {
    configurable: true,
    get(): Uint8Array {
      const bytes = Deno.readFileSync(source);
      become(bytes);
      return bytes;
    },
    set: become,
  });
}
