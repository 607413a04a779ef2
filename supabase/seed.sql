-- Demo data: invented people and homes in real areas of five cities. Applied once, in one transaction.
-- Nothing here is random: the same file gives the same world, with dates counted from the day it is loaded.

create function pg_temp.demo_id(at timestamptz, what text) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
    || '7' || substr(md5(what), 1, 3) || '8' || substr(md5(what), 4, 15))::uuid
$$;
-- 0 to n - 1, always the same for the same text: variety without chance.
create function pg_temp.pick(what text, n integer) returns integer language sql immutable as $$
  select (('x' || substr(md5(what), 1, 7))::bit(28)::integer) % n
$$;

-- People --------------------------------------------------------------------------------------
create temporary table demo_people (login text primary key, display_name text, id uuid);
insert into demo_people (login, display_name, id)
select p.login, p.display_name, ('00000000-0000-4000-8000-' || lpad(p.n::text, 12, '0'))::uuid
from (values
  (1, 'owner', 'Ngozi Okafor'), (2, 'agency', 'Musa Ibrahim'), (3, 'manager', 'Adaeze Nwosu'),
  (4, 'accountant', 'Yusuf Abdullahi'), (5, 'agent', 'Kehinde Adebayo'), (6, 'landlord2', 'Risikat Oyelaran'),
  (7, 'developer', 'Tamuno Briggs'), (8, 'staff', 'Amina Sule'), (9, 'visitor', 'Blessing Etim'),
  (11, 'tenant', 'Tunde Bello'), (12, 'tenant2', 'Chiamaka Eze'), (13, 'tenant3', 'Ibrahim Danjuma'),
  (14, 'tenant4', 'Folake Adeyemi'), (15, 'tenant5', 'Emeka Obi'), (16, 'tenant6', 'Osaro Igbinedion'),
  (17, 'tenant7', 'Halima Garba'), (18, 'tenant8', 'Terseer Agba'), (19, 'tenant9', 'Uche Nnamdi'),
  (20, 'tenant10', 'Zainab Lawal'), (21, 'tenant11', 'Ebiere Dokubo'), (22, 'tenant12', 'Segun Afolabi')
) as p (n, login, display_name);

-- The auth server reads these tokens as text: null would be an error there.
insert into auth.users (
  id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
  confirmation_token, recovery_token, email_change, email_change_token_new, email_change_token_current,
  created_at, updated_at
)
select id, 'authenticated', 'authenticated', login || '@demo.estate.ng', secret.hash, now(),
  '{"provider": "email", "providers": ["email"]}', jsonb_build_object('display_name', display_name),
  '', '', '', '', '', now(), now()
from demo_people
cross join (select extensions.crypt('estate-demo-2026', extensions.gen_salt('bf', 10)) as hash) as secret;
insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
select id, 'email', id::text, id,
  jsonb_build_object('sub', id, 'email', login || '@demo.estate.ng', 'email_verified', true), now(), now()
from demo_people;
-- A hosted project looks accounts up by instance as well; the local auth server has no such column.
do $$
begin
  execute 'update auth.users set instance_id = ''00000000-0000-0000-0000-000000000000'' where email like ''%@demo.estate.ng''';
exception when undefined_column then null;
end
$$;
insert into public.staff_members (user_id, note)
select id, 'Demo: reviews payment exceptions' from demo_people where login = 'staff';

-- Organizations -------------------------------------------------------------------------------
create temporary table demo_orgs as
select pg_temp.demo_id('2024-09-02 08:00+01', 'org ' || o.login) as id, o.*, p.id as user_id
from (values
  ('owner', 'Okafor Properties', '14 Birrel Avenue, Sabo, Yaba, Lagos', 'owner'),
  ('agency', 'Sahel & Coast Estate Agents', '7 Adetokunbo Ademola Crescent, Wuse 2, Abuja', 'agency'),
  ('owner', 'Oyelaran Family Homes', '23 Awolowo Avenue, Old Bodija, Ibadan', 'landlord2'),
  ('developer', 'Briggs Developments Limited', '22 Tombia Street, GRA Phase 2, Port Harcourt', 'developer')
) as o (kind, name, address, login)
join demo_people as p using (login);
insert into public.organizations (id, kind, name, address, created_by)
select id, kind::public.organization_kind, name, address, user_id from demo_orgs;
insert into public.memberships (org_id, user_id, role)
select id, user_id, 'owner'::public.member_role from demo_orgs
union all
select o.id, p.id, p.login::public.member_role
from demo_orgs as o join demo_people as p on p.login in ('manager', 'accountant', 'agent')
where o.login = 'agency';

