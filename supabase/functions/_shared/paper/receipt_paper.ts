/**
 * The paper of a receipt: one page with everything Lagos Tenancy Law 2011 s.5 asks for, and a code by which whoever is
 * shown it can check it. The same receipt and address give the same bytes, whenever and wherever it is made.
 */
import { degrees, PDFDocument, type PDFFont } from "pdf-lib";
import { amountInWords } from "./amount_in_words.ts";
import { lagosTime, longDay, naira } from "./figures.ts";
import { embedFaces } from "./fonts.ts";
import { drawQrCode } from "./qr_code.ts";
import { hex, Typesetter } from "./typesetter.ts";

/** A receipt as the database tells it to the jobs function. */
export interface ReceiptFacts {
  readonly number: string;
  readonly kind: "rent" | "deposit" | "service_charge" | "sale" | "other";
  readonly received_on: string;
  readonly landlord_name: string;
  readonly landlord_address: string;
  readonly tenant_names: string;
  /** Null where a buyer or an applicant gave none. */
  readonly tenant_address: string | null;
  readonly premises: string;
  readonly amount_kobo: number;
  readonly currency: string;
  readonly period_from: string | null;
  /** Last day. */
  readonly period_to: string | null;
  readonly items: readonly {
    readonly description: string;
    readonly amount_kobo: number;
    /** All of the charge, where this is a part of it. */
    readonly of_kobo?: number | undefined;
  }[];
  readonly method: string;
  readonly payment_reference: string;
  readonly issued_at: string;
  readonly token: string;
  readonly hash: string;
  readonly voided_on: string | null;
  readonly void_reason: string | null;
  /** Number of the void receipt in whose place it was issued. */
  readonly replaces: string | null;
}

const brand = hex("#0b5c46");
const brandSoft = hex("#e1f1eb");
const muted = hex("#4d5b55");
const line = hex("#d3dbd7");
const bad = hex("#a11d1d");
const badSoft = hex("#fde9e7");

const titles: Readonly<Record<ReceiptFacts["kind"], string>> = {
  rent: "Rent receipt",
  deposit: "Deposit receipt",
  service_charge: "Service charge receipt",
  sale: "Purchase receipt",
  other: "Receipt",
};

const methods: Readonly<Record<string, string>> = {
  paystack: "Online, by Paystack",
  flutterwave: "Online, by Flutterwave",
  bank_transfer: "Bank transfer",
  cash: "Cash",
  cheque: "Cheque",
  pos: "Card, at a POS terminal",
  deposit: "Out of the caution deposit",
  withholding_tax: "Certificate of withheld tax",
};

/** A4 in points. */
const page = { width: 595.28, height: 841.89 };
const left = 56;
const width = page.width - 2 * left;
const right = left + width;
const second = left + width / 2 + 12;
const column = width / 2 - 12;
const codeSize = 96;
/** Where the foot begins, and what the facts above it need. */
const footTop = page.height - 56 - codeSize - 24;
const factsHeight = 112;
const rowHeight = 27;
/** The table's head, three rows of it, and the facts. */
const leastBelowParties = 39 + 3 * rowHeight + factsHeight;

/** Where a receipt is checked. */
export function checkAddress(appUrl: string, token: string): string {
  return new URL(`/r/${token}`, appUrl).href;
}

/** Makes the paper. @param appUrl where the public pages stand */
export async function makeReceiptPaper(
  receipt: ReceiptFacts,
  appUrl: string,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const issued = new Date(receipt.issued_at);
  document.setTitle(`${titles[receipt.kind]} ${receipt.number}`, {
    showInWindowTitleBar: true,
  });
  document.setAuthor(receipt.landlord_name);
  document.setSubject(
    `${naira(receipt.amount_kobo)} ${came(receipt)} on ${longDay(receipt.received_on)}`,
  );
  document.setProducer("Estate");
  document.setCreator("Estate");
  document.setLanguage("en-NG");
  document.setCreationDate(issued);
  document.setModificationDate(issued);
  const faces = await embedFaces(document);
  const sheet = new Typesetter(
    document.addPage([page.width, page.height]),
    faces,
  );

  const body = (on: Typesetter, scale: number): boolean => {
    let y = head(on, receipt, scale);
    if (receipt.voided_on !== null) y = voidBanner(on, receipt, y, scale);
    y = amount(on, receipt, y, scale);
    y = parties(on, receipt, y, scale);
    const fits = footTop - y >= leastBelowParties * scale;
    facts(on, receipt, items(on, receipt, y, scale), scale);
    return fits;
  };
  // What is very long is set smaller, so that all of it goes on one page.
  const scales = [1, 0.9, 0.8, 0.7];
  body(sheet, scales.find((scale) => body(sheet.dry(), scale)) ?? 0.6);
  foot(sheet, receipt, checkAddress(appUrl, receipt.token));
  if (receipt.voided_on !== null) voidAcross(sheet, faces.strong.font);
  return await document.save();
}

