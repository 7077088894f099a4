/** Diagnoses that people enter for a visit, beside those that systems tell: by the ICD-10 of the day, version by version (ADR 57). */
package vn.emr.core.diagnosis;
