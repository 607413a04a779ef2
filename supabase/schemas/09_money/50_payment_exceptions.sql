-- What staff must look at: webhooks that cannot be believed, money that came in wrong, twice or not at all, what two sides
-- say differently, and what the nightly proof or reconciliation found. Each with what to do about it.

create type public.payment_exception_kind as enum (
  'bad_signature', 'unknown_reference', 'amount_mismatch', 'currency_mismatch', 'environment_mismatch', 'overpaid', 'malformed_event', 'gave_up',
  'books_differ', 'offline_disputed', 'offline_taken_back', 'paper_not_made',
  'duplicate_transaction', 'unsettled', 'missing_at_provider', 'fees_mismatch', 'settlement_mismatch', 'money_going_back',
  'paid_former_owner', 'balance_mismatch', 'deposit_return_disputed', 'credit_after_end',
  'refund_unclear', 'refund_stuck', 'foreign_refund', 'answer_not_sent',
  'payout_attention', 'payout_waits', 'cannot_open', 'refund_overdue',
  'split_differs', 'split_refused', 'subaccount_unclear', 'payee_in_debt', 'split_unread'
);
comment on type public.payment_exception_kind is 'What was wrong. books_differ: the nightly proof found it, see details; money_going_back: money goes back that is of none of our payments, or that had gone back before; paid_former_owner: for a home that was sold; balance_mismatch: the provider holds another sum for us than our books say.';

create table public.payment_exceptions (
  id uuid primary key default private.uuid_v7(),
  kind public.payment_exception_kind not null,
  provider public.payment_method,
  fingerprint text not null check (length(fingerprint) between 1 and 128),
  reference text check (length(reference) <= 100),
  payment_id uuid references public.payments (id),
  details jsonb not null default '{}',
  suggested_action text not null default 'Find out what happened, and say here what was done.' check (length(suggested_action) <= 300),
  times_seen integer not null default 1 check (times_seen > 0),
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolution text check (private.is_prose(resolution) and length(resolution) <= 1000),
  unique nulls not distinct (provider, kind, fingerprint),
  constraint payment_exceptions_resolved_check check ((resolved_at is null) = (resolution is null))
);
comment on table public.payment_exceptions is 'What needs a person, about payments. The same one seen again is counted, not repeated.';
comment on column public.payment_exceptions.id is 'Time-ordered identifier.';
comment on column public.payment_exceptions.kind is 'What was wrong.';
comment on column public.payment_exceptions.provider is 'The provider who sent it, claims to or lists it, or how the payment was made; null where the proof names no payment.';
comment on column public.payment_exceptions.fingerprint is
  'What makes it the same exception: SHA-256 of the body for a bad signature, else what it is about, such as a reference, an id, a provider''s transaction or day, or a finding of the proof with its subject.';
comment on column public.payment_exceptions.reference is 'The reference it names; unproven when the signature is bad.';
comment on column public.payment_exceptions.payment_id is 'Our payment, when the reference is ours.';
comment on column public.payment_exceptions.details is 'Expected and received values; never secrets or card data.';
comment on column public.payment_exceptions.suggested_action is 'What to do about it, for people: see private.suggested_action().';
comment on column public.payment_exceptions.times_seen is 'How often it came.';
comment on column public.payment_exceptions.first_seen_at is 'First time, UTC.';
comment on column public.payment_exceptions.last_seen_at is 'Last time, UTC.';
comment on column public.payment_exceptions.resolved_at is 'When staff closed it, UTC.';
comment on column public.payment_exceptions.resolution is 'What staff found and did.';
create index payment_exceptions_payment_id_idx on public.payment_exceptions (payment_id);
create index payment_exceptions_open_idx on public.payment_exceptions (last_seen_at) where resolved_at is null;

alter table public.payment_exceptions enable row level security;
grant select on public.payment_exceptions to authenticated;
grant select, insert, update on public.payment_exceptions to service_role;
create policy payment_exceptions_select on public.payment_exceptions for select to authenticated
  using ((select private.is_staff('money')));
create trigger record_audit after update or delete on public.payment_exceptions
  for each row execute function private.record_audit();

