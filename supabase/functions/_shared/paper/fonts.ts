/**
 * The typeface of papers: Inter (SIL Open Font License 1.1, see inter/LICENSE), which has ₦ and every letter and tone mark
 * of Yoruba, Igbo and Hausa. Only the glyphs that a paper uses go into it. It is a module and no file beside one: those
 * do not travel with a function that is deployed.
 */
import { decodeBase64 } from "@std/encoding/base64";
import fontkit from "@pdf-lib/fontkit";
import type { PDFDocument, PDFFont } from "pdf-lib";
import { inter400 } from "./inter/inter_400.ts";
import { inter600 } from "./inter/inter_600.ts";

/** Weights of the typeface. */
export type Weight = "regular" | "strong";

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

const read = new Map<Weight, Face>();

/** A face; read once for each isolate. */
function faceOf(weight: Weight): Face {
  const known = read.get(weight);
  if (known !== undefined) return known;
  const bytes = decodeBase64(weight === "strong" ? inter600 : inter400);
  const font = fontkit.create(bytes);
  const face: Face = {
    bytes,
    unitsPerEm: font.unitsPerEm,
    place(text) {
      const { glyphs, positions } = font.layout(text);
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
  read.set(weight, face);
  return face;
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
  const embed = async (weight: Weight) => {
    const face = faceOf(weight);
    return {
      ...face,
      font: await document.embedFont(face.bytes, { subset: true }),
    };
  };
  return { regular: await embed("regular"), strong: await embed("strong") };
}