-- Areas ---------------------------------------------------------------------------------------
-- Centre (WGS 84), yearly rent of a two-bedroom flat in thousands of naira, how far homes lie from the centre
-- (less near water), homes on offer, whose the first home is, and streets.
create temporary table demo_areas (
  n integer generated always as identity, area text, lga text, state text, lon numeric, lat numeric,
  rent_k integer, spread_m integer, homes integer, holder text, streets text[]
);
insert into demo_areas (area, lga, state, lon, lat, rent_k, spread_m, homes, holder, streets) values
  ('Yaba', 'Lagos Mainland', 'Lagos', 3.3792, 6.5095, 1800, 1100, 18, 'owner', '{Commercial Avenue,Birrel Avenue,Montgomery Road,Queen Street,Hughes Avenue}'), ('Ebute Metta', 'Lagos Mainland', 'Lagos', 3.3800, 6.4890, 1200, 700, 8, 'owner', '{Borno Way,Kano Street,Cemetery Street}'),
  ('Surulere', 'Surulere', 'Lagos', 3.3556, 6.4969, 1600, 1200, 10, 'owner', '{Bode Thomas Street,Adeniran Ogunsanya Street,Ogunlana Drive}'), ('Shomolu', 'Shomolu', 'Lagos', 3.3842, 6.5392, 1100, 900, 7, 'owner', '{Bajulaiye Road,Apata Street,Durosimi Street}'),
  ('Gbagada', 'Kosofe', 'Lagos', 3.3892, 6.5531, 2000, 1000, 9, 'owner', '{Diya Street,Deeper Life Road,Oworonshoki Road}'), ('Maryland', 'Ikeja', 'Lagos', 3.3671, 6.5725, 2200, 1000, 8, 'owner', '{Mobolaji Bank Anthony Way,Shonibare Street,Onigbongbo Road}'),
  ('Ikeja GRA', 'Ikeja', 'Lagos', 3.3560, 6.5826, 4500, 1000, 8, 'agency', '{Isaac John Street,Joel Ogunnaike Street,Oduduwa Way}'), ('Lekki Phase 1', 'Eti-Osa', 'Lagos', 3.4740, 6.4478, 5000, 900, 12, 'developer', '{Admiralty Way,Fola Osibo Street,Bisola Durosinmi Etti Drive}'),
  ('Chevron', 'Eti-Osa', 'Lagos', 3.5330, 6.4420, 3200, 700, 7, 'developer', '{Chevron Drive,Orchid Road,Alternative Route}'), ('Ajah', 'Eti-Osa', 'Lagos', 3.5653, 6.4667, 1800, 700, 8, 'agency', '{Addo Road,Badore Road,Ado Langbasa Road}'),
  ('Sangotedo', 'Eti-Osa', 'Lagos', 3.6330, 6.4720, 1500, 800, 6, 'developer', '{Monastery Road,Emperor Estate Road,Ogombo Road}'), ('Victoria Island', 'Eti-Osa', 'Lagos', 3.4219, 6.4300, 8000, 700, 8, 'agency', '{Adeola Odeku Street,Akin Adesola Street,Sanusi Fafunwa Street}'),
  ('Ikoyi', 'Eti-Osa', 'Lagos', 3.4356, 6.4541, 10000, 700, 8, 'agency', '{Bourdillon Road,Glover Road,Raymond Njoku Street}'), ('Festac Town', 'Amuwo-Odofin', 'Lagos', 3.2830, 6.4664, 1300, 1100, 7, 'agency', '{First Avenue,22 Road,Fifth Avenue}'),
  ('Apapa', 'Apapa', 'Lagos', 3.3595, 6.4483, 1800, 600, 5, 'agency', '{Marine Road,Point Road,Liverpool Road}'), ('Magodo', 'Kosofe', 'Lagos', 3.3811, 6.6183, 2500, 1000, 8, 'agency', '{CMD Road,Emmanuel Keshi Street,Jaiye Oyedotun Street}'),
  ('Ogba', 'Ikeja', 'Lagos', 3.3419, 6.6236, 1400, 1000, 7, 'agency', '{Ijaiye Road,Aguda Road,Isheri Road}'), ('Ikorodu', 'Ikorodu', 'Lagos', 3.5105, 6.6194, 700, 1300, 7, 'agency', '{Lagos Road,Obafemi Awolowo Road,Ijede Road}'),
  ('Badagry', 'Badagry', 'Lagos', 2.8876, 6.4316, 450, 800, 5, 'agency', '{Joseph Dosu Way,Ascon Road,Market Road}'), ('Mushin', 'Mushin', 'Lagos', 3.3541, 6.5355, 800, 900, 6, 'agency', '{Palm Avenue,Ladipo Street,Isolo Road}'),
  ('Ilupeju', 'Mushin', 'Lagos', 3.3560, 6.5530, 1500, 800, 6, 'agency', '{Coker Road,Association Road,Town Planning Way}'), ('Oshodi', 'Oshodi-Isolo', 'Lagos', 3.3430, 6.5560, 900, 800, 5, 'agency', '{Brown Street,Church Street,Mosafejo Street}'),
  ('Isolo', 'Oshodi-Isolo', 'Lagos', 3.3210, 6.5380, 1000, 900, 6, 'agency', '{Osolo Way,Okota Road,Ago Palace Way}'), ('Egbeda', 'Alimosho', 'Lagos', 3.2910, 6.5960, 800, 1100, 6, 'agency', '{Akowonjo Road,Shasha Road,Idimu Road}'),
  ('Ogudu', 'Kosofe', 'Lagos', 3.3970, 6.5750, 1700, 700, 6, 'agency', '{Ogudu Road,Ojota Road,Adesanya Street}'), ('Wuse 2', 'Abuja Municipal', 'FCT', 7.4690, 9.0780, 4500, 1000, 9, 'agency', '{Aminu Kano Crescent,Adetokunbo Ademola Crescent,Libreville Crescent}'),
  ('Garki', 'Abuja Municipal', 'FCT', 7.4910, 9.0310, 3000, 1200, 8, 'agency', '{Gimbiya Street,Ogbomosho Street,Ladoke Akintola Boulevard}'), ('Maitama', 'Abuja Municipal', 'FCT', 7.4950, 9.0880, 9000, 1000, 7, 'agency', '{Gana Street,Mississippi Street,Yedseram Street}'),
  ('Asokoro', 'Abuja Municipal', 'FCT', 7.5260, 9.0420, 9000, 1000, 6, 'developer', '{Yakubu Gowon Crescent,T Y Danjuma Street,Jose Marti Crescent}'), ('Gwarinpa', 'Abuja Municipal', 'FCT', 7.4060, 9.1090, 2200, 1300, 9, 'agency', '{First Avenue,Third Avenue,Sixth Avenue}'),
  ('Kubwa', 'Bwari', 'FCT', 7.3290, 9.1540, 900, 1300, 7, 'agency', '{Gado Nasko Road,Arab Road,Hamza Abdullahi Road}'), ('Jabi', 'Abuja Municipal', 'FCT', 7.4250, 9.0650, 3500, 900, 7, 'agency', '{Obafemi Awolowo Way,Alex Ekwueme Way,Ebitu Ukiwe Street}'),
  ('Utako', 'Abuja Municipal', 'FCT', 7.4400, 9.0680, 3000, 900, 7, 'agency', '{Okonjo Iweala Street,Ajose Adeogun Street,I T Igbani Street}'), ('Lugbe', 'Abuja Municipal', 'FCT', 7.3640, 8.9800, 900, 1300, 7, 'agency', '{Airport Road,Trademoore Avenue,Federal Housing Road}'),
  ('Lokogoma', 'Abuja Municipal', 'FCT', 7.4590, 8.9800, 1600, 1200, 7, 'developer', '{Sunnyvale Avenue,Efab Road,Galadimawa Road}'), ('Life Camp', 'Abuja Municipal', 'FCT', 7.3990, 9.0740, 3200, 900, 6, 'developer', '{Godab Road,Brains and Hammers Road,Efab Avenue}'),
  ('Wuye', 'Abuja Municipal', 'FCT', 7.4450, 9.0490, 2800, 800, 6, 'agency', '{Idris Ibrahim Crescent,Justice Mohammed Bello Street,Crush Rock Road}'), ('Apo', 'Abuja Municipal', 'FCT', 7.4990, 8.9990, 2000, 1000, 6, 'agency', '{Zone A Road,Zone E Road,Resettlement Road}'),
  ('GRA Phase 2', 'Port Harcourt', 'Rivers', 6.9980, 4.8190, 3000, 800, 8, 'developer', '{Tombia Street,Abacha Road,King Perekule Street}'), ('Rumuola', 'Obio/Akpor', 'Rivers', 7.0090, 4.8330, 1300, 900, 6, 'agency', '{Rumuola Road,Rumuadaolu Street,Stadium Road}'),
  ('Trans Amadi', 'Port Harcourt', 'Rivers', 7.0370, 4.8130, 1500, 1000, 6, 'agency', '{Danjuma Drive,Nwaja Road,Odili Road}'), ('D-Line', 'Port Harcourt', 'Rivers', 7.0000, 4.7990, 1200, 700, 6, 'agency', '{Kaduna Street,Nsukka Street,Elelenwo Street}'),
  ('Woji', 'Obio/Akpor', 'Rivers', 7.0580, 4.8280, 1400, 800, 6, 'developer', '{Woji Road,YKC Road,Alcon Road}'), ('Eliozu', 'Obio/Akpor', 'Rivers', 7.0200, 4.8660, 1100, 1000, 5, 'developer', '{Eliozu Road,Mercy Land Road,G U Ake Road}'),
  ('Rumuokoro', 'Obio/Akpor', 'Rivers', 6.9970, 4.8690, 800, 900, 5, 'agency', '{Ikwerre Road,East-West Road,Rumuagholu Road}'), ('Ada George', 'Obio/Akpor', 'Rivers', 6.9730, 4.8310, 1200, 800, 5, 'agency', '{Ada George Road,Okilton Drive,Location Road}'),
  ('Bodija', 'Ibadan North', 'Oyo', 3.9130, 7.4350, 1100, 1100, 8, 'landlord2', '{Awolowo Avenue,Osuntokun Avenue,Adeyi Avenue}'), ('Ring Road', 'Ibadan South-West', 'Oyo', 3.8690, 7.3560, 900, 1000, 6, 'landlord2', '{Mobil Road,Liberty Road,Adeoyo Road}'),
  ('Jericho', 'Ibadan North-West', 'Oyo', 3.8660, 7.3930, 1300, 900, 6, 'landlord2', '{Magazine Road,Links Reservation Road,Onireke Road}'), ('Oluyole', 'Ibadan South-West', 'Oyo', 3.8540, 7.3560, 1000, 900, 6, 'landlord2', '{Town Planning Way,Alaafin Avenue,Olubadan Avenue}'),
  ('Akobo', 'Lagelu', 'Oyo', 3.9480, 7.4370, 800, 1200, 6, 'landlord2', '{General Gas Road,Ojurin Road,Olorunda Road}'), ('Challenge', 'Ibadan South-West', 'Oyo', 3.8780, 7.3400, 700, 900, 5, 'agency', '{Orita Road,New Garage Road,Felele Road}'),
  ('Mokola', 'Ibadan North', 'Oyo', 3.8900, 7.4000, 650, 800, 5, 'agency', '{Oremeji Street,Veterinary Road,Premier Hotel Road}'), ('Agodi GRA', 'Ibadan North', 'Oyo', 3.9060, 7.4080, 1500, 800, 5, 'landlord2', '{Parliament Road,Bashorun Road,Aare Avenue}'),
  ('Nassarawa GRA', 'Nassarawa', 'Kano', 8.5500, 11.9880, 1500, 1100, 7, 'agency', '{Race Course Road,Sani Abacha Way,Lamido Crescent}'), ('Bompai', 'Nassarawa', 'Kano', 8.5560, 12.0080, 1200, 900, 6, 'agency', '{Bompai Road,Independence Road,Dantata Road}'),
  ('Sabon Gari', 'Fagge', 'Kano', 8.5330, 12.0150, 600, 700, 6, 'agency', '{Sarkin Yaki Road,Church Road,Ibadan Street}'), ('Tarauni', 'Tarauni', 'Kano', 8.5390, 11.9720, 600, 900, 6, 'agency', '{Maiduguri Road,Unguwa Uku Road,Gyadi Gyadi Road}'),
  ('Hotoro', 'Nassarawa', 'Kano', 8.5840, 11.9740, 550, 1000, 5, 'agency', '{Maiduguri Road,Ring Road,Tishama Road}'), ('Zoo Road', 'Kano Municipal', 'Kano', 8.5230, 11.9660, 650, 800, 5, 'agency', '{Zoo Road,Gandun Albasa Road,Court Road}');

