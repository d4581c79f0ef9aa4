-- One row an event that counts in an indicator. Only ever added to, so the order in which the topics
-- are read changes nothing: the same events give the same rows.
create table fait (
  id uuid primary key,
  usager_id uuid not null,
  departement text not null,
  nature text not null,
  -- The event's sequence on its topic: what came first for that person.
  rang integer not null,
  le date not null,
  connu_le date not null,
  -- What the fact is about: orientation, contrat, dossier de sanction, droit.
  objet uuid not null,
  detail text,
  commune text,
  organisme text,
  structure text,
  echeance date,
  quantite integer
);

-- An indicator reads a few kinds of facts of one département, up to a day.
create index fait_du_departement on fait (departement, nature, le);
