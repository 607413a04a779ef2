-- For staff: people. Each keeps who did it and why in private.acts (acts.sql).

-- Find an account.
select account.id, account.email, account.phone, profile.display_name, account.created_at, account.last_sign_in_at, account.banned_until
from auth.users as account join public.profiles as profile on profile.id = account.id
where account.email = '<email>' or account.phone = '<phone>';

-- What somebody is on the platform.
select organization.name, membership.role from public.memberships as membership
join public.organizations as organization on organization.id = membership.org_id where membership.user_id = '<person id>';

-- Suspend: no sign-in, and nothing is written with a token that is still out. They are told why, by e-mail or SMS. Their
-- organizations and listings stay as they are (organizations.sql suspends those).
select public.suspend_person('<person id>', 'Asked tenants for money outside the platform');

-- Restore. They are told of it.
select public.restore_person('<person id>', 'Cleared after a call');

-- Take a second factor away from somebody who lost their phone, when it is surely them.
select id, friendly_name, status, created_at from auth.mfa_factors where user_id = '<person id>';
select private.remove_second_factor('<person id>', '<factor id>', 'Seen on a video call with their NIN slip');

-- Why something did not reach somebody: what they were told lately, and what came of it by SMS and e-mail. Nothing beside it:
-- they chose the app alone. suppressed and failed say why in reason; unknown may have gone.
select notification.created_at, notification.kind, notification.read_at, delivery.channel, delivery.status, delivery.reason,
  delivery.attempts, delivery.provider_id, delivery.handed_at, delivery.ended_at
from public.notifications as notification left join private.deliveries as delivery on delivery.notification_id = notification.id
where notification.user_id = '<person id>' order by notification.id desc limit 50;

-- Make the export of somebody's data for them: they alone can fetch it, from their account.
insert into private.data_exports (user_id) values ('<person id>') on conflict do nothing;

-- Delete, when the person asks: what is theirs alone goes, what others need stays without their name. Look first at what is
-- open: a tenancy that runs, money owed to or held for them, a deal. While something is, it is refused; a third argument of
-- true does it all the same.
select matter.code, matter.message, matter.field, matter.subject_id, matter.amount_kobo from private.erasure_blockers('<person id>') as matter;
select public.delete_person('<person id>', 'Asked for it by e-mail');

-- Whoever asked to be forgotten themselves, and what came of it; some wait for a person, since something open concerns them.
select request.id, request.user_id, request.asked_at, request.erase_at, request.waits_since, request.matters, request.refusal,
  request.decision, request.decision_reason, request.erased_at, request.files_gone_at, request.note
from private.erasure_requests as request order by request.waits_since nulls last, request.id desc;

-- What was kept of somebody who was forgotten, why, and until when.
select category, erased, kept, kept_why, kept_until from private.erasure_keeps where request_id = '<erasure request id>' order by category;

-- Hold it, as the law asks, or let it go on. The person reads the reason.
select public.decide_erasure('<erasure request id>', 'hold', 'A court asks that it be kept', (now() + interval '60 days')::text);
select public.decide_erasure('<erasure request id>', 'erase', 'Nothing of what is open needs the account');

-- What was done about somebody before.
select * from private.acts where subject_id = '<person id>' order by id desc;
