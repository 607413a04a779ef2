import type { Estate } from "../ground/client.ts";
import { functionData } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { read } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";

type Rows<Name extends keyof Database["public"]["Functions"]> =
  Database["public"]["Functions"][Name]["Returns"];

/** First and last day of a report, both included, as YYYY-MM-DD. */
export interface ReportDays {
  readonly fromOn: string;
  readonly toOn: string;
}

/** Every unit with its tenancy in force and how it stands; for who may read the organization's money. */
export function rentRoll(estate: Estate, orgId: string): Promise<Rows<"rent_roll">> {
  return read(estate, "rent_roll", { org_id: orgId });
}

/** What came in and stayed, by day, method and kind; kind is null for credit. Amounts in kobo. */
export function collections(
  estate: Estate,
  orgId: string,
  days: ReportDays,
): Promise<Rows<"collections">> {
  return read(estate, "collections", { org_id: orgId, from_on: days.fromOn, to_on: days.toOn });
}

/** What is open today of each tenancy, by how long it is overdue. */
export function ageing(estate: Estate, orgId: string): Promise<Rows<"ageing">> {
  return read(estate, "ageing", { org_id: orgId });
}

/** From the opening balance by what fell due and was paid to the closing one, of all or of one property. */
export function ownerStatement(
  estate: Estate,
  orgId: string,
  days: ReportDays,
  propertyId?: string,
): Promise<Rows<"owner_statement">> {
  return read(estate, "owner_statement", {
    org_id: orgId,
    from_on: days.fromOn,
    to_on: days.toOn,
    ...given({ property_id: propertyId }),
  });
}

/** Service charges of each tenancy: open before, charged, received, open after. */
export function serviceChargeAccount(
  estate: Estate,
  orgId: string,
  days: ReportDays,
): Promise<Rows<"service_charge_account">> {
  return read(estate, "service_charge_account", {
    org_id: orgId,
    from_on: days.fromOn,
    to_on: days.toOn,
  });
}

/** The rent that your tenancies paid in a calendar year, by receipts that hold, for rent relief. */
export function rentReliefStatement(
  estate: Estate,
  year: number,
): Promise<Rows<"rent_relief_statement">> {
  return read(estate, "rent_relief_statement", { year });
}

/** A report and what it is about. */
export type ReportRequest =
  | { readonly report: "rent-roll" | "ageing"; readonly orgId: string }
  | ({
    readonly report: "collections" | "service-charges" | "platform-fees";
    readonly orgId: string;
  } & ReportDays)
  | (
    & {
      readonly report: "owner-statement";
      readonly orgId: string;
      readonly propertyId?: string;
    }
    & ReportDays
  )
  | { readonly report: "rent-relief"; readonly year: number };

/** A report as a file: a table for spreadsheets (CSV), or a paper (PDF) of at most 1,000 rows. */
export async function downloadReport(
  estate: Estate,
  request: ReportRequest,
  format: "csv" | "pdf",
): Promise<Blob> {
  const { report, ...asked } = request as ReportRequest & {
    orgId?: string;
    propertyId?: string;
    fromOn?: string;
    toOn?: string;
    year?: number;
  };
  const query = new URLSearchParams(given({
    org_id: asked.orgId,
    property_id: asked.propertyId,
    from_on: asked.fromOn,
    to_on: asked.toOn,
    year: asked.year?.toString(),
    format,
  }) as Record<string, string>);
  const file = await functionData(
    await estate.functions.invoke<Blob | string>(`reports/${report}?${query}`, { method: "GET" }),
  );
  return file instanceof Blob ? file : new Blob([file], { type: "text/csv;charset=utf-8" });
}
