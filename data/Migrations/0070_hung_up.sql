-- Who picks up and hangs up before an agent had to be there was neither not reached nor abandoned.
alter table call_attempts drop constraint call_attempts_outcome_check;
alter table call_attempts add constraint call_attempts_outcome_check
  check (outcome in ('connected', 'abandoned', 'hung_up', 'no_answer', 'busy', 'voicemail', 'fax', 'invalid_number', 'failed', 'cancelled', 'message_delivered'));
