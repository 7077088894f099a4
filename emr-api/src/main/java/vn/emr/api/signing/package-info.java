/** Signing over REST: what waits, signing it, keys, trusted authorities, and verifying. */
package vn.emr.api.signing;
