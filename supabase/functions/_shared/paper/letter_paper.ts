/**
 * The paper of a letter or a notice: on the letterhead of its sender, as many pages as it needs. The same facts and logo
 * give the same bytes, whenever and wherever it is made.
 */
import { degrees, PDFDocument, type PDFFont, type PDFImage } from "pdf-lib";
import { longDay } from "./figures.ts";
import { type EmbeddedFace, embedFaces, type Weight } from "./fonts.ts";
import { hex, type Style, Typesetter } from "./typesetter.ts";

/** What stands at the head. */
export interface Head {
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly registration: string | null;
  /** In the private bucket letterheads. */
  readonly logo_path: string | null;
}

/** A letter or a notice as the database tells it to the jobs function. */
export interface LetterFacts {
  readonly kind: "letter" | "notice";
  readonly number: string;
  readonly written_on: string;
  readonly made_at: string;
  readonly language: string;
  readonly head: Head;
  readonly addressee: string;
  readonly addressee_address: string;
  readonly premises: string;
  readonly subject: string;
  /** An empty line divides paragraphs. */
  readonly body: string;
  readonly signed_by: string;
  readonly signed_as: string;
  readonly withdrawn_on: string | null;
  readonly withdrawn_because: string | null;
  /** Of a notice. */
  readonly form_name?: string;
  readonly law?: string;
  readonly nature?: string;
  readonly landlord?: string;
  readonly takes_effect_on?: string;
  readonly serve_by?: string;
}

const brand = hex("#0b5c46");
const brandSoft = hex("#e1f1eb");
const muted = hex("#4d5b55");
const line = hex("#d3dbd7");
const bad = hex("#a11d1d");
const badSoft = hex("#fde9e7");

/** A4 in points. */
const page = { width: 595.28, height: 841.89 };
const left = 64;
const width = page.width - 2 * left;
const right = left + width;
/** Where the text of a page ends. */
const bottom = page.height - 78;
const body = { size: 11, leading: 16.5 } as const;
const logoRoom = { width: 150, height: 60 };

const languages: Readonly<Record<string, string>> = {
  en: "en-NG",
  pcm: "pcm-NG",
  yo: "yo-NG",
  ha: "ha-NG",
  ig: "ig-NG",
};

/** Makes the paper. @param logo the PNG at the head's logo_path, when it has one */
export async function makeLetterPaper(facts: LetterFacts, logo?: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const made = new Date(facts.made_at);
  document.setTitle(`${facts.subject} (${facts.number})`, { showInWindowTitleBar: true });
  document.setAuthor(facts.head.name);
  document.setSubject(`${facts.addressee}, ${longDay(facts.written_on)}`);
  document.setProducer("Estate");
  document.setCreator("Estate");
  document.setLanguage(languages[facts.language] ?? "en-NG");
  document.setCreationDate(made);
  document.setModificationDate(made);
  const faces = await embedFaces(document);
  const flow = new Flow(document, faces, facts);
  head(flow, facts, logo === undefined ? undefined : await document.embedPng(logo));
  if (facts.withdrawn_on !== null) withdrawnBanner(flow, facts);
  if (facts.kind === "notice") notice(flow, facts);
  else letter(flow, facts);
  flow.finish(faces.strong.font);
  return await document.save();
}

/** Text that goes on from page to page. */
class Flow {
  private readonly sheets: Typesetter[] = [];
  /** Where the next line stands. */
  y = 0;

  constructor(
    private readonly document: PDFDocument,
    private readonly faces: Readonly<Record<Weight, EmbeddedFace>>,
    private readonly facts: LetterFacts,
  ) {
    this.turn();
  }

  get sheet(): Typesetter {
    return this.sheets.at(-1) as Typesetter;
  }

  private turn(): void {
    const sheet = new Typesetter(this.document.addPage([page.width, page.height]), this.faces);
    this.sheets.push(sheet);
    sheet.box(0, 0, page.width, 6, brand);
    if (this.sheets.length === 1) return;
    const small = { size: 9, color: muted, y: 46 } as const;
    const [name = ""] = sheet.wrap(this.facts.head.name, small, width - 140, 1);
    sheet.line(name, { ...small, x: left });
    sheet.line(this.facts.number, { ...small, x: right, align: "right" });
    sheet.rule(left, 56, width, line);
    this.y = 88;
  }

  /** Goes to the next page when less than so much is left on this one. */
  need(height: number): void {
    if (this.y + height > bottom) this.turn();
  }

