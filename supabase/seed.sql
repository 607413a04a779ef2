-- Demo data: invented people and homes in real areas of five cities. Applied once, in one transaction.
-- Nothing here is random: the same file always gives the same world, up to ids and times.

-- People --------------------------------------------------------------------------------------
create temporary table demo_people (login text primary key, display_name text, id uuid default gen_random_uuid());
insert into demo_people (login, display_name) values
  ('owner', 'Ngozi Okafor'), ('agency', 'Musa Ibrahim'), ('manager', 'Adaeze Nwosu'),
  ('accountant', 'Yusuf Bello'), ('agent', 'Kehinde Adebayo'), ('developer', 'Tamuno Briggs'),
  ('staff', 'Amina Sule'),
  ('tenant', 'Tunde Bello'), ('tenant2', 'Chiamaka Eze'), ('tenant3', 'Ibrahim Danjuma'),
  ('tenant4', 'Folake Adeyemi'), ('tenant5', 'Emeka Obi'), ('tenant6', 'Halima Garba'),
  ('tenant7', 'Osaro Igbinedion'), ('tenant8', 'Bisi Ogunleye'), ('tenant9', 'Uche Nnamdi'),
  ('tenant10', 'Zainab Lawal'), ('tenant11', 'Ebiere Dokubo'), ('tenant12', 'Segun Afolabi');

insert into auth.users (
  id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at
)
select id, login || '@demo.estate.ng', secret.hash, now(),
  '{"provider": "email", "providers": ["email"]}', jsonb_build_object('display_name', display_name), now(), now()
from demo_people
cross join (select extensions.crypt('estate-demo-2026', extensions.gen_salt('bf', 10)) as hash) as secret;
insert into auth.identities (id, provider, provider_id, user_id, identity_data)
select gen_random_uuid(), 'email', id::text, id,
  jsonb_build_object('sub', id, 'email', login || '@demo.estate.ng', 'email_verified', true)
from demo_people;
insert into public.staff_members (user_id, note)
select id, 'Demo staff' from demo_people where login = 'staff';

-- Organizations -------------------------------------------------------------------------------
create temporary table demo_orgs (n integer primary key, login text, id uuid);
with made as (
  insert into public.organizations (kind, name, address, created_by)
  select o.kind::public.organization_kind, o.name, o.address, p.id
  from (values
    ('owner', 'Okafor Properties', '14 Birrel Avenue, Sabo, Yaba, Lagos', 'owner'),
    ('agency', 'Sahel & Coast Estate Agents', '7 Adetokunbo Ademola Crescent, Wuse 2, Abuja', 'agency'),
    ('developer', 'Briggs Developments', '22 Tombia Street, GRA Phase 2, Port Harcourt', 'developer')
  ) as o (kind, name, address, login)
  join demo_people as p using (login)
  returning id, created_by
)
insert into demo_orgs (n, login, id)
select row_number() over (order by case p.login when 'owner' then 1 when 'agency' then 2 else 3 end), p.login, made.id
from made join demo_people as p on p.id = made.created_by;
insert into public.memberships (org_id, user_id, role)
select o.id, p.id, 'owner' from demo_orgs as o join demo_people as p using (login)
union all
select o.id, p.id, p.login::public.member_role
from demo_orgs as o join demo_people as p on p.login in ('manager', 'accountant', 'agent')
where o.login = 'agency';

