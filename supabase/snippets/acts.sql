-- For auditors and administrators: privileged acts, what each asks for, and whether their record is whole.

-- What was done lately: who, in which role, how surely signed in, what, to whom, why.
select act.occurred_at, coalesce(person.display_name, act.actor_role) as actor, act.staff_role, act.assurance, act.act, act.subject_id, act.org_id, act.reason
from private.acts as act left join public.profiles as person on person.id = act.actor_id
order by act.id desc limit 100;

-- What an act changed; words are redacted.
select change.action, change.table_name, change.row_id, change.before, change.after
from private.act_changes as change join private.acts as act on act.id = change.act_id
where act.subject_id = '<person id>' order by change.id desc limit 100;

-- Whom staff looked up lately, what for and why.
select look.looked_at, look.purpose, act.actor_id, look.person_id, act.reason
from private.person_looks as look join private.acts as act on act.id = look.act_id order by look.act_id desc limit 100;

-- Whether the record is whole: every row is something that was changed, removed, slipped in, moved or cut off.
select * from private.check_acts(null);

-- Where each chain ends. Keep this outside the database, and give it to private.check_acts() later instead of null.
with heads as (select private.act_heads_to_copy() as copy) select jsonb_pretty(copy) from heads;

-- What each act asks for. To change it is an act of its own:
-- update private.act_rules set level = 'aal2' where act = 'approve_payout';
select * from private.act_rules order by permission nulls first, act;

-- Who is on the staff, and what each role may do; without a role somebody is admin. To change a role:
-- update public.staff_members set role = 'support' where user_id = '…';
select person.display_name, coalesce(member.role, 'admin') as role, member.note, member.created_at, array_agg(given.permission order by given.permission) as may
from public.staff_members as member
join public.profiles as person on person.id = member.user_id
left join private.staff_role_permissions as given on given.role = coalesce(member.role, 'admin')
group by person.display_name, member.role, member.note, member.created_at, member.user_id order by member.created_at;
