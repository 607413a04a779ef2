-- How long what is kept: data and not code, so that one table answers the question and one job does all the deleting.

create table private.retention_rules (
  relation text primary key check (relation ~ '^[a-z_]+\.[a-z_]+$'),
  ordered_by text check (ordered_by ~ '^[a-z_]+$'),
  keep interval check (keep > '0'),
  reason text not null check (length(btrim(reason)) between 3 and 500),
  constraint retention_rules_order_check check ((keep is null) = (ordered_by is null))
);
comment on table private.retention_rules is
  'How long the rows of a table are kept: every table that is kept as evidence, and every one that is emptied by age. Read by private.apply_retention() and by the trigger that lets nothing else delete evidence.';
comment on column private.retention_rules.relation is 'Schema and table.';
comment on column private.retention_rules.ordered_by is 'The column that says how old a row is: id, a version 7 identifier, or a time with an index; null for what is kept for ever.';
comment on column private.retention_rules.keep is 'For how long; null: for ever.';
comment on column private.retention_rules.reason is 'Why that long.';
alter table private.retention_rules enable row level security;

insert into private.retention_rules (relation, ordered_by, keep, reason) values
  ('private.idempotency_keys', 'created_at', '72 hours', 'A client that failed on a Friday evening can still repeat its request on Monday'),
  ('private.message_keys', 'sent_at', '72 hours', 'As idempotency_keys'),
  ('private.rate_limits', 'updated_at', '1 day', 'Every bucket is full again long before'),
  ('private.work_runs', 'seen_at', '2 days', 'Bookkeeping of workers: how it went lately'),
  ('private.work_done', 'done_at', '2 days', 'As work_runs'),
  ('cron.job_run_details', 'end_time', '7 days', 'A week of runs shows what a job does'),
  ('pgmq.a_provider_events', 'archived_at', '30 days', 'To look into a payment that somebody asks about'),
  ('pgmq.a_provider_events_dead', 'archived_at', '30 days', 'As provider_events'),
  ('private.provider_events', 'id', '13 months', 'Providers settle disputes within a year'),
  ('private.provider_transactions', 'seen_at', '13 months', 'As provider_events'),
  ('private.provider_settlements', null, null, 'What a provider paid out in all is compared every day: a row a day'),
  ('public.provider_balances', null, null, 'Books, as charges: what providers held for us'),
  ('private.reconciliations', 'id', '13 months', 'As provider_events'),
  ('private.former_permissions', 'lost_at', '90 days', 'Longer than anybody who was sent away counts on as a second person'),
  ('private.removed_cards', 'removed_at', '400 days', 'Longer than a provider tells of a payment that was begun before'),
  ('private.new_permissions', 'gained_at', '90 days', 'Longer than anybody who came does not count yet as a second person'),
  ('public.notifications', 'id', '12 months', 'News, not evidence: what it tells of has a row of its own'),
  ('public.reminders', 'id', '24 months', 'No stage is told again so long after its day'),
  ('private.deliveries', 'id', '12 months', 'As notifications; what it cost is asked about within a year'),
  ('private.delivery_reports', 'received_at', '60 days', 'Reports come within days of what they are about'),
  ('private.audit_log', 'id', '24 months', 'Who changed what, for two years of questions; what is asked for longer is evidence of its own'),
  ('private.identity_peppers', null, null, 'All are needed for ever: without one no fingerprint can be compared'),
  ('private.verification_changes', null, null, 'Evidence of who was verified, and by whose decision'),
  ('private.acts', null, null, 'Evidence of what staff did and who sent money where, and a chain that a gap would break'),
  ('private.act_changes', null, null, 'As acts'),
  ('private.act_seals', null, null, 'As acts'),
  ('private.act_heads', null, null, 'As acts'),
  ('private.person_looks', null, null, 'As acts: what people are told of who looked them up'),
  ('public.messages', null, null, 'What people agreed in writing'),
  ('public.letters', null, null, 'What was written to a tenant, and its number'),
  ('public.letter_withdrawals', null, null, 'As letters'),
  ('public.statutory_notices', null, null, 'Evidence of notices: six years from the end of the tenancy (limitation of actions), which its own row says'),
  ('public.notice_checks', null, null, 'As statutory_notices'),
  ('public.notice_services', null, null, 'As statutory_notices'),
  ('public.notice_service_corrections', null, null, 'As statutory_notices'),
  ('public.notice_withdrawals', null, null, 'As statutory_notices'),
  ('private.message_versions', null, null, 'As messages: what people agreed in writing before they changed it'),
  ('public.state_changes', null, null, 'Evidence: six years from the end of what moved (limitation of actions), which its own row says'),
  ('public.listing_prices', null, null, 'Evidence of what was advertised'),
  ('public.property_imports', null, null, 'Evidence of who brought what in'),
  ('public.offer_rounds', null, null, 'Evidence of what was offered and accepted'),
  ('public.inspection_contents', null, null, 'Evidence of what was signed'),
  ('public.inspection_signatures', null, null, 'Evidence of what was signed'),
  ('public.charges', null, null, 'Books: six years and more (companies and tax law)'),
  ('public.charge_parts', null, null, 'Books, as charges'),
  ('public.late_fees', null, null, 'Books, as charges'),
  ('public.deposit_deductions', null, null, 'Books, as charges'),
  ('public.tax_certificates', null, null, 'Books, as charges'),
  ('public.tenancy_handovers', null, null, 'Books, as charges'),
  ('public.deposit_returns', null, null, 'Books, as charges'),
  ('public.deduction_disputes', null, null, 'Books, as charges'),
  ('public.application_fees', null, null, 'Books, as charges'),
  ('public.credit_draws', null, null, 'Books, as charges'),
  ('public.payments', null, null, 'Books, as charges'),
  ('public.payment_items', null, null, 'Books, as charges'),
  ('public.payment_accounts', null, null, 'Books, as the payments that came to them'),
  ('public.payment_allocations', null, null, 'Books, as charges'),
  ('public.refunds', null, null, 'Books, as charges'),
  ('public.disputes', null, null, 'Books, as charges'),
  ('public.payment_returns', null, null, 'Books, as charges'),
  ('public.payment_return_parts', null, null, 'Books, as charges'),
  ('public.offline_payments', null, null, 'Books: what a payment was settled on'),
  ('public.payment_proofs', null, null, 'Books, as offline_payments'),
  ('public.statement_imports', null, null, 'Books, as offline_payments'),
  ('public.statement_rows', null, null, 'Books, as offline_payments'),
  ('public.receipts', null, null, 'Books, and a chain that a gap would break'),
  ('public.receipt_voids', null, null, 'As receipts'),
  ('public.payee_accounts', null, null, 'Books: where money went'),
  ('public.payouts', null, null, 'Books, as charges'),
  ('public.principal_moves', null, null, 'Books, as charges'),
  ('public.platform_fee_rules', null, null, 'What was agreed on, which books follow'),
  ('public.payment_terms', null, null, 'Books, as charges'),
  ('public.platform_moves', null, null, 'Books, as charges'),
  ('public.direct_settlements', null, null, 'Where money went'),
  ('public.ledger_entries', null, null, 'Books, as charges'),
  ('public.ledger_lines', null, null, 'Books, as charges');