-- Places --------------------------------------------------------------------------------------
-- Centres of areas (WGS 84), and the yearly rent of a two-bedroom flat there in thousands of naira.
create temporary table demo_areas (
  n integer generated always as identity, area text, lga text, state text, lon numeric, lat numeric, rent_k integer
);
insert into demo_areas (area, lga, state, lon, lat, rent_k) values
  ('Yaba', 'Lagos Mainland', 'Lagos', 3.3792, 6.5095, 1800), ('Surulere', 'Surulere', 'Lagos', 3.3556, 6.4969, 1600),
  ('Ikeja GRA', 'Ikeja', 'Lagos', 3.3560, 6.5826, 4500), ('Maryland', 'Ikeja', 'Lagos', 3.3671, 6.5725, 2200),
  ('Gbagada', 'Kosofe', 'Lagos', 3.3892, 6.5531, 2000), ('Lekki Phase 1', 'Eti-Osa', 'Lagos', 3.4740, 6.4478, 5000),
  ('Ajah', 'Eti-Osa', 'Lagos', 3.5653, 6.4667, 1800), ('Victoria Island', 'Eti-Osa', 'Lagos', 3.4219, 6.4281, 8000),
  ('Ikoyi', 'Eti-Osa', 'Lagos', 3.4356, 6.4541, 10000), ('Festac Town', 'Amuwo-Odofin', 'Lagos', 3.2830, 6.4664, 1300),
  ('Apapa', 'Apapa', 'Lagos', 3.3595, 6.4483, 1800), ('Magodo', 'Kosofe', 'Lagos', 3.3811, 6.6183, 2500),
  ('Ogba', 'Ikeja', 'Lagos', 3.3419, 6.6236, 1400), ('Ikorodu', 'Ikorodu', 'Lagos', 3.5105, 6.6194, 700),
  ('Badagry', 'Badagry', 'Lagos', 2.8876, 6.4316, 450), ('Ebute Metta', 'Lagos Mainland', 'Lagos', 3.3800, 6.4890, 1200),
  ('Mushin', 'Mushin', 'Lagos', 3.3541, 6.5355, 800), ('Oshodi', 'Oshodi-Isolo', 'Lagos', 3.3430, 6.5560, 900),
  ('Shomolu', 'Shomolu', 'Lagos', 3.3842, 6.5392, 1100), ('Alimosho', 'Alimosho', 'Lagos', 3.2580, 6.5840, 700),
  ('Wuse 2', 'Abuja Municipal', 'FCT', 7.4690, 9.0780, 4500), ('Garki', 'Abuja Municipal', 'FCT', 7.4910, 9.0310, 3000),
  ('Maitama', 'Abuja Municipal', 'FCT', 7.4950, 9.0880, 9000), ('Asokoro', 'Abuja Municipal', 'FCT', 7.5260, 9.0420, 9000),
  ('Gwarinpa', 'Abuja Municipal', 'FCT', 7.4060, 9.1090, 2200), ('Kubwa', 'Bwari', 'FCT', 7.3290, 9.1540, 900),
  ('Jabi', 'Abuja Municipal', 'FCT', 7.4250, 9.0650, 3500), ('Utako', 'Abuja Municipal', 'FCT', 7.4400, 9.0680, 3000),
  ('Lugbe', 'Abuja Municipal', 'FCT', 7.3640, 8.9800, 900), ('Lokogoma', 'Abuja Municipal', 'FCT', 7.4590, 8.9800, 1600),
  ('GRA Phase 2', 'Port Harcourt', 'Rivers', 6.9980, 4.8190, 3000), ('Rumuola', 'Obio/Akpor', 'Rivers', 7.0090, 4.8330, 1300),
  ('Trans Amadi', 'Port Harcourt', 'Rivers', 7.0370, 4.8130, 1500), ('D-Line', 'Port Harcourt', 'Rivers', 7.0000, 4.7990, 1200),
  ('Woji', 'Obio/Akpor', 'Rivers', 7.0580, 4.8280, 1400), ('Eliozu', 'Obio/Akpor', 'Rivers', 7.0200, 4.8660, 1100),
  ('Rumuokoro', 'Obio/Akpor', 'Rivers', 6.9970, 4.8690, 800),
  ('Bodija', 'Ibadan North', 'Oyo', 3.9130, 7.4350, 1100), ('Ring Road', 'Ibadan South-West', 'Oyo', 3.8690, 7.3560, 900),
  ('Jericho', 'Ibadan North-West', 'Oyo', 3.8660, 7.3930, 1300), ('Oluyole', 'Oluyole', 'Oyo', 3.8540, 7.3560, 1000),
  ('Akobo', 'Lagelu', 'Oyo', 3.9480, 7.4370, 800), ('Challenge', 'Ibadan South-West', 'Oyo', 3.8780, 7.3400, 700),
  ('Mokola', 'Ibadan North', 'Oyo', 3.8900, 7.4000, 650), ('Agodi GRA', 'Ibadan North', 'Oyo', 3.9060, 7.4080, 1500),
  ('Nassarawa GRA', 'Nassarawa', 'Kano', 8.5500, 11.9880, 1500), ('Bompai', 'Nassarawa', 'Kano', 8.5560, 12.0080, 1200),
  ('Sabon Gari', 'Fagge', 'Kano', 8.5330, 12.0150, 600), ('Tarauni', 'Tarauni', 'Kano', 8.5390, 11.9720, 600),
  ('Hotoro', 'Nassarawa', 'Kano', 8.5840, 11.9740, 550), ('Zoo Road', 'Kano Municipal', 'Kano', 8.5230, 11.9660, 650);

