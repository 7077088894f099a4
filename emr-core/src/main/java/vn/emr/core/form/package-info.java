/**
 * Statutory forms as data: the definition of each, whether answers keep its rules, what follows from them and what the record knows
 * already. Knows no sheet and no screen (ADR 50).
 */
package vn.emr.core.form;
