import { assertEquals, assertRejects } from "@std/assert";
import { sha256Hex } from "../_shared/hmac.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeFiles } from "../_shared/testing/fake_files.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { developLogo } from "../media/logo.ts";
import { picture } from "../media/testing/pictures.ts";
import type { JobsDeps } from "./deps.ts";
import { letterPapers } from "./work/letter_papers.ts";

const facts = {
  kind: "letter",
  number: "L-2026-000001",
  written_on: "2026-11-27",
  made_at: "2026-11-27T10:00:00Z",
  language: "en",
  head: {
    name: "Ada Homes",
    address: "12 Herbert Macaulay Way, Yaba",
    phone: null,
    email: null,
    website: null,
    registration: null,
    logo_path: "org/try/logo.png",
  },
  addressee: "Tunde Bello",
  addressee_address: "4 Akoka Road, Yaba",
  premises: "Flat 1, Yaba Court",
  subject: "The water",
  body: "The water is off on Monday.",
  signed_by: "Ada Obi",
  signed_as: "Landlord",
  withdrawn_on: null,
  withdrawn_because: null,
};

/** Papers that wait, as the database hides, finishes and puts them off; `fault` breaks a step. */
async function build(many: number, fault?: "no logo" | "killed") {
  const waiting = new Map(Array.from({ length: many }, (_, n) => [`p${n}`, {
    id: `p${n}`,
    path: `org/l${n}/sent.pdf`,
    tries: 1,
    paper: { ...facts, number: `L-2026-${n}` },
  }]));
  const hidden = new Set<string>();
  const finished = new Map<string, unknown>();
  const { files, stored } = fakeFiles();
  let reads = 0;
  let killed = fault === "killed";
  const logo = await developLogo(await picture("png", 300, 100), "image/png");
  const database = fakeDatabase({
    claim_letter_papers: ({ most }) => {
      const taken = [...waiting.values()].filter((it) => !hidden.has(it.id)).slice(0, Number(most));
      for (const it of taken) hidden.add(it.id);
      return taken;
    },
    finish_letter_paper: ({ paper_id, ...rest }) => {
      if (killed) throw new Error("killed");
      waiting.delete(String(paper_id));
      finished.set(String(paper_id), rest);
      return null;
    },
    put_off_letter_paper: () => {
      if (killed) throw new Error("killed");
      return null;
    },
  });
  const deps = {
    database,
    files: {
      ...files,
      read: () => {
        reads += 1;
        return Promise.resolve(
          fault === "no logo" ? undefined : { bytes: logo.bytes, declaredType: "image/png" },
        );
      },
    },
    providers: {},
    log: silentLog,
  } as unknown as JobsDeps;
  return {
    run: () => letterPapers.run(deps, silentLog),
    revive() {
      killed = false;
      hidden.clear();
    },
    database,
    stored,
    finished,
    reads: () => reads,
  };
}

Deno.test("papers are written once each, with the logo read once, and kept by no cache", async () => {
  const it = await build(3);
  assertEquals([await it.run(), it.reads()], [3, 1]);
  for (const [path, file] of it.stored) {
    assertEquals([file.declaredType, file.cacheSeconds], ["application/pdf", 0]);
    const id = `p${path.split("/")[2]?.slice(1)}`;
    assertEquals(it.finished.get(id), {
      sha256: await sha256Hex(file.bytes),
      size_bytes: file.bytes.byteLength,
    });
  }
  assertEquals([await it.run(), it.stored.size], [0, 3]);
});

Deno.test("one call makes a bounded number, the next go on", async () => {
  const it = await build(7);
  assertEquals(await it.run(), 5);
  assertEquals([await it.run(), it.finished.size], [2, 7]);
});

Deno.test("a paper whose logo is lost is put off, and none is made without it", async () => {
  const it = await build(1, "no logo");
  await it.run();
  assertEquals([it.stored.size, it.finished.size], [0, 0]);
  const [putOff] = it.database.calls.filter((call) => call.name === "put_off_letter_paper");
  assertEquals(putOff?.parameters, { paper_id: "p0", error: "The logo is not in Storage" });
});

Deno.test("a worker killed after writing leaves nothing behind: the next writes the same over it", async () => {
  const it = await build(1, "killed");
  await assertRejects(() => it.run());
  const left = new Map([...it.stored].map(([path, file]) => [path, file.bytes]));
  it.revive();
  assertEquals(await it.run(), 1);
  assertEquals(new Map([...it.stored].map(([path, file]) => [path, file.bytes])), left);
});
