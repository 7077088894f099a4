/** Pages shaped for the screen. Each takes a key of the access room first and feeds on one visible query per list. */
package vn.emr.core.chart;