-- Properties: one building for each area and organization, more in Yaba; units and listings in them.
create temporary table demo_properties as
select private.uuid_v7() as id, o.id as org_id, o.login, a.*, b.n as building,
  -- Spread by the golden angle, 150 m to 1.4 km from the centre.
  a.lon + (0.0014 + 0.0036 * (((a.n * 7 + b.n * 5) % 11) / 11.0)) * 2.2 * cos((a.n * 3 + b.n) * 2.39996) as lon_at,
  a.lat + (0.0014 + 0.0036 * (((a.n * 7 + b.n * 5) % 11) / 11.0)) * 2.2 * sin((a.n * 3 + b.n) * 2.39996) as lat_at,
  (array['Adeola', 'Akin Adesola', 'Bode Thomas', 'Chime', 'Danjuma', 'Ekpo', 'Fadeyi', 'Gana', 'Harbour', 'Ibrahim Taiwo', 'Jibowu'])[1 + (a.n + b.n * 4) % 11] as street
from demo_areas as a
cross join generate_series(1, 3) as b (n)
join demo_orgs as o on o.n = b.n
where b.n = 2 or (b.n = 1 and a.state in ('Lagos', 'Oyo')) or (b.n = 3 and a.state in ('Rivers', 'FCT', 'Lagos'));
insert into public.properties (id, org_id, kind, name, street, area, lga, state, location)
select id, org_id, 'building', street || ' Court', (3 + n * 2 + building) || ' ' || street || ' Street', area, lga, state,
  extensions.st_point(lon_at, lat_at)::extensions.geography
from demo_properties;

create temporary table demo_units as
select private.uuid_v7() as id, p.id as property_id, p.org_id, p.login, p.area, p.lga, p.state, p.n, p.building, p.rent_k,
  p.lon_at, p.lat_at, u.n as unit_no, 1 + (p.n + u.n + p.building) % 4 as bedrooms
from demo_properties as p cross join generate_series(1, 4) as u (n);
insert into public.units (id, org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm)
select id, org_id, property_id, 'Flat ' || unit_no,
  (case bedrooms when 1 then 'mini_flat' when 4 then 'terrace' else 'flat' end)::public.unit_kind,
  bedrooms, bedrooms, 35 + bedrooms * 28
from demo_units;

create temporary table demo_listings as
select private.uuid_v7() as listing_id, u.*,
  (case when (u.n + u.unit_no) % 9 = 0 then 'sale' when (u.n * 2 + u.unit_no) % 13 = 0 then 'shortlet' else 'rent' end) as purpose,
  u.rent_k * 100000::bigint * (50 + u.bedrooms * 25) / 100 as yearly_kobo
from demo_units as u
where u.unit_no <= 3;
insert into public.listings (
  id, org_id, unit_id, purpose, title, description, price_kobo, price_per, kind, bedrooms, bathrooms, area, lga, state, location
)
select l.listing_id, l.org_id, l.id, l.purpose::public.listing_purpose,
  format('%s-bedroom %s in %s', (array['One', 'Two', 'Three', 'Four'])[l.bedrooms],
    case l.bedrooms when 1 then 'mini flat' when 4 then 'terrace' else 'flat' end, l.area),
  format('%s bathrooms, %s, prepaid meter, %s.', l.bedrooms,
    (array['fenced compound', 'parking for two cars', 'borehole water', 'newly painted'])[1 + l.n % 4],
    (array['quiet street', 'close to the bus stop', 'good road to the gate', 'security at night'])[1 + l.unit_no % 4]),
  case l.purpose when 'sale' then l.yearly_kobo * 22 when 'shortlet' then l.yearly_kobo / 60 else l.yearly_kobo end,
  (case l.purpose when 'sale' then 'total' when 'shortlet' then 'night' else 'year' end)::public.price_period,
  (case l.bedrooms when 1 then 'mini_flat' when 4 then 'terrace' else 'flat' end)::public.unit_kind,
  l.bedrooms, l.bedrooms, l.area, l.lga, l.state, extensions.st_point(l.lon_at, l.lat_at)::extensions.geography
