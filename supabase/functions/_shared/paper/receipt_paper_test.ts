import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import jsqr from "jsqr";
import { PDFDocument } from "pdf-lib";
import { checkAddress, makeReceiptPaper, type ReceiptFacts } from "./receipt_paper.ts";

const app = "https://app.example.ng";

/** With every letter that Yoruba, Igbo and Hausa need, marks that have no letter of their own included. */
const receipt: ReceiptFacts = {
  number: "R-2026-000042",
  kind: "rent",
  received_on: "2026-11-26",
  landlord_name: "Adéṣínà & Ọ̀ṣun Homes",
  landlord_address: "12 Herbert Macaulay Way, Yaba, Lagos",
  tenant_names: "Chinedu Ọkéke and Ẹ́bùn Ògúnṣọlá",
  tenant_address: "4 Akoka Road, Yaba, Lagos",
  premises: "Flat 1, Yaba Court, 5 Commercial Avenue, Yaba, Lagos Mainland, Lagos",
  amount_kobo: 120_000_050,
  currency: "NGN",
  period_from: "2026-12-01",
  period_to: "2027-11-30",
  items: [{
    description: "Rent for 1 Dec 2026 to 30 Nov 2027",
    amount_kobo: 120_000_050,
  }],
  method: "paystack",
  payment_reference: "EST-0123456789abcdef01234567",
  issued_at: "2026-11-26T22:30:05Z",
  token: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123_-x",
  hash: "5f".repeat(32),
  voided_on: null,
  void_reason: null,
  replaces: null,
};

const voided: ReceiptFacts = {
  ...receipt,
  voided_on: "2026-12-24",
  void_reason: "The payment was taken back by the bank",
};

/** As long as every part can be. */
const longest: ReceiptFacts = {
  ...receipt,
  landlord_name:
    "The Incorporated Trustees of the Ọ̀ṣun Riverside Estate Landlords and Residents Association of Lagos"
      .repeat(2),
  landlord_address:
    "Block 12, Suite 304, Adéníran Ògúnṣànyà Shopping Centre, off Bode Thomas Street, Surulere, Lagos State, Nigeria, "
      .repeat(3),
  tenant_names: Array.from(
    { length: 20 },
    (_, n) => `Chukwuemeka Oluwadamilola Tenant ${n}`,
  ).join(" and "),
  tenant_address: "Wordwithoutanyspacewhatsoever".repeat(12),
  premises: "Penthouse and garage, ".repeat(30),
  amount_kobo: 999_999_999_999_999,
  items: Array.from({ length: 50 }, (_, n) => ({
    description:
      `Service charge for a period that has a very long description indeed, number ${n}, which goes on and on`,
    amount_kobo: 19_999_999_999_999,
  })),
  payment_reference: "X".repeat(64),
  voided_on: "2026-12-24",
  void_reason: "Wrong ".repeat(50).trim(),
};

