/** The media function with Cloudinary as the keeper of photos: the same limits, types and stripping as with Storage. */
import { assert, assertEquals } from "@std/assert";
import { createCloudinaryMedia } from "../../../supabase/functions/_shared/cloudinary/media.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createStorageMedia } from "../../../supabase/functions/_shared/media_store.ts";
import { keptByEither } from "../../../supabase/functions/_shared/media_stores.ts";
import { Problem } from "../../../supabase/functions/_shared/problem.ts";
import {
  fakeDatabase,
  fakeReliability,
} from "../../../supabase/functions/_shared/testing/fake_database.ts";
import { fakeFiles } from "../../../supabase/functions/_shared/testing/fake_files.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { createApp } from "../../../supabase/functions/media/app.ts";
import { developLogo } from "../../../supabase/functions/media/logo.ts";
import { developPhoto } from "../../../supabase/functions/media/photo.ts";
import {
  claimingPng,
  picture,
  room,
  withExif,
} from "../../../supabase/functions/media/testing/pictures.ts";
import { createCloudinarySandbox } from "./app.ts";

const org = "0190a6f0-0000-7000-8000-000000000001";
const listing = "0190a6f0-0000-7000-8000-000000000002";

function open() {
  const sandbox = createCloudinarySandbox({
    cloudName: "estate",
    apiKey: "key",
    apiSecret: "secret",
    publicUrl: "https://cloudinary.test",
  });
  const send: typeof fetch = async (input, init) =>
    await sandbox.app.fetch(new Request(input, init));
  const { files, stored } = fakeFiles();
  const http = createHttpClient({ log: silentLog, fetch: send });
  const account = { cloudName: "estate", apiKey: "key", apiSecret: "secret" };
  const media = keptByEither(
    createCloudinaryMedia({
      ...account,
      algorithm: "sha1",
      apiUrl: "https://cloudinary.test",
      http,
    }),
    createStorageMedia(files),
  );
  let refusesRow = false;
  const database = fakeDatabase({
    ...fakeReliability(),
    expect_listing_upload: (p) => `${org}/${p.file_name}`,
    prepare_listing_media: () => [{ org_id: org, known: null }],
    add_listing_media: (p) => {
      if (refusesRow) throw Problem.of("database.invalid");
      return { ...p, id: "0190a6f0-0000-7000-8000-000000000003", position: 1 };
    },
  });
  const app = createApp({
    database,
    developPhoto,
    developLogo,
    files,
    media,
    log: silentLog,
    verifyToken: () => Promise.resolve({ userId: "u1", email: "a@example.ng", assurance: "aal1" }),
  });
  let keys = 0;
  const post = async (path: string, body: unknown) => {
    const response = await app.request(`/media/listings/${listing}/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: "Bearer good",
        "idempotency-key": `key-0123456789-${keys++}`,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  /** As a browser does: asks where to send it, sends it, and has a photo made of it. */
  const addDirectly = async (file: Uint8Array<ArrayBuffer>, type = "image/jpeg") => {
    const { body: ticket } = await post("uploads", { type });
    const form = new FormData();
    for (const [name, value] of Object.entries<string>(ticket.fields)) form.set(name, value);
    form.set("file", new Blob([file]));
    const sent = await send(ticket.url, { method: "POST", body: form });
    await sent.body?.cancel();
    return {
      sent: sent.status,
      ...await post("photos", { upload_path: ticket.upload_path, alt: "Front" }),
    };
  };
  return {
    ...sandbox,
    send,
    post,
    addDirectly,
    stored,
    database,
    media,
    refuseRows: () => refusesRow = true,
  };
}

Deno.test("a photo goes straight to Cloudinary, and what is shown of it holds neither place nor camera", async () => {
  const it = open();
  const original = withExif(await picture("jpeg", 2400, 1800), 6);
  const { sent, status, body } = await it.addDirectly(original);
  assertEquals([sent, status, body.width, body.height], [200, 201, 1800, 2400]);
  assertEquals(
    body.sizes.map((size: { width: number; height: number }) => [size.width, size.height]),
    [[320, 427], [800, 1067], [1600, 2133]],
  );
  for (const { url } of body.sizes) {
    const shown = new Uint8Array(await (await it.send(url)).arrayBuffer());
    const text = new TextDecoder("latin1").decode(shown);
    assert(text.startsWith("RIFF"));
    for (const trace of ["Exif", "EXIF", "GPS", "XMP "]) assert(!text.includes(trace), trace);
  }
  assertEquals(it.control.assets().length, 1, "the original is gone");
  assert(it.control.assets()[0]?.startsWith(`upload/${org}/${listing}/`));
  const added = it.database.calls.find((call) => call.name === "add_listing_media")?.parameters;
  assert(/^[0-9a-f]{64}$/.test(String(added?.sha256)));
  assert(/^[0-9a-f]{16}$/.test(String(added?.perceptual_hash)));
  await it.media.remove(body.sizes.map((size: { path: string }) => size.path));
  assertEquals(it.control.assets(), []);
});

Deno.test("what is too large, of another type or not there is refused as with Storage", async () => {
  const it = open();
  const wide = await it.addDirectly(
    claimingPng(await picture("png", 80, 60), 5_000, 2_501),
    "image/png",
  );
  assertEquals([wide.status, wide.body.code], [422, "media.too_large"]);
  const lie = await it.addDirectly(await picture("png", 80, 60), "image/jpeg");
  assertEquals([lie.status, lie.body.code], [422, "media.wrong_type"]);
  const text = await it.addDirectly(new TextEncoder().encode("<svg/>"));
  assertEquals([text.sent, text.status, text.body.code], [400, 404, "media.upload_not_found"]);
  const large = await it.addDirectly(new Uint8Array(10_485_761));
  assertEquals([large.sent, large.status], [400, 404]);
});

Deno.test("who uploads to Storage goes on doing so; a row that is refused leaves nothing", async () => {
  const it = open();
  it.stored.set(`uploads/${org}/old.jpg`, {
    bytes: await room("jpeg", 900, 600, { seed: 4 }),
    declaredType: "image/jpeg",
  });
  const { status, body } = await it.post("photos", { upload_path: `${org}/old.jpg` });
  assertEquals([status, body.sizes.length], [201, 3]);
  assertEquals([...it.stored.keys()], []);
  assertEquals(it.control.assets().length, 1);
  it.refuseRows();
  it.stored.set(`uploads/${org}/new.jpg`, {
    bytes: await room("jpeg", 900, 600, { seed: 5 }),
    declaredType: "image/jpeg",
  });
  assertEquals((await it.post("photos", { upload_path: `${org}/new.jpg` })).status, 422);
  assertEquals(it.control.assets().length, 1);
});