-- Kinds of homes: price against a two-bedroom flat's, and the areas (by rent) where they are found.
create temporary table demo_kinds (
  n integer primary key, kind text, words text, bedrooms integer, bathrooms integer, sqm integer,
  percent integer, from_k integer, to_k integer
);
insert into demo_kinds values
  (1, 'flat', 'Two-bedroom flat', 2, 2, 78, 100, 0, 99000), (2, 'mini_flat', 'Mini flat', 1, 1, 46, 62, 0, 5000),
  (3, 'flat', 'Three-bedroom flat', 3, 3, 112, 145, 0, 99000), (4, 'self_contain', 'Self-contain', 1, 1, 26, 38, 0, 2600),
  (5, 'flat', 'Two-bedroom flat', 2, 2, 82, 104, 0, 99000), (6, 'terrace', 'Four-bedroom terrace', 4, 4, 170, 210, 1800, 99000),
  (7, 'room', 'Room', 1, 1, 16, 22, 0, 1000), (8, 'bungalow', 'Three-bedroom bungalow', 3, 2, 130, 150, 0, 1700),
  (9, 'shop', 'Shop', 0, 1, 24, 70, 0, 3500), (10, 'maisonette', 'Three-bedroom maisonette', 3, 4, 150, 185, 2800, 99000),
  (11, 'semi_detached', 'Four-bedroom semi-detached duplex', 4, 5, 220, 260, 2000, 99000),
  (12, 'detached', 'Five-bedroom detached duplex', 5, 6, 340, 390, 3000, 99000),
  (13, 'office', 'Office', 0, 2, 90, 165, 2800, 99000), (14, 'semi_detached', 'Three-bedroom semi-detached house', 3, 3, 160, 190, 1400, 4000);

