/** What bench:money adds to the world of bench:rls: the books of all that was charged and paid, and what is to come. */
import { sizes, steps as worldSteps } from "./rls_world.ts";

/** Payments wait to be settled over all organizations, or of the first one alone. */
export type Scenario = "many" | "one";

const wanted = [
  "organizations",
  "properties and units",
  "tenants and tenancies",
];

/** How much there is. */
export interface MoneySizes {
  /** Charges of the past, half of them paid. */
  readonly charges: number;
  /** Payments that wait to be settled, in each scenario. */
  readonly payments: number;
  /** Schedules that fall due, in each of so many sets. */
  readonly schedules: number;
  readonly sets: number;
}

/** Statements that build it, in order, each with what it makes; triggers and foreign keys are off. */
export function moneySteps(
  { charges, payments, schedules, sets }: MoneySizes,
): (readonly [string, string])[] {
  return [
    ...worldSteps.filter(([what]) => wanted.includes(what)),
    ["charges, payments and receipts", past(charges)],
    ["books", books],
    [
      "payments to settle",
      [
        "create schema money_bench",
        waiting("many", payments),
        waiting("one", payments),
      ].join(";"),
    ],
    ["schedules that fall due", due(schedules, sets)],
  ];
}

/** In the order in which time made them: those of one tenancy lie far apart. Every second one is paid. */
const past = (charges: number) => `
  insert into public.charges (org_id, tenancy_id, kind, period, due_on, amount_kobo, description, paid_kobo)
  select tenancy.org_id, tenancy.id, 'rent', daterange(month.starts_on, month.starts_on + 30), month.starts_on, 10000000,
    'Rent of ' || month.starts_on, case when n % 2 = 0 then 10000000 else 0 end
  from generate_series(0, ${charges - 1}) as n
  cross join lateral (select date '2024-01-01' + (n / ${sizes.tenancies} * 30) as starts_on) as month
  join (select id, org_id, row_number() over (order by id) - 1 as place from public.tenancies) as tenancy
    on tenancy.place = n % ${sizes.tenancies};
  create temporary table paid as
  select private.uuid_v7() as payment_id, id as charge_id, org_id, tenancy_id, row_number() over (order by id) as n
  from public.charges where paid_kobo > 0;
  insert into public.payments (id, org_id, tenancy_id, method, reference, status, amount_kobo, paid_at, provider_transaction_id)
  select payment_id, org_id, tenancy_id, 'paystack', 'EST-past-' || n, 'succeeded', 10000000, now() - interval '1 year', 'T' || n from paid;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  select org_id, payment_id, charge_id, 10000000 from paid;
  insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
  select org_id, payment_id, charge_id, 10000000 from paid;
  insert into public.receipts (org_id, payment_id, tenancy_id, kind, year, serial, number, received_on, landlord_name,
    landlord_address, tenant_names, tenant_address, premises, amount_kobo, currency, items, method, payment_reference,
    token, token_hash, hash_version, previous_hash, hash)
  select org_id, payment_id, tenancy_id, 'rent', 2025, n, 'R-2025-' || n, date '2025-06-01', 'Homes', '1 Marina, Lagos', 'Tenant',
    '1 Akoka Road', 'Flat 1', 10000000, 'NGN', '[]', 'paystack', 'EST-past-' || n, 't' || n, sha256(convert_to('t' || n, 'utf8')),
    2, '', 'h' || n
  from paid;
  insert into public.notifications (user_id, org_id, kind, title, subject_id)
  select person.user_id, paid.org_id, 'payment_settled', 'Your payment was received', paid.payment_id
  from paid join private.tenancy_people as person on person.tenancy_id = paid.tenancy_id`;

/** An entry with its lines for each charge and each payment, in the order in which time made them. */
const books = `
  insert into public.ledger_accounts (org_id, kind)
  select organization.id, account.kind from public.organizations as organization
  cross join unnest(array['tenant_receivable', 'rent_income', 'service_charge_held', 'deposits_held', 'fee_income',
    'other_income', 'provider_clearing', 'provider_fees']::public.ledger_account_kind[]) as account (kind);
  create temporary table booked as
  select private.uuid_v7() as entry_id, charge.org_id, charge.id, 'charge'::public.ledger_entry_kind as kind, charge.created_at,
    charge.description, 'tenant_receivable'::public.ledger_account_kind as debit, 'rent_income'::public.ledger_account_kind as credit,
    charge.amount_kobo as kobo
  from (select * from public.charges order by id) as charge
  union all
  select private.uuid_v7(), payment.org_id, payment.id, 'payment', payment.created_at, 'Payment', 'provider_clearing',
    'tenant_receivable', payment.amount_kobo
  from (select * from public.payments order by id) as payment;
  insert into public.ledger_entries (id, org_id, kind, source_id, occurred_at, description)
  select entry_id, org_id, kind, id, created_at, description from booked;
  insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
  select booked.entry_id, side.line_no, booked.org_id, account.id, side.debit_kobo, side.credit_kobo
  from booked
  cross join lateral (values
    (1, booked.debit, booked.kobo, 0), (2, booked.credit, 0, booked.kobo)
  ) as side (line_no, kind, debit_kobo, credit_kobo)
  join public.ledger_accounts as account on account.org_id = booked.org_id and account.kind = side.kind
  order by booked.entry_id, side.line_no;
  insert into private.receipt_counters (org_id, year, last_serial, last_hash)
  select id, extract(year from private.lagos_date()), 2000000, '' from public.organizations`;

