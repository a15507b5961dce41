-- Whether a browser of the agent was connected when last heard of. Only such agents are expected back after a restart; programs that work by HTTP alone are not.
alter table agent_states add column at_desk boolean not null default false;
