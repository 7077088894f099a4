/** Surgeries and procedures that people write of a visit, version by version, beside what systems told (ADR 67). */
package vn.emr.core.procedures;
