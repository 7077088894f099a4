/** Measures the packaged server from outside, beside what the same machine does without it. */
package vn.emr.api.bench;
