-- Files that nobody needs any more go by the clock: those of removed photos, and uploads of which nothing was made.
-- An original may say where it was taken, so it is not kept.

create function service.files_to_sweep(most integer default 200)
returns table (bucket text, path text)
language sql
stable
security definer
set search_path = ''
as $$
  (
    select file.bucket, file.path from private.abandoned_files as file
    where file.abandoned_at < now() - interval '10 minutes'
    order by file.abandoned_at
    limit least(most, 1000)
  )
  union all
  (
    select object.bucket_id, object.name from storage.objects as object
    where object.bucket_id = 'uploads' and object.created_at < now() - interval '1 day'
    order by object.created_at
    limit least(most, 1000)
  )
$$;
comment on function service.files_to_sweep(integer) is
  'Files to delete through Storage: of photos removed ten minutes ago or more, those whose row never came, and uploads older than a day. At most so many of each, oldest first. Put them off by put_off_abandoned_files before they are deleted, and say afterwards which are gone by forget_abandoned_files.';
grant execute on function service.files_to_sweep(integer) to service_role;

create function private.files_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  -- Every five minutes at most: what Storage does not delete is no reason to ask it each minute.
  select case when private.rested('sweep_files', '5 minutes') then exists (select from service.files_to_sweep(1)) else false end
$$;
comment on function private.files_wait() is 'Whether files are to be deleted now.';
