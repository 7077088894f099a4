/**
 * Sheets of a record folder as people fill them in: made, written version by version, completed, declared void and restored; entries
 * that only grow; who has one open, and what was typed and not saved (ADR 50). Papers that were scanned are sheets too (ADR 66).
 */
package vn.emr.core.sheet;
