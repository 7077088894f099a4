/** Who we are: tenant, facilities, departments, senders and accounts, written through Panache; and on which days we work. */
package vn.emr.core.organization;
