-- The owner offers a mandate, the agency answers, the owner takes it back at any time.

create function private.offer_mandate(
  org_id uuid,
  agent_org_id uuid,
  scopes public.mandate_scope[],
  fee_bps numeric,
  fee_payer public.fee_payer,
  starts_on public.calendar_date,
  ends_on public.calendar_date,
  property_id uuid,
  evidence text
)
returns public.mandates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offered public.mandates;
  wanted public.mandate_scope[] := array(select distinct scope from unnest(scopes) as scope order by scope);
  wrong text;
begin
  perform private.require_permission(org_id, 'mandates.write');
  wrong := case
    when coalesce(cardinality(scopes), 0) = 0 or array_position(scopes, null) is not null then 'scopes'
    when fee_bps is null or fee_bps not between 0 and 10000 or fee_bps <> trunc(fee_bps) then 'fee_bps'
    when fee_payer is null then 'fee_payer'
    when starts_on is null then 'starts_on'
    when ends_on is null or ends_on <= starts_on or ends_on <= private.lagos_date() then 'ends_on'
    when length(btrim(evidence)) not between 1 and 500 then 'evidence'
  end;
  if wrong is not null then
    perform private.raise_problem('mandate.bad_terms', format('Cannot offer the mandate: %s %s', wrong,
      case wrong
        when 'scopes' then 'must name one of list, show, collect, sign at least'
        when 'fee_bps' then 'must be a whole number from 0 to 10,000'
        when 'ends_on' then 'must be after starts_on and after today'
        when 'evidence' then 'must have 1 to 500 characters'
        else 'is missing'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  if org_id = agent_org_id or not exists (
    select from public.organizations as o where o.id = agent_org_id and o.kind in ('agency', 'manager')
  ) then
    perform private.raise_problem('mandate.unknown_agent', 'Cannot find another agency or manager with this id', 404,
      jsonb_build_object('field', 'agent_org_id'));
  end if;
  if property_id is not null and not exists (
    select from public.properties as p where p.org_id = org_id and p.id = property_id
  ) then
    perform private.raise_problem('mandate.unknown_property', 'Cannot find the property in your organization', 404,
      jsonb_build_object('field', 'property_id'));
  end if;
  -- The same once more, after a lost answer, makes no second one: who took one of two back would leave the agency in
  -- power by the other. Two at once come one after the other. Who collects is said elsewhere, and stays as it is.
  -- The mandate before the organization, as in its revocation.
  perform from public.mandates as m
  where m.org_id = org_id and m.agent_org_id = agent_org_id and m.status in ('offered', 'active')
  order by m.id for no key update;
  perform from public.organizations as o where o.id = org_id for no key update;
  select m.* into offered from public.mandates as m
  where m.org_id = org_id and m.agent_org_id = agent_org_id and m.property_id is not distinct from property_id
    and m.scopes = wanted and (m.fee_bps, m.fee_payer, m.starts_on, m.ends_on) = (fee_bps, fee_payer, starts_on, ends_on)
    and m.status in ('offered', 'active')
  order by m.status = 'active' desc, m.id limit 1;
  if found then
    -- The paper of one that had none yet.
    if btrim(evidence) is not null and offered.evidence is null then
      update public.mandates as m set evidence = btrim(evidence) where m.id = offered.id returning m.* into offered;
    end if;
    if btrim(evidence) is not null and offered.evidence is distinct from btrim(evidence) then
      perform private.raise_problem('mandate.already_given',
        'Cannot offer the mandate: the agency has one on these terms, with another paper. Take that one back first', 409,
        jsonb_build_object('field', 'evidence', 'mandate_id', offered.id));
    end if;
    return offered;
  end if;
  insert into public.mandates as made (
    org_id, agent_org_id, property_id, scopes, fee_bps, fee_payer, starts_on, ends_on, evidence, offered_by
  )
  values (
    org_id, agent_org_id, property_id, wanted,
    fee_bps, fee_payer, starts_on, ends_on, btrim(evidence), (select auth.uid())
  )
  returning made.* into offered;
  return offered;
end
$$;
comment on function private.offer_mandate(uuid, uuid, public.mandate_scope[], numeric, public.fee_payer, public.calendar_date, public.calendar_date, uuid, text) is
  'Checks the caller and the terms, then writes the offer.';
grant execute on function private.offer_mandate(uuid, uuid, public.mandate_scope[], numeric, public.fee_payer, public.calendar_date, public.calendar_date, uuid, text)
  to authenticated;

create function public.offer_mandate(
  org_id uuid,
  agent_org_id uuid,
  scopes public.mandate_scope[],
  fee_bps numeric,
  fee_payer public.fee_payer,
  starts_on text,
  ends_on text,
  property_id uuid default null,
  evidence text default null
)
returns public.mandates
language sql
set search_path = ''
as $$
  select private.limit_person('offer_mandate');
  select private.offer_mandate(
    org_id, agent_org_id, scopes, fee_bps, fee_payer, private.read_date('starts_on', starts_on),
    private.read_date('ends_on', ends_on), property_id, private.read_prose('evidence', evidence))
$$;
comment on function public.offer_mandate(uuid, uuid, public.mandate_scope[], numeric, public.fee_payer, text, text, uuid, text) is
  'Offers an agency or manager to act for your organization, on one property with all that stands in it or on all of them, from starts_on until the day before ends_on (Nigerian dates). The same again while it is offered or active gives the same mandate, with the paper where it had none. Errors: auth.forbidden 403, mandate.bad_terms 400, mandate.unknown_agent, mandate.unknown_property 404, mandate.already_given 409 with another paper.';
grant execute on function public.offer_mandate(uuid, uuid, public.mandate_scope[], numeric, public.fee_payer, text, text, uuid, text)
  to authenticated;

create function private.answer_mandate(id uuid, accept boolean)
returns public.mandates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
  answer public.mandate_status := (case when accept then 'active' else 'declined' end)::public.mandate_status;
begin
  select m.* into mandate from public.mandates as m
  where m.id = id and m.agent_org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate offered to your organizations', 404,
      jsonb_build_object('field', 'id'));
  end if;
  -- The answer binds the agency to act in listings and lettings alike: who may do both, its owners and managers,
  -- may give it. mandates.write would be too much, for it is the right to let others act for one's own
  -- organization; listings.write alone too little, for every agent has it.
  perform private.require_permission(mandate.agent_org_id, 'listings.write');
  perform private.require_permission(mandate.agent_org_id, 'tenancies.write');
  if accept is null then
    perform private.raise_problem('mandate.bad_terms', 'Cannot answer the mandate: accept is missing', 400,
      jsonb_build_object('field', 'accept'));
  end if;
  if mandate.status = answer then
    return mandate;
  end if;
  if accept and mandate.status = 'offered' and mandate.ends_on <= private.lagos_date() then
    perform private.raise_problem('mandate.ended', 'Cannot accept the mandate: its term has passed', 409,
      jsonb_build_object('field', 'id'));
  end if;
  return private.move_mandate(mandate.id, answer);
end
$$;
comment on function private.answer_mandate(uuid, boolean) is 'Checks that the caller may bind the agency, then accepts or declines.';
grant execute on function private.answer_mandate(uuid, boolean) to authenticated;

create function public.answer_mandate(id uuid, accept boolean)
returns public.mandates
language sql
set search_path = ''
as $$
  select private.limit_person('answer_mandate');
  select private.answer_mandate(id, accept)
$$;
comment on function public.answer_mandate(uuid, boolean) is
  'Accepts or declines, as owner or manager of the agency, a mandate offered to it. Safe to repeat. Errors: mandate.not_found 404, auth.forbidden 403, mandate.ended, mandate.illegal_transition 409, mandate.bad_terms 400.';
grant execute on function public.answer_mandate(uuid, boolean) to authenticated;

create function private.revoke_mandate(id uuid, reason text)
returns public.mandates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
begin
  select m.* into mandate from public.mandates as m
  where m.id = id and m.org_id in (select private.my_org_ids('organization.read'))
  -- What is paid meanwhile names the mandate by a foreign key, and need not wait.
  for no key update;
  if not found then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate that your organizations gave', 404,
      jsonb_build_object('field', 'id'));
  end if;
  perform private.require_permission(mandate.org_id, 'mandates.write');
  if reason is null or length(btrim(reason)) not between 1 and 500 then
    perform private.raise_problem('mandate.bad_terms', 'Cannot revoke the mandate: say why in 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if mandate.status in ('revoked', 'withdrawn') then
    return mandate;
  end if;
  return private.move_mandate(
    mandate.id,
    (case mandate.status when 'offered' then 'withdrawn' else 'revoked' end)::public.mandate_status,
    btrim(reason));
end
$$;
comment on function private.revoke_mandate(uuid, text) is 'Checks the caller, then revokes the mandate or withdraws its offer.';
grant execute on function private.revoke_mandate(uuid, text) to authenticated;

create function public.revoke_mandate(id uuid, reason text)
returns public.mandates
language sql
set search_path = ''
as $$
  select private.limit_person('revoke_mandate');
  select private.revoke_mandate(id, private.read_prose('reason', reason))
$$;
comment on function public.revoke_mandate(uuid, text) is
  'Takes a mandate of yours back at once, or an unanswered offer; what was listed under it is paused, and tenancies that it offered and nobody has accepted are withdrawn. Safe to repeat. Errors: mandate.not_found 404, auth.forbidden 403, mandate.bad_terms 400, mandate.illegal_transition 409.';
grant execute on function public.revoke_mandate(uuid, text) to authenticated;

create function private.set_mandate_collecting(id uuid, agent_collects boolean)
returns public.mandates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
begin
  select m.* into mandate from public.mandates as m
  where m.id = id and m.org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate that your organizations gave', 404,
      jsonb_build_object('field', 'id'));
  end if;
  perform private.require_permission(mandate.org_id, 'mandates.write');
  if agent_collects is null or agent_collects and not 'collect' = any (mandate.scopes) then
    perform private.raise_problem('mandate.bad_terms', 'Cannot say who collects: agent_collects is yes or no, and yes needs the scope collect', 400,
      jsonb_build_object('field', 'agent_collects'));
  end if;
  if mandate.agent_collects = agent_collects then
    return mandate;
  end if;
  -- What the agency is to owe it agrees to: it is said before the agency answers. That the money comes to the owner
  -- directly from now on the owner may say at any time.
  if mandate.status <> 'offered' and (agent_collects or mandate.status <> 'active') then
    perform private.raise_problem('mandate.already_answered', 'Cannot have the agency collect: it has answered the mandate already', 409,
      jsonb_build_object('field', 'id'));
  end if;
  update public.mandates as m set agent_collects = agent_collects where m.id = mandate.id returning m.* into mandate;
  return mandate;
end
$$;
comment on function private.set_mandate_collecting(uuid, boolean) is 'Checks the caller, then says who gets what tenants pay online.';
grant execute on function private.set_mandate_collecting(uuid, boolean) to authenticated;

create function public.set_mandate_collecting(id uuid, agent_collects boolean)
returns public.mandates
language sql
set search_path = ''
as $$
  select private.limit_person('set_mandate_collecting');
  select private.set_mandate_collecting(id, agent_collects)
$$;
comment on function public.set_mandate_collecting(uuid, boolean) is
  'Says whether what tenants pay online under a mandate of yours goes to the agency, which then owes it to you less its fee. Yes before the agency answers, no at any time: checkouts that are open stay as they are. Safe to repeat. Errors: mandate.not_found 404, auth.forbidden 403, mandate.bad_terms 400, mandate.already_answered 409.';
grant execute on function public.set_mandate_collecting(uuid, boolean) to authenticated;
