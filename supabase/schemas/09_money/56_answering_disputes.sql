-- Answering a dispute before its deadline: who may confirm money of the payee, or the platform's staff, accepts it or
-- contests it with evidence, and the jobs function tells the provider. An answer may be corrected until it has arrived,
-- but not in the moment in which it is sent: the provider would have one answer and our books the other.
-- Telling a provider twice moves no money twice, so that an answer is sent again until the provider has it.

create function private.answer_dispute(dispute_id uuid, answer public.dispute_answer, note text, document_id uuid)
returns public.disputes
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  dispute public.disputes;
  said text;
begin
  select d.* into dispute from public.disputes as d
  where d.id = dispute_id and (d.org_id in (select private.my_org_ids('money.read')) or private.is_on_staff('money'));
  if dispute.id is null then
    perform private.raise_problem('dispute.not_found', 'Cannot find the dispute among those of your organizations', 404,
      jsonb_build_object('field', 'dispute_id'));
  end if;
  if private.is_on_staff('money') then
    perform private.begin_staff_act('answer_dispute', dispute.id, dispute.org_id, note);
  else
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
  perform private.require_paper(document_id, dispute.org_id, dispute.subject_id, 'dispute.bad_answer', 'Cannot answer the dispute');
  if exists (select from public.documents as document where document.id = document_id and document.kind = 'identity') then
    -- Whoever keeps the papers of a tenancy may not see those, and the payer's bank has nothing to learn from them.
    perform private.raise_problem('dispute.bad_answer', 'Cannot answer the dispute: identity papers are not sent to banks', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  perform from public.payments as payment where payment.id = dispute.payment_id for update;
  select d.* into strict dispute from public.disputes as d where d.id = dispute_id for update;
  if dispute.answer is not distinct from answer and dispute.answer_note is not distinct from said
    and dispute.document_id is not distinct from document_id
    -- A refused answer may be given again as it was.
    and (dispute.status <> 'open' or exists (
      select from private.dispute_answers as waiting where waiting.dispute_id = dispute.id and waiting.next_at is not null)) then
    return dispute;
  end if;
  if dispute.status <> 'open' then
    perform private.raise_problem('dispute.already_answered', format('Cannot answer the dispute: it is %s', dispute.status), 409,
      jsonb_build_object('field', 'dispute_id', 'status', dispute.status));
  end if;
  perform from private.dispute_answers as sent where sent.dispute_id = dispute.id for update;
  if exists (
    select from private.dispute_answers as sent
    where sent.dispute_id = dispute.id and sent.is_being_sent and sent.next_at > now()
  ) then
    perform private.raise_problem('dispute.being_sent',
      'Cannot correct the answer now: it is being sent. Look again in some minutes whether it has arrived', 409,
      jsonb_build_object('field', 'dispute_id'));
  end if;
  update public.disputes as d
  set answer = answer, answer_note = said, document_id = document_id, answered_by = auth.uid(), answered_at = now()
  where d.id = dispute.id
  returning d.* into dispute;
  insert into private.dispute_answers as sent (dispute_id, next_at) values (dispute.id, now())
  on conflict on constraint dispute_answers_pkey do update
  set next_at = excluded.next_at, is_being_sent = false, attempts = 0, last_error = null, evidence_name = null;
  perform private.wake_jobs();
  return dispute;
end
$$;
comment on function private.answer_dispute(uuid, public.dispute_answer, text, uuid) is 'Checks who answers and what, then has it sent.';
grant execute on function private.answer_dispute(uuid, public.dispute_answer, text, uuid) to authenticated;

create function public.answer_dispute(dispute_id uuid, answer public.dispute_answer, note text, document_id uuid default null)
returns public.disputes
language sql
set search_path = ''
as $$
  select private.limit_person('answer_dispute');
  select private.answer_dispute(dispute_id, answer, private.read_prose('note', note), document_id)
$$;
comment on function public.answer_dispute(uuid, public.dispute_answer, text, uuid) is
  'Answers an open dispute of a payment: accept (the money goes back) or contest, with what shows it (note, and document_id, a paper of the tenancy, whose file the provider gets where it takes files). The provider is told; what becomes of it the bank decides. Safe to repeat, and to correct until the provider has it, but while it is being sent. For members with money.confirm who did not pay it, and for staff. Errors: dispute.not_found 404, auth.forbidden, dispute.own 403, dispute.bad_answer 400, dispute.already_answered, dispute.being_sent 409.';
grant execute on function public.answer_dispute(uuid, public.dispute_answer, text, uuid) to authenticated;

create function service.claim_dispute_answers(methods public.payment_method[], max_answers integer default 1, leased_s integer default 300)
returns table (
  dispute_id uuid, provider public.payment_method, provider_dispute_id text, answer public.dispute_answer, note text,
  amount_kobo bigint, payer_email text, payer_name text, service_details text,
  document_id uuid, storage_path text, mime_type text, sha256 text, evidence_name text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  taken uuid[];
begin
  with due as (
    select sent.dispute_id as id from private.dispute_answers as sent
    join public.disputes as dispute on dispute.id = sent.dispute_id and dispute.status = 'open' and dispute.method = any (methods)
    where sent.next_at <= now() order by sent.next_at limit max_answers for update of sent skip locked
  ),
  leased as (
    update private.dispute_answers as sent
    set next_at = now() + make_interval(secs => leased_s), is_being_sent = true, attempts = sent.attempts + 1
    from due where sent.dispute_id = due.id
    returning due.id
  )
  select array(select leased.id from leased) into taken;
  -- Read once they are taken: from here on nobody corrects them.
  return query
  select dispute.id, dispute.method, dispute.provider_dispute_id, dispute.answer, dispute.answer_note, dispute.amount_kobo::bigint,
    account.email::text, payer.display_name,
    'Payment ' || payment.reference || coalesce('; receipts ' || (
      select string_agg(receipt.number, ', ' order by receipt.number) from public.receipts as receipt where receipt.payment_id = payment.id), '')
      || coalesce('; ' || paper.title, ''),
    paper.id, paper.storage_path, paper.mime_type, paper.sha256, sent.evidence_name
  from public.disputes as dispute
  join private.dispute_answers as sent on sent.dispute_id = dispute.id
  left join public.documents as paper on paper.id = dispute.document_id
  join public.payments as payment on payment.id = dispute.payment_id
  left join public.profiles as payer on payer.id = payment.payer_id
  left join auth.users as account on account.id = payment.payer_id
  where dispute.id = any (taken);
end
$$;
comment on function service.claim_dispute_answers(public.payment_method[], integer, integer) is
  'Takes answers that are to be sent, with what a provider asks of evidence, and where the paper that shows it lies; another worker may only after the given seconds, and nobody corrects them until then. Take few: what waits behind another in the same hands may be corrected by the time that it is sent.';
grant execute on function service.claim_dispute_answers(public.payment_method[], integer, integer) to service_role;

create function service.keep_dispute_evidence(dispute_id uuid, document_id uuid, evidence_name text)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.dispute_answers as sent set evidence_name = left(keep_dispute_evidence.evidence_name, 200)
  from public.disputes as dispute
  where sent.dispute_id = keep_dispute_evidence.dispute_id and dispute.id = sent.dispute_id
    -- Corrected meanwhile, another paper is meant.
    and dispute.document_id = keep_dispute_evidence.document_id
$$;
comment on function service.keep_dispute_evidence(uuid, uuid, text) is
  'Keeps what a provider calls the file that it was given for the answer to a dispute, so that it is given it once.';
grant execute on function service.keep_dispute_evidence(uuid, uuid, text) to service_role;

create function service.put_off_dispute_answer(dispute_id uuid, error text, is_refused boolean default false)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sent private.dispute_answers;
  dispute public.disputes;
begin
  update private.dispute_answers as it
  set last_error = left(error, 1000), is_being_sent = false,
    next_at = case when not coalesce(is_refused, false) then
      now() + (0.75 + random() / 2) * least(interval '30 minutes', interval '1 minute' * power(2, least(it.attempts, 8))) end
  -- Not what was corrected meanwhile: that one is to be sent yet.
  where it.dispute_id = dispute_id and it.attempts > 0
  returning it.* into sent;
  if not found then
    return;
  end if;
  -- There is a deadline: staff hear of it early.
  if is_refused or sent.attempts = 3 then
    select d.* into strict dispute from public.disputes as d where d.id = dispute_id;
    perform private.note_payment_exception('answer_not_sent', dispute.method, dispute.id::text, (
        select payment.reference from public.payments as payment where payment.id = dispute.payment_id), dispute.payment_id,
      jsonb_build_object('dispute_id', dispute.id, 'answer', dispute.answer, 'answer_by', dispute.answer_by, 'error', left(error, 300)));
  end if;
  if is_refused and dispute.status = 'open' then
    perform private.notify(array(
      select row(member.id, dispute.org_id, 'dispute_due', 'The provider refuses your answer to a disputed payment: give another',
        dispute.id, jsonb_build_object('payment_id', dispute.payment_id, 'amount_kobo', dispute.amount_kobo, 'answer_by', dispute.answer_by))::private.notice
      from private.members_with(dispute.org_id, 'money.confirm') as member (id)));
  end if;
end
$$;
comment on function service.put_off_dispute_answer(uuid, text, boolean) is
  'Keeps why an answer did not arrive: it is sent again with growing delays, or not when the provider refuses it. Staff get a trace of a refusal and of the third failure; who may answer hears of a refusal.';
grant execute on function service.put_off_dispute_answer(uuid, text, boolean) to service_role;
