-- Values of a file that can be read in two ways: 03/04/2024, 1.234. How a column's are read is chosen with its mapping (imports.mapping, "reading").
alter table imports
  -- Of each column, what separates the decimals of its amounts: unknown, point, comma, mixed.
  add column decimal_marks text[] not null default '{}',
  -- Of each column, up to two such values of either kind, to ask by: {"dates": ["03/04/2024"], "amounts": []}.
  add column ambiguous jsonb not null default '[]';
