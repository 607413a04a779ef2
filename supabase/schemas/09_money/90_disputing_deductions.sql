-- Disputing what was kept of a deposit. A tenant says why a deduction is not right; the landlord's side keeps it, lowers it or
-- withdraws it, with an answer; the tenant accepts that, or says that they still disagree. What a deduction is: 86.
--
-- No money waits for a dispute but what is disputed: that stays kept until the answer, and what is held is due for return all the
-- while. An answer pays nothing out either. What is lowered or withdrawn is reversed in the books and held again, and goes
-- back as all of a deposit does, by a return that a second person or a tenant confirms (87, 89), or by a refund: once.

create table public.deduction_disputes (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  deduction_id uuid not null,
  stands_id uuid,
  disputed_kobo public.positive_kobo not null,
  reason text not null constraint deduction_disputes_reason_check
    check (private.is_prose(reason) and length(btrim(reason)) between 3 and 1000),
  document_id uuid,
  status public.deduction_dispute_status not null default 'open',
  disputed_by uuid references public.profiles (id) on delete set null,
  kept_kobo public.nonnegative_kobo,
  answer text constraint deduction_disputes_answer_check
    check (private.is_prose(answer) and length(btrim(answer)) between 3 and 1000),
  answered_by uuid references public.profiles (id) on delete set null,
  answered_at timestamptz,
  replied_by uuid references public.profiles (id) on delete set null,
  replied_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, deduction_id),
  unique (org_id, stands_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, deduction_id) references public.deposit_deductions (org_id, id),
  foreign key (org_id, stands_id) references public.deposit_deductions (org_id, id),
  constraint deduction_disputes_stands_check check ((stands_id is null) = (status = 'withdrawn')),
  constraint deduction_disputes_answered_check check (num_nulls(kept_kobo, answer, answered_at) in (0, 3)),
  constraint deduction_disputes_kept_check check (kept_kobo <= disputed_kobo)
);
comment on table public.deduction_disputes is 'What tenants said against a deduction from their deposit, what the landlord''s side answered, and whether that ended it. One for each deduction.';
comment on column public.deduction_disputes.id is 'Time-ordered identifier.';
comment on column public.deduction_disputes.org_id is 'Who holds the deposit.';
comment on column public.deduction_disputes.tenancy_id is 'Whose deposit.';
comment on column public.deduction_disputes.deduction_id is 'What was disputed.';
comment on column public.deduction_disputes.stands_id is 'What is kept now: the same deduction, or the lower one that took its place; null when it was withdrawn.';
comment on column public.deduction_disputes.disputed_kobo is 'How much was kept when it was disputed, in kobo.';
comment on column public.deduction_disputes.reason is 'Why it is not right, in the tenant''s words.';
comment on column public.deduction_disputes.document_id is 'A paper or photo of the tenancy that shows it.';
comment on column public.deduction_disputes.status is 'Moved by functions only.';
comment on column public.deduction_disputes.disputed_by is 'The tenant who disputed it.';
comment on column public.deduction_disputes.kept_kobo is 'How much stays kept by the last answer, in kobo; null before there is one.';
comment on column public.deduction_disputes.answer is 'What the landlord''s side answered last, for the tenants.';
comment on column public.deduction_disputes.answered_by is 'Who answered it last.';
comment on column public.deduction_disputes.answered_at is 'When it was answered last, UTC.';
comment on column public.deduction_disputes.replied_by is 'The tenant who accepted the answer, or still disagreed, last.';
comment on column public.deduction_disputes.replied_at is 'When, UTC.';
comment on column public.deduction_disputes.created_at is 'When it was disputed, UTC.';
comment on column public.deduction_disputes.updated_at is 'Last change, UTC.';
create index deduction_disputes_tenancy_idx on public.deduction_disputes (org_id, tenancy_id);
create index deduction_disputes_tenancy_id_idx on public.deduction_disputes (tenancy_id);
create index deduction_disputes_document_idx on public.deduction_disputes (org_id, document_id);
create index deduction_disputes_disputed_by_idx on public.deduction_disputes (disputed_by);
create index deduction_disputes_answered_by_idx on public.deduction_disputes (answered_by);
create index deduction_disputes_replied_by_idx on public.deduction_disputes (replied_by);
create index deduction_disputes_open_idx on public.deduction_disputes (org_id) where status = 'open';