-- Properties and units ------------------------------------------------------------------------
-- Two homes on offer in each property, and flat 9 of some properties let.
create temporary table demo_properties as
select pg_temp.demo_id(timestamptz '2024-09-03 08:00+01' + make_interval(mins => a.n * 20 + p.n), a.area || p.n) as id,
  o.id as org_id, o.login, a.*, p.n as property_no, named.name as property_name,
  (2 + pg_temp.pick(a.area || 'house' || p.n, 77)) || ' ' || a.streets[1 + (p.n - 1) % cardinality(a.streets)] as street,
  -- Spread by the golden angle between a sixth of the spread and the whole of it; a degree is 111,320 m.
  round(a.lon + (away.m * cos(turn.rad) / (111320 * cos(radians(a.lat))))::numeric, 6) as lon_at,
  round(a.lat + (away.m * sin(turn.rad) / 111320)::numeric, 6) as lat_at
from demo_areas as a
cross join lateral generate_series(1, (a.homes + 1) / 2) as p (n)
join demo_orgs as o on o.login = case when p.n % 2 = 1 then a.holder else 'agency' end
cross join lateral (select (p.n * 3 + a.n) * 2.39996 as rad) as turn
cross join lateral (select a.spread_m * (1 + 5 * pg_temp.pick(a.area || 'away' || p.n, 1000) / 1000.0) / 6 as m) as away
cross join lateral (select
  (array['Iroko', 'Hibiscus', 'Unity', 'Palm', 'Zuma', 'Peace', 'Mahogany', 'Royal', 'Sunrise', 'Baobab', 'Harmony', 'Crown', 'Olive'])
    [1 + (a.n * 3 + p.n * 5) % 13] || ' ' || (array['Court', 'House', 'Villa', 'Apartments', 'Place'])[1 + (a.n + p.n * 2) % 5] as name
) as named;
insert into public.properties (id, org_id, kind, use, name, street, area, lga, state, landmark, longitude, latitude)
select id, org_id, 'building', 'residential', property_name, street, area, lga, state,
  (array['Near the market', 'Opposite the filling station', 'By the primary school', null])[1 + pg_temp.pick(street, 4)],
  lon_at::float8, lat_at::float8
from demo_properties;

create temporary table demo_units as
select pg_temp.demo_id(timestamptz '2024-09-05 08:00+01' + make_interval(mins => p.n * 20 + p.property_no), 'unit ' || p.id || u.n) as id,
  p.id as property_id, p.org_id, p.login, p.area, p.lga, p.state, p.street, p.n, p.property_no, p.rent_k,
  p.lon_at, p.lat_at, u.n as unit_no, (p.property_no - 1) * 2 + u.n as home_no, k.*
from demo_properties as p
cross join generate_series(1, 2) as u (n)
join demo_areas as a on a.n = p.n and (p.property_no - 1) * 2 + u.n <= a.homes
cross join lateral (
  select kind, words, bedrooms, bathrooms, sqm, percent
  from (
    select fit.*, row_number() over (order by fit.n) - 1 as place, count(*) over () as places
    from demo_kinds as fit
    where a.rent_k between fit.from_k and fit.to_k
      and (p.login <> 'developer' or fit.kind in ('flat', 'terrace', 'maisonette', 'semi_detached', 'detached'))
  ) as fitting
  where place = (p.n * 3 + (p.property_no - 1) * 2 + u.n - 1) % places
) as k;
insert into public.units (id, org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm)
select id, org_id, property_id,
  case kind when 'shop' then 'Shop ' when 'office' then 'Suite ' when 'room' then 'Room ' when 'self_contain' then 'Room '
    when 'flat' then 'Flat ' when 'mini_flat' then 'Flat ' else 'House ' end || unit_no,
  kind::public.unit_kind, bedrooms, bathrooms, sqm + pg_temp.pick(id::text, 9)
from demo_units;
update public.properties as p set use = case when mixed.homes then 'mixed' else 'commercial' end::public.property_use
from (
  select property_id, bool_or(kind not in ('shop', 'office')) as homes, bool_or(kind in ('shop', 'office')) as trade
  from demo_units group by property_id
) as mixed
where mixed.property_id = p.id and mixed.trade;

-- Listings ------------------------------------------------------------------------------------
create temporary table demo_listings as
select pg_temp.demo_id(timestamptz '2024-10-01 08:00+01' + make_interval(mins => u.n * 30 + u.home_no), 'listing ' || u.id) as id,
  u.id as unit_id, u.org_id, u.login, u.area, u.lga, u.state, u.n, u.home_no, u.street, u.kind, u.words, u.bedrooms, u.bathrooms,
  u.lon_at, u.lat_at, chosen.purpose, (u.rent_k * u.percent / 100.0 * (88 + pg_temp.pick(u.id::text || 'price', 25)) / 100) as yearly_k,
  -- Yaba keeps all of its homes on show; elsewhere about one in ten is a draft and one in twelve is paused.
  case when u.area = 'Yaba' then 'published'
    when pg_temp.pick(u.id::text || 'state', 60) < 6 then 'draft'
    when pg_temp.pick(u.id::text || 'state', 60) < 11 then 'paused'
    else 'published' end as status
from demo_units as u
cross join lateral (select case
  when u.login = 'developer' and u.home_no % 3 <> 0 then 'sale'
  when u.rent_k >= 2500 and u.kind in ('flat', 'mini_flat', 'maisonette') and (u.n + u.home_no) % 6 = 1 then 'shortlet'
  when u.kind not in ('room', 'self_contain', 'mini_flat', 'shop', 'office') and u.area <> 'Yaba' and (u.n * 5 + u.home_no) % 7 = 2 then 'sale'
  else 'rent' end as purpose) as chosen;
