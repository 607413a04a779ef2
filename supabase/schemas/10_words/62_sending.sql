-- Out of the outbox: workers take what is due, hand it to a provider, and say what came of it. Any number of them at once.
--
-- That a delivery is being sent is committed before the provider hears of it. A worker that dies between the two, or
-- between the provider and us, leaves it "sending"; when its lease has run out nobody knows whether it went, and
-- private.delivery_channels says whether it may be sent again (docs/decisions/0031).

create function private.judge_deliveries(ids uuid[], app_url text)
returns table (
  id uuid, status public.delivery_status, reason text, next_at timestamptz, repeats boolean,
  kind text, purpose public.message_purpose, is_refusable boolean, user_id uuid, address text,
  subject text, body text, html text, language public.locale, pages integer)
language plpgsql
stable
-- A group: what joins it goes by keys, however large the outbox is.
rows 25
set search_path = ''
-- Planned for any rows, once: it joins all that a message needs.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  with known as (
    select delivery.id, delivery.kind, kind.purpose, kind.is_refusable, delivery.user_id, delivery.channel, delivery.fallback_of,
      delivery.status = 'sending' as is_unknown, delivery.unknowns >= desk.repeats_unknown as is_last,
      desk.reaches, delivery.attempts, delivery.useful_until, delivery.notification_id is not null as tells, news.id as news_id, news.read_at,
      private.chosen_mode(case delivery.channel when 'sms' then kind.sms else kind.email end, wish.mode, kind.is_refusable) as mode,
      private.sendable_at(now(),
        case when hours.user_id is null then desk.quiet_from else hours.quiet_from end,
        case when hours.user_id is null then desk.quiet_until else hours.quiet_until end, kind.is_urgent) as sendable_at,
      case when delivery.user_id is null then delivery.address
        when delivery.channel = 'sms' then case when account.phone_confirmed_at is not null then '+' || ltrim(account.phone, '+') end
        else case when account.email_confirmed_at is not null then account.email::text end end as address,
      case delivery.channel when 'sms' then account.phone_confirmed_at else account.email_confirmed_at end as confirmed_at,
      coalesce(delivery.language, person.locale, 'en') as language,
      jsonb_strip_nulls(jsonb_build_object('name', private.said_name(person.display_name), 'title', news.title, 'org', organization.name, 'app_url', app_url))
        || coalesce(news.payload, '{}') || coalesce(delivery.fields, '{}')
        || case when receipt.number is null then '{}' else jsonb_build_object(
          'receipt_number', receipt.number, 'receipt_url', app_url || '/r/' || receipt.token) end
        || jsonb_strip_nulls(jsonb_build_object('link', app_url || coalesce(delivery.fields ->> 'path', news.payload ->> 'path'))) as facts,
      case when delivery.kind in ('rent_due', 'rent_overdue') then not private.is_owed(news.payload -> 'charge_ids') end as is_settled,
      kind.purpose = 'announcement' and (organization.suspended_at is not null or exists (
        select from public.announcements as said where said.id = news.subject_id and said.withdrawn_at is not null))
        or delivery.kind = 'letter_sent' and exists (
          select from public.letter_withdrawals as taken_back where taken_back.letter_id = news.subject_id) as is_withdrawn
    from private.deliveries as delivery
    join public.notification_kinds as kind on kind.kind = delivery.kind
    join private.delivery_channels as desk on desk.channel = delivery.channel
    left join public.notifications as news on news.id = delivery.notification_id
    left join auth.users as account on account.id = delivery.user_id
    left join public.profiles as person on person.id = delivery.user_id
    left join public.organizations as organization on organization.id = delivery.org_id
    left join public.notification_preferences as wish
      on wish.user_id = delivery.user_id and wish.kind = delivery.kind and wish.channel = delivery.channel
    left join public.message_hours as hours on hours.user_id = delivery.user_id
    left join lateral (
      select r.number, r.token from public.receipts as r
      where delivery.kind = 'payment_settled' and r.payment_id = news.subject_id
        or delivery.kind = 'receipt_replaced' and r.id = news.subject_id
      order by r.serial desc limit 1
    ) as receipt on true
    where delivery.id = any (ids)
  ), judged as (
    select known.*, kept.reason as kept_from,
      case
        -- It may have gone, and may not go again.
        when known.is_unknown and known.is_last then 'unknown'
        when known.useful_until <= now() then 'too_late'
        when known.tells and known.news_id is null then 'gone'
        when known.is_settled then 'settled'
        when known.is_withdrawn then 'withdrawn'
        when known.read_at is not null and known.is_refusable and known.attempts = 0 then 'read'
        when known.user_id is not null and known.fallback_of is null and known.mode <> 'at_once' then 'refused'
        when known.address is null then 'no_address'
        -- Where codes do not go, nothing else goes: who pumps SMS earns abroad.
        when not known.address ^@ any (known.reaches) then 'out_of_reach'
        when kept.reason is not null then kept.reason
        when known.sendable_at > now() then 'quiet'
        else 'go'
      end as verdict
    from known
    left join private.suppressed_addresses as kept
      on kept.address_hash = private.address_hash(known.channel, known.address) and kept.suppressed_at >= coalesce(known.confirmed_at, '-infinity')
  ), written as (
    select judged.*, text.*,
      case when verdict <> 'go' then verdict when text.missing <> '{}' or text.body = '' then 'missing_fact' when text.pages > 6 then 'too_long' else 'go' end as outcome
    from judged
    left join lateral private.message_text(judged.kind, judged.channel, judged.language, judged.facts) as text on judged.verdict = 'go'
  )
  select written.id,
    (case when outcome = 'go' then 'sending' when outcome = 'quiet' then 'queued' when outcome = 'unknown' then 'unknown'
      when outcome in ('too_late', 'missing_fact', 'too_long') then 'failed' else 'suppressed' end)::public.delivery_status,
    case when outcome not in ('go', 'quiet', 'unknown') then outcome end,
    case outcome when 'quiet' then written.sendable_at when 'unknown' then now() + interval '2 hours' end,
    written.is_unknown, written.kind, written.purpose, written.is_refusable, written.user_id, written.address,
    written.subject, written.body, written.html, coalesce(written.spoken, written.language), least(written.pages, 20)
  from written;
