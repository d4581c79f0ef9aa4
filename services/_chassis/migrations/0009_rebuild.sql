-- A rebuild of the whole projection is an act of a person too: its topic and its key are '*'.
alter table parking_act drop constraint parking_act_act_check;
alter table parking_act add check (act in ('REPRISE', 'CORRECTION', 'PASSAGE', 'TROU', 'REJEU', 'RECONSTRUCTION'));
