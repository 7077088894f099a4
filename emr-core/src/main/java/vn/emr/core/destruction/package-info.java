/**
 * Destroying records whose term is over (tiêu hủy): listed, appraised, approved by two others, carried out by the one door of the
 * database that deletes, written down in minutes that stay for ever (Luật Lưu trữ 33/2024/QH15).
 */
package vn.emr.core.destruction;
