-- What an agency offered in the owner's name and nobody has accepted goes with its mandate.

create function private.withdraw_tenancies_under(mandate public.mandates)
returns void
language plpgsql
set search_path = ''
as $$
declare
  offered uuid;
  tenancy public.tenancies;
  today constant date := private.lagos_date();
begin
  -- Whoever offers has locked the mandate before: nothing comes after this look.
  for offered in
    select t.id from public.tenancies as t
    where t.org_id = mandate.org_id and t.mandate_id = mandate.id and t.status = 'offered'
    order by t.unit_id, t.id
  loop
    tenancy := private.lock_tenancy(offered);
    -- Accepted while this waited it stands, and so it does by another mandate of the same hand.
    if tenancy.status = 'offered' and not exists (
      select from private.mandates_over(tenancy.unit_id, array[mandate.agent_org_id]) as other
      where other.status = 'active' and 'sign' = any (other.scopes) and other.starts_on <= today and other.ends_on > today
    ) then
      perform private.move_tenancy(tenancy.id, 'cancelled', 'The mandate of the agency that offered it is over');
    end if;
  end loop;
end
$$;
comment on function private.withdraw_tenancies_under(public.mandates) is
  'When a mandate is over: withdraws the tenancies and renewals that were offered under it and are not accepted, but for those that the agency may sign by another live mandate. Both sides are told as of any that is withdrawn. The caller has locked the mandate; units and tenancies are locked after it.';
