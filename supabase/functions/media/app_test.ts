import { assert, assertEquals } from "@std/assert";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { fakeFiles, withoutRow } from "../_shared/testing/fake_files.ts";
import type { MediaRow } from "./add_photo.ts";
import { createApp } from "./app.ts";
import { developLogo } from "./logo.ts";
import { developPhoto } from "./photo.ts";
import { claimingPng, picture } from "./testing/pictures.ts";

const org = "0190a6f0-0000-7000-8000-000000000001";
const listing = "0190a6f0-0000-7000-8000-000000000002";

/** The function over files and rows in memory. */
function media() {
  const { files, stored, breakDownAt, prepare, record, kept } = fakeFiles();
  const rows: (MediaRow & { upload_path: string; sha256: string })[] = [];
  const database = fakeDatabase({
    ...fakeReliability(),
    prepare_listing_media: (p) =>
      prepare(() => [
        { org_id: org, known: rows.find((row) => row.upload_path === p.upload_path) ?? null },
      ]),
    add_listing_media: (p) =>
      record(() => {
        const known = rows.find((row) => row.sha256 === p.sha256);
        if (known !== undefined) return known;
        const row = {
          ...p,
          id: "0190a6f0-0000-7000-8000-000000000003",
          position: rows.length + 1,
        } as unknown as (typeof rows)[number];
        rows.push(row);
        return row;
      }),
  });
  const app = createApp({
    database,
    developPhoto,
    developLogo,
    log: silentLog,
    verifyToken: (token) =>
      token === "good"
        ? Promise.resolve({ userId: "u1", email: "a@example.ng", assurance: "aal1" })
        : Promise.reject(Problem.of("auth.invalid_token")),
    files,
  });
  let keys = 0;
  return {
    rows,
    stored,
    database,
    breakDownAt,
    kept,
    upload(name: string, bytes: Uint8Array, declaredType: string) {
      stored.set(`uploads/${org}/${name}`, { bytes: new Uint8Array(bytes), declaredType });
    },
    async post(name: string, changes: { token?: string; body?: unknown } = {}) {
      const { token = "good", body = { upload_path: `${org}/${name}`, alt: "Front" } } = changes;
      const response = await app.request(`/media/listings/${listing}/photos`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": `key-0123456789-${keys++}`,
          ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

Deno.test("an upload becomes a photo in several sizes, and the original is gone", async () => {
  const it = media();
  it.upload("front.jpg", await picture("jpeg", 1000, 500), "image/jpeg");
  const { status, body } = await it.post("front.jpg");
  assertEquals([status, body.position, body.alt_text, body.width, body.height], [
    201,
    1,
    "Front",
    1000,
    500,
  ]);
  assertEquals(body.sizes.map((size: { width: number }) => size.width), [320, 800, 1000]);
  assertEquals(body.created_by, undefined);
  const files = [...it.stored.keys()];
  assertEquals(files.length, 3);
  for (const { path } of body.sizes) {
    assert(
      new RegExp(`^${org}/${listing}/[0-9a-f]{64}/[0-9a-f-]{36}/\\d+\\.webp$`).test(path),
      path,
    );
    assert(files.includes(`listing-media/${path}`), path);
  }
});

Deno.test("a file that lies about its type is refused by the field, and nothing is made of it", async () => {
  const png = await picture("png", 40, 30);
  const text = (content: string) => new TextEncoder().encode(content);
  for (
    const [name, bytes, type] of [
      ["photo.jpg", png, "image/jpeg"],
      ["photo.jpg", png, "image/png"],
      ["photo.png", png, "image/webp"],
      ["notes.jpg", text("These are my notes"), "image/jpeg"],
      ["page.png", text("<!doctype html><script>alert(1)</script>"), "image/png"],
      ["drawing.webp", text("<svg xmlns='http://www.w3.org/2000/svg'/>"), "image/webp"],
      ["empty.jpg", text(""), "image/jpeg"],
    ] as const
  ) {
    const it = media();
    it.upload(name, bytes, type);
    const { status, body } = await it.post(name);
    assertEquals([status, body.code, body.errors[0].pointer], [
      422,
      "media.wrong_type",
      "/upload_path",
    ], name);
    assertEquals([it.rows.length, it.stored.size], [0, 1]);
  }
});

Deno.test("what is too large, damaged or not there is refused by the field", async () => {
  const it = media();
  it.upload("large.jpg", new Uint8Array(10 * 1024 * 1024 + 1).fill(0xff), "image/jpeg");
  it.upload("cut.jpg", (await picture("jpeg", 800, 600)).subarray(0, 900), "image/jpeg");
  const png = await picture("png", 80, 60);
  it.upload("wide.png", claimingPng(png, 1_000_000, 1), "image/png");
  it.upload("many.png", claimingPng(png, 5_000, 2_501), "image/png");
  for (
    const [name, status, code] of [
      ["large.jpg", 422, "media.too_large"],
      ["cut.jpg", 422, "media.unreadable"],
      ["wide.png", 422, "media.too_large"],
      ["many.png", 422, "media.too_large"],
      ["nowhere.jpg", 404, "media.upload_not_found"],
    ] as const
  ) {
    const refused = await it.post(name);
    assertEquals([refused.status, refused.body.code, refused.body.errors[0].pointer], [
      status,
      code,
      "/upload_path",
    ]);
  }
  assertEquals([it.rows, it.kept()], [[], []]);
});

Deno.test("a try that broke off shows nothing and leaves nothing, and a repeat does the rest", async () => {
  for (const step of withoutRow) {
    const it = media();
    it.upload("front.png", await picture("png", 400, 300), "image/png");
    it.breakDownAt(step);
    const broken = await it.post("front.png");
    assertEquals([broken.status < 400, it.rows], [false, []], step);
    // The database may have made the row, if it cannot be asked: then nobody is told where the files are.
    if (step === "database unreachable") assertEquals(broken.body.detail, "Try again in a moment");
    else assertEquals(it.kept(), [], step);
    it.stored.forEach((_, path) => path.startsWith("uploads/") || it.stored.delete(path));
    it.breakDownAt(undefined);
    const first = await it.post("front.png");
    assertEquals([first.status, it.rows.length], [201, 1]);
    assertEquals((await it.post("front.png")).body, first.body);
    assertEquals([...it.stored.keys()].sort(), filesOf(it.rows));
  }
});

Deno.test("a photo that was made is an answer, whatever fails behind it", async () => {
  for (const step of ["answer lost", "remove"] as const) {
    const it = media();
    it.upload("front.png", await picture("png", 400, 300), "image/png");
    it.breakDownAt(step);
    assertEquals([(await it.post("front.png")).status, it.rows.length], [201, 1], step);
    assertEquals(it.kept(), filesOf(it.rows), step);
  }
});

Deno.test("the same photo under another name leaves the files of the first and no others", async () => {
  const it = media();
  const png = await picture("png", 400, 300);
  it.upload("front.png", png, "image/png");
  const first = await it.post("front.png");
  it.upload("again.png", png, "image/png");
  assertEquals((await it.post("again.png")).body, first.body);
  assertEquals([...it.stored.keys()].sort(), filesOf(it.rows));
});

function filesOf(rows: readonly MediaRow[]): string[] {
  return rows.flatMap((row) => row.sizes.map((size) => `listing-media/${size.path}`)).sort();
}

Deno.test("who is calling comes before what they send", async () => {
  const it = media();
  assertEquals((await it.post("a.jpg", { token: "", body: {} })).body.code, "auth.missing_token");
  assertEquals(
    (await it.post("a.jpg", { token: "bad", body: {} })).body.code,
    "auth.invalid_token",
  );
  const wrong = await it.post("a.jpg", { body: { path: "x" } });
  assertEquals([wrong.status, wrong.body.code, wrong.body.errors[0].pointer], [
    422,
    "request.invalid",
    "/upload_path",
  ]);
  assertEquals(it.rows, []);
});