alter table public.deduction_disputes enable row level security;
grant select on public.deduction_disputes to authenticated, service_role;
create policy deduction_disputes_select on public.deduction_disputes for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);

-- Every answer may be followed by a lower one; nobody is bound by what another tenant accepted.
insert into private.state_transitions (machine, from_state, to_state) values
  ('deduction_dispute', null, 'open'),
  ('deduction_dispute', 'open', 'answered'), ('deduction_dispute', 'open', 'withdrawn'),
  ('deduction_dispute', 'answered', 'accepted'), ('deduction_dispute', 'answered', 'disagreed'), ('deduction_dispute', 'answered', 'withdrawn'),
  ('deduction_dispute', 'accepted', 'disagreed'), ('deduction_dispute', 'accepted', 'withdrawn'),
  ('deduction_dispute', 'disagreed', 'answered'), ('deduction_dispute', 'disagreed', 'accepted'), ('deduction_dispute', 'disagreed', 'withdrawn');
create trigger guard_move before insert or update of status on public.deduction_disputes
  for each row execute function private.guard_move('deduction_dispute');
create trigger touch_updated_at before update on public.deduction_disputes
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, deduction_id, disputed_kobo, reason, document_id, created_at
  on public.deduction_disputes for each row execute function private.refuse_change();
-- Each answer is a move of its own.
create trigger refuse_rewriting before update of stands_id, kept_kobo, answer, answered_at on public.deduction_disputes
  for each row when (old.status = new.status and (old.stands_id, old.kept_kobo, old.answer, old.answered_at)
    is distinct from (new.stands_id, new.kept_kobo, new.answer, new.answered_at))
  execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.deduction_disputes
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.deduction_disputes
  for each row execute function private.record_audit();

create function private.after_deduction_dispute_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'money.read')
      union
      select private.tenancy_users(new.tenancy_id)
    ),
    new.org_id, 'deduction_dispute_' || new.status,
    case new.status
      when 'open' then 'A tenant disputes what was kept of a deposit'
      when 'answered' then 'What was disputed of a deposit was answered'
      when 'accepted' then 'A tenant accepts what is kept of a deposit'
      when 'disagreed' then 'A tenant still disagrees with what is kept of a deposit'
      else 'What was disputed of a deposit is not kept any more' end,
    new.tenancy_id,
    jsonb_build_object('dispute_id', new.id, 'deduction_id', new.deduction_id, 'amount_kobo', new.disputed_kobo, 'kept_kobo', new.kept_kobo),
    but_not => (select auth.uid()));
  return null;
end
$$;
comment on function private.after_deduction_dispute_moved() is 'Trigger: both sides are told, but for who did it.';
create trigger after_deduction_dispute_made after insert on public.deduction_disputes
  for each row execute function private.after_deduction_dispute_moved();
create trigger after_deduction_dispute_moved after update of status on public.deduction_disputes
  for each row when (old.status <> new.status) execute function private.after_deduction_dispute_moved();

-- Disputing ---------------------------------------------------------------------------------------------

create function private.dispute_deduction(deduction_id uuid, reason text, document_id uuid)
returns public.deduction_disputes
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made public.deposit_deductions;
  known public.deduction_disputes;
  over text;
