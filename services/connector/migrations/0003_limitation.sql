-- Persons whose processing is restricted (article 18 of the RGPD): nothing is delivered to partners meanwhile.
create table limitation (
  usager_id uuid primary key,
  depuis timestamptz not null default now()
);