from demo_listings as l;
-- One in eleven stays a draft, one in seventeen is paused.
select private.move_listing(listing_id, 'published', 'Demo data') from demo_listings where (n + unit_no) % 11 <> 0;
select private.move_listing(listing_id, 'paused', 'Demo data') from demo_listings
where (n + unit_no) % 11 <> 0 and (n * 3 + unit_no) % 17 = 0;

-- Lettings with two years of history ----------------------------------------------------------
-- The fourth flat of twelve buildings is let; tenant2 owes this year's rent, tenant's next rent falls due soon.
create temporary table demo_lettings as
select private.uuid_v7() as hold_id, private.uuid_v7() as tenant_id, private.uuid_v7() as tenancy_id,
  chosen.*, p.id as user_id, p.login as tenant_login, p.display_name,
  (private.lagos_date() - interval '2 years' + make_interval(days => case p.login when 'tenant' then 20 else -15 * chosen.k::integer end))::date as starts_on
from (
  select u.*, row_number() over (order by u.building, u.n) as k
  from demo_units as u
  where u.unit_no = 4 and ((u.login = 'owner' and u.n <= 6) or (u.login = 'agency' and u.n between 21 and 26))
) as chosen
join demo_people as p on p.login = case chosen.k when 1 then 'tenant' else 'tenant' || chosen.k end;
insert into public.unit_holds (id, org_id, unit_id, period, reason)
select hold_id, org_id, id, daterange(starts_on, null), 'tenancy' from demo_lettings;
insert into public.tenants (id, org_id, user_id, full_name, email, phone, address)
select tenant_id, org_id, user_id, display_name, tenant_login || '@demo.estate.ng',
  '+23480' || lpad((31000000 + k * 1234)::text, 8, '0'), 'Flat 4, ' || area || ', ' || state
from demo_lettings;
insert into public.tenancies (
  id, org_id, unit_id, hold_id, nature, status, starts_on, ends_on, rent_kobo, rent_per
)
select tenancy_id, org_id, id, hold_id, 'yearly', 'offered', starts_on, (starts_on + interval '3 years')::date,
  rent_k * 80000::bigint, 'year'
from demo_lettings;
insert into public.tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at)
select org_id, tenancy_id, tenant_id, starts_on from demo_lettings;
select private.move_tenancy(tenancy_id, 'active', 'Demo data') from demo_lettings order by k;
select private.generate_charges(private.lagos_date());

do $$
declare
  due record;
  our_reference text;
begin
  for due in
    select balance.charge_id, balance.amount_kobo, balance.due_on, letting.user_id, letting.k
    from public.charge_balances as balance
    join demo_lettings as letting on letting.tenancy_id = balance.tenancy_id
    where balance.due_on <= private.lagos_date()
      and not (letting.tenant_login = 'tenant2' and balance.due_on > private.lagos_date() - 100)
    order by balance.due_on, letting.k
  loop
    our_reference := format('EST-demo-%s-%s', due.k, to_char(due.due_on, 'YYYYMMDD'));
    perform service.start_payment(due.user_id, array[due.charge_id], 'paystack', our_reference);
    perform private.settle_payment(
      'paystack', our_reference, (700000000 + due.k * 1000 + extract(year from due.due_on)::integer)::text,
      due.amount_kobo, 'NGN', due.due_on::timestamptz + interval '10 hours', 'card', 200000);
  end loop;
end
$$;

-- Conversations -------------------------------------------------------------------------------
create temporary table demo_conversations as
select private.uuid_v7() as id, l.org_id, l.tenancy_id, l.user_id, o.login
from demo_lettings as l join demo_orgs as o on o.id = l.org_id where l.k in (1, 2, 7);
insert into public.conversations (id, org_id, tenancy_id, opened_by)
select id, org_id, tenancy_id, user_id from demo_conversations;
insert into public.messages (org_id, conversation_id, sender_id, client_id, body)
select c.org_id, c.id, case said.n when 2 then p.id else c.user_id end, gen_random_uuid(), said.body
from demo_conversations as c
join demo_people as p on p.login = c.login
cross join (values
  (1, 'Good morning. The kitchen tap is leaking again.'),
  (2, 'Good morning. The plumber comes tomorrow at ten.'),
  (3, 'Thank you, I will be at home.')
) as said (n, body)
order by c.id, said.n;

drop table demo_conversations, demo_lettings, demo_listings, demo_units, demo_properties, demo_areas, demo_orgs, demo_people;
