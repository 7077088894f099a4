/**
 * Medicines that doctors order here, version by version, and what nurses record of each dose, beside the orders that systems tell
 * (ADR 64).
 */
package vn.emr.core.medication;
