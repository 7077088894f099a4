/** What the codes of the hospital's systems mean: from a code as sent to the code of a catalogue, by the date of the event. */
package vn.emr.core.mapping;
