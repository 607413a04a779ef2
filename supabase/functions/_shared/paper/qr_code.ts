/** QR codes as shapes, sharp at any size. */
import { encode } from "uqr";
import { PDFOperator, PDFOperatorNames as Ops, type PDFPage } from "pdf-lib";

/** Draws the code of a text in black, from its upper left corner; the quiet zone around it is the caller's. */
export function drawQrCode(
  page: PDFPage,
  text: string,
  at: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const module = at.size / size;
  const number = (value: number) => String(Math.round(value * 10_000) / 10_000);
  const operators = [
    PDFOperator.of(Ops.PushGraphicsState),
    PDFOperator.of(Ops.NonStrokingColorGray, ["0"]),
  ];
  for (const [row, modules] of data.entries()) {
    for (let start = 0; start < size; start++) {
      if (modules[start] !== true) continue;
      let end = start;
      while (modules[end + 1] === true) end += 1;
      operators.push(PDFOperator.of(Ops.AppendRectangle, [
        number(at.x + start * module),
        number(page.getHeight() - at.y - (row + 1) * module),
        number((end - start + 1) * module),
        number(module),
      ]));
      start = end;
    }
  }
  page.pushOperators(
    ...operators,
    PDFOperator.of(Ops.FillNonZero),
    PDFOperator.of(Ops.PopGraphicsState),
  );
}
