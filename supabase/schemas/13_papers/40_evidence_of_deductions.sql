-- What shows why a part of a caution deposit was kept, and that the rest was given back (09_money/86_deposits.sql, 87), that a
-- refund was paid out (53), that a disputed payment is right (55) and that a deduction is not (90): inspected items and papers, which came later.

alter table public.deposit_deductions
  add foreign key (org_id, inspection_id) references public.inspections (org_id, id),
  add foreign key (inspection_id, item_id) references public.inspection_items (inspection_id, id),
  add foreign key (org_id, document_id) references public.documents (org_id, id);
alter table public.deposit_returns
  add foreign key (org_id, document_id) references public.documents (org_id, id);
alter table public.deduction_disputes
  add foreign key (org_id, document_id) references public.documents (org_id, id);
alter table public.refunds add foreign key (org_id, document_id) references public.documents (org_id, id);
alter table public.disputes add foreign key (org_id, document_id) references public.documents (org_id, id);
