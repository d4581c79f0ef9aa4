-- The master key changes by re-wrapping: what is left to do is found by version.
create index usager_par_version_de_cle on usager (cle_version, id);

-- Blind indexes say which index key made them, so that this key changes too.
alter table usager add column index_version text not null default '1';
alter table foyer add column index_version text not null default '1';
alter table identifiant add column index_version text not null default '1';
create index usager_par_version_d_index on usager (index_version, id);

-- What only makes somebody resemble somebody else: never unique, null until computed (rows of before).
alter table usager add column nir_index bytea;
alter table usager add column etat_civil_index bytea;
create index usager_par_nir on usager (nir_index);
create index usager_par_etat_civil on usager (etat_civil_index);

-- Full address and contacts, sealed under the person's key apart from what a flux says.
alter table usager add column coordonnees bytea;

-- A merge moves nothing: the absorbed person stays as it was and is found as the one kept.
alter table usager add column fusionne_dans uuid references usager (id) check (fusionne_dans <> id);
create index usager_absorbe on usager (fusionne_dans) where fusionne_dans is not null;

-- Who gives the identifier (a partner, an organisme, a département's tool); empty when the kind says it.
alter table identifiant add column portee text not null default '';
alter table identifiant add column motif_fin text;
drop index identifiant_courant;
drop index identifiant_de_l_usager;
-- A matricule is the one of a foyer: its members share it.
create unique index identifiant_courant on identifiant (genre, cle_index) where jusqu_a is null and genre <> 'MATRICULE';
create index identifiant_par_matricule on identifiant (cle_index) where jusqu_a is null and genre = 'MATRICULE';
create unique index identifiant_de_l_usager on identifiant (usager_id, genre, portee) where jusqu_a is null;
create index identifiant_par_usager on identifiant (usager_id);

-- Two records that may be one person, or one record that two sources tell differently: for a human to decide.
create table doute (
  id uuid primary key,
  departement text not null,
  motif text not null,
  source text not null,
  usager_id uuid not null references usager (id),
  -- The other record: a person too, or what a source declared, sealed under the key of usager_id.
  autre_id uuid references usager (id),
  candidat bytea,
  -- Keyed hash of the candidate: the same thing said again is not another doubt.
  candidat_empreinte bytea,
  etat text not null default 'A_EXAMINER' check (etat in ('A_EXAMINER', 'FUSIONNE', 'DISTINGUE')),
  garde_id uuid references usager (id),
  -- What a merge replaced, sealed under the key of the absorbed person (usager_id for a candidate).
  avant bytea,
  cree_le timestamptz not null default now(),
  decide_le timestamptz,
  decide_par text,
  check ((autre_id is null) <> (candidat is null)),
  check (autre_id is null or usager_id < autre_id)
);
create unique index doute_entre_deux on doute (usager_id, autre_id) where autre_id is not null;
create unique index doute_d_un_candidat on doute (usager_id, candidat_empreinte) where candidat is not null;
create index doute_par_departement on doute (departement, etat, cree_le, id);
create index doute_par_autre on doute (autre_id) where autre_id is not null;
