-- Runs after the generated part of this migration. Changes rows, and nothing of the schema.

-- What was reviewed before places were kept was seen where it is now.
select private.see_places(document) from public.title_documents as document where document.status in ('copy_seen', 'searched_clean');
-- Whose title was found clean says since when.
select private.renew_verified(document.org_id, document.property_id) from public.title_documents as document where document.status = 'searched_clean';

-- Search knows places by more words than before: rows that exist get theirs as if they were written now.
select private.sync_searchable_listing(listing) from public.listings as listing where listing.status = 'published';
update public.areas set name = name;
