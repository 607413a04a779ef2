/**
 * Text on a page. pdf-lib writes glyphs one after the other by their own widths: kerning and the places of tone marks get
 * lost, so that ẹ́ would carry its mark beside it. Here every glyph stands where the font wants it, and the text can
 * still be searched and copied.
 */
import {
  PDFHexString,
  PDFOperator,
  PDFOperatorNames as Ops,
  type PDFPage,
  type RGB,
  rgb,
} from "pdf-lib";
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
  private readonly widths = new Map<string, number>();

  constructor(
    readonly page: PDFPage,
    private readonly faces: Readonly<Record<Weight, EmbeddedFace>>,
    /** Measures only, and writes nothing. */
    private readonly isDry = false,
  ) {}

  /** One that writes nothing, to see whether all goes on the page. */
  dry(): Typesetter {
    return new Typesetter(this.page, this.faces, true);
  }

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

  /** Width of a word, which stands on a paper more than once and is measured once. */
  private wordWidth(word: string, style: Style): number {
    const key = `${style.weight ?? "regular"} ${word}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known * style.size;
    const width = this.width(word, style);
    this.widths.set(key, width / style.size);
    return width;
  }

  /** Writes one line. */
  line(text: string, at: Placed): void {
    if (text === "" || this.isDry) return;
    const face = this.face(at);
    const width = (at.align ?? "left") === "left" ? 0 : this.width(text, at);
    const x = at.align === "right" ? at.x - width : at.align === "center" ? at.x - width / 2 : at.x;
    const { red, green, blue } = at.color ?? ink;
    const name = this.nameOf(face);
    const glyphs = face.place(text);
    // Marks that were moved would be read as a line of their own: what the letters say goes along.
    const isMoved = glyphs.some((glyph) => glyph.dy !== 0 || glyph.advance === 0);
    this.page.pushOperators(
      PDFOperator.of(Ops.PushGraphicsState),
      ...(isMoved
        ? [PDFOperator.of(Ops.BeginMarkedContentSequence, ["/Span", spelled(text)])]
        : []),
      PDFOperator.of(Ops.BeginText),
      PDFOperator.of(Ops.NonStrokingColorRgb, [red, green, blue].map(number)),
      PDFOperator.of(Ops.SetFontAndSize, [name, number(at.size)]),
      PDFOperator.of(Ops.SetTextMatrix, [
        ...["1", "0", "0", "1"],
        number(x),
        number(this.page.getHeight() - at.y),
      ]),
      ...show(face.font.encodeText(text).asString(), glyphs, face.unitsPerEm, at.size),
      PDFOperator.of(Ops.EndText),
      ...(isMoved ? [PDFOperator.of(Ops.EndMarkedContent)] : []),
      PDFOperator.of(Ops.PopGraphicsState),
    );
  }

  /** Divides a text into lines of at most `width` points; what does not go into `most` lines ends with an ellipsis. */
  wrap(text: string, style: Style, width: number, most: number): string[] {
    const space = this.wordWidth(" ", style);
    const lines: string[] = [];
    let line: string[] = [];
    let used = 0;
    for (const word of text.split(" ").flatMap((it) => this.pieces(it, style, width))) {
      const needs = this.wordWidth(word, style);
      if (line.length > 0 && used + space + needs > width) {
        lines.push(line.join(" "));
        if (lines.length === most) return [...lines.slice(0, -1), this.cut(line, style, width)];
        line = [];
        used = 0;
      }
      used += (line.length === 0 ? 0 : space) + needs;
      line.push(word);
    }
    return [...lines, line.join(" ")];
  }

  /** A word that is longer than a line in pieces that are not, divided anywhere but between a letter and its marks. */
  private pieces(word: string, style: Style, width: number): string[] {
    if (this.wordWidth(word, style) <= width) return [word];
    const pieces: string[] = [];
    let piece = "";
    let used = 0;
    for (const letter of graphemes(word)) {
      const needs = this.wordWidth(letter, style);
      if (piece !== "" && used + needs > width) {
        pieces.push(piece);
        piece = "";
        used = 0;
      }
      piece += letter;
      used += needs;
    }
    return [...pieces, piece];
  }

  /** A line that goes on, with an ellipsis in place of what does not fit. */
  private cut(words: readonly string[], style: Style, width: number): string {
    const letters = graphemes(words.join(" "));
    let used = this.wordWidth("…", style);
    let kept = 0;
    for (const letter of letters) {
      used += this.wordWidth(letter, style);
      if (used > width) break;
      kept += 1;
    }
    return `${letters.slice(0, kept).join("").trimEnd()}…`;
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

  /** As `paragraph`, in smaller letters the longer the text is: `most` lines at `size`, more at each smaller size. */
  fittedParagraph(
    text: string,
    at: Placed & { readonly width: number; readonly most: number },
  ): number {
    for (const shrunk of [1, 0.85, 0.7]) {
      const size = at.size * shrunk;
      const most = Math.floor(at.most / shrunk + (shrunk === 1 ? 0 : 1));
      const isLast = shrunk === 0.7;
      if (isLast || this.wrap(text, { ...at, size }, at.width, most + 1).length <= most) {
        return this.paragraph(text, { ...at, size, leading: size * 1.32, most });
      }
    }
    return at.y;
  }

  /** A horizontal line. */
  rule(x: number, y: number, width: number, color: RGB, thickness = 0.75): void {
    if (this.isDry) return;
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
    if (this.isDry) return;
    this.page.drawRectangle({ x, y: this.page.getHeight() - y - height, width, height, color });
  }
}

/** The properties of a piece of text that say how it is spelled. */
function spelled(text: string): string {
  return `<</ActualText ${PDFHexString.fromText(text).toString()}>>`;
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
