-- Being forgotten: what is done once the days to think it over have passed, by the clock, one person at a time. Whether it may be
-- done, and how one asks, is 84_erasures.sql's.

create function private.anonymize_person(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  kept regclass;
  saved record;
  entry private.personal_data;
begin
  perform private.lock_person(person_id);
  -- Nothing is taken from a card any more.
  for saved in
    select s.id from public.saved_authorizations as s
    where s.user_id = person_id and s.status <> 'removed' order by s.id for update
  loop
    perform private.end_authorization(saved.id, 'removed');
  end loop;
  for saved in
    select autopay.id from public.autopays as autopay
    where autopay.user_id = person_id and autopay.status <> 'ended' order by autopay.id for update
  loop
    perform private.end_autopay(saved.id);
  end loop;
  perform private.end_deals_of(person_id);
  perform private.forget_applications(person_id);
  perform private.forget_verifications(person_id);
  perform private.forget_signals(person_id);
  perform private.forget_contacts(person_id);
  -- The last owner of an organization hands it over first: membership.last_owner.
  delete from public.memberships as member where member.user_id = person_id;
  perform private.forget_favourites(person_id);
  -- What is theirs alone goes, and what leads to their account leads nowhere: private.personal_data says which.
  for entry in
    select listed.* from private.personal_data as listed
    where listed.erasure in ('deleted', 'unlinked') and listed.through is null order by listed.relation, listed.column_name
  loop
    if entry.erasure = 'deleted' then
      execute format('delete from %1$s where %2$I = $1', entry.relation, entry.column_name) using person_id;
    else
      execute format('update %1$s set %2$I = null where %2$I = $1', entry.relation, entry.column_name) using person_id;
    end if;
  end loop;
  -- What was said and signed stays, by somebody without a name.
  update public.profiles as profile set display_name = 'Deleted account', locale = 'en' where profile.id = person_id;
  delete from auth.sessions as session where session.user_id = person_id;
  delete from auth.identities as identity where identity.user_id = person_id;
  -- Auth makes these itself, where its version has them.
  for kept in
    select to_regclass(name) from unnest(array['auth.one_time_tokens', 'auth.mfa_factors']) as name
    where to_regclass(name) is not null
  loop
    execute format('delete from %s where user_id = $1', kept) using person_id;
  end loop;
  update auth.users as account set
    email = 'deleted-' || person_id || '@deleted.invalid', phone = null, phone_confirmed_at = null,
    encrypted_password = null, raw_user_meta_data = '{}', raw_app_meta_data = '{}',
    email_change = '', phone_change = '', confirmation_token = '', recovery_token = '',
    email_change_token_new = '', email_change_token_current = '', reauthentication_token = '',
    banned_until = private.for_good(), deleted_at = coalesce(account.deleted_at, now()), updated_at = now()
  where account.id = person_id;
end
$$;
comment on function private.anonymize_person(uuid) is
  'The one way in which somebody is forgotten, by their own wish or by staff: takes back what they offered, applied for, booked and asked (private.end_deals_of), deletes what is theirs alone and unlinks what leads to them (private.personal_data), and takes name and contact out of their account and profile. What others received stays as it was written. Safe to repeat. Error: membership.last_owner 409.';

create function private.forget_contacts(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  nowhere constant text := 'deleted-' || person_id || '@deleted.invalid';
begin
  update public.invitations as invitation set email = nowhere, phone = null where invitation.accepted_by = person_id;
  update public.conversation_guests as guest set contact = nowhere where guest.user_id = person_id;
  update private.erasure_requests as request set reason = null where request.user_id = person_id and request.reason is not null;
  insert into private.abandoned_files (bucket, path)
  select file.bucket_id, file.name from storage.objects as file
  where file.bucket_id in ('uploads', 'data-exports') and file.name like person_id || '/%'
  on conflict do nothing;
end
$$;
comment on function private.forget_contacts(uuid) is
  'Takes the address by which somebody was invited out of what they accepted, and the words of their requests; has files swept that are theirs alone.';

create function private.last_address(person_id uuid)
returns table (channel public.message_channel, address text, language public.locale)
language sql
stable
set search_path = ''
as $$
  select way.channel, way.address, profile.locale
  from auth.users as account
  join public.profiles as profile on profile.id = account.id
  cross join lateral (values
    ('email'::public.message_channel, account.email::text, account.email_confirmed_at, 1),
    ('sms'::public.message_channel, '+' || ltrim(account.phone, '+'), account.phone_confirmed_at, 2)) as way (channel, address, proven_at, n)
  where account.id = person_id and way.address is not null and way.proven_at is not null and way.address not like '%@deleted.invalid'
  order by way.n limit 1
$$;
comment on function private.last_address(uuid) is 'Where somebody is reached for the last time: their proven e-mail address, else their proven number.';

create function private.erase_person(request_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  request private.erasure_requests;
  sent_to record;
  said text;
begin
  select known.* into strict request from private.erasure_requests as known where known.id = request_id for update;
  perform private.lock_person(request.user_id);
  insert into private.erasure_keeps (request_id, category, erased, kept, kept_why, kept_until)
  select request_id, part.category, part.erased, part.kept, part.kept_why, part.kept_until
  from private.personal_summary(request.user_id, false) as part;
  select string_agg('- ' || part.about || '. ' || part.kept_why
    || case when part.kept_until is not null then ', until ' || to_char(part.kept_until, 'FMDD FMMonth YYYY') else '' end || '.', E'\n' order by part.category)
  into said
  from private.personal_summary(request.user_id, true) as part where part.kept_why is not null;
  -- Where they are reached is asked before it goes, and handed to the outbox in the same transaction.
  select way.* into sent_to from private.last_address(request.user_id) as way;
  insert into private.erasure_files (request_id, bucket, path)
  select request_id, file.bucket_id, file.name from storage.objects as file
  where file.bucket_id in ('uploads', 'data-exports') and file.name like request.user_id || '/%'
  on conflict do nothing;
  perform private.anonymize_person(request.user_id);
  -- What was left to be swept besides: papers of applications that came to nothing.
  insert into private.erasure_files (request_id, bucket, path)
  select request_id, file.bucket, file.path from private.abandoned_files as file
  where file.bucket in ('uploads', 'data-exports') and file.path like request.user_id || '/%'
    or file.bucket = 'application-documents' and split_part(file.path, '/', 1) in (
      select application.id::text from public.applications as application where application.applicant_id = request.user_id)
  on conflict do nothing;
  update private.erasure_requests as known
  set erased_at = now(), next_try_at = now() + interval '15 minutes', closed_until = null, waits_since = null, note = null where known.id = request_id;
  if sent_to.address is not null then
    perform private.send_message('erasure_done', sent_to.channel, sent_to.address, null, request_id,
      jsonb_build_object('kept', coalesce(said, 'Nothing.')), sent_to.language);
  end if;
end
$$;
comment on function private.erase_person(uuid) is
  'Forgets somebody in one transaction: notes what is kept and why, tells them where they were last reached, and takes them out by private.anonymize_person(). Files go after it, by the sweep.';

create function private.shut_account(request private.erasure_requests)
returns void
language plpgsql
set search_path = ''
as $$
declare
  shut_until constant timestamptz := now() + interval '1 day';
begin
  update private.erasure_requests as known
  set closed_until = shut_until, next_try_at = now() + interval '1 minute' where known.id = request.id;
  -- Who is suspended besides stays so.
  update auth.users as account set banned_until = greatest(account.banned_until, shut_until), updated_at = now()
  where account.id = request.user_id;
end
$$;
comment on function private.shut_account(private.erasure_requests) is
  'Shuts the account of a locked request, so that its person begins nothing any more (private.limit_person). It is emptied a minute later at the earliest: what had begun before has ended by then, and is seen. Opens by itself after a day.';

create function private.open_account(request private.erasure_requests)
returns void
language sql
set search_path = ''
as $$
  update auth.users as account set banned_until = null, updated_at = now()
  where account.id = request.user_id and account.banned_until = request.closed_until
$$;
comment on function private.open_account(private.erasure_requests) is
  'Takes back what private.shut_account() did, and nothing else: who was suspended meanwhile stays suspended.';

create function private.lock_affairs(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.lock_person(person_id);
  -- In the order in which private.anonymize_person() takes them.
  perform from public.saved_authorizations as saved where saved.user_id = person_id and saved.status <> 'removed' order by saved.id for update;
  perform from public.autopays as autopay where autopay.user_id = person_id and autopay.status <> 'ended' order by autopay.id for update;
  perform from public.offers as offer where offer.offeror_id = person_id and offer.status = 'open' order by offer.id for update;
end
$$;
comment on function private.lock_affairs(uuid) is
  'Until the transaction ends, others do nothing for somebody that would stand in the way of forgetting them: no autopay is begun, no offer of theirs accepted.';

create function private.erase_due(batch integer default 20)
returns integer
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  request private.erasure_requests;
  blocker record;
  open text[];
  done integer := 0;
begin
  for request in
    select due.* from private.erasure_requests as due
    where due.next_try_at <= now() order by due.next_try_at limit batch for update skip locked
  loop
    done := done + 1;
    begin
      if request.erased_at is not null then
        perform private.finish_erasure(request.id);
        continue;
      end if;
      perform private.lock_affairs(request.user_id);
      select first.* into blocker from private.erasure_blockers(request.user_id) as first limit 1;
      if blocker.code is not null then
        perform private.open_account(request);
        update private.erasure_requests as known
        set refused_at = now(), refusal = blocker.code, next_try_at = null, closed_until = null where known.id = request.id;
        perform private.notify(array[request.user_id], null, 'erasure_refused', 'Your account could not be deleted', request.id,
          jsonb_build_object('why', blocker.message));
        continue;
      end if;
      open := private.erasure_matters(request.user_id, false);
      if cardinality(open) > 0 and (request.decision is distinct from 'erase') then
        perform private.open_account(request);
        update private.erasure_requests as known
        set waits_since = now(), matters = open, next_try_at = null, closed_until = null where known.id = request.id;
        continue;
      end if;
      -- In two steps: what the person begins in this moment would be seen by nobody who looks now.
      if coalesce(request.closed_until <= now(), true) then
        perform private.shut_account(request);
        continue;
      end if;
      perform private.erase_person(request.id);
    exception when others then
      -- What one person meets keeps nobody else waiting; nothing of it is left.
      perform private.open_account(request);
      update private.erasure_requests as known
      set next_try_at = now() + interval '1 hour', closed_until = null, note = left(sqlerrm, 500) where known.id = request.id;
    end;
  end loop;
  return done;
end
$$;
comment on function private.erase_due(integer) is
  'Forgets those whose days to think better of it are over, a minute after it shut their account, refuses what stands in the way by now, leaves to staff what they are to decide, and notes which have no file left. Run by pg_cron.';
select cron.schedule('erase-people', '*/5 * * * *', private.in_batches('private.erase_due'));

create function private.finish_erasure(request_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  delete from private.erasure_files as gone
  where gone.request_id = request_id and not exists (
    select from storage.objects as there where there.bucket_id = gone.bucket and there.name = gone.path);
  -- What the sweep lost sight of is swept again.
  insert into private.abandoned_files (bucket, path)
  select still.bucket, still.path from private.erasure_files as still where still.request_id = request_id
  on conflict do nothing;
  if exists (select from private.erasure_files as still where still.request_id = request_id) then
    update private.erasure_requests as known set next_try_at = now() + interval '15 minutes' where known.id = request_id;
  else
    update private.erasure_requests as known set files_gone_at = now(), next_try_at = null where known.id = request_id;
  end if;
end
$$;
comment on function private.finish_erasure(uuid) is 'Notes that Storage has none of the files of somebody who was forgotten; looks again later while it has.';
