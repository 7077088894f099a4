/**
 * Sheets as paper and as files to keep: from a form and its answers to PDF/A-2u (ADR 51). What is printed is what was answered;
 * nothing is fetched while printing.
 */
package vn.emr.core.printing;
