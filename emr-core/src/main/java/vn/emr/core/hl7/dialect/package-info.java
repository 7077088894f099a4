/** How the products of vendors differ from the standard, and how a message is corrected before its translator sees it. */
package vn.emr.core.hl7.dialect;
