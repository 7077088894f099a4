/** Transfers, beds and discharges that people say here, read with what systems tell of the same visit (ADR 68). */
package vn.emr.core.movements;
