/** Reads the archive that pgmq's package carries; enough of ustar for that. */
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

/** The NUL-terminated text of a header field. */
function text(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}
