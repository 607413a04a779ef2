/** Every list that a screen of an owner or a tenant shows, as the SDK asks for it. */
import { idOf } from "./rls_world.ts";

/** One list: who looks, and the query with its parameters; the page is added by the benchmark. */
export interface List {
  readonly name: string;
  /** Whose token is sent. */
  readonly user: string;
  readonly sql: string;
  /** Values of $1, $2 …, of which a query may leave some out. */
  readonly parameters: readonly string[];
}

// What the SDK's listReceipts names: people have no grant on the whole row.
const receiptColumns = "id, org_id, payment_id, tenancy_id, kind, year, serial, number, " +
  "received_on, landlord_name, landlord_address, tenant_names, tenant_address, premises, " +
  "amount_kobo, currency, period, items, method, payment_reference, issued_at, token, " +
  "hash_version, hash, sale_id, application_id, replaces_id";

// Likewise of appeals and reports: how staff decide them is theirs.
const appealColumns =
  "id, subject, subject_id, org_id, words, created_at, is_granted, decided_at, decision_reason";
const reportColumns =
  "id, subject, listing_id, person_id, reason, note, created_at, decision, decided_at";

const ofOrganization: Readonly<Record<string, string>> = {
  properties: "select * from public.properties where org_id = $1 order by id desc",
  units: "select * from public.units where org_id = $1 order by id desc",
  "units of a property":
    "select * from public.units where org_id = $1 and property_id = $2 order by label",
  occupancy: "select * from public.unit_occupancy where org_id = $1 order by unit_id",
  "occupancy of properties":
    "select * from public.property_occupancy where org_id = $1 order by property_id",
  listings: "select * from public.listings where org_id = $1 order by id desc",
  tenants: "select * from public.tenants where org_id = $1 order by id desc",
  tenancies: "select * from public.tenancies where org_id = $1 order by id desc",
  "unit holds": "select * from public.unit_holds where org_id = $1 order by id desc",
  charges: "select * from public.charges where org_id = $1 order by due_on desc, id",
  "charge balances":
    "select * from public.charge_balances where org_id = $1 order by due_on desc, charge_id",
  "balances of a tenancy":
    "select * from public.charge_balances where tenancy_id = $3 order by due_on",
  "rent status": "select * from public.rent_status where org_id = $1 order by tenancy_id",
  ageing: "select * from public.ageing where org_id = $1 order by oldest_due_on, tenancy_id",
  announcements: "select * from public.announcements where org_id = $1 order by id desc",
  letters: "select * from public.letters where org_id = $1 order by id desc",
  "letters of a tenancy": "select * from public.letters where tenancy_id = $3 order by id desc",
  "letter withdrawals":
    "select * from public.letter_withdrawals where org_id = $1 order by letter_id desc",
  "who has read letters":
    "select * from public.letter_readings where org_id = $1 order by letter_id desc, user_id",
  letterheads: "select * from public.letterheads where org_id = $1 order by id desc",
  "logos of letterheads":
    "select * from public.organization_logos where org_id = $1 order by id desc",
  "letter templates": "select * from public.letter_templates where org_id = $1 order by id desc",
  "texts of letter templates":
    "select * from public.letter_template_texts where org_id = $1 order by template_id, language",
  "letter drafts": "select * from public.letter_drafts where org_id = $1 order by id desc",
  "statutory notices": "select * from public.statutory_notices where org_id = $1 order by id desc",
  "notice standings": "select * from public.notice_standings where org_id = $1 order by notice_id",
  reminders: "select * from public.reminders where org_id = $1 order by id desc",
  "charge schedules":
    "select * from public.charge_schedules where org_id = $1 order by first_on desc, id",
  "schedules of a tenancy":
    "select * from public.charge_schedules where tenancy_id = $3 order by first_on, id",
  "deposit returns": "select * from public.deposit_returns where org_id = $1 order by id desc",
  "deposits due": "select * from public.deposits_due where org_id = $1 order by due_on",
  handovers: "select * from public.tenancy_handovers where org_id = $1 order by id desc",
  "application fees":
    "select * from public.application_fees where org_id = $1 order by created_at desc",
  payments: "select * from public.payments where org_id = $1 order by id desc",
  "offline payments": "select * from public.offline_payments where org_id = $1 order by id desc",
  payouts: "select * from public.payouts where org_id = $1 order by id desc",
  "platform fees": "select * from public.platform_moves where org_id = $1 order by id desc",
  "payment terms": "select * from public.payment_terms where org_id = $1 order by id desc",
  "direct settlements":
    "select * from public.direct_settlements where org_id = $1 order by id desc",
  "payee accounts": "select * from public.payee_accounts where org_id = $1 order by id desc",
  "account numbers of payments":
    "select * from public.payment_accounts where org_id = $1 order by payment_id desc",
  "virtual accounts": "select * from public.virtual_accounts where org_id = $1 order by id",
  refunds: "select * from public.refunds where org_id = $1 order by id desc",
  disputes: "select * from public.disputes where org_id = $1 order by id desc",
  receipts: `select ${receiptColumns} from public.receipts where org_id = $1 order by id desc`,
  "receipts of a payment, with what is void":
    `select ${receiptColumns}, (select reason from public.receipt_voids as v where v.receipt_id = receipts.id)
     from public.receipts where org_id = $1 order by id desc`,
  conversations:
    "select * from public.conversations where org_id = $1 order by last_message_at desc",
  "messages of a conversation":
    "select * from public.messages where conversation_id = $4 order by id desc",
  "who has read a conversation":
    "select * from public.conversation_reads where conversation_id = $4 order by user_id",
  "files of a conversation":
    "select * from public.message_files where conversation_id = $4 order by id desc",
  notifications: "select * from public.notifications where user_id = $5 order by id desc",
  applications: "select * from public.applications where org_id = $1 order by id desc",
  "level asked of applicants":
    "select org_id, level, updated_at from public.applicant_levels where org_id = $1",
  "levels that acts need": "select * from public.trust_rules order by act, from_kobo",
  appeals: `select ${appealColumns} from public.appeals where org_id = $1 order by id desc`,
  verifications: "select * from public.verification_cases where user_id = $5 order by id desc",
  consents: "select * from public.personal_consents where user_id = $5 order by id desc",
  reports: `select ${reportColumns} from public.reports where reported_by = $5 order by id desc`,
};

