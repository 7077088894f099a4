/**
 * Files of scanners and phones as pages of a paper: whether they really are what they say, drawn anew without anything else that they
 * held, and kept for some hours while somebody looks at them (ADR 66). Knows no folder and no sheet.
 */
package vn.emr.core.scanning;
