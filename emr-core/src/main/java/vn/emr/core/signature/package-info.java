/**
 * Electronic signatures themselves: making them in PDF (PAdES) and XML (XAdES), looking at a certificate before, verifying
 * afterwards and for decades. It knows no table, no patient and no order of signing; the cryptography is the EU DSS library's
 * (TT 15/2025/TT-BKHCN, ADR 69).
 */
package vn.emr.core.signature;
