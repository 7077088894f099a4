/**
 * The insurance claim XML (QĐ 130/QĐ-BYT as amended by QĐ 4750, QĐ 3176 and QĐ 1931) as a way into the record: one HOSO is one
 * message that tells one visit as a whole. Fields, code lists and rules are data; what they find wrong is a remark at its field.
 */
package vn.emr.his.claim;
