import { assert, assertEquals, assertRejects } from "@std/assert";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createCloudinaryMedia } from "../../../supabase/functions/_shared/cloudinary/media.ts";
import type { UploadTicket } from "../../../supabase/functions/_shared/media_store.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { developPhoto } from "../../../supabase/functions/media/photo.ts";
import { room } from "../../../supabase/functions/media/testing/pictures.ts";
import { createCloudinarySandbox } from "./app.ts";

function open(algorithm: "sha1" | "sha256" = "sha1", apiSecret = "secret") {
  let time = Date.parse("2026-11-27T12:00:00Z");
  const sandbox = createCloudinarySandbox({
    cloudName: "estate",
    apiKey: "key",
    apiSecret: "secret",
    algorithm,
    publicUrl: "https://cloudinary.test",
    now: () => new Date(time),
  });
  const clock = { now: () => time, sleep: () => Promise.resolve() };
  const send: typeof fetch = async (input, init) =>
    await sandbox.app.fetch(new Request(input, init));
  const media = createCloudinaryMedia({
    cloudName: "estate",
    apiKey: "key",
    apiSecret,
    algorithm,
    apiUrl: "https://cloudinary.test",
    clock,
    http: createHttpClient({ log: silentLog, fetch: send, clock }),
  });
  /** Sends a file by a ticket, as a browser does. */
  const sendBy = async (
    ticket: UploadTicket,
    file: Uint8Array<ArrayBuffer>,
    changes: Record<string, string> = {},
  ) => {
    if (ticket.store !== "cloudinary") throw new Error("Expected a form");
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...ticket.fields, ...changes })) {
      form.set(name, value);
    }
    form.set("file", new Blob([file]));
    const response = await send(ticket.url, { method: "POST", body: form });
    return { status: response.status, body: await response.json() };
  };
  return { ...sandbox, media, send, sendBy, later: (ms: number) => time += ms };
}

Deno.test("an original goes up by a signed form, and nothing of the form can be changed", async () => {
  for (const algorithm of ["sha1", "sha256"] as const) {
    const { media, sendBy, control, later } = open(algorithm);
    const file = await room("jpeg", 400, 300, { seed: 1 });
    const ticket = await media.ticket("org/front.jpg");
    for (
      const changes of [
        { public_id: "uploads/other/front.jpg" },
        { type: "upload" },
        { overwrite: "true" },
        { allowed_formats: "svg" },
        { eager: "w_1,h_1" },
        { api_key: "another" },
      ]
    ) {
      assertEquals((await sendBy(ticket, file, changes)).status, 401, JSON.stringify(changes));
    }
    assertEquals(control.assets(), []);
    const text = new TextEncoder().encode("<svg/>");
    assertEquals((await sendBy(ticket, text)).status, 400);
    assertEquals((await sendBy(ticket, new Uint8Array(10_485_761))).status, 400);
    assertEquals((await sendBy(ticket, file)).status, 200);
    assertEquals(control.assets(), ["authenticated/uploads/org/front.jpg"]);
    const other = await room("jpeg", 400, 300, { seed: 2 });
    assertEquals((await sendBy(ticket, other)).body.existing, true);
    const original = await media.original("org/front.jpg");
    assertEquals([original?.bytes, original?.declaredType], [file, "image/jpeg"]);
    later(3_601_000);
    assertEquals((await sendBy(ticket, file)).status, 401, "after an hour");
    await media.removeOriginals(["org/front.jpg", "org/front.jpg"]);
    assertEquals(await media.original("org/front.jpg"), undefined);
  }
});

Deno.test("a photo is kept in its sizes, shown by address, and goes with all of them", async () => {
  const { media, send, control } = open();
  const photo = await developPhoto(await room("jpeg", 2000, 1500, { seed: 1 }), "image/jpeg");
  const kept = await media.keep("org/listing/photo", photo.renditions);
  assertEquals(kept.map(({ width, height }) => [width, height]), [[320, 240], [800, 600], [
    1600,
    1200,
  ]]);
  assertEquals(new Set(kept.map(({ path }) => path)).size, 3);
  for (const { url, bytes } of kept) {
    const shown = await send(url ?? "");
    assertEquals([shown.status, (await shown.arrayBuffer()).byteLength], [200, bytes]);
  }
  assertEquals(control.assets(), ["upload/org/listing/photo"]);
  assertEquals((await send(kept[0]?.url?.replace("w_320", "w_4000") ?? "")).status, 404);
  await media.remove([...kept.map(({ path }) => path), "org/elsewhere/320.webp"]);
  assertEquals(control.assets(), []);
  assertEquals((await send(kept[0]?.url ?? "")).status, 404);
  await media.remove(kept.map(({ path }) => path));
  const single = await media.keep("org/listing/small", photo.renditions.slice(0, 1));
  assertEquals(single.map(({ width }) => width), [320]);
});

Deno.test("what Cloudinary refuses is refused, and says nothing of the secret", async () => {
  const { media } = open("sha1", "another secret");
  const photo = await developPhoto(await room("jpeg", 400, 300, { seed: 1 }), "image/jpeg");
  for (
    const work of [
      () => media.keep("a/b", photo.renditions),
      () => media.original("a/b"),
      () => media.remove(["cloudinary/a/b/320.webp"]),
    ]
  ) {
    const error = await assertRejects(work) as Error & { code?: string };
    assertEquals(error.code, "upstream.refused");
    assert(!JSON.stringify([error.message, String(error.cause)]).includes("another secret"));
  }
  const { media: busy, control } = open();
  control.faults.set("a/b", { status502Html: 1 });
  assertEquals((await busy.keep("a/b", photo.renditions)).length, 2, "asked again");
});
