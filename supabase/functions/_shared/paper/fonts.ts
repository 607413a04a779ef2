/**
 * The typeface of papers: Inter (SIL Open Font License 1.1, in its package), which has ₦ and every letter and tone mark
 * of Yoruba, Igbo and Hausa. Only the glyphs that a paper uses go into it.
 */
import fontkit from "@pdf-lib/fontkit";
import type { PDFDocument, PDFFont } from "pdf-lib";

/** Weights of the typeface. */
export type Weight = "regular" | "semibold" | "bold";

const files: Readonly<Record<Weight, string>> = {
  regular: import.meta.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  semibold: import.meta.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
  bold: import.meta.resolve("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf"),
};

/** Figures of one width, so that amounts stand under each other. */
const features = { tnum: true };

/** Where a glyph stands, in units of the font. */
export interface PlacedGlyph {
  /** Its own width, by which a reader moves on. */
  readonly width: number;
  /** By which this text moves on: less or more where letters are kerned, nothing for a mark. */
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

/** A typeface that was read. */
export interface Face {
  readonly bytes: Uint8Array;
  readonly unitsPerEm: number;
  /** The glyphs of a text, in the order in which a document encodes them. */
  place(text: string): readonly PlacedGlyph[];
}

let read: Promise<Readonly<Record<Weight, Face>>> | undefined;

/** The faces; read once for each isolate. */
export function readFaces(): Promise<Readonly<Record<Weight, Face>>> {
  read ??= Promise.all([faceOf("regular"), faceOf("semibold"), faceOf("bold")])
    .then(([regular, semibold, bold]) => ({ regular, semibold, bold }))
    .catch((error) => {
      read = undefined;
      throw error;
    });
  return read;
}

async function faceOf(weight: Weight): Promise<Face> {
  const bytes = await Deno.readFile(new URL(files[weight]));
  const font = fontkit.create(bytes);
  return {
    bytes,
    unitsPerEm: font.unitsPerEm,
    place(text) {
      const { glyphs, positions } = font.layout(text, features);
      return glyphs.map((glyph, index) => {
        const position = positions[index];
        return {
          width: glyph.advanceWidth,
          advance: position?.xAdvance ?? glyph.advanceWidth,
          dx: position?.xOffset ?? 0,
          dy: position?.yOffset ?? 0,
        };
      });
    },
  };
}

/** A face in a document. */
export interface EmbeddedFace extends Face {
  readonly font: PDFFont;
}

/** Embeds the faces in a document. */
export async function embedFaces(
  document: PDFDocument,
): Promise<Readonly<Record<Weight, EmbeddedFace>>> {
  document.registerFontkit(fontkit);
  const faces = await readFaces();
  const embed = async (weight: Weight) => ({
    ...faces[weight],
    font: await document.embedFont(faces[weight].bytes, { subset: true, features }),
  });
  return {
    regular: await embed("regular"),
    semibold: await embed("semibold"),
    bold: await embed("bold"),
  };
}
