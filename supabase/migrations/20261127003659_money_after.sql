-- Runs after the generated part of this migration. Changes rows, and nothing of the schema.

-- What was reviewed before places were kept was seen where it is now.
select private.see_places(document) from public.title_documents as document where document.status in ('copy_seen', 'searched_clean');
update private.places_seen as seen set is_covered = true
from public.properties as property where property.id = seen.property_id and property.is_verified and not seen.is_covered;
-- Whose title was found clean says since when.
select private.renew_verified(document.org_id, document.property_id) from public.title_documents as document where document.status = 'searched_clean';

-- Search knows places by more words than before: rows that exist get theirs as if they were written now.
select private.sync_searchable_listing(listing) from public.listings as listing where listing.status = 'published';
update public.areas set name = name;

-- Who agreed on paper, as the landlord's side recorded, did not say so here.
update public.tenancy_parties as party set agreed_on_paper = true
from public.state_changes as change
where change.machine = 'tenancy' and change.subject_id = party.tenancy_id and change.to_state = 'active'
  and change.reason = 'Agreed on paper' and change.occurred_at = party.accepted_at;
