/** A photo made small on the phone before it is sent: most are ten times larger than anybody will see them, and the data is paid for. */

/** Longest sides: of papers, which are read; of homes, which are looked at. */
export const longestSide = { paper: 1600, home: 2000 } as const;

/** Smaller files that fit are sent as they are. */
const worthIt = 300_000;

/** Width and height of a photo whose longer side is at most `most`. */
export function fitted(
  width: number,
  height: number,
  most: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** The photo as it is sent. What the phone cannot read as one goes as it is, like a PDF: the project says what it thinks of it. */
export async function shrinkPhoto(file: Blob, most: number = longestSide.paper): Promise<Blob> {
  if (!file.type.startsWith("image/")) return file;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  try {
    const size = fitted(picture.width, picture.height, most);
    if (size.width === picture.width && file.size < worthIt) return file;
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext("2d");
    if (context === null) return file;
    context.drawImage(picture, 0, 0, size.width, size.height);
    const small = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 });
    return small.size < file.size ? small : file;
  } catch {
    // A phone without memory for it.
    return file;
  } finally {
    picture.close();
  }
}
