-- Keys and topics are compared as bytes: by the rules of a language each comparison costs ten times more.
-- The persons come first: they are what rows are told apart by.
alter table journal_head drop constraint journal_head_pkey;
alter table journal_head alter column topic type text collate "C", alter column key type text collate "C";
alter table journal_head add primary key (key, topic);

drop index journal_by_key;
alter table journal alter column topic type text collate "C", alter column key type text collate "C";
create index journal_by_key on journal (key, topic, sequence);
