-- After a deal that came to nothing a listing is where it was before: who had taken it off the market, or may no
-- longer list it, does not find it there again. Nor does who was suspended meanwhile: once restored, they publish it anew.

create function private.relist(listing public.listings, reason text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  status_before text;
  held_since timestamptz;
  back public.listing_status := 'published'::public.listing_status;
  why text := reason;
  today date := private.lagos_date();
begin
  if listing.status not in ('reserved', 'under_offer') then
    return;
  end if;
  select change.from_state, change.occurred_at into status_before, held_since
  from public.state_changes as change
  where change.machine = 'listing' and change.subject_id = listing.id and change.to_state = listing.status::text
  order by change.occurred_at desc, change.id desc limit 1;
  if status_before = 'paused' then
    back := 'paused'::public.listing_status;
  elsif listing.shown_changed_at > held_since and private.is_reviewed(listing) then
    -- A stale one too: to confirm it is no review.
    back := 'paused'::public.listing_status;
    why := private.why_seen_again();
  elsif status_before = 'stale' then
    back := 'stale'::public.listing_status;
  elsif private.lock_off_market(listing) then
    back := 'paused'::public.listing_status;
    why := 'The organization is suspended';
  elsif listing.mandate_id is not null then
    -- A mandate that somebody changes at this moment counts as over: waiting for it here could deadlock.
    perform from public.mandates as mandate
    where mandate.id = listing.mandate_id and mandate.status = 'active'
      and mandate.starts_on <= today and mandate.ends_on > today
    for share skip locked;
    if not found then
      back := 'paused';
      why := 'The mandate to list it ended during the deal';
    end if;
  end if;
  perform private.move_listing(listing.id, 'published', reason);
  if back <> 'published' then
    perform private.move_listing(listing.id, back, why);
    -- Nobody saw it published: it is neither new nor confirmed.
    update public.listings as l set published_at = listing.published_at, confirm_by = listing.confirm_by
    where l.id = listing.id;
  end if;
end
$$;
comment on function private.relist(public.listings, text) is
  'Puts a reserved listing, or one under offer, back: on the market if it was there before the deal, its mandate is live, nobody of its side is suspended and it shows what staff approved where they review it, otherwise paused or stale. The caller has locked its row.';
