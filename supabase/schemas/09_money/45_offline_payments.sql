-- Offline payments: bank transfer, cash, cheque and POS. No provider confirms that the money came, so a person must.
--
-- Who may confirm one: whoever has the permission money.write in the organization that was paid (owners, managers and
-- accountants, see private.role_permissions), and is not who paid. It is settled as all money is, by
-- private.settle_payment(). The API has no function for it yet, so nobody can.

create function private.is_offline(method public.payment_method)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- A method that is not given is not an online one.
  return coalesce(method not in ('paystack', 'flutterwave'), true);
end
$$;
comment on function private.is_offline(public.payment_method) is
  'Whether a person and not a provider confirms that the money came; it is then in the bank and not with the provider.';