create function private.suggested_action(kind public.payment_exception_kind)
returns text
language sql
immutable
set search_path = ''
as $$
  select case kind
    when 'bad_signature' then 'One now and then is a stranger''s try. Many: compare the secret with that in the provider''s dashboard.'
    when 'unknown_reference' then 'Look the transaction up in the provider''s dashboard: is it of another system on the same account? If not, find the payer and refund.'
    when 'amount_mismatch' then 'Compare with the provider''s dashboard. What came and is not what was asked for is refunded, or taken as a payment of its own.'
    when 'currency_mismatch' then 'Refund at the provider: nothing is owed in this currency.'
    when 'environment_mismatch' then 'A test payment reached live books, or the other way round: nothing was settled. Check the keys.'
    when 'overpaid' then 'More came than was open. Of a tenancy it stands as credit for the next charge: refund it if they ask. Of a sale or an application refund it.'
    when 'malformed_event' then 'Look at the event in the provider''s dashboard: it may have a new form.'
    when 'gave_up' then 'Mend what the last error names. An event is then replayed; an offline payment, a provider''s day and its list of disputes are tried again by themselves.'
    when 'duplicate_transaction' then 'The payer paid twice under one reference: refund the second transaction at the provider.'
    when 'unsettled' then 'The provider has the money and we have not settled it: it is asked again at once. If it stays, settle or refund by hand.'
    when 'missing_at_provider' then 'We settled what the provider does not list: ask it for the transaction, and reverse the payment if it has none.'
    when 'fees_mismatch' then 'The provider keeps another fee than was booked: post the difference.'
    when 'settlement_mismatch' then 'A payout is not the sum of its transactions: ask the provider.'
    when 'money_going_back' then 'Look it up in the provider''s dashboard. Of no payment of ours: nothing is to be booked. More than was paid went back: a refund and a dispute were both carried out, so contest the dispute or ask the payer. Of a dispute that had been lost: see whether the money came back.'
    when 'refund_unclear' then 'Look for it in the provider''s dashboard: nobody knows whether it was made. Then say so: select clear_refund(<refund id>, <was made>, <what you found>, <its number there>).'
    when 'refund_stuck' then 'Approved and not sent: the provider holds too little for its organization, and it is tried again by itself. Otherwise the provider wants the payer''s bank account: ask the payer, and give it in the provider''s dashboard.'
    when 'refund_overdue' then 'For 15 days the provider has not said that the money went, or has not answered. Ask its support about the number in details, and tell the payer. What the provider says then is followed by itself.'
    when 'foreign_refund' then 'It was made in the provider''s dashboard, or the provider sends another amount than was asked for (told_kobo): what it says is followed and booked. Ask who made it: nobody here approved it.'
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
    when 'cannot_open' then 'A key of SEALING_KEYS is gone, or is another one of that name: put it back. If it is lost, their owners save these cards anew, and payees add these bank accounts again.'
    when 'split_differs' then 'The provider paid the payee another share, or another account, than we asked for: what it tells is booked. Compare with its dashboard, and settle the difference with the payee.'
    when 'split_refused' then 'The provider would not split the payment, which was opened without: the money comes to what it holds for the organization. Look at the subaccount in its dashboard.'
    when 'subaccount_unclear' then 'Nobody knows whether the provider made the subaccount. Look for its key in the dashboard, then: select clear_subaccount(<direct settlement id>, <its code, or null if there is none>, <what you found>).'
    when 'payee_in_debt' then 'More went back than the provider holds for the organization: it owes the platform the rest. What comes in is held until it is covered; agree on it with them.'
    when 'split_unread' then 'The provider split the payment, and tells it in a shape that we cannot read: what may have gone to a bank is booked as gone. Look it up in its dashboard, then: select clear_split(<payment id>, <kobo that went to the payee''s bank>, <what you found>).'
    else 'Find out what happened, and say here what was done.'
  end
$$;
comment on function private.suggested_action(public.payment_exception_kind) is 'What staff should do about an exception of a kind.';

create function private.note_payment_exception(
  kind public.payment_exception_kind,
  provider public.payment_method,
  fingerprint text,
  reference text,
  payment_id uuid,
  details jsonb
)
returns void
language sql
set search_path = ''
as $$
  insert into public.payment_exceptions as seen (kind, provider, fingerprint, reference, payment_id, details, suggested_action)
  values (kind, provider, fingerprint, left(reference, 100), payment_id, details, private.suggested_action(kind))
  on conflict on constraint payment_exceptions_provider_kind_fingerprint_key do update
  set times_seen = seen.times_seen + 1, last_seen_at = now(), details = excluded.details, resolved_at = null, resolution = null
$$;
comment on function private.note_payment_exception(public.payment_exception_kind, public.payment_method, text, text, uuid, jsonb) is
  'Leaves a trace for staff; the same exception again is counted, and open again if somebody had resolved it: what they did stands in the audit log.';

create function private.close_payment_exception(
  kind public.payment_exception_kind, provider public.payment_method, fingerprint text, resolution text)
