/**
 * Catalogues as data: official lists in their editions, taken in from files after a person looked at what they change, and looked up
 * by the day of the event (ADR 54).
 */
package vn.emr.core.catalogue;
