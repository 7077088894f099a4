/**
 * Makes tampering with the trace and the commits evident: the sealer numbers and chains their digests behind the writers, signed
 * checkpoints go where the database's administrator cannot write, and a verification recomputes everything (ADR 36).
 */
package vn.emr.core.seal;
