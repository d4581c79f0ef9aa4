-- A person concludes about what France Travail cannot show again, or asks for another try.
alter table transmission add column version integer not null default 0;

alter table transmission_tentative
  drop constraint transmission_tentative_genre_check,
  add constraint transmission_tentative_genre_check check (genre in ('ENVOI', 'RELECTURE', 'PREALABLE', 'CONCLUSION', 'RELANCE')),
  -- Who concluded or asked, a pseudonym.
  add column agent text,
  -- Sealed: free text.
  add column justification bytea;
