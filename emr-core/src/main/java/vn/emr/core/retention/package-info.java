/** How long what is kept must be kept (thời hạn lưu trữ): TT 33/2025/TT-BYT, its annex row by row. Pure rules, no tables. */
package vn.emr.core.retention;
