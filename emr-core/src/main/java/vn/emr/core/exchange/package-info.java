/**
 * The record as data for others: the exchange record {@code HoSoBenhAn} with its eleven groups (CV 365/TTYQG-GPQLCL, annex), as XML and
 * as JSON. Which fact stands under which name is data ({@code exchange/hosobenhan.json}); the schemas are made from the same (ADR 55).
 * Records of other hospitals come in by the same names (ADR 59).
 */
package vn.emr.core.exchange;
