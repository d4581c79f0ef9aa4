-- A replay is an act of a person too.
alter table parking_act drop constraint parking_act_act_check;
alter table parking_act add check (act in ('REPRISE', 'CORRECTION', 'PASSAGE', 'TROU', 'REJEU'));
