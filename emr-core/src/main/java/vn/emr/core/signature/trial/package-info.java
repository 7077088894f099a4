/** Certificates for trying signatures out: an authority of our own, whose certificates say that they are worth nothing. */
package vn.emr.core.signature.trial;
