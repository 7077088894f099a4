/** Topics of a Kafka broker: messages in, changes of the record out. Nothing here runs unless a source names a broker. */
package vn.emr.his.kafka;
