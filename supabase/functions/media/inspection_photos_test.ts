import { assert, assertEquals } from "@std/assert";
import { sha256Hex } from "../_shared/hmac.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { fakeFiles, withoutRow } from "../_shared/testing/fake_files.ts";
import { createApp } from "./app.ts";
import type { StoredFile } from "../_shared/file_store.ts";
import type { InspectionPhoto } from "./inspection_photo.ts";
import { developLogo } from "./logo.ts";
import { developPhoto } from "./photo.ts";
import { look, picture, withExif } from "./testing/pictures.ts";

const org = "0190a6f0-0000-7000-8000-000000000001";
const inspection = "0190a6f0-0000-7000-8000-000000000002";
const user = "0190a6f0-0000-7000-8000-000000000004";

/** The function over files and rows in memory. */
function media() {
  const { files, stored, breakDownAt, prepare, record, kept } = fakeFiles();
  const rows: (InspectionPhoto & { upload_path: string; original_sha256: string })[] = [];
  const database = fakeDatabase({
    ...fakeReliability(),
    prepare_inspection_photo: (p) =>
      prepare(() => [
        { org_id: org, known: rows.find((row) => row.upload_path === p.upload_path) ?? null },
      ]),
    add_inspection_photo: (p) =>
      record(() => {
        const known = rows.find((row) => row.original_sha256 === p.original_sha256);
        if (known !== undefined) return known;
        const row = {
          ...p,
          id: "0190a6f0-0000-7000-8000-000000000003",
          side: "tenant",
          round: 1,
          created_at: "2026-12-01T09:00:00+00:00",
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
        ? Promise.resolve({ userId: user, email: "a@example.ng", assurance: "aal1" })
        : Promise.reject(Problem.of("auth.invalid_token")),
    files,
  });
  const folder = `inspections/${inspection}/${user}`;
  let keys = 0;
  return {
    rows,
    stored,
    database,
    breakDownAt,
    kept,
    upload(name: string, bytes: Uint8Array, declaredType: string) {
      stored.set(`uploads/${folder}/${name}`, { bytes: new Uint8Array(bytes), declaredType });
    },
    async post(
      name: string,
      { token = "good", ...more }: { token?: string; [field: string]: unknown } = {},
    ) {
      const response = await app.request(`/media/inspections/${inspection}/photos`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": `key-0123456789-${keys++}`,
          ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ upload_path: `${folder}/${name}`, ...more }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

Deno.test("an upload becomes one large photo and one thumbnail, upright and without the place", async () => {
  const it = media();
  it.upload("sink.jpg", withExif(await picture("jpeg", 2400, 1200), 6), "image/jpeg");
  const { status, body } = await it.post("sink.jpg", {
    caption: "The sink",
    taken_at: "2026-12-01T10:00:00+01:00",
  });
  assertEquals([status, body.caption, body.width, body.height], [201, "The sink", 1200, 2400]);
  assertEquals([body.upload_path, body.original_sha256, body.added_by], [
    undefined,
    undefined,
    undefined,
  ]);
  const folder = body.path.replace(/large\.webp$/, "");
  assert(folder.startsWith(`${org}/${inspection}/${body.sha256}/`), folder);
  assertEquals(body.thumbnail_path, `${folder}thumbnail.webp`);
  assertEquals(
    [...it.stored.keys()].sort(),
    [`inspection-photos/${body.path}`, `inspection-photos/${body.thumbnail_path}`],
    "the original with its place is gone",
  );
  const large = it.stored.get(`inspection-photos/${body.path}`) as StoredFile;
  const small = it.stored.get(`inspection-photos/${body.thumbnail_path}`) as StoredFile;
  assertEquals(await sha256Hex(large.bytes), body.sha256, "the digest is that of the kept file");
  assertEquals(look(large.bytes, 0.5, 0.1), { width: 1200, height: 2400, color: "red" });
  assertEquals(look(small.bytes, 0.5, 0.9), { width: 320, height: 640, color: "blue" });
  for (const { bytes, declaredType } of [large, small]) {
    assertEquals(declaredType, "image/webp");
    assert(!/exif|gps/i.test(new TextDecoder("latin1").decode(bytes)));
  }
});

Deno.test("a small photo is its own thumbnail", async () => {
  const it = media();
  it.upload("tap.png", await picture("png", 200, 100), "image/png");
  const { body } = await it.post("tap.png");
  assertEquals([body.width, body.height, body.caption, body.item_id], [200, 100, null, null]);
  const file = (path: string) => it.stored.get(`inspection-photos/${path}`)?.bytes;
  assertEquals(file(body.path), file(body.thumbnail_path));
});

Deno.test("a file that lies about its type, or is none, is refused by the field", async () => {
  const png = await picture("png", 40, 30);
  const text = (content: string) => new TextEncoder().encode(content);
  for (
    const [name, bytes, type, status, code] of [
      ["photo.jpg", png, "image/jpeg", 422, "media.wrong_type"],
      ["photo.jpg", png, "image/png", 422, "media.wrong_type"],
      ["page.png", text("<script>alert(1)</script>"), "image/png", 422, "media.wrong_type"],
      ["cut.png", png.subarray(0, 60), "image/png", 422, "media.unreadable"],
      ["large.png", new Uint8Array(10 * 1024 * 1024 + 1), "image/png", 422, "media.too_large"],
      ["nowhere.png", undefined, "", 404, "media.upload_not_found"],
    ] as const
  ) {
    const it = media();
    if (bytes !== undefined) it.upload(name, bytes, type);
    const refused = await it.post(name);
    assertEquals(
      [refused.status, refused.body.code, refused.body.errors[0].pointer],
      [status, code, "/upload_path"],
      name,
    );
    assertEquals([it.rows.length, it.stored.size], [0, bytes === undefined ? 0 : 1]);
  }
});

Deno.test("a try that broke off shows nothing and leaves nothing, and a repeat does the rest", async () => {
  for (const step of withoutRow) {
    const it = media();
    it.upload("sink.png", await picture("png", 400, 300), "image/png");
    it.breakDownAt(step);
    const broken = await it.post("sink.png");
    assertEquals([broken.status < 400, it.rows], [false, []], step);
    // The database may have made the row, if it cannot be asked: the bucket is private.
    if (step !== "database unreachable") assertEquals(it.kept(), [], step);
    it.stored.forEach((_, path) => path.startsWith("uploads/") || it.stored.delete(path));
    it.breakDownAt(undefined);
    const first = await it.post("sink.png");
    assertEquals([first.status, it.rows.length], [201, 1]);
    assertEquals((await it.post("sink.png")).body, first.body);
    assertEquals([...it.stored.keys()].sort(), filesOf(it.rows));
  }
});

Deno.test("a photo that was made is an answer, whatever fails behind it", async () => {
  for (const step of ["answer lost", "remove"] as const) {
    const it = media();
    it.upload("sink.png", await picture("png", 400, 300), "image/png");
    it.breakDownAt(step);
    assertEquals([(await it.post("sink.png")).status, it.rows.length], [201, 1], step);
    assertEquals(it.kept(), filesOf(it.rows), step);
  }
});

Deno.test("the same photo under another name leaves the files of the first and no others", async () => {
  const it = media();
  const png = await picture("png", 400, 300);
  it.upload("sink.png", png, "image/png");
  const first = await it.post("sink.png");
  it.upload("again.png", png, "image/png");
  assertEquals((await it.post("again.png")).body, first.body);
  assertEquals([...it.stored.keys()].sort(), filesOf(it.rows));
});

function filesOf(rows: readonly InspectionPhoto[]): string[] {
  return rows.flatMap((row) => [row.path, row.thumbnail_path])
    .map((path) => `inspection-photos/${path}`).sort();
}

Deno.test("who is calling comes before what they send, and each wrong field is named", async () => {
  const it = media();
  assertEquals(
    (await it.post("a.jpg", { token: "", more: 1 })).body.code,
    "auth.missing_token",
  );
  assertEquals(
    (await it.post("a.jpg", { token: "bad", more: 1 })).body.code,
    "auth.invalid_token",
  );
  for (
    const [field, value] of [
      ["item_id", "seven"],
      ["caption", "x".repeat(201)],
      ["taken_at", "yesterday"],
      ["upload_path", ""],
    ] as const
  ) {
    const { status, body } = await it.post("a.jpg", { [field]: value });
    assertEquals([status, body.code, body.errors[0].pointer], [
      422,
      "request.invalid",
      `/${field}`,
    ]);
  }
  assertEquals(it.database.calls.filter((call) => call.name === "prepare_inspection_photo"), []);
});
