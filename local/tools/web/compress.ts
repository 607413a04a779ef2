/** Smaller forms of a file, for browsers that take them. */
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Whether compression helps: pictures and woff2 are compressed already. */
export const isCompressible = (path: string): boolean =>
  /\.(js|css|html|svg|json|webmanifest|txt|map)$/.test(path);

/** By ending of the file's name. `quality` of brotli: 11 is the smallest and slow. */
export function compressed(content: Uint8Array, quality = 11): readonly [string, Uint8Array][] {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return [
    [".br", new Uint8Array(brotliCompressSync(content, { params }))],
    [".gz", new Uint8Array(gzipSync(content, { level: 9 }))],
  ];
}