function head(sheet: Typesetter, receipt: ReceiptFacts, k: number): number {
  sheet.box(0, 0, page.width, 8, brand);
  const room = width * 0.62;
  let y = sheet.fittedParagraph(receipt.landlord_name, {
    ...{ weight: "strong", size: 23 * k, x: left, y: 78, width: room, most: 2 },
  });
  y = sheet.fittedParagraph(receipt.landlord_address, {
    ...{ size: 10 * k, color: muted, x: left, y: y - 6 * k, width: room, most: 2 },
  });
  sheet.line(titles[receipt.kind].toUpperCase(), {
    ...{ weight: "strong", size: 10 * k, color: brand, x: right, y: 70, align: "right" },
  });
  sheet.line(receipt.number, { weight: "strong", size: 14 * k, x: right, y: 90, align: "right" });
  sheet.line(longDay(receipt.received_on), {
    ...{ size: 10 * k, color: muted, x: right, y: 107, align: "right" },
  });
  if (receipt.replaces !== null) {
    sheet.line(`In place of ${receipt.replaces}, which is void`, {
      ...{ size: 9 * k, color: muted, x: right, y: 121, align: "right" },
    });
  }
  const end = Math.max(y + 8 * k, 130);
  sheet.rule(left, end, width, line);
  return end;
}

function voidBanner(sheet: Typesetter, receipt: ReceiptFacts, top: number, k: number): number {
  const said = `Void since ${longDay(receipt.voided_on ?? "")}: ${receipt.void_reason ?? ""}`;
  const style = { weight: "strong", size: 10 * k, color: bad } as const;
  const lines = sheet.wrap(said, style, width - 32, 5);
  const height = (lines.length * 14 + 18) * k;
  sheet.box(left, top + 14 * k, width, height, badSoft);
  lines.forEach((text, n) =>
    sheet.line(text, { ...style, x: left + 16, y: top + (36 + n * 14) * k })
  );
  return top + 14 * k + height;
}

/** Deposits and certificates settle charges, but no money comes in. */
function came({ method }: ReceiptFacts): string {
  return ["deposit", "withholding_tax"].includes(method) ? "settled" : "received";
}

function amount(sheet: Typesetter, receipt: ReceiptFacts, top: number, k: number): number {
  const style = { size: 11.5 * k };
  const lines = sheet.wrap(`${amountInWords(receipt.amount_kobo)} only`, style, width - 48, 3);
  const height = (96 + lines.length * 16) * k;
  sheet.box(left, top + 20 * k, width, height, brandSoft);
  sheet.box(left, top + 20 * k, 4, height, brand);
  sheet.line(`Amount ${came(receipt)}`, {
    size: 10 * k,
    color: muted,
    x: left + 24,
    y: top + 48 * k,
  });
  sheet.line(naira(receipt.amount_kobo), {
    ...{ weight: "strong", size: 38 * k, color: brand, x: left + 24, y: top + 90 * k },
  });
  lines.forEach((text, n) =>
    sheet.line(text, { ...style, x: left + 24, y: top + (115 + n * 16) * k })
  );
  return top + 20 * k + height;
}

function label(sheet: Typesetter, text: string, x: number, y: number, k: number): void {
  sheet.line(text, { size: 9 * k, color: muted, x, y });
}

function parties(sheet: Typesetter, receipt: ReceiptFacts, top: number, k: number): number {
  const y = top + 34 * k;
  label(sheet, "Received from", left, y, k);
  let below = sheet.fittedParagraph(receipt.tenant_names, {
    ...{ weight: "strong", size: 12 * k, x: left, y: y + 18 * k, width: column, most: 3 },
  });
  below = sheet.fittedParagraph(receipt.tenant_address ?? "", {
    ...{ size: 10 * k, color: muted, x: left, y: below, width: column, most: 2 },
  });
  label(sheet, "For the premises", second, y, k);
  const beside = sheet.fittedParagraph(receipt.premises, {
    ...{ weight: "strong", size: 12 * k, x: second, y: y + 18 * k, width: column, most: 4 },
  });
  return Math.max(below, beside);
}

