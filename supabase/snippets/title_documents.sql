-- For staff: papers of ownership.

-- What nobody has looked at yet.
select title.id, title.kind, title.number, title.registry, title.holder_name, title.issued_on, title.storage_path, property.name, property.state
from public.title_documents as title join public.properties as property on property.id = title.property_id
where title.status = 'unseen' order by title.created_at;

-- What was searched, and is not any more what the reviewer saw: moved, or something was put into it. It counts again when it is
-- reviewed again, as the same or anything else.
select title.id, title.place_changed_at, title.kind, title.number, title.status_note, property.name, property.house_number, property.street,
  property.area, property.lga, property.state, property.longitude, property.latitude
from public.title_documents as title join public.properties as property on property.id = title.property_id
where title.place_changed_at is not null order by title.place_changed_at;

-- The copy was looked at.
select public.review_title_document('<title document id>', 'copy_seen', 'Legible, holder as told');

-- The registry was searched and agrees.
select public.review_title_document('<seen title document id>', 'searched_clean', 'Lagos Lands Registry, folio 12/34');

-- The registry was searched and something is wrong: the property is not shown as verified.
select public.review_title_document('<seen title document id>', 'searched_adverse', 'Held by another name');
