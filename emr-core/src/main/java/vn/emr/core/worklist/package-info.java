/** What the server notices by itself and people decide: possible duplicates, and later whatever else waits for a decision. */
package vn.emr.core.worklist;
