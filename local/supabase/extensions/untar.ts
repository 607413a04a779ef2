/** Reads the archives in which PGlite's packages carry extensions; enough of ustar for that. */
/** One file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Reads the regular files of a ustar archive held in memory. */
export class Untar implements Iterable<ArchivedFile> {
  constructor(private readonly archive: Uint8Array) {}

  *[Symbol.iterator](): IterableIterator<ArchivedFile> {
    for (let offset = 0; offset + 512 <= this.archive.length;) {
      const header = this.archive.subarray(offset, offset + 512);
      if (header.every((byte) => byte === 0)) return;
      const size = parseInt(text(header, 124, 12), 8) || 0;
      const prefix = text(header, 345, 155);
      const type = text(header, 156, 1);
      if (type === "0" || type === "") {
        const name = text(header, 0, 100);
        yield {
          name: prefix === "" ? name : `${prefix}/${name}`,
          content: this.archive.subarray(offset + 512, offset + 512 + size),
        };
      }
      offset += 512 + Math.ceil(size / 512) * 512;
    }
  }
}

/** Reads the regular files of the gzipped archive at `url`. */
export async function unpack(url: URL): Promise<Untar> {
  const packed = await Deno.open(url);
  const tar = packed.readable.pipeThrough(new DecompressionStream("gzip"));
  return new Untar(await new Response(tar).bytes());
}

/** The NUL-terminated text of a header field. */
function text(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}
