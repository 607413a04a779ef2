-- Tenants are people known to an organization, linked to an account once they accept an invitation.

create table public.tenants (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  user_id uuid references public.profiles (id) on delete set null,
  full_name text not null check (private.is_line(full_name) and length(btrim(full_name)) between 1 and 160),
  email text check (private.is_line(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  address text not null check (private.is_line(address) and length(btrim(address)) between 5 and 300),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id)
);
comment on table public.tenants is 'A person as one organization knows them; linked to an account once they agreed to it.';
comment on column public.tenants.id is 'Time-ordered identifier.';
comment on column public.tenants.org_id is 'The organization that keeps this record.';
comment on column public.tenants.user_id is 'Their account, once linked; never set by the organization alone.';
comment on column public.tenants.full_name is 'Name as printed on papers and receipts.';
comment on column public.tenants.email is 'Where to write.';
comment on column public.tenants.phone is 'E.164 number, such as +2348031234567.';
comment on column public.tenants.address is 'Postal address as printed on receipts (Lagos Tenancy Law 2011 s.5 asks for it).';
comment on column public.tenants.created_at is 'When the record was made, UTC.';
comment on column public.tenants.updated_at is 'Last change, UTC.';
create unique index tenants_org_user_key on public.tenants (org_id, user_id) where user_id is not null;
create index tenants_user_id_idx on public.tenants (user_id);

alter table public.tenants enable row level security;

grant select, insert (org_id, full_name, email, phone, address), update (full_name, email, phone, address)
  on public.tenants to authenticated;
grant select, insert, update, delete on public.tenants to service_role;

create policy tenants_select on public.tenants for select to authenticated using (
  case
    when user_id = (select auth.uid()) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'tenancies.read')) then true
    when id = any (array(select private.my_mandated_tenant_ids())) then true
  end is not null
);
create policy tenants_insert on public.tenants for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('tenancies.write'))));
create policy tenants_update on public.tenants for update to authenticated
  using (org_id = any (array(select private.my_org_ids('tenancies.write'))))
  with check (org_id = any (array(select private.my_org_ids('tenancies.write'))));
create trigger limit_writing before insert or update on public.tenants
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of full_name, email, phone, address on public.tenants
  for each row execute function private.read_text('line:full_name', 'line:email', 'line:phone', 'line:address');
create trigger touch_updated_at before update on public.tenants
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.tenants
  for each row execute function private.record_audit();

-- Known from a conversation ------------------------------------------------------------------------

create function private.invite_as_tenant(conversation_id uuid, full_name text, address text)
returns public.tenants
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  conversation public.conversations;
  tenant public.tenants;
  wrong text := case
    when full_name is null or length(btrim(full_name)) not between 1 and 160 then 'full_name'
    when address is null or length(btrim(address)) not between 5 and 300 then 'address'
  end;
begin
  select c.* into conversation from public.conversations as c
  where c.id = conversation_id and c.org_id in (select private.my_org_ids('conversations.write'));
  if not found then
    perform private.raise_problem('conversation.not_found', 'Cannot find the conversation among your organizations', 404,
      jsonb_build_object('field', 'conversation_id'));
  end if;
  perform private.require_permission(conversation.org_id, 'tenancies.write');
  if wrong is not null then
    perform private.raise_problem('tenant.bad_fact', format('Cannot keep the tenant: %s must have %s characters', wrong,
      case wrong when 'full_name' then '1 to 160' else '5 to 300' end), 400, jsonb_build_object('field', wrong));
  end if;
  insert into public.tenants as known (org_id, user_id, full_name, address)
  values (conversation.org_id, conversation.opened_by, btrim(full_name), btrim(address))
  on conflict (org_id, user_id) where user_id is not null do update
  set full_name = excluded.full_name, address = excluded.address
  returning * into tenant;
  return tenant;
end
$$;
comment on function private.invite_as_tenant(uuid, text, text) is
  'Makes the tenant record of a person who talks with the organization. The link to their account comes from the conversation that they opened, and binds them to nothing until they accept a tenancy.';
grant execute on function private.invite_as_tenant(uuid, text, text) to authenticated;

create function public.invite_as_tenant(conversation_id uuid, full_name text, address text)
returns public.tenants
language sql
set search_path = ''
as $$
  select private.limit_person('invite_as_tenant');
  select private.invite_as_tenant(
    conversation_id, private.read_line('full_name', full_name), private.read_line('address', address))
$$;
comment on function public.invite_as_tenant(uuid, text, text) is
  'Makes the person who opened this conversation known to your organization as a tenant. Errors: conversation.not_found 404, auth.forbidden 403, tenant.bad_fact 400.';
grant execute on function public.invite_as_tenant(uuid, text, text) to authenticated;
