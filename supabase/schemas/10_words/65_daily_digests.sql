-- The day's news in one e-mail: of kinds that go to a person daily, what they have not read, once a day at their hour.

create table private.daily_digests (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  told_up_to uuid not null,
  made_on public.calendar_date not null
);
comment on table private.daily_digests is 'Up to where each person''s news are told.';
comment on column private.daily_digests.user_id is 'Whose news.';
comment on column private.daily_digests.told_up_to is 'The last notification that a digest spoke of, or would have.';
comment on column private.daily_digests.made_on is 'The day in Nigeria on which it was made.';
alter table private.daily_digests enable row level security;

create function private.make_daily_digests(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  today public.calendar_date := private.lagos_date();
  hour integer := extract(hour from now() at time zone 'Africa/Lagos');
  made integer;
begin
  with reader as materialized (
    select news.user_id, max(news.id::text)::uuid as last_id, count(*) as news,
      (array_agg('- ' || news.title order by news.id))[1:20] as titles
    from public.notifications as news
    join public.notification_kinds as kind on kind.kind = news.kind
    left join public.notification_preferences as wish
      on wish.user_id = news.user_id and wish.kind = news.kind and wish.channel = 'email'
    left join private.daily_digests as before on before.user_id = news.user_id
    left join public.message_hours as hours on hours.user_id = news.user_id
    where news.id >= private.uuid_v7_floor(now() - interval '2 days') and news.read_at is null
      and private.chosen_mode(kind.email, wish.mode, kind.is_refusable) = 'daily'
      and (before.user_id is null or before.made_on < today and news.id > before.told_up_to)
      and hour >= coalesce(hours.digest_at, 8)
    group by news.user_id
    order by news.user_id
    limit batch
  ), told as (
    -- Two that make digests at once: one of them makes each.
    insert into private.daily_digests as digest (user_id, told_up_to, made_on)
    select reader.user_id, reader.last_id, today from reader
    on conflict on constraint daily_digests_pkey do update
    set told_up_to = excluded.told_up_to, made_on = excluded.made_on where digest.made_on < excluded.made_on
    returning digest.user_id
  ), queued as (
    insert into private.deliveries (user_id, kind, channel, priority, fields, next_at, useful_until)
    select reader.user_id, kind.kind, 'email', 1,
      jsonb_build_object('count', reader.news, 'news', array_to_string(reader.titles, E'\n')
        || case when reader.news > 20 then format(E'\nand %s more', reader.news - 20) else '' end),
      now(), now() + kind.useful_for
    from told
    join reader on reader.user_id = told.user_id
    join public.notification_kinds as kind on kind.kind = 'daily_digest'
    left join public.notification_preferences as wish
      on wish.user_id = told.user_id and wish.kind = 'daily_digest' and wish.channel = 'email'
    where coalesce(wish.mode, kind.email) = 'at_once'
  )
  select count(*) into made from told;
  return made;
end
$$;
comment on function private.make_daily_digests(integer) is
  'Puts the day''s news of a batch of people into the outbox, each once a day from their hour on; returns for how many. Run by pg_cron each hour.';
select cron.schedule('make-daily-digests', '5 * * * *', private.in_batches('private.make_daily_digests'));