create function private.before_retention_rule_written()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if pg_catalog.to_regclass(new.relation) is null or new.ordered_by is not null and not exists (
    select from pg_catalog.pg_attribute as held
    where held.attrelid = pg_catalog.to_regclass(new.relation) and held.attname = new.ordered_by and not held.attisdropped
  ) then
    raise 'Cannot keep rows of % by %: there is no such table, or no such column in it', new.relation, new.ordered_by
      using errcode = 'undefined_table';
  end if;
  if new.keep < '12 months' and exists (
    select from pg_catalog.pg_trigger as guard
    where guard.tgrelid = pg_catalog.to_regclass(new.relation) and guard.tgfoid = 'private.refuse_early_deletion()'::pg_catalog.regprocedure
  ) then
    perform private.raise_problem('record.append_only',
      format('Cannot let rows of %s go so soon: evidence is kept for at least 12 months', new.relation), 409,
      jsonb_build_object('field', 'keep'));
  end if;
  if new.keep is not null and exists (
    select from pg_catalog.pg_trigger as guard
    where guard.tgrelid = pg_catalog.to_regclass(new.relation) and guard.tgfoid = 'private.refuse_change()'::pg_catalog.regprocedure
      and guard.tgtype & 8 = 8
  ) then
    perform private.raise_problem('record.append_only',
      format('Cannot let rows of %s go after a time: they are kept for ever, and nothing may delete them', new.relation), 409,
      jsonb_build_object('field', 'keep'));
  end if;
  return new;
