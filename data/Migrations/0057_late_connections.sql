-- By when an agent had to be on the line, by the law the call was made under; null where no person was, or where it is not known.
alter table call_attempts add column connect_by timestamptz;

-- What counts as abandoned, in the budget, the evidence and the reports alike: a person who answered and got no agent, or got him later than the law allows.
-- Of calls whose row does not say by when, only those without answering machine detection are known to have a person on the line since the pick-up; two seconds hold for them.
create function counts_as_abandoned(outcome text, answered_at timestamptz, bridged_at timestamptz, connect_by timestamptz, amd_result text) returns boolean language sql immutable parallel safe as $$
  select coalesce(outcome = 'abandoned', false)
      or coalesce(bridged_at > connect_by, false)
      or coalesce(connect_by is null and amd_result is null and bridged_at - answered_at > interval '2 seconds', false)
$$;
