-- What a département says of its own files and of the flux that it receives; each change is a version more.
create table source_departement (
  departement text not null,
  version integer not null,
  reglages jsonb not null,
  modifie_par text not null,
  modifie_le timestamptz not null default now(),
  primary key (departement, version)
);

-- An import is a flux of an organisme payeur or a file of the département; REFUSE: nothing of it was written.
alter table import drop constraint import_etat_check;
alter table import add constraint import_etat_check check (etat in ('EN_COURS', 'TERMINE', 'INTERROMPU', 'REFUSE'));
alter table import add column source text not null default 'FLUX' check (source in ('FLUX', 'FICHIER'));
alter table import add column etape text not null default 'LECTURE' check (etape in ('LECTURE', 'ECRITURE'));
-- Foyers or lines found in the whole file, before the first of them is written.
alter table import add column lus integer not null default 0;
-- Persons whose contacts a file has changed.
alter table import add column modifies integer not null default 0;
-- SHA-256 of the file: the same one again is told.
alter table import add column empreinte bytea;
alter table import add column version_flux text;
alter table import add column frequence text;
alter table import add column date_creation date;
-- Foyers that a complete flux no longer holds.
alter table import add column absents integer not null default 0;
create index import_par_empreinte on import (departement, empreinte) where etat = 'TERMINE';
alter table import_refus drop constraint import_refus_portee_check;
alter table import_refus add constraint import_refus_portee_check check (portee in ('PERSONNE', 'FOYER', 'LIGNE'));

-- Which organisme tells of a foyer (`CAF 331`), and the last complete flux that held it.
alter table foyer add column organisme text;
alter table foyer add column vu_par uuid references import (id);
create index foyer_par_organisme on foyer (departement, organisme);
create table import_absent (
  import_id uuid not null references import (id),
  foyer_id uuid not null references foyer (id),
  primary key (import_id, foyer_id)
);

-- What a département's own file says of a person, sealed under the person's key.
create table apport_departement (
  usager_id uuid not null references usager (id),
  departement text not null,
  contenu bytea not null,
  -- Keyed hash: the same line again changes nothing.
  empreinte bytea not null,
  import_id uuid not null references import (id),
  maj_le timestamptz not null default now(),
  primary key (usager_id, departement)
);