-- A listing's point is rounded to about a hundred metres: the exact one is not for visitors.
insert into public.listings (
  id, org_id, unit_id, purpose, title, description, price_kobo, price_per, advance_periods, kind, bedrooms, bathrooms,
  area, lga, state, location
)
select l.id, l.org_id, l.unit_id, l.purpose::public.listing_purpose,
  format('%s %s %s, %s', case when l.purpose = 'shortlet' then 'Furnished ' || lower(l.words) else l.words end,
    case when l.home_no % 3 = 0 then 'on' else 'off' end, regexp_replace(l.street, '^\d+ ', ''), l.area),
  concat_ws(' ',
    (array['Newly built.', 'Newly painted, tiled throughout.', 'Well kept, in a quiet close.', 'Renovated this year.', 'Well aired, plenty of light.'])[1 + pg_temp.pick(l.id::text || 'a', 5)],
    (array['Prepaid meter, borehole and treated water.', 'Own prepaid meter, steady water.', 'Band A feeder, inverter wiring in place.', 'Shared generator, water runs day and night.'])[1 + pg_temp.pick(l.id::text || 'b', 4)],
    (array['Fenced compound with a gateman.', 'Parking for two cars, interlocked compound.', 'Good road to the gate, security at night.', 'Five minutes'' walk to the bus stop.'])[1 + pg_temp.pick(l.id::text || 'c', 4)],
    case
      when l.purpose = 'shortlet' then 'Wi-Fi, air conditioning and cleaning included.'
      when l.purpose = 'sale' then (array['Title: Certificate of Occupancy.', 'Title: Governor''s Consent.', 'Title: registered survey and deed of assignment.'])[1 + pg_temp.pick(l.id::text || 'd', 3)]
      when l.login = 'agency' then 'Agency and legal fees 10% each.'
      else 'Direct from the owner, no agency fee.' end),
  case l.purpose
    when 'sale' then round(l.yearly_k * 22 / 500) * 500
    when 'shortlet' then greatest(round(l.yearly_k / 70 / 5) * 5, 25)
    else greatest(round(l.yearly_k / 10) * 10, 60) end * 100000,
  (case l.purpose when 'sale' then 'total' when 'shortlet' then 'night' else 'year' end)::public.price_period, 1,
  l.kind::public.unit_kind, l.bedrooms, l.bathrooms, l.area, l.lga, l.state,
  extensions.st_point(round(l.lon_at, 3)::float8, round(l.lat_at, 3)::float8)::extensions.geography
from demo_listings as l;
-- What is asked beside the price, as the descriptions say: agencies ask for their tenth and the lawyer's, owners for a
-- deposit that comes back; some compounds have a service charge.
insert into public.listing_fees (org_id, listing_id, kind, bps, payer, engaged_by, is_refundable, note)
select l.org_id, l.id, fee.kind::public.listing_fee_kind, fee.bps, 'occupier', fee.engaged_by::public.fee_party, fee.is_refundable, fee.note
from demo_listings as l
cross join lateral (values
  ('agency', 1000, 'owner', false, null, l.login = 'agency'),
  ('legal', 1000, 'owner', false, 'Drawing up the agreement', l.login = 'agency'),
  ('caution_deposit', 1000, null, true, 'Comes back when you leave the home as it was', pg_temp.pick(l.id::text || 'caution', 3) > 0),
  ('service_charge', 800, null, false, 'Security, cleaning and the shared generator, a year', pg_temp.pick(l.id::text || 'service', 3) = 0)
) as fee (kind, bps, engaged_by, is_refundable, note, is_asked)
where l.purpose = 'rent' and fee.is_asked;
select count(private.move_listing(id, 'published', 'Demo data')) from demo_listings where status <> 'draft';
select count(private.move_listing(id, 'paused', 'Demo data')) from demo_listings where status = 'paused';
-- Agencies show their homes on two afternoons of the coming week.
insert into public.viewing_slots (org_id, listing_id, starts_at, ends_at, seats)
select l.org_id, l.id, slot.starts_at, slot.starts_at + interval '45 minutes', 3
from demo_listings as l
cross join lateral (
  select (date_trunc('day', now() at time zone 'Africa/Lagos') + make_interval(days => day, hours => 14)) at time zone 'Africa/Lagos' as starts_at
  from unnest(array[2, 5]) as day
) as slot
where l.login = 'agency' and l.purpose <> 'shortlet' and l.status = 'published';

-- Lettings with two years of history ----------------------------------------------------------
-- Each is in its second year; rent of the third falls due in 20 days (tenant) and later. tenant2 pays half-yearly.
create temporary table demo_lettings as
select t.k, t.tenant_login, p.id as user_id, p.display_name, home.*, 'Flat 9' as label,
  at.id as unit_id, at.hold_id, at.tenant_id, at.tenancy_id,
  (private.lagos_date() - interval '2 years' + make_interval(days => 12 + t.k * 8))::date as starts_on,
  case when t.k = 2 then 'half_year' else 'year' end as rent_per,
  home.rent_k * 85 / 100 / case when t.k = 2 then 2 else 1 end / 10 * 10 * 100000::bigint as rent_kobo
from (values
  (1, 'tenant', 'Yaba'), (2, 'tenant2', 'Surulere'), (3, 'tenant3', 'Ebute Metta'), (4, 'tenant4', 'Gbagada'),
  (5, 'tenant5', 'Maryland'), (6, 'tenant6', 'Shomolu'), (7, 'tenant7', 'Wuse 2'), (8, 'tenant8', 'Gwarinpa'),
  (9, 'tenant9', 'Rumuola'), (10, 'tenant10', 'Nassarawa GRA'), (11, 'tenant11', 'D-Line'), (12, 'tenant12', 'Mokola')
) as t (k, tenant_login, area)
join demo_people as p on p.login = t.tenant_login
join lateral (
  select d.id as property_id, d.org_id, d.login, d.area, d.state, d.street, d.rent_k
  from demo_properties as d where d.area = t.area and d.property_no = 1
) as home on true
cross join lateral (select
  pg_temp.demo_id('2024-11-01 08:00+01', 'let unit ' || t.k) as id, pg_temp.demo_id('2024-11-01 08:01+01', 'hold ' || t.k) as hold_id,
  pg_temp.demo_id('2024-11-01 08:02+01', 'tenant ' || t.k) as tenant_id, pg_temp.demo_id('2024-11-01 08:03+01', 'tenancy ' || t.k) as tenancy_id
) as at;
insert into public.units (id, org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm)
select unit_id, org_id, property_id, label, 'flat', 2, 2, 80 from demo_lettings;
insert into public.unit_holds (id, org_id, unit_id, period, reason)
select hold_id, org_id, unit_id, daterange(starts_on, null), 'tenancy' from demo_lettings;
insert into public.tenants (id, org_id, user_id, full_name, email, phone, address)
select tenant_id, org_id, user_id, display_name, tenant_login || '@demo.estate.ng',
  '+234' || (array['803', '806', '814', '905', '708'])[1 + k % 5] || lpad((1234567 + k * 470311)::text, 7, '0'),
  concat_ws(', ', label, street, area, case state when 'FCT' then 'Abuja' when 'Rivers' then 'Port Harcourt' when 'Oyo' then 'Ibadan' else state end)
