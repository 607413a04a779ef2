-- What people type when they look for a home, as data: abbreviations, kinds, numbers, places. Which phrase means what is
-- edited here in Studio and takes effect with the next search; how phrases make a search, private.understand says.

create function private.search_phrase(words text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  -- Letters and digits part, so that "2bed", "Wuse2" and "Ph1" are read like "2 bed", "Wuse 2" and "Ph 1".
  return btrim(regexp_replace(regexp_replace(private.folded(words), '([0-9])(?=[^0-9])|([^0-9])(?=[0-9])', '\1\2 ', 'g'),
    '[\s!-/:-@\[-`{-~\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20a6]+', ' ', 'g'));
end
$$;
comment on function private.search_phrase(text) is
  'Words as phrases are compared: without case, tone marks and punctuation, one space between words and between letters and digits.';

-- Whoever writes phrases has them read.
grant execute on function private.search_phrase(text) to service_role;

create type public.search_role as enum (
  'means', 'ignored', 'number', 'times', 'bedrooms', 'bathrooms', 'at_most', 'at_least', 'up_to', 'alternatively', 'per', 'money', 'street');
comment on type public.search_role is
  'What a phrase does in a search: means what its columns say; ignored (in, for); a number (two); times a number (million); bedrooms and bathrooms of the number before; at_most and at_least of an amount or number beside it; up_to between two numbers; alternatively between two of a kind (or); per a period of the price; money, that an amount is one; street, that the name before it is a street''s and no place.';

create table public.search_terms (
  phrase text primary key check (private.is_line(phrase) and length(phrase) between 1 and 60),
  role public.search_role not null default 'means',
  kinds public.unit_kind[] check (cardinality(kinds) between 1 and 20 and array_position(kinds, null) is null),
  features public.feature[] check (cardinality(features) between 1 and 24 and array_position(features, null) is null),
  bedrooms smallint check (bedrooms between 0 and 50),
  is_furnished boolean,
  purpose public.listing_purpose,
  price_per public.price_period,
  lgas text[] check (cardinality(lgas) between 1 and 40 and array_position(lgas, null) is null),
  states text[] check (cardinality(states) between 1 and 10 and array_position(states, null) is null),
  amount bigint check (amount between 0 and 1000000000),
  stands_alone boolean not null default false,
  updated_at timestamptz not null default now(),
  constraint search_terms_role_check check (
    (role in ('number', 'times')) = (amount is not null) and (role = 'per') = (price_per is not null)
    and (role = 'means') = (num_nonnulls(kinds, features, bedrooms, is_furnished, purpose, lgas, states) > 0)
  )
);
comment on table public.search_terms is
  'Abbreviations and synonyms that search understands, such as BQ, self contain, under, PH. Edited in Studio. Names of areas stand in areas.';
comment on column public.search_terms.phrase is 'What people type, of up to five words; written in any way, kept in the way phrases are compared.';
comment on column public.search_terms.role is 'What it does in a search.';
comment on column public.search_terms.kinds is 'It means one of these kinds.';
comment on column public.search_terms.features is 'It means all of these features.';
comment on column public.search_terms.bedrooms is 'It means this number of bedrooms.';
comment on column public.search_terms.is_furnished is 'It means furnished, or not.';
comment on column public.search_terms.purpose is 'It means rent, sale or shortlet.';
comment on column public.search_terms.price_per is 'The period that it names, for role per.';
comment on column public.search_terms.lgas is 'It means one of these local government areas, as properties name them.';
comment on column public.search_terms.states is 'It means one of these states.';
comment on column public.search_terms.amount is 'The number that it names, for role number, or by which the one before is multiplied, for role times.';
comment on column public.search_terms.stands_alone is
  'Whether it is itself what is looked for, in titles and of its kinds, when neither a kind nor rooms are named: a BQ to let. Else only its features count.';
comment on column public.search_terms.updated_at is 'Last change, UTC.';
create index search_terms_trigram_idx on public.search_terms using gist (phrase extensions.gist_trgm_ops);
alter table public.search_terms enable row level security;
grant select on public.search_terms to anon, authenticated;
grant select, insert, update, delete on public.search_terms to service_role;
create policy search_terms_select_visitor on public.search_terms for select to anon using (true);
create policy search_terms_select on public.search_terms for select to authenticated using (true);

create function private.before_search_term_written()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.phrase := private.search_phrase(new.phrase);
  new.updated_at := now();
  return new;
end
$$;
comment on function private.before_search_term_written() is 'Trigger: keeps the phrase as phrases are compared.';
create trigger before_search_term_written before insert or update on public.search_terms
  for each row execute function private.before_search_term_written();

insert into public.search_terms (phrase, kinds)
select phrase, kinds::public.unit_kind[]
from (values
  ('{room}', 'room,rooms,single room,one room,1 room,a room,face me i face you,face me,room face me,shared apartment,roomate,lodge,hostel'),
  ('{self_contain}', 'self contain,self contained,selfcontain,selfcontained,self con,selfcon,self cont,s c,self contain room,room self contain,self contained apartment,self contain apartment,self contain flat,self contained flat,self contained room,single room self contain,a room self contain,one room self contain,1 room self contain,studio,studio apartment,studio flat,studio room'),
  ('{mini_flat}', 'mini flat,mini flats,miniflat,mini apartment,room and parlour,room and parlor,room and palour,room and palor,room n parlour,room n palour,room parlour,a room and parlour,1 room and parlour,one room and parlour,room and parlour self contain,room and parlor self contain,room and parlour self con,room and palour self contain,room and palor self contain,room n parlour self contain,parlour and room'),
  ('{flat,mini_flat}', 'flat,flats,apartment,apartments,apt,apts,block of flats,penthouse,pent house'),
  ('{room,self_contain,mini_flat,flat,maisonette,bungalow,terrace,semi_detached,detached}',
    'house,houses,home,homes,property,properties,accommodation,accomodation,residential,place to stay'),
  ('{maisonette,terrace,semi_detached,detached}', 'duplex,duplexes,storey building,story building'),
  ('{maisonette}', 'maisonette,maisonettes,masionette,maisonnette'), ('{bungalow}', 'bungalow,bungalows,bungalo,bungallow,detached bungalow'),
  ('{terrace}', 'terrace,terraces,terraced,terrace duplex,terraced duplex,terrace house,town house,townhouse,row house'),
  ('{semi_detached}', 'semi detached,semi detached duplex,semi detached house,semi d,semi,twin duplex'),
  ('{detached}', 'detached,fully detached,fully detached duplex,detached duplex,detached house,mansion,villa'),
  ('{shop}', 'shop,shops,store,stores,lock up shop,lockup shop,lock up,shop space,supermarket space,boutique'),
  ('{office}', 'office,offices,office space,office spaces,open plan office,work space,workspace,office floor'),
  ('{warehouse}', 'warehouse,warehouses,ware house,wearhouse,factory,godown,storage,cold room'),
  ('{shop,office}', 'commercial space,commercial property,business space,plaza'),
  ('{plot}', 'plot,plots,land,lands,plot of land,plots of land,half plot,parcel of land,bare land,landed property,acre,acres,hectare,hectares')
) as meaning (kinds, phrases)
cross join lateral unnest(string_to_array(meaning.phrases, ',')) as phrase;

insert into public.search_terms (phrase, features, stands_alone, kinds)
select phrase, features::public.feature[], features = '{boys_quarters}',
  case when features = '{boys_quarters}' then '{room,self_contain,mini_flat}'::public.unit_kind[] end
from (values
  ('{boys_quarters}', 'bq,b q,bqs,boys quarters,boys quarter,boy s quarters,boy s quarter,boysquarters,maid s room,maids room,house help room'),
  ('{parking}', 'parking,parking space,car park,carpark,garage,ample parking,where i go park'),
  ('{security}', 'security,secure,secured,security guard,gateman,gate man,24 hours security'), ('{gated}', 'gated,gated estate,gated community,gated street,inside gate'),
  ('{borehole}', 'borehole,bore hole,running water,water'), ('{water_treatment}', 'water treatment,treated water,treatment plant'),
  ('{prepaid_meter}', 'prepaid meter,prepaid,pre paid meter,own meter,personal meter,separate meter'),
  ('{generator}', 'generator,gen,gen set,standby generator'), ('{inverter}', 'inverter'), ('{solar}', 'solar,solar power,solar panel,solar panels'),
  ('{air_conditioning}', 'ac,a c,acs,air condition,air conditioned,air conditioner,air conditioning,aircon'),
  ('{fitted_kitchen}', 'fitted kitchen'), ('{wardrobes}', 'wardrobe,wardrobes'), ('{balcony}', 'balcony,balconies'),
  ('{garden}', 'garden,lawn'), ('{swimming_pool}', 'swimming pool,pool,swimmingpool'), ('{gym}', 'gym,gymnasium'),
  ('{elevator}', 'elevator,lift,elevators'), ('{internet}', 'internet,wifi,wi fi,fibre,fiber'),
  ('{serviced}', 'serviced,fully serviced'), ('{pets_allowed}', 'pets allowed,pet friendly,pets,dog allowed'),
  ('{waterfront}', 'waterfront,water front,water view,ocean view,sea view'),
  ('{all_rooms_ensuite}', 'ensuite,en suite,all ensuite,all rooms ensuite,all room ensuite'), ('{cctv}', 'cctv,cc tv')
) as meaning (features, phrases)
cross join lateral unnest(string_to_array(meaning.phrases, ',')) as phrase;

-- A serviced apartment and a flat with boys' quarters are both at once.
insert into public.search_terms (phrase, kinds, features) values
  ('serviced apartment', '{flat,mini_flat}', '{serviced}'), ('serviced apartments', '{flat,mini_flat}', '{serviced}'),
  ('serviced flat', '{flat,mini_flat}', '{serviced}'), ('serviced office', '{office}', '{serviced}');

insert into public.search_terms (phrase, is_furnished)
select phrase, meaning.is_furnished
from (values
  (true, 'furnished,fully furnished,furnish,with furniture'), (false, 'unfurnished,un furnished,not furnished,no furniture')
) as meaning (is_furnished, phrases)
cross join lateral unnest(string_to_array(meaning.phrases, ',')) as phrase;

insert into public.search_terms (phrase, purpose)
select phrase, meaning.purpose::public.listing_purpose
from (values
  ('rent', 'rent,to rent,for rent,rental,rentals,renting,to let,for let,let,tolet,lease,for lease,leasing,letting'),
  ('sale', 'sale,for sale,on sale,sell,selling,to buy,buy,buying,to purchase,purchase,outright sale,wey dem dey sell'),
  ('shortlet', 'shortlet,shortlets,short let,short lets,short stay,shortstay,short term,air bnb,airbnb,holiday apartment,for the weekend,weekend,daily rent')
) as meaning (purpose, phrases)
cross join lateral unnest(string_to_array(meaning.phrases, ',')) as phrase;

insert into public.search_terms (phrase, purpose, kinds) values
  ('shortlet apartment', 'shortlet', '{flat,mini_flat}'), ('short let apartment', 'shortlet', '{flat,mini_flat}'),
  ('guest house', 'shortlet', null);

insert into public.search_terms (phrase, role, amount)
select phrase, 'number', place
from unnest(array['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']) with ordinality as number (phrase, place);
insert into public.search_terms (phrase, role, amount) values
  ('k', 'times', 1000), ('thousand', 'times', 1000), ('m', 'times', 1000000), ('million', 'times', 1000000),
  ('millions', 'times', 1000000), ('mil', 'times', 1000000), ('mill', 'times', 1000000), ('meter', 'times', 1000000),
  ('hundred thousand', 'times', 100000), ('billion', 'times', 1000000000), ('bn', 'times', 1000000000);
insert into public.search_terms (phrase, role, price_per)
select phrase, 'per', meaning.price_per::public.price_period
from (values
  ('year', 'per annum,pa,p a,per year,a year,yearly,annually,annual,per yr,yr,for one year,every year'),
  ('month', 'per month,a month,monthly,pm,p m,every month,month,mth,per mth'), ('week', 'per week,a week,weekly,every week'),
  ('night', 'per night,a night,nightly,per day,a day,daily,night')
) as meaning (price_per, phrases)
cross join lateral unnest(string_to_array(meaning.phrases, ',')) as phrase;
insert into public.search_terms (phrase, role)
select phrase, meaning.role::public.search_role
from (values
  ('bedrooms', 'bedroom,bedrooms,bed room,bed rooms,bed,beds,bdrm,bdrms,bdr,brm,br,b r,b room,bedrm,bed rm,bd,bedrom,bedroms,berdroom,bedrrom'),
  ('bathrooms', 'bathroom,bathrooms,bath,baths,bath room,toilet and bath'),
  ('at_most', 'under,below,less than,not more than,no more than,not above,not pass,no pass,at most,max,maximum,maximum of,max of,within,up to,upto,budget,my budget,budget is,budget of,my budget is,cheaper than'),
  ('at_least', 'above,over,more than,at least,atleast,not less than,min,minimum,minimum of,min of,from,starting from,and above,or more,upwards,and up,plus'),
  ('up_to', 'to,till,until'), ('alternatively', 'or,and,n,abi,either,between'),
  ('money', 'naira,ngn'), ('street', 'street,road,avenue,close,crescent,drive,lane,str,ave,rd'),
  ('ignored', 'a,an,the,in,at,on,for,of,by,near,around,inside,within the,area,axis,side,town,city,state,lga,local government,nigeria,with,with a,'
    || 'i,we,me,my,need,needed,want,wanted,looking,looking for,i need,i want,i am looking for,am looking for,searching for,find,find me,get,get me,'
    || 'abeg,biko,pls,please,plz,dey,wey,de,una,oga,o,make,e,i dey find,dey find,i wan,wan,for me,na,sha,which get,wey get,wey dey,e get,get am,'
    || 'urgent,urgently,asap,cheap,affordable,nice,good,fine,clean,neat,available,price,cost,rent price,per,space,unit,units,there,is,are,any,some,not,too,cost too much,is there,very,s')
) as meaning (role, phrases)
cross join lateral unnest(string_to_array(meaning.phrases, ',')) as phrase
on conflict (phrase) do nothing;

insert into public.search_terms (phrase, states)
select private.search_phrase(called), array_agg(distinct state.name)
from public.nigerian_states as state
cross join lateral unnest(state.also_called || state.name || (state.name || ' state')) as called
group by private.search_phrase(called)
on conflict (phrase) do nothing;
insert into public.search_terms (phrase, states) values
  ('lag', '{Lagos}'), ('lasgidi', '{Lagos}'), ('eko', '{Lagos}'), ('gidi', '{Lagos}'), ('abj', '{FCT}'), ('buj', '{FCT}'), ('fct', '{FCT}')
on conflict (phrase) do nothing;

-- Local government areas of the states where most listings are, and cities that are several.
insert into public.search_terms (phrase, lgas)
select private.search_phrase(name), array[name]
from unnest(array['Agege', 'Ajeromi-Ifelodun', 'Alimosho', 'Amuwo-Odofin', 'Apapa', 'Badagry', 'Epe', 'Eti-Osa', 'Ibeju-Lekki',
  'Ifako-Ijaiye', 'Ikeja', 'Ikorodu', 'Kosofe', 'Lagos Island', 'Lagos Mainland', 'Mushin', 'Ojo', 'Oshodi-Isolo', 'Shomolu',
  'Surulere', 'Abaji', 'Abuja Municipal', 'Bwari', 'Gwagwalada', 'Kuje', 'Kwali', 'Obio/Akpor', 'Eleme', 'Oyigbo', 'Ikwerre',
  'Ibadan North', 'Ibadan North-East', 'Ibadan North-West', 'Ibadan South-East', 'Ibadan South-West', 'Akinyele', 'Lagelu',
  'Ogbomosho North', 'Ogbomosho South', 'Fagge', 'Tarauni', 'Dala', 'Gwale', 'Kano Municipal', 'Ungogo', 'Kumbotso',
  'Uyo', 'Onitsha North', 'Onitsha South', 'Ado-Odo/Ota', 'Ifo', 'Obafemi Owode', 'Sagamu', 'Ijebu Ode', 'Akure South',
  'Warri South', 'Uvwie', 'Oredo', 'Egor', 'Ikpoba Okha', 'Enugu North', 'Enugu South', 'Jos North', 'Jos South']) as name;
insert into public.search_terms (phrase, lgas) values
  ('eti osa lga', '{Eti-Osa}'), ('etiosa', '{Eti-Osa}'), ('amac', '{Abuja Municipal}'), ('somolu', '{Shomolu}'), ('amuwo', '{Amuwo-Odofin}'),
  ('ph', '{Port Harcourt,Obio/Akpor}'), ('phc', '{Port Harcourt,Obio/Akpor}'), ('pitakwa', '{Port Harcourt,Obio/Akpor}'),
  ('port harcourt', '{Port Harcourt,Obio/Akpor}'), ('portharcourt', '{Port Harcourt,Obio/Akpor}'), ('port harcout', '{Port Harcourt,Obio/Akpor}'),
  ('ph city', '{Port Harcourt,Obio/Akpor}'), ('obio', '{Obio/Akpor}'),
  ('ibadan', '{Ibadan North,Ibadan North-East,Ibadan North-West,Ibadan South-East,Ibadan South-West,Lagelu,Akinyele}'),
  ('ib', '{Ibadan North,Ibadan North-East,Ibadan North-West,Ibadan South-East,Ibadan South-West,Lagelu,Akinyele}'),
  ('mainland', '{Lagos Mainland,Surulere,Mushin,Ikeja,Kosofe,Shomolu,Alimosho,Agege,Ifako-Ijaiye,Oshodi-Isolo,Apapa,Amuwo-Odofin,Ajeromi-Ifelodun}'),
  ('island', '{Eti-Osa,Lagos Island,Ibeju-Lekki}'),
  ('benin city', '{Oredo,Egor,Ikpoba Okha}'), ('benin', '{Oredo,Egor,Ikpoba Okha}'), ('warri', '{Warri South,Uvwie}'), ('aba', '{Aba North,Aba South}'),
  ('owerri', '{Owerri Municipal,Owerri North,Owerri West}'), ('onitsha', '{Onitsha North,Onitsha South}'), ('asaba', '{Oshimili South}'),
  ('abeokuta', '{Abeokuta North,Abeokuta South}'), ('akure', '{Akure South,Akure North}'), ('ilorin', '{Ilorin West,Ilorin East,Ilorin South}'),
  ('jos', '{Jos North,Jos South}'), ('calabar', '{Calabar Municipal,Calabar South}'), ('osogbo', '{Osogbo,Olorunda}');

-- Names of areas ------------------------------------------------------------------------------------

create table private.area_names (
  called text not null,
  area_id uuid not null references public.areas (id) on delete cascade,
  is_larger boolean not null,
  keys text[] not null,
  primary key (called, area_id)
);
comment on table private.area_names is 'Every name of every area, as phrases are compared. Kept by private.after_area_written().';
comment on column private.area_names.called is 'The name, an alias, or a larger place that it is part of.';
comment on column private.area_names.area_id is 'The area.';
comment on column private.area_names.is_larger is 'Whether this names a larger place that the area is only part of.';
comment on column private.area_names.keys is 'Its name and aliases as areas of listings are compared: private.folded().';
create index area_names_area_id_idx on private.area_names (area_id);
create index area_names_trigram_idx on private.area_names using gist (called extensions.gist_trgm_ops);
alter table private.area_names enable row level security;

create function private.after_area_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    delete from private.area_names where area_id = new.id;
  end if;
  insert into private.area_names (called, area_id, is_larger, keys)
  select named.called, new.id, bool_and(named.is_larger),
    array(select private.folded(key) from unnest(new.aliases || new.name) as key)
  from (
    select private.search_phrase(called), false from unnest(new.aliases || new.name) as called
    union all
    select private.search_phrase(called), true from unnest(new.part_of) as called
  ) as named (called, is_larger)
  where named.called <> ''
  group by named.called;
  return null;
end
$$;
comment on function private.after_area_written() is 'Trigger: keeps the names by which an area is looked up.';
create trigger after_area_written after insert or update on public.areas
  for each row execute function private.after_area_written();