/**
 * Each payment with a charge of its own, its event in the inbox and its message in the queue. money_bench.<scenario>
 * names them by number, with what the bare rows of its settlement hold.
 */
function waiting(scenario: Scenario, payments: number): string {
  const homes = scenario === "one"
    ? `select tenancy.id, tenancy.org_id, row_number() over (order by tenancy.id) - 1 as place, count(*) over () as of
       from public.tenancies as tenancy where tenancy.org_id = (select id from public.organizations order by id limit 1)`
    // Neighbours in time are of different organizations.
    : `select id, org_id, row_number() over (order by nth, org_id) - 1 as place, count(*) over () as of
       from (select id, org_id, row_number() over (partition by org_id order by id) as nth from public.tenancies) as ranked
       where nth <= 5`;
  return `
  create sequence money_bench.${scenario}_next;
  create table money_bench.${scenario} as
  with homes as materialized (${homes})
  select n, private.uuid_v7() as payment_id, private.uuid_v7() as charge_id, private.uuid_v7() as event_id,
    0::bigint as message_id, 'EST-money-${scenario}-' || n as reference, homes.org_id, homes.id as tenancy_id,
    party.payer_id,
    (select id from public.ledger_accounts where org_id = homes.org_id and kind = 'provider_clearing') as clearing_id,
    (select id from public.ledger_accounts where org_id = homes.org_id and kind = 'provider_fees') as fees_id,
    (select id from public.ledger_accounts where org_id = homes.org_id and kind = 'tenant_receivable') as receivable_id,
    (select array_agg(user_id) from public.memberships where org_id = homes.org_id) as members
  from generate_series(1, ${payments}) as n
  join homes on homes.place = n % homes.of
  cross join lateral (
    select tenant.user_id as payer_id from public.tenancy_parties as p join public.tenants as tenant on tenant.id = p.tenant_id
    where p.tenancy_id = homes.id limit 1
  ) as party;
  insert into public.charges (id, org_id, tenancy_id, kind, period, due_on, amount_kobo, description)
  select charge_id, org_id, tenancy_id, 'rent', daterange('2026-11-01', '2026-12-01'), '2026-11-01', 10000000, 'Rent for November'
  from money_bench.${scenario} order by n;
  insert into public.payments (id, org_id, tenancy_id, payer_id, method, reference, status, amount_kobo, checkout_url)
  select payment_id, org_id, tenancy_id, payer_id, 'paystack', reference, 'pending', 10000000, 'https://checkout.example/x'
  from money_bench.${scenario} order by n;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  select org_id, payment_id, charge_id, 10000000 from money_bench.${scenario} order by n;
  insert into private.provider_events (id, provider, body_sha256, event_type, reference, body)
  select event_id, 'paystack', encode(sha256(reference::bytea), 'hex'), 'charge.success', reference,
    jsonb_build_object('amount', 10000000, 'currency', 'NGN')
  from money_bench.${scenario} order by n;
  update money_bench.${scenario} set message_id = (select pgmq.send('provider_events', jsonb_build_object('event_id', event_id)));
  alter table money_bench.${scenario} add primary key (n)`;
}

/** Monthly schedules of which one period begins in ten days; a thing more of the kind for each time all homes had one. */
function due(schedules: number, sets: number): string {
  const kinds =
    "array['rent', 'service_charge', 'utility', 'agency_fee', 'legal_fee', 'penalty', 'other']";
  return `
  create table money_bench.schedules as
  select n, 1 + n / ${schedules} as set, private.uuid_v7() as id, homes.org_id, homes.id as tenancy_id,
    (${kinds})[1 + n / ${sizes.tenancies} % 7]::public.charge_kind as kind,
    (private.lagos_date() + 10 - interval '3 months')::date - n / (${sizes.tenancies} * 7) as first_on
  from generate_series(0, ${schedules * sets - 1}) as n
  join (select id, org_id, row_number() over (order by id) - 1 as place from public.tenancies) as homes
    on homes.place = n % ${sizes.tenancies};
  create index on money_bench.schedules (set)`;
}

/** Makes one set of schedules fall due. */
export const fallDue = `
  insert into public.charge_schedules (id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, next_no, next_on)
  select id, org_id, tenancy_id, kind, 10000000, '1 month', first_on, first_on + interval '1 year',
    ((extract(year from age(private.lagos_date() + 10, first_on)) * 12 + extract(month from age(private.lagos_date() + 10, first_on))))::integer,
    private.lagos_date() - 20
  from money_bench.schedules where set = $1`;
