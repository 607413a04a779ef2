-- Fingerprints of identity numbers. No number comes into this database, not even as an argument: the identity function
-- sends HMAC-SHA256 of it under a key of its own (the digest), and what is kept is HMAC-SHA256 of that under peppers that
-- are in Vault. Whoever has the database alone, or the functions' environment alone, cannot try all eleven figures.
--
-- Peppers lie one over another: version 2 is made of version 1, and so a rotation needs no number and no digest
-- (private.rehash_identities). While it runs both versions are looked for. docs/decisions/0036.

create table private.identity_peppers (
  version integer primary key check (version between 1 and 100),
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
comment on table private.identity_peppers is
  'Versions of the pepper; each is the vault secret identity_pepper_<version>. All of them are needed for ever. No policies: functions only.';
comment on column private.identity_peppers.version is 'Which; the highest is written.';
comment on column private.identity_peppers.created_at is 'When it was made, UTC.';
comment on column private.identity_peppers.retired_at is 'Since when nothing that is kept is of this version any more, UTC; null: something is.';
alter table private.identity_peppers enable row level security;
create trigger refuse_change before delete on private.identity_peppers
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.identity_peppers
  for each statement execute function private.refuse_change();

create function private.add_identity_pepper()
returns integer
language plpgsql
set search_path = ''
as $$
declare
  made integer;
begin
  lock table private.identity_peppers in share row exclusive mode;
  select coalesce(max(known.version), 0) + 1 into made from private.identity_peppers as known;
  perform vault.create_secret(encode(extensions.gen_random_bytes(32), 'hex'), 'identity_pepper_' || made);
  insert into private.identity_peppers (version) values (made);
  return made;
end
$$;
comment on function private.add_identity_pepper() is
  'Makes a new pepper, by which everything is fingerprinted from now on, and puts it into Vault: the beginning of a rotation. For administrators; rehash-identities does the rest. Returns its version.';

create function private.identity_layer(version integer, below text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  pepper text;
begin
  select known.decrypted_secret into pepper from vault.decrypted_secrets as known
  where known.name = 'identity_pepper_' || identity_layer.version;
  if pepper is null then
    raise 'The vault holds no identity_pepper_%', version;
  end if;
  return encode(extensions.hmac(convert_to(below, 'utf8'), convert_to(pepper, 'utf8'), 'sha256'), 'hex');
end
$$;
comment on function private.identity_layer(integer, text) is 'A fingerprint of one version out of that of the version before.';

create function private.raised_fingerprint(fingerprint text, to_version integer)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  layered text := split_part(fingerprint, ':', 2);
begin
  for layer in split_part(fingerprint, ':', 1)::integer + 1 .. to_version loop
    layered := private.identity_layer(layer, layered);
  end loop;
  return to_version || ':' || layered;
end
$$;
comment on function private.raised_fingerprint(text, integer) is
  'A fingerprint of a later version, made of an earlier one: <version>:<64 hexadecimal figures>. Null for null.';

create function private.identity_hash(kind text, digest text, version integer)
returns text
language sql
stable
set search_path = ''
as $$
  select private.raised_fingerprint('1:' || private.identity_layer(1, kind || ':' || digest), version)
$$;
comment on function private.identity_hash(text, text, integer) is
  'The fingerprint of a number. kind: of which register; digest: HMAC-SHA256 of the number by the identity function; version: of the pepper.';

create function private.identity_hashes(kind text, digest text)
returns text[]
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if digest is null then
    return null;
  end if;
  if not exists (select from private.identity_peppers) then
    lock table private.identity_peppers in share row exclusive mode;
    if not exists (select from private.identity_peppers) then
      perform private.add_identity_pepper();
    end if;
  end if;
  return array(
    select private.identity_hash(kind, digest, known.version) from private.identity_peppers as known order by known.version desc);
end
$$;
comment on function private.identity_hashes(text, text) is
  'The fingerprints of a number in every version, newest first: the first one is written, all are looked for. Null for null. The first call of all makes the first pepper.';

create function private.current_hashes(hashes text[])
returns text[]
language sql
stable
set search_path = ''
as $$
  -- What was fingerprinted before a rotation began is looked for by the newer version too.
  select array(
    select private.raised_fingerprint(current_hashes.hashes[1], known.version) from private.identity_peppers as known
    where known.version > split_part(current_hashes.hashes[1], ':', 1)::integer order by known.version desc) || current_hashes.hashes
$$;
comment on function private.current_hashes(text[]) is
  'Fingerprints as private.identity_hashes() made them, with those of versions that came since.';