const ofTenant: Readonly<Record<string, string>> = {
  "my home": "select * from public.units where id = $4",
  tenancies: "select * from public.tenancies where id = $1",
  charges: "select * from public.charges where tenancy_id = $1 order by due_on",
  "charge balances": "select * from public.charge_balances where tenancy_id = $1 order by due_on",
  "rent status": "select * from public.rent_status where tenancy_id = $1",
  ageing: "select * from public.ageing where tenancy_id = $1",
  "charge schedules":
    "select * from public.charge_schedules where tenancy_id = $1 order by first_on, id",
  "deposit returns": "select * from public.deposit_returns where tenancy_id = $1 order by id desc",
  handovers: "select * from public.tenancy_handovers where tenancy_id = $1 order by id desc",
  payments: "select * from public.payments where tenancy_id = $1 order by id desc",
  "offline payments":
    "select * from public.offline_payments where subject_id = $1 order by id desc",
  refunds: "select * from public.refunds where subject_id = $1 order by id desc",
  receipts: `select ${receiptColumns} from public.receipts where tenancy_id = $1 order by id desc`,
  conversations:
    "select * from public.conversations where opened_by = $2 order by last_message_at desc",
  "messages of a conversation":
    "select * from public.messages where conversation_id = $3 order by id desc",
  "who has read a conversation":
    "select * from public.conversation_reads where conversation_id = $3 order by user_id",
  "files of a conversation":
    "select * from public.message_files where conversation_id = $3 order by id desc",
  notifications: "select * from public.notifications where user_id = $2 order by id desc",
  letters: "select * from public.letters where tenancy_id = $1 order by id desc",
  "letters that I read":
    "select * from public.letter_readings where user_id = $2 order by letter_id desc",
  verifications: "select * from public.verification_cases where user_id = $2 order by id desc",
  consents: "select * from public.personal_consents where user_id = $2 order by id desc",
  reports: `select ${reportColumns} from public.reports where reported_by = $2 order by id desc`,
};

/** The ids that the lists of an organization ask for; found in the data. */
export interface Sample {
  readonly org: number;
  readonly property: string;
  readonly tenancy: string;
  readonly conversation: string;
}

/** The lists of an owner, named by the size of what they own. */
export function ownerLists(size: string, sample: Sample): List[] {
  const owner = idOf("owner", sample.org);
  const values = [
    idOf("organization", sample.org),
    sample.property,
    sample.tenancy,
    sample.conversation,
    owner,
  ];
  return Object.entries(ofOrganization).map(([name, sql]) => ({
    name: `${size} owner: ${name}`,
    user: owner,
    sql,
    parameters: values,
  }));
}

/** The lists of the n-th tenant. */
export function tenantLists(n: number): List[] {
  const person = idOf("person", n);
  // The conversation of a person has the number before theirs: see the data.
  const values = [idOf("tenancy", n), person, idOf("conversation", n - 1), idOf("unit", n)];
  return Object.entries(ofTenant).map(([name, sql]) => ({
    name: `tenant: ${name}`,
    user: person,
    sql,
    parameters: values,
  }));
}
