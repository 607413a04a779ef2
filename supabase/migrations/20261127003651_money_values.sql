-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 08a47983830b3df90c574ad2a69cd310a0469c1b58f9ff4c18fc813f363a54b2
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

ALTER TYPE "private"."permission" ADD VALUE 'money.confirm' AFTER 'deals.write';

ALTER TYPE "private"."permission" ADD VALUE 'money.payout' AFTER 'money.confirm';

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

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'handover_due' AFTER 'tax_credits';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'principal_payable' AFTER 'handover_due';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'agent_receivable' AFTER 'principal_payable';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'agency_fees' AFTER 'agent_receivable';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'platform_fees' AFTER 'agency_fees';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'platform_payable' AFTER 'platform_fees';

ALTER TYPE "public"."ledger_account_kind" ADD VALUE 'paid_to_bank' AFTER 'platform_payable';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'sale_closed' AFTER 'payment';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'payment_reversed' AFTER 'sale_closed';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'credit_drawn' AFTER 'payment_reversed';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'deposit_handed_over' AFTER 'credit_drawn';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'handover_settled' AFTER 'deposit_handed_over';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'deposit_returned' AFTER 'handover_settled';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'deposit_return_reversed' AFTER 'deposit_returned';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'refund' AFTER 'deposit_return_reversed';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'chargeback' AFTER 'refund';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'payout' AFTER 'chargeback';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'payout_reversed' AFTER 'payout';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'collection' AFTER 'payout_reversed';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'collection_reversed' AFTER 'collection';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'collection_returned' AFTER 'collection_reversed';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'remittance' AFTER 'collection_returned';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'remittance_reversed' AFTER 'remittance';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'platform_fee' AFTER 'remittance_reversed';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'platform_fee_returned' AFTER 'platform_fee';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'platform_fee_collected' AFTER 'platform_fee_returned';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'split' AFTER 'platform_fee_collected';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'split_reversed' AFTER 'split';

ALTER TYPE "public"."ledger_entry_kind" ADD VALUE 'split_cleared' AFTER 'split_reversed';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'late_fee_bps' AFTER 'sitting_advance_months_yearly';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'rent_relief_bps' AFTER 'late_fee_bps';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'rent_relief_most_kobo' AFTER 'rent_relief_bps';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'application_fee_most_kobo' AFTER 'rent_relief_most_kobo';

ALTER TYPE "public"."legal_rule_key" ADD VALUE 'application_fee_refundable' AFTER 'application_fee_most_kobo';

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

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'paid_former_owner' AFTER 'money_going_back';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'balance_mismatch' AFTER 'paid_former_owner';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'deposit_return_disputed' AFTER 'balance_mismatch';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'credit_after_end' AFTER 'deposit_return_disputed';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'refund_unclear' AFTER 'credit_after_end';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'refund_stuck' AFTER 'refund_unclear';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'foreign_refund' AFTER 'refund_stuck';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'answer_not_sent' AFTER 'foreign_refund';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'payout_attention' AFTER 'answer_not_sent';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'payout_waits' AFTER 'payout_attention';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'cannot_open' AFTER 'payout_waits';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'refund_overdue' AFTER 'cannot_open';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'split_differs' AFTER 'refund_overdue';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'split_refused' AFTER 'split_differs';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'subaccount_unclear' AFTER 'split_refused';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'payee_in_debt' AFTER 'subaccount_unclear';

ALTER TYPE "public"."payment_exception_kind" ADD VALUE 'split_unread' AFTER 'payee_in_debt';

ALTER TYPE "public"."payment_method" ADD VALUE 'deposit' AFTER 'pos';

ALTER TYPE "public"."payment_method" ADD VALUE 'withholding_tax' AFTER 'deposit';

ALTER TYPE "public"."receipt_kind" ADD VALUE 'sale' AFTER 'other';

ALTER TYPE "public"."search_order" ADD VALUE 'move_in' AFTER 'newest';

ALTER TYPE "public"."search_order" ADD VALUE 'move_in_desc' AFTER 'move_in';

ALTER TYPE "public"."state_machine" ADD VALUE 'offline_payment' AFTER 'title_document';

ALTER TYPE "public"."state_machine" ADD VALUE 'deposit_return' AFTER 'offline_payment';

ALTER TYPE "public"."state_machine" ADD VALUE 'deduction_dispute' AFTER 'deposit_return';

ALTER TYPE "public"."state_machine" ADD VALUE 'refund' AFTER 'deduction_dispute';

ALTER TYPE "public"."state_machine" ADD VALUE 'dispute' AFTER 'refund';

ALTER TYPE "public"."state_machine" ADD VALUE 'payee_account' AFTER 'dispute';

ALTER TYPE "public"."state_machine" ADD VALUE 'payout' AFTER 'payee_account';

ALTER TYPE "public"."state_machine" ADD VALUE 'direct_settlement' AFTER 'payout';

ALTER TYPE "public"."state_machine" ADD VALUE 'verification' AFTER 'direct_settlement';

ALTER TYPE "public"."tenancy_status" ADD VALUE 'passed_on' AFTER 'cancelled';

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
