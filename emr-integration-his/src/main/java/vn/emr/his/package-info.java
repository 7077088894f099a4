/**
 * The doors of the hospital information system. Over MLLP it sends people and visits (HL7 v2 ADT, chapter 3). Over HTTP it speaks {@code notice-1.0}: one JSON item is one message,
 * with its own outcome and its own place in the inbox.
 */
package vn.emr.his;
