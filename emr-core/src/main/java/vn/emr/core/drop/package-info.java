/**
 * Messages that come as files of any kind: a folder per sender on this machine, filled by the sender itself, through a share,
 * or from the sender's SFTP server. Files are a door like any other: one message, one transaction, one answer.
 */
package vn.emr.core.drop;