end
$$;
comment on function private.before_retention_rule_written() is
  'Trigger: what nothing may delete has no time after which it goes, and what is not there has no rule, or the job would fail on it for ever; evidence that goes is kept for a year at least. Errors: record.append_only 409; 42P01 for an unknown table or column.';
create trigger before_retention_rule_written before insert or update on private.retention_rules
  for each row execute function private.before_retention_rule_written();

create function private.uuid_v7_floor(at timestamptz)
returns uuid
language sql
immutable
parallel safe
set search_path = ''
as $$
  select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;
comment on function private.uuid_v7_floor(timestamptz) is
  'The least version 7 identifier of a moment: what was made before it has a lesser one.';

create function private.is_past_retention(relation text, evidence jsonb)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce(bool_or(
    case when rule.ordered_by = 'id' then (evidence ->> 'id')::uuid < private.uuid_v7_floor(now() - rule.keep)
    else (evidence ->> rule.ordered_by)::timestamptz < now() - rule.keep end), false)
  from private.retention_rules as rule where rule.relation = is_past_retention.relation
$$;
comment on function private.is_past_retention(text, jsonb) is 'Whether a row of a table has been kept as long as it must be. False without a rule, and for what is kept for ever.';

create function private.refuse_early_deletion()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_setting('estate.retention', true) is distinct from tg_argv[0]
    or not private.is_past_retention(tg_argv[0], to_jsonb(old)) then
    perform private.raise_problem(
      'record.append_only',
      format('Cannot delete a row of %s: it is kept as evidence, and goes by its retention rule only', tg_argv[0]),
      409
    );
  end if;
  return old;
end
$$;
comment on function private.refuse_early_deletion() is
  'Trigger, before delete of evidence that is not kept for ever: refuses every role, unless private.apply_retention() deletes what its rule lets go. Argument: schema and table.';

create function private.apply_retention(batch integer default 1000)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  rule private.retention_rules;
  gone integer;
begin
  for rule in select r.* from private.retention_rules as r where r.keep is not null order by r.relation loop
    perform set_config('estate.retention', rule.relation, true);
    if rule.ordered_by = 'id' then
      -- By its key, so that a table in partitions will do as well.
      execute format(
        'delete from %1$s where id = any (array(select id from %1$s where id < $1 order by id limit $2 for update skip locked))',
        rule.relation)
      using private.uuid_v7_floor(now() - rule.keep), batch;
    else
      execute format(
        'delete from %1$s where ctid = any (array(select ctid from %1$s where %2$I < $1 order by %2$I limit $2 for update skip locked))',
        rule.relation, rule.ordered_by)
      using now() - rule.keep, batch;
    end if;
    get diagnostics gone = row_count;
    exit when gone > 0;
  end loop;
  perform set_config('estate.retention', '', true);
  return coalesce(gone, 0);
end
$$;
comment on function private.apply_retention(integer) is
  'Deletes a batch of what its rule lets go, oldest first; returns how many rows. The only way out of a table of evidence. Run by pg_cron each hour.';
select cron.schedule('apply-retention', '41 * * * *', private.in_batches('private.apply_retention'));
