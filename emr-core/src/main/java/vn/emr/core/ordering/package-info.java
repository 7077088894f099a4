/** Placing and cancelling orders here: who may, what must be said, where they go. */
package vn.emr.core.ordering;
