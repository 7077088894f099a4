/** The demonstration: a sample hospital kept as data, and the feeder that sends it through the real doors. */
package vn.emr.api.demo;
