/**
 * HL7 v2 on the wire and on paper: MLLP frames on a socket, the text inside them, and the answers we give. It knows no
 * patient, no table and no rule of the record: what it hands over are bytes and fields.
 */
package vn.emr.core.hl7;
