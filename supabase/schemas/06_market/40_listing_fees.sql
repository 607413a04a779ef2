-- Fees of a listing: put on it in one step by whoever may write the listing, a member or an agency with a mandate;
-- fees that make no sense are refused by the field, and fees stay once a deal is made.

create type public.listing_fee_kind as enum ('agency', 'legal', 'agreement', 'caution_deposit', 'service_charge', 'inspection', 'other');
comment on type public.listing_fee_kind is 'What is asked beside the price.';
create type public.fee_party as enum ('occupier', 'owner');
comment on type public.fee_party is 'Occupier is the tenant, guest or buyer; owner is the landlord or seller.';

create table public.listing_fees (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  kind public.listing_fee_kind not null,
  -- People write it themselves: a trigger reads it by name, which a domain would refuse without.
  amount_kobo bigint check (amount_kobo between 1 and 100000000000000),
  bps integer check (bps between 1 and 10000),
  payer public.fee_party not null,
  engaged_by public.fee_party,
  is_refundable boolean not null default false,
  note text check (private.is_line(note) and length(note) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, listing_id, kind),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  constraint listing_fees_amount_check check (num_nonnulls(amount_kobo, bps) = 1)
);
comment on table public.listing_fees is 'Fees of a listing, each once, each with who pays.';
comment on column public.listing_fees.id is 'Time-ordered identifier.';
comment on column public.listing_fees.org_id is 'The organization of the listing.';
comment on column public.listing_fees.listing_id is 'The listing.';
comment on column public.listing_fees.kind is 'What it is for.';
comment on column public.listing_fees.amount_kobo is 'A fixed amount in kobo; else bps.';
comment on column public.listing_fees.bps is 'Hundredths of a percent of a year''s rent, or of the price of a sale or night; else amount_kobo.';
comment on column public.listing_fees.payer is 'Who pays it.';
comment on column public.listing_fees.engaged_by is 'Who engaged the professional, when there is one.';
comment on column public.listing_fees.is_refundable is 'Whether it is given back, as a caution deposit is.';
comment on column public.listing_fees.note is 'What the fee covers.';
comment on column public.listing_fees.created_at is 'When it was added, UTC.';
comment on column public.listing_fees.updated_at is 'Last change, UTC.';
create index listing_fees_listing_id_idx on public.listing_fees (listing_id);

alter table public.listing_fees enable row level security;
grant select on public.listing_fees to anon;
grant select, delete,
  insert (org_id, listing_id, kind, amount_kobo, bps, payer, engaged_by, is_refundable, note),
  update (amount_kobo, bps, payer, engaged_by, is_refundable, note)
  on public.listing_fees to authenticated;
grant select, insert, update, delete on public.listing_fees to service_role;
-- The subquery is itself under row-level security: fees are seen where their listing is.
create policy listing_fees_select_visitor on public.listing_fees for select to anon using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_fees_select on public.listing_fees for select to authenticated using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_fees_insert on public.listing_fees for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('listings.write'))));
create policy listing_fees_update on public.listing_fees for update to authenticated
  using (org_id = any (array(select private.my_org_ids('listings.write'))))
  with check (org_id = any (array(select private.my_org_ids('listings.write'))));
create policy listing_fees_delete on public.listing_fees for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('listings.write'))));
create trigger refuse_suspended before update or delete on public.listing_fees
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
create trigger limit_writing before insert on public.listing_fees
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of note on public.listing_fees
  for each row execute function private.read_text('line:note');
create trigger touch_updated_at before update on public.listing_fees
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.listing_fees
  for each row execute function private.record_audit();


create function private.check_listing_fee()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  -- The first rule that the row breaks, after the field to correct.
  broken text[] := case
    when new.amount_kobo is not null and new.bps is not null then
      array['bps', 'give an amount or a percentage, not both']
    when new.amount_kobo is null and new.bps is null then
      array['amount_kobo', 'give an amount or a percentage']
    when new.amount_kobo not between 1 and 100000000000000 then
      array['amount_kobo', 'amount_kobo must be over zero and at most 100,000,000,000,000']
    when new.bps not between 1 and 10000 then
      array['bps', 'bps must be between 1 and 10,000']
    when length(new.note) not between 1 and 200 then
      array['note', 'note must have 1 to 200 characters']
  end;
begin
  if broken is not null then
    perform private.raise_problem('listing.bad_fee', 'Cannot set the fee: ' || broken[2], 400,
      jsonb_build_object('field', broken[1]));
  end if;
  return new;
end
$$;
comment on function private.check_listing_fee() is
  'Trigger: says which field of a fee is wrong, before the constraints do without naming it. Error: listing.bad_fee 400.';
create trigger check_listing_fee before insert or update on public.listing_fees
  for each row execute function private.check_listing_fee();

create function private.after_listing_fee_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  fee public.listing_fees := case when tg_op = 'DELETE' then old else new end;
  listing public.listings;
