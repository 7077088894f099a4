/** What runs the house: configuration, senders, messages, parked work, health. No patient is shown here. */
package vn.emr.api.operation;
