import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PDFDocument } from "pdf-lib";
import { picture } from "../../media/testing/pictures.ts";
import { developLogo } from "../../media/logo.ts";
import { type LetterFacts, makeLetterPaper } from "./letter_paper.ts";

const letter: LetterFacts = {
  kind: "letter",
  number: "L-2026-000001",
  written_on: "2026-11-27",
  made_at: "2026-11-27T10:00:05Z",
  language: "yo",
  head: {
    name: "Ọlá & Ẹ́bùn Homes Limited",
    address: "12 Herbert Macaulay Way, Yaba, Lagos",
    phone: "+2348031234567",
    email: null,
    website: "olahomes.ng",
    registration: "RC 1234567",
    logo_path: "org/try/logo.png",
  },
  addressee: "Chinedu Ọkéke and Ẹ́bùn Ògúnṣọlá",
  addressee_address: "4 Akoka Road, Yaba, Lagos",
  premises: "Flat 1, Yaba Court, 5 Commercial Avenue, Yaba, Lagos",
  subject: "Your service charge of ₦150,000",
  body: "Dear Chinedu,\n\nplease pay ₦150,000 by 15 Dec 2026.\n\nẸ ṣé púpọ̀.",
  signed_by: "Folake Adéyẹmí",
  signed_as: "Managing Director",
  withdrawn_on: null,
  withdrawn_because: null,
};

const notice: LetterFacts = {
  ...letter,
  kind: "notice",
  number: "N-2026-000001",
  subject: "Notice to quit",
  body: "TAKE NOTICE that you are required to quit.\n\nGrounds: the rent is owed.",
  form_name: "Form TL2 or TL3",
  law: "Lagos Tenancy Law 2011, s.13",
  nature: "Yearly Tenancy",
  landlord: "Adé Homes",
  takes_effect_on: "2027-06-01",
  serve_by: "2026-11-30",
};

const withdrawn: LetterFacts = {
  ...letter,
  withdrawn_on: "2026-11-28",
  withdrawn_because: "The amount was wrong",
};

const longest: LetterFacts = {
  ...letter,
  subject: "A long subject ".repeat(10),
  addressee: "A very long name and ".repeat(12),
  body: Array.from({ length: 60 }, (_, n) => `${n + 1}. ` + "Words of a paragraph ".repeat(20))
    .join("\n\n"),
};

const logoOf = async () => (await developLogo(await picture("png", 900, 300), "image/png")).bytes;

async function poppler(command: string, args: string[], pdf: Uint8Array): Promise<Uint8Array> {
  const child = new Deno.Command(command, {
    args: [...args, "-", "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(pdf);
  await writer.close();
  return (await child.output()).stdout;
}

const hasPoppler = await new Deno.Command("pdftotext", { args: ["-v"], stderr: "null" }).output()
  .then(() => true, () => false);

const textOf = async (facts: LetterFacts) =>
  new TextDecoder().decode(await poppler("pdftotext", [], await makeLetterPaper(facts)))
    .normalize("NFC").replace(/\s+/g, " ");

Deno.test("the same letter and logo give the same bytes, and say whose they are", async () => {
  const logo = await logoOf();
  for (const each of [letter, notice, withdrawn, longest]) {
    const bytes = await makeLetterPaper(each, logo);
    assertEquals(await makeLetterPaper(each, logo), bytes);
    assert(bytes.byteLength < 200_000, `${bytes.byteLength} bytes`);
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    assertEquals(document.getTitle(), `${each.subject} (${each.number})`);
    assertEquals(document.getAuthor(), each.head.name);
    assertEquals(document.getCreationDate()?.toISOString(), "2026-11-27T10:00:05.000Z");
    assertEquals(document.getPage(0).getSize(), { width: 595.28, height: 841.89 });
  }
  assertEquals((await PDFDocument.load(await makeLetterPaper(letter))).getPageCount(), 1);
  assert((await PDFDocument.load(await makeLetterPaper(longest))).getPageCount() > 5);
});

Deno.test("a logo is small, eight bits deep and made the same again", async () => {
  const made = await developLogo(await picture("png", 900, 300), "image/png");
  assertEquals([made.width, made.height], [600, 200]);
  assertEquals([...made.bytes.slice(1, 4)].map((it) => String.fromCharCode(it)).join(""), "PNG");
  assertEquals(made.bytes[24], 8);
  assertEquals(await logoOf(), made.bytes);
});

Deno.test({
  name: "everything can be read on it, in every letter that people have",
  ignore: !hasPoppler,
  async fn() {
    const text = await textOf(letter);
    for (
      const said of [
        letter.head.name,
        letter.head.address,
        "+2348031234567 · olahomes.ng",
        letter.addressee,
        letter.addressee_address,
        letter.premises,
        "27 November 2026",
        letter.number,
        letter.subject,
        "please pay ₦150,000",
        "Ẹ ṣé púpọ̀.",
        letter.signed_by,
        "Managing Director",
        "RC 1234567",
        "Page 1 of 1",
      ]
    ) assertStringIncludes(text, said.normalize("NFC"));
    assert(!/null|undefined/.test(text));
    const law = await textOf(notice);
    for (
      const said of [
        "NOTICE TO QUIT",
        "Form TL2 or TL3 · Lagos Tenancy Law 2011, s.13",
        "1 June 2027",
        "Yearly Tenancy",
        "Adé Homes",
        "Signature",
        "Record of service",
        "To be served by 30 November 2026",
      ]
    ) assertStringIncludes(law, said.normalize("NFC"));
    assertStringIncludes(
      await textOf(withdrawn),
      "Withdrawn on 28 November 2026: The amount was wrong",
    );
  },
});

Deno.test({
  name: "however long it is, nothing runs off a page, and no paragraph is lost",
  ignore: !hasPoppler,
  async fn() {
    const bytes = await makeLetterPaper(longest, await logoOf());
    const boxes = new TextDecoder().decode(await poppler("pdftotext", ["-bbox"], bytes));
    const words = [...boxes.matchAll(
      /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g,
    )];
    assert(words.length > 3000);
    for (const [, x, y, right, bottom, word] of words) {
      assert(
        Number(x) >= 55 && Number(right) <= 540 && Number(y) >= 8 && Number(bottom) <= 812,
        `${word} at ${x},${y}`,
      );
    }
    for (let n = 1; n <= 60; n++) assert(words.some((word) => word[5] === `${n}.`), `${n}.`);
  },
});
