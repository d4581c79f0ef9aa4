-- One row a person: what agents read. Written with the events, in their transaction.
create table orientation (
  usager_id uuid primary key,
  departement text not null,
  orientation_id uuid not null,
  statut text not null,
  version integer not null,
  date_reception date,
  echeance date,
  preconisation jsonb,
  decision jsonb,
  -- The decision's event, which France Travail is told of.
  fait_id uuid,
  transmission text,
  transmission_code text,
  transmission_a_faire text,
  transmission_le timestamptz
);

-- The queue: decisions to take, most urgent first.
create index orientation_a_prendre on orientation (departement, echeance, usager_id) where statut = 'A_PRENDRE';
