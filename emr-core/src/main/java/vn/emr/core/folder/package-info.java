/**
 * The life of a record folder (hồ sơ bệnh án): what people do with it, what it lacks, its numbers and days, and the lists of who
 * keeps records (Luật KBCB 15/2023 art. 69, ADR 49).
 */
package vn.emr.core.folder;
