-- Who listens to a call, with a leg of his own; a new activation of the call takes it over.
alter table call_attempts
  add column supervisor_id uuid,
  add column supervisor_leg_id text,
  add column supervisor_role text check (supervisor_role in ('monitor', 'whisper', 'barge'));
