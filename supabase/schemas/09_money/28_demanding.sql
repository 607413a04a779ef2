-- A single demand for money, by the landlord's side or by an agency with a live mandate to collect.

create function private.require_collecting(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from private.my_org_ids('money.write') as mine where mine = tenancy.org_id)
    or private.lock_my_mandate(tenancy.unit_id, 'collect') is not null then
    return;
  end if;
  if exists (
    select from private.mandates_over(tenancy.unit_id, array(select private.my_org_ids('money.write'))) as mandate
    where mandate.status in ('active', 'revoked', 'ended')
  ) then
    perform private.raise_problem('mandate.required',
      'Cannot collect from this tenancy: your agency has no live mandate to collect for its owner', 403,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if tenancy.org_id is null
    or not exists (select from private.my_org_ids('tenancies.read') as mine where mine = tenancy.org_id) then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among your organizations and mandates', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_permission(tenancy.org_id, 'money.write');
end
$$;
comment on function private.require_collecting(public.tenancies) is
  'Refuses unless the caller may demand money from a tenancy: tenancy.not_found 404, mandate.required 403 for an agency that is suspended, or whose mandate is over or does not say so, auth.forbidden 403 for a member without the permission.';

create function private.collecting_mandate(tenancy public.tenancies)
returns uuid
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from private.my_org_ids('money.write') as mine where mine = tenancy.org_id) then
    return null;
  end if;
  return private.lock_my_mandate(tenancy.unit_id, 'collect');
end
$$;
comment on function private.collecting_mandate(public.tenancies) is
  'After private.require_collecting(): the mandate, locked, by which an agency collects from the tenancy; null for the landlord''s own side.';

create function private.demand_charge(
  tenancy_id uuid,
  kind public.charge_kind,
  amount_kobo public.kobo,
  due_on public.calendar_date,
  description text,
  client_id uuid
)
returns public.charges
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  demanded public.charges;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when kind is null or kind in ('rent', 'sale_deposit', 'sale_balance', 'application_fee') then 'kind'
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when due_on is null then 'due_on'
    when description is null or length(btrim(description)) not between 1 and 300 then 'description'
  end;
  if wrong is not null then
    perform private.raise_problem('charge.bad_demand', format('Cannot demand the charge: %s %s', wrong,
      case wrong
        when 'kind' then 'must be given and a tenancy''s; rent is charged by its schedule'
        when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
        when 'due_on' then 'is missing'
        else 'must have 1 to 300 characters'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  if tenancy.status in ('draft', 'offered', 'cancelled') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot demand the charge: the tenancy is %s', tenancy.status),
      409, jsonb_build_object('field', 'tenancy_id'));
  end if;
  insert into public.charges as made (org_id, tenancy_id, kind, due_on, amount_kobo, description, client_id)
  values (tenancy.org_id, tenancy.id, kind, due_on, amount_kobo, btrim(description), client_id)
  on conflict do nothing
  returning made.* into demanded;
  if not found then
    select c.* into demanded from public.charges as c
    where c.org_id = tenancy.org_id and c.client_id = client_id and c.tenancy_id = tenancy.id and c.kind = kind
      and c.due_on = due_on and c.amount_kobo = amount_kobo and c.description = btrim(description);
    if not found then
      perform private.raise_problem('charge.already_posted', 'Cannot demand the charge: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
  end if;
  return demanded;
end
$$;
comment on function private.demand_charge(uuid, public.charge_kind, public.kobo, public.calendar_date, text, uuid) is
  'Checks that the caller may collect and what is demanded, then posts the charge.';
grant execute on function private.demand_charge(uuid, public.charge_kind, public.kobo, public.calendar_date, text, uuid) to authenticated;

create function public.demand_charge(
  tenancy_id uuid,
  kind public.charge_kind,
  amount_kobo numeric,
  due_on text,
  description text,
  client_id uuid default null
)
returns public.charges
language sql
set search_path = ''
as $$
  select private.limit_person('demand_charge');
  select private.demand_charge(
    tenancy_id, kind, private.read_kobo('amount_kobo', amount_kobo), private.read_date('due_on', due_on),
    private.read_line('description', description), client_id)
$$;
comment on function public.demand_charge(uuid, public.charge_kind, numeric, text, text, uuid) is
  'Posts one charge of any kind but rent, in kobo. With a client_id of the caller''s own it is safe to repeat. For the landlord''s side, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge.bad_demand 400, tenancy.not_in_force, charge.already_posted 409.';
grant execute on function public.demand_charge(uuid, public.charge_kind, numeric, text, text, uuid) to authenticated;
