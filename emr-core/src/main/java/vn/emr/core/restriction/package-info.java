/** What of a record is hidden from those who may read the rest: labels, where people put them, and opening in an emergency. */
package vn.emr.core.restriction;
