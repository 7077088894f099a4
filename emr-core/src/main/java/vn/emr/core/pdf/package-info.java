/** What a PDF of strangers must be before anything reads it; known to all rooms that take such files. */
package vn.emr.core.pdf;
