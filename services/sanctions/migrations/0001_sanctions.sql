-- Local copy of the rights: what the household is counted from. The flux names adults only, never children.
create table droit (
  usager_id uuid primary key,
  departement text not null,
  foyer_id uuid not null,
  ouvert boolean not null
);
create index droit_par_foyer on droit (foyer_id) where ouvert;

-- One row a case: what agents read. Written with the events, in their transaction.
create table sanction (
  sanction_id uuid primary key,
  usager_id uuid not null,
  departement text not null,
  statut text not null,
  -- Of all the cases of the person: an act on one of them changes it.
  version integer not null,
  auteur text not null,
  date_proposition date not null,
  echeance date not null,
  dossier jsonb not null,
  -- The last event that France Travail is told of.
  fait_id uuid,
  transmission text,
  transmission_code text,
  transmission_a_faire text,
  transmission_le timestamptz
);
create index sanction_par_usager on sanction (usager_id);
create index sanction_par_fait on sanction (fait_id);

-- The queue: cases to decide, most urgent first.
create index sanction_a_decider on sanction (departement, echeance, sanction_id) where statut in ('PROPOSEE', 'CONTRADICTOIRE');
