-- For staff: listings. One statement at a time; each move is kept in state_changes with its reason.

-- What waits for review, with who offers it. shown_changed_at says which text you see.
select listing.id, listing.title, listing.description, listing.purpose, listing.price_kobo, listing.area, organization.name, listing.shown_changed_at
from public.listings as listing join public.organizations as organization on organization.id = listing.org_id
where listing.status = 'pending_review' order by listing.updated_at;

-- Publish one that waits, as you saw it: refused when it was changed since.
select public.review_listing('<pending listing id>', 'approve', seen_at => '<shown changed at>');

-- Send one back to a draft, with what its owner must change.
select public.review_listing('<pending listing id>', 'return', 'The photos show another flat');

-- Take a published one down.
select public.review_listing('<published listing id>', 'suspend', 'Reported as already let');

-- Lift a suspension: it is what it was before.
select public.review_listing('<suspended listing id>', 'restore', 'The owner showed the vacant flat');

-- Have an organization's listings wait for review before visitors see them; false ends it.
select public.set_listing_review('<org id>', true);

-- What happened to a listing, and why.
select occurred_at, from_state, to_state, reason, actor_id from public.state_changes
where subject_id = '<published listing id>' order by id desc;
