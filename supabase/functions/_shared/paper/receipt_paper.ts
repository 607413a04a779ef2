/**
 * The paper of a receipt: one page with everything Lagos Tenancy Law 2011 s.5 asks for, and a code by which whoever is
 * shown it can check it. The same receipt and address give the same bytes, whenever and wherever it is made.
 */
import { degrees, PDFDocument, type PDFFont } from "pdf-lib";
import { amountInWords } from "./amount_in_words.ts";
import { longDay, naira } from "./figures.ts";
import { embedFaces } from "./fonts.ts";
import { drawQrCode } from "./qr_code.ts";
import { hex, Typesetter } from "./typesetter.ts";

/** A receipt as the database tells it to the jobs function. */
export interface ReceiptFacts {
  readonly number: string;
  readonly kind: "rent" | "deposit" | "service_charge" | "other";
  readonly received_on: string;
  readonly landlord_name: string;
  readonly landlord_address: string;
  readonly tenant_names: string;
  readonly tenant_address: string;
  readonly premises: string;
  readonly amount_kobo: number;
  readonly currency: string;
  readonly period_from: string | null;
  /** Last day. */
  readonly period_to: string | null;
  readonly items: readonly { readonly description: string; readonly amount_kobo: number }[];
  readonly method: string;
  readonly payment_reference: string;
  readonly issued_at: string;
  readonly token: string;
  readonly hash: string;
  readonly voided_on: string | null;
  readonly void_reason: string | null;
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
  other: "Receipt",
};

const methods: Readonly<Record<string, string>> = {
  paystack: "Online, by Paystack",
  flutterwave: "Online, by Flutterwave",
  bank_transfer: "Bank transfer",
  cash: "Cash",
  cheque: "Cheque",
  pos: "Card, at a POS terminal",
};

/** A4 in points. */
const page = { width: 595.28, height: 841.89 };
const left = 56;
const width = page.width - 2 * left;
const right = left + width;
/** Lines of the table of what was paid for. */
const mostItems = 8;

/** Where a receipt is checked. */
export function checkAddress(appUrl: string, token: string): string {
  return new URL(`/r/${token}`, appUrl).href;
}

/** Makes the paper. @param appUrl where the public pages stand */
export async function makeReceiptPaper(receipt: ReceiptFacts, appUrl: string): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const issued = new Date(receipt.issued_at);
  document.setTitle(`${titles[receipt.kind]} ${receipt.number}`, { showInWindowTitleBar: true });
  document.setAuthor(receipt.landlord_name);
  document.setSubject(`${naira(receipt.amount_kobo)} received on ${longDay(receipt.received_on)}`);
  document.setProducer("Estate");
  document.setCreator("Estate");
  document.setLanguage("en-NG");
  document.setCreationDate(issued);
  document.setModificationDate(issued);
  const faces = await embedFaces(document);
  const sheet = new Typesetter(document.addPage([page.width, page.height]), faces);

  let y = head(sheet, receipt);
  if (receipt.voided_on !== null) y = voidBanner(sheet, receipt, y);
  y = amount(sheet, receipt, y);
  y = parties(sheet, receipt, y);
  y = items(sheet, receipt, y);
  facts(sheet, receipt, y);
  foot(sheet, receipt, checkAddress(appUrl, receipt.token));
  if (receipt.voided_on !== null) voidAcross(sheet, faces.bold.font);
  return await document.save();
}

function head(sheet: Typesetter, receipt: ReceiptFacts): number {
  sheet.box(0, 0, page.width, 8, brand);
  const half = width * 0.6;
  let y = sheet.paragraph(receipt.landlord_name, {
    ...{ weight: "bold", size: 20, x: left, y: 72, width: half, leading: 24, most: 2 },
  });
  y = sheet.paragraph(receipt.landlord_address, {
    ...{ size: 9.5, color: muted, x: left, y: y - 4, width: half, leading: 13, most: 3 },
  });
  sheet.line(titles[receipt.kind].toUpperCase(), {
    ...{ weight: "bold", size: 10, color: brand, x: right, y: 66, align: "right" },
  });
  sheet.line(receipt.number, { weight: "semibold", size: 13, x: right, y: 85, align: "right" });
  sheet.line(longDay(receipt.received_on), {
    ...{ size: 9.5, color: muted, x: right, y: 101, align: "right" },
  });
  const end = Math.max(y, 116);
  sheet.rule(left, end, width, line);
  return end;
}

function voidBanner(sheet: Typesetter, receipt: ReceiptFacts, top: number): number {
  const said = `Void since ${longDay(receipt.voided_on ?? "")}: ${receipt.void_reason ?? ""}`;
  const style = { weight: "semibold", size: 10, color: bad } as const;
  const lines = sheet.wrap(said, style, width - 32, 3);
  const height = lines.length * 14 + 18;
  sheet.box(left, top + 14, width, height, badSoft);
  lines.forEach((text, n) => sheet.line(text, { ...style, x: left + 16, y: top + 36 + n * 14 }));
  return top + 14 + height;
}

