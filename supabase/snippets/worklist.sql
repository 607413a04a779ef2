-- For staff, to begin with: everything that waits for a person, oldest first.
select * from private.staff_worklist order by since;

-- The same, counted.
select what, count(*), min(since) as oldest from private.staff_worklist group by what order by oldest;

-- What staff did lately, who did it and why.
select * from private.acts where act <> 'look_up_person' order by id desc limit 50;
