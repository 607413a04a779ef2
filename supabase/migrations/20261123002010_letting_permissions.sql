-- What each role may do with mandates and deals, and what people are notified of.
set lock_timeout = '5s';
set statement_timeout = '60s';

insert into private.role_permissions (role, permission)
select 'owner'::public.member_role, permission
from unnest(array['mandates.write', 'deals.read', 'deals.write']::private.permission[]) as permission
union all
select role, permission
from unnest(array['manager', 'agent']::public.member_role[]) as role,
  unnest(array['deals.read', 'deals.write']::private.permission[]) as permission;

alter table public.notifications drop constraint notifications_kind_check;
alter table public.notifications add constraint notifications_kind_check check (kind in (
  'message_received', 'payment_received', 'payment_settled', 'tenancy_offered', 'tenancy_accepted',
  'invitation_accepted', 'mandate_offered', 'mandate_accepted', 'mandate_revoked',
  'listing_approved', 'listing_returned', 'listing_suspended', 'listing_stale', 'search_matched',
  'enquiry_received', 'viewing_booked', 'viewing_cancelled',
  'application_submitted', 'application_decided', 'offer_made', 'offer_accepted', 'offer_declined', 'offer_expired',
  'sale_closed', 'tenancy_renewal_offered', 'notice_given', 'tenancy_holding_over', 'tenancy_ended',
  'inspection_ready', 'inspection_signed', 'history_requested', 'history_shared', 'document_shared'
));
