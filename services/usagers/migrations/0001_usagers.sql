-- A dossier RSA of a département, known by a blind index of its organisme, matricule and request number.
create table foyer (
  id uuid primary key,
  departement text not null,
  cle_index bytea not null unique,
  -- Keyed hash of the last declaration that was taken in: the same one again changes nothing.
  empreinte bytea not null,
  maj_le timestamptz not null default now()
);

-- A person who has, or had, an open right. The identity is sealed under the person's own key.
create table usager (
  id uuid primary key,
  departement text not null,
  droit text not null check (droit in ('ouvert', 'ferme')),
  foyer_id uuid not null references foyer (id),
  cle_version text not null,
  cle bytea not null,
  identite bytea not null,
  identite_empreinte bytea not null,
  cree_le timestamptz not null default now()
);
create index usager_ouvert_par_foyer on usager (foyer_id) where droit = 'ouvert';

-- How a person is found without reading anybody: blind indexes, with their history.
create table identifiant (
  id bigint generated always as identity primary key,
  genre text not null,
  cle_index bytea not null,
  usager_id uuid not null references usager (id),
  -- The identifier itself, sealed under the person's key; null when the identity holds it.
  valeur bytea,
  depuis timestamptz not null default now(),
  jusqu_a timestamptz
);
create unique index identifiant_courant on identifiant (genre, cle_index) where jusqu_a is null;
create unique index identifiant_de_l_usager on identifiant (usager_id, genre) where jusqu_a is null;

-- Which structure follows whom, since when.
create table rattachement (
  id bigint generated always as identity primary key,
  usager_id uuid not null references usager (id),
  departement text not null,
  structure_code text not null,
  structure_type text not null,
  motif text not null,
  depuis date not null,
  jusqu_a date
);
create unique index rattachement_courant on rattachement (usager_id) where jusqu_a is null;

create table import (
  id uuid primary key,
  departement text not null,
  etat text not null check (etat in ('EN_COURS', 'TERMINE', 'INTERROMPU')),
  agent text not null,
  date_reception date not null,
  emetteur text,
  date_reference date,
  foyers_annonces integer,
  foyers integer not null default 0,
  personnes integer not null default 0,
  droits_ouverts integer not null default 0,
  droits_fermes integer not null default 0,
  inchanges integer not null default 0,
  refus integer not null default 0,
  -- Why it stopped before the end of the file: a code, and the place in the file; never a value.
  arret jsonb,
  debut timestamptz not null default now(),
  fin timestamptz
);
create index import_par_departement on import (departement, debut);

create table import_refus (
  id bigint generated always as identity primary key,
  import_id uuid not null references import (id),
  ligne integer not null,
  portee text not null check (portee in ('PERSONNE', 'FOYER')),
  code text not null
);
create index import_refus_par_import on import_refus (import_id, id);
