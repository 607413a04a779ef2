-- Signing and disputing what was offered.

create function private.lock_inspection_to_sign(inspection_id uuid, remark text)
returns public.inspections
language plpgsql
set search_path = ''
as $$
declare
  inspection public.inspections;
begin
  -- Who signs at the same moment waits here, and then sees the other's signature.
  select i.* into inspection
  from public.inspections as i
  where i.id = inspection_id and (
    i.org_id in (select private.my_org_ids('tenancies.read')) or i.id in (select private.my_inspection_ids()))
  for update;
  if not found then
    perform private.raise_problem('inspection.not_found', 'Cannot find the inspection', 404,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  if not exists (select from private.my_tenancy_ids() as mine where mine = inspection.tenancy_id) then
    perform private.require_permission(inspection.org_id, 'tenancies.write');
  end if;
  if length(btrim(remark)) > 1000 then
    perform private.refuse_inspection_fact('remark', 'must have at most 1,000 characters');
  end if;
  return inspection;
end
$$;
comment on function private.lock_inspection_to_sign(uuid, text) is
  'Locks an inspection on which the caller may speak. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400.';

create function private.write_signatures(
  inspection public.inspections, outcome public.inspection_outcome, remark text, disputed_positions smallint[]
)
returns void
language sql
set search_path = ''
as $$
  -- Who is both a tenant and a member speaks for both.
  insert into public.inspection_signatures (
    org_id, inspection_id, round, content_hash, side, signer_id, signer_name, outcome, remark, disputed_positions, photo_hashes)
  select (inspection).org_id, (inspection).id, (inspection).round, (inspection).content_hash, signer.side,
    (select auth.uid()), signer.name, outcome, nullif(btrim(remark), ''), disputed_positions,
    array(
      select photo.sha256 from public.inspection_photos as photo
      where photo.inspection_id = (inspection).id and photo.side = 'tenant' and signer.side = 'tenant'
        and photo.round = (inspection).round and photo.added_by = (select auth.uid())
      order by photo.id
    )
  from (
    select 'tenant'::public.inspection_side as side, min(tenant.full_name) as name
    from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = (inspection).tenancy_id and tenant.user_id = (select auth.uid())
    having count(*) > 0
    union all
    select 'owner', profile.display_name
    from public.profiles as profile
    where profile.id = (select auth.uid())
      and (inspection).org_id in (select private.my_org_ids('tenancies.write'))
  ) as signer
  on conflict do nothing
$$;
comment on function private.write_signatures(public.inspections, public.inspection_outcome, text, smallint[]) is
  'Writes what the caller says of the offered content, for each side that they speak for.';

create function private.has_spoken(inspection public.inspections, outcome public.inspection_outcome)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.inspection_signatures as signature
    where signature.inspection_id = (inspection).id and signature.round = (inspection).round
      and signature.signer_id = (select auth.uid()) and signature.outcome = has_spoken.outcome
  )
$$;
comment on function private.has_spoken(public.inspections, public.inspection_outcome) is
  'Whether the caller said this of what is offered now.';

create function private.require_ready_inspection(status public.inspection_status)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if status is distinct from 'ready' then
    perform private.raise_problem('inspection.not_ready',
      format('Cannot sign or dispute the inspection: it is %s', status), 409,
      jsonb_build_object('field', 'inspection_id'));
  end if;
end
$$;
comment on function private.require_ready_inspection(public.inspection_status) is
  'Refuses (409 inspection.not_ready) unless the inspection is offered for signing.';

create function private.sign_inspection(inspection_id uuid, content_hash text, remark text)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_sign(inspection_id, remark);
begin
  if inspection.status = 'signed' and inspection.content_hash = content_hash and private.has_spoken(inspection, 'agreed') then
    return inspection;
  end if;
  perform private.require_ready_inspection(inspection.status);
  if inspection.content_hash is distinct from content_hash then
    perform private.raise_problem('inspection.content_changed',
      'Cannot sign: this is not the content that is offered now, look at it again', 409,
      jsonb_build_object('field', 'content_hash'));
  end if;
  perform private.write_signatures(inspection, 'agreed', remark, '{}');
  -- Tenants without an account cannot sign here; those with one all must, and one member.
  if exists (
    select from public.inspection_signatures as signature
    where signature.inspection_id = inspection.id and signature.round = inspection.round
      and signature.side = 'owner' and signature.outcome = 'agreed'
  ) and not exists (
    select from private.tenancy_users(inspection.tenancy_id) as party (id)
    where not exists (
      select from public.inspection_signatures as signature
      where signature.inspection_id = inspection.id and signature.round = inspection.round
        and signature.side = 'tenant' and signature.outcome = 'agreed' and signature.signer_id = party.id
    )
  ) then
    perform private.begin_move('inspection', inspection.id, 'Signed by a member and every tenant with an account');
    update public.inspections as i set status = 'signed' where i.id = inspection.id returning i.* into inspection;
  end if;
  return inspection;
end
$$;
comment on function private.sign_inspection(uuid, text, text) is 'See public.sign_inspection.';
create function public.sign_inspection(inspection_id uuid, content_hash text, remark text default null)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('sign_inspection');
  select private.sign_inspection(inspection_id, content_hash, private.read_prose('remark', remark))
$$;
comment on function public.sign_inspection(uuid, text, text) is
  'Agrees to what is offered, named by its content_hash, as a tenant or as a member with tenancies.write. It is signed once one member and every tenant with an account agreed. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400, inspection.not_ready, inspection.content_changed 409.';

create function private.dispute_inspection(inspection_id uuid, remark text, item_ids uuid[])
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_sign(inspection_id, remark);
  positions smallint[];
begin
  if inspection.status = 'disputed' and private.has_spoken(inspection, 'disputed') then
    return inspection;
  end if;
  perform private.require_ready_inspection(inspection.status);
  if coalesce(btrim(remark), '') = '' then
    perform private.refuse_inspection_fact('remark', 'must say what is disputed');
  end if;
  select coalesce(array_agg(item.position order by item.position), '{}') into positions
  from public.inspection_items as item
  where item.inspection_id = inspection.id and item.id = any (item_ids);
  if cardinality(positions) <> (select count(distinct named) from unnest(item_ids) as named) then
    perform private.refuse_inspection_fact('item_ids', 'must be items of the inspection');
  end if;
  perform private.write_signatures(inspection, 'disputed', remark, positions);
  perform private.begin_move('inspection', inspection.id, left(btrim(remark), 500));
  update public.inspections as i set status = 'disputed' where i.id = inspection.id returning i.* into inspection;
  return inspection;
end
$$;
comment on function private.dispute_inspection(uuid, text, uuid[]) is 'See public.dispute_inspection.';
create function public.dispute_inspection(inspection_id uuid, remark text, item_ids uuid[] default '{}')
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('dispute_inspection');
  select private.dispute_inspection(inspection_id, private.read_prose('remark', remark), item_ids)
$$;
comment on function public.dispute_inspection(uuid, text, uuid[]) is
  'Says that what is offered is not right, as a whole or in these items, as a tenant or as a member with tenancies.write; it is then open for correction. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400, inspection.not_ready 409.';
grant execute on function private.sign_inspection(uuid, text, text), public.sign_inspection(uuid, text, text),
  private.dispute_inspection(uuid, text, uuid[]), public.dispute_inspection(uuid, text, uuid[]) to authenticated;