returns void
language sql
set search_path = ''
as $$
  update public.payment_exceptions as exception
  set resolved_at = now(), resolution = coalesce(nullif(left(btrim(close_payment_exception.resolution), 1000), ''), 'Decided')
  where exception.kind = close_payment_exception.kind and exception.fingerprint = close_payment_exception.fingerprint
    and exception.provider is not distinct from close_payment_exception.provider and exception.resolved_at is null
$$;
comment on function private.close_payment_exception(public.payment_exception_kind, public.payment_method, text, text) is
  'Resolves an exception in the transaction that decides what it is about; one that is not open stays as it is.';

create function private.act_to_decide(trace public.payment_exceptions)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  -- Each kind is about the row that its fingerprint or details name; of all other kinds staff say what they did elsewhere.
  return case trace.kind
    when 'offline_disputed' then (
      select 'confirm_offline_payment or reject_offline_payment' from public.offline_payments as offline
      where offline.id = (trace.details ->> 'offline_payment_id')::uuid and offline.status = 'disputed')
    when 'deposit_return_disputed' then (
      select 'decide_deposit_return' from public.deposit_returns as given
      where given.id = trace.fingerprint::uuid and given.status = 'disputed')
    when 'refund_unclear' then (
      select 'clear_refund' from public.refunds as refund
      join private.refund_checks as checked on checked.refund_id = refund.id and checked.is_unclear
      where refund.id = trace.fingerprint::uuid and refund.status = 'sending')
    when 'split_unread' then (
      select 'clear_split' from public.payments as payment
      join public.payment_terms as terms on terms.id = payment.terms_id and terms.is_unread
      where payment.id = trace.payment_id and payment.status = 'succeeded')
    when 'subaccount_unclear' then (
      select 'clear_subaccount' from private.subaccounts as known
      where known.key = trace.fingerprint::uuid and known.is_unclear)
  end;
end
$$;
comment on function private.act_to_decide(public.payment_exceptions) is
  'By which act what an exception is about is still to be decided; null: nothing is, and what was done is said in words.';

create function private.resolve_payment_exception(exception_id uuid, resolution text)
returns public.payment_exceptions
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  resolved public.payment_exceptions;
  waits_for text;
begin
  perform private.require_staff('resolve_payment_exception');
  if coalesce(length(btrim(resolution)), 0) not between 1 and 1000 then
    perform private.raise_problem('payment.bad_resolution', 'Cannot resolve it: say in 1 to 1,000 characters what was done', 400,
      jsonb_build_object('field', 'resolution'));
  end if;
  select exception.* into resolved from public.payment_exceptions as exception where exception.id = exception_id for update;
  if not found then
    perform private.raise_problem('payment.exception_not_found', 'Cannot find the payment exception', 404,
      jsonb_build_object('field', 'exception_id'));
  end if;
  if resolved.resolved_at is not null then
    if resolved.resolution is distinct from btrim(resolution) then
      perform private.raise_problem('payment.exception_resolved', 'Cannot resolve it: it was resolved already, in other words', 409,
        jsonb_build_object('field', 'exception_id'));
    end if;
    return resolved;
  end if;
  -- Closed and not decided, it would be in nobody's list, and two sides would wait for ever.
  waits_for := private.act_to_decide(resolved);
  if waits_for is not null then
    perform private.raise_problem('payment.exception_undecided',
      format('Cannot resolve it: what it is about is not decided yet. Decide it with %s, which resolves this too', waits_for), 409,
      jsonb_build_object('field', 'exception_id', 'act', waits_for));
  end if;
  perform private.begin_act('resolve_payment_exception', exception_id, null, resolution);
  update public.payment_exceptions as exception
  set resolution = btrim(resolution), resolved_at = now()
  where exception.id = exception_id
  returning exception.* into resolved;
  return resolved;
end
$$;
comment on function private.resolve_payment_exception(uuid, text) is 'Checks that the caller is staff, locks the exception, and that nothing of it is left to be decided, then notes what was done and when, once.';

create function public.resolve_payment_exception(exception_id uuid, resolution text)
returns public.payment_exceptions
language sql
set search_path = ''
as $$
  select private.limit_person('resolve_payment_exception');
  select private.resolve_payment_exception(exception_id, private.read_prose('resolution', resolution))
$$;
comment on function public.resolve_payment_exception(uuid, text) is
  'For staff: says what was done about a payment exception; the same words again change nothing. One that is about something undecided (a disputed payment or return of a deposit, a refund, split or subaccount of which nobody knows) is resolved by the act that decides that, and by nothing else. Errors: auth.forbidden, auth.insufficient_assurance 403, payment.bad_resolution 400, payment.exception_not_found 404, payment.exception_resolved, payment.exception_undecided 409.';
grant execute on function private.resolve_payment_exception(uuid, text), public.resolve_payment_exception(uuid, text)
  to authenticated;
