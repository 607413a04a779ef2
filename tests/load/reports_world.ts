/** The data of the reports' benchmark: that of row-level security, with what reports tell besides the rent. */
import { idOf, steps } from "./rls_world.ts";

const needed = new Set([
  "organizations",
  "properties and units",
  "tenants and tenancies",
  "charges",
  "payments and receipts",
]);

/** Statements that build it, in order, each with what it makes; triggers and foreign keys are off. */
export const reportSteps: readonly (readonly [string, string])[] = [
  ...steps.filter(([what]) => needed.has(what)),
  [
    "deposits, service charges and schedules",
    `insert into public.charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, paid_kobo)
     select org_id, id, 'caution_deposit', starts_on, 5000000, 'Caution deposit', case when hashtext(id::text) % 2 = 0 then 5000000 else 0 end
     from public.tenancies;
     update public.charges set kind = 'service_charge', period = null, description = 'Service charge'
     where kind = 'rent' and hashtext(id::text) % 6 = 0;
     insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, next_no)
     select org_id, id, 'rent', 10000000, interval '1 month', starts_on, ends_on, 18 from public.tenancies`,
  ],
];

/** A report, who asks for it and with what. */
export interface ReportCase {
  readonly name: string;
  readonly user: string;
  readonly call: string;
  readonly values: readonly string[];
  /** Whether it is held to the bar: a year of the largest organization is a book, not a page. */
  readonly isHeld: boolean;
}

const month = ["2026-04-01", "2026-04-30"];
const year = ["2026-01-01", "2026-12-31"];

/** Every report of the n-th organization. @param property one of its properties */
export function reportsOf(name: string, org: number, property: string): ReportCase[] {
  const ask = (what: string, call: string, values: readonly string[] = [], isHeld = true) => ({
    name: `${name}: ${what}`,
    user: idOf("owner", org),
    call,
    values: [idOf("organization", org), ...values],
    isHeld,
  });
  return [
    ask("rent roll", "public.rent_roll($1)"),
    ask("ageing", "public.ageing($1)"),
    ask("collections of a month", "public.collections($1, $2, $3)", month),
    ask("collections of a year", "public.collections($1, $2, $3)", year),
    ask("owner statement of a month", "public.owner_statement($1, $2, $3)", month),
    ask("owner statement of a property's year", "public.owner_statement($1, $2, $3, $4)", [
      ...year,
      property,
    ]),
    ask("owner statement of a year", "public.owner_statement($1, $2, $3)", year, org !== 1),
    ask("service charges of a year", "public.service_charge_account($1, $2, $3)", year),
  ];
}

/** The statement for rent relief of the n-th tenant. */
export function reliefOf(tenant: number): ReportCase {
  return {
    name: "a tenant: rent relief",
    user: idOf("person", tenant),
    call: "public.rent_relief_statement($1)",
    values: ["2026"],
    isHeld: true,
  };
}
