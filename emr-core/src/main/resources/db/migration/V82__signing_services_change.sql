-- The settings of a signing service change: its password, its address, how long it is waited for. A version is what was seen by who changes it.
alter table signing_service add column version int not null default 1;
grant update (name, settings, version) on signing_service to ${applicationRole};
