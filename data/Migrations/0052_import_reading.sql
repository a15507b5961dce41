-- How sure the guesses of a file's encoding and separator are, for the page that shows its first rows; what somebody has chosen is certain.
alter table imports
  add column encoding_certainty  text not null default 'certain' check (encoding_certainty in ('guess', 'likely', 'certain')),
  add column delimiter_certainty text not null default 'certain' check (delimiter_certainty in ('guess', 'likely', 'certain')),
  -- Of each column, what stands first in its dates: unknown, day, month, mixed.
  add column date_orders text[] not null default '{}',
  -- Rows that came in without a value that could not be read, and how many values that were.
  add column incomplete_rows bigint not null default 0,
  add column left_out_values bigint not null default 0;

-- A row of the error file was rejected, or came in without the values that its reasons name.
alter table import_errors add column rejected boolean not null default true;
