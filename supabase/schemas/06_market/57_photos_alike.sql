-- Which photos of other listings are the same, or look the same: for signals of fraud and of double listings. Nothing else
-- reads the hashes, and nothing happens by itself because of them.

create function private.looks_apart(hash text, other text)
returns integer
language sql
immutable
set search_path = ''
as $$
  select bit_count(('x' || hash)::bit(64) # ('x' || other)::bit(64))::integer
$$;
comment on function private.looks_apart(text, text) is
  'In how many of their 64 bits two perceptual hashes differ: 0 to 3 for a photo that was made smaller or saved again, 32 on average for two that have nothing to do with each other.';

create function private.photos_like(media_id uuid, most_apart integer default 3)
returns table (media_id uuid, listing_id uuid, org_id uuid, is_same_file boolean, apart integer)
language sql
stable
set search_path = ''
rows 5
as $$
  select other.id, other.listing_id, other.org_id, other.sha256 = photo.sha256,
    private.looks_apart(photo.perceptual_hash, other.perceptual_hash)
  from public.listing_media as photo
  join public.listing_media as other on other.listing_id <> photo.listing_id and (
    other.sha256 = photo.sha256
    or substr(other.perceptual_hash, 1, 4) = substr(photo.perceptual_hash, 1, 4)
    or substr(other.perceptual_hash, 5, 4) = substr(photo.perceptual_hash, 5, 4)
    or substr(other.perceptual_hash, 9, 4) = substr(photo.perceptual_hash, 9, 4)
    or substr(other.perceptual_hash, 13, 4) = substr(photo.perceptual_hash, 13, 4))
  where photo.id = photos_like.media_id and (
    other.sha256 = photo.sha256
    or private.looks_apart(photo.perceptual_hash, other.perceptual_hash) <= least(most_apart, 3))
  order by 5 nulls last, 1
$$;
comment on function private.photos_like(uuid, integer) is
  'Photos of other listings that are the same file as this one, or whose look differs in at most most_apart bits, 3 at most: as many are found without looking at every photo.';
