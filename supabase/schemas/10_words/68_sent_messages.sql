-- For organizations: what went to their tenants by SMS and e-mail, what it cost, and what did not arrive and why. Without
-- addresses and texts.

create index deliveries_org_idx on private.deliveries (org_id, id desc) where org_id is not null;

create function private.list_sent_messages(org_id uuid, with_status public.delivery_status, before_id uuid, max_results integer)
returns table (
  id uuid, kind text, about text, channel public.message_channel, status public.delivery_status, reason text, person text,
  pages integer, cost_kobo bigint, queued_at timestamptz, handed_at timestamptz, ended_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_column
begin
  perform private.require_permission(list_sent_messages.org_id, 'tenancies.write');
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('delivery.bad_page', 'Cannot list deliveries: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select delivery.id, delivery.kind, kind.about, delivery.channel, delivery.status, delivery.reason, tenant.full_name,
    delivery.pages::integer, delivery.cost_kobo::bigint,
    to_timestamp(('x' || substr(replace(delivery.id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0),
    delivery.handed_at, delivery.ended_at
  from private.deliveries as delivery
  join public.notification_kinds as kind on kind.kind = delivery.kind
  -- One row for each delivery, however often its reader is written down as a tenant.
  join lateral (
    select known.full_name from public.tenants as known
    where known.org_id = delivery.org_id and known.user_id = delivery.user_id
    order by known.id desc limit 1
  ) as tenant on true
  where delivery.org_id = list_sent_messages.org_id
    and (list_sent_messages.with_status is null or delivery.status = list_sent_messages.with_status)
    and (list_sent_messages.before_id is null or delivery.id < list_sent_messages.before_id)
  order by delivery.id desc limit max_results;
end
$$;
comment on function private.list_sent_messages(uuid, public.delivery_status, uuid, integer) is
  'Checks the permission, then lists what went to the tenants of an organization, without addresses and texts.';
grant execute on function private.list_sent_messages(uuid, public.delivery_status, uuid, integer) to authenticated;

create function public.list_sent_messages(
  org_id uuid, with_status public.delivery_status default null, before_id uuid default null, max_results integer default 50)
returns table (
  id uuid, kind text, about text, channel public.message_channel, status public.delivery_status, reason text, person text,
  pages integer, cost_kobo bigint, queued_at timestamptz, handed_at timestamptz, ended_at timestamptz)
language sql
stable
set search_path = ''
as $$
  select listed.* from private.list_sent_messages(org_id, with_status, before_id, max_results) as listed
$$;
comment on function public.list_sent_messages(uuid, public.delivery_status, uuid, integer) is
  'The SMS and e-mails to your tenants, newest first: what each told, to whom by name, whether it arrived and why not, pages and cost in kobo; without address and text. Further pages by before_id. Needs tenancies.write. Errors: auth.forbidden 403, delivery.bad_page 400.';
grant execute on function public.list_sent_messages(uuid, public.delivery_status, uuid, integer) to authenticated;