end
$$;
comment on function private.judge_deliveries(uuid[], text) is
  'What is to become of deliveries just now: sent, with address and text; put off by quiet hours; or why not sent.';

create function private.take_hand_overs(channel public.message_channel, wanted integer)
returns integer
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  desk private.delivery_channels;
  taken integer;
begin
  if wanted = 0 then
    return 0;
  end if;
  select d.* into strict desk from private.delivery_channels as d where d.channel = channel;
  -- Whoever else takes of the rate waits here until this is committed.
  select least(wanted, token.remaining) into taken
  from service.take_rate_limit_token('deliveries:' || channel, desk.burst, desk.per_second, 0) as token;
  if taken > 0 then
    perform service.take_rate_limit_token('deliveries:' || channel, desk.burst, desk.per_second, taken);
  end if;
  return greatest(taken, 0);
end
$$;
comment on function private.take_hand_overs(public.message_channel, integer) is
  'Takes of a channel''s rate as many messages as there is room for, at most so many; returns how many.';

create function service.claim_deliveries(channel text, most integer default 25, lease_s integer default 120, app_url text default '')
returns jsonb
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
  by_channel public.message_channel := channel::public.message_channel;
  desk private.delivery_channels;
  lease uuid := gen_random_uuid();
  wanted integer := least(greatest(coalesce(most, 25), 1), 200);
  room integer;
  due uuid[];
  ended uuid[];
  handed jsonb;
  taken integer;
  one uuid;
  broken uuid[] := '{}'::uuid[];
