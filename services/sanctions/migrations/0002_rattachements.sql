-- Which structure follows a person: its référent may propose a sanction and receive observations, no other (R. 262-107 CASF).
create table rattachement (
  usager_id uuid primary key,
  departement text not null,
  structure_code text not null
);
