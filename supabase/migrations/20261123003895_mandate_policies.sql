-- What live mandates open to agencies, in the policies of the owner's tables. Only alter policy, in their newest form:
-- "case … end is not null" keeps the planner from preferring the policy to the screen's own filter and order.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter policy organizations_select on public.organizations using (
  id = any (array(select private.my_org_ids('organization.read')))
  or id = any (array(select private.my_tenant_org_ids()))
  or id = any (array(select private.my_mandate_party_ids()))
);

-- Any live mandate: whoever lists, shows, collects or signs must know the place.
alter policy properties_select on public.properties using (
  case
    when org_id = any (array(select private.my_org_ids('properties.read'))) then true
    when id = any (array(select private.my_home_property_ids())) then true
    when id = any (array(select private.my_mandated_property_ids())) then true
  end is not null
);
alter policy units_select on public.units using (
  case
    when org_id = any (array(select private.my_org_ids('properties.read'))) then true
    when id = any (array(select private.my_home_unit_ids())) then true
    when id = any (array(select private.my_mandated_unit_ids())) then true
  end is not null
);

-- A mandate to list.
alter policy listings_select on public.listings using (
  case
    when status = 'published' then true
    when org_id = any (array(select private.my_org_ids('properties.read'))) then true
    when unit_id = any (array(select private.my_mandated_unit_ids('list'))) then true
  end is not null
);
alter policy listings_insert on public.listings with check (
  org_id = any (array(select private.my_org_ids('listings.write')))
  or unit_id = any (array(select private.my_mandated_unit_ids('list')))
);
alter policy listings_update on public.listings
  using (
    org_id = any (array(select private.my_org_ids('listings.write')))
    or unit_id = any (array(select private.my_mandated_unit_ids('list')))
  )
  with check (
    org_id = any (array(select private.my_org_ids('listings.write')))
    or unit_id = any (array(select private.my_mandated_unit_ids('list')))
  );

-- A mandate to collect. Allocations are among it: without them every charge would look unpaid.
alter policy tenancies_select on public.tenancies using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when id = any (array(select private.my_tenancy_ids())) then true
    when id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy tenancy_parties_select on public.tenancy_parties using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy charge_schedules_select on public.charge_schedules using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy charges_select on public.charges using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy payments_select on public.payments using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy payment_items_select on public.payment_items using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_payment_ids())) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
alter policy payment_allocations_select on public.payment_allocations using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_payment_ids())) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
alter policy receipts_select on public.receipts using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
