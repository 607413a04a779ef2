-- What money is about: a charge, a payment and a receipt belong to exactly one tenancy, sale or application, and each
-- table says so by a check. Sales and applications are made in a later chapter, which holds their foreign keys
-- (11_deals/75_money_of_deals.sql); what money asks of them is asked here, by functions.

create function private.my_deal_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select private.my_sale_ids()
  union all
  select private.my_application_ids();
end
$$;
comment on function private.my_deal_ids() is 'The sales in which the caller buys, and the applications that they made: whose money is theirs to see.';
grant execute on function private.my_deal_ids() to authenticated;
