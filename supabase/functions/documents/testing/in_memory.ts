/** The documents function for tests: its people, files and rows in memory. */
import { silentLog } from "../../_shared/testing/silent_log.ts";
import { Problem } from "../../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../../_shared/testing/fake_database.ts";
import { fakeFiles } from "../../_shared/testing/fake_files.ts";
import type { DocumentRow } from "../add_document.ts";
import { createApp } from "../app.ts";

export const org = "0190a6f0-0000-4000-8000-000000000001";
export const tenancy = "0190a6f0-0000-4000-8000-000000000002";
export const charge = "0190a6f0-0000-4000-8000-000000000004";
export const user = "0190a6f0-0000-4000-8000-000000000003";

export const text = (content: string) => new TextEncoder().encode(content);
export const pdf = text("%PDF-1.7\nA tenancy agreement\n%%EOF");
export const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
export const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

/** The function over files and rows in memory. */
export function documents() {
  const { files, stored, breakDownAt, prepare, record, kept } = fakeFiles();
  const proofs: { id: string; client_id?: unknown; storage_path: string; mime_type: string }[] = [];
  /** A reported payment as the database answers, with what was said of it. */
  const payment = (id: string, said: Readonly<Record<string, unknown>>) => ({
    ...{ id, org_id: org, payment_id: id, source: "payer", method: said.method ?? "bank_transfer" },
    ...{ status: "submitted", claimed_kobo: said.amount_kobo ?? 50_000 },
    paid_on: said.paid_on ?? "2026-11-23",
    ...{ bank_reference: null, note: null, answer_by: null, confirmed_kobo: null },
    ...{ received_on: null, decision: null, created_at: "2026-11-23T10:00:00+00:00" },
  });
  const prove = (p: Readonly<Record<string, unknown>>, id: string) => {
    proofs.push({
      id,
      client_id: p.client_id,
      storage_path: String(p.storage_path),
      mime_type: String(p.mime_type),
    });
    return payment(id, p);
  };
  const reported = (p: Readonly<Record<string, unknown>>) =>
    proofs.find((proof) => p.client_id !== undefined && proof.client_id === p.client_id);
  const rows: (DocumentRow & { upload_path: string })[] = [];
  const database = fakeDatabase({
    ...fakeReliability(),
    prepare_document: (p) =>
      prepare(() => [
        { org_id: org, known: rows.find((row) => row.upload_path === p.upload_path) ?? null },
      ]),
    prepare_payment_proof: (p) =>
      prepare(() => {
        const known = reported(p);
        return known === undefined
          ? [{ storage_path: `${org}/${crypto.randomUUID()}`, known: null }]
          : [{ storage_path: null, known: payment(known.id, p) }];
      }),
    report_offline_payment: (p) =>
      record(() => {
        const known = reported(p);
        return known === undefined ? prove(p, crypto.randomUUID()) : payment(known.id, p);
      }),
    prepare_further_proof: () =>
      prepare(() => [{ storage_path: `${org}/${crypto.randomUUID()}`, known: null }]),
    add_payment_proof: (p) => record(() => prove(p, String(p.offline_payment_id))),
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
  const send = async (
    path: string,
    body: unknown,
    { token = "good", key = `key-0123456789-${keys++}` } = {},
  ) => {
    const response = await app.request(path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": key,
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const clientId = crypto.randomUUID();
  return {
    proofs,
    rows,
    stored,
    database,
    breakDownAt,
    kept,
    upload(name: string, bytes: Uint8Array, declaredType: string) {
      stored.set(`uploads/${user}/${name}`, { bytes: new Uint8Array(bytes), declaredType });
    },
    post(
      name: string,
      changes: Record<string, unknown> = {},
      sent: { token?: string; key?: string } = {},
    ) {
      return send("/documents/files", {
        upload_path: `${user}/${name}`,
        kind: "agreement",
        title: "Tenancy agreement",
        tenancy_id: tenancy,
        ...changes,
      }, sent);
    },
    /** Reports a payment, always the same one. */
    report(name: string, changes: Record<string, unknown> = {}) {
      return send("/documents/payment-proofs", {
        upload_path: `${user}/${name}`,
        client_id: clientId,
        charge_ids: [charge],
        method: "bank_transfer",
        amount_kobo: 50_000,
        paid_on: "2026-11-23",
        ...changes,
      });
    },
    prove(id: string, name: string) {
      return send(`/documents/payment-proofs/${id}`, { upload_path: `${user}/${name}` });
    },
  };
}
