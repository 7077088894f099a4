/** Who looked at what: the trace asked by those who answer for it, and taken out in the forms others read. Asking is traced too. */
package vn.emr.core.oversight;
