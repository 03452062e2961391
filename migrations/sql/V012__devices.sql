-- Each device numbers the interviews that it finishes, from 1 and without a gap, so that one which never comes is missed. A device
-- that was cleared begins again under another id. Columns of the payload, for quarantined interviews too: what is there was not lost.
alter table interview add column device_id uuid;
alter table interview add column device_number integer check (device_number >= 1);
alter table interview add constraint interview_number_has_device check (device_number is null or device_id is not null);
create index interview_by_device on interview (device_id, device_number) where device_number is not null;
