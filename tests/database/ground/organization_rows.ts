/**
 * Which rows are an organization's: what a database of its own needs of it. Every table with org_id is selected by
 * that; the others stand here, each with what becomes of it. A new table without org_id has to be placed.
 */

/** What becomes of a table that has no org_id when an organization moves to another database. */
export type Place =
  /** Selected through another table, by a condition in which $1 is the organization. */
  | { readonly rows: string }
  /** The same everywhere: what the new database lacks is copied. */
  | "reference"
  /** People and neighbours: those that the organization's rows point at are copied. */
  | "mentioned"
  /** Stays with the person, whatever organization they deal with. */
  | "personal"
  /** Of the country's search, which is made again from the listings. */
  | "search"
  /** What a database remembers of its own work. */
  | "own";

/** Every table of ours without org_id. */
export const places: Readonly<Record<string, Place>> = {
  "public.organizations": "mentioned",
  "public.profiles": "mentioned",
  "public.saved_authorizations": "mentioned",
  "private.authorization_tokens": {
    rows: "authorization_id in (select authorization_id from public.autopays where org_id = $1)",
  },
  "private.message_keys": {
    rows:
      "(sender_id, client_id) in (select sender_id, client_id from public.messages where org_id = $1)",
  },
  "public.chat_warning_patterns": "reference",
  "private.tenancy_people": {
    rows: "tenancy_id in (select id from public.tenancies where org_id = $1)",
  },
  "public.payment_exceptions": {
    rows: "payment_id in (select id from public.payments where org_id = $1)",
  },
  "private.provider_events": {
    rows: "reference in (select reference from public.payments where org_id = $1)",
  },
  "private.provider_transactions": {
    rows: "reference in (select reference from public.payments where org_id = $1)",
  },
  "private.payment_checks": {
    rows: "payment_id in (select id from public.payments where org_id = $1)",
  },
  "private.refund_checks": {
    rows: "refund_id in (select id from public.refunds where org_id = $1)",
  },
  "private.dispute_answers": {
    rows: "dispute_id in (select id from public.disputes where org_id = $1)",
  },

  "public.notification_kinds": "reference",
  "private.message_templates": "reference",
  "private.auth_message_limits": "reference",
  "private.sent_message_limits": "reference",
  "private.delivery_channels": "reference",
  "public.areas": "reference",
  "public.consent_texts": "reference",
  "public.trust_rules": "reference",
  "private.signal_rules": "reference",
  "public.verification_rules": "reference",
  "private.verification_limits": "reference",
  "private.identity_providers": "reference",
  // Fingerprints are of the country: who has one profile has it everywhere.
  "private.identity_peppers": "own",
  "private.autopay_days": "reference",
  "private.usual_reminder_days": "reference",
  "private.announcement_limits": "reference",
  "public.legal_areas": "reference",
  "public.legal_rules": "reference",
  "public.nigerian_states": "reference",
  "public.search_terms": "reference",
  "public.notice_lengths": "reference",
  "public.notice_rulesets": "reference",
  "public.notice_rules": "reference",
  "public.notice_service_modes": "reference",
  "private.letter_limits": "reference",
  "public.staff_members": "reference",
  "private.offline_waiting_days": "reference",
  "private.deposit_return_rules": "reference",
  "private.payee_cooling_off": "reference",
  "private.second_person_rules": "reference",
  "private.person_limits": "reference",
  "private.work_kinds": "own",
  "private.work_runs": "own",
  "private.work_done": "own",
  "private.scheduler_pulse": "own",
  "private.retention_rules": "reference",
  "private.role_permissions": "reference",
  "private.state_transitions": "reference",

  "public.notification_preferences": "personal",
  "public.message_hours": "personal",
  "private.daily_digests": "personal",
  "private.unsubscribe_keys": "personal",
  "public.favourites": "personal",
  "private.removed_cards": "personal",
  "private.phone_holders": "personal",
  "public.personal_consents": "personal",
  "public.verification_cases": "personal",
  "private.verification_changes": "personal",
  "private.verification_evidence": "personal",
  "private.shown_names": "personal",
  "private.verification_attempts": "personal",
  "private.verification_reviews": "personal",
  "private.identity_holders": "personal",
  "public.saved_searches": "personal",
  "public.search_alerts": "personal",

  "private.listings_to_match": "search",
  "private.overviews": "search",
  "private.area_names": "search",
  "private.search_words": "search",
  "private.searchable_listings": "search",

  "private.delivery_reports": "own",
  "private.suppressed_addresses": "own",
  "private.abandoned_files": "own",
  "private.circuit_breakers": "own",
  "private.dispute_polls": "own",
  "private.idempotency_keys": "own",
  "private.rate_limits": "own",
  "private.staff_roles": "reference",
  "private.staff_role_permissions": "reference",
  "private.act_rules": "reference",
  "private.plain_columns": "reference",
  "private.act_changes": { rows: "act_id in (select id from private.acts where org_id = $1)" },
  "private.act_seals": { rows: "chain = 'org:' || $1" },
  "private.act_heads": { rows: "chain = 'org:' || $1" },
  "private.person_looks": "personal",
  "private.data_exports": "personal",
  "private.data_export_files": "personal",
  "private.erasure_requests": "personal",
  "private.erasure_keeps": "personal",
  "private.erasure_files": "personal",
  "private.personal_categories": "reference",
  "private.personal_data": "reference",
  "private.personal_files": "reference",
  "private.privacy_rules": "reference",
  "public.reports": "personal",
  "private.provider_settlements": "own",
  "public.provider_balances": "own",
  "private.reconciliations": "own",
};
