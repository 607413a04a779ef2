-- Whether the record of acts is whole, and reading it: for staff with the permission audit.

create type public.act_fault as enum (
  'changed', 'missing', 'unsealed', 'broken_link', 'gap', 'cut_off', 'unlike_copy');
comment on type public.act_fault is
  'What is wrong with the record of privileged acts. changed: an act or one of its changes is not what was sealed; missing: the act of a seal is gone; unsealed: an act without a seal; broken_link: a seal does not follow from the one before it; gap: a number is missing; cut_off: the chain does not end where its head says; unlike_copy: a head that was copied out is not in the chain.';

create function private.check_acts(copies jsonb)
returns table (chain text, seq bigint, act_id uuid, fault public.act_fault)
language sql
stable
set search_path = ''
rows 10
as $$
  with sealed as (
    select seal.*, lag(seal.hash) over line as hash_before, lag(seal.seq) over line as seq_before
    from private.act_seals as seal
    window line as (partition by seal.chain order by seal.seq)
  ), ends as (
    select distinct on (seal.chain) seal.chain, seal.seq, seal.hash
    from private.act_seals as seal order by seal.chain, seal.seq desc
  ), copied as (
    select copy.key as chain, copy.value ->> 'seq' as seq, copy.value ->> 'hash' as hash
    from jsonb_each(coalesce(copies, '{}')) as copy
  )
  select seal.chain, seal.seq, seal.act_id, 'missing'::public.act_fault
  from sealed as seal where not exists (select from private.acts as done where done.id = seal.act_id)
  union all
  select seal.chain, seal.seq, seal.act_id, 'changed'
  from sealed as seal join private.acts as done on done.id = seal.act_id
  where seal.hash is distinct from
      private.act_hash(seal.version, seal.chain, seal.seq, seal.previous_hash, done, private.changes_of(done.id))
    or seal.chain <> private.chain_of(done)
  union all
  select private.chain_of(done), null, done.id, 'unsealed'
  from private.acts as done where not exists (select from private.act_seals as seal where seal.act_id = done.id)
  union all
  select seal.chain, seal.seq, seal.act_id, 'broken_link'
  from sealed as seal where seal.previous_hash <> coalesce(seal.hash_before, '')
  union all
  select seal.chain, seal.seq, seal.act_id, 'gap'
  from sealed as seal where seal.seq <> coalesce(seal.seq_before, 0) + 1
  union all
  select coalesce(head.chain, ends.chain), head.seq, null, 'cut_off'
  from private.act_heads as head full join ends on ends.chain = head.chain
  where (ends.seq, ends.hash) is distinct from (head.seq, head.hash)
  union all
  select copied.chain, null, null, 'unlike_copy'
  from copied where not exists (
    select from private.act_seals as seal
    where seal.chain = copied.chain and seal.seq::text = copied.seq and seal.hash = copied.hash)
$$;
comment on function private.check_acts(jsonb) is
  'Everything that is wrong with the record of acts; nothing where it is whole. copies: heads as private.act_heads_to_copy() gave them earlier, kept where nobody who may change this database may change them.';

create function private.act_heads_to_copy()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_object_agg(head.chain, jsonb_build_object('seq', head.seq, 'hash', head.hash)), '{}')
  from private.act_heads as head
$$;
comment on function private.act_heads_to_copy() is 'The heads of all chains, to be kept outside the database.';

create function private.check_acts_for_staff(copies jsonb)
returns table (chain text, seq bigint, act_id uuid, fault public.act_fault)
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
begin
  perform private.require_staff('read_acts');
  if jsonb_typeof(copies) not in ('object', 'null') then
    perform private.raise_problem('staff.bad_copy', 'Cannot compare: copies must be as act_heads() gave them', 400,
      jsonb_build_object('field', 'copies'));
  end if;
  return query select it.* from private.check_acts(case when jsonb_typeof(copies) = 'object' then copies end) as it;
end
$$;
comment on function private.check_acts_for_staff(jsonb) is 'Checks that the caller may, then checks the record of acts.';
grant execute on function private.check_acts_for_staff(jsonb) to authenticated;

create function public.check_acts(copies jsonb default null)
returns table (chain text, seq bigint, act_id uuid, fault public.act_fault)
language sql
stable
set search_path = ''
as $$
  select * from private.check_acts_for_staff(copies)
$$;
comment on function public.check_acts(jsonb) is
  'For staff with the permission audit: what is wrong with the record of privileged acts, whoever changed, removed, added or moved something in it; empty where it is whole. copies: what act_heads() gave earlier. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_copy 400.';

create function private.act_heads_for_staff()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform private.require_staff('read_acts');
  return private.act_heads_to_copy();
end
$$;
comment on function private.act_heads_for_staff() is 'Checks that the caller may, then gives the heads of all chains.';
grant execute on function private.act_heads_for_staff() to authenticated;

create function public.act_heads()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.act_heads_for_staff()
$$;
comment on function public.act_heads() is
  'For staff with the permission audit: where each chain of the record of privileged acts ends now ({"<chain>": {"seq", "hash"}}), to be kept outside the database and brought back to check_acts(). Errors: auth.forbidden, auth.insufficient_assurance 403.';

create function private.list_acts_for_staff(of_subject uuid, of_org uuid, by_actor uuid, before_id uuid, max_results integer)
returns table (
  id uuid, occurred_at timestamptz, actor_id uuid, actor text, staff_role text, assurance text, act text, subject_id uuid,
  org_id uuid, reason text, changes jsonb)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_variable
begin
  perform private.require_staff('read_acts');
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('staff.bad_page', 'Cannot list acts: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select done.id, done.occurred_at, done.actor_id, who.display_name, done.staff_role, done.assurance, done.act, done.subject_id,
    done.org_id, done.reason, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'action', change.action, 'table', change.table_name, 'row_id', change.row_id, 'before', change.before, 'after', change.after)
        order by change.id), '[]')
      from private.act_changes as change where change.act_id = done.id)
  from private.acts as done
  left join public.profiles as who on who.id = done.actor_id
  where (of_subject is null or done.subject_id = of_subject)
    and (of_org is null or done.org_id = of_org)
    and (by_actor is null or done.actor_id = by_actor)
    and (before_id is null or done.id < before_id)
  order by done.id desc limit max_results;
end
$$;
comment on function private.list_acts_for_staff(uuid, uuid, uuid, uuid, integer) is
  'Checks that the caller may, then lists privileged acts, newest first.';
grant execute on function private.list_acts_for_staff(uuid, uuid, uuid, uuid, integer) to authenticated;

create function public.list_acts(
  of_subject uuid default null, of_org uuid default null, by_actor uuid default null, before_id uuid default null,
  max_results integer default 50)
returns table (
  id uuid, occurred_at timestamptz, actor_id uuid, actor text, staff_role text, assurance text, act text, subject_id uuid,
  org_id uuid, reason text, changes jsonb)
language sql
stable
set search_path = ''
as $$
  select * from private.list_acts_for_staff(of_subject, of_org, by_actor, before_id, max_results)
$$;
comment on function public.list_acts(uuid, uuid, uuid, uuid, integer) is
  'For staff with the permission audit: privileged acts, newest first, of a subject, an organization or somebody who acted; the last id of a page is before_id of the next. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_page 400.';
grant execute on function public.check_acts(jsonb), public.act_heads(), public.list_acts(uuid, uuid, uuid, uuid, integer)
  to authenticated;