function items(sheet: Typesetter, receipt: ReceiptFacts, top: number, k: number): number {
  let y = top + 12 * k;
  sheet.rule(left, y, width, line);
  label(sheet, "What was paid for", left, y + 18 * k, k);
  sheet.line("Amount", { size: 9 * k, color: muted, x: right, y: y + 18 * k, align: "right" });
  y += 27 * k;
  const row = (text: string, kobo: number, weight: "regular" | "strong", of?: number) => {
    const style = { size: 11 * k, weight };
    // That it is a part is never what is cut.
    const part = of === undefined ? "" : ` (part of ${naira(of)})`;
    const [fitting = ""] = sheet.wrap(text, style, width - 140 - sheet.width(part, style), 1);
    sheet.rule(left, y, width, line);
    sheet.line(fitting + part, { ...style, x: left, y: y + 18 * k });
    sheet.line(naira(kobo), { ...style, x: right, y: y + 18 * k, align: "right" });
    y += rowHeight * k;
  };
  // What does not go on the page is told as one.
  const room = Math.max(2, Math.floor((footTop - factsHeight * k - y) / (rowHeight * k)));
  const all = receipt.items;
  const shown = all.length + (all.length > 1 ? 1 : 0) <= room ? all : all.slice(0, room - 2);
  const rest = all.slice(shown.length);
  for (const item of shown) {
    row(item.description, item.amount_kobo, "regular", item.of_kobo);
  }
  if (rest.length > 0) {
    const many = rest.length === all.length ? `${rest.length} charges` : `And ${rest.length} more`;
    row(many, rest.reduce((sum, it) => sum + it.amount_kobo, 0), "regular");
  }
  if (all.length > 1) row("Together", receipt.amount_kobo, "strong");
  sheet.rule(left, y, width, line);
  return y;
}

function facts(sheet: Typesetter, receipt: ReceiptFacts, top: number, k: number): void {
  const { period_from: from, period_to: to } = receipt;
  const told: [string, string][] = [
    [
      "Period",
      from === null || to === null ? "Not for a period" : `${longDay(from)} – ${longDay(to)}`,
    ],
    ["Received on", longDay(receipt.received_on)],
    ["Paid by", methods[receipt.method] ?? receipt.method],
    ["Reference", receipt.payment_reference],
  ];
  told.forEach(([name, value], n) => {
    const x = n % 2 === 0 ? left : second;
    const y = top + (32 + Math.floor(n / 2) * 46) * k;
    label(sheet, name, x, y, k);
    sheet.fittedParagraph(value, {
      ...{ size: 11 * k, weight: "strong", x, y: y + 17 * k, width: column, most: 1 },
    });
  });
}

function foot(sheet: Typesetter, receipt: ReceiptFacts, address: string): void {
  const top = footTop + 24;
  sheet.rule(left, footTop, width, line);
  drawQrCode(sheet.page, address, { x: left, y: top, size: codeSize });
  const x = left + codeSize + 20;
  const room = width - codeSize - 20;
  sheet.line("Is this receipt true?", { weight: "strong", size: 11, x, y: top + 10 });
  let y = sheet.paragraph(
    "Scan the code. The page shows number, date, amount and period as they were recorded, and whether the receipt is valid, void or forged. It needs no signature.",
    { size: 9.5, color: muted, x, y: top + 27, width: room, leading: 13, most: 3 },
  );
  const small = { size: 6.5, color: muted, x, width: room, leading: 9, most: 2 };
  y = sheet.paragraph(address, { ...small, y: y + 4 });
  y = sheet.paragraph(
    `Issued ${
      lagosTime(receipt.issued_at)
    }, made by Estate from its books, where nobody can edit it.`,
    { ...small, y: y + 2 },
  );
  sheet.paragraph(`SHA-256 ${receipt.hash}`, { ...small, y: y + 2 });
}

/** Across the page, and not over the words that still must be read. */
function voidAcross(sheet: Typesetter, font: PDFFont): void {
  const text = "VOID";
  const size = 190;
  const angle = 38;
  const radians = angle * Math.PI / 180;
  const length = font.widthOfTextAtSize(text, size);
  sheet.page.drawText(text, {
    font,
    size,
    color: bad,
    opacity: 0.16,
    rotate: degrees(angle),
    x: page.width / 2 - Math.cos(radians) * length / 2 +
      Math.sin(radians) * size * 0.36,
    y: page.height / 2 - Math.sin(radians) * length / 2 -
      Math.cos(radians) * size * 0.36,
  });
}
