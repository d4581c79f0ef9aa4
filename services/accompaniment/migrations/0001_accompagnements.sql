-- One row a person: the contract as agents read it. Written with the events, in their transaction.
create table contrat (
  usager_id uuid primary key,
  departement text not null,
  contrat_id uuid not null,
  etat text not null,
  version integer not null,
  organisme text not null,
  structure_code text,
  structure_type text,
  date_notification date not null,
  echeance date not null,
  date_signature date,
  minutes_hebdomadaires integer,
  amenagement text,
  date_refus date,
  date_suspension date,
  -- The signature's or refusal's event, which France Travail is told of.
  fait_id uuid,
  transmission text,
  transmission_code text,
  transmission_a_faire text,
  transmission_le timestamptz
);

-- Contracts by legal deadline, of a département and of a structure.
create index contrat_par_echeance on contrat (departement, etat, echeance, usager_id);
create index contrat_par_structure on contrat (departement, structure_code, etat, echeance, usager_id);
create index contrat_par_fait on contrat (fait_id);

-- Why an intensity was reduced or exempted: may be about health, so it never leaves this service.
create table amenagement_motif (
  fait_id uuid primary key,
  usager_id uuid not null,
  motif text not null
);

create table rendez_vous (
  rendez_vous_id uuid primary key,
  usager_id uuid not null,
  date_heure timestamptz not null,
  modalite text not null,
  motif text not null,
  issue text,
  date_constat date
);
create index rendez_vous_par_usager on rendez_vous (usager_id, date_heure);

-- Hours done, by week and kind of activity; the last declaration counts.
create table heures (
  usager_id uuid not null,
  semaine text not null,
  nature text not null,
  minutes integer not null,
  minutes_hebdomadaires integer not null,
  primary key (usager_id, semaine, nature)
);
