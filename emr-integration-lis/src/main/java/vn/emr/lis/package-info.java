/** The door of the laboratory information system: results over MLLP (HL7 v2 chapter 7, ORU and OUL). */
package vn.emr.lis;
