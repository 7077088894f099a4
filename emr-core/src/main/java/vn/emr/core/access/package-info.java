/** Who is there, and what they may read: sign-in, sessions, rights, and the one read key ({@link vn.emr.core.access.Grant}). */
package vn.emr.core.access;
