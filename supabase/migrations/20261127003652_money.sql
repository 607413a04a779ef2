-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 3cb42af3cafc4c0cb49d5a1882e0474b27e04a5f2dde1810143ddc8a2930e5a0
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

DROP POLICY "charges_select" ON "public"."charges";

DROP POLICY "payment_allocations_select" ON "public"."payment_allocations";

DROP POLICY "payment_items_select" ON "public"."payment_items";

DROP POLICY "payments_select" ON "public"."payments";

DROP POLICY "receipts_select" ON "public"."receipts";

DROP POLICY "state_changes_select" ON "public"."state_changes";

DROP TRIGGER "record_audit" ON "public"."charge_schedules";

DROP TRIGGER "after_charge_posted" ON "public"."charges";

DROP TRIGGER "refuse_change" ON "public"."charges";

DROP TRIGGER "ledger_entries_balance" ON "public"."ledger_entries";

DROP TRIGGER "ledger_lines_balance" ON "public"."ledger_lines";

DROP INDEX "public"."charges_schedule_period_key";

DROP VIEW "private"."my_payments";

DROP VIEW "public"."rent_status";

DROP VIEW "public"."charge_balances";

ALTER TABLE "public"."charge_schedules" DROP CONSTRAINT "charge_schedules_check";

ALTER TABLE "public"."charge_schedules" DROP CONSTRAINT "charge_schedules_tenancy_id_kind_first_on_key";

ALTER TABLE "public"."notifications" DROP CONSTRAINT "notifications_kind_check";

ALTER TABLE "public"."payment_exceptions" DROP CONSTRAINT "payment_exceptions_provider_kind_fingerprint_key";

ALTER TABLE "public"."receipts" DROP CONSTRAINT "receipts_payment_id_kind_key";

DROP FUNCTION "private"."account_for_charge"(public.charge_kind);

DROP FUNCTION "private"."advance_tenancies"(public.calendar_date, integer);

DROP FUNCTION "private"."after_charge_posted"();

DROP FUNCTION "private"."check_entry_balance"();

DROP FUNCTION "private"."generate_charges"(public.calendar_date, uuid, integer);

DROP FUNCTION "private"."members_with"(uuid, private.permission);

DROP FUNCTION "private"."new_token"();

DROP FUNCTION "private"."post_charge"(public.charges);

DROP FUNCTION "private"."receipt_kind_of"(public.charge_kind);

DROP FUNCTION "private"."remind_of_expiring_documents"(public.calendar_date, integer);

DROP FUNCTION "private"."send_search_digests"(public.calendar_date, integer);

DROP FUNCTION "private"."sign_sale"(uuid, public.calendar_date);

DROP FUNCTION "private"."tenancy_users"(uuid);

DROP FUNCTION "private"."verify_receipt"(text);

DROP FUNCTION "public"."sign_sale"(uuid, text);

DROP FUNCTION "public"."verify_receipt"(text);

DROP FUNCTION "service"."claim_provider_events"(integer, integer);

ALTER TABLE "public"."charge_schedules" ALTER COLUMN "next_on" DROP DEFAULT;

ALTER TABLE "public"."sales" ALTER COLUMN "agreed_on" DROP DEFAULT;

DROP FUNCTION "private"."lagos_date"(timestamp with time zone);

CREATE TABLE "private"."authorization_tokens" ("authorization_id" uuid NOT NULL, "user_id" uuid NOT NULL, "fingerprint" text NOT NULL, "email" text NOT NULL, "place" text NOT NULL, "sealed" text NOT NULL, "sealed_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "authorization_tokens_email_check" CHECK (((length(email) >= 3) AND (length(email) <= 320))), CONSTRAINT "authorization_tokens_fingerprint_check" CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)), CONSTRAINT "authorization_tokens_pkey" PRIMARY KEY (authorization_id), CONSTRAINT "authorization_tokens_place_check" CHECK (((length(place) >= 1) AND (length(place) <= 100))), CONSTRAINT "authorization_tokens_sealed_check" CHECK ((sealed ~ '^[a-z0-9-]{1,20}\.[A-Za-z0-9+/]{16}\.[A-Za-z0-9+/]+={0,2}$'::text)));

ALTER TABLE "private"."authorization_tokens" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."autopay_attempts" ("payment_id" uuid NOT NULL, "org_id" uuid NOT NULL, "autopay_id" uuid NOT NULL, "charge_id" uuid NOT NULL, "tried_on" public.calendar_date NOT NULL, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "autopay_attempts_charge_id_tried_on_key" UNIQUE (charge_id, tried_on), CONSTRAINT "autopay_attempts_pkey" PRIMARY KEY (payment_id));

ALTER TABLE "private"."autopay_attempts" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."autopay_days" ("step" text NOT NULL, "days" smallint NOT NULL, "reason" text NOT NULL, CONSTRAINT "autopay_days_days_check" CHECK (((days >= 1) AND (days <= 60))), CONSTRAINT "autopay_days_pkey" PRIMARY KEY (step), CONSTRAINT "autopay_days_reason_check" CHECK (((length(btrim(reason)) >= 3) AND (length(btrim(reason)) <= 500))), CONSTRAINT "autopay_days_step_check" CHECK ((step ~ '^(notice|retry_[1-9])$'::text)));

ALTER TABLE "private"."autopay_days" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."deposit_return_rules" ("jurisdiction" text NOT NULL, "days" smallint NOT NULL, "source" text NOT NULL, CONSTRAINT "deposit_return_rules_days_check" CHECK (((days >= 1) AND (days <= 365))), CONSTRAINT "deposit_return_rules_jurisdiction_check" CHECK (((length(jurisdiction) >= 2) AND (length(jurisdiction) <= 40))), CONSTRAINT "deposit_return_rules_pkey" PRIMARY KEY (jurisdiction), CONSTRAINT "deposit_return_rules_source_check" CHECK (((length(btrim(source)) >= 3) AND (length(btrim(source)) <= 300))));

ALTER TABLE "private"."deposit_return_rules" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."dispute_answers" ("dispute_id" uuid NOT NULL, "next_at" timestamp with time zone, "attempts" integer NOT NULL DEFAULT 0, "last_error" text, CONSTRAINT "dispute_answers_attempts_check" CHECK ((attempts >= 0)), CONSTRAINT "dispute_answers_last_error_check" CHECK ((length(last_error) <= 1000)), CONSTRAINT "dispute_answers_pkey" PRIMARY KEY (dispute_id));

ALTER TABLE "private"."dispute_answers" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."dispute_polls" ("next_at" timestamp with time zone NOT NULL);

ALTER TABLE "private"."dispute_polls" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."ledger_proofs" ("org_id" uuid NOT NULL, "proved_on" public.calendar_date NOT NULL, "differences" integer NOT NULL DEFAULT 0, CONSTRAINT "ledger_proofs_differences_check" CHECK ((differences >= 0)), CONSTRAINT "ledger_proofs_pkey" PRIMARY KEY (org_id));

ALTER TABLE "private"."ledger_proofs" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."offline_waiting_days" ("days" smallint NOT NULL, "reason" text NOT NULL, CONSTRAINT "offline_waiting_days_days_check" CHECK (((days >= 1) AND (days <= 365))), CONSTRAINT "offline_waiting_days_reason_check" CHECK (((length(btrim(reason)) >= 3) AND (length(btrim(reason)) <= 500))));

ALTER TABLE "private"."offline_waiting_days" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."payee_cooling_off" ("is_sole" boolean NOT NULL, "wait" interval NOT NULL, "reason" text NOT NULL, CONSTRAINT "payee_cooling_off_pkey" PRIMARY KEY (is_sole), CONSTRAINT "payee_cooling_off_reason_check" CHECK (((length(btrim(reason)) >= 3) AND (length(btrim(reason)) <= 500))), CONSTRAINT "payee_cooling_off_wait_check" CHECK (((wait >= '00:00:00'::interval) AND (wait <= '60 days'::interval))));

ALTER TABLE "private"."payee_cooling_off" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."payee_numbers" ("payee_account_id" uuid NOT NULL, "org_id" uuid NOT NULL, "number_hash" text NOT NULL, "sealed" text NOT NULL, CONSTRAINT "payee_numbers_number_hash_check" CHECK ((number_hash ~ '^[0-9a-f]{64}$'::text)), CONSTRAINT "payee_numbers_org_id_number_hash_key" UNIQUE (org_id, number_hash), CONSTRAINT "payee_numbers_pkey" PRIMARY KEY (payee_account_id), CONSTRAINT "payee_numbers_sealed_check" CHECK (((length(sealed) >= 20) AND (length(sealed) <= 400))));

ALTER TABLE "private"."payee_numbers" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."payment_checks" ("payment_id" uuid NOT NULL, "next_at" timestamp with time zone, "is_wanted" boolean NOT NULL DEFAULT false, "times_asked" integer NOT NULL DEFAULT 0, "last_answer" text, "asked_at" timestamp with time zone, CONSTRAINT "payment_checks_last_answer_check" CHECK ((length(last_answer) <= 40)), CONSTRAINT "payment_checks_pkey" PRIMARY KEY (payment_id), CONSTRAINT "payment_checks_times_asked_check" CHECK ((times_asked >= 0)));

ALTER TABLE "private"."payment_checks" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."payout_sends" ("payout_id" uuid NOT NULL, "org_id" uuid NOT NULL, "next_at" timestamp with time zone, "times_sent" integer NOT NULL DEFAULT 0, "times_asked" integer NOT NULL DEFAULT 0, "last_answer" text, "answered_at" timestamp with time zone, CONSTRAINT "payout_sends_last_answer_check" CHECK ((length(last_answer) <= 40)), CONSTRAINT "payout_sends_pkey" PRIMARY KEY (payout_id), CONSTRAINT "payout_sends_times_asked_check" CHECK ((times_asked >= 0)), CONSTRAINT "payout_sends_times_sent_check" CHECK ((times_sent >= 0)));

ALTER TABLE "private"."payout_sends" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."provider_settlements" ("settlement_id" text NOT NULL, "listed_on" public.calendar_date NOT NULL, "status" text NOT NULL, "gross_kobo" public.nonnegative_kobo NOT NULL, "fees_kobo" public.nonnegative_kobo NOT NULL, "transactions" integer NOT NULL, "transactions_kobo" public.nonnegative_kobo NOT NULL, "transactions_fees_kobo" public.nonnegative_kobo NOT NULL, "seen_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "provider_settlements_settlement_id_check" CHECK (((length(settlement_id) >= 1) AND (length(settlement_id) <= 80))), CONSTRAINT "provider_settlements_status_check" CHECK (((length(status) >= 1) AND (length(status) <= 40))), CONSTRAINT "provider_settlements_transactions_check" CHECK ((transactions >= 0)));

ALTER TABLE "private"."provider_settlements" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."provider_transactions" ("provider_transaction_id" text NOT NULL, "listed_on" public.calendar_date NOT NULL, "reference" text, "amount_kobo" public.nonnegative_kobo NOT NULL, "currency" text NOT NULL, "fees_kobo" public.nonnegative_kobo NOT NULL, "channel" text, "paid_at" public.instant NOT NULL, "environment" text NOT NULL, "seen_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "provider_transactions_channel_check" CHECK ((length(channel) <= 40)), CONSTRAINT "provider_transactions_currency_check" CHECK (((length(currency) >= 1) AND (length(currency) <= 3))), CONSTRAINT "provider_transactions_environment_check" CHECK ((environment = ANY (ARRAY['live'::text, 'test'::text]))), CONSTRAINT "provider_transactions_provider_transaction_id_check" CHECK (((length(provider_transaction_id) >= 1) AND (length(provider_transaction_id) <= 80))), CONSTRAINT "provider_transactions_reference_check" CHECK ((length(reference) <= 100)));

ALTER TABLE "private"."provider_transactions" ENABLE ROW LEVEL SECURITY;

ALTER TABLE "private"."receipt_counters" SET (fillfactor=50);

CREATE TABLE "private"."receipt_papers" ("receipt_id" uuid NOT NULL, "is_void" boolean NOT NULL, "org_id" uuid NOT NULL, "made_at" timestamp with time zone, "size_bytes" integer, "sha256" text, "next_try_at" timestamp with time zone DEFAULT now(), "tries" smallint NOT NULL DEFAULT 0, "note" text, CONSTRAINT "receipt_papers_made_check" CHECK ((((made_at IS NULL) = (next_try_at IS NOT NULL)) AND ((made_at IS NULL) = (sha256 IS NULL)))), CONSTRAINT "receipt_papers_note_check" CHECK ((length(note) <= 500)), CONSTRAINT "receipt_papers_pkey" PRIMARY KEY (receipt_id, is_void), CONSTRAINT "receipt_papers_sha256_check" CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)), CONSTRAINT "receipt_papers_size_bytes_check" CHECK ((size_bytes > 0)), CONSTRAINT "receipt_papers_tries_check" CHECK ((tries >= 0)));

ALTER TABLE "private"."receipt_papers" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."reconciliations" ("listed_on" public.calendar_date NOT NULL, "reading" smallint NOT NULL, "not_before" timestamp with time zone NOT NULL, "leased_until" timestamp with time zone, "page_cursor" text, "pages" integer NOT NULL DEFAULT 0, "items" integer NOT NULL DEFAULT 0, "differences" integer NOT NULL DEFAULT 0, "attempts" integer NOT NULL DEFAULT 0, "last_error" text, "finished_at" timestamp with time zone, CONSTRAINT "reconciliations_attempts_check" CHECK ((attempts >= 0)), CONSTRAINT "reconciliations_differences_check" CHECK ((differences >= 0)), CONSTRAINT "reconciliations_items_check" CHECK ((items >= 0)), CONSTRAINT "reconciliations_last_error_check" CHECK ((length(last_error) <= 1000)), CONSTRAINT "reconciliations_page_cursor_check" CHECK ((length(page_cursor) <= 500)), CONSTRAINT "reconciliations_pages_check" CHECK ((pages >= 0)), CONSTRAINT "reconciliations_reading_check" CHECK ((reading = ANY (ARRAY[1, 2]))));

ALTER TABLE "private"."reconciliations" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."refund_checks" ("refund_id" uuid NOT NULL, "next_at" timestamp with time zone, "times_sent" integer NOT NULL DEFAULT 0, "times_asked" integer NOT NULL DEFAULT 0, "is_unclear" boolean NOT NULL DEFAULT false, CONSTRAINT "refund_checks_pkey" PRIMARY KEY (refund_id), CONSTRAINT "refund_checks_times_asked_check" CHECK ((times_asked >= 0)), CONSTRAINT "refund_checks_times_sent_check" CHECK ((times_sent >= 0)));

ALTER TABLE "private"."refund_checks" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."virtual_account_keys" ("virtual_account_id" uuid NOT NULL, "org_id" uuid NOT NULL, "holder" text, "next_try_at" timestamp with time zone DEFAULT now(), "tries" integer NOT NULL DEFAULT 0, "last_error" text, CONSTRAINT "virtual_account_keys_holder_check" CHECK (((length(holder) >= 1) AND (length(holder) <= 100))), CONSTRAINT "virtual_account_keys_last_error_check" CHECK ((length(last_error) <= 300)), CONSTRAINT "virtual_account_keys_pkey" PRIMARY KEY (virtual_account_id), CONSTRAINT "virtual_account_keys_tries_check" CHECK ((tries >= 0)));

ALTER TABLE "private"."virtual_account_keys" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."application_fees" ("charge_id" uuid NOT NULL, "org_id" uuid NOT NULL, "application_id" uuid NOT NULL, "is_refundable" boolean NOT NULL, "rule_ids" uuid[] NOT NULL DEFAULT '{}'::uuid[], "client_id" uuid NOT NULL, "demanded_by" uuid, "refund_due_at" timestamp with time zone, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "application_fees_org_id_client_id_key" UNIQUE (org_id, client_id), CONSTRAINT "application_fees_pkey" PRIMARY KEY (charge_id), CONSTRAINT "application_fees_rule_ids_check" CHECK (((cardinality(rule_ids) <= 20) AND (array_position(rule_ids, NULL::uuid) IS NULL))));

ALTER TABLE "public"."application_fees" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."autopay_plans" ("org_id" uuid NOT NULL, "autopay_id" uuid NOT NULL, "user_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "charge_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "take_on" public.calendar_date NOT NULL, "first_tried_on" public.calendar_date, "declines" smallint NOT NULL DEFAULT 0, "not_before" timestamp with time zone NOT NULL DEFAULT now(), "payment_id" uuid, "last_answer" text, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "autopay_plans_autopay_id_charge_id_key" UNIQUE (autopay_id, charge_id), CONSTRAINT "autopay_plans_declines_check" CHECK ((declines >= 0)), CONSTRAINT "autopay_plans_last_answer_check" CHECK ((length(last_answer) <= 300)));

ALTER TABLE "public"."autopay_plans" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."autopays" ("org_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "user_id" uuid NOT NULL, "authorization_id" uuid NOT NULL, "consent_id" uuid NOT NULL, "most_per_charge_kobo" public.positive_kobo NOT NULL, "most_per_month_kobo" public.positive_kobo NOT NULL, "day_offset" smallint NOT NULL DEFAULT 0, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "autopays_day_offset_check" CHECK (((day_offset >= '-14'::integer) AND (day_offset <= 14))), CONSTRAINT "autopays_limits_check" CHECK (((most_per_month_kobo)::bigint >= (most_per_charge_kobo)::bigint)));

ALTER TABLE "public"."autopays" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."charge_parts" ("charge_id" uuid NOT NULL, "org_id" uuid NOT NULL, "whole_id" uuid NOT NULL, "part_no" smallint NOT NULL, CONSTRAINT "charge_parts_part_no_check" CHECK (((part_no >= 1) AND (part_no <= 24))), CONSTRAINT "charge_parts_pkey" PRIMARY KEY (charge_id), CONSTRAINT "charge_parts_whole_id_part_no_key" UNIQUE (whole_id, part_no));

ALTER TABLE "public"."charge_parts" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."consent_texts" ("version" text NOT NULL, "language" text NOT NULL, "body" text NOT NULL, "is_in_force" boolean NOT NULL DEFAULT true, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "consent_texts_body_check" CHECK (((length(body) >= 20) AND (length(body) <= 2000))), CONSTRAINT "consent_texts_language_check" CHECK ((language ~ '^[a-z]{2,3}$'::text)), CONSTRAINT "consent_texts_version_check" CHECK ((version ~ '^[0-9]{4}-[0-9]{2}[a-z]?$'::text)));

ALTER TABLE "public"."consent_texts" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."credit_draws" ("org_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "charge_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "credit_draws_payment_id_charge_id_key" UNIQUE (payment_id, charge_id));

ALTER TABLE "public"."credit_draws" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."deposit_deductions" ("org_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "charge_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "reason" text NOT NULL, "inspection_id" uuid, "item_id" uuid, "document_id" uuid, "client_id" uuid, "created_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "deposit_deductions_item_check" CHECK (((inspection_id IS NULL) = (item_id IS NULL))), CONSTRAINT "deposit_deductions_payment_id_key" UNIQUE (payment_id), CONSTRAINT "deposit_deductions_reason_check" CHECK ((private.is_line(reason) AND ((length(btrim(reason)) >= 3) AND (length(btrim(reason)) <= 250)))));

ALTER TABLE "public"."deposit_deductions" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."deposit_returns" ("org_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "returned_on" public.calendar_date NOT NULL, "bank_reference" text, "document_id" uuid, "recorded_by" uuid, "client_id" uuid NOT NULL, "answer_by" public.instant NOT NULL, "decision" text, "decided_by" uuid, "decided_at" timestamp with time zone, "is_booked" boolean NOT NULL DEFAULT false, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "deposit_returns_org_id_client_id_key" UNIQUE (org_id, client_id), CONSTRAINT "deposit_returns_bank_reference_check" CHECK ((private.is_line(bank_reference) AND ((length(btrim(bank_reference)) >= 1) AND (length(btrim(bank_reference)) <= 80)))), CONSTRAINT "deposit_returns_decision_check" CHECK ((private.is_prose(decision) AND ((length(btrim(decision)) >= 1) AND (length(btrim(decision)) <= 1000)))));

ALTER TABLE "public"."deposit_returns" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."deposits_due" ("tenancy_id" uuid NOT NULL, "org_id" uuid NOT NULL, "due_on" public.calendar_date NOT NULL, "basis" text NOT NULL, "told_at" timestamp with time zone, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "deposits_due_pkey" PRIMARY KEY (tenancy_id));

ALTER TABLE "public"."deposits_due" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."disputes" ("org_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "subject_id" uuid NOT NULL, "provider_dispute_id" text NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "excess_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0, "category" text, "answer_by" public.instant, "reminded_hours" smallint, "answer_note" text, "document_id" uuid, "answered_by" uuid, "answered_at" timestamp with time zone, "resolved_at" timestamp with time zone, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "disputes_category_check" CHECK ((length(category) <= 80)), CONSTRAINT "disputes_excess_check" CHECK (((excess_kobo)::bigint <= (amount_kobo)::bigint)), CONSTRAINT "disputes_provider_dispute_id_check" CHECK (((length(provider_dispute_id) >= 1) AND (length(provider_dispute_id) <= 80))), CONSTRAINT "disputes_reminded_hours_check" CHECK (((reminded_hours >= 1) AND (reminded_hours <= 240))), CONSTRAINT "disputes_answer_note_check" CHECK ((private.is_prose(answer_note) AND ((length(btrim(answer_note)) >= 3) AND (length(btrim(answer_note)) <= 1000)))));

ALTER TABLE "public"."disputes" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."late_fee_rules" ("org_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "grace_days" smallint NOT NULL, "amount_kobo" public.positive_kobo, "bps" smallint, "cap_kobo" public.positive_kobo, "ended_at" timestamp with time zone, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "late_fee_rules_amount_check" CHECK ((num_nonnulls(amount_kobo, bps) = 1)), CONSTRAINT "late_fee_rules_bps_check" CHECK (((bps >= 1) AND (bps <= 10000))), CONSTRAINT "late_fee_rules_grace_days_check" CHECK (((grace_days >= 0) AND (grace_days <= 90))));

ALTER TABLE "public"."late_fee_rules" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."late_fees" ("charge_id" uuid NOT NULL, "org_id" uuid NOT NULL, "rule_id" uuid NOT NULL, "late_id" uuid NOT NULL, "late_kobo" public.positive_kobo NOT NULL, CONSTRAINT "late_fees_late_id_key" UNIQUE (late_id), CONSTRAINT "late_fees_pkey" PRIMARY KEY (charge_id));

ALTER TABLE "public"."late_fees" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."offline_payments" ("org_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "subject_id" uuid NOT NULL, "reported_by" uuid, "client_id" uuid NOT NULL, "claimed_kobo" public.positive_kobo NOT NULL, "paid_on" public.calendar_date NOT NULL, "bank_reference" text, "note" text, "answer_by" public.instant, "confirmed_kobo" public.positive_kobo, "received_on" public.calendar_date, "decision" text, "decided_by" uuid, "decided_at" timestamp with time zone, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "offline_payments_client_key" UNIQUE (reported_by, client_id), CONSTRAINT "offline_payments_payment_id_key" UNIQUE (payment_id), CONSTRAINT "offline_payments_bank_reference_check" CHECK ((private.is_line(bank_reference) AND ((length(btrim(bank_reference)) >= 1) AND (length(btrim(bank_reference)) <= 80)))), CONSTRAINT "offline_payments_decision_check" CHECK ((private.is_prose(decision) AND ((length(btrim(decision)) >= 1) AND (length(btrim(decision)) <= 1000)))), CONSTRAINT "offline_payments_note_check" CHECK ((private.is_prose(note) AND ((length(btrim(note)) >= 1) AND (length(btrim(note)) <= 1000)))));

ALTER TABLE "public"."offline_payments" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."payee_accounts" ("org_id" uuid NOT NULL, "bank_code" text NOT NULL, "bank_name" text NOT NULL, "last_four" text NOT NULL, "account_name" text NOT NULL, "takes_transfers" boolean NOT NULL DEFAULT false, "is_sole" boolean NOT NULL DEFAULT false, "proposed_by" uuid, "decided_by" uuid, "decided_at" timestamp with time zone, "decision" text, "payable_from" timestamp with time zone, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "payee_accounts_bank_code_check" CHECK ((bank_code ~ '^[0-9A-Z]{3,10}$'::text)), CONSTRAINT "payee_accounts_last_four_check" CHECK ((last_four ~ '^[0-9]{4}$'::text)), CONSTRAINT "payee_accounts_account_name_check" CHECK ((private.is_line(account_name) AND ((length(btrim(account_name)) >= 1) AND (length(btrim(account_name)) <= 160)))), CONSTRAINT "payee_accounts_bank_name_check" CHECK ((private.is_line(bank_name) AND ((length(btrim(bank_name)) >= 1) AND (length(btrim(bank_name)) <= 120)))), CONSTRAINT "payee_accounts_decision_check" CHECK ((private.is_prose(decision) AND ((length(btrim(decision)) >= 3) AND (length(btrim(decision)) <= 500)))));

ALTER TABLE "public"."payee_accounts" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."payer_consents" ("org_id" uuid NOT NULL, "user_id" uuid NOT NULL, "version" text NOT NULL, "language" text NOT NULL, "payment_id" uuid, "tenancy_id" uuid, "given_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "payer_consents_language_check" CHECK ((language ~ '^[a-z]{2,3}$'::text)), CONSTRAINT "payer_consents_org_id_payment_id_key" UNIQUE (org_id, payment_id), CONSTRAINT "payer_consents_version_check" CHECK ((version ~ '^[0-9]{4}-[0-9]{2}[a-z]?$'::text)));

ALTER TABLE "public"."payer_consents" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."payment_credits" ("payment_id" uuid NOT NULL, "org_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "left_kobo" public.nonnegative_kobo NOT NULL, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "payment_credits_pkey" PRIMARY KEY (payment_id));

ALTER TABLE "public"."payment_credits" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."payment_proofs" ("org_id" uuid NOT NULL, "offline_payment_id" uuid NOT NULL, "storage_path" text NOT NULL, "upload_path" text NOT NULL, "mime_type" text NOT NULL, "size_bytes" integer NOT NULL, "sha256" text NOT NULL, "added_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "payment_proofs_mime_type_check" CHECK ((mime_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text]))), CONSTRAINT "payment_proofs_sha256_check" CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)), CONSTRAINT "payment_proofs_sha256_key" UNIQUE (org_id, sha256), CONSTRAINT "payment_proofs_size_check" CHECK (((size_bytes >= 1) AND (size_bytes <= 10485760))), CONSTRAINT "payment_proofs_storage_path_check" CHECK ((starts_with(storage_path, (org_id || '/'::text)) AND ((length(storage_path) >= 38) AND (length(storage_path) <= 400)))), CONSTRAINT "payment_proofs_storage_path_key" UNIQUE (storage_path), CONSTRAINT "payment_proofs_upload_path_check" CHECK ((length(upload_path) <= 300)));

ALTER TABLE "public"."payment_proofs" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."payment_return_parts" ("return_id" uuid NOT NULL, "charge_id" uuid NOT NULL, "org_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "kept_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0, "instead_id" uuid, CONSTRAINT "payment_return_parts_kept_check" CHECK ((((kept_kobo)::bigint < (amount_kobo)::bigint) AND (((kept_kobo)::bigint = 0) OR (instead_id IS NOT NULL)))), CONSTRAINT "payment_return_parts_pkey" PRIMARY KEY (return_id, charge_id));

ALTER TABLE "public"."payment_return_parts" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."payment_returns" ("org_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "subject_id" uuid NOT NULL, "source_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "credit_kobo" public.nonnegative_kobo NOT NULL, "fees_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0, "returned_at" public.instant NOT NULL, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "payment_returns_credit_check" CHECK (((credit_kobo)::bigint <= (amount_kobo)::bigint)), CONSTRAINT "payment_returns_source_id_key" UNIQUE (source_id));

ALTER TABLE "public"."payment_returns" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."payouts" ("org_id" uuid NOT NULL, "payee_org_id" uuid NOT NULL, "payee_account_id" uuid NOT NULL, "mandate_id" uuid, "reference" text NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "fee_kobo" public.nonnegative_kobo, "currency" text NOT NULL DEFAULT 'NGN'::text, "note" text, "client_id" uuid NOT NULL, "is_sole" boolean NOT NULL DEFAULT false, "requested_by" uuid, "decided_by" uuid, "decided_at" timestamp with time zone, "decision" text, "provider_transfer_id" text, "failure_reason" text, "sent_at" timestamp with time zone, "paid_at" public.instant, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "payouts_client_key" UNIQUE (org_id, client_id), CONSTRAINT "payouts_currency_check" CHECK ((currency = 'NGN'::text)), CONSTRAINT "payouts_failure_reason_check" CHECK ((length(failure_reason) <= 300)), CONSTRAINT "payouts_payee_check" CHECK (((mandate_id IS NOT NULL) = (payee_org_id <> org_id))), CONSTRAINT "payouts_provider_transfer_id_check" CHECK (((length(provider_transfer_id) >= 1) AND (length(provider_transfer_id) <= 80))), CONSTRAINT "payouts_reference_check" CHECK ((reference ~ '^[a-z0-9-]{16,50}$'::text)), CONSTRAINT "payouts_reference_key" UNIQUE (reference), CONSTRAINT "payouts_decision_check" CHECK ((private.is_prose(decision) AND ((length(btrim(decision)) >= 3) AND (length(btrim(decision)) <= 500)))), CONSTRAINT "payouts_note_check" CHECK ((private.is_line(note) AND ((length(btrim(note)) >= 1) AND (length(btrim(note)) <= 100)))));

ALTER TABLE "public"."payouts" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."principal_moves" ("org_id" uuid NOT NULL, "principal_org_id" uuid NOT NULL, "mandate_id" uuid NOT NULL, "entry_id" uuid NOT NULL, "payment_id" uuid, "payout_id" uuid, "gross_kobo" public.positive_kobo NOT NULL, "provider_fees_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0, "agency_fee_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0, "owed_kobo" public.kobo NOT NULL, "clearing_kobo" public.kobo NOT NULL, "occurred_at" public.instant NOT NULL, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "principal_moves_entry_id_key" UNIQUE (entry_id));

ALTER TABLE "public"."principal_moves" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."provider_balances" ("on_day" public.calendar_date NOT NULL, "not_before" timestamp with time zone NOT NULL, "leased_until" timestamp with time zone, "attempts" integer NOT NULL DEFAULT 0, "last_error" text, "read_at" timestamp with time zone, "held_kobo" public.kobo, "clearing_kobo" public.kobo, "paid_out_kobo" public.nonnegative_kobo, "under_way_kobo" public.nonnegative_kobo, "difference_kobo" public.kobo, "unexplained_kobo" public.kobo, "since" public.calendar_date, CONSTRAINT "provider_balances_attempts_check" CHECK ((attempts >= 0)), CONSTRAINT "provider_balances_last_error_check" CHECK ((length(last_error) <= 1000)), CONSTRAINT "provider_balances_read_check" CHECK ((num_nulls(read_at, held_kobo, clearing_kobo, paid_out_kobo, under_way_kobo, difference_kobo, unexplained_kobo) = ANY (ARRAY[0, 7]))), CONSTRAINT "provider_balances_since_check" CHECK (((since IS NOT NULL) = (COALESCE((unexplained_kobo)::bigint, (0)::bigint) <> 0))));

ALTER TABLE "public"."provider_balances" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."receipt_voids" ("receipt_id" uuid NOT NULL, "org_id" uuid NOT NULL, "serial" integer NOT NULL, "reason" text NOT NULL, "voided_by" uuid, "voided_at" timestamp with time zone NOT NULL DEFAULT now(), "hash_version" smallint NOT NULL, "previous_hash" text NOT NULL, "hash" text NOT NULL, CONSTRAINT "receipt_voids_hash_key" UNIQUE (hash), CONSTRAINT "receipt_voids_org_id_receipt_id_key" UNIQUE (org_id, receipt_id), CONSTRAINT "receipt_voids_org_id_serial_key" UNIQUE (org_id, serial), CONSTRAINT "receipt_voids_pkey" PRIMARY KEY (receipt_id), CONSTRAINT "receipt_voids_serial_check" CHECK ((serial > 0)), CONSTRAINT "receipt_voids_reason_check" CHECK ((private.is_line(reason) AND ((length(btrim(reason)) >= 3) AND (length(btrim(reason)) <= 300)))));

ALTER TABLE "public"."receipt_voids" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."refunds" ("org_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "subject_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "excess_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0, "reason" text NOT NULL, "charge_id" uuid, "drops_charges" boolean NOT NULL DEFAULT false, "client_id" uuid, "requested_by" uuid, "approved_by" uuid, "approved_alone" boolean NOT NULL DEFAULT false, "approved_at" timestamp with time zone, "decision" text, "provider_refund_id" text, "sent_at" timestamp with time zone, "failure_reason" text, "paid_on" public.calendar_date, "paid_reference" text, "paid_note" text, "document_id" uuid, "paid_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "refunds_client_check" CHECK (((client_id IS NOT NULL) OR (provider_refund_id IS NOT NULL))), CONSTRAINT "refunds_excess_check" CHECK (((excess_kobo)::bigint <= (amount_kobo)::bigint)), CONSTRAINT "refunds_failure_reason_check" CHECK ((length(failure_reason) <= 300)), CONSTRAINT "refunds_provider_refund_id_check" CHECK (((length(provider_refund_id) >= 1) AND (length(provider_refund_id) <= 80))), CONSTRAINT "refunds_decision_check" CHECK ((private.is_prose(decision) AND ((length(btrim(decision)) >= 3) AND (length(btrim(decision)) <= 1000)))), CONSTRAINT "refunds_paid_note_check" CHECK ((private.is_prose(paid_note) AND ((length(btrim(paid_note)) >= 3) AND (length(btrim(paid_note)) <= 1000)))), CONSTRAINT "refunds_paid_reference_check" CHECK ((private.is_line(paid_reference) AND ((length(btrim(paid_reference)) >= 3) AND (length(btrim(paid_reference)) <= 80)))), CONSTRAINT "refunds_reason_check" CHECK ((private.is_line(reason) AND ((length(btrim(reason)) >= 3) AND (length(btrim(reason)) <= 250)))));

ALTER TABLE "public"."refunds" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."saved_authorizations" ("user_id" uuid NOT NULL, "channel" text NOT NULL, "brand" text, "bank" text, "last_four" text, "expires_on" public.calendar_date, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "saved_authorizations_bank_check" CHECK ((length(bank) <= 100)), CONSTRAINT "saved_authorizations_brand_check" CHECK ((length(brand) <= 40)), CONSTRAINT "saved_authorizations_channel_check" CHECK (((length(channel) >= 1) AND (length(channel) <= 40))), CONSTRAINT "saved_authorizations_last_four_check" CHECK ((last_four ~ '^[0-9]{4}$'::text)));

ALTER TABLE "public"."saved_authorizations" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."statement_accounts" ("org_id" uuid NOT NULL, "bank_name" text NOT NULL, "label" text NOT NULL, "last_four" text, "date_column" text NOT NULL, "credit_column" text NOT NULL, "direction_column" text, "narration_column" text NOT NULL, "payer_column" text, "reference_column" text, "created_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "statement_accounts_last_four_check" CHECK ((last_four ~ '^[0-9]{4}$'::text)), CONSTRAINT "statement_accounts_bank_name_check" CHECK ((private.is_line(bank_name) AND ((length(btrim(bank_name)) >= 2) AND (length(btrim(bank_name)) <= 60)))), CONSTRAINT "statement_accounts_credit_column_check" CHECK ((private.is_line(credit_column) AND ((length(credit_column) >= 1) AND (length(credit_column) <= 80)))), CONSTRAINT "statement_accounts_date_column_check" CHECK ((private.is_line(date_column) AND ((length(date_column) >= 1) AND (length(date_column) <= 80)))), CONSTRAINT "statement_accounts_direction_column_check" CHECK ((private.is_line(direction_column) AND ((length(direction_column) >= 1) AND (length(direction_column) <= 80)))), CONSTRAINT "statement_accounts_label_check" CHECK ((private.is_line(label) AND ((length(btrim(label)) >= 1) AND (length(btrim(label)) <= 60)))), CONSTRAINT "statement_accounts_narration_column_check" CHECK ((private.is_line(narration_column) AND ((length(narration_column) >= 1) AND (length(narration_column) <= 80)))), CONSTRAINT "statement_accounts_payer_column_check" CHECK ((private.is_line(payer_column) AND ((length(payer_column) >= 1) AND (length(payer_column) <= 80)))), CONSTRAINT "statement_accounts_reference_column_check" CHECK ((private.is_line(reference_column) AND ((length(reference_column) >= 1) AND (length(reference_column) <= 80)))));

ALTER TABLE "public"."statement_accounts" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."statement_imports" ("org_id" uuid NOT NULL, "account_id" uuid NOT NULL, "file_name" text, "row_count" integer NOT NULL, "new_count" integer NOT NULL, "known_count" integer NOT NULL, "left_out_count" integer NOT NULL, "refused_count" integer NOT NULL, "refused" jsonb NOT NULL, "created_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "statement_imports_counts_check" CHECK (((row_count = (((new_count + known_count) + left_out_count) + refused_count)) AND ((row_count >= 1) AND (row_count <= 5000)))), CONSTRAINT "statement_imports_file_name_check" CHECK ((private.is_line(file_name) AND ((length(file_name) >= 1) AND (length(file_name) <= 200)))));

ALTER TABLE "public"."statement_imports" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."statement_rows" ("org_id" uuid NOT NULL, "account_id" uuid NOT NULL, "import_id" uuid NOT NULL, "booked_on" public.calendar_date NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "narration" text NOT NULL, "reference" text, "row_hash" text NOT NULL, "offline_payment_id" uuid, "dismissed_reason" text, "decided_by" uuid, "decided_at" timestamp with time zone, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "cells_hash" text NOT NULL, "is_other_money" boolean NOT NULL DEFAULT false, CONSTRAINT "statement_rows_account_id_row_hash_key" UNIQUE (account_id, row_hash), CONSTRAINT "statement_rows_cells_hash_check" CHECK ((cells_hash ~ '^[0-9a-f]{64}$'::text)), CONSTRAINT "statement_rows_decided_check" CHECK ((num_nonnulls(offline_payment_id, dismissed_reason) = ((decided_at IS NOT NULL))::integer)), CONSTRAINT "statement_rows_offline_payment_id_key" UNIQUE (offline_payment_id), CONSTRAINT "statement_rows_other_money_check" CHECK (((NOT is_other_money) OR (offline_payment_id IS NOT NULL))), CONSTRAINT "statement_rows_row_hash_check" CHECK ((row_hash ~ '^[0-9a-f]{64}$'::text)), CONSTRAINT "statement_rows_dismissed_reason_check" CHECK ((private.is_prose(dismissed_reason) AND ((length(btrim(dismissed_reason)) >= 3) AND (length(btrim(dismissed_reason)) <= 1000)))), CONSTRAINT "statement_rows_narration_check" CHECK ((private.is_line(narration) AND (length(narration) <= 600))), CONSTRAINT "statement_rows_reference_check" CHECK ((private.is_line(reference) AND ((length(reference) >= 1) AND (length(reference) <= 120)))));

ALTER TABLE "public"."statement_rows" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."tax_certificates" ("org_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "charge_id" uuid NOT NULL, "payment_id" uuid NOT NULL, "amount_kobo" public.positive_kobo NOT NULL, "certificate_no" text NOT NULL, "issued_on" public.calendar_date NOT NULL, "created_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "taken_back_at" timestamp with time zone, CONSTRAINT "tax_certificates_payment_id_key" UNIQUE (payment_id), CONSTRAINT "tax_certificates_certificate_no_check" CHECK ((private.is_line(certificate_no) AND ((length(btrim(certificate_no)) >= 3) AND (length(btrim(certificate_no)) <= 80)))));

ALTER TABLE "public"."tax_certificates" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."tenancy_handovers" ("org_id" uuid NOT NULL, "pair_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "other_org_id" uuid NOT NULL, "other_name" text NOT NULL, "other_tenancy_id" uuid NOT NULL, "other_property_id" uuid, "sale_id" uuid, "handed_over_on" public.calendar_date NOT NULL, "deposit_kobo" public.nonnegative_kobo NOT NULL, "prepaid_kobo" public.nonnegative_kobo NOT NULL, "was_renewed" boolean NOT NULL DEFAULT false, "settled_at" timestamp with time zone, "settled_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now());

ALTER TABLE "public"."tenancy_handovers" ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."virtual_accounts" ("org_id" uuid NOT NULL, "tenancy_id" uuid NOT NULL, "bank_name" text, "account_number" text, "account_name" text, "refusal" text, "asked_by" uuid, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "updated_at" timestamp with time zone NOT NULL DEFAULT now(), CONSTRAINT "virtual_accounts_account_name_check" CHECK (((length(account_name) >= 1) AND (length(account_name) <= 200))), CONSTRAINT "virtual_accounts_account_number_check" CHECK ((account_number ~ '^[0-9]{10}$'::text)), CONSTRAINT "virtual_accounts_bank_name_check" CHECK (((length(bank_name) >= 1) AND (length(bank_name) <= 100))), CONSTRAINT "virtual_accounts_refusal_check" CHECK (((length(refusal) >= 1) AND (length(refusal) <= 300))));

ALTER TABLE "public"."virtual_accounts" ENABLE ROW LEVEL SECURITY;

ALTER TABLE "private"."abandoned_files" ADD COLUMN "bucket" text NOT NULL DEFAULT 'listing-media'::text;

ALTER TABLE "public"."charge_schedules" ADD COLUMN "due_days" smallint NOT NULL DEFAULT 0;

ALTER TABLE "public"."charge_schedules" ADD COLUMN "goes_on" boolean NOT NULL DEFAULT false;

ALTER TABLE "public"."charge_schedules" ADD COLUMN "label" text;

ALTER TABLE "public"."charge_schedules" ADD COLUMN "payer_id" uuid;

ALTER TABLE "public"."charge_schedules" ADD COLUMN "wht_bps" smallint;

ALTER TABLE "public"."charge_schedules" ADD COLUMN "replaces_id" uuid;

ALTER TABLE "public"."charge_schedules" ADD COLUMN "client_id" uuid;

ALTER TABLE "public"."charges" ADD COLUMN "sale_id" uuid;

ALTER TABLE "public"."charges" ADD COLUMN "application_id" uuid;

ALTER TABLE "public"."charges" ADD COLUMN "wht_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0;

ALTER TABLE "public"."charges" ADD COLUMN "wht_settled_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0;

ALTER TABLE "public"."deposit_returns" ADD COLUMN "reference_key" text GENERATED ALWAYS AS (NULLIF(upper(regexp_replace(bank_reference, '[^A-Za-z0-9]'::text, ''::text, 'g'::text)), ''::text)) STORED;

ALTER TABLE "public"."mandates" ADD COLUMN "agent_collects" boolean NOT NULL DEFAULT false;

ALTER TABLE "public"."payment_exceptions" ADD COLUMN "suggested_action" text NOT NULL DEFAULT 'Find out what happened, and say here what was done.'::text;

ALTER TABLE "public"."payment_items" ADD COLUMN "withheld_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0;

ALTER TABLE "public"."payments" ADD COLUMN "sale_id" uuid;

ALTER TABLE "public"."payments" ADD COLUMN "application_id" uuid;

ALTER TABLE "public"."payments" ADD COLUMN "mandate_id" uuid;

ALTER TABLE "public"."payments" ADD COLUMN "returned_kobo" public.nonnegative_kobo NOT NULL DEFAULT 0;

ALTER TABLE "public"."receipts" ADD COLUMN "sale_id" uuid;

ALTER TABLE "public"."receipts" ADD COLUMN "application_id" uuid;

ALTER TABLE "public"."receipts" ADD COLUMN "replaces_id" uuid;

ALTER TABLE "public"."sales" ADD COLUMN "taker_org_id" uuid;

ALTER TABLE "public"."charge_schedules" ALTER COLUMN "every" DROP NOT NULL;

ALTER TABLE "public"."charges" ALTER COLUMN "tenancy_id" DROP NOT NULL;

ALTER TABLE "public"."payment_exceptions" ALTER COLUMN "provider" DROP NOT NULL;

ALTER TABLE "public"."payments" ALTER COLUMN "tenancy_id" DROP NOT NULL;

ALTER TABLE "public"."receipts" ALTER COLUMN "tenancy_id" DROP NOT NULL;

ALTER TABLE "public"."receipts" ALTER COLUMN "tenant_address" DROP NOT NULL;

CREATE TYPE "private"."autopay_attempt_state" AS ENUM ('sending', 'not_sent', 'asked', 'declined');

ALTER TABLE "private"."autopay_attempts" ADD COLUMN "state" private.autopay_attempt_state NOT NULL DEFAULT 'sending'::private.autopay_attempt_state;

CREATE TYPE "private"."reconciliation_subject" AS ENUM ('transactions', 'settlements');

ALTER TABLE "private"."reconciliations" ADD COLUMN "subject" private.reconciliation_subject NOT NULL DEFAULT 'transactions'::private.reconciliation_subject;

CREATE TYPE "private"."statement_line" AS ("row_number" integer, "booked_on" date, "amount_kobo" bigint, "narration" text, "reference" text, "field" text, "message" text, "row_hash" text, "cells_hash" text);

CREATE TYPE "public"."application_fee_kind" AS ENUM ('processing', 'viewing', 'credit_check', 'reference_check', 'legal_review');

ALTER TABLE "public"."application_fees" ADD COLUMN "kind" public.application_fee_kind NOT NULL;

CREATE TYPE "public"."authorization_status" AS ENUM ('usable', 'removed', 'refused');

ALTER TABLE "public"."saved_authorizations" ADD COLUMN "status" public.authorization_status NOT NULL DEFAULT 'usable'::public.authorization_status;

CREATE TYPE "public"."autopay_pause" AS ENUM ('card_removed', 'card_refused', 'card_expired', 'declined');

ALTER TABLE "public"."autopays" ADD COLUMN "paused_because" public.autopay_pause;

CREATE TYPE "public"."autopay_plan_status" AS ENUM ('announced', 'trying', 'waiting_for_payer', 'taken', 'skipped', 'over_limit', 'given_up', 'dropped');

ALTER TABLE "public"."autopay_plans" ADD COLUMN "status" public.autopay_plan_status NOT NULL;

CREATE TYPE "public"."autopay_status" AS ENUM ('on', 'paused', 'ended');

ALTER TABLE "public"."autopays" ADD COLUMN "status" public.autopay_status NOT NULL DEFAULT 'on'::public.autopay_status;

ALTER TABLE "public"."autopays" ADD COLUMN "kinds" public.charge_kind[] NOT NULL;

CREATE TYPE "public"."consent_purpose" AS ENUM ('save_authorization', 'autopay');

ALTER TABLE "public"."consent_texts" ADD COLUMN "purpose" public.consent_purpose NOT NULL;

ALTER TABLE "public"."payer_consents" ADD COLUMN "purpose" public.consent_purpose NOT NULL;

CREATE TYPE "public"."deposit_return_method" AS ENUM ('bank_transfer', 'cash', 'cheque');

ALTER TABLE "public"."deposit_returns" ADD COLUMN "method" public.deposit_return_method NOT NULL;

CREATE TYPE "public"."deposit_return_status" AS ENUM ('recorded', 'confirmed', 'disputed', 'reversed');

ALTER TABLE "public"."deposit_returns" ADD COLUMN "status" public.deposit_return_status NOT NULL DEFAULT 'recorded'::public.deposit_return_status;

CREATE TYPE "public"."dispute_answer" AS ENUM ('accept', 'contest');

ALTER TABLE "public"."disputes" ADD COLUMN "answer" public.dispute_answer;

CREATE TYPE "public"."dispute_status" AS ENUM ('open', 'answered', 'won', 'lost');

ALTER TABLE "public"."disputes" ADD COLUMN "status" public.dispute_status NOT NULL;

CREATE TYPE "public"."handover_side" AS ENUM ('passed_on', 'taken_over');

ALTER TABLE "public"."tenancy_handovers" ADD COLUMN "side" public.handover_side NOT NULL;

ALTER TABLE "public"."payment_returns" ADD COLUMN "account" public.ledger_account_kind NOT NULL;

CREATE TYPE "public"."offline_payment_source" AS ENUM ('payer', 'payee', 'statement');

ALTER TABLE "private"."offline_waiting_days" ADD COLUMN "source" public.offline_payment_source NOT NULL;

ALTER TABLE "public"."offline_payments" ADD COLUMN "source" public.offline_payment_source NOT NULL;

CREATE TYPE "public"."offline_payment_status" AS ENUM ('submitted', 'needs_more', 'recorded', 'disputed', 'confirmed', 'rejected', 'expired', 'reversed');

ALTER TABLE "public"."offline_payments" ADD COLUMN "status" public.offline_payment_status NOT NULL;

CREATE TYPE "public"."payee_account_status" AS ENUM ('proposed', 'approved', 'declined', 'retired');

ALTER TABLE "public"."payee_accounts" ADD COLUMN "status" public.payee_account_status NOT NULL DEFAULT 'proposed'::public.payee_account_status;

CREATE TYPE "public"."payee_name_check" AS ENUM ('not_checked', 'matches', 'differs');

ALTER TABLE "public"."payee_accounts" ADD COLUMN "name_check" public.payee_name_check NOT NULL;

ALTER TABLE "private"."authorization_tokens" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "private"."dispute_polls" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "private"."offline_waiting_days" ADD COLUMN "method" public.payment_method NOT NULL;

ALTER TABLE "private"."provider_settlements" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "private"."provider_transactions" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "private"."reconciliations" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "private"."virtual_account_keys" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "public"."disputes" ADD COLUMN "method" public.payment_method NOT NULL;

ALTER TABLE "public"."offline_payments" ADD COLUMN "method" public.payment_method NOT NULL;

ALTER TABLE "public"."payee_accounts" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "public"."payouts" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "public"."principal_moves" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "public"."provider_balances" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "public"."refunds" ADD COLUMN "method" public.payment_method NOT NULL;

ALTER TABLE "public"."saved_authorizations" ADD COLUMN "provider" public.payment_method NOT NULL;

ALTER TABLE "public"."virtual_accounts" ADD COLUMN "provider" public.payment_method NOT NULL;

CREATE TYPE "public"."payout_status" AS ENUM ('requested', 'approved', 'sending', 'pending', 'paid', 'failed', 'reversed', 'needs_attention', 'declined', 'withdrawn');

ALTER TABLE "public"."payouts" ADD COLUMN "status" public.payout_status NOT NULL DEFAULT 'requested'::public.payout_status;

CREATE TYPE "public"."principal_move_kind" AS ENUM ('collected', 'collection_reversed', 'collection_returned', 'remitted', 'remittance_reversed');

ALTER TABLE "public"."principal_moves" ADD COLUMN "kind" public.principal_move_kind NOT NULL;

CREATE TYPE "public"."refund_status" AS ENUM ('requested', 'approved', 'sending', 'pending', 'succeeded', 'failed', 'needs_attention', 'declined', 'withdrawn');

ALTER TABLE "public"."refunds" ADD COLUMN "status" public.refund_status NOT NULL;

CREATE TYPE "public"."refund_way" AS ENUM ('provider', 'by_hand');

ALTER TABLE "public"."refunds" ADD COLUMN "way" public.refund_way NOT NULL;

CREATE TYPE "public"."return_kind" AS ENUM ('refund', 'chargeback');

ALTER TABLE "public"."payment_returns" ADD COLUMN "kind" public.return_kind NOT NULL;

CREATE TYPE "public"."statement_date_order" AS ENUM ('day_first', 'month_first');

ALTER TABLE "public"."statement_accounts" ADD COLUMN "date_order" public.statement_date_order NOT NULL DEFAULT 'day_first'::public.statement_date_order;

CREATE TYPE "public"."virtual_account_status" AS ENUM ('wanted', 'open', 'refused');

ALTER TABLE "public"."virtual_accounts" ADD COLUMN "status" public.virtual_account_status NOT NULL DEFAULT 'wanted'::public.virtual_account_status;

CREATE OR REPLACE FUNCTION private.accept_offline_payment(offline public.offline_payments, amount_kobo public.kobo, received_on public.calendar_date)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payment public.payments;
  charge_ids uuid[] := array(select item.charge_id from public.payment_items as item where item.payment_id = offline.payment_id);
  accepted public.offline_payments;
begin
  select p.* into strict payment from public.payments as p where p.id = offline.payment_id for update;
  if amount_kobo <> payment.amount_kobo then
    -- Nothing that was said is edited: a payment of what came takes its place. Less than was said leaves the charges
    -- part paid, more pays what is open of them and is credit beyond that.
    if payment.status not in ('failed', 'abandoned') then
      perform private.move_payment(payment.id, 'failed', format('₦%s came and not ₦%s',
        to_char(amount_kobo / 100.0, 'FM999,999,999,999,990.00'), to_char(payment.amount_kobo / 100.0, 'FM999,999,999,999,990.00')));
    end if;
    perform private.lock_charges(charge_ids);
    payment := private.begin_offline_payment(payment.payer_id, charge_ids, payment.method, amount_kobo);
  end if;
  perform private.begin_move('offline_payment', offline.id, format('₦%s came on %s', to_char(amount_kobo / 100.0, 'FM999,999,999,999,990.00'), received_on));
  update public.offline_payments as o
  set status = 'confirmed', payment_id = payment.id, confirmed_kobo = amount_kobo, received_on = received_on,
    decided_by = auth.uid(), decided_at = now(), decision = null, answer_by = null
  where o.id = offline.id
  returning o.* into accepted;
  return accepted;
end
$function$
;

CREATE OR REPLACE FUNCTION private.accept_tenancy(tenancy_id uuid)
 RETURNS public.tenancies
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_own_tenancy(tenancy_id);
begin
  if tenancy.status not in ('cancelled', 'ended', 'passed_on') then
    update public.tenancy_parties as party
    set accepted_at = now()
    from public.tenants as tenant
    where party.tenancy_id = tenancy.id and tenant.id = party.tenant_id
      and tenant.user_id = (select auth.uid()) and party.accepted_at is null;
  end if;
  -- Parties without an account cannot accept here; those with one all must.
  if tenancy.status = 'offered' and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    tenancy := private.begin_tenancy(tenancy, 'Accepted by every tenant with an account');
  end if;
  return tenancy;
end
$function$
;

CREATE OR REPLACE FUNCTION private.account_for_charge(kind public.charge_kind, sale_id uuid)
 RETURNS public.ledger_account_kind
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  -- What was held of a sale became income when it was closed.
  if sale_id is not null and exists (select from public.sales as sale where sale.id = sale_id and sale.status = 'closed') then
    return 'sale_income'::public.ledger_account_kind;
  end if;
  return case kind
    when 'rent' then 'rent_income'::public.ledger_account_kind
    when 'service_charge' then 'service_charge_held'
    when 'caution_deposit' then 'deposits_held'
    when 'agency_fee' then 'fee_income'
    when 'legal_fee' then 'fee_income'
    when 'agreement_fee' then 'fee_income'
    when 'application_fee' then 'fee_income'
    when 'sale_deposit' then 'sale_held'
    when 'sale_balance' then 'sale_held'
    else 'other_income'
  end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.acknowledge_payment(offline_payment_id uuid)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  offline public.offline_payments := private.lock_recorded_payment(offline_payment_id);
begin
  if offline.status = 'confirmed' then
    return offline;
  end if;
  if offline.status not in ('recorded', 'disputed') then
    perform private.refuse_decided(offline);
  end if;
  if offline.status = 'disputed' and offline.decided_by is distinct from auth.uid() then
    perform private.raise_problem('offline_payment.disputed', 'Cannot acknowledge it: another payer disputes it, so the platform''s staff will decide', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  -- Whoever the payee's side put into the tenancy afterwards, or who never agreed to it, cannot speak for the tenants.
  if exists (select from public.payments as payment where payment.id = offline.payment_id and payment.tenancy_id is not null)
    and not exists (
      select from public.payments as payment
      join public.tenancy_parties as party on party.tenancy_id = payment.tenancy_id and party.accepted_at < offline.created_at
      join public.tenants as tenant on tenant.id = party.tenant_id and tenant.user_id = auth.uid()
      where payment.id = offline.payment_id) then
    perform private.raise_problem('offline_payment.not_agreed',
      'Cannot acknowledge it: you had not accepted the tenancy when it was recorded', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return private.accept_offline_payment(offline, offline.claimed_kobo, offline.paid_on);
end
$function$
;

CREATE OR REPLACE FUNCTION private.add_charge_schedule(tenancy_id uuid, kind public.charge_kind, amount_kobo public.kobo, period public.price_period, first_on public.calendar_date, until_on public.calendar_date, advance_periods integer, due_days_before integer, due_on_day integer, payer_id uuid, label text, client_id uuid)
 RETURNS public.charge_schedules
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  schedule public.charge_schedules;
  begins date;
  ends date;
begin
  -- Locked before it is read, so that it does not end meanwhile.
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id for key share;
  perform private.require_collecting(tenancy);
  if kind = 'rent' then
    perform private.refuse_schedule_terms('kind', 'must be another than rent, which is agreed by the tenancy');
  end if;
  perform private.require_schedule_terms(
    tenancy, kind, amount_kobo, period, advance_periods, due_days_before, due_on_day, payer_id, label);
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot add a schedule: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  begins := coalesce(first_on, case when tenancy.is_in_force then greatest(tenancy.starts_on, private.lagos_date()) else tenancy.starts_on end);
  -- Without a last day it ends with the term, and goes on while the tenants do.
  ends := case when period is null then begins + 1 else coalesce(until_on, greatest(begins, tenancy.ends_on)) end;
  if begins < tenancy.starts_on or (begins >= tenancy.ends_on and first_on is not null and until_on is not null)
    or begins > date '2199-01-01' then
    perform private.refuse_schedule_terms('first_on', 'must lie within the term of the tenancy');
  end if;
  if until_on is not null and (until_on <= begins or until_on > tenancy.ends_on or period is null) then
    perform private.refuse_schedule_terms('until_on',
      'must come after first_on and not after the term of the tenancy; what is charged once has none');
  end if;
  if client_id is not null then
    select s.* into schedule from public.charge_schedules as s where s.org_id = tenancy.org_id and s.client_id = client_id;
    if found then
      return private.same_schedule(schedule, tenancy.id, kind, amount_kobo * advance_periods,
        private.period_length(period) * advance_periods, private.due_days(due_days_before, due_on_day));
    end if;
  end if;
  if (select count(*) >= 50 from public.charge_schedules as s
      where s.org_id = tenancy.org_id and s.tenancy_id = tenancy.id and s.next_on is not null) then
    perform private.raise_problem('charge_schedule.too_many', 'Cannot add a schedule: the tenancy has 50, end one first', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  insert into public.charge_schedules as made (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, client_id)
  values (
    tenancy.org_id, tenancy.id, kind, amount_kobo * advance_periods, private.period_length(period) * advance_periods,
    begins, ends, private.due_days(due_days_before, due_on_day), period is not null and until_on is null,
    btrim(label), payer_id, client_id)
  on conflict do nothing
  returning made.* into schedule;
  if not found then
    -- Sent twice at once: the twin has been committed.
    select s.* into strict schedule from public.charge_schedules as s where s.org_id = tenancy.org_id and s.client_id = client_id;
    return private.same_schedule(schedule, tenancy.id, kind, amount_kobo * advance_periods,
      private.period_length(period) * advance_periods, private.due_days(due_days_before, due_on_day));
  end if;
  if tenancy.is_in_force then
    perform private.generate_charges(private.lagos_date(), tenancy.id);
    select s.* into strict schedule from public.charge_schedules as s where s.id = schedule.id;
  end if;
  return schedule;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_application_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.status = 'offered' and new.status in ('withdrawn', 'declined', 'expired') then
    perform private.end_offer_of_application(new);
  end if;
  if new.status in ('withdrawn', 'declined', 'expired') then
    perform private.close_application_fees(new);
  end if;
  perform private.notify_application(new);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_charges_posted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from posted) then
    return null;
  end if;
  -- A charge that another one takes back says so itself.
  if exists (select from posted where posted.reverses_id is not null) then
    update public.charges as charge set is_reversed = true
    from posted where charge.id = posted.reverses_id;
  end if;
  -- Accounts are made in one order by everyone, so that two postings cannot wait for each other.
  insert into public.ledger_accounts (org_id, kind)
  select wanted.org_id, wanted.kind
  from (
    select distinct posted.org_id, side.kind
    from posted
    cross join lateral (values
      (private.receivable_for_charge(posted.kind)), (private.account_for_charge(posted.kind, posted.sale_id))
    ) as side (kind)
  ) as wanted
  where not exists (
    select from public.ledger_accounts as account where account.org_id = wanted.org_id and account.kind = wanted.kind)
  order by wanted.org_id, wanted.kind
  on conflict do nothing;
  -- Entries and lines go one way from the charges, without being joined to each other: as fast for ten thousand as
  -- for one, whichever of them the plan was made for.
  with demand as materialized (
    select private.uuid_v7() as entry_id, posted.id, posted.org_id, posted.created_at, posted.description, posted.amount_kobo,
      private.receivable_for_charge(posted.kind) as receivable, private.account_for_charge(posted.kind, posted.sale_id) as income
    from posted
  ),
  entry as (
    insert into public.ledger_entries (id, org_id, kind, source_id, occurred_at, description)
    select demand.entry_id, demand.org_id, 'charge', demand.id, demand.created_at, demand.description from demand
  )
  insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
  select demand.entry_id, side.line_no, demand.org_id, account.id, side.debit_kobo, side.credit_kobo
  from demand
  cross join lateral (values
    (1, demand.receivable, greatest(demand.amount_kobo, 0), greatest(-demand.amount_kobo, 0)),
    (2, demand.income, greatest(-demand.amount_kobo, 0), greatest(demand.amount_kobo, 0))
  ) as side (line_no, account, debit_kobo, credit_kobo)
  join public.ledger_accounts as account on account.org_id = demand.org_id and account.kind = side.account;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_credit_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.note_money_left_behind(new.tenancy_id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_decline(plan public.autopay_plans, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  retry smallint := (select rule.days from private.autopay_days as rule where rule.step = 'retry_' || (plan.declines + 1));
  declined public.autopay_plans;
begin
  if (select autopay.status = 'ended' from public.autopays as autopay where autopay.id = plan.autopay_id) then
    -- Stopped while the bank was asked.
    update public.autopay_plans as p
    set status = 'dropped', declines = p.declines + 1, last_answer = left(after_decline.reason, 300) where p.id = plan.id;
    return;
  end if;
  update public.autopay_plans as p
  set declines = p.declines + 1, last_answer = left(after_decline.reason, 300),
    status = case when retry is null then 'given_up' else 'announced' end::public.autopay_plan_status,
    take_on = case when retry is null then p.take_on else greatest(p.first_tried_on + retry, private.lagos_date() + 1) end
  where p.id = plan.id
  returning p.* into declined;
  if retry is null then
    perform private.pause_autopay(plan.autopay_id, 'declined');
  else
    perform private.tell_of_plan(declined, 'autopay_declined', 'Your bank declined autopay: it is tried again',
      jsonb_build_object('reason', declined.last_answer));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_deposit_return_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.status = 'confirmed' and not new.is_booked then
    perform private.post_entry(
      new.org_id, 'deposit_returned', new.id, (new.returned_on + time '12:00') at time zone 'Africa/Lagos', 'A deposit given back',
      array[
        row('deposits_held', new.amount_kobo, 0)::private.ledger_posting,
        row('bank', 0, new.amount_kobo)::private.ledger_posting
      ]);
    update public.deposit_returns as given set is_booked = true where given.id = new.id;
  elsif new.status = 'reversed' and new.is_booked then
    perform private.post_entry(
      new.org_id, 'deposit_return_reversed', new.id, now(), 'Taken back: a deposit that was not given back',
      array[
        row('bank', new.amount_kobo, 0)::private.ledger_posting,
        row('deposits_held', 0, new.amount_kobo)::private.ledger_posting
      ]);
    update public.deposit_returns as given set is_booked = false where given.id = new.id;
  elsif new.status = 'disputed' then
    perform private.note_payment_exception('deposit_return_disputed', null, new.id::text, null, null,
      jsonb_build_object('deposit_return_id', new.id, 'tenancy_id', new.tenancy_id, 'amount_kobo', new.amount_kobo, 'reason', new.decision));
  end if;
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'money.read')
      union
      select private.tenancy_users(new.tenancy_id)
    ),
    new.org_id, 'deposit_return_' || new.status,
    case new.status
      when 'recorded' then 'A deposit was given back: say if that is not so'
      when 'confirmed' then 'A deposit is back with the tenants'
      when 'disputed' then 'A tenant says that a deposit was not given back'
      else 'A deposit was not given back after all' end,
    new.tenancy_id,
    jsonb_build_object('deposit_return_id', new.id, 'amount_kobo', new.amount_kobo, 'method', new.method, 'returned_on', new.returned_on,
      'answer_by', new.answer_by, 'reason', new.decision),
    but_not => (select auth.uid()));
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_dispute_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.status = 'lost' and new.amount_kobo > new.excess_kobo then
    perform private.return_money(
      new.payment_id, 'chargeback', new.id, new.amount_kobo - new.excess_kobo, coalesce(new.resolved_at, now()),
      private.money_account(new.method));
  end if;
  if new.status in ('answered', 'won', 'lost') then
    update private.dispute_answers as sent set next_at = null where sent.dispute_id = new.id;
  end if;
  perform private.hold_refunds(new);
  perform private.notify_dispute(new);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_offline_payment_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  payment public.payments;
  from_status public.offline_payment_status;
begin
  if tg_op = 'UPDATE' then
    from_status := old.status;
  end if;
  select p.* into strict payment from public.payments as p where p.id = new.payment_id for update;
  -- The payment goes along; one that is confirmed settles, and whoever settles it tells both sides.
  if new.status in ('submitted', 'recorded') and payment.status in ('created', 'abandoned') then
    perform private.move_payment(payment.id, 'pending', case new.source
      when 'payer' then 'Reported by the payer' else 'Recorded by the payee''s side' end);
  elsif new.status = 'rejected' then
    perform private.move_payment(payment.id, 'failed', new.decision);
  elsif new.status = 'expired' then
    perform private.move_payment(payment.id, 'abandoned', 'Nobody confirmed it in time');
  elsif new.status = 'confirmed' then
    perform private.settle_offline_payment(new, payment);
  elsif new.status = 'reversed' then
    -- What it paid is open again, and its entry is taken back: private.after_payment_moved().
    perform private.lock_charges(array(
      select allocation.charge_id from public.payment_allocations as allocation where allocation.payment_id = payment.id));
    perform private.move_payment(payment.id, 'reversed', new.decision);
    perform private.free_statement_row(new.id);
  end if;
  -- Staff decide what is disputed, and look at what was taken back.
  if new.status in ('disputed', 'reversed') then
    perform private.note_payment_exception(
      (case new.status when 'disputed' then 'offline_disputed' else 'offline_taken_back' end)::public.payment_exception_kind,
      new.method, payment.reference, payment.reference, payment.id,
      jsonb_build_object('offline_payment_id', new.id, 'claimed_kobo', new.claimed_kobo, 'reason', new.decision));
  end if;
  perform private.notify_offline_payment(new, from_status);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_payee_account_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.status in ('declined', 'retired') then
    delete from private.payee_numbers as known where known.payee_account_id = new.id;
    perform private.withdraw_payouts_to(new);
  end if;
  perform private.notify_payee_account(new);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_payment_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.sum_up_charges_of_payment(new.id);
  if new.status = 'reversed' then
    perform private.stop_refunds(new);
    perform private.book_reversed_payment(new);
    perform private.drop_credit(new.id);
    perform private.drop_certificate(new.id);
    perform private.void_receipts_of_payment(new.id,
      coalesce(nullif(current_setting('estate.move_reason', true), ''), 'The payment was taken back'), (select auth.uid()));
  else
    -- The receipts' counter is locked here, after all that can be done before it; who is told is told their numbers.
    perform private.issue_receipts(new);
    perform private.notify_payment(new);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_payout_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  from_status public.payout_status := case when tg_op = 'UPDATE' then old.status end;
begin
  if new.status = 'approved' and from_status = 'requested' then
    insert into private.payout_sends (payout_id, org_id, next_at) values (new.id, new.org_id, now());
    perform private.wake_jobs();
  elsif new.status = 'paid' then
    if new.mandate_id is null then
      perform private.book_payout(new);
    else
      perform private.book_remittance(new, false);
    end if;
  elsif new.status = 'reversed' and from_status = 'paid' then
    if new.mandate_id is null then
      perform private.book_returned_payout(new);
    else
      perform private.book_remittance(new, true);
    end if;
  end if;
  if new.status in ('paid', 'failed', 'reversed', 'declined', 'withdrawn') then
    update private.payout_sends as send set next_at = null where send.payout_id = new.id;
  end if;
  perform private.notify_payout(new, from_status);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_receipts_issued()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into private.receipt_papers (org_id, receipt_id, is_void)
  select issued.org_id, issued.id, false from issued
  on conflict do nothing;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_refund_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  from_status public.refund_status;
begin
  if tg_op = 'UPDATE' then
    from_status := old.status;
  end if;
  if new.status = 'succeeded' then
    perform private.book_refund(new);
  end if;
  if new.way = 'provider' then
    insert into private.refund_checks as checked (refund_id, next_at)
    values (new.id, case when new.status in ('approved', 'pending', 'needs_attention') then now() end)
    on conflict on constraint refund_checks_pkey do update
    set next_at = case new.status
        when 'approved' then greatest(excluded.next_at, checked.next_at)
        -- The provider's answer is waited for: see private.claim_refunds().
        when 'sending' then checked.next_at
        when 'pending' then now() + interval '10 minutes'
        when 'needs_attention' then now() + interval '1 hour'
      end,
      times_asked = case when new.status = 'sending' then 0 else checked.times_asked end;
    if new.status = 'approved' then
      perform private.wake_jobs();
    end if;
  end if;
  if new.status = 'needs_attention' then
    perform private.note_refund_exception('refund_stuck', new);
  end if;
  if from_status is null and new.status = 'pending' then
    perform private.note_refund_exception('foreign_refund', new);
  end if;
  perform private.notify_refund(new, from_status);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.after_tenancy_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.status = 'active' then
    perform private.schedule_rent(new);
    if old.status = 'offered' then
      perform private.notify_tenancy(new);
    end if;
  elsif new.status = 'cancelled' then
    perform private.reopen_listing_of_offer(new);
  elsif new.status in ('holding_over', 'ended') then
    perform private.notify_tenancy_end(new);
  end if;
  if new.status = 'ended' then
    perform private.note_deposit_due(new);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.allow_autopay(tenancy_id uuid, authorization_id uuid, kinds public.charge_kind[], most_per_charge_kobo public.kobo, most_per_month_kobo public.kobo, day_offset integer, consent_version text, consent_language text)
 RETURNS public.autopays
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payer uuid := (select auth.uid());
  tenancy public.tenancies;
  saved public.saved_authorizations;
  agreed uuid;
  chosen public.charge_kind[] := array(select distinct kind from unnest(kinds) as kind order by kind);
  allowed public.autopays;
begin
  -- The tenants of a home come one after the other, and until this is through their tenancy does not end.
  select t.* into tenancy from public.tenancies as t
  where t.id = tenancy_id and t.id in (select person.tenancy_id from private.tenancy_people as person where person.user_id = payer)
  for no key update;
  if tenancy.id is null then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among yours', 404, jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot allow autopay: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_autopay_terms(kinds, most_per_charge_kobo, most_per_month_kobo, day_offset);
  perform private.require_consent_text('autopay', consent_version, consent_language);
  select s.* into saved from public.saved_authorizations as s where s.id = authorization_id and s.user_id = payer for key share;
  if saved.id is null then
    perform private.raise_problem('saved_authorization.not_found', 'Cannot find the card among those that you saved', 404,
      jsonb_build_object('field', 'authorization_id'));
  end if;
  if saved.status <> 'usable' or coalesce(saved.expires_on < private.lagos_date(), false) then
    perform private.raise_problem('saved_authorization.unusable', 'Cannot charge this card: it was removed, refused or has expired', 409,
      jsonb_build_object('field', 'authorization_id'));
  end if;
  insert into public.payer_consents as consent (org_id, user_id, purpose, version, language, tenancy_id)
  values (tenancy.org_id, payer, 'autopay', consent_version, consent_language, tenancy.id)
  returning consent.id into agreed;
  select autopay.* into allowed from public.autopays as autopay
  where autopay.tenancy_id = tenancy.id and autopay.status <> 'ended' for no key update;
  if allowed.id is null then
    insert into public.autopays as autopay (
      org_id, tenancy_id, user_id, authorization_id, consent_id, kinds, most_per_charge_kobo, most_per_month_kobo, day_offset)
    values (tenancy.org_id, tenancy.id, payer, saved.id, agreed, chosen, most_per_charge_kobo, most_per_month_kobo, day_offset)
    returning autopay.* into allowed;
  elsif allowed.user_id = payer then
    update public.autopays as autopay
    set authorization_id = saved.id, consent_id = agreed, kinds = chosen, most_per_charge_kobo = most_per_charge_kobo,
      most_per_month_kobo = most_per_month_kobo, day_offset = day_offset, status = 'on', paused_because = null
    where autopay.id = allowed.id
    returning autopay.* into allowed;
  else
    perform private.raise_problem('autopay.taken', 'Cannot allow autopay: another tenant of the home pays by it', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- What was planned under other terms is planned anew, with its days of notice.
  delete from public.autopay_plans as plan where plan.autopay_id = allowed.id and plan.status in ('announced', 'over_limit', 'given_up');
  return allowed;
end
$function$
;

CREATE OR REPLACE FUNCTION private.announce_autopay(batch integer DEFAULT 100)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  notice smallint := (select rule.days from private.autopay_days as rule where rule.step = 'notice');
  today date := private.lagos_date();
  made public.autopay_plans;
  done integer := 0;
begin
  for made in
    insert into public.autopay_plans as plan (org_id, autopay_id, user_id, tenancy_id, charge_id, status, amount_kobo, take_on)
    select autopay.org_id, autopay.id, autopay.user_id, autopay.tenancy_id, charge.id,
      case when open.kobo > autopay.most_per_charge_kobo then 'over_limit' else 'announced' end::public.autopay_plan_status,
      open.kobo, greatest(charge.due_on + autopay.day_offset, today + notice)
    from public.autopays as autopay
    join public.tenancies as tenancy on tenancy.id = autopay.tenancy_id and tenancy.is_in_force
    join public.charges as charge on charge.tenancy_id = autopay.tenancy_id and charge.kind = any (autopay.kinds)
    cross join lateral (
      select charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo as kobo
    ) as open
    where autopay.status = 'on' and charge.reverses_id is null and not charge.is_reversed and open.kobo > 0
      and charge.due_on + autopay.day_offset - notice <= today
      and not exists (select from public.autopay_plans as known where known.autopay_id = autopay.id and known.charge_id = charge.id)
    order by autopay.id, charge.id
    limit batch
    on conflict (autopay_id, charge_id) do nothing
    returning plan.*
  loop
    done := done + 1;
    perform private.tell_of_plan(made,
      case made.status when 'announced' then 'autopay_announced' else 'autopay_over_limit' end,
      case made.status when 'announced' then 'Autopay is going to charge your card' else 'Autopay takes no charge over your limit: pay it yourself' end);
  end loop;
  return done;
end
$function$
;

CREATE OR REPLACE FUNCTION private.answer_dispute(dispute_id uuid, answer public.dispute_answer, note text, document_id uuid)
 RETURNS public.disputes
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  dispute public.disputes;
  said text;
begin
  select d.* into dispute from public.disputes as d
  where d.id = dispute_id and (d.org_id in (select private.my_org_ids('money.read')) or private.is_staff());
  if dispute.id is null then
    perform private.raise_problem('dispute.not_found', 'Cannot find the dispute among those of your organizations', 404,
      jsonb_build_object('field', 'dispute_id'));
  end if;
  if not private.is_staff() then
    perform private.require_permission(dispute.org_id, 'money.confirm');
  end if;
  if auth.uid() in (select private.payment_payers(dispute.payment_id)) then
    perform private.raise_problem('dispute.own', 'You cannot answer this dispute: it is your own payment', 403,
      jsonb_build_object('field', 'dispute_id'));
  end if;
  if answer is null then
    perform private.raise_problem('dispute.bad_answer', 'Cannot answer the dispute: say accept or contest', 400,
      jsonb_build_object('field', 'answer'));
  end if;
  if note is null or length(btrim(note)) not between 3 and 1000 then
    perform private.raise_problem('dispute.bad_answer', 'Cannot answer the dispute: say in 3 to 1,000 characters what shows it', 400,
      jsonb_build_object('field', 'note'));
  end if;
  said := btrim(note);
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = document_id and document.org_id = dispute.org_id and document.tenancy_id = dispute.subject_id and document.retired_at is null
  ) then
    perform private.raise_problem('dispute.bad_answer', 'Cannot answer the dispute: document_id must be a paper of the tenancy', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  perform from public.payments as payment where payment.id = dispute.payment_id for update;
  select d.* into strict dispute from public.disputes as d where d.id = dispute_id for update;
  if dispute.answer is not distinct from answer and dispute.answer_note is not distinct from said
    and dispute.document_id is not distinct from document_id then
    return dispute;
  end if;
  if dispute.status <> 'open' then
    perform private.raise_problem('dispute.already_answered', format('Cannot answer the dispute: it is %s', dispute.status), 409,
      jsonb_build_object('field', 'dispute_id', 'status', dispute.status));
  end if;
  update public.disputes as d
  set answer = answer, answer_note = said, document_id = document_id, answered_by = auth.uid(), answered_at = now()
  where d.id = dispute.id
  returning d.* into dispute;
  insert into private.dispute_answers as sent (dispute_id, next_at) values (dispute.id, now())
  on conflict on constraint dispute_answers_pkey do update set next_at = excluded.next_at, attempts = 0, last_error = null;
  perform private.wake_jobs();
  return dispute;
end
$function$
;

CREATE OR REPLACE FUNCTION private.approve_payee_account(payee_account_id uuid)
 RETURNS public.payee_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  account public.payee_accounts := private.lock_payee_account(payee_account_id);
begin
  if account.status = 'approved' and account.decided_by is not distinct from auth.uid() then
    return account;
  end if;
  if account.status <> 'proposed' then
    perform private.refuse_decided_account(account);
  end if;
  if account.proposed_by is not distinct from auth.uid() then
    perform private.raise_problem('payee_account.own', 'You added this bank account: somebody else has to approve it', 403,
      jsonb_build_object('field', 'payee_account_id'));
  end if;
  return private.move_payee_account(account.id, 'approved', auth.uid());
end
$function$
;

CREATE OR REPLACE FUNCTION private.approve_payout(payout_id uuid)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payout public.payouts;
begin
  -- The account before the payout, as whoever retires the account does.
  perform from public.payee_accounts as account
  where account.id = (
    select asked.payee_account_id from public.payouts as asked
    where asked.id = payout_id and asked.org_id in (select private.my_org_ids('money.read')))
  for share;
  payout := private.lock_payout(payout_id);
  if payout.status <> 'requested' then
    if payout.status not in ('declined', 'withdrawn') and payout.decided_by is not distinct from auth.uid() then
      return payout;
    end if;
    perform private.refuse_decided_payout(payout);
  end if;
  if payout.requested_by is not distinct from auth.uid() then
    perform private.raise_problem('payout.own', 'You asked for this payout: somebody else has to approve it', 403,
      jsonb_build_object('field', 'payout_id'));
  end if;
  perform private.payable_account(payout.payee_org_id, payout.payee_account_id);
  return private.set_payout_status(payout.id, 'approved', auth.uid());
end
$function$
;

CREATE OR REPLACE FUNCTION private.approve_refund(refund_id uuid, i_am_alone boolean)
 RETURNS public.refunds
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  is_alone boolean := private.require_second_person(refund, i_am_alone);
  approved public.refunds;
begin
  if refund.status in ('approved', 'sending', 'pending', 'succeeded') and coalesce(refund.approved_by = auth.uid(), false) then
    return refund;
  end if;
  if refund.status <> 'requested' then
    perform private.refuse_moved_refund(refund);
  end if;
  if private.has_open_dispute(refund.payment_id) then
    perform private.raise_problem('refund.disputed',
      'Cannot approve the refund: the payer''s bank disputes the payment, and would give the money back once more', 409,
      jsonb_build_object('field', 'refund_id'));
  end if;
  perform private.begin_move('refund', refund.id, case when is_alone then 'Approved by the only member who may' else 'Approved' end);
  update public.refunds as r
  set status = 'approved', approved_by = auth.uid(), approved_alone = is_alone, approved_at = now()
  where r.id = refund.id
  returning r.* into approved;
  if refund.way = 'provider' then
    -- Whoever asks for a payout at the same moment waits here, and then sees what this one left.
    perform from public.organizations as organization where organization.id = private.refund_holder(refund.payment_id) for no key update;
    if not private.holds_enough(private.refund_holder(refund.payment_id), refund.method) then
      perform private.raise_problem('refund.not_enough',
        'Cannot approve the refund: the provider does not hold so much for you any more. Withdraw it, and give the money back by hand', 409,
        jsonb_build_object('field', 'refund_id'));
    end if;
  end if;
  return approved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.ask_for_proof(offline_payment_id uuid, question text)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id);
  said text;
begin
  perform private.require_decider(offline);
  said := private.check_decision('question', question);
  if offline.status = 'needs_more' and offline.decision is not distinct from said then
    return offline;
  end if;
  if offline.status <> 'submitted' then
    perform private.refuse_decided(offline);
  end if;
  return private.set_offline_status(offline, 'needs_more', said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.ask_virtual_account(tenancy_id uuid, provider public.payment_method)
 RETURNS public.virtual_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  account public.virtual_accounts;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id for key share;
  if not exists (
    select from private.tenancy_people as person where person.tenancy_id = tenancy_id and person.user_id = (select auth.uid())
  ) then
    perform private.require_collecting(tenancy);
  end if;
  if provider is null or provider not in ('paystack', 'flutterwave') then
    perform private.raise_problem('payment.not_online', 'Cannot ask for an account number: choose an online provider', 400,
      jsonb_build_object('field', 'provider'));
  end if;
  if provider = 'flutterwave' then
    perform private.raise_problem('virtual_account.needs_identity',
      'Cannot ask for an account number: Flutterwave wants the BVN of its holder, which nobody gives here; ask for one with Paystack', 409,
      jsonb_build_object('field', 'provider'));
  end if;
  if not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot ask for an account number: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  insert into public.virtual_accounts as made (org_id, tenancy_id, provider, asked_by)
  values (tenancy.org_id, tenancy.id, provider, (select auth.uid()))
  on conflict on constraint virtual_accounts_tenancy_id_provider_key do nothing
  returning made.* into account;
  if account.id is not null then
    insert into private.virtual_account_keys (virtual_account_id, org_id, provider) values (account.id, account.org_id, provider);
    perform private.wake_jobs();
    return account;
  end if;
  select known.* into strict account from public.virtual_accounts as known
  where known.tenancy_id = tenancy_id and known.provider = provider for no key update;
  if account.status = 'refused' then
    -- What was in the way may be gone: asked again.
    update public.virtual_accounts as known set status = 'wanted', refusal = null where known.id = account.id returning known.* into account;
    update private.virtual_account_keys as key set next_try_at = now(), tries = 0, last_error = null where key.virtual_account_id = account.id;
    perform private.wake_jobs();
  end if;
  return account;
end
$function$
;

CREATE OR REPLACE FUNCTION private.autopay_waits()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (
    select from public.autopay_plans as plan
    join public.autopays as autopay on autopay.id = plan.autopay_id and autopay.status = 'on'
    where plan.status = 'announced' and plan.take_on <= private.lagos_date() and plan.not_before <= now()
  ) or exists (
    select from public.autopay_plans as plan
    join public.payments as payment on payment.id = plan.payment_id
    where plan.status in ('trying', 'waiting_for_payer') and payment.status in ('succeeded', 'reversed', 'failed', 'abandoned')
  )
$function$
;

CREATE OR REPLACE FUNCTION private.begin_autopay_attempt(plan public.autopay_plans, autopay public.autopays, saved public.saved_authorizations)
 RETURNS public.payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  today date := private.lagos_date();
  begun public.payments;
  open_kobo bigint;
begin
  -- From here on nothing about the charge changes until the payment is written.
  perform private.lock_charges(array[plan.charge_id]);
  if not exists (
    select from private.tenancy_people as person
    join public.tenancies as tenancy on tenancy.id = person.tenancy_id and tenancy.is_in_force
    where person.user_id = plan.user_id and person.tenancy_id = plan.tenancy_id
  ) then
    perform private.end_autopay(autopay.id);
    return null;
  end if;
  select balance.payable_kobo into strict open_kobo from public.charge_balances as balance where balance.charge_id = plan.charge_id;
  if open_kobo = 0 then
    update public.autopay_plans as p set status = 'dropped' where p.id = plan.id;
    return null;
  end if;
  if coalesce(saved.expires_on < today, false) then
    perform private.pause_autopay(autopay.id, 'card_expired');
    return null;
  end if;
  -- A try that the provider never heard of is taken up with its own reference.
  select payment.* into begun
  from private.autopay_attempts as attempt
  join public.payments as payment on payment.org_id = attempt.org_id and payment.id = attempt.payment_id
  where attempt.payment_id = plan.payment_id and attempt.state = 'not_sent' and payment.status = 'created';
  if exists (
    select from public.payment_items as item
    join public.payments as payment on payment.org_id = item.org_id and payment.id = item.payment_id
    where item.charge_id = plan.charge_id and payment.status in ('created', 'pending', 'needs_review')
      and payment.id is distinct from begun.id
  ) then
    -- An open checkout, a transfer that was reported, or money of which a person decides: it may pay the charge.
    update public.autopay_plans as p set not_before = now() + interval '30 minutes' where p.id = plan.id;
    return null;
  end if;
  if open_kobo > plan.amount_kobo then
    -- More is open than the payer was told: they are told anew.
    update public.autopay_plans as p
    set amount_kobo = open_kobo, take_on = today + (select rule.days from private.autopay_days as rule where rule.step = 'notice')
    where p.id = plan.id returning p.* into plan;
    perform private.tell_of_plan(plan, 'autopay_announced', 'Autopay is going to charge your card');
    return null;
  end if;
  if begun.id is not null then
    if begun.amount_kobo = open_kobo and begun.method = saved.provider then
      update private.autopay_attempts as attempt set state = 'sending' where attempt.payment_id = begun.id;
      update public.autopay_plans as p set status = 'trying' where p.id = plan.id;
      return begun;
    end if;
    perform private.move_payment(begun.id, 'failed', 'The provider never heard of it, and something else is owed now');
    delete from private.autopay_attempts as attempt where attempt.payment_id = begun.id;
  end if;
  if open_kobo > autopay.most_per_charge_kobo or private.taken_this_month(autopay.id) + open_kobo > autopay.most_per_month_kobo then
    update public.autopay_plans as p set status = 'over_limit' where p.id = plan.id;
    perform private.tell_of_plan(plan, 'autopay_over_limit', 'Autopay takes no charge over your limit: pay it yourself');
    return null;
  end if;
  if exists (select from private.autopay_attempts as attempt where attempt.charge_id = plan.charge_id and attempt.tried_on = today) then
    update public.autopay_plans as p set take_on = today + 1 where p.id = plan.id;
    return null;
  end if;
  insert into public.payments as made (org_id, tenancy_id, payer_id, method, reference, amount_kobo, mandate_id)
  values (plan.org_id, plan.tenancy_id, plan.user_id, saved.provider,
    'AUT-' || upper(encode(extensions.gen_random_bytes(12), 'hex')), open_kobo, private.collecting_mandate(plan.tenancy_id))
  returning made.* into begun;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  values (plan.org_id, begun.id, plan.charge_id, open_kobo);
  insert into private.autopay_attempts (payment_id, org_id, autopay_id, charge_id, tried_on)
  values (begun.id, plan.org_id, autopay.id, plan.charge_id, today);
  update public.autopay_plans as p
  set status = 'trying', payment_id = begun.id, first_tried_on = coalesce(p.first_tried_on, today) where p.id = plan.id;
  return begun;
end
$function$
;

CREATE OR REPLACE FUNCTION private.begin_credit(account public.virtual_accounts, tenancy public.tenancies, reference text, amount_kobo public.kobo)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  begun public.payments;
begin
  -- The provider's reference is its one: whoever comes second finds the payment there.
  insert into public.payments as made (org_id, tenancy_id, method, reference, amount_kobo, mandate_id)
  values (account.org_id, tenancy.id, account.provider, reference, amount_kobo, private.collecting_mandate(tenancy.id))
  on conflict on constraint payments_reference_key do nothing
  returning made.* into begun;
  if begun.id is null then
    return;
  end if;
  perform private.lock_charges(array(
    select charge.id from public.charges as charge
    where charge.tenancy_id = tenancy.id and charge.reverses_id is null and not charge.is_reversed and charge.paid_kobo < charge.amount_kobo));
  -- First due, first paid. What is withheld as tax waits for its certificate; what is over is credit when it settles.
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  select begun.org_id, begun.id, part.charge_id, least(part.payable_kobo, amount_kobo - part.before_kobo)
  from (
    select balance.charge_id, balance.payable_kobo,
      sum(balance.payable_kobo) over (order by balance.due_on, balance.charge_id) - balance.payable_kobo as before_kobo
    from public.charge_balances as balance
    where balance.tenancy_id = tenancy.id and balance.payable_kobo > 0
  ) as part
  where part.before_kobo < amount_kobo;
end
$function$
;

CREATE OR REPLACE FUNCTION private.begin_offline_payment(payer_id uuid, charge_ids uuid[], method public.payment_method, amount_kobo public.kobo)
 RETURNS public.payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  begun public.payments;
begin
  insert into public.payments (org_id, tenancy_id, sale_id, application_id, payer_id, method, reference, amount_kobo)
  select charge.org_id, charge.tenancy_id, charge.sale_id, charge.application_id, payer_id, method,
    'OFF-' || upper(encode(extensions.gen_random_bytes(10), 'hex')), amount_kobo
  from public.charges as charge where charge.id = charge_ids[1]
  returning * into begun;
  -- First due, first paid; what is withheld as tax only after all of that, for a certificate will settle it. What is
  -- over is credit when it settles.
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo, withheld_kobo)
  select begun.org_id, begun.id, part.charge_id, sum(least(part.kobo, amount_kobo - part.before_kobo))::bigint,
    coalesce(sum(least(part.kobo, amount_kobo - part.before_kobo)) filter (where part.is_withheld), 0)::bigint
  from (
    select balance.charge_id, share.is_withheld, share.kobo, coalesce(sum(share.kobo) over (
      order by share.is_withheld, balance.due_on, balance.charge_id rows between unbounded preceding and 1 preceding), 0) as before_kobo
    from public.charge_balances as balance
    cross join lateral (values
      (false, balance.payable_kobo), (true, balance.open_kobo - balance.payable_kobo)
    ) as share (is_withheld, kobo)
    where balance.charge_id = any (charge_ids) and share.kobo > 0
  ) as part
  where part.before_kobo < amount_kobo
  group by part.charge_id;
  return begun;
end
$function$
;

CREATE OR REPLACE FUNCTION private.begin_sending(payout public.payouts)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  is_payable boolean := exists (
    select from public.payee_accounts as account
    join private.payee_numbers as known on known.payee_account_id = account.id
    where account.id = payout.payee_account_id and account.status = 'approved' and account.payable_from <= now());
begin
  if is_payable then
    -- Not waited for: whoever asks for a payout locks the organization first.
    perform from public.organizations as organization where organization.id = payout.org_id for no key update skip locked;
    if not found then
      return false;
    end if;
    -- A chargeback or a refund since may have taken what was there.
    if not private.holds_enough(payout.org_id, payout.provider) then
      update private.payout_sends as send set next_at = now() + interval '1 hour' where send.payout_id = payout.id;
      perform private.note_payment_exception('payout_waits', payout.provider, payout.reference, payout.reference, null,
        jsonb_build_object('payout_id', payout.id, 'org_id', payout.org_id, 'amount_kobo', payout.amount_kobo, 'status', payout.status,
          'answer', 'not_enough'));
      return false;
    end if;
  end if;
  perform private.begin_move('payout', payout.id);
  update public.payouts as sent
  set status = (case when is_payable then 'sending' else 'failed' end)::public.payout_status,
    sent_at = case when is_payable then now() else sent.sent_at end,
    failure_reason = case when not is_payable then 'No money goes to this bank account any more' end
  where sent.id = payout.id;
  return is_payable;
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_collection(payment public.payments, amount_kobo public.kobo, fees_kobo public.kobo, allocated_kobo public.kobo, paid_at public.instant)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  mandate public.mandates;
  agency_fee bigint := 0;
  owed bigint;
  entry uuid;
begin
  select given.* into strict mandate from public.mandates as given where given.id = payment.mandate_id;
  if mandate.fee_payer = 'owner' then
    select least(trunc(coalesce(sum(allocation.amount_kobo), 0) * mandate.fee_bps / 10000), amount_kobo - fees_kobo)::bigint into agency_fee
    from public.payment_allocations as allocation
    join public.charges as charge on charge.id = allocation.charge_id and charge.kind = 'rent'
    where allocation.payment_id = payment.id;
  end if;
  owed := amount_kobo - fees_kobo - agency_fee;
  perform private.post_entry(
    payment.org_id, 'payment', payment.id, paid_at, 'Payment ' || payment.reference,
    array[
      row('agent_receivable', owed, 0)::private.ledger_posting,
      row('provider_fees', fees_kobo, 0)::private.ledger_posting,
      row('agency_fees', agency_fee, 0)::private.ledger_posting,
      row(private.receivable_for_payment(payment), 0, allocated_kobo)::private.ledger_posting,
      row('tenant_credit', 0, amount_kobo - allocated_kobo)::private.ledger_posting
    ]);
  entry := private.post_entry(
    mandate.agent_org_id, 'collection', payment.id, paid_at, 'Collected: payment ' || payment.reference,
    array[
      row('provider_clearing', amount_kobo - fees_kobo, 0)::private.ledger_posting,
      row('principal_payable', 0, owed)::private.ledger_posting,
      row('fee_income', 0, agency_fee)::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payment_id, provider, gross_kobo, provider_fees_kobo, agency_fee_kobo,
    owed_kobo, clearing_kobo, occurred_at)
  values (
    mandate.agent_org_id, payment.org_id, mandate.id, entry, 'collected', payment.id, payment.method, amount_kobo, fees_kobo, agency_fee, owed,
    amount_kobo - fees_kobo, paid_at);
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_completion(sale public.sales, price_kobo public.kobo, closed_on public.calendar_date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  demanded bigint;
  taken_back bigint := 0;
begin
  -- Locked before they are summed, in the order in which settling locks them: what is paid at this moment is seen as
  -- paid, and what is taken back first is not settled any more.
  perform from public.charges as charge
  where charge.org_id = sale.org_id and charge.sale_id = sale.id order by charge.id for no key update;
  select sum(charge.amount_kobo) into demanded
  from public.charges as charge where charge.org_id = sale.org_id and charge.sale_id = sale.id;
  -- Never demanded here: the price was paid elsewhere, and these books do not know of it.
  if demanded is null then
    return;
  end if;
  if demanded <> price_kobo then
    perform private.require_price_open(sale, price_kobo, demanded);
    taken_back := private.take_back_sale_charges(sale, 'sale_balance', 'Taken back: the price was agreed anew');
    if demanded - taken_back > price_kobo then
      taken_back := taken_back + private.take_back_sale_charges(sale, null, 'Taken back: the price was agreed anew');
    end if;
    insert into public.charges (org_id, sale_id, kind, slot_no, due_on, amount_kobo, description)
    select sale.org_id, sale.id, 'sale_balance', max(charge.slot_no) + 1, closed_on,
      price_kobo - demanded + taken_back, 'Balance of the price at completion'
    from public.charges as charge
    where charge.org_id = sale.org_id and charge.sale_id = sale.id
    having price_kobo - demanded + taken_back > 0;
    demanded := price_kobo;
  end if;
  if demanded > 0 then
    perform private.post_entry(
      sale.org_id, 'sale_closed', sale.id, now(), 'Completion of a sale',
      array[row('sale_held', demanded, 0)::private.ledger_posting, row('sale_income', 0, demanded)::private.ledger_posting]);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_draw(credit public.payment_credits, charge_id uuid, description text, amount_kobo public.kobo)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  draw_id uuid;
begin
  insert into public.credit_draws as made (org_id, payment_id, charge_id, amount_kobo)
  values (credit.org_id, credit.payment_id, charge_id, amount_kobo)
  returning made.id into draw_id;
  perform private.post_entry(
    credit.org_id, 'credit_drawn', draw_id, now(), left('Credit set against ' || description, 300),
    array[
      row('tenant_credit', amount_kobo, 0)::private.ledger_posting,
      row('tenant_receivable', 0, amount_kobo)::private.ledger_posting
    ]);
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_payout(payout public.payouts)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.post_entry(
    payout.org_id, 'payout', payout.id, payout.paid_at, 'Payout ' || payout.reference,
    array[
      row('bank', payout.amount_kobo, 0)::private.ledger_posting,
      row('provider_fees', payout.fee_kobo, 0)::private.ledger_posting,
      row('provider_clearing', 0, payout.amount_kobo + payout.fee_kobo)::private.ledger_posting
    ]);
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_refund(refund public.refunds)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  gone bigint := refund.amount_kobo - refund.excess_kobo;
begin
  if gone > 0 then
    perform private.return_money(
      refund.payment_id, 'refund', refund.id, gone,
      case when refund.way = 'by_hand' then least(now(), (refund.paid_on + time '12:00') at time zone 'Africa/Lagos') else now() end,
      case when refund.way = 'by_hand' then 'bank'::public.ledger_account_kind else private.money_account(refund.method) end,
      0, refund.charge_id, refund.drops_charges, refund.reason);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_remittance(payout public.payouts, came_back boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  signed bigint := case when came_back then -payout.amount_kobo else payout.amount_kobo end;
  fee bigint := case when came_back then 0 else payout.fee_kobo end;
  at public.instant := case when came_back then now() else payout.paid_at end;
  entry uuid;
begin
  entry := private.post_entry(
    payout.org_id, (case when came_back then 'payout_reversed' else 'payout' end)::public.ledger_entry_kind, payout.id, at,
    case when came_back then 'Came back: payout ' else 'Sent on: payout ' end || payout.reference,
    array[
      row('principal_payable', greatest(signed, 0), greatest(-signed, 0))::private.ledger_posting,
      row('provider_fees', fee, 0)::private.ledger_posting,
      row('provider_clearing', greatest(-signed, 0), greatest(signed, 0) + fee)::private.ledger_posting
    ]);
  perform private.post_entry(
    payout.payee_org_id, (case when came_back then 'remittance_reversed' else 'remittance' end)::public.ledger_entry_kind, payout.id, at,
    case when came_back then 'Went back: payout ' else 'From the agency: payout ' end || payout.reference,
    array[
      row('bank', greatest(signed, 0), greatest(-signed, 0))::private.ledger_posting,
      row('agent_receivable', greatest(-signed, 0), greatest(signed, 0))::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payout_id, provider, gross_kobo, provider_fees_kobo, owed_kobo,
    clearing_kobo, occurred_at)
  values (
    payout.org_id, payout.payee_org_id, payout.mandate_id, entry,
    (case when came_back then 'remittance_reversed' else 'remitted' end)::public.principal_move_kind, payout.id, payout.provider,
    payout.amount_kobo, fee, -signed, -signed - fee, at);
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_returned_collection(payment public.payments, return_id uuid, amount_kobo public.kobo, fees_kobo public.kobo, returned_at public.instant)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  mandate public.mandates;
  entry uuid;
begin
  select given.* into strict mandate from public.mandates as given where given.id = payment.mandate_id;
  -- Out of what the provider holds for the agency. The agency keeps its fee: it did collect.
  entry := private.post_entry(
    mandate.agent_org_id, 'collection_returned', return_id, returned_at, 'Went back: payment ' || payment.reference,
    array[
      row('principal_payable', amount_kobo + fees_kobo, 0)::private.ledger_posting,
      row('provider_clearing', 0, amount_kobo + fees_kobo)::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payment_id, provider, gross_kobo, provider_fees_kobo, owed_kobo, clearing_kobo,
    occurred_at)
  values (
    mandate.agent_org_id, payment.org_id, mandate.id, entry, 'collection_returned', payment.id, payment.method, amount_kobo, fees_kobo,
    -amount_kobo - fees_kobo, -amount_kobo - fees_kobo, returned_at);
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_returned_payout(payout public.payouts)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- The provider keeps its fee.
  perform private.post_entry(
    payout.org_id, 'payout_reversed', payout.id, now(), 'Came back: payout ' || payout.reference,
    array[
      row('provider_clearing', payout.amount_kobo, 0)::private.ledger_posting,
      row('bank', 0, payout.amount_kobo)::private.ledger_posting
    ]);
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_reversed_collection(payment public.payments, allocated_kobo public.kobo)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  collected public.principal_moves;
  -- A part may have gone back before.
  left_kobo bigint := payment.amount_kobo - payment.returned_kobo;
  agency_fee bigint;
  entry uuid;
begin
  select move.* into strict collected from public.principal_moves as move
  where move.principal_org_id = payment.org_id and move.payment_id = payment.id and move.kind = 'collected';
  agency_fee := least(collected.agency_fee_kobo, left_kobo);
  -- All that was paid goes back, out of what the provider holds for the agency; the agency gives its fee back, the
  -- provider does not, and so the principal owes that.
  perform private.post_entry(
    payment.org_id, 'payment_reversed', payment.id, now(), 'Taken back: payment ' || payment.reference,
    array[
      row(private.receivable_for_payment(payment), allocated_kobo, 0)::private.ledger_posting,
      row('tenant_credit', left_kobo - allocated_kobo, 0)::private.ledger_posting,
      row('agent_receivable', 0, left_kobo - agency_fee)::private.ledger_posting,
      row('agency_fees', 0, agency_fee)::private.ledger_posting
    ]);
  entry := private.post_entry(
    collected.org_id, 'collection_reversed', payment.id, now(), 'Taken back: payment ' || payment.reference,
    array[
      row('principal_payable', left_kobo - agency_fee, 0)::private.ledger_posting,
      row('fee_income', agency_fee, 0)::private.ledger_posting,
      row('provider_clearing', 0, left_kobo)::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payment_id, provider, gross_kobo, agency_fee_kobo, owed_kobo,
    clearing_kobo, occurred_at)
  values (
    collected.org_id, collected.principal_org_id, collected.mandate_id, entry, 'collection_reversed', payment.id, payment.method,
    left_kobo,
    agency_fee, agency_fee - left_kobo, -left_kobo, now());
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_reversed_payment(payment public.payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  allocated bigint;
begin
  if payment.returned_kobo = payment.amount_kobo then
    return;
  end if;
  select coalesce(sum(standing.amount_kobo), 0) into allocated from private.standing_allocations(payment.id) as standing;
  if payment.mandate_id is not null then
    perform private.book_reversed_collection(payment, allocated);
    return;
  end if;
  -- All that was paid goes back, but for what had gone back before; what the provider kept for it, it keeps.
  perform private.post_entry(
    payment.org_id, 'payment_reversed', payment.id, now(), 'Taken back: payment ' || payment.reference,
    array[
      row(private.receivable_for_payment(payment), allocated, 0)::private.ledger_posting,
      row('tenant_credit', payment.amount_kobo - payment.returned_kobo - allocated, 0)::private.ledger_posting,
      row(private.money_account(payment.method), 0, payment.amount_kobo - payment.returned_kobo)::private.ledger_posting
    ]);
end
$function$
;

CREATE OR REPLACE FUNCTION private.book_statement_row(row_id uuid, charge_ids uuid[], is_other_money boolean)
 RETURNS public.statement_rows
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  line public.statement_rows := private.lock_statement_row(row_id);
  debts public.charges[];
  payment public.payments;
  offline public.offline_payments;
  given_reference text;
begin
  perform private.refuse_decided_row(line);
  perform private.refuse_money_known(line, is_other_money);
  given_reference := private.reference_of_row(line, is_other_money);
  debts := array(
    select charge from public.charges as charge
    where charge.id = any (charge_ids) and charge.reverses_id is null and charge.org_id = line.org_id);
  perform private.require_one_debt(charge_ids, debts);
  perform private.require_open_charges(charge_ids);
  payment := private.begin_offline_payment(null, charge_ids, 'bank_transfer', line.amount_kobo);
  if auth.uid() in (select private.payment_payers(payment.id)) then
    perform private.raise_problem('offline_payment.own', 'You cannot decide about this payment: it is your own', 403,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  -- The row is locked and decided about once: that makes no second payment.
  insert into public.offline_payments (
    org_id, payment_id, subject_id, source, method, status, reported_by, client_id, claimed_kobo, paid_on, bank_reference,
    confirmed_kobo, received_on, decided_by, decided_at)
  values (payment.org_id, payment.id, private.subject_of(debts[1]), 'statement', 'bank_transfer', 'confirmed', auth.uid(),
    gen_random_uuid(), line.amount_kobo, line.booked_on, given_reference, line.amount_kobo, line.booked_on, auth.uid(), now())
  returning * into offline;
  return private.decide_statement_row(line, offline.id, null, is_other_money);
exception when unique_violation then
  -- Somebody reported the same transfer at this moment.
  perform private.reference_of_row(line, is_other_money);
  raise;
end
$function$
;

CREATE OR REPLACE FUNCTION private.charge_sale(sale public.sales, deposit_kobo public.kobo)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  insert into public.charges (org_id, sale_id, kind, due_on, amount_kobo, description)
  select sale.org_id, sale.id, part.kind, part.due_on, part.amount_kobo, left(part.title || place.name, 300)
  from public.offers as offer
  join public.offer_rounds as terms on terms.offer_id = offer.id and terms.round = offer.accepted_round
  cross join lateral (
    select concat_ws(', ', unit.label, property.name) as name
    from public.units as unit join public.properties as property on property.id = unit.property_id
    where unit.id = sale.unit_id
  ) as place
  cross join lateral (values
    ('sale_deposit'::public.charge_kind, 'Deposit on the price of ', deposit_kobo, sale.contract_signed_on),
    -- Where the parties named no day, ninety days are what such contracts commonly give.
    ('sale_balance', 'Balance of the price of ', sale.price_kobo - deposit_kobo,
      greatest(sale.contract_signed_on, coalesce(terms.completes_on, sale.contract_signed_on + 90)))
  ) as part (kind, title, amount_kobo, due_on)
  where offer.id = sale.offer_id and part.amount_kobo > 0
  on conflict (sale_id, kind, slot_no) where sale_id is not null and reverses_id is null do nothing;
end
$function$
;

CREATE OR REPLACE FUNCTION private.charges_of_payer(acting_user uuid, charge_ids uuid[])
 RETURNS SETOF public.charges
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select charge.* from public.charges as charge
  where charge.id = any (charge_ids) and charge.reverses_id is null
    and (
      charge.tenancy_id in (select person.tenancy_id from private.tenancy_people as person where person.user_id = acting_user)
      or charge.sale_id in (
        select party.sale_id from public.sale_parties as party where party.profile_id = acting_user and party.role = 'buyer')
      or charge.application_id in (
        select application.id from public.applications as application where application.applicant_id = acting_user))
$function$
;

CREATE OR REPLACE FUNCTION private.check_decision(field text, said text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if said is null or length(btrim(said)) not between 3 and 1000 then
    perform private.raise_problem('offline_payment.bad_fact', format('Say in 3 to 1,000 characters: %s', field), 422,
      jsonb_build_object('field', field));
  end if;
  return btrim(said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_entries_have_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (
    select from posted where not exists (
      select from public.ledger_lines as line where line.entry_id = posted.id)
  ) then
    raise exception 'Ledger entry has no lines' using errcode = '23514', constraint = 'ledger_entry_balances';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_lines_balance()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (
    select from posted group by posted.entry_id having sum(posted.debit_kobo) <> sum(posted.credit_kobo)
  ) then
    raise exception 'Ledger entry does not balance' using errcode = '23514', constraint = 'ledger_entry_balances';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_offline_facts(method public.payment_method, amount_kobo public.kobo, paid_on public.calendar_date, bank_reference text, note text, methods public.payment_method[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  wrong text := case
    when method is null or not (method = any (methods)) then 'method'
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when paid_on is null or paid_on not between date '2000-01-01' and private.lagos_date() then 'paid_on'
    when bank_reference is not null and length(btrim(bank_reference)) not between 1 and 80 then 'bank_reference'
    when note is not null and length(btrim(note)) not between 1 and 1000 then 'note'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('offline_payment.bad_fact', format('Cannot take the payment: %s %s', wrong,
      case wrong
        when 'method' then 'must be one of ' || array_to_string(methods, ', ')
        when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
        when 'paid_on' then 'must be a day from 2000 to today'
        when 'bank_reference' then 'must have 1 to 80 characters'
        else 'must have 1 to 1,000 characters'
      end), 422, jsonb_build_object('field', wrong));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_payee_name(org_id uuid, account_name text)
 RETURNS public.payee_name_check
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Identities are not verified yet: there is no name to compare with, and this says so.
  return case when org_id is not null and account_name is not null then 'not_checked'::public.payee_name_check end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_payee_reason(reason text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if reason is null or length(btrim(reason)) not between 3 and 500 then
    perform private.raise_problem('payee_account.bad_reason', 'Say why in 3 to 500 characters', 400, jsonb_build_object('field', 'reason'));
  end if;
  return btrim(reason);
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_payout_reason(reason text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if reason is null or length(btrim(reason)) not between 3 and 500 then
    perform private.raise_problem('payout.bad_fact', 'Say why in 3 to 500 characters', 400, jsonb_build_object('field', 'reason'));
  end if;
  return btrim(reason);
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_refund_words(field text, said text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if said is null or length(btrim(said)) not between 3 and 1000 then
    perform private.raise_problem('refund.bad_fact', format('Say in 3 to 1,000 characters: %s', field), 400, jsonb_build_object('field', field));
  end if;
  return btrim(said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.check_report_days(from_on public.calendar_date, to_on public.calendar_date)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if from_on is null or to_on is null or to_on < from_on or to_on > from_on + 3660 then
    perform private.raise_problem('report.bad_days', 'Cannot make the report: name a first and a last day, at most ten years apart', 400,
      jsonb_build_object('field', case when from_on is null then 'from_on' else 'to_on' end));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.clear_refund(refund_id uuid, was_made boolean, provider_refund_id text, note text)
 RETURNS public.refunds
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds;
  said text;
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not clear refunds: only the platform''s staff may', 403);
  end if;
  said := private.check_refund_words('note', note);
  select r.* into refund from public.refunds as r where r.id = refund_id;
  if refund.id is null then
    perform private.raise_problem('refund.not_found', 'Cannot find the refund', 404, jsonb_build_object('field', 'refund_id'));
  end if;
  perform from public.payments as payment where payment.id = refund.payment_id for update;
  select r.* into strict refund from public.refunds as r where r.id = refund_id for update;
  if refund.status <> 'sending' or not exists (
    select from private.refund_checks as checked where checked.refund_id = refund.id and checked.is_unclear
  ) then
    perform private.refuse_moved_refund(refund);
  end if;
  if was_made is null or was_made and (provider_refund_id is null or length(btrim(provider_refund_id)) not between 1 and 80) then
    perform private.raise_problem('refund.bad_fact', 'Cannot clear it: say whether the provider made it, and its number there if so', 400,
      jsonb_build_object('field', case when was_made is null then 'was_made' else 'provider_refund_id' end));
  end if;
  if was_made and exists (
    select from public.refunds as other where other.method = refund.method and other.provider_refund_id = btrim(clear_refund.provider_refund_id)
  ) then
    perform private.raise_problem('refund.bad_fact', 'Cannot clear it: that number is of another refund', 400,
      jsonb_build_object('field', 'provider_refund_id'));
  end if;
  update private.refund_checks as checked set is_unclear = false, next_at = null where checked.refund_id = refund.id;
  perform private.begin_move('refund', refund.id, said);
  if was_made then
    update public.refunds as r set status = 'pending', provider_refund_id = btrim(clear_refund.provider_refund_id), decision = said where r.id = refund.id;
  else
    update public.refunds as r set status = 'approved', decision = said where r.id = refund.id;
  end if;
  select r.* into strict refund from public.refunds as r where r.id = refund_id;
  return refund;
end
$function$
;

CREATE OR REPLACE FUNCTION private.cleared_through(provider public.payment_method)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- Whoever books in a clearing account says by the source of the entry through whom the money went.
  select coalesce(sum(line.debit_kobo - line.credit_kobo), 0)::bigint
  from public.ledger_accounts as account
  join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
  join public.ledger_entries as entry on entry.org_id = line.org_id and entry.id = line.entry_id
  left join public.payments as payment
    on payment.id = entry.source_id and entry.kind in ('payment', 'payment_reversed', 'collection', 'collection_reversed')
  left join public.payment_returns as returned
    on returned.id = entry.source_id and entry.kind in ('refund', 'chargeback', 'collection_returned')
  left join public.payments as returned_of on returned_of.id = returned.payment_id
  left join public.payouts as payout
    on payout.id = entry.source_id and entry.kind in ('payout', 'payout_reversed')
  where account.kind = 'provider_clearing' and coalesce(payment.method, returned_of.method, payout.provider) = cleared_through.provider
$function$
;

CREATE OR REPLACE FUNCTION private.close_application_fees(application public.applications)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  owed_back bigint;
begin
  perform private.take_back_charges(array(
    select fee.charge_id from public.application_fees as fee
    where fee.org_id = application.org_id and fee.application_id = application.id
  ), 'the application is over');
  if application.status <> 'declined' then
    return;
  end if;
  with flagged as (
    update public.application_fees as fee set refund_due_at = now()
    from public.charges as charge
    where fee.org_id = application.org_id and fee.application_id = application.id and fee.is_refundable and fee.refund_due_at is null
      and charge.org_id = fee.org_id and charge.id = fee.charge_id and charge.paid_kobo > 0
    returning charge.paid_kobo
  )
  select sum(flagged.paid_kobo) into owed_back from flagged;
  if owed_back > 0 then
    perform private.notify(
      array(select private.members_with(application.org_id, 'money.write')), application.org_id, 'application_fee_to_refund',
      'An applicant was turned down: give their fee back', application.id, jsonb_build_object('amount_kobo', owed_back));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.close_sale(sale_id uuid, price_kobo public.kobo, closed_on public.calendar_date, deed_reference text)
 RETURNS public.sales
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  sale public.sales;
  advertised record;
  missing text;
begin
  sale := private.lock_my_sale(sale_id);
  if sale.status = 'closed' and sale.price_kobo = price_kobo and sale.closed_on = closed_on
    and sale.deed_reference is not distinct from nullif(btrim(deed_reference), '') then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if price_kobo is null or price_kobo not between 1 and 10000000000000 then
    perform private.raise_problem('sale.bad_price',
      'Cannot close the sale: price_kobo must be over zero and at most a hundred billion naira', 400,
      jsonb_build_object('field', 'price_kobo'));
  end if;
  perform private.check_sale_day(closed_on, 'closed_on', coalesce(sale.contract_signed_on, sale.agreed_on));
  if length(btrim(deed_reference)) > 200 then
    perform private.raise_problem('sale.bad_deed', 'Cannot close the sale: deed_reference must have at most 200 characters', 400,
      jsonb_build_object('field', 'deed_reference'));
  end if;
  select wanted into missing from unnest(array['seller', 'buyer']) as wanted
  where not exists (select from public.sale_parties as p where p.sale_id = sale.id and p.role::text = wanted)
  limit 1;
  if missing is not null then
    perform private.raise_problem('sale.party_missing', format('Cannot close the sale: no %s is named', missing), 409,
      jsonb_build_object('field', 'sale_id', 'role', missing));
  end if;
  perform private.book_completion(sale, price_kobo, closed_on);
  perform private.begin_move('sale', sale.id, 'Completed');
  update public.sales as s
  set status = 'closed', price_kobo = price_kobo, closed_on = closed_on, deed_reference = nullif(btrim(deed_reference), '')
  where s.id = sale.id
  returning s.* into sale;
  perform private.move_offer(sale.offer_id, 'converted', 'The sale was closed');
  -- The claim stays for good: this organization can never let or sell the unit again.
  update public.unit_holds as h set reason = 'sale', expires_at = null
  from public.offers as o where o.id = sale.offer_id and h.id = o.hold_id;
  for advertised in
    select l.id, l.status from public.listings as l
    where l.org_id = sale.org_id and l.unit_id = sale.unit_id
      and (l.id = sale.listing_id or l.status in ('published', 'paused', 'stale', 'draft', 'pending_review', 'suspended'))
    order by l.id
  loop
    if advertised.id = sale.listing_id and advertised.status in ('under_offer', 'published', 'paused', 'stale') then
      perform private.move_listing(advertised.id, 'sold', 'The sale was closed');
    elsif advertised.status in ('published', 'paused', 'stale', 'draft', 'pending_review', 'suspended') then
      perform private.move_listing(advertised.id, 'closed', 'The unit was sold');
    end if;
  end loop;
  perform private.hand_home_over(sale);
  return sale;
end
$function$
;

CREATE OR REPLACE FUNCTION private.collecting_mandate(tenancy_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  today date := private.lagos_date();
  found_id uuid;
begin
  select let.* into tenancy from public.tenancies as let where let.id = tenancy_id;
  -- Most landlords have none, and are not asked where the home stands.
  if not exists (
    select from public.mandates as mandate
    where mandate.org_id = tenancy.org_id and mandate.agent_collects and mandate.status = 'active'
  ) then
    return null;
  end if;
  with recursive places as (
    select property.id, property.org_id, property.parent_id
    from public.units as unit
    join public.properties as property on property.id = unit.property_id
    where unit.id = tenancy.unit_id
    union
    select outer_one.id, outer_one.org_id, outer_one.parent_id
    from places
    join public.properties as outer_one on outer_one.org_id = places.org_id and outer_one.id = places.parent_id
  )
  select mandate.id into found_id from public.mandates as mandate
  where mandate.org_id = tenancy.org_id and mandate.agent_collects and mandate.status = 'active'
    and mandate.starts_on <= today and mandate.ends_on > today and 'collect' = any (mandate.scopes)
    and (mandate.property_id is null or mandate.property_id in (select places.id from places))
  -- One for the property itself before one for everything; of two alike the older one.
  order by mandate.property_id is null, mandate.id limit 1;
  return found_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.confirm_deposit_return(return_id uuid)
 RETURNS public.deposit_returns
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
  is_tenant boolean := exists (select from private.my_tenancy_ids() as mine where mine = given.tenancy_id);
begin
  if not is_tenant then
    perform private.require_permission(given.org_id, 'money.confirm');
    if given.recorded_by is null or given.recorded_by = (select auth.uid()) then
      perform private.raise_problem('deposit.own_return', 'Cannot confirm the return: another person than who recorded it must', 403,
        jsonb_build_object('field', 'return_id'));
    end if;
  elsif given.recorded_by = (select auth.uid()) then
    perform private.raise_problem('deposit.own_return', 'Cannot confirm the return: another person than who recorded it must', 403,
      jsonb_build_object('field', 'return_id'));
  end if;
  if given.status = 'confirmed' then
    return given;
  end if;
  -- A tenant who disputed it may have found it after all.
  if given.status <> 'recorded' and not (given.status = 'disputed' and is_tenant) then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot confirm the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(given.id, 'confirmed', null);
end
$function$
;

CREATE OR REPLACE FUNCTION private.confirm_handover_deposit(tenancy_id uuid)
 RETURNS public.tenancy_handovers
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  mine public.tenancy_handovers;
  book record;
begin
  select handover.* into mine from public.tenancy_handovers as handover
  where handover.tenancy_id = tenancy_id and handover.side = 'taken_over'
    and handover.org_id in (select private.my_org_ids('tenancies.read'));
  if not found then
    perform private.raise_problem('handover.not_found', 'Cannot find a tenancy that your organization took over', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- Who reads the bank of the organization that it came to.
  perform private.require_permission(mine.org_id, 'money.confirm');
  perform from public.tenancy_handovers as handover where handover.pair_id = mine.pair_id order by handover.org_id for no key update;
  select handover.* into strict mine from public.tenancy_handovers as handover where handover.id = mine.id;
  if mine.settled_at is not null then
    return mine;
  end if;
  for book in
    select handover.id, handover.org_id, handover.side from public.tenancy_handovers as handover
    where handover.pair_id = mine.pair_id order by handover.org_id
  loop
    perform private.post_entry(
      book.org_id, 'handover_settled', book.id, now(), 'The money of a deposit that passed with a home',
      array[
        row(case book.side when 'passed_on' then 'handover_due'::public.ledger_account_kind else 'bank' end, mine.deposit_kobo, 0)::private.ledger_posting,
        row(case book.side when 'passed_on' then 'bank'::public.ledger_account_kind else 'handover_due' end, 0, mine.deposit_kobo)::private.ledger_posting
      ]);
  end loop;
  update public.tenancy_handovers as handover set settled_at = now(), settled_by = (select auth.uid())
  where handover.pair_id = mine.pair_id;
  select handover.* into strict mine from public.tenancy_handovers as handover where handover.id = mine.id;
  return mine;
end
$function$
;

CREATE OR REPLACE FUNCTION private.confirm_offline_payment(offline_payment_id uuid, amount_kobo public.kobo, received_on public.calendar_date)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id);
  wrong text := case
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when received_on is null or received_on not between date '2000-01-01' and private.lagos_date() then 'received_on'
  end;
begin
  perform private.require_decider(offline);
  if wrong is not null then
    perform private.raise_problem('offline_payment.bad_fact', format('Cannot confirm the payment: %s %s', wrong,
      case wrong when 'amount_kobo' then 'must be over zero and at most a hundred billion naira' else 'must be a day from 2000 to today' end),
      422, jsonb_build_object('field', wrong));
  end if;
  if offline.status = 'confirmed' and offline.decided_by is not distinct from auth.uid()
    and offline.confirmed_kobo is not distinct from amount_kobo and offline.received_on is not distinct from received_on then
    return offline;
  end if;
  -- What a member recorded the payer answers for, or staff when they dispute it; what was rejected then is recorded anew.
  if offline.status = 'recorded' then
    perform private.raise_problem('offline_payment.waits_for_payer',
      'Cannot confirm it: a member recorded it, so it waits for the payer', 409, jsonb_build_object('field', 'offline_payment_id'));
  end if;
  if offline.status in ('confirmed', 'reversed') or offline.source = 'payee' and offline.status <> 'disputed' then
    perform private.refuse_decided(offline);
  end if;
  return private.accept_offline_payment(offline, amount_kobo, received_on);
end
$function$
;

CREATE OR REPLACE FUNCTION private.copy_home(unit public.units, taker_org_id uuid, day public.calendar_date)
 RETURNS public.units
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  place uuid;
  copied public.units;
begin
  -- Another home of the same property may have come before.
  select known.property_id into place
  from public.tenancy_handovers as handover
  join public.tenancies as tenancy on tenancy.org_id = handover.org_id and tenancy.id = handover.tenancy_id
  join public.units as known on known.org_id = tenancy.org_id and known.id = tenancy.unit_id
  where handover.org_id = taker_org_id and handover.other_property_id = unit.property_id
  order by handover.id limit 1;
  if place is null then
    insert into public.properties as made (
      org_id, kind, use, name, street, area, lga, state, landmark, longitude, latitude, estate_name, house_number, postcode,
      location_precision)
    select taker_org_id, property.kind, property.use, property.name, property.street, property.area, property.lga, property.state,
      property.landmark, property.longitude, property.latitude, property.estate_name, property.house_number, property.postcode,
      property.location_precision
    from public.properties as property where property.org_id = unit.org_id and property.id = unit.property_id
    returning made.id into strict place;
  end if;
  insert into public.units as made (org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm, features, is_furnished)
  values (
    taker_org_id, place,
    case when exists (
      select from public.units as known where known.org_id = taker_org_id and known.property_id = place and known.label = unit.label)
    then left(unit.label, 60) || ' (' || to_char(day, 'YYYY-MM-DD') || ')' else unit.label end,
    unit.kind, unit.bedrooms, unit.bathrooms, unit.floor_area_sqm, unit.features, unit.is_furnished)
  returning made.* into copied;
  return copied;
end
$function$
;

CREATE OR REPLACE FUNCTION private.copy_schedules(tenancy public.tenancies, successor public.tenancies, tenants jsonb, cuts jsonb, taken_back uuid[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- The rhythm stays: periods are counted from the same first day, and the successor goes on with the next number.
  insert into public.charge_schedules (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, next_no, next_on, due_days, goes_on, label, payer_id, wht_bps)
  select successor.org_id, successor.id, before.kind, before.amount_kobo, before.every, before.first_on, before.until_on,
    step.n, case when step.goes_on then private.lagos_date() end, before.due_days, before.goes_on, before.label,
    (tenants ->> before.payer_id::text)::uuid, before.wht_bps
  from public.charge_schedules as before
  cross join lateral (
    select case when before.every is null then 0 else coalesce((
      select min(number) from generate_series(0, before.next_no) as number
      where (before.first_on + number * before.every)::date >= (cuts ->> before.id::text)::date), before.next_no) end as n
  ) as reached
  cross join lateral (
    select reached.n, case
      when before.every is null then before.next_no = 0 and before.next_on is not null or exists (
        select from public.charges as charge where charge.schedule_id = before.id and charge.id = any (taken_back))
      else before.goes_on or (before.first_on + reached.n * before.every)::date < before.until_on
    end as goes_on
  ) as step
  where before.org_id = tenancy.org_id and before.tenancy_id = tenancy.id and (
    step.goes_on
    -- That there was a rent is kept, though nothing of it is to come: else a notice that is withdrawn would charge it anew.
    or before.kind = 'rent' and before.id = (
      select latest.id from public.charge_schedules as latest
      where latest.org_id = before.org_id and latest.tenancy_id = before.tenancy_id and latest.kind = 'rent'
      order by latest.first_on desc, latest.id desc limit 1))
  order by before.id
$function$
;

CREATE OR REPLACE FUNCTION private.copy_tenant(tenant_id uuid, taker_org_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  known uuid;
begin
  insert into public.tenants as kept (org_id, user_id, full_name, email, phone, address)
  select taker_org_id, tenant.user_id, tenant.full_name, tenant.email, tenant.phone, tenant.address
  from public.tenants as tenant where tenant.id = tenant_id
  -- Whom the buyer knows already stays as they know them.
  on conflict (org_id, user_id) where user_id is not null do update set full_name = kept.full_name
  returning kept.id into strict known;
  return known;
end
$function$
;

CREATE OR REPLACE FUNCTION private.decide_deposit_return(return_id uuid, was_returned boolean, reason text)
 RETURNS public.deposit_returns
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  given public.deposit_returns;
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not decide on a disputed return: only the platform''s staff may', 403);
  end if;
  if was_returned is null then
    perform private.raise_problem('deposit.bad_decision', 'Cannot decide: say whether it was given back', 400,
      jsonb_build_object('field', 'was_returned'));
  end if;
  perform private.require_return_reason(reason);
  given := private.lock_deposit_return(return_id);
  if given.status <> 'disputed' then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot decide on the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(
    given.id, (case when was_returned then 'confirmed' else 'reversed' end)::public.deposit_return_status, btrim(reason));
end
$function$
;

CREATE OR REPLACE FUNCTION private.decide_statement_row(line public.statement_rows, offline_payment_id uuid, reason text, is_other_money boolean DEFAULT false)
 RETURNS public.statement_rows
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  decided public.statement_rows;
begin
  update public.statement_rows as r
  set offline_payment_id = offline_payment_id, dismissed_reason = reason, is_other_money = coalesce(is_other_money, false),
    decided_by = auth.uid(), decided_at = now()
  where r.id = line.id
  returning r.* into decided;
  return decided;
exception when unique_violation then
  perform private.raise_problem('statement.already_matched', 'Cannot match the row: the payment is another row already', 409,
    jsonb_build_object('field', 'offline_payment_id'));
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.decline_payee_account(payee_account_id uuid, reason text)
 RETURNS public.payee_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  account public.payee_accounts := private.lock_payee_account(payee_account_id);
  said text := private.check_payee_reason(reason);
begin
  if account.status = 'declined' and account.decided_by is not distinct from auth.uid() then
    return account;
  end if;
  if account.status <> 'proposed' then
    perform private.refuse_decided_account(account);
  end if;
  return private.move_payee_account(account.id, 'declined', auth.uid(), said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.decline_payout(payout_id uuid, reason text)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  payout public.payouts := private.lock_payout(payout_id);
  said text := private.check_payout_reason(reason);
begin
  if payout.status = 'declined' and payout.decided_by is not distinct from auth.uid() then
    return payout;
  end if;
  if payout.status <> 'requested' then
    perform private.refuse_decided_payout(payout);
  end if;
  return private.set_payout_status(payout.id, 'declined', auth.uid(), said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.decline_refund(refund_id uuid, reason text)
 RETURNS public.refunds
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  said text;
  declined public.refunds;
begin
  perform private.require_permission(refund.org_id, 'money.confirm');
  said := private.check_refund_words('reason', reason);
  if refund.status = 'declined' and refund.decision is not distinct from said then
    return refund;
  end if;
  if refund.status <> 'requested' then
    perform private.refuse_moved_refund(refund);
  end if;
  perform private.begin_move('refund', refund.id, said);
  update public.refunds as r set status = 'declined', decision = said, approved_by = auth.uid(), approved_at = now()
  where r.id = refund.id
  returning r.* into declined;
  return declined;
end
$function$
;

CREATE OR REPLACE FUNCTION private.deduct_from_deposit(tenancy_id uuid, amount_kobo public.kobo, reason text, charge_id uuid, item_id uuid, document_id uuid, client_id uuid)
 RETURNS public.deposit_deductions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  made public.deposit_deductions;
  owed public.charges;
  held bigint;
  inspected uuid;
  payment public.payments;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when reason is null or length(btrim(reason)) not between 3 and 250 then 'reason'
    when num_nonnulls(charge_id, item_id, document_id) = 0 then 'item_id'
    when client_id is null then 'client_id'
  end;
  if wrong is not null then
    perform private.raise_problem('deposit.bad_deduction', format('Cannot deduct: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'reason' then 'must have 3 to 250 characters'
      when 'client_id' then 'is missing: a deduction that is sent again would be made twice'
      else 'is missing: name an inspected item or a document that shows the damage, or the charge that is still owed'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever deducts at the same time waits here, and sees what is left.
  select t.* into strict tenancy from public.tenancies as t where t.id = tenancy_id for no key update;
  select d.* into made from public.deposit_deductions as d where d.org_id = tenancy.org_id and d.client_id = client_id;
  if found then
    if (made.tenancy_id, made.amount_kobo::bigint, made.item_id, made.document_id)
        is distinct from (tenancy_id, amount_kobo::bigint, item_id, document_id)
      or charge_id is not null and made.charge_id <> charge_id then
      perform private.raise_problem('deposit.already_deducted', 'Cannot deduct: its client_id is that of another deduction', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  if tenancy.status <> 'ended' or exists (
    select from public.tenancies as renewal
    where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status not in ('draft', 'offered', 'cancelled')
  ) then
    perform private.raise_problem('deposit.still_let', 'Cannot deduct: the tenants still live there, and the deposit is settled when they have left', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  select deposit.held_kobo into strict held from public.deposit_of(tenancy_id) as deposit;
  if amount_kobo > held then
    perform private.raise_problem('deposit.not_enough', format('Cannot deduct: %s kobo of the deposit are left', held), 409,
      jsonb_build_object('field', 'amount_kobo', 'held_kobo', held));
  end if;
  if item_id is not null then
    select item.inspection_id into inspected
    from public.inspection_items as item
    join public.inspections as inspection on inspection.org_id = item.org_id and inspection.id = item.inspection_id
    join public.inspection_comparison as compared
      on compared.move_out_id = inspection.id and compared.room = item.room and compared.item = item.item and compared.is_worse
    where item.id = item_id and inspection.tenancy_id = tenancy_id and inspection.kind = 'move_out' and inspection.status in ('signed', 'disputed', 'ready');
    if not found then
      perform private.raise_problem('deposit.bad_deduction',
        'Cannot deduct: item_id must be of the tenancy''s move-out inspection, offered for signing, and worse than at moving in', 400,
        jsonb_build_object('field', 'item_id'));
    end if;
    if exists (
      select from public.deposit_deductions as before
      join public.payments as kept on kept.id = before.payment_id and kept.status = 'succeeded'
      where before.inspection_id = inspected and before.item_id = item_id
    ) then
      perform private.raise_problem('deposit.already_deducted', 'Cannot deduct: something was kept for this item already', 409,
        jsonb_build_object('field', 'item_id'));
    end if;
  end if;
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = document_id and document.org_id = tenancy.org_id and document.tenancy_id = tenancy_id and document.retired_at is null
  ) then
    perform private.raise_problem('deposit.bad_deduction', 'Cannot deduct: document_id must be a paper of the tenancy', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  if charge_id is not null then
    perform private.lock_charges(array[charge_id]);
    select c.* into owed from public.charges as c
    where c.id = charge_id and c.tenancy_id = tenancy_id and c.reverses_id is null and not c.is_reversed and c.kind <> 'caution_deposit'
      and c.amount_kobo - c.paid_kobo - c.wht_kobo + c.wht_settled_kobo >= amount_kobo;
    if not found then
      perform private.raise_problem('deposit.bad_deduction',
        'Cannot deduct: charge_id must be a charge of the tenancy, other than the deposit, of which that much is open', 400,
        jsonb_build_object('field', 'charge_id'));
    end if;
  else
    insert into public.charges as damage (org_id, tenancy_id, kind, due_on, amount_kobo, description)
    values (tenancy.org_id, tenancy.id, 'damage', private.lagos_date(), amount_kobo, btrim(reason))
    returning damage.* into owed;
  end if;
  insert into public.payments as paid (org_id, tenancy_id, method, reference, amount_kobo)
  values (tenancy.org_id, tenancy.id, 'deposit', 'DEP-' || private.uuid_v7(), amount_kobo)
  returning paid.* into payment;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  values (tenancy.org_id, payment.id, owed.id, amount_kobo);
  perform private.settle_payment('deposit', payment.reference, null, amount_kobo, payment.currency, now(), 'deposit', 0);
  insert into public.deposit_deductions as kept (
    org_id, tenancy_id, charge_id, payment_id, amount_kobo, reason, inspection_id, item_id, document_id, client_id, created_by)
  values (
    tenancy.org_id, tenancy.id, owed.id, payment.id, amount_kobo, btrim(reason), inspected, item_id, document_id, client_id,
    (select auth.uid()))
  returning kept.* into made;
  return made;
end
$function$
;

CREATE OR REPLACE FUNCTION private.demand_application_fee(application_id uuid, kind public.application_fee_kind, amount_kobo public.kobo, reason text, due_on public.calendar_date, is_refundable boolean, client_id uuid)
 RETURNS public.charges
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  application public.applications;
  fee public.application_fees;
  demanded public.charges;
  lawful record;
  due date := coalesce(due_on, private.lagos_date());
  wrong text;
begin
  select a.* into application from public.applications as a
  where a.id = application_id and a.submitted_at is not null
    and (a.org_id in (select private.my_org_ids('deals.read')) or a.org_id in (select private.my_org_ids('money.read')));
  if not found then
    perform private.raise_problem('application.not_found', 'Cannot find the application among your organizations''', 404,
      jsonb_build_object('field', 'application_id'));
  end if;
  perform private.require_permission(application.org_id, 'money.write');
  wrong := case
    when kind is null then 'kind'
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when reason is null or length(btrim(reason)) not between 3 and 250 then 'reason'
    when due < private.lagos_date() or due > private.lagos_date() + 365 then 'due_on'
    when client_id is null then 'client_id'
  end;
  if wrong is not null then
    perform private.raise_problem('application.bad_fee', format('Cannot demand the fee: %s %s', wrong, case wrong
      when 'kind' then 'is missing'
      when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'reason' then 'must have 3 to 250 characters: the applicant reads it'
      when 'due_on' then 'must be within a year from today'
      else 'is missing: a fee that is sent again would be demanded twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  if application.applicant_id = (select auth.uid()) then
    perform private.raise_problem('application.own', 'Cannot demand a fee of yourself', 403, jsonb_build_object('field', 'application_id'));
  end if;
  -- Locked before it is charged, so that it is not turned down meanwhile.
  select a.* into strict application from public.applications as a where a.id = application_id for no key update;
  select known.* into fee from public.application_fees as known where known.org_id = application.org_id and known.client_id = client_id;
  if found then
    select c.* into strict demanded from public.charges as c where c.id = fee.charge_id;
    if (fee.application_id, fee.kind, demanded.amount_kobo::bigint) is distinct from (application_id, kind, amount_kobo::bigint) then
      perform private.raise_problem('application.already_charged', 'Cannot demand the fee: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return demanded;
  end if;
  if application.status not in ('submitted', 'shortlisted', 'offered', 'accepted', 'under_review') then
    perform private.raise_problem('application.illegal_transition', format('Cannot demand a fee: the application is %s', application.status), 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  -- The same thing is not asked for twice.
  if exists (
    select from public.application_fees as known
    join public.charges as c on c.org_id = known.org_id and c.id = known.charge_id
    where known.org_id = application.org_id and known.application_id = application_id and known.kind = kind and not c.is_reversed
  ) then
    perform private.raise_problem('application.already_charged', 'Cannot demand the fee: one of this kind is demanded already', 409,
      jsonb_build_object('field', 'kind'));
  end if;
  select * into strict lawful from private.refuse_unlawful_fee(
    (select listing.unit_id from public.listings as listing where listing.id = application.listing_id), kind, amount_kobo);
  insert into public.charges as made (org_id, application_id, kind, due_on, amount_kobo, description)
  values (application.org_id, application.id, 'application_fee', due, amount_kobo, btrim(reason))
  returning made.* into demanded;
  insert into public.application_fees (
    charge_id, org_id, application_id, kind, is_refundable, rule_ids, client_id, demanded_by)
  values (
    demanded.id, application.org_id, application.id, kind, coalesce(is_refundable, false) or lawful.must_go_back, lawful.rule_ids,
    client_id, (select auth.uid()));
  perform private.notify(
    array[application.applicant_id], application.org_id, 'application_fee_demanded', 'A fee is asked for your application', demanded.id,
    jsonb_build_object('application_id', application.id, 'kind', kind, 'amount_kobo', amount_kobo, 'due_on', due,
      'reason', btrim(reason), 'is_refundable', coalesce(is_refundable, false) or lawful.must_go_back));
  return demanded;
end
$function$
;

CREATE OR REPLACE FUNCTION private.demand_charge(tenancy_id uuid, kind public.charge_kind, amount_kobo public.kobo, due_on public.calendar_date, description text, client_id uuid)
 RETURNS public.charges
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  demanded public.charges;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when kind is null or kind in ('rent', 'sale_deposit', 'sale_balance', 'application_fee') then 'kind'
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when due_on is null then 'due_on'
    when description is null or length(btrim(description)) not between 1 and 300 then 'description'
  end;
  if wrong is not null then
    perform private.raise_problem('charge.bad_demand', format('Cannot demand the charge: %s %s', wrong,
      case wrong
        when 'kind' then 'must be given and a tenancy''s; rent is charged by its schedule'
        when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
        when 'due_on' then 'is missing'
        else 'must have 1 to 300 characters'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  if tenancy.status in ('draft', 'offered', 'cancelled') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot demand the charge: the tenancy is %s', tenancy.status),
      409, jsonb_build_object('field', 'tenancy_id'));
  end if;
  insert into public.charges as made (org_id, tenancy_id, kind, due_on, amount_kobo, description, client_id)
  values (tenancy.org_id, tenancy.id, kind, due_on, amount_kobo, btrim(description), client_id)
  on conflict do nothing
  returning made.* into demanded;
  if not found then
    select c.* into demanded from public.charges as c
    where c.org_id = tenancy.org_id and c.client_id = client_id and c.tenancy_id = tenancy.id and c.kind = kind
      and c.due_on = due_on and c.amount_kobo = amount_kobo and c.description = btrim(description);
    if not found then
      perform private.raise_problem('charge.already_posted', 'Cannot demand the charge: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
  end if;
  return demanded;
end
$function$
;

CREATE OR REPLACE FUNCTION private.deposits_paid(org_id uuid)
 RETURNS TABLE(tenancy_id uuid, paid_kobo bigint)
 LANGUAGE plpgsql
 STABLE ROWS 2000
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  return query
  with recursive paid as materialized (
    select it.tenancy_id, sum(it.kobo)::bigint as kobo
    from (
      select charge.tenancy_id, charge.paid_kobo as kobo from public.charges as charge
      where charge.org_id = deposits_paid.org_id and charge.kind = 'caution_deposit' and charge.reverses_id is null
      union all
      select handover.tenancy_id, handover.deposit_kobo from public.tenancy_handovers as handover
      where handover.org_id = deposits_paid.org_id and handover.side = 'taken_over' and handover.deposit_kobo > 0
    ) as it
    group by it.tenancy_id
  ),
  -- Tenants who stay on by a renewal leave their deposit where it is: see deposit_of().
  chain as (
    select paid.tenancy_id, paid.kobo from paid
    union all
    select renewal.id, chain.kobo
    from chain
    join public.tenancies as renewal on renewal.org_id = deposits_paid.org_id and renewal.parent_id = chain.tenancy_id
  )
  select chain.tenancy_id, sum(chain.kobo)::bigint from chain group by chain.tenancy_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.differences(run private.reconciliations, environment text)
 RETURNS TABLE(kind public.payment_exception_kind, fingerprint text, reference text, payment_id uuid, details jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select found.kind::public.payment_exception_kind, found.fingerprint, told.reference, payment.id, jsonb_build_object(
    'listed_on', told.listed_on, 'provider_transaction_id', told.provider_transaction_id,
    'received_kobo', told.amount_kobo, 'received_currency', told.currency, 'received_fees_kobo', told.fees_kobo,
    'expected_kobo', payment.amount_kobo, 'expected_fees_kobo', payment.provider_fees_kobo,
    'settled_transaction_id', payment.provider_transaction_id, 'status', payment.status)
  from private.provider_transactions as told
  left join public.payments as payment on payment.reference = told.reference and payment.method = told.provider
  cross join lateral (select case
      when told.environment <> differences.environment then 'environment_mismatch'
      when payment.id is null then 'unknown_reference'
      when payment.status in ('created', 'pending', 'failed', 'abandoned') then 'unsettled'
      -- A person decides of these already.
      when payment.status = 'needs_review' then null
      when payment.provider_transaction_id <> told.provider_transaction_id then 'duplicate_transaction'
      when payment.currency <> told.currency then 'currency_mismatch'
      when payment.amount_kobo <> told.amount_kobo then 'amount_mismatch'
      when payment.provider_fees_kobo <> told.fees_kobo then 'fees_mismatch'
    end as kind) as compared
  cross join lateral (select compared.kind, case
      when compared.kind in ('duplicate_transaction', 'fees_mismatch') then told.provider_transaction_id
      -- As private.settle_payment() names them: the same difference is the same row.
      else coalesce(told.reference, told.provider_transaction_id) end as fingerprint) as found
  where told.provider = run.provider and told.listed_on = run.listed_on and found.kind is not null
  union all
  -- What we settled and the provider never listed: of payments of three days before, whose transactions can be no
  -- younger than this day, once all days from then on were read to the end.
  select 'missing_at_provider', payment.reference, payment.reference, payment.id, jsonb_build_object(
    'provider_transaction_id', payment.provider_transaction_id, 'expected_kobo', payment.amount_kobo, 'paid_at', payment.paid_at)
  from public.payments as payment
  where run.reading = 2 and payment.method = run.provider and payment.status = 'succeeded'
    -- What was refunded whole, the provider no longer lists among what came in.
    and payment.returned_kobo < payment.amount_kobo
    and payment.id >= private.uuid_v7_floor((run.listed_on - 3)::timestamp at time zone 'Africa/Lagos')
    and payment.id < private.uuid_v7_floor((run.listed_on - 2)::timestamp at time zone 'Africa/Lagos')
    and 4 = (
      select count(*) from private.reconciliations as read
      where read.provider = run.provider and read.subject = 'transactions' and read.reading = 2 and read.listed_on between run.listed_on - 3 and run.listed_on
        and (read.finished_at is not null or read.id = run.id))
    and not exists (
      select from private.provider_transactions as told
      where told.provider = payment.method and told.provider_transaction_id = payment.provider_transaction_id)
$function$
;

CREATE OR REPLACE FUNCTION private.dismiss_statement_row(row_id uuid, reason text)
 RETURNS public.statement_rows
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  line public.statement_rows := private.lock_statement_row(row_id);
  said text := btrim(reason);
begin
  if said is null or length(said) not between 3 and 1000 then
    perform private.raise_problem('statement.bad_reason', 'Say in 3 to 1,000 characters why it is no payment', 422,
      jsonb_build_object('field', 'reason'));
  end if;
  if line.dismissed_reason is not distinct from said then
    return line;
  end if;
  perform private.refuse_decided_row(line);
  return private.decide_statement_row(line, null, said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.dispute_deposit_return(return_id uuid, reason text)
 RETURNS public.deposit_returns
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
begin
  if not exists (select from private.my_tenancy_ids() as mine where mine = given.tenancy_id) then
    perform private.raise_problem('auth.forbidden', 'You may not dispute the return: only a tenant may', 403);
  end if;
  perform private.require_return_reason(reason);
  if given.status = 'disputed' then
    return given;
  end if;
  -- Who has said that they have it, has it.
  if given.status not in ('recorded', 'confirmed') or given.answer_by <= now()
    or given.decided_by in (select private.tenancy_users(given.tenancy_id)) then
    perform private.raise_problem('deposit_return.illegal_transition', 'Cannot dispute the return: it was decided, or the time to dispute it is over', 409,
      jsonb_build_object('field', 'return_id', 'answer_by', given.answer_by));
  end if;
  return private.move_deposit_return(given.id, 'disputed', btrim(reason));
end
$function$
;

CREATE OR REPLACE FUNCTION private.dispute_payment(offline_payment_id uuid, reason text)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_recorded_payment(offline_payment_id);
  said text := private.check_decision('reason', reason);
begin
  if offline.status = 'disputed' and offline.decision is not distinct from said then
    return offline;
  end if;
  if offline.status <> 'recorded' then
    perform private.refuse_decided(offline);
  end if;
  return private.set_offline_status(offline, 'disputed', said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.disputes_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from private.dispute_answers as sent where sent.next_at <= now())
    or exists (select from private.dispute_polls as poll where poll.next_at <= now())
    or not exists (select from private.dispute_polls)
$function$
;

CREATE OR REPLACE FUNCTION private.divide_charge(charge_id uuid, parts jsonb)
 RETURNS SETOF public.charges
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  charge public.charges := private.find_my_charge(charge_id);
  wrong text;
  first_slot smallint;
  tax bigint;
begin
  with wanted as (
    select part.*, lag(part.due_on) over (order by part.part_no) as after from private.read_charge_parts(parts) as part
  )
  select case
    when sum(wanted.amount_kobo) <> charge.amount_kobo then 'parts'
    when min(wanted.part_no) filter (where wanted.due_on < charge.due_on) is not null then
      format('parts.%s.due_on', min(wanted.part_no) filter (where wanted.due_on < charge.due_on) - 1)
    when min(wanted.part_no) filter (where wanted.due_on <= wanted.after) is not null then
      format('parts.%s.due_on', min(wanted.part_no) filter (where wanted.due_on <= wanted.after) - 1)
    when max(wanted.due_on) > charge.due_on + 731 then format('parts.%s.due_on', max(wanted.part_no) - 1)
  end into wrong
  from wanted;
  if wrong is not null then
    perform private.refuse_parts(wrong, case wrong
      when 'parts' then format('must come to what was demanded, %s kobo', charge.amount_kobo)
      else 'must come after the one before, not before the charge itself is due, and within two years of that'
    end);
  end if;
  perform private.lock_charges(array[charge_id]);
  select c.* into strict charge from public.charges as c where c.id = charge_id;
  if exists (
    select from public.charge_parts as known
    join public.charges as part on part.org_id = known.org_id and part.id = known.charge_id
    full join private.read_charge_parts(parts) as wanted
      on wanted.part_no = known.part_no and wanted.due_on = part.due_on and wanted.amount_kobo = part.amount_kobo
    where known.whole_id = charge_id and known.org_id = charge.org_id
    having count(*) > 0 and count(wanted.part_no) = count(*) and count(*) = jsonb_array_length(parts)
  ) then
    return query
    select part.* from public.charge_parts as known
    join public.charges as part on part.org_id = known.org_id and part.id = known.charge_id
    where known.org_id = charge.org_id and known.whole_id = charge_id order by known.part_no;
    return;
  end if;
  perform private.refuse_settled_charge(charge, 'divide the charge');
  if charge.is_reversed then
    perform private.raise_problem('charge.settled', 'Cannot divide the charge: it is taken back or divided already', 409,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if charge.kind in ('sale_deposit', 'sale_balance', 'application_fee') then
    perform private.refuse_parts('charge_id', 'must be a charge of a tenancy');
  end if;
  first_slot := private.next_slot(charge);
  perform private.take_back_charges(array[charge_id], format('divided into %s parts', jsonb_array_length(parts)));
  tax := charge.wht_kobo;
  return query
  with part as (
    select wanted.part_no, wanted.due_on, wanted.amount_kobo,
      -- Whole kobo that add up: what rounding leaves goes to the last part.
      div(tax::numeric * sum(wanted.amount_kobo) over (order by wanted.part_no), charge.amount_kobo)
        - div(tax::numeric * (sum(wanted.amount_kobo) over (order by wanted.part_no) - wanted.amount_kobo), charge.amount_kobo) as wht_kobo
    from private.read_charge_parts(parts) as wanted
  ),
  posted as (
    insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, wht_kobo)
    select charge.org_id, charge.tenancy_id, charge.schedule_id, charge.kind, charge.period,
      first_slot + part.part_no - 1, part.due_on, part.amount_kobo,
      left(charge.description, 270) || format(' (part %s of %s)', part.part_no, jsonb_array_length(parts)), part.wht_kobo::bigint
    from part
    returning *
  ),
  named as (
    insert into public.charge_parts (charge_id, org_id, whole_id, part_no)
    select posted.id, charge.org_id, charge.id, posted.slot_no - first_slot + 1 from posted
  )
  select posted.* from posted order by posted.slot_no;
end
$function$
;

CREATE OR REPLACE FUNCTION private.draw_credit(batch integer DEFAULT 100)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  credit public.payment_credits;
  payments uuid[];
  tenancies uuid[];
  draw record;
  drawn bigint;
begin
  -- The payments first, as settling locks them, so that none is taken back meanwhile; then all charges in one order.
  select array_agg(taken.payment_id), array_agg(taken.tenancy_id) into payments, tenancies
  from (
    select c.payment_id, c.tenancy_id
    from public.payment_credits as c
    join public.payments as payment on payment.org_id = c.org_id and payment.id = c.payment_id and payment.status = 'succeeded'
    -- What somebody asked to have back waits for that.
    where c.left_kobo > 0 and not exists (
      select from public.refunds as refund
      where refund.payment_id = c.payment_id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
    ) and exists (
      select from private.with_renewals(c.tenancy_id) as home (id)
      join public.charges as charge on charge.tenancy_id = home.id
      where charge.reverses_id is null and not charge.is_reversed
        and charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo < charge.amount_kobo
        -- Once a pair: a charge that a payment settled, and that opened again, is a person's to look at.
        and not exists (
          select from public.payment_allocations as known
          where known.payment_id = c.payment_id and known.charge_id = charge.id))
    order by c.tenancy_id, c.payment_id
    limit batch
    for no key update of c skip locked
    for no key update of payment skip locked
  ) as taken;
  if payments is null then
    return 0;
  end if;
  perform private.lock_charges(array(
    select charge.id from unnest(tenancies) as taken (id)
    cross join lateral private.with_renewals(taken.id) as home (id)
    join public.charges as charge on charge.tenancy_id = home.id
    where charge.reverses_id is null and not charge.is_reversed
      and charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo < charge.amount_kobo));
  for credit in
    select c.* from public.payment_credits as c where c.payment_id = any (payments) order by c.tenancy_id, c.payment_id
  loop
    drawn := 0;
    for draw in
      select open.id, open.description, least(open.kobo, credit.left_kobo - open.before_kobo)::bigint as kobo
      from (
        -- The oldest first. What is withheld as tax waits for its certificate.
        select charge.id, charge.description, charge.due_on, charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo as kobo,
          sum(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo) over (order by charge.due_on, charge.id)
            - (charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo) as before_kobo
        from private.with_renewals(credit.tenancy_id) as home (id)
        join public.charges as charge on charge.tenancy_id = home.id
        where charge.reverses_id is null and not charge.is_reversed
          and charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo < charge.amount_kobo
          and not exists (
            select from public.payment_allocations as known
            where known.payment_id = credit.payment_id and known.charge_id = charge.id)
      ) as open
      where open.before_kobo < credit.left_kobo
      order by open.due_on, open.id
    loop
      insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
      values (credit.org_id, credit.payment_id, draw.id, draw.kobo);
      perform private.book_draw(credit, draw.id, draw.description, draw.kobo);
      drawn := drawn + draw.kobo;
    end loop;
    update public.payment_credits as c set left_kobo = c.left_kobo - drawn where c.payment_id = credit.payment_id and drawn > 0;
  end loop;
  return cardinality(payments);
end
$function$
;

CREATE OR REPLACE FUNCTION private.drop_certificate(payment_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update public.tax_certificates as known set taken_back_at = now()
  where known.payment_id = drop_certificate.payment_id and known.taken_back_at is null;
  select private.sum_up_certificates(known.charge_id)
  from public.tax_certificates as known where known.payment_id = drop_certificate.payment_id
$function$
;

CREATE OR REPLACE FUNCTION private.drop_credit(payment_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update public.payment_credits as credit set left_kobo = 0 where credit.payment_id = drop_credit.payment_id and credit.left_kobo > 0
$function$
;

CREATE OR REPLACE FUNCTION private.drop_returned_charges(payment public.payments, return_id uuid, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  part public.payment_return_parts;
  charge public.charges;
  credit public.payment_credits;
begin
  for part in
    select p.* from public.payment_return_parts as p where p.return_id = return_id order by p.charge_id
  loop
    select c.* into strict charge from public.charges as c where c.id = part.charge_id;
    -- Where other money stands on it, it stays and is open; so does what a sale demands, which follows its contract.
    if charge.paid_kobo = 0 and not charge.is_reversed and charge.sale_id is null
      and (part.instead_id is not null or charge.amount_kobo - charge.wht_kobo <= part.amount_kobo) then
      perform private.take_back_charges(array[charge.id], left(reason, 250));
    end if;
    if part.kept_kobo > 0 then
      insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
      values (payment.org_id, payment.id, part.instead_id, part.kept_kobo);
      credit.org_id := payment.org_id;
      credit.payment_id := payment.id;
      perform private.book_draw(credit, part.instead_id, charge.description, part.kept_kobo);
    end if;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION private.due_days(due_days_before integer, due_on_day integer)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce(-due_days_before, due_on_day - 1, 0)::smallint
$function$
;

CREATE OR REPLACE FUNCTION private.end_authorization(authorization_id uuid, to_status public.authorization_status)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  -- What charges by it stops first, in one order, as private.lock_autopays() locks it.
  perform private.lock_autopays(authorization_id);
  update public.saved_authorizations as saved set status = to_status where saved.id = authorization_id and saved.status = 'usable';
  -- Nobody can charge it any more, whatever else goes wrong.
  delete from private.authorization_tokens as token where token.authorization_id = authorization_id;
  perform private.pause_autopay(autopay.id, (case to_status when 'removed' then 'card_removed' else 'card_refused' end)::public.autopay_pause)
  from public.autopays as autopay
  where autopay.authorization_id = authorization_id and autopay.status = 'on'
  order by autopay.id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.end_autopay(autopay_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  update public.autopays as autopay set status = 'ended', paused_because = null where autopay.id = autopay_id;
  update public.autopay_plans as plan set status = 'dropped' where plan.autopay_id = autopay_id and plan.status in ('announced', 'over_limit');
end
$function$
;

CREATE OR REPLACE FUNCTION private.end_charge_schedule(schedule_id uuid, from_on public.calendar_date, reason text)
 RETURNS public.charge_schedules
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  schedule public.charge_schedules := private.lock_my_schedule(schedule_id);
begin
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.refuse_schedule_terms('reason', 'must have 3 to 250 characters');
  end if;
  return private.stop_schedule(schedule, coalesce(from_on, private.lagos_date()), btrim(reason));
end
$function$
;

CREATE OR REPLACE FUNCTION private.end_late_fee(tenancy_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  update public.late_fee_rules as rule set ended_at = now() where rule.tenancy_id = tenancy_id and rule.ended_at is null;
  return found;
end
$function$
;

CREATE OR REPLACE FUNCTION private.end_of(day public.calendar_date)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return (day + 1)::timestamp at time zone 'Africa/Lagos';
end
$function$
;

CREATE OR REPLACE FUNCTION private.end_tenancy(tenancy_id uuid, reason text, possession_returned_on public.calendar_date)
 RETURNS public.tenancies
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
  returned_on date := coalesce(possession_returned_on, private.lagos_date());
  parent public.tenancies;
  renewal record;
begin
  if tenancy.status in ('draft', 'offered', 'cancelled') then
    return private.move_tenancy(tenancy.id, 'cancelled', reason);
  end if;
  if tenancy.status = 'ended' then
    return tenancy;
  end if;
  if returned_on > private.lagos_date() then
    perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies in the future; give notice instead', 400,
      jsonb_build_object('field', 'possession_returned_on'));
  end if;
  if tenancy.starts_on > returned_on then
    if possession_returned_on is not null then
      perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies before the first day', 400,
        jsonb_build_object('field', 'possession_returned_on'));
    end if;
    -- Agreed and never begun: it ends on its first day, and nothing of it is owed.
    returned_on := tenancy.starts_on;
  end if;
  for renewal in
    select child.id, child.status from public.tenancies as child
    where child.org_id = tenancy.org_id and child.parent_id = tenancy.id and child.status not in ('cancelled', 'ended')
    for update
  loop
    if renewal.status = 'offered' then
      perform private.move_tenancy(renewal.id, 'cancelled', 'The tenancy that it renews ended');
    else
      perform private.end_tenancy(renewal.id, reason, null);
    end if;
  end loop;
  update public.tenancies as t set ended_on = returned_on where t.id = tenancy.id;
  -- What an outage left uncharged until that day is owed all the same.
  perform private.generate_charges(returned_on, tenancy.id);
  perform private.reverse_charges_from(tenancy, returned_on);
  update public.unit_holds as hold
  set period = daterange(lower(hold.period), greatest(returned_on, lower(hold.period) + 1))
  where hold.id = tenancy.hold_id;
  tenancy := private.move_tenancy(tenancy.id, 'ended', reason);
  -- A renewal that had not begun gives the unit back to the tenancy that goes on.
  -- One that had begun does not, even while the nightly job has yet to end its parent.
  select t.* into parent from public.tenancies as t
  where t.id = tenancy.parent_id and t.is_in_force;
  if found and tenancy.starts_on <= private.lagos_date() then
    perform private.move_tenancy(parent.id, 'ended', 'Renewed');
  elsif found then
    update public.unit_holds as hold set period = daterange(lower(hold.period), null) where hold.id = parent.hold_id;
  end if;
  return tenancy;
end
$function$
;

CREATE OR REPLACE FUNCTION private.expect_proof_file(org_id uuid)
 RETURNS text
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- Swept after an hour if by then no row names it: a try that was killed leaves nothing.
  insert into private.abandoned_files (bucket, path, abandoned_at)
  values ('payment-proofs', org_id || '/' || gen_random_uuid(), now() + interval '50 minutes')
  returning path
$function$
;

CREATE OR REPLACE FUNCTION private.expire_payment_proofs(batch integer DEFAULT 100)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  due public.offline_payments;
  expired integer := 0;
begin
  for due in
    select offline.* from public.offline_payments as offline
    where offline.status in ('submitted', 'needs_more') and offline.answer_by <= now()
    order by offline.answer_by limit batch
    for no key update skip locked
  loop
    perform private.set_offline_status(due, 'expired', null);
    expired := expired + 1;
  end loop;
  return expired;
end
$function$
;

CREATE OR REPLACE FUNCTION private.fail_payout(payout_id uuid, reason text)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payout public.payouts;
  said text;
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not give up a payout: only the platform''s staff may', 403);
  end if;
  said := private.check_payout_reason(reason);
  select found.* into payout from public.payouts as found where found.id = payout_id for no key update;
  if payout.id is null then
    perform private.raise_problem('payout.not_found', 'Cannot find the payout', 404, jsonb_build_object('field', 'payout_id'));
  end if;
  if payout.status = 'failed' then
    return payout;
  end if;
  if payout.status <> 'needs_attention' then
    perform private.refuse_decided_payout(payout);
  end if;
  return private.set_payout_status(payout.id, 'failed', auth.uid(), said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.fall_through(sale_id uuid, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  fallen public.sales;
begin
  perform private.begin_move('sale', sale_id, reason);
  update public.sales as sale set status = 'fallen_through', fell_through_reason = left(reason, 500)
  where sale.id = sale_id
  returning sale.* into fallen;
  perform private.take_back_sale_charges(fallen, null, 'Taken back: the sale fell through');
end
$function$
;

CREATE OR REPLACE FUNCTION private.find_my_charge(charge_id uuid)
 RETURNS public.charges
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  charge public.charges;
  tenancy public.tenancies;
begin
  select c.* into charge from public.charges as c where c.id = charge_id;
  select t.* into tenancy from public.tenancies as t where t.id = charge.tenancy_id;
  if charge.id is null or not (
    private.knows_debtor(tenancy)
    or charge.tenancy_id is null and exists (select from private.my_org_ids('money.read') as mine where mine = charge.org_id)
  ) then
    perform private.raise_problem('charge.not_found', 'Cannot find the charge among what is owed to your organizations and under your mandates', 404,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if charge.tenancy_id is null then
    perform private.require_permission(charge.org_id, 'money.write');
  else
    perform private.require_collecting(tenancy);
  end if;
  return charge;
end
$function$
;

CREATE OR REPLACE FUNCTION private.first_balance_hour(on_day public.calendar_date)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- After the night in which the day before is read (private.plan_reconciliations).
  select (on_day + time '04:00') at time zone 'Africa/Lagos'
$function$
;

CREATE OR REPLACE FUNCTION private.first_demanded(charge_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  first_id uuid := charge_id;
  whole uuid;
begin
  loop
    select part.whole_id into whole from public.charge_parts as part where part.charge_id = first_id;
    exit when not found;
    first_id := whole;
  end loop;
  return first_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.follow_autopay(batch integer DEFAULT 100)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  followed record;
  plan public.autopay_plans;
  done integer := 0;
begin
  for followed in
    select p.id, payment.status as payment_status, payment.failure_reason
    from public.autopay_plans as p
    join public.autopays as autopay on autopay.id = p.autopay_id
    join public.payments as payment on payment.org_id = p.org_id and payment.id = p.payment_id
    where p.status in ('trying', 'waiting_for_payer') and payment.status in ('succeeded', 'reversed', 'failed', 'abandoned')
    order by p.id limit batch
    for no key update of p, autopay skip locked
  loop
    done := done + 1;
    select p.* into strict plan from public.autopay_plans as p where p.id = followed.id;
    if followed.payment_status in ('succeeded', 'reversed') then
      update public.autopay_plans as p set status = 'taken' where p.id = plan.id;
    elsif followed.payment_status = 'failed' or plan.status = 'waiting_for_payer' then
      perform private.after_decline(plan, coalesce(followed.failure_reason, 'It was not confirmed in time'));
    else
      -- The provider never heard of it: nobody declined anything.
      update public.autopay_plans as p set status = 'announced', take_on = greatest(p.take_on, private.lagos_date()) where p.id = plan.id;
    end if;
  end loop;
  return done;
end
$function$
;

CREATE OR REPLACE FUNCTION private.follow_provider_refund(refund public.refunds, state text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  payment public.payments;
  to_status public.refund_status := case state
    when 'done' then 'succeeded'::public.refund_status when 'failed' then 'failed' when 'needs_attention' then 'needs_attention' else 'pending' end;
  excess bigint;
begin
  -- Never backwards: an older answer may be written after a newer one.
  if to_status = refund.status or not exists (
    select from private.state_transitions as allowed
    where allowed.machine = 'refund' and allowed.from_state = refund.status::text and allowed.to_state = to_status::text
  ) then
    return;
  end if;
  if to_status = 'succeeded' then
    select p.* into strict payment from public.payments as p where p.id = refund.payment_id;
    excess := case when payment.status = 'succeeded'
      then greatest(refund.amount_kobo - (payment.amount_kobo - payment.returned_kobo), 0) else refund.amount_kobo end;
    if excess > 0 then
      update public.refunds as r set excess_kobo = excess where r.id = refund.id;
      refund.excess_kobo := excess;
      perform private.note_refund_exception('money_going_back', refund);
    end if;
  end if;
  perform private.move_refund(refund.id, to_status, 'The provider says ' || state);
end
$function$
;

CREATE OR REPLACE FUNCTION private.free_statement_row(offline_payment_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update public.statement_rows as line set offline_payment_id = null, is_other_money = false, decided_by = null, decided_at = null
  where line.offline_payment_id = free_statement_row.offline_payment_id
$function$
;

CREATE OR REPLACE FUNCTION private.go_on_from_parent(renewal public.tenancies)
 RETURNS date
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  parent public.tenancies;
begin
  select t.* into strict parent from public.tenancies as t where t.id = renewal.parent_id;
  -- Who held over and agrees to a renewal from the end of the term was asked for some of its days already.
  perform private.reverse_charges_from(parent, renewal.starts_on);
  insert into public.charge_schedules (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id)
  select renewal.org_id, renewal.id, before.kind, before.amount_kobo, before.every, since.first_on, renewal.ends_on,
    before.due_days, true, before.label,
    (select party.tenant_id from public.tenancy_parties as party
     where party.tenancy_id = renewal.id and party.tenant_id = before.payer_id)
  from public.charge_schedules as before
  cross join lateral (
    select greatest(renewal.starts_on, max(upper(charge.period))) as first_on
    from public.charges as charge
    where charge.org_id = before.org_id and charge.schedule_id = before.id and charge.reverses_id is null and not charge.is_reversed
  ) as since
  where before.org_id = parent.org_id and before.tenancy_id = parent.id and before.kind <> 'rent' and before.goes_on
    and since.first_on < renewal.ends_on
    and not exists (
      select from public.charge_schedules as schedule
      where schedule.org_id = renewal.org_id and schedule.tenancy_id = renewal.id and schedule.kind = before.kind);
  insert into public.late_fee_rules (org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo)
  select renewal.org_id, renewal.id, rule.grace_days, rule.amount_kobo, rule.bps, rule.cap_kobo
  from public.late_fee_rules as rule
  where rule.org_id = parent.org_id and rule.tenancy_id = parent.id and rule.ended_at is null
  on conflict do nothing;
  -- No day is charged twice: what was paid while they held over stays, and the renewal's rent begins after it.
  return (
    select greatest(renewal.starts_on, max(upper(charge.period)))
    from public.charges as charge
    where charge.org_id = parent.org_id and charge.tenancy_id = parent.id and charge.kind = 'rent'
      and charge.reverses_id is null and not charge.is_reversed);
end
$function$
;

CREATE OR REPLACE FUNCTION private.guarantors_of(tenancy public.tenancies)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 2
 SET search_path TO ''
AS $function$
  with recursive chain as (
    select tenancy.org_id, tenancy.id, tenancy.parent_id
    union all
    select parent.org_id, parent.id, parent.parent_id
    from chain join public.tenancies as parent on parent.org_id = chain.org_id and parent.id = chain.parent_id
  )
  select distinct guarantor.answered_by
  from chain
  join public.offers as offer on offer.org_id = chain.org_id and offer.tenancy_id = chain.id
  join public.application_guarantors as guarantor
    on guarantor.org_id = offer.org_id and guarantor.application_id = offer.application_id
  where guarantor.status = 'confirmed' and guarantor.answered_by is not null
$function$
;

CREATE OR REPLACE FUNCTION private.hand_home_over(sale public.sales)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  taker uuid := private.organization_of_buyer(sale);
  sold public.units;
  home public.units;
  tenancy public.tenancies;
  successor public.tenancies;
  tenants jsonb;
  successors jsonb := '{}'::jsonb;
begin
  if not exists (
    select from public.tenancies as t where t.org_id = sale.org_id and t.unit_id = sale.unit_id and t.is_in_force
  ) then
    return 0;
  end if;
  if taker is null then
    perform private.tell_of_waiting_home(sale);
    return 0;
  end if;
  select u.* into strict sold from public.units as u where u.id = sale.unit_id;
  -- A parent before its renewal, as everybody locks them.
  perform from public.tenancies as t
  where t.org_id = sale.org_id and t.unit_id = sale.unit_id and (t.is_in_force or t.status in ('draft', 'offered'))
  order by t.starts_on, t.id for update;
  for tenancy in
    select t.* from public.tenancies as t
    where t.org_id = sale.org_id and t.unit_id = sale.unit_id and (
      t.status in ('draft', 'offered')
      -- One whose renewal has begun is over, though the nightly job has not said so.
      or t.is_in_force and exists (
        select from public.tenancies as renewal
        where renewal.org_id = t.org_id and renewal.parent_id = t.id and renewal.is_in_force
          and renewal.starts_on <= private.lagos_date()))
    order by t.starts_on, t.id
  loop
    if tenancy.is_in_force then
      perform private.move_tenancy(tenancy.id, 'ended', 'Renewed');
    else
      perform private.move_tenancy(tenancy.id, 'cancelled', 'The home was sold');
    end if;
  end loop;
  home := private.copy_home(sold, taker, sale.closed_on);
  select coalesce(jsonb_object_agg(named.tenant_id, private.copy_tenant(named.tenant_id, taker)), '{}') into tenants
  from (
    select distinct party.tenant_id
    from public.tenancies as t
    join public.tenancy_parties as party on party.org_id = t.org_id and party.tenancy_id = t.id
    where t.org_id = sale.org_id and t.unit_id = sale.unit_id and t.is_in_force
    order by party.tenant_id
  ) as named;
  for tenancy in
    select t.* from public.tenancies as t
    where t.org_id = sale.org_id and t.unit_id = sale.unit_id and t.is_in_force
    order by t.starts_on, t.id
  loop
    successor := private.pass_on_tenancy(
      tenancy, sale, home, tenants, (successors ->> coalesce(tenancy.parent_id::text, ''))::uuid);
    successors := successors || jsonb_build_object(tenancy.id, successor.id);
  end loop;
  return (select count(*)::integer from jsonb_object_keys(successors));
end
$function$
;

CREATE OR REPLACE FUNCTION private.has_open_dispute(payment_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (
    select from public.disputes as dispute
    where dispute.payment_id = has_open_dispute.payment_id and dispute.status in ('open', 'answered'))
$function$
;

CREATE OR REPLACE FUNCTION private.has_second_payer(org_id uuid, person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return exists (
    select from private.members_with(has_second_payer.org_id, 'money.payout') as member (id)
    where member.id is distinct from person);
end
$function$
;

CREATE OR REPLACE FUNCTION private.hold_refunds(dispute public.disputes)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  payment public.payments;
  refund public.refunds;
  spoken_for bigint := 0;
begin
  select p.* into strict payment from public.payments as p where p.id = dispute.payment_id;
  for refund in
    select r.* from public.refunds as r
    where r.payment_id = payment.id and r.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
    order by r.status in ('requested', 'approved'), r.id
    for update
  loop
    spoken_for := spoken_for + refund.amount_kobo;
    if refund.status in ('requested', 'approved') then
      if dispute.status = 'lost' and spoken_for > payment.amount_kobo - payment.returned_kobo then
        perform private.move_refund(refund.id, 'declined', 'The payer''s bank took the money back');
        spoken_for := spoken_for - refund.amount_kobo;
      elsif refund.status = 'approved' then
        update private.refund_checks as checked
        set next_at = case when not private.has_open_dispute(payment.id) then now() end
        where checked.refund_id = refund.id;
      end if;
    end if;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION private.holds_enough(org_id uuid, provider public.payment_method)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce((
    select funds.all_left_kobo >= 0 from private.provider_funds(holds_enough.org_id) as funds
    where funds.provider = holds_enough.provider), false)
$function$
;

CREATE OR REPLACE FUNCTION private.import_statement(account_id uuid, rows jsonb, file_name text)
 RETURNS public.statement_imports
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  account public.statement_accounts;
  lines private.statement_line[];
  credits private.statement_line[];
  refused_rows jsonb;
  import public.statement_imports;
  refused_count integer;
  known_count integer;
begin
  -- One import of an account after the other, so that two that overlap make every row once.
  select a.* into account from public.statement_accounts as a
  where a.id = account_id and a.org_id in (select private.my_org_ids('money.confirm'))
  for no key update;
  if account.id is null then
    perform private.raise_problem('statement.account_not_found', 'Cannot find the account among your organizations', 404,
      jsonb_build_object('field', 'account_id'));
  end if;
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) = 0 then
    perform private.raise_problem('statement.bad_rows', 'Cannot import: rows must be a list with at least one row', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  if jsonb_array_length(rows) > 5000 then
    perform private.raise_problem('statement.too_many_rows', 'Cannot import more than 5,000 rows at once: send whole days', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  lines := array(
    select private.read_statement_row(sent.cells, sent.place::integer, account)
    from jsonb_array_elements(rows) with ordinality as sent (cells, place) order by sent.place);
  select count(*), coalesce(jsonb_agg(
    jsonb_build_object('row_number', line.row_number, 'field', line.field, 'message', line.message) order by line.row_number)
    filter (where line.turn <= 100), '[]')
  into refused_count, refused_rows
  from (
    select read.*, row_number() over (order by read.row_number) as turn from unnest(lines) as read where read.message is not null
  ) as line;
  credits := array(
    select row(line.row_number, line.booked_on, line.amount_kobo, line.narration, line.reference, null, null,
      encode(sha256(convert_to(jsonb_build_array(line.booked_on, line.amount_kobo, line.narration, line.reference,
        -- Two deposits of a day that say the same are two.
        row_number() over (partition by line.booked_on, line.amount_kobo, line.narration, line.reference order by line.row_number)
      )::text, 'utf8')), 'hex'), private.statement_cells_hash(rows -> (line.row_number - 1)))::private.statement_line
    from unnest(lines) as line
    where line.message is null and line.amount_kobo > 0 and line.booked_on is not null);

  select count(*) into known_count
  from unnest(credits) as credit
  join public.statement_rows as there on there.account_id = account.id and there.row_hash = credit.row_hash;
  insert into public.statement_imports as made (
    org_id, account_id, file_name, row_count, new_count, known_count, left_out_count, refused_count, refused, created_by)
  values (account.org_id, account.id, nullif(left(btrim(file_name), 200), ''), cardinality(lines),
    cardinality(credits) - known_count, known_count, cardinality(lines) - cardinality(credits) - refused_count, refused_count,
    refused_rows, auth.uid())
  returning made.* into import;
  insert into public.statement_rows (org_id, account_id, import_id, booked_on, amount_kobo, narration, reference, row_hash, cells_hash)
  select account.org_id, account.id, import.id, credit.booked_on, credit.amount_kobo, credit.narration, credit.reference, credit.row_hash,
    credit.cells_hash
  from unnest(credits) as credit
  order by credit.row_number
  on conflict on constraint statement_rows_account_id_row_hash_key do nothing;
  return import;
end
$function$
;

CREATE OR REPLACE FUNCTION private.is_held_over(tenancy public.tenancies, as_of public.calendar_date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select tenancy.status in ('holding_over', 'notice_given') and tenancy.ends_on <= as_of and not exists (
    select from public.tenancies as renewal
    where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.is_in_force)
$function$
;

CREATE OR REPLACE FUNCTION private.is_sitting_tenant(tenancy public.tenancies)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select tenancy.parent_id is not null or tenancy.ends_on <= private.lagos_date() or exists (
    select from public.tenancy_handovers as handover
    where handover.tenancy_id = tenancy.id and handover.side = 'taken_over' and handover.was_renewed)
$function$
;

CREATE OR REPLACE FUNCTION private.issue_receipts(payment public.payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  receipt public.receipts;
  prepared public.receipts[];
  part record;
begin
  select named.payee, named.payee_address, named.payers, named.payer_address, named.premises
  into strict
    receipt.landlord_name, receipt.landlord_address, receipt.tenant_names, receipt.tenant_address, receipt.premises
  from private.receipt_names(payment) as named;
  receipt.org_id := payment.org_id;
  receipt.payment_id := payment.id;
  receipt.tenancy_id := payment.tenancy_id;
  receipt.sale_id := payment.sale_id;
  receipt.application_id := payment.application_id;
  receipt.received_on := private.lagos_date(payment.paid_at);
  receipt.currency := payment.currency;
  receipt.method := payment.method;
  receipt.payment_reference := payment.reference;
  receipt.issued_at := now();
  receipt.hash_version := 3;
  for part in
    with settled as (
      select private.receipt_kind_of(charge.kind) as kind, allocation.amount_kobo, charge.period,
        charge.id as charge_id, charge.description, charge.due_on
      from public.payment_allocations as allocation
      join public.charges as charge on charge.id = allocation.charge_id
      where allocation.payment_id = payment.id
    )
    select
      item.kind,
      sum(item.amount_kobo)::bigint as amount_kobo,
      case when count(item.period) > 0
        then daterange(min(lower(item.period)), max(upper(item.period))) end as period,
      jsonb_agg(jsonb_build_object(
        'charge_id', item.charge_id, 'description', item.description, 'amount_kobo', item.amount_kobo
      ) order by item.due_on, item.charge_id) as items
    from (
      select * from settled
      union all
      -- Money that settled nothing was received all the same.
      select 'other', payment.amount_kobo - coalesce(sum(settled.amount_kobo), 0), null, null, 'Credit on account', null
      from settled
      having payment.amount_kobo > coalesce(sum(settled.amount_kobo), 0)
    ) as item
    group by item.kind
    order by item.kind
  loop
    receipt.id := private.uuid_v7();
    receipt.kind := part.kind;
    receipt.amount_kobo := part.amount_kobo;
    receipt.period := part.period;
    receipt.items := part.items;
    receipt.token := private.new_token();
    receipt.token_hash := sha256(convert_to(receipt.token, 'utf8'));
    prepared := prepared || receipt;
  end loop;
  perform private.number_receipts(payment.org_id, prepared);
end
$function$
;

CREATE OR REPLACE FUNCTION private.keep_credit(payment public.payments, left_kobo public.kobo)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- What a buyer or an applicant paid too much is given back: nothing of theirs falls due again.
  insert into public.payment_credits (payment_id, org_id, tenancy_id, left_kobo)
  select payment.id, payment.org_id, payment.tenancy_id, left_kobo
  where payment.tenancy_id is not null and left_kobo > 0
$function$
;

CREATE OR REPLACE FUNCTION private.keep_proof_file(storage_path text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  delete from private.abandoned_files as file where file.bucket = 'payment-proofs' and file.path = storage_path;
  if not found then
    perform private.raise_problem('offline_payment.took_too_long', 'The upload took too long: send it again', 409,
      jsonb_build_object('field', 'upload_path'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.keep_provider_refund(payment public.payments, told_id text, amount_kobo public.kobo, state text, asked_for uuid DEFAULT NULL::uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds;
begin
  select r.* into refund from public.refunds as r
  where r.method = payment.method and r.provider_refund_id = told_id and r.payment_id = payment.id for update;
  if not found then
    -- One that is being sent, of which no answer has come: the provider's answer names it, its list is matched by amount.
    select r.* into refund from public.refunds as r
    where r.payment_id = payment.id and r.status = 'sending' and r.provider_refund_id is null and r.amount_kobo = amount_kobo
      and (asked_for is null or r.id = asked_for)
    order by r.sent_at, r.id limit 1 for update;
    if found then
      update public.refunds as r set provider_refund_id = told_id where r.id = refund.id returning r.* into refund;
    else
      insert into public.refunds as heard (
        org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, provider_refund_id)
      values (
        payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), payment.method, 'provider',
        'pending', amount_kobo, 'Made at the provider', told_id)
      returning heard.* into refund;
    end if;
  end if;
  perform private.follow_provider_refund(refund, state);
end
$function$
;

CREATE OR REPLACE FUNCTION private.known_offline_payment(acting_user uuid, client_id uuid, method public.payment_method, amount_kobo public.kobo, paid_on public.calendar_date)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  known public.offline_payments;
begin
  select offline.* into known from public.offline_payments as offline
  where offline.reported_by = acting_user and offline.client_id = client_id;
  if known.id is not null and (known.method, known.claimed_kobo, known.paid_on) is distinct from (method, amount_kobo::bigint, paid_on::date) then
    perform private.raise_problem('offline_payment.client_id_used', 'Cannot take the payment: its client_id is that of another one', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  return known;
end
$function$
;

CREATE OR REPLACE FUNCTION private.known_proof(acting_user uuid, offline_payment_id uuid, upload_path text)
 RETURNS public.offline_payments
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select offline.* from public.payment_proofs as proof
  join public.offline_payments as offline on offline.id = proof.offline_payment_id
  where proof.offline_payment_id = known_proof.offline_payment_id and proof.upload_path = known_proof.upload_path
    and proof.added_by = acting_user
$function$
;

CREATE OR REPLACE FUNCTION private.knows_debtor(tenancy public.tenancies)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(
    tenancy.org_id in (select private.my_org_ids('tenancies.read'))
    or exists (
      select from private.mandates_over(tenancy.unit_id, array(select private.my_org_ids('money.write'))) as mandate
      where mandate.status in ('active', 'revoked', 'ended')), false)
$function$
;

CREATE OR REPLACE FUNCTION private.lagos_date(at timestamp with time zone DEFAULT now())
 RETURNS date
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return (at at time zone 'Africa/Lagos')::date;
end
$function$
;

CREATE OR REPLACE FUNCTION private.advance_tenancies(today public.calendar_date DEFAULT private.lagos_date(), batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  running record;
  moved integer := 0;
begin
  for running in
    select tenancy.id, tenancy.status, notice.ends_on as notice_ends_on, renewal.id as renewal_id
    from public.tenancies as tenancy
    left join public.tenancy_notices as notice
      on notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null
    left join public.tenancies as renewal
      on renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.is_in_force
    where tenancy.status in ('active', 'notice_given') and tenancy.ends_on <= today
      and (tenancy.status = 'active' or notice.ends_on <= today)
    order by tenancy.ends_on
    limit batch
    for update of tenancy skip locked
  loop
    if running.renewal_id is not null then
      perform private.move_tenancy(running.id, 'ended', 'Renewed');
    else
      perform private.move_tenancy(running.id, 'holding_over',
        case when running.status = 'notice_given' then 'The notice has run out' else 'The term has passed' end);
    end if;
    moved := moved + 1;
  end loop;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.generate_charges(as_of public.calendar_date DEFAULT private.lagos_date(), only_tenancy uuid DEFAULT NULL::uuid, batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
declare
  due uuid[];
begin
  if only_tenancy is null then
    -- Nobody is waited for: what another has in hand it charges itself, or leaves to the next run. Who stays on after
    -- the term is charged once they are marked as held over; until then their schedules are not taken.
    select array_agg(taken.id) into due
    from (
      select schedule.id from public.charge_schedules as schedule
      join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
      where schedule.next_on <= as_of and tenancy.status not in ('draft', 'offered')
        and (
          not tenancy.is_in_force or schedule.every is null
          or (schedule.first_on + schedule.next_no * schedule.every)::date < schedule.until_on
          or private.is_held_over(tenancy, as_of)
        )
      order by schedule.next_on, schedule.id limit batch
      for no key update of schedule skip locked
      for key share of tenancy skip locked
    ) as taken;
  else
    select array_agg(taken.id) into due
    from (
      select schedule.id from public.charge_schedules as schedule
      where schedule.tenancy_id = only_tenancy and (schedule.next_on <= as_of or schedule.next_no = 0 and schedule.next_on is not null)
      order by schedule.id
      for no key update
    ) as taken;
  end if;
  if due is null then
    return 0;
  end if;

  with taken as (
    -- To call the function costs more than all else of a row: few are over their term.
    select schedule.*, tenancy.is_in_force,
      tenancy.ends_on <= as_of and schedule.goes_on and private.is_held_over(tenancy, as_of) as is_held_over
    from public.charge_schedules as schedule
    join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
    where schedule.id = any (due)
  ),
  period as (
    select taken.id, taken.org_id, taken.tenancy_id, taken.kind, taken.amount_kobo, taken.label, taken.wht_bps, step.n,
      length.starts_on, length.ends_on,
      -- Nobody is late with what they were never asked for: the first is due when it is posted, at the earliest.
      least(date '2199-12-31', greatest(
        date '1861-01-01', least(length.starts_on + taken.due_days, length.ends_on - 1),
        case when step.n = 0 then least(length.starts_on, as_of) end)) as due_on
    from taken
    -- Months differ in length, so the count of periods is an upper bound; the where clause is exact.
    cross join lateral generate_series(taken.next_no, greatest(taken.next_no, ceil(
      extract(epoch from age(
        case when taken.is_held_over then as_of else least(as_of + 120, taken.until_on) end::timestamp, taken.first_on::timestamp))
      / extract(epoch from taken.every)
    )::integer + 1, 0)) as step (n)
    cross join lateral (
      select coalesce((taken.first_on + step.n * taken.every)::date, taken.first_on::date) as starts_on,
        (taken.first_on + (step.n + 1) * taken.every)::date as ends_on
    ) as length
    where taken.is_in_force and (taken.every is not null or step.n = 0) and case
      when length.starts_on < taken.until_on then step.n = 0 or length.starts_on + least(taken.due_days, 0) <= as_of + 30
      else taken.is_held_over and length.starts_on <= as_of
    end
  ),
  posted as (
    insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, due_on, amount_kobo, description, wht_kobo)
    select period.org_id, period.tenancy_id, period.id, period.kind,
      case when period.ends_on is not null then daterange(period.starts_on, period.ends_on) end,
      period.due_on, period.amount_kobo,
      coalesce(period.label, initcap(replace(period.kind::text, '_', ' '))) || case when period.ends_on is not null then
        format(' for %s to %s', to_char(period.starts_on, 'FMDD Mon YYYY'), to_char(period.ends_on - 1, 'FMDD Mon YYYY'))
      else '' end,
      coalesce(div(period.amount_kobo::numeric * period.wht_bps + 5000, 10000)::bigint, 0)
    from period
    on conflict (schedule_id, period, slot_no) where schedule_id is not null and reverses_id is null do nothing
  )
  update public.charge_schedules as schedule
  set next_no = reached.next_no,
    -- A tenancy that is over is charged no more.
    next_on = case
      when not reached.is_in_force or following.starts_on is null then null
      when following.starts_on < schedule.until_on then
        greatest(date '1861-01-01', following.starts_on + least(schedule.due_days, 0) - 30)
      when schedule.goes_on and following.starts_on < date '2200-01-01' then following.starts_on
    end
  from (
    select taken.id, taken.is_in_force, taken.first_on, taken.every, coalesce(max(period.n) + 1, taken.next_no) as next_no
    from taken
    left join period on period.id = taken.id
    group by taken.id, taken.is_in_force, taken.first_on, taken.every, taken.next_no
  ) as reached
  cross join lateral (
    select (reached.first_on + reached.next_no * reached.every)::date as starts_on
  ) as following
  where schedule.id = reached.id;
  return cardinality(due);
end
$function$
;

CREATE OR REPLACE FUNCTION private.last_reconcilable_day()
 RETURNS public.calendar_date
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- At two in the morning the providers have counted the day before.
  select ((now() at time zone 'Africa/Lagos') - interval '26 hours')::date::public.calendar_date
$function$
;

CREATE OR REPLACE FUNCTION private.last_renewal(tenancy_id uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, 0 as down from public.tenancies as tenancy where tenancy.id = last_renewal.tenancy_id
    union all
    select renewal.id, renewal.org_id, chain.down + 1
    from chain
    join public.tenancies as renewal on renewal.org_id = chain.org_id and renewal.parent_id = chain.id
      and renewal.status not in ('draft', 'offered', 'cancelled')
  )
  select chain.id from chain order by chain.down desc, chain.id desc limit 1
$function$
;

CREATE OR REPLACE FUNCTION private.ledger_differences(org_id uuid)
 RETURNS TABLE(what text, subject_id uuid, payment_id uuid, details jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  return query
  select 'entry_unbalanced', entry.id, null::uuid, jsonb_build_object(
    'debit_kobo', coalesce(sum(line.debit_kobo), 0), 'credit_kobo', coalesce(sum(line.credit_kobo), 0))
  from public.ledger_entries as entry
  left join public.ledger_lines as line on line.entry_id = entry.id
  where entry.org_id = ledger_differences.org_id
  group by entry.id
  having count(line.entry_id) < 2 or sum(line.debit_kobo) <> sum(line.credit_kobo);

  return query
  select 'charge_not_booked', charge.id, null::uuid, jsonb_build_object(
    'expected_kobo', abs(charge.amount_kobo), 'booked_kobo', booked.kobo)
  from public.charges as charge
  left join lateral (
    select sum(line.debit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    where entry.kind = 'charge' and entry.source_id = charge.id and entry.org_id = charge.org_id
  ) as booked on true
  where charge.org_id = ledger_differences.org_id and booked.kobo is distinct from abs(charge.amount_kobo);

  return query
  select 'charge_totals', charge.id, null::uuid, jsonb_build_object(
    'expected_kobo', settled.kobo, 'paid_kobo', charge.paid_kobo, 'is_reversed', charge.is_reversed)
  from public.charges as charge
  cross join lateral (
    select coalesce(sum(allocation.amount_kobo), 0) - private.returned_of_charge(charge.id) as kobo
    from public.payment_allocations as allocation
    join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    where allocation.charge_id = charge.id
  ) as settled
  where charge.org_id = ledger_differences.org_id and (
    charge.paid_kobo <> settled.kobo
    or charge.is_reversed <> exists (select from public.charges as reversal where reversal.reverses_id = charge.id));

  -- A payment is booked when it succeeds, and taken back in an entry of its own. What its entry takes off the debt is
  -- what was allocated in the same transaction.
  return query
  select 'payment_not_booked', payment.id, payment.id, jsonb_build_object(
    'status', payment.status, 'amount_kobo', payment.amount_kobo, 'booked_kobo', booked.kobo,
    'allocated_kobo', booked.allocated_kobo, 'taken_off_kobo', booked.taken_off_kobo, 'taken_back_kobo', taken_back.kobo)
  from public.payments as payment
  cross join lateral (
    select sum(line.debit_kobo) as kobo,
      coalesce(sum(line.credit_kobo) filter (where account.kind in ('tenant_receivable', 'buyer_receivable', 'applicant_receivable')), 0)
        as taken_off_kobo,
      (
        select coalesce(sum(allocation.amount_kobo), 0) from public.payment_allocations as allocation
        where allocation.payment_id = payment.id and allocation.created_at = min(entry.booked_at)
      ) as allocated_kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id
    where entry.kind = 'payment' and entry.source_id = payment.id and entry.org_id = payment.org_id
  ) as booked
  cross join lateral (
    select sum(line.debit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    where entry.kind = 'payment_reversed' and entry.source_id = payment.id and entry.org_id = payment.org_id
  ) as taken_back
  where payment.org_id = ledger_differences.org_id and (
    booked.kobo is distinct from case when payment.status in ('succeeded', 'reversed') then payment.amount_kobo end
    or booked.taken_off_kobo <> booked.allocated_kobo
    or taken_back.kobo is distinct from case when payment.status = 'reversed' then nullif(payment.amount_kobo - payment.returned_kobo, 0) end);

  -- What a payment settled later than it was settled itself came out of its credit, by a draw with an entry of its own.
  return query
  select 'draw_not_booked', draw.id, draw.payment_id, jsonb_build_object(
    'amount_kobo', draw.amount_kobo, 'allocated_kobo', allocation.amount_kobo, 'booked_kobo', booked.kobo)
  from public.credit_draws as draw
  left join public.payment_allocations as allocation
    on allocation.payment_id = draw.payment_id and allocation.charge_id = draw.charge_id
  cross join lateral (
    select sum(line.debit_kobo) filter (where account.kind = 'tenant_credit') as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id
    where entry.kind = 'credit_drawn' and entry.source_id = draw.id and entry.org_id = draw.org_id
  ) as booked
  where draw.org_id = ledger_differences.org_id
    and (booked.kobo is distinct from draw.amount_kobo or allocation.amount_kobo is distinct from draw.amount_kobo)
  union all
  select 'draw_not_booked', entry.source_id, null::uuid, jsonb_build_object('entry_id', entry.id)
  from public.ledger_entries as entry
  where entry.org_id = ledger_differences.org_id and entry.kind = 'credit_drawn'
    and not exists (select from public.credit_draws as draw where draw.id = entry.source_id)
  union all
  select 'draw_not_booked', allocation.charge_id, allocation.payment_id, jsonb_build_object('allocated_kobo', allocation.amount_kobo)
  from public.payment_allocations as allocation
  join public.ledger_entries as entry on entry.kind = 'payment' and entry.source_id = allocation.payment_id
  where allocation.org_id = ledger_differences.org_id and allocation.created_at <> entry.booked_at
    and not exists (
      select from public.credit_draws as draw
      where draw.payment_id = allocation.payment_id and draw.charge_id = allocation.charge_id);

  return query
  select 'credit_left', credit.payment_id, credit.payment_id, jsonb_build_object(
    'left_kobo', credit.left_kobo, 'status', payment.status, 'amount_kobo', payment.amount_kobo, 'standing_kobo', standing.kobo)
  from public.payment_credits as credit
  join public.payments as payment on payment.id = credit.payment_id
  cross join lateral (select private.standing_credit(payment) as kobo) as standing
  where credit.org_id = ledger_differences.org_id
    and credit.left_kobo <> case when payment.status = 'succeeded' then standing.kobo else 0 end;

  return query
  select 'payment_over_allocated', payment.id, payment.id, jsonb_build_object(
    'amount_kobo', payment.amount_kobo, 'allocated_kobo', sum(allocation.amount_kobo))
  from public.payment_allocations as allocation
  join public.payments as payment on payment.id = allocation.payment_id
  where payment.org_id = ledger_differences.org_id
  group by payment.id
  having payment.status not in ('succeeded', 'reversed') or sum(allocation.amount_kobo) > payment.amount_kobo + (
    select coalesce(sum(part.kept_kobo), 0) from public.payment_return_parts as part where part.payment_id = payment.id);

  -- What went back is booked once, is made of credit and allocations, and stands on the payment; and it went back by a
  -- refund or dispute that says so.
  return query
  select 'return_not_booked', returned.id, returned.payment_id, jsonb_build_object(
    'kind', returned.kind, 'amount_kobo', returned.amount_kobo, 'fees_kobo', returned.fees_kobo, 'booked_kobo', booked.kobo,
    'taken_kobo', taken.kobo)
  from public.payment_returns as returned
  cross join lateral (
    select sum(line.credit_kobo) filter (where account.kind = returned.account) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id
    where entry.kind::text = returned.kind::text and entry.source_id = returned.id and entry.org_id = returned.org_id
  ) as booked
  cross join lateral (
    select returned.credit_kobo + coalesce(sum(part.amount_kobo - part.kept_kobo), 0) as kobo
    from public.payment_return_parts as part where part.return_id = returned.id
  ) as taken
  where returned.org_id = ledger_differences.org_id and (
    booked.kobo is distinct from returned.amount_kobo + returned.fees_kobo or taken.kobo <> returned.amount_kobo
    or not exists (
      select from public.refunds as refund
      where refund.id = returned.source_id and refund.status = 'succeeded' and refund.payment_id = returned.payment_id
        and refund.amount_kobo >= returned.amount_kobo
      union all
      select from public.disputes as dispute
      where dispute.id = returned.source_id and dispute.status = 'lost' and dispute.payment_id = returned.payment_id
        and dispute.amount_kobo >= returned.amount_kobo));

  return query
  select 'refund_not_returned', refund.id, refund.payment_id, jsonb_build_object('amount_kobo', refund.amount_kobo)
  from public.refunds as refund
  where refund.org_id = ledger_differences.org_id and refund.status = 'succeeded' and refund.excess_kobo < refund.amount_kobo
    and not exists (
      select from public.payment_returns as returned
      where returned.source_id = refund.id and returned.amount_kobo = refund.amount_kobo - refund.excess_kobo)
  union all
  select 'dispute_not_returned', dispute.id, dispute.payment_id, jsonb_build_object('amount_kobo', dispute.amount_kobo)
  from public.disputes as dispute
  where dispute.org_id = ledger_differences.org_id and dispute.status = 'lost' and dispute.excess_kobo < dispute.amount_kobo
    and not exists (
      select from public.payment_returns as returned
      where returned.source_id = dispute.id and returned.amount_kobo = dispute.amount_kobo - dispute.excess_kobo);

  return query
  select 'payment_returns', payment.id, payment.id, jsonb_build_object(
    'returned_kobo', payment.returned_kobo, 'expected_kobo', total.kobo)
  from public.payments as payment
  cross join lateral (
    select coalesce(sum(returned.amount_kobo), 0) as kobo from public.payment_returns as returned where returned.payment_id = payment.id
  ) as total
  where payment.org_id = ledger_differences.org_id and (
    payment.returned_kobo <> total.kobo
    or exists (
      select from public.payment_return_parts as part
      join public.payment_allocations as allocation
        on allocation.payment_id = part.payment_id and allocation.charge_id = part.charge_id
      where part.payment_id = payment.id
      group by allocation.charge_id, allocation.amount_kobo
      having sum(part.amount_kobo) > allocation.amount_kobo));

  return query
  select 'deposits_held', counted.org_id, null::uuid, jsonb_build_object('expected_kobo', counted.kobo, 'booked_kobo', booked.kobo)
  from (
    select ledger_differences.org_id as org_id, coalesce(sum(it.kobo), 0) as kobo
    from (
      -- What is demanded is owed to the tenants from then on; what they owe of it stands against them.
      select charge.amount_kobo as kobo from public.charges as charge
      where charge.org_id = ledger_differences.org_id and charge.kind = 'caution_deposit'
      union all
      select case handover.side when 'taken_over' then handover.deposit_kobo else -handover.deposit_kobo end
      from public.tenancy_handovers as handover where handover.org_id = ledger_differences.org_id
      union all
      select -payment.amount_kobo from public.payments as payment
      where payment.org_id = ledger_differences.org_id and payment.method = 'deposit' and payment.status = 'succeeded'
      union all
      select -given.amount_kobo from public.deposit_returns as given
      where given.org_id = ledger_differences.org_id and given.is_booked
    ) as it
  ) as counted
  cross join lateral (
    select coalesce(sum(line.credit_kobo - line.debit_kobo), 0) as kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = counted.org_id and account.kind = 'deposits_held'
  ) as booked
  where counted.kobo <> booked.kobo;

  return query
  select 'receipts_differ', payment.id, payment.id, jsonb_build_object(
    'status', payment.status, 'amount_kobo', payment.amount_kobo, 'receipted_kobo', receipted.kobo)
  from public.payments as payment
  cross join lateral (
    -- One that was replaced is of the same money as the one in its place.
    select sum(receipt.amount_kobo) as kobo from public.receipts as receipt
    where receipt.org_id = payment.org_id and receipt.payment_id = payment.id
      and not exists (select from public.receipts as next where next.org_id = receipt.org_id and next.replaces_id = receipt.id)
  ) as receipted
  where payment.org_id = ledger_differences.org_id
    and receipted.kobo is distinct from case when payment.status in ('succeeded', 'reversed') then payment.amount_kobo end;

  return query
  select 'receipt_chain', chained.id, chained.payment_id, jsonb_build_object('number', chained.number)
  from (
    select receipt.id, receipt.payment_id, receipt.number, receipt.serial, receipt.previous_hash, receipt.hash,
      private.receipt_hash(receipt) as computed,
      lag(receipt.serial, 1, 0) over chain as serial_before, lag(receipt.hash, 1, '') over chain as hash_before
    from public.receipts as receipt
    where receipt.org_id = ledger_differences.org_id
    window chain as (partition by receipt.year order by receipt.serial)
  ) as chained
  where chained.computed is distinct from chained.hash or chained.serial <> chained.serial_before + 1
    or chained.previous_hash <> chained.hash_before;

  return query
  select 'void_chain', chained.receipt_id, chained.payment_id, jsonb_build_object('number', chained.number, 'serial', chained.serial)
  from (
    select voided.receipt_id, receipt.payment_id, receipt.number, voided.serial, voided.previous_hash, voided.hash,
      private.receipt_void_hash(voided) as computed,
      lag(voided.serial, 1, 0) over chain as serial_before, lag(voided.hash, 1, '') over chain as hash_before
    from public.receipt_voids as voided
    left join public.receipts as receipt on receipt.id = voided.receipt_id
    where voided.org_id = ledger_differences.org_id
    window chain as (order by voided.serial)
  ) as chained
  where chained.computed is distinct from chained.hash or chained.serial <> chained.serial_before + 1
    or chained.previous_hash <> chained.hash_before;

  -- The last of a chain leaves no gap when it is taken out: but its paper was ordered, its payment taken back, or another
  -- receipt issued in its place.
  return query
  select 'void_missing', receipt.id, receipt.payment_id, jsonb_build_object('number', receipt.number, 'status', payment.status)
  from public.receipts as receipt
  join public.payments as payment on payment.id = receipt.payment_id
  where receipt.org_id = ledger_differences.org_id
    and (payment.status = 'reversed'
      or exists (select from public.receipts as next where next.org_id = receipt.org_id and next.replaces_id = receipt.id)
      or exists (select from private.receipt_papers as paper where paper.receipt_id = receipt.id and paper.is_void))
    and not exists (select from public.receipt_voids as voided where voided.receipt_id = receipt.id);

  return query
  select 'receipt_counter', counter.org_id, null::uuid, jsonb_build_object('year', counter.year, 'last_serial', counter.last_serial)
  from private.receipt_counters as counter
  left join public.receipts as receipt
    on receipt.org_id = counter.org_id and receipt.year = counter.year and receipt.serial = counter.last_serial
  where counter.org_id = ledger_differences.org_id and counter.last_serial > 0 and receipt.hash is distinct from counter.last_hash;

  return query
  select wrong.* from private.payout_differences(ledger_differences.org_id) as wrong
  union all
  select wrong.* from private.principal_differences(ledger_differences.org_id) as wrong;
end
$function$
;

CREATE OR REPLACE FUNCTION private.let_from_offer(offer_id uuid, address text)
 RETURNS public.tenancies
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  offer public.offers;
  terms public.offer_rounds;
  tenant uuid;
  tenancy public.tenancies;
begin
  select o.* into offer from public.offers as o
  where o.id = offer_id and o.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('offer.not_found', 'Cannot find the offer among your organizations', 404,
      jsonb_build_object('field', 'offer_id'));
  end if;
  perform private.require_permission(offer.org_id, 'tenancies.write');
  if offer.purpose <> 'rent' then
    perform private.raise_problem('offer.not_for_rent', 'Cannot let from an offer to buy', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  perform private.expire_holds(offer.unit_id);
  perform from public.listings as l where l.id = offer.listing_id for update;
  perform from public.unit_holds as h where h.id = offer.hold_id for update;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  if offer.status = 'converted' then
    select t.* into strict tenancy from public.tenancies as t where t.id = offer.tenancy_id;
    return tenancy;
  end if;
  if offer.status <> 'accepted' or offer.offeror_id is null then
    perform private.raise_problem('offer.illegal_transition',
      case when offer.offeror_id is null then 'Cannot let: the account that made the offer is gone'
        else format('Cannot let from the offer: it is %s', offer.status) end, 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  select t.id into tenant from public.tenants as t where t.org_id = offer.org_id and t.user_id = offer.offeror_id;
  if length(btrim(address)) not between 5 and 300 or (address is null and tenant is null) then
    perform private.raise_problem('offer.bad_address', 'Cannot let: address must have 5 to 300 characters', 400,
      jsonb_build_object('field', 'address'));
  end if;
  if tenant is null then
    -- They made the offer themselves, which is what links their account.
    insert into public.tenants as made (org_id, user_id, full_name, address)
    select offer.org_id, profile.id, profile.display_name, btrim(address)
    from public.profiles as profile where profile.id = offer.offeror_id
    on conflict (org_id, user_id) where user_id is not null do update set address = excluded.address
    returning made.id into tenant;
  end if;
  select r.* into strict terms from public.offer_rounds as r
  where r.offer_id = offer.id and r.round = offer.accepted_round;
  -- The unit's row is locked: between the offer's claim and the tenancy's nobody else can make one.
  perform private.move_offer(offer.id, 'converted', 'A tenancy was offered');
  perform private.move_hold(offer.hold_id, 'released', 'A tenancy was offered');
  tenancy := private.offer_tenancy(
    offer.unit_id, array[tenant], terms.starts_on, private.term_end(terms.starts_on, terms.term_months, null),
    terms.amount_kobo, offer.price_per, terms.advance_periods, null, null, null);
  update public.offers as o set tenancy_id = tenancy.id where o.id = offer.id;
  perform private.schedule_move_in(tenancy, offer.listing_id);
  return tenancy;
end
$function$
;

CREATE OR REPLACE FUNCTION private.list_events_for_staff(with_status text, of_reference text, before_id uuid, max_results integer)
 RETURNS TABLE(id uuid, provider public.payment_method, event_type text, reference text, status text, note text, times_received integer, received_at timestamp with time zone, processed_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  perform private.require_staff_for_events();
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('payment.bad_list', 'Cannot list them: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  if with_status is not null and with_status <> all (enum_range(null::private.provider_event_status)::text[]) then
    perform private.raise_problem('payment.bad_list', 'Cannot list them: there is no such status of events', 400,
      jsonb_build_object('field', 'with_status'));
  end if;
  return query
  select event.id, event.provider, event.event_type, event.reference, event.status::text, event.note, event.times_received,
    event.received_at, event.processed_at
  from private.provider_events as event
  where (with_status is null or event.status = with_status::private.provider_event_status)
    and (of_reference is null or event.reference = of_reference)
    and (before_id is null or event.id < before_id)
  order by event.id desc limit max_results;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_autopays(authorization_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform from public.autopays as autopay
  where autopay.authorization_id = lock_autopays.authorization_id order by autopay.id for no key update;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_charges(charge_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  -- The tenancy or sale first, as whoever ends it does, who then takes back its charges; the charges in one order.
  -- In another order two payments, or a payment and an end, could wait for each other.
  perform from public.tenancies as tenancy
  where tenancy.id in (select charge.tenancy_id from public.charges as charge where charge.id = any (charge_ids))
  order by tenancy.id for key share;
  perform from public.sales as sale
  where sale.id in (select charge.sale_id from public.charges as charge where charge.id = any (charge_ids))
  order by sale.id for key share;
  perform from public.applications as application
  where application.id in (select charge.application_id from public.charges as charge where charge.id = any (charge_ids))
  order by application.id for key share;
  perform from public.charges as charge where charge.id = any (charge_ids) order by charge.id for no key update;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_charges_of_payment(payment public.payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- As private.lock_charges() does, by the payment: its charges are all of its own tenancy, sale or application.
  if payment.tenancy_id is not null then
    perform from public.tenancies as tenancy where tenancy.id = payment.tenancy_id for key share;
  elsif payment.sale_id is not null then
    perform from public.sales as sale where sale.id = payment.sale_id for key share;
  elsif payment.application_id is not null then
    perform from public.applications as application where application.id = payment.application_id for key share;
  end if;
  perform from public.payment_items as item
  join public.charges as charge on charge.id = item.charge_id
  where item.payment_id = payment.id
  order by charge.id for no key update of charge;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_deposit_return(return_id uuid)
 RETURNS public.deposit_returns
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  given public.deposit_returns;
begin
  select r.* into given from public.deposit_returns as r
  where r.id = return_id and (
    r.tenancy_id in (select private.my_tenancy_ids())
    or r.org_id in (select private.my_org_ids('money.read'))
    or r.status = 'disputed' and private.is_staff());
  if not found then
    perform private.raise_problem('deposit.return_not_found', 'Cannot find the return among yours', 404,
      jsonb_build_object('field', 'return_id'));
  end if;
  -- The tenancy first, as whoever returns or deducts locks it.
  perform from public.tenancies as t where t.id = given.tenancy_id for no key update;
  select r.* into strict given from public.deposit_returns as r where r.id = return_id for update;
  return given;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_my_schedule(schedule_id uuid)
 RETURNS public.charge_schedules
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  schedule public.charge_schedules;
  tenancy public.tenancies;
begin
  -- The tenancy before its schedules, as whoever moves it locks them.
  select t.* into tenancy from public.tenancies as t
  where t.id = (select s.tenancy_id from public.charge_schedules as s where s.id = schedule_id)
  for key share;
  if not private.knows_debtor(tenancy) then
    perform private.raise_problem('charge_schedule.not_found', 'Cannot find the schedule among those of your organizations and mandates', 404,
      jsonb_build_object('field', 'schedule_id'));
  end if;
  perform private.require_collecting(tenancy);
  select s.* into strict schedule from public.charge_schedules as s where s.id = schedule_id for no key update;
  return schedule;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_offline_payment(offline_payment_id uuid)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  offline public.offline_payments;
begin
  select found.* into offline from public.offline_payments as found
  where found.id = offline_payment_id and (
    found.org_id in (select private.my_org_ids('money.read'))
    or (found.status in ('disputed', 'reversed') and private.is_staff()))
  for no key update;
  if offline.id is null then
    perform private.raise_problem('offline_payment.not_found', 'Cannot find the payment among those of your organizations', 404,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return offline;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_payee_account(payee_account_id uuid)
 RETURNS public.payee_accounts
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  account public.payee_accounts;
begin
  select found.* into account from public.payee_accounts as found
  where found.id = lock_payee_account.payee_account_id and found.org_id in (select private.my_org_ids('money.read'))
  for no key update;
  if account.id is null then
    perform private.raise_problem('payee_account.not_found', 'Cannot find the bank account among those of your organizations', 404,
      jsonb_build_object('field', 'payee_account_id'));
  end if;
  perform private.require_permission(account.org_id, 'money.payout');
  return account;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_payout(payout_id uuid)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  payout public.payouts;
begin
  select found.* into payout from public.payouts as found
  where found.id = lock_payout.payout_id and found.org_id in (select private.my_org_ids('money.read'))
  for no key update;
  if payout.id is null then
    perform private.raise_problem('payout.not_found', 'Cannot find the payout among those of your organizations', 404,
      jsonb_build_object('field', 'payout_id'));
  end if;
  perform private.require_permission(payout.org_id, 'money.payout');
  return payout;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_recorded_payment(offline_payment_id uuid)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  offline public.offline_payments;
begin
  select found.* into offline from public.offline_payments as found
  where found.id = offline_payment_id and found.source = 'payee'
    and auth.uid() in (select private.payment_payers(found.payment_id))
  for no key update;
  if offline.id is null then
    perform private.raise_problem('offline_payment.not_found', 'Cannot find the payment among those that were recorded for you', 404,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  if coalesce(offline.reported_by = auth.uid(), false) then
    perform private.raise_problem('offline_payment.own', 'You recorded this payment yourself: somebody else must answer', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return offline;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_refund(refund_id uuid)
 RETURNS public.refunds
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds;
begin
  select r.* into refund from public.refunds as r
  where r.id = refund_id and r.org_id in (select private.my_org_ids('money.read'));
  if refund.id is null then
    perform private.raise_problem('refund.not_found', 'Cannot find the refund among those of your organizations', 404,
      jsonb_build_object('field', 'refund_id'));
  end if;
  -- The payment first, as whoever sends, disputes or books it does.
  perform from public.payments as payment where payment.id = refund.payment_id for update;
  select r.* into strict refund from public.refunds as r where r.id = refund_id for update;
  return refund;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_reported_payment(acting_user uuid, offline_payment_id uuid)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  offline public.offline_payments;
begin
  select reported.* into offline from public.offline_payments as reported
  where reported.id = offline_payment_id and acting_user in (select private.payment_payers(reported.payment_id))
  for no key update;
  if offline.id is null then
    perform private.raise_problem('offline_payment.not_found', 'Cannot find the payment among those that you reported', 404,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  if offline.source <> 'payer' or offline.status not in ('submitted', 'needs_more', 'expired') then
    perform private.raise_problem('offline_payment.already_decided', format('Cannot show more: the payment is %s', offline.status), 409,
      jsonb_build_object('field', 'offline_payment_id', 'status', offline.status));
  end if;
  if (select count(*) from public.payment_proofs as proof where proof.offline_payment_id = offline.id) >= 10 then
    perform private.raise_problem('offline_payment.too_many', 'Cannot show more than 10 files for a payment', 409,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return offline;
end
$function$
;

CREATE OR REPLACE FUNCTION private.lock_statement_row(row_id uuid)
 RETURNS public.statement_rows
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  line public.statement_rows;
begin
  select r.* into line from public.statement_rows as r
  where r.id = row_id and r.org_id in (select private.my_org_ids('money.confirm'))
  for no key update;
  if line.id is null then
    perform private.raise_problem('statement.row_not_found', 'Cannot find the row among the statements of your organizations', 404,
      jsonb_build_object('field', 'row_id'));
  end if;
  return line;
end
$function$
;

CREATE OR REPLACE FUNCTION private.match_statement_row(row_id uuid, offline_payment_id uuid, is_other_money boolean)
 RETURNS public.statement_rows
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  line public.statement_rows := private.lock_statement_row(row_id);
  offline public.offline_payments;
begin
  if line.offline_payment_id is not distinct from offline_payment_id and offline_payment_id is not null then
    return line;
  end if;
  perform private.refuse_decided_row(line);
  perform private.refuse_money_known(line, is_other_money);
  offline := private.lock_offline_payment(offline_payment_id);
  if offline.org_id <> line.org_id then
    perform private.raise_problem('offline_payment.not_found', 'Cannot find the payment among those of the account''s organization', 404,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  if offline.status <> 'confirmed' then
    offline := private.confirm_offline_payment(offline_payment_id, line.amount_kobo, line.booked_on);
  elsif offline.confirmed_kobo is distinct from line.amount_kobo then
    perform private.raise_problem('statement.another_amount', 'Cannot match the row: the payment was confirmed with another amount', 409,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return private.decide_statement_row(line, offline.id, null, is_other_money);
end
$function$
;

CREATE OR REPLACE FUNCTION private.may_replace_charge(payment public.payments, charge_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- Tax that is withheld has a certificate of its own; money of other payments stays where it is; a sale follows its contract.
  select coalesce(bool_and(charge.tenancy_id is not null and charge.wht_kobo = 0 and charge.paid_kobo = standing.amount_kobo), false)
  from private.standing_allocations(payment.id) as standing
  join public.charges as charge on charge.id = standing.charge_id
  where standing.charge_id = may_replace_charge.charge_id
$function$
;

CREATE OR REPLACE FUNCTION private.may_save_authorization(payment_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return exists (
    select from public.payer_consents as consent
    where consent.payment_id = may_save_authorization.payment_id and consent.purpose = 'save_authorization');
end
$function$
;

CREATE OR REPLACE FUNCTION private.members_with(org_id uuid, needed private.permission)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE ROWS 5
 SET search_path TO ''
AS $function$
begin
  return query
  select membership.user_id
  from public.memberships as membership
  join private.role_permissions as allowed
    on allowed.role = membership.role and allowed.permission = needed
  where membership.org_id = members_with.org_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.money_account(method public.payment_method)
 RETURNS public.ledger_account_kind
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case method
    when 'deposit' then 'deposits_held'::public.ledger_account_kind
    when 'withholding_tax' then 'tax_credits'::public.ledger_account_kind
    else case when private.is_offline(method) then 'bank'::public.ledger_account_kind else 'provider_clearing'::public.ledger_account_kind end
  end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.move_deposit_return(return_id uuid, to_status public.deposit_return_status, reason text)
 RETURNS public.deposit_returns
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  moved public.deposit_returns;
begin
  perform private.begin_move('deposit_return', return_id, reason);
  update public.deposit_returns as given
  set status = to_status, decision = coalesce(reason, given.decision), decided_by = (select auth.uid()), decided_at = now()
  where given.id = return_id;
  select given.* into strict moved from public.deposit_returns as given where given.id = return_id;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.move_dispute(dispute public.disputes, payment public.payments, to_status public.dispute_status, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  excess bigint := 0;
begin
  if to_status = 'lost' then
    excess := case when payment.status = 'succeeded'
      then greatest(dispute.amount_kobo - (payment.amount_kobo - payment.returned_kobo), 0) else dispute.amount_kobo end;
    if excess > 0 then
      perform private.note_payment_exception('money_going_back', dispute.method, 'dispute ' || dispute.id, payment.reference, payment.id,
        jsonb_build_object('dispute_id', dispute.id, 'amount_kobo', dispute.amount_kobo, 'excess_kobo', excess));
    end if;
  end if;
  perform private.begin_move('dispute', dispute.id, reason);
  update public.disputes as d
  set status = to_status, excess_kobo = excess, resolved_at = case when to_status in ('won', 'lost') then now() end,
    reminded_hours = case when to_status = 'open' then null else d.reminded_hours end
  where d.id = dispute.id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.move_payee_account(account_id uuid, to_status public.payee_account_status, person uuid, said text DEFAULT NULL::text, alone boolean DEFAULT false)
 RETURNS public.payee_accounts
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  moved public.payee_accounts;
begin
  perform private.begin_move('payee_account', account_id, said);
  update public.payee_accounts as account
  set status = to_status, decided_by = person, decided_at = now(), decision = said, is_sole = account.is_sole or alone,
    payable_from = case when to_status = 'approved' then now() + (
      select cooling.wait from private.payee_cooling_off as cooling where cooling.is_sole = alone) else account.payable_from end
  where account.id = account_id
  returning account.* into moved;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.move_refund(refund_id uuid, to_status public.refund_status, reason text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  perform private.begin_move('refund', refund_id, reason);
  update public.refunds as refund set status = to_status, failure_reason = case when to_status = 'failed' then left(reason, 300) end
  where refund.id = refund_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.move_tenancy(tenancy_id uuid, to_status public.tenancy_status, reason text DEFAULT NULL::text)
 RETURNS public.tenancies
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  moved public.tenancies;
begin
  perform private.begin_move('tenancy', tenancy_id, reason);
  update public.tenancies as tenancy set status = to_status where tenancy.id = tenancy_id
  returning * into moved;
  if to_status in ('ended', 'cancelled', 'passed_on') and moved.hold_id is not null then
    perform private.move_hold(moved.hold_id, 'released', 'Tenancy ' || replace(to_status::text, '_', ' '));
  end if;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.my_deal_ids()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO ''
AS $function$
begin
  return query
  select private.my_sale_ids()
  union all
  select private.my_application_ids();
end
$function$
;

CREATE OR REPLACE FUNCTION private.name_buying_organization(sale_id uuid, org_id uuid)
 RETURNS public.sales
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  sale public.sales;
begin
  select s.* into sale from public.sales as s
  where s.id = sale_id and (
    s.id in (select private.my_sale_ids())
    or exists (
      select from public.sale_parties as party
      where party.sale_id = s.id and party.role = 'buyer' and party.party_org_id = org_id
        and party.party_org_id in (select private.my_org_ids('tenancies.write'))));
  if not found then
    perform private.raise_problem('sale.not_found', 'Cannot find the sale among those in which you buy', 404,
      jsonb_build_object('field', 'sale_id'));
  end if;
  perform private.require_permission(org_id, 'properties.write');
  perform private.require_permission(org_id, 'tenancies.write');
  perform private.require_permission(org_id, 'money.write');
  if org_id = sale.org_id then
    perform private.raise_problem('sale.bad_buyer', 'Cannot name the organization: it is the one that sells', 400,
      jsonb_build_object('field', 'org_id'));
  end if;
  -- In the order of all deals: the unit, then the sale.
  perform from public.units as u where u.id = sale.unit_id for no key update;
  select s.* into strict sale from public.sales as s where s.id = sale_id for update;
  if sale.status = 'fallen_through' then
    perform private.refuse_ended_sale(sale);
  end if;
  if sale.status <> 'closed' then
    update public.sales as s set taker_org_id = org_id where s.id = sale.id and s.taker_org_id is distinct from org_id;
    select s.* into strict sale from public.sales as s where s.id = sale_id;
    return sale;
  end if;
  if exists (
    select from public.tenancy_handovers as handover
    where handover.org_id = sale.org_id and handover.sale_id = sale.id and handover.other_org_id <> org_id
  ) then
    perform private.raise_problem('sale.already_taken', 'Cannot name the organization: the home went into another one', 409,
      jsonb_build_object('field', 'org_id'));
  end if;
  -- A closed sale stays as it is; where the home went stands in its handovers.
  sale.taker_org_id := org_id;
  perform private.hand_home_over(sale);
  return sale;
end
$function$
;

CREATE OR REPLACE FUNCTION private.new_token()
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return rtrim(translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/', '-_'), '=');
end
$function$
;

CREATE OR REPLACE FUNCTION private.next_payout_status(payout public.payouts, send private.payout_sends, answer text)
 RETURNS public.payout_status
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  is_under_way boolean := payout.status in ('sending', 'pending', 'needs_attention');
begin
  return case
    when answer = 'paid' and (is_under_way or payout.status in ('failed', 'approved', 'withdrawn')) then 'paid'::public.payout_status
    when answer in ('failed', 'reversed') and payout.status = 'paid' then 'reversed'
    when answer = 'failed' and (is_under_way or payout.status = 'approved') then 'failed'
    when answer = 'reversed' and is_under_way then 'reversed'
    when answer = 'pending' and payout.status in ('sending', 'needs_attention') then 'pending'
    when answer in ('needs_person', 'amount_mismatch', 'environment_mismatch') and payout.status in ('sending', 'pending') then 'needs_attention'
    -- What only the one who sent it can say.
    when answer = 'refused' and payout.status = 'sending' then 'failed'
    when answer in ('not_sent', 'insufficient') and payout.status = 'sending' then 'approved'
    -- Longer than any worker lives that may still be about to send it.
    when answer = 'unknown' and payout.status in ('sending', 'pending') and send.times_asked >= 2
      and payout.sent_at < now() - interval '30 minutes' then 'needs_attention'
  end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.next_slot(charge public.charges)
 RETURNS smallint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select (coalesce(max(other.slot_no), 0) + 1)::smallint
  from public.charges as other
  where other.org_id = charge.org_id and other.reverses_id is null and case
    when charge.schedule_id is not null then other.schedule_id = charge.schedule_id and other.period is not distinct from charge.period
    when charge.sale_id is not null then other.sale_id = charge.sale_id
    else other.id = charge.id
  end
$function$
;

CREATE OR REPLACE FUNCTION private.note_deposit_due(tenancy public.tenancies)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.deposits_due (org_id, tenancy_id, due_on, basis)
  select tenancy.org_id, tenancy.id, least(date '2199-12-31', deposit.due_since + rule.days),
    left(format('%s days: %s', rule.days, rule.source), 340)
  from public.deposit_of(tenancy.id) as deposit
  join public.units as unit on unit.id = tenancy.unit_id
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  cross join lateral (
    select known.days, known.source from private.deposit_return_rules as known
    where known.jurisdiction in (property.state, 'Nigeria')
    order by known.jurisdiction = 'Nigeria' limit 1
  ) as rule
  where deposit.is_due_for_refund and deposit.due_since is not null
  on conflict do nothing;
end
$function$
;

CREATE OR REPLACE FUNCTION private.note_money_left_behind(tenancy_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  perform private.note_payment_exception('paid_former_owner', payment.method, payment.reference, payment.reference, payment.id,
    jsonb_build_object('left_kobo', credit.left_kobo, 'tenancy_id', handover.tenancy_id, 'paid_to', handover.org_id,
      'new_owner', handover.other_org_id, 'handed_over_on', handover.handed_over_on))
  from public.tenancy_handovers as handover
  join public.payment_credits as credit on credit.org_id = handover.org_id and credit.tenancy_id = handover.tenancy_id
  join public.payments as payment on payment.org_id = credit.org_id and payment.id = credit.payment_id
  where handover.tenancy_id = tenancy_id and handover.side = 'passed_on' and credit.left_kobo > 0;
end
$function$
;

CREATE OR REPLACE FUNCTION private.note_payment_exception(kind public.payment_exception_kind, provider public.payment_method, fingerprint text, reference text, payment_id uuid, details jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.payment_exceptions as seen (kind, provider, fingerprint, reference, payment_id, details, suggested_action)
  values (kind, provider, fingerprint, left(reference, 100), payment_id, details, private.suggested_action(kind))
  on conflict on constraint payment_exceptions_provider_kind_fingerprint_key do update
  set times_seen = seen.times_seen + 1, last_seen_at = now(), details = excluded.details, resolved_at = null, resolution = null
$function$
;

CREATE OR REPLACE FUNCTION private.note_payout_answer(payout public.payouts, send private.payout_sends, heard text, reason text, next_status public.payout_status, amount_kobo public.kobo)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  kind public.payment_exception_kind := case
    when next_status = 'needs_attention' or heard in ('amount_mismatch', 'environment_mismatch') then 'payout_attention'::public.payment_exception_kind
    when next_status = 'paid' and payout.status in ('failed', 'approved', 'withdrawn') then 'payout_attention'
    when heard = 'insufficient' or heard = 'not_sent' and coalesce(send.times_sent, 0) >= 5 then 'payout_waits'
  end;
begin
  if kind is not null then
    perform private.note_payment_exception(kind, payout.provider, payout.reference, payout.reference, null,
      jsonb_build_object('payout_id', payout.id, 'org_id', payout.org_id, 'amount_kobo', payout.amount_kobo, 'received_kobo', amount_kobo,
        'status', payout.status, 'answer', heard, 'reason', left(reason, 300)));
  elsif next_status in ('pending', 'paid', 'failed', 'reversed') then
    update public.payment_exceptions as exception
    set resolved_at = now(), resolution = 'The provider was asked again: the payout is ' || next_status || '.'
    where exception.provider = payout.provider and exception.fingerprint = payout.reference
      and exception.kind in ('payout_attention', 'payout_waits') and exception.resolved_at is null;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.note_refund_exception(kind public.payment_exception_kind, refund public.refunds)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.note_payment_exception(kind, refund.method, refund.id::text, (
      select payment.reference from public.payments as payment where payment.id = refund.payment_id), refund.payment_id,
    jsonb_build_object('refund_id', refund.id, 'amount_kobo', refund.amount_kobo, 'provider_refund_id', refund.provider_refund_id,
      'status', refund.status, 'excess_kobo', refund.excess_kobo));
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify(notices private.notice[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
  select notice.user_id, notice.org_id, notice.kind, left(notice.title, 140), notice.subject_id, coalesce(notice.payload, '{}')
  from unnest(notices) as notice;
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_dispute(dispute public.disputes)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.notify(array(
    select row(told.id, dispute.org_id, news.kind, news.title, dispute.id, jsonb_build_object(
        'payment_id', dispute.payment_id, 'amount_kobo', dispute.amount_kobo, 'status', dispute.status, 'answer_by', dispute.answer_by,
        'category', dispute.category))::private.notice
    from (values
      ('open', 'dispute_opened', 'A payment is disputed by the payer''s bank: answer before the deadline'),
      ('won', 'dispute_won', 'A disputed payment stays yours'),
      ('lost', 'dispute_lost', 'A disputed payment was taken back: what it paid is open again')
    ) as news (status, kind, title)
    cross join lateral (select private.members_with(dispute.org_id, 'money.confirm') as id) as told
    where news.status = dispute.status::text));
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_notice()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- One that was given before, to or by a former owner of the home, is known.
  if tg_op = 'INSERT' and new.created_at < now() then
    return null;
  end if;
  perform private.notify_both_sides(new.tenancy_id, new.org_id, 'notice_given',
    case when tg_op = 'INSERT' then 'Notice was given' else 'A notice was withdrawn' end,
    jsonb_build_object('ends_on', new.ends_on, 'reason', new.reason, 'withdrawn', new.withdrawn_at is not null),
    not new.given_by_owner, new.given_by_owner);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_offline_payment(offline public.offline_payments, from_status public.offline_payment_status)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  facts jsonb := jsonb_build_object(
    'payment_id', offline.payment_id, 'method', offline.method, 'claimed_kobo', offline.claimed_kobo,
    'confirmed_kobo', offline.confirmed_kobo, 'paid_on', offline.paid_on, 'reason', offline.decision, 'answer_by', offline.answer_by);
begin
  perform private.notify(array(
    select row(told.user_id, offline.org_id, news.kind, news.title, offline.id, facts)::private.notice
    from (values
      ('submitted', 'confirmer', 'payment_reported', 'A payment was reported: look whether it came'),
      ('needs_more', 'payer', 'payment_questioned', 'More is wanted to show that you paid'),
      ('rejected', 'payer', 'payment_rejected', 'Your payment was not found'),
      ('expired', 'payer', 'payment_expired', 'Nobody confirmed your payment in time: show another proof'),
      ('expired', 'confirmer', 'payment_expired', 'A reported payment was not looked at in time'),
      ('recorded', 'payer', 'payment_recorded', 'A payment of yours was recorded: say if that is not so'),
      ('recorded', 'confirmer', 'payment_recorded', 'A member recorded a payment: look whether the money came'),
      ('disputed', 'confirmer', 'payment_disputed', 'The payer says that a recorded payment was not so'),
      ('corrected', 'payer', 'payment_corrected', 'Another amount came than you reported'),
      ('reversed', 'payer', 'payment_reversed', 'A payment was taken back: what it paid is open again'),
      ('reversed', 'reader', 'payment_reversed', 'A payment was taken back: what it paid is open again')
    ) as news (status, side, kind, title)
    cross join lateral (
      select private.payment_payers(offline.payment_id) as user_id where news.side = 'payer'
      union
      select private.members_with(offline.org_id, (case news.side when 'reader' then 'money.read' else 'money.confirm' end)::private.permission)
      where news.side <> 'payer'
    ) as told
    where news.status = case
        when offline.status = 'confirmed' and offline.confirmed_kobo <> offline.claimed_kobo then 'corrected'
        else offline.status::text end
      -- Whoever did it knows.
      and told.user_id is distinct from coalesce((select auth.uid()), case when from_status is null then offline.reported_by end)));
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_payee_account(account public.payee_accounts)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  facts jsonb := jsonb_build_object('bank_name', account.bank_name, 'last_four', account.last_four,
    'account_name', account.account_name, 'payable_from', account.payable_from, 'is_sole', account.is_sole, 'reason', account.decision);
begin
  -- Whoever did it as well: if it was not them, their account is stolen, and this is how they learn of it.
  perform private.notify(array(select private.members_with(account.org_id, 'money.payout')), account.org_id, 'payee_account_' || account.status,
    case account.status
      when 'proposed' then 'A bank account was added, to which your money may go'
      when 'approved' then 'A bank account was approved: your money may go there soon'
      when 'declined' then 'A bank account was declined'
      else 'A bank account was retired' end, account.id, facts);
  if account.takes_transfers and account.status in ('approved', 'retired') then
    -- They hear which bank it is and how its number ends: enough to be wary of another one.
    perform private.notify(array(
      select person.user_id from public.tenancies as tenancy
      join private.tenancy_people as person on person.tenancy_id = tenancy.id
      where tenancy.org_id = account.org_id and tenancy.status in ('active', 'notice_given', 'holding_over')),
      account.org_id, 'payee_account_changed', case account.status
        when 'approved' then 'Your landlord has a new bank account for transfers'
        else 'Do not pay to this bank account of your landlord any more' end,
      account.id, facts - 'reason' - 'is_sole' - 'payable_from');
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_payment(payment public.payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  facts jsonb := jsonb_build_object(
    'amount_kobo', payment.amount_kobo, 'currency', payment.currency, 'reference', payment.reference,
    'tenancy_id', payment.tenancy_id, 'sale_id', payment.sale_id, 'application_id', payment.application_id,
    'receipts', (
      select coalesce(jsonb_agg(jsonb_build_object('id', receipt.id, 'number', receipt.number) order by receipt.serial), '[]')
      from public.receipts as receipt where receipt.payment_id = payment.id
    ));
begin
  perform private.notify(array(
    select row(told.user_id, payment.org_id, told.kind, told.title, payment.id, facts)::private.notice
    from (
      select parties.id as user_id, 'payment_settled' as kind, case payment.method
          when 'deposit' then 'Part of your deposit was kept'
          when 'withholding_tax' then 'Your tax certificate was recorded'
          else 'Your payment was received' end as title
      from private.payment_people(payment) as parties (id)
      union all
      select members.id, 'payment_received', case payment.method
          when 'deposit' then 'Part of a deposit was kept'
          when 'withholding_tax' then 'A tax certificate was recorded'
          else 'A payment came in' end
      from private.members_with(payment.org_id, 'money.read') as members (id)
    ) as told));
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_payout(payout public.payouts, from_status public.payout_status)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  title text := case payout.status
    when 'requested' then 'A payout was asked for'
    when 'approved' then 'A payout was approved'
    when 'declined' then 'A payout was declined'
    when 'withdrawn' then 'A payout was withdrawn'
    when 'paid' then 'A payout arrived in your bank'
    when 'failed' then 'A payout failed: the money is where it was'
    when 'reversed' then 'A payout came back'
    when 'needs_attention' then 'A payout needs attention: we look into it'
  end;
begin
  -- On its way, and put off, are no news.
  if title is null or from_status = 'sending' and payout.status = 'approved' then
    return;
  end if;
  perform private.notify(array(select private.members_with(payout.org_id, 'money.payout')), payout.org_id,
    'payout_' || payout.status, title, payout.id,
    jsonb_build_object('amount_kobo', payout.amount_kobo, 'reference', payout.reference, 'payee_account_id', payout.payee_account_id,
      'is_sole', payout.is_sole, 'reason', coalesce(payout.failure_reason, payout.decision)));
  if payout.mandate_id is not null and payout.status in ('paid', 'reversed') and from_status is not null
    and (payout.status = 'paid' or from_status = 'paid') then
    perform private.notify(array(select private.members_with(payout.payee_org_id, 'money.read')), payout.org_id,
      case payout.status when 'paid' then 'remittance_paid' else 'remittance_reversed' end,
      case payout.status when 'paid' then 'Your agency sent on what it collected' else 'What your agency sent on came back' end, payout.id,
      jsonb_build_object('amount_kobo', payout.amount_kobo, 'reference', payout.reference, 'payee_account_id', payout.payee_account_id,
        'mandate_id', payout.mandate_id));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_refund(refund public.refunds, from_status public.refund_status)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  facts jsonb := jsonb_build_object(
    'payment_id', refund.payment_id, 'amount_kobo', refund.amount_kobo, 'reason', refund.reason, 'decision', refund.decision,
    'way', refund.way, 'status', refund.status, 'paid_reference', refund.paid_reference);
begin
  -- A second try of ours is no news.
  if from_status = 'sending' and refund.status = 'approved' then
    return;
  end if;
  perform private.notify(array(
    select row(told.user_id, refund.org_id, news.kind, news.title, refund.id, facts)::private.notice
    from (values
      ('requested', 'payer', 'refund_requested', 'A refund for you was asked for'),
      ('requested', 'confirmer', 'refund_requested', 'A refund was asked for: approve or decline it'),
      ('approved', 'payer', 'refund_approved', 'Your refund was approved'),
      ('approved', 'reader', 'refund_approved', 'A refund was approved'),
      ('sending', 'payer', 'refund_sent', 'Your refund is being sent'),
      ('pending', 'payer', 'refund_pending', 'Your refund is on its way'),
      ('pending', 'reader', 'refund_pending', 'A refund is on its way'),
      ('succeeded', 'payer', 'refund_succeeded', 'Your refund was paid'),
      ('succeeded', 'reader', 'refund_succeeded', 'A refund was paid'),
      ('failed', 'payer', 'refund_failed', 'Your refund did not go through'),
      ('failed', 'reader', 'refund_failed', 'A refund did not go through: ask for it again or pay it by hand'),
      ('needs_attention', 'payer', 'refund_needs_attention', 'Your refund waits: your bank account is wanted'),
      ('needs_attention', 'reader', 'refund_needs_attention', 'A refund waits: the provider wants the payer''s account'),
      ('declined', 'payer', 'refund_declined', 'The refund was declined'),
      ('declined', 'reader', 'refund_declined', 'A refund was declined'),
      ('withdrawn', 'payer', 'refund_withdrawn', 'The refund was withdrawn'),
      ('withdrawn', 'reader', 'refund_withdrawn', 'A refund was withdrawn')
    ) as news (status, side, kind, title)
    cross join lateral (
      select private.payment_payers(refund.payment_id) as user_id where news.side = 'payer'
      union
      select private.members_with(refund.org_id, (case news.side when 'confirmer' then 'money.confirm' else 'money.read' end)::private.permission)
      where news.side <> 'payer'
    ) as told
    where news.status = refund.status::text and told.user_id is distinct from (select auth.uid())));
end
$function$
;

CREATE OR REPLACE FUNCTION private.notify_tenancy_party(party public.tenancy_parties)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  is_renewal boolean := (select tenancy.parent_id is not null from public.tenancies as tenancy where tenancy.id = party.tenancy_id);
begin
  -- Who accepted it before, from a former owner of the home, is offered nothing.
  if party.accepted_at is not null then
    return;
  end if;
  perform private.notify(
    array(select tenant.user_id from public.tenants as tenant where tenant.id = party.tenant_id), party.org_id,
    case when is_renewal then 'tenancy_renewal_offered' else 'tenancy_offered' end,
    case when is_renewal then 'Your tenancy can be renewed' else 'A tenancy is offered to you' end,
    party.tenancy_id);
end
$function$
;

CREATE OR REPLACE FUNCTION private.number_receipts(org_id uuid, prepared public.receipts[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_variable
declare
  receipt public.receipts;
  counter private.receipt_counters;
  this_year smallint := extract(year from private.lagos_date());
begin
  -- All else is ready. The counter's row is locked from here to commit: numbers have no gaps and the chain no forks.
  loop
    select * into counter from private.receipt_counters as c
    where c.org_id = org_id and c.year = this_year
    for no key update;
    exit when found;
    insert into private.receipt_counters (org_id, year) values (org_id, this_year)
    on conflict do nothing;
  end loop;
  for n in 1 .. cardinality(prepared) loop
    receipt := prepared[n];
    counter.last_serial := counter.last_serial + 1;
    receipt.year := this_year;
    receipt.serial := counter.last_serial;
    -- lpad cuts what is longer.
    receipt.number := format('R-%s-%s', this_year,
      lpad(receipt.serial::text, greatest(6, length(receipt.serial::text)), '0'));
    receipt.previous_hash := counter.last_hash;
    receipt.hash := private.receipt_hash(receipt);
    counter.last_hash := receipt.hash;
    prepared[n] := receipt;
  end loop;
  insert into public.receipts select ready.* from unnest(prepared) as ready;
  update private.receipt_counters as c
  set last_serial = counter.last_serial, last_hash = counter.last_hash
  where c.org_id = counter.org_id and c.year = counter.year;
end
$function$
;

CREATE OR REPLACE FUNCTION private.order_missing_papers(batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  ordered integer;
begin
  insert into private.receipt_papers (org_id, receipt_id, is_void)
  select receipt.org_id, receipt.id, false
  from public.receipts as receipt
  where not exists (
    select from private.receipt_papers as paper where paper.receipt_id = receipt.id and not paper.is_void)
  order by receipt.id
  limit batch
  on conflict do nothing;
  get diagnostics ordered = row_count;
  return ordered;
end
$function$
;

CREATE OR REPLACE FUNCTION private.organization_of_buyer(sale public.sales)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  buyer uuid := (select offer.offeror_id from public.offers as offer where offer.id = sale.offer_id);
  found_ones uuid[];
begin
  if sale.taker_org_id is not null then
    return sale.taker_org_id;
  end if;
  -- Who made the offer agreed to buy; an organization that others named as buyer did not, unless they act for it.
  found_ones := array(
    select distinct party.party_org_id from public.sale_parties as party
    join private.member_permissions as may
      on may.user_id = buyer and may.org_id = party.party_org_id and may.permission = 'tenancies.write'
    where party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'buyer' and party.party_org_id <> sale.org_id);
  if cardinality(found_ones) = 0 then
    found_ones := array(
      select membership.org_id from public.memberships as membership
      where membership.user_id = buyer and membership.role = 'owner' and membership.org_id <> sale.org_id);
  end if;
  return case when cardinality(found_ones) = 1 then found_ones[1] end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.parts_to_return(payment public.payments, wanted_kobo public.kobo, named_id uuid)
 RETURNS TABLE(charge_id uuid, amount_kobo bigint)
 LANGUAGE plpgsql
 STABLE ROWS 3
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  -- What was named; then credit, which settles nothing; then the newest charges, since the oldest would be late at once;
  -- a deposit last, of which something may have been kept. Credit is the row without a charge.
  return query
  select lined_up.charge_id, least(lined_up.kobo, parts_to_return.wanted_kobo - lined_up.before_kobo)::bigint
  from (
    select stock.charge_id, stock.kobo,
      sum(stock.kobo) over (order by stock.place, stock.due_on desc, stock.charge_id desc) - stock.kobo as before_kobo
    from (
      select standing.charge_id, standing.amount_kobo as kobo, charge.due_on::date as due_on,
        case when standing.charge_id = parts_to_return.named_id then 1 when charge.kind = 'caution_deposit' then 4 else 3 end as place
      from private.standing_allocations(payment.id) as standing
      join public.charges as charge on charge.id = standing.charge_id
      union all
      select null, private.standing_credit(payment), null, 2
    ) as stock
  ) as lined_up
  where lined_up.kobo > 0 and lined_up.before_kobo < parts_to_return.wanted_kobo;
end
$function$
;

CREATE OR REPLACE FUNCTION private.pass_on_tenancy(tenancy public.tenancies, sale public.sales, home public.units, tenants jsonb, parent_id uuid)
 RETURNS public.tenancies
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  day public.calendar_date := sale.closed_on;
  successor public.tenancies;
  claim daterange;
  held bigint;
  cuts jsonb;
  taken_back uuid[];
  pair uuid := gen_random_uuid();
  book record;
begin
  -- What an outage left uncharged until that day is the seller's all the same.
  perform private.generate_charges(day, tenancy.id);
  perform from public.charge_schedules as schedule
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id order by schedule.id for no key update;
  select coalesce(jsonb_object_agg(split.schedule_id, split.cut_on), '{}'), array(
    select unnest(every_one.take_back) from private.schedules_from(tenancy, day) as every_one)
  into cuts, taken_back
  from private.schedules_from(tenancy, day) as split;
  perform private.take_back_charges(taken_back, 'the home was sold, and it is owed to its buyer');
  select deposit.held_kobo into strict held from public.deposit_of(tenancy.id) as deposit;

  select daterange(greatest(lower(hold.period), day::date), upper(hold.period)) into strict claim
  from public.unit_holds as hold where hold.id = tenancy.hold_id;
  update public.unit_holds as hold
  set period = daterange(lower(hold.period), greatest(day::date, lower(hold.period) + 1))
  where hold.id = tenancy.hold_id;
  insert into public.tenancies as made (
    org_id, unit_id, hold_id, parent_id, nature, nature_reason, status, starts_on, ends_on, rent_kobo, rent_per, advance_periods,
    notice_days, evidence)
  values (
    home.org_id, home.id, private.take_hold(home, claim, 'tenancy'), parent_id, tenancy.nature, tenancy.nature_reason, tenancy.status,
    tenancy.starts_on, tenancy.ends_on, tenancy.rent_kobo, tenancy.rent_per, tenancy.advance_periods, tenancy.notice_days,
    tenancy.evidence)
  returning made.* into successor;
  perform private.move_tenancy(tenancy.id, 'passed_on', 'The home was sold');

  insert into public.tenancy_handovers (
    org_id, side, pair_id, tenancy_id, other_org_id, other_name, other_tenancy_id, other_property_id, sale_id, handed_over_on,
    deposit_kobo, prepaid_kobo, was_renewed, settled_at)
  select kept.org_id, kept.side, pair, kept.tenancy_id, other.id, left(other.name, 200), kept.other_tenancy_id, kept.other_property_id,
    kept.sale_id, day, held, private.prepaid_from(tenancy, day), tenancy.parent_id is not null, case when held = 0 then now() end
  from (values
    (tenancy.org_id, 'passed_on'::public.handover_side, tenancy.id, home.org_id, successor.id, null::uuid, sale.id),
    (home.org_id, 'taken_over', successor.id, tenancy.org_id, tenancy.id, (
      select unit.property_id from public.units as unit where unit.id = tenancy.unit_id), null)
  ) as kept (org_id, side, tenancy_id, other_org_id, other_tenancy_id, other_property_id, sale_id)
  join public.organizations as other on other.id = kept.other_org_id;

  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at)
  select successor.org_id, successor.id, (tenants ->> party.tenant_id::text)::uuid, party.accepted_at
  from public.tenancy_parties as party
  where party.org_id = tenancy.org_id and party.tenancy_id = tenancy.id
  order by party.tenant_id;
  insert into public.tenancy_notices (org_id, tenancy_id, given_by_owner, given_by, given_on, ends_on, basis, reason, created_at)
  select successor.org_id, successor.id, notice.given_by_owner, notice.given_by, notice.given_on, notice.ends_on, notice.basis,
    notice.reason, notice.created_at
  from public.tenancy_notices as notice
  where notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null;
  insert into public.late_fee_rules (org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo)
  select successor.org_id, successor.id, rule.grace_days, rule.amount_kobo, rule.bps, rule.cap_kobo
  from public.late_fee_rules as rule
  where rule.org_id = tenancy.org_id and rule.tenancy_id = tenancy.id and rule.ended_at is null;
  perform private.copy_schedules(tenancy, successor, tenants, cuts, taken_back);
  perform private.generate_charges(private.lagos_date(), successor.id);

  -- In the order of the organizations, as everybody who writes in the books of two.
  for book in
    select handover.id, handover.org_id, handover.side from public.tenancy_handovers as handover
    where handover.pair_id = pair and held > 0 order by handover.org_id
  loop
    perform private.post_entry(
      book.org_id, 'deposit_handed_over', book.id, now(), 'Deposit of a home that was sold with its tenants',
      array[
        row(case book.side when 'passed_on' then 'deposits_held'::public.ledger_account_kind else 'handover_due' end, held, 0)::private.ledger_posting,
        row(case book.side when 'passed_on' then 'handover_due'::public.ledger_account_kind else 'deposits_held' end, 0, held)::private.ledger_posting
      ]);
  end loop;
  perform private.tell_of_handover(tenancy, successor, day);
  perform private.note_money_left_behind(tenancy.id);
  return successor;
end
$function$
;

CREATE OR REPLACE FUNCTION private.pause_autopay(autopay_id uuid, reason public.autopay_pause)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  paused public.autopays;
begin
  update public.autopays as autopay set status = 'paused', paused_because = reason
  where autopay.id = autopay_id and autopay.status = 'on'
  returning autopay.* into paused;
  if paused.id is not null then
    perform private.notify(array[paused.user_id], paused.org_id, 'autopay_paused', case reason
        when 'card_removed' then 'Autopay paused: you removed its card'
        when 'card_refused' then 'Autopay paused: your bank refuses this card'
        when 'card_expired' then 'Autopay paused: its card has expired'
        else 'Autopay paused: your bank declined too often' end,
      paused.tenancy_id, jsonb_build_object('autopay_id', paused.id, 'reason', reason));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.payable_account(org_id uuid, payee_account_id uuid)
 RETURNS public.payee_accounts
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  account public.payee_accounts;
begin
  -- Locked, so that it is retired before, which stops this, or after, which withdraws it.
  select found.* into account from public.payee_accounts as found
  where found.org_id = org_id and found.id = payee_account_id for share;
  if account.id is null then
    perform private.raise_problem('payee_account.not_found', 'Cannot find the bank account among those of your organization', 404,
      jsonb_build_object('field', 'payee_account_id'));
  end if;
  if account.status <> 'approved' then
    perform private.raise_problem('payout.account_not_approved', format('Cannot pay out to this bank account: it is %s', account.status), 409,
      jsonb_build_object('field', 'payee_account_id', 'status', account.status));
  end if;
  if coalesce(account.payable_from, 'infinity') > now() then
    perform private.raise_problem('payout.cooling_off', 'Cannot pay out to this bank account yet: it was approved a short time ago', 409,
      jsonb_build_object('field', 'payee_account_id', 'payable_from', account.payable_from));
  end if;
  return account;
end
$function$
;

CREATE OR REPLACE FUNCTION private.payment_checks_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from private.payment_checks as checked where checked.next_at <= now())
    or exists (select from private.unchecked_payments())
$function$
;

CREATE OR REPLACE FUNCTION private.payment_payers(payment_id uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 2
 SET search_path TO ''
AS $function$
  select payers.id
  from public.payments as payment
  cross join lateral private.payment_people(payment) as payers (id)
  where payment.id = payment_payers.payment_id
$function$
;

CREATE OR REPLACE FUNCTION private.payment_people(payment public.payments)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE ROWS 2
 SET search_path TO ''
AS $function$
begin
  if payment.tenancy_id is not null then
    return query select private.tenancy_users(payment.tenancy_id);
  elsif payment.sale_id is not null then
    return query
    select distinct party.profile_id from public.sale_parties as party
    where party.org_id = payment.org_id and party.sale_id = payment.sale_id and party.role = 'buyer' and party.profile_id is not null;
  else
    return query
    select application.applicant_id from public.applications as application where application.id = payment.application_id;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.payout_differences(org_id uuid)
 RETURNS TABLE(what text, subject_id uuid, payment_id uuid, details jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select 'payout_not_booked', payout.id, null::uuid, jsonb_build_object(
    'status', payout.status, 'amount_kobo', payout.amount_kobo, 'fee_kobo', payout.fee_kobo,
    'booked_kobo', booked.kobo, 'came_back_kobo', came_back.kobo)
  from public.payouts as payout
  cross join lateral (
    select sum(line.credit_kobo - line.debit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.org_id = entry.org_id and line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id and account.kind = 'provider_clearing'
    where entry.kind = 'payout' and entry.source_id = payout.id and entry.org_id = payout.org_id
  ) as booked
  cross join lateral (
    select sum(line.debit_kobo - line.credit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.org_id = entry.org_id and line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id and account.kind = 'provider_clearing'
    where entry.kind = 'payout_reversed' and entry.source_id = payout.id and entry.org_id = payout.org_id
  ) as came_back
  where payout.org_id = payout_differences.org_id and (
    booked.kobo is distinct from case when payout.paid_at is not null then payout.amount_kobo + payout.fee_kobo end
    or came_back.kobo is distinct from case when payout.status = 'reversed' and payout.paid_at is not null then payout.amount_kobo end)
$function$
;

CREATE OR REPLACE FUNCTION private.payout_fee_reserve()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  -- Paystack takes at most ₦50 for a transfer, Flutterwave ₦53.75 with tax: so much is held back until it says.
  select 6000::bigint
$function$
;

CREATE OR REPLACE FUNCTION private.payouts_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from private.payout_sends as send where send.next_at <= now())
$function$
;

CREATE OR REPLACE FUNCTION private.plan_reconciliations(providers public.payment_method[], settling public.payment_method[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- From the day after the last that was planned: an outage of ours leaves no day out.
  insert into private.reconciliations (provider, subject, listed_on, reading, not_before)
  select wanted.provider, wanted.subject, day, reading,
    (day + 1 + case reading when 1 then 0 else 3 end + time '02:00') at time zone 'Africa/Lagos'
  from (
    select provider, 'transactions'::private.reconciliation_subject as subject from unnest(providers) as provider
    union all
    select provider, 'settlements' from unnest(settling) as provider
  ) as wanted
  cross join lateral (
    select coalesce(max(planned.listed_on) + 1, private.last_reconcilable_day()) as first_on
    from private.reconciliations as planned where planned.provider = wanted.provider and planned.subject = wanted.subject
  ) as since
  cross join lateral (
    select since.first_on + n as day from generate_series(0, private.last_reconcilable_day() - since.first_on) as n
  ) as days
  cross join unnest(array[1, 2]) as reading
  on conflict do nothing
$function$
;

CREATE OR REPLACE FUNCTION private.post_entry(org_id uuid, kind public.ledger_entry_kind, source_id uuid, occurred_at public.instant, description text, postings private.ledger_posting[])
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_variable
declare
  entry_id uuid := private.uuid_v7();
begin
  if exists (
    select from unnest(postings) as posting
    where (posting.debit_kobo <> 0 or posting.credit_kobo <> 0) and not exists (
      select from public.ledger_accounts as account where account.org_id = post_entry.org_id and account.kind = posting.account)
  ) then
    -- Accounts are made in one order by everyone, so that two postings cannot wait for each other.
    insert into public.ledger_accounts (org_id, kind)
    select distinct post_entry.org_id, posting.account from unnest(postings) as posting order by posting.account
    on conflict do nothing;
  end if;
  with entry as (
    insert into public.ledger_entries (id, org_id, kind, source_id, occurred_at, description)
    values (entry_id, org_id, kind, source_id, occurred_at, description)
  )
  insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
  select entry_id, row_number() over (order by posting.place), post_entry.org_id, account.id, posting.debit_kobo, posting.credit_kobo
  from unnest(postings) with ordinality as posting (account, debit_kobo, credit_kobo, place)
  join public.ledger_accounts as account
    on account.org_id = post_entry.org_id and account.kind = posting.account
  where posting.debit_kobo <> 0 or posting.credit_kobo <> 0;
  return entry_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.post_late_fees(as_of public.calendar_date DEFAULT private.lagos_date(), batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  rules uuid[];
  posted_ids uuid[];
begin
  -- Each rule is looked at once a day, by whoever comes first.
  select array_agg(taken.id) into rules
  from (
    select rule.id from public.late_fee_rules as rule
    where rule.ended_at is null and rule.looked_on < as_of
    order by rule.looked_on, rule.id limit batch
    for no key update skip locked
  ) as taken;
  if rules is null then
    return 0;
  end if;
  -- What a payment settles at this moment is waited for, in the order in which settling locks.
  perform private.lock_charges(array(
    select charge.id from public.late_fee_rules as rule
    join public.charges as charge on charge.tenancy_id = rule.tenancy_id
    where rule.id = any (rules) and charge.reverses_id is null and not charge.is_reversed
      and charge.paid_kobo < charge.amount_kobo and charge.kind <> 'penalty'
      and charge.due_on >= rule.from_on and charge.due_on + rule.grace_days < as_of));
  with late as (
    -- What a charge was divided into, or corrected to, is late as one: the fee is of all that is late of it.
    select rule.id as rule_id, rule.org_id, rule.tenancy_id, tenancy.unit_id, rule.amount_kobo, rule.bps, rule.cap_kobo,
      demanded.first_id as late_id, sum(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo)::bigint as late_kobo,
      (array_agg(charge.description order by charge.due_on, charge.id))[1] as description
    from public.late_fee_rules as rule
    join public.tenancies as tenancy on tenancy.org_id = rule.org_id and tenancy.id = rule.tenancy_id
    join public.charges as charge on charge.tenancy_id = rule.tenancy_id
    cross join lateral (
      select case when exists (select from public.charge_parts as part where part.charge_id = charge.id)
        then private.first_demanded(charge.id) else charge.id end as first_id
    ) as demanded
    where rule.id = any (rules) and charge.reverses_id is null and not charge.is_reversed
      and charge.paid_kobo < charge.amount_kobo and charge.kind <> 'penalty'
      and charge.due_on >= rule.from_on and charge.due_on + rule.grace_days < as_of
      -- What is withheld as tax is settled by a certificate, which comes later.
      and charge.amount_kobo - charge.paid_kobo > charge.wht_kobo - charge.wht_settled_kobo
    group by rule.id, tenancy.unit_id, demanded.first_id
  ),
  fee as materialized (
    -- The rule is locked and a tenancy has one, so nobody else posts a fee for the same charge at this moment.
    select gen_random_uuid() as key, late.*,
      least(
        coalesce(late.amount_kobo::bigint, private.percent_of(late.late_kobo, late.bps)), late.cap_kobo::bigint,
        (select min(private.percent_of(late.late_kobo, law.most::integer))
         from private.rules_for_unit(late.unit_id, as_of) as law
         where law.rule_key = 'late_fee_bps' and law.certainty = 'law')) as fee_kobo
    from late
    where not exists (select from public.late_fees as known where known.late_id = late.late_id)
  ),
  posted as (
    -- A key that nobody else knows tells which charge is which fee: nobody can have used it before.
    insert into public.charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, client_id)
    select fee.org_id, fee.tenancy_id, 'penalty', as_of, fee.fee_kobo, left('Late: ' || fee.description, 300), fee.key
    from fee where fee.fee_kobo > 0
    returning id, client_id
  ),
  named as (
    insert into public.late_fees (charge_id, org_id, rule_id, late_id, late_kobo)
    select posted.id, fee.org_id, fee.rule_id, fee.late_id, fee.late_kobo from posted join fee on fee.key = posted.client_id
    returning charge_id
  )
  select array_agg(named.charge_id) into posted_ids from named;
  perform private.notify(array(
    select row(told.id, charge.org_id, 'late_fee_charged', 'A fee for paying late was charged', charge.tenancy_id,
      jsonb_build_object('charge_id', charge.id, 'late_id', fee.late_id, 'amount_kobo', charge.amount_kobo, 'due_on', charge.due_on))::private.notice
    from unnest(posted_ids) as made (id)
    join public.charges as charge on charge.id = made.id
    join public.late_fees as fee on fee.charge_id = charge.id
    cross join lateral private.tenancy_users(charge.tenancy_id) as told (id)));
  update public.late_fee_rules as rule set looked_on = as_of where rule.id = any (rules);
  return cardinality(rules);
end
$function$
;

CREATE OR REPLACE FUNCTION private.prepaid_from(tenancy public.tenancies, day public.calendar_date)
 RETURNS public.kobo
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(sum(div(
    charge.paid_kobo::numeric * (upper(charge.period) - greatest(lower(charge.period), day::date)),
    upper(charge.period) - lower(charge.period))), 0)::bigint
  from public.charges as charge
  where charge.org_id = tenancy.org_id and charge.tenancy_id = tenancy.id and charge.reverses_id is null and not charge.is_reversed
    and charge.paid_kobo > 0 and upper(charge.period) > day
$function$
;

CREATE OR REPLACE FUNCTION private.principal_accounts(mandate_id uuid)
 RETURNS TABLE(payee_account_id uuid, provider public.payment_method, bank_name text, last_four text, account_name text, payable_from timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  return query
  select account.id, account.provider, account.bank_name, account.last_four, account.account_name, account.payable_from
  from public.mandates as mandate
  join public.payee_accounts as account on account.org_id = mandate.org_id and account.status = 'approved'
  -- Of somebody who never let them collect an agency learns nothing, nor before it has agreed to the mandate.
  where mandate.id = mandate_id and mandate.agent_org_id in (select private.my_org_ids('money.payout'))
    and mandate.status in ('active', 'revoked', 'ended')
    and (mandate.agent_collects or exists (
      select from public.principal_moves as move
      where move.principal_org_id = mandate.org_id and move.mandate_id = mandate.id))
  order by account.id desc;
end
$function$
;

CREATE OR REPLACE FUNCTION private.principal_differences(org_id uuid)
 RETURNS TABLE(what text, subject_id uuid, payment_id uuid, details jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select 'principal_payable', principal_differences.org_id, null::uuid, jsonb_build_object('booked_kobo', booked.kobo, 'owed_kobo', owed.kobo)
  from (
    select coalesce(sum(line.credit_kobo - line.debit_kobo), 0) as kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = principal_differences.org_id and account.kind = 'principal_payable'
  ) as booked
  cross join (
    select coalesce(sum(move.owed_kobo), 0) as kobo from public.principal_moves as move where move.org_id = principal_differences.org_id
  ) as owed
  where booked.kobo <> owed.kobo
  union all
  select 'agent_receivable', principal_differences.org_id, null::uuid, jsonb_build_object('booked_kobo', booked.kobo, 'owed_kobo', owed.kobo)
  from (
    select coalesce(sum(line.debit_kobo - line.credit_kobo), 0) as kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = principal_differences.org_id and account.kind = 'agent_receivable'
  ) as booked
  cross join (
    select coalesce(sum(move.owed_kobo), 0) as kobo from public.principal_moves as move where move.principal_org_id = principal_differences.org_id
  ) as owed
  where booked.kobo <> owed.kobo
$function$
;

CREATE OR REPLACE FUNCTION private.prove_ledgers(batch integer DEFAULT 20)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
declare
  proof private.ledger_proofs;
  difference record;
  found_so_far integer;
  proved integer := 0;
begin
  insert into private.ledger_proofs (org_id, proved_on)
  select organization.id, '1861-01-01' from public.organizations as organization
  where not exists (select from private.ledger_proofs as known where known.org_id = organization.id)
  on conflict do nothing;
  for proof in
    select taken.* from private.ledger_proofs as taken
    where taken.proved_on < private.lagos_date()
    order by taken.proved_on, taken.org_id limit batch
    for update skip locked
  loop
    found_so_far := 0;
    for difference in
      select wrong.*, payment.method, payment.reference
      from private.ledger_differences(proof.org_id) as wrong
      left join public.payments as payment on payment.id = wrong.payment_id
    loop
      perform private.note_payment_exception('books_differ', difference.method,
        difference.what || ':' || difference.subject_id, difference.reference, difference.payment_id,
        difference.details || jsonb_build_object(
          'what', difference.what, 'org_id', proof.org_id, 'subject_id', difference.subject_id));
      found_so_far := found_so_far + 1;
    end loop;
    update private.ledger_proofs as known set proved_on = private.lagos_date(), differences = found_so_far
    where known.org_id = proof.org_id;
    proved := proved + 1;
  end loop;
  return proved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.provider_balances_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select case when exists (select from public.provider_balances as known where known.on_day = private.lagos_date()) then exists (
    select from public.provider_balances as open
    where open.on_day = private.lagos_date() and open.read_at is null and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
  ) else private.first_balance_hour(private.lagos_date()) <= now() end
$function$
;

CREATE OR REPLACE FUNCTION private.provider_funds(org_id uuid)
 RETURNS TABLE(provider public.payment_method, own_kobo numeric, all_kobo numeric, paid_out_kobo numeric, under_way_kobo numeric, own_left_kobo numeric, all_left_kobo numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with held as (
    select coalesce(sum(line.debit_kobo - line.credit_kobo) filter (where account.kind = 'provider_clearing'), 0) as kobo,
      coalesce(sum(line.credit_kobo - line.debit_kobo) filter (where account.kind = 'principal_payable'), 0) as owed_kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = provider_funds.org_id and account.kind in ('provider_clearing', 'principal_payable')
  ),
  of_provider as (
    select name.provider, own.kobo + collected.kobo - collected.owed_kobo as own_kobo, own.kobo + collected.kobo as all_kobo,
      out.own_paid_kobo, out.paid_kobo, out.own_under_way_kobo + back.own_kobo as own_under_way_kobo,
      out.under_way_kobo + back.kobo as under_way_kobo
    from (values ('paystack'::public.payment_method), ('flutterwave')) as name (provider)
    cross join lateral (
      -- What went back out of the bank the provider still holds, and of a payment taken back it kept its fee.
      select coalesce(sum(case payment.status when 'succeeded' then payment.amount_kobo - coalesce(gone.kobo, 0) else 0 end
        - payment.provider_fees_kobo), 0) as kobo
      from public.payments as payment
      left join lateral (
        select sum(returned.amount_kobo + returned.fees_kobo) as kobo from public.payment_returns as returned
        where returned.payment_id = payment.id and returned.account = 'provider_clearing'
      ) as gone on true
      where payment.org_id = provider_funds.org_id and payment.method = name.provider
        and payment.status in ('succeeded', 'reversed') and payment.mandate_id is null
    ) as own
    cross join lateral (
      select coalesce(sum(move.clearing_kobo), 0) as kobo, coalesce(sum(move.owed_kobo), 0) as owed_kobo
      from public.principal_moves as move
      where move.org_id = provider_funds.org_id and move.provider = name.provider and move.payment_id is not null
    ) as collected
    cross join lateral (
      -- Of what came back the fee is gone all the same.
      select coalesce(sum(known.gone_kobo + known.fee_kobo), 0) as paid_kobo,
        coalesce(sum(known.fee_kobo + case when known.is_own then known.gone_kobo else 0 end), 0) as own_paid_kobo,
        coalesce(sum(known.waiting_kobo + known.reserve_kobo), 0) as under_way_kobo,
        coalesce(sum(known.reserve_kobo + case when known.is_own then known.waiting_kobo else 0 end), 0) as own_under_way_kobo
      from (
        select payout.mandate_id is null as is_own, coalesce(payout.fee_kobo, 0) as fee_kobo,
          case when payout.status = 'paid' then payout.amount_kobo else 0 end as gone_kobo,
          case when payout.status in ('paid', 'reversed') then 0 else payout.amount_kobo end as waiting_kobo,
          case when payout.status in ('paid', 'reversed') then 0 else private.payout_fee_reserve() end as reserve_kobo
        from public.payouts as payout
        where payout.org_id = provider_funds.org_id and payout.provider = name.provider
          and payout.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention', 'paid', 'reversed')
      ) as known
    ) as out
    cross join lateral (
      -- What is going back to payers, or may: of each payment no more than is left of it.
      select coalesce(sum(going.kobo), 0) as kobo, coalesce(sum(going.kobo) filter (where going.is_own), 0) as own_kobo
      from (
        select payment.mandate_id is null as is_own,
          least(sum(asked.amount_kobo), payment.amount_kobo - payment.returned_kobo) as kobo
        from (
          select refund.payment_id, refund.amount_kobo from public.refunds as refund
          where refund.way = 'provider' and refund.status in ('approved', 'sending', 'pending', 'needs_attention')
          union all
          select dispute.payment_id, dispute.amount_kobo from public.disputes as dispute where dispute.status in ('open', 'answered')
        ) as asked
        join public.payments as payment on payment.id = asked.payment_id
        left join public.mandates as mandate on mandate.id = payment.mandate_id
        where payment.method = name.provider and payment.status = 'succeeded'
          and coalesce(mandate.agent_org_id, payment.org_id) = provider_funds.org_id
        group by payment.id, payment.mandate_id, payment.amount_kobo, payment.returned_kobo
      ) as going
    ) as back
  )
  select part.provider, part.own_kobo, part.all_kobo, part.own_paid_kobo, part.own_under_way_kobo,
    -- Never more than the books say that is there in all, whatever went back to payers meanwhile; and what is owed to
    -- principals is not one's own.
    least(part.own_kobo - part.own_paid_kobo - part.own_under_way_kobo,
      held.kobo - held.owed_kobo - sum(part.own_under_way_kobo) over ()),
    least(part.all_kobo - part.paid_kobo - part.under_way_kobo, held.kobo - sum(part.under_way_kobo) over ())
  from of_provider as part cross join held
$function$
;

CREATE OR REPLACE FUNCTION private.read_charge_parts(parts jsonb)
 RETURNS TABLE(part_no smallint, due_on public.calendar_date, amount_kobo public.kobo)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  entry jsonb;
  at text;
  place integer := 0;
  wrong text;
begin
  if jsonb_typeof(parts) is distinct from 'array' or jsonb_array_length(parts) not between 2 and 24 then
    perform private.refuse_parts('parts', 'must be a list of 2 to 24');
  end if;
  for entry in select element.value from jsonb_array_elements(parts) with ordinality as element order by element.ordinality
  loop
    at := 'parts.' || place;
    place := place + 1;
    if jsonb_typeof(entry) <> 'object' then
      perform private.refuse_parts(at, 'must be an object');
    end if;
    select min(key) into wrong from jsonb_object_keys(entry) as key where key not in ('due_on', 'amount_kobo');
    if wrong is not null then
      perform private.refuse_parts(at || '.' || wrong, 'is not known');
    end if;
    if jsonb_typeof(entry -> 'due_on') is distinct from 'string' then
      perform private.refuse_parts(at || '.due_on', 'must be a date');
    end if;
    if jsonb_typeof(entry -> 'amount_kobo') is distinct from 'number' then
      perform private.refuse_parts(at || '.amount_kobo', 'must be a number of kobo');
    end if;
    part_no := place;
    due_on := private.read_date(at || '.due_on', entry ->> 'due_on');
    amount_kobo := private.read_kobo(at || '.amount_kobo', (entry ->> 'amount_kobo')::numeric);
    if amount_kobo < 1 then
      perform private.refuse_parts(at || '.amount_kobo', 'must be over zero');
    end if;
    return next;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION private.read_statement_amount(written text)
 RETURNS public.kobo
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  bare text := regexp_replace(upper(coalesce(written, '')), '₦|NGN|[\s,'']', '', 'g');
  is_taken boolean := bare ~ '^\(.*\)$|^-|-$|DR$';
  figures text := regexp_replace(bare, '^\((.*)\)$', '\1');
begin
  figures := regexp_replace(regexp_replace(figures, '(CR|DR)$', ''), '^[-+N]+|-$', '', 'g');
  -- Whole kobo: what a bank writes after them is zeros.
  if figures !~ '^(\d{1,13}(\.\d{0,2}0*)?|\.\d{1,2}0*)$' then
    return null;
  end if;
  return (trunc(figures::numeric * 100) * case when is_taken then -1 else 1 end)::bigint;
exception when check_violation or numeric_value_out_of_range then
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.read_statement_date(written text, date_order public.statement_date_order)
 RETURNS public.calendar_date
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  -- The time of day that some banks add is not needed.
  parts text[] := regexp_match(lower(btrim(written)),
    '^(\d{1,4})[-/. ]+(\d{1,2}|[a-z]{3,9})[-/., ]+(\d{2,4})(?:$|[t ,])');
  day text;
  month text;
  year text;
begin
  if parts is null then
    return null;
  elsif length(parts[1]) = 4 then
    day := parts[3];
    month := parts[2];
    year := parts[1];
  elsif date_order = 'month_first' and parts[2] ~ '^\d' then
    day := parts[2];
    month := parts[1];
    year := parts[3];
  else
    day := parts[1];
    month := parts[2];
    year := parts[3];
  end if;
  if month ~ '^[a-z]' then
    month := array_position('{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}'::text[], left(month, 3))::text;
  end if;
  if month is null or length(year) = 3 or length(day) > 2 then
    return null;
  end if;
  return make_date((case when length(year) = 2 then '20' || year else year end)::integer, month::integer, day::integer);
exception when datetime_field_overflow or check_violation or invalid_text_representation then
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.read_statement_row(cells jsonb, row_number integer, account public.statement_accounts)
 RETURNS private.statement_line
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  line private.statement_line;
  written_date text := btrim(coalesce(cells ->> account.date_column, ''));
  written_amount text := btrim(coalesce(cells ->> account.credit_column, ''));
  direction text := upper(btrim(cells ->> account.direction_column));
begin
  line.row_number := row_number;
  if jsonb_typeof(cells) is distinct from 'object' then
    line.field := 'row';
    line.message := 'Write the row as columns with names';
    return line;
  end if;
  -- Totals and closing lines have no day, debits no credit.
  if written_date = '' or written_amount in ('', '-', '--') then
    return line;
  end if;
  line.booked_on := private.read_statement_date(written_date, account.date_order);
  line.amount_kobo := private.read_statement_amount(written_amount);
  line.narration := left(btrim(regexp_replace(
    concat_ws(' · ', nullif(btrim(cells ->> account.payer_column), ''), nullif(btrim(cells ->> account.narration_column), '')),
    '\s+', ' ', 'g')), 600);
  line.reference := nullif(left(btrim(regexp_replace(cells ->> account.reference_column, '\s+', ' ', 'g')), 120), '');
  if line.booked_on is null then
    line.field := account.date_column;
    line.message := 'Is no date' || private.shown_cell(written_date);
  elsif line.amount_kobo is null then
    line.field := account.credit_column;
    line.message := 'Is no amount' || private.shown_cell(written_amount);
  elsif not coalesce(private.is_line(line.narration) and private.is_line(coalesce(line.reference, '')), false) then
    line.field := account.narration_column;
    line.message := 'Holds what cannot be read';
  elsif direction ~ '^(D|DR|DEBIT)\M' then
    line.amount_kobo := -abs(line.amount_kobo);
  elsif direction ~ '^(C|CR|CREDIT)\M' then
    line.amount_kobo := abs(line.amount_kobo);
  end if;
  return line;
end
$function$
;

CREATE OR REPLACE FUNCTION private.receipt_hash(receipt public.receipts)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  contents jsonb;
begin
  -- A version never changes: what was issued under it must still give its hash. Another list of columns is another
  -- version, beside those that are here. The token is a secret and no content.
  contents := jsonb_build_object(
    'hash_version', receipt.hash_version,
    'previous_hash', receipt.previous_hash,
    'id', receipt.id,
    'org_id', receipt.org_id,
    'payment_id', receipt.payment_id,
    'tenancy_id', receipt.tenancy_id,
    'kind', receipt.kind,
    'year', receipt.year,
    'serial', receipt.serial,
    'number', receipt.number,
    'received_on', to_char(receipt.received_on, 'YYYY-MM-DD'),
    'landlord_name', receipt.landlord_name,
    'landlord_address', receipt.landlord_address,
    'tenant_names', receipt.tenant_names,
    'tenant_address', receipt.tenant_address,
    'premises', receipt.premises,
    'amount_kobo', receipt.amount_kobo,
    'currency', receipt.currency,
    'period_from', to_char(lower(receipt.period), 'YYYY-MM-DD'),
    'period_until', to_char(upper(receipt.period), 'YYYY-MM-DD'),
    'items', receipt.items,
    'method', receipt.method,
    'payment_reference', receipt.payment_reference,
    'issued_at', to_char(receipt.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  );
  if receipt.hash_version = 3 then
    contents := contents || jsonb_build_object(
      'sale_id', receipt.sale_id, 'application_id', receipt.application_id, 'replaces_id', receipt.replaces_id);
  elsif receipt.hash_version = 2 then
    contents := contents || jsonb_build_object('sale_id', receipt.sale_id, 'application_id', receipt.application_id);
  elsif receipt.hash_version is distinct from 1 then
    return null;
  end if;
  -- jsonb prints its keys in one order, so the text is canonical.
  return encode(sha256(convert_to(contents::text, 'utf8')), 'hex');
end
$function$
;

CREATE OR REPLACE FUNCTION private.receipt_kind_of(kind public.charge_kind)
 RETURNS public.receipt_kind
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case kind
    when 'rent' then 'rent'::public.receipt_kind
    when 'caution_deposit' then 'deposit'
    when 'service_charge' then 'service_charge'
    when 'sale_deposit' then 'sale'
    when 'sale_balance' then 'sale'
    else 'other'
  end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.receipt_names(payment public.payments)
 RETURNS TABLE(payee text, payee_address text, payers text, payer_address text, premises text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if payment.tenancy_id is not null then
    return query
    select organization.name, organization.address, people.names, people.address,
      concat_ws(', ', unit.label, property.name, property.street, property.area, property.lga, property.state)
    from public.tenancies as tenancy
    join public.organizations as organization on organization.id = tenancy.org_id
    join public.units as unit on unit.id = tenancy.unit_id
    join public.properties as property on property.id = unit.property_id
    cross join lateral (
      select string_agg(tenant.full_name, ' and ' order by party.created_at, tenant.id) as names,
        (array_agg(tenant.address order by party.created_at, tenant.id))[1] as address
      from public.tenancy_parties as party
      join public.tenants as tenant on tenant.id = party.tenant_id
      where party.tenancy_id = tenancy.id
    ) as people
    where tenancy.id = payment.tenancy_id;
  elsif payment.sale_id is not null then
    return query
    -- A sale goes on without a party for a while: who owns the books receives, and who pays is known by their account.
    select coalesce(sellers.names, organization.name), coalesce(sellers.address, organization.address),
      coalesce(buyers.names, payer.display_name, 'The buyer'), buyers.address,
      concat_ws(', ', unit.label, property.name, property.street, property.area, property.lga, property.state)
    from public.sales as sale
    join public.organizations as organization on organization.id = sale.org_id
    join public.units as unit on unit.id = sale.unit_id
    join public.properties as property on property.id = sale.property_id
    left join public.profiles as payer on payer.id = payment.payer_id
    cross join lateral (
      select string_agg(party.full_name, ' and ' order by party.id) as names,
        (array_agg(party.address order by party.id) filter (where party.address is not null))[1] as address
      from public.sale_parties as party where party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'seller'
    ) as sellers
    cross join lateral (
      select string_agg(party.full_name, ' and ' order by party.id) as names,
        (array_agg(party.address order by party.id) filter (where party.address is not null))[1] as address
      from public.sale_parties as party where party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'buyer'
    ) as buyers
    where sale.id = payment.sale_id;
  else
    return query
    select organization.name, organization.address, applicant.display_name, null::text,
      concat_ws(', ', unit.label, property.name, property.street, property.area, property.lga, property.state)
    from public.applications as application
    join public.organizations as organization on organization.id = application.org_id
    join public.listings as listing on listing.id = application.listing_id
    join public.units as unit on unit.id = listing.unit_id
    join public.properties as property on property.id = unit.property_id
    join public.profiles as applicant on applicant.id = application.applicant_id
    where application.id = payment.application_id;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.receipt_papers_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from private.receipt_papers as paper where paper.next_try_at <= clock_timestamp())
$function$
;

CREATE OR REPLACE FUNCTION private.receipt_people(receipt public.receipts)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 5
 SET search_path TO ''
AS $function$
  select private.payment_people(payment) from public.payments as payment where payment.id = receipt.payment_id
  union
  select private.members_with(receipt.org_id, 'money.read')
$function$
;

CREATE OR REPLACE FUNCTION private.receipt_void_hash(voided public.receipt_voids)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- As of receipts: a version never changes. Who voided it is no content: an account that is deleted takes its name along.
  if voided.hash_version is distinct from 1 then
    return null;
  end if;
  return encode(sha256(convert_to(jsonb_build_object(
    'hash_version', voided.hash_version,
    'previous_hash', voided.previous_hash,
    'receipt_id', voided.receipt_id,
    'org_id', voided.org_id,
    'serial', voided.serial,
    'reason', voided.reason,
    'voided_at', to_char(voided.voided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  )::text, 'utf8')), 'hex');
end
$function$
;

CREATE OR REPLACE FUNCTION private.receipted_charge(payment_id uuid, charge_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  before_it uuid;
begin
  loop
    select part.charge_id into before_it
    from public.payment_return_parts as part where part.payment_id = payment_id and part.instead_id = charge_id;
    exit when not found;
    charge_id := before_it;
  end loop;
  -- What credit settled later was receipted as credit, without a charge.
  if exists (select from public.credit_draws as draw where draw.payment_id = payment_id and draw.charge_id = charge_id) then
    return null;
  end if;
  return charge_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.receivable_for_charge(kind public.charge_kind)
 RETURNS public.ledger_account_kind
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case kind
    when 'sale_deposit' then 'buyer_receivable'::public.ledger_account_kind
    when 'sale_balance' then 'buyer_receivable'
    when 'application_fee' then 'applicant_receivable'
    else 'tenant_receivable'
  end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.receivable_for_payment(payment public.payments)
 RETURNS public.ledger_account_kind
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when payment.sale_id is not null then 'buyer_receivable'::public.ledger_account_kind
    when payment.application_id is not null then 'applicant_receivable'
    else 'tenant_receivable'
  end;
end
$function$
;

CREATE OR REPLACE FUNCTION private.reconciliations_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (
    select from private.reconciliations as open
    where open.finished_at is null and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
  ) or not exists (select from private.reconciliations as planned where planned.listed_on = private.last_reconcilable_day())
$function$
;

CREATE OR REPLACE FUNCTION private.record_deposit_return(tenancy_id uuid, amount_kobo public.kobo, method public.deposit_return_method, returned_on public.calendar_date, bank_reference text, document_id uuid, client_id uuid)
 RETURNS public.deposit_returns
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  deposit record;
  made public.deposit_returns;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when amount_kobo is null or amount_kobo not between 1 and 1000000000000000 then 'amount_kobo'
    when method is null then 'method'
    when returned_on is null or returned_on > private.lagos_date() or returned_on < least(tenancy.starts_on, private.lagos_date(tenancy.created_at)) then 'returned_on'
    when method = 'bank_transfer' and bank_reference is null or length(btrim(bank_reference)) not between 1 and 80 then 'bank_reference'
    when client_id is null then 'client_id'
  end;
  if wrong is not null then
    perform private.raise_problem('deposit.bad_return', format('Cannot record the return: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero'
      when 'method' then 'is missing'
      when 'returned_on' then 'must be a day since the tenancy was agreed, until today'
      when 'bank_reference' then 'must have 1 to 80 characters; a transfer has one'
      else 'is missing: a return that is sent again would be made twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever returns or deducts at the same time waits here, and sees what is left.
  select t.* into strict tenancy from public.tenancies as t where t.id = tenancy_id for no key update;
  select given.* into made from public.deposit_returns as given where given.org_id = tenancy.org_id and given.client_id = client_id;
  if found then
    if (made.tenancy_id, made.amount_kobo::bigint, made.method, made.returned_on::date)
      is distinct from (tenancy_id, amount_kobo::bigint, method, returned_on::date) then
      perform private.raise_problem('deposit.already_returned', 'Cannot record the return: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  select known.held_kobo, known.is_due_for_refund into strict deposit from public.deposit_of(tenancy_id) as known;
  if deposit.is_due_for_refund is not true and tenancy.status not in ('ended', 'passed_on') then
    perform private.raise_problem('deposit.still_let',
      'Cannot record the return: the tenants still live there, and the deposit is settled when they have left', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if amount_kobo > deposit.held_kobo then
    perform private.raise_problem('deposit.not_enough', format('Cannot record the return: %s kobo of the deposit are left', deposit.held_kobo), 409,
      jsonb_build_object('field', 'amount_kobo', 'held_kobo', deposit.held_kobo));
  end if;
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = document_id and document.org_id = tenancy.org_id and document.tenancy_id = tenancy_id and document.retired_at is null
  ) then
    perform private.raise_problem('deposit.bad_return', 'Cannot record the return: document_id must be a paper of the tenancy', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  insert into public.deposit_returns as given (
    org_id, tenancy_id, amount_kobo, method, returned_on, bank_reference, document_id, recorded_by, client_id, answer_by)
  select tenancy.org_id, tenancy.id, amount_kobo, method, returned_on, btrim(bank_reference), document_id, (select auth.uid()), client_id,
    now() + make_interval(days => known.days)
  from private.offline_waiting_days as known where known.source = 'payee' and known.method = 'cash'
  returning given.* into strict made;
  return made;
exception when unique_violation then
  perform private.raise_problem('deposit.already_returned', 'Cannot record the return: this transfer gave a deposit back already', 409,
    jsonb_build_object('field', 'bank_reference'));
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.record_offline_payment(charge_ids uuid[], method public.payment_method, amount_kobo public.kobo, paid_on public.calendar_date, bank_reference text, note text, client_id uuid)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  debts public.charges[];
  payment public.payments;
  recorded public.offline_payments;
begin
  debts := array(
    select charge from public.charges as charge
    where charge.id = any (charge_ids) and charge.reverses_id is null
      and charge.org_id in (select private.my_org_ids('money.write')));
  perform private.require_one_debt(charge_ids, debts);
  perform private.check_offline_facts(method, amount_kobo, paid_on, bank_reference, note, '{cash,pos}');
  if client_id is null then
    perform private.raise_problem('offline_payment.bad_fact', 'Cannot take the payment: client_id is missing', 422,
      jsonb_build_object('field', 'client_id'));
  end if;
  recorded := private.known_offline_payment(auth.uid(), client_id, method, amount_kobo, paid_on);
  if recorded.id is not null then
    return recorded;
  end if;
  perform private.refuse_used_reference((debts[1]).org_id, method, bank_reference);
  perform private.require_open_charges(charge_ids);
  begin
    payment := private.begin_offline_payment(null, charge_ids, method, amount_kobo);
    if auth.uid() in (select private.payment_payers(payment.id)) then
      perform private.raise_problem('offline_payment.own', 'You cannot record this payment: it is your own', 403,
        jsonb_build_object('field', 'charge_ids'));
    end if;
    insert into public.offline_payments (
      org_id, payment_id, subject_id, source, method, status, reported_by, client_id, claimed_kobo, paid_on, bank_reference, note, answer_by)
    select payment.org_id, payment.id, private.subject_of(debts[1]), 'payee', method, 'recorded', auth.uid(), client_id, amount_kobo, paid_on,
      nullif(btrim(bank_reference), ''), nullif(btrim(note), ''), now() + make_interval(days => waiting.days)
    from private.offline_waiting_days as waiting
    where waiting.source = 'payee' and waiting.method = record_offline_payment.method
    returning * into strict recorded;
  exception when unique_violation then
    recorded := private.known_offline_payment(auth.uid(), client_id, method, amount_kobo, paid_on);
    if recorded.id is null then
      perform private.refuse_used_reference((debts[1]).org_id, method, bank_reference);
      raise;
    end if;
  end;
  return recorded;
end
$function$
;

CREATE OR REPLACE FUNCTION private.record_refund_paid(refund_id uuid, paid_on public.calendar_date, reference text, note text, document_id uuid, i_am_alone boolean)
 RETURNS public.refunds
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  paid public.refunds;
  wrong text;
begin
  perform private.require_second_person(refund, i_am_alone);
  wrong := case
    when paid_on is null or paid_on > private.lagos_date() or paid_on < private.lagos_date(refund.created_at) - 31 then 'paid_on'
    when reference is null or length(btrim(reference)) not between 3 and 80 then 'reference'
    when note is null and document_id is null or length(btrim(note)) not between 3 and 1000 then 'note'
  end;
  if wrong is not null then
    perform private.raise_problem('refund.bad_fact', format('Cannot record it: %s %s', wrong, case wrong
      when 'paid_on' then 'must be a day until today, at most a month before it was asked for'
      when 'reference' then 'must have 3 to 80 characters'
      else 'must say in 3 to 1,000 characters what shows that it was paid, or document_id names a paper'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  if refund.status = 'succeeded' and refund.paid_on is not distinct from paid_on and refund.paid_reference is not distinct from btrim(reference) then
    return refund;
  end if;
  if refund.way <> 'by_hand' then
    perform private.raise_problem('refund.by_provider', 'Cannot record it: the refund goes by the provider. Withdraw it and ask for one by hand', 409,
      jsonb_build_object('field', 'refund_id'));
  end if;
  if refund.status <> 'approved' then
    perform private.refuse_moved_refund(refund);
  end if;
  if private.has_open_dispute(refund.payment_id) then
    perform private.raise_problem('refund.disputed', 'Cannot record it: the payer''s bank disputes the payment, and would give the money back once more', 409,
      jsonb_build_object('field', 'refund_id'));
  end if;
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = document_id and document.org_id = refund.org_id and document.tenancy_id = refund.subject_id and document.retired_at is null
  ) then
    perform private.raise_problem('refund.bad_fact', 'Cannot record it: document_id must be a paper of the tenancy', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  perform private.begin_move('refund', refund.id, 'Paid out by hand: ' || btrim(reference));
  update public.refunds as r
  set status = 'succeeded', paid_on = paid_on, paid_reference = btrim(reference), paid_note = btrim(note), document_id = document_id,
    paid_by = auth.uid()
  where r.id = refund.id
  returning r.* into paid;
  return paid;
end
$function$
;

CREATE OR REPLACE FUNCTION private.record_tax_certificate(charge_id uuid, amount_kobo public.kobo, certificate_no text, issued_on public.calendar_date)
 RETURNS public.tax_certificates
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  charge public.charges := private.find_my_charge(charge_id);
  recorded public.tax_certificates;
  payment public.payments;
  wrong text := case
    when amount_kobo is null or amount_kobo < 1 then 'amount_kobo'
    when certificate_no is null or length(btrim(certificate_no)) not between 3 and 80 then 'certificate_no'
    when issued_on is null or issued_on > private.lagos_date() then 'issued_on'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('charge.bad_certificate', format('Cannot record the certificate: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero'
      when 'certificate_no' then 'must have 3 to 80 characters'
      else 'must be a day until today'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  perform private.lock_charges(array[charge_id]);
  select c.* into strict charge from public.charges as c where c.id = charge_id;
  select known.* into recorded from public.tax_certificates as known
  where known.charge_id = charge_id and known.certificate_no = btrim(certificate_no) and known.taken_back_at is null;
  if found and recorded.amount_kobo = amount_kobo then
    return recorded;
  end if;
  if recorded.id is not null or charge.is_reversed or amount_kobo > least(charge.wht_kobo - charge.wht_settled_kobo, charge.amount_kobo - charge.paid_kobo) then
    perform private.raise_problem('charge.not_withheld',
      'Cannot record the certificate: that much is not withheld of the charge and still open', 409,
      jsonb_build_object('field', 'amount_kobo', 'withheld_kobo', charge.wht_kobo - charge.wht_settled_kobo));
  end if;
  insert into public.payments as paid (org_id, tenancy_id, method, reference, amount_kobo)
  values (charge.org_id, charge.tenancy_id, 'withholding_tax', 'WHT-' || private.uuid_v7(), amount_kobo)
  returning paid.* into payment;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo, withheld_kobo)
  values (charge.org_id, payment.id, charge.id, amount_kobo, amount_kobo);
  perform private.settle_payment('withholding_tax', payment.reference, null, amount_kobo, payment.currency,
    now(), 'tax certificate', 0);
  insert into public.tax_certificates as kept (
    org_id, tenancy_id, charge_id, payment_id, amount_kobo, certificate_no, issued_on, created_by)
  values (charge.org_id, charge.tenancy_id, charge.id, payment.id, amount_kobo, btrim(certificate_no), issued_on, (select auth.uid()))
  returning kept.* into recorded;
  perform private.sum_up_certificates(charge.id);
  return recorded;
end
$function$
;

CREATE OR REPLACE FUNCTION private.record_void(receipt public.receipts, reason text, by_person uuid)
 RETURNS public.receipt_voids
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  voided public.receipt_voids;
begin
  -- One after the other for each organization, to commit: numbers have no gaps and the chain no forks.
  perform pg_advisory_xact_lock(hashtextextended('receipt_voids:' || receipt.org_id, 0));
  select v.* into voided from public.receipt_voids as v where v.receipt_id = receipt.id;
  if found then
    return voided;
  end if;
  select v.serial, v.hash into voided.serial, voided.previous_hash
  from public.receipt_voids as v where v.org_id = receipt.org_id order by v.serial desc limit 1;
  voided.receipt_id := receipt.id;
  voided.org_id := receipt.org_id;
  voided.serial := coalesce(voided.serial, 0) + 1;
  voided.reason := reason;
  voided.voided_by := by_person;
  voided.voided_at := now();
  voided.hash_version := 1;
  voided.previous_hash := coalesce(voided.previous_hash, '');
  voided.hash := private.receipt_void_hash(voided);
  insert into public.receipt_voids select voided.*;
  perform private.want_receipt_paper(receipt.org_id, receipt.id, true);
  -- Who has the paper in hand must hear that it holds no more.
  perform private.notify(
    array(select private.receipt_people(receipt)), receipt.org_id, 'receipt_voided',
    format('Receipt %s is void', receipt.number), receipt.id,
    jsonb_build_object(
      'number', receipt.number, 'amount_kobo', receipt.amount_kobo, 'currency', receipt.currency, 'reason', reason,
      'payment_id', receipt.payment_id),
    but_not => by_person);
  return voided;
end
$function$
;

CREATE OR REPLACE FUNCTION private.redrive_events_for_staff()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_staff_for_events();
  return private.redrive_provider_events();
end
$function$
;

CREATE OR REPLACE FUNCTION private.redrive_provider_events()
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return (
    select count(*) filter (where private.replay_provider_event((letter.message ->> 'event_id')::uuid))
    from (select message from pgmq.q_provider_events_dead order by msg_id limit 100) as letter
  );
end
$function$
;

CREATE OR REPLACE FUNCTION private.reference_key(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return nullif(upper(regexp_replace(written, '[^A-Za-z0-9]', '', 'g')), '');
end
$function$
;

CREATE OR REPLACE FUNCTION private.reference_of_row(line public.statement_rows, is_other_money boolean)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  used uuid;
begin
  -- A few figures are a number of the row, no reference.
  if length(coalesce(private.reference_key(line.reference), '')) < 6 then
    return null;
  end if;
  select offline.id into used from public.offline_payments as offline
  where offline.org_id = line.org_id and offline.method = 'bank_transfer'
    and offline.reference_key = private.reference_key(left(line.reference, 80));
  if used is null then
    return btrim(left(line.reference, 80));
  end if;
  if not coalesce(is_other_money, false) then
    perform private.raise_problem('statement.same_money',
      'Cannot book the row: a payment with its reference is there already. Match it with that, or say that it is other money', 409,
      jsonb_build_object('field', 'row_id', 'offline_payment_id', used));
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.refund_holder(payment_id uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(mandate.agent_org_id, payment.org_id)
  from public.payments as payment
  left join public.mandates as mandate on mandate.id = payment.mandate_id
  where payment.id = refund_holder.payment_id
$function$
;

CREATE OR REPLACE FUNCTION private.refundable(payment public.payments)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  promised bigint;
  deposit bigint := 0;
  own bigint := 0;
  held bigint := 0;
begin
  select coalesce(sum(refund.amount_kobo), 0) into promised
  from public.refunds as refund
  where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention');
  -- What was kept of a deposit is no longer there to go back.
  if payment.tenancy_id is not null then
    select coalesce(sum(standing.amount_kobo), 0) into deposit
    from private.standing_allocations(payment.id) as standing
    join public.charges as charge on charge.id = standing.charge_id and charge.kind = 'caution_deposit';
    if deposit > 0 then
      -- deposit_of() leaves out what refunds under way take of it; that of this payment is among the promised already.
      select least(
        deposit,
        greatest(
          coalesce(sum(refund.amount_kobo) filter (where charge.kind = 'caution_deposit'), 0),
          promised - (payment.amount_kobo - payment.returned_kobo - deposit)))
      into own
      from public.refunds as refund
      left join public.charges as charge on charge.id = refund.charge_id
      where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention');
      -- Of a tenancy that was renewed the last renewal has the deposit.
      select coalesce(least(kept.held_kobo + greatest(own, 0), deposit), deposit) into held
      from public.deposit_of(private.last_renewal(payment.tenancy_id)) as kept;
    end if;
  end if;
  return greatest(payment.amount_kobo - payment.returned_kobo - promised - (deposit - held), 0);
end
$function$
;

CREATE OR REPLACE FUNCTION private.refunds_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from private.refund_checks as checked where checked.next_at <= now())
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_decided(offline public.offline_payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.raise_problem('offline_payment.already_decided',
    format('Cannot do this now: the payment is %s', replace(offline.status::text, '_', ' ')), 409,
    jsonb_build_object('field', 'offline_payment_id', 'status', offline.status, 'decided_at', offline.decided_at));
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_decided_account(account public.payee_accounts)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.raise_problem('payee_account.already_decided', format('Cannot do this now: the bank account is %s', account.status), 409,
    jsonb_build_object('field', 'payee_account_id', 'status', account.status));
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_decided_payout(payout public.payouts)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.raise_problem('payout.already_decided', format('Cannot do this now: the payout is %s', replace(payout.status::text, '_', ' ')), 409,
    jsonb_build_object('field', 'payout_id', 'status', payout.status));
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_decided_row(line public.statement_rows)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- What was dismissed can be matched after all.
  if line.offline_payment_id is not null then
    perform private.raise_problem('statement.already_matched', 'Cannot decide about the row: it is a payment already', 409,
      jsonb_build_object('field', 'row_id', 'offline_payment_id', line.offline_payment_id));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_money_known(line public.statement_rows, is_other_money boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  known public.statement_rows;
begin
  -- One after the other in an organization, to commit: two that decide about two rows of one transfer would each see no
  -- other payment.
  perform pg_advisory_xact_lock(hashtextextended('statement_rows:' || line.org_id, 0));
  if coalesce(is_other_money, false) then
    return;
  end if;
  -- A row comes twice when its columns are mapped anew, or one account has two labels: nothing in row_hash tells. Rows
  -- of one import are as many as the bank says, and so are those of one account that read the same.
  select other.* into known
  from public.statement_rows as other
  where other.org_id = line.org_id and other.offline_payment_id is not null and other.import_id <> line.import_id
    and (
      other.cells_hash = line.cells_hash
      or other.booked_on = line.booked_on and other.amount_kobo = line.amount_kobo and (
        other.reference = line.reference or other.narration = line.narration
        -- The payer or the reference stands in one of the two only.
        or least(length(other.search_key), length(line.search_key)) >= 6 and (
          position(other.search_key in line.search_key) > 0 or position(line.search_key in other.search_key) > 0))
    )
    and (other.account_id, other.booked_on, other.amount_kobo, other.narration, other.reference)
      is distinct from (line.account_id, line.booked_on, line.amount_kobo, line.narration, line.reference)
  order by other.decided_at, other.id
  limit 1;
  if found then
    perform private.raise_problem('statement.same_money',
      'Cannot match the row: a row of another import that looks the same is a payment already. Dismiss it, or say that it is other money', 409,
      jsonb_build_object('field', 'row_id', 'known_row_id', known.id, 'offline_payment_id', known.offline_payment_id));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_moved_refund(refund public.refunds)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.raise_problem('refund.already_decided', format('Cannot do this now: the refund is %s', replace(refund.status::text, '_', ' ')), 409,
    jsonb_build_object('field', 'refund_id', 'status', refund.status));
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_parts(field text, words text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.raise_problem('charge.bad_parts', format('Cannot divide the charge: %s %s', field, words), 400,
    jsonb_build_object('field', field));
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_schedule_terms(field text, words text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.raise_problem('charge_schedule.bad_terms', format('Cannot set the schedule: %s %s', field, words), 400,
    jsonb_build_object('field', field));
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_settled_charge(charge public.charges, doing text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if charge.reverses_id is not null then
    perform private.raise_problem('charge.is_reversal', format('Cannot %s: it takes another charge back itself', doing), 409,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if charge.paid_kobo > 0 then
    perform private.raise_problem('charge.has_money',
      format('Cannot %s: money stands on it. Take an offline payment back first, or leave the charge and demand what is missing', doing), 409,
      jsonb_build_object('field', 'charge_id', 'paid_kobo', charge.paid_kobo));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_unlawful_fee(unit_id uuid, kind public.application_fee_kind, amount_kobo public.kobo, OUT rule_ids uuid[], OUT must_go_back boolean)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  broken public.legal_rules;
begin
  -- A guideline or a bill warns; only law refuses.
  select rule.* into broken
  from private.rules_for_unit(unit_id, private.lagos_date()) as rule
  where rule.certainty = 'law' and (
    rule.rule_key = 'payer_is_who_engaged' and kind in ('credit_check', 'reference_check', 'legal_review')
    or rule.rule_key = 'application_fee_most_kobo' and amount_kobo > rule.most)
  order by rule.rule_key, rule.id limit 1;
  if found then
    perform private.raise_problem('application.unlawful_fee',
      left(format('Cannot demand the fee: %s (%s, %s)', broken.message, broken.source, broken.section), 500), 409,
      jsonb_build_object('field', case broken.rule_key when 'payer_is_who_engaged' then 'kind' else 'amount_kobo' end,
        'rule_id', broken.id, 'rule', broken.rule_key, 'source', broken.source, 'section', broken.section, 'most_kobo', broken.most));
  end if;
  select coalesce(array_agg(rule.id order by rule.id), '{}'), coalesce(bool_or(rule.rule_key = 'application_fee_refundable'), false)
  into strict rule_ids, must_go_back
  from private.rules_for_unit(unit_id, private.lagos_date()) as rule
  where rule.certainty = 'law'
    and rule.rule_key in ('payer_is_who_engaged', 'application_fee_most_kobo', 'application_fee_refundable');
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_used_evidence(acting_user uuid, org_id uuid, method public.payment_method, bank_reference text, sha256 text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  used record;
begin
  select found.* into used from (
    select 'bank_reference' as field, offline.id, offline.payment_id
    from public.offline_payments as offline
    where offline.org_id = org_id and offline.method = method and offline.reference_key = private.reference_key(bank_reference)
    union all
    select 'upload_path', offline.id, offline.payment_id
    from public.payment_proofs as proof
    join public.offline_payments as offline on offline.id = proof.offline_payment_id
    where proof.org_id = org_id and proof.sha256 = sha256
  ) as found limit 1;
  if used.id is null then
    return;
  end if;
  if acting_user in (select private.payment_payers(used.payment_id)) then
    perform private.raise_problem('offline_payment.evidence_used',
      case used.field when 'bank_reference' then 'You have reported a payment with this reference before'
        else 'You have shown this file for a payment before' end, 409,
      jsonb_build_object('field', used.field, 'offline_payment_id', used.id));
  end if;
  -- Whose it is, and that it is somebody's, is nobody else's business.
  perform private.raise_problem('offline_payment.bad_evidence',
    'Cannot take this proof: give the reference and the file that your own bank gave you for this payment', 422,
    jsonb_build_object('field', used.field));
end
$function$
;

CREATE OR REPLACE FUNCTION private.refuse_used_reference(org_id uuid, method public.payment_method, bank_reference text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  used uuid := (
    select offline.id from public.offline_payments as offline
    where offline.org_id = org_id and offline.method = method and offline.reference_key = private.reference_key(bank_reference));
begin
  if used is not null then
    perform private.raise_problem('offline_payment.evidence_used', 'A payment with this reference is there already', 409,
      jsonb_build_object('field', 'bank_reference', 'offline_payment_id', used));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.reissue_receipt(receipt public.receipts, payment public.payments, by_person uuid)
 RETURNS public.receipts
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  corrected public.receipts;
begin
  select r.* into corrected from public.receipts as r where r.org_id = receipt.org_id and r.replaces_id = receipt.id;
  if found then
    return corrected;
  end if;
  -- The money is what it was; whom and what it names is read anew.
  corrected := receipt;
  select named.payee, named.payee_address, named.payers, named.payer_address, named.premises
  into strict
    corrected.landlord_name, corrected.landlord_address, corrected.tenant_names, corrected.tenant_address, corrected.premises
  from private.receipt_names(payment) as named;
  corrected.id := private.uuid_v7();
  corrected.replaces_id := receipt.id;
  corrected.issued_at := now();
  corrected.hash_version := 3;
  corrected.token := private.new_token();
  corrected.token_hash := sha256(convert_to(corrected.token, 'utf8'));
  perform private.number_receipts(receipt.org_id, array[corrected]);
  select r.* into strict corrected from public.receipts as r where r.id = corrected.id;
  perform private.notify(
    array(select private.receipt_people(receipt)), receipt.org_id, 'receipt_replaced',
    format('Receipt %s takes the place of %s', corrected.number, receipt.number), corrected.id,
    jsonb_build_object(
      'number', corrected.number, 'replaces', receipt.number, 'amount_kobo', corrected.amount_kobo,
      'currency', corrected.currency, 'payment_id', corrected.payment_id),
    but_not => by_person);
  return corrected;
end
$function$
;

CREATE OR REPLACE FUNCTION private.reject_offline_payment(offline_payment_id uuid, reason text)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id);
  said text;
begin
  -- Whoever recorded money takes their own word back.
  if offline.source = 'payee' and offline.status in ('recorded', 'disputed') and coalesce(offline.reported_by = auth.uid(), false) then
    perform private.require_permission(offline.org_id, 'money.write');
  else
    perform private.require_decider(offline);
  end if;
  said := private.check_decision('reason', reason);
  if offline.status = 'rejected' and offline.decided_by is not distinct from auth.uid() and offline.decision is not distinct from said then
    return offline;
  end if;
  if offline.status not in ('submitted', 'needs_more', 'recorded', 'disputed') then
    perform private.refuse_decided(offline);
  end if;
  return private.set_offline_status(offline, 'rejected', said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.remake_receipt_papers(org_id uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  again integer;
begin
  update private.receipt_papers as paper
  set made_at = null, sha256 = null, size_bytes = null, next_try_at = now(), tries = 0
  where paper.org_id = remake_receipt_papers.org_id and paper.made_at is not null;
  get diagnostics again = row_count;
  return again;
end
$function$
;

CREATE OR REPLACE FUNCTION private.remind_of_disputes(batch integer DEFAULT 100)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  reminded integer;
begin
  with due as (
    select dispute.id, dispute.org_id, dispute.payment_id, dispute.amount_kobo, dispute.answer_by,
      case when dispute.answer_by <= now() + interval '4 hours' then 4 else 24 end as hours
    from public.disputes as dispute
    where dispute.status = 'open' and dispute.answer is null and dispute.answer_by > now()
      and dispute.answer_by <= now() + interval '24 hours'
      and coalesce(dispute.reminded_hours, 240) > case when dispute.answer_by <= now() + interval '4 hours' then 4 else 24 end
    order by dispute.answer_by limit batch for no key update skip locked
  ),
  marked as (
    update public.disputes as dispute set reminded_hours = due.hours from due where dispute.id = due.id
    returning due.*
  ),
  told as (
    select private.notify(array(
      select row(member.id, marked.org_id, 'dispute_due', 'A disputed payment is to be answered within ' || marked.hours || ' hours',
        marked.id, jsonb_build_object('payment_id', marked.payment_id, 'amount_kobo', marked.amount_kobo, 'answer_by', marked.answer_by))::private.notice
      from marked cross join lateral private.members_with(marked.org_id, 'money.confirm') as member (id)))
  )
  select count(*) into reminded from marked left join told on true;
  return reminded;
end
$function$
;

CREATE OR REPLACE FUNCTION private.remind_of_expiring_documents(today public.calendar_date DEFAULT private.lagos_date(), batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  reminded integer;
  notices private.notice[];
begin
  -- A day on which nothing ran is made good on the next one; a reminder that is overtaken by the next is left out.
  with within_a_month as (
    select document.id from public.documents as document
    where document.retired_at is null and document.reminded_days is null
      and document.expires_on between today and today + 30
    order by document.expires_on limit batch for no key update skip locked
  ),
  within_a_week as (
    select document.id from public.documents as document
    where document.retired_at is null and document.reminded_days = 30
      and document.expires_on between today and today + 7
    order by document.expires_on limit batch for no key update skip locked
  ),
  marked as (
    update public.documents as document
    set reminded_days = case when document.expires_on <= today + 7 then 7 else 30 end
    where document.id in (select due.id from within_a_month as due union all select due.id from within_a_week as due)
    returning document.*
  )
  select count(distinct due.id), array_agg(row(
    member, due.org_id, 'document_expiring', format('A document expires on %s', to_char(due.expires_on, 'FMDD Mon YYYY')), due.id,
    jsonb_build_object(
      'document_title', due.title, 'document_kind', due.kind, 'expires_on', due.expires_on,
      'days_left', due.expires_on - today))::private.notice) filter (where member is not null)
  into reminded, notices
  from marked as due
  left join lateral private.members_with(
    due.org_id, private.document_permission(due.kind, num_nonnulls(due.tenancy_id, due.tenant_id) > 0, true)) as member on true;
  perform private.notify(notices);
  return reminded;
end
$function$
;

CREATE OR REPLACE FUNCTION private.remove_saved_authorization(authorization_id uuid)
 RETURNS public.saved_authorizations
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  saved public.saved_authorizations;
begin
  if not exists (
    select from public.saved_authorizations as mine where mine.id = authorization_id and mine.user_id = (select auth.uid())
  ) then
    perform private.raise_problem('saved_authorization.not_found', 'Cannot find the card among those that you saved', 404,
      jsonb_build_object('field', 'authorization_id'));
  end if;
  perform private.end_authorization(authorization_id, 'removed');
  select s.* into strict saved from public.saved_authorizations as s where s.id = authorization_id;
  return saved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.rent_standings(org_id uuid)
 RETURNS TABLE(tenancy_id uuid, paid_through date, next_due_on date, next_due_kobo bigint, arrears_kobo bigint)
 LANGUAGE plpgsql
 STABLE ROWS 2000
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  today constant date := private.lagos_date();
begin
  return query
  with total as (
    select charge.tenancy_id,
      count(*) filter (where charge.status <> 'reversed') as charges,
      min(lower(charge.period)) filter (where charge.kind = 'rent' and charge.status <> 'reversed') as first_day,
      max(upper(charge.period)) filter (where charge.kind = 'rent' and charge.status <> 'reversed') as end_day,
      min(lower(charge.period)) filter (where charge.kind = 'rent' and charge.payable_kobo > 0) as first_open_day,
      min(charge.due_on) filter (where charge.payable_kobo > 0 and charge.due_on >= today) as next_due_on,
      coalesce(sum(charge.payable_kobo) filter (where charge.due_on < today), 0)::bigint as arrears_kobo
    from public.charge_balances as charge
    where charge.org_id = rent_standings.org_id and charge.tenancy_id is not null
    group by charge.tenancy_id
  ),
  due_together as (
    select charge.tenancy_id, charge.due_on, sum(charge.payable_kobo)::bigint as kobo
    from public.charge_balances as charge
    where charge.org_id = rent_standings.org_id and charge.due_on >= today and charge.payable_kobo > 0 and charge.tenancy_id is not null
    group by charge.tenancy_id, charge.due_on
  ),
  upcoming as (
    select distinct on (starting.tenancy_id) starting.tenancy_id, starting.due_on, sum(starting.kobo)::bigint as kobo
    from (
      select schedule.tenancy_id,
        coalesce(least(step.on_day + schedule.due_days, step.end_day - 1), schedule.first_on + schedule.due_days) as due_on,
        schedule.amount_kobo - case when schedule.wht_bps is null then 0
          else private.percent_of(schedule.amount_kobo, schedule.wht_bps) end as kobo
      from public.charge_schedules as schedule
      join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
      cross join lateral (
        select (schedule.first_on + schedule.next_no * schedule.every)::date as on_day,
          (schedule.first_on + (schedule.next_no + 1) * schedule.every)::date as end_day
      ) as step
      where schedule.org_id = rent_standings.org_id and schedule.next_on is not null and tenancy.is_in_force
        and (coalesce(step.on_day, schedule.first_on) < schedule.until_on or tenancy.status = 'holding_over'
          or tenancy.status = 'notice_given' and tenancy.ends_on <= today)
    ) as starting
    group by starting.tenancy_id, starting.due_on
    order by starting.tenancy_id, starting.due_on
  )
  select total.tenancy_id,
    case
      when total.first_open_day is null then total.end_day - 1
      when total.first_open_day > total.first_day then total.first_open_day - 1
    end,
    coalesce(total.next_due_on::date, upcoming.due_on), coalesce(due_together.kobo, upcoming.kobo),
    total.arrears_kobo
  from total
  left join due_together on due_together.tenancy_id = total.tenancy_id and due_together.due_on = total.next_due_on
  left join upcoming on upcoming.tenancy_id = total.tenancy_id
  where total.charges > 0;
end
$function$
;

CREATE OR REPLACE FUNCTION private.rental_facts(subject uuid)
 RETURNS TABLE(tenancy_id uuid, org_id uuid, organization text, unit_label text, area text, state text, starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature, rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, arrears_kobo bigint, ended_by text)
 LANGUAGE sql
 STABLE ROWS 10
 SET search_path TO ''
AS $function$
  select tenancy.id, tenancy.org_id, organization.name, unit.label, property.area, property.state,
    coalesce(taken_over.handed_over_on, tenancy.starts_on), coalesce(tenancy.ended_on, passed_on.handed_over_on, tenancy.ends_on),
    tenancy.status, tenancy.nature,
    tenancy.rent_kobo, tenancy.rent_per, money.due, money.on_time, money.arrears_kobo,
    case
      when tenancy.status = 'passed_on' then 'sale of the home'
      when tenancy.status <> 'ended' then null
      when exists (
        select from public.tenancies as renewal
        where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status <> 'cancelled'
      ) then 'renewed'
      when notice.given_by_owner then 'notice by the owner'
      when notice.id is not null then 'notice by the tenant'
      else 'possession returned'
    end
  from public.tenants as tenant
  join public.tenancy_parties as party on party.tenant_id = tenant.id and party.accepted_at is not null
  join public.tenancies as tenancy on tenancy.id = party.tenancy_id and tenancy.status not in ('draft', 'offered', 'cancelled')
  join public.organizations as organization on organization.id = tenancy.org_id
  join public.units as unit on unit.id = tenancy.unit_id
  join public.properties as property on property.id = unit.property_id
  left join public.tenancy_notices as notice
    on notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null
  -- Of a home that was sold with its tenants each owner tells their own time.
  left join public.tenancy_handovers as passed_on on passed_on.tenancy_id = tenancy.id and passed_on.side = 'passed_on'
  left join public.tenancy_handovers as taken_over on taken_over.tenancy_id = tenancy.id and taken_over.side = 'taken_over'
  cross join lateral (
    -- A week is customary before rent is called late. Tax that was withheld is the state's: nobody is late with it.
    select count(*)::integer as due,
      count(*) filter (where charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo >= charge.amount_kobo and settled.last_on <= charge.due_on + 7)::integer as on_time,
      coalesce(sum(greatest(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo, 0)) filter (where charge.due_on < private.lagos_date()), 0)::bigint as arrears_kobo
    from public.charges as charge
    left join lateral (
      select max(private.lagos_date(payment.paid_at)) as last_on
      from public.payment_allocations as allocation
      join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
        and payment.method <> 'withholding_tax'
      where allocation.charge_id = charge.id
    ) as settled on true
    where charge.tenancy_id = tenancy.id and charge.reverses_id is null and charge.due_on <= private.lagos_date()
      and not charge.is_reversed
  ) as money
  where tenant.user_id = subject
$function$
;

CREATE OR REPLACE FUNCTION private.replace_charge_schedule(schedule_id uuid, from_on public.calendar_date, amount_kobo public.kobo, period public.price_period, advance_periods integer, due_days_before integer, due_on_day integer, payer_id uuid, label text)
 RETURNS public.charge_schedules
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  schedule public.charge_schedules := private.lock_my_schedule(schedule_id);
  tenancy public.tenancies;
  made public.charge_schedules;
  length_now interval := private.period_length(period) * advance_periods;
  due_now smallint := case when num_nonnulls(due_days_before, due_on_day) = 0 then schedule.due_days
    else private.due_days(due_days_before, due_on_day) end;
  next_first date;
begin
  select t.* into strict tenancy from public.tenancies as t where t.id = schedule.tenancy_id;
  perform private.require_schedule_terms(
    tenancy, schedule.kind, amount_kobo, period, advance_periods, due_days_before, due_on_day, payer_id, label);
  if from_on is null then
    perform private.refuse_schedule_terms('from_on', 'is missing');
  end if;
  select s.* into made from public.charge_schedules as s where s.replaces_id = schedule.id;
  if found and (made.first_on, made.amount_kobo::bigint, made.every) = (from_on, amount_kobo * advance_periods, length_now) then
    return made;
  end if;
  if schedule.every is null or period is null then
    perform private.raise_problem('charge_schedule.charged_once',
      'Cannot replace what is charged once: take its charge back, or end the schedule, and add another', 409,
      jsonb_build_object('field', case when schedule.every is null then 'schedule_id' else 'period' end));
  end if;
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot replace the schedule: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'schedule_id'));
  end if;
  if schedule.next_on is null or made.id is not null or (from_on >= schedule.until_on and not schedule.goes_on) then
    perform private.raise_problem('charge_schedule.over', 'Cannot replace the schedule: it has ended, or is replaced already', 409,
      jsonb_build_object('field', 'schedule_id'));
  end if;
  if schedule.kind = 'rent' and (
    length_now <> schedule.every or amount_kobo * advance_periods > schedule.amount_kobo or due_now < schedule.due_days) then
    perform private.raise_problem('charge_schedule.rent_is_agreed',
      'Cannot replace the rent: its periods are agreed, and here it can only become less or fall due later. Offer a renewal for more', 409,
      jsonb_build_object('field', case
        when length_now <> schedule.every then 'period'
        when due_now < schedule.due_days then 'due_days_before'
        else 'amount_kobo' end));
  end if;
  -- The first day of a period on or after the one given.
  select min(begins.on_day) into next_first
  from generate_series(0, greatest(0, ceil(extract(epoch from age(from_on::timestamp, schedule.first_on::timestamp))
    / extract(epoch from schedule.every))::integer) + 1) as step (n)
  cross join lateral (select (schedule.first_on + step.n * schedule.every)::date as on_day) as begins
  where begins.on_day >= from_on;
  if next_first is distinct from from_on then
    perform private.refuse_schedule_terms('from_on', format('must be the first day of a period: the next is %s', next_first));
  end if;
  perform private.lock_charges(array(
    select charge.id from public.charges as charge where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id));
  if exists (
    select from public.charges as charge
    where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.paid_kobo > 0
      and lower(charge.period) >= from_on
  ) then
    perform private.raise_problem('charge.has_money',
      'Cannot replace the schedule from that day: a period from then on is paid. Replace it from the period after', 409,
      jsonb_build_object('field', 'from_on'));
  end if;
  perform private.stop_schedule(schedule, from_on, 'agreed anew');
  insert into public.charge_schedules as it (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, wht_bps, replaces_id)
  values (
    schedule.org_id, schedule.tenancy_id, schedule.kind, amount_kobo * advance_periods, length_now, from_on,
    greatest(from_on, schedule.until_on), due_now, schedule.goes_on, coalesce(btrim(label), schedule.label), payer_id,
    schedule.wht_bps, schedule.id)
  returning it.* into made;
  if tenancy.is_in_force and from_on <= private.lagos_date() + 30 then
    perform private.generate_charges(private.lagos_date(), tenancy.id);
    select s.* into strict made from public.charge_schedules as s where s.id = made.id;
  elsif tenancy.is_in_force then
    -- What comes in place of another is charged in its turn, and not at once.
    update public.charge_schedules as s set next_on = from_on + least(due_now, 0) - 30 where s.id = made.id returning s.* into made;
  end if;
  return made;
end
$function$
;

CREATE OR REPLACE FUNCTION private.replay_event_for_staff(event_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_staff_for_events();
  if event_id is null then
    perform private.raise_problem('payment.event_not_found', 'Cannot replay it: say which event', 404,
      jsonb_build_object('field', 'event_id'));
  end if;
  if not exists (select from private.provider_events as event where event.id = event_id) then
    perform private.raise_problem('payment.event_not_found', 'Cannot find the payment event', 404,
      jsonb_build_object('field', 'event_id'));
  end if;
  return private.replay_provider_event(event_id);
end
$function$
;

CREATE OR REPLACE FUNCTION private.replay_provider_event(event_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  -- What is still queued comes by itself.
  update private.provider_events as event
  set status = 'received', processed_at = null, note = 'Replayed'
  where event.id = event_id and event.status <> 'received';
  if not found then
    return false;
  end if;
  perform pgmq.archive('provider_events_dead', letter.msg_id)
  from pgmq.q_provider_events_dead as letter where letter.message ->> 'event_id' = event_id::text;
  perform pgmq.send('provider_events', jsonb_build_object('event_id', event_id));
  perform private.wake_jobs();
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION private.request_payout(org_id uuid, payee_account_id uuid, amount_kobo public.kobo, client_id uuid, note text)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  account public.payee_accounts;
  asked public.payouts;
  available bigint;
  wrong text := case
    when amount_kobo is null or amount_kobo <= 0 then 'amount_kobo'
    when client_id is null then 'client_id'
    when length(btrim(note)) not between 1 and 100 then 'note'
  end;
begin
  perform private.require_permission(org_id, 'money.payout');
  if wrong is not null then
    perform private.raise_problem('payout.bad_fact', format('Cannot ask for the payout: %s %s', wrong,
      case wrong when 'amount_kobo' then 'must be over zero' when 'client_id' then 'is missing' else 'must have 1 to 100 characters' end),
      400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever asks at the same moment waits here, and then sees what this one left.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  select known.* into asked from public.payouts as known where known.org_id = org_id and known.client_id = client_id;
  if asked.id is not null then
    if asked.amount_kobo <> amount_kobo or asked.payee_account_id is distinct from payee_account_id or asked.mandate_id is not null then
      perform private.raise_problem('payout.client_id_used', 'Cannot ask for the payout: the client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return asked;
  end if;
  account := private.payable_account(org_id, payee_account_id);
  select funds.available_kobo into available from public.payout_funds(org_id) as funds where funds.provider = account.provider;
  if amount_kobo > coalesce(available, 0) then
    perform private.raise_problem('payout.not_enough', 'Cannot pay out that much: the provider does not hold it for you', 409,
      jsonb_build_object('field', 'amount_kobo', 'available_kobo', coalesce(available, 0)));
  end if;
  insert into public.payouts as made (org_id, payee_org_id, payee_account_id, provider, reference, amount_kobo, note, client_id, requested_by)
  values (org_id, org_id, account.id, account.provider, 'est-' || private.uuid_v7(), amount_kobo, nullif(btrim(note), ''), client_id, auth.uid())
  returning made.* into asked;
  if not private.has_second_payer(org_id, auth.uid()) then
    asked := private.set_payout_status(asked.id, 'approved', auth.uid(), null, true);
  end if;
  return asked;
end
$function$
;

CREATE OR REPLACE FUNCTION private.request_refund(payment_id uuid, amount_kobo public.kobo, reason text, client_id uuid, charge_id uuid, drops_charges boolean, by_hand boolean)
 RETURNS public.refunds
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payment public.payments;
  made public.refunds;
  most bigint;
  way public.refund_way;
  wrong text := case
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when reason is null or length(btrim(reason)) not between 3 and 250 then 'reason'
    when client_id is null then 'client_id'
  end;
begin
  select p.* into payment from public.payments as p
  where p.id = payment_id and p.org_id in (select private.my_org_ids('money.read'))
  for update;
  if payment.id is null then
    perform private.raise_problem('refund.payment_not_found', 'Cannot find the payment among those of your organizations', 404,
      jsonb_build_object('field', 'payment_id'));
  end if;
  perform private.require_permission(payment.org_id, 'money.write');
  if wrong is not null then
    perform private.raise_problem('refund.bad_request', format('Cannot ask for the refund: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'reason' then 'must have 3 to 250 characters'
      else 'is missing: a request that is sent again would be made twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  select r.* into made from public.refunds as r where r.org_id = payment.org_id and r.client_id = client_id;
  if found then
    if made.payment_id is distinct from payment.id or made.amount_kobo is distinct from amount_kobo or made.charge_id is distinct from charge_id then
      perform private.raise_problem('refund.client_id_used', 'Cannot ask for the refund: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  if payment.method in ('deposit', 'withholding_tax') or payment.status <> 'succeeded' then
    perform private.raise_problem('refund.not_settled', 'Cannot refund the payment: no money of it came in and stayed', 409,
      jsonb_build_object('field', 'payment_id', 'status', payment.status));
  end if;
  if private.has_open_dispute(payment.id) then
    perform private.raise_problem('refund.disputed',
      'Cannot refund the payment: the payer''s bank disputes it, and would give the money back once more', 409,
      jsonb_build_object('field', 'payment_id'));
  end if;
  -- A deposit may have been paid in parts and is returned by the tenancy: whoever takes of it waits here.
  if exists (
    select from private.standing_allocations(payment.id) as standing
    join public.charges as charge on charge.id = standing.charge_id and charge.kind = 'caution_deposit'
  ) then
    perform from public.tenancies as tenancy where tenancy.id = private.last_renewal(payment.tenancy_id) for no key update;
  end if;
  most := private.refundable(payment);
  if amount_kobo > most then
    perform private.raise_problem('refund.too_much', format('Cannot refund that much: %s kobo of the payment are left', most), 409,
      jsonb_build_object('field', 'amount_kobo', 'refundable_kobo', most));
  end if;
  if charge_id is not null and not exists (
    select from private.standing_allocations(payment.id) as standing where standing.charge_id = request_refund.charge_id
  ) then
    perform private.raise_problem('refund.bad_request', 'Cannot ask for the refund: the payment has settled nothing of charge_id', 400,
      jsonb_build_object('field', 'charge_id'));
  end if;
  way := case when coalesce(by_hand, false) or private.is_offline(payment.method) then 'by_hand'::public.refund_way else 'provider' end;
  insert into public.refunds as asked (
    org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, charge_id, drops_charges, client_id, requested_by)
  values (
    payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), payment.method, way, 'requested',
    amount_kobo, btrim(reason), charge_id, coalesce(drops_charges, false), client_id, auth.uid())
  returning asked.* into made;
  return made;
end
$function$
;

CREATE OR REPLACE FUNCTION private.request_remittance(mandate_id uuid, payee_account_id uuid, amount_kobo public.kobo, client_id uuid, note text)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  mandate public.mandates;
  account public.payee_accounts;
  asked public.payouts;
  owed bigint;
  left_there bigint;
  wrong text := case
    when amount_kobo is null or amount_kobo <= 0 then 'amount_kobo'
    when client_id is null then 'client_id'
    when length(btrim(note)) not between 1 and 100 then 'note'
  end;
begin
  -- A mandate that is over too: what was collected under it is still owed.
  select given.* into mandate from public.mandates as given
  where given.id = mandate_id and given.agent_org_id in (select private.my_org_ids('money.read'));
  if mandate.id is null then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate of your agency', 404, jsonb_build_object('field', 'mandate_id'));
  end if;
  perform private.require_permission(mandate.agent_org_id, 'money.payout');
  if wrong is not null then
    perform private.raise_problem('payout.bad_fact', format('Cannot ask for the payout: %s %s', wrong,
      case wrong when 'amount_kobo' then 'must be over zero' when 'client_id' then 'is missing' else 'must have 1 to 100 characters' end),
      400, jsonb_build_object('field', wrong));
  end if;
  perform from public.organizations as organization where organization.id = mandate.agent_org_id for no key update;
  select known.* into asked from public.payouts as known where known.org_id = mandate.agent_org_id and known.client_id = client_id;
  if asked.id is not null then
    if asked.amount_kobo <> amount_kobo or asked.payee_account_id is distinct from payee_account_id or asked.mandate_id is distinct from mandate.id then
      perform private.raise_problem('payout.client_id_used', 'Cannot ask for the payout: the client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return asked;
  end if;
  account := private.payable_account(mandate.org_id, payee_account_id);
  select coalesce((
      select sum(move.owed_kobo) from public.principal_moves as move where move.principal_org_id = mandate.org_id and move.mandate_id = mandate.id), 0)
    - coalesce((
      select sum(payout.amount_kobo) from public.payouts as payout
      where payout.payee_org_id = mandate.org_id and payout.mandate_id = mandate.id
        and payout.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')), 0)
  into owed;
  select funds.all_left_kobo - private.payout_fee_reserve() into left_there
  from private.provider_funds(mandate.agent_org_id) as funds where funds.provider = account.provider;
  if amount_kobo > owed or amount_kobo > coalesce(left_there, 0) then
    perform private.raise_problem('payout.not_enough', 'Cannot pay out that much: it is more than is owed, or than the provider holds', 409,
      jsonb_build_object('field', 'amount_kobo', 'owed_kobo', owed, 'available_kobo', greatest(0, least(owed, coalesce(left_there, 0)))));
  end if;
  insert into public.payouts as made (
    org_id, payee_org_id, payee_account_id, mandate_id, provider, reference, amount_kobo, note, client_id, requested_by)
  values (
    mandate.agent_org_id, mandate.org_id, account.id, mandate.id, account.provider, 'est-' || private.uuid_v7(), amount_kobo,
    nullif(btrim(note), ''), client_id, auth.uid())
  returning made.* into asked;
  if not private.has_second_payer(mandate.agent_org_id, auth.uid()) then
    asked := private.set_payout_status(asked.id, 'approved', auth.uid(), null, true);
  end if;
  return asked;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_autopay_terms(kinds public.charge_kind[], most_per_charge_kobo public.kobo, most_per_month_kobo public.kobo, day_offset integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  wrong text := case
    when coalesce(cardinality(kinds), 0) not between 1 and 20 or array_position(kinds, null) is not null
      or kinds && array['sale_deposit', 'sale_balance', 'application_fee']::public.charge_kind[] then 'kinds'
    when most_per_charge_kobo is null or most_per_charge_kobo not between 1 and 10000000000000 then 'most_per_charge_kobo'
    when most_per_month_kobo is null or most_per_month_kobo not between most_per_charge_kobo and 10000000000000 then 'most_per_month_kobo'
    when day_offset is null or day_offset not between -14 and 14 then 'day_offset'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('autopay.bad_terms', format('Cannot allow autopay: %s %s', wrong, case wrong
      when 'kinds' then 'must name kinds of charge that a tenancy has'
      when 'most_per_charge_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'most_per_month_kobo' then 'must be at least the limit for a charge and at most a hundred billion naira'
      else 'must be between -14 and 14' end), 400, jsonb_build_object('field', wrong));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_consent_text(purpose public.consent_purpose, version text, language text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not exists (
    select from public.consent_texts as shown
    where shown.purpose = require_consent_text.purpose and shown.version = require_consent_text.version
      and shown.language = require_consent_text.language and shown.is_in_force
  ) then
    perform private.raise_problem('consent.unknown_text', 'Cannot take your consent: name version and language of the text that you were shown', 400,
      jsonb_build_object('field', 'consent_version'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_decider(offline public.offline_payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Between two sides that say opposite things somebody else decides.
  if offline.status = 'disputed' then
    if not private.is_staff() then
      perform private.raise_problem('offline_payment.disputed', 'Cannot decide: the payer disputes it, so the platform''s staff will', 403,
        jsonb_build_object('field', 'offline_payment_id'));
    end if;
  else
    perform private.require_permission(offline.org_id, 'money.confirm');
  end if;
  perform private.require_other_side(offline);
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_money_reader(org_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Under row-level security a stranger would get a report of zeros, which looks like one.
  if not exists (select from private.my_org_ids('money.read') as mine where mine = org_id) then
    perform private.raise_problem(
      'auth.forbidden', 'You may not do this for the organization: it needs the permission money.read', 403);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_one_debt(charge_ids uuid[], debts public.charges[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if coalesce(cardinality(charge_ids), 0) not between 1 and 50
    or (select count(distinct private.subject_of(charge)) from unnest(debts) as charge) > 1 then
    perform private.raise_problem('payment.bad_charges', 'Cannot take the payment: name 1 to 50 charges of one tenancy, sale or application', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if (select count(distinct wanted.id) from unnest(charge_ids) as wanted (id)) <> coalesce(cardinality(debts), 0) then
    perform private.raise_problem('charge.not_found', 'Cannot find these charges among what you may pay for', 404,
      jsonb_build_object('field', 'charge_ids'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_open_charges(charge_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.lock_charges(charge_ids);
  if not exists (
    select from public.charge_balances as balance where balance.charge_id = any (charge_ids) and balance.open_kobo > 0
  ) then
    perform private.raise_problem('charge.settled', 'Cannot take the payment: the charges are settled already', 409,
      jsonb_build_object('field', 'charge_ids'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_other_side(offline public.offline_payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if coalesce(offline.reported_by = auth.uid(), false)
    or auth.uid() in (select private.payment_payers(offline.payment_id)) then
    perform private.raise_problem('offline_payment.own',
      'You cannot decide about this payment: you reported it, or it is your own', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_own_upload(acting_user uuid, upload_path text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if acting_user is null or upload_path is null or upload_path !~ ('^' || acting_user || '/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$') then
    perform private.raise_problem('document.bad_path', 'Cannot use the upload: it must lie in your own folder', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_payer(acting_user uuid, org_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not exists (
    select from private.members_with(require_payer.org_id, 'money.payout') as member (id) where member.id = acting_user
  ) then
    perform private.raise_problem(
      'auth.forbidden', 'You may not do this for the organization: it needs the permission money.payout', 403);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_price_open(sale public.sales, price_kobo public.kobo, demanded_kobo public.kobo)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  least_kobo bigint;
  paid_kobo bigint;
begin
  -- What money stands on is not taken back.
  select coalesce(sum(charge.amount_kobo) filter (where charge.paid_kobo > 0), 0), coalesce(sum(charge.paid_kobo), 0)
  into strict least_kobo, paid_kobo
  from public.charges as charge
  where charge.org_id = sale.org_id and charge.sale_id = sale.id and charge.reverses_id is null and not charge.is_reversed;
  if coalesce(price_kobo < least_kobo, true) then
    perform private.raise_problem('sale.already_paid',
      format('Cannot close the sale for less: %s kobo are demanded in parts on which money stands. Give that money back first, or close at that price or more and give the difference back afterwards', least_kobo),
      409, jsonb_build_object('field', 'price_kobo', 'least_kobo', least_kobo, 'paid_kobo', paid_kobo, 'demanded_kobo', demanded_kobo));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_return_reason(reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if reason is null or length(btrim(reason)) not between 3 and 1000 then
    perform private.raise_problem('deposit.bad_reason', 'Cannot do this to the return: say why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_schedule_terms(tenancy public.tenancies, kind public.charge_kind, amount_kobo public.kobo, period public.price_period, advance_periods integer, due_days_before integer, due_on_day integer, payer_id uuid, label text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- The first rule that the terms break: the field, and the words.
  broken text[] := case
    when kind is null or kind not in (
      'service_charge', 'utility', 'caution_deposit', 'agency_fee', 'legal_fee', 'agreement_fee', 'other', 'rent') then
      array['kind', 'must be service_charge, utility, caution_deposit, agency_fee, legal_fee, agreement_fee or other']
    when period is not null and kind in ('caution_deposit', 'agency_fee', 'legal_fee', 'agreement_fee') then
      array['period', 'must be left out: it is charged once']
    when period in ('night', 'total') then array['period', 'must be year, half_year, quarter, month or week']
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then
      array['amount_kobo', 'must be over zero and at most a hundred billion naira']
    when advance_periods is null or advance_periods not between 1 and 60 then array['advance_periods', 'must be between 1 and 60']
    when advance_periods > 1 and period is null then array['advance_periods', 'must be 1 for what is charged once']
    when num_nonnulls(due_days_before, due_on_day) > 1 then array['due_on_day', 'and due_days_before: give one of them']
    when due_days_before is not null and due_days_before not between 0 and 90 then array['due_days_before', 'must be between 0 and 90']
    when due_on_day is not null and due_on_day not between 1 and 366 then array['due_on_day', 'must be between 1 and 366']
    when label is not null and length(btrim(label)) not between 1 and 100 then array['label', 'must have 1 to 100 characters']
    when payer_id is not null and not exists (
      select from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.tenant_id = payer_id) then
      array['payer_id', 'must be a tenant of the tenancy']
  end;
begin
  if broken is not null then
    perform private.refuse_schedule_terms(broken[1], broken[2]);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_second_person(refund public.refunds, i_am_alone boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.require_permission(refund.org_id, 'money.confirm');
  if auth.uid() in (select private.payment_payers(refund.payment_id)) then
    perform private.raise_problem('refund.own', 'You cannot decide about this refund: it would go to you', 403,
      jsonb_build_object('field', 'refund_id'));
  end if;
  -- Whose account is gone cannot be who calls.
  if refund.requested_by is distinct from auth.uid() then
    return false;
  end if;
  if coalesce(i_am_alone, false) and not exists (
    select from private.members_with(refund.org_id, 'money.confirm') as member (id)
    where member.id is distinct from auth.uid()
      -- Whoever paid it may not decide either.
      and member.id not in (select payer from private.payment_payers(refund.payment_id) as payer where payer is not null)
  ) then
    return true;
  end if;
  perform private.raise_problem('refund.same_person',
    'You cannot decide about this refund: you asked for it. Another member with money.confirm does; where you are the only one, say so (i_am_alone)', 403,
    jsonb_build_object('field', 'refund_id'));
  return false;
end
$function$
;

CREATE OR REPLACE FUNCTION private.require_staff_for_events()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not see or replay payment events: only the platform''s staff may', 403);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.retire_payee_account(payee_account_id uuid, reason text)
 RETURNS public.payee_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  account public.payee_accounts := private.lock_payee_account(payee_account_id);
  said text := private.check_payee_reason(reason);
begin
  if account.status = 'retired' then
    return account;
  end if;
  if account.status = 'declined' then
    perform private.refuse_decided_account(account);
  end if;
  return private.move_payee_account(account.id, 'retired', auth.uid(), said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.return_money(payment_id uuid, kind public.return_kind, source_id uuid, amount_kobo public.kobo, returned_at public.instant, account public.ledger_account_kind, fees_kobo public.kobo DEFAULT 0, charge_id uuid DEFAULT NULL::uuid, drops_charges boolean DEFAULT false, reason text DEFAULT NULL::text)
 RETURNS public.payment_returns
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payment public.payments;
  made public.payment_returns;
  charge_ids uuid[];
  kobos bigint[];
  of_charges bigint;
  touched uuid[];
  opened bigint;
  kept bigint;
begin
  -- The payment first, as all who settle, draw, refund or dispute lock it; then its charges.
  select p.* into strict payment from public.payments as p where p.id = payment_id for update;
  select r.* into made from public.payment_returns as r where r.source_id = source_id;
  if found then
    return made;
  end if;
  -- What an agency collected goes back out of what the provider holds for the agency.
  if payment.mandate_id is not null and account = 'provider_clearing' then
    account := 'agent_receivable';
  end if;
  if payment.status <> 'succeeded' or amount_kobo is null or amount_kobo not between 1 and payment.amount_kobo - payment.returned_kobo then
    raise 'Cannot return % kobo of payment %: it is %, and % of % went back', amount_kobo, payment.reference, payment.status,
      payment.returned_kobo, payment.amount_kobo;
  end if;
  perform private.lock_charges(array(select standing.charge_id from private.standing_allocations(payment.id) as standing));
  select array_agg(taken.charge_id), array_agg(taken.amount_kobo), coalesce(sum(taken.amount_kobo), 0)
  into charge_ids, kobos, of_charges
  from private.parts_to_return(payment, amount_kobo, charge_id) as taken where taken.charge_id is not null;
  insert into public.payment_returns as returned (
    org_id, payment_id, subject_id, kind, source_id, amount_kobo, credit_kobo, fees_kobo, account, returned_at)
  values (
    payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), kind, source_id,
    amount_kobo, amount_kobo - of_charges, fees_kobo, account, returned_at)
  returning returned.* into made;
  for n in 1 .. coalesce(cardinality(charge_ids), 0) loop
    perform private.return_part(payment, made.id, charge_ids[n], kobos[n], drops_charges);
  end loop;
  touched := array(select part.charge_id from public.payment_return_parts as part where part.return_id = made.id);

  update public.payments as p set returned_kobo = p.returned_kobo + amount_kobo where p.id = payment.id;
  update public.payment_credits as credit set left_kobo = credit.left_kobo - made.credit_kobo
  where credit.payment_id = payment.id and made.credit_kobo > 0;
  select coalesce(sum(part.amount_kobo), 0), coalesce(sum(part.kept_kobo), 0) into opened, kept
  from public.payment_return_parts as part where part.return_id = made.id;
  perform private.post_entry(
    payment.org_id, kind::text::public.ledger_entry_kind, made.id, returned_at,
    (case kind when 'refund' then 'Refund of payment ' else 'Charged back: payment ' end) || payment.reference,
    array[
      row(private.receivable_for_payment(payment), opened, 0)::private.ledger_posting,
      row('tenant_credit', made.credit_kobo, 0)::private.ledger_posting,
      row('tenant_credit', 0, kept)::private.ledger_posting,
      row('provider_fees', fees_kobo, 0)::private.ledger_posting,
      row(account, 0, amount_kobo + fees_kobo)::private.ledger_posting
    ]);
  if account = 'agent_receivable' then
    perform private.book_returned_collection(payment, made.id, amount_kobo, fees_kobo, returned_at);
  end if;
  perform private.sum_up_charges(touched);
  if drops_charges then
    perform private.drop_returned_charges(payment, made.id, coalesce(reason, 'The money went back'));
  end if;
  perform private.void_returned_receipts(payment.id,
    case kind when 'refund' then 'The money was refunded' else 'The payer''s bank took the money back' end);
  return made;
end
$function$
;

CREATE OR REPLACE FUNCTION private.return_part(payment public.payments, return_id uuid, charge_id uuid, amount_kobo public.kobo, drops_charges boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  charge public.charges;
  kept bigint := 0;
  instead_id uuid;
begin
  -- One that is owed no more is taken back whole, and one of the rest takes its place: what stays paid settles that.
  if drops_charges and private.may_replace_charge(payment, charge_id) then
    select c.* into strict charge from public.charges as c where c.id = charge_id;
    kept := charge.paid_kobo - amount_kobo;
    if charge.amount_kobo > amount_kobo then
      insert into public.charges as instead (org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description)
      values (charge.org_id, charge.tenancy_id, charge.schedule_id, charge.kind, charge.period, private.next_slot(charge), charge.due_on,
        charge.amount_kobo - amount_kobo, charge.description)
      returning instead.id into instead_id;
    end if;
  end if;
  insert into public.payment_return_parts (return_id, charge_id, org_id, payment_id, amount_kobo, kept_kobo, instead_id)
  values (return_id, charge_id, payment.org_id, payment.id, amount_kobo + kept, kept, instead_id);
end
$function$
;

CREATE OR REPLACE FUNCTION private.returned_of_charge(charge_id uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(sum(part.amount_kobo), 0)::bigint
    from public.payment_return_parts as part
    join public.payments as payment on payment.id = part.payment_id and payment.status = 'succeeded'
    where part.charge_id = returned_of_charge.charge_id);
end
$function$
;

CREATE OR REPLACE FUNCTION private.returned_of_receipt(payment_id uuid, items jsonb)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(sum(gone.kobo), 0)::bigint
  from (
    select part.amount_kobo - part.kept_kobo as kobo, private.receipted_charge(part.payment_id, part.charge_id) as charge_id
    from public.payment_return_parts as part where part.payment_id = returned_of_receipt.payment_id
    union all
    select returned.credit_kobo, null
    from public.payment_returns as returned where returned.payment_id = returned_of_receipt.payment_id
  ) as gone
  where exists (
    select from jsonb_array_elements(items) as item
    where (item ->> 'charge_id') is not distinct from gone.charge_id::text)
$function$
;

CREATE OR REPLACE FUNCTION private.reverse_charge(charge_id uuid, reason text, instead_kobo public.kobo)
 RETURNS public.charges
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  charge public.charges := private.find_my_charge(charge_id);
  reversal public.charges;
begin
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.raise_problem('charge.bad_reversal', 'Cannot take the charge back: say why in 3 to 250 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if charge.kind in ('sale_deposit', 'sale_balance') then
    perform private.raise_problem('charge.bad_reversal', 'Cannot take the charge back: what a sale demands follows its contract', 400,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if instead_kobo is not null and (instead_kobo not between 1 and 10000000000000
    or (charge.kind = 'rent' and instead_kobo > charge.amount_kobo)) then
    perform private.raise_problem('charge.bad_reversal',
      'Cannot take the charge back: instead_kobo must be over zero, at most a hundred billion naira, and of rent not more than was agreed', 400,
      jsonb_build_object('field', 'instead_kobo'));
  end if;
  perform private.lock_charges(array[charge_id]);
  select c.* into strict charge from public.charges as c where c.id = charge_id;
  select c.* into reversal from public.charges as c where c.reverses_id = charge_id;
  if found then
    return reversal;
  end if;
  perform private.refuse_settled_charge(charge, 'take the charge back');
  perform private.take_back_charges(array[charge_id], btrim(reason));
  if instead_kobo is not null then
    with demanded as (
      insert into public.charges (
        org_id, tenancy_id, sale_id, application_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, wht_kobo)
      select charge.org_id, charge.tenancy_id, charge.sale_id, charge.application_id, charge.schedule_id, charge.kind, charge.period,
        private.next_slot(charge), charge.due_on, instead_kobo, charge.description,
        div(charge.wht_kobo::numeric * instead_kobo, charge.amount_kobo)::bigint
      returning id
    )
    -- It is the same debt still: there is one late fee for it.
    insert into public.charge_parts (charge_id, org_id, whole_id, part_no)
    select demanded.id, charge.org_id, charge.id, 1 from demanded;
  end if;
  select c.* into strict reversal from public.charges as c where c.reverses_id = charge_id;
  return reversal;
end
$function$
;

CREATE OR REPLACE FUNCTION private.reverse_charges_from(tenancy public.tenancies, from_on public.calendar_date)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- Locked in the order in which settling locks them: what a payment settles at this moment is seen as paid, and what
  -- is taken back first is not settled any more.
  with unpaid as (
    select charge.* from public.charges as charge
    join public.charge_schedules as schedule on schedule.org_id = charge.org_id and schedule.id = charge.schedule_id
    where charge.org_id = tenancy.org_id and charge.tenancy_id = tenancy.id
      and charge.reverses_id is null and coalesce(lower(charge.period), schedule.first_on) >= from_on
      and not charge.is_reversed and charge.paid_kobo = 0
    order by charge.id for no key update of charge
  )
  insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, reverses_id)
  select org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, -amount_kobo, 'Taken back: the tenancy ended before', id
  from unpaid
$function$
;

CREATE OR REPLACE FUNCTION private.same_schedule(known public.charge_schedules, tenancy_id uuid, kind public.charge_kind, amount_kobo public.kobo, every interval, due_days smallint)
 RETURNS public.charge_schedules
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if (known.tenancy_id, known.kind, known.amount_kobo::bigint, known.every, known.due_days)
    is distinct from (same_schedule.tenancy_id, same_schedule.kind, same_schedule.amount_kobo::bigint, same_schedule.every, same_schedule.due_days)
  then
    perform private.raise_problem('charge_schedule.already_added', 'Cannot add the schedule: its client_id is that of another one', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  return known;
end
$function$
;

CREATE OR REPLACE FUNCTION private.save_statement_account(org_id uuid, account_id uuid, bank_name text, label text, last_four text, columns jsonb, date_order public.statement_date_order)
 RETURNS public.statement_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  saved public.statement_accounts;
  wrong text := case
    when bank_name is null or length(btrim(bank_name)) not between 2 and 60 then 'bank_name'
    when label is null or length(btrim(label)) not between 1 and 60 then 'label'
    when last_four is not null and last_four !~ '^[0-9]{4}$' then 'last_four'
    when jsonb_typeof(columns) is distinct from 'object' then 'columns'
    else (
      select 'columns.' || named.field
      from (values ('date', true), ('credit', true), ('narration', true), ('direction', false), ('payer', false), ('reference', false))
        as named (field, is_needed)
      where case when columns ->> named.field is null then named.is_needed
        else not coalesce(private.is_line(columns ->> named.field) and length(columns ->> named.field) between 1 and 80, false) end
      order by named.is_needed desc, named.field limit 1)
  end;
begin
  perform private.require_permission(org_id, 'money.confirm');
  if wrong is not null then
    perform private.raise_problem('statement.bad_account', format('Cannot save the account: %s %s', wrong,
      case when wrong = 'last_four' then 'must be four figures' when wrong like 'columns%' then 'must be the header of a column'
        else 'must have 1 to 60 characters' end), 400, jsonb_build_object('field', wrong));
  end if;
  if account_id is null then
    insert into public.statement_accounts as account (
      org_id, bank_name, label, last_four, date_column, credit_column, direction_column, narration_column, payer_column,
      reference_column, date_order, created_by)
    values (org_id, btrim(bank_name), btrim(label), last_four, columns ->> 'date', columns ->> 'credit', columns ->> 'direction',
      columns ->> 'narration', columns ->> 'payer', columns ->> 'reference', coalesce(date_order, 'day_first'), auth.uid())
    on conflict do nothing
    returning account.* into saved;
    if saved.id is not null then
      return saved;
    end if;
    -- The same account mapped again, by a repeat for instance, is the same account.
    select account.id into account_id from public.statement_accounts as account
    where account.org_id = org_id and lower(btrim(account.bank_name)) = lower(btrim(bank_name))
      and lower(btrim(account.label)) = lower(btrim(label));
  end if;
  begin
    update public.statement_accounts as account
    set bank_name = btrim(bank_name), label = btrim(label), last_four = last_four, date_column = columns ->> 'date',
      credit_column = columns ->> 'credit', direction_column = columns ->> 'direction', narration_column = columns ->> 'narration',
      payer_column = columns ->> 'payer', reference_column = columns ->> 'reference', date_order = coalesce(date_order, 'day_first')
    where account.id = account_id and account.org_id = org_id
    returning account.* into saved;
  exception when unique_violation then
    perform private.raise_problem('statement.bad_account', 'Cannot save the account: another one of the bank has this label', 409,
      jsonb_build_object('field', 'label'));
  end;
  if saved.id is null then
    perform private.raise_problem('statement.account_not_found', 'Cannot find the account among your organization''s', 404,
      jsonb_build_object('field', 'account_id'));
  end if;
  return saved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.schedule_inspection(tenancy_id uuid, kind public.inspection_kind, scheduled_for public.instant)
 RETURNS public.inspections
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy_to_inspect(tenancy_id);
  scheduled public.inspections;
begin
  if kind = 'routine' and tenancy.status in ('ended', 'passed_on') then
    perform private.raise_problem('tenancy.not_in_force', 'Cannot inspect: the tenancy is ended', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- The same again, even so late that it could not be scheduled any more, is the one that is there.
  select i.* into scheduled from public.inspections as i
  where i.tenancy_id = tenancy.id and i.kind = kind and i.scheduled_for = scheduled_for and i.status <> 'cancelled';
  if found then
    return scheduled;
  end if;
  perform private.check_visit(kind, scheduled_for);
  insert into public.inspections (org_id, tenancy_id, kind, scheduled_for, created_by)
  values (tenancy.org_id, tenancy.id, kind, scheduled_for, (select auth.uid()))
  on conflict do nothing
  returning * into scheduled;
  if not found then
    select i.* into scheduled from public.inspections as i
    where i.tenancy_id = tenancy.id and i.kind = kind and i.scheduled_for = scheduled_for and i.status <> 'cancelled';
  end if;
  if scheduled.id is null then
    perform private.raise_problem('inspection.already_there',
      format('Cannot schedule another %s inspection: the tenancy has one', replace(kind::text, '_', '-')), 409,
      jsonb_build_object('field', 'kind'));
  end if;
  return scheduled;
end
$function$
;

CREATE OR REPLACE FUNCTION private.schedule_move_in(tenancy public.tenancies, listing_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- The percentages are of the rent that was agreed, not of the one that was advertised. What the visitor paid to look
  -- at the home is no part of it, nor what the owner pays.
  insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, goes_on, label)
  select tenancy.org_id, tenancy.id,
    (case fee.kind
      when 'agency' then 'agency_fee'
      when 'legal' then 'legal_fee'
      when 'agreement' then 'agreement_fee'
      when 'caution_deposit' then 'caution_deposit'
      when 'service_charge' then 'service_charge'
      else 'other'
    end)::public.charge_kind,
    asked.kobo,
    case fee.kind when 'service_charge' then interval '1 year' end,
    tenancy.starts_on,
    case fee.kind when 'service_charge' then tenancy.ends_on::date else tenancy.starts_on + 1 end,
    fee.kind = 'service_charge',
    case fee.kind when 'other' then left(btrim(fee.note), 100) end
  from public.listing_fees as fee
  cross join lateral (
    select coalesce(fee.amount_kobo, private.percent_of(
      private.comparable_price_kobo(tenancy.rent_kobo, tenancy.rent_per), fee.bps)) as kobo
  ) as asked
  where fee.org_id = tenancy.org_id and fee.listing_id = schedule_move_in.listing_id
    and fee.payer = 'occupier' and fee.kind <> 'inspection' and asked.kobo > 0
    and not exists (
      select from public.charge_schedules as schedule
      where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and schedule.kind <> 'rent')
$function$
;

CREATE OR REPLACE FUNCTION private.schedule_rent(tenancy public.tenancies)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  first_on date := tenancy.starts_on;
begin
  if tenancy.parent_id is not null then
    first_on := private.go_on_from_parent(tenancy);
  end if;
  -- Once a tenancy, also when a notice is withdrawn. Its row is locked by whoever moves it.
  insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, goes_on, due_days, wht_bps)
  select tenancy.org_id, tenancy.id, 'rent', tenancy.rent_kobo * tenancy.advance_periods,
    private.period_length(tenancy.rent_per) * tenancy.advance_periods, first_on, greatest(first_on, tenancy.ends_on), true,
    coalesce(before.due_days, 0), before.wht_bps
  from (select) as always
  left join lateral (
    -- When it falls due, and what is withheld of it, is as it was before a renewal.
    select schedule.due_days, schedule.wht_bps from public.charge_schedules as schedule
    where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.parent_id and schedule.kind = 'rent'
    order by schedule.first_on desc, schedule.id desc limit 1
  ) as before on true
  where not exists (
    select from public.charge_schedules as schedule
    where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and schedule.kind = 'rent');
  perform private.generate_charges(private.lagos_date(), tenancy.id);
end
$function$
;

CREATE OR REPLACE FUNCTION private.schedules_from(tenancy public.tenancies, day public.calendar_date)
 RETURNS TABLE(schedule_id uuid, cut_on public.calendar_date, take_back uuid[])
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- No day is owed to both: what the tenants have paid any of stays whole, with all that was charged before it.
  select schedule.id, cut.on_day, array(
    select charge.id from public.charges as charge
    where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo = 0
      -- A deposit goes with the home: who has not paid it yet pays it to the buyer.
      and (schedule.kind = 'caution_deposit' or coalesce(lower(charge.period), schedule.first_on) >= cut.on_day)
      and (charge.period is not null or not exists (
        select from public.charges as part
        where part.org_id = schedule.org_id and part.schedule_id = schedule.id and not part.is_reversed and part.paid_kobo > 0)))
  from public.charge_schedules as schedule
  cross join lateral (
    select greatest(day::date, max(upper(charge.period)))::public.calendar_date as on_day
    from public.charges as charge
    where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo > 0
  ) as cut
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id
$function$
;

CREATE OR REPLACE FUNCTION private.send_search_digests(today public.calendar_date DEFAULT private.lagos_date(), batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  digested integer;
  notices private.notice[];
begin
  with due as (
    select search.* from public.saved_searches as search
    where search.is_active and (search.last_digest_on is null or search.last_digest_on < today)
      and search.id in (select alert.search_id from public.search_alerts as alert where alert.state = 'pending')
    order by search.id limit batch
    for no key update skip locked
  ),
  told as (
    update public.search_alerts as alert set state = 'notified'
    where alert.state = 'pending' and alert.search_id in (select id from due)
    returning alert.search_id, alert.listing_id
  ),
  -- What left the market meanwhile is not worth a message.
  still as (
    select told.search_id, count(*) as matches, (array_agg(told.listing_id order by told.listing_id desc))[1:10] as newest
    from told join public.listings as listing on listing.id = told.listing_id and listing.status = 'published'
    group by told.search_id
  ),
  marked as (
    update public.saved_searches set last_digest_on = today where id in (select search_id from still)
  )
  select (select count(*) from due), array_agg(row(
    search.user_id, null, 'search_matched', format('New today for %s: %s', search.name, still.matches), search.id,
    private.search_notice(search, still.newest, still.matches))::private.notice)
  into digested, notices
  from still join public.saved_searches as search on search.id = still.search_id;
  perform private.notify(notices);
  return digested;
end
$function$
;

CREATE OR REPLACE FUNCTION private.set_late_fee(tenancy_id uuid, grace_days integer, amount_kobo public.kobo, bps integer, cap_kobo public.kobo)
 RETURNS public.late_fee_rules
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  rule public.late_fee_rules;
  broken text[] := case
    when grace_days is null or grace_days not between 0 and 90 then array['grace_days', 'must be between 0 and 90']
    when num_nonnulls(amount_kobo, bps) <> 1 then array['amount_kobo', 'or bps: give one of them']
    when amount_kobo is not null and amount_kobo not between 1 and 10000000000000 then
      array['amount_kobo', 'must be over zero and at most a hundred billion naira']
    when bps is not null and bps not between 1 and 10000 then array['bps', 'must be between 1 and 10,000']
    when cap_kobo is not null and cap_kobo not between 1 and 10000000000000 then
      array['cap_kobo', 'must be over zero and at most a hundred billion naira']
  end;
begin
  -- Locked, so that two rules at once become one after the other.
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  if broken is not null then
    perform private.raise_problem('charge.bad_late_fee', format('Cannot set the late fee: %s %s', broken[1], broken[2]), 400,
      jsonb_build_object('field', broken[1]));
  end if;
  select t.* into strict tenancy from public.tenancies as t where t.id = tenancy_id for no key update;
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot set a late fee: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  select r.* into rule from public.late_fee_rules as r where r.tenancy_id = tenancy_id and r.ended_at is null;
  if found and (rule.grace_days::integer, rule.amount_kobo::bigint, rule.bps::integer, rule.cap_kobo::bigint)
    is not distinct from (grace_days, amount_kobo::bigint, bps, cap_kobo::bigint) then
    return rule;
  end if;
  update public.late_fee_rules as r set ended_at = now() where r.tenancy_id = tenancy_id and r.ended_at is null;
  insert into public.late_fee_rules as made (org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo)
  values (tenancy.org_id, tenancy.id, grace_days, amount_kobo, bps, cap_kobo)
  returning made.* into rule;
  return rule;
end
$function$
;

CREATE OR REPLACE FUNCTION private.set_mandate_collecting(id uuid, agent_collects boolean)
 RETURNS public.mandates
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  mandate public.mandates;
begin
  select m.* into mandate from public.mandates as m
  where m.id = id and m.org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate that your organizations gave', 404,
      jsonb_build_object('field', 'id'));
  end if;
  perform private.require_permission(mandate.org_id, 'mandates.write');
  if agent_collects is null or agent_collects and not 'collect' = any (mandate.scopes) then
    perform private.raise_problem('mandate.bad_terms', 'Cannot say who collects: agent_collects is yes or no, and yes needs the scope collect', 400,
      jsonb_build_object('field', 'agent_collects'));
  end if;
  if mandate.agent_collects = agent_collects then
    return mandate;
  end if;
  -- What the agency is to owe it agrees to: it is said before the agency answers. That the money comes to the owner
  -- directly from now on the owner may say at any time.
  if mandate.status <> 'offered' and (agent_collects or mandate.status <> 'active') then
    perform private.raise_problem('mandate.already_answered', 'Cannot have the agency collect: it has answered the mandate already', 409,
      jsonb_build_object('field', 'id'));
  end if;
  update public.mandates as m set agent_collects = agent_collects where m.id = mandate.id returning m.* into mandate;
  return mandate;
end
$function$
;

CREATE OR REPLACE FUNCTION private.set_offline_status(offline public.offline_payments, to_status public.offline_payment_status, said text)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  moved public.offline_payments;
begin
  perform private.begin_move('offline_payment', offline.id, said);
  update public.offline_payments as o
  set status = to_status, decision = said, decided_by = auth.uid(), decided_at = now(),
    answer_by = case when to_status = 'needs_more' then now() + make_interval(days => (
      select waiting.days from private.offline_waiting_days as waiting
      where waiting.source = o.source and waiting.method = o.method)) end
  where o.id = offline.id
  returning o.* into moved;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.set_payout_status(payout_id uuid, to_status public.payout_status, person uuid, said text DEFAULT NULL::text, alone boolean DEFAULT false)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  moved public.payouts;
begin
  perform private.begin_move('payout', payout_id, said);
  update public.payouts as payout
  set status = to_status, decided_by = person, decided_at = now(), decision = said, is_sole = payout.is_sole or alone
  where payout.id = payout_id
  returning payout.* into moved;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.set_withholding(tenancy_id uuid, bps integer)
 RETURNS SETOF public.charge_schedules
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  if bps is null or bps not between 0 and 3000 then
    perform private.refuse_schedule_terms('bps', 'must be between 0 (nothing is withheld) and 3,000');
  end if;
  return query
  update public.charge_schedules as schedule set wht_bps = nullif(bps, 0)::smallint
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and schedule.kind = 'rent'
  returning schedule.*;
end
$function$
;

CREATE OR REPLACE FUNCTION private.settle_confirmed(method public.payment_method, payment_reference text, provider_transaction_id text, amount_kobo public.kobo, currency text, paid_at public.instant, channel text, provider_fees_kobo public.kobo)
 RETURNS private.settlement
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  outcome private.settlement := private.settle_payment(
    method, payment_reference, provider_transaction_id, amount_kobo, currency, paid_at, channel, provider_fees_kobo);
  payment public.payments;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference and p.method = method;
  if outcome = 'already_settled' and payment.provider_transaction_id is distinct from provider_transaction_id then
    -- Not a repeat: the payer paid once more under the same reference.
    perform private.note_payment_exception('duplicate_transaction', method, provider_transaction_id, payment_reference, payment.id,
      jsonb_build_object('amount_kobo', amount_kobo, 'currency', currency,
        'provider_transaction_id', provider_transaction_id, 'settled_transaction_id', payment.provider_transaction_id));
  end if;
  if outcome = 'settled' then
    update public.payment_exceptions as exception
    set resolved_at = now(), resolution = 'The provider was asked again, and the payment was settled.'
    where exception.payment_id = payment.id and exception.kind in ('unsettled', 'gave_up') and exception.resolved_at is null;
  end if;
  return outcome;
end
$function$
;

CREATE OR REPLACE FUNCTION private.settle_deposit_returns(batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  unanswered record;
  moved integer := 0;
begin
  for unanswered in
    select given.id from public.deposit_returns as given
    join public.tenancies as tenancy on tenancy.org_id = given.org_id and tenancy.id = given.tenancy_id
    where given.status = 'recorded' and given.answer_by <= now()
    order by given.answer_by, given.id limit batch
    for no key update of tenancy skip locked
    for update of given skip locked
  loop
    perform private.move_deposit_return(unanswered.id, 'confirmed', null);
    moved := moved + 1;
  end loop;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION private.settle_offline_payment(offline public.offline_payments, payment public.payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- A bank shows a day and no time; the receipt is of that day.
  came_at public.instant := least(now(), (offline.received_on + time '12:00') at time zone 'Africa/Lagos');
  outcome private.settlement;
begin
  outcome := private.settle_payment(
    payment.method, payment.reference, null, offline.confirmed_kobo, payment.currency, came_at, null, 0);
  if outcome is distinct from 'settled' then
    raise 'Offline payment % did not settle: %', offline.id, outcome;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.settle_payment(method public.payment_method, payment_reference text, provider_transaction_id text, amount_kobo public.kobo, currency text, paid_at public.instant, channel text DEFAULT NULL::text, provider_fees_kobo public.kobo DEFAULT 0)
 RETURNS private.settlement
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payment public.payments;
  allocated bigint;
  mismatch public.payment_exception_kind;
begin
  select p.* into payment from public.payments as p
  where p.reference = payment_reference and p.method = method
  for update;
  if not found then
    perform private.note_payment_exception('unknown_reference', method, payment_reference, payment_reference, null,
      jsonb_build_object('amount_kobo', amount_kobo, 'currency', currency, 'provider_transaction_id', provider_transaction_id));
    return 'unknown_reference'::private.settlement;
  end if;
  provider_fees_kobo := coalesce(provider_fees_kobo, 0);
  if payment.status in ('succeeded', 'reversed') then
    return 'already_settled'::private.settlement;
  end if;
  if currency is distinct from payment.currency then
    mismatch := 'currency_mismatch';
  elsif amount_kobo is distinct from payment.amount_kobo then
    mismatch := 'amount_mismatch';
  end if;
  if mismatch is not null then
    perform private.note_payment_exception(mismatch, method, payment_reference, payment_reference, payment.id,
      jsonb_build_object(
        'expected_kobo', payment.amount_kobo, 'received_kobo', amount_kobo,
        'expected_currency', payment.currency, 'received_currency', currency));
    if payment.status <> 'needs_review' then
      perform private.move_payment(payment.id, 'needs_review', 'The provider confirmed another amount or currency');
    end if;
    return 'needs_review'::private.settlement;
  end if;

  -- Another payment may have settled some of it meanwhile; what is left over is the payer's credit.
  perform private.lock_charges_of_payment(payment);
  with made as (
    insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
    select item.org_id, item.payment_id, item.charge_id, share.kobo
    from public.payment_items as item
    join public.charge_balances as balance on balance.charge_id = item.charge_id
    -- What is withheld as tax waits for its certificate, unless the payment was made for it: no second payment of the
    -- rest takes it.
    cross join lateral (
      select least(item.amount_kobo - item.withheld_kobo, balance.payable_kobo)
        + least(item.withheld_kobo, balance.open_kobo - balance.payable_kobo) as kobo
    ) as share
    where item.payment_id = payment.id and share.kobo > 0
    returning payment_allocations.amount_kobo
  )
  select coalesce(sum(made.amount_kobo), 0) into allocated from made;

  if payment.mandate_id is not null then
    perform private.book_collection(payment, amount_kobo, provider_fees_kobo, allocated, paid_at);
  else
    perform private.post_entry(
      payment.org_id, 'payment', payment.id, paid_at, 'Payment ' || payment.reference,
      array[
        row(private.money_account(method),
          amount_kobo - provider_fees_kobo, 0)::private.ledger_posting,
        row('provider_fees', provider_fees_kobo, 0)::private.ledger_posting,
        row(private.receivable_for_payment(payment), 0, allocated)::private.ledger_posting,
        row('tenant_credit', 0, amount_kobo - allocated)::private.ledger_posting
      ]);
  end if;
  if allocated < amount_kobo then
    perform private.keep_credit(payment, amount_kobo - allocated);
    perform private.note_payment_exception('overpaid', method, payment_reference, payment_reference, payment.id,
      jsonb_build_object('received_kobo', amount_kobo, 'allocated_kobo', allocated));
  end if;
  -- Written once: what the provider said and the move together.
  perform private.begin_move('payment', payment.id, 'Confirmed by ' || method);
  update public.payments as p
  set status = 'succeeded', failure_reason = null,
      provider_transaction_id = settle_payment.provider_transaction_id,
      provider_fees_kobo = settle_payment.provider_fees_kobo,
      channel = settle_payment.channel,
      paid_at = settle_payment.paid_at
  where p.id = payment.id;
  return 'settled'::private.settlement;
end
$function$
;

CREATE OR REPLACE FUNCTION private.settle_recorded_payments(batch integer DEFAULT 1)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  due public.offline_payments;
  handled integer := 0;
begin
  for due in
    select offline.* from public.offline_payments as offline
    where offline.status = 'recorded' and offline.answer_by <= now()
    order by offline.answer_by limit batch
    for no key update skip locked
  loop
    begin
      perform private.accept_offline_payment(due, due.claimed_kobo, due.paid_on);
    exception when others then
      -- One that cannot settle keeps nobody else waiting; staff see it, and it is tried again tomorrow.
      perform private.note_payment_exception('gave_up', due.method, due.id::text, null, due.payment_id,
        jsonb_build_object('offline_payment_id', due.id, 'error', left(sqlerrm, 300)));
      update public.offline_payments as offline set answer_by = now() + interval '1 day' where offline.id = due.id;
    end;
    handled := handled + 1;
  end loop;
  return handled;
end
$function$
;

CREATE OR REPLACE FUNCTION private.shown_cell(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  -- The report of an import is kept for good: where columns are mixed up, a long number may be that of an account.
  select case when length(regexp_replace(written, '[^0-9]', '', 'g')) < 10 then ': ' || left(written, 40) else '' end
$function$
;

CREATE OR REPLACE FUNCTION private.sign_sale(sale_id uuid, signed_on public.calendar_date, deposit_kobo public.kobo)
 RETURNS public.sales
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  sale public.sales;
begin
  sale := private.lock_my_sale(sale_id);
  if sale.status = 'contract_signed' and sale.contract_signed_on = signed_on then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if sale.status <> 'agreed' then
    perform private.raise_problem('sale.illegal_transition', 'Cannot record the contract: another day of signing is recorded', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
  perform private.check_sale_day(signed_on, 'signed_on', sale.agreed_on);
  if deposit_kobo not between 0 and sale.price_kobo then
    perform private.raise_problem('sale.bad_deposit',
      'Cannot record the contract: deposit_kobo must be from zero to the price', 400, jsonb_build_object('field', 'deposit_kobo'));
  end if;
  -- A contract binds until it is performed or given up: the claim no longer lapses by itself.
  update public.unit_holds as h set expires_at = null
  from public.offers as o where o.id = sale.offer_id and h.id = o.hold_id;
  perform private.begin_move('sale', sale.id, 'The contract was signed');
  update public.sales as s set status = 'contract_signed', contract_signed_on = signed_on where s.id = sale.id
  returning s.* into sale;
  -- A tenth is what contracts commonly ask for.
  perform private.charge_sale(sale, coalesce(deposit_kobo, sale.price_kobo / 10));
  return sale;
end
$function$
;

CREATE OR REPLACE FUNCTION private.skip_autopay(plan_id uuid)
 RETURNS public.autopay_plans
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  skipped public.autopay_plans;
begin
  select plan.* into skipped from public.autopay_plans as plan
  where plan.id = plan_id and plan.user_id = (select auth.uid()) for no key update;
  if skipped.id is null then
    perform private.raise_problem('autopay.plan_not_found', 'Cannot find what you want to skip among what autopay takes from you', 404,
      jsonb_build_object('field', 'plan_id'));
  end if;
  if skipped.status in ('announced', 'over_limit', 'given_up') then
    update public.autopay_plans as plan set status = 'skipped' where plan.id = plan_id returning plan.* into skipped;
  elsif skipped.status <> 'skipped' then
    perform private.raise_problem('autopay.too_late', 'Cannot skip it: it was taken, is under way or is not taken anyway', 409,
      jsonb_build_object('field', 'plan_id'));
  end if;
  return skipped;
end
$function$
;

CREATE OR REPLACE FUNCTION private.standing_allocations(payment_id uuid)
 RETURNS TABLE(charge_id uuid, amount_kobo bigint)
 LANGUAGE plpgsql
 STABLE ROWS 3
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  return query
  select allocation.charge_id, (allocation.amount_kobo - coalesce(sum(part.amount_kobo), 0))::bigint
  from public.payment_allocations as allocation
  left join public.payment_return_parts as part
    on part.payment_id = allocation.payment_id and part.charge_id = allocation.charge_id
  where allocation.payment_id = standing_allocations.payment_id
  group by allocation.charge_id, allocation.amount_kobo
  having allocation.amount_kobo > coalesce(sum(part.amount_kobo), 0);
end
$function$
;

CREATE OR REPLACE FUNCTION private.standing_credit(payment public.payments)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select payment.amount_kobo
    - (select coalesce(sum(allocation.amount_kobo), 0) from public.payment_allocations as allocation where allocation.payment_id = payment.id)
    - (select coalesce(sum(returned.credit_kobo), 0) from public.payment_returns as returned where returned.payment_id = payment.id)
    + (select coalesce(sum(part.kept_kobo), 0) from public.payment_return_parts as part where part.payment_id = payment.id)
$function$
;

CREATE OR REPLACE FUNCTION private.start_of(day public.calendar_date)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return day::timestamp at time zone 'Africa/Lagos';
end
$function$
;

CREATE OR REPLACE FUNCTION private.statement_cells_hash(cells jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Spaces differ from one export to the next. jsonb prints its keys in one order, so the text is canonical.
  return encode(sha256(convert_to((
    select coalesce(jsonb_object_agg(btrim(cell.key), btrim(regexp_replace(cell.value, '\s+', ' ', 'g'))), '{}')
    from jsonb_each_text(cells) as cell where btrim(cell.value) <> ''
  )::text, 'utf8')), 'hex');
end
$function$
;

CREATE OR REPLACE FUNCTION private.statement_matches(account_id uuid, max_rows integer)
 RETURNS TABLE(row_id uuid, offline_payment_id uuid, charge_id uuid, payer_names text, amount_kobo public.kobo, score smallint, reasons text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  return query
  with open_rows as materialized (
    select waiting.* from public.statement_rows as waiting
    where waiting.account_id = statement_matches.account_id and waiting.decided_at is null
      and waiting.org_id in (select private.my_org_ids('money.confirm'))
    order by waiting.booked_on desc, waiting.id limit least(greatest(max_rows, 1), 500)
  ), reported as (
    -- What was reported and not decided, and what was confirmed by hand before the statement came: that is the same money.
    select offline.id, offline.org_id, offline.payment_id, coalesce(offline.confirmed_kobo, offline.claimed_kobo) as kobo,
      coalesce(offline.received_on, offline.paid_on) as day, offline.reference_key,
      private.reference_key(payment.reference) as own_key, payment.tenancy_id
    from public.offline_payments as offline
    join public.payments as payment on payment.id = offline.payment_id
    where offline.org_id in (select open_rows.org_id from open_rows)
      and offline.status in ('submitted', 'needs_more', 'expired', 'confirmed')
      and coalesce(offline.received_on, offline.paid_on) between
        (select min(open_rows.booked_on) - 90 from open_rows) and (select max(open_rows.booked_on) + 90 from open_rows)
      and not exists (select from public.statement_rows as taken where taken.offline_payment_id = offline.id)
  ), owed as (
    select balance.charge_id, balance.org_id, balance.payable_kobo as kobo, balance.due_on as day, balance.tenancy_id
    from public.charge_balances as balance
    where balance.org_id in (select open_rows.org_id from open_rows) and balance.payable_kobo > 0
      and balance.payable_kobo in (select open_rows.amount_kobo from open_rows)
  ), compared as (
    select line.id as row_id, reported.id as offline_id, null::uuid as charge, reported.tenancy_id, line.narration,
      reported.kobo = line.amount_kobo as is_amount, abs(line.booked_on - reported.day) as days_apart, reported.kobo,
      (length(reported.reference_key) >= 6 and position(reported.reference_key in line.search_key) > 0)
        or position(reported.own_key in line.search_key) > 0 as is_reference
    from open_rows as line join reported on reported.org_id = line.org_id
    union all
    select line.id, null, owed.charge_id, owed.tenancy_id, line.narration, true, abs(line.booked_on - owed.day), owed.kobo, false
    from open_rows as line join owed on owed.org_id = line.org_id and owed.kobo = line.amount_kobo
  ), named as (
    select compared.*, people.names, (
      select count(*) from unnest(private.words_of_names(people.names)) as word
      where word = any (private.words_of_names(compared.narration))
    ) as words
    from compared
    left join lateral (
      select string_agg(tenant.full_name, ' and ' order by tenant.id) as names
      from public.tenancy_parties as party join public.tenants as tenant on tenant.id = party.tenant_id
      where party.tenancy_id = compared.tenancy_id
    ) as people on true
    where compared.is_reference or compared.is_amount
  ), scored as (
    select named.*,
      (case when named.is_reference then 50 else 0 end
        + case when named.is_amount then 25 else 0 end
        + case when named.days_apart <= 3 then 10 when named.days_apart <= 14 then 5 else 0 end
        + case when named.words >= 2 then 15 when named.words = 1 then 8 else 0 end)::smallint as points
    from named
  )
  select scored.row_id, scored.offline_id, scored.charge, scored.names, scored.kobo::public.kobo, scored.points,
    array_remove(array[
      case when scored.is_reference then 'reference' end, case when scored.is_amount then 'amount' end,
      case when scored.days_apart <= 14 then 'date' end, case when scored.words > 0 then 'payer' end], null)
  from scored
  -- An amount alone is no reason: half a street pays the same rent.
  where scored.points >= 33
  order by scored.row_id, scored.points desc, scored.offline_id nulls last, scored.charge;
end
$function$
;

CREATE OR REPLACE FUNCTION private.stop_autopay(tenancy_id uuid)
 RETURNS public.autopays
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  stopped public.autopays;
begin
  select autopay.* into stopped from public.autopays as autopay
  where autopay.tenancy_id = tenancy_id and autopay.user_id = (select auth.uid())
  order by autopay.id desc limit 1 for no key update;
  if stopped.id is null then
    perform private.raise_problem('autopay.not_found', 'Cannot find autopay of yours for this tenancy', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.end_autopay(stopped.id);
  select autopay.* into strict stopped from public.autopays as autopay where autopay.id = stopped.id;
  return stopped;
end
$function$
;

CREATE OR REPLACE FUNCTION private.stop_refunds(payment public.payments)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  refund public.refunds;
begin
  for refund in
    select r.* from public.refunds as r
    where r.payment_id = payment.id and r.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
    order by r.id for update
  loop
    if refund.status not in ('requested', 'approved') then
      perform private.raise_problem('refund.under_way', 'Cannot take the payment back: a refund of it is under way', 409,
        jsonb_build_object('field', 'payment_id', 'refund_id', refund.id));
    end if;
    perform private.move_refund(refund.id, 'withdrawn', 'The payment was taken back');
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION private.stop_schedule(schedule public.charge_schedules, from_on public.calendar_date, reason text)
 RETURNS public.charge_schedules
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  stopped public.charge_schedules;
begin
  update public.charge_schedules as s
  set until_on = least(s.until_on, greatest(from_on, s.first_on)), goes_on = false,
    next_on = case when (s.first_on + s.next_no * s.every)::date < least(s.until_on, from_on) then s.next_on end
  where s.id = schedule.id
  returning s.* into stopped;
  perform private.take_back_charges(array(
    select charge.id from public.charges as charge
    where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo = 0 and coalesce(lower(charge.period), schedule.first_on) >= from_on
  ), reason);
  return stopped;
end
$function$
;

CREATE OR REPLACE FUNCTION private.subject_of(charge public.charges)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce(charge.tenancy_id, charge.sale_id, charge.application_id)
$function$
;

CREATE OR REPLACE FUNCTION private.suggested_action(kind public.payment_exception_kind)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case kind
    when 'bad_signature' then 'One now and then is a stranger''s try. Many: compare the secret with that in the provider''s dashboard.'
    when 'unknown_reference' then 'Look the transaction up in the provider''s dashboard: is it of another system on the same account? If not, find the payer and refund.'
    when 'amount_mismatch' then 'Compare with the provider''s dashboard. What came and is not what was asked for is refunded, or taken as a payment of its own.'
    when 'currency_mismatch' then 'Refund at the provider: nothing is owed in this currency.'
    when 'environment_mismatch' then 'A test payment reached live books, or the other way round: nothing was settled. Check the keys.'
    when 'overpaid' then 'More came than was open. Of a tenancy it stands as credit for the next charge: refund it if they ask. Of a sale or an application refund it.'
    when 'malformed_event' then 'Look at the event in the provider''s dashboard: it may have a new form.'
    when 'gave_up' then 'Mend what the last error names. An event is then replayed; an offline payment or a provider''s day is tried again by itself.'
    when 'duplicate_transaction' then 'The payer paid twice under one reference: refund the second transaction at the provider.'
    when 'unsettled' then 'The provider has the money and we have not settled it: it is asked again at once. If it stays, settle or refund by hand.'
    when 'missing_at_provider' then 'We settled what the provider does not list: ask it for the transaction, and reverse the payment if it has none.'
    when 'fees_mismatch' then 'The provider keeps another fee than was booked: post the difference.'
    when 'settlement_mismatch' then 'A payout is not the sum of its transactions: ask the provider.'
    when 'money_going_back' then 'Look it up in the provider''s dashboard. Of no payment of ours: nothing is to be booked. More than was paid went back: a refund and a dispute were both carried out, so contest the dispute or ask the payer.'
    when 'refund_unclear' then 'Look for it in the provider''s dashboard: nobody knows whether it was made. Then say so: select clear_refund(<refund id>, <was made>, <what you found>, <its number there>).'
    when 'refund_stuck' then 'Approved and not sent: the provider holds too little for its organization, and it is tried again by itself. Otherwise the provider wants the payer''s bank account: ask the payer, and give it in the provider''s dashboard.'
    when 'foreign_refund' then 'It was made in the provider''s dashboard, and is followed and booked. Ask who made it: nobody here approved it.'
    when 'answer_not_sent' then 'Answer the dispute in the provider''s dashboard, before its time is up.'
    when 'offline_disputed' then 'Hear both sides, then confirm or reject the payment: nobody else may.'
    when 'offline_taken_back' then 'Find out why it was confirmed. A forged alert may come again.'
    when 'paper_not_made' then 'Mend what the error names: the paper is tried again by itself.'
    when 'paid_former_owner' then 'The home was sold and this came to its former owner: give it back to the tenants, or to the new owner if all agree, and say which.'
    when 'balance_mismatch' then 'Read the days'' transactions and settlements of the provider against ours: a fee, a payout or a charge-back that we do not know of. Book what it was.'
    when 'deposit_return_disputed' then 'Hear both sides, then decide with decide_deposit_return: nobody else may.'
    when 'credit_after_end' then 'Money came to the account number of a tenancy that is over: it is booked as its credit. Ask the payer, and refund what is not owed.'
    when 'books_differ' then 'Something went past the functions: compare what details name with the books.'
    when 'payout_attention' then 'Look the payout up by its reference in the provider''s dashboard: enter the code if it waits for one. If the provider surely has none of that reference: select public.fail_payout(<payout id>, <why>).'
    when 'payout_waits' then 'The provider has too little, or does not take it: fund the balance in its dashboard. It is tried again by itself.'
    else 'Find out what happened, and say here what was done.'
  end
$function$
;

CREATE OR REPLACE FUNCTION private.sum_up_certificates(charge_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update public.charges as charge set wht_settled_kobo = (
    select coalesce(sum(known.amount_kobo), 0)
    from public.tax_certificates as known
    join public.payments as payment on payment.id = known.payment_id and payment.status = 'succeeded'
    where known.charge_id = charge.id)
  where charge.id = sum_up_certificates.charge_id
$function$
;

CREATE OR REPLACE FUNCTION private.sum_up_charges(charge_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Locked before the sum is read, so that the last of two at once counts what the first one wrote.
  perform private.lock_charges(charge_ids);
  update public.charges as charge set paid_kobo = total.kobo
  from (
    select wanted.id, (coalesce(sum(allocation.amount_kobo) filter (where payment.id is not null), 0)
      - private.returned_of_charge(wanted.id))::bigint as kobo
    from unnest(charge_ids) as wanted (id)
    left join public.payment_allocations as allocation on allocation.charge_id = wanted.id
    left join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    group by wanted.id
  ) as total
  where charge.id = total.id and charge.paid_kobo <> total.kobo;
end
$function$
;

CREATE OR REPLACE FUNCTION private.sum_up_charges_of_payment(payment_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  -- Locked before the sum is read, in one order, so that the last of two at once counts what the first one wrote.
  perform from public.payment_allocations as mine
  join public.charges as charge on charge.id = mine.charge_id
  where mine.payment_id = payment_id
  order by charge.id for no key update of charge;
  update public.charges as charge set paid_kobo = total.kobo
  from (
    select mine.charge_id, (
      select coalesce(sum(other.amount_kobo), 0)::bigint
      from public.payment_allocations as other
      join public.payments as payment on payment.id = other.payment_id and payment.status = 'succeeded'
      where other.charge_id = mine.charge_id) - private.returned_of_charge(mine.charge_id) as kobo
    from public.payment_allocations as mine where mine.payment_id = payment_id
  ) as total
  where charge.id = total.charge_id and charge.paid_kobo <> total.kobo;
end
$function$
;

CREATE OR REPLACE FUNCTION private.take_back_charges(charge_ids uuid[], reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.lock_charges(charge_ids);
  -- Read after the locks: what a payment settled a moment ago is seen as paid and stays.
  insert into public.charges (
    org_id, tenancy_id, sale_id, application_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, reverses_id)
  select charge.org_id, charge.tenancy_id, charge.sale_id, charge.application_id, charge.schedule_id, charge.kind, charge.period,
    charge.slot_no, charge.due_on, -charge.amount_kobo, left('Taken back: ' || reason, 300), charge.id
  from public.charges as charge
  where charge.id = any (charge_ids) and charge.reverses_id is null and not charge.is_reversed and charge.paid_kobo = 0
  order by charge.id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.take_back_deduction(deduction_id uuid, reason text)
 RETURNS public.deposit_deductions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  made public.deposit_deductions;
  tenancy public.tenancies;
  payment public.payments;
begin
  select d.* into made from public.deposit_deductions as d where d.id = deduction_id;
  select t.* into tenancy from public.tenancies as t where t.id = made.tenancy_id;
  if made.id is null or not private.knows_debtor(tenancy) then
    perform private.raise_problem('deposit.deduction_not_found',
      'Cannot find the deduction among those of your organizations and mandates', 404, jsonb_build_object('field', 'deduction_id'));
  end if;
  perform private.require_collecting(tenancy);
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.raise_problem('deposit.bad_deduction', 'Cannot take the deduction back: say why in 3 to 250 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  -- As deducting does: whoever settles the deposit at the same time waits here, and sees what is left.
  perform from public.tenancies as t where t.id = tenancy.id for no key update;
  select p.* into strict payment from public.payments as p where p.id = made.payment_id for update;
  if payment.status = 'reversed' then
    return made;
  end if;
  perform private.lock_charges(array[made.charge_id]);
  perform private.move_payment(payment.id, 'reversed', btrim(reason));
  -- A charge for the damage that was posted for the deduction alone goes with it; what was owed before is owed again.
  perform private.take_back_charges(array[charge.id], btrim(reason))
  from public.charges as charge
  where charge.id = made.charge_id and charge.kind = 'damage' and charge.created_at = made.created_at;
  return made;
end
$function$
;

CREATE OR REPLACE FUNCTION private.take_back_payment(offline_payment_id uuid, reason text)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id);
  said text;
begin
  perform private.require_permission(offline.org_id, 'money.confirm');
  said := private.check_decision('reason', reason);
  if auth.uid() in (select private.payment_payers(offline.payment_id)) then
    perform private.require_other_side(offline);
  end if;
  if offline.status = 'reversed' and offline.decision is not distinct from said then
    return offline;
  end if;
  if offline.status <> 'confirmed' then
    perform private.refuse_decided(offline);
  end if;
  return private.set_offline_status(offline, 'reversed', said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.take_back_sale_charges(sale public.sales, only_kind public.charge_kind, reason text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  taken_back bigint;
begin
  -- The sale is locked; its charges are locked in the order in which settling locks them.
  with unpaid as (
    select charge.* from public.charges as charge
    where charge.org_id = sale.org_id and charge.sale_id = sale.id and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo = 0 and (only_kind is null or charge.kind = only_kind)
    order by charge.id for no key update
  ),
  reversed as (
    insert into public.charges (org_id, sale_id, kind, slot_no, due_on, amount_kobo, description, reverses_id)
    select org_id, sale_id, kind, slot_no, due_on, -amount_kobo, reason, id
    from unpaid
    returning amount_kobo
  )
  select coalesce(-sum(amount_kobo), 0) into taken_back from reversed;
  return taken_back;
end
$function$
;

CREATE OR REPLACE FUNCTION private.take_back_tax_certificate(certificate_id uuid, reason text)
 RETURNS public.tax_certificates
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  recorded public.tax_certificates;
  tenancy public.tenancies;
  payment public.payments;
begin
  select known.* into recorded from public.tax_certificates as known where known.id = certificate_id;
  select t.* into tenancy from public.tenancies as t where t.id = recorded.tenancy_id;
  if recorded.id is null or not private.knows_debtor(tenancy) then
    perform private.raise_problem('charge.certificate_not_found',
      'Cannot find the certificate among those of your organizations and mandates', 404, jsonb_build_object('field', 'certificate_id'));
  end if;
  perform private.require_collecting(tenancy);
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.raise_problem('charge.bad_certificate', 'Cannot take the certificate back: say why in 3 to 250 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select p.* into strict payment from public.payments as p where p.id = recorded.payment_id for update;
  if payment.status <> 'reversed' then
    perform private.lock_charges(array[recorded.charge_id]);
    perform private.move_payment(payment.id, 'reversed', btrim(reason));
  end if;
  select known.* into strict recorded from public.tax_certificates as known where known.id = certificate_id;
  return recorded;
end
$function$
;

CREATE OR REPLACE FUNCTION private.take_listing_fees(tenancy_id uuid, listing_id uuid)
 RETURNS SETOF public.charge_schedules
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
begin
  if tenancy.status <> 'offered' then
    perform private.raise_problem('tenancy.illegal_transition',
      format('Cannot add the listing''s fees: the tenancy is %s, and they are agreed while it is offered',
        replace(tenancy.status::text, '_', ' ')), 409, jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not exists (
    select from public.listings as listing
    where listing.id = listing_id and listing.org_id = tenancy.org_id and listing.unit_id = tenancy.unit_id and listing.purpose = 'rent'
  ) then
    perform private.raise_problem('listing.not_found', 'Cannot find this listing of the tenancy''s unit', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  perform private.schedule_move_in(tenancy, listing_id);
  return query
  select schedule.* from public.charge_schedules as schedule
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id order by schedule.kind, schedule.id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.take_up_listed_credit(provider public.payment_method, reference text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  told private.provider_transactions;
begin
  select t.* into told from private.provider_transactions as t
  where t.provider = provider and t.reference = reference and t.channel in ('dedicated_nuban', 'bank_transfer');
  if told.reference is null then
    return false;
  end if;
  -- As if its webhook had come: the worker asks the provider about it, and does what follows.
  perform service.receive_provider_event(provider,
    encode(sha256(convert_to('listed ' || told.provider_transaction_id, 'utf8')), 'hex'), 'charge.success', told.reference,
    jsonb_build_object('id', told.provider_transaction_id, 'amount_kobo', told.amount_kobo, 'currency', told.currency,
      'channel', told.channel, 'listed_on', told.listed_on));
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION private.taken_this_month(autopay_id uuid)
 RETURNS public.kobo
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- What is under way counts, and what was declined does not. A month is that in which the bank was asked.
  return (
    select coalesce(sum(payment.amount_kobo), 0)
    from private.autopay_attempts as attempt
    join public.payments as payment on payment.org_id = attempt.org_id and payment.id = attempt.payment_id
    where attempt.autopay_id = taken_this_month.autopay_id
      and attempt.tried_on >= date_trunc('month', private.lagos_date()::timestamp)::date
      and payment.status not in ('failed', 'abandoned'));
end
$function$
;

CREATE OR REPLACE FUNCTION private.tell_of_account(account public.virtual_accounts)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.notify(
    array(
      select private.tenancy_users(account.tenancy_id) where account.status = 'open'
      union select private.members_with(account.org_id, 'money.read') where account.status = 'open'
      union select account.asked_by),
    account.org_id,
    case account.status when 'open' then 'virtual_account_opened' else 'virtual_account_refused' end,
    case account.status when 'open' then 'The rent can be paid to an account number of its own' else 'No account number was given' end,
    account.id,
    jsonb_build_object('tenancy_id', account.tenancy_id, 'provider', account.provider, 'bank_name', account.bank_name,
      'account_number', account.account_number, 'account_name', account.account_name, 'refusal', account.refusal));
end
$function$
;

CREATE OR REPLACE FUNCTION private.tell_of_handover(tenancy public.tenancies, successor public.tenancies, day public.calendar_date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  facts jsonb := (
    select jsonb_build_object(
      'handed_over_on', day, 'former_tenancy_id', tenancy.id, 'tenancy_id', successor.id, 'landlord', organization.name,
      'landlord_address', organization.address, 'deposit_kobo', handover.deposit_kobo)
    from public.organizations as organization
    join public.tenancy_handovers as handover on handover.tenancy_id = tenancy.id and handover.side = 'passed_on'
    where organization.id = successor.org_id);
begin
  perform private.notify(array(
    select row(told.user_id, told.org_id, told.kind, told.title, told.subject_id, facts)::private.notice
    from (
      select person, successor.org_id, 'tenancy_passed_on', 'Your home was sold: pay its new owner from now on', successor.id
      from private.tenancy_users(tenancy.id) as person
      union all
      select person, successor.org_id, 'tenancy_passed_on', 'A home for which you answer was sold: its new owner is paid from now on', successor.id
      from private.guarantors_of(tenancy) as person
      where person not in (select private.tenancy_users(tenancy.id))
      union all
      select member, tenancy.org_id, 'tenancy_passed_on', 'A tenancy passed to who bought the home', tenancy.id
      from private.members_with(tenancy.org_id, 'tenancies.write') as member
      union all
      select member, successor.org_id, 'tenancy_taken_over', 'You took over a tenancy with the home that you bought', successor.id
      from private.members_with(successor.org_id, 'tenancies.write') as member
    ) as told (user_id, org_id, kind, title, subject_id)));
end
$function$
;

CREATE OR REPLACE FUNCTION private.tell_of_overdue_deposits(batch integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  late record;
  told integer := 0;
begin
  for late in
    select due.tenancy_id, due.org_id, due.due_on from public.deposits_due as due
    where due.told_at is null and due.due_on < private.lagos_date()
    order by due.due_on, due.tenancy_id limit batch
    for update skip locked
  loop
    perform private.notify(
      array(
        select private.members_with(late.org_id, 'money.write')
        union
        select private.tenancy_users(late.tenancy_id)
      ),
      late.org_id, 'deposit_overdue', 'A deposit should be back with the tenants by now', late.tenancy_id,
      jsonb_build_object('due_on', late.due_on, 'held_kobo', deposit.held_kobo))
    from public.deposit_of(late.tenancy_id) as deposit
    where deposit.is_due_for_refund;
    update public.deposits_due as due set told_at = now() where due.tenancy_id = late.tenancy_id;
    told := told + 1;
  end loop;
  return told;
end
$function$
;

CREATE OR REPLACE FUNCTION private.tell_of_plan(plan public.autopay_plans, kind text, title text, more jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.notify(array[plan.user_id], plan.org_id, kind, title, plan.id,
    jsonb_build_object('plan_id', plan.id, 'charge_id', plan.charge_id, 'tenancy_id', plan.tenancy_id,
      'amount_kobo', plan.amount_kobo, 'take_on', plan.take_on) || more);
end
$function$
;

CREATE OR REPLACE FUNCTION private.tell_of_waiting_home(sale public.sales)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.notify(
    array(
      select party.profile_id from public.sale_parties as party
      where party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'buyer'
      union
      select member from public.sale_parties as party
      cross join lateral private.members_with(party.party_org_id, 'tenancies.write') as member
      where party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'buyer' and party.party_org_id is not null
    ),
    sale.org_id, 'home_to_take', 'Say into which organization the home goes that you bought: it has tenants', sale.id,
    jsonb_build_object('closed_on', sale.closed_on));
end
$function$
;

CREATE OR REPLACE FUNCTION private.tenancies_called(org_id uuid)
 RETURNS TABLE(tenancy_id uuid, property_id uuid, property text, unit text, tenants text)
 LANGUAGE plpgsql
 STABLE ROWS 2000
 SET search_path TO ''
 SET enable_nestloop TO 'off'
AS $function$
#variable_conflict use_column
begin
  return query
  select tenancy.id, property.id, property.name, unit.label, people.names
  from public.tenancies as tenancy
  join public.units as unit on unit.org_id = tenancy.org_id and unit.id = tenancy.unit_id
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  left join (
    select party.tenancy_id, string_agg(tenant.full_name, ' and ' order by party.created_at, tenant.id) as names
    from public.tenancy_parties as party
    join public.tenants as tenant on tenant.org_id = party.org_id and tenant.id = party.tenant_id
    where party.org_id = tenancies_called.org_id
    group by party.tenancy_id
  ) as people on people.tenancy_id = tenancy.id
  where tenancy.org_id = tenancies_called.org_id;
end
$function$
;

CREATE OR REPLACE FUNCTION private.tenancies_on_autopay(org_id uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return query
  select autopay.tenancy_id from public.autopays as autopay
  where autopay.org_id = tenancies_on_autopay.org_id and autopay.status = 'on'
    and case
      when autopay.org_id = any (array(select private.my_org_ids('money.read'))) then true
      when autopay.tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    end
  order by 1;
end
$function$
;

CREATE OR REPLACE FUNCTION private.tenancy_of_credit(account public.virtual_accounts)
 RETURNS public.tenancies
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  tenancy public.tenancies;
begin
  -- The number stays while tenants do: the newest renewal that is in force is meant.
  select t.* into tenancy
  from private.with_renewals(account.tenancy_id) as home (id)
  join public.tenancies as t on t.id = home.id
  order by t.is_in_force desc, t.starts_on desc, t.id desc limit 1;
  return tenancy;
end
$function$
;

CREATE OR REPLACE FUNCTION private.tenancy_users(tenancy_id uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE ROWS 2
 SET search_path TO ''
AS $function$
begin
  return query
  select distinct tenant.user_id
  from public.tenancy_parties as party
  join public.tenants as tenant on tenant.id = party.tenant_id
  where party.tenancy_id = tenancy_users.tenancy_id and tenant.user_id is not null;
end
$function$
;

CREATE OR REPLACE FUNCTION private.unchecked_payments()
 RETURNS SETOF public.payments
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- Ten minutes: most who pay are through by then, and their webhook has come.
  select payment.* from public.payments as payment
  where payment.status in ('created', 'pending') and not private.is_offline(payment.method)
    and payment.created_at < now() - interval '10 minutes'
    and not exists (select from private.payment_checks as checked where checked.payment_id = payment.id)
$function$
;

CREATE OR REPLACE FUNCTION private.uuid_v7()
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  microseconds constant bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
  -- Version 4 is random where version 7 is; its variant bits, the first of the last seventeen characters, are the same.
  return (
    lpad(to_hex(microseconds / 1000), 12, '0')
    || to_hex(28672 + microseconds % 1000 * 4096 / 1000)
    || right(gen_random_uuid()::text, 17)
  )::uuid;
end
$function$
;

CREATE OR REPLACE FUNCTION private.verify_receipt(token text)
 RETURNS TABLE(number text, received_on date, amount_kobo bigint, currency text, period daterange, valid boolean, status text, voided_on date, refunded_kobo bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  -- Looked up by its hash: how long the search takes tells nothing about a token that is nearly right.
  select receipt.number, receipt.received_on, receipt.amount_kobo, receipt.currency, receipt.period,
    checked.is_whole and voided.receipt_id is null,
    case when not checked.is_whole then 'forged' when voided.receipt_id is not null then 'void'
      when checked.refunded_kobo > 0 then 'partly_refunded' else 'valid' end,
    private.lagos_date(voided.voided_at), checked.refunded_kobo
  from public.receipts as receipt
  left join public.receipt_voids as voided on voided.receipt_id = receipt.id
  cross join lateral (
    select coalesce(private.receipt_hash(receipt) = receipt.hash, false) as is_whole,
      private.returned_of_receipt(receipt.payment_id, receipt.items) as refunded_kobo
  ) as checked
  where receipt.token_hash = sha256(convert_to(verify_receipt.token, 'utf8'))
$function$
;

CREATE OR REPLACE FUNCTION private.virtual_accounts_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from private.virtual_account_keys as key where key.next_try_at <= now())
$function$
;

CREATE OR REPLACE FUNCTION private.void_receipt(receipt_id uuid, reason text, reissue boolean)
 RETURNS public.receipt_voids
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  receipt public.receipts;
  payment public.payments;
  voided public.receipt_voids;
begin
  select r.* into receipt from public.receipts as r
  where r.id = receipt_id and r.org_id in (select private.my_org_ids('money.read'));
  if receipt.id is null then
    perform private.raise_problem('receipt.not_found', 'Cannot find the receipt among those of your organizations', 404,
      jsonb_build_object('field', 'receipt_id'));
  end if;
  perform private.require_permission(receipt.org_id, 'money.confirm');
  if coalesce(length(btrim(reason)), 0) not between 3 and 300 then
    perform private.raise_problem('receipt.bad_reason', 'Cannot void the receipt: say why in 3 to 300 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  -- Before the chain of voids, as whoever takes the payment back locks them.
  select p.* into strict payment from public.payments as p where p.id = receipt.payment_id for no key update;
  if coalesce(reissue, false) and payment.status <> 'succeeded' then
    perform private.raise_problem('receipt.money_went_back', 'Cannot issue the receipt anew: its payment was taken back', 409,
      jsonb_build_object('field', 'reissue'));
  end if;
  voided := private.record_void(receipt, btrim(reason), (select auth.uid()));
  if voided.reason is distinct from btrim(reason) then
    perform private.raise_problem('receipt.already_void', 'Cannot void the receipt: it is void already, for another reason', 409,
      jsonb_build_object('field', 'receipt_id'));
  end if;
  if coalesce(reissue, false) then
    perform private.reissue_receipt(receipt, payment, (select auth.uid()));
  end if;
  return voided;
end
$function$
;

CREATE OR REPLACE FUNCTION private.void_receipts_of_payment(payment_id uuid, reason text, by_person uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  receipt public.receipts;
  voided integer := 0;
begin
  for receipt in
    select r.* from public.receipts as r
    where r.payment_id = payment_id
      and not exists (select from public.receipt_voids as v where v.receipt_id = r.id)
    order by r.id
  loop
    perform private.record_void(receipt, left(btrim(private.tidy_text(regexp_replace(reason, '[\t\n\r]+', ' ', 'g'))), 300), by_person);
    voided := voided + 1;
  end loop;
  return voided;
end
$function$
;

CREATE OR REPLACE FUNCTION private.void_returned_receipts(payment_id uuid, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  receipt public.receipts;
begin
  for receipt in
    select r.* from public.receipts as r
    where r.payment_id = payment_id and private.returned_of_receipt(r.payment_id, r.items) >= r.amount_kobo
      and not exists (select from public.receipt_voids as v where v.receipt_id = r.id)
    order by r.id
  loop
    perform private.record_void(receipt, reason, (select auth.uid()));
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION private.wake_jobs_when_behind()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from pgmq.q_provider_events where vt <= clock_timestamp())
    or private.receipt_papers_wait() or private.payment_checks_wait() or private.autopay_waits()
    or private.reconciliations_wait() or private.provider_balances_wait()
    or private.virtual_accounts_wait() or private.refunds_wait() or private.disputes_wait() or private.payouts_wait() then
    perform private.wake_jobs();
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION private.want_payment_check(payment_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into private.payment_checks as checked (payment_id, next_at, is_wanted) values (payment_id, now(), true)
  on conflict on constraint payment_checks_pkey do update set next_at = excluded.next_at, is_wanted = true
$function$
;

CREATE OR REPLACE FUNCTION private.want_receipt_paper(org_id uuid, receipt_id uuid, is_void boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into private.receipt_papers (org_id, receipt_id, is_void)
  values (want_receipt_paper.org_id, want_receipt_paper.receipt_id, want_receipt_paper.is_void)
  on conflict do nothing;
end
$function$
;

CREATE OR REPLACE FUNCTION private.with_renewals(tenancy_id uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 2
 SET search_path TO ''
AS $function$
  with recursive chain as (
    select with_renewals.tenancy_id as id
    union
    select renewal.id
    from chain
    join public.tenancies as parent on parent.id = chain.id
    join public.tenancies as renewal on renewal.org_id = parent.org_id and renewal.parent_id = parent.id
      and renewal.status not in ('draft', 'offered', 'cancelled')
  )
  select chain.id from chain
$function$
;

CREATE OR REPLACE FUNCTION private.withdraw_deposit_return(return_id uuid, reason text)
 RETURNS public.deposit_returns
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
begin
  perform private.require_permission(given.org_id, 'money.write');
  perform private.require_return_reason(reason);
  if given.status = 'reversed' then
    return given;
  end if;
  if given.status <> 'recorded' then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot withdraw the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(given.id, 'reversed', btrim(reason));
end
$function$
;

CREATE OR REPLACE FUNCTION private.withdraw_payout(payout_id uuid, reason text)
 RETURNS public.payouts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  payout public.payouts := private.lock_payout(payout_id);
  said text := private.check_payout_reason(reason);
begin
  if payout.status = 'withdrawn' then
    return payout;
  end if;
  if payout.status not in ('requested', 'approved') then
    perform private.refuse_decided_payout(payout);
  end if;
  return private.set_payout_status(payout.id, 'withdrawn', auth.uid(), said);
end
$function$
;

CREATE OR REPLACE FUNCTION private.withdraw_payouts_to(account public.payee_accounts)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  waiting uuid;
begin
  for waiting in
    select payout.id from public.payouts as payout
    where payout.payee_org_id = account.org_id and payout.payee_account_id = account.id and payout.status in ('requested', 'approved')
    order by payout.id for no key update
  loop
    perform private.set_payout_status(waiting, 'withdrawn', account.decided_by, 'The bank account was retired');
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION private.withdraw_refund(refund_id uuid, reason text)
 RETURNS public.refunds
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  said text;
  withdrawn public.refunds;
begin
  perform private.require_permission(refund.org_id, 'money.write');
  said := private.check_refund_words('reason', reason);
  if refund.status = 'withdrawn' and refund.decision is not distinct from said then
    return refund;
  end if;
  -- From the moment that it is being sent on nobody can call it back.
  if refund.status not in ('requested', 'approved') then
    perform private.refuse_moved_refund(refund);
  end if;
  perform private.begin_move('refund', refund.id, said);
  update public.refunds as r set status = 'withdrawn', decision = said where r.id = refund.id
  returning r.* into withdrawn;
  return withdrawn;
end
$function$
;

CREATE OR REPLACE FUNCTION private.words_of_names(names text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(distinct word), '{}')
  from regexp_split_to_table(upper(names), '[^[:alpha:]]+') as word where length(word) >= 3
$function$
;

CREATE OR REPLACE FUNCTION public.account_balances(org_id uuid, closing_on text DEFAULT NULL::text)
 RETURNS TABLE(account_id uuid, kind public.ledger_account_kind, currency text, debit_kobo bigint, credit_kobo bigint, balance_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  -- From midnight on it is the next day.
  before timestamptz := (coalesce(private.read_date('closing_on', closing_on), private.lagos_date()) + 1)::timestamp at time zone 'Africa/Lagos';
begin
  return query
  select account.id, account.kind, account.currency,
    coalesce(moved.debit_kobo, 0)::bigint, coalesce(moved.credit_kobo, 0)::bigint,
    coalesce(moved.debit_kobo - moved.credit_kobo, 0)::bigint
  from public.ledger_accounts as account
  left join (
    select line.account_id, sum(line.debit_kobo) as debit_kobo, sum(line.credit_kobo) as credit_kobo
    from public.ledger_lines as line
    join public.ledger_entries as entry on entry.org_id = line.org_id and entry.id = line.entry_id
    where line.org_id = account_balances.org_id and entry.occurred_at < before
    group by line.account_id
  ) as moved on moved.account_id = account.id
  where account.org_id = account_balances.org_id
  order by account.kind;
end
$function$
;

CREATE OR REPLACE FUNCTION public.account_statement(account_id uuid, from_on text, until_on text)
 RETURNS TABLE(entry_id uuid, line_no smallint, occurred_on date, booked_at timestamp with time zone, kind public.ledger_entry_kind, source_id uuid, description text, debit_kobo bigint, credit_kobo bigint, balance_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  first_on date := private.read_date('from_on', from_on);
  last_on date := private.read_date('until_on', until_on);
  starts_at timestamptz := first_on::timestamp at time zone 'Africa/Lagos';
  ends_at timestamptz := (last_on + 1)::timestamp at time zone 'Africa/Lagos';
begin
  if first_on is null or last_on is null or last_on < first_on then
    perform private.raise_problem('ledger.bad_days', 'Cannot make the statement: until_on must not come before from_on', 400,
      jsonb_build_object('field', 'until_on'));
  end if;
  return query
  with line as (
    select entry.id, line.line_no, entry.occurred_at, entry.booked_at, entry.kind, entry.source_id, entry.description,
      line.debit_kobo, line.credit_kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    join public.ledger_entries as entry on entry.org_id = line.org_id and entry.id = line.entry_id
    where account.id = account_statement.account_id and entry.occurred_at < ends_at
  ),
  forward as (
    select coalesce(sum(line.debit_kobo - line.credit_kobo), 0)::bigint as kobo from line where line.occurred_at < starts_at
  ),
  listed as (
    select 0::bigint as place, null::uuid as id, null::smallint as line_no, first_on as occurred_on, null::timestamptz as booked_at,
      null::public.ledger_entry_kind as kind, null::uuid as source_id, 'Brought forward' as description,
      null::bigint as debit_kobo, null::bigint as credit_kobo, forward.kobo as balance_kobo
    from forward
    where exists (select from public.ledger_accounts as account where account.id = account_statement.account_id)
    union all
    select row_number() over moved, line.id, line.line_no, private.lagos_date(line.occurred_at), line.booked_at,
      line.kind, line.source_id, line.description, line.debit_kobo::bigint, line.credit_kobo::bigint,
      (forward.kobo + sum(line.debit_kobo - line.credit_kobo) over moved)::bigint
    from line cross join forward
    where line.occurred_at >= starts_at
    window moved as (order by line.occurred_at, line.id, line.line_no)
  )
  select listed.id, listed.line_no, listed.occurred_on, listed.booked_at, listed.kind, listed.source_id, listed.description,
    listed.debit_kobo, listed.credit_kobo, listed.balance_kobo
  from listed order by listed.place;
end
$function$
;

CREATE OR REPLACE FUNCTION public.acknowledge_payment(offline_payment_id uuid)
 RETURNS public.offline_payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('acknowledge_payment');
  select private.acknowledge_payment(offline_payment_id)
$function$
;

CREATE OR REPLACE FUNCTION public.add_charge_schedule(tenancy_id uuid, kind public.charge_kind, amount_kobo numeric, period public.price_period DEFAULT NULL::public.price_period, first_on text DEFAULT NULL::text, until_on text DEFAULT NULL::text, advance_periods integer DEFAULT 1, due_days_before integer DEFAULT NULL::integer, due_on_day integer DEFAULT NULL::integer, payer_id uuid DEFAULT NULL::uuid, label text DEFAULT NULL::text, client_id uuid DEFAULT NULL::uuid)
 RETURNS public.charge_schedules
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('add_charge_schedule');
  select private.add_charge_schedule(
    tenancy_id, kind, private.read_kobo('amount_kobo', amount_kobo), period, private.read_date('first_on', first_on),
    private.read_date('until_on', until_on), advance_periods, due_days_before, due_on_day, payer_id,
    private.read_line('label', label), client_id)
$function$
;

CREATE OR REPLACE FUNCTION public.ageing(org_id uuid)
 RETURNS TABLE(tenancy_id uuid, property text, unit text, tenants text, not_due_kobo bigint, days_1_to_30_kobo bigint, days_31_to_60_kobo bigint, days_61_to_90_kobo bigint, over_90_days_kobo bigint, overdue_kobo bigint, oldest_due_on date)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_nestloop TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
#variable_conflict use_column
begin
  perform private.require_money_reader(ageing.org_id);
  return query
  select aged.tenancy_id, names.property, names.unit, names.tenants, aged.not_due_kobo, aged.days_1_to_30_kobo,
    aged.days_31_to_60_kobo, aged.days_61_to_90_kobo, aged.over_90_days_kobo, aged.overdue_kobo, aged.oldest_due_on::date
  from public.ageing as aged
  left join private.tenancies_called(ageing.org_id) as names on names.tenancy_id = aged.tenancy_id
  where aged.org_id = ageing.org_id
  order by aged.overdue_kobo desc, aged.tenancy_id;
end
$function$
;

CREATE OR REPLACE FUNCTION public.allow_autopay(tenancy_id uuid, authorization_id uuid, kinds public.charge_kind[], most_per_charge_kobo numeric, most_per_month_kobo numeric, consent_version text, consent_language text, day_offset integer DEFAULT 0)
 RETURNS public.autopays
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('allow_autopay');
  select private.allow_autopay(
    tenancy_id, authorization_id, kinds, private.read_kobo('most_per_charge_kobo', most_per_charge_kobo),
    private.read_kobo('most_per_month_kobo', most_per_month_kobo), day_offset,
    private.read_line('consent_version', consent_version), private.read_line('consent_language', consent_language))
$function$
;

CREATE OR REPLACE FUNCTION public.answer_dispute(dispute_id uuid, answer public.dispute_answer, note text, document_id uuid DEFAULT NULL::uuid)
 RETURNS public.disputes
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('answer_dispute');
  select private.answer_dispute(dispute_id, answer, private.read_prose('note', note), document_id)
$function$
;

CREATE OR REPLACE FUNCTION public.approve_payee_account(payee_account_id uuid)
 RETURNS public.payee_accounts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('approve_payee_account');
  select private.approve_payee_account(payee_account_id)
$function$
;

CREATE OR REPLACE FUNCTION public.approve_payout(payout_id uuid)
 RETURNS public.payouts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('approve_payout');
  select private.approve_payout(payout_id)
$function$
;

CREATE OR REPLACE FUNCTION public.approve_refund(refund_id uuid, i_am_alone boolean DEFAULT false)
 RETURNS public.refunds
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('approve_refund');
  select private.approve_refund(refund_id, i_am_alone)
$function$
;

CREATE OR REPLACE FUNCTION public.ask_for_proof(offline_payment_id uuid, question text)
 RETURNS public.offline_payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('ask_for_proof');
  select private.ask_for_proof(offline_payment_id, private.read_prose('question', question))
$function$
;

CREATE OR REPLACE FUNCTION public.ask_virtual_account(tenancy_id uuid, provider public.payment_method DEFAULT 'paystack'::public.payment_method)
 RETURNS public.virtual_accounts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('ask_virtual_account');
  select private.ask_virtual_account(tenancy_id, provider)
$function$
;

CREATE OR REPLACE FUNCTION public.book_statement_row(row_id uuid, charge_ids uuid[], is_other_money boolean DEFAULT false)
 RETURNS public.statement_rows
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('book_statement_row');
  select private.book_statement_row(row_id, charge_ids, is_other_money)
$function$
;

CREATE OR REPLACE FUNCTION public.clear_refund(refund_id uuid, was_made boolean, note text, provider_refund_id text DEFAULT NULL::text)
 RETURNS public.refunds
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('clear_refund');
  select private.clear_refund(
    refund_id, was_made, private.read_line('provider_refund_id', provider_refund_id), private.read_prose('note', note))
$function$
;

CREATE OR REPLACE FUNCTION public.collections(org_id uuid, from_on text, to_on text)
 RETURNS TABLE(day date, method public.payment_method, kind public.charge_kind, payments bigint, amount_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
#variable_conflict use_column
declare
  first_day public.calendar_date := private.read_date('from_on', collections.from_on);
  last_day public.calendar_date := private.read_date('to_on', collections.to_on);
  starts_at timestamptz := private.start_of(first_day);
  ends_at timestamptz := private.end_of(last_day);
begin
  perform private.require_money_reader(collections.org_id);
  perform private.check_report_days(first_day, last_day);
  return query
  with settled as materialized (
    select payment.id, payment.method, (payment.amount_kobo - payment.returned_kobo)::bigint as amount_kobo,
      (payment.paid_at at time zone 'Africa/Lagos')::date as day, payment.returned_kobo > 0 as is_returned
    from public.payments as payment
    where payment.org_id = collections.org_id and payment.status = 'succeeded' and payment.returned_kobo < payment.amount_kobo
      -- These settle charges, but no money comes in.
      and payment.method not in ('deposit', 'withholding_tax')
      and payment.paid_at >= starts_at and payment.paid_at < ends_at
  ),
  allocated as materialized (
    select settled.id, settled.day, settled.method, charge.kind, (allocation.amount_kobo - case when settled.is_returned then (
        select coalesce(sum(part.amount_kobo), 0) from public.payment_return_parts as part
        where part.payment_id = allocation.payment_id and part.charge_id = allocation.charge_id)
      else 0 end)::bigint as amount_kobo
    from settled
    join public.payment_allocations as allocation on allocation.payment_id = settled.id
    join public.charges as charge on charge.org_id = allocation.org_id and charge.id = allocation.charge_id
  ),
  part as (
    select allocated.* from allocated where allocated.amount_kobo > 0
    union all
    select settled.id, settled.day, settled.method, null::public.charge_kind, settled.amount_kobo - coalesce(spent.amount_kobo, 0)
    from settled
    left join (
      select allocated.id, sum(allocated.amount_kobo)::bigint as amount_kobo from allocated group by allocated.id
    ) as spent on spent.id = settled.id
    where settled.amount_kobo > coalesce(spent.amount_kobo, 0)
  )
  select part.day, part.method, part.kind, count(distinct part.id), sum(part.amount_kobo)::bigint
  from part
  group by part.day, part.method, part.kind
  order by part.day, part.method, part.kind;
end
$function$
;

CREATE OR REPLACE FUNCTION public.confirm_deposit_return(return_id uuid)
 RETURNS public.deposit_returns
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('confirm_deposit_return');
  select private.confirm_deposit_return(return_id)
$function$
;

CREATE OR REPLACE FUNCTION public.confirm_handover_deposit(tenancy_id uuid)
 RETURNS public.tenancy_handovers
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('confirm_handover_deposit');
  select private.confirm_handover_deposit(tenancy_id)
$function$
;

CREATE OR REPLACE FUNCTION public.confirm_offline_payment(offline_payment_id uuid, amount_kobo numeric, received_on text)
 RETURNS public.offline_payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('confirm_offline_payment');
  select private.confirm_offline_payment(
    offline_payment_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('received_on', received_on))
$function$
;

CREATE OR REPLACE FUNCTION public.decide_deposit_return(return_id uuid, was_returned boolean, reason text)
 RETURNS public.deposit_returns
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('decide_deposit_return');
  select private.decide_deposit_return(return_id, was_returned, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.decline_payee_account(payee_account_id uuid, reason text)
 RETURNS public.payee_accounts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('decline_payee_account');
  select private.decline_payee_account(payee_account_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.decline_payout(payout_id uuid, reason text)
 RETURNS public.payouts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('decline_payout');
  select private.decline_payout(payout_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.decline_refund(refund_id uuid, reason text)
 RETURNS public.refunds
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('decline_refund');
  select private.decline_refund(refund_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.deduct_from_deposit(tenancy_id uuid, amount_kobo numeric, reason text, charge_id uuid DEFAULT NULL::uuid, item_id uuid DEFAULT NULL::uuid, document_id uuid DEFAULT NULL::uuid, client_id uuid DEFAULT NULL::uuid)
 RETURNS public.deposit_deductions
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('deduct_from_deposit');
  select private.deduct_from_deposit(
    tenancy_id, private.read_kobo('amount_kobo', amount_kobo), private.read_line('reason', reason), charge_id, item_id, document_id, client_id)
$function$
;

CREATE OR REPLACE FUNCTION public.demand_application_fee(application_id uuid, kind public.application_fee_kind, amount_kobo numeric, reason text, client_id uuid, due_on text DEFAULT NULL::text, is_refundable boolean DEFAULT false)
 RETURNS public.charges
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('demand_application_fee');
  select private.demand_application_fee(
    application_id, kind, private.read_kobo('amount_kobo', amount_kobo), private.read_line('reason', reason),
    private.read_date('due_on', due_on), is_refundable, client_id)
$function$
;

CREATE OR REPLACE FUNCTION public.deposit_of(tenancy_id uuid)
 RETURNS TABLE(demanded_kobo bigint, paid_kobo bigint, deducted_kobo bigint, held_kobo bigint, is_due_for_refund boolean, due_since date, returned_kobo bigint, passed_on_kobo bigint, due_on date)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, tenancy.parent_id, tenancy.status, tenancy.ended_on::date as ended_on, 0 as up
    from public.tenancies as tenancy where tenancy.id = deposit_of.tenancy_id
    union all
    -- Tenants who stay on by a renewal leave their deposit where it is.
    select parent.id, parent.org_id, parent.parent_id, parent.status, parent.ended_on::date, chain.up + 1
    from chain
    join public.tenancies as parent on parent.org_id = chain.org_id and parent.id = chain.parent_id
  ),
  demand as (
    select coalesce(sum(it.kobo), 0)::bigint as kobo, coalesce(sum(it.paid_kobo), 0)::bigint as paid_kobo
    from (
      select charge.amount_kobo::bigint as kobo, charge.paid_kobo::bigint as paid_kobo
      from chain
      join public.charges as charge on charge.tenancy_id = chain.id
      where charge.kind = 'caution_deposit' and charge.reverses_id is null and not charge.is_reversed
      union all
      -- Who bought a home with its tenants took their deposit over.
      select handover.deposit_kobo, handover.deposit_kobo
      from chain
      join public.tenancy_handovers as handover on handover.tenancy_id = chain.id and handover.side = 'taken_over'
    ) as it
  ),
  deduction as (
    select coalesce(sum(deducted.amount_kobo), 0)::bigint as kobo
    from chain
    join public.deposit_deductions as deducted on deducted.org_id = chain.org_id and deducted.tenancy_id = chain.id
    join public.payments as payment on payment.id = deducted.payment_id and payment.status = 'succeeded'
  ),
  passed_on as (
    select coalesce(sum(handover.deposit_kobo), 0)::bigint as kobo, max(handover.handed_over_on)::date as on_day
    from chain
    join public.tenancy_handovers as handover on handover.tenancy_id = chain.id and handover.side = 'passed_on'
  ),
  -- One that waits for the other side is spoken for: it is not deducted from, nor returned twice.
  returned as (
    select coalesce(sum(given.amount_kobo), 0)::bigint as kobo
    from chain
    join public.deposit_returns as given on given.org_id = chain.org_id and given.tenancy_id = chain.id and given.status <> 'reversed'
  ),
  -- What refunds under way will take of it: what they name, and what is left of them when nothing else of the payment is.
  promised as (
    select coalesce(sum(least(
        part.deposit_kobo,
        greatest(part.named_kobo, part.asked_kobo - (part.left_kobo - part.deposit_kobo), 0))), 0)::bigint as kobo
    from (
      select payment.amount_kobo - payment.returned_kobo as left_kobo, settled.kobo as deposit_kobo, asked.kobo as asked_kobo,
        asked.named_kobo
      from (
        select allocation.payment_id, sum(allocation.amount_kobo - coalesce((
            select sum(back.amount_kobo) from public.payment_return_parts as back
            where back.payment_id = allocation.payment_id and back.charge_id = allocation.charge_id), 0)) as kobo
        from chain
        join public.charges as charge on charge.tenancy_id = chain.id and charge.kind = 'caution_deposit'
        join public.payment_allocations as allocation on allocation.charge_id = charge.id
        group by allocation.payment_id
      ) as settled
      join public.payments as payment on payment.id = settled.payment_id and payment.status = 'succeeded'
      cross join lateral (
        select coalesce(sum(refund.amount_kobo), 0) as kobo,
          coalesce(sum(refund.amount_kobo) filter (where named.kind = 'caution_deposit'), 0) as named_kobo
        from public.refunds as refund
        left join public.charges as named on named.id = refund.charge_id
        where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
      ) as asked
    ) as part
  ),
  renewed as (
    select exists (
      select from chain
      join public.tenancies as renewal on renewal.org_id = chain.org_id and renewal.parent_id = chain.id
      where chain.up = 0 and renewal.status not in ('draft', 'offered', 'cancelled')) as is_so
  ),
  held as (
    select case when renewed.is_so then 0
      else greatest(demand.paid_kobo - deduction.kobo - passed_on.kobo - returned.kobo - promised.kobo, 0) end as kobo
    from demand, deduction, passed_on, returned, promised, renewed
  )
  select demand.kobo, demand.paid_kobo, deduction.kobo, held.kobo,
    chain.status in ('ended', 'passed_on') and held.kobo > 0,
    case when chain.status in ('ended', 'passed_on') and held.kobo > 0 then coalesce(chain.ended_on, passed_on.on_day) end,
    returned.kobo, passed_on.kobo,
    case when chain.status in ('ended', 'passed_on') and held.kobo > 0 then due.due_on::date end
  from chain
  cross join demand
  cross join deduction
  cross join passed_on
  cross join returned
  cross join held
  left join public.deposits_due as due on due.tenancy_id = chain.id
  where chain.up = 0
$function$
;

CREATE OR REPLACE FUNCTION public.deposit_statement(tenancy_id uuid)
 RETURNS TABLE(line_no integer, on_day date, entry text, description text, amount_kobo bigint, balance_kobo bigint, item_id uuid, document_id uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, tenancy.parent_id
    from public.tenancies as tenancy where tenancy.id = deposit_statement.tenancy_id
    union all
    select parent.id, parent.org_id, parent.parent_id
    from chain join public.tenancies as parent on parent.org_id = chain.org_id and parent.id = chain.parent_id
  ),
  line as (
    select private.lagos_date(payment.paid_at)::date as on_day, 'paid' as entry, charge.description, allocation.amount_kobo::bigint as kobo,
      null::uuid as item_id, null::uuid as document_id, charge.id as id
    from chain
    join public.charges as charge on charge.tenancy_id = chain.id and charge.kind = 'caution_deposit'
    join public.payment_allocations as allocation on allocation.charge_id = charge.id
    join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    union all
    select handover.handed_over_on, case handover.side when 'taken_over' then 'taken_over' else 'passed_on' end,
      case handover.side when 'taken_over' then 'Taken over with the home from ' else 'Passed with the home to ' end || handover.other_name,
      case handover.side when 'taken_over' then handover.deposit_kobo else -handover.deposit_kobo end, null, null, handover.id
    from chain join public.tenancy_handovers as handover on handover.tenancy_id = chain.id and handover.deposit_kobo > 0
    union all
    select private.lagos_date(deducted.created_at), 'deducted', deducted.reason, -deducted.amount_kobo, deducted.item_id, deducted.document_id,
      deducted.id
    from chain
    join public.deposit_deductions as deducted on deducted.org_id = chain.org_id and deducted.tenancy_id = chain.id
    join public.payments as payment on payment.id = deducted.payment_id and payment.status = 'succeeded'
    union all
    select given.returned_on, 'returned', initcap(replace(given.method::text, '_', ' ')) || coalesce(', ' || given.bank_reference, '')
      || case given.status when 'confirmed' then '' else ' (' || given.status || ')' end,
      -given.amount_kobo, null, given.document_id, given.id
    from chain
    join public.deposit_returns as given on given.org_id = chain.org_id and given.tenancy_id = chain.id and given.status <> 'reversed'
  )
  select (row_number() over told)::integer, line.on_day, line.entry, line.description, line.kobo,
    (sum(line.kobo) over told)::bigint, line.item_id, line.document_id
  from line
  window told as (order by line.on_day, line.id, line.kobo rows unbounded preceding)
  order by 1
$function$
;

CREATE OR REPLACE FUNCTION public.dismiss_statement_row(row_id uuid, reason text)
 RETURNS public.statement_rows
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('dismiss_statement_row');
  select private.dismiss_statement_row(row_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.dispute_deposit_return(return_id uuid, reason text)
 RETURNS public.deposit_returns
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('dispute_deposit_return');
  select private.dispute_deposit_return(return_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.dispute_payment(offline_payment_id uuid, reason text)
 RETURNS public.offline_payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('dispute_payment');
  select private.dispute_payment(offline_payment_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.divide_charge(charge_id uuid, parts jsonb)
 RETURNS SETOF public.charges
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('divide_charge');
  select * from private.divide_charge(charge_id, parts)
$function$
;

CREATE OR REPLACE FUNCTION public.end_charge_schedule(schedule_id uuid, reason text, from_on text DEFAULT NULL::text)
 RETURNS public.charge_schedules
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('end_charge_schedule');
  select private.end_charge_schedule(schedule_id, private.read_date('from_on', from_on), private.read_line('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.end_late_fee(tenancy_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('end_late_fee');
  select private.end_late_fee(tenancy_id)
$function$
;

CREATE OR REPLACE FUNCTION public.fail_payout(payout_id uuid, reason text)
 RETURNS public.payouts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('fail_payout');
  select private.fail_payout(payout_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.import_statement(account_id uuid, rows jsonb, file_name text DEFAULT NULL::text)
 RETURNS public.statement_imports
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('import_statement');
  select private.import_statement(account_id, private.tidy_json(rows), private.read_line('file_name', file_name))
$function$
;

CREATE OR REPLACE FUNCTION public.list_provider_events(with_status text DEFAULT NULL::text, of_reference text DEFAULT NULL::text, before_id uuid DEFAULT NULL::uuid, max_results integer DEFAULT 50)
 RETURNS TABLE(id uuid, provider public.payment_method, event_type text, reference text, status text, note text, times_received integer, received_at timestamp with time zone, processed_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.list_events_for_staff(
    private.read_line('with_status', with_status), private.read_line('of_reference', of_reference), before_id, max_results)
$function$
;

CREATE OR REPLACE FUNCTION public.match_statement_row(row_id uuid, offline_payment_id uuid, is_other_money boolean DEFAULT false)
 RETURNS public.statement_rows
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('match_statement_row');
  select private.match_statement_row(row_id, offline_payment_id, is_other_money)
$function$
;

CREATE OR REPLACE FUNCTION public.name_buying_organization(sale_id uuid, org_id uuid)
 RETURNS public.sales
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('name_buying_organization');
  select private.name_buying_organization(sale_id, org_id)
$function$
;

CREATE OR REPLACE FUNCTION public.owner_statement(org_id uuid, from_on text, to_on text, property_id uuid DEFAULT NULL::uuid)
 RETURNS TABLE(day date, entry text, description text, property text, unit text, tenants text, charged_kobo bigint, received_kobo bigint, balance_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_nestloop TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
#variable_conflict use_column
declare
  first_day public.calendar_date := private.read_date('from_on', owner_statement.from_on);
  last_day public.calendar_date := private.read_date('to_on', owner_statement.to_on);
  starts_at timestamptz := private.start_of(first_day);
  ends_at timestamptz := private.end_of(last_day);
  of_property uuid[];
  opening bigint;
begin
  perform private.require_money_reader(owner_statement.org_id);
  perform private.check_report_days(first_day, last_day);
  if owner_statement.property_id is not null then
    of_property := array(
      select names.tenancy_id from private.tenancies_called(owner_statement.org_id) as names
      where names.property_id = owner_statement.property_id);
  end if;
  opening := coalesce((
      select sum(charge.amount_kobo) from public.charges as charge
      where charge.org_id = owner_statement.org_id and charge.due_on < first_day
        and (of_property is null or charge.tenancy_id = any (of_property))
    ), 0) - coalesce((
      select sum(payment.amount_kobo) from public.payments as payment
      where payment.org_id = owner_statement.org_id and payment.status = 'succeeded' and payment.paid_at < starts_at
        and (of_property is null or payment.tenancy_id = any (of_property))
    ), 0) + coalesce((
      select sum(returned.amount_kobo) from public.payment_returns as returned
      join public.payments as payment on payment.org_id = returned.org_id and payment.id = returned.payment_id and payment.status = 'succeeded'
      where returned.org_id = owner_statement.org_id and returned.returned_at < starts_at
        and (of_property is null or payment.tenancy_id = any (of_property))
    ), 0);
  return query
  with line as (
    select first_day::date as day, 0 as place, null::uuid as id, 'opening' as entry, 'Opening balance' as description,
      null::uuid as tenancy_id, 0::bigint as charged, 0::bigint as received
    union all
    select charge.due_on::date, 1, charge.id, case when charge.reverses_id is null then 'charge' else 'reversal' end,
      charge.description, charge.tenancy_id, charge.amount_kobo::bigint, 0
    from public.charges as charge
    where charge.org_id = owner_statement.org_id and charge.due_on >= first_day and charge.due_on <= last_day
      and (of_property is null or charge.tenancy_id = any (of_property))
    union all
    select (payment.paid_at at time zone 'Africa/Lagos')::date, 2, payment.id, 'payment', 'Payment ' || payment.reference,
      payment.tenancy_id, 0, payment.amount_kobo::bigint
    from public.payments as payment
    where payment.org_id = owner_statement.org_id and payment.status = 'succeeded'
      and payment.paid_at >= starts_at and payment.paid_at < ends_at
      and (of_property is null or payment.tenancy_id = any (of_property))
    union all
    select (returned.returned_at at time zone 'Africa/Lagos')::date, 2, returned.id, returned.kind::text,
      case returned.kind when 'refund' then 'Refund of payment ' else 'Charged back: payment ' end || payment.reference,
      payment.tenancy_id, 0, -returned.amount_kobo::bigint
    from public.payment_returns as returned
    join public.payments as payment on payment.org_id = returned.org_id and payment.id = returned.payment_id and payment.status = 'succeeded'
    where returned.org_id = owner_statement.org_id
      and returned.returned_at >= starts_at and returned.returned_at < ends_at
      and (of_property is null or payment.tenancy_id = any (of_property))
    union all
    select last_day::date, 3, null, 'closing', 'Closing balance', null, 0, 0
  ),
  called as (
    select line.*, names.property, names.unit, names.tenants
    from line
    left join private.tenancies_called(owner_statement.org_id) as names on names.tenancy_id = line.tenancy_id
  )
  select called.day, called.entry, called.description, called.property, called.unit, called.tenants, called.charged, called.received,
    (opening + sum(called.charged - called.received) over (
      order by called.place = 3, called.place > 0, called.day, called.place, called.id rows unbounded preceding))::bigint
  from called
  order by called.place = 3, called.place > 0, called.day, called.place, called.id;
end
$function$
;

CREATE OR REPLACE FUNCTION public.payout_funds(org_id uuid)
 RETURNS TABLE(provider public.payment_method, collected_kobo bigint, paid_out_kobo bigint, under_way_kobo bigint, available_kobo bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select funds.provider, funds.own_kobo::bigint, funds.paid_out_kobo::bigint, funds.under_way_kobo::bigint,
    greatest(0, funds.own_left_kobo - private.payout_fee_reserve())::bigint
  from private.provider_funds(org_id) as funds
  where exists (select from public.organizations as organization where organization.id = payout_funds.org_id)
  order by funds.provider
$function$
;

CREATE OR REPLACE FUNCTION public.principal_accounts(mandate_id uuid)
 RETURNS TABLE(payee_account_id uuid, provider public.payment_method, bank_name text, last_four text, account_name text, payable_from timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.principal_accounts(mandate_id)
$function$
;

CREATE OR REPLACE FUNCTION public.principal_balances(org_id uuid)
 RETURNS TABLE(mandate_id uuid, agent_org_id uuid, principal_org_id uuid, collected_kobo bigint, provider_fees_kobo bigint, agency_fee_kobo bigint, remitted_kobo bigint, owed_kobo bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with moved as (
    select move.*, case when move.kind in ('collected', 'remitted') then 1 else -1 end as sign
    from public.principal_moves as move where move.org_id = principal_balances.org_id
    union all
    select move.*, case when move.kind in ('collected', 'remitted') then 1 else -1 end
    from public.principal_moves as move where move.principal_org_id = principal_balances.org_id
  )
  select moved.mandate_id, moved.org_id, moved.principal_org_id,
    coalesce(sum(moved.sign * moved.gross_kobo) filter (where moved.payment_id is not null), 0)::bigint,
    coalesce(sum(moved.provider_fees_kobo) filter (where moved.payment_id is not null), 0)::bigint,
    coalesce(sum(moved.sign * moved.agency_fee_kobo), 0)::bigint,
    coalesce(sum(moved.sign * moved.gross_kobo) filter (where moved.payout_id is not null), 0)::bigint,
    sum(moved.owed_kobo)::bigint
  from moved group by moved.mandate_id, moved.org_id, moved.principal_org_id
  order by moved.mandate_id
$function$
;

CREATE OR REPLACE FUNCTION public.principal_statement(mandate_id uuid, from_on text, until_on text)
 RETURNS TABLE(move_id uuid, occurred_on date, kind public.principal_move_kind, payment_id uuid, payout_id uuid, gross_kobo bigint, provider_fees_kobo bigint, agency_fee_kobo bigint, owed_kobo bigint, balance_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  first_on date := private.read_date('from_on', from_on);
  last_on date := private.read_date('until_on', until_on);
  starts_at timestamptz := first_on::timestamp at time zone 'Africa/Lagos';
  ends_at timestamptz := (last_on + 1)::timestamp at time zone 'Africa/Lagos';
begin
  if first_on is null or last_on is null or last_on < first_on then
    perform private.raise_problem('ledger.bad_days', 'Cannot make the statement: until_on must not come before from_on', 400,
      jsonb_build_object('field', 'until_on'));
  end if;
  return query
  select moved.id, private.lagos_date(moved.occurred_at), moved.kind, moved.payment_id, moved.payout_id, moved.gross_kobo::bigint,
    moved.provider_fees_kobo::bigint, moved.agency_fee_kobo::bigint, moved.owed_kobo::bigint, moved.balance_kobo
  from (
    select move.*, sum(move.owed_kobo) over (order by move.occurred_at, move.id)::bigint as balance_kobo
    from public.principal_moves as move
    where move.mandate_id = principal_statement.mandate_id and move.occurred_at < ends_at
  ) as moved
  where moved.occurred_at >= starts_at
  order by moved.occurred_at, moved.id;
end
$function$
;

CREATE OR REPLACE FUNCTION public.record_deposit_return(tenancy_id uuid, amount_kobo numeric, method public.deposit_return_method, returned_on text, client_id uuid, bank_reference text DEFAULT NULL::text, document_id uuid DEFAULT NULL::uuid)
 RETURNS public.deposit_returns
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('record_deposit_return');
  select private.record_deposit_return(
    tenancy_id, private.read_kobo('amount_kobo', amount_kobo), method, private.read_date('returned_on', returned_on),
    private.read_line('bank_reference', bank_reference), document_id, client_id)
$function$
;

CREATE OR REPLACE FUNCTION public.record_offline_payment(charge_ids uuid[], method public.payment_method, amount_kobo numeric, paid_on text, client_id uuid, bank_reference text DEFAULT NULL::text, note text DEFAULT NULL::text)
 RETURNS public.offline_payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('record_offline_payment');
  select private.record_offline_payment(
    charge_ids, method, private.read_kobo('amount_kobo', amount_kobo), private.read_date('paid_on', paid_on),
    private.read_line('bank_reference', bank_reference), private.read_prose('note', note), client_id)
$function$
;

CREATE OR REPLACE FUNCTION public.record_refund_paid(refund_id uuid, paid_on text, reference text, note text DEFAULT NULL::text, document_id uuid DEFAULT NULL::uuid, i_am_alone boolean DEFAULT false)
 RETURNS public.refunds
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('record_refund_paid');
  select private.record_refund_paid(
    refund_id, private.read_date('paid_on', paid_on), private.read_line('reference', reference), private.read_prose('note', note),
    document_id, i_am_alone)
$function$
;

CREATE OR REPLACE FUNCTION public.record_tax_certificate(charge_id uuid, amount_kobo numeric, certificate_no text, issued_on text)
 RETURNS public.tax_certificates
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('record_tax_certificate');
  select private.record_tax_certificate(
    charge_id, private.read_kobo('amount_kobo', amount_kobo), private.read_line('certificate_no', certificate_no),
    private.read_date('issued_on', issued_on))
$function$
;

CREATE OR REPLACE FUNCTION public.redrive_provider_events()
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('redrive_provider_events');
  select private.redrive_events_for_staff()
$function$
;

CREATE OR REPLACE FUNCTION public.reject_offline_payment(offline_payment_id uuid, reason text)
 RETURNS public.offline_payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('reject_offline_payment');
  select private.reject_offline_payment(offline_payment_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.remove_saved_authorization(authorization_id uuid)
 RETURNS public.saved_authorizations
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('remove_saved_authorization');
  select private.remove_saved_authorization(authorization_id)
$function$
;

CREATE OR REPLACE FUNCTION public.rent_relief_statement(year integer)
 RETURNS TABLE(number text, received_on date, landlord_name text, landlord_address text, tenant_names text, premises text, period_from date, period_to date, amount_kobo bigint, rent_in_year_kobo bigint, relief_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  first_day date;
begin
  if rent_relief_statement.year is null or rent_relief_statement.year not between 2000 and 2199 then
    perform private.raise_problem('report.bad_year', 'Cannot make the statement: name a year from 2000 to 2199', 400,
      jsonb_build_object('field', 'year'));
  end if;
  first_day := make_date(rent_relief_statement.year, 1, 1);
  return query
  with paid as (
    select receipt.number, receipt.received_on::date as received_on, receipt.landlord_name, receipt.landlord_address, receipt.tenant_names,
      receipt.premises, lower(receipt.period) as period_from, upper(receipt.period) - 1 as period_to,
      stayed.kobo as amount_kobo, receipt.serial, receipt.org_id,
      sum(stayed.kobo) over ()::bigint as in_year
    from public.receipts as receipt
    -- What was refunded of it was not paid.
    cross join lateral (select (receipt.amount_kobo - private.returned_of_receipt(receipt.payment_id, receipt.items))::bigint as kobo) as stayed
    where receipt.tenancy_id = any (array(select private.my_tenancy_ids())) and receipt.kind = 'rent'
      and receipt.received_on >= first_day and receipt.received_on < (first_day + interval '1 year')::date
      and not exists (select from public.receipt_voids as voided where voided.receipt_id = receipt.id)
  )
  select paid.number, paid.received_on, paid.landlord_name, paid.landlord_address, paid.tenant_names, paid.premises, paid.period_from,
    paid.period_to, paid.amount_kobo, paid.in_year, (
      select least(paid.in_year * share.most / 10000, ceiling.most)
      from public.legal_rules as share
      join public.legal_rules as ceiling on ceiling.jurisdiction = share.jurisdiction and ceiling.source = share.source
        and ceiling.rule_key = 'rent_relief_most_kobo' and ceiling.in_force @> first_day
      where share.jurisdiction = 'Nigeria' and share.rule_key = 'rent_relief_bps' and share.in_force @> first_day
    )::bigint
  from paid
  order by paid.received_on, paid.org_id, paid.serial;
end
$function$
;

CREATE OR REPLACE FUNCTION public.rent_roll(org_id uuid)
 RETURNS TABLE(unit_id uuid, property text, unit text, tenancy_id uuid, tenants text, status public.tenancy_status, starts_on date, ends_on date, rent_kobo bigint, rent_per public.price_period, paid_through date, next_due_on date, next_due_kobo bigint, arrears_kobo bigint, deposit_paid_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_nestloop TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
#variable_conflict use_column
begin
  perform private.require_money_reader(rent_roll.org_id);
  return query
  select unit.id, property.name, unit.label, tenancy.id, names.tenants, tenancy.status, tenancy.starts_on::date,
    tenancy.ends_on::date, tenancy.rent_kobo::bigint, tenancy.rent_per, standing.paid_through, standing.next_due_on,
    standing.next_due_kobo, standing.arrears_kobo, deposit.paid_kobo
  from public.units as unit
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  left join public.tenancies as tenancy
    on tenancy.org_id = unit.org_id and tenancy.unit_id = unit.id and tenancy.is_in_force
  left join private.tenancies_called(rent_roll.org_id) as names on names.tenancy_id = tenancy.id
  left join private.rent_standings(rent_roll.org_id) as standing on standing.tenancy_id = tenancy.id
  left join private.deposits_paid(rent_roll.org_id) as deposit on deposit.tenancy_id = tenancy.id
  where unit.org_id = rent_roll.org_id
  order by property.name, unit.label, unit.id, tenancy.starts_on, tenancy.id;
end
$function$
;

CREATE OR REPLACE FUNCTION public.replace_charge_schedule(schedule_id uuid, from_on text, amount_kobo numeric, period public.price_period, advance_periods integer DEFAULT 1, due_days_before integer DEFAULT NULL::integer, due_on_day integer DEFAULT NULL::integer, payer_id uuid DEFAULT NULL::uuid, label text DEFAULT NULL::text)
 RETURNS public.charge_schedules
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('replace_charge_schedule');
  select private.replace_charge_schedule(
    schedule_id, private.read_date('from_on', from_on), private.read_kobo('amount_kobo', amount_kobo), period,
    advance_periods, due_days_before, due_on_day, payer_id, private.read_line('label', label))
$function$
;

CREATE OR REPLACE FUNCTION public.replay_provider_event(event_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('replay_provider_event');
  select private.replay_event_for_staff(event_id)
$function$
;

CREATE OR REPLACE FUNCTION public.request_payout(org_id uuid, payee_account_id uuid, amount_kobo numeric, client_id uuid, note text DEFAULT NULL::text)
 RETURNS public.payouts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('request_payout');
  select private.request_payout(
    org_id, payee_account_id, private.read_kobo('amount_kobo', amount_kobo), client_id, private.read_line('note', note))
$function$
;

CREATE OR REPLACE FUNCTION public.request_refund(payment_id uuid, amount_kobo numeric, reason text, client_id uuid, charge_id uuid DEFAULT NULL::uuid, drops_charges boolean DEFAULT false, by_hand boolean DEFAULT false)
 RETURNS public.refunds
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('request_refund');
  select private.request_refund(
    payment_id, private.read_kobo('amount_kobo', amount_kobo), private.read_line('reason', reason), client_id, charge_id, drops_charges, by_hand)
$function$
;

CREATE OR REPLACE FUNCTION public.request_remittance(mandate_id uuid, payee_account_id uuid, amount_kobo numeric, client_id uuid, note text DEFAULT NULL::text)
 RETURNS public.payouts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('request_remittance');
  select private.request_remittance(
    mandate_id, payee_account_id, private.read_kobo('amount_kobo', amount_kobo), client_id, private.read_line('note', note))
$function$
;

CREATE OR REPLACE FUNCTION public.retire_payee_account(payee_account_id uuid, reason text)
 RETURNS public.payee_accounts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('retire_payee_account');
  select private.retire_payee_account(payee_account_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.reverse_charge(charge_id uuid, reason text, instead_kobo numeric DEFAULT NULL::numeric)
 RETURNS public.charges
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('reverse_charge');
  select private.reverse_charge(charge_id, private.read_line('reason', reason), private.read_kobo('instead_kobo', instead_kobo))
$function$
;

CREATE OR REPLACE FUNCTION public.save_statement_account(org_id uuid, bank_name text, label text, columns jsonb, account_id uuid DEFAULT NULL::uuid, last_four text DEFAULT NULL::text, date_order public.statement_date_order DEFAULT 'day_first'::public.statement_date_order)
 RETURNS public.statement_accounts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('save_statement_account');
  select private.save_statement_account(
    org_id, account_id, private.read_line('bank_name', bank_name), private.read_line('label', label),
    private.read_line('last_four', last_four), private.tidy_json(columns), date_order)
$function$
;

CREATE OR REPLACE FUNCTION public.service_charge_account(org_id uuid, from_on text, to_on text)
 RETURNS TABLE(tenancy_id uuid, property text, unit text, tenants text, opening_kobo bigint, charged_kobo bigint, received_kobo bigint, closing_kobo bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_nestloop TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
#variable_conflict use_column
declare
  first_day public.calendar_date := private.read_date('from_on', service_charge_account.from_on);
  last_day public.calendar_date := private.read_date('to_on', service_charge_account.to_on);
  ends_at timestamptz := private.end_of(last_day);
begin
  perform private.require_money_reader(service_charge_account.org_id);
  perform private.check_report_days(first_day, last_day);
  return query
  with demanded as materialized (
    select charge.id, charge.tenancy_id, charge.due_on::date as day, charge.amount_kobo::bigint as charged
    from public.charges as charge
    where charge.org_id = service_charge_account.org_id and charge.kind = 'service_charge'
  ),
  moved as (
    select demanded.tenancy_id, demanded.day, demanded.charged, 0::bigint as received
    from demanded where demanded.day <= last_day
    union all
    select demanded.tenancy_id, (payment.paid_at at time zone 'Africa/Lagos')::date, 0, allocation.amount_kobo::bigint
    from demanded
    join public.payment_allocations as allocation
      on allocation.org_id = service_charge_account.org_id and allocation.charge_id = demanded.id
    join public.payments as payment on payment.org_id = allocation.org_id and payment.id = allocation.payment_id
      and payment.status = 'succeeded'
      and payment.paid_at < ends_at
    union all
    select demanded.tenancy_id, (returned.returned_at at time zone 'Africa/Lagos')::date, 0, -part.amount_kobo::bigint
    from demanded
    join public.payment_return_parts as part on part.org_id = service_charge_account.org_id and part.charge_id = demanded.id
    join public.payment_returns as returned on returned.org_id = part.org_id and returned.id = part.return_id
      and returned.returned_at < ends_at
    join public.payments as payment on payment.org_id = part.org_id and payment.id = part.payment_id and payment.status = 'succeeded'
  ),
  summed as materialized (
    select moved.tenancy_id,
      coalesce(sum(moved.charged - moved.received) filter (where moved.day < first_day), 0)::bigint as opening,
      coalesce(sum(moved.charged) filter (where moved.day >= first_day), 0)::bigint as charged,
      coalesce(sum(moved.received) filter (where moved.day >= first_day), 0)::bigint as received
    from moved
    group by moved.tenancy_id
  )
  select summed.tenancy_id, names.property, names.unit, names.tenants, summed.opening, summed.charged, summed.received,
    summed.opening + summed.charged - summed.received
  from summed
  left join private.tenancies_called(service_charge_account.org_id) as names on names.tenancy_id = summed.tenancy_id
  order by names.property, names.unit, summed.tenancy_id;
end
$function$
;

CREATE OR REPLACE FUNCTION public.set_late_fee(tenancy_id uuid, grace_days integer, amount_kobo numeric DEFAULT NULL::numeric, bps integer DEFAULT NULL::integer, cap_kobo numeric DEFAULT NULL::numeric)
 RETURNS public.late_fee_rules
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('set_late_fee');
  select private.set_late_fee(
    tenancy_id, grace_days, private.read_kobo('amount_kobo', amount_kobo), bps, private.read_kobo('cap_kobo', cap_kobo))
$function$
;

CREATE OR REPLACE FUNCTION public.set_mandate_collecting(id uuid, agent_collects boolean)
 RETURNS public.mandates
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('set_mandate_collecting');
  select private.set_mandate_collecting(id, agent_collects)
$function$
;

CREATE OR REPLACE FUNCTION public.set_withholding(tenancy_id uuid, bps integer)
 RETURNS SETOF public.charge_schedules
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('set_withholding');
  select * from private.set_withholding(tenancy_id, bps)
$function$
;

CREATE OR REPLACE FUNCTION public.sign_sale(sale_id uuid, signed_on text, deposit_kobo numeric DEFAULT NULL::numeric)
 RETURNS public.sales
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('sign_sale');
  select private.sign_sale(
    sale_id, private.read_date('signed_on', signed_on), private.read_kobo('deposit_kobo', deposit_kobo))
$function$
;

CREATE OR REPLACE FUNCTION public.skip_autopay(plan_id uuid)
 RETURNS public.autopay_plans
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('skip_autopay');
  select private.skip_autopay(plan_id)
$function$
;

CREATE OR REPLACE FUNCTION public.statement_matches(account_id uuid, max_rows integer DEFAULT 100)
 RETURNS TABLE(row_id uuid, offline_payment_id uuid, charge_id uuid, payer_names text, amount_kobo bigint, score smallint, reasons text[])
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.statement_matches(account_id, max_rows)
$function$
;

CREATE OR REPLACE FUNCTION public.stop_autopay(tenancy_id uuid)
 RETURNS public.autopays
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('stop_autopay');
  select private.stop_autopay(tenancy_id)
$function$
;

CREATE OR REPLACE FUNCTION public.take_back_deduction(deduction_id uuid, reason text)
 RETURNS public.deposit_deductions
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('take_back_deduction');
  select private.take_back_deduction(deduction_id, private.read_line('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.take_back_payment(offline_payment_id uuid, reason text)
 RETURNS public.offline_payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('take_back_payment');
  select private.take_back_payment(offline_payment_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.take_back_tax_certificate(certificate_id uuid, reason text)
 RETURNS public.tax_certificates
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('take_back_tax_certificate');
  select private.take_back_tax_certificate(certificate_id, private.read_line('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.take_listing_fees(tenancy_id uuid, listing_id uuid)
 RETURNS SETOF public.charge_schedules
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('take_listing_fees');
  select * from private.take_listing_fees(tenancy_id, listing_id)
$function$
;

CREATE OR REPLACE FUNCTION public.tenancies_on_autopay(org_id uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.tenancies_on_autopay(org_id)
$function$
;

CREATE OR REPLACE FUNCTION public.verify_receipt(token text)
 RETURNS TABLE(number text, received_on date, amount_kobo bigint, currency text, period daterange, valid boolean, status text, voided_on date, refunded_kobo bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.verify_receipt(token)
$function$
;

CREATE OR REPLACE FUNCTION public.void_receipt(receipt_id uuid, reason text, reissue boolean DEFAULT false)
 RETURNS public.receipt_voids
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('void_receipt');
  select private.void_receipt(receipt_id, private.read_line('reason', reason), reissue)
$function$
;

CREATE OR REPLACE FUNCTION public.withdraw_deposit_return(return_id uuid, reason text)
 RETURNS public.deposit_returns
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('withdraw_deposit_return');
  select private.withdraw_deposit_return(return_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.withdraw_payout(payout_id uuid, reason text)
 RETURNS public.payouts
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('withdraw_payout');
  select private.withdraw_payout(payout_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION public.withdraw_refund(refund_id uuid, reason text)
 RETURNS public.refunds
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.limit_person('withdraw_refund');
  select private.withdraw_refund(refund_id, private.read_prose('reason', reason))
$function$
;

CREATE OR REPLACE FUNCTION service.add_payee_account(acting_user uuid, org_id uuid, provider public.payment_method, bank_code text, bank_name text, account_name text, last_four text, takes_transfers boolean, number_hash text, sealed text)
 RETURNS public.payee_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  added public.payee_accounts;
begin
  perform private.require_payer(acting_user, org_id);
  -- Those who add at the same moment queue here, so that the twenty are twenty and the second finds the first.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  select account.* into added
  from private.payee_numbers as known join public.payee_accounts as account on account.id = known.payee_account_id
  where known.org_id = org_id and known.number_hash = number_hash;
  if found then
    return added;
  end if;
  perform service.prepare_payee_account(acting_user, org_id);
  insert into public.payee_accounts as made (
    org_id, provider, bank_code, bank_name, last_four, account_name, name_check, takes_transfers, proposed_by)
  values (
    org_id, provider, bank_code, private.read_line('bank_name', bank_name), last_four, private.read_line('account_name', account_name),
    private.check_payee_name(org_id, account_name), coalesce(takes_transfers, false), acting_user)
  returning made.* into added;
  insert into private.payee_numbers (payee_account_id, org_id, number_hash, sealed)
  values (added.id, org_id, number_hash, sealed);
  if not private.has_second_payer(org_id, acting_user) then
    added := private.move_payee_account(added.id, 'approved', acting_user, null, true);
  end if;
  return added;
end
$function$
;

CREATE OR REPLACE FUNCTION service.add_payment_proof(acting_user uuid, offline_payment_id uuid, upload_path text, storage_path text, mime_type text, size_bytes integer, sha256 text)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  offline public.offline_payments;
begin
  perform private.require_own_upload(acting_user, upload_path);
  offline := private.known_proof(acting_user, offline_payment_id, upload_path);
  if offline.id is not null then
    return offline;
  end if;
  offline := private.lock_reported_payment(acting_user, offline_payment_id);
  perform private.refuse_used_evidence(acting_user, offline.org_id, offline.method, null, sha256);
  begin
    perform private.keep_proof_file(storage_path);
    insert into public.payment_proofs (org_id, offline_payment_id, storage_path, upload_path, mime_type, size_bytes, sha256, added_by)
    values (offline.org_id, offline.id, storage_path, upload_path, mime_type, size_bytes, sha256, acting_user);
  exception when unique_violation then
    perform private.refuse_used_evidence(acting_user, offline.org_id, offline.method, null, sha256);
    raise;
  end;
  if offline.status <> 'submitted' then
    perform private.begin_move('offline_payment', offline.id, 'Another proof was shown');
    update public.offline_payments as moved
    set status = 'submitted', decided_by = acting_user, decided_at = now(), answer_by = now() + make_interval(days => waiting.days)
    from private.offline_waiting_days as waiting
    where moved.id = offline.id and waiting.source = moved.source and waiting.method = moved.method
    returning moved.* into strict offline;
  end if;
  return offline;
end
$function$
;

CREATE OR REPLACE FUNCTION service.begin_autopay(providers public.payment_method[], most integer DEFAULT 1)
 RETURNS TABLE(payment_id uuid, provider public.payment_method, reference text, amount_kobo bigint, email text, place text, sealed text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  due record;
  plan public.autopay_plans;
  autopay public.autopays;
  saved public.saved_authorizations;
  begun public.payments;
  made integer := 0;
begin
  perform private.follow_autopay();
  -- One by one, each locked when its turn comes: what another worker has in hand is passed over. Whatever becomes of
  -- one, it is not due afterwards.
  for looked_at in 1..100 loop
    exit when made >= most;
    select p.id, p.autopay_id, a.authorization_id into due
    from public.autopay_plans as p
    join public.autopays as a on a.id = p.autopay_id
    join public.saved_authorizations as s on s.id = a.authorization_id
    where p.status = 'announced' and p.take_on <= private.lagos_date() and p.not_before <= now()
      and a.status = 'on' and s.status = 'usable' and s.provider = any (providers)
    order by p.take_on, p.id
    limit 1
    for no key update of p, a skip locked;
    exit when not found;
    select p.* into strict plan from public.autopay_plans as p where p.id = due.id;
    select a.* into strict autopay from public.autopays as a where a.id = due.autopay_id;
    select s.* into strict saved from public.saved_authorizations as s where s.id = due.authorization_id;
    begun := private.begin_autopay_attempt(plan, autopay, saved);
    if begun.id is not null then
      made := made + 1;
      return query
      select begun.id, begun.method, begun.reference, begun.amount_kobo::bigint, token.email, token.place, token.sealed
      from (values (saved.id)) as wanted (id)
      left join private.authorization_tokens as token on token.authorization_id = wanted.id;
    end if;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION service.check_receipt(token text)
 RETURNS TABLE(number text, received_on text, amount_kobo bigint, currency text, period_from text, period_to text, status text, voided_on text, refunded_kobo bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select checked.number, to_char(checked.received_on, 'YYYY-MM-DD'), checked.amount_kobo, checked.currency,
    to_char(lower(checked.period), 'YYYY-MM-DD'), to_char(upper(checked.period) - 1, 'YYYY-MM-DD'),
    checked.status, to_char(checked.voided_on, 'YYYY-MM-DD'), checked.refunded_kobo
  from private.verify_receipt(check_receipt.token) as checked
$function$
;

CREATE OR REPLACE FUNCTION service.circuit_admits(name text, cooldown_s integer DEFAULT 30)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select not exists (
    select from private.circuit_breakers as breaker
    where breaker.name = circuit_admits.name and breaker.state = 'open'
      and breaker.opened_at + make_interval(secs => cooldown_s) > clock_timestamp())
$function$
;

CREATE OR REPLACE FUNCTION service.claim_dispute_answers(methods public.payment_method[], max_answers integer DEFAULT 10, leased_s integer DEFAULT 120)
 RETURNS TABLE(dispute_id uuid, provider public.payment_method, provider_dispute_id text, answer public.dispute_answer, note text, amount_kobo bigint, payer_email text, payer_name text, service_details text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  return query
  with due as (
    select sent.dispute_id as id from private.dispute_answers as sent
    join public.disputes as dispute on dispute.id = sent.dispute_id and dispute.status = 'open' and dispute.method = any (methods)
    where sent.next_at <= now() order by sent.next_at limit max_answers for update of sent skip locked
  ),
  leased as (
    update private.dispute_answers as sent set next_at = now() + make_interval(secs => leased_s), attempts = sent.attempts + 1
    from due where sent.dispute_id = due.id
  )
  select dispute.id, dispute.method, dispute.provider_dispute_id, dispute.answer, dispute.answer_note, dispute.amount_kobo::bigint,
    account.email::text, payer.display_name,
    'Payment ' || payment.reference || coalesce('; receipts ' || (
      select string_agg(receipt.number, ', ' order by receipt.number) from public.receipts as receipt where receipt.payment_id = payment.id), '')
      || coalesce('; ' || (
      select document.title from public.documents as document where document.id = dispute.document_id), '')
  from due
  join public.disputes as dispute on dispute.id = due.id
  join public.payments as payment on payment.id = dispute.payment_id
  left join public.profiles as payer on payer.id = payment.payer_id
  left join auth.users as account on account.id = payment.payer_id;
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_dispute_poll(methods public.payment_method[])
 RETURNS TABLE(provider public.payment_method)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  insert into private.dispute_polls (provider, next_at)
  select wanted.provider, now() from unnest(methods) as wanted (provider)
  on conflict do nothing;
  return query
  update private.dispute_polls as poll set next_at = now() + interval '1 hour'
  where poll.provider = (
    select due.provider from private.dispute_polls as due
    where due.next_at <= now() and due.provider = any (methods) order by due.next_at, due.provider limit 1 for update skip locked)
  returning poll.provider;
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_payment_checks(methods public.payment_method[], max_payments integer DEFAULT 20, asked_again_after_s integer DEFAULT 120)
 RETURNS TABLE(payment_id uuid, provider public.payment_method, reference text, amount_kobo bigint, saves_card boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into private.payment_checks (payment_id, next_at)
  select stale.id, now() from private.unchecked_payments() as stale
  order by stale.created_at limit max_payments
  on conflict do nothing;
  -- What settled meanwhile, or is a person's to decide, needs no asking.
  update private.payment_checks as checked set next_at = null, is_wanted = false
  from public.payments as payment
  where checked.next_at <= now() and payment.id = checked.payment_id
    and payment.status not in ('created', 'pending')
    and (payment.status not in ('failed', 'abandoned') or not checked.is_wanted);
  return query
  update private.payment_checks as checked set next_at = now() + make_interval(secs => asked_again_after_s)
  from (
    select due.payment_id as id from private.payment_checks as due
    join public.payments as payment on payment.id = due.payment_id and payment.method = any (methods)
    where due.next_at <= now() order by due.next_at limit max_payments for update of due skip locked
  ) as taken
  join public.payments as payment on payment.id = taken.id
  where checked.payment_id = taken.id
  returning payment.id, payment.method, payment.reference, payment.amount_kobo::bigint, private.may_save_authorization(payment.id);
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_payouts(providers public.payment_method[], max_payouts integer DEFAULT 5, asked_again_after_s integer DEFAULT 180)
 RETURNS TABLE(payout_id uuid, action text, provider public.payment_method, reference text, amount_kobo bigint, org_id uuid, bank_code text, account_name text, note text, sealed text, provider_transfer_id text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
declare
  due public.payouts;
begin
  for due in
    select payout.* from private.payout_sends as send
    join public.payouts as payout on payout.id = send.payout_id
    where send.next_at <= now() and payout.provider = any (claim_payouts.providers)
    order by send.next_at limit max_payouts
    for update of payout, send skip locked
  loop
    action := case when due.status = 'approved' then 'send' else 'ask' end;
    continue when action = 'send' and not private.begin_sending(due);
    update private.payout_sends as send
    set next_at = case when due.status in ('approved', 'sending', 'pending', 'needs_attention')
        then now() + make_interval(secs => asked_again_after_s) end,
      times_sent = send.times_sent + (action = 'send')::integer,
      times_asked = case when action = 'send' then 0 else send.times_asked end
    where send.payout_id = due.id;
    continue when due.status not in ('approved', 'sending', 'pending', 'needs_attention');
    select account.bank_code, account.account_name, known.sealed
    into bank_code, account_name, sealed
    from public.payee_accounts as account
    left join private.payee_numbers as known on action = 'send' and known.payee_account_id = account.id
    where account.id = due.payee_account_id;
    payout_id := due.id;
    provider := due.provider;
    reference := due.reference;
    amount_kobo := due.amount_kobo;
    -- Whose account it is: the number was sealed for them.
    org_id := due.payee_org_id;
    note := due.note;
    provider_transfer_id := due.provider_transfer_id;
    return next;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_provider_balance(providers public.payment_method[], leased_s integer DEFAULT 120)
 RETURNS TABLE(provider public.payment_method, on_day text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.provider_balances (provider, on_day, not_before)
  select wanted, private.lagos_date(), private.first_balance_hour(private.lagos_date()) from unnest(providers) as wanted
  where private.first_balance_hour(private.lagos_date()) <= now()
  on conflict do nothing;
  return query
  update public.provider_balances as taken set leased_until = now() + make_interval(secs => leased_s)
  where (taken.provider, taken.on_day) = (
    select open.provider, open.on_day from public.provider_balances as open
    -- Yesterday's balance nobody can read any more.
    where open.on_day = private.lagos_date() and open.read_at is null and open.provider = any (providers)
      and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
    order by open.provider limit 1 for update skip locked)
  returning taken.provider, taken.on_day::text;
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_provider_events(max_events integer DEFAULT 10, visible_again_after_s integer DEFAULT 60)
 RETURNS TABLE(message_id bigint, attempt integer, event_id uuid, provider public.payment_method, event_type text, reference text, body jsonb, payment_amount_kobo bigint, saves_card boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  taken pgmq.message_record[];
begin
  -- Two statements: what is taken may have come after the first of them began to look, and would be joined to nothing.
  select array_agg(it) into taken from pgmq.read('provider_events', visible_again_after_s, max_events) as it;
  return query
  select it.msg_id, it.read_ct::integer, event.id, event.provider, event.event_type, event.reference, event.body,
    payment.amount_kobo::bigint, private.may_save_authorization(payment.id)
  from unnest(taken) as it
  join private.provider_events as event on event.id = (it.message ->> 'event_id')::uuid
  left join public.payments as payment
    on payment.reference = event.reference and payment.method = event.provider;
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_receipt_papers(most integer DEFAULT 10, hidden_for_s integer DEFAULT 120)
 RETURNS TABLE(receipt_id uuid, is_void boolean, path text, tries integer, receipt jsonb)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with taken as (
    update private.receipt_papers as paper
    set tries = paper.tries + 1, next_try_at = now() + make_interval(secs => least(hidden_for_s, 3600))
    from (
      select p.receipt_id, p.is_void from private.receipt_papers as p
      where p.next_try_at <= now()
      order by p.next_try_at, p.receipt_id
      limit least(most, 100)
      for update skip locked
    ) as next
    where paper.receipt_id = next.receipt_id and paper.is_void = next.is_void
    returning paper.receipt_id, paper.is_void, paper.tries
  )
  select taken.receipt_id, taken.is_void,
    receipt.org_id || '/' || receipt.id || case when taken.is_void then '/void.pdf' else '/issued.pdf' end,
    taken.tries::integer,
    jsonb_build_object(
      'number', receipt.number,
      'kind', receipt.kind,
      'received_on', to_char(receipt.received_on, 'YYYY-MM-DD'),
      'landlord_name', receipt.landlord_name,
      'landlord_address', receipt.landlord_address,
      'tenant_names', receipt.tenant_names,
      'tenant_address', receipt.tenant_address,
      'premises', receipt.premises,
      'amount_kobo', receipt.amount_kobo,
      'currency', receipt.currency,
      'period_from', to_char(lower(receipt.period), 'YYYY-MM-DD'),
      'period_to', to_char(upper(receipt.period) - 1, 'YYYY-MM-DD'),
      'items', receipt.items,
      'method', receipt.method,
      'payment_reference', receipt.payment_reference,
      'issued_at', to_char(receipt.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'token', receipt.token,
      'hash', receipt.hash,
      'voided_on', case when taken.is_void then to_char(private.lagos_date(voided.voided_at), 'YYYY-MM-DD') end,
      'void_reason', case when taken.is_void then voided.reason end,
      'replaces', (select before.number from public.receipts as before where before.id = receipt.replaces_id))
  from taken
  join public.receipts as receipt on receipt.id = taken.receipt_id
  left join public.receipt_voids as voided on voided.receipt_id = receipt.id
$function$
;

CREATE OR REPLACE FUNCTION service.claim_reconciliation(providers public.payment_method[], settling public.payment_method[] DEFAULT '{}'::public.payment_method[], leased_s integer DEFAULT 120)
 RETURNS TABLE(reconciliation_id uuid, provider public.payment_method, subject text, listed_on text, page_cursor text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.plan_reconciliations(providers, settling);
  return query
  update private.reconciliations as run set leased_until = now() + make_interval(secs => leased_s)
  where run.id = (
    select open.id from private.reconciliations as open
    where open.finished_at is null and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
      and open.provider = any (case open.subject when 'transactions' then providers else settling end)
    -- What came in before what it was paid out in.
    order by open.listed_on, open.subject, open.reading limit 1 for update skip locked)
  returning run.id, run.provider, run.subject::text, run.listed_on::text, run.page_cursor;
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_refund_checks(methods public.payment_method[], max_payments integer DEFAULT 20, leased_s integer DEFAULT 120)
 RETURNS TABLE(payment_id uuid, provider public.payment_method, reference text, provider_transaction_id text, asked_at text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return query
  with due as (
    select checked.refund_id, refund.payment_id as of_payment
    from private.refund_checks as checked
    join public.refunds as refund on refund.id = checked.refund_id and refund.status in ('sending', 'pending', 'needs_attention')
      and refund.method = any (methods)
    where checked.next_at <= now()
    order by checked.next_at limit max_payments
    for update of checked skip locked
  ),
  leased as (
    update private.refund_checks as checked set next_at = now() + make_interval(secs => leased_s)
    from due where checked.refund_id = due.refund_id
  )
  select payment.id, payment.method, payment.reference, payment.provider_transaction_id, clock_timestamp()::text
  from public.payments as payment
  where payment.id in (select due.of_payment from due);
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_refunds(methods public.payment_method[], max_refunds integer DEFAULT 10, leased_s integer DEFAULT 120)
 RETURNS TABLE(refund_id uuid, provider public.payment_method, reference text, provider_transaction_id text, amount_kobo bigint, reason text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  due record;
  payment public.payments;
  refund public.refunds;
begin
  for due in
    select r.id, r.payment_id from private.refund_checks as checked
    join public.refunds as r on r.id = checked.refund_id
    where checked.next_at <= now() and r.status = 'approved' and r.way = 'provider' and r.method = any (methods)
      -- While the bank disputes the payment it waits: lost, the money is gone; won, it goes on.
      and not private.has_open_dispute(r.payment_id)
    order by checked.next_at, r.id limit max_refunds
  loop
    select p.* into payment from public.payments as p where p.id = due.payment_id for update skip locked;
    continue when not found;
    select r.* into refund from public.refunds as r where r.id = due.id for update;
    -- Read again under the locks: another worker, a dispute or the dashboard may have been faster.
    continue when refund.status <> 'approved' or private.has_open_dispute(payment.id)
      or not exists (select from private.refund_checks as checked where checked.refund_id = refund.id and checked.next_at <= now());
    if payment.status <> 'succeeded' or refund.amount_kobo > payment.amount_kobo - payment.returned_kobo - (
      select coalesce(sum(other.amount_kobo), 0) from public.refunds as other
      where other.payment_id = payment.id and other.id <> refund.id and other.status in ('sending', 'pending', 'needs_attention')
    ) then
      perform private.move_refund(refund.id, 'declined', 'So much of the payment is no longer left');
      continue;
    end if;
    -- Not waited for: whoever sends payouts locks these in another order.
    perform from public.organizations as organization
    where organization.id = private.refund_holder(payment.id) for no key update skip locked;
    continue when not found;
    if not private.holds_enough(private.refund_holder(payment.id), payment.method) then
      update private.refund_checks as checked set next_at = now() + interval '1 hour' where checked.refund_id = refund.id;
      perform private.note_refund_exception('refund_stuck', refund);
      continue;
    end if;
    perform private.begin_move('refund', refund.id, 'The provider is asked to send it');
    update public.refunds as r set status = 'sending', sent_at = clock_timestamp() where r.id = refund.id;
    update private.refund_checks as checked
    set times_sent = checked.times_sent + 1, next_at = now() + make_interval(secs => leased_s)
    where checked.refund_id = refund.id;
    refund_id := refund.id;
    provider := payment.method;
    reference := payment.reference;
    provider_transaction_id := payment.provider_transaction_id;
    amount_kobo := refund.amount_kobo;
    reason := refund.reason;
    return next;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION service.claim_virtual_accounts(providers public.payment_method[], most integer DEFAULT 5)
 RETURNS TABLE(virtual_account_id uuid, provider public.payment_method, tenancy_id uuid, full_name text, phone text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  return query
  update private.virtual_account_keys as key
  set tries = key.tries + 1,
    next_try_at = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '2 minutes' * power(2, least(key.tries, 6)))
  from (
    select due.virtual_account_id as id from private.virtual_account_keys as due
    where due.next_try_at <= now() and due.provider = any (providers)
    order by due.next_try_at limit most for update skip locked
  ) as taken
  join public.virtual_accounts as account on account.id = taken.id
  where key.virtual_account_id = taken.id
  returning account.id, account.provider, account.tenancy_id,
    (select tenant.full_name from public.tenancy_parties as party join public.tenants as tenant on tenant.id = party.tenant_id
     where party.tenancy_id = account.tenancy_id order by party.created_at, party.tenant_id limit 1),
    (select tenant.phone from public.tenancy_parties as party join public.tenants as tenant on tenant.id = party.tenant_id
     where party.tenancy_id = account.tenancy_id order by party.created_at, party.tenant_id limit 1);
end
$function$
;

CREATE OR REPLACE FUNCTION service.consent_to_save(payment_reference text, payer_id uuid, version text, language text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  perform private.require_consent_text('save_authorization', version, language);
  -- Before the provider hears of the payment: afterwards nobody can agree any more.
  insert into public.payer_consents (org_id, user_id, purpose, version, language, payment_id)
  select payment.org_id, payer_id, 'save_authorization', version, language, payment.id
  from public.payments as payment
  where payment.reference = payment_reference and payment.payer_id = payer_id and payment.status = 'created'
  on conflict (org_id, payment_id) do nothing;
end
$function$
;

CREATE OR REPLACE FUNCTION service.dated_authorizations(key_id text, most integer DEFAULT 50)
 RETURNS TABLE(authorization_id uuid, place text, sealed text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select token.authorization_id, token.place, token.sealed from private.authorization_tokens as token
  where split_part(token.sealed, '.', 1) <> key_id
  order by token.authorization_id limit least(most, 200)
$function$
;

CREATE OR REPLACE FUNCTION service.dated_payee_numbers(key_id text, most integer DEFAULT 50)
 RETURNS TABLE(payee_account_id uuid, org_id uuid, provider public.payment_method, bank_code text, sealed text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select account.id, account.org_id, account.provider, account.bank_code, known.sealed
  from private.payee_numbers as known
  join public.payee_accounts as account on account.id = known.payee_account_id
  where split_part(known.sealed, '.', 1) <> key_id
  order by account.id limit least(most, 200)
$function$
;

CREATE OR REPLACE FUNCTION service.files_to_sweep(most integer DEFAULT 200)
 RETURNS TABLE(bucket text, path text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  (
    select file.bucket, file.path from private.abandoned_files as file
    where file.abandoned_at < now() - interval '10 minutes'
    order by file.abandoned_at
    limit least(most, 1000)
  )
  union all
  (
    select object.bucket_id, object.name from storage.objects as object
    where object.bucket_id = 'uploads' and object.created_at < now() - interval '1 day'
    order by object.created_at
    limit least(most, 1000)
  )
$function$
;

CREATE OR REPLACE FUNCTION service.find_payout(provider public.payment_method, reference text)
 RETURNS TABLE(payout_id uuid, provider_transfer_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select payout.id, payout.provider_transfer_id from public.payouts as payout
  where payout.provider = find_payout.provider and payout.reference = find_payout.reference
$function$
;

CREATE OR REPLACE FUNCTION service.find_settled_payment(of_provider public.payment_method, named_reference text, named_transaction_id text)
 RETURNS TABLE(payment_id uuid, reference text, provider_transaction_id text, asked_at text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select payment.id, payment.reference, payment.provider_transaction_id, clock_timestamp()::text
  from public.payments as payment
  where payment.method = of_provider and payment.status in ('succeeded', 'reversed') and payment.provider_transaction_id is not null
    and (payment.reference = named_reference or payment.provider_transaction_id = named_transaction_id)
  order by payment.provider_transaction_id is not distinct from named_transaction_id desc limit 1
$function$
;

CREATE OR REPLACE FUNCTION service.finish_receipt_paper(receipt_id uuid, is_void boolean, sha256 text, size_bytes integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.receipt_papers as paper
  set made_at = now(), next_try_at = null, note = null,
    sha256 = finish_receipt_paper.sha256, size_bytes = finish_receipt_paper.size_bytes
  where paper.receipt_id = finish_receipt_paper.receipt_id and paper.is_void = finish_receipt_paper.is_void
$function$
;

CREATE OR REPLACE FUNCTION service.keep_dispute(of_provider public.payment_method, transaction_id text, reference text, provider_dispute_id text, amount_kobo numeric, state text, category text DEFAULT NULL::text, answer_by text DEFAULT NULL::text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  due public.instant := private.read_instant('answer_by', answer_by);
  to_status public.dispute_status := state::public.dispute_status;
  payment public.payments;
  dispute public.disputes;
begin
  select p.* into payment from public.payments as p
  where p.method = of_provider and p.provider_transaction_id = transaction_id and p.status in ('succeeded', 'reversed')
  for update;
  if not found then
    -- Told once: the provider lists it again and again.
    if not exists (
      select from public.payment_exceptions as known
      where known.provider = of_provider and known.kind = 'money_going_back' and known.fingerprint = 'disputes ' || provider_dispute_id
    ) then
      perform private.note_payment_exception('money_going_back', of_provider, 'disputes ' || provider_dispute_id, reference, (
          select p.id from public.payments as p where p.reference = keep_dispute.reference and p.method = of_provider),
        jsonb_build_object('provider_transaction_id', transaction_id, 'amount_kobo', amount, 'state', state, 'answer_by', due));
    end if;
    return null;
  end if;
  select d.* into dispute from public.disputes as d
  where d.method = payment.method and d.provider_dispute_id = keep_dispute.provider_dispute_id and d.payment_id = payment.id for update;
  if not found then
    insert into public.disputes as heard (
      org_id, payment_id, subject_id, method, provider_dispute_id, status, amount_kobo, category, answer_by)
    values (
      payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), payment.method,
      keep_dispute.provider_dispute_id, 'open', coalesce(amount, payment.amount_kobo), left(category, 80), due)
    returning heard.* into dispute;
  elsif dispute.status in ('open', 'answered') then
    update public.disputes as d
    set amount_kobo = coalesce(amount, d.amount_kobo), category = coalesce(left(keep_dispute.category, 80), d.category),
      answer_by = coalesce(due, d.answer_by), reminded_hours = case when d.answer_by >= due then d.reminded_hours end
    where d.id = dispute.id and (d.amount_kobo::bigint, d.category, d.answer_by::timestamptz)
      is distinct from (coalesce(amount, d.amount_kobo)::bigint, coalesce(left(keep_dispute.category, 80), d.category), coalesce(due, d.answer_by)::timestamptz);
    select d.* into strict dispute from public.disputes as d where d.id = dispute.id;
  end if;
  if to_status <> dispute.status and exists (
    select from private.state_transitions as allowed
    where allowed.machine = 'dispute' and allowed.from_state = dispute.status::text and allowed.to_state = to_status::text
  ) then
    perform private.move_dispute(dispute, payment, to_status, 'The provider says so');
    return to_status::text;
  end if;
  return dispute.status::text;
end
$function$
;

CREATE OR REPLACE FUNCTION service.keep_provider_balance(provider public.payment_method, on_day text, held_kobo numeric)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  day public.calendar_date := private.read_date('on_day', on_day);
  held public.kobo := private.read_kobo('held_kobo', held_kobo);
  balance public.provider_balances;
  before public.provider_balances;
begin
  select b.* into balance from public.provider_balances as b where b.provider = provider and b.on_day = day for update;
  if not found or balance.read_at is not null or held is null then
    return false;
  end if;
  select b.* into before from public.provider_balances as b
  where b.provider = provider and b.on_day < day and b.read_at is not null order by b.on_day desc limit 1;
  update public.provider_balances as b
  set read_at = now(), leased_until = null, last_error = null, held_kobo = held,
    clearing_kobo = said.clearing_kobo, paid_out_kobo = said.paid_out_kobo, under_way_kobo = said.under_way_kobo,
    difference_kobo = said.difference_kobo, unexplained_kobo = said.unexplained_kobo,
    -- The same days in a row, whatever was not read in between.
    since = case when said.unexplained_kobo <> 0 then coalesce(before.since, day) end
  from (
    select books.*, sums.difference_kobo,
      -- A payout that it lists may have left the balance already, or not.
      case when sums.difference_kobo between -books.under_way_kobo and 0 then 0
        when sums.difference_kobo < 0 then sums.difference_kobo + books.under_way_kobo
        else sums.difference_kobo end as unexplained_kobo
    from (
      select private.cleared_through(provider) as clearing_kobo,
        coalesce(sum(told.gross_kobo - told.fees_kobo) filter (where told.status = 'success'), 0)::bigint as paid_out_kobo,
        coalesce(sum(told.gross_kobo - told.fees_kobo) filter (where told.status in ('pending', 'processing')), 0)::bigint as under_way_kobo
      from private.provider_settlements as told where told.provider = provider
    ) as books
    cross join lateral (select held - (books.clearing_kobo - books.paid_out_kobo) as difference_kobo) as sums
  ) as said
  where b.provider = provider and b.on_day = day
  returning b.* into balance;
  -- What was read at a bad moment, between a payment and its booking, is gone the day after.
  if balance.since < day then
    perform private.note_payment_exception('balance_mismatch', provider, 'balance since ' || balance.since, null, null,
      to_jsonb(balance) - array['provider', 'not_before', 'leased_until', 'attempts', 'last_error']);
  end if;
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION service.keep_provider_refunds(payment_id uuid, refunds jsonb, proves_absence boolean, asked_at text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  asked public.instant := private.read_instant('asked_at', asked_at);
  payment public.payments;
  told record;
  lost record;
  heard integer := 0;
begin
  select p.* into strict payment from public.payments as p where p.id = payment_id for update;
  for told in
    select it.provider_refund_id, private.read_kobo('amount_kobo', it.amount_kobo) as amount_kobo, it.state
    from jsonb_to_recordset(refunds) as it (provider_refund_id text, amount_kobo numeric, state text)
    where it.provider_refund_id is not null and it.amount_kobo > 0
    order by it.provider_refund_id
  loop
    perform private.keep_provider_refund(payment, told.provider_refund_id, told.amount_kobo, told.state);
    heard := heard + 1;
  end loop;
  -- What is still being sent the provider did not name. A call may be on its way yet: only one that is ten minutes old
  -- when the list was asked for can be missing from it.
  for lost in
    select refund.*, checked.times_sent
    from public.refunds as refund
    join private.refund_checks as checked on checked.refund_id = refund.id
    where refund.payment_id = payment.id and refund.status = 'sending' and refund.provider_refund_id is null
      and refund.sent_at < asked - interval '10 minutes' and not checked.is_unclear
    order by refund.id
  loop
    if coalesce(proves_absence, false) and lost.times_sent < 3 then
      update private.refund_checks as checked set next_at = null where checked.refund_id = lost.id;
      perform private.move_refund(lost.id, 'approved', 'The provider has no such refund: it is sent again');
    else
      update private.refund_checks as checked set is_unclear = true where checked.refund_id = lost.id;
      perform private.note_refund_exception('refund_unclear', refund) from public.refunds as refund where refund.id = lost.id;
    end if;
  end loop;
  update private.refund_checks as checked
  set times_asked = checked.times_asked + 1,
    -- 1, 2, 4 minutes and so on up to six hours: a refund takes days.
    next_at = now() + (0.75 + random() / 2) * least(interval '6 hours', interval '1 minute' * power(2, least(checked.times_asked, 12)))
  from public.refunds as refund
  where refund.payment_id = payment.id and checked.refund_id = refund.id and refund.status in ('sending', 'pending', 'needs_attention');
  return heard;
end
$function$
;

CREATE OR REPLACE FUNCTION service.keep_reconciliation_page(reconciliation_id uuid, read_cursor text, next_cursor text, transactions jsonb, environment text, leased_s integer DEFAULT 120)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  run private.reconciliations;
  found_differences integer;
begin
  select r.* into strict run from private.reconciliations as r where r.id = reconciliation_id for update;
  if run.finished_at is not null or run.page_cursor is distinct from read_cursor then
    -- Another worker has taken it over and is further.
    return false;
  end if;
  insert into private.provider_transactions as told (
    provider, provider_transaction_id, listed_on, reference, amount_kobo, currency, fees_kobo, channel, paid_at, environment)
  select distinct on (it.provider_transaction_id) run.provider, it.provider_transaction_id, run.listed_on, left(it.reference, 100),
    private.read_kobo('amount_kobo', it.amount_kobo), left(it.currency, 3), private.read_kobo('fees_kobo', it.fees_kobo),
    left(it.channel, 40), private.read_instant('paid_at', it.paid_at), it.environment
  from jsonb_to_recordset(transactions) as it (
    provider_transaction_id text, reference text, amount_kobo numeric, currency text, fees_kobo numeric, channel text,
    paid_at text, environment text)
  on conflict on constraint provider_transactions_pkey do update
  set listed_on = excluded.listed_on, reference = excluded.reference, amount_kobo = excluded.amount_kobo,
    currency = excluded.currency, fees_kobo = excluded.fees_kobo, channel = excluded.channel, paid_at = excluded.paid_at,
    environment = excluded.environment, seen_at = now();
  update private.reconciliations as r
  set page_cursor = next_cursor, pages = r.pages + 1, attempts = 0, last_error = null,
    items = r.items + jsonb_array_length(keep_reconciliation_page.transactions),
    leased_until = now() + make_interval(secs => leased_s)
  where r.id = run.id;
  if next_cursor is not null then
    return true;
  end if;
  with difference as materialized (
    select * from private.differences(run, environment)
  ), noted as materialized (
    select case when difference.kind <> 'unknown_reference' or not private.take_up_listed_credit(run.provider, difference.reference) then
        private.note_payment_exception(
          difference.kind, run.provider, difference.fingerprint, difference.reference, difference.payment_id, difference.details) end,
      case when difference.kind = 'unsettled' then private.want_payment_check(difference.payment_id) end
    from difference
  )
  select count(*) into found_differences from noted;
  update private.reconciliations as r
  set finished_at = now(), leased_until = null, differences = found_differences
  where r.id = run.id;
  return false;
end
$function$
;

CREATE OR REPLACE FUNCTION service.keep_settlement(reconciliation_id uuid, read_cursor text, next_cursor text, settlement jsonb, leased_s integer DEFAULT 120)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  run private.reconciliations;
  told private.provider_settlements;
  differs boolean;
begin
  select r.* into strict run from private.reconciliations as r where r.id = reconciliation_id for update;
  if run.finished_at is not null or run.page_cursor is distinct from read_cursor then
    return false;
  end if;
  insert into private.provider_settlements as seen (
    provider, settlement_id, listed_on, status, gross_kobo, fees_kobo, transactions, transactions_kobo, transactions_fees_kobo)
  select run.provider, it.settlement_id, run.listed_on, it.status, private.read_kobo('gross_kobo', it.gross_kobo),
    private.read_kobo('fees_kobo', it.fees_kobo), it.transactions, private.read_kobo('transactions_kobo', it.transactions_kobo),
    private.read_kobo('transactions_fees_kobo', it.transactions_fees_kobo)
  from jsonb_to_record(settlement) as it (
    settlement_id text, status text, gross_kobo numeric, fees_kobo numeric, transactions integer, transactions_kobo numeric,
    transactions_fees_kobo numeric)
  where it.settlement_id is not null
  on conflict on constraint provider_settlements_pkey do update
  set listed_on = excluded.listed_on, status = excluded.status, gross_kobo = excluded.gross_kobo, fees_kobo = excluded.fees_kobo,
    transactions = excluded.transactions, transactions_kobo = excluded.transactions_kobo,
    transactions_fees_kobo = excluded.transactions_fees_kobo, seen_at = now()
  returning seen.* into told;
  -- Only of what is paid: one under way may still grow.
  differs := coalesce(told.status = 'success'
    and (told.gross_kobo, told.fees_kobo) <> (told.transactions_kobo, told.transactions_fees_kobo), false);
  if differs then
    perform private.note_payment_exception('settlement_mismatch', run.provider, told.settlement_id, null, null,
      to_jsonb(told) - array['provider', 'seen_at']);
  end if;
  update private.reconciliations as r
  set page_cursor = next_cursor, pages = r.pages + 1, attempts = 0, last_error = null,
    items = r.items + case when told.settlement_id is null then 0 else 1 end,
    differences = r.differences + differs::integer,
    leased_until = case when next_cursor is not null then now() + make_interval(secs => leased_s) end,
    finished_at = case when next_cursor is null then now() end
  where r.id = run.id;
  return next_cursor is not null;
end
$function$
;

CREATE OR REPLACE FUNCTION service.open_virtual_account(virtual_account_id uuid, bank_name text, account_number text, account_name text, holder text)
 RETURNS public.virtual_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  account public.virtual_accounts;
begin
  update public.virtual_accounts as known
  set status = 'open', bank_name = left(bank_name, 100), account_number = account_number, account_name = left(account_name, 200), refusal = null
  where known.id = virtual_account_id and known.status <> 'open'
  returning known.* into account;
  if account.id is null then
    -- Two workers asked: the first one has told everybody.
    select known.* into account from public.virtual_accounts as known where known.id = virtual_account_id;
    return account;
  end if;
  update private.virtual_account_keys as key set holder = holder, next_try_at = null, last_error = null
  where key.virtual_account_id = virtual_account_id;
  perform private.tell_of_account(account);
  return account;
end
$function$
;

CREATE OR REPLACE FUNCTION service.payment_by_reference(reference text)
 RETURNS TABLE(reference text, status public.payment_status, amount_kobo bigint, currency text, refunded_kobo bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  -- Who pays, whom and for what is not told: a reference stands in addresses and on bank statements.
  select payment.reference, payment.status, payment.amount_kobo, payment.currency, payment.returned_kobo::bigint
  from public.payments as payment
  where payment.reference = payment_by_reference.reference
$function$
;

CREATE OR REPLACE FUNCTION service.prepare_further_proof(acting_user uuid, offline_payment_id uuid, upload_path text)
 RETURNS TABLE(storage_path text, known jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  earlier public.offline_payments;
begin
  perform private.require_own_upload(acting_user, upload_path);
  earlier := private.known_proof(acting_user, offline_payment_id, upload_path);
  if earlier.id is not null then
    known := to_jsonb(earlier);
  else
    storage_path := private.expect_proof_file((private.lock_reported_payment(acting_user, offline_payment_id)).org_id);
  end if;
  return next;
end
$function$
;

CREATE OR REPLACE FUNCTION service.prepare_payee_account(acting_user uuid, org_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  perform private.require_payer(acting_user, org_id);
  if (select count(*) from public.payee_accounts as account
    where account.org_id = org_id and account.status in ('proposed', 'approved')) >= 20 then
    perform private.raise_problem('payee_account.too_many', 'Cannot have more than 20 bank accounts: retire one first', 409,
      jsonb_build_object('field', 'org_id'));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION service.prepare_payment_proof(acting_user uuid, client_id uuid, charge_ids uuid[], method public.payment_method, amount_kobo numeric, paid_on text, bank_reference text, note text, upload_path text)
 RETURNS TABLE(storage_path text, known jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  day public.calendar_date := private.read_date('paid_on', paid_on);
  given_reference text := private.read_line('bank_reference', bank_reference);
  remark text := private.read_prose('note', note);
  debts public.charges[];
  earlier public.offline_payments;
begin
  perform private.require_own_upload(acting_user, upload_path);
  earlier := private.known_offline_payment(acting_user, client_id, method, amount, day);
  if earlier.id is not null then
    known := to_jsonb(earlier);
    return next;
    return;
  end if;
  debts := array(select private.charges_of_payer(acting_user, charge_ids));
  perform private.require_one_debt(charge_ids, debts);
  if client_id is null then
    perform private.raise_problem('offline_payment.bad_fact', 'Cannot take the payment: client_id is missing', 422,
      jsonb_build_object('field', 'client_id'));
  end if;
  perform private.check_offline_facts(method, amount, day, given_reference, remark, '{bank_transfer,cash,pos,cheque}');
  if (
    select count(*) from public.offline_payments as offline
    where offline.subject_id = private.subject_of(debts[1]) and offline.status in ('submitted', 'needs_more')
  ) >= 20 then
    perform private.raise_problem('offline_payment.too_many', 'Cannot report more than 20 payments that nobody has confirmed yet', 409,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  storage_path := private.expect_proof_file((debts[1]).org_id);
  return next;
end
$function$
;

CREATE OR REPLACE FUNCTION service.put_off_dispute_answer(dispute_id uuid, error text, is_refused boolean DEFAULT false)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  sent private.dispute_answers;
  dispute public.disputes;
begin
  update private.dispute_answers as it
  set last_error = left(error, 1000),
    next_at = case when not coalesce(is_refused, false) then
      now() + (0.75 + random() / 2) * least(interval '30 minutes', interval '1 minute' * power(2, least(it.attempts, 8))) end
  where it.dispute_id = dispute_id
  returning it.* into sent;
  -- There is a deadline: staff hear of it early.
  if is_refused or sent.attempts = 3 then
    select d.* into strict dispute from public.disputes as d where d.id = dispute_id;
    perform private.note_payment_exception('answer_not_sent', dispute.method, dispute.id::text, (
        select payment.reference from public.payments as payment where payment.id = dispute.payment_id), dispute.payment_id,
      jsonb_build_object('dispute_id', dispute.id, 'answer', dispute.answer, 'answer_by', dispute.answer_by, 'error', left(error, 300)));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION service.put_off_provider_balance(provider public.payment_method, on_day text, error text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  balance public.provider_balances;
begin
  update public.provider_balances as b
  set attempts = b.attempts + 1, last_error = left(error, 1000), leased_until = null,
    not_before = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '1 minute' * power(2, least(b.attempts, 8)))
  where b.provider = provider and b.on_day = private.read_date('on_day', on_day) and b.read_at is null
  returning b.* into balance;
  if balance.attempts = 8 then
    perform private.note_payment_exception('gave_up', provider, 'balance of ' || on_day, null, null,
      jsonb_build_object('balance_of', on_day, 'error', left(error, 300)));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION service.put_off_receipt_paper(receipt_id uuid, is_void boolean, error text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  paper private.receipt_papers;
begin
  -- Full jitter over an exponential ceiling of at most an hour: a receipt whose paper cannot be made is still owed one.
  update private.receipt_papers as p
  set next_try_at = now() + make_interval(secs => 1 + random() * least(3600, 5 * power(3, least(p.tries, 6)))),
    note = left(error, 500)
  where p.receipt_id = receipt_id and p.is_void = is_void and p.made_at is null
  returning p.* into paper;
  if paper.tries >= 8 then
    perform private.note_payment_exception('paper_not_made', receipt.method, receipt.id::text, receipt.payment_reference,
      receipt.payment_id, jsonb_build_object('number', receipt.number, 'tries', paper.tries, 'error', left(error, 300)))
    from public.receipts as receipt where receipt.id = receipt_id;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION service.put_off_reconciliation(reconciliation_id uuid, error text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  run private.reconciliations;
begin
  update private.reconciliations as r
  set attempts = r.attempts + 1, last_error = left(error, 1000), leased_until = null,
    -- A cursor that the provider no longer takes would never do: then the day is read from its beginning.
    page_cursor = case when r.attempts < 3 then r.page_cursor end,
    not_before = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '1 minute' * power(2, least(r.attempts, 8)))
  where r.id = reconciliation_id and r.finished_at is null
  returning r.* into run;
  if run.attempts = 8 then
    perform private.note_payment_exception('gave_up', run.provider, run.id::text, null, null,
      jsonb_build_object('reconciliation_of', run.subject, 'listed_on', run.listed_on, 'error', left(error, 300)));
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION service.put_off_refund_check(payment_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update private.refund_checks as checked
  set next_at = now() + (0.75 + random() / 2) * interval '5 minutes'
  from public.refunds as refund
  where refund.payment_id = put_off_refund_check.payment_id and checked.refund_id = refund.id
    and refund.status in ('sending', 'pending', 'needs_attention')
$function$
;

CREATE OR REPLACE FUNCTION service.record_autopay_answer(payment_id uuid, answer text, reason text DEFAULT NULL::text, confirm_url text DEFAULT NULL::text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  attempt private.autopay_attempts;
  authorization_id uuid;
  plan public.autopay_plans;
  payment public.payments;
begin
  select a.* into strict attempt from private.autopay_attempts as a where a.payment_id = payment_id;
  select autopay.authorization_id into strict authorization_id from public.autopays as autopay where autopay.id = attempt.autopay_id;
  perform private.lock_autopays(authorization_id);
  select p.* into plan from public.autopay_plans as p
  where p.autopay_id = attempt.autopay_id and p.charge_id = attempt.charge_id and p.payment_id = payment_id for no key update;
  select p.* into strict payment from public.payments as p where p.id = payment_id for no key update;
  if payment.status not in ('created', 'pending') then
    -- Its webhook was faster: private.follow_autopay() goes on from there.
    return 'closed';
  end if;
  case answer
    when 'not_sent' then
      update private.autopay_attempts as a set state = 'not_sent' where a.payment_id = payment_id;
      update public.autopay_plans as p
      set status = 'announced', not_before = now() + (0.75 + random() / 2) * interval '15 minutes' where p.id = plan.id;
    when 'unsure', 'pending' then
      update private.autopay_attempts as a set state = 'asked' where a.payment_id = payment_id;
      insert into private.payment_checks (payment_id, next_at) values (payment_id, now() + interval '1 minute') on conflict do nothing;
    when 'action' then
      update private.autopay_attempts as a set state = 'asked' where a.payment_id = payment_id;
      if payment.status = 'created' then
        perform private.move_payment(payment_id, 'pending', 'The bank asks the payer to confirm');
      end if;
      update public.payments as p set checkout_url = left(confirm_url, 2000) where p.id = payment_id;
      update public.autopay_plans as p set status = 'waiting_for_payer', last_answer = left(reason, 300) where p.id = plan.id
      returning p.* into plan;
      if plan.id is not null then
        perform private.tell_of_plan(plan, 'autopay_action', 'Your bank asks you to confirm a charge by autopay',
          jsonb_build_object('checkout_url', confirm_url, 'reference', payment.reference));
      end if;
    when 'declined', 'refused' then
      update private.autopay_attempts as a set state = 'declined' where a.payment_id = payment_id;
      perform private.move_payment(payment_id, 'failed', coalesce(reason, 'Declined'));
      if answer = 'refused' then
        update public.autopay_plans as p set status = 'given_up', declines = p.declines + 1, last_answer = left(reason, 300) where p.id = plan.id;
        perform private.end_authorization(authorization_id, 'refused');
      elsif plan.id is not null then
        perform private.after_decline(plan, reason);
      end if;
  end case;
  return answer;
end
$function$
;

CREATE OR REPLACE FUNCTION service.record_payment_answer(payment_id uuid, answer text, reason text DEFAULT NULL::text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payment public.payments;
  -- Who has not begun to pay will not after a day; a bank transfer may take three.
  patience interval := case
    when answer in ('unknown', 'not_begun') then interval '24 hours' when answer = 'pending' then interval '72 hours' end;
  outcome text := 'waiting';
begin
  select p.* into payment from public.payments as p where p.id = payment_id for update;
  if not found then
    return 'closed';
  end if;
  if answer = 'unreachable' then
    -- A provider that is away has said nothing: its payments are neither failed nor given up.
    null;
  elsif payment.status not in ('created', 'pending') or answer = 'environment_mismatch' then
    outcome := 'closed';
  elsif answer = 'failed' then
    perform private.move_payment(payment.id, 'failed', coalesce(reason, 'The provider says failed'));
    outcome := 'failed';
  elsif payment.created_at + patience <= now() then
    perform private.move_payment(payment.id, 'abandoned', 'Nobody paid: the provider says ' || answer);
    outcome := 'abandoned';
  end if;
  update private.payment_checks as checked
  set times_asked = checked.times_asked + 1, last_answer = answer, asked_at = now(),
    is_wanted = checked.is_wanted and outcome = 'waiting',
    -- 5, 10, 20 minutes and so on up to six hours, an hour for a provider that is away; jittered, so that what came
    -- together does not come together again.
    next_at = case when outcome = 'waiting' then now() + (0.75 + random() / 2) * least(
      interval '5 minutes' * power(2, least(checked.times_asked, 10)),
      case answer when 'unreachable' then interval '1 hour' else interval '6 hours' end) end
  where checked.payment_id = payment_id;
  return outcome;
end
$function$
;

CREATE OR REPLACE FUNCTION service.record_payout_answer(payout_id uuid, answer text, reason text DEFAULT NULL::text, provider_transfer_id text DEFAULT NULL::text, amount_kobo numeric DEFAULT NULL::numeric, fee_kobo numeric DEFAULT NULL::numeric, paid_at text DEFAULT NULL::text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  fee public.kobo := private.read_kobo('fee_kobo', fee_kobo);
  paid public.instant := private.read_instant('paid_at', paid_at);
  payout public.payouts;
  send private.payout_sends;
  heard text := answer;
  next_status public.payout_status;
begin
  select found.* into payout from public.payouts as found where found.id = payout_id for update;
  if payout.id is null then
    return 'unknown_payout';
  end if;
  select found.* into send from private.payout_sends as found where found.payout_id = payout.id for update;
  if amount is not null and amount <> payout.amount_kobo then
    heard := 'amount_mismatch';
  end if;
  next_status := private.next_payout_status(payout, send, heard);
  if next_status is not null then
    perform private.begin_move('payout', payout.id, coalesce(reason, 'The provider says ' || heard));
    update public.payouts as moved
    set status = next_status,
      provider_transfer_id = coalesce(provider_transfer_id, moved.provider_transfer_id),
      fee_kobo = case when next_status = 'paid' then coalesce(fee, 0) else moved.fee_kobo end,
      paid_at = case when next_status = 'paid' then coalesce(paid, now()) else moved.paid_at end,
      failure_reason = case when next_status in ('failed', 'reversed', 'needs_attention', 'approved') then left(coalesce(reason, heard), 300) end
    where moved.id = payout.id;
  elsif provider_transfer_id is not null and payout.provider_transfer_id is null then
    update public.payouts as known set provider_transfer_id = provider_transfer_id where known.id = payout.id;
  end if;
  perform private.note_payout_answer(payout, send, heard, reason, next_status, amount);
  update private.payout_sends as due
  set times_asked = due.times_asked + 1, last_answer = left(heard, 40), answered_at = now(),
    -- Jittered, so that what was sent together is not asked about together.
    next_at = case
      when coalesce(next_status, payout.status) in ('paid', 'failed', 'reversed', 'declined', 'withdrawn') then null
      else now() + (0.75 + random() / 2) * case
        when next_status = 'approved' then least(interval '6 hours', case heard when 'insufficient' then interval '10 minutes' else interval '1 minute' end
          * power(2, least(due.times_sent, 10)))
        when coalesce(next_status, payout.status) = 'needs_attention' then interval '1 hour'
        else least(interval '1 hour', interval '30 seconds' * power(2, least(due.times_asked, 8))) end end
  where due.payout_id = payout.id;
  return coalesce(next_status, payout.status);
end
$function$
;

CREATE OR REPLACE FUNCTION service.record_refund_not_sent(refund_id uuid, outcome text, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  refund public.refunds;
begin
  select r.* into refund from public.refunds as r where r.id = refund_id;
  perform from public.payments as payment where payment.id = refund.payment_id for update;
  select r.* into refund from public.refunds as r where r.id = refund_id for update;
  if refund.id is null or refund.status <> 'sending' then
    return 'closed';
  end if;
  if outcome = 'refused' then
    perform private.move_refund(refund.id, 'failed', reason);
  elsif outcome = 'not_sent' then
    -- Nothing left us: it is sent again, a little later each time.
    update private.refund_checks as checked
    set next_at = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '1 minute' * power(2, least(checked.times_sent, 10)))
    where checked.refund_id = refund.id;
    perform private.move_refund(refund.id, 'approved', left(reason, 300));
  else
    -- Nobody knows: the provider is asked as soon as its list may show it.
    update private.refund_checks as checked set next_at = now() + interval '30 seconds' where checked.refund_id = refund.id;
  end if;
  return outcome;
end
$function$
;

CREATE OR REPLACE FUNCTION service.record_sent_refund(refund_id uuid, provider_refund_id text, amount_kobo numeric, state text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  refund public.refunds;
  payment public.payments;
begin
  select r.* into strict refund from public.refunds as r where r.id = refund_id;
  select p.* into strict payment from public.payments as p where p.id = refund.payment_id for update;
  perform private.keep_provider_refund(payment, provider_refund_id, amount, state, refund_id);
  select r.* into strict refund from public.refunds as r where r.id = refund_id;
  return refund.status::text;
end
$function$
;

CREATE OR REPLACE FUNCTION service.refuse_provider_event(provider public.payment_method, fingerprint text, reference text, details jsonb, sender text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  wait_s integer;
begin
  -- For each sender, and for all together, since a sender may claim any address.
  select token.retry_after_seconds into wait_s
  from service.take_rate_limit_token('webhooks.bad_signature:' || coalesce(sender, ''), 20, 0.1) as token;
  if wait_s > 0 then
    return wait_s;
  end if;
  select token.retry_after_seconds into wait_s
  from service.take_rate_limit_token('webhooks.bad_signature.all', 200, 1) as token;
  if wait_s > 0 then
    return wait_s;
  end if;
  perform service.note_payment_exception('bad_signature', provider, fingerprint, reference, details);
  return 0;
end
$function$
;

CREATE OR REPLACE FUNCTION service.refuse_virtual_account(virtual_account_id uuid, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  account public.virtual_accounts;
begin
  update public.virtual_accounts as known set status = 'refused', refusal = left(coalesce(nullif(reason, ''), 'The provider refuses'), 300)
  where known.id = virtual_account_id and known.status = 'wanted'
  returning known.* into account;
  if account.id is not null then
    update private.virtual_account_keys as key set next_try_at = null, last_error = left(reason, 300)
    where key.virtual_account_id = virtual_account_id;
    perform private.tell_of_account(account);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION service.report_offline_payment(acting_user uuid, client_id uuid, charge_ids uuid[], method public.payment_method, amount_kobo numeric, paid_on text, bank_reference text, note text, upload_path text, storage_path text, mime_type text, size_bytes integer, sha256 text)
 RETURNS public.offline_payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  day public.calendar_date := private.read_date('paid_on', paid_on);
  given_reference text := nullif(btrim(private.read_line('bank_reference', bank_reference)), '');
  remark text := nullif(btrim(private.read_prose('note', note)), '');
  debts public.charges[];
  payment public.payments;
  reported public.offline_payments;
begin
  perform private.require_own_upload(acting_user, upload_path);
  reported := private.known_offline_payment(acting_user, client_id, method, amount, day);
  if reported.id is not null then
    return reported;
  end if;
  debts := array(select private.charges_of_payer(acting_user, charge_ids));
  perform private.require_one_debt(charge_ids, debts);
  perform private.check_offline_facts(method, amount, day, given_reference, remark, '{bank_transfer,cash,pos,cheque}');
  perform private.refuse_used_evidence(acting_user, (debts[1]).org_id, method, given_reference, sha256);
  perform private.require_open_charges(charge_ids);
  begin
    payment := private.begin_offline_payment(acting_user, charge_ids, method, amount);
    insert into public.offline_payments (
      org_id, payment_id, subject_id, source, method, status, reported_by, client_id, claimed_kobo, paid_on, bank_reference, note, answer_by)
    select payment.org_id, payment.id, private.subject_of(debts[1]), 'payer', method, 'submitted', acting_user, client_id, amount, day, given_reference, remark,
      now() + make_interval(days => waiting.days)
    from private.offline_waiting_days as waiting where waiting.source = 'payer' and waiting.method = report_offline_payment.method
    returning * into strict reported;
    perform private.keep_proof_file(storage_path);
    insert into public.payment_proofs (org_id, offline_payment_id, storage_path, upload_path, mime_type, size_bytes, sha256, added_by)
    values (reported.org_id, reported.id, storage_path, upload_path, mime_type, size_bytes, sha256, acting_user);
  exception when unique_violation then
    -- Somebody was faster with the same, the caller's own twin it may be.
    reported := private.known_offline_payment(acting_user, client_id, method, amount, day);
    if reported.id is null then
      perform private.refuse_used_evidence(acting_user, (debts[1]).org_id, method, given_reference, sha256);
      raise;
    end if;
  end;
  return reported;
end
$function$
;

CREATE OR REPLACE FUNCTION service.reseal_authorization(authorization_id uuid, sealed_before text, sealed text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  -- One that was saved anew meanwhile keeps the newer token.
  update private.authorization_tokens as token set sealed = sealed, sealed_at = now()
  where token.authorization_id = authorization_id and token.sealed = sealed_before;
  return found;
end
$function$
;

CREATE OR REPLACE FUNCTION service.reseal_payee_number(payee_account_id uuid, sealed_before text, sealed text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
begin
  update private.payee_numbers as known set sealed = sealed
  where known.payee_account_id = payee_account_id and known.sealed = sealed_before;
  return found;
end
$function$
;

CREATE OR REPLACE FUNCTION service.save_authorization(payment_reference text, provider public.payment_method, channel text, brand text, bank text, last_four text, expires_on text, email text, fingerprint text, sealed text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  payment public.payments;
  last_day public.calendar_date := private.read_date('expires_on', expires_on);
  kept_id uuid;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference and p.method = provider;
  if payment.payer_id is null or not private.may_save_authorization(payment.id) then
    return false;
  end if;
  -- A person's cards come one after the other, so that the same one is never kept twice.
  perform from public.profiles as payer where payer.id = payment.payer_id for no key update;
  select token.authorization_id into kept_id from private.authorization_tokens as token
  where token.user_id = payment.payer_id and token.provider = provider and token.fingerprint = fingerprint;
  if kept_id is null then
    insert into public.saved_authorizations as saved (user_id, provider, channel, brand, bank, last_four, expires_on)
    values (payment.payer_id, provider, left(channel, 40), left(brand, 40), left(bank, 100), last_four, last_day)
    returning saved.id into kept_id;
    insert into private.authorization_tokens (authorization_id, user_id, provider, fingerprint, email, place, sealed)
    values (kept_id, payment.payer_id, provider, fingerprint, email, payment_reference, sealed);
  else
    -- The same card once more: the newest token charges it.
    update private.authorization_tokens as token set email = email, place = payment_reference, sealed = sealed, sealed_at = now()
    where token.authorization_id = kept_id;
    update public.saved_authorizations as saved set expires_on = last_day where saved.id = kept_id;
  end if;
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION service.settle_checked_payment(payment_id uuid, provider_transaction_id text, amount_kobo numeric, currency text, paid_at text, channel text, provider_fees_kobo numeric)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  fees public.kobo := private.read_kobo('provider_fees_kobo', provider_fees_kobo);
  paid public.instant := private.read_instant('paid_at', paid_at);
  payment public.payments;
  outcome private.settlement;
begin
  select p.* into strict payment from public.payments as p where p.id = payment_id;
  outcome := private.settle_confirmed(
    payment.method, payment.reference, provider_transaction_id, amount, currency, paid, channel, fees);
  update private.payment_checks as checked
  set next_at = null, is_wanted = false, times_asked = checked.times_asked + 1, last_answer = outcome::text, asked_at = now()
  where checked.payment_id = payment_id;
  return outcome;
end
$function$
;

CREATE OR REPLACE FUNCTION service.settle_credit(message_id bigint, event_id uuid, holder text, account_number text, provider_transaction_id text, amount_kobo numeric, currency text, paid_at text, channel text, provider_fees_kobo numeric)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  fees public.kobo := private.read_kobo('provider_fees_kobo', provider_fees_kobo);
  paid public.instant := private.read_instant('paid_at', paid_at);
  event private.provider_events;
  account public.virtual_accounts;
  tenancy public.tenancies;
  outcome text;
begin
  select e.* into strict event from private.provider_events as e where e.id = event_id;
  select a.* into account
  from private.virtual_account_keys as key
  join public.virtual_accounts as a on a.id = key.virtual_account_id
  where key.provider = event.provider and key.holder = holder
    and (account_number is null or a.account_number = account_number);
  if account.id is null or coalesce(event.reference !~ '^[A-Za-z0-9.=-]{8,64}$', true) or currency is distinct from 'NGN' or coalesce(amount, 0) <= 0 then
    -- The provider has the money; a person finds whose it is.
    perform private.note_payment_exception('unknown_reference', event.provider, event.reference, event.reference, null,
      jsonb_build_object('amount_kobo', amount, 'currency', currency, 'provider_transaction_id', provider_transaction_id,
        'virtual_account_id', account.id));
    perform service.close_provider_event(message_id, event_id, 'processed', 'unknown_reference');
    return 'unknown_reference';
  end if;
  tenancy := private.tenancy_of_credit(account);
  perform private.begin_credit(account, tenancy, event.reference, amount);
  outcome := private.settle_confirmed(
    event.provider, event.reference, provider_transaction_id, amount, currency, paid, channel, fees);
  if outcome = 'settled' and not tenancy.is_in_force then
    perform private.note_payment_exception('credit_after_end', event.provider, event.reference, event.reference,
      (select payment.id from public.payments as payment where payment.reference = event.reference),
      jsonb_build_object('amount_kobo', amount, 'tenancy_id', tenancy.id, 'tenancy_status', tenancy.status));
  end if;
  perform service.close_provider_event(message_id, event_id, 'processed', outcome);
  return outcome;
end
$function$
;

CREATE OR REPLACE FUNCTION service.settle_provider_event(message_id bigint, event_id uuid, provider_transaction_id text, amount_kobo numeric, currency text, paid_at text, channel text, provider_fees_kobo numeric)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  fees public.kobo := private.read_kobo('provider_fees_kobo', provider_fees_kobo);
  paid public.instant := private.read_instant('paid_at', paid_at);
  event private.provider_events;
  outcome private.settlement;
begin
  select e.* into strict event from private.provider_events as e where e.id = event_id;
  outcome := private.settle_confirmed(
    event.provider, event.reference, provider_transaction_id, amount, currency, paid, channel, fees);
  perform service.close_provider_event(message_id, event_id, 'processed', outcome::text);
  return outcome;
end
$function$
;

CREATE OR REPLACE FUNCTION service.start_payment(payer_id uuid, charge_ids uuid[], method public.payment_method, reference text)
 RETURNS public.payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
#variable_conflict use_variable
declare
  started public.payments;
  total bigint;
  subject_count integer;
  subject public.charges;
begin
  -- The reference is made from the caller's idempotency key: a try that broke off is taken up again.
  select p.* into started from public.payments as p where p.reference = reference and p.payer_id = payer_id;
  if found then
    return started;
  end if;
  if method is null or private.is_offline(method) then
    perform private.raise_problem('payment.not_online', 'Cannot start a checkout: choose an online provider', 400,
      jsonb_build_object('field', 'provider'));
  end if;
  if coalesce(cardinality(charge_ids), 0) not between 1 and 50 then
    perform private.raise_problem('payment.bad_charges', 'Cannot start a payment: name 1 to 50 charges', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  perform private.lock_charges(charge_ids);
  if (select count(distinct wanted.id) from unnest(charge_ids) as wanted (id))
    <> (select count(*) from private.charges_of_payer(payer_id, charge_ids)) then
    perform private.raise_problem('charge.not_found', 'Cannot find these charges among what you owe', 404,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  select sum(balance.payable_kobo), count(distinct coalesce(balance.tenancy_id, balance.sale_id, balance.application_id))
  into total, subject_count
  from public.charge_balances as balance
  where balance.charge_id = any (charge_ids) and balance.payable_kobo > 0
  having count(*) = (select count(distinct wanted.id) from unnest(charge_ids) as wanted (id));
  if total is null then
    perform private.raise_problem('charge.settled', 'Cannot pay: a charge among them is already settled', 409,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if subject_count > 1 then
    perform private.raise_problem('payment.bad_charges', 'Cannot pay charges of several tenancies, sales or applications at once', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if total > 1000000000000000 then
    perform private.raise_problem('payment.bad_charges', 'Cannot pay more than 1,000,000,000,000,000 kobo at once', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  select charge.* into strict subject from public.charges as charge where charge.id = charge_ids[1];
  insert into public.payments (org_id, tenancy_id, sale_id, application_id, payer_id, method, reference, amount_kobo, mandate_id)
  values (subject.org_id, subject.tenancy_id, subject.sale_id, subject.application_id, payer_id, method, reference, total,
    private.collecting_mandate(subject.tenancy_id))
  returning * into started;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  select balance.org_id, started.id, balance.charge_id, balance.payable_kobo
  from public.charge_balances as balance
  where balance.charge_id = any (charge_ids);
  return started;
end
$function$
;

CREATE OR REPLACE FUNCTION service.wake_for_receipt_papers()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if private.receipt_papers_wait() then
    perform private.wake_jobs();
  end if;
end
$function$
;

ALTER TABLE "private"."authorization_tokens" ADD CONSTRAINT "authorization_tokens_user_id_provider_fingerprint_key" UNIQUE (user_id, provider, fingerprint);

ALTER TABLE "private"."autopay_attempts" ADD CONSTRAINT "autopay_attempts_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "private"."autopay_attempts" ADD CONSTRAINT "autopay_attempts_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "private"."dispute_polls" ADD CONSTRAINT "dispute_polls_pkey" PRIMARY KEY (provider);

ALTER TABLE "private"."ledger_proofs" ADD CONSTRAINT "ledger_proofs_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE "private"."offline_waiting_days" ADD CONSTRAINT "offline_waiting_days_pkey" PRIMARY KEY (source, method);

ALTER TABLE "private"."payment_checks" ADD CONSTRAINT "payment_checks_payment_id_fkey" FOREIGN KEY (payment_id) REFERENCES public.payments(id);

ALTER TABLE "private"."provider_settlements" ADD CONSTRAINT "provider_settlements_pkey" PRIMARY KEY (provider, settlement_id);

ALTER TABLE "private"."provider_transactions" ADD CONSTRAINT "provider_transactions_pkey" PRIMARY KEY (provider, provider_transaction_id);

ALTER TABLE "private"."receipt_papers" ADD CONSTRAINT "receipt_papers_org_id_receipt_id_fkey" FOREIGN KEY (org_id, receipt_id) REFERENCES public.receipts(org_id, id);

ALTER TABLE "private"."reconciliations" ADD CONSTRAINT "reconciliations_provider_subject_listed_on_reading_key" UNIQUE (provider, subject, listed_on, reading);

ALTER TABLE "private"."virtual_account_keys" ADD CONSTRAINT "virtual_account_keys_provider_holder_key" UNIQUE (provider, holder);

ALTER TABLE "public"."application_fees" ADD CONSTRAINT "application_fees_demanded_by_fkey" FOREIGN KEY (demanded_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."application_fees" ADD CONSTRAINT "application_fees_org_id_application_id_fkey" FOREIGN KEY (org_id, application_id) REFERENCES public.applications(org_id, id);

ALTER TABLE "public"."application_fees" ADD CONSTRAINT "application_fees_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."autopay_plans" ADD CONSTRAINT "autopay_plans_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."autopay_plans" ADD CONSTRAINT "autopay_plans_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."autopay_plans" ADD CONSTRAINT "autopay_plans_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."autopay_plans" ADD CONSTRAINT "autopay_plans_user_id_fkey" FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE;

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_kinds_check" CHECK (((cardinality(kinds) >= 1) AND (cardinality(kinds) <= 20)));

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_paused_check" CHECK (((status = 'paused'::public.autopay_status) = (paused_because IS NOT NULL)));

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_user_id_fkey" FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE;

ALTER TABLE "public"."charge_parts" ADD CONSTRAINT "charge_parts_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."charge_parts" ADD CONSTRAINT "charge_parts_org_id_whole_id_fkey" FOREIGN KEY (org_id, whole_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_days_check" CHECK (((until_on)::date >= (first_on)::date));

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_due_days_check" CHECK (((due_days >= '-90'::integer) AND (due_days <= 365)));

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_kind_check" CHECK ((kind <> ALL (ARRAY['sale_deposit'::public.charge_kind, 'sale_balance'::public.charge_kind, 'application_fee'::public.charge_kind])));

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_once_check" CHECK (((every IS NOT NULL) OR (NOT goes_on)));

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_org_id_replaces_id_fkey" FOREIGN KEY (org_id, replaces_id) REFERENCES public.charge_schedules(org_id, id);

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_replaces_id_key" UNIQUE (replaces_id);

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_tenancy_id_payer_id_fkey" FOREIGN KEY (tenancy_id, payer_id) REFERENCES public.tenancy_parties(tenancy_id, tenant_id) ON DELETE SET NULL (payer_id);

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_wht_bps_check" CHECK (((wht_bps >= 1) AND (wht_bps <= 10000)));

ALTER TABLE "public"."charges" ADD CONSTRAINT "charges_kind_check" CHECK (
CASE
    WHEN (kind = ANY (ARRAY['sale_deposit'::public.charge_kind, 'sale_balance'::public.charge_kind])) THEN (sale_id IS NOT NULL)
    WHEN (kind = 'application_fee'::public.charge_kind) THEN (application_id IS NOT NULL)
    ELSE (tenancy_id IS NOT NULL)
END);

ALTER TABLE "public"."charges" ADD CONSTRAINT "charges_org_id_application_id_fkey" FOREIGN KEY (org_id, application_id) REFERENCES public.applications(org_id, id);

ALTER TABLE "public"."charges" ADD CONSTRAINT "charges_org_id_sale_id_fkey" FOREIGN KEY (org_id, sale_id) REFERENCES public.sales(org_id, id);

ALTER TABLE "public"."charges" ADD CONSTRAINT "charges_subject_check" CHECK ((num_nonnulls(tenancy_id, sale_id, application_id) = 1));

ALTER TABLE "public"."charges" ADD CONSTRAINT "charges_wht_check" CHECK ((((wht_kobo)::bigint <= GREATEST((amount_kobo)::bigint, (0)::bigint)) AND ((wht_settled_kobo)::bigint <= (wht_kobo)::bigint)));

ALTER TABLE "public"."consent_texts" ADD CONSTRAINT "consent_texts_pkey" PRIMARY KEY (purpose, version, language);

ALTER TABLE "public"."credit_draws" ADD CONSTRAINT "credit_draws_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."credit_draws" ADD CONSTRAINT "credit_draws_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."credit_draws" ADD CONSTRAINT "credit_draws_payment_id_charge_id_fkey" FOREIGN KEY (payment_id, charge_id) REFERENCES public.payment_allocations(payment_id, charge_id);

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_inspection_id_item_id_fkey" FOREIGN KEY (inspection_id, item_id) REFERENCES public.inspection_items(inspection_id, id);

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_org_id_document_id_fkey" FOREIGN KEY (org_id, document_id) REFERENCES public.documents(org_id, id);

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_org_id_inspection_id_fkey" FOREIGN KEY (org_id, inspection_id) REFERENCES public.inspections(org_id, id);

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."deposit_returns" ADD CONSTRAINT "deposit_returns_decided_by_fkey" FOREIGN KEY (decided_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."deposit_returns" ADD CONSTRAINT "deposit_returns_org_id_document_id_fkey" FOREIGN KEY (org_id, document_id) REFERENCES public.documents(org_id, id);

ALTER TABLE "public"."deposit_returns" ADD CONSTRAINT "deposit_returns_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."deposit_returns" ADD CONSTRAINT "deposit_returns_recorded_by_fkey" FOREIGN KEY (recorded_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."deposit_returns" ADD CONSTRAINT "deposit_returns_reference_check" CHECK (((method <> 'bank_transfer'::public.deposit_return_method) OR (bank_reference IS NOT NULL)));

ALTER TABLE "public"."deposits_due" ADD CONSTRAINT "deposits_due_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."disputes" ADD CONSTRAINT "disputes_answer_check" CHECK ((num_nonnulls(answer, answer_note, answered_at) = ANY (ARRAY[0, 3])));

ALTER TABLE "public"."disputes" ADD CONSTRAINT "disputes_answered_by_fkey" FOREIGN KEY (answered_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."disputes" ADD CONSTRAINT "disputes_method_provider_dispute_id_key" UNIQUE (method, provider_dispute_id);

ALTER TABLE "public"."disputes" ADD CONSTRAINT "disputes_org_id_document_id_fkey" FOREIGN KEY (org_id, document_id) REFERENCES public.documents(org_id, id);

ALTER TABLE "public"."disputes" ADD CONSTRAINT "disputes_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."late_fee_rules" ADD CONSTRAINT "late_fee_rules_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."late_fees" ADD CONSTRAINT "late_fees_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."late_fees" ADD CONSTRAINT "late_fees_org_id_late_id_fkey" FOREIGN KEY (org_id, late_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."mandates" ADD CONSTRAINT "mandates_collects_check" CHECK (((NOT agent_collects) OR ('collect'::public.mandate_scope = ANY (scopes))));

ALTER TABLE "public"."notifications" ADD CONSTRAINT "notifications_kind_check" CHECK ((kind = ANY (ARRAY['message_received'::text, 'payment_received'::text, 'payment_settled'::text, 'tenancy_offered'::text, 'tenancy_accepted'::text, 'invitation_accepted'::text, 'mandate_offered'::text, 'mandate_accepted'::text, 'mandate_revoked'::text, 'listing_approved'::text, 'listing_returned'::text, 'listing_suspended'::text, 'listing_stale'::text, 'search_matched'::text, 'enquiry_received'::text, 'viewing_booked'::text, 'viewing_cancelled'::text, 'application_submitted'::text, 'application_decided'::text, 'offer_made'::text, 'offer_accepted'::text, 'offer_declined'::text, 'offer_expired'::text, 'sale_closed'::text, 'tenancy_renewal_offered'::text, 'notice_given'::text, 'tenancy_holding_over'::text, 'tenancy_ended'::text, 'inspection_scheduled'::text, 'inspection_ready'::text, 'inspection_signed'::text, 'inspection_disputed'::text, 'inspection_cancelled'::text, 'history_requested'::text, 'history_shared'::text, 'document_shared'::text, 'document_expiring'::text, 'late_fee_charged'::text, 'payment_reported'::text, 'payment_questioned'::text, 'payment_rejected'::text, 'payment_expired'::text, 'payment_recorded'::text, 'payment_disputed'::text, 'payment_corrected'::text, 'payment_reversed'::text, 'receipt_voided'::text, 'receipt_replaced'::text, 'tenancy_passed_on'::text, 'tenancy_taken_over'::text, 'home_to_take'::text, 'deposit_return_recorded'::text, 'deposit_return_confirmed'::text, 'deposit_return_disputed'::text, 'deposit_return_reversed'::text, 'deposit_overdue'::text, 'application_fee_demanded'::text, 'application_fee_to_refund'::text, 'autopay_announced'::text, 'autopay_over_limit'::text, 'autopay_declined'::text, 'autopay_action'::text, 'autopay_paused'::text, 'virtual_account_opened'::text, 'virtual_account_refused'::text, 'refund_requested'::text, 'refund_approved'::text, 'refund_sent'::text, 'refund_pending'::text, 'refund_succeeded'::text, 'refund_failed'::text, 'refund_needs_attention'::text, 'refund_declined'::text, 'refund_withdrawn'::text, 'dispute_opened'::text, 'dispute_due'::text, 'dispute_won'::text, 'dispute_lost'::text, 'payee_account_proposed'::text, 'payee_account_approved'::text, 'payee_account_declined'::text, 'payee_account_retired'::text, 'payee_account_changed'::text, 'payout_requested'::text, 'payout_approved'::text, 'payout_declined'::text, 'payout_withdrawn'::text, 'payout_paid'::text, 'payout_failed'::text, 'payout_reversed'::text, 'payout_needs_attention'::text, 'remittance_paid'::text, 'remittance_reversed'::text])));

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_confirmed_check" CHECK (((status <> ALL (ARRAY['confirmed'::public.offline_payment_status, 'reversed'::public.offline_payment_status])) OR ((confirmed_kobo IS NOT NULL) AND (received_on IS NOT NULL))));

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_decided_by_fkey" FOREIGN KEY (decided_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_method_check" CHECK ((method = ANY (ARRAY['bank_transfer'::public.payment_method, 'cash'::public.payment_method, 'pos'::public.payment_method, 'cheque'::public.payment_method])));

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_reported_by_fkey" FOREIGN KEY (reported_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_waiting_check" CHECK (((status = ANY (ARRAY['submitted'::public.offline_payment_status, 'needs_more'::public.offline_payment_status, 'recorded'::public.offline_payment_status])) = (answer_by IS NOT NULL)));

ALTER TABLE "public"."payee_accounts" ADD CONSTRAINT "payee_accounts_approved_check" CHECK (((status <> 'approved'::public.payee_account_status) OR (payable_from IS NOT NULL)));

ALTER TABLE "public"."payee_accounts" ADD CONSTRAINT "payee_accounts_decided_by_fkey" FOREIGN KEY (decided_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."payee_accounts" ADD CONSTRAINT "payee_accounts_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.organizations(id);

ALTER TABLE "public"."payee_accounts" ADD CONSTRAINT "payee_accounts_proposed_by_fkey" FOREIGN KEY (proposed_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."payee_accounts" ADD CONSTRAINT "payee_accounts_provider_check" CHECK ((provider = ANY (ARRAY['paystack'::public.payment_method, 'flutterwave'::public.payment_method])));

ALTER TABLE "public"."payer_consents" ADD CONSTRAINT "payer_consents_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."payer_consents" ADD CONSTRAINT "payer_consents_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."payer_consents" ADD CONSTRAINT "payer_consents_purpose_version_language_fkey" FOREIGN KEY (purpose, version, language) REFERENCES public.consent_texts(purpose, version, language);

ALTER TABLE "public"."payer_consents" ADD CONSTRAINT "payer_consents_subject_check" CHECK (
CASE purpose
    WHEN 'save_authorization'::public.consent_purpose THEN ((payment_id IS NOT NULL) AND (tenancy_id IS NULL))
    ELSE ((payment_id IS NULL) AND (tenancy_id IS NOT NULL))
END);

ALTER TABLE "public"."payer_consents" ADD CONSTRAINT "payer_consents_user_id_fkey" FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE;

ALTER TABLE "public"."payment_credits" ADD CONSTRAINT "payment_credits_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."payment_credits" ADD CONSTRAINT "payment_credits_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."payment_exceptions" ADD CONSTRAINT "payment_exceptions_provider_kind_fingerprint_key" UNIQUE NULLS NOT DISTINCT (provider, kind, fingerprint);

ALTER TABLE "public"."payment_exceptions" ADD CONSTRAINT "payment_exceptions_suggested_action_check" CHECK ((length(suggested_action) <= 300));

ALTER TABLE "public"."payment_items" ADD CONSTRAINT "payment_items_withheld_check" CHECK (((withheld_kobo)::bigint <= (amount_kobo)::bigint));

ALTER TABLE "public"."payment_proofs" ADD CONSTRAINT "payment_proofs_added_by_fkey" FOREIGN KEY (added_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."payment_return_parts" ADD CONSTRAINT "payment_return_parts_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."payment_return_parts" ADD CONSTRAINT "payment_return_parts_org_id_instead_id_fkey" FOREIGN KEY (org_id, instead_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."payment_return_parts" ADD CONSTRAINT "payment_return_parts_payment_id_charge_id_fkey" FOREIGN KEY (payment_id, charge_id) REFERENCES public.payment_allocations(payment_id, charge_id);

ALTER TABLE "public"."payment_returns" ADD CONSTRAINT "payment_returns_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."payments" ADD CONSTRAINT "payments_org_id_application_id_fkey" FOREIGN KEY (org_id, application_id) REFERENCES public.applications(org_id, id);

ALTER TABLE "public"."payments" ADD CONSTRAINT "payments_org_id_mandate_id_fkey" FOREIGN KEY (org_id, mandate_id) REFERENCES public.mandates(org_id, id);

ALTER TABLE "public"."payments" ADD CONSTRAINT "payments_org_id_sale_id_fkey" FOREIGN KEY (org_id, sale_id) REFERENCES public.sales(org_id, id);

ALTER TABLE "public"."payments" ADD CONSTRAINT "payments_returned_check" CHECK (((returned_kobo)::bigint <= (amount_kobo)::bigint));

ALTER TABLE "public"."payments" ADD CONSTRAINT "payments_subject_check" CHECK ((num_nonnulls(tenancy_id, sale_id, application_id) = 1));

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_decided_by_fkey" FOREIGN KEY (decided_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.organizations(id);

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_paid_check" CHECK (((status <> 'paid'::public.payout_status) OR ((paid_at IS NOT NULL) AND (fee_kobo IS NOT NULL))));

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_payee_org_id_mandate_id_fkey" FOREIGN KEY (payee_org_id, mandate_id) REFERENCES public.mandates(org_id, id);

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_provider_check" CHECK ((provider = ANY (ARRAY['paystack'::public.payment_method, 'flutterwave'::public.payment_method])));

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_requested_by_fkey" FOREIGN KEY (requested_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."principal_moves" ADD CONSTRAINT "principal_moves_org_id_entry_id_fkey" FOREIGN KEY (org_id, entry_id) REFERENCES public.ledger_entries(org_id, id);

ALTER TABLE "public"."principal_moves" ADD CONSTRAINT "principal_moves_principal_org_id_mandate_id_fkey" FOREIGN KEY (principal_org_id, mandate_id) REFERENCES public.mandates(org_id, id);

ALTER TABLE "public"."principal_moves" ADD CONSTRAINT "principal_moves_principal_org_id_payment_id_fkey" FOREIGN KEY (principal_org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."principal_moves" ADD CONSTRAINT "principal_moves_provider_check" CHECK ((provider = ANY (ARRAY['paystack'::public.payment_method, 'flutterwave'::public.payment_method])));

ALTER TABLE "public"."principal_moves" ADD CONSTRAINT "principal_moves_source_check" CHECK (
CASE
    WHEN (kind = ANY (ARRAY['collected'::public.principal_move_kind, 'collection_reversed'::public.principal_move_kind, 'collection_returned'::public.principal_move_kind])) THEN ((payment_id IS NOT NULL) AND (payout_id IS NULL))
    ELSE ((payment_id IS NULL) AND (payout_id IS NOT NULL))
END);

ALTER TABLE "public"."provider_balances" ADD CONSTRAINT "provider_balances_pkey" PRIMARY KEY (provider, on_day);

ALTER TABLE "public"."receipt_voids" ADD CONSTRAINT "receipt_voids_org_id_receipt_id_fkey" FOREIGN KEY (org_id, receipt_id) REFERENCES public.receipts(org_id, id);

ALTER TABLE "public"."receipt_voids" ADD CONSTRAINT "receipt_voids_voided_by_fkey" FOREIGN KEY (voided_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."receipts" ADD CONSTRAINT "receipts_org_id_application_id_fkey" FOREIGN KEY (org_id, application_id) REFERENCES public.applications(org_id, id);

ALTER TABLE "public"."receipts" ADD CONSTRAINT "receipts_org_id_replaces_id_fkey" FOREIGN KEY (org_id, replaces_id) REFERENCES public.receipts(org_id, id);

ALTER TABLE "public"."receipts" ADD CONSTRAINT "receipts_org_id_sale_id_fkey" FOREIGN KEY (org_id, sale_id) REFERENCES public.sales(org_id, id);

ALTER TABLE "public"."receipts" ADD CONSTRAINT "receipts_replaces_check" CHECK (((replaces_id IS NULL) OR (hash_version >= 3)));

ALTER TABLE "public"."receipts" ADD CONSTRAINT "receipts_subject_check" CHECK ((num_nonnulls(tenancy_id, sale_id, application_id) = 1));

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_approved_by_fkey" FOREIGN KEY (approved_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_by_hand_check" CHECK (
CASE way
    WHEN 'by_hand'::public.refund_way THEN ((provider_refund_id IS NULL) AND (sent_at IS NULL) AND ((status <> 'succeeded'::public.refund_status) OR ((num_nonnulls(paid_on, paid_reference) = 2) AND (num_nonnulls(paid_note, document_id) > 0))))
    ELSE ((paid_on IS NULL) AND (paid_reference IS NULL))
END);

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_method_provider_refund_id_key" UNIQUE (method, provider_refund_id);

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_org_id_document_id_fkey" FOREIGN KEY (org_id, document_id) REFERENCES public.documents(org_id, id);

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_paid_by_fkey" FOREIGN KEY (paid_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_requested_by_fkey" FOREIGN KEY (requested_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."sales" ADD CONSTRAINT "sales_taker_org_id_fkey" FOREIGN KEY (taker_org_id) REFERENCES public.organizations(id);

ALTER TABLE "public"."saved_authorizations" ADD CONSTRAINT "saved_authorizations_provider_check" CHECK ((provider = ANY (ARRAY['paystack'::public.payment_method, 'flutterwave'::public.payment_method])));

ALTER TABLE "public"."saved_authorizations" ADD CONSTRAINT "saved_authorizations_user_id_fkey" FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE;

ALTER TABLE "public"."statement_accounts" ADD CONSTRAINT "statement_accounts_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."statement_accounts" ADD CONSTRAINT "statement_accounts_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.organizations(id);

ALTER TABLE "public"."statement_imports" ADD CONSTRAINT "statement_imports_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."statement_rows" ADD CONSTRAINT "statement_rows_decided_by_fkey" FOREIGN KEY (decided_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."tax_certificates" ADD CONSTRAINT "tax_certificates_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."tax_certificates" ADD CONSTRAINT "tax_certificates_org_id_charge_id_fkey" FOREIGN KEY (org_id, charge_id) REFERENCES public.charges(org_id, id);

ALTER TABLE "public"."tax_certificates" ADD CONSTRAINT "tax_certificates_org_id_payment_id_fkey" FOREIGN KEY (org_id, payment_id) REFERENCES public.payments(org_id, id);

ALTER TABLE "public"."tax_certificates" ADD CONSTRAINT "tax_certificates_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_org_id_sale_id_fkey" FOREIGN KEY (org_id, sale_id) REFERENCES public.sales(org_id, id);

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_other_org_id_fkey" FOREIGN KEY (other_org_id) REFERENCES public.organizations(id);

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_pair_id_side_key" UNIQUE (pair_id, side);

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_sale_check" CHECK (((side = 'passed_on'::public.handover_side) = (sale_id IS NOT NULL)));

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_settled_by_fkey" FOREIGN KEY (settled_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_tenancy_id_side_key" UNIQUE (tenancy_id, side);

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_asked_by_fkey" FOREIGN KEY (asked_by) REFERENCES public.profiles(id) ON DELETE SET NULL;

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_open_check" CHECK (((status = 'open'::public.virtual_account_status) = (num_nulls(bank_name, account_number, account_name) = 0)));

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_org_id_tenancy_id_fkey" FOREIGN KEY (org_id, tenancy_id) REFERENCES public.tenancies(org_id, id);

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_provider_account_number_key" UNIQUE (provider, account_number);

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_provider_check" CHECK ((provider = ANY (ARRAY['paystack'::public.payment_method, 'flutterwave'::public.payment_method])));

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_refused_check" CHECK (((status = 'refused'::public.virtual_account_status) = (refusal IS NOT NULL)));

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_tenancy_id_provider_key" UNIQUE (tenancy_id, provider);

CREATE VIEW "private"."my_payments" AS  SELECT payment.id AS payment_id
   FROM (private.my_tenancies mine
     JOIN public.payments payment ON ((payment.tenancy_id = mine.tenancy_id)))
UNION ALL
 SELECT payment.id AS payment_id
   FROM (private.my_deal_ids() mine(deal_id)
     JOIN public.payments payment ON (((COALESCE(payment.sale_id, payment.application_id) = mine.deal_id) AND (payment.tenancy_id IS NULL))));;

CREATE VIEW "public"."charge_balances" WITH (security_invoker=on) AS  SELECT charge.id AS charge_id,
    charge.org_id,
    charge.tenancy_id,
    charge.kind,
    charge.period,
    charge.due_on,
    charge.amount_kobo,
    charge.paid_kobo,
        CASE
            WHEN charge.is_reversed THEN (0)::bigint
            ELSE ((charge.amount_kobo)::bigint - (charge.paid_kobo)::bigint)
        END AS open_kobo,
        CASE
            WHEN charge.is_reversed THEN 'reversed'::text
            WHEN ((charge.paid_kobo)::bigint = (charge.amount_kobo)::bigint) THEN 'paid'::text
            WHEN ((((charge.paid_kobo)::bigint + (charge.wht_kobo)::bigint) - (charge.wht_settled_kobo)::bigint) >= (charge.amount_kobo)::bigint) THEN 'withheld'::text
            WHEN ((charge.due_on)::date < ((now() AT TIME ZONE 'Africa/Lagos'::text))::date) THEN 'overdue'::text
            WHEN ((charge.paid_kobo)::bigint > 0) THEN 'part_paid'::text
            ELSE 'open'::text
        END AS status,
    charge.schedule_id,
    charge.sale_id,
    charge.application_id,
        CASE
            WHEN charge.is_reversed THEN (0)::bigint
            ELSE GREATEST(((((charge.amount_kobo)::bigint - (charge.paid_kobo)::bigint) - (charge.wht_kobo)::bigint) + (charge.wht_settled_kobo)::bigint), (0)::bigint)
        END AS payable_kobo,
    charge.wht_kobo
   FROM public.charges charge
  WHERE (charge.reverses_id IS NULL);;

CREATE VIEW "public"."ageing" WITH (security_invoker=on) AS  SELECT open.org_id,
    open.tenancy_id,
    open.not_due_kobo,
    open.overdue_kobo,
    open.days_1_to_30_kobo,
    open.days_31_to_60_kobo,
    open.days_61_to_90_kobo,
    open.over_90_days_kobo,
    open.oldest_due_on,
    (COALESCE(( SELECT sum((credit.left_kobo)::bigint) AS sum
           FROM public.payment_credits credit
          WHERE ((credit.org_id = open.org_id) AND (credit.tenancy_id = open.tenancy_id))), (0)::numeric))::bigint AS credit_kobo
   FROM ( SELECT charge.org_id,
            charge.tenancy_id,
            (COALESCE(sum(charge.payable_kobo) FILTER (WHERE ((charge.due_on)::date >= today.on_day)), (0)::numeric))::bigint AS not_due_kobo,
            (COALESCE(sum(charge.payable_kobo) FILTER (WHERE ((charge.due_on)::date < today.on_day)), (0)::numeric))::bigint AS overdue_kobo,
            (COALESCE(sum(charge.payable_kobo) FILTER (WHERE (((today.on_day - (charge.due_on)::date) >= 1) AND ((today.on_day - (charge.due_on)::date) <= 30))), (0)::numeric))::bigint AS days_1_to_30_kobo,
            (COALESCE(sum(charge.payable_kobo) FILTER (WHERE (((today.on_day - (charge.due_on)::date) >= 31) AND ((today.on_day - (charge.due_on)::date) <= 60))), (0)::numeric))::bigint AS days_31_to_60_kobo,
            (COALESCE(sum(charge.payable_kobo) FILTER (WHERE (((today.on_day - (charge.due_on)::date) >= 61) AND ((today.on_day - (charge.due_on)::date) <= 90))), (0)::numeric))::bigint AS days_61_to_90_kobo,
            (COALESCE(sum(charge.payable_kobo) FILTER (WHERE ((today.on_day - (charge.due_on)::date) > 90)), (0)::numeric))::bigint AS over_90_days_kobo,
            min((charge.due_on)::date) FILTER (WHERE ((charge.due_on)::date < today.on_day)) AS oldest_due_on
           FROM (public.charge_balances charge
             CROSS JOIN ( SELECT ((now() AT TIME ZONE 'Africa/Lagos'::text))::date AS on_day) today)
          WHERE ((charge.tenancy_id IS NOT NULL) AND (charge.payable_kobo > 0))
          GROUP BY charge.org_id, charge.tenancy_id) open;;

CREATE VIEW "public"."rent_status" WITH (security_invoker=on) AS  SELECT tenancy.id AS tenancy_id,
    tenancy.org_id,
    tenancy.unit_id,
    tenancy.status,
    money.paid_through,
    COALESCE(money.next_due_on, money.upcoming_on) AS next_due_on,
    COALESCE(money.next_due_kobo, money.upcoming_kobo) AS next_due_kobo,
    money.arrears_kobo,
    money.oldest_arrear_on,
    (money.arrears_kobo > 0) AS is_in_arrears,
    money.charged_kobo,
    money.paid_kobo
   FROM (public.tenancies tenancy
     CROSS JOIN LATERAL ( WITH demand AS MATERIALIZED (
                 SELECT charge.schedule_id,
                    charge.period,
                    charge.status,
                    charge.due_on,
                    charge.amount_kobo,
                    charge.paid_kobo,
                    charge.payable_kobo AS open_kobo,
                        CASE
                            WHEN (charge.kind = 'rent'::public.charge_kind) THEN lower(charge.period)
                            ELSE NULL::date
                        END AS first_day,
                        CASE
                            WHEN (charge.kind = 'rent'::public.charge_kind) THEN upper(charge.period)
                            ELSE NULL::date
                        END AS end_day,
                    ((charge.kind = 'rent'::public.charge_kind) AND (charge.payable_kobo > 0)) AS is_open_rent,
                    (charge.status = ANY (ARRAY['open'::text, 'part_paid'::text])) AS is_next,
                    (sum(charge.payable_kobo) OVER (PARTITION BY charge.due_on))::bigint AS due_together_kobo
                   FROM public.charge_balances charge
                  WHERE (charge.tenancy_id = tenancy.id)
                )
         SELECT total.charges,
            total.paid_through,
            total.next_due_on,
            total.next_due_kobo,
            total.arrears_kobo,
            total.oldest_arrear_on,
            total.charged_kobo,
            total.paid_kobo,
            upcoming.due_on AS upcoming_on,
            upcoming.amount_kobo AS upcoming_kobo
           FROM (( SELECT count(*) AS charges,
                        CASE
                            WHEN (min(demand.first_day) FILTER (WHERE demand.is_open_rent) IS NULL) THEN (max(demand.end_day) - 1)
                            WHEN (min(demand.first_day) FILTER (WHERE demand.is_open_rent) > min(demand.first_day)) THEN (min(demand.first_day) FILTER (WHERE demand.is_open_rent) - 1)
                            ELSE NULL::date
                        END AS paid_through,
                    min((demand.due_on)::date) FILTER (WHERE demand.is_next) AS next_due_on,
                    (array_agg(demand.due_together_kobo ORDER BY demand.due_on) FILTER (WHERE demand.is_next))[1] AS next_due_kobo,
                    (COALESCE(sum(demand.open_kobo) FILTER (WHERE (demand.status = 'overdue'::text)), (0)::numeric))::bigint AS arrears_kobo,
                    min((demand.due_on)::date) FILTER (WHERE (demand.status = 'overdue'::text)) AS oldest_arrear_on,
                    (sum((demand.amount_kobo)::bigint))::bigint AS charged_kobo,
                    (sum((demand.paid_kobo)::bigint))::bigint AS paid_kobo
                   FROM demand
                  WHERE (demand.status <> 'reversed'::text)) total
             LEFT JOIN LATERAL ( SELECT starting.due_on,
                    (sum(((schedule.amount_kobo)::bigint -
                        CASE
                            WHEN (schedule.wht_bps IS NULL) THEN (0)::bigint
                            ELSE private.percent_of((schedule.amount_kobo)::public.kobo, (schedule.wht_bps)::integer)
                        END)))::bigint AS amount_kobo
                   FROM ((public.charge_schedules schedule
                     CROSS JOIN LATERAL ( SELECT (((schedule.first_on)::date + ((schedule.next_no)::double precision * schedule.every)))::date AS on_day,
                            (((schedule.first_on)::date + (((schedule.next_no + 1))::double precision * schedule.every)))::date AS end_day) step)
                     CROSS JOIN LATERAL ( SELECT COALESCE(LEAST((step.on_day + (schedule.due_days)::integer), (step.end_day - 1)), ((schedule.first_on)::date + (schedule.due_days)::integer)) AS due_on) starting)
                  WHERE ((schedule.org_id = tenancy.org_id) AND (schedule.tenancy_id = tenancy.id) AND (schedule.next_on IS NOT NULL) AND tenancy.is_in_force AND ((COALESCE(step.on_day, (schedule.first_on)::date) < (schedule.until_on)::date) OR (tenancy.status = 'holding_over'::public.tenancy_status) OR ((tenancy.status = 'notice_given'::public.tenancy_status) AND ((tenancy.ends_on)::date <= ((now() AT TIME ZONE 'Africa/Lagos'::text))::date))))
                  GROUP BY starting.due_on
                  ORDER BY starting.due_on
                 LIMIT 1) upcoming ON (true))) money)
  WHERE (money.charges > 0);;

CREATE INDEX autopay_attempts_autopay_idx ON private.autopay_attempts USING btree (org_id, autopay_id);

CREATE INDEX autopay_attempts_charge_idx ON private.autopay_attempts USING btree (org_id, charge_id);

CREATE INDEX autopay_attempts_payment_idx ON private.autopay_attempts USING btree (org_id, payment_id);

CREATE INDEX dispute_answers_next_at_idx ON private.dispute_answers USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX ledger_proofs_proved_on_idx ON private.ledger_proofs USING btree (proved_on, org_id);

CREATE INDEX payee_numbers_account_idx ON private.payee_numbers USING btree (org_id, payee_account_id);

CREATE INDEX payment_checks_next_at_idx ON private.payment_checks USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX payout_sends_next_at_idx ON private.payout_sends USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX payout_sends_payout_idx ON private.payout_sends USING btree (org_id, payout_id);

CREATE INDEX provider_settlements_seen_at_idx ON private.provider_settlements USING btree (seen_at);

CREATE INDEX provider_transactions_listed_on_idx ON private.provider_transactions USING btree (provider, listed_on);

CREATE INDEX provider_transactions_seen_at_idx ON private.provider_transactions USING btree (seen_at);

CREATE INDEX receipt_papers_receipt_idx ON private.receipt_papers USING btree (org_id, receipt_id);

CREATE INDEX receipt_papers_wanted_idx ON private.receipt_papers USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);

CREATE INDEX reconciliations_open_idx ON private.reconciliations USING btree (not_before) WHERE (finished_at IS NULL);

CREATE INDEX refund_checks_next_at_idx ON private.refund_checks USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX virtual_account_keys_account_idx ON private.virtual_account_keys USING btree (org_id, virtual_account_id);

CREATE INDEX virtual_account_keys_next_try_at_idx ON private.virtual_account_keys USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);

CREATE INDEX application_fees_application_id_idx ON public.application_fees USING btree (application_id);

CREATE INDEX application_fees_application_idx ON public.application_fees USING btree (org_id, application_id);

CREATE INDEX application_fees_charge_idx ON public.application_fees USING btree (org_id, charge_id);

CREATE INDEX application_fees_demanded_by_idx ON public.application_fees USING btree (demanded_by);

CREATE INDEX autopay_plans_autopay_idx ON public.autopay_plans USING btree (org_id, autopay_id);

CREATE INDEX autopay_plans_charge_idx ON public.autopay_plans USING btree (org_id, charge_id);

CREATE INDEX autopay_plans_due_idx ON public.autopay_plans USING btree (take_on) WHERE (status = 'announced'::public.autopay_plan_status);

CREATE INDEX autopay_plans_open_idx ON public.autopay_plans USING btree (payment_id) WHERE (status = ANY (ARRAY['trying'::public.autopay_plan_status, 'waiting_for_payer'::public.autopay_plan_status]));

CREATE INDEX autopay_plans_payment_idx ON public.autopay_plans USING btree (org_id, payment_id) WHERE (payment_id IS NOT NULL);

CREATE INDEX autopay_plans_tenancy_idx ON public.autopay_plans USING btree (org_id, tenancy_id);

CREATE INDEX autopays_authorization_id_idx ON public.autopays USING btree (authorization_id);

CREATE INDEX autopays_consent_id_idx ON public.autopays USING btree (consent_id);

CREATE INDEX autopays_tenancy_idx ON public.autopays USING btree (org_id, tenancy_id);

CREATE UNIQUE INDEX autopays_tenancy_key ON public.autopays USING btree (tenancy_id) WHERE (status <> 'ended'::public.autopay_status);

CREATE INDEX autopays_user_id_idx ON public.autopays USING btree (user_id);

CREATE INDEX charge_parts_charge_idx ON public.charge_parts USING btree (org_id, charge_id);

CREATE INDEX charge_parts_whole_idx ON public.charge_parts USING btree (org_id, whole_id);

CREATE UNIQUE INDEX charge_schedules_client_id_key ON public.charge_schedules USING btree (org_id, client_id) WHERE (client_id IS NOT NULL);

CREATE INDEX charge_schedules_payer_idx ON public.charge_schedules USING btree (tenancy_id, payer_id);

CREATE INDEX charge_schedules_replaces_idx ON public.charge_schedules USING btree (org_id, replaces_id);

CREATE INDEX charges_application_idx ON public.charges USING btree (org_id, application_id) WHERE (application_id IS NOT NULL);

CREATE INDEX charges_sale_idx ON public.charges USING btree (org_id, sale_id) WHERE (sale_id IS NOT NULL);

CREATE UNIQUE INDEX charges_sale_key ON public.charges USING btree (sale_id, kind, slot_no) WHERE ((sale_id IS NOT NULL) AND (reverses_id IS NULL));

CREATE UNIQUE INDEX charges_schedule_period_key ON public.charges USING btree (schedule_id, period, slot_no) NULLS NOT DISTINCT WHERE ((schedule_id IS NOT NULL) AND (reverses_id IS NULL));

CREATE INDEX credit_draws_charge_idx ON public.credit_draws USING btree (org_id, charge_id);

CREATE INDEX credit_draws_payment_idx ON public.credit_draws USING btree (org_id, payment_id);

CREATE INDEX deposit_deductions_charge_idx ON public.deposit_deductions USING btree (org_id, charge_id);

CREATE UNIQUE INDEX deposit_deductions_client_id_key ON public.deposit_deductions USING btree (org_id, client_id) WHERE (client_id IS NOT NULL);

CREATE INDEX deposit_deductions_created_by_idx ON public.deposit_deductions USING btree (created_by);

CREATE INDEX deposit_deductions_document_idx ON public.deposit_deductions USING btree (org_id, document_id);

CREATE INDEX deposit_deductions_inspection_idx ON public.deposit_deductions USING btree (org_id, inspection_id);

CREATE INDEX deposit_deductions_item_idx ON public.deposit_deductions USING btree (inspection_id, item_id);

CREATE INDEX deposit_deductions_payment_idx ON public.deposit_deductions USING btree (org_id, payment_id);

CREATE INDEX deposit_deductions_tenancy_idx ON public.deposit_deductions USING btree (org_id, tenancy_id);

CREATE INDEX deposit_returns_decided_by_idx ON public.deposit_returns USING btree (decided_by);

CREATE INDEX deposit_returns_document_idx ON public.deposit_returns USING btree (org_id, document_id);

CREATE INDEX deposit_returns_recorded_by_idx ON public.deposit_returns USING btree (recorded_by);

CREATE UNIQUE INDEX deposit_returns_reference_key ON public.deposit_returns USING btree (org_id, method, reference_key) WHERE (status <> 'reversed'::public.deposit_return_status);

CREATE INDEX deposit_returns_tenancy_id_idx ON public.deposit_returns USING btree (tenancy_id);

CREATE INDEX deposit_returns_tenancy_idx ON public.deposit_returns USING btree (org_id, tenancy_id);

CREATE INDEX deposit_returns_waiting_idx ON public.deposit_returns USING btree (answer_by) WHERE (status = 'recorded'::public.deposit_return_status);

CREATE INDEX deposits_due_tenancy_idx ON public.deposits_due USING btree (org_id, tenancy_id);

CREATE INDEX deposits_due_untold_idx ON public.deposits_due USING btree (due_on, tenancy_id) WHERE (told_at IS NULL);

CREATE INDEX disputes_answered_by_idx ON public.disputes USING btree (answered_by);

CREATE INDEX disputes_document_idx ON public.disputes USING btree (org_id, document_id) WHERE (document_id IS NOT NULL);

CREATE INDEX disputes_due_idx ON public.disputes USING btree (answer_by) WHERE (status = 'open'::public.dispute_status);

CREATE INDEX disputes_payment_id_idx ON public.disputes USING btree (payment_id);

CREATE INDEX disputes_payment_idx ON public.disputes USING btree (org_id, payment_id);

CREATE UNIQUE INDEX late_fee_rules_live_key ON public.late_fee_rules USING btree (tenancy_id) WHERE (ended_at IS NULL);

CREATE INDEX late_fee_rules_tenancy_idx ON public.late_fee_rules USING btree (org_id, tenancy_id);

CREATE INDEX late_fees_charge_idx ON public.late_fees USING btree (org_id, charge_id);

CREATE INDEX late_fees_late_idx ON public.late_fees USING btree (org_id, late_id);

CREATE INDEX late_fees_rule_idx ON public.late_fees USING btree (org_id, rule_id);

CREATE INDEX offline_payments_decided_by_idx ON public.offline_payments USING btree (decided_by);

CREATE INDEX offline_payments_payment_idx ON public.offline_payments USING btree (org_id, payment_id);

CREATE INDEX offline_payments_proofs_due_idx ON public.offline_payments USING btree (answer_by) WHERE (status = ANY (ARRAY['submitted'::public.offline_payment_status, 'needs_more'::public.offline_payment_status]));

CREATE INDEX offline_payments_records_due_idx ON public.offline_payments USING btree (answer_by) WHERE (status = 'recorded'::public.offline_payment_status);

CREATE INDEX offline_payments_reported_by_idx ON public.offline_payments USING btree (reported_by);

CREATE INDEX payee_accounts_decided_by_idx ON public.payee_accounts USING btree (decided_by);

CREATE INDEX payee_accounts_proposed_by_idx ON public.payee_accounts USING btree (proposed_by);

CREATE INDEX payer_consents_payment_id_idx ON public.payer_consents USING btree (payment_id) WHERE (payment_id IS NOT NULL);

CREATE INDEX payer_consents_tenancy_idx ON public.payer_consents USING btree (org_id, tenancy_id) WHERE (tenancy_id IS NOT NULL);

CREATE INDEX payer_consents_text_idx ON public.payer_consents USING btree (purpose, version, language);

CREATE INDEX payer_consents_user_id_idx ON public.payer_consents USING btree (user_id);

CREATE INDEX payment_credits_left_idx ON public.payment_credits USING btree (tenancy_id, payment_id) WHERE ((left_kobo)::bigint > 0);

CREATE INDEX payment_credits_payment_idx ON public.payment_credits USING btree (org_id, payment_id);

CREATE INDEX payment_credits_tenancy_idx ON public.payment_credits USING btree (org_id, tenancy_id);

CREATE INDEX payment_proofs_added_by_idx ON public.payment_proofs USING btree (added_by);

CREATE INDEX payment_proofs_offline_payment_id_idx ON public.payment_proofs USING btree (offline_payment_id);

CREATE INDEX payment_proofs_offline_payment_idx ON public.payment_proofs USING btree (org_id, offline_payment_id);

CREATE INDEX payment_return_parts_allocation_idx ON public.payment_return_parts USING btree (payment_id, charge_id);

CREATE INDEX payment_return_parts_charge_id_idx ON public.payment_return_parts USING btree (charge_id);

CREATE INDEX payment_return_parts_charge_idx ON public.payment_return_parts USING btree (org_id, charge_id);

CREATE INDEX payment_return_parts_instead_idx ON public.payment_return_parts USING btree (org_id, instead_id) WHERE (instead_id IS NOT NULL);

CREATE INDEX payment_return_parts_return_idx ON public.payment_return_parts USING btree (org_id, return_id);

CREATE INDEX payment_returns_org_idx ON public.payment_returns USING btree (org_id, returned_at);

CREATE INDEX payment_returns_payment_id_idx ON public.payment_returns USING btree (payment_id);

CREATE INDEX payment_returns_payment_idx ON public.payment_returns USING btree (org_id, payment_id);

CREATE INDEX payments_application_idx ON public.payments USING btree (org_id, application_id) WHERE (application_id IS NOT NULL);

CREATE INDEX payments_deal_idx ON public.payments USING btree (COALESCE(sale_id, application_id)) WHERE (tenancy_id IS NULL);

CREATE INDEX payments_mandate_idx ON public.payments USING btree (org_id, mandate_id) WHERE (mandate_id IS NOT NULL);

CREATE INDEX payments_org_paid_idx ON public.payments USING btree (org_id, paid_at) WHERE (status = 'succeeded'::public.payment_status);

CREATE INDEX payments_sale_idx ON public.payments USING btree (org_id, sale_id) WHERE (sale_id IS NOT NULL);

CREATE INDEX payouts_account_idx ON public.payouts USING btree (payee_org_id, payee_account_id);

CREATE INDEX payouts_decided_by_idx ON public.payouts USING btree (decided_by);

CREATE INDEX payouts_mandate_idx ON public.payouts USING btree (payee_org_id, mandate_id) WHERE (mandate_id IS NOT NULL);

CREATE INDEX payouts_open_idx ON public.payouts USING btree (org_id, provider) WHERE (status = ANY (ARRAY['requested'::public.payout_status, 'approved'::public.payout_status, 'sending'::public.payout_status, 'pending'::public.payout_status, 'needs_attention'::public.payout_status]));

CREATE INDEX payouts_requested_by_idx ON public.payouts USING btree (requested_by);

CREATE INDEX principal_moves_entry_idx ON public.principal_moves USING btree (org_id, entry_id);

CREATE INDEX principal_moves_mandate_id_idx ON public.principal_moves USING btree (mandate_id, occurred_at);

CREATE INDEX principal_moves_mandate_idx ON public.principal_moves USING btree (principal_org_id, mandate_id, occurred_at);

CREATE INDEX principal_moves_org_idx ON public.principal_moves USING btree (org_id, mandate_id);

CREATE INDEX principal_moves_payment_idx ON public.principal_moves USING btree (principal_org_id, payment_id);

CREATE INDEX principal_moves_payout_idx ON public.principal_moves USING btree (org_id, payout_id);

CREATE INDEX provider_balances_waiting_idx ON public.provider_balances USING btree (not_before) WHERE (read_at IS NULL);

CREATE INDEX receipt_voids_voided_by_idx ON public.receipt_voids USING btree (voided_by);

CREATE INDEX receipts_application_idx ON public.receipts USING btree (org_id, application_id) WHERE (application_id IS NOT NULL);

CREATE UNIQUE INDEX receipts_payment_kind_key ON public.receipts USING btree (payment_id, kind) WHERE (replaces_id IS NULL);

CREATE UNIQUE INDEX receipts_replaces_key ON public.receipts USING btree (org_id, replaces_id) WHERE (replaces_id IS NOT NULL);

CREATE INDEX receipts_sale_idx ON public.receipts USING btree (org_id, sale_id) WHERE (sale_id IS NOT NULL);

CREATE INDEX refunds_approved_by_idx ON public.refunds USING btree (approved_by);

CREATE INDEX refunds_charge_idx ON public.refunds USING btree (org_id, charge_id) WHERE (charge_id IS NOT NULL);

CREATE UNIQUE INDEX refunds_client_id_key ON public.refunds USING btree (org_id, client_id) WHERE (client_id IS NOT NULL);

CREATE INDEX refunds_document_idx ON public.refunds USING btree (org_id, document_id) WHERE (document_id IS NOT NULL);

CREATE INDEX refunds_paid_by_idx ON public.refunds USING btree (paid_by);

CREATE INDEX refunds_payment_id_idx ON public.refunds USING btree (payment_id);

CREATE INDEX refunds_payment_idx ON public.refunds USING btree (org_id, payment_id);

CREATE INDEX refunds_requested_by_idx ON public.refunds USING btree (requested_by);

CREATE INDEX sales_taker_org_idx ON public.sales USING btree (taker_org_id);

CREATE INDEX statement_accounts_created_by_idx ON public.statement_accounts USING btree (created_by);

CREATE UNIQUE INDEX statement_accounts_label_key ON public.statement_accounts USING btree (org_id, lower(btrim(bank_name)), lower(btrim(label)));

CREATE INDEX statement_imports_account_idx ON public.statement_imports USING btree (org_id, account_id);

CREATE INDEX statement_imports_created_by_idx ON public.statement_imports USING btree (created_by);

CREATE INDEX statement_rows_account_idx ON public.statement_rows USING btree (org_id, account_id, booked_on DESC);

CREATE INDEX statement_rows_cells_idx ON public.statement_rows USING btree (org_id, cells_hash) WHERE (offline_payment_id IS NOT NULL);

CREATE INDEX statement_rows_decided_by_idx ON public.statement_rows USING btree (decided_by);

CREATE INDEX statement_rows_import_idx ON public.statement_rows USING btree (org_id, import_id);

CREATE INDEX statement_rows_money_idx ON public.statement_rows USING btree (org_id, booked_on, amount_kobo) WHERE (offline_payment_id IS NOT NULL);

CREATE INDEX statement_rows_open_idx ON public.statement_rows USING btree (account_id, booked_on) WHERE (decided_at IS NULL);

CREATE INDEX statement_rows_payment_idx ON public.statement_rows USING btree (org_id, offline_payment_id);

CREATE INDEX tax_certificates_charge_idx ON public.tax_certificates USING btree (org_id, charge_id);

CREATE INDEX tax_certificates_created_by_idx ON public.tax_certificates USING btree (created_by);

CREATE UNIQUE INDEX tax_certificates_number_key ON public.tax_certificates USING btree (charge_id, certificate_no) WHERE (taken_back_at IS NULL);

CREATE INDEX tax_certificates_payment_idx ON public.tax_certificates USING btree (org_id, payment_id);

CREATE INDEX tax_certificates_tenancy_idx ON public.tax_certificates USING btree (org_id, tenancy_id);

CREATE INDEX tenancy_handovers_other_org_idx ON public.tenancy_handovers USING btree (other_org_id);

CREATE INDEX tenancy_handovers_sale_idx ON public.tenancy_handovers USING btree (org_id, sale_id);

CREATE INDEX tenancy_handovers_settled_by_idx ON public.tenancy_handovers USING btree (settled_by);

CREATE INDEX tenancy_handovers_tenancy_idx ON public.tenancy_handovers USING btree (org_id, tenancy_id);

CREATE INDEX virtual_accounts_asked_by_idx ON public.virtual_accounts USING btree (asked_by);

CREATE INDEX virtual_accounts_tenancy_idx ON public.virtual_accounts USING btree (org_id, tenancy_id);

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON private.autopay_attempts FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON private.ledger_proofs FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON private.payee_numbers FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON private.payout_sends FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE ON private.provider_settlements FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON private.provider_settlements FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON private.receipt_papers FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON private.virtual_account_keys FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.application_fees FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.application_fees FOR EACH ROW EXECUTE FUNCTION private.record_audit('charge_id');

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OF charge_id, org_id, application_id, kind, is_refundable, rule_ids, client_id, created_at ON public.application_fees FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.application_fees FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.autopay_plans FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.autopay_plans FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.autopays FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.autopays FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.autopays FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.charge_parts FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.charge_parts FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.charge_parts FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE OF id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, wht_bps, replaces_id ON public.charge_schedules FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER after_charges_posted AFTER INSERT ON public.charges REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION private.after_charges_posted();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OF id, org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, currency, description, reverses_id, created_at, sale_id, application_id, wht_kobo ON public.charges FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.credit_draws FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.credit_draws FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.credit_draws FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.deposit_deductions FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.deposit_deductions FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER after_deposit_return_made AFTER INSERT ON public.deposit_returns FOR EACH ROW EXECUTE FUNCTION private.after_deposit_return_moved();

CREATE TRIGGER after_deposit_return_moved AFTER UPDATE OF status ON public.deposit_returns FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION private.after_deposit_return_moved();

CREATE TRIGGER guard_move BEFORE INSERT OR UPDATE OF status ON public.deposit_returns FOR EACH ROW EXECUTE FUNCTION private.guard_move('deposit_return');

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.deposit_returns FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.deposit_returns FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE ON public.deposit_returns FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.deposit_returns FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.deposit_returns FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.deposits_due FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER after_dispute_made AFTER INSERT ON public.disputes FOR EACH ROW EXECUTE FUNCTION private.after_dispute_moved();

CREATE TRIGGER after_dispute_moved AFTER UPDATE OF status ON public.disputes FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION private.after_dispute_moved();

CREATE TRIGGER guard_move BEFORE INSERT OR UPDATE OF status ON public.disputes FOR EACH ROW EXECUTE FUNCTION private.guard_move('dispute');

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.disputes FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.disputes FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE ON public.disputes FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.disputes FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.disputes FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.late_fee_rules FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.late_fees FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.late_fees FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.late_fees FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER ledger_entries_have_lines AFTER INSERT ON public.ledger_entries REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION private.check_entries_have_lines();

CREATE TRIGGER ledger_lines_balance AFTER INSERT ON public.ledger_lines REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION private.check_lines_balance();

CREATE TRIGGER after_offline_payment_made AFTER INSERT ON public.offline_payments FOR EACH ROW EXECUTE FUNCTION private.after_offline_payment_moved();

CREATE TRIGGER after_offline_payment_moved AFTER UPDATE OF status ON public.offline_payments FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION private.after_offline_payment_moved();

CREATE TRIGGER guard_move BEFORE INSERT OR UPDATE OF status ON public.offline_payments FOR EACH ROW EXECUTE FUNCTION private.guard_move('offline_payment');

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.offline_payments FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.offline_payments FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE ON public.offline_payments FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.offline_payments FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.offline_payments FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER after_payee_account_made AFTER INSERT ON public.payee_accounts FOR EACH ROW EXECUTE FUNCTION private.after_payee_account_moved();

CREATE TRIGGER after_payee_account_moved AFTER UPDATE OF status ON public.payee_accounts FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION private.after_payee_account_moved();

CREATE TRIGGER guard_move BEFORE INSERT OR UPDATE OF status ON public.payee_accounts FOR EACH ROW EXECUTE FUNCTION private.guard_move('payee_account');

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.payee_accounts FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR UPDATE ON public.payee_accounts FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE ON public.payee_accounts FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.payee_accounts FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.payee_accounts FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.payer_consents FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER after_credit_kept AFTER INSERT ON public.payment_credits FOR EACH ROW EXECUTE FUNCTION private.after_credit_kept();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.payment_credits FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.payment_credits FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.payment_proofs FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.payment_proofs FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.payment_proofs FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.payment_return_parts FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.payment_return_parts FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.payment_return_parts FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.payment_returns FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.payment_returns FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.payment_returns FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER after_payout_made AFTER INSERT ON public.payouts FOR EACH ROW EXECUTE FUNCTION private.after_payout_moved();

CREATE TRIGGER after_payout_moved AFTER UPDATE OF status ON public.payouts FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION private.after_payout_moved();

CREATE TRIGGER guard_move BEFORE INSERT OR UPDATE OF status ON public.payouts FOR EACH ROW EXECUTE FUNCTION private.guard_move('payout');

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.payouts FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR UPDATE ON public.payouts FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE ON public.payouts FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.payouts FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.payouts FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.principal_moves FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.principal_moves FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.principal_moves FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OF provider, on_day ON public.provider_balances FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.provider_balances FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.receipt_voids FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT ON public.receipt_voids FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OF receipt_id, org_id, serial, reason, voided_at, hash_version, previous_hash, hash ON public.receipt_voids FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.receipt_voids FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER after_receipts_issued AFTER INSERT ON public.receipts REFERENCING NEW TABLE AS issued FOR EACH STATEMENT EXECUTE FUNCTION private.after_receipts_issued();

CREATE TRIGGER after_refund_made AFTER INSERT ON public.refunds FOR EACH ROW EXECUTE FUNCTION private.after_refund_moved();

CREATE TRIGGER after_refund_moved AFTER UPDATE OF status ON public.refunds FOR EACH ROW WHEN ((old.status <> new.status)) EXECUTE FUNCTION private.after_refund_moved();

CREATE TRIGGER guard_move BEFORE INSERT OR UPDATE OF status ON public.refunds FOR EACH ROW EXECUTE FUNCTION private.guard_move('refund');

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.refunds FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.refunds FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE ON public.refunds FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.refunds FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.refunds FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.saved_authorizations FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.saved_authorizations FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.statement_accounts FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.statement_accounts FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.statement_accounts FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.statement_imports FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.statement_imports FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.statement_imports FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.statement_rows FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER UPDATE ON public.statement_rows FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_change BEFORE DELETE ON public.statement_rows FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.statement_rows FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.tax_certificates FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tax_certificates FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.tenancy_handovers FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.tenancy_handovers FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tenancy_handovers FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

CREATE TRIGGER keep_organization BEFORE UPDATE OF org_id ON public.virtual_accounts FOR EACH ROW WHEN ((old.org_id IS DISTINCT FROM new.org_id)) EXECUTE FUNCTION private.keep_organization();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE ON public.virtual_accounts FOR EACH ROW EXECUTE FUNCTION private.record_audit();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.virtual_accounts FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();

CREATE POLICY "application_fees_select" ON "public"."application_fees" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (application_id = ANY (ARRAY( SELECT private.my_application_ids() AS my_application_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "autopay_plans_select" ON "public"."autopay_plans" FOR SELECT TO "authenticated" USING ((user_id = ( SELECT auth.uid() AS uid)));

CREATE POLICY "autopays_select" ON "public"."autopays" FOR SELECT TO "authenticated" USING ((user_id = ( SELECT auth.uid() AS uid)));

CREATE POLICY "charge_parts_select" ON "public"."charge_parts" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (EXISTS ( SELECT
       FROM public.charges charge
      WHERE (charge.id = charge_parts.charge_id))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "charges_select" ON "public"."charges" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    WHEN (COALESCE(sale_id, application_id) = ANY (ARRAY( SELECT private.my_deal_ids() AS my_deal_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "consent_texts_select" ON "public"."consent_texts" FOR SELECT TO "authenticated" USING (true);

CREATE POLICY "credit_draws_select" ON "public"."credit_draws" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (payment_id = ANY (ARRAY( SELECT my_payments.payment_id
       FROM private.my_payments))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (payment_id = ANY (ARRAY( SELECT private.my_mandated_payment_ids('collect'::public.mandate_scope) AS my_mandated_payment_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "deposit_deductions_select" ON "public"."deposit_deductions" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "deposit_returns_select" ON "public"."deposit_returns" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    WHEN ((status = 'disputed'::public.deposit_return_status) AND ( SELECT private.is_staff() AS is_staff)) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "deposits_due_select" ON "public"."deposits_due" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "disputes_select" ON "public"."disputes" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN ( SELECT private.is_staff() AS is_staff) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "late_fee_rules_select" ON "public"."late_fee_rules" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT my_tenancies.tenancy_id
       FROM private.my_tenancies))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "late_fees_select" ON "public"."late_fees" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (EXISTS ( SELECT
       FROM public.charges charge
      WHERE (charge.id = late_fees.charge_id))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "offline_payments_select" ON "public"."offline_payments" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_deal_ids() AS my_deal_ids))) THEN true
    WHEN ((status = ANY (ARRAY['disputed'::public.offline_payment_status, 'reversed'::public.offline_payment_status])) AND ( SELECT private.is_staff() AS is_staff)) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payee_accounts_select" ON "public"."payee_accounts" FOR SELECT TO "authenticated" USING ((org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))));

CREATE POLICY "payer_consents_select" ON "public"."payer_consents" FOR SELECT TO "authenticated" USING ((user_id = ( SELECT auth.uid() AS uid)));

CREATE POLICY "payment_allocations_select" ON "public"."payment_allocations" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (payment_id = ANY (ARRAY( SELECT my_payments.payment_id
       FROM private.my_payments))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (payment_id = ANY (ARRAY( SELECT private.my_mandated_payment_ids('collect'::public.mandate_scope) AS my_mandated_payment_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payment_credits_select" ON "public"."payment_credits" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payment_items_select" ON "public"."payment_items" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (payment_id = ANY (ARRAY( SELECT my_payments.payment_id
       FROM private.my_payments))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (payment_id = ANY (ARRAY( SELECT private.my_mandated_payment_ids('collect'::public.mandate_scope) AS my_mandated_payment_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payment_return_parts_select" ON "public"."payment_return_parts" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (payment_id = ANY (ARRAY( SELECT my_payments.payment_id
       FROM private.my_payments))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (payment_id = ANY (ARRAY( SELECT private.my_mandated_payment_ids('collect'::public.mandate_scope) AS my_mandated_payment_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payment_returns_select" ON "public"."payment_returns" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_deal_ids() AS my_deal_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payments_select" ON "public"."payments" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    WHEN (COALESCE(sale_id, application_id) = ANY (ARRAY( SELECT private.my_deal_ids() AS my_deal_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payouts_select" ON "public"."payouts" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (payee_org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "principal_moves_select" ON "public"."principal_moves" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (principal_org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "provider_balances_select" ON "public"."provider_balances" FOR SELECT TO "authenticated" USING (( SELECT private.is_staff() AS is_staff));

CREATE POLICY "receipt_voids_select" ON "public"."receipt_voids" FOR SELECT TO "authenticated" USING ((EXISTS ( SELECT
   FROM public.receipts receipt
  WHERE (receipt.id = receipt_voids.receipt_id))));

CREATE POLICY "receipts_select" ON "public"."receipts" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    WHEN (COALESCE(sale_id, application_id) = ANY (ARRAY( SELECT private.my_deal_ids() AS my_deal_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "refunds_select" ON "public"."refunds" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    WHEN (subject_id = ANY (ARRAY( SELECT private.my_deal_ids() AS my_deal_ids))) THEN true
    WHEN ((status = ANY (ARRAY['sending'::public.refund_status, 'needs_attention'::public.refund_status])) AND ( SELECT private.is_staff() AS is_staff)) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "saved_authorizations_select" ON "public"."saved_authorizations" FOR SELECT TO "authenticated" USING ((user_id = ( SELECT auth.uid() AS uid)));

CREATE POLICY "state_changes_select" ON "public"."state_changes" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN ((machine = 'application'::public.state_machine) AND ((from_state IS NULL) OR ((from_state = 'draft'::text) AND (to_state <> 'submitted'::text)))) THEN NULL::boolean
    WHEN (machine = ANY (ARRAY['application'::public.state_machine, 'offer'::public.state_machine, 'sale'::public.state_machine, 'enquiry'::public.state_machine])) THEN NULLIF((org_id = ANY (ARRAY( SELECT private.my_org_ids('deals.read'::private.permission) AS my_org_ids))), false)
    WHEN (machine = ANY (ARRAY['payment'::public.state_machine, 'offline_payment'::public.state_machine, 'refund'::public.state_machine, 'dispute'::public.state_machine, 'payee_account'::public.state_machine, 'payout'::public.state_machine])) THEN NULLIF((org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))), false)
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('organization.read'::private.permission) AS my_org_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "statement_accounts_select" ON "public"."statement_accounts" FOR SELECT TO "authenticated" USING ((org_id = ANY (ARRAY( SELECT private.my_org_ids('money.confirm'::private.permission) AS my_org_ids))));

CREATE POLICY "statement_imports_select" ON "public"."statement_imports" FOR SELECT TO "authenticated" USING ((org_id = ANY (ARRAY( SELECT private.my_org_ids('money.confirm'::private.permission) AS my_org_ids))));

CREATE POLICY "statement_rows_select" ON "public"."statement_rows" FOR SELECT TO "authenticated" USING ((org_id = ANY (ARRAY( SELECT private.my_org_ids('money.confirm'::private.permission) AS my_org_ids))));

CREATE POLICY "tax_certificates_select" ON "public"."tax_certificates" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "tenancy_handovers_select" ON "public"."tenancy_handovers" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('tenancies.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "virtual_accounts_select" ON "public"."virtual_accounts" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_tenancy_ids() AS my_tenancy_ids))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    WHEN (tenancy_id = ANY (ARRAY( SELECT private.my_mandated_tenancy_ids('collect'::public.mandate_scope) AS my_mandated_tenancy_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

CREATE POLICY "payment_proof_files_select" ON "storage"."objects" FOR SELECT TO "authenticated" USING (((bucket_id = 'payment-proofs'::text) AND (EXISTS ( SELECT
   FROM public.payment_proofs proof
  WHERE (proof.storage_path = objects.name)))));

CREATE POLICY "receipt_files_select" ON "storage"."objects" FOR SELECT TO "authenticated" USING (((bucket_id = 'receipts'::text) AND (EXISTS ( SELECT
   FROM public.receipts receipt
  WHERE ((receipt.id =
        CASE
            WHEN (objects.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/(issued|void)\.pdf$'::text) THEN (split_part(objects.name, '/'::text, 2))::uuid
            ELSE NULL::uuid
        END) AND ((receipt.org_id)::text = split_part(objects.name, '/'::text, 1)) AND (starts_with(split_part(objects.name, '/'::text, 3), 'void'::text) = (EXISTS ( SELECT
           FROM public.receipt_voids voided
          WHERE (voided.receipt_id = receipt.id)))))))));

COMMENT ON COLUMN "private"."abandoned_files"."abandoned_at" IS 'When its photo was removed, UTC; of a file that is being written when its row must be there.';

COMMENT ON COLUMN "private"."abandoned_files"."bucket" IS 'The bucket.';

COMMENT ON COLUMN "private"."abandoned_files"."path" IS 'Path in the bucket; no two buckets have the same.';

COMMENT ON COLUMN "private"."authorization_tokens"."authorization_id" IS 'The saved card.';

COMMENT ON COLUMN "private"."authorization_tokens"."email" IS 'The address that the card paid with: the provider charges it for that one only.';

COMMENT ON COLUMN "private"."authorization_tokens"."fingerprint" IS 'SHA-256 of what the provider calls the card itself, in hex: the same card is kept once for a person.';

COMMENT ON COLUMN "private"."authorization_tokens"."place" IS 'What the ciphertext is bound to; moved to another row it does not open.';

COMMENT ON COLUMN "private"."authorization_tokens"."provider" IS 'Who gave the token.';

COMMENT ON COLUMN "private"."authorization_tokens"."sealed" IS 'Name of the key, nonce and ciphertext: see _shared/sealed.ts.';

COMMENT ON COLUMN "private"."authorization_tokens"."sealed_at" IS 'When it was sealed, UTC: what is older than a new key is to be sealed anew.';

COMMENT ON COLUMN "private"."authorization_tokens"."user_id" IS 'Whose card.';

COMMENT ON COLUMN "private"."autopay_attempts"."autopay_id" IS 'By which autopay.';

COMMENT ON COLUMN "private"."autopay_attempts"."charge_id" IS 'The charge.';

COMMENT ON COLUMN "private"."autopay_attempts"."created_at" IS 'When it was written, UTC.';

COMMENT ON COLUMN "private"."autopay_attempts"."org_id" IS 'The organization; the same for payment, charge and autopay.';

COMMENT ON COLUMN "private"."autopay_attempts"."payment_id" IS 'The payment that was made for it.';

COMMENT ON COLUMN "private"."autopay_attempts"."state" IS 'How far it came.';

COMMENT ON COLUMN "private"."autopay_attempts"."tried_on" IS 'On which day, Nigerian date.';

COMMENT ON COLUMN "private"."autopay_days"."days" IS 'Of notice: how many days before money is taken. Of a retry: how many days after the first try.';

COMMENT ON COLUMN "private"."autopay_days"."reason" IS 'Why that many.';

COMMENT ON COLUMN "private"."autopay_days"."step" IS 'notice: the payer is told; retry_1, retry_2 …: tries after a decline, as many as there are rows.';

COMMENT ON COLUMN "private"."deposit_return_rules"."days" IS 'Days from the one on which possession was returned.';

COMMENT ON COLUMN "private"."deposit_return_rules"."jurisdiction" IS 'State, FCT, or Nigeria.';

COMMENT ON COLUMN "private"."deposit_return_rules"."source" IS 'What says so.';

COMMENT ON COLUMN "private"."dispute_answers"."attempts" IS 'How often that was tried.';

COMMENT ON COLUMN "private"."dispute_answers"."dispute_id" IS 'The dispute.';

COMMENT ON COLUMN "private"."dispute_answers"."last_error" IS 'What went wrong last.';

COMMENT ON COLUMN "private"."dispute_answers"."next_at" IS 'When it is sent next, UTC; while somebody sends it, when another may. Null: it has arrived.';

COMMENT ON COLUMN "private"."dispute_polls"."next_at" IS 'When, UTC.';

COMMENT ON COLUMN "private"."dispute_polls"."provider" IS 'Which provider.';

COMMENT ON COLUMN "private"."ledger_proofs"."differences" IS 'How many differences it found.';

COMMENT ON COLUMN "private"."ledger_proofs"."org_id" IS 'Whose books.';

COMMENT ON COLUMN "private"."ledger_proofs"."proved_on" IS 'Nigerian date of the last proof.';

COMMENT ON COLUMN "private"."offline_waiting_days"."days" IS 'Days until it expires, or settles by itself.';

COMMENT ON COLUMN "private"."offline_waiting_days"."method" IS 'How it was paid.';

COMMENT ON COLUMN "private"."offline_waiting_days"."reason" IS 'Why that long.';

COMMENT ON COLUMN "private"."offline_waiting_days"."source" IS 'Who says that it was paid.';

COMMENT ON COLUMN "private"."payee_cooling_off"."is_sole" IS 'Whether one person alone added and approved it, because nobody else may.';

COMMENT ON COLUMN "private"."payee_cooling_off"."reason" IS 'Why that long.';

COMMENT ON COLUMN "private"."payee_cooling_off"."wait" IS 'For how long.';

COMMENT ON COLUMN "private"."payee_numbers"."number_hash" IS 'HMAC-SHA256 in hex of organization, provider, bank and number, under a key that the database does not have: an account is there once.';

COMMENT ON COLUMN "private"."payee_numbers"."org_id" IS 'Whose account.';

COMMENT ON COLUMN "private"."payee_numbers"."payee_account_id" IS 'The account.';

COMMENT ON COLUMN "private"."payee_numbers"."sealed" IS 'The number, sealed by a key that the database does not have, for this organization, provider and bank (functions/_shared/sealed.ts).';

COMMENT ON COLUMN "private"."payment_checks"."asked_at" IS 'When it said so, UTC.';

COMMENT ON COLUMN "private"."payment_checks"."is_wanted" IS 'Asked for by reconciliation: also of a payment that failed or was given up.';

COMMENT ON COLUMN "private"."payment_checks"."last_answer" IS 'What the provider said last: see service.record_payment_answer().';

COMMENT ON COLUMN "private"."payment_checks"."next_at" IS 'When it is asked next, UTC; while somebody asks, when another may. Null: nothing is left to ask.';

COMMENT ON COLUMN "private"."payment_checks"."payment_id" IS 'The payment.';

COMMENT ON COLUMN "private"."payment_checks"."times_asked" IS 'How many answers came.';

COMMENT ON COLUMN "private"."payout_sends"."answered_at" IS 'When, UTC.';

COMMENT ON COLUMN "private"."payout_sends"."last_answer" IS 'What came last: see service.record_payout_answer().';

COMMENT ON COLUMN "private"."payout_sends"."next_at" IS 'When it is sent or asked about next, UTC; while somebody does, when another may. Null: nothing is left to do.';

COMMENT ON COLUMN "private"."payout_sends"."org_id" IS 'Whose.';

COMMENT ON COLUMN "private"."payout_sends"."payout_id" IS 'The payout.';

COMMENT ON COLUMN "private"."payout_sends"."times_asked" IS 'How many answers came since it was sent.';

COMMENT ON COLUMN "private"."payout_sends"."times_sent" IS 'How often it was given to the provider: more than once only when the provider surely did not take it.';

COMMENT ON COLUMN "private"."provider_events"."body_sha256" IS 'SHA-256 of the raw body in hex: no provider sends an event id.';

COMMENT ON COLUMN "private"."provider_events"."status" IS 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up; kept: for a handler to come.';

COMMENT ON COLUMN "private"."provider_settlements"."fees_kobo" IS 'The fees that it keeps, in kobo, as it says itself.';

COMMENT ON COLUMN "private"."provider_settlements"."gross_kobo" IS 'What it settles before fees, in kobo, as it says itself.';

COMMENT ON COLUMN "private"."provider_settlements"."listed_on" IS 'The day of the provider''s under which it stands.';

COMMENT ON COLUMN "private"."provider_settlements"."provider" IS 'Who paid out.';

COMMENT ON COLUMN "private"."provider_settlements"."seen_at" IS 'When the provider last listed it, UTC.';

COMMENT ON COLUMN "private"."provider_settlements"."settlement_id" IS 'The provider''s own identifier.';

COMMENT ON COLUMN "private"."provider_settlements"."status" IS 'How far it has come, in the provider''s words; success: it is paid.';

COMMENT ON COLUMN "private"."provider_settlements"."transactions" IS 'How many transactions are listed under it.';

COMMENT ON COLUMN "private"."provider_settlements"."transactions_fees_kobo" IS 'The sum of their fees, in kobo.';

COMMENT ON COLUMN "private"."provider_settlements"."transactions_kobo" IS 'The sum of their amounts, in kobo.';

COMMENT ON COLUMN "private"."provider_transactions"."amount_kobo" IS 'Amount in kobo.';

COMMENT ON COLUMN "private"."provider_transactions"."channel" IS 'Card, bank transfer, USSD: as the provider says.';

COMMENT ON COLUMN "private"."provider_transactions"."currency" IS 'ISO 4217 code.';

COMMENT ON COLUMN "private"."provider_transactions"."environment" IS 'Whether the money is real: live or test.';

COMMENT ON COLUMN "private"."provider_transactions"."fees_kobo" IS 'What the provider keeps, in kobo.';

COMMENT ON COLUMN "private"."provider_transactions"."listed_on" IS 'The day of the provider''s under which it stands: that on which it was begun.';

COMMENT ON COLUMN "private"."provider_transactions"."paid_at" IS 'When it was paid, UTC.';

COMMENT ON COLUMN "private"."provider_transactions"."provider" IS 'Who says so.';

COMMENT ON COLUMN "private"."provider_transactions"."provider_transaction_id" IS 'The provider''s own identifier.';

COMMENT ON COLUMN "private"."provider_transactions"."reference" IS 'The reference that it names: ours, or another system''s on the same account.';

COMMENT ON COLUMN "private"."provider_transactions"."seen_at" IS 'When the provider last listed it, UTC.';

COMMENT ON COLUMN "private"."receipt_papers"."is_void" IS 'Whether it is the paper that says that the receipt is void.';

COMMENT ON COLUMN "private"."receipt_papers"."made_at" IS 'When its file was written, UTC; null while it has to be made.';

COMMENT ON COLUMN "private"."receipt_papers"."next_try_at" IS 'When the next worker may take it, UTC; null once it is made.';

COMMENT ON COLUMN "private"."receipt_papers"."note" IS 'What the last try met.';

COMMENT ON COLUMN "private"."receipt_papers"."org_id" IS 'Whose receipt it is.';

COMMENT ON COLUMN "private"."receipt_papers"."receipt_id" IS 'The receipt.';

COMMENT ON COLUMN "private"."receipt_papers"."sha256" IS 'SHA-256 of the file, in hex.';

COMMENT ON COLUMN "private"."receipt_papers"."size_bytes" IS 'Size of the file in bytes.';

COMMENT ON COLUMN "private"."receipt_papers"."tries" IS 'How often a worker took it.';

COMMENT ON COLUMN "private"."reconciliations"."attempts" IS 'How often it broke off since the last page.';

COMMENT ON COLUMN "private"."reconciliations"."differences" IS 'How many differences were found.';

COMMENT ON COLUMN "private"."reconciliations"."finished_at" IS 'When the last page was compared, UTC.';

COMMENT ON COLUMN "private"."reconciliations"."items" IS 'How many transactions or settlements they held.';

COMMENT ON COLUMN "private"."reconciliations"."last_error" IS 'Why, the last time.';

COMMENT ON COLUMN "private"."reconciliations"."leased_until" IS 'Until when a worker has it in hand, UTC.';

COMMENT ON COLUMN "private"."reconciliations"."listed_on" IS 'The day, Nigerian date.';

COMMENT ON COLUMN "private"."reconciliations"."not_before" IS 'From when it may be read, UTC; after an error, again.';

COMMENT ON COLUMN "private"."reconciliations"."page_cursor" IS 'Which page comes next, in the provider''s words; null for the first.';

COMMENT ON COLUMN "private"."reconciliations"."pages" IS 'How many pages were read.';

COMMENT ON COLUMN "private"."reconciliations"."provider" IS 'Whose day.';

COMMENT ON COLUMN "private"."reconciliations"."reading" IS 'Which: 1 in the night after it, 2 three days later.';

COMMENT ON COLUMN "private"."reconciliations"."subject" IS 'What is read: the money that came in, or what was paid out to us.';

COMMENT ON COLUMN "private"."refund_checks"."is_unclear" IS 'Whether staff were told that nobody knows what became of it.';

COMMENT ON COLUMN "private"."refund_checks"."next_at" IS 'When something is to be done for it, UTC; while somebody does it, when another may. Null: nothing is.';

COMMENT ON COLUMN "private"."refund_checks"."refund_id" IS 'The refund, which goes by a provider.';

COMMENT ON COLUMN "private"."refund_checks"."times_asked" IS 'How often the provider was asked about it since.';

COMMENT ON COLUMN "private"."refund_checks"."times_sent" IS 'How often the provider was asked to send it: again only after it provably had none.';

COMMENT ON COLUMN "private"."virtual_account_keys"."holder" IS 'The provider''s name of its holder, who holds no other: a credit names them.';

COMMENT ON COLUMN "private"."virtual_account_keys"."last_error" IS 'Why it did not answer, the last time.';

COMMENT ON COLUMN "private"."virtual_account_keys"."next_try_at" IS 'When the provider is asked for the account, UTC; while a worker asks, when another may. Null: nothing is left to ask.';

COMMENT ON COLUMN "private"."virtual_account_keys"."org_id" IS 'The organization of the account.';

COMMENT ON COLUMN "private"."virtual_account_keys"."provider" IS 'With whom.';

COMMENT ON COLUMN "private"."virtual_account_keys"."tries" IS 'How often it was asked.';

COMMENT ON COLUMN "private"."virtual_account_keys"."virtual_account_id" IS 'The account.';

COMMENT ON COLUMN "public"."application_fees"."application_id" IS 'Who owes it.';

COMMENT ON COLUMN "public"."application_fees"."charge_id" IS 'The charge: amount, reason, what was paid.';

COMMENT ON COLUMN "public"."application_fees"."client_id" IS 'Made by whoever demands it: one sent again after a lost answer is not demanded twice.';

COMMENT ON COLUMN "public"."application_fees"."created_at" IS 'When it was demanded, UTC.';

COMMENT ON COLUMN "public"."application_fees"."demanded_by" IS 'The member who demanded it.';

COMMENT ON COLUMN "public"."application_fees"."is_refundable" IS 'Whether it goes back to an applicant who is turned down: as the landlord said, or as the law of the place wants.';

COMMENT ON COLUMN "public"."application_fees"."kind" IS 'What for.';

COMMENT ON COLUMN "public"."application_fees"."org_id" IS 'To whom it is owed.';

COMMENT ON COLUMN "public"."application_fees"."refund_due_at" IS 'Since when it should go back to the applicant, who paid it and was turned down, UTC.';

COMMENT ON COLUMN "public"."application_fees"."rule_ids" IS 'The rules of the place against which it was held (legal_rules).';

COMMENT ON COLUMN "public"."autopay_plans"."amount_kobo" IS 'What the payer was told is going to be taken, in kobo: never more is.';

COMMENT ON COLUMN "public"."autopay_plans"."autopay_id" IS 'By which autopay.';

COMMENT ON COLUMN "public"."autopay_plans"."charge_id" IS 'The charge.';

COMMENT ON COLUMN "public"."autopay_plans"."created_at" IS 'When the payer was told, UTC.';

COMMENT ON COLUMN "public"."autopay_plans"."declines" IS 'How often the bank declined it.';

COMMENT ON COLUMN "public"."autopay_plans"."first_tried_on" IS 'When the bank was first asked, Nigerian date: tries after a decline count from it.';

COMMENT ON COLUMN "public"."autopay_plans"."last_answer" IS 'What the bank said last, for people.';

COMMENT ON COLUMN "public"."autopay_plans"."not_before" IS 'Not looked at before, UTC: another payment of the charge is under way, or the provider was away.';

COMMENT ON COLUMN "public"."autopay_plans"."org_id" IS 'The organization; the same for autopay and charge.';

COMMENT ON COLUMN "public"."autopay_plans"."payment_id" IS 'The last payment made for it.';

COMMENT ON COLUMN "public"."autopay_plans"."status" IS 'How far it has come. Moved by functions only.';

COMMENT ON COLUMN "public"."autopay_plans"."take_on" IS 'From which day on it is taken, Nigerian date; after a decline, when it is tried again.';

COMMENT ON COLUMN "public"."autopay_plans"."tenancy_id" IS 'Of which tenancy.';

COMMENT ON COLUMN "public"."autopay_plans"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."autopay_plans"."user_id" IS 'Who pays.';

COMMENT ON COLUMN "public"."autopays"."authorization_id" IS 'With which saved card.';

COMMENT ON COLUMN "public"."autopays"."consent_id" IS 'To which text they agreed.';

COMMENT ON COLUMN "public"."autopays"."created_at" IS 'When it was first allowed, UTC.';

COMMENT ON COLUMN "public"."autopays"."day_offset" IS 'On which day a charge is taken, in days from that on which it falls due: 0 is the day itself, -2 two days before.';

COMMENT ON COLUMN "public"."autopays"."kinds" IS 'Which kinds of charge.';

COMMENT ON COLUMN "public"."autopays"."most_per_charge_kobo" IS 'A charge of which more is open is not taken, in kobo.';

COMMENT ON COLUMN "public"."autopays"."most_per_month_kobo" IS 'Never more than this in a month of the Nigerian calendar, in kobo.';

COMMENT ON COLUMN "public"."autopays"."org_id" IS 'The organization of the tenancy.';

COMMENT ON COLUMN "public"."autopays"."paused_because" IS 'Why not, while it is paused.';

COMMENT ON COLUMN "public"."autopays"."status" IS 'Whether charges are taken. Moved by functions only.';

COMMENT ON COLUMN "public"."autopays"."tenancy_id" IS 'Whose charges.';

COMMENT ON COLUMN "public"."autopays"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."autopays"."user_id" IS 'Who pays.';

COMMENT ON COLUMN "public"."charge_parts"."charge_id" IS 'The part, a charge of its own; it may be divided or corrected in its turn.';

COMMENT ON COLUMN "public"."charge_parts"."org_id" IS 'The organization; the same for part and whole.';

COMMENT ON COLUMN "public"."charge_parts"."part_no" IS 'From 1, in the order in which they fall due; what comes instead of a charge is its only part.';

COMMENT ON COLUMN "public"."charge_parts"."whole_id" IS 'The charge that was divided or corrected, and taken back for it.';

COMMENT ON COLUMN "public"."charge_schedules"."client_id" IS 'Made by whoever added it: one sent again after a lost answer is not added twice.';

COMMENT ON COLUMN "public"."charge_schedules"."due_days" IS 'Days from the first day of a period until its charge falls due: 4 is the fifth day of it, -14 two weeks in advance. Never after its last day.';

COMMENT ON COLUMN "public"."charge_schedules"."every" IS 'Length of the period that one charge covers; null for what is charged once, for no period.';

COMMENT ON COLUMN "public"."charge_schedules"."first_on" IS 'First day of the first period; of what is charged once, the day from which due_days counts.';

COMMENT ON COLUMN "public"."charge_schedules"."goes_on" IS 'Whether it is charged, period by period, while the tenants stay on after until_on without a renewal.';

COMMENT ON COLUMN "public"."charge_schedules"."label" IS 'What people call it, such as Diesel; null: by its kind.';

COMMENT ON COLUMN "public"."charge_schedules"."next_on" IS 'Nigerian date on which the next period is charged: 30 days before it begins or falls due, the first one at once, one of holding over when it begins; null when none is to come. Kept by generate_charges().';

COMMENT ON COLUMN "public"."charge_schedules"."payer_id" IS 'The tenant who is to pay it; null: all of them. They are liable together either way.';

COMMENT ON COLUMN "public"."charge_schedules"."replaces_id" IS 'The schedule in whose place it came.';

COMMENT ON COLUMN "public"."charge_schedules"."until_on" IS 'No period starts on this day or later, except where it goes_on. The same as first_on: it never began.';

COMMENT ON COLUMN "public"."charge_schedules"."wht_bps" IS 'Hundredths of a percent of each charge that the tenant withholds as tax and pays to the state; null: nothing.';

COMMENT ON COLUMN "public"."charges"."application_id" IS 'By whom: the applicant.';

COMMENT ON COLUMN "public"."charges"."sale_id" IS 'By whom: the buyers in this sale, jointly.';

COMMENT ON COLUMN "public"."charges"."tenancy_id" IS 'By whom: the tenants of this tenancy, jointly. Exactly one of tenancy, sale and application is named.';

COMMENT ON COLUMN "public"."charges"."wht_kobo" IS 'What of it the tenant withholds as tax, in kobo: owed like the rest, and settled by the certificate (tax_certificates).';

COMMENT ON COLUMN "public"."charges"."wht_settled_kobo" IS 'What certificates settled of wht_kobo, in kobo: their sum, kept by sum_up_certificates().';

COMMENT ON COLUMN "public"."consent_texts"."body" IS 'The text itself.';

COMMENT ON COLUMN "public"."consent_texts"."created_at" IS 'When it was written, UTC.';

COMMENT ON COLUMN "public"."consent_texts"."is_in_force" IS 'Whether people may still agree to it.';

COMMENT ON COLUMN "public"."consent_texts"."language" IS 'ISO 639 code of its language.';

COMMENT ON COLUMN "public"."consent_texts"."purpose" IS 'What it allows.';

COMMENT ON COLUMN "public"."consent_texts"."version" IS 'Year and month from which it is shown, such as 2026-11; a letter for a second one of a month.';

COMMENT ON COLUMN "public"."credit_draws"."amount_kobo" IS 'How much, in kobo.';

COMMENT ON COLUMN "public"."credit_draws"."charge_id" IS 'The charge that drew on it.';

COMMENT ON COLUMN "public"."credit_draws"."created_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."credit_draws"."org_id" IS 'The organization; the same for payment and charge.';

COMMENT ON COLUMN "public"."credit_draws"."payment_id" IS 'The payment whose credit it was.';

COMMENT ON COLUMN "public"."deposit_deductions"."amount_kobo" IS 'How much, in kobo.';

COMMENT ON COLUMN "public"."deposit_deductions"."charge_id" IS 'What it settles: a charge for the damage, or one that was still owed.';

COMMENT ON COLUMN "public"."deposit_deductions"."client_id" IS 'Made by whoever deducts: one sent again after a lost answer is not made twice.';

COMMENT ON COLUMN "public"."deposit_deductions"."created_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."deposit_deductions"."created_by" IS 'The member who deducted it.';

COMMENT ON COLUMN "public"."deposit_deductions"."document_id" IS 'A paper of the tenancy, such as an invoice: evidence.';

COMMENT ON COLUMN "public"."deposit_deductions"."inspection_id" IS 'The move-out inspection of the item.';

COMMENT ON COLUMN "public"."deposit_deductions"."item_id" IS 'The item that was worse at moving out than at moving in: evidence.';

COMMENT ON COLUMN "public"."deposit_deductions"."org_id" IS 'Who holds the deposit.';

COMMENT ON COLUMN "public"."deposit_deductions"."payment_id" IS 'The payment out of the deposit.';

COMMENT ON COLUMN "public"."deposit_deductions"."reason" IS 'Why, for the tenants.';

COMMENT ON COLUMN "public"."deposit_deductions"."tenancy_id" IS 'Whose deposit.';

COMMENT ON COLUMN "public"."deposit_returns"."amount_kobo" IS 'How much, in kobo.';

COMMENT ON COLUMN "public"."deposit_returns"."answer_by" IS 'Until when a tenant may dispute it, UTC; what nobody answered stands then.';

COMMENT ON COLUMN "public"."deposit_returns"."bank_reference" IS 'Reference of the transfer or cheque, as it was typed; a transfer has one.';

COMMENT ON COLUMN "public"."deposit_returns"."client_id" IS 'Made by whoever records it: one sent again after a lost answer is not made twice.';

COMMENT ON COLUMN "public"."deposit_returns"."created_at" IS 'When it was recorded, UTC.';

COMMENT ON COLUMN "public"."deposit_returns"."decided_at" IS 'When it was moved last, UTC.';

COMMENT ON COLUMN "public"."deposit_returns"."decided_by" IS 'Who moved it last; null when it was the clock.';

COMMENT ON COLUMN "public"."deposit_returns"."decision" IS 'Why it was disputed, withdrawn or decided as it was.';

COMMENT ON COLUMN "public"."deposit_returns"."document_id" IS 'A paper of the tenancy that shows it, such as the bank''s slip.';

COMMENT ON COLUMN "public"."deposit_returns"."is_booked" IS 'Whether it stands in the books.';

COMMENT ON COLUMN "public"."deposit_returns"."method" IS 'How.';

COMMENT ON COLUMN "public"."deposit_returns"."org_id" IS 'Who held the deposit.';

COMMENT ON COLUMN "public"."deposit_returns"."recorded_by" IS 'Who recorded it, who therefore cannot confirm it.';

COMMENT ON COLUMN "public"."deposit_returns"."reference_key" IS 'Letters and digits of bank_reference: one transfer gives a deposit back once.';

COMMENT ON COLUMN "public"."deposit_returns"."returned_on" IS 'The day on which it was paid, Nigerian date.';

COMMENT ON COLUMN "public"."deposit_returns"."status" IS 'Moved by functions only.';

COMMENT ON COLUMN "public"."deposit_returns"."tenancy_id" IS 'Whose deposit.';

COMMENT ON COLUMN "public"."deposit_returns"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."deposits_due"."basis" IS 'The rule, in words.';

COMMENT ON COLUMN "public"."deposits_due"."created_at" IS 'When the tenancy ended here, UTC.';

COMMENT ON COLUMN "public"."deposits_due"."due_on" IS 'Last day on which it is in time, Nigerian date.';

COMMENT ON COLUMN "public"."deposits_due"."org_id" IS 'Who holds the deposit.';

COMMENT ON COLUMN "public"."deposits_due"."tenancy_id" IS 'The tenancy that ended.';

COMMENT ON COLUMN "public"."deposits_due"."told_at" IS 'When both sides were told that it is overdue, or that was found to be settled, UTC.';

COMMENT ON COLUMN "public"."disputes"."amount_kobo" IS 'How much the bank wants back, in kobo.';

COMMENT ON COLUMN "public"."disputes"."answer" IS 'What the payee''s side answers.';

COMMENT ON COLUMN "public"."disputes"."answer_by" IS 'Until when it is to be answered, UTC: after that it is lost. Null when the provider names no time.';

COMMENT ON COLUMN "public"."disputes"."answer_note" IS 'What it says to that: the evidence, in words.';

COMMENT ON COLUMN "public"."disputes"."answered_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."disputes"."answered_by" IS 'Who answered.';

COMMENT ON COLUMN "public"."disputes"."category" IS 'What the bank calls it.';

COMMENT ON COLUMN "public"."disputes"."created_at" IS 'When it was heard of, UTC.';

COMMENT ON COLUMN "public"."disputes"."document_id" IS 'A paper of the tenancy that shows it: what it is called goes along.';

COMMENT ON COLUMN "public"."disputes"."excess_kobo" IS 'Of one that is lost: what of it had gone back before, by a refund, in kobo. It is not booked, and staff get it back.';

COMMENT ON COLUMN "public"."disputes"."method" IS 'Whose dispute it is: the payment''s provider.';

COMMENT ON COLUMN "public"."disputes"."org_id" IS 'Who was paid.';

COMMENT ON COLUMN "public"."disputes"."payment_id" IS 'Which payment.';

COMMENT ON COLUMN "public"."disputes"."provider_dispute_id" IS 'The provider''s own identifier.';

COMMENT ON COLUMN "public"."disputes"."reminded_hours" IS 'Which reminder was sent last: so many hours before answer_by.';

COMMENT ON COLUMN "public"."disputes"."resolved_at" IS 'When it was won or lost, UTC.';

COMMENT ON COLUMN "public"."disputes"."status" IS 'Moved by functions only.';

COMMENT ON COLUMN "public"."disputes"."subject_id" IS 'What was paid for: the tenancy, sale or application of the payment.';

COMMENT ON COLUMN "public"."disputes"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."late_fee_rules"."amount_kobo" IS 'The fee for one late charge in kobo; else bps.';

COMMENT ON COLUMN "public"."late_fee_rules"."bps" IS 'The fee in hundredths of a percent of what is open of the late charge; else amount_kobo.';

COMMENT ON COLUMN "public"."late_fee_rules"."cap_kobo" IS 'The most that a fee for one late charge comes to, in kobo; null: no cap of its own.';

COMMENT ON COLUMN "public"."late_fee_rules"."created_at" IS 'When it was agreed, UTC.';

COMMENT ON COLUMN "public"."late_fee_rules"."ended_at" IS 'When it stopped holding, UTC; null while it holds.';

COMMENT ON COLUMN "public"."late_fee_rules"."grace_days" IS 'Days after the due date on which nothing is charged yet.';

COMMENT ON COLUMN "public"."late_fee_rules"."org_id" IS 'The organization of the tenancy.';

COMMENT ON COLUMN "public"."late_fee_rules"."tenancy_id" IS 'Who is charged.';

COMMENT ON COLUMN "public"."late_fees"."charge_id" IS 'The fee, a charge of its own.';

COMMENT ON COLUMN "public"."late_fees"."late_id" IS 'The charge that was late, as it was demanded first: one fee for a period, however often it was divided or corrected.';

COMMENT ON COLUMN "public"."late_fees"."late_kobo" IS 'What was open and late of it, in kobo, when the fee was charged.';

COMMENT ON COLUMN "public"."late_fees"."org_id" IS 'The organization; the same for all three.';

COMMENT ON COLUMN "public"."late_fees"."rule_id" IS 'The rule by which it was charged.';

COMMENT ON COLUMN "public"."ledger_entries"."kind" IS 'What it records.';

COMMENT ON COLUMN "public"."ledger_entries"."source_id" IS 'The charge, payment, sale, draw on a credit, handover, return of a deposit or payout.';

COMMENT ON COLUMN "public"."mandates"."agent_collects" IS 'Whether what tenants pay online goes to the agency, which owes it to the owner less its fee; else it goes to the owner.';

COMMENT ON COLUMN "public"."offline_payments"."answer_by" IS 'Until when the other side may answer, UTC: then a proof expires and what a member recorded settles. Null when nobody is waited for.';

COMMENT ON COLUMN "public"."offline_payments"."bank_reference" IS 'Reference of the transfer, slip or cheque, as it was typed, or stands in the statement.';

COMMENT ON COLUMN "public"."offline_payments"."claimed_kobo" IS 'The amount that was said, in kobo.';

COMMENT ON COLUMN "public"."offline_payments"."client_id" IS 'Made by whoever reports it: sent again after a lost answer it is not made twice.';

COMMENT ON COLUMN "public"."offline_payments"."confirmed_kobo" IS 'What came, in kobo, as the bank shows it.';

COMMENT ON COLUMN "public"."offline_payments"."created_at" IS 'When it was reported, UTC.';

COMMENT ON COLUMN "public"."offline_payments"."decided_at" IS 'When it was moved last, UTC.';

COMMENT ON COLUMN "public"."offline_payments"."decided_by" IS 'Who moved it last; null when it was the clock.';

COMMENT ON COLUMN "public"."offline_payments"."decision" IS 'What is asked for, why it was rejected or disputed, or why it was taken back.';

COMMENT ON COLUMN "public"."offline_payments"."method" IS 'How it was paid; the same as the payment''s.';

COMMENT ON COLUMN "public"."offline_payments"."note" IS 'What the reporter adds.';

COMMENT ON COLUMN "public"."offline_payments"."org_id" IS 'Whom it was paid to.';

COMMENT ON COLUMN "public"."offline_payments"."paid_on" IS 'The day that was said, Nigerian date.';

COMMENT ON COLUMN "public"."offline_payments"."payment_id" IS 'The payment. When the bank shows another amount than was said, a payment of that amount takes the place of the first one, which failed.';

COMMENT ON COLUMN "public"."offline_payments"."received_on" IS 'When it came, Nigerian date, as the bank shows it.';

COMMENT ON COLUMN "public"."offline_payments"."reported_by" IS 'Who reported or recorded it, who therefore cannot confirm it; of a row of a statement the member who booked it.';

COMMENT ON COLUMN "public"."offline_payments"."source" IS 'Who says that it was paid.';

COMMENT ON COLUMN "public"."offline_payments"."status" IS 'Moved by functions only.';

COMMENT ON COLUMN "public"."offline_payments"."subject_id" IS 'What is paid for: the tenancy, sale or application of the payment.';

COMMENT ON COLUMN "public"."offline_payments"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."payee_accounts"."account_name" IS 'Whose account it is, as the bank says it.';

COMMENT ON COLUMN "public"."payee_accounts"."bank_code" IS 'The bank, by the provider''s code.';

COMMENT ON COLUMN "public"."payee_accounts"."bank_name" IS 'The bank, by the provider''s name for it.';

COMMENT ON COLUMN "public"."payee_accounts"."created_at" IS 'When it was added, UTC.';

COMMENT ON COLUMN "public"."payee_accounts"."decided_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."payee_accounts"."decided_by" IS 'Who approved, declined or retired it last.';

COMMENT ON COLUMN "public"."payee_accounts"."decision" IS 'Why it was declined or retired.';

COMMENT ON COLUMN "public"."payee_accounts"."is_sole" IS 'Whether it was approved without a second person, because there was none.';

COMMENT ON COLUMN "public"."payee_accounts"."last_four" IS 'Last four figures of its number.';

COMMENT ON COLUMN "public"."payee_accounts"."name_check" IS 'Whether that is the organization''s name: see private.check_payee_name().';

COMMENT ON COLUMN "public"."payee_accounts"."org_id" IS 'Whose money.';

COMMENT ON COLUMN "public"."payee_accounts"."payable_from" IS 'From when money may go there, UTC: private.payee_cooling_off after it was approved.';

COMMENT ON COLUMN "public"."payee_accounts"."proposed_by" IS 'Who added it, and so cannot approve it where somebody else can.';

COMMENT ON COLUMN "public"."payee_accounts"."provider" IS 'The provider that resolved it and that pays it: their codes for banks differ.';

COMMENT ON COLUMN "public"."payee_accounts"."status" IS 'Moved by functions only.';

COMMENT ON COLUMN "public"."payee_accounts"."takes_transfers" IS 'Whether tenants pay to it by transfer, and so are told of a change.';

COMMENT ON COLUMN "public"."payee_accounts"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."payer_consents"."given_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."payer_consents"."language" IS 'In which language.';

COMMENT ON COLUMN "public"."payer_consents"."org_id" IS 'The organization of the payment or tenancy.';

COMMENT ON COLUMN "public"."payer_consents"."payment_id" IS 'The payment whose card may be kept.';

COMMENT ON COLUMN "public"."payer_consents"."purpose" IS 'To what.';

COMMENT ON COLUMN "public"."payer_consents"."tenancy_id" IS 'The tenancy whose charges may be taken.';

COMMENT ON COLUMN "public"."payer_consents"."user_id" IS 'Who agreed.';

COMMENT ON COLUMN "public"."payer_consents"."version" IS 'Which text they were shown.';

COMMENT ON COLUMN "public"."payment_credits"."created_at" IS 'When it was left over, UTC.';

COMMENT ON COLUMN "public"."payment_credits"."left_kobo" IS 'What of the payment has settled nothing yet, in kobo.';

COMMENT ON COLUMN "public"."payment_credits"."org_id" IS 'To whom it was paid.';

COMMENT ON COLUMN "public"."payment_credits"."payment_id" IS 'The payment.';

COMMENT ON COLUMN "public"."payment_credits"."tenancy_id" IS 'Whose charges draw on it, and those of what renews it.';

COMMENT ON COLUMN "public"."payment_credits"."updated_at" IS 'When a charge last drew on it, UTC.';

COMMENT ON COLUMN "public"."payment_exceptions"."fingerprint" IS 'What makes it the same exception: SHA-256 of the body for a bad signature, else what it is about, such as a reference, an id, a provider''s transaction or day, or a finding of the proof with its subject.';

COMMENT ON COLUMN "public"."payment_exceptions"."provider" IS 'The provider who sent it, claims to or lists it, or how the payment was made; null where the proof names no payment.';

COMMENT ON COLUMN "public"."payment_exceptions"."suggested_action" IS 'What to do about it, for people: see private.suggested_action().';

COMMENT ON COLUMN "public"."payment_items"."withheld_kobo" IS 'What of it is for the part that the tenant withholds as tax, in kobo: of a certificate all of it, of a payer who pays the whole charge that part, else nothing.';

COMMENT ON COLUMN "public"."payment_proofs"."added_by" IS 'Who showed it.';

COMMENT ON COLUMN "public"."payment_proofs"."created_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."payment_proofs"."mime_type" IS 'The type that the file''s bytes have.';

COMMENT ON COLUMN "public"."payment_proofs"."offline_payment_id" IS 'What it proves.';

COMMENT ON COLUMN "public"."payment_proofs"."org_id" IS 'Whom it was shown to.';

COMMENT ON COLUMN "public"."payment_proofs"."sha256" IS 'Digest of the file, in hexadecimal: within an organization it proves one payment only.';

COMMENT ON COLUMN "public"."payment_proofs"."size_bytes" IS 'Size of the file in bytes, at most 10 MiB.';

COMMENT ON COLUMN "public"."payment_proofs"."storage_path" IS 'The file in the private bucket payment-proofs: <org_id>/…. Who may read the row may read the file.';

COMMENT ON COLUMN "public"."payment_proofs"."upload_path" IS 'The upload that it was made from, so that a repeat finds what it made.';

COMMENT ON COLUMN "public"."payment_return_parts"."amount_kobo" IS 'How much of the allocation, in kobo.';

COMMENT ON COLUMN "public"."payment_return_parts"."charge_id" IS 'The charge that is open again by that much.';

COMMENT ON COLUMN "public"."payment_return_parts"."instead_id" IS 'The charge in its place, of what it was less what went back.';

COMMENT ON COLUMN "public"."payment_return_parts"."kept_kobo" IS 'What of it did not go back, in kobo: it settles the charge that takes the place of this one.';

COMMENT ON COLUMN "public"."payment_return_parts"."org_id" IS 'The organization; the same for return and charge.';

COMMENT ON COLUMN "public"."payment_return_parts"."payment_id" IS 'The payment; the same as the return''s.';

COMMENT ON COLUMN "public"."payment_return_parts"."return_id" IS 'The return.';

COMMENT ON COLUMN "public"."payment_returns"."account" IS 'Out of which account it went: where the provider holds our money, or the bank.';

COMMENT ON COLUMN "public"."payment_returns"."amount_kobo" IS 'How much, in kobo.';

COMMENT ON COLUMN "public"."payment_returns"."created_at" IS 'When it was booked, UTC.';

COMMENT ON COLUMN "public"."payment_returns"."credit_kobo" IS 'What of it was credit that had settled nothing, in kobo.';

COMMENT ON COLUMN "public"."payment_returns"."fees_kobo" IS 'What the provider keeps for it beside that, in kobo.';

COMMENT ON COLUMN "public"."payment_returns"."kind" IS 'How it went back.';

COMMENT ON COLUMN "public"."payment_returns"."org_id" IS 'Who had received it.';

COMMENT ON COLUMN "public"."payment_returns"."payment_id" IS 'The payment of which it is a part or the whole.';

COMMENT ON COLUMN "public"."payment_returns"."returned_at" IS 'When it went back, UTC.';

COMMENT ON COLUMN "public"."payment_returns"."source_id" IS 'The refund or dispute by which it went back.';

COMMENT ON COLUMN "public"."payment_returns"."subject_id" IS 'What was paid for: the tenancy, sale or application of the payment.';

COMMENT ON COLUMN "public"."payments"."application_id" IS 'For which application.';

COMMENT ON COLUMN "public"."payments"."mandate_id" IS 'Under which mandate an agency collects it, as it was when it was begun; null: it goes to the organization itself.';

COMMENT ON COLUMN "public"."payments"."paid_at" IS 'When the money was paid, UTC, as the provider or the payee''s bank shows it (a bank shows a day: noon of it); of what settles without money, when it was recorded.';

COMMENT ON COLUMN "public"."payments"."returned_kobo" IS 'What of it went back by refunds and chargebacks, in kobo: the sum of its payment_returns. A payment of which all went back is still one that succeeded.';

COMMENT ON COLUMN "public"."payments"."sale_id" IS 'For which sale.';

COMMENT ON COLUMN "public"."payments"."tenancy_id" IS 'For which tenancy. Exactly one of tenancy, sale and application is named.';

COMMENT ON COLUMN "public"."payouts"."amount_kobo" IS 'What arrives, in kobo.';

COMMENT ON COLUMN "public"."payouts"."client_id" IS 'Made by whoever asks: sent again after a lost answer it is not made twice.';

COMMENT ON COLUMN "public"."payouts"."created_at" IS 'When it was asked for, UTC.';

COMMENT ON COLUMN "public"."payouts"."currency" IS 'ISO 4217 code.';

COMMENT ON COLUMN "public"."payouts"."decided_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."payouts"."decided_by" IS 'Who approved, declined or withdrew it, or said that it failed.';

COMMENT ON COLUMN "public"."payouts"."decision" IS 'Why it was declined, withdrawn or given up.';

COMMENT ON COLUMN "public"."payouts"."failure_reason" IS 'Why it failed, waits or needs a person, as the provider says it; without account numbers.';

COMMENT ON COLUMN "public"."payouts"."fee_kobo" IS 'What the provider takes for it besides, in kobo; null until it says so.';

COMMENT ON COLUMN "public"."payouts"."is_sole" IS 'Whether it was approved without a second person, because there was none.';

COMMENT ON COLUMN "public"."payouts"."mandate_id" IS 'Under which mandate it was collected; null for the organization''s own money.';

COMMENT ON COLUMN "public"."payouts"."note" IS 'What it is for, as the bank statement shows it.';

COMMENT ON COLUMN "public"."payouts"."org_id" IS 'Whose money.';

COMMENT ON COLUMN "public"."payouts"."paid_at" IS 'When it was paid, UTC, as the provider says.';

COMMENT ON COLUMN "public"."payouts"."payee_account_id" IS 'To which account of theirs.';

COMMENT ON COLUMN "public"."payouts"."payee_org_id" IS 'To whom: the organization itself, or the principal for whom it collected.';

COMMENT ON COLUMN "public"."payouts"."provider" IS 'Who holds the money and sends it; the same as the account''s.';

COMMENT ON COLUMN "public"."payouts"."provider_transfer_id" IS 'The provider''s own identifier.';

COMMENT ON COLUMN "public"."payouts"."reference" IS 'Our reference, sent to the provider: by it an unknown outcome is asked about, and the provider takes it once.';

COMMENT ON COLUMN "public"."payouts"."requested_by" IS 'Who asked for it, and so cannot approve it where somebody else can.';

COMMENT ON COLUMN "public"."payouts"."sent_at" IS 'When it was last given to the provider, UTC.';

COMMENT ON COLUMN "public"."payouts"."status" IS 'Moved by functions only.';

COMMENT ON COLUMN "public"."payouts"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."principal_moves"."agency_fee_kobo" IS 'The agency''s own fee, in kobo.';

COMMENT ON COLUMN "public"."principal_moves"."clearing_kobo" IS 'By how much the provider holds more, or less, for the agency, in kobo.';

COMMENT ON COLUMN "public"."principal_moves"."created_at" IS 'When it was booked, UTC.';

COMMENT ON COLUMN "public"."principal_moves"."entry_id" IS 'The entry in the agency''s books.';

COMMENT ON COLUMN "public"."principal_moves"."gross_kobo" IS 'What the tenant paid, or what was sent on, in kobo.';

COMMENT ON COLUMN "public"."principal_moves"."kind" IS 'What happened.';

COMMENT ON COLUMN "public"."principal_moves"."mandate_id" IS 'The mandate under which it was collected.';

COMMENT ON COLUMN "public"."principal_moves"."occurred_at" IS 'When it happened in the world, UTC.';

COMMENT ON COLUMN "public"."principal_moves"."org_id" IS 'The agency, in whose books the entry is.';

COMMENT ON COLUMN "public"."principal_moves"."owed_kobo" IS 'By how much the agency owes more, or less, in kobo.';

COMMENT ON COLUMN "public"."principal_moves"."payment_id" IS 'The tenant''s payment to the owner that was collected.';

COMMENT ON COLUMN "public"."principal_moves"."payout_id" IS 'The payout that was sent on.';

COMMENT ON COLUMN "public"."principal_moves"."principal_org_id" IS 'The owner to whom it is owed.';

COMMENT ON COLUMN "public"."principal_moves"."provider" IS 'Who holds it, or sent it on.';

COMMENT ON COLUMN "public"."principal_moves"."provider_fees_kobo" IS 'What the provider kept of it, in kobo; the owner bears it when money comes in, the agency when it sends it on.';

COMMENT ON COLUMN "public"."provider_balances"."attempts" IS 'How often reading it broke off.';

COMMENT ON COLUMN "public"."provider_balances"."clearing_kobo" IS 'What came in through it and has not gone back through it, less its fees, by the clearing accounts of all organizations, in kobo.';

COMMENT ON COLUMN "public"."provider_balances"."difference_kobo" IS 'held_kobo less what it should be: clearing_kobo less paid_out_kobo.';

COMMENT ON COLUMN "public"."provider_balances"."held_kobo" IS 'What the provider says it holds, in kobo; what it has not released yet included.';

COMMENT ON COLUMN "public"."provider_balances"."last_error" IS 'Why, the last time.';

COMMENT ON COLUMN "public"."provider_balances"."leased_until" IS 'Until when a worker has it in hand, UTC.';

COMMENT ON COLUMN "public"."provider_balances"."not_before" IS 'From when it may be read, UTC; after an error, again.';

COMMENT ON COLUMN "public"."provider_balances"."on_day" IS 'The day, Nigerian date: one row for each provider and day.';

COMMENT ON COLUMN "public"."provider_balances"."paid_out_kobo" IS 'What it paid out to us by its own settlements until then, in kobo.';

COMMENT ON COLUMN "public"."provider_balances"."provider" IS 'Who holds it.';

COMMENT ON COLUMN "public"."provider_balances"."read_at" IS 'When the provider answered, UTC; null: it has not.';

COMMENT ON COLUMN "public"."provider_balances"."since" IS 'The first of the days in a row on which something was unexplained, Nigerian date; null when nothing is.';

COMMENT ON COLUMN "public"."provider_balances"."under_way_kobo" IS 'Settlements that it lists and has not paid yet, in kobo.';

COMMENT ON COLUMN "public"."provider_balances"."unexplained_kobo" IS 'What of the difference settlements under way do not explain, in kobo.';

COMMENT ON COLUMN "public"."receipt_voids"."hash" IS 'SHA-256, in hex, over previous_hash and the contents: see private.receipt_void_hash().';

COMMENT ON COLUMN "public"."receipt_voids"."hash_version" IS 'Which list of columns hash covers: see private.receipt_void_hash().';

COMMENT ON COLUMN "public"."receipt_voids"."org_id" IS 'Whose receipt it is.';

COMMENT ON COLUMN "public"."receipt_voids"."previous_hash" IS 'Hash of the organization''s row before it; empty for the first.';

COMMENT ON COLUMN "public"."receipt_voids"."reason" IS 'Why, for whoever has the receipt.';

COMMENT ON COLUMN "public"."receipt_voids"."receipt_id" IS 'The receipt; it is voided once and for good.';

COMMENT ON COLUMN "public"."receipt_voids"."serial" IS 'Number within the organization, without gaps.';

COMMENT ON COLUMN "public"."receipt_voids"."voided_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."receipt_voids"."voided_by" IS 'Who voided it; null when no person did.';

COMMENT ON COLUMN "public"."receipts"."application_id" IS 'The application it was paid for.';

COMMENT ON COLUMN "public"."receipts"."kind" IS 'Rent, deposit, service charge, sale or other: one receipt of each kind for a payment, and one in place of each that is void.';

COMMENT ON COLUMN "public"."receipts"."landlord_address" IS 'Address, on that day, of the landlord, or of the first seller.';

COMMENT ON COLUMN "public"."receipts"."landlord_name" IS 'Name, on that day, of the landlord, or of the sellers in a sale.';

COMMENT ON COLUMN "public"."receipts"."replaces_id" IS 'The void receipt of the same money in whose place it was issued, with names and premises as they should be; null for the first.';

COMMENT ON COLUMN "public"."receipts"."sale_id" IS 'The sale it was paid for.';

COMMENT ON COLUMN "public"."receipts"."tenancy_id" IS 'The tenancy it was paid for. Exactly one of tenancy, sale and application is named.';

COMMENT ON COLUMN "public"."receipts"."tenant_address" IS 'Address, on that day, of the first tenant or buyer; null where a buyer or an applicant gave none.';

COMMENT ON COLUMN "public"."receipts"."tenant_names" IS 'Names, on that day, of the tenants, of the buyers in a sale, or of the applicant.';

COMMENT ON COLUMN "public"."refunds"."amount_kobo" IS 'How much, in kobo.';

COMMENT ON COLUMN "public"."refunds"."approved_alone" IS 'Whether who asked approved it themselves, as the only member who may.';

COMMENT ON COLUMN "public"."refunds"."approved_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."refunds"."approved_by" IS 'Who approved or declined it.';

COMMENT ON COLUMN "public"."refunds"."charge_id" IS 'The charge of whose money it is; null: credit first, then the newest charges.';

COMMENT ON COLUMN "public"."refunds"."client_id" IS 'Made by whoever asks: sent again after a lost answer it is not made twice. Null for one that the provider told of.';

COMMENT ON COLUMN "public"."refunds"."created_at" IS 'When it was asked for, or heard of, UTC.';

COMMENT ON COLUMN "public"."refunds"."decision" IS 'Why it was declined or withdrawn, or what staff found.';

COMMENT ON COLUMN "public"."refunds"."document_id" IS 'A paper of the tenancy that shows it.';

COMMENT ON COLUMN "public"."refunds"."drops_charges" IS 'Whether what it was paid for is owed no more: the charge is then taken back, or becomes what was kept of it. Otherwise it is open again.';

COMMENT ON COLUMN "public"."refunds"."excess_kobo" IS 'What of it went back beyond what was left of the payment, in kobo: a dispute and a refund that were both carried out. It is not booked, and staff get it back.';

COMMENT ON COLUMN "public"."refunds"."failure_reason" IS 'Why it failed, as the provider says.';

COMMENT ON COLUMN "public"."refunds"."method" IS 'How it had been paid; the same as the payment''s.';

COMMENT ON COLUMN "public"."refunds"."org_id" IS 'Who gives it back.';

COMMENT ON COLUMN "public"."refunds"."paid_by" IS 'Who says that it was paid out.';

COMMENT ON COLUMN "public"."refunds"."paid_note" IS 'What shows that it was paid out, in words.';

COMMENT ON COLUMN "public"."refunds"."paid_on" IS 'When it was paid out by hand, Nigerian date.';

COMMENT ON COLUMN "public"."refunds"."paid_reference" IS 'Reference of the transfer, slip or cheque by which.';

COMMENT ON COLUMN "public"."refunds"."payment_id" IS 'Of which payment.';

COMMENT ON COLUMN "public"."refunds"."provider_refund_id" IS 'The provider''s own identifier.';

COMMENT ON COLUMN "public"."refunds"."reason" IS 'Why, for the payer.';

COMMENT ON COLUMN "public"."refunds"."requested_by" IS 'The member who asked; null when it was made at the provider''s dashboard.';

COMMENT ON COLUMN "public"."refunds"."sent_at" IS 'When the provider was asked last, UTC: written before it was.';

COMMENT ON COLUMN "public"."refunds"."status" IS 'Moved by functions only.';

COMMENT ON COLUMN "public"."refunds"."subject_id" IS 'What was paid for: the tenancy, sale or application of the payment.';

COMMENT ON COLUMN "public"."refunds"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."refunds"."way" IS 'How it goes back.';

COMMENT ON COLUMN "public"."sales"."taker_org_id" IS 'The organization into which the home and its tenancies go, as its buyer said; null: the one named as buyer for which they act, or the only one that they own.';

COMMENT ON COLUMN "public"."saved_authorizations"."bank" IS 'Which bank gave it out, as the provider says.';

COMMENT ON COLUMN "public"."saved_authorizations"."brand" IS 'Visa, Verve and so on, as the provider says.';

COMMENT ON COLUMN "public"."saved_authorizations"."channel" IS 'Card, or what else the provider calls it.';

COMMENT ON COLUMN "public"."saved_authorizations"."created_at" IS 'When it was kept, UTC.';

COMMENT ON COLUMN "public"."saved_authorizations"."expires_on" IS 'The last day of the month on the card; null where the provider does not say.';

COMMENT ON COLUMN "public"."saved_authorizations"."last_four" IS 'The last four digits.';

COMMENT ON COLUMN "public"."saved_authorizations"."provider" IS 'With whom it is kept: no other can charge it.';

COMMENT ON COLUMN "public"."saved_authorizations"."status" IS 'Whether it can be charged.';

COMMENT ON COLUMN "public"."saved_authorizations"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."saved_authorizations"."user_id" IS 'Whose card.';

COMMENT ON COLUMN "public"."statement_accounts"."bank_name" IS 'The bank.';

COMMENT ON COLUMN "public"."statement_accounts"."created_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."statement_accounts"."created_by" IS 'The member who mapped it first.';

COMMENT ON COLUMN "public"."statement_accounts"."credit_column" IS 'Header of the column with what came in, or with an amount whose sign, or direction_column, says whether it did.';

COMMENT ON COLUMN "public"."statement_accounts"."date_column" IS 'Header of the column with the day.';

COMMENT ON COLUMN "public"."statement_accounts"."date_order" IS 'How dates in figures are read.';

COMMENT ON COLUMN "public"."statement_accounts"."direction_column" IS 'Header of the column that says credit or debit (CR, C, credit), where the amount has no sign.';

COMMENT ON COLUMN "public"."statement_accounts"."label" IS 'What the organization calls the account; once in an organization and bank.';

COMMENT ON COLUMN "public"."statement_accounts"."last_four" IS 'Last four figures of its number, to tell accounts apart.';

COMMENT ON COLUMN "public"."statement_accounts"."narration_column" IS 'Header of the column with the bank''s words.';

COMMENT ON COLUMN "public"."statement_accounts"."org_id" IS 'Whose account.';

COMMENT ON COLUMN "public"."statement_accounts"."payer_column" IS 'Header of the column with who paid, where it is apart.';

COMMENT ON COLUMN "public"."statement_accounts"."reference_column" IS 'Header of the column with the bank''s reference.';

COMMENT ON COLUMN "public"."statement_accounts"."updated_at" IS 'Last change, UTC.';

COMMENT ON COLUMN "public"."statement_imports"."account_id" IS 'The account.';

COMMENT ON COLUMN "public"."statement_imports"."created_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."statement_imports"."created_by" IS 'The member who sent it.';

COMMENT ON COLUMN "public"."statement_imports"."file_name" IS 'Name of the file, as the sender gave it.';

COMMENT ON COLUMN "public"."statement_imports"."known_count" IS 'Rows that an earlier import brought.';

COMMENT ON COLUMN "public"."statement_imports"."left_out_count" IS 'Rows without a day, and those of money that went out.';

COMMENT ON COLUMN "public"."statement_imports"."new_count" IS 'Rows that were not there yet.';

COMMENT ON COLUMN "public"."statement_imports"."org_id" IS 'Whose account.';

COMMENT ON COLUMN "public"."statement_imports"."refused" IS 'The first hundred of them: row_number from 1, field, message.';

COMMENT ON COLUMN "public"."statement_imports"."refused_count" IS 'Rows that could not be read.';

COMMENT ON COLUMN "public"."statement_imports"."row_count" IS 'Rows sent, at most 5,000.';

COMMENT ON COLUMN "public"."statement_rows"."account_id" IS 'The account.';

COMMENT ON COLUMN "public"."statement_rows"."amount_kobo" IS 'What came in, in kobo.';

COMMENT ON COLUMN "public"."statement_rows"."booked_on" IS 'The day, Nigerian date.';

COMMENT ON COLUMN "public"."statement_rows"."cells_hash" IS 'SHA-256 of the row''s cells as the bank wrote them: the same however its columns are mapped, and under whichever label of the account.';

COMMENT ON COLUMN "public"."statement_rows"."created_at" IS 'When it was imported, UTC.';

COMMENT ON COLUMN "public"."statement_rows"."decided_at" IS 'When, UTC.';

COMMENT ON COLUMN "public"."statement_rows"."decided_by" IS 'Who said so.';

COMMENT ON COLUMN "public"."statement_rows"."dismissed_reason" IS 'Why it is no payment of ours.';

COMMENT ON COLUMN "public"."statement_rows"."import_id" IS 'The import that brought it first.';

COMMENT ON COLUMN "public"."statement_rows"."is_other_money" IS 'Whether a person said that it is other money than a row of another import, or a payment, that looks the same.';

COMMENT ON COLUMN "public"."statement_rows"."narration" IS 'The bank''s words, with who paid where the bank says that apart.';

COMMENT ON COLUMN "public"."statement_rows"."offline_payment_id" IS 'The payment that it is; null until somebody says so. A payment is one row.';

COMMENT ON COLUMN "public"."statement_rows"."org_id" IS 'Whose account.';

COMMENT ON COLUMN "public"."statement_rows"."reference" IS 'The bank''s reference.';

COMMENT ON COLUMN "public"."statement_rows"."row_hash" IS 'SHA-256 of what the row says and of which one it is among those of a file that say the same: a statement that overlaps makes no second row.';

COMMENT ON COLUMN "public"."tax_certificates"."amount_kobo" IS 'How much, in kobo.';

COMMENT ON COLUMN "public"."tax_certificates"."certificate_no" IS 'The number on the certificate or credit note; one can be for several charges.';

COMMENT ON COLUMN "public"."tax_certificates"."charge_id" IS 'From which charge.';

COMMENT ON COLUMN "public"."tax_certificates"."created_at" IS 'When it was recorded, UTC.';

COMMENT ON COLUMN "public"."tax_certificates"."created_by" IS 'The member who recorded it.';

COMMENT ON COLUMN "public"."tax_certificates"."issued_on" IS 'Its Nigerian date.';

COMMENT ON COLUMN "public"."tax_certificates"."org_id" IS 'Whose tax it was.';

COMMENT ON COLUMN "public"."tax_certificates"."payment_id" IS 'The payment by which it settled its part of the charge.';

COMMENT ON COLUMN "public"."tax_certificates"."taken_back_at" IS 'When it was taken back, UTC: a certificate of the same number can be recorded again. Null while it counts.';

COMMENT ON COLUMN "public"."tax_certificates"."tenancy_id" IS 'Who withheld it.';

COMMENT ON COLUMN "public"."tenancy_handovers"."created_at" IS 'When the tenancy passed, UTC.';

COMMENT ON COLUMN "public"."tenancy_handovers"."deposit_kobo" IS 'What was held of the tenants'' caution deposit and passed with the home, in kobo.';

COMMENT ON COLUMN "public"."tenancy_handovers"."handed_over_on" IS 'Day of completion, Nigerian date: what begins on it or later is owed to the buyer.';

COMMENT ON COLUMN "public"."tenancy_handovers"."org_id" IS 'Whose row: the seller''s organization or the buyer''s.';

COMMENT ON COLUMN "public"."tenancy_handovers"."other_name" IS 'Its name on that day.';

COMMENT ON COLUMN "public"."tenancy_handovers"."other_org_id" IS 'The other organization.';

COMMENT ON COLUMN "public"."tenancy_handovers"."other_property_id" IS 'Of who bought: the property there that its own was copied from, so that a second home in it comes into the same one.';

COMMENT ON COLUMN "public"."tenancy_handovers"."other_tenancy_id" IS 'The tenancy there. No foreign key: it is another organization''s.';

COMMENT ON COLUMN "public"."tenancy_handovers"."pair_id" IS 'The same in both rows of one handover.';

COMMENT ON COLUMN "public"."tenancy_handovers"."prepaid_kobo" IS 'What the tenants had paid for days from handed_over_on on, in kobo, by days: it stays with the seller, whom it was paid to, and the two account for it in the price.';

COMMENT ON COLUMN "public"."tenancy_handovers"."sale_id" IS 'The sale; in the seller''s row only.';

COMMENT ON COLUMN "public"."tenancy_handovers"."settled_at" IS 'When the buyer''s side confirmed that the deposit''s money came, UTC; also when there was none.';

COMMENT ON COLUMN "public"."tenancy_handovers"."settled_by" IS 'Who confirmed it.';

COMMENT ON COLUMN "public"."tenancy_handovers"."side" IS 'Which of the two.';

COMMENT ON COLUMN "public"."tenancy_handovers"."tenancy_id" IS 'The tenancy of this organization: the one that was passed on, or its successor.';

COMMENT ON COLUMN "public"."tenancy_handovers"."was_renewed" IS 'Whether the tenancy that passed was a renewal: its tenants are sitting tenants.';

COMMENT ON COLUMN "public"."virtual_accounts"."account_name" IS 'The name that a payer''s bank shows.';

COMMENT ON COLUMN "public"."virtual_accounts"."account_number" IS 'The number, ten digits: public to both sides, it is where to pay.';

COMMENT ON COLUMN "public"."virtual_accounts"."asked_by" IS 'Who asked for it.';

COMMENT ON COLUMN "public"."virtual_accounts"."bank_name" IS 'The bank, as the provider says it.';

COMMENT ON COLUMN "public"."virtual_accounts"."created_at" IS 'When it was asked for, UTC.';

COMMENT ON COLUMN "public"."virtual_accounts"."org_id" IS 'The organization of the tenancy.';

COMMENT ON COLUMN "public"."virtual_accounts"."provider" IS 'With whom.';

COMMENT ON COLUMN "public"."virtual_accounts"."refusal" IS 'Why the provider gives none.';

COMMENT ON COLUMN "public"."virtual_accounts"."status" IS 'Whether money may come. Moved by functions only.';

COMMENT ON COLUMN "public"."virtual_accounts"."tenancy_id" IS 'Whose charges it pays.';

COMMENT ON COLUMN "public"."virtual_accounts"."updated_at" IS 'Last change, UTC.';

COMMENT ON FUNCTION "private"."accept_offline_payment"(public.offline_payments, public.kobo, public.calendar_date) IS 'Confirms a locked offline payment with what came (kobo) and when; its trigger settles it.';

COMMENT ON FUNCTION "private"."account_for_charge"(public.charge_kind, uuid) IS 'The account that a charge credits. What a sale demands is held until it is closed, and income from then on.';

COMMENT ON FUNCTION "private"."acknowledge_payment"(uuid) IS 'Checks that the payer answers, then settles what was recorded.';

COMMENT ON FUNCTION "private"."add_charge_schedule"(uuid, public.charge_kind, public.kobo, public.price_period, public.calendar_date, public.calendar_date, integer, integer, integer, uuid, text, uuid) IS 'Checks that the caller may collect and what is agreed, then adds the schedule and posts what it charges already.';

COMMENT ON FUNCTION "private"."advance_tenancies"(public.calendar_date, integer) IS 'A batch of the tenancies whose term or notice has run out on a Nigerian date: ends those whose renewal has begun, marks the others as held over; returns how many. A unit stays taken until possession is returned. Run by pg_cron each hour, so that a night that was missed is made good; safe to repeat and to run twice at a time.';

COMMENT ON FUNCTION "private"."after_application_moved"() IS 'Trigger: the negotiation that an application led to ends with it, and so do fees that nobody paid; then whoever is waiting is told.';

COMMENT ON FUNCTION "private"."after_charges_posted"() IS 'Trigger, for the statement: charges that others take back say so themselves; then the books: each charge is owed by tenant, buyer or applicant, a reversal takes that back.';

COMMENT ON FUNCTION "private"."after_credit_kept"() IS 'Trigger: a checkout that was opened before the home was sold, and paid after, went to the former landlord.';

COMMENT ON FUNCTION "private"."after_decline"(public.autopay_plans, text) IS 'What follows when the bank declined a locked plan of a locked autopay: another try by private.autopay_days, or a pause after the last.';

COMMENT ON FUNCTION "private"."after_deposit_return_moved"() IS 'Trigger: what is confirmed is booked, once; what was booked and is taken back is booked back; staff get a trace of what is disputed; then both sides are told.';

COMMENT ON FUNCTION "private"."after_dispute_moved"() IS 'Trigger: one that is lost takes the money back; an answer that arrived is not sent again; refunds of the payment wait, go on or are declined; then the payee''s side is told.';

COMMENT ON FUNCTION "private"."after_offline_payment_moved"() IS 'Trigger: the payment moves along (it settles when confirmed, and is taken back when that was wrong); staff get a trace of what is disputed or taken back; then people are told.';

COMMENT ON FUNCTION "private"."after_payee_account_moved"() IS 'Trigger: the number of an account that is out of use is forgotten, and what was still to be sent there is withdrawn; then people are told.';

COMMENT ON FUNCTION "private"."after_payment_moved"() IS 'Trigger: of a payment that settles, or is taken back, the charges are summed up; one that is taken back is booked so, its credit or certificate counts no more and its receipts are voided; of one that settles receipts are issued, and then both sides are told.';

COMMENT ON FUNCTION "private"."after_payout_moved"() IS 'Trigger: what is approved is sent, what is paid or came back afterwards is booked, what is over is asked about no more; then people are told.';

COMMENT ON FUNCTION "private"."after_receipts_issued"() IS 'Trigger, for the statement: orders the papers of new receipts.';

COMMENT ON FUNCTION "private"."after_refund_moved"() IS 'Trigger: one that has gone is booked; what a provider is to do for it is put down; staff get a trace of one that is stuck or that nobody here asked for; then both sides are told.';

COMMENT ON FUNCTION "private"."after_tenancy_moved"() IS 'Trigger: one that becomes active is charged and its landlord told; one that is cancelled gives its listing back to the market; of the end both sides hear, and its deposit falls due. Its claim on the unit: see private.move_tenancy().';

COMMENT ON FUNCTION "private"."allow_autopay"(uuid, uuid, public.charge_kind[], public.kobo, public.kobo, integer, text, text) IS 'Checks tenancy, card, terms and consent of the caller, then allows autopay, or changes what was allowed. Limits in kobo.';

COMMENT ON FUNCTION "private"."announce_autopay"(integer) IS 'Tells payers of a batch of charges that autopay is going to take, or will not because they are over the limit; returns how many. Run by pg_cron each hour, after the charges were posted. Safe to repeat and to run in many sessions.';

COMMENT ON FUNCTION "private"."answer_dispute"(uuid, public.dispute_answer, text, uuid) IS 'Checks who answers and what, then has it sent.';

COMMENT ON FUNCTION "private"."approve_payee_account"(uuid) IS 'Checks that a second person approves, then begins the cooling-off time.';

COMMENT ON FUNCTION "private"."approve_payout"(uuid) IS 'Checks that a second person approves and that the account is still one to pay to; it is then sent.';

COMMENT ON FUNCTION "private"."approve_refund"(uuid, boolean) IS 'Checks that a second person decides, then approves; the trigger has it sent.';

COMMENT ON FUNCTION "private"."ask_for_proof"(uuid, text) IS 'Checks who decides, then asks the payer for more.';

COMMENT ON FUNCTION "private"."ask_virtual_account"(uuid, public.payment_method) IS 'Checks that the caller is a tenant or may demand money from the tenancy, then asks for an account number, once.';

COMMENT ON FUNCTION "private"."autopay_waits"() IS 'Whether autopay has something to take, or to follow, now.';

COMMENT ON FUNCTION "private"."begin_autopay_attempt"(public.autopay_plans, public.autopays, public.saved_authorizations) IS 'Of a locked plan whose day has come: writes its payment, or says why not (null): nothing is open, another payment may pay it, more than allowed, the card has expired, the tenancy is over.';

COMMENT ON FUNCTION "private"."begin_credit"(public.virtual_accounts, public.tenancies, text, public.kobo) IS 'The payment of a credit (kobo) with its items, unless it is there.';

COMMENT ON FUNCTION "private"."begin_offline_payment"(uuid, uuid[], public.payment_method, public.kobo) IS 'A payment with its items for charges that are locked and owed by the same, the amount (kobo) divided among what is open of them.';

COMMENT ON FUNCTION "private"."begin_sending"(public.payouts) IS 'Writes down that a locked payout is being sent, or that it failed because its account is out of use; puts it off while the provider does not hold enough for its organization. Returns whether it is being sent.';

COMMENT ON FUNCTION "private"."book_collection"(public.payments, public.kobo, public.kobo, public.kobo, public.instant) IS 'Books, in both books, that an agency collected a payment (kobo) under the mandate of its checkout.';

COMMENT ON FUNCTION "private"."book_completion"(public.sales, public.kobo, public.calendar_date) IS 'Before a locked sale is closed: demands what its final price (kobo) adds, takes back what it leaves out, and books what was held as income.';

COMMENT ON FUNCTION "private"."book_draw"(public.payment_credits, uuid, text, public.kobo) IS 'Books that a charge drew on a credit: it is owed no more, and the credit is less.';

COMMENT ON FUNCTION "private"."book_payout"(public.payouts) IS 'Books that money went from the provider to the bank, and what the provider took for it.';

COMMENT ON FUNCTION "private"."book_refund"(public.refunds) IS 'A refund that has gone takes its money back from what the payment settled; of one that went by hand it left the bank.';

COMMENT ON FUNCTION "private"."book_remittance"(public.payouts, boolean) IS 'Books, in both books, that an agency sent money on to its principal, or that it came back.';

COMMENT ON FUNCTION "private"."book_returned_collection"(public.payments, uuid, public.kobo, public.kobo, public.instant) IS 'Books in the agency''s books that a part of a payment which it collected went back to the payer (kobo), with what the provider took for that: the owner bears both. return_id: the refund or chargeback, which the owner''s own entry takes off agent_receivable.';

COMMENT ON FUNCTION "private"."book_returned_payout"(public.payouts) IS 'Books that the money of a payout came back from the bank to the provider.';

COMMENT ON FUNCTION "private"."book_reversed_collection"(public.payments, public.kobo) IS 'Books, in both books, that a payment which an agency had collected was taken back.';

COMMENT ON FUNCTION "private"."book_reversed_payment"(public.payments) IS 'Books that a payment was taken back: what it settled is owed again, what it left as credit is gone.';

COMMENT ON FUNCTION "private"."book_statement_row"(uuid, uuid[], boolean) IS 'Checks the permission, then makes a payment of a row and settles it.';

COMMENT ON FUNCTION "private"."charge_sale"(public.sales, public.kobo) IS 'Demands deposit (due when the contract is signed) and balance (due at completion) of a sale, in kobo, once.';

COMMENT ON FUNCTION "private"."charges_of_payer"(uuid, uuid[]) IS 'Of some charges those that a person owes.';

COMMENT ON FUNCTION "private"."check_decision"(text, text) IS 'A reason or question in words, trimmed. Error: offline_payment.bad_fact 422 naming the field.';

COMMENT ON FUNCTION "private"."check_entries_have_lines"() IS 'Trigger, for the statement: an entry is written together with its lines, by one statement.';

COMMENT ON FUNCTION "private"."check_lines_balance"() IS 'Trigger, for the statement: what it adds to an entry balances. So every entry balances whole, whatever was added before; one line alone never does.';

COMMENT ON FUNCTION "private"."check_offline_facts"(public.payment_method, public.kobo, public.calendar_date, text, text, public.payment_method[]) IS 'Refuses (422 offline_payment.bad_fact, naming the field) what cannot be said of an offline payment. methods: those that are taken here.';

COMMENT ON FUNCTION "private"."check_payee_name"(uuid, text) IS 'Whether the name that the bank gives is that of the organization''s verified identity. The one place that decides it.';

COMMENT ON FUNCTION "private"."check_payee_reason"(text) IS 'A reason in words, trimmed. Error: payee_account.bad_reason 400.';

COMMENT ON FUNCTION "private"."check_payout_reason"(text) IS 'A reason in words, trimmed. Error: payout.bad_fact 400.';

COMMENT ON FUNCTION "private"."check_refund_words"(text, text) IS 'Words about a refund or dispute, trimmed. Error: refund.bad_fact 400 naming the field.';

COMMENT ON FUNCTION "private"."check_report_days"(public.calendar_date, public.calendar_date) IS 'Refuses (400 report.bad_days) a report without a first and a last day, or over more than ten years.';

COMMENT ON FUNCTION "private"."clear_refund"(uuid, boolean, text, text) IS 'Checks that the caller is staff and that nobody knows, then goes on as they found it.';

COMMENT ON FUNCTION "private"."cleared_through"(public.payment_method) IS 'What stands on the clearing accounts of all organizations from payments and payouts through a provider, in kobo.';

COMMENT ON FUNCTION "private"."close_application_fees"(public.applications) IS 'When an application is over: fees that nobody paid are taken back; one that was paid and goes back to who is turned down is flagged for refund, and members are told.';

COMMENT ON FUNCTION "private"."close_sale"(uuid, public.kobo, public.calendar_date, text) IS 'Checks the caller and the facts, then closes: the unit is sold, its listings leave the market, other offers are declined, and tenancies in force pass to the buyer.';

COMMENT ON FUNCTION "private"."collecting_mandate"(uuid) IS 'The live mandate under which an agency collects what the tenants of a tenancy pay online today; null: it goes to the landlord.';

COMMENT ON FUNCTION "private"."confirm_deposit_return"(uuid) IS 'Checks that the caller is a tenant, or a second person who may confirm money, then confirms a return.';

COMMENT ON FUNCTION "private"."confirm_handover_deposit"(uuid) IS 'Checks the caller, then books in both organizations that the deposit''s money came from the seller to the buyer.';

COMMENT ON FUNCTION "private"."confirm_offline_payment"(uuid, public.kobo, public.calendar_date) IS 'Checks who decides, then confirms what the bank shows.';

COMMENT ON FUNCTION "private"."copy_home"(public.units, uuid, public.calendar_date) IS 'Makes a unit that is sold anew in its buyer''s organization, in a copy of its property.';

COMMENT ON FUNCTION "private"."copy_schedules"(public.tenancies, public.tenancies, jsonb, jsonb, uuid[]) IS 'What the seller has not charged, or took back, the successor charges, by the same schedules. tenants: the buyer''s records by the seller''s; cuts: the first day of each schedule that is the buyer''s.';

COMMENT ON FUNCTION "private"."copy_tenant"(uuid, uuid) IS 'Makes a tenant known to the organization that takes their tenancy over; one with an account once.';

COMMENT ON FUNCTION "private"."decide_deposit_return"(uuid, boolean, text) IS 'Checks that the caller is staff, then decides on a disputed return.';

COMMENT ON FUNCTION "private"."decide_statement_row"(public.statement_rows, uuid, text, boolean) IS 'Notes what a locked row is. Error: statement.already_matched 409 when the payment is another row.';

COMMENT ON FUNCTION "private"."decline_payee_account"(uuid, text) IS 'Checks the caller, then declines an account: its number is forgotten.';

COMMENT ON FUNCTION "private"."decline_payout"(uuid, text) IS 'Checks the caller, then declines a payout: its amount is free again.';

COMMENT ON FUNCTION "private"."decline_refund"(uuid, text) IS 'Checks who decides, then declines with a reason.';

COMMENT ON FUNCTION "private"."deduct_from_deposit"(uuid, public.kobo, text, uuid, uuid, uuid, uuid) IS 'Checks the caller, the evidence and what is held, then charges the damage and settles it from the deposit.';

COMMENT ON FUNCTION "private"."demand_application_fee"(uuid, public.application_fee_kind, public.kobo, text, public.calendar_date, boolean, uuid) IS 'Checks the caller, the facts and the law of the place, then demands a fee of an applicant and tells them.';

COMMENT ON FUNCTION "private"."deposits_paid"(uuid) IS 'What was paid of the caution deposit of each tenancy of an organization, in kobo, the deposits that its renewals and a bought home brought along included.';

COMMENT ON FUNCTION "private"."differences"(private.reconciliations, text) IS 'What a provider says of a day and our books do not, or the other way round.';

COMMENT ON FUNCTION "private"."dismiss_statement_row"(uuid, text) IS 'Checks the permission, then notes why a row is no payment.';

COMMENT ON FUNCTION "private"."dispute_deposit_return"(uuid, text) IS 'Checks that the caller is a tenant and in time, then leaves the return to staff.';

COMMENT ON FUNCTION "private"."dispute_payment"(uuid, text) IS 'Checks that the payer answers, then lets staff decide.';

COMMENT ON FUNCTION "private"."disputes_wait"() IS 'Whether an answer is to be sent, or a provider to be asked for its disputes.';

COMMENT ON FUNCTION "private"."divide_charge"(uuid, jsonb) IS 'Checks the caller, the parts and that nothing is paid, then takes the charge back and demands its parts.';

COMMENT ON FUNCTION "private"."draw_credit"(integer) IS 'Sets a batch of credits against open charges of their tenancies, the oldest first; returns how many credits it took up. Run by pg_cron each hour, after the charges were posted. Safe to repeat and to run in many sessions: a credit is locked by whoever draws on it.';

COMMENT ON FUNCTION "private"."drop_certificate"(uuid) IS 'When the payment of a certificate is taken back, what it settled is withheld again.';

COMMENT ON FUNCTION "private"."drop_credit"(uuid) IS 'Of a payment that is taken back nothing can be drawn any more.';

COMMENT ON FUNCTION "private"."drop_returned_charges"(public.payments, uuid, text) IS 'Takes back those charges of a return that nobody has paid any more; one of what is still owed or paid takes the place.';

COMMENT ON FUNCTION "private"."due_days"(integer, integer) IS 'Days from the first day of a period until its charge falls due: so many before it, or on a day of it counted from 1; the first day when neither is given.';

COMMENT ON FUNCTION "private"."end_authorization"(uuid, public.authorization_status) IS 'A card that is removed, or that the bank refuses for good: its token is deleted, and autopay by it pauses.';

COMMENT ON FUNCTION "private"."end_autopay"(uuid) IS 'Ends a locked autopay: nothing more is taken. What the bank was asked for before may still come, and is kept.';

COMMENT ON FUNCTION "private"."end_charge_schedule"(uuid, public.calendar_date, text) IS 'Checks the caller, then ends the schedule.';

COMMENT ON FUNCTION "private"."end_late_fee"(uuid) IS 'Checks that the caller may collect, then ends the rule.';

COMMENT ON FUNCTION "private"."end_of"(public.calendar_date) IS 'The moment at which a day is over in Nigeria.';

COMMENT ON FUNCTION "private"."expect_proof_file"(uuid) IS 'A new path in bucket payment-proofs for one try.';

COMMENT ON FUNCTION "private"."expire_payment_proofs"(integer) IS 'Expires a batch of reported payments that nobody confirmed in time; returns how many. Run by pg_cron each hour.';

COMMENT ON FUNCTION "private"."fail_payout"(uuid, text) IS 'Checks that the caller is staff, then notes that a payout which needed attention did not happen: its amount is free again.';

COMMENT ON FUNCTION "private"."fall_through"(uuid, text) IS 'Moves a sale that came to nothing, noting why, and takes back what nobody has paid of its price. What was paid stays held until a person gives it back.';

COMMENT ON FUNCTION "private"."find_my_charge"(uuid) IS 'A charge that the caller may take back or divide: charge.not_found 404, mandate.required, auth.forbidden 403.';

COMMENT ON FUNCTION "private"."first_balance_hour"(public.calendar_date) IS 'From when a day''s balances are read.';

COMMENT ON FUNCTION "private"."first_demanded"(uuid) IS 'The charge in whose place a charge stands in the end, however often it was divided and corrected since; the charge itself if it never was.';

COMMENT ON FUNCTION "private"."follow_autopay"(integer) IS 'Plans whose payments came to an end go on: taken, tried again, or given up. Returns how many.';

COMMENT ON FUNCTION "private"."follow_provider_refund"(public.refunds, text) IS 'Moves a refund, whose payment is locked, to where the provider says that it is: pending, done, failed or needs_attention. What went back beyond what was left of the payment is a trace for staff.';

COMMENT ON FUNCTION "private"."free_statement_row"(uuid) IS 'The row of a payment that was taken back is open again: the money came, so it was matched wrongly.';

COMMENT ON FUNCTION "private"."generate_charges"(public.calendar_date, uuid, integer) IS 'Posts what a batch of schedules, or those of one tenancy, have to charge: every period that begins or falls due up to 30 days after a date, the first one of a new tenancy at once, and those of holding over that have begun. A period is charged once for ever: safe to run twice, late, or in many sessions at a time. Returns how many schedules it took further. Run by pg_cron each hour.';

COMMENT ON FUNCTION "private"."go_on_from_parent"(public.tenancies) IS 'Before a renewal is charged: takes back what its parent was charged ahead for the same days and nobody paid, goes on with what recurs beside the rent, and says from which day the renewal''s rent is charged.';

COMMENT ON FUNCTION "private"."guarantors_of"(public.tenancies) IS 'The accounts that confirmed to answer for the tenants of a tenancy, or of those that it renews.';

COMMENT ON FUNCTION "private"."hand_home_over"(public.sales) IS 'Passes the tenancies in force of a closed sale''s home to its buyer''s organization; the unit and the sale are locked. Who has not said which organization that is, is told. Returns how many passed; none when they passed before.';

COMMENT ON FUNCTION "private"."has_open_dispute"(uuid) IS 'Whether a dispute of the payment is open: then nothing is refunded.';

COMMENT ON FUNCTION "private"."has_second_payer"(uuid, uuid) IS 'Whether somebody other than this person may pay out in an organization. Where nobody else can approve, one person does alone, and it is noted so.';

COMMENT ON FUNCTION "private"."hold_refunds"(public.disputes) IS 'Refunds of a locked payment that were not sent wait while it is disputed. Won, they go on; lost, those are declined for which nothing is left.';

COMMENT ON FUNCTION "private"."holds_enough"(uuid, public.payment_method) IS 'Whether a provider holds all that is under way of an organization, so that none of it goes out of what is others''.';

COMMENT ON FUNCTION "private"."import_statement"(uuid, jsonb, text) IS 'Checks the permission, then keeps what came in and was not there yet.';

COMMENT ON FUNCTION "private"."is_held_over"(public.tenancies, public.calendar_date) IS 'Whether the tenants are still there on a day after the agreed term, without a renewal: what goes on is charged until possession returns (docs/decisions/0003).';

COMMENT ON FUNCTION "private"."is_offline"(public.payment_method) IS 'Whether no provider confirms it: the payee''s side did, and the money is in their bank; or no money came, because a deposit or a certificate of withheld tax settled it.';

COMMENT ON FUNCTION "private"."keep_credit"(public.payments, public.kobo) IS 'What a tenant''s payment left over (kobo) when it settled waits for the next charge.';

COMMENT ON FUNCTION "private"."keep_proof_file"(text) IS 'The file has its row now and is swept no more. Error: offline_payment.took_too_long 409 when it was swept, or is no file of a try.';

COMMENT ON FUNCTION "private"."keep_provider_refund"(public.payments, text, public.kobo, text, uuid) IS 'Keeps what a provider says of one refund of a locked payment: of ours that it names, of ours that is being sent, or one that nobody here asked for.';

COMMENT ON FUNCTION "private"."known_offline_payment"(uuid, uuid, public.payment_method, public.kobo, public.calendar_date) IS 'What an earlier try of the same made; null when there is none. Error: offline_payment.client_id_used 409.';

COMMENT ON FUNCTION "private"."known_proof"(uuid, uuid, text) IS 'The payment to which an earlier try added this upload; null when none did.';

COMMENT ON FUNCTION "private"."knows_debtor"(public.tenancies) IS 'Whether the caller has, or had, anything to do with collecting from a tenancy: whoever has not is told that there is none.';

COMMENT ON FUNCTION "private"."lagos_date"(timestamp with time zone) IS 'The calendar date in Nigeria (UTC+1, no summer time) at an instant: legal days and due dates are local dates.';

COMMENT ON FUNCTION "private"."last_reconcilable_day"() IS 'The newest day that is over for the providers, Nigerian date.';

COMMENT ON FUNCTION "private"."last_renewal"(uuid) IS 'The last of the tenancies that renew one, which holds their deposit; itself when none does.';

COMMENT ON FUNCTION "private"."ledger_differences"(uuid) IS 'What is wrong in the books of an organization, in one snapshot: entries that do not balance, charges, payments, allocations, draws on credits, refunds, chargebacks, receipts and deposits that do not agree with them, gaps and forgeries in the chains of receipts and of void ones.';

COMMENT ON FUNCTION "private"."list_events_for_staff"(text, text, uuid, integer) IS 'Checks that the caller is staff, then lists events without their bodies.';

COMMENT ON FUNCTION "private"."lock_autopays"(uuid) IS 'Locks every autopay by a saved card, in one order.';

COMMENT ON FUNCTION "private"."lock_charges"(uuid[]) IS 'Locks charges, after their tenancies, sales and applications, so that what is open of them cannot change meanwhile.';

COMMENT ON FUNCTION "private"."lock_charges_of_payment"(public.payments) IS 'Locks what a payment is to settle, after its tenancy or sale, so that what is open of it cannot change meanwhile.';

COMMENT ON FUNCTION "private"."lock_deposit_return"(uuid) IS 'Locks a return that the caller may see: as a tenant, as a member with money.read, or as staff when it is disputed. Error: deposit.return_not_found 404.';

COMMENT ON FUNCTION "private"."lock_my_schedule"(uuid) IS 'Locks a schedule that the caller may change: charge_schedule.not_found 404, mandate.required, auth.forbidden 403.';

COMMENT ON FUNCTION "private"."lock_offline_payment"(uuid) IS 'Locks an offline payment that the caller may see on the payee''s side, or as staff when it is disputed. Error: offline_payment.not_found 404.';

COMMENT ON FUNCTION "private"."lock_payee_account"(uuid) IS 'Locks a payee account of an organization in which the caller may pay out. Errors: payee_account.not_found 404, auth.forbidden 403.';

COMMENT ON FUNCTION "private"."lock_payout"(uuid) IS 'Locks a payout of an organization in which the caller may pay out. Errors: payout.not_found 404, auth.forbidden 403.';

COMMENT ON FUNCTION "private"."lock_recorded_payment"(uuid) IS 'Locks a payment that a member recorded, for its payer. Errors: offline_payment.not_found 404, offline_payment.own 403 for who recorded it.';

COMMENT ON FUNCTION "private"."lock_refund"(uuid) IS 'Locks the payment of a refund that the caller may see on the payee''s side, then the refund. Error: refund.not_found 404.';

COMMENT ON FUNCTION "private"."lock_reported_payment"(uuid, uuid) IS 'Locks a reported payment for whom it is theirs to prove. Errors: offline_payment.not_found 404, offline_payment.already_decided, offline_payment.too_many 409.';

COMMENT ON FUNCTION "private"."lock_statement_row"(uuid) IS 'Locks a row of a statement for whom may decide about it. Error: statement.row_not_found 404.';

COMMENT ON FUNCTION "private"."match_statement_row"(uuid, uuid, boolean) IS 'Checks the permission, then confirms the payment with what the row shows.';

COMMENT ON FUNCTION "private"."may_replace_charge"(public.payments, uuid) IS 'Whether a smaller charge can take the place of one of which money goes back: all its money is of this payment, and no tax is withheld of it.';

COMMENT ON FUNCTION "private"."may_save_authorization"(uuid) IS 'Whether who pays let us keep the card of a payment.';

COMMENT ON FUNCTION "private"."members_with"(uuid, private.permission) IS 'The members of an organization who have a permission: whom to notify.';

COMMENT ON FUNCTION "private"."money_account"(public.payment_method) IS 'The account that a settled payment debits: where the money is, or what was given in its place.';

COMMENT ON FUNCTION "private"."move_deposit_return"(uuid, public.deposit_return_status, text) IS 'Moves a locked return along its machine.';

COMMENT ON FUNCTION "private"."move_dispute"(public.disputes, public.payments, public.dispute_status, text) IS 'Moves a dispute, whose payment is locked, along its machine. What had gone back before one is lost is not taken back twice: staff get a trace of it.';

COMMENT ON FUNCTION "private"."move_payee_account"(uuid, public.payee_account_status, uuid, text, boolean) IS 'Moves a payee account along its machine and notes who did and why; approving begins the cooling-off time.';

COMMENT ON FUNCTION "private"."move_refund"(uuid, public.refund_status, text) IS 'Moves a refund along its machine.';

COMMENT ON FUNCTION "private"."move_tenancy"(uuid, public.tenancy_status, text) IS 'Moves a tenancy; ending or cancelling it, or passing it on, frees the unit.';

COMMENT ON FUNCTION "private"."my_deal_ids"() IS 'The sales in which the caller buys, and the applications that they made: whose money is theirs to see.';

COMMENT ON FUNCTION "private"."name_buying_organization"(uuid, uuid) IS 'Checks that the caller buys and acts for the organization, then notes it; of a sale that is closed the tenancies pass at once.';

COMMENT ON FUNCTION "private"."new_token"() IS 'A secret to hand to somebody: 256 random bits in 43 characters that an address can hold (base64url).';

COMMENT ON FUNCTION "private"."next_payout_status"(public.payouts, private.payout_sends, text) IS 'What follows for a payout from what the provider, or who sent it, says; null: it stays as it is. The whole of the rule.';

COMMENT ON FUNCTION "private"."next_slot"(public.charges) IS 'The place of a demand that comes instead of a locked one of the same period: one after all there were.';

COMMENT ON FUNCTION "private"."note_deposit_due"(public.tenancies) IS 'When a tenancy has ended and a deposit is held of it: by when it should be back with the tenants.';

COMMENT ON FUNCTION "private"."note_money_left_behind"(uuid) IS 'Leaves a trace for staff of each credit that stands with the former landlord of a tenancy that passed: nothing of theirs falls due again that could draw on it.';

COMMENT ON FUNCTION "private"."note_payout_answer"(public.payouts, private.payout_sends, text, text, public.payout_status, public.kobo) IS 'Leaves a trace for staff of what a person must look at, and closes it when the provider then said what became of the payout.';

COMMENT ON FUNCTION "private"."note_refund_exception"(public.payment_exception_kind, public.refunds) IS 'Leaves a trace of a refund for staff.';

COMMENT ON FUNCTION "private"."notify_dispute"(public.disputes) IS 'Tells those who may answer that a dispute is open, won or lost. The payer hears of what is open again by what is owed.';

COMMENT ON FUNCTION "private"."notify_offline_payment"(public.offline_payments, public.offline_payment_status) IS 'Tells whoever has to do or to know something now. Of a settled payment both sides hear by private.notify_payment(); here the payer hears when another amount came.';

COMMENT ON FUNCTION "private"."notify_payee_account"(public.payee_accounts) IS 'Tells everybody who may pay out of each step, and the tenants when an account to which they pay by transfer comes or goes.';

COMMENT ON FUNCTION "private"."notify_payment"(public.payments) IS 'Tells who pays (tenants, buyers, applicant) and who is paid of a settled payment, after its receipts were issued.';

COMMENT ON FUNCTION "private"."notify_payout"(public.payouts, public.payout_status) IS 'Tells everybody who may pay out of each step, whoever took it, and the principal of what was sent on to them.';

COMMENT ON FUNCTION "private"."notify_refund"(public.refunds, public.refund_status) IS 'Tells the payer at every step, who may approve when something is to be approved, and who reads the books; whoever did it knows.';

COMMENT ON FUNCTION "private"."number_receipts"(uuid, public.receipts[]) IS 'Gives receipts that are ready the next numbers of the year, chains them to the last one, and writes them.';

COMMENT ON FUNCTION "private"."order_missing_papers"(integer) IS 'Orders the papers of a batch of receipts that never had one: those issued before there were papers. Returns how many. Run by pg_cron each night.';

COMMENT ON FUNCTION "private"."organization_of_buyer"(public.sales) IS 'The organization into which a home that is sold goes: as its buyer said, else the one named as buyer for which they act, else the only one that they own. Null: they have not said, or have none.';

COMMENT ON FUNCTION "private"."parts_to_return"(public.payments, public.kobo, uuid) IS 'Where an amount (kobo) that goes back of a payment is taken from: the charge that was named, credit (a row without a charge), the newest charges, and deposits last.';

COMMENT ON FUNCTION "private"."pass_on_tenancy"(public.tenancies, public.sales, public.units, jsonb, uuid) IS 'Passes a locked tenancy in force to the buyer of its home, as its successor in their unit. tenants: the buyer''s records by the seller''s; parent_id: the successor of the tenancy that it renews.';

COMMENT ON FUNCTION "private"."pause_autopay"(uuid, public.autopay_pause) IS 'Pauses an autopay that is on, and tells its payer why.';

COMMENT ON FUNCTION "private"."payable_account"(uuid, uuid) IS 'Locks a bank account to which money may go now. Errors: payee_account.not_found 404, payout.account_not_approved, payout.cooling_off 409.';

COMMENT ON FUNCTION "private"."payment_checks_wait"() IS 'Whether a provider is to be asked about a payment now.';

COMMENT ON FUNCTION "private"."payment_payers"(uuid) IS 'The accounts on the paying side of a payment: whoever owes what it pays.';

COMMENT ON FUNCTION "private"."payment_people"(public.payments) IS 'The accounts on the paying side: the tenants of the tenancy, the buyers in the sale, or the applicant.';

COMMENT ON FUNCTION "private"."payout_differences"(uuid) IS 'Payouts of an organization that do not agree with its books: what was paid is booked with its fee, what came back afterwards too, and nothing else is.';

COMMENT ON FUNCTION "private"."payout_fee_reserve"() IS 'What is held back for the provider''s fee on a payout, in kobo, until the provider says what it takes.';

COMMENT ON FUNCTION "private"."payouts_wait"() IS 'Whether a payout is to be sent, or asked about, now.';

COMMENT ON FUNCTION "private"."plan_reconciliations"(public.payment_method[], public.payment_method[]) IS 'Adds the two readings of each day that is over and was not planned yet.';

COMMENT ON FUNCTION "private"."post_late_fees"(public.calendar_date, integer) IS 'Looks at a batch of rules and posts a fee for each charge that is open after its days of grace, once for ever, of which the tenants are told; returns how many rules it looked at. Run by pg_cron each hour; a day that was missed is made good. Safe to run twice, late, or in many sessions at a time.';

COMMENT ON FUNCTION "private"."prepaid_from"(public.tenancies, public.calendar_date) IS 'What was paid of a tenancy for days from a day on, in kobo: of a period that has begun its part by days.';

COMMENT ON FUNCTION "private"."principal_accounts"(uuid) IS 'Checks that the caller pays out for the agency of a mandate that collects, then shows where to.';

COMMENT ON FUNCTION "private"."principal_differences"(uuid) IS 'Where the books of an agency, or of an owner, and what is owed under their mandates do not agree.';

COMMENT ON FUNCTION "private"."prove_ledgers"(integer) IS 'Proves the books of a batch of organizations that were not proved today, and leaves a payment exception for each difference. Returns how many were proved. Run by pg_cron each night.';

COMMENT ON FUNCTION "private"."provider_balances_wait"() IS 'Whether a provider''s balance is to be read now.';

COMMENT ON FUNCTION "private"."provider_funds"(uuid) IS 'What each provider holds for an organization, in kobo: its own (what came in less fees, and its fees of what it collected for others) and all, what it paid out and what is under way of its own, and what is left of either. Invoker: of the rows that the caller may see.';

COMMENT ON FUNCTION "private"."read_charge_parts"(jsonb) IS 'The parts of a plan as rows, in its order. The first wrong field is named by its place from 0, such as parts.1.due_on. Errors: charge.bad_parts, value.bad_date, value.bad_amount 400.';

COMMENT ON FUNCTION "private"."read_statement_amount"(text) IS 'An amount as banks write it, in kobo: ₦1,200,000.00, NGN 500, (500.00), -500, 500.00 DR. Negative when it went out, null when it is none.';

COMMENT ON FUNCTION "private"."read_statement_date"(text, public.statement_date_order) IS 'A day as banks write it: 26/11/2026, 26-Nov-2026, 26-NOV-26, 2026-11-26T10:15:00, with or without a time. Null when it is none.';

COMMENT ON FUNCTION "private"."read_statement_row"(jsonb, integer, public.statement_accounts) IS 'Reads one row of a statement by the account''s columns.';

COMMENT ON FUNCTION "private"."receipt_kind_of"(public.charge_kind) IS 'On which receipt a charge belongs.';

COMMENT ON FUNCTION "private"."receipt_names"(public.payments) IS 'Who receives a payment, who pays it and for which premises, as a receipt of today says it: of a tenancy landlord and tenants, of a sale sellers and buyers, of an application landlord and applicant.';

COMMENT ON FUNCTION "private"."receipt_papers_wait"() IS 'Whether a paper has to be made now.';

COMMENT ON FUNCTION "private"."receipt_people"(public.receipts) IS 'The accounts of those who paid and of those who were paid.';

COMMENT ON FUNCTION "private"."receipt_void_hash"(public.receipt_voids) IS 'SHA-256 in hex of the columns that the row''s hash_version lists, as canonical jsonb text; previous_hash is among them, which makes the chain. Null for a version that is not known.';

COMMENT ON FUNCTION "private"."receipted_charge"(uuid, uuid) IS 'Under which charge the money that a payment settled of a charge was receipted: the one whose place it took, or none (null) when it was credit.';

COMMENT ON FUNCTION "private"."receivable_for_charge"(public.charge_kind) IS 'The account that a charge debits: who owes it.';

COMMENT ON FUNCTION "private"."receivable_for_payment"(public.payments) IS 'The account of who owed what a payment settles.';

COMMENT ON FUNCTION "private"."reconciliations_wait"() IS 'Whether a provider''s day is to be read now.';

COMMENT ON FUNCTION "private"."record_deposit_return"(uuid, public.kobo, public.deposit_return_method, public.calendar_date, text, uuid, uuid) IS 'Checks the caller, the facts and what is held, then records what was given back; it waits for a second person or a tenant.';

COMMENT ON FUNCTION "private"."record_offline_payment"(uuid[], public.payment_method, public.kobo, public.calendar_date, text, text, uuid) IS 'Checks that the caller keeps the books, then records what they took: it waits for the payer.';

COMMENT ON FUNCTION "private"."record_refund_paid"(uuid, public.calendar_date, text, text, uuid, boolean) IS 'Checks that a second person says so, and the evidence; the trigger books it.';

COMMENT ON FUNCTION "private"."record_tax_certificate"(uuid, public.kobo, text, public.calendar_date) IS 'Checks the caller and what is withheld, then settles it by the certificate.';

COMMENT ON FUNCTION "private"."record_void"(public.receipts, text, uuid) IS 'Voids a receipt, orders the paper that says so, and tells both sides except who did it. A receipt that is void keeps the row it has.';

COMMENT ON FUNCTION "private"."redrive_events_for_staff"() IS 'Checks that the caller is staff, then replays dead letters.';

COMMENT ON FUNCTION "private"."redrive_provider_events"() IS 'Has up to 100 dead letters worked off once more; returns how many. In Studio: select private.redrive_provider_events().';

COMMENT ON FUNCTION "private"."reference_key"(text) IS 'Letters and digits of a reference, by which two that are written differently are the same; null when there are none.';

COMMENT ON FUNCTION "private"."reference_of_row"(public.statement_rows, boolean) IS 'The reference that a payment made of a row gets, so that nobody shows the same transfer again; null where the bank gives none of use, or it is another''s and a person says that the money is other. Error: statement.same_money 409.';

COMMENT ON FUNCTION "private"."refund_holder"(uuid) IS 'Out of whose money at the provider a payment goes back: the agency''s that collected it, or the payee''s.';

COMMENT ON FUNCTION "private"."refundable"(public.payments) IS 'What of a locked payment can still be asked back, in kobo: not what went back, nor what a refund under way will take, nor what was kept of a deposit.';

COMMENT ON FUNCTION "private"."refunds_wait"() IS 'Whether a provider is to be asked for or about a refund now.';

COMMENT ON FUNCTION "private"."refuse_decided"(public.offline_payments) IS 'Refuses (409 offline_payment.already_decided) and says what the payment is by now.';

COMMENT ON FUNCTION "private"."refuse_decided_account"(public.payee_accounts) IS 'Refuses (409 payee_account.already_decided) and says how the account stands by now.';

COMMENT ON FUNCTION "private"."refuse_decided_payout"(public.payouts) IS 'Refuses (409 payout.already_decided) and says how the payout stands by now.';

COMMENT ON FUNCTION "private"."refuse_decided_row"(public.statement_rows) IS 'Refuses (409 statement.already_matched) a row that is a payment; one that is taken back frees its row.';

COMMENT ON FUNCTION "private"."refuse_money_known"(public.statement_rows, boolean) IS 'Refuses (409 statement.same_money) a locked row that looks like one of another import that is a payment, unless a person says that it is other money; lets one decide at a time.';

COMMENT ON FUNCTION "private"."refuse_moved_refund"(public.refunds) IS 'Refuses (409 refund.already_decided) and says what the refund is by now.';

COMMENT ON FUNCTION "private"."refuse_parts"(text, text) IS 'Refuses (400 charge.bad_parts), naming the field.';

COMMENT ON FUNCTION "private"."refuse_schedule_terms"(text, text) IS 'Refuses (400 charge_schedule.bad_terms), naming the field.';

COMMENT ON FUNCTION "private"."refuse_settled_charge"(public.charges, text) IS 'Refuses to take back or divide a locked charge: charge.is_reversal, charge.has_money 409.';

COMMENT ON FUNCTION "private"."refuse_unlawful_fee"(uuid, public.application_fee_kind, public.kobo) IS 'Refuses (409 application.unlawful_fee, naming the rule) a fee for applying that the law of the place forbids or bounds; else which rules it was held against, and whether they want it back with who is turned down.';

COMMENT ON FUNCTION "private"."refuse_used_evidence"(uuid, uuid, public.payment_method, text, text) IS 'A reference, within an organization and method, and a file, within an organization, prove one payment. Refuses: offline_payment.evidence_used 409 to who may see the other payment, offline_payment.bad_evidence 422 to everybody else.';

COMMENT ON FUNCTION "private"."refuse_used_reference"(uuid, public.payment_method, text) IS 'For members, who see the other payment: refuses (409 offline_payment.evidence_used) a reference that was used.';

COMMENT ON FUNCTION "private"."reissue_receipt"(public.receipts, public.payments, uuid) IS 'Issues a receipt in place of a void one whose payment, locked, still stands: with a number of its own, names and premises as they are now. Once: again it is the same.';

COMMENT ON FUNCTION "private"."reject_offline_payment"(uuid, text) IS 'Checks who decides, then rejects with a reason.';

COMMENT ON FUNCTION "private"."remake_receipt_papers"(uuid) IS 'For staff in Studio: has an organization''s papers made again, when files were lost; returns how many.';

COMMENT ON FUNCTION "private"."remind_of_disputes"(integer) IS 'Reminds those who may answer of a batch of open disputes, 24 and 4 hours before their time is up; returns how many. Run by pg_cron every ten minutes.';

COMMENT ON FUNCTION "private"."remind_of_expiring_documents"(public.calendar_date, integer) IS 'A batch of the documents that expire within 30 or within 7 days: tells the members who may change them, once each. Returns how many documents it told of.';

COMMENT ON FUNCTION "private"."remove_saved_authorization"(uuid) IS 'Checks that the card is the caller''s, then takes it away.';

COMMENT ON FUNCTION "private"."rent_standings"(uuid) IS 'What rent_status says of each tenancy of an organization, all at once; a test compares them row by row.';

COMMENT ON FUNCTION "private"."replace_charge_schedule"(uuid, public.calendar_date, public.kobo, public.price_period, integer, integer, integer, uuid, text) IS 'Checks the caller, the terms and that nothing is paid from that day on, then ends the schedule and begins another.';

COMMENT ON FUNCTION "private"."replay_event_for_staff"(uuid) IS 'Checks that the caller is staff, then replays an event.';

COMMENT ON FUNCTION "private"."replay_provider_event"(uuid) IS 'Has an event worked off once more, whatever came of it; a dead letter of it is taken away. False: there is none, or it still waits. In Studio: select private.replay_provider_event(''…'').';

COMMENT ON FUNCTION "private"."request_payout"(uuid, uuid, public.kobo, uuid, text) IS 'Checks the caller, the account and what is there, then holds the amount back.';

COMMENT ON FUNCTION "private"."request_refund"(uuid, public.kobo, text, uuid, uuid, boolean, boolean) IS 'Locks the payment, checks the caller and what is left of it, then puts the request down.';

COMMENT ON FUNCTION "private"."request_remittance"(uuid, uuid, public.kobo, uuid, text) IS 'Checks the caller, the principal''s account, what is owed and what is there, then holds the amount back.';

COMMENT ON FUNCTION "private"."require_autopay_terms"(public.charge_kind[], public.kobo, public.kobo, integer) IS 'Refuses (400 autopay.bad_terms, naming the field) terms that cannot be; limits in kobo.';

COMMENT ON FUNCTION "private"."require_consent_text"(public.consent_purpose, text, text) IS 'Refuses (400 consent.unknown_text) a text that is not shown to people now.';

COMMENT ON FUNCTION "private"."require_decider"(public.offline_payments) IS 'Who may decide: members with money.confirm, of what is disputed the platform''s staff, and never who reported it or pays it. Errors: auth.forbidden, offline_payment.disputed, offline_payment.own 403.';

COMMENT ON FUNCTION "private"."require_money_reader"(uuid) IS 'Refuses (403 auth.forbidden) a report to whoever may not read the organization''s money.';

COMMENT ON FUNCTION "private"."require_one_debt"(uuid[], public.charges[]) IS 'Refuses unless every charge was found and all are owed by the same: charge.not_found 404, payment.bad_charges 400.';

COMMENT ON FUNCTION "private"."require_open_charges"(uuid[]) IS 'Locks charges. Error: charge.settled 409 when nothing is open of any.';

COMMENT ON FUNCTION "private"."require_other_side"(public.offline_payments) IS 'Refuses (403 offline_payment.own) whoever reported or recorded a payment, and whoever is on the paying side.';

COMMENT ON FUNCTION "private"."require_own_upload"(uuid, text) IS 'Refuses (422 document.bad_path) an upload that lies in nobody''s or somebody else''s folder.';

COMMENT ON FUNCTION "private"."require_payer"(uuid, uuid) IS 'Refuses (403 auth.forbidden) unless this person may pay out in the organization: for functions that say for whom they call.';

COMMENT ON FUNCTION "private"."require_price_open"(public.sales, public.kobo, public.kobo) IS 'Refuses a final price (kobo) below what is demanded in parts that are paid or part-paid: a demand with money on it stays. Error: sale.already_paid 409 with least_kobo.';

COMMENT ON FUNCTION "private"."require_return_reason"(text) IS 'Refuses (400 deposit.bad_reason) a reason that is none.';

COMMENT ON FUNCTION "private"."require_schedule_terms"(public.tenancies, public.charge_kind, public.kobo, public.price_period, integer, integer, integer, uuid, text) IS 'Refuses terms of a schedule that make no sense, by the field: charge_schedule.bad_terms 400. Of new schedules and of those that replace one.';

COMMENT ON FUNCTION "private"."require_second_person"(public.refunds, boolean) IS 'Refuses whoever has no money.confirm, is on the paying side, or asked for the refund; but who is the only member that may approve, and says so, may. Returns whether it is so. Errors: auth.forbidden, refund.own, refund.same_person 403.';

COMMENT ON FUNCTION "private"."require_staff_for_events"() IS 'Refuses (403 auth.forbidden) who is not on the staff.';

COMMENT ON FUNCTION "private"."retire_payee_account"(uuid, text) IS 'Checks the caller, then retires an account, which one person may: its number is forgotten and what was to be sent there is withdrawn.';

COMMENT ON FUNCTION "private"."return_money"(uuid, public.return_kind, uuid, public.kobo, public.instant, public.ledger_account_kind, public.kobo, uuid, boolean, text) IS 'The one way in which money (kobo) of a settled payment goes back: takes back credit and allocations, posts a balanced entry, opens the charges again or drops them, and voids the receipts of which nothing is left. Once for a source: the same one again returns what was made.';

COMMENT ON FUNCTION "private"."return_part"(public.payments, uuid, uuid, public.kobo, boolean) IS 'Takes an amount (kobo) off a locked charge for a return; where the charge is to be dropped, demands what is left of it in its place.';

COMMENT ON FUNCTION "private"."returned_of_charge"(uuid) IS 'What had been settled of a charge and went back, in kobo (52_returns.sql).';

COMMENT ON FUNCTION "private"."returned_of_receipt"(uuid, jsonb) IS 'What went back of the money that a receipt of a payment is of, by its items, in kobo; as far as the caller may see it.';

COMMENT ON FUNCTION "private"."reverse_charge"(uuid, text, public.kobo) IS 'Checks the caller and that nothing is paid, then takes the charge back, and demands another amount in its place.';

COMMENT ON FUNCTION "private"."reverse_charges_from"(public.tenancies, public.calendar_date) IS 'Takes back what its schedules charged for periods that begin on a day or later, and the fees of moving in when it never began, where nobody paid. What was paid stays, and what is owed from before.';

COMMENT ON FUNCTION "private"."same_schedule"(public.charge_schedules, uuid, public.charge_kind, public.kobo, interval, smallint) IS 'The schedule that was added before under a client''s own id, unless it says something else: charge_schedule.already_added 409.';

COMMENT ON FUNCTION "private"."save_statement_account"(uuid, uuid, text, text, text, jsonb, public.statement_date_order) IS 'Checks the permission, then keeps the columns of an account.';

COMMENT ON FUNCTION "private"."schedule_move_in"(public.tenancies, uuid) IS 'Puts what a listing asks of the tenant beside the rent on an offered tenancy, unless something stands there already: each fee and the caution deposit once, a service charge by the year. Charged when the tenancy is accepted.';

COMMENT ON FUNCTION "private"."schedule_rent"(public.tenancies) IS 'A tenancy that becomes active gets its rent schedule, what goes on from the one that it renews, and the charges already due.';

COMMENT ON FUNCTION "private"."schedules_from"(public.tenancies, public.calendar_date) IS 'Of each schedule of a locked tenancy that passes on a day: from which day on its periods are the buyer''s, and which charges the seller takes back.';

COMMENT ON FUNCTION "private"."send_search_digests"(public.calendar_date, integer) IS 'Tells of the pending alerts of a batch of searches, one notification for each search and day with up to ten listings; returns how many searches it looked at. today: Nigerian date. Safe to repeat. Run by pg_cron.';

COMMENT ON FUNCTION "private"."set_late_fee"(uuid, integer, public.kobo, integer, public.kobo) IS 'Checks that the caller may collect, then puts the rule in place of the one before.';

COMMENT ON FUNCTION "private"."set_mandate_collecting"(uuid, boolean) IS 'Checks the caller, then says who gets what tenants pay online.';

COMMENT ON FUNCTION "private"."set_offline_status"(public.offline_payments, public.offline_payment_status, text) IS 'Moves a locked offline payment along its machine and notes who did, when and what they said.';

COMMENT ON FUNCTION "private"."set_payout_status"(uuid, public.payout_status, uuid, text, boolean) IS 'Moves a locked payout by a person''s decision, and notes who, when and why.';

COMMENT ON FUNCTION "private"."set_withholding"(uuid, integer) IS 'Checks that the caller may collect, then says what of the rent is withheld.';

COMMENT ON FUNCTION "private"."settle_confirmed"(public.payment_method, text, text, public.kobo, text, public.instant, text, public.kobo) IS 'Settles what a provider''s own answer confirmed, by private.settle_payment(): a second transaction under one reference is left to staff, and what had been noted because it was not settled is closed.';

COMMENT ON FUNCTION "private"."settle_deposit_returns"(integer) IS 'Confirms a batch of returns that no tenant disputed in time; returns how many. Run by pg_cron each hour. Safe to repeat and to run twice at a time.';

COMMENT ON FUNCTION "private"."settle_offline_payment"(public.offline_payments, public.payments) IS 'Settles a confirmed offline payment as all money is settled: with what the bank shows.';

COMMENT ON FUNCTION "private"."settle_recorded_payments"(integer) IS 'Settles a batch of what members recorded and nobody disputed in time; returns how many it looked at. Run by pg_cron each hour.';

COMMENT ON FUNCTION "private"."shown_cell"(text) IS 'A cell for the report of an import, without what may be an account number.';

COMMENT ON FUNCTION "private"."sign_sale"(uuid, public.calendar_date, public.kobo) IS 'Checks the caller, the day and the deposit, then records the contract and demands the price; the unit stays held until the sale is closed or falls through.';

COMMENT ON FUNCTION "private"."skip_autopay"(uuid) IS 'Checks that the plan is the caller''s and not under way, then leaves it out.';

COMMENT ON FUNCTION "private"."standing_allocations"(uuid) IS 'What a payment has settled and what did not go back of it, in kobo.';

COMMENT ON FUNCTION "private"."standing_credit"(public.payments) IS 'What of a settled payment has settled nothing and did not go back, in kobo.';

COMMENT ON FUNCTION "private"."start_of"(public.calendar_date) IS 'The moment at which a day begins in Nigeria.';

COMMENT ON FUNCTION "private"."statement_cells_hash"(jsonb) IS 'SHA-256 in hex of a row of a statement as the bank wrote it, empty cells left out.';

COMMENT ON FUNCTION "private"."statement_matches"(uuid, integer) IS 'See public.statement_matches.';

COMMENT ON FUNCTION "private"."stop_autopay"(uuid) IS 'Checks that the autopay is the caller''s, then ends it.';

COMMENT ON FUNCTION "private"."stop_refunds"(public.payments) IS 'When a payment is taken back: what refunds of it were not sent are withdrawn; while one is under way it cannot be. Error: refund.under_way 409.';

COMMENT ON FUNCTION "private"."stop_schedule"(public.charge_schedules, public.calendar_date, text) IS 'Ends a locked schedule: no period begins on a day or later, and what was charged ahead of it and nobody paid is taken back.';

COMMENT ON FUNCTION "private"."subject_of"(public.charges) IS 'What a charge is demanded for: its tenancy, sale or application.';

COMMENT ON FUNCTION "private"."suggested_action"(public.payment_exception_kind) IS 'What staff should do about an exception of a kind.';

COMMENT ON FUNCTION "private"."sum_up_certificates"(uuid) IS 'Makes wht_settled_kobo of a locked charge what its certificates say.';

COMMENT ON FUNCTION "private"."sum_up_charges_of_payment"(uuid) IS 'A payment that succeeds, or is taken back, changes what is paid of its charges; they are locked.';

COMMENT ON FUNCTION "private"."take_back_charges"(uuid[], text) IS 'Reverses those of some charges that nobody has paid any of; safe to repeat.';

COMMENT ON FUNCTION "private"."take_back_deduction"(uuid, text) IS 'Checks the caller, then takes back what settled a charge from the deposit, and the charge if it was made for that.';

COMMENT ON FUNCTION "private"."take_back_payment"(uuid, text) IS 'Checks who may, then takes a confirmed payment back.';

COMMENT ON FUNCTION "private"."take_back_sale_charges"(public.sales, public.charge_kind, text) IS 'Reverses what nobody has paid of a locked sale: of one kind, or all (null). Returns how much, in kobo.';

COMMENT ON FUNCTION "private"."take_back_tax_certificate"(uuid, text) IS 'Checks the caller, then takes back what a certificate settled: it is withheld again.';

COMMENT ON FUNCTION "private"."take_listing_fees"(uuid, uuid) IS 'Checks the caller and the listing, then puts its fees on the offered tenancy.';

COMMENT ON FUNCTION "private"."take_up_listed_credit"(public.payment_method, text) IS 'Has a transfer that a provider lists and no webhook told of worked off as if one had. False: it is no transfer to an account.';

COMMENT ON FUNCTION "private"."taken_this_month"(uuid) IS 'What autopay has taken, or is about to, in this month of the Nigerian calendar, in kobo.';

COMMENT ON FUNCTION "private"."tell_of_account"(public.virtual_accounts) IS 'Tells both sides of an account number, or who asked that there is none.';

COMMENT ON FUNCTION "private"."tell_of_handover"(public.tenancies, public.tenancies, public.calendar_date) IS 'Tells tenants and guarantors whom to pay from now on, and the members of both organizations that the tenancy passed.';

COMMENT ON FUNCTION "private"."tell_of_overdue_deposits"(integer) IS 'Tells both sides, once, of a batch of deposits that should be back with the tenants and are still held; returns how many were looked at. Run by pg_cron each hour. Safe to repeat and to run twice at a time.';

COMMENT ON FUNCTION "private"."tell_of_plan"(public.autopay_plans, text, text, jsonb) IS 'Tells the payer, and nobody else, of what autopay takes.';

COMMENT ON FUNCTION "private"."tell_of_waiting_home"(public.sales) IS 'Tells the buyers of a tenanted home that it waits for their organization; until then the seller goes on as landlord.';

COMMENT ON FUNCTION "private"."tenancies_called"(uuid) IS 'What people call the tenancies of an organization: property, unit, tenants; as far as the caller may know them.';

COMMENT ON FUNCTION "private"."tenancies_on_autopay"(uuid) IS 'Of an organization the tenancies with autopay that the caller may read the money of.';

COMMENT ON FUNCTION "private"."tenancy_of_credit"(public.virtual_accounts) IS 'Whose money it is that comes to an account: the tenancy''s, or that of the renewal that goes on.';

COMMENT ON FUNCTION "private"."tenancy_users"(uuid) IS 'The accounts of a tenancy''s tenants.';

COMMENT ON FUNCTION "private"."unchecked_payments"() IS 'Online payments that should have settled by now, and that no provider was asked about.';

COMMENT ON FUNCTION "private"."verify_receipt"(text) IS 'Looks a receipt up by its token and computes the hash anew; shows no names.';

COMMENT ON FUNCTION "private"."virtual_accounts_wait"() IS 'Whether a provider is to be asked for an account number now.';

COMMENT ON FUNCTION "private"."void_receipt"(uuid, text, boolean) IS 'Checks that the caller may, and the reason, then voids the receipt and issues another in its place when asked to.';

COMMENT ON FUNCTION "private"."void_receipts_of_payment"(uuid, text, uuid) IS 'Voids what receipts of a payment are not void yet, in the transaction that takes the payment back; returns how many. by_person: who took it back, or null.';

COMMENT ON FUNCTION "private"."void_returned_receipts"(uuid, text) IS 'Voids those receipts of a payment of which all money went back. One of which a part went back holds, and whoever checks it is told how much.';

COMMENT ON FUNCTION "private"."want_payment_check"(uuid) IS 'Has the provider asked about a payment at once, whatever its state. In Studio: select private.want_payment_check(''…'').';

COMMENT ON FUNCTION "private"."want_receipt_paper"(uuid, uuid, boolean) IS 'Orders a paper; once.';

COMMENT ON FUNCTION "private"."with_renewals"(uuid) IS 'A tenancy and what renewed it: the same tenants, whose money goes on with them.';

COMMENT ON FUNCTION "private"."withdraw_deposit_return"(uuid, text) IS 'Checks the caller, then takes a record back that nobody has answered: the deposit is held again.';

COMMENT ON FUNCTION "private"."withdraw_payout"(uuid, text) IS 'Checks the caller, then withdraws a payout that the provider has not got.';

COMMENT ON FUNCTION "private"."withdraw_payouts_to"(public.payee_accounts) IS 'Withdraws what was to be sent to a bank account that is out of use, and that the provider has not got.';

COMMENT ON FUNCTION "private"."withdraw_refund"(uuid, text) IS 'Checks the caller, then withdraws what was not sent.';

COMMENT ON FUNCTION "private"."words_of_names"(text) IS 'The words of names by which a payer is looked for in a narration.';

COMMENT ON FUNCTION "public"."account_balances"(uuid, text) IS 'What stands on each account of an organization at the end of a Nigerian day (today when none is given), in kobo: debits, credits and their difference, negative for what is owed or earned. For members with money.read. Error: value.bad_date 400.';

COMMENT ON FUNCTION "public"."account_statement"(uuid, text, text) IS 'What moved an account between two Nigerian days, both included, in kobo: first what was brought forward (without an entry), then each line with the balance after it. For members with money.read; nothing for others. Errors: value.bad_date, ledger.bad_days 400.';

COMMENT ON FUNCTION "public"."acknowledge_payment"(uuid) IS 'For the payer: says that what the payee''s side recorded is so, also after a dispute of your own: it settles and you get receipts. Of a tenancy by those who had accepted it when it was recorded. Safe to repeat. Errors: offline_payment.not_found 404, offline_payment.own, offline_payment.disputed, offline_payment.not_agreed 403, offline_payment.already_decided 409.';

COMMENT ON FUNCTION "public"."add_charge_schedule"(uuid, public.charge_kind, numeric, public.price_period, text, text, integer, integer, integer, uuid, text, uuid) IS 'Charges a tenancy amount_kobo for each period (kobo; without a period: once), from first_on (the first day of the tenancy, or today) until until_on or for as long as the tenants stay. advance_periods are charged together. Due due_days_before the period begins, or on its due_on_day, counted from 1; else on its first day. payer_id names the tenant who is to pay, label what people call it. Of an offered tenancy it is charged once that is accepted. With a client_id of the caller''s own it is safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400, tenancy.not_in_force, charge_schedule.too_many, charge_schedule.already_added 409.';

COMMENT ON FUNCTION "public"."ageing"(uuid) IS 'What the view ageing says of an organization''s tenancies, with what people call them, most overdue first. Error: auth.forbidden 403.';

COMMENT ON FUNCTION "public"."allow_autopay"(uuid, uuid, public.charge_kind[], numeric, numeric, text, text, integer) IS 'Lets your saved card be charged for what falls due of a tenancy of yours: these kinds of charge, at most so much (kobo) for each and in a month, on the day it falls due or day_offset days from it. You are told days before, and may skip a charge. Again it changes what you allowed, and takes a paused autopay up. consent_version and consent_language name the text in consent_texts that you agreed to. Errors: tenancy.not_found, saved_authorization.not_found 404, autopay.bad_terms, consent.unknown_text 400, tenancy.not_in_force, saved_authorization.unusable, autopay.taken 409.';

COMMENT ON FUNCTION "public"."answer_dispute"(uuid, public.dispute_answer, text, uuid) IS 'Answers an open dispute of a payment: accept (the money goes back) or contest, with what shows it (note, and document_id, a paper of the tenancy). The provider is told; what becomes of it the bank decides. Safe to repeat, and to correct until the provider has it. For members with money.confirm who did not pay it, and for staff. Errors: dispute.not_found 404, auth.forbidden, dispute.own 403, dispute.bad_answer 400, dispute.already_answered 409.';

COMMENT ON FUNCTION "public"."approve_payee_account"(uuid) IS 'Approves a bank account that another member added; money may go there from payable_from on. For members with money.payout. Safe to repeat. Errors: payee_account.not_found 404, auth.forbidden, payee_account.own 403, payee_account.already_decided 409.';

COMMENT ON FUNCTION "public"."approve_payout"(uuid) IS 'Approves a payout that another member asked for: it is sent at once. For members with money.payout. Safe to repeat. Errors: payout.not_found 404, auth.forbidden, payout.own 403, payout.already_decided, payout.account_not_approved, payout.cooling_off 409.';

COMMENT ON FUNCTION "public"."approve_refund"(uuid, boolean) IS 'Approves a refund that somebody else asked for: one that goes by the provider is sent, one by hand is then paid out (record_refund_paid). Who is the only member with money.confirm may approve their own by saying so (i_am_alone). Safe to repeat. For members with money.confirm. Errors: refund.not_found 404, auth.forbidden, refund.own, refund.same_person 403, refund.already_decided, refund.not_enough, refund.disputed 409.';

COMMENT ON FUNCTION "public"."ask_for_proof"(uuid, text) IS 'Asks the payer for more than they showed, in words; they add another proof. Errors: offline_payment.not_found 404, auth.forbidden, offline_payment.own 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';

COMMENT ON FUNCTION "public"."ask_virtual_account"(uuid, public.payment_method) IS 'Asks a provider for a bank account number of the tenancy''s own, to which its tenants pay by transfer; the provider answers within a minute or so, and both sides are told. For a tenant, for the landlord''s side with money.write and for an agency with a live mandate to collect. Safe to repeat: there is one for a tenancy and provider, and one that was refused is asked for again. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, payment.not_online 400, virtual_account.needs_identity, tenancy.not_in_force 409.';

COMMENT ON FUNCTION "public"."book_statement_row"(uuid, uuid[], boolean) IS 'Says that a row of a statement, which nobody reported, pays these charges of one tenancy, sale or application: a payment with the row''s reference is made, settled and receipted; what is over is credit. A row that looks like one of another import that is a payment, or whose reference a payment has, is refused, unless is_other_money says that two transfers came. Errors: statement.row_not_found, charge.not_found 404, payment.bad_charges 400, statement.already_matched, statement.same_money, charge.settled 409, offline_payment.own 403.';

COMMENT ON FUNCTION "public"."clear_refund"(uuid, boolean, text, text) IS 'For staff, of a refund of which nobody knows whether the provider made it (refund_unclear): after a look at its dashboard, whether it did, under which number, and what was found. One that was made is followed from there, one that was not is sent again. Errors: auth.forbidden 403, refund.not_found 404, refund.bad_fact 400, refund.already_decided 409.';

COMMENT ON FUNCTION "public"."close_sale"(uuid, numeric, text, text) IS 'Records completion: the price paid in kobo, the day (Nigerian date) and the deed. Nothing of it changes afterwards. Tenants who are there stay: their tenancy passes to the buyer''s organization from that day on, with its deposit, and they are told whom to pay; where the buyer has not said which organization that is, once they do (name_buying_organization). Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_price, sale.bad_date, sale.bad_deed 400, sale.party_missing, sale.already_paid, sale.closed, sale.illegal_transition 409.';

COMMENT ON FUNCTION "public"."collections"(uuid, text, text) IS 'What came in and stayed, by day, method and what it paid for; kind is null for credit on account. A payment of several kinds is counted for each. Payments that were taken back, and what went back by refunds and chargebacks, are left out, and so are deductions from a deposit and certificates of withheld tax, by which no money comes in. Errors: auth.forbidden 403, report.bad_days, value.bad_date 400.';

COMMENT ON FUNCTION "public"."confirm_deposit_return"(uuid) IS 'Says that a deposit was given back: as a tenant who has it, or as a member with money.confirm other than who recorded it. Safe to repeat. Errors: deposit.return_not_found 404, auth.forbidden, deposit.own_return 403, deposit_return.illegal_transition 409.';

COMMENT ON FUNCTION "public"."confirm_handover_deposit"(uuid) IS 'Says that the seller of a home gave you its tenants'' deposit, by a transfer or in the price: until then it is due between you, in the books of both. tenancy_id is the one that you took over. Safe to repeat. For members of the buyer with money.confirm. Errors: handover.not_found 404, auth.forbidden 403.';

COMMENT ON FUNCTION "public"."confirm_offline_payment"(uuid, numeric, text) IS 'Confirms that a reported payment came, with the amount (kobo) and the day that your bank shows, or that a cheque cleared: settles it and issues receipts. Less than reported leaves charges part paid, more becomes credit, and the payer is told. For members with money.confirm who did not report it; of a disputed one for staff. Errors: offline_payment.not_found 404, auth.forbidden, offline_payment.own, offline_payment.disputed 403, offline_payment.already_decided, offline_payment.waits_for_payer 409, offline_payment.bad_fact 422.';

COMMENT ON FUNCTION "public"."decide_deposit_return"(uuid, boolean, text) IS 'For staff: says whether a disputed deposit was given back, and why. Errors: auth.forbidden 403, deposit.bad_decision, deposit.bad_reason 400, deposit.return_not_found 404, deposit_return.illegal_transition 409.';

COMMENT ON FUNCTION "public"."decline_payee_account"(uuid, text) IS 'Declines a bank account that waits for approval, with a reason. For members with money.payout. Errors: payee_account.not_found 404, auth.forbidden 403, payee_account.bad_reason 400, payee_account.already_decided 409.';

COMMENT ON FUNCTION "public"."decline_payout"(uuid, text) IS 'Declines a payout that waits for approval, with a reason. For members with money.payout. Errors: payout.not_found 404, auth.forbidden 403, payout.bad_fact 400, payout.already_decided 409.';

COMMENT ON FUNCTION "public"."decline_refund"(uuid, text) IS 'Declines a refund that was asked for, with a reason that the payer reads. Safe to repeat. For members with money.confirm. Errors: refund.not_found 404, auth.forbidden 403, refund.bad_fact 400, refund.already_decided 409.';

COMMENT ON FUNCTION "public"."deduct_from_deposit"(uuid, numeric, text, uuid, uuid, uuid, uuid) IS 'Keeps a part of a caution deposit (kobo) once the tenancy has ended, and tells the tenants why. Evidence is needed: item_id, an item that the move-out inspection found worse than at moving in, or document_id, a paper of the tenancy; or charge_id, a charge that is still owed and is settled by it. What is left is due for refund (deposit_of). The client_id is the caller''s own and makes it safe to repeat; an item is deducted for once. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, deposit.bad_deduction 400, deposit.still_let, deposit.not_enough, deposit.already_deducted 409.';

COMMENT ON FUNCTION "public"."demand_application_fee"(uuid, public.application_fee_kind, numeric, text, uuid, text, boolean) IS 'Asks an applicant for a fee (kobo) of a kind, once a kind, with a reason that they read; due today or on due_on. Refused where the law of the place forbids it: in Lagos who engages a professional bears the fee, so a check that you order is yours to pay. is_refundable says that it goes back to who is turned down; where the law wants that it does anyway. It is paid and receipted like any charge, and can be taken back by reverse_charge. The client_id is your own and makes it safe to repeat. For members with money.write. Errors: application.not_found 404, auth.forbidden, application.own 403, application.bad_fee 400, application.unlawful_fee (with the rule), application.already_charged, application.illegal_transition 409.';

COMMENT ON FUNCTION "public"."deposit_of"(uuid) IS 'The caution deposit of a tenancy, those that it renews included, in kobo: what was demanded and paid (or taken over with a home that was bought), what was deducted, what is still held (less what refunds under way will take), whether and since when (Nigerian date) it is due for refund, what was returned (a return that waits for the other side included) or passed to who bought the home, and the day until which it should be back with the tenants (due_on). Of a tenancy that was renewed nothing is held any more: the renewal has it. No row: there is no such tenancy to see.';

COMMENT ON FUNCTION "public"."deposit_statement"(uuid) IS 'The deposit of a tenancy line by line, those that it renews included, in kobo: paid or taken over, deducted with its evidence, passed on, returned; the last balance is what is still to be returned. For its tenants, members with money.read, and an agency that collects; nothing for others.';

COMMENT ON FUNCTION "public"."dismiss_statement_row"(uuid, text) IS 'Says, with a reason, that a row of a statement is no payment for the organization''s charges: it is proposed no more. Errors: statement.row_not_found 404, statement.already_matched 409, statement.bad_reason 422.';

COMMENT ON FUNCTION "public"."dispute_deposit_return"(uuid, text) IS 'Says, as a tenant, that a deposit was not given back as was recorded, until its answer_by; the platform''s staff decide. Safe to repeat. Errors: deposit.return_not_found 404, auth.forbidden 403, deposit.bad_reason 400, deposit_return.illegal_transition 409.';

COMMENT ON FUNCTION "public"."dispute_payment"(uuid, text) IS 'For the payer: says, with a reason, that what the payee''s side recorded is not so. It does not settle by itself any more: the platform''s staff decide. Errors: offline_payment.not_found 404, offline_payment.own 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';

COMMENT ON FUNCTION "public"."divide_charge"(uuid, jsonb) IS 'Lets a charge be paid in 2 to 24 parts: [{"due_on": "2027-01-01", "amount_kobo": 30000000}], each due after the one before, none before the charge itself, which they must add up to. The charge is taken back and each part is one of its own. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.not_found 404, mandate.required, auth.forbidden 403, charge.bad_parts, value.bad_date, value.bad_amount 400, charge.has_money, charge.is_reversal, charge.settled 409.';

COMMENT ON FUNCTION "public"."end_charge_schedule"(uuid, text, text) IS 'Charges nothing more for periods that begin on from_on (today when left out) or later; what was charged ahead for them and nobody paid is taken back, what was paid stays. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge_schedule.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400.';

COMMENT ON FUNCTION "public"."end_late_fee"(uuid) IS 'Charges a tenancy no more late fees; tells whether there was a rule. Fees that were charged stay: take them back by reverse_charge. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403.';

COMMENT ON FUNCTION "public"."fail_payout"(uuid, text) IS 'For staff: a payout that needs attention did not happen, as the provider''s dashboard shows; its amount is free again. Safe to repeat. Errors: auth.forbidden 403, payout.not_found 404, payout.bad_fact 400, payout.already_decided 409.';

COMMENT ON FUNCTION "public"."import_statement"(uuid, jsonb, text) IS 'Adds up to 5,000 rows of a statement: rows is a list of objects whose keys are the bank''s own headers. Rows that are there already, from a statement that overlaps, are counted and not added; money that went out is left out. Send whole days, so that equal rows of a day can be told apart. For members with money.confirm. Errors: statement.account_not_found 404, statement.bad_rows, statement.too_many_rows 400.';

COMMENT ON FUNCTION "public"."list_provider_events"(text, text, uuid, integer) IS 'For staff: the providers'' events, newest first, of one status (received, processed, ignored, failed, kept) or one payment''s reference; the last id of a page is before_id of the next. Errors: auth.forbidden 403, payment.bad_list 400.';

COMMENT ON FUNCTION "public"."match_statement_row"(uuid, uuid, boolean) IS 'Says that a row of a statement is an offline payment: confirms it with the amount and day of the row, as confirm_offline_payment does; one that was confirmed by hand with the same amount is only linked. A row that looks like one of another import that is a payment (the columns were mapped anew, or the account has two labels) is refused, unless is_other_money says that two transfers came. Safe to repeat. Errors: statement.row_not_found 404, statement.already_matched, statement.same_money, statement.another_amount 409, and those of confirm_offline_payment.';

COMMENT ON FUNCTION "public"."name_buying_organization"(uuid, uuid) IS 'Says into which of your organizations a home goes that you buy: at completion its tenancies pass there, with their deposits and all that is charged from that day on; of a sale that is closed already they pass now. Needed only where you own several organizations or none; until you say so the seller goes on as landlord. Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_buyer 400, sale.already_taken, sale.illegal_transition 409.';

COMMENT ON FUNCTION "public"."owner_statement"(uuid, text, text, uuid) IS 'What tenants, buyers and applicants owed at the beginning, what fell due and was settled on which day, and what they owe at the end, of an organization or one of its properties. received_kobo is what settled charges: money, what was kept of a deposit, and tax that a certificate shows. A negative balance is credit. What went back by a refund or a chargeback is a row of its day, with what was received negative. Payments that were taken back are left out. Errors: auth.forbidden 403, report.bad_days, value.bad_date 400.';

COMMENT ON FUNCTION "public"."payout_funds"(uuid) IS 'What each provider holds of an organization''s own money, in kobo: what came in less fees, what was paid out, what is held back for payouts under way, and what of it can be paid out now, the provider''s fee apart. What it collected for principals is not its own, but for its fee. For members with money.read; others see zeros or nothing.';

COMMENT ON FUNCTION "public"."principal_accounts"(uuid) IS 'The bank accounts of the owner of a mandate to which the agency may send on what it collected: approved ones, with their last four figures. For the agency''s members with money.payout.';

COMMENT ON FUNCTION "public"."principal_balances"(uuid) IS 'What was collected under each mandate of an organization, as agency or as owner, in kobo: what came in, what the provider kept, the agency''s fee, what was sent on, and what is still owed. For members with money.read on either side.';

COMMENT ON FUNCTION "public"."principal_statement"(uuid, text, text) IS 'What moved what an agency owes under a mandate between two Nigerian days, both included, in kobo, with what it owed after each. For members with money.read on either side; nothing for others. Errors: value.bad_date, ledger.bad_days 400.';

COMMENT ON FUNCTION "public"."record_deposit_return"(uuid, numeric, public.deposit_return_method, text, uuid, text, uuid) IS 'Records that a deposit, or a part of it (kobo), was given back to the tenants of a tenancy that has ended: by transfer with its bank_reference, in cash or by cheque; document_id is a paper of the tenancy that shows it. It stands, and is booked, once another member with money.confirm confirms it, or a tenant does, or no tenant disputes it within a week. The client_id is the caller''s own and makes it safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, deposit.bad_return 400, deposit.still_let, deposit.not_enough, deposit.already_returned 409.';

COMMENT ON FUNCTION "public"."record_offline_payment"(uuid[], public.payment_method, numeric, text, uuid, text, text) IS 'For members who keep the books: records cash or a POS payment (kobo) that you took for charges. The payer acknowledges or disputes it; unanswered it settles after days that are data. Safe to repeat with the same client_id. Errors: charge.not_found 404, payment.bad_charges 400, offline_payment.own 403 for what you pay yourself, offline_payment.bad_fact 422, charge.settled, offline_payment.evidence_used, offline_payment.client_id_used 409.';

COMMENT ON FUNCTION "public"."record_refund_paid"(uuid, text, text, text, uuid, boolean) IS 'Says that an approved refund was paid out by hand: when, by which transfer, slip or cheque, and what shows it (note, or document_id, a paper of the tenancy). It is booked, and the payer is told. Safe to repeat. For members with money.confirm other than who asked for it. Errors: refund.not_found 404, auth.forbidden, refund.own, refund.same_person 403, refund.bad_fact 400, refund.by_provider, refund.already_decided, refund.disputed 409.';

COMMENT ON FUNCTION "public"."record_tax_certificate"(uuid, numeric, text, text) IS 'Records the certificate for tax (kobo) that a tenant withheld of a charge: that part is settled, as a credit with the tax office in place of money. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.not_found 404, mandate.required, auth.forbidden 403, charge.bad_certificate 400, charge.not_withheld 409.';

COMMENT ON FUNCTION "public"."redrive_provider_events"() IS 'For staff: has up to 100 events that were given up worked off once more; returns how many. Error: auth.forbidden 403.';

COMMENT ON FUNCTION "public"."reject_offline_payment"(uuid, text) IS 'Says, with a reason that the payer reads, that a reported payment did not come or a cheque bounced; or takes back what you recorded yourself. What a payer reported can still be confirmed when it shows up. Errors: offline_payment.not_found 404, auth.forbidden, offline_payment.own, offline_payment.disputed 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';

COMMENT ON FUNCTION "public"."remove_saved_authorization"(uuid) IS 'Takes away a card that you saved: it is never charged again, and autopay by it pauses. A charge that is under way is not called back. Safe to repeat. Error: saved_authorization.not_found 404.';

COMMENT ON FUNCTION "public"."rent_relief_statement"(integer) IS 'The rent that the caller''s tenancies paid in a calendar year, by receipts that hold, with who received it: what the Nigeria Tax Act asks for. rent_in_year_kobo and relief_kobo are the same on every row; relief_kobo is the most that the law allows on that rent, null for years before it. Not tax advice. Error: report.bad_year 400.';

COMMENT ON FUNCTION "public"."rent_roll"(uuid) IS 'Every unit of an organization with its tenancy in force, what it brings, and how it stands; an empty unit stands there without one. Error: auth.forbidden 403.';

COMMENT ON FUNCTION "public"."replace_charge_schedule"(uuid, text, numeric, public.price_period, integer, integer, integer, uuid, text) IS 'Ends a schedule before from_on, the first day of one of its periods, and charges amount_kobo (kobo) for each period from then on; when it falls due and what it is called stay unless given. What was charged ahead and nobody paid is taken back; no day is charged twice. Rent can only become less or fall due later: more is agreed by a renewal. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge_schedule.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400, charge_schedule.charged_once, charge_schedule.over, charge_schedule.rent_is_agreed, tenancy.not_in_force, charge.has_money 409.';

COMMENT ON FUNCTION "public"."replay_provider_event"(uuid) IS 'For staff: has a payment event worked off once more, whatever came of it; what it settled stays settled once. False: it still waits for its first turn. Errors: auth.forbidden 403, payment.event_not_found 404.';

COMMENT ON FUNCTION "public"."request_payout"(uuid, uuid, numeric, uuid, text) IS 'Asks that money (kobo) which the account''s provider holds for your organization be sent there; the amount is held back at once, and another member approves it. Where nobody else has money.payout it is approved alone. The client_id is the caller''s own and makes it safe to repeat. For members with money.payout. Errors: auth.forbidden 403, payee_account.not_found 404, payout.bad_fact, value.bad_amount 400, payout.account_not_approved, payout.cooling_off, payout.not_enough, payout.client_id_used 409.';

COMMENT ON FUNCTION "public"."request_refund"(uuid, numeric, text, uuid, uuid, boolean, boolean) IS 'Asks for money (kobo) of a settled payment to go back, the whole or a part; another member approves it. It is taken from the charge that is named, else from credit first and then from the newest charges; these are open again, unless drops_charges says that they are owed no more. Online payments go back through their provider unless by_hand is true; offline ones always by hand. The client_id is the caller''s own and makes it safe to repeat. For members with money.write. Errors: refund.payment_not_found 404, auth.forbidden 403, refund.bad_request 400, refund.client_id_used, refund.not_settled, refund.disputed, refund.too_much 409.';

COMMENT ON FUNCTION "public"."request_remittance"(uuid, uuid, numeric, uuid, text) IS 'Asks that money (kobo) which your agency collected under a mandate be sent on to a bank account of the owner''s (principal_accounts): at most what is owed under it. Another member of the agency approves it, as any payout. Of a mandate that is over too. The client_id makes it safe to repeat. For members with money.payout. Errors: mandate.not_found, payee_account.not_found 404, auth.forbidden 403, payout.bad_fact, value.bad_amount 400, payout.account_not_approved, payout.cooling_off, payout.not_enough, payout.client_id_used 409.';

COMMENT ON FUNCTION "public"."retire_payee_account"(uuid, text) IS 'Takes a bank account out of use, with a reason: payouts to it that were not sent yet are withdrawn. For members with money.payout, one alone. Safe to repeat. Errors: payee_account.not_found 404, auth.forbidden 403, payee_account.bad_reason 400, payee_account.already_decided 409.';

COMMENT ON FUNCTION "public"."reverse_charge"(uuid, text, numeric) IS 'Takes a charge back that was wrong, by a charge against it that says why, and demands instead_kobo (in kobo; of rent not more than before) in its place when given. It is never charged again by the schedule. Safe to repeat: the answer is the reversal. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.not_found 404, mandate.required, auth.forbidden 403, charge.bad_reversal 400, charge.has_money, charge.is_reversal 409.';

COMMENT ON FUNCTION "public"."save_statement_account"(uuid, text, text, jsonb, uuid, text, public.statement_date_order) IS 'Remembers which columns of a bank''s CSV say what: columns {"date", "credit", "narration", "direction", "payer", "reference"} are headers as the bank writes them, the first three needed; credit may be a column of signed amounts. For members with money.confirm. Errors: auth.forbidden 403, statement.bad_account 400 and 409, statement.account_not_found 404.';

COMMENT ON FUNCTION "public"."service_charge_account"(uuid, text, text) IS 'Service charges of each tenancy: open at the beginning, charged, received, open at the end. What was received is held for the tenants, never income (Lagos Tenancy Law 2011 s.10). Errors: auth.forbidden 403, report.bad_days, value.bad_date 400.';

COMMENT ON FUNCTION "public"."set_late_fee"(uuid, integer, numeric, integer, numeric) IS 'What a tenancy is charged when something due from today on is still open after grace_days: amount_kobo (kobo), or bps, hundredths of a percent of what is open, at most cap_kobo, and never more than the law of the place allows; once for a charge. Takes the place of the rule before. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge.bad_late_fee 400, tenancy.not_in_force 409.';

COMMENT ON FUNCTION "public"."set_mandate_collecting"(uuid, boolean) IS 'Says whether what tenants pay online under a mandate of yours goes to the agency, which then owes it to you less its fee. Yes before the agency answers, no at any time: checkouts that are open stay as they are. Safe to repeat. Errors: mandate.not_found 404, auth.forbidden 403, mandate.bad_terms 400, mandate.already_answered 409.';

COMMENT ON FUNCTION "public"."set_withholding"(uuid, integer) IS 'Says that the tenant of a tenancy, a company, withholds tax from the rent: bps, hundredths of a percent (1,000 is ten percent), or 0 for nothing. It holds for rent that is charged from then on. Returns the rent''s schedules. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400.';

COMMENT ON FUNCTION "public"."sign_sale"(uuid, text, numeric) IS 'Records the day (Nigerian date) on which the contract of sale was signed, and demands the price of the buyer: the deposit in kobo (a tenth when it is not given) that day, the balance at completion. Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_date, sale.bad_deposit 400, sale.closed, sale.illegal_transition 409.';

COMMENT ON FUNCTION "public"."skip_autopay"(uuid) IS 'Leaves one charge out of autopay: you pay it otherwise. Possible until the bank was asked for it. Safe to repeat. Errors: autopay.plan_not_found 404, autopay.too_late 409.';

COMMENT ON FUNCTION "public"."statement_matches"(uuid, integer) IS 'For each row of an account''s statements that nobody has decided about (newest first, at most max_rows, 500): the offline payments and open charges that it may be, best first, with a score up to 100 and its reasons (reference, amount, date, payer). Proposals: a person says which. For members with money.confirm.';

COMMENT ON FUNCTION "public"."stop_autopay"(uuid) IS 'Stops your autopay for a tenancy: nothing more is taken. What the bank was asked for before is not called back. Safe to repeat. Error: autopay.not_found 404.';

COMMENT ON FUNCTION "public"."take_back_deduction"(uuid, text) IS 'Takes back what was kept of a deposit by mistake, with a reason that the tenants read: the deposit is held as before, its receipt is void, and a charge for damage that was made for it is taken back too; what was owed before is owed again. The deduction stays as it was, its payment is reversed. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: deposit.deduction_not_found 404, mandate.required, auth.forbidden 403, deposit.bad_deduction 400.';

COMMENT ON FUNCTION "public"."take_back_payment"(uuid, text) IS 'For members with money.confirm: a payment that was confirmed turns out not to have come (a fake alert, a cheque that bounced). It is reversed with a reason in payment, charges and books; the payer and the platform''s staff are told. Errors: offline_payment.not_found 404, auth.forbidden, offline_payment.own 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';

COMMENT ON FUNCTION "public"."take_back_tax_certificate"(uuid, text) IS 'Takes a certificate back that was recorded by mistake, with a reason that the tenants read: what it settled is withheld and owed again, its receipt is void, and one of the same number can be recorded anew. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.certificate_not_found 404, mandate.required, auth.forbidden 403, charge.bad_certificate 400.';

COMMENT ON FUNCTION "public"."take_listing_fees"(uuid, uuid) IS 'Puts what a listing of the same unit asks of the tenant beside the rent (caution deposit, agency, legal and agreement fees, service charge) on a tenancy that you have offered, unless something stands there already; its tenants see it before they accept, and owe it with the first rent once they do. Returns all schedules of the tenancy. A tenancy from an accepted offer has them already. Errors: tenancy.not_found, listing.not_found 404, auth.forbidden 403, tenancy.illegal_transition 409.';

COMMENT ON FUNCTION "public"."tenancies_on_autopay"(uuid) IS 'For which tenancies of an organization somebody pays by autopay: whether, and nothing else, is the payee''s to know. For members with money.read, and for agencies with a live mandate to collect; nothing for others.';

COMMENT ON FUNCTION "public"."verify_receipt"(text) IS 'For anyone who was given a receipt, by the token on its QR code: its number, day, amount (kobo) and period, and its status: valid; partly_refunded, with how much went back (kobo); void, with the Nigerian date; or forged, when its contents no longer give its hash. No row: there is no such receipt.';

COMMENT ON FUNCTION "public"."void_receipt"(uuid, text, boolean) IS 'For members with money.confirm: voids a receipt for good, with a reason that whoever has it may read. The money stays where it is; with reissue a receipt with a number of its own takes its place, with the names and premises as they are now: correct those first. Safe to repeat, and to ask for reissue later with the same reason. Errors: receipt.not_found 404, auth.forbidden 403, receipt.bad_reason 400, receipt.already_void, receipt.money_went_back 409.';

COMMENT ON FUNCTION "public"."withdraw_deposit_return"(uuid, text) IS 'Takes the record of a return back that was wrong and that nobody has answered yet; the deposit is held again. Safe to repeat. For members with money.write. Errors: deposit.return_not_found 404, auth.forbidden 403, deposit.bad_reason 400, deposit_return.illegal_transition 409.';

COMMENT ON FUNCTION "public"."withdraw_payout"(uuid, text) IS 'Takes back a payout that was not sent yet, approved or not, with a reason. For members with money.payout. Safe to repeat. Errors: payout.not_found 404, auth.forbidden 403, payout.bad_fact 400, payout.already_decided 409.';

COMMENT ON FUNCTION "public"."withdraw_refund"(uuid, text) IS 'Withdraws a refund that was not sent yet, with a reason. Safe to repeat. For members with money.write. Errors: refund.not_found 404, auth.forbidden 403, refund.bad_fact 400, refund.already_decided 409.';

COMMENT ON FUNCTION "service"."add_payee_account"(uuid, uuid, public.payment_method, text, text, text, text, boolean, text, text) IS 'Adds a bank account, as the bank named it, with its number sealed. It waits for a second person; where there is none it is approved alone, with a longer cooling-off time. An account that is there already is returned as it is. Errors: auth.forbidden 403, payee_account.too_many 409.';

COMMENT ON FUNCTION "service"."add_payment_proof"(uuid, uuid, text, text, text, integer, text) IS 'Adds a proof, whose file is in Storage, to a payment that the person reported; one that was asked for, or expired, waits for the payee''s side again. Errors: as prepare_further_proof, and offline_payment.evidence_used, offline_payment.took_too_long 409, offline_payment.bad_evidence 422.';

COMMENT ON FUNCTION "service"."begin_autopay"(public.payment_method[], integer) IS 'Takes up to so many charges whose day has come and whose cards are kept with one of these providers: the payment of each, with our reference, is written now; tell what the provider answered by record_autopay_answer. sealed is what charges the card; null: it was taken away this moment. Another worker gets others.';

COMMENT ON FUNCTION "service"."check_receipt"(text) IS 'A receipt by the token of its QR code, as public.verify_receipt() tells it; Nigerian dates, period_to is the last day. No row: there is no such receipt.';

COMMENT ON FUNCTION "service"."circuit_admits"(text, integer) IS 'Whether a call to a host would be let through just now. Only looks: takes no probe.';

COMMENT ON FUNCTION "service"."claim_dispute_answers"(public.payment_method[], integer, integer) IS 'Takes answers that are to be sent, with what a provider asks of evidence; another worker may only after the given seconds.';

COMMENT ON FUNCTION "service"."claim_dispute_poll"(public.payment_method[]) IS 'The provider that is to be asked for its disputes now, which is then asked again in an hour. No row: none is.';

COMMENT ON FUNCTION "service"."claim_payment_checks"(public.payment_method[], integer, integer) IS 'Takes up to max_payments about which a provider is to be asked; another worker may ask only after the given seconds. saves_card: the payer let us keep the card.';

COMMENT ON FUNCTION "service"."claim_payouts"(public.payment_method[], integer, integer) IS 'Takes up to max_payouts that are due: action send, of which it is written down now that they are being sent, or ask, whose reference the provider is asked about. Another worker may take them only after the given seconds, and then only asks.';

COMMENT ON FUNCTION "service"."claim_provider_balance"(public.payment_method[], integer) IS 'Takes a provider whose balance of today waits to be read; another worker may only after the given seconds. No row: none waits.';

COMMENT ON FUNCTION "service"."claim_provider_events"(integer, integer) IS 'Takes up to max_events from the queue; another worker sees them again only after the given seconds. payment_amount_kobo is null when the reference is not ours; saves_card: its payer let us keep the card.';

COMMENT ON FUNCTION "service"."claim_receipt_papers"(integer, integer) IS 'Takes up to most papers that have to be made, with all that stands on them; another worker sees them again only after the given seconds. period_to is the last day.';

COMMENT ON FUNCTION "service"."claim_reconciliation"(public.payment_method[], public.payment_method[], integer) IS 'Takes the oldest day that waits to be read, at the page where the last worker left it; another worker may only after the given seconds without a page. settling: the providers that list what they pay out. No row: nothing waits.';

COMMENT ON FUNCTION "service"."claim_refund_checks"(public.payment_method[], integer, integer) IS 'Takes payments whose refunds a provider is to be asked about; another worker may only after the given seconds. asked_at: from when on the answer speaks, for keep_provider_refunds.';

COMMENT ON FUNCTION "service"."claim_refunds"(public.payment_method[], integer, integer) IS 'Takes approved refunds and marks them as being sent, before any provider is called. Who took one asks the provider once; when nothing is heard of that within the given seconds, the provider is asked about it.';

COMMENT ON FUNCTION "service"."claim_virtual_accounts"(public.payment_method[], integer) IS 'Takes account numbers that a provider is to be asked for; another worker gets them minutes later, and later each time. Safe to do twice: the provider gives the same account.';

COMMENT ON FUNCTION "service"."close_provider_event"(bigint, uuid, text, text) IS 'Ends the work on an event: outcome is processed, ignored, kept or failed. Its message is archived.';

COMMENT ON FUNCTION "service"."consent_to_save"(text, uuid, text, text) IS 'Notes that a payer let us keep the card of a checkout that is about to open. Safe to repeat; later than that it does nothing. Error: consent.unknown_text 400.';

COMMENT ON FUNCTION "service"."dated_authorizations"(text, integer) IS 'Tokens that another key than the one named sealed.';

COMMENT ON FUNCTION "service"."dated_payee_numbers"(text, integer) IS 'Numbers of bank accounts that another key than the one named sealed.';

COMMENT ON FUNCTION "service"."files_to_sweep"(integer) IS 'Files to delete through Storage: of photos removed ten minutes ago or more, those whose row never came, and uploads older than a day. At most so many of each, oldest first. Say afterwards which are gone by forget_abandoned_files.';

COMMENT ON FUNCTION "service"."find_payout"(public.payment_method, text) IS 'The payout that a provider''s event is about; no row when the reference is not ours.';

COMMENT ON FUNCTION "service"."find_settled_payment"(public.payment_method, text, text) IS 'The settled payment that an event about a refund or dispute means, by our reference or the provider''s number of the transaction. No row: it is none of ours, or not settled.';

COMMENT ON FUNCTION "service"."finish_receipt_paper"(uuid, boolean, text, integer) IS 'Says that a paper''s file was written. Safe to repeat.';

COMMENT ON FUNCTION "service"."keep_dispute"(public.payment_method, text, text, text, numeric, text, text, text) IS 'Keeps what a provider says of a dispute of a transaction: amount (kobo), open, answered, won or lost, and until when it is to be answered. Safe to repeat, in any order but for what the provider itself decides anew. Returns where it stands; null with a trace for staff when the transaction settled nothing of ours.';

COMMENT ON FUNCTION "service"."keep_provider_balance"(public.payment_method, text, numeric) IS 'Keeps what a provider says it holds (kobo) on a day beside what our books say; what is unexplained the second day in a row becomes one exception, which is counted from then on. False: it was read before.';

COMMENT ON FUNCTION "service"."keep_provider_refunds"(uuid, jsonb, boolean, text) IS 'Keeps what a provider lists as the refunds of a payment (provider_refund_id, amount_kobo, state): each moves on, one that nobody here asked for is recorded. One of ours that it does not name, ten minutes after it was sent, is sent again if the list proves that there is none (proves_absence), at most three times in all; otherwise staff are told. Returns how many it named.';

COMMENT ON FUNCTION "service"."keep_reconciliation_page"(uuid, text, text, jsonb, text, integer) IS 'Keeps a page of a provider''s day and where to go on, in one transaction; after the last page compares the day with our books. True: read the page of next_cursor. False: finished, or another worker has taken over.';

COMMENT ON FUNCTION "service"."keep_settlement"(uuid, text, text, jsonb, integer) IS 'Keeps one settlement of a provider''s day (null: the day has none) and where to go on, and notes one that is paid and not the sum of its transactions. True: read the next. False: finished, or another worker has taken over.';

COMMENT ON FUNCTION "service"."open_virtual_account"(uuid, text, text, text, text) IS 'Keeps the account that a provider opened, and tells both sides once. holder: what the provider calls whom it is for.';

COMMENT ON FUNCTION "service"."payment_by_reference"(text) IS 'What anybody may know who holds a payment''s reference: how it stands, its amount and what of it went back (kobo). No row: there is no such payment.';

COMMENT ON FUNCTION "service"."prepare_further_proof"(uuid, uuid, text) IS 'Before any work on an upload: checks that the person may add it to a payment that they reported; returns where it is to lie, or what an earlier try made. Errors: document.bad_path 422, offline_payment.not_found 404, offline_payment.already_decided, offline_payment.too_many 409.';

COMMENT ON FUNCTION "service"."prepare_payee_account"(uuid, uuid) IS 'Before a bank is asked whose account it is: checks that the person may add one. Errors: auth.forbidden 403, payee_account.too_many 409.';

COMMENT ON FUNCTION "service"."prepare_payment_proof"(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text) IS 'Before any work on an upload: checks that the person owes these charges and what they say of the payment; returns where the proof is to lie, or what an earlier try made. Errors: document.bad_path, offline_payment.bad_fact 422, charge.not_found 404, payment.bad_charges 400, offline_payment.client_id_used, offline_payment.too_many 409.';

COMMENT ON FUNCTION "service"."put_off_dispute_answer"(uuid, text, boolean) IS 'Keeps why an answer did not arrive: it is sent again with growing delays, or not when the provider refuses it. Staff get a trace of a refusal and of the third failure.';

COMMENT ON FUNCTION "service"."put_off_provider_balance"(public.payment_method, text, text) IS 'Puts a balance off that could not be read, with growing delays of up to an hour, for as long as the day lasts; after eight tries staff are told.';

COMMENT ON FUNCTION "service"."put_off_receipt_paper"(uuid, boolean, text) IS 'Puts a paper that could not be made off with growing, jittered delays; from the eighth try on staff see it among the payment exceptions.';

COMMENT ON FUNCTION "service"."put_off_reconciliation"(uuid, text) IS 'Puts a day off that could not be read, with growing delays of up to an hour; it is never given up, and after eight tries staff are told.';

COMMENT ON FUNCTION "service"."put_off_refund_check"(uuid) IS 'A provider that does not answer is asked about a payment''s refunds some minutes later.';

COMMENT ON FUNCTION "service"."record_autopay_answer"(uuid, text, text, text) IS 'What the provider answered of a charge by autopay that did not succeed at once: not_sent (it was away and heard nothing: the same payment is tried again), unsure or pending (it is asked by the reference until it knows), action (the payer is to confirm at confirm_url), declined (tried again by private.autopay_days, then autopay pauses), refused (the bank will never let the card be charged: it is ended at once). Returns the same, or closed when the payment came to its end meanwhile.';

COMMENT ON FUNCTION "service"."record_payment_answer"(uuid, text, text) IS 'Keeps what a provider said of a payment that it did not confirm: unknown (it never heard of it), not_begun (nobody has paid yet), pending (it works on it), failed, environment_mismatch, or unreachable. Returns what follows: waiting, failed, abandoned (24 hours after it was made, 72 while the provider works on it), or closed. Settled payments stay as they are.';

COMMENT ON FUNCTION "service"."record_payout_answer"(uuid, text, text, text, numeric, numeric, text) IS 'Keeps what a provider says of a payout: pending, paid (with its fee in kobo and when), failed, reversed, needs_person (it waits for a code, or is held up there), unknown (it has none of that reference), environment_mismatch, unreachable; or what whoever sent it knows: not_sent, insufficient (the provider has too little), refused. amount_kobo: as the provider tells it. Returns the payout''s status by then.';

COMMENT ON FUNCTION "service"."record_refund_not_sent"(uuid, text, text) IS 'Keeps how a call for a refund went wrong: refused (the provider understood and will not), not_sent (it never left us) or unknown. Of one that moved on meanwhile nothing changes (closed).';

COMMENT ON FUNCTION "service"."record_sent_refund"(uuid, text, numeric, text) IS 'Keeps the provider''s answer to a call for a refund: its own number, the amount (kobo) and pending, done, failed or needs_attention. What its list told meanwhile is the same refund. Returns the refund''s status.';

COMMENT ON FUNCTION "service"."refuse_provider_event"(public.payment_method, text, text, jsonb, text) IS 'Leaves a trace of a webhook that nobody proved to be the provider''s: enough of them to notice, too few to fill the database. Returns 0, or the seconds that the sender is to wait.';

COMMENT ON FUNCTION "service"."refuse_virtual_account"(uuid, text) IS 'Notes that the provider gives no account, and tells who asked.';

COMMENT ON FUNCTION "service"."report_offline_payment"(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text, text, text, integer, text) IS 'A payer says that they paid charges offline, with a proof whose file is in Storage: makes the payment, pending, with its items. The same client_id again gives what is there. Errors: as prepare_payment_proof, and charge.settled, offline_payment.evidence_used, offline_payment.took_too_long 409, offline_payment.bad_evidence 422.';

COMMENT ON FUNCTION "service"."reseal_authorization"(uuid, text, text) IS 'Puts a token sealed by the new key in the place of that of the old one.';

COMMENT ON FUNCTION "service"."reseal_payee_number"(uuid, text, text) IS 'Puts a number sealed by the new key in the place of that of the old one.';

COMMENT ON FUNCTION "service"."save_authorization"(text, public.payment_method, text, text, text, text, text, text, text, text) IS 'Keeps the card of a payment that the provider confirmed, if who paid had agreed; false: they had not. sealed is the provider''s token, sealed for the place that payment_reference names. Safe to repeat.';

COMMENT ON FUNCTION "service"."settle_checked_payment"(uuid, text, numeric, text, text, text, numeric) IS 'Settles a payment that the provider confirmed when it was asked, and asks no more. Returns settled, already_settled or needs_review.';

COMMENT ON FUNCTION "service"."settle_credit"(bigint, uuid, text, text, text, numeric, text, text, text, numeric) IS 'Settles a transfer to a virtual account that the provider confirmed, and ends the work on its event, in one transaction: against the oldest open charges of the tenancy, the rest as credit. Of an account that nobody knows, staff are told; to a tenancy that is over it is booked all the same, and staff are told. Returns settled, already_settled, needs_review or unknown_reference.';

COMMENT ON FUNCTION "service"."wake_for_receipt_papers"() IS 'Has the jobs function called again if papers are left: one call makes only a few.';

COMMENT ON INDEX "public"."autopays_tenancy_key" IS 'One payer at a time: two cards for one charge would pay it twice.';

COMMENT ON INDEX "public"."charges_sale_key" IS 'Deposit and balance of a sale are demanded once, however often its contract is recorded.';

COMMENT ON INDEX "public"."deposit_returns_reference_key" IS 'A transfer gives a deposit back once.';

COMMENT ON INDEX "public"."late_fee_rules_live_key" IS 'A tenancy has one rule at a time.';

COMMENT ON INDEX "public"."receipts_payment_kind_key" IS 'A payment is receipted once for each kind; more than that only in place of a void receipt.';

COMMENT ON INDEX "public"."receipts_replaces_key" IS 'One receipt takes the place of a void one.';

COMMENT ON INDEX "public"."tax_certificates_number_key" IS 'A certificate settles a part of a charge once.';

COMMENT ON TABLE "private"."abandoned_files" IS 'Files in Storage that no row names: the jobs function deletes them, for Storage keeps files outside the database.';

COMMENT ON TABLE "private"."authorization_tokens" IS 'What charges a saved card: ciphertext under a key that the database never sees. Gone as soon as its card is removed or refused. No policies: functions only.';

COMMENT ON TABLE "private"."autopay_attempts" IS 'Each try to take a charge: at most one on a day. No policies: functions only.';

COMMENT ON TABLE "private"."autopay_days" IS 'When autopay does what: data, so that it can be changed. No policies: functions only.';

COMMENT ON TABLE "private"."deposit_return_rules" IS 'In how many days after possession was returned a deposit should be back with the tenants: data by state, Nigeria for all others. Written in Studio.';

COMMENT ON TABLE "private"."dispute_answers" IS 'Answers that are to be sent to providers. No policies: functions only.';

COMMENT ON TABLE "private"."dispute_polls" IS 'When each provider is asked next for its disputes: not every one tells of them. No policies: functions only.';

COMMENT ON TABLE "private"."ledger_proofs" IS 'When the books of each organization were last proved, and how much was wrong then.';

COMMENT ON TABLE "private"."offline_waiting_days" IS 'How long an offline payment waits for the other side: data, so that it can be changed. What the payer reported expires then, what a member recorded settles.';

COMMENT ON TABLE "private"."payee_cooling_off" IS 'How long no money goes to a payee account after it was approved: data, so that it can be changed. No policies: functions only.';

COMMENT ON TABLE "private"."payee_numbers" IS 'The numbers of payee accounts that are in use, sealed by the payments function. Deleted when the account is declined or retired. No policies: functions only.';

COMMENT ON TABLE "private"."payment_checks" IS 'When the provider is asked next what became of a payment. No policies: functions only.';

COMMENT ON TABLE "private"."payout_sends" IS 'When a payout is sent, or the provider is asked about it, next. No policies: functions only.';

COMMENT ON TABLE "private"."provider_settlements" IS 'What the providers paid out, as they list it. No account numbers. No policies: functions only.';

COMMENT ON TABLE "private"."provider_transactions" IS 'Money that came in as the providers list it, to compare with our books. No card, no customer. No policies: functions only.';

COMMENT ON TABLE "private"."receipt_papers" IS 'Papers of receipts: those that were made, and those that the jobs function has to make.';

COMMENT ON TABLE "private"."reconciliations" IS 'Each reading of a provider''s day: how far it has come and what it found. No policies: functions only.';

COMMENT ON TABLE "private"."refund_checks" IS 'When a refund is sent, or the provider is asked about it. No policies: functions only.';

COMMENT ON TABLE "private"."virtual_account_keys" IS 'What the provider calls the holder of a virtual account, and when it is asked for one. No policies: functions only.';

COMMENT ON TABLE "public"."application_fees" IS 'A fee for applying, beside the charge that demands it: what for, and whether it goes back to who is turned down.';

COMMENT ON TABLE "public"."autopay_plans" IS 'Each charge that autopay is going to take, or took, as its payer sees it.';

COMMENT ON TABLE "public"."autopays" IS 'What one payer allows for one tenancy; a renewal is another tenancy and asks again.';

COMMENT ON TABLE "public"."charge_parts" IS 'Which charges stand in the place of one that was taken back for them: the instalments into which it was divided, or the one of another amount. Append-only.';

COMMENT ON TABLE "public"."charge_schedules" IS 'What a tenancy is charged, once or how often, from when until when, and when each charge falls due.';

COMMENT ON TABLE "public"."consent_texts" IS 'What payers agree to, word for word. A new wording is a new version; the old one stays, for those who agreed to it.';

COMMENT ON TABLE "public"."credit_draws" IS 'Which allocations came later than their payment, out of its credit; each has an entry in the books. Append-only.';

COMMENT ON TABLE "public"."deposit_deductions" IS 'What was kept of a caution deposit, why, and what shows it. Append-only.';

COMMENT ON TABLE "public"."deposit_returns" IS 'What was given back of a deposit, how, and whether the other side agrees.';

COMMENT ON TABLE "public"."deposits_due" IS 'By when the deposit of a tenancy that ended should be back with its tenants, by the rule as it then was.';

COMMENT ON TABLE "public"."disputes" IS 'Payments that a payer''s bank disputes, one row for each dispute of the provider.';

COMMENT ON TABLE "public"."late_fee_rules" IS 'What a tenancy is charged for paying late. One that changes is ended and another begins.';

COMMENT ON TABLE "public"."late_fees" IS 'Which charges are fees for paying another one late. One for a late charge, for ever: one that is taken back does not come again. Append-only.';

COMMENT ON TABLE "public"."ledger_entries" IS 'One entry of a kind for each source, such as a charge, a settled payment, a closed sale: a second one cannot exist. Append-only.';

COMMENT ON TABLE "public"."ledger_lines" IS 'The lines of an entry; debits equal credits. Append-only.';

COMMENT ON TABLE "public"."offline_payments" IS 'What was said of a payment by transfer, cash, POS or cheque, and what became of it. The payment itself is in payments.';

COMMENT ON TABLE "public"."payee_accounts" IS 'Bank accounts to which an organization''s money may go, as the bank names them. No account number is kept here.';

COMMENT ON TABLE "public"."payer_consents" IS 'Who agreed to which text, when: before the card was charged or kept.';

COMMENT ON TABLE "public"."payment_credits" IS 'What is left of payments that were more than was owed. The truth stays in payments and allocations; this follows, and its row is the lock that lets nobody draw on a credit twice.';

COMMENT ON TABLE "public"."payment_exceptions" IS 'What needs a person, about payments. The same one seen again is counted, not repeated.';

COMMENT ON TABLE "public"."payment_proofs" IS 'What a payer showed of an offline payment: a slip, a screenshot, a cheque. Evidence, with all that is in the file. Append-only.';

COMMENT ON TABLE "public"."payment_return_parts" IS 'Which allocations a return took back. Append-only.';

COMMENT ON TABLE "public"."payment_returns" IS 'Money of settled payments that went back to who had paid it, each with an entry in the books. Append-only.';

COMMENT ON TABLE "public"."payments" IS 'An attempt to settle charges of a tenancy, a sale or an application, and how it went.';

COMMENT ON TABLE "public"."payouts" IS 'Money that is sent from the provider to an organization''s bank account, and how it went.';

COMMENT ON TABLE "public"."principal_moves" IS 'What an agency owes each of its principals: one row for each entry that changed it. Append-only.';

COMMENT ON TABLE "public"."provider_balances" IS 'What each provider said on a day that it holds for us, beside what our books say. For staff.';

COMMENT ON TABLE "public"."receipt_voids" IS 'Receipts that no longer hold, each with the reason. Made by functions only. Append-only.';

COMMENT ON TABLE "public"."receipts" IS 'Evidence that a payment settled what was owed (with money, out of a deposit or by a certificate of withheld tax: see method), with everything Lagos Tenancy Law 2011 s.5 asks for, as it was on that day. Made by trigger, or in place of a void one by reissue_receipt(). Append-only.';

COMMENT ON TABLE "public"."refunds" IS 'Money of a settled payment that goes back, and how far it has come. When it has gone there is a row of payment_returns.';

COMMENT ON TABLE "public"."saved_authorizations" IS 'The cards that a person let us keep, as they know them. What charges one stands in private.authorization_tokens, sealed.';

COMMENT ON TABLE "public"."statement_accounts" IS 'A bank account whose statements are imported, and which columns of the bank''s CSV say what. No account number is kept.';

COMMENT ON TABLE "public"."statement_imports" IS 'Each import of a statement, and what became of its rows. Append-only.';

COMMENT ON TABLE "public"."statement_rows" IS 'Money that came in, as the bank shows it, and which payment it was.';

COMMENT ON TABLE "public"."tax_certificates" IS 'Tax that a tenant withheld from a charge and paid to the state, as its certificate says: the landlord''s credit there. Append-only.';

COMMENT ON TABLE "public"."tenancy_handovers" IS 'A tenancy that passed from the seller of a home to its buyer: one row in the books of each. Nothing of it changes but that the deposit''s money followed.';

COMMENT ON TABLE "public"."virtual_accounts" IS 'Bank account numbers to which a tenancy is paid by transfer: one for a tenancy and provider.';

COMMENT ON TYPE "private"."autopay_attempt_state" IS 'sending: a worker has it, or was killed with it; not_sent: the provider was away and heard nothing, the same payment is tried again; asked: the provider heard of it, its payment says the rest; declined.';

COMMENT ON TYPE "private"."provider_event_status" IS 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up, in the queue of dead letters; kept: nothing of ours acts on it yet, it can be replayed when something does.';

COMMENT ON TYPE "private"."reconciliation_subject" IS 'transactions: the money that came in; settlements: what was paid out to us.';

COMMENT ON TYPE "private"."statement_line" IS 'A row of a statement as read. Without a day, or with an amount that is not over zero, it is left out; with a message it is refused.';

COMMENT ON TYPE "public"."application_fee_kind" IS 'What a fee for applying is for. The last three are a professional''s work, engaged by whoever wants to know.';

COMMENT ON TYPE "public"."authorization_status" IS 'usable: it can be charged; removed: its owner took it away; refused: the bank will never let it be charged again. Whether it has expired its date says.';

COMMENT ON TYPE "public"."autopay_pause" IS 'Why autopay paused: the payer removed the card, the bank will never let it be charged again, it expired, or the bank declined it as often as we ask.';

COMMENT ON TYPE "public"."autopay_plan_status" IS 'announced: the payer knows the day; trying: the bank was asked; waiting_for_payer: their bank wants them to confirm it; taken: paid; skipped: the payer left it out; over_limit: more than they allow; given_up: the bank declined it too often; dropped: paid otherwise, taken back, or autopay ended.';

COMMENT ON TYPE "public"."autopay_status" IS 'on: charges are taken; paused: nothing is taken until the payer allows it again; ended: the payer stopped it, or the tenancy is over.';

COMMENT ON TYPE "public"."consent_purpose" IS 'save_authorization: a card may be kept; autopay: it may be charged by itself, within limits.';

COMMENT ON TYPE "public"."deposit_return_method" IS 'How a deposit was given back.';

COMMENT ON TYPE "public"."deposit_return_status" IS 'recorded: waits for a second person or a tenant; confirmed: it stands and is booked; disputed: by a tenant, waits for staff; reversed: it was not so, and the deposit is held again.';

COMMENT ON TYPE "public"."dispute_answer" IS 'accept: the payer is right, the money goes back; contest: it stays, as the evidence shows.';

COMMENT ON TYPE "public"."dispute_status" IS 'open: the payee is to answer; answered: the bank decides; won: the money stays; lost: it was accepted, not answered in time or decided so, and the money went back.';

COMMENT ON TYPE "public"."handover_side" IS 'Whose row of a handover: of who sold the home, or of who bought it.';

COMMENT ON TYPE "public"."ledger_account_kind" IS 'The accounts of an organization''s books. Service charges and deposits are held, never income (Lagos Tenancy Law 2011 s.10), and so is the price of a home until its sale is closed. tenant_credit: what anybody paid ahead; handover_due: what seller and buyer of a tenanted home owe each other of its deposits. principal_payable: what an agency collected and owes its principals, agent_receivable: the same in their books; agency_fees: what an agency took for it.';

COMMENT ON TYPE "public"."ledger_entry_kind" IS 'What an entry records: something became due, money came in, a sale was closed and its price became income, money that had come in was taken back, a charge drew on what was paid ahead, a deposit passed to who bought the home (in both books), its money followed, a deposit was given back to the tenants, or was not after all, or money went back by a refund or a chargeback (payment_returns); or money went from the provider to the bank, or came back. In an agency''s books, collection: money came in for its principal; in the principal''s, remittance: the agency sent it on.';

COMMENT ON TYPE "public"."legal_rule_key" IS 'What a rule limits: months of rent in advance, an agency fee in basis points of the yearly rent, who bears a professional''s fee, a late fee in basis points of what is late; the share of a year''s rent that is free of tax, and its most in kobo; the most of a fee for applying in kobo (zero: none may be asked), and that it goes back to who is turned down.';

COMMENT ON TYPE "public"."offline_payment_source" IS 'Who says that it was paid: the payer with a proof, a member who took the money, or the payee''s bank statement.';

COMMENT ON TYPE "public"."offline_payment_status" IS 'submitted: waits for the payee''s side; needs_more: for the payer; recorded: by a member, waits for the payer; disputed: by the payer, waits for staff; reversed: it was confirmed and the money had not come.';

COMMENT ON TYPE "public"."payee_account_status" IS 'proposed: waits for a second person; approved: money may go there once the cooling-off time is over; declined; retired: no money goes there any more.';

COMMENT ON TYPE "public"."payee_name_check" IS 'Whether the name that the bank gives is that of the organization''s verified identity; not_checked: nobody has compared them yet.';

COMMENT ON TYPE "public"."payment_exception_kind" IS 'What was wrong. books_differ: the nightly proof found it, see details; money_going_back: money goes back that is of none of our payments, or that had gone back before; paid_former_owner: for a home that was sold; balance_mismatch: the provider holds another sum for us than our books say.';

COMMENT ON TYPE "public"."payment_method" IS 'Paystack and Flutterwave are online; the others are offline. Out of a deposit and by a tax certificate no money comes in: what is held, or owed by the state, settles a charge.';

COMMENT ON TYPE "public"."payout_status" IS 'requested: waits for a second person; approved: is to be sent; sending: the provider may have it; pending: the provider has it; paid: it is in the bank; failed: no money moved; reversed: it came back; needs_attention: a person must look; declined, withdrawn: it was never sent.';

COMMENT ON TYPE "public"."principal_move_kind" IS 'What changed what an agency owes its principal: money came in, was taken back, or in part went back to the payer; it was sent on, or came back.';

COMMENT ON TYPE "public"."receipt_kind" IS 'Rent, security deposit and service charge are receipted apart (Lagos Tenancy Law 2011 s.10); sale: of the price of a home.';

COMMENT ON TYPE "public"."refund_status" IS 'requested: waits for a second person; approved: waits to be sent, or to be paid out by hand; sending: the provider was asked or is about to be, and has not answered; pending: the provider works on it; succeeded: the money is gone, and booked; needs_attention: the provider wants the payer''s account; declined, withdrawn: nothing was sent.';

COMMENT ON TYPE "public"."refund_way" IS 'How it goes back: the provider sends it, or the payee pays it out.';

COMMENT ON TYPE "public"."return_kind" IS 'refund: the payee gave it back; chargeback: the payer''s bank took it.';

COMMENT ON TYPE "public"."statement_date_order" IS 'How a bank writes dates in figures: 26/11/2026 or 11/26/2026. Dates with the year first, or the month in letters, are read either way.';

COMMENT ON TYPE "public"."tenancy_status" IS 'draft: being written; offered: the tenants may accept; active: in force; notice_given: in force until the notice ends; holding_over: its time is over, the tenants are still there; ended: possession went back; cancelled: never began; passed_on: the home was sold, and the tenancy goes on with its buyer.';

COMMENT ON TYPE "public"."virtual_account_status" IS 'wanted: the provider is being asked; open: money may come; refused: the provider gives none, see refusal.';

COMMENT ON VIEW "private"."my_payments" IS 'The payments of the tenancies in which the caller is a tenant, of the sales in which they buy, and of their applications.';

COMMENT ON VIEW "public"."ageing" IS 'What each tenancy owes, in kobo, by how many days ago it fell due (Nigerian date); due today is not yet late, and what is withheld as tax waits for its certificate. A tenancy that owes nothing has no row.';

COMMENT ON VIEW "public"."charge_balances" IS 'Each charge with what was paid and what is open, in kobo, and its derived status: open, part_paid, paid, overdue, withheld (all is paid but what was withheld as tax, which waits for its certificate) or reversed. payable_kobo is what of the open amount the tenants are to pay.';

COMMENT ON VIEW "public"."rent_status" IS 'Each tenancy that was ever charged, as whoever may read its charges sees it. Amounts in kobo, Nigerian dates. A member without money.read sees none, rather than zeros.';

REVOKE ALL ON FUNCTION "private"."accept_offline_payment"(public.offline_payments, public.kobo, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."account_for_charge"(public.charge_kind, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."acknowledge_payment"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."acknowledge_payment"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."add_charge_schedule"(uuid, public.charge_kind, public.kobo, public.price_period, public.calendar_date, public.calendar_date, integer, integer, integer, uuid, text, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."add_charge_schedule"(uuid, public.charge_kind, public.kobo, public.price_period, public.calendar_date, public.calendar_date, integer, integer, integer, uuid, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."advance_tenancies"(public.calendar_date, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_charges_posted"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_credit_kept"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_decline"(public.autopay_plans, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_deposit_return_moved"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_dispute_moved"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_offline_payment_moved"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_payee_account_moved"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_payout_moved"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_receipts_issued"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."after_refund_moved"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."allow_autopay"(uuid, uuid, public.charge_kind[], public.kobo, public.kobo, integer, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."allow_autopay"(uuid, uuid, public.charge_kind[], public.kobo, public.kobo, integer, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."announce_autopay"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."answer_dispute"(uuid, public.dispute_answer, text, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."answer_dispute"(uuid, public.dispute_answer, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."approve_payee_account"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."approve_payee_account"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."approve_payout"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."approve_payout"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."approve_refund"(uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."approve_refund"(uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."ask_for_proof"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."ask_for_proof"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."ask_virtual_account"(uuid, public.payment_method) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."ask_virtual_account"(uuid, public.payment_method) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."autopay_waits"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."begin_autopay_attempt"(public.autopay_plans, public.autopays, public.saved_authorizations) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."begin_credit"(public.virtual_accounts, public.tenancies, text, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."begin_offline_payment"(uuid, uuid[], public.payment_method, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."begin_sending"(public.payouts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_collection"(public.payments, public.kobo, public.kobo, public.kobo, public.instant) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_completion"(public.sales, public.kobo, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_draw"(public.payment_credits, uuid, text, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_payout"(public.payouts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_refund"(public.refunds) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_remittance"(public.payouts, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_returned_collection"(public.payments, uuid, public.kobo, public.kobo, public.instant) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_returned_payout"(public.payouts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_reversed_collection"(public.payments, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_reversed_payment"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."book_statement_row"(uuid, uuid[], boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."book_statement_row"(uuid, uuid[], boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."charge_sale"(public.sales, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."charges_of_payer"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_decision"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_entries_have_lines"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_lines_balance"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_offline_facts"(public.payment_method, public.kobo, public.calendar_date, text, text, public.payment_method[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_payee_name"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_payee_reason"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_payout_reason"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_refund_words"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_report_days"(public.calendar_date, public.calendar_date) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."check_report_days"(public.calendar_date, public.calendar_date) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."clear_refund"(uuid, boolean, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."clear_refund"(uuid, boolean, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."cleared_through"(public.payment_method) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."close_application_fees"(public.applications) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."collecting_mandate"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."confirm_deposit_return"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."confirm_deposit_return"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."confirm_handover_deposit"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."confirm_handover_deposit"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."confirm_offline_payment"(uuid, public.kobo, public.calendar_date) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."confirm_offline_payment"(uuid, public.kobo, public.calendar_date) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."copy_home"(public.units, uuid, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."copy_schedules"(public.tenancies, public.tenancies, jsonb, jsonb, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."copy_tenant"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."decide_deposit_return"(uuid, boolean, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."decide_deposit_return"(uuid, boolean, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."decide_statement_row"(public.statement_rows, uuid, text, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."decline_payee_account"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."decline_payee_account"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."decline_payout"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."decline_payout"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."decline_refund"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."decline_refund"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."deduct_from_deposit"(uuid, public.kobo, text, uuid, uuid, uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."deduct_from_deposit"(uuid, public.kobo, text, uuid, uuid, uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."demand_application_fee"(uuid, public.application_fee_kind, public.kobo, text, public.calendar_date, boolean, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."demand_application_fee"(uuid, public.application_fee_kind, public.kobo, text, public.calendar_date, boolean, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."deposits_paid"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."deposits_paid"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."differences"(private.reconciliations, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."dismiss_statement_row"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."dismiss_statement_row"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."dispute_deposit_return"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."dispute_deposit_return"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."dispute_payment"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."dispute_payment"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."disputes_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."divide_charge"(uuid, jsonb) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."divide_charge"(uuid, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."draw_credit"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_certificate"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_credit"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_returned_charges"(public.payments, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."due_days"(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."end_authorization"(uuid, public.authorization_status) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."end_autopay"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."end_charge_schedule"(uuid, public.calendar_date, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."end_charge_schedule"(uuid, public.calendar_date, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."end_late_fee"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."end_late_fee"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."end_of"(public.calendar_date) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."end_of"(public.calendar_date) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."expect_proof_file"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."expire_payment_proofs"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."fail_payout"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."fail_payout"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."find_my_charge"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."first_balance_hour"(public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."first_demanded"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."follow_autopay"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."follow_provider_refund"(public.refunds, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."free_statement_row"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."generate_charges"(public.calendar_date, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."go_on_from_parent"(public.tenancies) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."guarantors_of"(public.tenancies) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hand_home_over"(public.sales) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."has_open_dispute"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."has_second_payer"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hold_refunds"(public.disputes) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."holds_enough"(uuid, public.payment_method) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."import_statement"(uuid, jsonb, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."import_statement"(uuid, jsonb, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."is_held_over"(public.tenancies, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keep_credit"(public.payments, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keep_proof_file"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keep_provider_refund"(public.payments, text, public.kobo, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."known_offline_payment"(uuid, uuid, public.payment_method, public.kobo, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."known_proof"(uuid, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."knows_debtor"(public.tenancies) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lagos_date"(timestamp with time zone) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."lagos_date"(timestamp with time zone) TO "anon", "authenticated", "service_role";

REVOKE ALL ON FUNCTION "private"."last_reconcilable_day"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."last_renewal"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ledger_differences"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."list_events_for_staff"(text, text, uuid, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."list_events_for_staff"(text, text, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."lock_autopays"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_charges_of_payment"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_deposit_return"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_my_schedule"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_offline_payment"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_payee_account"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_payout"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_recorded_payment"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_refund"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_reported_payment"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_statement_row"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."match_statement_row"(uuid, uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."match_statement_row"(uuid, uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."may_replace_charge"(public.payments, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."may_save_authorization"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."members_with"(uuid, private.permission) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."money_account"(public.payment_method) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."move_deposit_return"(uuid, public.deposit_return_status, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."move_dispute"(public.disputes, public.payments, public.dispute_status, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."move_payee_account"(uuid, public.payee_account_status, uuid, text, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."move_refund"(uuid, public.refund_status, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."my_deal_ids"() FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."my_deal_ids"() TO "authenticated";

REVOKE ALL ON FUNCTION "private"."name_buying_organization"(uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."name_buying_organization"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."new_token"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."next_payout_status"(public.payouts, private.payout_sends, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."next_slot"(public.charges) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_deposit_due"(public.tenancies) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_money_left_behind"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_payout_answer"(public.payouts, private.payout_sends, text, text, public.payout_status, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_refund_exception"(public.payment_exception_kind, public.refunds) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."notify_dispute"(public.disputes) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."notify_offline_payment"(public.offline_payments, public.offline_payment_status) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."notify_payee_account"(public.payee_accounts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."notify_payout"(public.payouts, public.payout_status) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."notify_refund"(public.refunds, public.refund_status) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."number_receipts"(uuid, public.receipts[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."order_missing_papers"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."organization_of_buyer"(public.sales) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."parts_to_return"(public.payments, public.kobo, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."pass_on_tenancy"(public.tenancies, public.sales, public.units, jsonb, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."pause_autopay"(uuid, public.autopay_pause) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payable_account"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payment_checks_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payment_payers"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payment_people"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payout_differences"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."payout_fee_reserve"() FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."payout_fee_reserve"() TO "authenticated";

REVOKE ALL ON FUNCTION "private"."payouts_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."plan_reconciliations"(public.payment_method[], public.payment_method[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."post_late_fees"(public.calendar_date, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."prepaid_from"(public.tenancies, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."principal_accounts"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."principal_accounts"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."principal_differences"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."prove_ledgers"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."provider_balances_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."provider_funds"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."provider_funds"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."read_charge_parts"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_statement_amount"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_statement_date"(text, public.statement_date_order) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_statement_row"(jsonb, integer, public.statement_accounts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."receipt_kind_of"(public.charge_kind) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."receipt_names"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."receipt_papers_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."receipt_people"(public.receipts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."receipt_void_hash"(public.receipt_voids) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."receipted_charge"(uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."receipted_charge"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."receivable_for_charge"(public.charge_kind) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."receivable_for_payment"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."reconciliations_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."record_deposit_return"(uuid, public.kobo, public.deposit_return_method, public.calendar_date, text, uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."record_deposit_return"(uuid, public.kobo, public.deposit_return_method, public.calendar_date, text, uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."record_offline_payment"(uuid[], public.payment_method, public.kobo, public.calendar_date, text, text, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."record_offline_payment"(uuid[], public.payment_method, public.kobo, public.calendar_date, text, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."record_refund_paid"(uuid, public.calendar_date, text, text, uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."record_refund_paid"(uuid, public.calendar_date, text, text, uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."record_tax_certificate"(uuid, public.kobo, text, public.calendar_date) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."record_tax_certificate"(uuid, public.kobo, text, public.calendar_date) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."record_void"(public.receipts, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."redrive_events_for_staff"() FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."redrive_events_for_staff"() TO "authenticated";

REVOKE ALL ON FUNCTION "private"."reference_key"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."reference_of_row"(public.statement_rows, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refund_holder"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refundable"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refunds_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_decided"(public.offline_payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_decided_account"(public.payee_accounts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_decided_payout"(public.payouts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_decided_row"(public.statement_rows) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_money_known"(public.statement_rows, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_moved_refund"(public.refunds) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_parts"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_schedule_terms"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_settled_charge"(public.charges, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_unlawful_fee"(uuid, public.application_fee_kind, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_used_evidence"(uuid, uuid, public.payment_method, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_used_reference"(uuid, public.payment_method, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."reissue_receipt"(public.receipts, public.payments, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."reject_offline_payment"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."reject_offline_payment"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."remake_receipt_papers"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."remind_of_disputes"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."remind_of_expiring_documents"(public.calendar_date, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."remove_saved_authorization"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."remove_saved_authorization"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."rent_standings"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."rent_standings"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."replace_charge_schedule"(uuid, public.calendar_date, public.kobo, public.price_period, integer, integer, integer, uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."replace_charge_schedule"(uuid, public.calendar_date, public.kobo, public.price_period, integer, integer, integer, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."replay_event_for_staff"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."replay_event_for_staff"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."replay_provider_event"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."request_payout"(uuid, uuid, public.kobo, uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."request_payout"(uuid, uuid, public.kobo, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."request_refund"(uuid, public.kobo, text, uuid, uuid, boolean, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."request_refund"(uuid, public.kobo, text, uuid, uuid, boolean, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."request_remittance"(uuid, uuid, public.kobo, uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."request_remittance"(uuid, uuid, public.kobo, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."require_autopay_terms"(public.charge_kind[], public.kobo, public.kobo, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_consent_text"(public.consent_purpose, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_decider"(public.offline_payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_money_reader"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."require_money_reader"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."require_one_debt"(uuid[], public.charges[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_open_charges"(uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_other_side"(public.offline_payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_own_upload"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_payer"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_price_open"(public.sales, public.kobo, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_return_reason"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_schedule_terms"(public.tenancies, public.charge_kind, public.kobo, public.price_period, integer, integer, integer, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_second_person"(public.refunds, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_staff_for_events"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."retire_payee_account"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."retire_payee_account"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."return_money"(uuid, public.return_kind, uuid, public.kobo, public.instant, public.ledger_account_kind, public.kobo, uuid, boolean, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."return_part"(public.payments, uuid, uuid, public.kobo, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."returned_of_charge"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."returned_of_receipt"(uuid, jsonb) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."returned_of_receipt"(uuid, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."reverse_charge"(uuid, text, public.kobo) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."reverse_charge"(uuid, text, public.kobo) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."same_schedule"(public.charge_schedules, uuid, public.charge_kind, public.kobo, interval, smallint) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."save_statement_account"(uuid, uuid, text, text, text, jsonb, public.statement_date_order) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."save_statement_account"(uuid, uuid, text, text, text, jsonb, public.statement_date_order) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."schedule_move_in"(public.tenancies, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."schedules_from"(public.tenancies, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."send_search_digests"(public.calendar_date, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."set_late_fee"(uuid, integer, public.kobo, integer, public.kobo) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."set_late_fee"(uuid, integer, public.kobo, integer, public.kobo) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."set_mandate_collecting"(uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."set_mandate_collecting"(uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."set_offline_status"(public.offline_payments, public.offline_payment_status, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."set_payout_status"(uuid, public.payout_status, uuid, text, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."set_withholding"(uuid, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."set_withholding"(uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."settle_confirmed"(public.payment_method, text, text, public.kobo, text, public.instant, text, public.kobo) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."settle_deposit_returns"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."settle_offline_payment"(public.offline_payments, public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."settle_recorded_payments"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."shown_cell"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sign_sale"(uuid, public.calendar_date, public.kobo) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."sign_sale"(uuid, public.calendar_date, public.kobo) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."skip_autopay"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."skip_autopay"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."standing_allocations"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."standing_credit"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."start_of"(public.calendar_date) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."start_of"(public.calendar_date) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."statement_cells_hash"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."statement_matches"(uuid, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."statement_matches"(uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."stop_autopay"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."stop_autopay"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."stop_refunds"(public.payments) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."stop_schedule"(public.charge_schedules, public.calendar_date, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."subject_of"(public.charges) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."suggested_action"(public.payment_exception_kind) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sum_up_certificates"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_back_charges"(uuid[], text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_back_deduction"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."take_back_deduction"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."take_back_payment"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."take_back_payment"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."take_back_sale_charges"(public.sales, public.charge_kind, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_back_tax_certificate"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."take_back_tax_certificate"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."take_listing_fees"(uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."take_listing_fees"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."take_up_listed_credit"(public.payment_method, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."taken_this_month"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_of_account"(public.virtual_accounts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_of_handover"(public.tenancies, public.tenancies, public.calendar_date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_of_overdue_deposits"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_of_plan"(public.autopay_plans, text, text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_of_waiting_home"(public.sales) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tenancies_called"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."tenancies_called"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."tenancies_on_autopay"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."tenancies_on_autopay"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."tenancy_of_credit"(public.virtual_accounts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tenancy_users"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."unchecked_payments"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."verify_receipt"(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."verify_receipt"(text) TO "anon", "authenticated", "service_role";

REVOKE ALL ON FUNCTION "private"."virtual_accounts_wait"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."void_receipt"(uuid, text, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."void_receipt"(uuid, text, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."void_receipts_of_payment"(uuid, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."void_returned_receipts"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."want_payment_check"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."want_receipt_paper"(uuid, uuid, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."with_renewals"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."withdraw_deposit_return"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."withdraw_deposit_return"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."withdraw_payout"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."withdraw_payout"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."withdraw_payouts_to"(public.payee_accounts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."withdraw_refund"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."withdraw_refund"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."words_of_names"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "public"."account_balances"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."account_balances"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."account_statement"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."account_statement"(uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."acknowledge_payment"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."acknowledge_payment"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."add_charge_schedule"(uuid, public.charge_kind, numeric, public.price_period, text, text, integer, integer, integer, uuid, text, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."add_charge_schedule"(uuid, public.charge_kind, numeric, public.price_period, text, text, integer, integer, integer, uuid, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."ageing"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."ageing"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."allow_autopay"(uuid, uuid, public.charge_kind[], numeric, numeric, text, text, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."allow_autopay"(uuid, uuid, public.charge_kind[], numeric, numeric, text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."answer_dispute"(uuid, public.dispute_answer, text, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."answer_dispute"(uuid, public.dispute_answer, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."approve_payee_account"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."approve_payee_account"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."approve_payout"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."approve_payout"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."approve_refund"(uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."approve_refund"(uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."ask_for_proof"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."ask_for_proof"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."ask_virtual_account"(uuid, public.payment_method) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."ask_virtual_account"(uuid, public.payment_method) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."book_statement_row"(uuid, uuid[], boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."book_statement_row"(uuid, uuid[], boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."clear_refund"(uuid, boolean, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."clear_refund"(uuid, boolean, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."collections"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."collections"(uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."confirm_deposit_return"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."confirm_deposit_return"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."confirm_handover_deposit"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."confirm_handover_deposit"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."confirm_offline_payment"(uuid, numeric, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."confirm_offline_payment"(uuid, numeric, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."decide_deposit_return"(uuid, boolean, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."decide_deposit_return"(uuid, boolean, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."decline_payee_account"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."decline_payee_account"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."decline_payout"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."decline_payout"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."decline_refund"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."decline_refund"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."deduct_from_deposit"(uuid, numeric, text, uuid, uuid, uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."deduct_from_deposit"(uuid, numeric, text, uuid, uuid, uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."demand_application_fee"(uuid, public.application_fee_kind, numeric, text, uuid, text, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."demand_application_fee"(uuid, public.application_fee_kind, numeric, text, uuid, text, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."deposit_of"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."deposit_of"(uuid) TO "authenticated", "service_role";

REVOKE ALL ON FUNCTION "public"."deposit_statement"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."deposit_statement"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."dismiss_statement_row"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."dismiss_statement_row"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."dispute_deposit_return"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."dispute_deposit_return"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."dispute_payment"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."dispute_payment"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."divide_charge"(uuid, jsonb) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."divide_charge"(uuid, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."end_charge_schedule"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."end_charge_schedule"(uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."end_late_fee"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."end_late_fee"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."fail_payout"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."fail_payout"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."import_statement"(uuid, jsonb, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."import_statement"(uuid, jsonb, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_provider_events"(text, text, uuid, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."list_provider_events"(text, text, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."match_statement_row"(uuid, uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."match_statement_row"(uuid, uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."name_buying_organization"(uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."name_buying_organization"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."owner_statement"(uuid, text, text, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."owner_statement"(uuid, text, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."payout_funds"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."payout_funds"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."principal_accounts"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."principal_accounts"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."principal_balances"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."principal_balances"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."principal_statement"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."principal_statement"(uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."record_deposit_return"(uuid, numeric, public.deposit_return_method, text, uuid, text, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."record_deposit_return"(uuid, numeric, public.deposit_return_method, text, uuid, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."record_offline_payment"(uuid[], public.payment_method, numeric, text, uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."record_offline_payment"(uuid[], public.payment_method, numeric, text, uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."record_refund_paid"(uuid, text, text, text, uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."record_refund_paid"(uuid, text, text, text, uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."record_tax_certificate"(uuid, numeric, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."record_tax_certificate"(uuid, numeric, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."redrive_provider_events"() FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."redrive_provider_events"() TO "authenticated";

REVOKE ALL ON FUNCTION "public"."reject_offline_payment"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."reject_offline_payment"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."remove_saved_authorization"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."remove_saved_authorization"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."rent_relief_statement"(integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."rent_relief_statement"(integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."rent_roll"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."rent_roll"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."replace_charge_schedule"(uuid, text, numeric, public.price_period, integer, integer, integer, uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."replace_charge_schedule"(uuid, text, numeric, public.price_period, integer, integer, integer, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."replay_provider_event"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."replay_provider_event"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."request_payout"(uuid, uuid, numeric, uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."request_payout"(uuid, uuid, numeric, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."request_refund"(uuid, numeric, text, uuid, uuid, boolean, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."request_refund"(uuid, numeric, text, uuid, uuid, boolean, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."request_remittance"(uuid, uuid, numeric, uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."request_remittance"(uuid, uuid, numeric, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."retire_payee_account"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."retire_payee_account"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."reverse_charge"(uuid, text, numeric) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."reverse_charge"(uuid, text, numeric) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."save_statement_account"(uuid, text, text, jsonb, uuid, text, public.statement_date_order) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."save_statement_account"(uuid, text, text, jsonb, uuid, text, public.statement_date_order) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."service_charge_account"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."service_charge_account"(uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_late_fee"(uuid, integer, numeric, integer, numeric) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."set_late_fee"(uuid, integer, numeric, integer, numeric) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_mandate_collecting"(uuid, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."set_mandate_collecting"(uuid, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_withholding"(uuid, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."set_withholding"(uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."sign_sale"(uuid, text, numeric) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."sign_sale"(uuid, text, numeric) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."skip_autopay"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."skip_autopay"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."statement_matches"(uuid, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."statement_matches"(uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."stop_autopay"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."stop_autopay"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."take_back_deduction"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."take_back_deduction"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."take_back_payment"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."take_back_payment"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."take_back_tax_certificate"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."take_back_tax_certificate"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."take_listing_fees"(uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."take_listing_fees"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."tenancies_on_autopay"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."tenancies_on_autopay"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."verify_receipt"(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."verify_receipt"(text) TO "anon", "authenticated", "service_role";

REVOKE ALL ON FUNCTION "public"."void_receipt"(uuid, text, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."void_receipt"(uuid, text, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."withdraw_deposit_return"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."withdraw_deposit_return"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."withdraw_payout"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."withdraw_payout"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."withdraw_refund"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "public"."withdraw_refund"(uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "service"."add_payee_account"(uuid, uuid, public.payment_method, text, text, text, text, boolean, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."add_payee_account"(uuid, uuid, public.payment_method, text, text, text, text, boolean, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."add_payment_proof"(uuid, uuid, text, text, text, integer, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."add_payment_proof"(uuid, uuid, text, text, text, integer, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."begin_autopay"(public.payment_method[], integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."begin_autopay"(public.payment_method[], integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."check_receipt"(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."check_receipt"(text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."circuit_admits"(text, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."circuit_admits"(text, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_dispute_answers"(public.payment_method[], integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_dispute_answers"(public.payment_method[], integer, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_dispute_poll"(public.payment_method[]) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_dispute_poll"(public.payment_method[]) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_payment_checks"(public.payment_method[], integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_payment_checks"(public.payment_method[], integer, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_payouts"(public.payment_method[], integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_payouts"(public.payment_method[], integer, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_provider_balance"(public.payment_method[], integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_provider_balance"(public.payment_method[], integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_provider_events"(integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_provider_events"(integer, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_receipt_papers"(integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_receipt_papers"(integer, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_reconciliation"(public.payment_method[], public.payment_method[], integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_reconciliation"(public.payment_method[], public.payment_method[], integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_refund_checks"(public.payment_method[], integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_refund_checks"(public.payment_method[], integer, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_refunds"(public.payment_method[], integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_refunds"(public.payment_method[], integer, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."claim_virtual_accounts"(public.payment_method[], integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."claim_virtual_accounts"(public.payment_method[], integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."consent_to_save"(text, uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."consent_to_save"(text, uuid, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."dated_authorizations"(text, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."dated_authorizations"(text, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."dated_payee_numbers"(text, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."dated_payee_numbers"(text, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."find_payout"(public.payment_method, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."find_payout"(public.payment_method, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."find_settled_payment"(public.payment_method, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."find_settled_payment"(public.payment_method, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."finish_receipt_paper"(uuid, boolean, text, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."finish_receipt_paper"(uuid, boolean, text, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."keep_dispute"(public.payment_method, text, text, text, numeric, text, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."keep_dispute"(public.payment_method, text, text, text, numeric, text, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."keep_provider_balance"(public.payment_method, text, numeric) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."keep_provider_balance"(public.payment_method, text, numeric) TO "service_role";

REVOKE ALL ON FUNCTION "service"."keep_provider_refunds"(uuid, jsonb, boolean, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."keep_provider_refunds"(uuid, jsonb, boolean, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."keep_reconciliation_page"(uuid, text, text, jsonb, text, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."keep_reconciliation_page"(uuid, text, text, jsonb, text, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."keep_settlement"(uuid, text, text, jsonb, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."keep_settlement"(uuid, text, text, jsonb, integer) TO "service_role";

REVOKE ALL ON FUNCTION "service"."open_virtual_account"(uuid, text, text, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."open_virtual_account"(uuid, text, text, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."payment_by_reference"(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."payment_by_reference"(text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."prepare_further_proof"(uuid, uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."prepare_further_proof"(uuid, uuid, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."prepare_payee_account"(uuid, uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."prepare_payee_account"(uuid, uuid) TO "service_role";

REVOKE ALL ON FUNCTION "service"."prepare_payment_proof"(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."prepare_payment_proof"(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."put_off_dispute_answer"(uuid, text, boolean) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."put_off_dispute_answer"(uuid, text, boolean) TO "service_role";

REVOKE ALL ON FUNCTION "service"."put_off_provider_balance"(public.payment_method, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."put_off_provider_balance"(public.payment_method, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."put_off_receipt_paper"(uuid, boolean, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."put_off_receipt_paper"(uuid, boolean, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."put_off_reconciliation"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."put_off_reconciliation"(uuid, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."put_off_refund_check"(uuid) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."put_off_refund_check"(uuid) TO "service_role";

REVOKE ALL ON FUNCTION "service"."record_autopay_answer"(uuid, text, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."record_autopay_answer"(uuid, text, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."record_payment_answer"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."record_payment_answer"(uuid, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."record_payout_answer"(uuid, text, text, text, numeric, numeric, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."record_payout_answer"(uuid, text, text, text, numeric, numeric, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."record_refund_not_sent"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."record_refund_not_sent"(uuid, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."record_sent_refund"(uuid, text, numeric, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."record_sent_refund"(uuid, text, numeric, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."refuse_provider_event"(public.payment_method, text, text, jsonb, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."refuse_provider_event"(public.payment_method, text, text, jsonb, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."refuse_virtual_account"(uuid, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."refuse_virtual_account"(uuid, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."report_offline_payment"(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text, text, text, integer, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."report_offline_payment"(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text, text, text, integer, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."reseal_authorization"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."reseal_authorization"(uuid, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."reseal_payee_number"(uuid, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."reseal_payee_number"(uuid, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."save_authorization"(text, public.payment_method, text, text, text, text, text, text, text, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."save_authorization"(text, public.payment_method, text, text, text, text, text, text, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "service"."settle_checked_payment"(uuid, text, numeric, text, text, text, numeric) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."settle_checked_payment"(uuid, text, numeric, text, text, text, numeric) TO "service_role";

REVOKE ALL ON FUNCTION "service"."settle_credit"(bigint, uuid, text, text, text, numeric, text, text, text, numeric) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."settle_credit"(bigint, uuid, text, text, text, numeric, text, text, text, numeric) TO "service_role";

REVOKE ALL ON FUNCTION "service"."wake_for_receipt_papers"() FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "service"."wake_for_receipt_papers"() TO "service_role";

GRANT SELECT ON TABLE "public"."application_fees" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."autopay_plans" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."autopays" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."charge_parts" TO "authenticated", "service_role";

REVOKE ALL ("due_days") ON TABLE "public"."charge_schedules" FROM "service_role";

GRANT INSERT ("due_days") ON TABLE "public"."charge_schedules" TO "service_role";

REVOKE ALL ("goes_on") ON TABLE "public"."charge_schedules" FROM "service_role";

GRANT INSERT ("goes_on") ON TABLE "public"."charge_schedules" TO "service_role";

REVOKE ALL ("label") ON TABLE "public"."charge_schedules" FROM "service_role";

GRANT INSERT ("label") ON TABLE "public"."charge_schedules" TO "service_role";

REVOKE ALL ("payer_id") ON TABLE "public"."charge_schedules" FROM "service_role";

GRANT INSERT ("payer_id") ON TABLE "public"."charge_schedules" TO "service_role";

REVOKE ALL ("wht_bps") ON TABLE "public"."charge_schedules" FROM "service_role";

GRANT INSERT ("wht_bps") ON TABLE "public"."charge_schedules" TO "service_role";

REVOKE ALL ("application_id") ON TABLE "public"."charges" FROM "service_role";

GRANT INSERT ("application_id") ON TABLE "public"."charges" TO "service_role";

REVOKE ALL ("sale_id") ON TABLE "public"."charges" FROM "service_role";

GRANT INSERT ("sale_id") ON TABLE "public"."charges" TO "service_role";

GRANT SELECT ON TABLE "public"."consent_texts" TO "authenticated";

GRANT INSERT, SELECT, UPDATE ON TABLE "public"."consent_texts" TO "service_role";

GRANT SELECT ON TABLE "public"."credit_draws" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."deposit_deductions" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."deposit_returns" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."deposits_due" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."disputes" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."late_fee_rules" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."late_fees" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."offline_payments" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."payee_accounts" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."payer_consents" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."payment_credits" TO "authenticated", "service_role";

GRANT SELECT ("added_by") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ("created_at") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ("mime_type") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ("offline_payment_id") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ("org_id") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ("sha256") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ("size_bytes") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ("storage_path") ON TABLE "public"."payment_proofs" TO "authenticated";

GRANT SELECT ON TABLE "public"."payment_proofs" TO "service_role";

GRANT SELECT ON TABLE "public"."payment_return_parts" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."payment_returns" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."payouts" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."principal_moves" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."provider_balances" TO "authenticated", "service_role";

GRANT SELECT ("hash_version") ON TABLE "public"."receipt_voids" TO "authenticated";

GRANT SELECT ("hash") ON TABLE "public"."receipt_voids" TO "authenticated";

GRANT SELECT ("org_id") ON TABLE "public"."receipt_voids" TO "authenticated";

GRANT SELECT ("reason") ON TABLE "public"."receipt_voids" TO "authenticated";

GRANT SELECT ("receipt_id") ON TABLE "public"."receipt_voids" TO "authenticated";

GRANT SELECT ("voided_at") ON TABLE "public"."receipt_voids" TO "authenticated";

GRANT SELECT ON TABLE "public"."receipt_voids" TO "service_role";

REVOKE ALL ("application_id") ON TABLE "public"."receipts" FROM "authenticated";

GRANT SELECT ("application_id") ON TABLE "public"."receipts" TO "authenticated";

REVOKE ALL ("replaces_id") ON TABLE "public"."receipts" FROM "authenticated";

GRANT SELECT ("replaces_id") ON TABLE "public"."receipts" TO "authenticated";

REVOKE ALL ("sale_id") ON TABLE "public"."receipts" FROM "authenticated";

GRANT SELECT ("sale_id") ON TABLE "public"."receipts" TO "authenticated";

GRANT SELECT ON TABLE "public"."refunds" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."saved_authorizations" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."statement_accounts" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."statement_imports" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."statement_rows" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."tax_certificates" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."tenancy_handovers" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."virtual_accounts" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "private"."my_payments" TO "authenticated";

GRANT SELECT ON TABLE "public"."ageing" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."charge_balances" TO "authenticated", "service_role";

GRANT SELECT ON TABLE "public"."rent_status" TO "authenticated", "service_role";

ALTER TABLE "private"."reconciliations" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "private"."reconciliations" ADD CONSTRAINT "reconciliations_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "private"."reconciliations"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."autopay_plans" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."autopay_plans" ADD CONSTRAINT "autopay_plans_pkey" PRIMARY KEY (id);

CREATE INDEX autopay_plans_user_id_idx ON public.autopay_plans USING btree (user_id, id);

COMMENT ON COLUMN "public"."autopay_plans"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."autopays" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "private"."autopay_attempts" ADD CONSTRAINT "autopay_attempts_org_id_autopay_id_fkey" FOREIGN KEY (org_id, autopay_id) REFERENCES public.autopays(org_id, id) ON DELETE CASCADE;

ALTER TABLE "public"."autopay_plans" ADD CONSTRAINT "autopay_plans_org_id_autopay_id_fkey" FOREIGN KEY (org_id, autopay_id) REFERENCES public.autopays(org_id, id) ON DELETE CASCADE;

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "public"."autopays"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."credit_draws" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."credit_draws" ADD CONSTRAINT "credit_draws_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "public"."credit_draws"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."deposit_deductions" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."deposit_deductions" ADD CONSTRAINT "deposit_deductions_pkey" PRIMARY KEY (id);

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OF id, org_id, tenancy_id, charge_id, payment_id, amount_kobo, reason, inspection_id, item_id, document_id, client_id, created_at ON public.deposit_deductions FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

COMMENT ON COLUMN "public"."deposit_deductions"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."deposit_returns" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."deposit_returns" ADD CONSTRAINT "deposit_returns_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."deposit_returns" ADD CONSTRAINT "deposit_returns_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "public"."deposit_returns"."id" IS 'Time-ordered identifier; the source of its entries in the books.';

ALTER TABLE "public"."disputes" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."disputes" ADD CONSTRAINT "disputes_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."disputes" ADD CONSTRAINT "disputes_pkey" PRIMARY KEY (id);

ALTER TABLE "private"."dispute_answers" ADD CONSTRAINT "dispute_answers_dispute_id_fkey" FOREIGN KEY (dispute_id) REFERENCES public.disputes(id);

CREATE INDEX disputes_org_idx ON public.disputes USING btree (org_id, id DESC);

CREATE INDEX disputes_subject_idx ON public.disputes USING btree (subject_id, id DESC);

COMMENT ON COLUMN "public"."disputes"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."late_fee_rules" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."late_fee_rules" ADD CONSTRAINT "late_fee_rules_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."late_fee_rules" ADD CONSTRAINT "late_fee_rules_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."late_fees" ADD CONSTRAINT "late_fees_org_id_rule_id_fkey" FOREIGN KEY (org_id, rule_id) REFERENCES public.late_fee_rules(org_id, id);

COMMENT ON COLUMN "public"."late_fee_rules"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."late_fee_rules" ADD COLUMN "from_on" public.calendar_date NOT NULL DEFAULT private.lagos_date();

CREATE TRIGGER record_audit AFTER INSERT OR DELETE OR UPDATE OF org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo, from_on, ended_at ON public.late_fee_rules FOR EACH ROW EXECUTE FUNCTION private.record_audit();

COMMENT ON COLUMN "public"."late_fee_rules"."from_on" IS 'It is for charges that fall due on this Nigerian date or later: nobody is fined for what was late before.';

ALTER TABLE "public"."late_fee_rules" ADD COLUMN "looked_on" public.calendar_date NOT NULL DEFAULT private.lagos_date();

CREATE INDEX late_fee_rules_looked_on_idx ON public.late_fee_rules USING btree (looked_on, id) WHERE (ended_at IS NULL);

COMMENT ON COLUMN "public"."late_fee_rules"."looked_on" IS 'Nigerian date on which the job last looked for late charges. Kept by post_late_fees().';

ALTER TABLE "public"."offline_payments" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."payment_proofs" ADD CONSTRAINT "payment_proofs_org_id_offline_payment_id_fkey" FOREIGN KEY (org_id, offline_payment_id) REFERENCES public.offline_payments(org_id, id);

ALTER TABLE "public"."statement_rows" ADD CONSTRAINT "statement_rows_org_id_offline_payment_id_fkey" FOREIGN KEY (org_id, offline_payment_id) REFERENCES public.offline_payments(org_id, id);

CREATE VIEW "private"."my_offline_payments" AS  SELECT offline.id AS offline_payment_id
   FROM (private.my_tenancies mine
     JOIN public.offline_payments offline ON ((offline.subject_id = mine.tenancy_id)))
UNION ALL
 SELECT offline.id AS offline_payment_id
   FROM (private.my_deal_ids() mine(deal_id)
     JOIN public.offline_payments offline ON ((offline.subject_id = mine.deal_id)));;

CREATE INDEX offline_payments_open_idx ON public.offline_payments USING btree (org_id, status, id DESC) WHERE (status = ANY (ARRAY['submitted'::public.offline_payment_status, 'needs_more'::public.offline_payment_status, 'recorded'::public.offline_payment_status, 'disputed'::public.offline_payment_status]));

CREATE INDEX offline_payments_org_idx ON public.offline_payments USING btree (org_id, id DESC);

CREATE INDEX offline_payments_subject_idx ON public.offline_payments USING btree (subject_id, id DESC);

CREATE POLICY "payment_proofs_select" ON "public"."payment_proofs" FOR SELECT TO "authenticated" USING ((
CASE
    WHEN (offline_payment_id = ANY (ARRAY( SELECT my_offline_payments.offline_payment_id
       FROM private.my_offline_payments))) THEN true
    WHEN (org_id = ANY (ARRAY( SELECT private.my_org_ids('money.read'::private.permission) AS my_org_ids))) THEN true
    ELSE NULL::boolean
END IS NOT NULL));

COMMENT ON COLUMN "public"."offline_payments"."id" IS 'Time-ordered identifier.';

COMMENT ON VIEW "private"."my_offline_payments" IS 'The offline payments of what the caller pays for.';

GRANT SELECT ON TABLE "private"."my_offline_payments" TO "authenticated";

ALTER TABLE "public"."offline_payments" ADD COLUMN "reference_key" text GENERATED ALWAYS AS (private.reference_key(bank_reference)) STORED;

COMMENT ON COLUMN "public"."offline_payments"."reference_key" IS 'Letters and digits of bank_reference, by which it can be used once for a method and organization.';

ALTER TABLE "public"."payee_accounts" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."payee_accounts" ADD CONSTRAINT "payee_accounts_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "private"."payee_numbers" ADD CONSTRAINT "payee_numbers_org_id_payee_account_id_fkey" FOREIGN KEY (org_id, payee_account_id) REFERENCES public.payee_accounts(org_id, id);

ALTER TABLE "public"."payee_accounts" ADD CONSTRAINT "payee_accounts_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_payee_org_id_payee_account_id_fkey" FOREIGN KEY (payee_org_id, payee_account_id) REFERENCES public.payee_accounts(org_id, id);

CREATE INDEX payee_accounts_org_idx ON public.payee_accounts USING btree (org_id, id DESC);

COMMENT ON COLUMN "public"."payee_accounts"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."payer_consents" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."payer_consents" ADD CONSTRAINT "payer_consents_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_consent_id_fkey" FOREIGN KEY (consent_id) REFERENCES public.payer_consents(id) ON DELETE CASCADE;

COMMENT ON COLUMN "public"."payer_consents"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."payment_proofs" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."payment_proofs" ADD CONSTRAINT "payment_proofs_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."payment_proofs" ADD CONSTRAINT "payment_proofs_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "public"."payment_proofs"."id" IS 'Time-ordered identifier.';

GRANT SELECT ("id") ON TABLE "public"."payment_proofs" TO "authenticated";

ALTER TABLE "public"."payment_returns" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."payment_returns" ADD CONSTRAINT "payment_returns_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."payment_return_parts" ADD CONSTRAINT "payment_return_parts_org_id_return_id_fkey" FOREIGN KEY (org_id, return_id) REFERENCES public.payment_returns(org_id, id);

ALTER TABLE "public"."payment_returns" ADD CONSTRAINT "payment_returns_pkey" PRIMARY KEY (id);

CREATE INDEX payment_returns_subject_idx ON public.payment_returns USING btree (subject_id, id DESC);

COMMENT ON COLUMN "public"."payment_returns"."id" IS 'Time-ordered identifier; the source of the entry.';

ALTER TABLE "public"."payouts" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "private"."payout_sends" ADD CONSTRAINT "payout_sends_org_id_payout_id_fkey" FOREIGN KEY (org_id, payout_id) REFERENCES public.payouts(org_id, id);

ALTER TABLE "public"."payouts" ADD CONSTRAINT "payouts_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."principal_moves" ADD CONSTRAINT "principal_moves_org_id_payout_id_fkey" FOREIGN KEY (org_id, payout_id) REFERENCES public.payouts(org_id, id);

CREATE INDEX payouts_org_idx ON public.payouts USING btree (org_id, id DESC);

COMMENT ON COLUMN "public"."payouts"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."principal_moves" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."principal_moves" ADD CONSTRAINT "principal_moves_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "public"."principal_moves"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."refunds" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."refunds" ADD CONSTRAINT "refunds_pkey" PRIMARY KEY (id);

ALTER TABLE "private"."refund_checks" ADD CONSTRAINT "refund_checks_refund_id_fkey" FOREIGN KEY (refund_id) REFERENCES public.refunds(id);

CREATE INDEX refunds_org_idx ON public.refunds USING btree (org_id, id DESC);

CREATE INDEX refunds_subject_idx ON public.refunds USING btree (subject_id, id DESC);

COMMENT ON COLUMN "public"."refunds"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."saved_authorizations" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."saved_authorizations" ADD CONSTRAINT "saved_authorizations_pkey" PRIMARY KEY (id);

ALTER TABLE "private"."authorization_tokens" ADD CONSTRAINT "authorization_tokens_authorization_id_fkey" FOREIGN KEY (authorization_id) REFERENCES public.saved_authorizations(id) ON DELETE CASCADE;

ALTER TABLE "public"."autopays" ADD CONSTRAINT "autopays_authorization_id_fkey" FOREIGN KEY (authorization_id) REFERENCES public.saved_authorizations(id) ON DELETE CASCADE;

CREATE INDEX saved_authorizations_user_id_idx ON public.saved_authorizations USING btree (user_id, id);

COMMENT ON COLUMN "public"."saved_authorizations"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."statement_accounts" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."statement_accounts" ADD CONSTRAINT "statement_accounts_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."statement_accounts" ADD CONSTRAINT "statement_accounts_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."statement_imports" ADD CONSTRAINT "statement_imports_org_id_account_id_fkey" FOREIGN KEY (org_id, account_id) REFERENCES public.statement_accounts(org_id, id);

ALTER TABLE "public"."statement_rows" ADD CONSTRAINT "statement_rows_org_id_account_id_fkey" FOREIGN KEY (org_id, account_id) REFERENCES public.statement_accounts(org_id, id);

COMMENT ON COLUMN "public"."statement_accounts"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."statement_imports" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."statement_imports" ADD CONSTRAINT "statement_imports_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."statement_imports" ADD CONSTRAINT "statement_imports_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."statement_rows" ADD CONSTRAINT "statement_rows_org_id_import_id_fkey" FOREIGN KEY (org_id, import_id) REFERENCES public.statement_imports(org_id, id);

COMMENT ON COLUMN "public"."statement_imports"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."statement_rows" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."statement_rows" ADD CONSTRAINT "statement_rows_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."statement_rows" ADD CONSTRAINT "statement_rows_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "public"."statement_rows"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."statement_rows" ADD COLUMN "search_key" text GENERATED ALWAYS AS (COALESCE(private.reference_key((narration || COALESCE(reference, ''::text))), ''::text)) STORED NOT NULL;

COMMENT ON COLUMN "public"."statement_rows"."search_key" IS 'Letters and digits of narration and reference, in which references are looked for.';

ALTER TABLE "public"."tax_certificates" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."tax_certificates" ADD CONSTRAINT "tax_certificates_pkey" PRIMARY KEY (id);

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OF id, org_id, tenancy_id, charge_id, payment_id, amount_kobo, certificate_no, issued_on, created_at ON public.tax_certificates FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

COMMENT ON COLUMN "public"."tax_certificates"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."tenancy_handovers" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "public"."tenancy_handovers" ADD CONSTRAINT "tenancy_handovers_pkey" PRIMARY KEY (id);

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OF id, org_id, side, pair_id, tenancy_id, other_org_id, other_name, other_tenancy_id, other_property_id, sale_id, handed_over_on, deposit_kobo, prepaid_kobo, was_renewed, created_at ON public.tenancy_handovers FOR EACH ROW EXECUTE FUNCTION private.refuse_change();

COMMENT ON COLUMN "public"."tenancy_handovers"."id" IS 'Time-ordered identifier; the source of the entries in this organization''s books.';

ALTER TABLE "public"."virtual_accounts" ADD COLUMN "id" uuid NOT NULL DEFAULT private.uuid_v7();

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_org_id_id_key" UNIQUE (org_id, id);

ALTER TABLE "private"."virtual_account_keys" ADD CONSTRAINT "virtual_account_keys_org_id_virtual_account_id_fkey" FOREIGN KEY (org_id, virtual_account_id) REFERENCES public.virtual_accounts(org_id, id);

ALTER TABLE "public"."virtual_accounts" ADD CONSTRAINT "virtual_accounts_pkey" PRIMARY KEY (id);

COMMENT ON COLUMN "public"."virtual_accounts"."id" IS 'Time-ordered identifier.';

ALTER TABLE "public"."charge_schedules" ALTER COLUMN "next_on" SET DEFAULT private.lagos_date();

ALTER TABLE "public"."sales" ALTER COLUMN "agreed_on" SET DEFAULT private.lagos_date();

ALTER TABLE "public"."charge_schedules" ADD CONSTRAINT "charge_schedules_label_check" CHECK ((private.is_line(label) AND ((length(label) >= 1) AND (length(label) <= 100))));

ALTER TABLE "public"."offline_payments" ADD CONSTRAINT "offline_payments_reference_key" UNIQUE (org_id, method, reference_key);

comment on column public.ageing.credit_kobo is 'What the tenants paid ahead and the next job sets against it.';

comment on column public.ageing.days_1_to_30_kobo is 'Of it, what fell due 1 to 30 days ago.';

comment on column public.ageing.days_31_to_60_kobo is 'Of it, what fell due 31 to 60 days ago.';

comment on column public.ageing.days_61_to_90_kobo is 'Of it, what fell due 61 to 90 days ago.';

comment on column public.ageing.not_due_kobo is 'Demanded and due today or later.';

comment on column public.ageing.oldest_due_on is 'Since when the oldest of it is due.';

comment on column public.ageing.org_id is 'To whom it is owed.';

comment on column public.ageing.over_90_days_kobo is 'Of it, what fell due more than 90 days ago.';

comment on column public.ageing.overdue_kobo is 'All that fell due before today.';

comment on column public.ageing.tenancy_id is 'Who owes it.';

comment on column public.rent_status.arrears_kobo is 'Open and due before today, in kobo.';

comment on column public.rent_status.charged_kobo is 'All that was demanded and not taken back, in kobo.';

comment on column public.rent_status.is_in_arrears is 'Whether anything is overdue.';

comment on column public.rent_status.next_due_kobo is 'All that is to be paid of what is open or to be charged on next_due_on, in kobo: without what the tenant withholds as tax.';

comment on column public.rent_status.next_due_on is 'When the next money falls due, today included: an open demand, else the next one of the schedules. Null when nothing is to come.';

comment on column public.rent_status.oldest_arrear_on is 'Since when the oldest of it is due.';

comment on column public.rent_status.org_id is 'To whom it is owed.';

comment on column public.rent_status.paid_kobo is 'What payments that succeeded settled of it, in kobo.';

comment on column public.rent_status.paid_through is 'Last day up to which rent is paid without a gap; null when the first rent is still open.';

comment on column public.rent_status.status is 'Where the tenancy stands.';

comment on column public.rent_status.tenancy_id is 'The tenancy.';

comment on column public.rent_status.unit_id is 'What is let.';

insert into private.autopay_days (step, days, reason) values
  ('notice', '3', 'Long enough to skip a charge, or to put money on the account'),
  ('retry_1', '1', 'Accounts that were empty are often filled the day after'),
  ('retry_2', '3', 'As retry_1'),
  ('retry_3', '5', 'The last one: then autopay pauses, and its payer is told')
on conflict (step) do update set days = excluded.days, reason = excluded.reason;

insert into private.deposit_return_rules (jurisdiction, days, source) values
  ('Nigeria', '30', 'No law names a time; a month is what agreements commonly give')
on conflict (jurisdiction) do update set days = excluded.days, source = excluded.source;

insert into private.offline_waiting_days (source, method, days, reason) values
  ('payee', 'cash', '7', 'A week to say that it was not so'),
  ('payee', 'pos', '7', 'As cash'),
  ('payer', 'bank_transfer', '14', 'A transfer shows in the payee''s bank within a day; two weeks are long enough to look'),
  ('payer', 'cash', '14', 'As bank_transfer'),
  ('payer', 'cheque', '45', 'A cheque is lodged late and clears days after that'),
  ('payer', 'pos', '14', 'As bank_transfer')
on conflict (source, method) do update set days = excluded.days, reason = excluded.reason;

insert into private.payee_cooling_off (is_sole, wait, reason) values
  ('false', '24:00:00', 'A working day to notice a change that two people were tricked into, or two stolen accounts made'),
  ('true', '72:00:00', 'Nobody else looked at it: over a weekend the one person reads what they were told of it')
on conflict (is_sole) do update set wait = excluded.wait, reason = excluded.reason;

insert into private.person_limits (action, burst, per_hour) values
  ('acknowledge_payment', '30', '120'),
  ('add_charge_schedule', '300', '1200'),
  ('allow_autopay', '20', '60'),
  ('answer_dispute', '60', '120'),
  ('approve_payee_account', '30', '60'),
  ('approve_payout', '100', '300'),
  ('approve_refund', '100', '300'),
  ('ask_for_proof', '100', '300'),
  ('ask_virtual_account', '20', '60'),
  ('book_statement_row', '300', '1200'),
  ('clear_refund', '60', '300'),
  ('confirm_deposit_return', '100', '300'),
  ('confirm_handover_deposit', '60', '300'),
  ('confirm_offline_payment', '300', '1200'),
  ('decide_deposit_return', '300', '3000'),
  ('decline_payee_account', '30', '60'),
  ('decline_payout', '100', '300'),
  ('decline_refund', '100', '300'),
  ('deduct_from_deposit', '100', '300'),
  ('demand_application_fee', '100', '300'),
  ('dismiss_statement_row', '500', '2000'),
  ('dispute_deposit_return', '20', '60'),
  ('dispute_payment', '20', '60'),
  ('divide_charge', '300', '1200'),
  ('end_charge_schedule', '300', '1200'),
  ('end_late_fee', '300', '1200'),
  ('fail_payout', '100', '600'),
  ('import_statement', '30', '60'),
  ('match_statement_row', '500', '2000'),
  ('name_buying_organization', '30', '120'),
  ('record_deposit_return', '100', '300'),
  ('record_offline_payment', '100', '300'),
  ('record_refund_paid', '100', '300'),
  ('record_tax_certificate', '200', '600'),
  ('redrive_provider_events', '30', '120'),
  ('reject_offline_payment', '100', '300'),
  ('remove_saved_authorization', '20', '60'),
  ('replace_charge_schedule', '300', '1200'),
  ('replay_provider_event', '300', '3000'),
  ('request_payout', '60', '300'),
  ('request_refund', '100', '300'),
  ('request_remittance', '60', '300'),
  ('retire_payee_account', '30', '60'),
  ('reverse_charge', '300', '1200'),
  ('save_statement_account', '30', '60'),
  ('set_late_fee', '300', '1200'),
  ('set_mandate_collecting', '30', '120'),
  ('set_withholding', '100', '300'),
  ('skip_autopay', '30', '120'),
  ('stop_autopay', '20', '60'),
  ('take_back_deduction', '100', '300'),
  ('take_back_payment', '30', '60'),
  ('take_back_tax_certificate', '200', '600'),
  ('take_listing_fees', '200', '600'),
  ('void_receipt', '60', '300'),
  ('withdraw_deposit_return', '60', '300'),
  ('withdraw_payout', '60', '300'),
  ('withdraw_refund', '100', '300')
on conflict (action) do update set burst = excluded.burst, per_hour = excluded.per_hour;

insert into private.retention_rules (relation, ordered_by, keep, reason) values
  ('private.provider_settlements', null, null, 'What a provider paid out in all is compared every day: a row a day'),
  ('private.provider_transactions', 'seen_at', '1 year 1 mon', 'As provider_events'),
  ('private.reconciliations', 'id', '1 year 1 mon', 'As provider_events'),
  ('public.application_fees', null, null, 'Books, as charges'),
  ('public.charge_parts', null, null, 'Books, as charges'),
  ('public.credit_draws', null, null, 'Books, as charges'),
  ('public.deposit_deductions', null, null, 'Books, as charges'),
  ('public.deposit_returns', null, null, 'Books, as charges'),
  ('public.disputes', null, null, 'Books, as charges'),
  ('public.late_fees', null, null, 'Books, as charges'),
  ('public.offline_payments', null, null, 'Books: what a payment was settled on'),
  ('public.payee_accounts', null, null, 'Books: where money went'),
  ('public.payment_proofs', null, null, 'Books, as offline_payments'),
  ('public.payment_return_parts', null, null, 'Books, as charges'),
  ('public.payment_returns', null, null, 'Books, as charges'),
  ('public.payouts', null, null, 'Books, as charges'),
  ('public.principal_moves', null, null, 'Books, as charges'),
  ('public.provider_balances', null, null, 'Books, as charges: what providers held for us'),
  ('public.receipt_voids', null, null, 'As receipts'),
  ('public.refunds', null, null, 'Books, as charges'),
  ('public.statement_imports', null, null, 'Books, as offline_payments'),
  ('public.statement_rows', null, null, 'Books, as offline_payments'),
  ('public.tax_certificates', null, null, 'Books, as charges'),
  ('public.tenancy_handovers', null, null, 'Books, as charges')
on conflict (relation) do update set ordered_by = excluded.ordered_by, keep = excluded.keep, reason = excluded.reason;

insert into private.role_permissions (role, permission) values
  ('accountant', 'money.confirm'),
  ('accountant', 'money.payout'),
  ('owner', 'money.confirm'),
  ('owner', 'money.payout')
on conflict (role, permission) do nothing;

insert into private.state_transitions (machine, from_state, to_state) values
  ('deposit_return', 'confirmed', 'disputed'),
  ('deposit_return', 'disputed', 'confirmed'),
  ('deposit_return', 'disputed', 'reversed'),
  ('deposit_return', 'recorded', 'confirmed'),
  ('deposit_return', 'recorded', 'disputed'),
  ('deposit_return', 'recorded', 'reversed'),
  ('deposit_return', null, 'recorded'),
  ('dispute', 'answered', 'lost'),
  ('dispute', 'answered', 'open'),
  ('dispute', 'answered', 'won'),
  ('dispute', 'open', 'answered'),
  ('dispute', 'open', 'lost'),
  ('dispute', 'open', 'won'),
  ('dispute', 'won', 'answered'),
  ('dispute', 'won', 'lost'),
  ('dispute', 'won', 'open'),
  ('dispute', null, 'open'),
  ('offline_payment', 'confirmed', 'reversed'),
  ('offline_payment', 'disputed', 'confirmed'),
  ('offline_payment', 'disputed', 'rejected'),
  ('offline_payment', 'expired', 'confirmed'),
  ('offline_payment', 'expired', 'submitted'),
  ('offline_payment', 'needs_more', 'confirmed'),
  ('offline_payment', 'needs_more', 'expired'),
  ('offline_payment', 'needs_more', 'rejected'),
  ('offline_payment', 'needs_more', 'submitted'),
  ('offline_payment', 'recorded', 'confirmed'),
  ('offline_payment', 'recorded', 'disputed'),
  ('offline_payment', 'recorded', 'rejected'),
  ('offline_payment', 'rejected', 'confirmed'),
  ('offline_payment', 'submitted', 'confirmed'),
  ('offline_payment', 'submitted', 'expired'),
  ('offline_payment', 'submitted', 'needs_more'),
  ('offline_payment', 'submitted', 'rejected'),
  ('offline_payment', null, 'confirmed'),
  ('offline_payment', null, 'recorded'),
  ('offline_payment', null, 'submitted'),
  ('payee_account', 'approved', 'retired'),
  ('payee_account', 'proposed', 'approved'),
  ('payee_account', 'proposed', 'declined'),
  ('payee_account', 'proposed', 'retired'),
  ('payee_account', null, 'proposed'),
  ('payment', 'abandoned', 'pending'),
  ('payout', 'approved', 'failed'),
  ('payout', 'approved', 'paid'),
  ('payout', 'approved', 'sending'),
  ('payout', 'approved', 'withdrawn'),
  ('payout', 'failed', 'paid'),
  ('payout', 'needs_attention', 'failed'),
  ('payout', 'needs_attention', 'paid'),
  ('payout', 'needs_attention', 'pending'),
  ('payout', 'needs_attention', 'reversed'),
  ('payout', 'paid', 'reversed'),
  ('payout', 'pending', 'failed'),
  ('payout', 'pending', 'needs_attention'),
  ('payout', 'pending', 'paid'),
  ('payout', 'pending', 'reversed'),
  ('payout', 'requested', 'approved'),
  ('payout', 'requested', 'declined'),
  ('payout', 'requested', 'withdrawn'),
  ('payout', 'sending', 'approved'),
  ('payout', 'sending', 'failed'),
  ('payout', 'sending', 'needs_attention'),
  ('payout', 'sending', 'paid'),
  ('payout', 'sending', 'pending'),
  ('payout', 'sending', 'reversed'),
  ('payout', 'withdrawn', 'paid'),
  ('payout', null, 'requested'),
  ('refund', 'approved', 'declined'),
  ('refund', 'approved', 'sending'),
  ('refund', 'approved', 'succeeded'),
  ('refund', 'approved', 'withdrawn'),
  ('refund', 'failed', 'succeeded'),
  ('refund', 'needs_attention', 'failed'),
  ('refund', 'needs_attention', 'pending'),
  ('refund', 'needs_attention', 'succeeded'),
  ('refund', 'pending', 'failed'),
  ('refund', 'pending', 'needs_attention'),
  ('refund', 'pending', 'succeeded'),
  ('refund', 'requested', 'approved'),
  ('refund', 'requested', 'declined'),
  ('refund', 'requested', 'withdrawn'),
  ('refund', 'sending', 'approved'),
  ('refund', 'sending', 'failed'),
  ('refund', 'sending', 'needs_attention'),
  ('refund', 'sending', 'pending'),
  ('refund', 'sending', 'succeeded'),
  ('refund', null, 'pending'),
  ('refund', null, 'requested'),
  ('tenancy', 'active', 'passed_on'),
  ('tenancy', 'holding_over', 'passed_on'),
  ('tenancy', 'notice_given', 'passed_on'),
  ('tenancy', null, 'active'),
  ('tenancy', null, 'holding_over'),
  ('tenancy', null, 'notice_given')
on conflict (machine, from_state, to_state) do nothing;

insert into public.consent_texts (purpose, version, language, body, is_in_force) values
  ('autopay', '2026-11', 'en', 'I agree that Estate charges my saved card for what falls due of this tenancy: only the kinds of charge that I chose, never more than my limits for a charge and a month, and only after telling me some days before. I can leave a charge out, or stop it all, at any time.', 'true'),
  ('save_authorization', '2026-11', 'en', 'I agree that Estate keeps this card with the payment provider, so that I can pay with it again. Estate sees its kind, its last four digits and when it expires, never its number. I can remove it at any time.', 'true')
on conflict (purpose, version, language) do update set body = excluded.body, is_in_force = excluded.is_in_force;

insert into public.legal_rules (jurisdiction, rule_key, most, in_force, certainty, source, section, message) values
  ('Nigeria', 'rent_relief_bps', '2000', '[2026-01-01,)', 'law', 'Nigeria Tax Act 2025', 's.30', 'A fifth of the rent paid in a year is free of income tax.'),
  ('Nigeria', 'rent_relief_most_kobo', '50000000', '[2026-01-01,)', 'law', 'Nigeria Tax Act 2025', 's.30', 'At most 500,000 naira of rent are free of income tax in a year.')
on conflict (jurisdiction, rule_key, source) do update set most = excluded.most, in_force = excluded.in_force, certainty = excluded.certainty, section = excluded.section, message = excluded.message;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('payment-proofs', 'payment-proofs', 'false', '10485760', '{application/pdf,image/jpeg,image/png}'),
  ('receipts', 'receipts', 'false', '1048576', '{application/pdf}')
on conflict (id) do update set name = excluded.name, public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

select cron.schedule('announce-autopay', '20 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.announce_autopay(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('draw-credit', '10 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.draw_credit(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('expire-payment-proofs', '17 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.expire_payment_proofs(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('order-missing-papers', '40 2 * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.order_missing_papers(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('post-late-fees', '20 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.post_late_fees(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('prove-ledgers', '25 1 * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.prove_ledgers(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('remind-of-disputes', '*/10 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.remind_of_disputes(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('settle-deposit-returns', '45 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.settle_deposit_returns(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('settle-recorded-payments', '27 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.settle_recorded_payments(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

select cron.schedule('tell-of-overdue-deposits', '40 * * * *', 'do $job$ declare ends_at timestamptz := clock_timestamp() + interval ''00:01:40''; done integer; begin loop done := private.tell_of_overdue_deposits(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$');

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
