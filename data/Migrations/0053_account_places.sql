-- A company without a domain is known by its name and its place; the place is compared by a key now, so that "Berlin, Germany" and "BERLIN, DE" are one.
-- Written by the product (data/Accounts/Places.cs). 0061 fills it for what is there and makes the names unique by it.
alter table accounts add column place_key text not null default '';
drop index accounts_name_place_ux;
