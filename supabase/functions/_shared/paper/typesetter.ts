/**
 * Text on a page. pdf-lib writes glyphs one after the other by their own widths: kerning and the places of tone marks get
 * lost, so that ẹ́ would carry its mark beside it. Here every glyph stands where the font wants it, and the text can
 * still be searched and copied.
 */
import { type PDFPage, PDFOperator, PDFOperatorNames as Ops, type RGB, rgb } from "pdf-lib";
import type { EmbeddedFace, PlacedGlyph, Weight } from "./fonts.ts";

/** How a text looks. */
export interface Style {
  readonly weight?: Weight;
  /** In points. */
  readonly size: number;
  readonly color?: RGB;
}

/** A piece of text and where it goes. Distances are in points, from the page's upper left corner to the text's line. */
export interface Placed extends Style {
  readonly x: number;
  readonly y: number;
  /** Which end of the text stands at x. */
  readonly align?: "left" | "right" | "center";
}

/** A colour as people write it: #0b5c46. */
export function hex(code: string): RGB {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(code.slice(at, at + 2), 16) / 255);
  return rgb(r, g, b);
}

const ink = hex("#15211c");
const number = (value: number) => String(Math.round(value * 1000) / 1000);

/** Sets text on one page. */
export class Typesetter {
  private readonly names = new Map<EmbeddedFace, string>();

  constructor(
    readonly page: PDFPage,
    private readonly faces: Readonly<Record<Weight, EmbeddedFace>>,
  ) {}

  private face(style: Style): EmbeddedFace {
    return this.faces[style.weight ?? "regular"];
  }

  /** What the page calls a face: the same at every line. */
  private nameOf(face: EmbeddedFace): string {
    const known = this.names.get(face);
    if (known !== undefined) return known;
    const name = this.page.node.newFontDictionary(face.font.name, face.font.ref).toString();
    this.names.set(face, name);
    return name;
  }

  /** Width of a text in points. */
  width(text: string, style: Style): number {
    const face = this.face(style);
    return face.place(text).reduce((sum, glyph) => sum + glyph.advance, 0) / face.unitsPerEm *
      style.size;
  }

  /** Writes one line. */
  line(text: string, at: Placed): void {
    if (text === "") return;
    const face = this.face(at);
    const width = this.width(text, at);
    const x = at.align === "right" ? at.x - width : at.align === "center" ? at.x - width / 2 : at.x;
    const { red, green, blue } = at.color ?? ink;
    const name = this.nameOf(face);
    this.page.pushOperators(
      PDFOperator.of(Ops.PushGraphicsState),
      PDFOperator.of(Ops.BeginText),
      PDFOperator.of(Ops.NonStrokingColorRgb, [red, green, blue].map(number)),
      PDFOperator.of(Ops.SetFontAndSize, [name, number(at.size)]),
      PDFOperator.of(Ops.SetTextMatrix, [
        ...["1", "0", "0", "1"],
        number(x),
        number(this.page.getHeight() - at.y),
      ]),
      ...show(face.font.encodeText(text).asString(), face.place(text), face.unitsPerEm, at.size),
      PDFOperator.of(Ops.EndText),
      PDFOperator.of(Ops.PopGraphicsState),
    );
  }

  /** Divides a text into lines of at most `width` points; what does not go into `most` lines ends with an ellipsis. */
  wrap(text: string, style: Style, width: number, most: number): string[] {
    const fits = (line: string) => this.width(line, style) <= width;
    const lines: string[] = [];
    let line = "";
    // A word longer than a line is broken anywhere, but not between a letter and its marks.
    const words = text.split(" ").flatMap((word) => fits(word) ? [word] : this.breakWord(word, fits));
    for (const word of words) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line === "" || fits(longer)) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    lines.push(line);
    if (lines.length <= most) return lines;
    const kept = lines.slice(0, most);
    let last = [...graphemes(kept[most - 1] ?? "")];
    while (last.length > 0 && !fits(`${last.join("")}…`)) last = last.slice(0, -1);
    return [...kept.slice(0, -1), `${last.join("").trimEnd()}…`];
  }

  private breakWord(word: string, fits: (line: string) => boolean): string[] {
    const pieces: string[] = [];
    let piece = "";
    for (const letter of graphemes(word)) {
      if (piece !== "" && !fits(piece + letter)) {
        pieces.push(piece);
        piece = "";
      }
      piece += letter;
    }
    return [...pieces, piece];
  }

  /** Writes a text in lines under each other; returns where the next line would stand. */
  paragraph(
    text: string,
    at: Placed & { readonly width: number; readonly leading: number; readonly most: number },
  ): number {
    let y = at.y;
    for (const line of this.wrap(text, at, at.width, at.most)) {
      this.line(line, { ...at, y });
      y += at.leading;
    }
    return y;
  }

  /** A horizontal line. */
  rule(x: number, y: number, width: number, color: RGB, thickness = 0.75): void {
    const height = this.page.getHeight();
    this.page.drawLine({
      start: { x, y: height - y },
      end: { x: x + width, y: height - y },
      color,
      thickness,
    });
  }

  /** A filled rectangle, from its upper left corner. */
  box(x: number, y: number, width: number, height: number, color: RGB): void {
    this.page.drawRectangle({ x, y: this.page.getHeight() - y - height, width, height, color });
  }
}

function graphemes(text: string): string[] {
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map((it) =>
    it.segment
  );
}

/** Shows encoded glyphs where they belong: TJ moves sideways, the text rise up and down. */
function show(
  encoded: string,
  glyphs: readonly PlacedGlyph[],
  unitsPerEm: number,
  size: number,
): PDFOperator[] {
  const operators: PDFOperator[] = [];
  const thousandth = (units: number) => units * 1000 / unitsPerEm;
  let rise = 0;
  let pieces = "";
  const flush = () => {
    if (pieces !== "") operators.push(PDFOperator.of(Ops.ShowTextAdjusted, [`[${pieces}]`]));
    pieces = "";
  };
  for (const [index, glyph] of glyphs.entries()) {
    if (glyph.dy !== rise) {
      flush();
      rise = glyph.dy;
      operators.push(PDFOperator.of(Ops.SetTextRise, [number(rise / unitsPerEm * size)]));
    }
    // A positive number moves to the left.
    const before = -thousandth(glyph.dx);
    const after = thousandth(glyph.width + glyph.dx - glyph.advance);
    if (before !== 0) pieces += `${number(before)} `;
    pieces += `<${encoded.slice(index * 4, index * 4 + 4)}>`;
    if (after !== 0) pieces += ` ${number(after)} `;
  }
  flush();
  if (rise !== 0) operators.push(PDFOperator.of(Ops.SetTextRise, ["0"]));
  return operators;
}
