/**
 * Asking and telling other systems over HTTP, for all who do: archives, interfaces that are read, webhooks. One client that
 * goes nowhere else, with a limit for size and time of every answer.
 */
package vn.emr.core.outgoing;
