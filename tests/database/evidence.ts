/** What people show: the proof of a payment, a paper; as the documents function keeps it for them. */
import { nigerianDate } from "../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../local/supabase/database/database.ts";
import { as, idFrom as id } from "./actor.ts";

/** What a tenant reports of a transfer for the first charge that they owe in an organization; returns its id. */
export async function reportPayment(
  database: Database,
  by: { user: string },
  org: string,
  what: {
    charge?: string;
    method?: string;
    kobo?: number;
    paidOn?: string;
    reference?: string | null;
    sha256?: string;
    clientId?: string;
    upload?: string;
  } = {},
): Promise<string> {
  const charge = what.charge ??
    await id(
      database,
      by,
      "select charge_id as id from charge_balances where org_id = $1 and open_kobo > 0 order by 1 limit 1",
      [org],
    );
  const facts = [
    by.user,
    what.clientId ?? crypto.randomUUID(),
    `{${charge}}`,
    what.method ?? "bank_transfer",
    what.kobo ?? 120_000_000,
    what.paidOn ?? nigerianDate(),
    what.reference === undefined ? crypto.randomUUID() : what.reference,
    "As agreed",
    what.upload ?? `${by.user}/${crypto.randomUUID()}.pdf`,
  ];
  const [prepared] = await as<{ storage_path: string }>(
    database,
    "service",
    "select * from service.prepare_payment_proof($1, $2, $3::text::uuid[], $4, $5, $6, $7, $8, $9)",
    facts,
  );
  return await id(
    database,
    "service",
    `select id from service.report_offline_payment($1, $2, $3::text::uuid[], $4, $5, $6, $7, $8, $9,
       $10, 'application/pdf', 1000, $11)`,
    [
      ...facts,
      prepared?.storage_path ?? "",
      what.sha256 ?? crypto.randomUUID().replaceAll("-", "").repeat(2),
    ],
  );
}

/** A document of one subject, as the documents function adds it for a user; returns its id. */
export function addDocument(
  database: Database,
  by: { user: string },
  what: {
    org: string;
    kind?: string;
    sha256?: string;
    expires_on?: string;
    property_id?: string;
    unit_id?: string;
    tenancy_id?: string;
    tenant_id?: string;
  },
): Promise<string> {
  const file = `${crypto.randomUUID()}.pdf`;
  return id(
    database,
    "service",
    `select id from service.add_document($1, $2, 'A paper', $3, $4, 'application/pdf', 1000, $5, $6,
       property_id => $7, unit_id => $8, tenancy_id => $9, tenant_id => $10)`,
    [
      by.user,
      what.kind ?? "agreement",
      `${by.user}/${file}`,
      `${what.org}/${file}`,
      what.sha256 ?? crypto.randomUUID().replaceAll("-", "").repeat(2),
      what.expires_on ?? null,
      what.property_id ?? null,
      what.unit_id ?? null,
      what.tenancy_id ?? null,
      what.tenant_id ?? null,
    ],
  );
}
