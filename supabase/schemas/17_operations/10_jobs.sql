-- Jobs: what runs by the clock (pg_cron, UTC) and what workers do (the jobs function, which is woken here by push after a
-- commit, and by the clock for what the push missed; and `task worker`, which asks by itself). What is scheduled stands
-- beside what it does; these are the whole lists, with the notifications that are sent.
--
-- job                          stands in                                  sends
-- advance-tenancies            07_tenancies/70_in_time.sql                tenancy_holding_over
-- announce-autopay             09_money/76_taking_by_autopay.sql          autopay_announced autopay_over_limit
-- apply-retention              01_ground/15_retention.sql                 -
-- close-deliveries             10_words/62_sending.sql                    -
-- draw-credit                  09_money/82_credit.sql                     -
-- end-mandates                 05_mandates/10_mandates.sql                agency_charges_ended late_fees_ended
-- erase-people                 15_trust/86_being_forgotten.sql            erasure_refused
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
-- tell-of-overdue-deposits     09_money/87_deposit_refunds.sql             deposit_overdue
-- wake-jobs                    17_operations/10_jobs.sql                  -
--
-- kind of work                 done by                                    sends
-- provider_events              functions/jobs/work/provider_events.ts     payment_settled payment_received
-- payment_checks               functions/jobs/work/payment_checks.ts      payment_settled payment_received
-- autopay                      functions/jobs/work/autopay.ts             autopay_announced autopay_over_limit autopay_declined autopay_action autopay_paused
-- payouts                      functions/jobs/work/payouts.ts             payout_paid payout_failed payout_reversed payout_needs_attention remittance_paid remittance_reversed
-- refunds                      functions/jobs/work/refunds.ts             refund_sent refund_pending refund_succeeded refund_failed refund_needs_attention
-- disputes                     functions/jobs/work/disputes.ts            dispute_opened dispute_won dispute_lost
-- reconciliation               functions/jobs/work/reconciliation.ts      -
-- provider_balances            functions/jobs/work/provider_balances.ts   -
-- virtual_accounts             functions/jobs/work/virtual_accounts.ts    virtual_account_opened virtual_account_refused
-- subaccounts                  functions/jobs/work/subaccounts.ts         direct_settlement_active direct_settlement_failed
-- receipt_papers               functions/jobs/work/receipt_papers.ts      -
-- letter_papers                functions/jobs/work/letter_papers.ts       -
-- identity_checks              functions/jobs/work/identity_checks.ts     verification_verified verification_failed verification_manual_review
-- payee_names                  functions/jobs/work/payee_names.ts         signal_held
-- shown_names                  functions/jobs/work/shown_names.ts         -
-- deliveries                   functions/jobs/work/deliveries.ts          -
-- data_exports                 functions/jobs/work/data_exports.ts        data_export_ready
-- sweep_files                  functions/jobs/work/sweep_files.ts         -
-- sealed_anew                  functions/jobs/work/sealed_anew.ts         -

-- What waits ------------------------------------------------------------------------------------------

create function private.work_waiting(held_keys text[] default null)
returns table (kind text, waits boolean)
language sql
stable
set search_path = ''
as $$
  values
    ('provider_events', exists (select from pgmq.q_provider_events as event where event.vt <= clock_timestamp())),
    ('payment_checks', private.payment_checks_wait()),
    ('autopay', private.autopay_waits()),
    ('payouts', private.payouts_wait()),
    ('refunds', private.refunds_wait()),
    ('disputes', private.disputes_wait()),
    ('reconciliation', private.reconciliations_wait()),
    ('provider_balances', private.provider_balances_wait()),
    ('virtual_accounts', private.virtual_accounts_wait()),
    ('subaccounts', private.subaccounts_wait()),
    ('receipt_papers', private.receipt_papers_wait()),
    ('letter_papers', private.letter_papers_wait()),
    ('identity_checks', private.identity_checks_wait()),
    ('payee_names', private.payee_names_wait()),
    ('shown_names', private.shown_names_wait()),
    ('deliveries', private.deliveries_wait()),
    ('data_exports', private.data_exports_wait()),
    ('sweep_files', private.files_wait()),
    -- Only a worker knows by which keys it seals.
    ('sealed_anew', held_keys is not null and private.sealed_waits(held_keys))
$$;
comment on function private.work_waiting(text[]) is
  'Every kind of work that workers do, and whether something of it waits now: the one list of the kinds, each a file of functions/jobs/work. held_keys: the names of the keys that a worker holds, the one it seals by first.';

-- Waking ----------------------------------------------------------------------------------------------

create function private.wake_jobs()
returns void
language plpgsql
set search_path = ''
as $$
declare
  functions_url text;
  jobs_secret text;
begin
  -- Once in a transaction: the call goes out after the commit and sees all of it.
  if current_setting('estate.woken', true) is not distinct from pg_current_xact_id()::text then
    return;
  end if;
  perform set_config('estate.woken', pg_current_xact_id()::text, true);
  select decrypted_secret into functions_url from vault.decrypted_secrets where name = 'functions_url';
  select decrypted_secret into jobs_secret from vault.decrypted_secrets where name = 'jobs_secret';
  if functions_url is null or jobs_secret is null then
    -- A process of one's own asks by itself.
    if not exists (select from private.live_runs() as run where run.worker <> 'call') then
      raise warning 'Cannot wake the jobs function: the vault holds no functions_url or no jobs_secret';
    end if;
    return;
  end if;
  perform net.http_post(
    url := functions_url || '/jobs/run',
    body := '{}'::jsonb,
    -- Only what wakes is left to a run under way; who asks for one by hand gets one.
    headers := jsonb_build_object('content-type', 'application/json', 'x-jobs-secret', jobs_secret, 'x-jobs-wake', '1'),
    timeout_milliseconds := 30000
  );
end
$$;
comment on function private.wake_jobs() is
  'Asks the jobs function to do what waits, after this transaction commits; once in a transaction, however often it is called. Needs the vault secrets functions_url (…/functions/v1) and jobs_secret.';

create function private.wake_jobs_when_behind()
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from private.work_waiting() as work where work.waits) then
    perform private.wake_jobs();
  end if;
end
$$;
comment on function private.wake_jobs_when_behind() is
  'Wakes the jobs function if something waits: what no call saw, and what a killed one left. Run by pg_cron.';

-- The pulse is committed first: that the clock runs is true also where the rest fails.
select cron.schedule('wake-jobs', '* * * * *',
  'do $job$ begin perform private.beat_pulse(); commit; perform private.wake_jobs_when_behind(); end $job$');