begin
  select d.* into desk from private.delivery_channels as d where d.channel = by_channel;
  if not found or desk.is_paused then
    return jsonb_build_object('taken', 0, 'deliveries', '[]'::jsonb, 'is_held', false);
  end if;
  -- About what is left of the rate; what is taken of it is settled at the end, so that groups are judged side by side.
  room := coalesce((
    select floor(least(desk.burst, bucket.tokens + greatest(0, extract(epoch from clock_timestamp() - bucket.updated_at)) * desk.per_second))
    from private.rate_limits as bucket where bucket.bucket = 'deliveries:' || channel), desk.burst);
  due := array(
    select delivery.id from private.deliveries as delivery
    where delivery.channel = by_channel and delivery.next_at <= now() and delivery.status in ('queued', 'sending')
    order by delivery.priority, delivery.next_at limit greatest(least(wanted, room), 0) for update skip locked);
  if due = '{}' then
    return jsonb_build_object('taken', 0, 'deliveries', '[]'::jsonb, 'is_held', room <= 0 and exists (
      select from private.deliveries as delivery
      where delivery.channel = by_channel and delivery.next_at <= now() and delivery.status in ('queued', 'sending')));
  end if;
  begin
    with judged as materialized (
      select j.*, count(*) filter (where j.status = 'sending') over (order by array_position(due, j.id)) as place
      from private.judge_deliveries(due, coalesce(app_url, '')) as j
    ), room_for as materialized (
      select private.take_hand_overs(by_channel, (select count(*) filter (where judged.status = 'sending') from judged)::integer) as sent
    ), moved as (
      update private.deliveries as delivery
      set status = judged.status, reason = judged.reason, provider = desk.provider,
        attempts = delivery.attempts + case judged.status when 'sending' then 1 else 0 end,
        unknowns = delivery.unknowns + case when judged.repeats then 1 else 0 end,
        lease_id = case when judged.status = 'sending' then lease else delivery.lease_id end,
        next_at = case judged.status when 'sending' then now() + make_interval(secs => least(greatest(coalesce(lease_s, 120), 1), 3600)) else judged.next_at end,
        address_hash = coalesce(private.address_hash(delivery.channel, judged.address), delivery.address_hash),
        text_hash = case when judged.pages is null then delivery.text_hash else sha256(convert_to(judged.body, 'utf8')) end,
        pages = coalesce(judged.pages, delivery.pages),
        ended_at = case when judged.status in ('failed', 'suppressed') then now() end,
        address = case when judged.status = 'suppressed' then null else delivery.address end,
        fields = case when judged.status = 'suppressed' and delivery.user_id is null then null else delivery.fields end
      from judged
      cross join room_for
      -- What somebody else took the last of the rate from stays where it is.
      where delivery.id = judged.id and (judged.status <> 'sending' or judged.place <= room_for.sent)
      returning delivery.id, delivery.attempts, judged.status, judged.kind, judged.purpose, judged.is_refusable, judged.user_id, judged.address,
        judged.subject, judged.body, judged.html, judged.language, judged.pages
    )
    select
      coalesce(jsonb_agg(jsonb_build_object(
        'delivery_id', moved.id, 'lease_id', lease, 'reference', replace(moved.id::text, '-', ''), 'attempt', moved.attempts,
        'kind', moved.kind, 'purpose', moved.purpose, 'to', moved.address, 'subject', moved.subject, 'text', moved.body, 'html', moved.html,
        'language', moved.language, 'pages', moved.pages,
        'unsubscribe_token', case when by_channel = 'email' and moved.is_refusable and moved.user_id is not null
          then private.unsubscribe_token(moved.user_id, moved.kind) end)) filter (where moved.status = 'sending'), '[]'),
      coalesce(array_agg(moved.id) filter (where moved.status in ('failed', 'suppressed')), '{}'), count(*)
    into handed, ended, taken
    from moved;
  exception when others then
    if sqlstate in ('40001', '40P01', '55P03') then
      raise;
    end if;
    -- One that cannot even be judged keeps none behind it waiting: it fails, and the others are taken by the next call.
    foreach one in array due loop
      begin
        perform from private.judge_deliveries(array[one], coalesce(app_url, ''));
      exception when others then
        raise warning 'Cannot write delivery %: %', one, sqlstate;
        broken := broken || one;
      end;
    end loop;
    if broken = '{}' then
      raise;
    end if;
    update private.deliveries as delivery set status = 'failed', reason = 'broken', next_at = null, ended_at = now()
    where delivery.id = any (broken);
    return jsonb_build_object('taken', cardinality(due), 'deliveries', '[]'::jsonb, 'is_held', false);
  end;
  if ended <> '{}' then
    perform private.fall_back(ended);
  end if;
  return jsonb_build_object('taken', taken, 'deliveries', handed, 'is_held', taken = 0);
