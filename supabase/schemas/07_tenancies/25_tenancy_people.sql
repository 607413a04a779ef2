-- Who sees which tenancy, its unit and its landlord. The accounts behind its parties stand ready to be read: one look
-- into an index for every list. The rule stays where it is (tenancy_parties, tenants): this follows by trigger.

create table private.tenancy_people (
  user_id uuid not null references public.profiles (id) on delete cascade,
  tenancy_id uuid not null,
  tenant_id uuid not null,
  primary key (user_id, tenancy_id, tenant_id),
  foreign key (tenancy_id, tenant_id) references public.tenancy_parties (tenancy_id, tenant_id) on update cascade on delete cascade
);
comment on table private.tenancy_people is 'The accounts behind the parties of each tenancy: tenancy_parties by tenants.user_id, kept by trigger.';
comment on column private.tenancy_people.user_id is 'The tenant''s account.';
comment on column private.tenancy_people.tenancy_id is 'The tenancy.';
comment on column private.tenancy_people.tenant_id is 'The tenant that the account is; one person may be two tenants of a tenancy.';
create index tenancy_people_party_idx on private.tenancy_people (tenancy_id, tenant_id);
create index tenancy_people_tenant_idx on private.tenancy_people (tenant_id);
alter table private.tenancy_people enable row level security;

create function private.follow_tenancy_party(party public.tenancy_parties)
returns void
language plpgsql
set search_path = ''
as $$
declare
  person uuid;
begin
  -- Locked, so that a tenant who takes up their account at this moment is missed neither here nor there.
  select tenant.user_id into person from public.tenants as tenant where tenant.id = party.tenant_id for share;
  if person is not null then
    insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
    values (person, party.tenancy_id, party.tenant_id);
  end if;
end
$$;
comment on function private.follow_tenancy_party(public.tenancy_parties) is
  'A tenant with an account reaches the tenancy that names them. Who is taken out loses it by the foreign key.';

create function private.after_party_named()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.follow_tenancy_party(new);
  perform private.notify_tenancy_party(new);
  return null;
end
$$;
comment on function private.after_party_named() is 'Trigger: a tenant named in a tenancy reaches it, and then hears of it.';
create trigger after_party_named after insert on public.tenancy_parties
  for each row execute function private.after_party_named();

create function private.follow_tenant_account()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from private.tenancy_people as person where person.tenant_id = new.id;
  insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
  select new.user_id, party.tenancy_id, party.tenant_id
  from public.tenancy_parties as party
  where party.tenant_id = new.id and new.user_id is not null;
  return null;
end
$$;
comment on function private.follow_tenant_account() is
  'Trigger: who takes up a tenant''s place reaches their tenancies, who gives it up reaches them no more.';
create trigger follow_tenant_account after update of user_id on public.tenants
  for each row when (old.user_id is distinct from new.user_id) execute function private.follow_tenant_account();

-- Asked by policies -----------------------------------------------------------------------------

create view private.my_tenancies as
select person.tenancy_id from private.tenancy_people as person
where person.user_id = (select user_id from private.caller);
comment on view private.my_tenancies is 'The tenancies in which the caller is a tenant.';

create view private.my_homes as
select tenancy.unit_id
from private.my_tenancies as mine
join public.tenancies as tenancy on tenancy.id = mine.tenancy_id and tenancy.status <> 'cancelled';
comment on view private.my_homes is 'The units that are or were let to the caller.';
grant select on private.my_tenancies, private.my_homes to authenticated;

create function private.my_tenancy_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select person.tenancy_id from private.tenancy_people as person where person.user_id = (select auth.uid());
end
$$;
comment on function private.my_tenancy_ids() is 'The tenancies in which the caller is a tenant.';

create function private.my_tenant_org_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select tenant.org_id from public.tenants as tenant where tenant.user_id = (select auth.uid());
end
$$;
comment on function private.my_tenant_org_ids() is 'The organizations that know the caller as a tenant.';

create function private.my_home_property_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select unit.property_id from private.my_homes as home join public.units as unit on unit.id = home.unit_id;
end
$$;
comment on function private.my_home_property_ids() is 'The properties of the units that are or were let to the caller.';
grant execute on function private.my_tenancy_ids(), private.my_tenant_org_ids(), private.my_home_property_ids()
  to authenticated;
create policy tenancies_select on public.tenancies for select to authenticated using (
  case
    when id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'tenancies.read')) then true
    when id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when id = any (array(select private.my_mandated_tenancy_ids('sign'))) then true
  end is not null
);
create policy tenancy_parties_select on public.tenancy_parties for select to authenticated using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('sign'))) then true
  end is not null
);

create policy organizations_select on public.organizations for select to authenticated using (
  id = any (array(select private.my_org_ids('organization.read')))
  or id = any (array(select private.my_tenant_org_ids()))
  or id = any (array(select private.my_mandate_party_ids()))
);
create policy properties_select on public.properties for select to authenticated using (
  case
    when org_id = any (array(select org_id from private.my_permissions where permission = 'properties.read')) then true
    when id = any (array(select private.my_home_property_ids())) then true
    when id = any (array(select private.my_mandated_property_ids())) then true
  end is not null
);
create policy units_select on public.units for select to authenticated using (
  case
    when id = any (array(select unit_id from private.my_homes)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'properties.read')) then true
    when id = any (array(select private.my_mandated_unit_ids())) then true
  end is not null
);

create trigger guard_move before insert or update of status on public.tenancies
  for each row execute function private.guard_move('tenancy');
create trigger touch_updated_at before update on public.tenancies
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.tenancies
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.tenancy_parties
  for each row execute function private.record_audit('tenant_id');
