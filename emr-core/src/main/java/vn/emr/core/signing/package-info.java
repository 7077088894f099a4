/**
 * Who signs which sheet and entry, in which order, with which key; the signed files and what was found of each signature (TT
 * 13/2025/TT-BYT art. 3, TT 15/2025/TT-BKHCN).
 */
package vn.emr.core.signing;