from demo_lettings;
insert into public.tenancies (id, org_id, unit_id, hold_id, nature, status, starts_on, ends_on, rent_kobo, rent_per, created_by)
select tenancy_id, org_id, unit_id, hold_id, private.nature_of(rent_per::public.price_period), 'offered', starts_on,
  (starts_on + interval '3 years')::date, rent_kobo, rent_per::public.price_period, o.user_id
from demo_lettings join demo_orgs as o on o.id = org_id;
insert into public.tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at)
select org_id, tenancy_id, tenant_id, starts_on - interval '5 days' from demo_lettings;
-- The agency also takes a caution deposit at the start and a service charge each year.
insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on)
select org_id, tenancy_id, 'service_charge', rent_kobo * 12 / 100, '1 year', starts_on, (starts_on + interval '3 years')::date
from demo_lettings where login = 'agency';
insert into public.charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
select org_id, tenancy_id, 'caution_deposit', starts_on, rent_kobo / 10, 'Caution deposit, refundable'
from demo_lettings where login = 'agency';
select count(private.move_tenancy(tenancy_id, 'active', 'Demo data')) from demo_lettings;

-- What fell due on one day was paid in one go. tenant2 has not paid the last half-year; tenant5 paid half of this
-- year's rent by bank transfer.
create temporary table demo_payments as
select due.*, 'EST-' || upper(substr(md5(due.tenancy_id::text || due.turn), 1, 20)) as reference,
  case when due.part < 1 then 'bank_transfer' when due.k % 3 = 0 then 'flutterwave' else 'paystack' end as method,
  (4100000000 + due.k * 1000 + due.turn)::text as transaction_id,
  (due.due_on + make_interval(days => due.k % 5 - 2, hours => 8 + due.k % 9, mins => 7 * due.k % 60)) at time zone 'Africa/Lagos' as paid_at
from (
  select letting.tenancy_id, letting.org_id, letting.user_id, letting.k, balance.due_on,
    array_agg(balance.charge_id order by balance.charge_id) as charge_ids, sum(balance.amount_kobo)::bigint as due_kobo,
    row_number() over (partition by letting.tenancy_id order by balance.due_on) as turn,
    case when letting.k = 5 and balance.due_on > private.lagos_date() - 365 then 0.5 else 1 end as part
  from public.charge_balances as balance join demo_lettings as letting on letting.tenancy_id = balance.tenancy_id
  where balance.due_on <= private.lagos_date()
    and not (letting.k = 2 and balance.due_on > private.lagos_date() - 183)
  group by letting.tenancy_id, letting.org_id, letting.user_id, letting.k, balance.due_on
) as due;
do $$
declare
  due demo_payments;
  paid_kobo bigint;
  new_payment uuid;
begin
  for due in select * from demo_payments order by paid_at, k loop
    paid_kobo := (due.due_kobo * due.part)::bigint;
    if due.method = 'bank_transfer' then
      insert into public.payments (org_id, tenancy_id, payer_id, method, reference, amount_kobo, created_at)
      values (due.org_id, due.tenancy_id, due.user_id, 'bank_transfer', due.reference, paid_kobo, due.paid_at)
      returning id into new_payment;
      insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
      values (due.org_id, new_payment, due.charge_ids[1], paid_kobo);
      perform private.settle_payment('bank_transfer', due.reference, null, paid_kobo, 'NGN', due.paid_at, 'transfer', 0);
    else
      perform service.start_payment(due.user_id, due.charge_ids, due.method::public.payment_method, due.reference);
      -- The providers' fee: 1.5% and 100 naira, at most 2,000 naira.
      perform private.settle_payment(
        due.method::public.payment_method, due.reference, due.transaction_id, paid_kobo, 'NGN', due.paid_at,
        (array['card', 'bank_transfer', 'ussd'])[1 + due.k % 3], least(paid_kobo * 15 / 1000 + 10000, 200000));
    end if;
  end loop;

  -- tenant2 tried: the provider confirmed less than was asked, which waits for staff.
  perform service.start_payment(
    letting.user_id,
    array(
      select balance.charge_id from public.charge_balances as balance
      where balance.tenancy_id = letting.tenancy_id and balance.status = 'overdue'
    ),
    'paystack', 'EST-7B1D0C52E9A84F36D0C1')
  from demo_lettings as letting where letting.k = 2;
  perform private.settle_payment(
    'paystack', 'EST-7B1D0C52E9A84F36D0C1', '4100099001', 5000000, 'NGN', now() - interval '6 days', 'card', 85000);
end
$$;
-- What happened long ago was also made and read long ago.
update public.payments as payment set created_at = payment.paid_at - interval '4 minutes'
where payment.method <> 'bank_transfer' and payment.paid_at is not null;
update public.notifications as note set created_at = payment.paid_at,
  read_at = case when payment.paid_at < now() - interval '90 days' then payment.paid_at + interval '3 hours' end
from public.payments as payment where payment.id = note.subject_id;
update public.notifications as note set created_at = letting.starts_on - interval '5 days', read_at = letting.starts_on - interval '4 days'
from demo_lettings as letting where letting.tenancy_id = note.subject_id;