  /** Paragraphs; a page never begins with the last line of one that could be kept together. */
  prose(text: string, style: Style & { readonly leading: number }): void {
    for (const paragraph of text.split(/\n{2,}/)) {
      const lines = paragraph.split("\n").flatMap((it) => this.sheet.wrap(it, style, width, 1e9));
      lines.forEach((one, n) => {
        const leftOver = lines.length - n;
        this.need(leftOver === 2 || n === 0 && leftOver > 1 ? 2 * style.leading : style.leading);
        this.sheet.line(one, { ...style, x: left, y: this.y });
        this.y += style.leading;
      });
      this.y += style.leading * 0.55;
    }
  }

  /** The foot of each page, and that it is withdrawn. */
  finish(font: PDFFont): void {
    this.sheets.forEach((sheet, n) => {
      const y = page.height - 46;
      const small = { size: 8.5, color: muted, y } as const;
      sheet.rule(left, y - 15, width, line);
      const said = [this.facts.number, this.facts.head.registration].filter((it) => it !== null);
      const [fitting = ""] = sheet.wrap(said.join("  ·  "), small, width - 90, 1);
      sheet.line(fitting, { ...small, x: left });
      sheet.line(`Page ${n + 1} of ${this.sheets.length}`, { ...small, x: right, align: "right" });
      if (this.facts.withdrawn_on !== null) withdrawnAcross(sheet, font);
    });
  }
}

function head(flow: Flow, facts: LetterFacts, logo?: PDFImage): void {
  const { sheet } = flow;
  const { head } = facts;
  let beside = left;
  let logoEnd = 0;
  if (logo !== undefined) {
    const scale = Math.min(logoRoom.width / logo.width, logoRoom.height / logo.height, 1);
    const size = { width: logo.width * scale, height: logo.height * scale };
    sheet.page.drawImage(logo, { x: left, y: page.height - 34 - size.height, ...size });
    beside += size.width + 18;
    logoEnd = 34 + size.height;
  }
  const room = right - beside;
  let y = sheet.fittedParagraph(head.name, {
    ...{ weight: "strong", size: 19, x: beside, y: 54, width: room, most: 2 },
  });
  const small = { size: 9.5, color: muted, x: beside, width: room, leading: 13 } as const;
  y = sheet.paragraph(head.address, { ...small, y: y - 5, most: 2 });
  const ways = [head.phone, head.email, head.website].filter((it) => it !== null).join("  ·  ");
  if (ways !== "") y = sheet.paragraph(ways, { ...small, y, most: 2 });
  const end = Math.max(y, logoEnd + 6) + 2;
  sheet.rule(left, end, width, brand, 1.2);
  flow.y = end + 30;
}

function withdrawnBanner(flow: Flow, facts: LetterFacts): void {
  const { sheet } = flow;
  const said = `Withdrawn on ${longDay(facts.withdrawn_on ?? "")}: ${
    facts.withdrawn_because ?? ""
  }`;
  const style = { weight: "strong", size: 10, color: bad } as const;
  const lines = sheet.wrap(said, style, width - 32, 5);
  const height = lines.length * 14 + 18;
  sheet.box(left, flow.y - 14, width, height, badSoft);
  lines.forEach((text, n) => sheet.line(text, { ...style, x: left + 16, y: flow.y + 6 + n * 14 }));
  flow.y += height + 12;
}

function letter(flow: Flow, facts: LetterFacts): void {
  const { sheet } = flow;
  sheet.line(longDay(facts.written_on), { ...body, x: right, y: flow.y, align: "right" });
  sheet.line(facts.number, {
    ...{ size: 9.5, color: muted, x: right, y: flow.y + 15, align: "right" },
  });
  const room = width * 0.62;
  flow.y = sheet.fittedParagraph(facts.addressee, {
    ...{ weight: "strong", size: 11, x: left, y: flow.y, width: room, most: 3 },
  });
  flow.y = sheet.fittedParagraph(facts.addressee_address, {
    ...{ size: 11, x: left, y: flow.y + 1, width: room, most: 3 },
  });
  flow.y += 22;
  for (const one of sheet.wrap(facts.subject, { weight: "strong", size: 13.5 }, width, 4)) {
    sheet.line(one, { weight: "strong", size: 13.5, color: brand, x: left, y: flow.y });
    flow.y += 18;
  }
  const about = sheet.wrap(facts.premises, { size: 9.5 }, width, 2);
  for (const one of about) {
    sheet.line(one, { size: 9.5, color: muted, x: left, y: flow.y - 3 });
    flow.y += 13;
  }
  flow.y += 14;
  flow.prose(facts.body, body);
  signature(flow, facts, false);
}

