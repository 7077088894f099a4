/** Who we are: tenant, facilities, departments, senders and accounts. Administration nouns, written through Panache. */
package vn.emr.core.organization;
