/**
 * The message desk: finding messages, correcting, dismissing and replaying those that wait, and what each sender sends
 * wrong. What a message says is shown by a grant only.
 */
package vn.emr.core.desk;
