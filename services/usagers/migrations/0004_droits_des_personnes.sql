-- Erasures asked by an agent and confirmed by another (article 17 of the RGPD). The row outlives the person: it is the proof.
create table effacement (
  id uuid primary key,
  usager_id uuid not null,
  departement text not null,
  motif text not null check (motif in ('DEMANDE_DE_LA_PERSONNE', 'TRAITEMENT_ILLICITE', 'OBLIGATION_LEGALE', 'FIN_DE_CONSERVATION')),
  etat text not null default 'DEMANDE' check (etat in ('DEMANDE', 'EFFECTUE')),
  demande_par text not null,
  demande_le timestamptz not null,
  confirme_par text,
  confirme_le timestamptz,
  -- What each service held just before: places and counts.
  avant jsonb,
  check ((etat = 'EFFECTUE') = (confirme_par is not null and confirme_le is not null)),
  check (confirme_par <> demande_par or motif = 'FIN_DE_CONSERVATION')
);
create unique index effacement_demande on effacement (usager_id) where etat = 'DEMANDE';
create index effacement_par_usager on effacement (usager_id);

-- Persons whose processing is restricted (article 18 of the RGPD).
create table limitation (
  usager_id uuid primary key references usager (id),
  motif text not null check (motif in ('EXACTITUDE_CONTESTEE', 'TRAITEMENT_ILLICITE', 'DONNEES_UTILES_A_LA_PERSONNE', 'OPPOSITION_EN_EXAMEN')),
  agent text not null,
  depuis timestamptz not null
);
