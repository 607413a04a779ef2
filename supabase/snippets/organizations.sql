-- For staff: organizations.

-- Find one.
select id, kind, name, address, reviews_listings, suspended_at, created_at from public.organizations where name ilike '<name>%';

-- Take it off the market: its listings are suspended, and what it would publish waits for review.
select public.suspend_organization('<org id>', 'Lists homes of others without a mandate');

-- Restore it, with the listings that were suspended with it.
select public.restore_organization('<org id>', 'Mandates shown');

-- Who changed what there.
select occurred_at, actor_id, actor_role, action, table_name, row_id, old_values, new_values
from private.audit_log where org_id = '<org id>' order by id desc limit 100;
