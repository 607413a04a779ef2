-- An agency stands on one side of an offer: its people do not offer where it acts for the owner, in whatever scope,
-- and who may sign for the owner sees what there is to sign.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.refuse_agents_offer()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (
    select from private.mandates_over(
      new.unit_id,
      array(select membership.org_id from public.memberships as membership where membership.user_id = new.offeror_id)
    ) as mandate
    where mandate.status = 'active' and mandate.ends_on > private.lagos_date()
  ) then
    perform private.raise_problem('offer.own_listing', 'Cannot make an offer to, or as, somebody whose agency acts for the owner', 409,
      jsonb_build_object('field', case when new.offeror_id = (select auth.uid()) then 'listing_id' else 'application_id' end));
  end if;
  return new;
end
$$;
comment on function private.refuse_agents_offer() is
  'Trigger: nobody is the other side of an offer on a unit for which their agency has a mandate, running or yet to begin, whatever its scope and their role. Error: offer.own_listing 409.';
create trigger refuse_agents_offer before insert on public.offers
  for each row execute function private.refuse_agents_offer();
