/**
 * Services that hold the keys of people and sign hashes with them when the person agrees on the phone (remote signing, ETSI TS
 * 119 432; NĐ 23/2025/NĐ-CP art. 37). This room knows no table, no patient and no document, only hashes: what is asked of which
 * service, where that stands, and whether what came back is a signature at all (ADR 70).
 */
package vn.emr.core.signature.remote;
