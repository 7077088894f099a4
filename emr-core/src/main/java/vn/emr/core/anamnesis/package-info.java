/**
 * What people ask of a patient and record of the person rather than of a visit (tiền sử): allergies, and that none are known. Each change
 * is a version with its reason; what systems tell stands beside it (ADR 58).
 */
package vn.emr.core.anamnesis;
