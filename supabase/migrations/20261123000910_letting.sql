-- Letting a unit: the owner offers, the tenant accepts.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.period_length(per public.price_period)
returns interval
language sql
immutable
set search_path = ''
as $$
  select case per
    when 'year' then interval '1 year'
    when 'half_year' then interval '6 months'
    when 'quarter' then interval '3 months'
    when 'month' then interval '1 month'
    when 'week' then interval '7 days'
    when 'night' then interval '1 day'
  end
$$;
comment on function private.period_length(public.price_period) is 'How long one price period lasts; null for a sale.';

create function private.nature_of(per public.price_period)
returns public.tenancy_nature
language sql
immutable
set search_path = ''
as $$
  select (case per
    when 'year' then 'yearly'
    when 'half_year' then 'half_yearly'
    when 'quarter' then 'quarterly'
    when 'month' then 'monthly'
    when 'week' then 'weekly'
    else 'licence'
  end)::public.tenancy_nature
$$;
comment on function private.nature_of(public.price_period) is
  'The nature of a tenancy follows when rent is paid, unless shown otherwise (Lagos Tenancy Law 2011 s.13(6)).';

create function private.move_tenancy(tenancy_id uuid, to_status public.tenancy_status, reason text default null)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  moved public.tenancies;
begin
  perform private.begin_move('tenancy', tenancy_id, reason);
  update public.tenancies as tenancy set status = to_status where tenancy.id = tenancy_id
  returning * into moved;
  if to_status in ('ended', 'cancelled') and moved.hold_id is not null then
    perform private.move_hold(moved.hold_id, 'released', 'Tenancy ' || to_status);
  end if;
  return moved;
end
$$;
comment on function private.move_tenancy(uuid, public.tenancy_status, text) is
  'Moves a tenancy; ending or cancelling frees the unit.';

create function private.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_own_tenancy(tenancy_id);
begin
  if tenancy.status not in ('cancelled', 'ended') then
    update public.tenancy_parties as party
    set accepted_at = now()
    from public.tenants as tenant
    where party.tenancy_id = tenancy.id and tenant.id = party.tenant_id
      and tenant.user_id = (select auth.uid()) and party.accepted_at is null;
  end if;
  -- Parties without an account cannot accept here; those with one all must.
  if tenancy.status = 'offered' and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    tenancy := private.begin_tenancy(tenancy, 'Accepted by every tenant with an account');
  end if;
  return tenancy;
end
$$;
comment on function private.accept_tenancy(uuid) is
  'Records the caller''s acceptance; the last one makes the tenancy active and takes the listing off the market.';
grant execute on function private.accept_tenancy(uuid) to authenticated;

create function public.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.accept_tenancy(tenancy_id)
$$;
comment on function public.accept_tenancy(uuid) is
  'Accepts a tenancy offered to you. Safe to repeat. Error: tenancy.not_found 404.';
grant execute on function public.accept_tenancy(uuid) to authenticated;
