/** A photo made smaller on the phone, before it costs the payer's data. PDFs go as they are. */

const longestSide = 1600;

/** A JPEG of at most 1600 px; what cannot be read as a picture, or is small already, comes back as it is. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  if (!file.type.startsWith("image/") || file.size < 300_000) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const by = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(
      Math.round(picture.width * by),
      Math.round(picture.height * by),
    );
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
    return smaller.size < file.size ? smaller : file;
  } catch {
    return file;
  }
}
