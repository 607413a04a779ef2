/** Arguments with which a call of any of the API's functions gets as far as it can. */

/** Which table a function's identifier points at, by the parameter's name. */
const tables: Readonly<Record<string, string>> = {
  access_id: "document_access",
  announcement_id: "announcements",
  "announce.client_id": "(select client_id as id, org_id from announcements)",
  "announce.property_ids": "properties",
  "announce.unit_ids": "units",
  "announce.tenancy_ids": "tenancies",
  account_id: "ledger_accounts",
  after_id: "listings",
  before_id: `(select event.*, payment.org_id from private.provider_events as event
    join payments as payment on payment.reference = event.reference)`,
  application_id: "applications",
  authorization_id: "saved_authorizations",
  plan_id: "autopay_plans",
  charge_id: "charges",
  charge_ids: "charges",
  consent_id: "history_consents",
  guest_id: "conversation_guests",
  message_id: "messages",
  reply_to_id: "messages",
  report_id: "message_reports",
  file_ids: "message_files",
  in_conversation: "conversations",
  "send_message.client_id": "(select client_id as id, org_id from messages)",
  "reports_to_review.after_id": "message_reports",
  "moderation_queue.after_id": "message_reports",
  "decide_report.report_id":
    "(select report.id, listing.org_id from reports as report join listings as listing on listing.id = report.listing_id)",
  "appeal.subject_id": "listings",
  appeal_id: "appeals",
  of_subject: "organizations",
  of_org: "organizations",
  by_actor: "profiles",
  "list_acts.before_id": "private.acts",
  "my_looks.before_id": "organizations",
  "my_conversations.before_id": "conversations",
  "search_messages.before_id": "messages",
  conversation_id: "conversations",
  dispute_id: "disputes",
  document_id: "documents",
  enquiry_id: "enquiries",
  event_id: `(select event.*, payment.org_id from private.provider_events as event
    join payments as payment on payment.reference = event.reference)`,
  exception_id: `(select exception.*, payment.org_id from payment_exceptions as exception
    join payments as payment on payment.id = exception.payment_id)`,
  guarantor_id: "application_guarantors",
  hold_id: "unit_holds",
  inspection_id: "inspections",
  invitation_id: "invitations",
  item_id: "inspection_items",
  item_ids: "inspection_items",
  listing_id: "listings",
  media_id: "listing_media",
  media_ids: "listing_media",
  notification_ids: "notifications",
  delivery_ids: "private.deliveries",
  "list_undelivered.before_id": "private.deliveries",
  offer_id: "offers",
  offline_payment_id: "offline_payments",
  org_id: "organizations",
  party_id: "sale_parties",
  payee_account_id: "payee_accounts",
  payout_id: "payouts",
  direct_settlement_id: "direct_settlements",
  subaccount_id: "private.subaccounts",
  payer_id: "tenants",
  party_org_id: "organizations",
  person_id: "profiles",
  profile_id: "profiles",
  payment_id: "payments",
  property_id: "properties",
  refund_id: "refunds",
  receipt_id: "receipts",
  return_id: "deposit_returns",
  sale_id: "sales",
  schedule_id: "charge_schedules",
  row_id: "statement_rows",
  certificate_id: "tax_certificates",
  deduction_id: "deposit_deductions",
  search_id: "saved_searches",
  slot_id: "viewing_slots",
  subject_id: "profiles",
  tenancy_id: "tenancies",
  tenant_id: "tenants",
  tenant_ids: "tenants",
  title_document_id: "title_documents",
  unit_id: "units",
  viewing_id: "viewings",
  "demand_charge.client_id":
    "(select client_id as id, org_id from charges where client_id is not null)",
  "add_charge_schedule.client_id": "(select id, org_id from charge_schedules)",
  "collect_platform_fees.client_id":
    "(select coalesce(client_id, id) as id, org_id from platform_moves)",
  "request_payout.client_id": "(select client_id as id, org_id from payouts)",
  "deduct_from_deposit.client_id": "(select id, org_id from charges)",
  "demand_application_fee.client_id": "(select client_id as id, org_id from application_fees)",
  "record_deposit_return.client_id": "(select client_id as id, org_id from deposit_returns)",
  "prepare_payment_proof.client_id": "(select client_id as id, org_id from offline_payments)",
  "record_offline_payment.client_id": "(select client_id as id, org_id from offline_payments)",
  "request_refund.client_id":
    "(select client_id as id, org_id from refunds where client_id is not null)",
  "report_offline_payment.client_id": "(select client_id as id, org_id from offline_payments)",
  "import_statement.account_id": "statement_accounts",
  "save_statement_account.account_id": "statement_accounts",
  "statement_matches.account_id": "statement_accounts",
  "offer_mandate.agent_org_id": "(select distinct agent_org_id as id, org_id from mandates)",
  mandate_id: "mandates",
  "answer_mandate.id": "mandates",
  "set_mandate_collecting.id": "mandates",
  "request_remittance.client_id": "(select client_id as id, org_id from payouts)",
  "revoke_mandate.id": "mandates",
};

