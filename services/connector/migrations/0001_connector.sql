-- What is to be told to France Travail, in order for each person and API.
create table transmission (
  id uuid primary key,
  rang bigint generated always as identity unique,
  -- The event to tell: told once.
  fait_id uuid not null unique,
  usager_id uuid not null,
  departement text not null,
  api text not null,
  operation text not null,
  -- Sealed: holds the free text of a refusal.
  contenu bytea not null,
  -- What an agent waits for goes first.
  priorite smallint not null default 0,
  etat text not null default 'EN_ATTENTE' check (etat in ('EN_ATTENTE', 'EN_COURS', 'A_RELIRE', 'ACQUITTEE', 'REFUSEE', 'A_TRAITER')),
  envois integer not null default 0,
  echecs integer not null default 0,
  code text,
  message text,
  prochain_essai timestamptz not null default now(),
  -- Who works on it, until when; nobody else writes the row meanwhile.
  bail uuid,
  bail_jusqu_a timestamptz,
  correlation_id uuid not null,
  traceparent text,
  cree_le timestamptz not null default now(),
  intention_le timestamptz,
  close_le timestamptz
);
create index transmission_ouverte on transmission (usager_id, api, rang) where etat in ('EN_ATTENTE', 'EN_COURS', 'A_RELIRE');
create index transmission_due on transmission (prochain_essai) where etat in ('EN_ATTENTE', 'EN_COURS', 'A_RELIRE');
create index transmission_par_departement on transmission (departement, rang);

-- Every try: a call (its row is written before it), a re-reading, or what prevented a call.
create table transmission_tentative (
  id bigint generated always as identity primary key,
  transmission_id uuid not null references transmission (id),
  genre text not null check (genre in ('ENVOI', 'RELECTURE', 'PREALABLE')),
  debut timestamptz not null default now(),
  fin timestamptz,
  issue text,
  code text,
  message text,
  trace_id text
);
create index tentative_par_transmission on transmission_tentative (transmission_id, id);
create unique index tentative_ouverte on transmission_tentative (transmission_id) where fin is null;

-- What France Travail awaits of a département, as its basket shows it.
create table activite (
  departement text not null,
  identifiant_activite text not null,
  code_activite text not null,
  etat text not null default 'RECUE' check (etat in ('RECUE', 'REPORTEE', 'PUBLIEE')),
  -- Why it is not published yet.
  code text,
  essais integer not null default 0,
  prochain_essai timestamptz not null default now(),
  presente boolean not null default true,
  usager_id uuid,
  fait_id uuid,
  correlation_id uuid not null,
  vue_le timestamptz not null default now(),
  disparue_le timestamptz,
  primary key (departement, identifiant_activite)
);
create index activite_a_publier on activite (departement, prochain_essai) where presente and etat <> 'PUBLIEE';

-- One reader of each basket at a time, and when it was last read.
create table sondage (
  departement text primary key,
  bail uuid,
  bail_jusqu_a timestamptz,
  dernier_le timestamptz,
  dernier_code text
);

-- Day passes on persons, sealed.
create table jeton (
  departement text not null,
  usager_id uuid not null,
  sceau bytea not null,
  expire_le timestamptz not null,
  primary key (departement, usager_id)
);

-- Call rates shared by every copy of the service: one row for each credential and API.
create table debit (
  nom text primary key,
  libre_le timestamptz not null default '-infinity',
  pause_jusqu_a timestamptz not null default '-infinity'
);

-- Takes the next turn when it is no further than the longest wait; says how far it is, in milliseconds.
create function prendre_un_tour(tour text, intervalle_ms double precision, attente_max_ms double precision)
returns double precision language plpgsql as $$
declare
  maintenant timestamptz;
  depart timestamptz;
  attente double precision;
begin
  insert into debit (nom) values (tour) on conflict (nom) do nothing;
  select greatest(libre_le, pause_jusqu_a) into depart from debit where nom = tour for update;
  maintenant := clock_timestamp();
  depart := greatest(depart, maintenant);
  attente := extract(epoch from depart - maintenant) * 1000;
  if attente <= attente_max_ms then
    update debit set libre_le = depart + intervalle_ms * interval '1 millisecond' where nom = tour;
  end if;
  return attente;
end
$$;

-- Who is told of what, where; the secret is sealed.
create table abonnement_partenaire (
  id uuid primary key,
  nom text not null unique,
  departement text not null,
  structure_code text not null,
  structure_type text not null,
  url text not null,
  secret bytea not null,
  actif boolean not null default true,
  maj_le timestamptz not null default now()
);
create index abonnement_par_structure on abonnement_partenaire (departement, structure_code) where actif;

-- What each partner is to receive, in order for each person; a gap in the sequence shows.
create table livraison (
  id uuid primary key,
  rang bigint generated always as identity unique,
  abonnement_id uuid not null references abonnement_partenaire (id),
  fait_id uuid not null,
  usager_id uuid not null,
  departement text not null,
  sequence integer not null,
  type text not null,
  -- The exact text sent, the same at each try.
  contenu text not null,
  etat text not null default 'EN_ATTENTE' check (etat in ('EN_ATTENTE', 'LIVREE', 'MORTE')),
  essais integer not null default 0,
  code text,
  prochain_essai timestamptz not null default now(),
  bail uuid,
  bail_jusqu_a timestamptz,
  correlation_id uuid not null,
  traceparent text,
  cree_le timestamptz not null default now(),
  close_le timestamptz,
  unique (abonnement_id, fait_id),
  unique (abonnement_id, usager_id, sequence)
);
create index livraison_ouverte on livraison (abonnement_id, usager_id, rang) where etat = 'EN_ATTENTE';
create index livraison_due on livraison (abonnement_id, prochain_essai) where etat = 'EN_ATTENTE';
