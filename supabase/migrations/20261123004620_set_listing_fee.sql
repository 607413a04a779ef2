-- A fee is put on a listing in one step, by whoever may write the listing: a member, or an agency with a mandate.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.set_listing_fee(
  listing_id uuid, kind public.listing_fee_kind, payer public.fee_party, amount_kobo bigint, bps integer,
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
  on conflict on constraint listing_fees_listing_id_kind_key do update
  set amount_kobo = excluded.amount_kobo, bps = excluded.bps, payer = excluded.payer, engaged_by = excluded.engaged_by,
    is_refundable = excluded.is_refundable, note = excluded.note
  returning fee.* into written;
  return written;
end
$$;
comment on function private.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, bigint, integer, public.fee_party, boolean, text) is
  'Checks the caller''s permission or live mandate to list, then writes the fee in place of one of the same kind.';
grant execute on function private.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, bigint, integer, public.fee_party, boolean, text)
  to authenticated;

create function public.set_listing_fee(
  listing_id uuid,
  kind public.listing_fee_kind,
  payer public.fee_party,
  amount_kobo bigint default null,
  bps integer default null,
  engaged_by public.fee_party default null,
  is_refundable boolean default false,
  note text default null
)
returns public.listing_fees
language sql
set search_path = ''
as $$
  select private.set_listing_fee(listing_id, kind, payer, amount_kobo, bps, engaged_by, is_refundable, note)
$$;
comment on function public.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, bigint, integer, public.fee_party, boolean, text) is
  'Puts a fee on a listing of yours, or one you have a mandate to list, in place of one of the same kind: an amount in kobo, or bps, hundredths of a percent of a year''s rent or of the price. Errors: listing.bad_fee 400 naming the field, listing.not_found 404, auth.forbidden 403, listing.off_market 409.';
grant execute on function public.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, bigint, integer, public.fee_party, boolean, text)
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
  select private.remove_listing_fee(listing_id, kind)
$$;
comment on function public.remove_listing_fee(uuid, public.listing_fee_kind) is
  'Takes a fee from a listing of yours, or one you have a mandate to list; tells whether there was one. Errors: listing.not_found 404, auth.forbidden 403, listing.off_market 409.';
grant execute on function public.remove_listing_fee(uuid, public.listing_fee_kind) to authenticated;