function amount(sheet: Typesetter, receipt: ReceiptFacts, top: number): number {
  const words = `${amountInWords(receipt.amount_kobo)} only`;
  const style = { size: 10.5, color: hex("#15211c") };
  const lines = sheet.wrap(words, style, width - 48, 3);
  const height = 84 + lines.length * 15;
  sheet.box(left, top + 18, width, height, brandSoft);
  sheet.box(left, top + 18, 4, height, brand);
  sheet.line("Amount received", { size: 9.5, color: muted, x: left + 24, y: top + 44 });
  sheet.line(naira(receipt.amount_kobo), {
    ...{ weight: "bold", size: 32, color: brand, x: left + 24, y: top + 80 },
  });
  lines.forEach((text, n) => sheet.line(text, { ...style, x: left + 24, y: top + 102 + n * 15 }));
  return top + 18 + height;
}

function label(sheet: Typesetter, text: string, x: number, y: number): void {
  sheet.line(text, { size: 8.5, color: muted, x, y });
}

function parties(sheet: Typesetter, receipt: ReceiptFacts, top: number): number {
  const column = width / 2 - 12;
  const second = left + width / 2 + 12;
  const y = top + 30;
  label(sheet, "Received from", left, y);
  let below = sheet.paragraph(receipt.tenant_names, {
    ...{ weight: "semibold", size: 11, x: left, y: y + 16, width: column, leading: 14.5, most: 3 },
  });
  below = sheet.paragraph(receipt.tenant_address, {
    ...{ size: 9.5, color: muted, x: left, y: below, width: column, leading: 13, most: 3 },
  });
  label(sheet, "For the premises", second, y);
  const beside = sheet.paragraph(receipt.premises, {
    ...{ weight: "semibold", size: 11, x: second, y: y + 16, width: column, leading: 14.5, most: 5 },
  });
  return Math.max(below, beside);
}

function items(sheet: Typesetter, receipt: ReceiptFacts, top: number): number {
  let y = top + 12;
  sheet.rule(left, y, width, line);
  label(sheet, "What was paid for", left, y + 17);
  sheet.line("Amount", { size: 8.5, color: muted, x: right, y: y + 17, align: "right" });
  y += 26;
  const row = (text: string, kobo: number, weight: "regular" | "bold") => {
    const [fitting = ""] = sheet.wrap(text, { size: 10.5, weight }, width - 130, 1);
    sheet.rule(left, y, width, line);
    sheet.line(fitting, { size: 10.5, weight, x: left, y: y + 16 });
    sheet.line(naira(kobo), { size: 10.5, weight, x: right, y: y + 16, align: "right" });
    y += 24;
  };
  // What does not go on the page is told as one.
  const shown = receipt.items.length <= mostItems ? receipt.items : receipt.items.slice(0, mostItems - 1);
  const rest = receipt.items.slice(shown.length);
  for (const item of shown) row(item.description, item.amount_kobo, "regular");
  if (rest.length > 0) {
    row(`And ${rest.length} more`, rest.reduce((sum, it) => sum + it.amount_kobo, 0), "regular");
  }
  if (receipt.items.length > 1) row("Together", receipt.amount_kobo, "bold");
  sheet.rule(left, y, width, line);
  return y;
}

function facts(sheet: Typesetter, receipt: ReceiptFacts, top: number): void {
  const { period_from: from, period_to: to } = receipt;
  const told: [string, string][] = [
    ["Period", from === null || to === null ? "Not for a period" : `${longDay(from)} – ${longDay(to)}`],
    ["Received on", longDay(receipt.received_on)],
    ["Paid by", methods[receipt.method] ?? receipt.method],
    ["Reference", receipt.payment_reference],
  ];
  const column = width / 2 - 12;
  told.forEach(([name, value], n) => {
    const x = n % 2 === 0 ? left : left + width / 2 + 12;
    const y = top + 28 + Math.floor(n / 2) * 42;
    label(sheet, name, x, y);
    const [fitting = ""] = sheet.wrap(value, { size: 10.5, weight: "semibold" }, column, 1);
    sheet.line(fitting, { size: 10.5, weight: "semibold", x, y: y + 15 });
  });
}

function foot(sheet: Typesetter, receipt: ReceiptFacts, address: string): void {
  const size = 92;
  const top = page.height - 56 - size;
  sheet.rule(left, top - 22, width, line);
  drawQrCode(sheet.page, address, { x: left, y: top, size });
  const x = left + size + 20;
  const room = width - size - 20;
  sheet.line("Is this receipt true?", { weight: "semibold", size: 10.5, x, y: top + 10 });
  let y = sheet.paragraph(
    "Scan the code. The page shows number, date, amount and period as they were recorded, and whether the receipt is valid, void or forged.",
    { size: 9, color: muted, x, y: top + 26, width: room, leading: 12.5, most: 3 },
  );
  const small = { size: 6.5, color: muted, x, width: room, leading: 9 };
  y = sheet.paragraph(address, { ...small, y: y + 4, most: 2 });
  y = sheet.paragraph(
    `Issued ${receipt.issued_at.replace("T", " ").replace("Z", " UTC")}; made by Estate and kept by its books, where nobody can edit it.`,
    { ...small, y: y + 3, most: 2 },
  );
  sheet.paragraph(`SHA-256 ${receipt.hash}`, { ...small, y: y + 3, most: 2 });
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
    x: page.width / 2 - Math.cos(radians) * length / 2 + Math.sin(radians) * size * 0.36,
    y: page.height / 2 - Math.sin(radians) * length / 2 - Math.cos(radians) * size * 0.36,
  });
}
