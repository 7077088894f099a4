/** {@code ./emr dialect}: what a dialect makes of a folder of messages, without a database and without a server. */
package vn.emr.api.dialect;