begin
  select d.* into made from public.deposit_deductions as d
  where d.id = deduction_id and d.tenancy_id in (select private.my_tenancy_ids());
  if not found then
    perform private.raise_problem('deposit.deduction_not_found', 'Cannot find the deduction among those from your deposits', 404,
      jsonb_build_object('field', 'deduction_id'));
  end if;
  if reason is null or length(btrim(reason)) not between 3 and 1000 then
    perform private.raise_problem('deposit.bad_reason', 'Cannot dispute the deduction: say why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  -- Whoever deducts, takes back or returns at the same time waits here, and who comes second sees what the first did.
  perform from public.tenancies as t where t.id = made.tenancy_id for no key update;
  select d.* into known from public.deduction_disputes as d
  where d.org_id = made.org_id and deduction_id in (d.deduction_id, d.stands_id);
  if found then
    if known.disputed_by is distinct from (select auth.uid())
      or (known.deduction_id, known.reason, known.document_id) is distinct from (deduction_id, btrim(reason), document_id) then
      perform private.raise_problem('deposit.already_disputed', 'Cannot dispute the deduction: it was disputed already', 409,
        jsonb_build_object('field', 'deduction_id', 'dispute_id', known.id));
    end if;
    return known;
  end if;
  over := case
    when exists (select from public.payments as p where p.id = made.payment_id and p.status <> 'succeeded') then 'it was taken back already'
    when made.dispute_by < private.lagos_date() then 'the time to dispute it is over'
    -- As with a return: who has said that they have the rest, has it, and the others have their time to say that it is not so.
    when (
      select bool_and(given.status = 'confirmed' and (given.decided_by is not distinct from (select auth.uid()) or given.answer_by <= now()))
      from public.deposit_returns as given
      where given.tenancy_id = made.tenancy_id and given.created_at >= made.created_at and given.status <> 'reversed'
    ) and not exists (select from private.deposit_of(made.tenancy_id) as deposit where deposit.held_kobo > 0)
      then 'the rest of the deposit is back with the tenants, and that closed it'
  end;
  if over is not null then
    perform private.raise_problem('deposit.not_disputable', 'Cannot dispute the deduction: ' || over, 409,
      jsonb_build_object('field', 'deduction_id'));
  end if;
  perform private.require_paper(document_id, made.org_id, made.tenancy_id, 'deposit.bad_evidence', 'Cannot dispute the deduction');
  -- Evidence is the tenant's own: what only others may read is not theirs to show.
  if document_id is not null and not exists (select from private.my_document_ids() as mine where mine = document_id) then
    perform private.raise_problem('deposit.bad_evidence', 'Cannot dispute the deduction: document_id must be a paper that you may read', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  insert into public.deduction_disputes as disputed (
    org_id, tenancy_id, deduction_id, stands_id, disputed_kobo, reason, document_id, disputed_by)
  values (
    made.org_id, made.tenancy_id, made.id, made.id, made.amount_kobo, btrim(reason), document_id, (select auth.uid()))
  returning disputed.* into known;
  return known;
end
$$;
comment on function private.dispute_deduction(uuid, text, uuid) is
  'Checks that the caller is a tenant, that the deduction stands and the deposit is not closed, and the evidence; then keeps the dispute.';
grant execute on function private.dispute_deduction(uuid, text, uuid) to authenticated;

create function public.dispute_deduction(deduction_id uuid, reason text, document_id uuid default null)
returns public.deduction_disputes
language sql
set search_path = ''
as $$
  select private.limit_person('dispute_deduction');
  select private.dispute_deduction(deduction_id, private.read_prose('reason', reason), document_id)
$$;
comment on function public.dispute_deduction(uuid, text, uuid) is
  'Says, as a tenant, why a part of the deposit should not have been kept; document_id is a paper or photo of the tenancy that shows it (POST /documents adds one). Until the dispute_by of the deduction; where that is null, until the deposit is closed: nothing is held any more, and the tenant confirmed what was returned since, or the time to dispute that is over. What is kept stays kept until the landlord''s side answers; what is held is due for return all the while. Once for each deduction. Safe to repeat. Errors: deposit.deduction_not_found 404, deposit.bad_reason, deposit.bad_evidence 400, deposit.already_disputed, deposit.not_disputable 409.';
grant execute on function public.dispute_deduction(uuid, text, uuid) to authenticated;

-- Answering ---------------------------------------------------------------------------------------------

create function private.refuse_own_dispute(dispute public.deduction_disputes)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if dispute.disputed_by = (select auth.uid()) then
    perform private.raise_problem('deposit.own_dispute', 'Cannot answer the dispute: another person than the tenant who disputed it must', 403,
      jsonb_build_object('field', 'dispute_id'));
  end if;
end
$$;
comment on function private.refuse_own_dispute(public.deduction_disputes) is
  'Refuses (403 deposit.own_dispute) that a member who is the tenant gives themselves what they asked for.';

create function private.withdraw_disputed(deduction_id uuid, reason text)
returns boolean
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  dispute public.deduction_disputes;
begin
  select d.* into dispute from public.deduction_disputes as d where d.stands_id = deduction_id for update;
  if not found then
    return false;
  end if;
  perform private.refuse_own_dispute(dispute);
  perform private.begin_move('deduction_dispute', dispute.id, reason);
  update public.deduction_disputes as d
  set status = 'withdrawn', stands_id = null, kept_kobo = 0, answer = reason, answered_by = (select auth.uid()), answered_at = now()
  where d.id = dispute.id;
  return true;
end
$$;
comment on function private.withdraw_disputed(uuid, text) is
  'When a deduction is taken back: a dispute about it is over; whether there was one. Whoever calls it has locked the tenancy. Error: deposit.own_dispute 403.';

create function private.answer_deduction_dispute(dispute_id uuid, kept_kobo public.kobo, answer text)
returns public.deduction_disputes
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  said constant text := btrim(answer);
  dispute public.deduction_disputes;
  tenancy public.tenancies;
  stands public.deposit_deductions;
  lower_one public.deposit_deductions;
  wrong text;
begin
  select d.* into dispute from public.deduction_disputes as d where d.id = dispute_id;
  select t.* into tenancy from public.tenancies as t where t.id = dispute.tenancy_id;
  if dispute.id is null or not private.knows_debtor(tenancy) then
    perform private.raise_problem('deposit.dispute_not_found',
      'Cannot find the dispute among those of your organizations and mandates', 404, jsonb_build_object('field', 'dispute_id'));
  end if;
  perform private.require_collecting(tenancy);
  perform private.refuse_own_dispute(dispute);
  -- As deducting does: whoever settles the deposit at the same time waits here, and sees what is left.
  select t.* into strict tenancy from public.tenancies as t where t.id = dispute.tenancy_id for no key update;
  select d.* into strict dispute from public.deduction_disputes as d where d.id = dispute_id for update;
  if dispute.answered_by = (select auth.uid()) and dispute.kept_kobo = kept_kobo and dispute.answer = said then
    return dispute;
  end if;
  if dispute.status not in ('open', 'disagreed') then
    perform private.raise_problem('deduction_dispute.illegal_transition', format('Cannot answer the dispute: it is %s', dispute.status), 409,
      jsonb_build_object('field', 'dispute_id'));
  end if;
  select d.* into strict stands from public.deposit_deductions as d where d.id = dispute.stands_id;
  wrong := case
    when kept_kobo is null or kept_kobo not between 0 and stands.amount_kobo
      or dispute.status = 'disagreed' and kept_kobo = stands.amount_kobo then 'kept_kobo'
    when said is null or length(said) not between 3 and 1000 then 'answer'
  end;
  if wrong is not null then
    perform private.raise_problem('deposit.bad_answer', format('Cannot answer the dispute: %s %s', wrong, case
      when wrong = 'answer' then 'must have 3 to 1,000 characters'
      when dispute.status = 'disagreed' then 'must be less than is kept now: the tenants know that all of it is'
      else 'must be zero, or at most what is kept now'
    end), 400, jsonb_build_object('field', wrong, 'stands_kobo', stands.amount_kobo));
  end if;
  if kept_kobo < stands.amount_kobo then
    perform from public.payments as p where p.id = stands.payment_id for update;
    if kept_kobo = 0 then
      perform private.withdraw_disputed(stands.id, said);
      perform private.reverse_deduction(stands, 'The deduction was disputed, and is withdrawn');
      select d.* into strict dispute from public.deduction_disputes as d where d.id = dispute_id;
      return dispute;
    end if;
    perform private.reverse_deduction(stands, 'The deduction was disputed, and is lowered');
    lower_one := private.keep_of_deposit(
      tenancy, kept_kobo, stands.reason,
      -- What was charged for this deduction alone is charged anew, for less.
      (select charge.id from public.charges as charge where charge.id = stands.charge_id and not charge.is_reversed),
      stands.inspection_id, stands.item_id, stands.document_id, null);
  else
    lower_one := stands;
  end if;
  perform private.begin_move('deduction_dispute', dispute.id, left(said, 500));
  update public.deduction_disputes as d
  set status = 'answered', stands_id = lower_one.id, kept_kobo = answer_deduction_dispute.kept_kobo, answer = said,
    answered_by = (select auth.uid()), answered_at = now()
  where d.id = dispute.id;
  select d.* into strict dispute from public.deduction_disputes as d where d.id = dispute_id;
  return dispute;
end
$$;
comment on function private.answer_deduction_dispute(uuid, public.kobo, text) is
  'Checks the caller and the answer, then keeps the deduction, puts a lower one in its place, or takes it back.';
grant execute on function private.answer_deduction_dispute(uuid, public.kobo, text) to authenticated;

create function public.answer_deduction_dispute(dispute_id uuid, kept_kobo numeric, answer text)
returns public.deduction_disputes
language sql
set search_path = ''
as $$
  select private.limit_person('answer_deduction_dispute');
  select private.answer_deduction_dispute(
    dispute_id, private.read_kobo('kept_kobo', kept_kobo), private.read_prose('answer', answer))
$$;
comment on function public.answer_deduction_dispute(uuid, numeric, text) is
  'Answers a tenant who disputes a deduction: kept_kobo is how much stays kept. All of it keeps the deduction; less lowers it: it is taken back, and a lower one takes its place; zero withdraws it. What is not kept any more is held again and due for return (deposit_of); a charge that was owed before is owed again by that much. An answer with which the tenants disagree may be followed by a lower one. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect; not for the tenant who disputed it. It pays nothing out: the return does, and has its second person. Errors: deposit.dispute_not_found 404, mandate.required, auth.forbidden, deposit.own_dispute 403, deposit.bad_answer 400, deposit.not_enough, deduction_dispute.illegal_transition 409.';
grant execute on function public.answer_deduction_dispute(uuid, numeric, text) to authenticated;

-- What the tenant says to the answer -----------------------------------------------------------------------

create function private.reply_to_deduction_answer(dispute_id uuid, agrees boolean)
returns public.deduction_disputes
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller constant uuid := (select auth.uid());
  dispute public.deduction_disputes;
  to_status constant public.deduction_dispute_status := case when agrees then 'accepted'::public.deduction_dispute_status else 'disagreed' end;
  wrong text;
begin
  select d.* into dispute from public.deduction_disputes as d
  where d.id = dispute_id and d.tenancy_id in (select private.my_tenancy_ids());
  if not found then
    perform private.raise_problem('deposit.dispute_not_found', 'Cannot find the dispute among those about your deposits', 404,
      jsonb_build_object('field', 'dispute_id'));
  end if;
  if agrees is null then
    perform private.raise_problem('deposit.bad_reply', 'Cannot reply: say whether you accept the answer', 400,
      jsonb_build_object('field', 'agrees'));
  end if;
  -- The tenancy first, as whoever answers locks it.
  perform from public.tenancies as t where t.id = dispute.tenancy_id for no key update;
  select d.* into strict dispute from public.deduction_disputes as d where d.id = dispute_id for update;
  if dispute.status = to_status then
    return dispute;
  end if;
  -- Who disputed it accepts the answer, or who said last that they disagree: what one accepts binds no other tenant.
  wrong := case
    when dispute.status not in ('answered', 'accepted', 'disagreed') then format('Cannot reply: the dispute is %s', dispute.status)
    when dispute.status = 'answered' and agrees and dispute.disputed_by is distinct from caller
      or dispute.status = 'disagreed' and dispute.replied_by is distinct from caller
      then 'Cannot accept the answer: the tenant who disputed it, or still disagreed, does'
    when dispute.status = 'accepted' and dispute.replied_by = caller then 'Cannot disagree: you accepted the answer'
  end;
  if wrong is not null then
    perform private.raise_problem('deduction_dispute.illegal_transition', wrong, 409, jsonb_build_object('field', 'dispute_id'));
  end if;
  perform private.begin_move('deduction_dispute', dispute.id);
  update public.deduction_disputes as d set status = to_status, replied_by = caller, replied_at = now() where d.id = dispute.id;
  select d.* into strict dispute from public.deduction_disputes as d where d.id = dispute_id;
  return dispute;
end
$$;
comment on function private.reply_to_deduction_answer(uuid, boolean) is
  'Checks that the caller is a tenant who may say so, then ends the dispute, or keeps that they disagree.';
grant execute on function private.reply_to_deduction_answer(uuid, boolean) to authenticated;

create function public.reply_to_deduction_answer(dispute_id uuid, agrees boolean)
returns public.deduction_disputes
language sql
set search_path = ''
as $$
  select private.limit_person('reply_to_deduction_answer');
  select private.reply_to_deduction_answer(dispute_id, agrees)
$$;
comment on function public.reply_to_deduction_answer(uuid, boolean) is
  'Says, as a tenant, whether the answer to a disputed deduction is accepted; who still disagrees keeps that on record, on both sides and in the deposit''s statement, and nothing moves. Who disputed it accepts; every tenant may disagree, also with what another accepted. Safe to repeat. Errors: deposit.dispute_not_found 404, deposit.bad_reply 400, deduction_dispute.illegal_transition 409.';
grant execute on function public.reply_to_deduction_answer(uuid, boolean) to authenticated;
