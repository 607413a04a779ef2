-- Jobs: what runs by the clock (pg_cron, UTC) and what by a queue (the jobs function, which is woken here: by push after
-- a commit, and by the clock for what the push missed). Each is scheduled beside what it does; this is the whole list,
-- with the notifications that it sends.
--
-- job                          stands in                                  sends
-- advance-tenancies            07_tenancies/70_in_time.sql                tenancy_holding_over
-- announce-autopay             09_money/76_taking_by_autopay.sql          autopay_announced autopay_over_limit
-- apply-retention              01_ground/15_retention.sql                 -
-- close-deliveries             10_words/62_sending.sql                    -
-- draw-credit                  09_money/82_credit.sql                     -
-- end-mandates                 05_mandates/10_mandates.sql                -
-- expire-applications          11_deals/28_deciding.sql                   application_decided
-- expire-history-consents      07_tenancies/80_rental_history.sql         -
-- expire-holds                 03_homes/40_unit_holds.sql                 offer_expired
-- expire-invitations           07_tenancies/90_invitations.sql            -
-- expire-offers                11_deals/34_answering_offers.sql           offer_expired
-- expire-payment-proofs        09_money/47_deciding_payments.sql          payment_expired
-- expire-verifications         15_trust/28_verifications_in_time.sql      verification_expired
-- forget-unsent-files          10_words/32_message_files.sql              -
-- forget-verification-evidence 15_trust/28_verifications_in_time.sql      -
-- generate-charges             09_money/20_charges.sql                    -
-- make-daily-digests           10_words/65_daily_digests.sql              -
-- mark-stale-listings          06_market/10_listings.sql                  listing_stale
-- match-saved-searches         08_search/85_search_alerts.sql             search_matched
-- note-overdue-refunds         09_money/61_refunds_in_doubt.sql            -
-- order-missing-papers         09_money/42_receipt_papers.sql             -
-- post-late-fees               09_money/27_late_fees.sql                  late_fee_charged
-- prove-ledgers                09_money/65_ledger_proof.sql               -
-- publish-announcements        10_words/86_announcing.sql                 announcement_published important_announcement
-- rehash-identities            15_trust/28_verifications_in_time.sql      -
-- remind-of-charges            10_words/80_reminders.sql                  rent_due rent_overdue
-- remind-of-disputes           09_money/55_disputes.sql                   dispute_due
-- remind-of-expiring-documents 13_papers/20_sharing.sql                   document_expiring
-- renew-overviews              08_search/52_crowded_overviews.sql         -
-- send-search-digests          08_search/85_search_alerts.sql             search_matched
-- settle-deposit-returns       09_money/89_returning_deposits.sql          deposit_return_confirmed
-- settle-recorded-payments     09_money/51_recorded_payments.sql          payment_settled payment_received
-- sweep-files                  14_operations/20_file_sweep.sql            -
-- tell-of-overdue-deposits     09_money/87_deposit_refunds.sql             deposit_overdue
-- wake-jobs                    14_operations/10_jobs.sql                  -
--
-- queue                        worked off by                              sends
-- provider_events              functions/jobs/work/provider_events.ts     payment_settled payment_received
--
-- Without a queue, whenever something waits (wake-jobs): functions/jobs/work/receipt_papers.ts makes papers of receipts
-- (private.receipt_papers_wait), letter_papers.ts those of letters and notices (private.letter_papers_wait), payment_checks.ts asks providers about payments without a webhook
-- (private.payment_checks_wait) and settles what they confirm (payment_settled payment_received), autopay.ts charges saved
-- cards (private.autopay_waits; autopay_announced autopay_over_limit autopay_declined autopay_action autopay_paused),
-- reconciliation.ts reads the providers' days (private.reconciliations_wait), provider_balances.ts what they hold for us
-- (private.provider_balances_wait), virtual_accounts.ts asks for account numbers (private.virtual_accounts_wait;
-- virtual_account_opened virtual_account_refused), refunds.ts sends refunds and asks what became of them
-- (private.refunds_wait; refund_sent refund_pending refund_succeeded refund_failed refund_needs_attention), disputes.ts sends
-- answers to disputes and asks for them (private.disputes_wait; dispute_opened dispute_won dispute_lost),
-- payouts.ts sends what was approved (private.payouts_wait; payout_paid payout_failed payout_reversed payout_needs_attention
-- remittance_paid remittance_reversed), subaccounts.ts tells them where to pay straight to (private.subaccounts_wait;
-- direct_settlement_active direct_settlement_failed), deliveries.ts sends SMS and e-mails (private.deliveries_wait),
-- identity_checks.ts asks the companies that know who somebody is (private.identity_checks_wait; verification_verified
-- verification_failed verification_manual_review).

create function private.wake_jobs()
returns void
language plpgsql
set search_path = ''
as $$
declare
  functions_url text;
  jobs_secret text;
begin
  select decrypted_secret into functions_url from vault.decrypted_secrets where name = 'functions_url';
  select decrypted_secret into jobs_secret from vault.decrypted_secrets where name = 'jobs_secret';
  if functions_url is null or jobs_secret is null then
    raise warning 'Cannot wake the jobs function: the vault holds no functions_url or no jobs_secret';
    return;
  end if;
  perform net.http_post(
    url := functions_url || '/jobs/run',
    body := '{}'::jsonb,
    headers := jsonb_build_object('content-type', 'application/json', 'x-jobs-secret', jobs_secret),
    timeout_milliseconds := 30000
  );
end
$$;
comment on function private.wake_jobs() is
  'Asks the jobs function to work off its queues, after this transaction commits. Needs the vault secrets functions_url (…/functions/v1) and jobs_secret.';

create function private.wake_jobs_once()
returns void
language plpgsql
set search_path = ''
as $$
begin
  if current_setting('estate.woken', true) is distinct from pg_current_xact_id()::text then
    perform set_config('estate.woken', pg_current_xact_id()::text, true);
    perform private.wake_jobs();
  end if;
end
$$;
comment on function private.wake_jobs_once() is
  'Wakes the jobs function for something urgent, once in a transaction: what is not urgent waits for the clock.';

create function private.wake_jobs_when_behind()
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from pgmq.q_provider_events where vt <= clock_timestamp())
    or private.receipt_papers_wait() or private.letter_papers_wait() or private.payment_checks_wait() or private.autopay_waits()
    or private.reconciliations_wait() or private.provider_balances_wait()
    or private.virtual_accounts_wait() or private.refunds_wait() or private.disputes_wait() or private.payouts_wait()
    or private.subaccounts_wait() or private.deliveries_wait() or private.identity_checks_wait() then
    perform private.wake_jobs();
  end if;
end
$$;
comment on function private.wake_jobs_when_behind() is 'Wakes the jobs function if something waits: what the first call missed. Run by pg_cron.';

select cron.schedule('wake-jobs', '* * * * *', 'select private.wake_jobs_when_behind()');
