/** Who works here and what they may do: roles, who has them, who else cares for a patient, and why a record could be opened. */
package vn.emr.core.staff;