const inTwoDays = (hours: number) =>
  `to_char(now() at time zone 'UTC' + interval '${
    48 + hours
  } hours', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** What other parameters are given, by function and name, by name, or by type. */
const values: Readonly<Record<string, string>> = {
  "move_listing.to_status": "'published'",
  "save_search.criteria": `'{"purpose": "rent"}'`,
  "demand_charge.kind": "'utility'",
  "add_charge_schedule.kind": "'utility'",
  "set_late_fee.amount_kobo": "null",
  "set_late_fee.bps": "500",
  parts:
    `'[{"due_on": "2098-01-01", "amount_kobo": 60000000}, {"due_on": "2098-02-01", "amount_kobo": 60000000}]'`,
  due_days_before: "null",
  texts: `'{"en": {"title": "Water", "body": "The water is cut"}}'`,
  "announce.expires_at": "null",
  days: "'{-7,0,3}'",
  "set_notification_preference.kind": "'offer_made'",
  "preview_message.kind": "'general'",
  "share_document.contact": "null",
  "list_provider_events.with_status": "'failed'",
  "let_from_offer.address": "'4 Akoka Road, Yaba'",
  consent_version: "'2026-11'",
  consent_language: "'en'",
  "allow_autopay.kinds": "'{utility}'",
  "allow_autopay.day_offset": "0",
  contact: "'somebody@example.ng'",
  criteria: "'{}'",
  email: "'somebody@example.ng'",
  phone: "null",
  content_hash: "repeat('ab', 32)",
  "request_payout.amount_kobo": "1000",
  "set_platform_fee.bps": "100",
  "set_platform_fee.starts_on": "private.lagos_date()::text",
  "set_platform_fee.follows_default": "false",
  "request_remittance.amount_kobo": "1000",
  bank_code: "'058'",
  sealed: "repeat('A', 60)",
  number_hash: "repeat('ab', 32)",
  sha256: "repeat('ab', 32)",
  original_sha256: "repeat('cd', 32)",
  mime_type: "'application/pdf'",
  method: "'paystack'",
  "prepare_payment_proof.method": "'bank_transfer'",
  "report_offline_payment.method": "'bank_transfer'",
  "record_offline_payment.method": "'cash'",
  "record_deposit_return.method": "'cash'",
  paid_on: "private.lagos_date()::text",
  received_on: "private.lagos_date()::text",
  "ask_virtual_account.provider": "'paystack'",
  returned_on: "private.lagos_date()::text",
  "demand_application_fee.kind": "'processing'",
  "demand_application_fee.due_on": "null",
  sizes: `'[{"width": 320, "height": 240, "path": "a/320.webp", "bytes": 9000}]'`,
  storage_path: "'a/b.pdf'",
  household: "null",
  guarantors: "null",
  items: `'[{"room": "Kitchen", "item": "Sink", "condition": "good"}]'`,
  meter_readings: "null",
  rows: "'[{}]'",
  fee_bps: "1000",
  bps: "null",
  round: "1",
  zoom: "10",
  x: "540",
  y: "490",
  closing_on: "private.lagos_date()::text",
  until_on: "'2098-01-05'",
  ends_on: "'2098-12-31'",
  signed_on: "private.lagos_date()::text",
  closed_on: "private.lagos_date()::text",
  issued_on: "'2020-01-01'",
  inspected_on: "private.lagos_date()::text",
  ends_at: inTwoDays(1),
  scheduled_for: inTwoDays(0),
  scopes: "'{list}'",
  text: "'A text that is long enough'",
  columns: `'{"date": "Date", "credit": "Credit", "narration": "Narration"}'`,
  last_four: "'2345'",
  uuid: "null",
  "uuid[]": "'{}'",
  numeric: "120000000",
  bigint: "120000000",
  integer: "12",
  smallint: "1",
  is_on: "true",
  boolean: "true",
  jsonb: "'{}'",
};

/** The table whose rows a parameter names. */
export function tableOf(functionName: string, parameter: string): string {
  const table = tables[`${functionName}.${parameter}`] ?? tables[parameter];
  if (table === undefined) throw new Error(`Say which table ${functionName}.${parameter} names`);
  return table;
}

/** A parameter as the catalog tells it. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
}

/** A literal for a parameter; an identifier is `id`, or nothing when there is none. */
export function argumentFor(
  functionName: string,
  parameter: Parameter,
  id: string | undefined,
): string {
  if (parameter.type === "uuid" && id !== undefined) return `'${id}'`;
  if (parameter.type === "uuid[]" && id !== undefined) return `'{${id}}'`;
  return values[`${functionName}.${parameter.name}`] ?? values[parameter.name] ??
    (parameter.name.endsWith("_on") ? "'2098-01-01'" : undefined) ??
    (parameter.name.endsWith("_at") ? inTwoDays(0) : undefined) ??
    // Every other type of the API's parameters is an enum: its first word.
    values[parameter.type] ?? `(enum_range(null::${parameter.type}))[1]`;
}