function notice(flow: Flow, facts: LetterFacts): void {
  const { sheet } = flow;
  const title = facts.subject.toUpperCase();
  for (const one of sheet.wrap(title, { weight: "strong", size: 17 }, width, 2)) {
    sheet.line(one, {
      ...{ weight: "strong", size: 17, x: page.width / 2, y: flow.y + 6, align: "center" },
    });
    flow.y += 23;
  }
  const [under = ""] = sheet.wrap(
    [facts.form_name, facts.law].filter(Boolean).join("  ·  "),
    { size: 10 },
    width,
    1,
  );
  sheet.line(under, { size: 10, color: muted, x: page.width / 2, y: flow.y + 2, align: "center" });
  flow.y += 30;
  const row = (name: string, value: string, most = 3) => {
    const style = { size: 11 };
    const lines = sheet.wrap(value, style, width - 120, most);
    flow.need(lines.length * 15 + 6);
    flow.sheet.line(name, { size: 9.5, color: muted, x: left, y: flow.y });
    for (const one of lines) {
      flow.sheet.line(one, { ...style, x: left + 120, y: flow.y });
      flow.y += 15;
    }
    flow.y += 5;
  };
  row("To", facts.addressee);
  row("Of", facts.addressee_address);
  row("Premises", facts.premises);
  row("Landlord", facts.landlord ?? facts.head.name);
  if (facts.nature !== undefined) row("Held under", facts.nature, 1);
  row("Date", longDay(facts.written_on), 1);
  row("Number", facts.number, 1);
  if (facts.takes_effect_on !== undefined) {
    flow.need(64);
    flow.sheet.box(left, flow.y, width, 46, brandSoft);
    flow.sheet.box(left, flow.y, 4, 46, brand);
    flow.sheet.line("Takes effect on", {
      ...{ size: 10, color: muted, x: left + 20, y: flow.y + 28 },
    });
    flow.sheet.line(longDay(facts.takes_effect_on), {
      ...{ weight: "strong", size: 17, color: brand, x: left + 120, y: flow.y + 29.5 },
    });
    flow.y += 78;
  }
  flow.prose(facts.body, body);
  signature(flow, facts, true);
  service(flow, facts);
}

function signature(flow: Flow, facts: LetterFacts, byHand: boolean): void {
  const height = byHand ? 84 : 74;
  flow.need(height);
  const { sheet } = flow;
  let { y } = flow;
  y += byHand ? 34 : 10;
  if (byHand) {
    sheet.rule(left, y, 230, muted);
    sheet.line("Signature", { size: 8.5, color: muted, x: left, y: y + 11 });
    y += 28;
  } else {
    sheet.line("Yours faithfully,", { ...body, x: left, y });
    y += 26;
  }
  y = sheet.fittedParagraph(facts.signed_by, {
    ...{ weight: "strong", size: 11.5, x: left, y, width, most: 1 },
  });
  y = sheet.fittedParagraph(facts.signed_as, {
    ...{ size: 10, color: muted, x: left, y, width, most: 2 },
  });
  if (!byHand) {
    y = sheet.fittedParagraph(`For ${facts.head.name}`, {
      ...{ size: 10, color: muted, x: left, y, width, most: 1 },
    });
  }
  flow.y = y + 10;
}

/** What whoever serves it fills in by hand. */
function service(flow: Flow, facts: LetterFacts): void {
  const blanks = [
    ["Served on (day and hour)", "By (name)"],
    ["How, and where", "Into the hands of"],
    ["Witness (name)", "Received (signature)"],
  ] as const;
  const height = 58 + blanks.length * 40;
  flow.need(height);
  const { sheet } = flow;
  let y = flow.y + 8;
  sheet.rule(left, y, width, line);
  y += 20;
  sheet.line("Record of service", { weight: "strong", size: 10.5, x: left, y });
  if (facts.serve_by !== undefined) {
    sheet.line(`To be served by ${longDay(facts.serve_by)}`, {
      ...{ size: 9, color: muted, x: right, y, align: "right" },
    });
  }
  const half = width / 2 - 10;
  for (const pair of blanks) {
    y += 40;
    pair.forEach((name, n) => {
      const x = left + n * (half + 20);
      sheet.rule(x, y - 10, half, muted, 0.5);
      sheet.line(name, { size: 8, color: muted, x, y });
    });
  }
  flow.y = y + 10;
}

/** Across the page, and not over the words that still must be read. */
function withdrawnAcross(sheet: Typesetter, font: PDFFont): void {
  const text = "WITHDRAWN";
  const size = 96;
  const angle = 48;
  const radians = angle * Math.PI / 180;
  const length = font.widthOfTextAtSize(text, size);
  sheet.page.drawText(text, {
    font,
    size,
    color: bad,
    opacity: 0.14,
    rotate: degrees(angle),
    x: page.width / 2 - Math.cos(radians) * length / 2 + Math.sin(radians) * size * 0.36,
    y: page.height / 2 - Math.sin(radians) * length / 2 - Math.cos(radians) * size * 0.36,
  });
}
