/** A photo made small on the phone before it is sent: most are ten times larger than anybody will see them. */

/** The longest side that is sent. */
const longest = 2000;

/** Width and height of a photo whose longer side is at most `most`. */
export function fitted(
  width: number,
  height: number,
  most = longest,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** The photo as it is sent. What the phone cannot read goes as it is: the project says what it thinks of it. */
export async function shrink(file: Blob): Promise<Blob> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  try {
    const size = fitted(picture.width, picture.height);
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext("2d");
    if (context === null) return file;
    context.drawImage(picture, 0, 0, size.width, size.height);
    const small = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 });
    return small.size < file.size ? small : file;
  } finally {
    picture.close();
  }
}
