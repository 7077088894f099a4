/** Orders: read from any system that places or carries them out, written to the laboratory, and its answers read. */
package vn.emr.lis.orders;
