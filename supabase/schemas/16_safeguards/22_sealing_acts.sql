-- Every act is sealed when its transaction commits: its seal covers the act, its changes and the seal before it. There is
-- a chain for each organization, and sixteen for what belongs to none, so that those who act at once rarely wait for each
-- other; and only for the moment of the commit. The newest seal of each chain is kept apart (private.act_heads), and
-- outside the database by whoever copies what list_act_heads() says.

create table private.act_heads (
  chain text primary key check (chain ~ '^(org:[0-9a-f-]{36}|platform:\d{1,2})$'),
  seq bigint not null check (seq > 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);
comment on table private.act_heads is
  'The newest seal of each chain: its row is the lock that puts acts in line, and what shows that none was cut off at the end. No policies: functions only.';
comment on column private.act_heads.chain is 'org:<organization>, or platform:<0 to 15> for what belongs to none.';
comment on column private.act_heads.seq is 'How many seals the chain has.';
comment on column private.act_heads.hash is 'Hash of the newest.';
alter table private.act_heads enable row level security;

create table private.act_seals (
  chain text not null,
  seq bigint not null check (seq > 0),
  act_id uuid not null unique,
  version smallint not null,
  previous_hash text not null check (previous_hash ~ '^([0-9a-f]{64})?$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (chain, seq)
);
comment on table private.act_seals is
  'One seal for each act, chained by hash and numbered without gaps. Append-only; without a foreign key, so that it tells of an act that is gone. No policies: functions only.';
comment on column private.act_seals.chain is 'The chain.';
comment on column private.act_seals.seq is 'Its place in the chain, from 1.';
comment on column private.act_seals.act_id is 'The act that it seals.';
comment on column private.act_seals.version is 'Which list of facts the hash covers: private.act_hash().';
comment on column private.act_seals.previous_hash is 'The seal before it; empty for the first.';
comment on column private.act_seals.hash is 'SHA-256 in hex: private.act_hash().';
alter table private.act_seals enable row level security;

create function private.chain_of(act private.acts)
returns text
language sql
immutable
set search_path = ''
as $$
  select case when act.org_id is not null then 'org:' || act.org_id
    -- By the last figure of what it is about, or of the act itself: random in every version of identifiers.
    else 'platform:' || ('x' || right(coalesce(act.subject_id, act.id)::text, 1))::bit(4)::integer end
$$;
comment on function private.chain_of(private.acts) is 'The chain in which an act is sealed.';

create function private.act_hash(version smallint, chain text, seq bigint, previous_hash text, act private.acts, changes jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
  -- A version never changes: another list of facts is another version.
  select case when version = 1 then encode(sha256(convert_to(jsonb_build_array(
    version, chain, seq, previous_hash, act.id, (extract(epoch from act.occurred_at) * 1000000)::bigint, act.actor_id,
    act.actor_role, act.staff_role, act.assurance, act.act, act.subject_id, act.org_id, act.reason, changes)::text, 'utf8')), 'hex') end
$$;
comment on function private.act_hash(smallint, text, bigint, text, private.acts, jsonb) is
  'SHA-256 in hex over a seal''s place, the hash before it, the act and its changes, as canonical jsonb text with instants in microseconds. Null for a version that is not known.';

create function private.changes_of(act_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_array(change.id, change.action, change.table_name, change.row_id, change.before, change.after)
    order by change.id), '[]')
  from private.act_changes as change where change.act_id = changes_of.act_id
$$;
comment on function private.changes_of(uuid) is 'The changes of an act, in order, as its seal covers them.';

create function private.lock_chains(chain text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  key bigint;
begin
  -- All of the transaction at once and in one order: two with the same acts in another order would wait for each other.
  -- By advisory lock, since a chain that has no head yet has no row to lock.
  for key in
    select distinct hashtextextended('acts ' || named.chain, 0)
    from unnest(array_append(string_to_array(nullif(current_setting('estate.chains', true), ''), ' '), lock_chains.chain)) as named (chain)
    order by 1
  loop
    perform pg_catalog.pg_advisory_xact_lock(key);
  end loop;
end
$$;
comment on function private.lock_chains(text) is
  'Locks a chain and all others in which this transaction began acts, in one order, until it ends.';

create function private.seal_act()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  version constant smallint := 1;
  line constant text := private.chain_of(new);
  head private.act_heads;
  next_hash text;
begin
  perform private.lock_chains(line);
  select it.* into head from private.act_heads as it where it.chain = line for update;
  if not found then
    next_hash := private.act_hash(version, line, 1, '', new, private.changes_of(new.id));
    insert into private.act_heads (chain, seq, hash) values (line, 1, next_hash) on conflict do nothing;
    if found then
      insert into private.act_seals (chain, seq, act_id, version, previous_hash, hash)
      values (line, 1, new.id, version, '', next_hash);
      return null;
    end if;
    select it.* into strict head from private.act_heads as it where it.chain = line for update;
  end if;
  next_hash := private.act_hash(version, line, head.seq + 1, head.hash, new, private.changes_of(new.id));
  insert into private.act_seals (chain, seq, act_id, version, previous_hash, hash)
  values (line, head.seq + 1, new.id, version, head.hash, next_hash);
  update private.act_heads as it set seq = head.seq + 1, hash = next_hash where it.chain = line;
  return null;
end
$$;
comment on function private.seal_act() is
  'Trigger at the end of the transaction: seals an act with all that it changed, and moves the head of its chain.';
create constraint trigger seal_act after insert on private.acts
  deferrable initially deferred for each row execute function private.seal_act();

create function private.guard_act_head()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if (new.chain, new.seq) is distinct from (old.chain, old.seq + 1) then
    perform private.raise_problem('record.append_only', 'Cannot set a chain back: it only grows', 409);
  end if;
  return new;
end
$$;
comment on function private.guard_act_head() is 'Trigger: a chain''s head only moves on by one. Error: record.append_only 409.';
create trigger guard_act_head before update on private.act_heads
  for each row execute function private.guard_act_head();
create trigger refuse_change before delete on private.act_heads
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.act_heads
  for each statement execute function private.refuse_change();

create trigger refuse_change before update or delete on private.acts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.acts
  for each statement execute function private.refuse_change();
create trigger refuse_change before update or delete on private.act_changes
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.act_changes
  for each statement execute function private.refuse_change();
create trigger refuse_change before update or delete on private.act_seals
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.act_seals
  for each statement execute function private.refuse_change();
