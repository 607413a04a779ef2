-- Countering, declining, withdrawing; and offers that nobody answered in time.

create function private.refuse_ended_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if offer.status = 'expired' or (offer.status = 'open' and offer.expires_at <= clock_timestamp()) then
    perform private.raise_problem('offer.expired', 'Cannot go on with the offer: its latest round was not answered in time', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if offer.status <> 'open' then
    perform private.raise_problem('offer.illegal_transition', format('Cannot go on with the offer: it is %s', offer.status), 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
end
$$;
comment on function private.refuse_ended_offer(public.offers) is
  'Refuses unless the offer is open and its latest round unexpired: offer.expired, offer.illegal_transition 409.';

create function private.counter_offer(
  offer_id uuid,
  amount_kobo public.kobo,
  starts_on public.calendar_date,
  term_months integer,
  advance_periods integer,
  completes_on public.calendar_date,
  conditions text,
  valid_hours integer
)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  side public.offer_side;
  last public.offer_rounds;
  terms public.offer_rounds;
begin
  select o.* into offer from public.offers as o where o.id = offer_id;
  side := private.offer_side(offer, 'list');
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  select r.* into strict last from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
  perform private.refuse_ended_offer(offer);
  -- What a counter-offer does not name stays as it was proposed; empty conditions take them back.
  terms.amount_kobo := coalesce(amount_kobo, last.amount_kobo);
  terms.advance_periods := private.fitting(coalesce(advance_periods, last.advance_periods));
  terms.term_months := private.fitting(coalesce(term_months, last.term_months));
  terms.starts_on := coalesce(starts_on, last.starts_on);
  terms.completes_on := coalesce(completes_on, last.completes_on);
  terms.conditions := nullif(btrim(coalesce(conditions, last.conditions)), '');
  perform private.check_terms(terms, offer.purpose, valid_hours);
  if last.made_by_side = side then
    if private.same_terms(last, terms) and last.round > 1 then
      return offer;
    end if;
    perform private.raise_problem('offer.not_your_turn', 'Cannot make a counter-offer: the latest round is your own side''s', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if offer.round >= 50 then
    perform private.raise_problem('offer.too_many_rounds', 'Cannot make a counter-offer: 50 rounds are enough', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  update public.offers as o
  set round = o.round + 1, expires_at = now() + make_interval(hours => valid_hours)
  where o.id = offer.id
  returning o.* into offer;
  insert into public.offer_rounds (
    org_id, offer_id, round, made_by_side, made_by, amount_kobo, advance_periods, starts_on, term_months, completes_on,
    conditions, expires_at
  )
  values (
    offer.org_id, offer.id, offer.round, side, (select auth.uid()), terms.amount_kobo, terms.advance_periods, terms.starts_on,
    terms.term_months, terms.completes_on, terms.conditions, offer.expires_at
  );
  return offer;
end
$$;
comment on function private.counter_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) is
  'Checks whose turn it is and the terms, then adds a round.';
grant execute on function private.counter_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) to authenticated;

create function public.counter_offer(
  offer_id uuid,
  amount_kobo numeric,
  starts_on text default null,
  term_months integer default null,
  advance_periods integer default null,
  completes_on text default null,
  conditions text default null,
  valid_hours integer default 72
)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('counter_offer');
  select private.counter_offer(
    offer_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('starts_on', starts_on), term_months,
    advance_periods, private.read_date('completes_on', completes_on), private.read_prose('conditions', conditions),
    valid_hours)
$$;
comment on function public.counter_offer(uuid, numeric, text, integer, integer, text, text, integer) is
  'Answers the other side''s latest round with other terms; what is left out stays as it was proposed. The same again is harmless. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_terms 400, offer.not_your_turn, offer.expired, offer.too_many_rounds, offer.illegal_transition 409.';
grant execute on function public.counter_offer(uuid, numeric, text, integer, integer, text, text, integer) to authenticated;

create function private.end_offer(offer_id uuid, to_status public.offer_status, reason text)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  side public.offer_side;
begin
  if to_status not in ('declined', 'withdrawn') then
    perform private.raise_problem('offer.illegal_transition', 'Cannot end an offer that way', 409,
      jsonb_build_object('field', 'to_status'));
  end if;
  select o.* into offer from public.offers as o where o.id = offer_id;
  side := private.offer_side(offer, 'list');
  if (side = 'offeror') <> (to_status = 'withdrawn') then
    perform private.raise_problem('offer.wrong_side',
      case side when 'offeror' then 'Cannot decline your own offer: withdraw it' else 'Cannot withdraw the other side''s offer: decline it' end,
      409, jsonb_build_object('field', 'offer_id'));
  end if;
  if length(btrim(reason)) > 500 or (to_status = 'declined' and coalesce(btrim(reason), '') = '') then
    perform private.raise_problem('offer.bad_reason', 'Cannot end the offer: reason must have 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  if offer.status = to_status then
    return offer;
  end if;
  if offer.status = 'open' and offer.expires_at <= clock_timestamp() then
    return private.move_offer(offer.id, 'expired', 'Not answered in time');
  end if;
  perform private.refuse_ended_offer(offer);
  return private.move_offer(offer.id, to_status, reason);
end
$$;
comment on function private.end_offer(uuid, public.offer_status, text) is
  'Checks the side, then ends an open offer; one that expired meanwhile is marked so.';
grant execute on function private.end_offer(uuid, public.offer_status, text) to authenticated;

create function public.decline_offer(offer_id uuid, reason text)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('decline_offer');
  select private.end_offer(offer_id, 'declined', private.read_prose('reason', reason))
$$;
comment on function public.decline_offer(uuid, text) is
  'The owner''s side ends a negotiation, saying why. Safe to repeat. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_reason 400, offer.wrong_side, offer.expired, offer.illegal_transition 409.';
grant execute on function public.decline_offer(uuid, text) to authenticated;

create function public.withdraw_offer(offer_id uuid, reason text default null)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_offer');
  select private.end_offer(offer_id, 'withdrawn', private.read_prose('reason', reason))
$$;
comment on function public.withdraw_offer(uuid, text) is
  'Who made the offer takes it back. Safe to repeat. Errors: offer.not_found 404, offer.bad_reason 400, offer.wrong_side, offer.expired, offer.illegal_transition 409.';
grant execute on function public.withdraw_offer(uuid, text) to authenticated;

create function private.expire_offers(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  passed uuid;
  moved integer := 0;
begin
  for passed in
    select id from public.offers
    where status = 'open' and expires_at <= now()
    order by expires_at limit batch
    for update skip locked
  loop
    perform private.move_offer(passed, 'expired', 'Not answered in time');
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.expire_offers(integer) is
  'Expires a batch of offers whose latest round nobody answered in time; returns how many. Run by pg_cron. Acceptance asks for the time itself and does not wait for this.';
select cron.schedule('expire-offers', '* * * * *', private.in_batches('private.expire_offers'));
