/** What a file is, by what it holds. */

/** Types of photos that are taken. */
export type PhotoType = "image/jpeg" | "image/png" | "image/webp";

/** Types of papers that are taken. */
export type PaperType = "application/pdf" | "image/jpeg" | "image/png";

export const photoTypes: readonly PhotoType[] = ["image/jpeg", "image/png", "image/webp"];
export const paperTypes: readonly PaperType[] = ["application/pdf", "image/jpeg", "image/png"];

const extensions: Readonly<Record<string, PhotoType | PaperType>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  jfif: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  pdf: "application/pdf",
};

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The type by its first bytes, or undefined when it is none of those that are taken. */
export function sniff<Type extends PhotoType | PaperType>(
  bytes: Uint8Array,
  taken: readonly Type[],
): Type | undefined {
  const type = typeOf(bytes);
  return taken.find((each) => each === type);
}

function typeOf(bytes: Uint8Array): PhotoType | PaperType | undefined {
  const starts = (expected: Iterable<number>, at = 0) =>
    [...expected].every((byte, i) => bytes[at + i] === byte);
  if (starts([0xff, 0xd8, 0xff])) return "image/jpeg";
  if (starts(pngStart)) return "image/png";
  if (starts(latin("RIFF")) && starts(latin("WEBP"), 8)) return "image/webp";
  // Readers look for this anywhere in the first kilobyte; what has something else before it is something else too.
  if (starts(latin("%PDF-"))) return "application/pdf";
  return undefined;
}

/**
 * Why a file is not what its sender says, or undefined when it is. A name without an ending says nothing
 * about the type. `taken` says in words what is taken.
 */
export function lieOf(
  file: { name: string; declaredType: string; actual: PhotoType | PaperType | undefined },
  taken: string,
): string | undefined {
  if (file.actual === undefined) return `is no ${taken}`;
  if (file.declaredType !== file.actual) {
    return `is ${file.actual}, but was uploaded as ${file.declaredType || "nothing"}`;
  }
  const ending = /\.([A-Za-z0-9]+)$/.exec(file.name)?.[1]?.toLowerCase();
  if (ending !== undefined && extensions[ending] !== file.actual) {
    return `is ${file.actual}, but its name ends in .${ending}`;
  }
  return undefined;
}

function latin(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