end
$$;
comment on function service.claim_deliveries(text, integer, integer, text) is
  'Takes up to most deliveries of a channel that are due, with all that a provider is told; others see them again when lease_s is over. taken: how many were looked at; is_held: whether more is due than the channel''s rate allows just now. One that cannot be written at all fails (broken) and holds up no other. Say what came of each by finish_deliveries.';
grant execute on function service.claim_deliveries(text, integer, integer, text) to service_role;

create function private.next_try(attempts integer)
returns timestamptz
language sql
volatile
set search_path = ''
as $$
  -- Full jitter over an exponential ceiling of a quarter of an hour: how long it is worth trying says its kind.
  select now() + make_interval(secs => 2 + random() * least(900, 5 * power(2, least(attempts, 8))))
$$;
comment on function private.next_try(integer) is 'When something that did not go is tried again.';

create function service.finish_deliveries(results jsonb)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  result record;
  delivery private.deliveries;
  desk private.delivery_channels;
  code text;
  failed uuid[] := '{}'::uuid[];
  reported jsonb;
  noted integer := 0;
begin
  -- Reports of the same messages wait until these are written, and the other way round.
  perform pg_advisory_xact_lock(named.key)
  from (
    select distinct hashtextextended((told ->> 'provider') || ':' || (told ->> 'provider_id'), 0) as key
    from jsonb_array_elements(results) as told where told ->> 'provider_id' is not null order by 1
  ) as named;
  -- What went went, whoever has it in hand by now: most of them, in one statement.
  with told as (
    select said.delivery_id, said.provider, said.provider_id, said.cost_kobo
    from jsonb_to_recordset(results) as said (delivery_id uuid, outcome text, provider text, provider_id text, cost_kobo numeric)
    where said.outcome = 'sent'
  ), locked as materialized (
    select d.id from private.deliveries as d
    where d.id = any (array(select told.delivery_id from told)) and d.status in ('queued', 'sending', 'unknown', 'failed')
    order by d.id for update
  ), went as (
    update private.deliveries as d
    set status = 'sent', reason = null, provider = coalesce(told.provider, d.provider), provider_id = left(told.provider_id, 200),
      -- Whatever a provider says that it cost: that it went is noted.
      cost_kobo = coalesce(case when told.cost_kobo between 0 and 1000000000000000 then round(told.cost_kobo)::bigint end,
        (select known.price_kobo from private.delivery_channels as known where known.channel = d.channel) * d.pages),
      handed_at = now(), next_at = null, address_hash = coalesce(d.address_hash, private.address_hash(d.channel, d.address)),
      ended_at = null, address = null, fields = case when d.user_id is not null then d.fields end
    from locked join told on told.delivery_id = locked.id
    where d.id = locked.id
    returning d.provider, told.provider_id
  )
  select count(*), coalesce(jsonb_agg(jsonb_build_object('provider', went.provider, 'provider_id', went.provider_id)) filter (where exists (
    select from private.delivery_reports as report where report.provider = went.provider and report.provider_id = went.provider_id)), '[]')
  into noted, reported from went;
  -- Reports that were here before.
  perform private.apply_reports(known.provider, known.provider_id)
  from jsonb_to_recordset(reported) as known (provider text, provider_id text);
  for result in
    select told.* from jsonb_to_recordset(results) as told (
      delivery_id uuid, lease_id uuid, outcome text, code text)
    where told.outcome is distinct from 'sent'
    order by told.delivery_id
  loop
    select d.* into delivery from private.deliveries as d where d.id = result.delivery_id for update;
    continue when not found;
    select d.* into desk from private.delivery_channels as d where d.channel = delivery.channel;
    code := nullif(left(regexp_replace(lower(coalesce(result.code, '')), '[^a-z0-9_.-]+', '_', 'g'), 60), '');
    -- Of anything else only the worker knows who has it in hand.
    continue when delivery.status <> 'sending' or delivery.lease_id is distinct from result.lease_id;
    noted := noted + 1;
    case
      when result.outcome = 'refused' then
        update private.deliveries as d
        set status = 'failed', reason = coalesce(code, 'refused_by_provider'), next_at = null, ended_at = now()
        where d.id = delivery.id;
        if code ~ '^dnd' and private.message_purpose(delivery.kind) = 'announcement' then
          null;
        elsif code ~ '^(dnd|bounced|(bad|invalid|unknown)_(address|number|recipient|phone|mailbox)|smtp_55[0-9]_5\.1\.)' then
          perform private.suppress_address(delivery.channel, delivery.address_hash, case when code ~ '^dnd' then 'dnd' else 'invalid' end);
        end if;
        failed := failed || delivery.id;
      when result.outcome = 'not_sent' and delivery.useful_until > now() then
        update private.deliveries as d set status = 'queued', reason = code, next_at = private.next_try(d.attempts) where d.id = delivery.id;
      when result.outcome = 'not_sent' then
        update private.deliveries as d set status = 'failed', reason = 'too_late', next_at = null, ended_at = now() where d.id = delivery.id;
        failed := failed || delivery.id;
      when delivery.unknowns < desk.repeats_unknown then
        -- A while later, so that what is on its way can arrive first.
        update private.deliveries as d
        set status = 'queued', reason = coalesce(code, 'unknown'), unknowns = d.unknowns + 1, next_at = now() + interval '5 minutes' * (0.5 + random())
        where d.id = delivery.id;
      else
        update private.deliveries as d
        set status = 'unknown', reason = coalesce(code, 'unknown'), unknowns = d.unknowns + 1, next_at = now() + interval '2 hours'
        where d.id = delivery.id;
    end case;
  end loop;
  if failed <> '{}' then
    perform private.fall_back(failed);
  end if;
  return noted;
