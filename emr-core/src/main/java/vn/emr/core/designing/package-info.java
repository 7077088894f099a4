/**
 * Forms that hospitals draw themselves: copied, written, judged, approved by somebody else, in force from a day; and which shipped ones
 * somebody compared with the official print. Sheets and screens get them from {@link vn.emr.core.form.HospitalForms} (ADR 60).
 */
package vn.emr.core.designing;
