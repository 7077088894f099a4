/**
 * The database between "a fresh machine" and "the application has a database": unpacking, first start, accounts,
 * supervision, safety check, backup and restore. Plain Java: it runs before and beside the application.
 */
package vn.emr.core.postgres;
