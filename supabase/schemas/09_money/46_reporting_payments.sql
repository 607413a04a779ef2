-- Saying that money was paid offline: the payer, with a proof, through the documents function. Nothing is settled here;
-- deciding is 47, what a member took is 51.

-- What is paid -------------------------------------------------------------------------------------------

create function private.check_offline_facts(
  method public.payment_method, amount_kobo public.kobo, paid_on public.calendar_date, bank_reference text, note text,
  methods public.payment_method[]
)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  wrong text := case
    when method is null or not (method = any (methods)) then 'method'
    when private.is_payment_amount(amount_kobo) is not true then 'amount_kobo'
    when private.is_payment_day(paid_on) is not true then 'paid_on'
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
$$;
comment on function private.check_offline_facts(public.payment_method, public.kobo, public.calendar_date, text, text, public.payment_method[]) is
  'Refuses (422 offline_payment.bad_fact, naming the field) what cannot be said of an offline payment. methods: those that are taken here.';

create function private.begin_offline_payment(
  payer_id uuid, charge_ids uuid[], method public.payment_method, amount_kobo public.kobo)
returns public.payments
language plpgsql
set search_path = ''
as $$
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
$$;
comment on function private.begin_offline_payment(uuid, uuid[], public.payment_method, public.kobo) is
  'A payment with its items for charges that are locked and owed by the same, the amount (kobo) divided among what is open of them.';

-- Evidence that was used before ------------------------------------------------------------------------

create function private.refuse_used_evidence(acting_user uuid, org_id uuid, method public.payment_method, bank_reference text, sha256 text)
returns void
language plpgsql
set search_path = ''
as $$
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
$$;
comment on function private.refuse_used_evidence(uuid, uuid, public.payment_method, text, text) is
  'A reference, within an organization and method, and a file, within an organization, prove one payment. Refuses: offline_payment.evidence_used 409 to who may see the other payment, offline_payment.bad_evidence 422 to everybody else.';

-- The documents function -----------------------------------------------------------------------------------

create function private.require_own_upload(acting_user uuid, upload_path text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if acting_user is null or upload_path is null or upload_path !~ ('^' || acting_user || '/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$') then
    perform private.raise_problem('document.bad_path', 'Cannot use the upload: it must lie in your own folder', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
end
$$;
comment on function private.require_own_upload(uuid, text) is 'Refuses (422 document.bad_path) an upload that lies in nobody''s or somebody else''s folder.';

create function private.expect_proof_file(org_id uuid)
returns text
language sql
set search_path = ''
as $$
  -- Swept after an hour if by then no row names it: a try that was killed leaves nothing.
  insert into private.abandoned_files (bucket, path, abandoned_at)
  values ('payment-proofs', org_id || '/' || gen_random_uuid(), now() + interval '50 minutes')
  returning path
$$;
comment on function private.expect_proof_file(uuid) is 'A new path in bucket payment-proofs for one try.';

create function private.keep_proof_file(storage_path text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  delete from private.abandoned_files as file where file.bucket = 'payment-proofs' and file.path = storage_path;
  if not found then
    perform private.raise_problem('offline_payment.took_too_long', 'The upload took too long: send it again', 409,
      jsonb_build_object('field', 'upload_path'));
  end if;
end
$$;
comment on function private.keep_proof_file(text) is
  'The file has its row now and is swept no more. Error: offline_payment.took_too_long 409 when it was swept, or is no file of a try.';

create function private.known_offline_payment(
  acting_user uuid, client_id uuid, method public.payment_method, amount_kobo public.kobo, paid_on public.calendar_date)
returns public.offline_payments
language plpgsql
set search_path = ''
as $$
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
$$;
comment on function private.known_offline_payment(uuid, uuid, public.payment_method, public.kobo, public.calendar_date) is
  'What an earlier try of the same made; null when there is none. Error: offline_payment.client_id_used 409.';

create function service.prepare_payment_proof(
  acting_user uuid, client_id uuid, charge_ids uuid[], method public.payment_method, amount_kobo numeric, paid_on text,
  bank_reference text, note text, upload_path text)
returns table (storage_path text, known jsonb)
language plpgsql
security definer
set search_path = ''
as $$
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
$$;
comment on function service.prepare_payment_proof(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text) is
  'Before any work on an upload: checks that the person owes these charges and what they say of the payment; returns where the proof is to lie, or what an earlier try made. Errors: document.bad_path, offline_payment.bad_fact 422, charge.not_found 404, payment.bad_charges 400, offline_payment.client_id_used, offline_payment.too_many 409.';
grant execute on function service.prepare_payment_proof(uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text)
  to service_role;

create function service.report_offline_payment(
  acting_user uuid, client_id uuid, charge_ids uuid[], method public.payment_method, amount_kobo numeric, paid_on text,
  bank_reference text, note text, upload_path text, storage_path text, mime_type text, size_bytes integer, sha256 text)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
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
$$;
comment on function service.report_offline_payment(
  uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text, text, text, integer, text) is
  'A payer says that they paid charges offline, with a proof whose file is in Storage: makes the payment, pending, with its items. The same client_id again gives what is there. Errors: as prepare_payment_proof, and charge.settled, offline_payment.evidence_used, offline_payment.took_too_long 409, offline_payment.bad_evidence 422.';
grant execute on function service.report_offline_payment(
  uuid, uuid, uuid[], public.payment_method, numeric, text, text, text, text, text, text, integer, text) to service_role;

-- Another proof of the same ---------------------------------------------------------------------------------

create function private.lock_reported_payment(acting_user uuid, offline_payment_id uuid)
returns public.offline_payments
language plpgsql
set search_path = ''
as $$
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
$$;
comment on function private.lock_reported_payment(uuid, uuid) is
  'Locks a reported payment for whom it is theirs to prove. Errors: offline_payment.not_found 404, offline_payment.already_decided, offline_payment.too_many 409.';

create function private.known_proof(acting_user uuid, offline_payment_id uuid, upload_path text)
returns public.offline_payments
language sql
stable
set search_path = ''
as $$
  select offline.* from public.payment_proofs as proof
  join public.offline_payments as offline on offline.id = proof.offline_payment_id
  where proof.offline_payment_id = known_proof.offline_payment_id and proof.upload_path = known_proof.upload_path
    and proof.added_by = acting_user
$$;
comment on function private.known_proof(uuid, uuid, text) is 'The payment to which an earlier try added this upload; null when none did.';

create function service.prepare_further_proof(acting_user uuid, offline_payment_id uuid, upload_path text)
returns table (storage_path text, known jsonb)
language plpgsql
security definer
set search_path = ''
as $$
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
$$;
comment on function service.prepare_further_proof(uuid, uuid, text) is
  'Before any work on an upload: checks that the person may add it to a payment that they reported; returns where it is to lie, or what an earlier try made. Errors: document.bad_path 422, offline_payment.not_found 404, offline_payment.already_decided, offline_payment.too_many 409.';
grant execute on function service.prepare_further_proof(uuid, uuid, text) to service_role;

create function service.add_payment_proof(
  acting_user uuid, offline_payment_id uuid, upload_path text, storage_path text, mime_type text, size_bytes integer, sha256 text)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
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
$$;
comment on function service.add_payment_proof(uuid, uuid, text, text, text, integer, text) is
  'Adds a proof, whose file is in Storage, to a payment that the person reported; one that was asked for, or expired, waits for the payee''s side again. Errors: as prepare_further_proof, and offline_payment.evidence_used, offline_payment.took_too_long 409, offline_payment.bad_evidence 422.';
grant execute on function service.add_payment_proof(uuid, uuid, text, text, text, integer, text) to service_role;