-- Conversations -------------------------------------------------------------------------------
-- About a tenancy (subject is the tenant's number) or about the first rental on offer in an area by an organization.
create temporary table demo_talks as
select t.n, t.days_ago, opener.id as opened_by, answerer.id as answered_by, coalesce(letting.org_id, listed.org_id) as org_id,
  letting.tenancy_id, listed.id as listing_id, pg_temp.demo_id(now() - make_interval(days => t.days_ago), 'talk ' || t.n) as id, t.said
from (values
  (1, 4, 'tenant', 'owner', 1, null, null, array[
    'Good morning ma. The kitchen tap has started leaking again.',
    'Good morning Tunde. Thank you for telling me early. The plumber can come tomorrow at ten, is that fine?',
    'Ten is fine, I will be at home. Also, my rent is due soon, I will pay through the app as last year.',
    'God bless you. You will get the receipt there as before.']),
  (2, 9, 'tenant2', 'owner', 2, null, null, array[
    'Good afternoon Mrs Okafor. I know that my half-year rent is late, business has been slow.',
    'Good afternoon Chiamaka. You have always paid, but it is five months now. What can you do this month?',
    'I sent fifty thousand by card and it says under review. I can clear half before the month ends.',
    'I see it. Please pay the half before month end and we shall agree on the rest.']),
  (3, 2, 'tenant7', 'manager', 7, null, null, array[
    'Please, the gate light on our side has not been on for three nights.',
    'Noted, Halima. The electrician is on it this afternoon.',
    'It is working now. Thank you.']),
  (4, 3, 'visitor', 'owner', null, 'owner', 'Yaba', array[
    'Hello, is this flat still available? I work at Yabatech and would like to see it on Saturday.',
    'Hello Blessing, yes it is. Saturday between 11 and 2 is good. Call from the gate.',
    'Thank you. Is the service charge separate?',
    'No service charge, only the rent and your own prepaid meter.']),
  (5, 6, 'visitor', 'agent', null, 'agency', 'Surulere', array[
    'Good day. What is the total package for the first year, please?',
    'Good day. Rent, plus 10% agency and 10% legal. Inspection is free.']),
  (6, 1, 'tenant12', 'agent', null, 'agency', 'Wuse 2', array[
    'Good evening, I am moving to Abuja in January. Can the landlord wait until the 10th?']),
  (7, 12, 'tenant4', 'agent', null, 'agency', 'Yaba', array[
    'Is the price negotiable? My sister is looking around Yaba.',
    'Slightly. Let her come for inspection first and we will talk to the landlord.',
    'All right, I will give her your contact.'])
) as t (n, days_ago, opener, answerer, letting_no, holder, area, said)
join demo_people as opener on opener.login = t.opener
join demo_people as answerer on answerer.login = t.answerer
left join demo_lettings as letting on letting.k = t.letting_no
left join lateral (
  select l.id, l.org_id from demo_listings as l
  where l.login = t.holder and l.area = t.area and l.purpose = 'rent' and l.status = 'published'
    and l.kind not in ('shop', 'office')
  order by l.kind = 'flat' desc, l.home_no limit 1
) as listed on true;
insert into public.conversations (id, org_id, listing_id, tenancy_id, opened_by, created_at)
select id, org_id, listing_id, tenancy_id, opened_by, now() - make_interval(days => days_ago) from demo_talks;
-- Messages are read in the order of their ids, so these carry their times.
insert into public.messages (id, org_id, conversation_id, sender_id, client_id, body, created_at)
select pg_temp.demo_id(said.at, 'message ' || said.n || '.' || said.place), said.org_id, said.id,
  case when said.place % 2 = 1 then said.opened_by else said.answered_by end,
  pg_temp.demo_id(said.at, 'client message ' || said.n || '.' || said.place), said.body, said.at
from (
  select talk.*, line.body, line.place,
    now() - make_interval(days => talk.days_ago) + make_interval(mins => (line.place * 37 - 30 + talk.n)::integer) as at
  from demo_talks as talk cross join unnest(talk.said) with ordinality as line (body, place)
) as said
order by said.at;
-- What somebody has answered, and everything over a week old, they have read.
update public.notifications as note set created_at = message.created_at,
  read_at = case when message.created_at < now() - interval '7 days' or exists (
    select from public.messages as later
    where later.conversation_id = message.conversation_id and later.sender_id = note.user_id and later.created_at > message.created_at
  ) then message.created_at + interval '20 minutes' end
from public.messages as message where note.kind = 'message_received' and message.id = (note.payload ->> 'message_id')::uuid;

-- Areas, with what people call them ------------------------------------------------------------
-- Other names, and the larger places by which people mean an area too.
insert into public.areas (name, state, aliases, part_of)
select area, state, coalesce(known.aliases, '{}'), coalesce(known.part_of, '{}')
from demo_areas
left join (values
  ('Victoria Island', '{VI,V.I.,Vic Island}'::text[], '{}'::text[]), ('Lekki Phase 1', '{Lekki Phase I,Lekki Ph 1,Lekki Ph I,Lekki 1,Lekki One,Lekki Phase One}', '{Lekki,Leki}'),
  ('Chevron', '{Chevron Drive}', '{Lekki,Leki}'), ('Ajah', '{Aja}', '{}'), ('Sangotedo', '{}', '{Ajah}'), ('Ebute Metta', '{Ebute-Metta,Ebute Meta}', '{}'),
  ('Ikeja GRA', '{GRA Ikeja}', '{GRA}'), ('Festac Town', '{Festac}', '{}'), ('Yaba', '{}', '{}'), ('Surulere', '{Suru Lere}', '{}'),
  ('Magodo', '{Magodo Phase 1,Magodo Phase 2,Magodo GRA}', '{}'), ('Shomolu', '{Somolu}', '{}'), ('Wuse 2', '{Wuse II,Wuse Two}', '{Wuse}'),
  ('Life Camp', '{Lifecamp}', '{}'), ('Gwarinpa', '{Gwarimpa}', '{}'), ('GRA Phase 2', '{GRA Phase II,PH GRA,GRA PH}', '{GRA,New GRA}'),
  ('Trans Amadi', '{Transamadi}', '{}'), ('D-Line', '{Dline,D/Line}', '{}'), ('Agodi GRA', '{}', '{GRA}'), ('Nassarawa GRA', '{Nasarawa GRA}', '{GRA}'),
  ('Bodija', '{Old Bodija,New Bodija}', '{}'), ('Oluyole', '{Oluyole Estate}', '{}'), ('Sabon Gari', '{Sabongari}', '{}'), ('Apo', '{Apo Resettlement}', '{}')
) as known (area, aliases, part_of) using (area)
order by state, area;
-- Known areas in which the demo has no home yet.
insert into public.areas (name, state, aliases, part_of) values
  ('Lekki Phase 2', 'Lagos', '{Lekki Phase II,Lekki Ph 2}', '{Lekki,Leki}'), ('Ikate', 'Lagos', '{Ikate Elegushi}', '{Lekki,Leki}'), ('Osapa London', 'Lagos', '{Osapa}', '{Lekki,Leki}'),
  ('Agungi', 'Lagos', '{}', '{Lekki,Leki}'), ('Jakande', 'Lagos', '{}', '{Lekki,Leki}'), ('Ikota', 'Lagos', '{VGC,Victoria Garden City}', '{Lekki,Leki}'),
  ('Oniru', 'Lagos', '{}', '{Victoria Island,VI}'), ('Banana Island', 'Lagos', '{}', '{Ikoyi}'), ('Parkview', 'Lagos', '{Parkview Estate}', '{Ikoyi}'),
  ('Opebi', 'Lagos', '{}', '{Ikeja}'), ('Allen', 'Lagos', '{Allen Avenue}', '{Ikeja}'), ('Alausa', 'Lagos', '{}', '{Ikeja}'), ('Omole', 'Lagos', '{Omole Phase 1,Omole Phase 2}', '{}'),
  ('Ojodu Berger', 'Lagos', '{Berger,Ojodu}', '{}'), ('Ketu', 'Lagos', '{}', '{}'), ('Ojota', 'Lagos', '{}', '{}'), ('Anthony', 'Lagos', '{Anthony Village}', '{}'),
  ('Sabo', 'Lagos', '{Sabo Yaba}', '{Yaba}'), ('Akoka', 'Lagos', '{Unilag}', '{Yaba}'), ('Iwaya', 'Lagos', '{}', '{Yaba}'), ('Ojuelegba', 'Lagos', '{}', '{Surulere}'),
  ('Aguda', 'Lagos', '{}', '{Surulere}'), ('Okota', 'Lagos', '{}', '{Isolo}'), ('Ago Palace', 'Lagos', '{Ago Palace Way}', '{Isolo}'), ('Ipaja', 'Lagos', '{Ayobo}', '{}'),
  ('Ikotun', 'Lagos', '{Igando}', '{}'), ('Epe', 'Lagos', '{}', '{}'), ('Ibeju-Lekki', 'Lagos', '{Ibeju Lekki}', '{}'), ('Awoyaya', 'Lagos', '{}', '{Ajah}'),
  ('Abraham Adesanya', 'Lagos', '{}', '{Ajah}'), ('Wuse', 'FCT', '{Wuse Zone 1,Wuse Zone 4,Wuse Zone 6}', '{}'), ('Central Area', 'FCT', '{CBD,Central Business District}', '{}'),
  ('Katampe', 'FCT', '{Katampe Extension}', '{}'), ('Guzape', 'FCT', '{}', '{}'), ('Durumi', 'FCT', '{}', '{}'), ('Nyanya', 'FCT', '{}', '{}'), ('Karu', 'FCT', '{}', '{}'),
  ('Dutse', 'FCT', '{Dutse Alhaji}', '{}'), ('Rumuomasi', 'Rivers', '{}', '{}'), ('Peter Odili', 'Rivers', '{Peter Odili Road}', '{}'), ('Choba', 'Rivers', '{Uniport}', '{}'),
  ('Rumuigbo', 'Rivers', '{}', '{}'), ('Samonda', 'Oyo', '{}', '{}'), ('Iwo Road', 'Oyo', '{}', '{}'), ('Dugbe', 'Oyo', '{}', '{}'), ('Sango', 'Oyo', '{Sango Ibadan}', '{}'),
  ('Gandu', 'Kano', '{}', '{}'), ('Kano City', 'Kano', '{}', '{}')
on conflict (name, state) do nothing;

-- Papers -----------------------------------------------------------------------------------------
-- A landlady's letterhead, a letter, a notice that she comes to look, and an announcement: by the functions by which she
-- would send them herself, in her name.
do $$
declare
  letting demo_lettings;
  draft public.letter_drafts;
begin
  select known.* into strict letting from demo_lettings as known where known.k = 1;
  perform set_config('request.jwt.claims', jsonb_build_object('sub', person.id, 'role', 'authenticated')::text, true)
  from demo_people as person where person.login = letting.login;
  perform public.set_letterhead(letting.org_id, 'Ngozi Okafor', 'Landlord', phone => '+2348031234567', email => 'letters@okafor.example');
  select made.* into draft from public.save_letter_draft(letting.org_id, pg_temp.demo_id('2024-11-01 08:04+01', 'letter'),
    texts => jsonb_build_object('en', jsonb_build_object('subject', 'Painting of {{property}}', 'body',
      E'Dear {{tenant_names}},\n\nthe outside walls of {{property}} are painted next month. Please keep your windows closed on the day on which the painters reach {{unit}}; the caretaker tells you a week before.\n\nThank you.'),
      'yo', jsonb_build_object('subject', 'Kíkun {{property}}', 'body',
      E'Ẹ káàbọ̀ {{tenant_names}},\n\na ó kun ògiri ìta {{property}} ní oṣù tó ń bọ̀. Ẹ jọ̀wọ́ ẹ ti fèrèsé yín ní ọjọ́ tí àwọn akunlé bá dé {{unit}}.\n\nẸ ṣé.')),
    tenancy_ids => array[letting.tenancy_id]) as made;
  perform public.send_letters(draft.id);
  perform public.issue_statutory_notice(letting.tenancy_id, 'inspection', (private.lagos_date() + 10)::text,
    'To look at the ceiling of the kitchen and the water heater before the rains.', pg_temp.demo_id('2024-11-01 08:05+01', 'notice'));
  perform public.announce(letting.org_id, jsonb_build_object(
    'en', jsonb_build_object('title', 'Water is off on Saturday morning', 'body',
      'The borehole is serviced on Saturday from eight to noon. Please keep some water. The caretaker has the key of the tank.'),
    'pcm', jsonb_build_object('title', 'Water no go dey Saturday morning', 'body',
      'Dem go service the borehole Saturday from eight reach twelve. Abeg keep small water.')),
    pg_temp.demo_id('2024-11-01 08:06+01', 'announcement'), property_ids => array[letting.property_id]);
  perform set_config('request.jwt.claims', '', true);
end
$$;

-- Payouts ----------------------------------------------------------------------------------------
insert into public.platform_fee_rules (starts_on, applies_to, bps, flat_kobo, cap_kobo, is_given_back, reason)
values ('2026-01-01', 'split', 100, 0, 200000, true, 'One percent of what goes straight to the bank, at most ₦2,000: for the demo');
-- So that nobody waits a day to see one on a laptop.
update private.payee_cooling_off set wait = interval '3 seconds', reason = 'Demo data' where wait > interval '3 seconds';
update private.second_person_rules set counts_after = interval '2 seconds', reason = 'Demo data' where counts_after > interval '2 seconds';

drop table demo_talks, demo_payments, demo_lettings, demo_listings, demo_units, demo_properties, demo_kinds, demo_areas,
  demo_orgs, demo_people;
drop function pg_temp.demo_id(timestamptz, text), pg_temp.pick(text, integer);
