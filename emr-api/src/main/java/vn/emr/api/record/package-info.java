/** The patient's record over HTTP: every route asks the access room for a key before it reads. */
package vn.emr.api.record;
