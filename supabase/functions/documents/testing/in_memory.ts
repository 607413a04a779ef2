/** The documents function for tests: its people, files and rows in memory. */
import { silentLog } from "../../_shared/testing/silent_log.ts";
import { Problem } from "../../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../../_shared/testing/fake_database.ts";
import { fakeFiles } from "../../_shared/testing/fake_files.ts";
import type { DocumentRow } from "../add_document.ts";
import { createApp } from "../app.ts";

export const org = "0190a6f0-0000-4000-8000-000000000001";
export const tenancy = "0190a6f0-0000-4000-8000-000000000002";
export const user = "0190a6f0-0000-4000-8000-000000000003";

export const text = (content: string) => new TextEncoder().encode(content);
export const pdf = text("%PDF-1.7\nA tenancy agreement\n%%EOF");
export const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
export const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

/** The function over files and rows in memory. */
export function documents() {
  const { files, stored, breakDownAt, prepare, record, kept } = fakeFiles();
  const rows: (DocumentRow & { upload_path: string })[] = [];
  const database = fakeDatabase({
    ...fakeReliability(),
    prepare_document: (p) =>
      prepare(() => [
        { org_id: org, known: rows.find((row) => row.upload_path === p.upload_path) ?? null },
      ]),
    add_document: (p) =>
      record(() => {
        const known = rows.find((row) => row.sha256 === p.sha256);
        if (known !== undefined) return known;
        const row = {
          ...{ property_id: null, unit_id: null, tenancy_id: null, tenant_id: null },
          ...p,
          id: crypto.randomUUID(),
          org_id: org,
          added_by: p.acting_user,
          created_at: "2026-11-23T10:00:00+00:00",
          retired_at: null,
        } as unknown as (typeof rows)[number];
        rows.push(row);
        return row;
      }),
  });
  const app = createApp({
    database,
    log: silentLog,
    verifyToken: (token) =>
      token === "good"
        ? Promise.resolve({ userId: user, email: "a@example.ng", assurance: "aal1" })
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
      stored.set(`uploads/${user}/${name}`, { bytes: new Uint8Array(bytes), declaredType });
    },
    async post(
      name: string,
      changes: Record<string, unknown> = {},
      { token = "good", key = `key-0123456789-${keys++}` } = {},
    ) {
      const response = await app.request("/documents/files", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": key,
          ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({
          upload_path: `${user}/${name}`,
          kind: "agreement",
          title: "Tenancy agreement",
          tenancy_id: tenancy,
          ...changes,
        }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}
