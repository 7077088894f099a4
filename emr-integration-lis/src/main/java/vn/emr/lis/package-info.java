/** The door of the laboratory information system: results over MLLP (HL7 v2 chapter 7, ORU^R01). */
package vn.emr.lis;
