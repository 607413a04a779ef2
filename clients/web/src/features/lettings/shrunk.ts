/** A photo made small on the phone before it is sent: it shows damage as well, and costs less of the data that people pay for. */

const longest = 2000;

/** The photo as it is sent. What the phone cannot read goes as it is: the project says what it thinks of it. */
export async function shrunk(file: Blob): Promise<Blob> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  try {
    const by = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(picture.width * by)),
      Math.max(1, Math.round(picture.height * by)),
    );
    const context = canvas.getContext("2d");
    if (context === null) return file;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 });
    return small.size < file.size ? small : file;
  } finally {
    picture.close();
  }
}
