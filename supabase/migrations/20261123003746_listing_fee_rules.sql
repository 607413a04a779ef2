-- Fees that make no sense are refused by the field, and fees stay once a deal is made.
set lock_timeout = '5s';
set statement_timeout = '60s';

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

create function private.keep_fees_of_deals()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  fee public.listing_fees := case when tg_op = 'DELETE' then old else new end;
  status_now public.listing_status;
begin
  -- The lock keeps the listing from being let or closed meanwhile.
  select listing.status into status_now from public.listings as listing
  where listing.org_id = fee.org_id and listing.id = fee.listing_id
  for no key update;
  if status_now in ('let', 'sold', 'closed') then
    perform private.raise_problem('listing.off_market',
      format('Cannot change the fees: the listing is %s', status_now), 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return null;
end
$$;
comment on function private.keep_fees_of_deals() is
  'Trigger, after the policies: no fee changes once its listing is let, sold or closed. Error: listing.off_market 409.';
create trigger keep_fees_of_deals after insert or update or delete on public.listing_fees
  for each row execute function private.keep_fees_of_deals();
