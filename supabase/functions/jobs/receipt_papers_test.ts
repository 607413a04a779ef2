import { assertEquals } from "@std/assert";
import { sha256Hex } from "../_shared/hmac.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { fakeFiles } from "../_shared/testing/fake_files.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import type { JobsDeps } from "./deps.ts";
import { receiptPapers } from "./work/receipt_papers.ts";

const facts = {
  number: "R-2026-000001",
  kind: "rent",
  received_on: "2026-11-26",
  landlord_name: "Ada Homes",
  landlord_address: "12 Herbert Macaulay Way, Yaba",
  tenant_names: "Tunde Bello",
  tenant_address: "4 Akoka Road, Yaba",
  premises: "Flat 1, Yaba Court",
  amount_kobo: 120_000_000,
  currency: "NGN",
  period_from: null,
  period_to: null,
  items: [{ description: "Rent", amount_kobo: 120_000_000 }],
  method: "cash",
  payment_reference: "EST-1",
  issued_at: "2026-11-26T10:00:00Z",
  token: "t".repeat(43),
  hash: "ab".repeat(32),
  voided_on: null,
  void_reason: null,
  replaces: null,
};

/** Papers that wait, as the database hides, finishes and puts them off; `fault` breaks a step. */
function build(many: number, fault?: "storage" | "killed" | "facts") {
  const waiting = new Map(
    Array.from({ length: many }, (_, n) => [`r${n}`, {
      receipt_id: `r${n}`,
      is_void: false,
      path: `org/r${n}/issued.pdf`,
      tries: 1,
      receipt: fault === "facts" && n === 0 ? {} : { ...facts, number: `R-2026-${n}` },
    }]),
  );
  const hidden = new Set<string>();
  const finished = new Map<string, unknown>();
  const { files, stored } = fakeFiles();
  let down = fault === "storage";
  let killed = fault === "killed";
  const database = fakeDatabase({
    claim_receipt_papers: ({ most }) => {
      const taken = [...waiting.values()].filter((it) => !hidden.has(it.receipt_id)).slice(
        0,
        Number(most),
      );
      for (const it of taken) hidden.add(it.receipt_id);
      return taken;
    },
    finish_receipt_paper: ({ receipt_id, ...rest }) => {
      if (killed) throw new Error("killed");
      waiting.delete(String(receipt_id));
      finished.set(String(receipt_id), rest);
      return null;
    },
    put_off_receipt_paper: () => {
      if (killed) throw new Error("killed");
      return null;
    },
  });
  const deps = {
    database,
    files: {
      ...files,
      write: (...args: Parameters<typeof files.write>) =>
        down ? Promise.reject(new Error("Storage is down")) : files.write(...args),
    },
    providers: {},
    jobsSecret: "",
    appUrl: "https://app.example",
    log: silentLog,
  } as unknown as JobsDeps;
  return {
    run: () => receiptPapers.run(deps, silentLog),
    repair() {
      down = false;
      killed = false;
      hidden.clear();
    },
    database,
    stored,
    finished,
    waiting,
  };
}

Deno.test("papers are written once each, with their digest, and kept by no cache", async () => {
  const it = build(7);
  assertEquals(await it.run(), 7);
  assertEquals(
    [...it.stored.keys()].sort(),
    Array.from({ length: 7 }, (_, n) => `receipts/org/r${n}/issued.pdf`),
  );
  for (const [path, file] of it.stored) {
    assertEquals([file.declaredType, file.cacheSeconds], ["application/pdf", 0]);
    const id = path.split("/")[2] ?? "";
    assertEquals(it.finished.get(id), {
      is_void: false,
      sha256: await sha256Hex(file.bytes),
      size_bytes: file.bytes.byteLength,
    });
  }
  assertEquals(await it.run(), 0);
});

Deno.test("one call makes a bounded number, the next go on", async () => {
  const it = build(17);
  assertEquals([await it.run(), it.finished.size], [10, 10]);
  assertEquals([await it.run(), it.finished.size], [7, 17]);
});

Deno.test("a worker killed after writing leaves nothing behind: the next writes the same over it", async () => {
  const it = build(1, "killed");
  await it.run().then(() => assertEquals("killed", "alive"), () => {});
  const left = new Map(it.stored);
  assertEquals([left.size, it.finished.size], [1, 0]);
  it.repair();
  await it.run();
  assertEquals(it.stored, left, "the same name and the same bytes");
  assertEquals(it.finished.size, 1);
});

Deno.test("what cannot be made or written is put off, and keeps none of the others waiting", async () => {
  const it = build(3, "facts");
  assertEquals(await it.run(), 3);
  assertEquals([...it.finished.keys()], ["r1", "r2"]);
  const down = build(2, "storage");
  assertEquals(await down.run(), 2);
  const putOff = down.database.calls.filter((call) => call.name === "put_off_receipt_paper");
  assertEquals(putOff.map((call) => call.parameters.error), ["Storage is down", "Storage is down"]);
  assertEquals(down.stored.size, 0);
});
