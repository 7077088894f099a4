/** Long files of items: taken piece by piece, kept, and judged behind the live messages; gone on with after any break. */
package vn.emr.core.imports;