end
$$;
comment on function service.finish_deliveries(jsonb) is
  'Says what came of deliveries that were claimed: [{delivery_id, lease_id, outcome, provider, provider_id, cost_kobo, code}], outcome sent, refused (never will go), not_sent (surely did not go: tried again while it is of use) or unknown (may have gone). Returns how many it wrote down. Safe to repeat.';
grant execute on function service.finish_deliveries(jsonb) to service_role;

create function private.close_deliveries(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  given_up uuid[];
  wiped integer;
begin
  with silent as (
    select delivery.id from private.deliveries as delivery
    where delivery.status = 'unknown' and delivery.next_at <= now()
    order by delivery.channel, delivery.priority, delivery.next_at limit batch for update skip locked
  ), closed as (
    update private.deliveries as delivery
    set status = 'failed', reason = 'no_report', next_at = null, ended_at = now()
    from silent where delivery.id = silent.id
    returning delivery.id
  )
  select coalesce(array_agg(closed.id), '{}') into given_up from closed;
  perform private.fall_back(given_up);
  -- What failed can be sent again for a week; then nobody needs to know where to and with which secret.
  with old as (
    select delivery.id from private.deliveries as delivery
    where delivery.status = 'failed' and num_nonnulls(delivery.address, delivery.fields) > 0 and delivery.ended_at < now() - interval '7 days'
    order by delivery.ended_at limit batch for update skip locked
  )
  update private.deliveries as delivery
  set address = null, fields = null,
    address_hash = coalesce(delivery.address_hash, private.address_hash(delivery.channel, delivery.address))
  from old where delivery.id = old.id;
  get diagnostics wiped = row_count;
  return cardinality(given_up) + wiped;
end
$$;
comment on function private.close_deliveries(integer) is
  'Gives up a batch of deliveries of which no report came, and wipes addresses and facts of those that failed a week ago; returns how many. Run by pg_cron.';
select cron.schedule('close-deliveries', '*/5 * * * *', private.in_batches('private.close_deliveries'));

create function private.deliveries_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from private.delivery_channels as desk
    join private.deliveries as delivery on delivery.channel = desk.channel
    where not desk.is_paused and delivery.next_at <= clock_timestamp() and delivery.status in ('queued', 'sending'))
$$;
comment on function private.deliveries_wait() is 'Whether something can be sent now.';
