-- A receipt is never edited: one that is wrong, or whose money went back, is voided by a row beside it that says why.
-- The rows of an organization are numbered and chained by hash, as its receipts are: one that was taken out leaves a gap.

create table public.receipt_voids (
  receipt_id uuid primary key,
  org_id uuid not null,
  serial integer not null check (serial > 0),
  reason text not null constraint receipt_voids_reason_check check (private.is_line(reason) and length(btrim(reason)) between 3 and 300),
  voided_by uuid references public.profiles (id) on delete set null,
  voided_at timestamptz not null default now(),
  hash_version smallint not null,
  previous_hash text not null,
  hash text not null unique,
  unique (org_id, serial),
  -- One for a receipt, in the columns of the foreign key: so the API embeds it as one and not as a list.
  unique (org_id, receipt_id),
  foreign key (org_id, receipt_id) references public.receipts (org_id, id)
);
comment on table public.receipt_voids is 'Receipts that no longer hold, each with the reason. Made by functions only. Append-only.';
comment on column public.receipt_voids.receipt_id is 'The receipt; it is voided once and for good.';
comment on column public.receipt_voids.org_id is 'Whose receipt it is.';
comment on column public.receipt_voids.serial is 'Number within the organization, without gaps.';
comment on column public.receipt_voids.reason is 'Why, for whoever has the receipt.';
comment on column public.receipt_voids.voided_by is 'Who voided it; null when no person did, or staff in Studio: then the record of acts says so.';
comment on column public.receipt_voids.voided_at is 'When, UTC.';
comment on column public.receipt_voids.hash_version is 'Which list of columns hash covers: see private.receipt_void_hash().';
comment on column public.receipt_voids.previous_hash is 'Hash of the organization''s row before it; empty for the first.';
comment on column public.receipt_voids.hash is 'SHA-256, in hex, over previous_hash and the contents: see private.receipt_void_hash().';
create index receipt_voids_voided_by_idx on public.receipt_voids (voided_by);

create function private.receipt_void_hash(voided public.receipt_voids)
returns text
language plpgsql
stable
set search_path = ''
as $$
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
$$;
comment on function private.receipt_void_hash(public.receipt_voids) is
  'SHA-256 in hex of the columns that the row''s hash_version lists, as canonical jsonb text; previous_hash is among them, which makes the chain. Null for a version that is not known.';

-- Voiding ---------------------------------------------------------------------------------------

create function private.record_void(receipt public.receipts, reason text, by_person uuid)
returns public.receipt_voids
language plpgsql
set search_path = ''
as $$
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
$$;
comment on function private.record_void(public.receipts, text, uuid) is
  'Voids a receipt, orders the paper that says so, and tells both sides except who did it. A receipt that is void keeps the row it has.';

create function private.receipt_people(receipt public.receipts)
returns setof uuid
language sql
stable
set search_path = ''
rows 5
as $$
  select private.payment_people(payment) from public.payments as payment where payment.id = receipt.payment_id
  union
  select private.members_with(receipt.org_id, 'money.read')
$$;
comment on function private.receipt_people(public.receipts) is 'The accounts of those who paid and of those who were paid.';

create function private.void_receipts_of_payment(payment_id uuid, reason text, by_person uuid)
returns integer
language plpgsql
set search_path = ''
as $$
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
$$;
comment on function private.void_receipts_of_payment(uuid, text, uuid) is
  'Voids what receipts of a payment are not void yet, in the transaction that takes the payment back; returns how many. by_person: who took it back, or null.';

-- Issuing anew ---------------------------------------------------------------------------------

create function private.reissue_receipt(receipt public.receipts, payment public.payments, by_person uuid)
returns public.receipts
language plpgsql
set search_path = ''
as $$
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
$$;
comment on function private.reissue_receipt(public.receipts, public.payments, uuid) is
  'Issues a receipt in place of a void one whose payment, locked, still stands: with a number of its own, names and premises as they are now. Once: again it is the same.';

create function private.void_receipt(receipt_id uuid, reason text, reissue boolean)
returns public.receipt_voids
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  receipt public.receipts;
  payment public.payments;
  voided public.receipt_voids;
  is_member boolean;
begin
  select r.* into receipt from public.receipts as r
  where r.id = receipt_id and (r.org_id in (select private.my_org_ids('money.read')) or private.is_on_staff('money'));
  if receipt.id is null then
    perform private.raise_problem('receipt.not_found', 'Cannot find the receipt among those of your organizations', 404,
      jsonb_build_object('field', 'receipt_id'));
  end if;
  is_member := exists (select from private.my_org_ids('money.read') as mine where mine = receipt.org_id);
  if is_member then
    perform private.require_permission(receipt.org_id, 'money.confirm');
  else
    perform private.require_staff('void_receipt');
  end if;
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
  if not is_member then
    perform private.refuse_party('receipt.own', payer.id, array[receipt.org_id], 'receipt_id')
    from (select private.payment_people(payment) union all select null::uuid) as payer (id);
    -- What is so already is no act.
    if not exists (select from public.receipt_voids as v where v.receipt_id = receipt.id)
      or reissue and not exists (select from public.receipts as r where r.org_id = receipt.org_id and r.replaces_id = receipt.id) then
      perform private.begin_act('void_receipt', receipt.id, receipt.org_id, reason);
    end if;
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
$$;
comment on function private.void_receipt(uuid, text, boolean) is
  'Checks that the caller may, and the reason, then voids the receipt and issues another in its place when asked to.';

create function public.void_receipt(receipt_id uuid, reason text, reissue boolean default false)
returns public.receipt_voids
language sql
set search_path = ''
as $$
  select private.limit_person('void_receipt');
  select private.void_receipt(receipt_id, private.read_line('reason', reason), reissue)
$$;
comment on function public.void_receipt(uuid, text, boolean) is
  'For members with money.confirm, and for staff who pay it not themselves: voids a receipt for good, with a reason that whoever has it may read. The money stays where it is; with reissue a receipt with a number of its own takes its place, with the names and premises as they are now: correct those first. Safe to repeat, and to ask for reissue later with the same reason. Errors: receipt.not_found 404, auth.forbidden, auth.insufficient_assurance, receipt.own 403, receipt.bad_reason 400, receipt.already_void, receipt.money_went_back 409.';
grant execute on function private.void_receipt(uuid, text, boolean), public.void_receipt(uuid, text, boolean) to authenticated;

alter table public.receipt_voids enable row level security;
-- Without what leads to other rows of the organization, and without who of its members did it.
grant select (receipt_id, org_id, reason, voided_at, hash_version, hash) on public.receipt_voids to authenticated;
grant select on public.receipt_voids to service_role;
-- Who sees the receipt sees that it is void. Few are.
create policy receipt_voids_select on public.receipt_voids for select to authenticated
  using (exists (select from public.receipts as receipt where receipt.id = receipt_id));
create trigger refuse_change before delete or update of
    receipt_id, org_id, serial, reason, voided_at, hash_version, previous_hash, hash
  on public.receipt_voids for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.receipt_voids
  for each statement execute function private.refuse_change();
create trigger record_audit after insert on public.receipt_voids
  for each row execute function private.record_audit();
