/**
 * Vital signs that people enter for a visit, version by version, with their early-warning score, beside those that systems tell
 * (ADR 61).
 */
package vn.emr.core.vitals;