/** Poppler, with which people look at papers too; without it the tests that need it are left out. */
async function poppler(
  tool: string,
  args: readonly string[],
  pdf: Uint8Array,
): Promise<Uint8Array> {
  const folder = await Deno.makeTempDir({ prefix: "estate-paper-" });
  try {
    await Deno.writeFile(`${folder}/paper.pdf`, pdf);
    const { success, stdout, stderr } = await new Deno.Command(tool, {
      args: [...args, `${folder}/paper.pdf`, "-"].filter((it) => tool !== "pdftoppm" || it !== "-"),
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return stdout;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
const hasPoppler = await new Deno.Command("pdftotext", {
  args: ["-v"],
  stderr: "null",
}).output()
  .then(() => true, () => false);

const textOf = async (pdf: Uint8Array) =>
  new TextDecoder().decode(await poppler("pdftotext", ["-layout"], pdf))
    .normalize("NFC");

/** A grey picture of the page (PGM), as pdftoppm draws it. */
async function pictureOf(pdf: Uint8Array, dpi: number) {
  const pgm = await poppler("pdftoppm", ["-gray", "-r", String(dpi)], pdf);
  const [, width = 0, height = 0, start = 0] = (() => {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(
      new TextDecoder("latin1").decode(pgm.slice(0, 40)),
    );
    return [0, Number(head?.[1]), Number(head?.[2]), head?.[0].length ?? 0];
  })();
  return { width, height, grey: pgm.subarray(start) };
}

Deno.test("the same receipt gives the same bytes, whatever was made in between", async () => {
  const first = await makeReceiptPaper(receipt, app);
  await makeReceiptPaper(longest, app);
  const marked = await makeReceiptPaper(voided, app);
  assertEquals(await makeReceiptPaper({ ...receipt }, app), first);
  assertEquals(await makeReceiptPaper(voided, app), marked);
  assert(marked.byteLength !== first.byteLength);
});

Deno.test("another process, another day and another place in the world give the same bytes too", async () => {
  const script = `
    import { makeReceiptPaper } from "${import.meta.resolve("./receipt_paper.ts")}";
    Date.now = () => 4102444800000;
    Math.random = () => 0.123;
    const bytes = await makeReceiptPaper(${JSON.stringify(receipt)}, "${app}");
    await Deno.stdout.write(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", script],
    cwd: new URL("../../../../", import.meta.url),
    env: { TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", DENO_NO_UPDATE_CHECK: "1" },
  }).output();
  const here = new Uint8Array(
    await crypto.subtle.digest(
      "SHA-256",
      new Uint8Array(await makeReceiptPaper(receipt, app)),
    ),
  );
  assertEquals(stdout, here, new TextDecoder().decode(stderr));
});

Deno.test("it is one A4 page that says whose it is, and small", async () => {
  for (const each of [receipt, voided, longest]) {
    const bytes = await makeReceiptPaper(each, app);
    assert(bytes.byteLength < 80_000, `${bytes.byteLength} bytes`);
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    assertEquals(document.getPageCount(), 1);
    assertEquals(document.getPage(0).getSize(), {
      width: 595.28,
      height: 841.89,
    });
    assertEquals(document.getTitle(), `Rent receipt ${each.number}`);
    assertEquals(document.getAuthor(), each.landlord_name);
    assertEquals(
      document.getCreationDate()?.toISOString(),
      "2026-11-26T22:30:05.000Z",
    );
  }
});

Deno.test({
  name: "everything the law asks for can be read on it, in every letter that people have",
  ignore: !hasPoppler,
  async fn() {
    const text = (await textOf(await makeReceiptPaper(receipt, app))).replace(
      /\s+/g,
      " ",
    );
    for (
      const said of [
        "RENT RECEIPT",
        receipt.number,
        receipt.landlord_name,
        receipt.landlord_address,
        receipt.tenant_names,
        receipt.tenant_address,
        "Flat 1, Yaba Court",
        "₦1,200,000.50",
        "One million two hundred thousand naira and fifty kobo only",
        "1 December 2026 – 30 November 2027",
        "26 November 2026",
        "Online, by Paystack",
        receipt.payment_reference,
        checkAddress(app, receipt.token),
        receipt.hash,
      ]
    ) assertStringIncludes(text, (said ?? "").normalize("NFC"));
    assert(!/void since/i.test(text));
  },
});

Deno.test({
  name: "a part says of how much it is one, however long its name; the time is Nigeria's",
  ignore: !hasPoppler,
  async fn() {
    const [item] = receipt.items;
    for (const description of [item!.description, "A very long name of a charge ".repeat(9)]) {
      const items = [{ ...item!, description, of_kobo: 153_000_000 }];
      const text = await textOf(await makeReceiptPaper({ ...receipt, items }, app));
      assertStringIncludes(text.replace(/\s+/g, " "), "(part of ₦1,530,000.00)");
      assertStringIncludes(text, "Issued 26 November 2026 at 23:30 in Lagos");
      assert(!text.includes("UTC"));
    }
    const late = { ...receipt, issued_at: "2026-12-31T23:05:00Z" };
    const text = await textOf(await makeReceiptPaper(late, app));
    assertStringIncludes(text, "Issued 1 January 2027 at 00:05 in Lagos");
    assert(!text.includes("part of"));
  },
});

Deno.test({
  name: "a buyer gets one too, without an address where none was given",
  ignore: !hasPoppler,
  async fn() {
    const sale: ReceiptFacts = {
      ...receipt,
      kind: "sale",
      tenant_address: null,
      period_from: null,
      period_to: null,
    };
    const text = (await textOf(await makeReceiptPaper(sale, app))).replace(/\s+/g, " ");
    for (const said of ["PURCHASE RECEIPT", receipt.tenant_names, "Not for a period"]) {
      assertStringIncludes(text, said.normalize("NFC"));
    }
    assert(!/null|undefined/.test(text));
  },
});

Deno.test({
  name: "a void one says so, since when and why",
  ignore: !hasPoppler,
  async fn() {
    const text = (await textOf(await makeReceiptPaper(voided, app))).replace(
      /\s+/g,
      " ",
    );
    assertStringIncludes(
      text,
      "Void since 24 December 2026: The payment was taken back by the bank",
    );
    // A word that stands across the page is told letter by letter.
    for (const letter of "VOID") assertStringIncludes(` ${text} `, ` ${letter} `);
  },
});

Deno.test({
  name: "however long its parts are, all stays on the page and nothing stands on anything else",
  ignore: !hasPoppler,
  async fn() {
    const bytes = await makeReceiptPaper(longest, app);
    const boxes = new TextDecoder().decode(
      await poppler("pdftotext", ["-bbox"], bytes),
    );
    const words = [
      ...boxes.matchAll(
        /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g,
      ),
    ]
      .map(([, ...it]) => ({
        x: Number(it[0]),
        y: Number(it[1]),
        right: Number(it[2]),
        bottom: Number(it[3]),
        text: it[4] ?? "",
      }))
      .filter((word) => !/^[VOID]+$/.test(word.text));
    assert(words.length > 100);
    for (const word of words) {
      assert(
        word.x >= 50 && word.right <= 546 && word.y >= 8 && word.bottom <= 820,
        JSON.stringify(word),
      );
    }
    for (const [index, one] of words.entries()) {
      for (const other of words.slice(index + 1)) {
        const across = Math.min(one.right, other.right) -
          Math.max(one.x, other.x);
        // Lines of one paragraph may touch by their letters' own room.
        const down = Math.min(one.bottom, other.bottom) -
          Math.max(one.y, other.y);
        assert(
          across <= 0.5 ||
            down <= 0.45 * Math.min(one.bottom - one.y, other.bottom - other.y),
          `${JSON.stringify(one)} ${JSON.stringify(other)}`,
        );
      }
    }
    const text = (await textOf(bytes)).replace(/\s+/g, " ");
    assert(/(And )?\d+ (more|charges)/.test(text), text);
    assertStringIncludes(text, "₦9,999,999,999,999.99");
  },
});

Deno.test({
  name: "a camera reads from its code where it can be checked, from the void one too",
  ignore: !hasPoppler,
  async fn() {
    for (const each of [receipt, voided]) {
      const { width, height, grey } = await pictureOf(
        await makeReceiptPaper(each, app),
        150,
      );
      const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
      for (let at = 0; at < width * height; at++) {
        rgba.fill(grey[at] ?? 255, at * 4, at * 4 + 3);
      }
      assertEquals(
        jsqr.default(rgba, width, height)?.data,
        checkAddress(app, each.token),
      );
    }
  },
});
