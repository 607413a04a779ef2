-- Who somebody is on the platform, all of it in one call: what an app asks first after signing in.

create function public.my_hats()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'person', (
      select jsonb_build_object('id', me.id, 'display_name', me.display_name, 'locale', me.locale)
      from public.profiles as me where me.id = (select auth.uid())),
    'is_staff', exists (select from public.staff_members as staff where staff.user_id = (select auth.uid())),
    'memberships', coalesce((
      select jsonb_agg(jsonb_build_object(
        'org_id', organization.id, 'name', organization.name, 'kind', organization.kind, 'role', mine.role,
        'permissions', (
          select jsonb_agg(held.permission order by held.permission) from private.my_permissions as held
          where held.org_id = mine.org_id),
        'suspended_at', organization.suspended_at) order by organization.name, organization.id)
      from public.memberships as mine
      join public.organizations as organization on organization.id = mine.org_id
      where mine.user_id = (select auth.uid())), '[]'),
    'unread', jsonb_build_object(
      'conversations', (select count(*) from public.my_unread()),
      -- More than a hundred nobody counts.
      'notifications', (
        select count(*) from (
          select told.read_at from public.notifications as told where told.user_id = (select auth.uid())
          order by told.id desc limit 100
        ) as latest where latest.read_at is null)),
    'tenancies', coalesce((
      select jsonb_agg(jsonb_build_object(
        'tenancy_id', tenancy.id, 'org_id', tenancy.org_id, 'landlord', landlord.name, 'unit_id', tenancy.unit_id,
        'status', tenancy.status, 'starts_on', tenancy.starts_on, 'ends_on', tenancy.ends_on, 'accepted_at', party.accepted_at)
        order by tenancy.starts_on desc, tenancy.id)
      from public.tenants as known
      join public.tenancy_parties as party on party.tenant_id = known.id
      join public.tenancies as tenancy on tenancy.id = party.tenancy_id
      join public.organizations as landlord on landlord.id = tenancy.org_id
      where known.user_id = (select auth.uid())), '[]'),
    'applications', coalesce((
      select jsonb_agg(jsonb_build_object(
        'application_id', application.id, 'listing_id', application.listing_id, 'status', application.status,
        'submitted_at', application.submitted_at) order by application.id desc)
      from public.applications as application where application.applicant_id = (select auth.uid())), '[]'),
    'guarantees', coalesce((
      select jsonb_agg(jsonb_build_object(
        'guarantor_id', guarantor.id, 'application_id', guarantor.application_id, 'status', guarantor.status,
        'answered_at', guarantor.answered_at) order by guarantor.id desc)
      from public.application_guarantors as guarantor where guarantor.answered_by = (select auth.uid())), '[]'),
    'offers', coalesce((
      select jsonb_agg(jsonb_build_object(
        'offer_id', offer.id, 'listing_id', offer.listing_id, 'purpose', offer.purpose, 'status', offer.status) order by offer.id desc)
      from public.offers as offer where offer.offeror_id = (select auth.uid())), '[]'),
    'sales', coalesce((
      select jsonb_agg(jsonb_build_object(
        'sale_id', sale.id, 'property_id', sale.property_id, 'unit_id', sale.unit_id, 'status', sale.status, 'role', party.role)
        order by sale.id desc)
      from public.sale_parties as party
      join public.sales as sale on sale.id = party.sale_id
      where party.profile_id = (select auth.uid())), '[]'))
$$;
comment on function public.my_hats() is
  'Who the caller is on the platform: person, staff, memberships with their roles and permissions, how much waits unread (conversations with something unread, notifications among the latest hundred), tenancies, applications, guarantees they answered for, offers they made, sales they are a party to (role buyer, seller and the like). Newest first; empty lists where there is nothing.';
grant execute on function public.my_hats() to authenticated;
