-- The persons first: what they are told apart by comes first in the index. Room is left in each page, so that
-- a moved sequence stays in its page and the index is not written again.
alter table inbox drop constraint inbox_pkey;
alter table inbox alter column key type text collate "C";
alter table inbox add primary key (key, consumer, topic);
alter table inbox set (fillfactor = 60);