begin
  -- The lock keeps the listing from being let or closed meanwhile, and two fees from being summed without each other.
  select l.* into listing from public.listings as l
  where l.org_id = fee.org_id and l.id = fee.listing_id
  for no key update;
  if listing.status in ('let', 'sold', 'closed') then
    perform private.raise_problem('listing.off_market',
      format('Cannot change the fees: the listing is %s', listing.status), 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if tg_op <> 'DELETE' and private.move_in_kobo(listing) > 1000000000000000 then
    perform private.raise_problem('listing.bad_fee',
      'Cannot set the fee: the advance and the fees must be at most 1,000,000,000,000,000 together', 400,
      jsonb_build_object('field', case when fee.bps is null then 'amount_kobo' else 'bps' end));
  end if;
  if listing.status = 'published' then
    perform private.sync_searchable_listing(listing);
  end if;
  perform private.see_again(listing.id);
  return null;
end
$$;
comment on function private.after_listing_fee_written() is
  'Trigger, after the policies: no fee changes once its listing is let, sold or closed; what it costs to move in stays an amount of money, search follows it, and staff see a listing under review again. Errors: listing.bad_fee 400, listing.off_market 409.';
create trigger after_listing_fee_written after insert or update or delete on public.listing_fees
  for each row execute function private.after_listing_fee_written();

create function private.set_listing_fee(
  listing_id uuid, kind public.listing_fee_kind, payer public.fee_party, amount_kobo public.kobo, bps integer,
  engaged_by public.fee_party, is_refundable boolean, note text)
returns public.listing_fees
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings := private.lock_my_listing(listing_id);
  written public.listing_fees;
begin
  if kind is null or payer is null then
    perform private.raise_problem('listing.bad_fee',
      format('Cannot set the fee: %s is missing', case when kind is null then 'kind' else 'payer' end), 400,
      jsonb_build_object('field', case when kind is null then 'kind' else 'payer' end));
  end if;
  insert into public.listing_fees as fee (org_id, listing_id, kind, amount_kobo, bps, payer, engaged_by, is_refundable, note)
  values (listing.org_id, listing.id, kind, amount_kobo, bps, payer, engaged_by, coalesce(is_refundable, false), nullif(btrim(note), ''))
  on conflict on constraint listing_fees_org_id_listing_id_kind_key do update
  set amount_kobo = excluded.amount_kobo, bps = excluded.bps, payer = excluded.payer, engaged_by = excluded.engaged_by,
    is_refundable = excluded.is_refundable, note = excluded.note
  returning fee.* into written;
  return written;
end
$$;
comment on function private.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, public.kobo, integer, public.fee_party, boolean, text) is
  'Checks the caller''s permission or live mandate to list, then writes the fee in place of one of the same kind.';
grant execute on function private.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, public.kobo, integer, public.fee_party, boolean, text)
  to authenticated;

create function public.set_listing_fee(
  listing_id uuid,
  kind public.listing_fee_kind,
  payer public.fee_party,
  amount_kobo numeric default null,
  bps integer default null,
  engaged_by public.fee_party default null,
  is_refundable boolean default false,
  note text default null
)
returns public.listing_fees
language sql
set search_path = ''
as $$
  select private.limit_person('set_listing_fee');
  select private.set_listing_fee(
    listing_id, kind, payer, private.read_kobo('amount_kobo', amount_kobo), bps, engaged_by, is_refundable,
    private.read_line('note', note))
$$;
comment on function public.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, numeric, integer, public.fee_party, boolean, text) is
  'Puts a fee on a listing of yours, or one you have a mandate to list, in place of one of the same kind: an amount in kobo, or bps, hundredths of a percent of a year''s rent or of the price. Errors: listing.bad_fee 400 naming the field, listing.not_found 404, auth.forbidden 403, listing.off_market 409.';
grant execute on function public.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, numeric, integer, public.fee_party, boolean, text)
  to authenticated;

create function private.remove_listing_fee(listing_id uuid, kind public.listing_fee_kind)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings := private.lock_my_listing(listing_id);
begin
  delete from public.listing_fees as fee where fee.listing_id = listing.id and fee.kind = kind;
  return found;
end
$$;
comment on function private.remove_listing_fee(uuid, public.listing_fee_kind) is
  'Checks the caller''s permission or live mandate to list, then takes the fee away.';
grant execute on function private.remove_listing_fee(uuid, public.listing_fee_kind) to authenticated;

create function public.remove_listing_fee(listing_id uuid, kind public.listing_fee_kind)
returns boolean
language sql
set search_path = ''
as $$
  select private.limit_person('remove_listing_fee');
  select private.remove_listing_fee(listing_id, kind)
$$;
comment on function public.remove_listing_fee(uuid, public.listing_fee_kind) is
  'Takes a fee from a listing of yours, or one you have a mandate to list; tells whether there was one. Errors: listing.not_found 404, auth.forbidden 403, listing.off_market 409.';
grant execute on function public.remove_listing_fee(uuid, public.listing_fee_kind) to authenticated;
