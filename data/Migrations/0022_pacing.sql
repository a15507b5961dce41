-- How fast a campaign dials. A campaign may only be stricter than the law; 3 % of answered calls is the cap of the US rules (16 CFR 310.4(b)(4)).
alter table campaigns
  add column power_ratio numeric(4, 2) not null default 1.5 check (power_ratio between 1 and 10),  -- lines per free agent, mode power
  add column abandon_cap numeric(5, 4) not null default 0.03 check (abandon_cap between 0.005 and 0.03);  -- abandoned ÷ answered by a person, per day
