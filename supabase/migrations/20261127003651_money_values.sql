-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 9ee8585c1d21616df88ae734d2516afa822ec3a67d4e86730d6cb34446deb20b
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

ALTER TYPE "private"."permission" ADD VALUE 'money.confirm' AFTER 'deals.write';

ALTER TYPE "private"."provider_event_status" ADD VALUE 'kept' AFTER 'failed';

ALTER TYPE "public"."charge_kind" ADD VALUE 'sale_deposit' AFTER 'other';

ALTER TYPE "public"."charge_kind" ADD VALUE 'sale_balance' AFTER 'sale_deposit';

ALTER TYPE "public"."charge_kind" ADD VALUE 'application_fee' AFTER 'sale_balance';

ALTER TYPE "public"."charge_kind" ADD VALUE 'agreement_fee' AFTER 'application_fee';

ALTER TYPE "public"."charge_kind" ADD VALUE 'damage' AFTER 'agreement_fee';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'buyer_receivable' AFTER 'tenant_credit';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'sale_held' AFTER 'buyer_receivable';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'sale_income' AFTER 'sale_held';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'applicant_receivable' AFTER 'sale_income';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'tax_credits' AFTER 'applicant_receivable';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'sale_closed' AFTER 'payment';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'payment_reversed' AFTER 'sale_closed';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'credit_drawn' AFTER 'payment_reversed';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'late_fee_bps' AFTER 'sitting_advance_months_yearly';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'rent_relief_bps' AFTER 'late_fee_bps';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'rent_relief_most_kobo' AFTER 'rent_relief_bps';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'books_differ' AFTER 'gave_up';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'offline_disputed' AFTER 'books_differ';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'offline_taken_back' AFTER 'offline_disputed';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'paper_not_made' AFTER 'offline_taken_back';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'duplicate_transaction' AFTER 'paper_not_made';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'unsettled' AFTER 'duplicate_transaction';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'missing_at_provider' AFTER 'unsettled';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'fees_mismatch' AFTER 'missing_at_provider';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'settlement_mismatch' AFTER 'fees_mismatch';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'money_going_back' AFTER 'settlement_mismatch';

ALTER TYPE "public"."payment_method" ADD VALUE 'deposit' AFTER 'pos';

ALTER TYPE "public"."payment_method" ADD VALUE 'withholding_tax' AFTER 'deposit';

ALTER TYPE "public"."receipt_kind" ADD VALUE 'sale' AFTER 'other';

ALTER TYPE "public"."state_machine" ADD VALUE 'offline_payment' AFTER 'title_document';

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
