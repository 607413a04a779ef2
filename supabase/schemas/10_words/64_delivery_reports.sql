-- What providers say became of a message: twice, late, out of order, and before the call that sent it has returned. A report
-- that names a message we do not know yet is kept, and applied when the name is known.

create table private.delivery_reports (
  provider text not null check (provider ~ '^[a-z]{2,20}$'),
  provider_id text not null check (length(provider_id) between 1 and 200),
  status text not null check (status in ('delivered', 'failed', 'dnd', 'rejected', 'expired', 'unknown')),
  at timestamptz not null,
  address_hash bytea,
  text_hash bytea,
  cost_kobo public.nonnegative_kobo,
  received_at timestamptz not null default now(),
  primary key (provider, provider_id, status)
);
comment on table private.delivery_reports is 'Reports of providers on messages, without their texts and numbers.';
comment on column private.delivery_reports.provider is 'Who reports.';
comment on column private.delivery_reports.provider_id is 'The provider''s name for the message.';
comment on column private.delivery_reports.status is 'What it says: delivered, failed, dnd (do not disturb), rejected, expired, or unknown, which says nothing.';
comment on column private.delivery_reports.at is 'When it happened as the provider says, UTC.';
comment on column private.delivery_reports.address_hash is 'Where it went, by private.address_hash(), when the report says so and a delivery waits for it.';
comment on column private.delivery_reports.text_hash is 'SHA-256 of the text, likewise.';
comment on column private.delivery_reports.cost_kobo is 'What it cost, when the report says so.';
comment on column private.delivery_reports.received_at is 'When it came, UTC.';
create index delivery_reports_received_at_idx on private.delivery_reports (received_at);
alter table private.delivery_reports enable row level security;

create function private.apply_reports(provider text, provider_id text)
returns boolean
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  delivery private.deliveries;
  report private.delivery_reports;
begin
  -- That it was delivered is true whatever else is said; of failures the last one counts.
  select r.* into report from private.delivery_reports as r
  where r.provider = provider and r.provider_id = provider_id and r.status <> 'unknown'
  order by r.status = 'delivered' desc, r.at desc limit 1;
  if not found then
    return false;
  end if;
  select d.* into delivery from private.deliveries as d
  where d.provider_id = provider_id and d.provider = provider
  order by d.id desc limit 1 for update;
  if not found and report.address_hash is not null and report.text_hash is not null then
    -- Of one whose worker has not said, or cannot, whether it went: this number and this very text. It comes within seconds,
    -- when nobody has missed the worker yet.
    select d.* into delivery from private.deliveries as d
    where d.status in ('sending', 'unknown') and d.next_at is not null and d.provider = provider and d.provider_id is null
      and d.address_hash = report.address_hash and d.text_hash = report.text_hash
    order by d.id limit 1 for update;
  end if;
  if delivery.id is null or delivery.status not in ('sending', 'sent', 'unknown', 'failed')
    or delivery.status = 'failed' and report.status <> 'delivered' then
    return false;
  end if;
  update private.deliveries as d
  set status = (case report.status when 'delivered' then 'delivered' else 'failed' end)::public.delivery_status,
    reason = case report.status when 'delivered' then null else report.status end,
    provider_id = provider_id, cost_kobo = coalesce(report.cost_kobo, d.cost_kobo,
      (select desk.price_kobo * d.pages from private.delivery_channels as desk where desk.channel = d.channel)), handed_at = coalesce(d.handed_at, report.at),
    next_at = null, ended_at = now(), address = null
  where d.id = delivery.id;
  if report.status = 'delivered' then
    return true;
  end if;
  -- Announcements take a way that people can shut; that one is shut says nothing of the way that all else takes.
  if report.status = 'dnd' and private.message_purpose(delivery.kind) <> 'announcement' or delivery.channel = 'email' and report.status = 'rejected' then
    perform private.suppress_address(delivery.channel, delivery.address_hash, case report.status when 'dnd' then 'dnd' else 'bounced' end);
  end if;
  perform private.fall_back(array[delivery.id]);
  return true;
end
$$;
comment on function private.apply_reports(text, text) is
  'Moves a delivery to where its provider''s reports say it is; whether it moved. The caller holds the advisory lock of the name.';

create function service.record_delivery_report(provider text, provider_id text, status text, at text, raw jsonb default '{}')
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  receiver bytea := case when raw ->> 'receiver_sha256' ~ '^[0-9a-f]{64}$' then decode(raw ->> 'receiver_sha256', 'hex') end;
  said bytea := case when raw ->> 'text_sha256' ~ '^[0-9a-f]{64}$' then decode(raw ->> 'text_sha256', 'hex') end;
  cost text := raw ->> 'cost_kobo';
begin
  if provider is null or provider !~ '^[a-z]{2,20}$' or provider_id is null or length(provider_id) not between 1 and 200
    or status is null or status not in ('delivered', 'failed', 'dnd', 'rejected', 'expired', 'unknown') then
    perform private.raise_problem('delivery.bad_report', 'Cannot keep this report: it names no message or says no known thing', 400,
      jsonb_build_object('field', 'status'));
  end if;
  perform pg_advisory_xact_lock(hashtextextended(provider || ':' || provider_id, 0));
  -- All numbers, and all codes of a known text, are hashed in a moment: kept is only what a delivery of ours waits for,
  -- and never of Auth's codes, which are none.
  if not exists (
    select from private.deliveries as d
    where d.status in ('sending', 'unknown') and d.next_at is not null and d.provider = provider and d.provider_id is null
      and d.address_hash = receiver and d.text_hash = said) then
    receiver := null;
    said := null;
  end if;
  insert into private.delivery_reports as known (provider, provider_id, status, at, address_hash, text_hash, cost_kobo)
  values (provider, provider_id, status, coalesce(private.read_instant('at', at), now()),
    receiver, said,
    case when cost ~ '^[0-9]{1,9}$' then cost::bigint end)
  on conflict do nothing;
  if not found then
    return 'known';
  end if;
  return case when private.apply_reports(provider, provider_id) then 'applied' else 'kept' end;
end
$$;
comment on function service.record_delivery_report(text, text, text, text, jsonb) is
  'Keeps a provider''s report on a message and applies it: applied, kept (its message is not known yet, or is further on), or known (said before). Of raw only these are looked at: cost_kobo, and text_sha256 and receiver_sha256 (SHA-256 of the text, and of "sms:" with the number''s digits, in hex), by which one is known whose name never reached us. Error: delivery.bad_report 400.';
grant execute on function service.record_delivery_report(text, text, text, text, jsonb) to service_role;
